//! The consent to a referral as it is read out: what, to whom, what for, until when. Its hash is kept with the yes.

use std::str::FromStr;

use domain::{
    consent::{DEFAULT_DAYS, Field, NOTICE_VERSION, Way},
    time::Moment,
};
use sha2::{Digest, Sha256};
use usecases::referral::Taken;

use crate::{form::Fields, i18n::T};

/// What is asked before sharing.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The sentences that are read out.
    pub text: Vec<String>,
    /// What may be shared: word and words.
    pub fields: Vec<(String, String)>,
}

/// To whom and for what.
pub(super) struct About<'a> {
    /// What the service is called.
    pub service: &'a str,
    /// The organisation.
    pub agency: &'a str,
    /// The office whose officer stands beside the person, and reads with them.
    pub office: Option<&'a str>,
    /// Whether it was said before which data: nothing is ticked.
    pub again: bool,
}

impl Ask {
    pub(super) fn new(t: T, about: &About<'_>, fields: &[Field], now: Moment) -> Self {
        Self { text: sentences(t, about, now), fields: super::say::choices(t, "referral-field", fields) }
    }
}

fn sentences(t: T, about: &About<'_>, now: Moment) -> Vec<String> {
    let until = t.day(&now.plus_days(DEFAULT_DAYS).day());
    let others = about.office.map_or_else(
        || t.s("referral-consent-nobody"),
        |office| t.one("referral-consent-officer", "office", office),
    );
    let who = if about.again { "referral-consent-who-again" } else { "referral-consent-who" };
    vec![
        t.one(who, "agency", about.agency),
        others,
        t.one("referral-consent-what-for", "service", about.service),
        t.one("referral-consent-until", "day", until),
        t.s("referral-consent-free"),
    ]
}

/// The fields that were ticked, as far as they are on the list.
pub(super) fn chosen(fields: &Fields, known: &[Field]) -> Vec<Field> {
    let ticked = fields.all("fields").iter().filter_map(|word| Field::from_str(word).ok());
    ticked.filter(|field| known.contains(field)).collect()
}

/// The yes as it was given: the text that stood there, with what was ticked.
pub(super) fn taken(t: T, about: &About<'_>, fields: Vec<Field>, way: Way, now: Moment) -> Taken {
    said_yes(t, sentences(t, about, now), fields, way)
}

/// A yes to the text that was read out and to these fields: kept by the hash of both.
pub(crate) fn said_yes(t: T, mut text: Vec<String>, fields: Vec<Field>, way: Way) -> Taken {
    text.extend(fields.iter().map(|field| t.word("referral-field", field)));
    Taken {
        fields,
        way,
        lang: t.lang,
        text_version: NOTICE_VERSION.to_owned(),
        text_hash: Sha256::digest(text.join("\n").as_bytes()).to_vec(),
    }
}
