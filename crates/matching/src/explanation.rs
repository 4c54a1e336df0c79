//! Why a score is what it is: everything that went into it, in codes and numbers, so that it can be said in words and
//! worked out again.

use domain::{
    person::{Licence, Matter, Schooling, Spoken},
    taxonomy::{OccupationCode, SkillCode},
};
use serde::{Deserialize, Serialize};

use crate::{FLOOR, GateFailure, Holding};

/// From this value on, a detail is a strength.
const STRONG: f64 = 0.7;
/// Below this value, a detail is a gap.
const WEAK: f64 = 0.6;
/// How many strengths are shown.
const STRENGTHS: usize = 3;

/// The parts of the fit p.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactorName {
    /// Skills that the work needs, or that are certified.
    EssentialSkills,
    /// How near what is taught or supported is to what the person did and can do.
    Interest,
    /// Months in the occupation or near it.
    Experience,
    /// Languages asked.
    Languages,
    /// Licences asked.
    Licences,
    /// How far it is.
    Travel,
    /// Schooling, or experience in its place.
    Schooling,
    /// Skills that help.
    OptionalSkills,
}

/// One thing that was compared. Its words are chosen by whoever shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum What {
    /// A skill asked, and what the person holds that answers to it best.
    Skill {
        /// The skill asked.
        skill: SkillCode,
        /// The level asked.
        level: u8,
        /// What they hold; `None` if nothing near.
        holding: Option<Holding>,
    },
    /// Experience. The occupation is `None` when any will do.
    Experience {
        /// The occupation.
        occupation: Option<OccupationCode>,
        /// Months asked.
        asked_months: u32,
        /// Months in the occupations that count.
        months: u32,
        /// How many digits the occupations that count share with it: 4 the same, 0 none.
        shared_digits: u8,
    },
    /// A related occupation of the person (courses and programmes).
    RelatedOccupation {
        /// The occupation it is for.
        occupation: OccupationCode,
        /// The most digits one of the person's shares with it.
        shared_digits: u8,
    },
    /// A language.
    Language {
        /// What is asked.
        asked: Spoken,
        /// How well they speak it; `None` if not told.
        spoken: Option<u8>,
    },
    /// A licence.
    Licence {
        /// Which.
        licence: Licence,
        /// Whether they hold one that covers it; `None` if they told of none.
        held: Option<bool>,
    },
    /// The way there.
    Distance {
        /// Kilometres by road, about.
        km: u32,
        /// How far they would travel, if told.
        travel_km: Option<u32>,
        /// Whether they would move.
        would_move: bool,
    },
    /// It can be done from anywhere.
    Remote,
    /// Schooling.
    Schooling {
        /// What is asked.
        asked: Schooling,
        /// What they finished, if told.
        held: Option<Schooling>,
        /// Whether experience took its place.
        by_experience: bool,
    },
    /// Something that matters to the person (part of U, not of p).
    Matter {
        /// What.
        matter: Matter,
    },
}

/// One thing that was compared, and how well it fits: 0 not at all, 1 wholly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// What was compared.
    #[serde(flatten)]
    pub what: What,
    /// How well it fits.
    pub value: f64,
}

/// One part of the fit: its weight ŵ (those of an explanation add up to 1), its value c from 0 to 1, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// Which part.
    pub name: FactorName,
    /// ŵ.
    pub weight: f64,
    /// c.
    pub value: f64,
    /// What was compared.
    pub details: Vec<Detail>,
}

/// One part of the utility: its weight w (not yet divided by the sum) and its value φ from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribute {
    /// Which part.
    pub matter: Matter,
    /// w.
    pub weight: f64,
    /// φ.
    pub value: f64,
}

/// Everything that went into a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The version of the model, [`crate::MODEL`].
    pub model: String,
    /// What excludes the person; empty if nothing does.
    pub gate: Vec<GateFailure>,
    /// The parts of p.
    pub factors: Vec<Factor>,
    /// p: how well the person fits, from 0 to 1; 0 if something excludes them.
    pub fit: f64,
    /// The parts of U.
    pub attributes: Vec<Attribute>,
    /// U: how well it suits what they want, from 0 to 1.
    pub utility: f64,
    /// f: how much is known of what they want.
    pub confidence: f64,
    /// p · Ũ.
    pub score: f64,
}

impl Explanation {
    /// The score, worked out again from the factors and attributes: the same bits as the field of that name.
    #[must_use]
    pub fn score(&self) -> f64 {
        if !self.gate.is_empty() {
            return 0.0;
        }
        blend(fit(&self.factors), utility(&self.attributes), self.confidence)
    }

    /// What speaks for it, best first, at most three: first the best of each factor, then more of the same factors.
    #[must_use]
    pub fn strengths(&self) -> Vec<Detail> {
        let mut strong: Vec<(usize, f64, Detail)> = Vec::new();
        for factor in &self.factors {
            let mut details: Vec<&Detail> = factor.details.iter().filter(|one| one.value >= STRONG).collect();
            details.sort_by(|one, other| other.value.total_cmp(&one.value));
            strong.extend(
                details.into_iter().enumerate().map(|(at, one)| (at, factor.weight * one.value, one.clone())),
            );
        }
        let total: f64 = self.attributes.iter().map(|attribute| attribute.weight).sum();
        if self.confidence > 0.0 {
            let suited = self.attributes.iter().filter(|attribute| attribute.value >= STRONG);
            strong.extend(suited.map(|attribute| {
                let weight = self.confidence * attribute.weight / total;
                let what = What::Matter { matter: attribute.matter };
                (0, weight * attribute.value, Detail { what, value: attribute.value })
            }));
        }
        strong.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| other.1.total_cmp(&one.1)));
        strong.into_iter().take(STRENGTHS).map(|(.., detail)| detail).collect()
    }

    /// What is missing, by how much it lowers p, most first.
    #[must_use]
    pub fn gaps(&self) -> Vec<Detail> {
        let mut weak: Vec<(f64, Detail)> = Vec::new();
        for factor in &self.factors {
            let share = factor.weight / factor.details.len().max(1) as f64;
            let details = factor.details.iter().filter(|detail| detail.value < WEAK);
            weak.extend(details.map(|one| (-share * libm::log(one.value.max(FLOOR)), one.clone())));
        }
        weak.sort_by(|one, other| other.0.total_cmp(&one.0));
        weak.into_iter().map(|(_, detail)| detail).collect()
    }
}

/// `exp(Σ ŵ ln max(c, 0.01))` in the order of the factors.
pub(crate) fn fit(factors: &[Factor]) -> f64 {
    libm::exp(factors.iter().map(|factor| factor.weight * libm::log(factor.value.max(FLOOR))).sum::<f64>())
}

/// `Σ w φ / Σ w`; 1 if nothing could be compared.
pub(crate) fn utility(attributes: &[Attribute]) -> f64 {
    let total: f64 = attributes.iter().map(|attribute| attribute.weight).sum();
    if total > 0.0 {
        attributes.iter().map(|attribute| attribute.weight * attribute.value).sum::<f64>() / total
    } else {
        1.0
    }
}

/// `p · (f·U + (1 − f)·Ū)` with Ū = 1, so that at f = 0 the score is p to the last bit.
pub(crate) fn blend(fit: f64, utility: f64, confidence: f64) -> f64 {
    fit * (confidence * utility + (1.0 - confidence))
}
