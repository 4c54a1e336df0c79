//! "If you had …": the one addition that would raise a score most.

use domain::{
    opportunity::{Kind, Opportunity},
    person::{Evidence, Licence, Spoken},
    taxonomy::SkillCode,
    time::Day,
};
use serde::{Deserialize, Serialize};

use crate::{Candidate, gate::road_km, rank::score, skills::Held};

/// One thing a person could add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "add", rename_all = "kebab-case")]
pub enum Addition {
    /// A driving licence.
    Licence {
        /// Which.
        licence: Licence,
    },
    /// A skill, learnt and certified.
    Skill {
        /// Which.
        skill: SkillCode,
        /// At this level.
        level: u8,
    },
    /// A certificate of a skill they have.
    Certificate {
        /// The skill.
        skill: SkillCode,
    },
    /// A language, or more of it.
    Language {
        /// Which, at which level.
        spoken: Spoken,
    },
    /// To travel farther each day.
    TravelFarther {
        /// Kilometres by road.
        km: u32,
    },
    /// To move for work.
    Move,
}

/// What raises a score by less is no advice.
const LEAST_GAIN: f64 = 0.05;

/// An addition, and the score with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counterfactual {
    /// What to add.
    pub addition: Addition,
    /// The score with it.
    pub score: f64,
}

/// The single addition that raises the score most, by 0.05 or more, and the score with it; `None` if none does. Equals: the first
/// in the order of [`Addition`]. From a gate that one addition opens, the score before counts as 0.
#[must_use]
pub fn counterfactual(
    candidate: &Candidate,
    opportunity: &Opportunity,
    today: Day,
) -> Option<Counterfactual> {
    let score_of = |one: &Candidate| score(one, opportunity, today).map_or(0.0, |found| found.score);
    let now = score_of(candidate) + LEAST_GAIN;
    let mut best: Option<Counterfactual> = None;
    for addition in additions(candidate, opportunity) {
        let score = score_of(&candidate.with(&addition));
        if score > best.as_ref().map_or(now, |best| best.score) {
            best = Some(Counterfactual { addition, score });
        }
    }
    best
}

/// Everything asked that the person lacks, in the order of [`Addition`]. Skills that are taught are not asked.
fn additions(candidate: &Candidate, opportunity: &Opportunity) -> Vec<Addition> {
    let asked = &opportunity.requirements;
    let mut additions = Vec::new();
    let missing = asked.licences.iter().filter(|licence| candidate.drives(**licence) != Some(true));
    additions.extend(missing.map(|licence| Addition::Licence { licence: *licence }));
    // Who comes to be certified is not told to be certified first.
    let working = opportunity.kind == Kind::Vacancy;
    for wanted in asked.essential.iter().chain(&asked.optional).filter(|_| working) {
        let same = candidate.skills.iter().find(|held| held.skill == wanted.skill);
        match same.map(|held| held.evidence) {
            None => additions.push(Addition::Skill { skill: wanted.skill.clone(), level: wanted.level }),
            Some(Some(Evidence::Certified)) => {}
            Some(_) => additions.push(Addition::Certificate { skill: wanted.skill.clone() }),
        }
    }
    let less = |wanted: &&Spoken| candidate.speaks(wanted.language).is_none_or(|level| level < wanted.level);
    let languages = asked.languages.iter().filter(less);
    additions.extend(languages.map(|spoken| Addition::Language { spoken: spoken.clone() }));
    if let (false, Some(km), Some(travel_km)) =
        (opportunity.remote, road_km(candidate, opportunity), candidate.travel_km)
        && km > travel_km
    {
        additions.push(Addition::TravelFarther { km });
        if candidate.would_move != Some(true) {
            additions.push(Addition::Move);
        }
    }
    additions
}

impl Candidate {
    /// The candidate as they would be with this addition.
    #[must_use]
    pub fn with(&self, addition: &Addition) -> Self {
        let mut changed = self.clone();
        match addition {
            Addition::Licence { licence } => changed.licences.push(*licence),
            Addition::Skill { skill, level } => {
                let (skill, level) = (skill.clone(), *level);
                changed.change_skills(|held| {
                    held.push(Held { skill, level, evidence: Some(Evidence::Certified) })
                });
            }
            Addition::Certificate { skill } => changed.change_skills(|held| {
                for held in held.iter_mut().filter(|held| held.skill == *skill) {
                    held.evidence = Some(Evidence::Certified);
                }
            }),
            Addition::Language { spoken } => {
                changed.languages.retain(|(language, _)| *language != spoken.language);
                changed.languages.push((spoken.language, spoken.level));
            }
            Addition::TravelFarther { km } => changed.travel_km = Some(*km),
            Addition::Move => changed.would_move = Some(true),
        }
        changed
    }
}
