//! The reasons of a match in words, without "you" or "they": the person and the agency read the same.

use domain::{
    message::Lang,
    person::{Licence, Schooling, Spoken},
    taxonomy::LanguageCode,
};
use usecases::matches::{Addition, Detail, Similarity, What};

use crate::{i18n::T, profile};

/// From 0 to 1 as 0 to 100.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a share of one")]
pub fn percent(share: f64) -> i64 {
    (share.clamp(0.0, 1.0) * 100.0).round() as i64
}

/// A time, said as in the profile: "8 months", "1 year and 8 months".
#[must_use]
pub fn span(t: T, months: u32) -> String {
    profile::span(t, u16::try_from(months).unwrap_or(u16::MAX))
}

/// A language within a sentence: Spanish writes it small, "inglés".
fn language(t: T, code: &LanguageCode) -> String {
    let name = t.language(code);
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if t.lang == Lang::Es => first.to_lowercase().chain(letters).collect(),
        _ => name,
    }
}

/// What speaks for it.
#[must_use]
pub fn strength(t: T, detail: &Detail) -> String {
    match &detail.what {
        What::Skill { skill, holding, .. } => match holding {
            Some(held) if held.similarity != Similarity::Same => {
                t.two("match-strength-skill-near", "held", t.skill(&held.skill), "skill", t.skill(skill))
            }
            _ => t.one("match-strength-skill", "skill", t.skill(skill)),
        },
        What::Experience { occupation: Some(code), months, shared_digits: 4, .. } => {
            t.two("match-strength-experience", "span", span(t, *months), "occupation", t.occupation(code))
        }
        What::Experience { months, .. } => t.one("match-strength-near-work", "span", span(t, *months)),
        What::RelatedOccupation { occupation, .. } => {
            t.one("match-strength-related", "occupation", t.occupation(occupation))
        }
        What::Language { asked, .. } => {
            t.one("match-strength-language", "language", language(t, &asked.language))
        }
        What::Licence { licence, .. } => t.one("match-strength-licence", "licence", licence.word()),
        What::Distance { km: 0, .. } => t.s("match-strength-here"),
        What::Distance { km, .. } => t.one("match-strength-distance", "km", i64::from(*km)),
        What::Remote => t.s("match-strength-remote"),
        What::Schooling { by_experience: true, .. } => t.s("match-strength-schooling-experience"),
        What::Schooling { asked, .. } => {
            t.one("match-strength-schooling", "schooling", t.word("match-schooling", asked))
        }
        What::Matter { matter } => t.word("match-matter", matter),
    }
}

/// What is missing.
#[must_use]
pub fn gap(t: T, detail: &Detail) -> String {
    match &detail.what {
        What::Skill { skill, .. } => t.one("match-gap-skill", "skill", t.skill(skill)),
        What::Experience { occupation, asked_months, .. } => match occupation {
            Some(code) if *asked_months > 0 => t.two(
                "match-gap-experience",
                "span",
                span(t, *asked_months),
                "occupation",
                t.occupation(code),
            ),
            Some(code) => t.one("match-gap-new", "occupation", t.occupation(code)),
            None => t.one("match-gap-months", "span", span(t, *asked_months)),
        },
        What::RelatedOccupation { occupation, .. } => {
            t.one("match-gap-new", "occupation", t.occupation(occupation))
        }
        What::Language { asked, .. } => t.one("match-gap-language", "language", spoken(t, asked)),
        What::Licence { licence, .. } => t.one("match-gap-licence", "licence", licence.word()),
        // Only for who said how far he or she travels is it too far.
        What::Distance { km, travel_km: None, .. } => {
            t.one("match-gap-distance-untold", "km", i64::from(*km))
        }
        What::Distance { km, .. } => t.one("match-gap-distance", "km", i64::from(*km)),
        What::Remote => t.s("match-strength-remote"),
        What::Schooling { asked, .. } => {
            t.one("match-gap-schooling", "schooling", t.word("match-schooling", asked))
        }
        What::Matter { matter } => t.word("match-matter", matter),
    }
}

/// What would help, after "if you had": "a type B licence".
#[must_use]
pub fn addition(t: T, addition: &Addition) -> String {
    match addition {
        Addition::Licence { licence } => t.one("match-add-licence", "licence", licence.word()),
        Addition::Skill { skill, .. } => t.one("match-add-skill", "skill", t.skill(skill)),
        Addition::Certificate { skill } => t.one("match-add-certificate", "skill", t.skill(skill)),
        Addition::Language { spoken: asked } => t.one("match-add-language", "language", spoken(t, asked)),
        Addition::TravelFarther { km } => t.one("match-add-travel", "km", i64::from(*km)),
        Addition::Move => t.s("match-add-move"),
    }
}

fn spoken(t: T, asked: &Spoken) -> String {
    t.two(
        "match-spoken",
        "language",
        language(t, &asked.language),
        "level",
        t.word("match-level", asked.level),
    )
}

/// Three strengths, for samples.
pub(crate) fn samples(t: T) -> Vec<String> {
    let near = What::Distance { km: 12, travel_km: Some(30), would_move: false };
    let school =
        What::Schooling { asked: Schooling::Basic, held: Some(Schooling::Basic), by_experience: false };
    let licence = What::Licence { licence: Licence::C, held: Some(true) };
    [near, school, licence].into_iter().map(|what| strength(t, &Detail { what, value: 1.0 })).collect()
}

/// Two gaps, for samples.
pub(crate) fn gap_samples(t: T) -> Vec<String> {
    let licence = What::Licence { licence: Licence::B, held: None };
    let far = What::Distance { km: 140, travel_km: Some(30), would_move: false };
    [licence, far].into_iter().map(|what| gap(t, &Detail { what, value: 0.0 })).collect()
}

/// One addition, for samples.
pub(crate) fn sample_addition(t: T) -> String {
    addition(t, &Addition::Licence { licence: Licence::B })
}
