//! What excludes a person from an opportunity. Nothing else does, and what is not told never does.

use domain::{
    opportunity::Opportunity,
    person::{Licence, Spoken},
    place,
    time::Day,
};
use serde::{Deserialize, Serialize};

use crate::Candidate;

/// One reason why an opportunity is not for a person now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum GateFailure {
    /// Not published, or the last day to apply is past.
    Closed,
    /// It asks without exception for a licence, and the ones the person told of do not cover it.
    LicenceMissing {
        /// The licence.
        licence: Licence,
    },
    /// It asks without exception for a language, and the person told of others, or of less.
    LanguageMissing {
        /// The language and its level.
        asked: Spoken,
        /// How well they speak it.
        spoken: Option<u8>,
    },
    /// Farther than the person would travel, and they would not move.
    Unreachable {
        /// Kilometres by road, about.
        km: u32,
        /// How far they would travel.
        travel_km: u32,
    },
    /// It starts before the person can.
    NotAvailable {
        /// When they can.
        from: Day,
        /// When it starts.
        starts_on: Day,
    },
}

/// Kilometres by road between a person and an opportunity, about, in whole numbers; `None` if either place is unknown.
pub(crate) fn road_km(candidate: &Candidate, opportunity: &Opportunity) -> Option<u32> {
    let from = place::municipality(candidate.municipality)?;
    let to = place::municipality(opportunity.municipality)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "Guatemala is some 500 km wide"
    )]
    let km = place::road_km(from, to).round() as u32;
    Some(km)
}

/// Why the opportunity is not for this person on `today`; empty if it is. The order is that of [`GateFailure`].
#[must_use]
pub fn gate(candidate: &Candidate, opportunity: &Opportunity, today: Day) -> Vec<GateFailure> {
    let asked = &opportunity.requirements;
    let mut failures = Vec::new();
    if !opportunity.is_open(today) {
        failures.push(GateFailure::Closed);
    }
    if asked.licences_indispensable {
        let missing = asked.licences.iter().filter(|licence| candidate.drives(**licence) == Some(false));
        failures.extend(missing.map(|licence| GateFailure::LicenceMissing { licence: *licence }));
    }
    if asked.languages_indispensable {
        for language in &asked.languages {
            let spoken = candidate.speaks(language.language);
            let told = spoken.is_some() || candidate.languages_told;
            if told && spoken.is_none_or(|level| level < language.level) {
                failures.push(GateFailure::LanguageMissing { asked: language.clone(), spoken });
            }
        }
    }
    if !opportunity.remote
        && candidate.would_move != Some(true)
        && let (Some(km), Some(travel_km)) = (road_km(candidate, opportunity), candidate.travel_km)
        && km > travel_km
    {
        failures.push(GateFailure::Unreachable { km, travel_km });
    }
    if let (Some(from), Some(starts_on)) = (candidate.available_from, opportunity.starts_on)
        && from > starts_on.max(today)
    {
        failures.push(GateFailure::NotAvailable { from, starts_on });
    }
    failures
}
