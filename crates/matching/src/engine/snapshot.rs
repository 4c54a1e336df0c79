//! Everyone in bytes, to start again from without the database. It holds no name and no number of a person, but what they
//! did and where they live, so whoever keeps it seals it.

use domain::{id::Id, taxonomy::SkillCode};

use super::{
    Engine,
    facts::{Facts, graded},
    pack::{Reader, unsigned},
    words::{self, Skills},
};
use crate::skills::TOP_LEVEL;

/// What the bytes begin with; another version is another beginning.
const BEGINNING: &[u8] = b"sinarem people 1\n";

impl Engine {
    /// Everyone in bytes.
    #[must_use]
    pub fn people_to_bytes(&self) -> Vec<u8> {
        let mut bytes = BEGINNING.to_vec();
        unsigned(&mut bytes, self.skills.codes().len() as u64);
        for code in self.skills.codes() {
            unsigned(&mut bytes, code.as_str().len() as u64);
            bytes.extend(code.as_str().as_bytes());
        }
        unsigned(&mut bytes, self.people.count() as u64);
        let mut facts = Facts::default();
        for row in self.people.everyone() {
            let (held, grades) = self.people.skills_of(row);
            bytes.extend(self.people.ids[row].bytes());
            unsigned(&mut bytes, u64::from(self.people.audience_bits(row)));
            unsigned(&mut bytes, held.len() as u64);
            for id in held {
                unsigned(&mut bytes, u64::from(*id));
            }
            bytes.extend(grades);
            self.people.read(row, &mut facts);
            facts.pack(&mut bytes);
        }
        bytes
    }

    /// An engine with the people of these bytes and no opportunity; `None` if the bytes are of another version, of
    /// another list of skills, or damaged.
    #[must_use]
    pub fn with_people_from(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(BEGINNING)?);
        let mut engine = Self::default();
        engine.skills = read_skills(&mut reader, &engine.skills)?;
        let count = usize::try_from(reader.unsigned()?).ok()?;
        let (mut facts, mut held) = (Facts::default(), Vec::new());
        for _ in 0..count {
            let id = Id::from_bytes(reader.take(16)?.try_into().ok()?);
            let audience = u32::try_from(reader.unsigned()?).ok()?;
            let skills = usize::try_from(reader.unsigned()?).ok()?;
            held.clear();
            for _ in 0..skills {
                let skill = u16::try_from(reader.unsigned()?).ok()?;
                held.push((1..engine.skills.count()).contains(&usize::from(skill)).then_some(skill)?);
            }
            let grades = reader.take(skills)?;
            facts.unpack(&mut reader)?;
            if usize::from(facts.place) >= words::place_count() || !grades.iter().all(|one| is_grade(*one)) {
                return None;
            }
            engine.people.put_facts(id, &facts, (&held, grades), audience).ok()?;
        }
        engine.settle().ok()?;
        reader.0.is_empty().then_some(engine)
    }
}

/// The skills as they were numbered; those that are built in have to have the numbers they have now.
fn read_skills(reader: &mut Reader, now: &Skills) -> Option<Skills> {
    let mut skills = now.clone();
    let count = usize::try_from(reader.unsigned()?).ok()?;
    for at in 1..=count {
        let length = usize::try_from(reader.unsigned()?).ok()?;
        let code: SkillCode = std::str::from_utf8(reader.take(length)?).ok()?.parse().ok()?;
        if usize::from(skills.learn(&code).ok()?) != at {
            return None;
        }
    }
    Some(skills)
}

/// Whether a grade can be one.
fn is_grade(grade: u8) -> bool {
    let (level, evidence) = graded(grade);
    (1..=TOP_LEVEL).contains(&level) && evidence.is_some()
}
