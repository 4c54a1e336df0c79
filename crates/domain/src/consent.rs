//! Consent: what is shared, with whom, for what, until when; withdrawable at once.

use serde::{Deserialize, Serialize};

use crate::{agency::Agency, id::Id, message::Lang, person::Person, time::Moment, word::words};

/// The version of the notice that people read before the first field. A new text is a new version.
pub const NOTICE_VERSION: &str = "2026-11";
/// How long a consent holds unless said otherwise: 90 days.
pub const DEFAULT_DAYS: i64 = 90;

words! {
    /// For what something is shared.
    pub enum Purpose {
        /// To keep an account and be shown opportunities. Without it there is no account.
        Account = "account",
        /// To be found, without name, by those who offer, and be invited.
        Discovery = "discovery",
        /// To answer one application: name, telephone and profile go to one agency.
        Application = "application",
        /// To receive messages at the telephone left.
        Messages = "messages",
        /// To be counted, without name, in statistics.
        Statistics = "statistics",
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
