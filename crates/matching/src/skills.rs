//! What a person's skills are worth for a skill that is asked: the same, or near in the taxonomy.

use std::{
    cmp::Ordering,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use domain::{
    person::{Evidence, HeldSkill},
    taxonomy::{self, OccupationCode, SkillCode},
};
use serde::{Deserialize, Serialize};

/// Worth of each step up the taxonomy: what is held is narrower than what is asked.
const NARROWER: f64 = 0.8;
/// Worth of each step down the taxonomy: what is held is broader than what is asked.
const BROADER: f64 = 0.6;
/// Worth of a skill with the same broader skill.
const SIBLING: f64 = 0.4;
/// A broader skill with more parts than this says less of how near two of them are: [`SIBLING`] falls as parts grow.
const CLOSE_FAMILY: usize = 8;
/// Steps of the taxonomy that still count.
const STEPS: u32 = 2;
/// Evidence for a skill that the person never confirmed, but a job they did needs.
const FROM_OCCUPATION: f64 = 0.7;
/// The highest level that can be asked.
pub(crate) const TOP_LEVEL: u8 = 3;

/// How a skill that is held relates to the one that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Similarity {
    /// The same skill.
    Same,
    /// Held is part of what is asked.
    Narrower,
    /// What is asked is part of held.
    Broader,
    /// Both are parts of the same.
    Sibling,
}

/// What a person holds that answers best to a skill that is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Holding {
    /// Which skill they hold.
    pub skill: SkillCode,
    /// From 1 to 3.
    pub level: u8,
    /// How it relates to the asked one.
    pub similarity: Similarity,
    /// How it is shown; `None` if it only follows from a job they did.
    pub evidence: Option<Evidence>,
    /// Similarity × evidence × min(1, level held ÷ level asked).
    pub worth: f64,
}

/// A skill, its level, and how it is shown (`None`: follows from an occupation).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Held {
    pub skill: SkillCode,
    pub level: u8,
    pub evidence: Option<Evidence>,
}

impl From<&HeldSkill> for Held {
    fn from(held: &HeldSkill) -> Self {
        Self {
            skill: held.skill.clone(),
            level: held.level.clamp(1, TOP_LEVEL),
            evidence: Some(held.evidence),
        }
    }
}

/// The weight e of evidence.
pub(crate) const fn weight(evidence: Option<Evidence>) -> f64 {
    match evidence {
        Some(Evidence::Certified) => 1.0,
        Some(Evidence::Attested) => 0.95,
        Some(Evidence::Portfolio) => 0.9,
        Some(Evidence::Declared) => 0.8,
        None => FROM_OCCUPATION,
    }
}

/// For each skill that can be asked, the best that a person holds for each level that can be asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Holdings {
    /// Everything held, confirmed or not, in order.
    held: Vec<Held>,
    answers: HashMap<SkillCode, [Option<Answer>; TOP_LEVEL as usize]>,
}

/// The place in what is held, how it relates to the asked skill, and its worth.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Answer {
    held: usize,
    similarity: Similarity,
    worth: f64,
}

impl Holdings {
    /// Works out what confirmed skills and occupations (with months) are worth.
    ///
    /// The essential skills of an occupation count as held, on the weaker evidence of the job itself: level 1 below a
    /// year, 2 below five years, then 3. The best always counts, so that confirming a skill never lowers anything.
    pub(crate) fn of(skills: &[Held], occupations: &[(OccupationCode, u32)]) -> Self {
        let mut held = skills.to_vec();
        for (code, months) in occupations {
            let level = level_by_months(*months);
            let essential = taxonomy::occupation(*code).map_or(&[][..], |occupation| &occupation.essential);
            held.extend(essential.iter().map(|skill| Held { skill: skill.clone(), level, evidence: None }));
        }
        held.sort_unstable();
        held.dedup();
        let mut answers = HashMap::new();
        for (place, one) in held.iter().enumerate() {
            for (asked, similarity, sim) in NEIGHBOURS.around(&one.skill) {
                offer(
                    &mut answers,
                    asked,
                    one,
                    Answer { held: place, similarity, worth: sim * weight(one.evidence) },
                );
            }
        }
        Self { held, answers }
    }

    /// What the best that is held for a skill asked at a level is worth; 0 if nothing near is held.
    pub(crate) fn worth(&self, asked: &SkillCode, level: u8) -> f64 {
        self.answer(asked, level).map_or(0.0, |answer| answer.worth)
    }

    /// What the best that is held is worth for each skill that can be asked, by level from 1.
    pub(crate) fn worths(&self) -> impl Iterator<Item = (&SkillCode, [f64; TOP_LEVEL as usize])> {
        self.answers
            .iter()
            .map(|(asked, answers)| (asked, answers.map(|one| one.map_or(0.0, |one| one.worth))))
    }

    /// The best that is held for a skill asked at a level.
    pub(crate) fn best(&self, asked: &SkillCode, level: u8) -> Option<Holding> {
        let answer = self.answer(asked, level)?;
        let held = self.held.get(answer.held)?;
        Some(Holding {
            skill: held.skill.clone(),
            level: held.level,
            similarity: answer.similarity,
            evidence: held.evidence,
            worth: answer.worth,
        })
    }

