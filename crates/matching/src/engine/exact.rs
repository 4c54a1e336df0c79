//! One pair to the last bit: the same operations on the same numbers in the same order as the reference, without the
//! words that an explanation needs. A property test holds the two together.

use domain::{person::Matter, time::Day};

use super::{
    asked::{Asked, FACTORS},
    facts::{Facts, covering, schedule_bit},
    words,
};
use crate::{
    Attribute, FLOOR, FactorName,
    employer::{hours_value, likelihood, mutual, pay_value, start_value},
    explanation::{blend, utility},
    fit::{
        ease_of_way, experience_value, experience_worth, geometric_mean, instead_months, language_value,
        related_interest, studied, wanted_months,
    },
    utility::{Values, grow, highest_skill_level, lasting, light, near, pay},
};

/// A person beside an opportunity.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub facts: &'a Facts,
    pub asked: &'a Asked,
    /// Kilometres by road; not looked at if it can be done from anywhere.
    pub km: u32,
    pub today: Day,
}

/// What the best that is held is worth for each skill asked, in the order asked. What is taught is asked at level 1.
#[derive(Clone, Copy)]
pub(super) struct Worths<'a> {
    pub essential: &'a [f64],
    pub optional: &'a [f64],
}

impl<'a> Pair<'a> {
    pub(super) fn new(facts: &'a Facts, asked: &'a Asked, today: Day) -> Self {
        Self { facts, asked, km: words::km(facts.place, asked.place), today }
    }

    /// Whether nothing excludes the person: [`crate::gate`].
    pub(super) fn passes(&self) -> bool {
        self.asked.is_open(self.today)
            && self.licensed()
            && self.reachable()
            && self.in_time()
            && self.speaks_enough()
    }

    /// Whether no licence is missing.
    pub(super) fn licensed(&self) -> bool {
        let Self { facts, asked, .. } = *self;
        !asked.licences_indispensable
            || facts.licences == 0
            || asked.licences.iter().all(|wanted| facts.licences & covering(*wanted) != 0)
    }

    /// Whether it is not too far.
    pub(super) fn reachable(&self) -> bool {
        let Self { facts, asked, km, .. } = *self;
        asked.remote || facts.would_move || facts.travel_km.is_none_or(|travel_km| km <= travel_km)
    }

    /// Whether the person can begin when it begins.
    pub(super) fn in_time(&self) -> bool {
        let Self { facts, asked, today, .. } = *self;
        facts.available_from.zip(asked.starts_on).is_none_or(|(from, starts_on)| from <= starts_on.max(today))
    }

    /// Whether no language is missing.
    pub(super) fn speaks_enough(&self) -> bool {
        let Self { facts, asked, .. } = *self;
        !asked.languages_indispensable
            || asked.languages.iter().all(|wanted| match facts.speaks(wanted.language) {
                Some(level) => level >= wanted.level,
                None => !facts.languages_told,
            })
    }

    /// p, for a pair that passes.
    pub(super) fn fit(&self, worths: Worths) -> f64 {
        let value = |name| match name {
            FactorName::EssentialSkills => geometric_mean(worths.essential.iter().copied()),
            FactorName::Interest => Some(self.interest(worths.essential)),
            FactorName::Experience => Some(self.experience()),
            FactorName::Languages => self.languages(),
            FactorName::Licences => self.licences(),
            FactorName::Travel => Some(self.way()),
            FactorName::Schooling => self.schooling(),
            FactorName::OptionalSkills => geometric_mean(worths.optional.iter().copied()),
        };
        let terms = FACTORS.iter().zip(&self.asked.weights).filter_map(|(name, weight)| {
            let weight = (*weight)?;
            Some(weight * libm::log(value(*name)?.max(FLOOR)))
        });
        libm::exp(terms.sum::<f64>())
    }

    fn way(&self) -> f64 {
        if self.asked.remote {
            return 1.0;
        }
        ease_of_way(self.km, self.facts.travel_km, self.facts.would_move)
    }

    fn experience(&self) -> f64 {
        let (kind, months) = (self.asked.kind(), self.asked.experience_months);
        let wanted = wanted_months(kind, months);
        let worth = experience_worth(&self.facts.occupations, self.asked.occupation(), wanted).0;
        experience_value(worth, kind, months)
    }

    fn interest(&self, taught: &[f64]) -> f64 {
        let related = self.asked.occupation().map_or(0, |occupation| {
            let held = self.facts.occupations.iter();
            held.map(|(held, _)| held.shared_digits(occupation)).max().unwrap_or(0)
        });
        let value = related_interest(related);
        if taught.is_empty() {
            return value;
        }
        value.max(taught.iter().sum::<f64>() / taught.len() as f64)
    }

    fn languages(&self) -> Option<f64> {
        let value = |wanted: &domain::person::Spoken| {
            language_value(self.facts.speaks(wanted.language), wanted.level)
        };
        geometric_mean(self.asked.languages.iter().map(value))
    }

    fn licences(&self) -> Option<f64> {
        let held = |wanted| if self.facts.licences & covering(wanted) != 0 { 1.0 } else { 0.0 };
        geometric_mean(self.asked.licences.iter().map(|wanted| held(*wanted)))
    }

    fn schooling(&self) -> Option<f64> {
        let studied = studied(self.asked.schooling?, self.facts.schooling);
        if !self.asked.experience_instead {
            return Some(studied.max(0.0));
        }
        let wanted = instead_months(self.asked.experience_months);
        let worked = experience_worth(&self.facts.occupations, self.asked.occupation(), wanted).0;
        Some(studied.max(worked))
    }

    /// U.
    pub(super) fn utility(&self) -> f64 {
        let Self { facts, asked, km, .. } = *self;
        let km = (!asked.remote).then_some(km);
        let told = facts.schedules != 0;
        let suits = told.then(|| facts.schedules & schedule_bit(asked.schedule) != 0);
        let values = Values {
            pay: pay(asked.terms, km, facts.pay_wanted_centavos),
            near: Some(km.map_or(1.0, near)),
            stable: lasting(asked.terms),
            hours: suits.map(|suits| if suits { 1.0 } else { 0.0 }),
            grow: grow(asked.terms, highest_skill_level(&facts.occupations)),
            light: light(asked.terms),
        };
        let mut weighed = [Attribute { matter: Matter::Pay, weight: 0.0, value: 0.0 }; Matter::ALL.len()];
        let mut count = 0;
        let told = values.weighed(&facts.matters, facts.preference.as_ref());
        for (slot, attribute) in weighed.iter_mut().zip(told) {
            *slot = attribute;
            count += 1;
        }
        utility(&weighed[..count])
    }

    /// A = p · Ũ.
    pub(super) fn score(&self, fit: f64, utility: f64) -> f64 {
        blend(fit, utility, self.facts.confidence())
    }

    /// q.
    pub(super) fn acceptance(&self) -> f64 {
        let Self { facts, asked, today, .. } = *self;
        let start = facts.available_from.map(|from| start_value(from, asked.starts_on, today));
        let told = facts.schedules != 0;
        let hours = told.then(|| hours_value(facts.schedules & schedule_bit(asked.schedule) != 0));
        let pay = facts.pay_wanted_centavos.zip(asked.pay()).map(|(wanted, pay)| pay_value(wanted, pay));
        likelihood([start, Some(self.way()), hours, pay])
    }

    /// R, from A and B.
    pub(super) fn mutual(&self, fit: f64, employer: f64) -> f64 {
        mutual(self.score(fit, self.utility()), employer)
    }
}
