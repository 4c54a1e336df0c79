//! One person in numbers: what a score is worked out from, and how it is packed into a row.

use domain::{
    person::{Evidence, HeldSkill, Licence, Matter, Profile, Schedule, Schooling, Spoken},
    taxonomy::{LanguageCode, OccupationCode},
    time::Day,
};

use super::{
    pack::{Reader, day, day_number, signed, unsigned},
    words::{self, Full, Skills},
};
use crate::{Candidate, Preference, skills::Held};

/// What is known of a person, without the skills.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// Months in each occupation, in the order of codes.
    pub occupations: Vec<(OccupationCode, u32)>,
    /// Languages with their levels, in order.
    pub languages: Vec<(LanguageCode, u8)>,
    pub languages_told: bool,
    /// Licences they hold, one bit each.
    pub licences: u8,
    pub schooling: Option<Schooling>,
    /// The number of the municipality.
    pub place: u16,
    pub travel_km: Option<u32>,
    pub would_move: bool,
    pub available_from: Option<Day>,
    /// Hours that suit them, one bit each.
    pub schedules: u8,
    pub pay_wanted_centavos: Option<i64>,
    /// What matters, at most three.
    pub matters: Vec<Matter>,
    /// What they said to cards. It is not packed: rows are for lists of people, which do not go by it.
    pub preference: Option<Preference>,
}

/// How many things that matter are counted.
const MATTERS: usize = 3;

/// The bit of a choice in a mask of all choices.
fn bit<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|known| known == one).map_or(0, |at| 1 << at)
}

/// The place of a choice in its list, from 1; 0 for none.
fn place_of<T: PartialEq>(all: &[T], one: Option<&T>) -> u8 {
    one.and_then(|one| (1_u8..).zip(all).find(|(_, known)| *known == one)).map_or(0, |(at, _)| at)
}

/// The choice at a place, from 1.
fn choice<T: Copy>(all: &[T], place: u8) -> Option<T> {
    all.get(usize::from(place).checked_sub(1)?).copied()
}

/// The mask of the licences that cover `wanted`.
pub(super) fn covering(wanted: Licence) -> u8 {
    Licence::ALL.iter().filter(|held| held.covers(wanted)).map(|held| bit(Licence::ALL, held)).sum()
}

/// The bit of these hours.
pub(super) fn schedule_bit(schedule: Schedule) -> u8 {
    bit(Schedule::ALL, &schedule)
}

/// The choices of a mask, in order.
fn choices<T: Copy>(all: &[T], mask: u8) -> Vec<T> {
    all.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, one)| *one).collect()
}

/// Level and evidence of a skill in one byte: the level in the low two bits.
fn grade(held: &Held) -> u8 {
    held.level | place_of(Evidence::ALL, held.evidence.as_ref()) << 2
}

/// Level and evidence that a byte says.
pub(super) fn graded(grade: u8) -> (u8, Option<Evidence>) {
    (grade & 3, choice(Evidence::ALL, grade >> 2))
}

impl Facts {
    /// What is known of a candidate.
    pub(super) fn of(candidate: &Candidate) -> Self {
        Self {
            occupations: candidate.occupations.clone(),
            languages: candidate.languages.clone(),
            languages_told: candidate.languages_told,
            licences: candidate.licences.iter().fold(0, |mask, one| mask | bit(Licence::ALL, one)),
            schooling: candidate.schooling,
            place: words::place_id(candidate.municipality),
            travel_km: candidate.travel_km,
            would_move: candidate.would_move == Some(true),
            available_from: candidate.available_from,
            schedules: candidate.schedules.iter().fold(0, |mask, one| mask | schedule_bit(*one)),
            pay_wanted_centavos: candidate.pay_wanted_centavos,
            matters: candidate.matters.iter().take(MATTERS).copied().collect(),
            preference: candidate.preference,
        }
    }

    /// Appends it to `row`.
    pub(super) fn pack(&self, row: &mut Vec<u8>) {
        let told = u8::from(self.travel_km.is_some())
            | u8::from(self.would_move) << 1
            | u8::from(self.available_from.is_some()) << 2
            | u8::from(self.pay_wanted_centavos.is_some()) << 3
            | u8::from(self.languages_told) << 4;
        row.extend([told, self.papers(), self.schedules]);
        unsigned(row, u64::from(self.place));
        unsigned(row, self.occupations.len() as u64);
        for (code, months) in &self.occupations {
            unsigned(row, u64::from(words::occupation_id(Some(*code))));
            unsigned(row, u64::from(*months));
        }
        unsigned(row, self.languages.len() as u64);
        for (language, level) in &self.languages {
            row.push(place_of(LanguageCode::ALL, Some(language)));
            row.push(*level);
        }
        let matters = self.matters.iter().rev();
        unsigned(row, matters.fold(0, |all, one| all << 3 | u64::from(place_of(Matter::ALL, Some(one)))));
        if let Some(km) = self.travel_km {
            unsigned(row, u64::from(km));
        }
        if let Some(from) = self.available_from {
            signed(row, i64::from(day_number(from)));
        }
        if let Some(pay) = self.pay_wanted_centavos {
            signed(row, pay);
        }
    }

