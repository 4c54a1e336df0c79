//! Referrals: who needs what, who owes an answer by when, and what the person says came of it.
//!
//! In reading order: `check` (how a service fits, and the others in order), `draft` and `send` (an officer, or the person
//! for themselves), `answer` (the organisation), `follow` (what officer and person do afterwards), `show` (one referral,
//! as much of it as who asks may see), `list`, `decide` (the coordination), `clock`, `link` (an organisation without
//! accounts), `cut` (a consent is taken back), `gap`, `terms`. Every step goes through `walk`, which writes it, keeps the
//! event and tells every party once.

mod answer;
mod check;
mod clock;
mod cut;
mod decide;
mod draft;
mod follow;
mod gap;
mod link;
mod list;
mod permission;
mod send;
mod show;
mod tell;
mod terms;
mod walk;

use domain::referral::Problem;

use crate::Error;

pub use answer::{Answering, Reporting, Rerouting, answer, begin, claim, report, reroute};
pub use check::{Checked, Office, Whom, alternatives, check, check_own, find};
pub use clock::tick_due;
pub(crate) use cut::{cut, withdraw_all};
pub use decide::{
    annul, answered_late, disputed, late, measure, overrides, own_measure, review_override, rule,
};
pub use draft::{Drafting, draft, draft_instead};
pub(crate) use follow::say_by_reply;
pub use follow::{
    Planned, close, confirm, dispute, give_info, not_called, note_attempt, note_call, plan_handover, withdraw,
};
pub use gap::note_gap;
pub use link::{ask_code, enter, guest};
pub use list::{inbox, mine, over, received, sent};
pub use permission::{Ending, renew};
pub use send::{Consenting, SelfReferral, Sending, Taken, refer_myself, reopen, send};
pub(crate) use send::{freeze, told, work};
pub use show::{Shown, show};
pub use store::referral::{Kind, Late, ListedReferral, OpenOverride, SentBy, Words};
pub(crate) use tell::answering;
pub use terms::{Promising, promise, promises, set_capacity, terms};
pub use walk::{Asked, Stand, Walked};

/// At most so many letters in a text of a referral.
pub const WORDS_LETTERS: usize = 1000;
/// At most so many referrals on a page.
pub const PAGE: i64 = 50;

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotFromHere => Self::Conflict("referral-not-from-here"),
            Problem::NotYours => Self::Forbidden,
            Problem::ReasonMissing => Self::invalid("reason", "referral-reason-missing"),
            Problem::WordsMissing => Self::invalid("words", "referral-words-missing"),
            Problem::OutcomeMissing => Self::invalid("outcome", "referral-outcome-missing"),
            Problem::ReviewMissing => Self::invalid("review_on", "referral-review-missing"),
            Problem::InfoUsedUp => Self::Conflict("referral-info-used-up"),
            Problem::TooManyHops => Self::Conflict("referral-too-many-hops"),
            Problem::CallMissing => Self::Conflict("referral-call-missing"),
            Problem::TooEarly => Self::Conflict("referral-too-early"),
            Problem::ConsentMissing => Self::Conflict("referral-consent-needed"),
            Problem::ContactTime => Self::invalid("first_contact_at", "referral-contact-time"),
        }
    }
}

/// Words of somebody, read: `None` if there are none.
fn words(field: &'static str, text: &str) -> crate::Result<Option<String>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let read = domain::text::LongText::<WORDS_LETTERS>::parse(text);
    read.map(|text| Some(text.to_string())).map_err(|problem| Error::invalid(field, problem.key()))
}

/// A word of a closed list, or a problem beside its field.
pub(crate) fn chosen<T: std::str::FromStr>(field: &'static str, text: &str) -> crate::Result<T> {
    text.trim().parse().map_err(|_| Error::invalid(field, "referral-choice-unknown"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_told() {
        for problem in [Problem::NotFromHere, Problem::TooEarly, Problem::TooManyHops, Problem::InfoUsedUp] {
            assert!(matches!(Error::from(problem), Error::Conflict(key) if key.starts_with("referral-")));
        }
        assert!(matches!(Error::from(Problem::NotYours), Error::Forbidden));
    }
}
