//! A service as it is seen before anything is sent to it, in words.

use domain::referral::{Barrier, Capacity, Terms};
use usecases::referral::Checked as Found;

use crate::i18n::T;

/// A service with what it promises and how it fits.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The language of the name.
    pub lang: &'static str,
    /// Who offers it.
    pub agency: String,
    /// What stands in the way, each in a sentence.
    pub barriers: Vec<String>,
    /// How much room there is.
    pub room: String,
    /// How that looks.
    pub room_tone: &'static str,
    /// By when an answer would be owed.
    pub promise: String,
    /// How far it is, and whether it reaches where the person lives.
    pub distance: String,
    /// What it costs.
    pub cost: String,
    /// Languages spoken there, and whether the person's is among them.
    pub languages: String,
    /// Opening hours.
    pub hours: String,
    /// Whom it takes by age; empty: anyone.
    pub ages: String,
    /// What to bring, in one line.
    pub bring: String,
    /// Whether an e-mail address is needed, for nobody there has an account.
    pub needs_address: bool,
}

fn ages(t: T, terms: &Terms) -> String {
    match (terms.youngest, terms.oldest) {
        (None, None) => String::new(),
        (Some(low), None) => t.one("referral-ages-from", "low", i64::from(low)),
        (None, Some(high)) => t.one("referral-ages-to", "high", i64::from(high)),
        (Some(low), Some(high)) => {
            t.two("referral-ages-between", "low", i64::from(low), "high", i64::from(high))
        }
    }
}

/// What stands in the way, as an officer or as the person is told it.
fn barrier(t: T, barrier: &Barrier, own: bool) -> String {
    match (own, barrier) {
        (true, Barrier::WrongRoute | Barrier::OwnAgency) => t.s("referral-barrier-mine-elsewhere"),
        (true, Barrier::Age) => t.s("referral-barrier-mine-age"),
        (_, barrier) => t.word("referral-barrier", barrier),
    }
}

impl Checked {
    /// As an officer reads it.
    pub(super) fn new(t: T, found: &Found) -> Self {
        Self::read(t, found, false)
    }

    /// As the person reads it.
    pub(super) fn own(t: T, found: &Found) -> Self {
        Self::read(t, found, true)
    }

    fn read(t: T, found: &Found, own: bool) -> Self {
        let of = &found.listed.service;
        let km = i64::from(found.fit.km);
        let reach = match (found.fit.reaches, own) {
            (true, false) => "referral-distance",
            (true, true) => "referral-distance-mine",
            (false, false) => "referral-distance-outside",
            (false, true) => "referral-distance-outside-mine",
        };
        let foreign = if own { "referral-language-not-mine" } else { "referral-language-not" };
        let languages: Vec<String> = of.languages.iter().map(|code| t.language(code)).collect();
        let languages = languages.join(", ");
        let cost = t.read(&of.cost);
        Self {
            id: of.id.to_string(),
            name: t.read(&of.name).to_owned(),
            lang: t.lang_of(&of.name),
            agency: found.listed.agency_name.clone(),
            barriers: found.fit.barriers.iter().map(|one| barrier(t, one, own)).collect(),
            room: t.word("referral-room", found.fit.capacity),
            room_tone: match found.fit.capacity {
                Capacity::Free => "ok",
                Capacity::WaitingList => "warn",
                Capacity::Full => "bad",
            },
            promise: t.two(
                "referral-promise",
                "count",
                i64::from(found.terms.promise_days),
                "day",
                t.day(&found.answer_by.day()),
            ),
            distance: t.two("referral-distance-of", "km", km, "reach", t.s(reach)),
            cost: if cost.is_empty() { t.s("opportunity-free") } else { cost.to_owned() },
            languages: if found.fit.speaks { languages } else { t.one(foreign, "languages", languages) },
            hours: t.read(&of.hours).to_owned(),
            ages: ages(t, &found.terms),
            bring: t.read(&of.bring).lines().collect::<Vec<_>>().join("; "),
            needs_address: !found.has_accounts,
        }
    }
}
