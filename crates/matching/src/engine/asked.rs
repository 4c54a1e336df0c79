//! One opportunity in numbers: what it asks and gives, ready to be compared with many people.

use std::convert::Infallible;

use domain::{
    id::Id,
    opportunity::{AskedSkill, Kind, Opportunity, Pay, Status},
    person::{Licence, Schedule, Schooling, Spoken},
    taxonomy::{OccupationCode, SkillCode},
    time::Day,
};

use super::{
    pack::day_number,
    words::{self, Full, NONE, Skills},
};
use crate::{
    explanation::FactorName,
    fit::{is_learning, languages_once, once_each, weight},
    utility::Terms,
};

/// The parts of p, in the order in which they are summed.
pub(super) const FACTORS: [FactorName; 8] = [
    FactorName::EssentialSkills,
    FactorName::Interest,
    FactorName::Experience,
    FactorName::Languages,
    FactorName::Licences,
    FactorName::Travel,
    FactorName::Schooling,
    FactorName::OptionalSkills,
];

/// An opportunity, as far as scores look at it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub id: Id<Opportunity>,
    pub terms: Terms,
    pub published: bool,
    pub closes_on: Day,
    pub starts_on: Option<Day>,
    pub place: u16,
    pub remote: bool,
    pub schedule: Schedule,
    /// Places that nobody has yet.
    pub left: u32,
    /// How long it lasts, in hours, if told.
    pub hours: Option<u32>,
    /// Number and level of each skill, once, in the order of codes.
    pub essential: Box<[(u16, u8)]>,
    pub optional: Box<[(u16, u8)]>,
    pub experience_months: u32,
    pub schooling: Option<Schooling>,
    pub experience_instead: bool,
    /// Each language once, in order.
    pub languages: Box<[Spoken]>,
    pub languages_indispensable: bool,
    /// Each licence once, in order.
    pub licences: Box<[Licence]>,
    pub licences_indispensable: bool,
    /// The weight of each factor that is present, in the order of [`FACTORS`]; they add up to 1.
    pub weights: [Option<f64>; FACTORS.len()],
}

/// Gives a skill its number.
type Number<'a, E> = dyn FnMut(&SkillCode) -> Result<u16, E> + 'a;

/// Numbers and levels of what is asked.
fn numbered<E>(number: &mut Number<E>, asked: &[AskedSkill]) -> Result<Box<[(u16, u8)]>, E> {
    once_each(asked).into_iter().map(|wanted| Ok((number(&wanted.skill)?, wanted.level))).collect()
}

impl Asked {
    /// What an opportunity asks. Skills that have no number yet get one.
    pub(super) fn learnt(opportunity: &Opportunity, skills: &mut Skills) -> Result<Self, Full> {
        Self::numbered(opportunity, &mut |code| skills.learn(code))
    }

    /// What an opportunity asks. Skills that nobody has and nothing else asks have no number.
    pub(super) fn of(opportunity: &Opportunity, skills: &Skills) -> Self {
        match Self::numbered(opportunity, &mut |code| Ok::<_, Infallible>(skills.id(code).unwrap_or(NONE))) {
            Ok(asked) => asked,
        }
    }

    fn numbered<E>(opportunity: &Opportunity, number: &mut Number<E>) -> Result<Self, E> {
        let requirements = &opportunity.requirements;
        let mut licences = requirements.licences.clone();
        licences.sort_unstable();
        licences.dedup();
        let mut asked = Self {
            id: opportunity.id,
            terms: Terms::of(opportunity),
            published: opportunity.status == Status::Published,
            closes_on: opportunity.closes_on,
            starts_on: opportunity.starts_on,
            place: words::place_id(opportunity.municipality),
            remote: opportunity.remote,
            schedule: opportunity.schedule,
            left: u32::try_from(opportunity.seats_left()).unwrap_or(u32::MAX),
            hours: opportunity.hours.and_then(|hours| u32::try_from(hours).ok()),
            essential: numbered(number, &requirements.essential)?,
            optional: numbered(number, &requirements.optional)?,
            experience_months: u32::from(requirements.experience_months),
            schooling: requirements.schooling,
            experience_instead: requirements.experience_instead,
            languages: languages_once(&requirements.languages).into_iter().cloned().collect(),
            languages_indispensable: requirements.languages_indispensable,
            licences: licences.into_boxed_slice(),
            licences_indispensable: requirements.licences_indispensable,
            weights: [None; FACTORS.len()],
        };
        asked.weights = asked.weigh();
        Ok(asked)
    }

    pub(super) const fn kind(&self) -> Kind {
        self.terms.kind
    }

    pub(super) const fn occupation(&self) -> Option<OccupationCode> {
        self.terms.occupation
    }

    pub(super) const fn pay(&self) -> Option<Pay> {
        self.terms.pay
    }

    pub(super) const fn learning(&self) -> bool {
        is_learning(self.terms.kind)
    }

    pub(super) fn is_open(&self, today: Day) -> bool {
        self.published && today <= self.closes_on
    }

    /// The last day to apply as a number; before all days if it is not shown.
    pub(super) fn last_day(&self) -> i32 {
        if self.published { day_number(self.closes_on) } else { i32::MIN }
    }

    /// The weight of a factor; 0 if it is not present.
    pub(super) fn weight(&self, name: FactorName) -> f64 {
        FACTORS.iter().position(|one| *one == name).and_then(|at| self.weights[at]).unwrap_or(0.0)
    }

    /// Which factors are present follows from the opportunity alone, for every place that people and opportunities can
    /// name is known.
    fn weigh(&self) -> [Option<f64>; FACTORS.len()] {
        let learning = self.learning();
        let experience = self.experience_months > 0 || (self.occupation().is_some() && !learning);
        let present = FACTORS.map(|name| match name {
            FactorName::EssentialSkills => !learning && !self.essential.is_empty(),
            FactorName::Interest => learning && (self.occupation().is_some() || !self.essential.is_empty()),
            FactorName::Experience => experience,
            FactorName::Languages => !self.languages.is_empty(),
            FactorName::Licences => !self.licences.is_empty(),
            FactorName::Travel => true,
            FactorName::Schooling => self.schooling.is_some(),
            FactorName::OptionalSkills => !learning && !self.optional.is_empty(),
        });
        let mut weights = [None; FACTORS.len()];
        for ((slot, name), present) in weights.iter_mut().zip(FACTORS).zip(present) {
            *slot = present.then(|| weight(name, self.kind()));
        }
        let total: f64 = weights.iter().flatten().sum();
        weights.map(|weight| weight.map(|weight| weight / total))
    }
}
