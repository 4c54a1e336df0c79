//! Consent: what is shared, with whom, for what, until when; withdrawable at once.

mod grant;

pub use grant::{Field, Grant, Reader, Way, may_reach, may_read};

use serde::{Deserialize, Serialize};

use crate::{agency::Agency, id::Id, message::Lang, person::Person, time::Moment, word::words};

/// The version of the notice that people read before the first field. A new text is a new version.
pub const NOTICE_VERSION: &str = "2026-11";
/// How long a consent holds unless said otherwise: 90 days.
pub const DEFAULT_DAYS: i64 = 90;
/// How long the yes to be accompanied holds: a year, as long as the last look at how somebody fares.
pub const CASE_DAYS: i64 = 365;

words! {
    /// For what something is shared.
    pub enum Purpose {
        /// To keep an account and be shown opportunities. Without it there is no account.
        Account = "account",
        /// To be found, without name, by those who offer, and be invited.
        Discovery = "discovery",
        /// To answer one application: name, telephone and profile go to one agency.
        Application = "application",
        /// To be referred: the fields that were read out go to one organisation.
        Referral = "referral",
        /// To be accompanied: an officer of one organisation keeps the fields that were read out before them.
        Case = "case",
        /// To receive messages at the telephone left.
        Messages = "messages",
        /// To be counted, without name, in statistics.
        Statistics = "statistics",
    }
}

impl Purpose {
    /// The purposes that a person may say yes or no to at any time, beside keeping the account. Those of an
    /// application, of a referral and of a case are asked for with each.
    pub const CHOICES: [Self; 3] = [Self::Discovery, Self::Messages, Self::Statistics];

    /// For how many days a consent to it holds; `None`: as long as the account.
    #[must_use]
    pub const fn days(self) -> Option<i64> {
        match self {
            Self::Account | Self::Messages | Self::Statistics => None,
            Self::Discovery | Self::Application | Self::Referral => Some(DEFAULT_DAYS),
            Self::Case => Some(CASE_DAYS),
        }
    }
}

/// A consent given (ISO/IEC TS 27560 in short).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Its identifier.
    pub id: Id<Consent>,
    /// Who gave it.
    pub person: Id<Person>,
    /// For what.
    pub purpose: Purpose,
    /// To whom; `None`: this system only (account, messages, statistics), or every verified agency (discovery).
    pub agency: Option<Id<Agency>>,
    /// The version of the notice.
    pub notice_version: String,
    /// The language it was read in.
    pub lang: Lang,
    /// When it was given.
    pub given_at: Moment,
    /// When it ends by itself; `None`: with the account.
    pub expires_at: Option<Moment>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Moment>,
}

impl Consent {
    /// A consent given now to the notice of today, for as long as its purpose holds.
    #[must_use]
    pub fn given(
        person: Id<Person>,
        purpose: Purpose,
        agency: Option<Id<Agency>>,
        lang: Lang,
        now: Moment,
    ) -> Self {
        Self {
            id: Id::new(now),
            person,
            purpose,
            agency,
            notice_version: NOTICE_VERSION.to_owned(),
            lang,
            given_at: now,
            expires_at: purpose.days().map(|days| now.plus_days(days)),
            withdrawn_at: None,
        }
    }

    /// Whether it holds at `now`.
    #[must_use]
    pub fn holds(&self, now: Moment) -> bool {
        self.given_at <= now
            && self.withdrawn_at.is_none_or(|at| now < at)
            && self.expires_at.is_none_or(|at| now < at)
    }

    /// Whether it covers sharing with `agency` for `purpose` at `now`.
    #[must_use]
    pub fn covers(&self, purpose: Purpose, agency: Id<Agency>, now: Moment) -> bool {
        self.purpose == purpose && self.agency.is_none_or(|named| named == agency) && self.holds(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_holds_until_it_ends_or_is_withdrawn() {
        let now = Moment::from_seconds(1_800_000_000);
        let (person, one, other) = (Id::new(now), Id::new(now), Id::new(now));
        let consent = Consent::given(person, Purpose::Application, Some(one), Lang::Es, now);
        assert!(consent.covers(Purpose::Application, one, now));
        assert!(!consent.covers(Purpose::Application, other, now));
        assert!(!consent.covers(Purpose::Discovery, one, now));
        assert!(!consent.holds(now.plus(-1)));
        assert!(consent.holds(now.plus_days(DEFAULT_DAYS).plus(-1)));
        assert!(!consent.holds(now.plus_days(DEFAULT_DAYS)));
        let withdrawn = Consent { withdrawn_at: Some(now.plus(60)), ..consent };
        assert!(withdrawn.holds(now.plus(59)) && !withdrawn.holds(now.plus(60)));
        let account = Consent::given(person, Purpose::Account, None, Lang::Es, now);
        assert!(account.holds(now.plus_days(10_000)));
    }
}