    /// The highest level at which this very skill is held, if it is, and at which it is certified (0: it is not).
    pub(crate) fn levels(&self, skill: &SkillCode) -> Option<(u8, u8)> {
        let from = self.held.partition_point(|held| held.skill < *skill);
        let same = self.held[from..].iter().take_while(|held| held.skill == *skill);
        same.fold(None, |levels, held| {
            let (highest, certified) = levels.unwrap_or((0, 0));
            let shown = if held.evidence == Some(Evidence::Certified) { held.level } else { 0 };
            Some((held.level.max(highest), shown.max(certified)))
        })
    }

    fn answer(&self, asked: &SkillCode, level: u8) -> Option<&Answer> {
        self.answers.get(asked)?.get(usize::from(level.clamp(1, TOP_LEVEL)) - 1)?.as_ref()
    }
}

/// The level of the skills of an occupation after so many months in it.
pub(crate) const fn level_by_months(months: u32) -> u8 {
    match months {
        0..12 => 1,
        12..60 => 2,
        _ => TOP_LEVEL,
    }
}

/// How far a level reaches that is held, where another is asked: `min(1, held ÷ asked)`.
pub(crate) fn reach(held: u8, asked: u8) -> f64 {
    f64::from(held.min(asked)) / f64::from(asked)
}

/// Every skill for which this one counts, itself first, and how much it counts.
pub(crate) fn counts_for(held: &SkillCode) -> impl Iterator<Item = (&SkillCode, f64)> {
    NEIGHBOURS.around(held).into_iter().map(|(asked, _, sim)| (asked, sim))
}

/// Every skill for which this one counts, itself first, and how much it counts, from 0 to 1.
#[must_use]
pub fn similar(held: &SkillCode) -> Vec<(SkillCode, f64)> {
    counts_for(held).map(|(asked, sim)| (asked.clone(), sim)).collect()
}

/// Keeps an answer for each level at which it is the best: worth first; among equals the nearest, then the first in
/// the order of what is held, so that the answer is always one.
fn offer(
    answers: &mut HashMap<SkillCode, [Option<Answer>; TOP_LEVEL as usize]>,
    asked: &SkillCode,
    held: &Held,
    full: Answer,
) {
    if !answers.contains_key(asked) {
        answers.insert(asked.clone(), [None; TOP_LEVEL as usize]);
    }
    for (slot, asked_level) in answers.get_mut(asked).into_iter().flatten().zip(1_u8..) {
        let answer = Answer { worth: full.worth * reach(held.level, asked_level), ..full };
        let better = |best: &Answer| {
            let order =
                answer.worth.total_cmp(&best.worth).then_with(|| best.similarity.cmp(&answer.similarity));
            order == Ordering::Greater
        };
        if slot.as_ref().is_none_or(better) {
            *slot = Some(answer);
        }
    }
}

/// The built-in taxonomy of skills, both ways. Skills of other lists are near only to themselves.
struct Neighbours {
    above: HashMap<&'static str, &'static SkillCode>,
    below: HashMap<&'static str, Vec<&'static SkillCode>>,
}

static NEIGHBOURS: LazyLock<Neighbours> = LazyLock::new(|| {
    let mut neighbours = Neighbours { above: HashMap::new(), below: HashMap::new() };
    for skill in taxonomy::built_in().skills() {
        if let Some(broader) = &skill.broader {
            neighbours.above.insert(skill.code.as_str(), broader);
            neighbours.below.entry(broader.as_str()).or_default().push(&skill.code);
        }
    }
    neighbours
});

impl Neighbours {
    /// Every skill for which this one counts, how it relates to it, and how much it counts.
    fn around<'a>(&self, held: &'a SkillCode) -> Vec<(&'a SkillCode, Similarity, f64)>
    where
        'static: 'a,
    {
        let mut found: Vec<(&'a SkillCode, Similarity, f64)> = vec![(held, Similarity::Same, 1.0)];
        let mut worth = 1.0;
        let mut at = held;
        for _ in 0..STEPS {
            let Some(&broader) = self.above.get(at.as_str()) else { break };
            worth *= NARROWER;
            found.push((broader, Similarity::Narrower, worth));
            at = broader;
        }
        let mut worth = 1.0;
        let mut layer = vec![held];
        for _ in 0..STEPS {
            worth *= BROADER;
            layer =
                layer.iter().filter_map(|code| self.below.get(code.as_str())).flatten().copied().collect();
            found.extend(layer.iter().map(|code| (*code, Similarity::Broader, worth)));
        }
        let family = self.above.get(held.as_str()).and_then(|broader| self.below.get(broader.as_str()));
        for sibling in family.into_iter().flatten() {
            let parts = family.map_or(1, Vec::len).max(CLOSE_FAMILY);
            let closeness = CLOSE_FAMILY as f64 / parts as f64;
            found.push((*sibling, Similarity::Sibling, SIBLING * closeness));
        }
        let mut seen = HashSet::new();
        found.retain(|(code, ..)| seen.insert(*code));
        found
    }
}