    /// Reads what [`Self::pack`] wrote over `self`, keeping the room it has. `None` if the bytes are none of that.
    pub(super) fn unpack(&mut self, reader: &mut Reader) -> Option<()> {
        let told = reader.byte()?;
        self.preference = None;
        self.would_move = told & 2 != 0;
        self.languages_told = told & 16 != 0;
        self.set_papers(reader.byte()?);
        self.schedules = reader.byte()?;
        self.place = u16::try_from(reader.unsigned()?).ok()?;
        self.occupations.clear();
        for _ in 0..reader.unsigned()? {
            let code = words::occupation(u16::try_from(reader.unsigned()?).ok()?)?;
            self.occupations.push((code, u32::try_from(reader.unsigned()?).ok()?));
        }
        self.languages.clear();
        for _ in 0..reader.unsigned()? {
            self.languages.push((choice(LanguageCode::ALL, reader.byte()?)?, reader.byte()?));
        }
        let mut matters = reader.unsigned()?;
        self.matters.clear();
        while matters > 0 {
            self.matters.push(choice(Matter::ALL, (matters & 7) as u8)?);
            matters >>= 3;
        }
        self.travel_km = None;
        if told & 1 != 0 {
            self.travel_km = Some(u32::try_from(reader.unsigned()?).ok()?);
        }
        self.available_from = None;
        if told & 4 != 0 {
            self.available_from = Some(day(i32::try_from(reader.signed()?).ok()?)?);
        }
        self.pay_wanted_centavos = None;
        if told & 8 != 0 {
            self.pay_wanted_centavos = Some(reader.signed()?);
        }
        Some(())
    }

    /// Schooling and licences in one byte: see [`Self::set_papers`].
    pub(super) fn papers(&self) -> u8 {
        self.licences | place_of(Schooling::ALL, self.schooling.as_ref()) << 5
    }

    /// Reads what [`Self::papers`] wrote.
    fn set_papers(&mut self, papers: u8) {
        self.licences = papers & 31;
        self.schooling = choice(Schooling::ALL, papers >> 5);
    }

    /// How well they speak a language, if told.
    pub(super) fn speaks(&self, language: LanguageCode) -> Option<u8> {
        self.languages.iter().find(|(spoken, _)| *spoken == language).map(|(_, level)| *level)
    }

    /// As [`Candidate::confidence`].
    pub(super) fn confidence(&self) -> f64 {
        crate::candidate::confidence(
            self.matters.len(),
            self.pay_wanted_centavos.is_some(),
            self.schedules != 0,
            self.preference.as_ref(),
        )
    }

    /// The candidate again, with these skills (numbers and grades): it scores as the first one did.
    pub(super) fn candidate(&self, skills: &Skills, held: &[u16], grades: &[u8]) -> Candidate {
        let held = held.iter().zip(grades).filter_map(|(id, grade)| {
            let (level, evidence) = graded(*grade);
            Some(HeldSkill { skill: skills.code(*id)?.clone(), level, evidence: evidence? })
        });
        let profile = Profile {
            schooling: self.schooling,
            licences: choices(Licence::ALL, self.licences),
            skills: held.collect(),
            travel_km: self.travel_km,
            would_move: self.would_move.then_some(true),
            available_from: self.available_from,
            schedules: choices(Schedule::ALL, self.schedules),
            pay_wanted_centavos: self.pay_wanted_centavos,
            matters: self.matters.clone(),
            languages: self
                .languages
                .iter()
                .map(|(language, level)| Spoken { language: *language, level: *level })
                .collect(),
        };
        Candidate::from_facts(
            &profile,
            &self.occupations,
            words::municipality(self.place),
            self.languages_told,
        )
    }
}

/// The skills of a candidate as numbers and grades.
pub(super) fn numbered(skills: &mut Skills, candidate: &Candidate) -> Result<(Vec<u16>, Vec<u8>), Full> {
    let ids = candidate.skills.iter().map(|held| skills.learn(&held.skill)).collect::<Result<_, _>>()?;
    Ok((ids, candidate.skills.iter().map(grade).collect()))
}
