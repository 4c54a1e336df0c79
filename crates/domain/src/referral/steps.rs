//! The whole life of a referral: one match over status, step and party, and the guards of each step.

use super::{
    CONFIRM_ATTEMPTS, CONFIRM_DAYS, INFO_SECONDS, Outcome, Priority, Reason, Referral, Status, Step,
};
use crate::{
    agency::Account,
    id::Id,
    time::{Day, Moment},
    word::words,
};

/// A referral is handed on so many times at most.
pub const MOST_HOPS: u8 = 3;
/// The day to look at a waiting list again is at most so many days ahead.
const MOST_WAITING_DAYS: i64 = 180;

words! {
    /// As what somebody takes part in a referral.
    pub enum Party {
        /// Who sent it: an officer.
        Sender = "sender",
        /// The organisation that received it; also by a link, without an account.
        Recipient = "recipient",
        /// The person.
        Person = "person",
        /// The coordination, which decides disputes and sees nobody's name.
        Supervisor = "supervisor",
        /// The clock.
        Clock = "clock",
    }
}

/// Why a step cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Not from this status.
    #[error("not from here")]
    NotFromHere,
    /// Another party takes this step.
    #[error("another party's step")]
    NotYours,
    /// A no needs a coded reason.
    #[error("reason missing")]
    ReasonMissing,
    /// "Other" needs words.
    #[error("words missing")]
    WordsMissing,
    /// A result needs a coded outcome that fits.
    #[error("outcome missing")]
    OutcomeMissing,
    /// A waiting list needs a day to look at it again: after today, within 180 days.
    #[error("review day missing")]
    ReviewMissing,
    /// The clock has stood for information as long as it may.
    #[error("no more time for information")]
    InfoUsedUp,
    /// Handed on too often.
    #[error("too many hops")]
    TooManyHops,
    /// An emergency needs a telephone call, noted.
    #[error("call missing")]
    CallMissing,
    /// Not yet 14 days and three tries since the outcome.
    #[error("too early to close")]
    TooEarly,
    /// Without a consent or an override nothing is sent.
    #[error("consent missing")]
    ConsentMissing,
    /// The first contact lies in the future, or before it was sent.
    #[error("first contact cannot be then")]
    ContactTime,
}

/// What a step is taken with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// The coded reason of a no.
    pub reason: Option<Reason>,
    /// The coded outcome of a result.
    pub outcome: Option<Outcome>,
    /// Whether something was written beside the code.
    pub has_words: bool,
    /// When the waiting list is looked at again.
    pub review_on: Option<Day>,
    /// When the person was first reached.
    pub first_contact_at: Option<Moment>,
    /// Who of the organisation takes it as theirs.
    pub account: Option<Id<Account>>,
    /// Tries to reach the person since the outcome was reported.
    pub attempts: u32,
}

impl Status {
    /// The whole life: the status after `step` by `party`, or why not.
    ///
    /// # Errors
    /// [`Problem::NotYours`] if the step is never this party's, [`Problem::NotFromHere`] otherwise.
    pub fn after(self, step: Step, party: Party) -> Result<Self, Problem> {
        use Party as P;
        use Status as S;
        use Step as T;
        match (self, step, party) {
            (S::Draft, T::Send, P::Sender | P::Person) => Ok(S::Sent),
            (S::Declined | S::Expired | S::Closed, T::Reopen, P::Sender | P::Person) => Ok(S::Sent),
            (
                S::Sent | S::Accepted | S::Waitlisted | S::InfoRequested | S::InService,
                T::Claim,
                P::Recipient,
            ) => Ok(self),
            (S::Sent | S::Waitlisted | S::InfoRequested, T::Accept, P::Recipient) => Ok(S::Accepted),
            (S::Sent | S::Waitlisted | S::InfoRequested, T::Waitlist, P::Recipient) => Ok(S::Waitlisted),
            (S::Sent, T::AskInfo, P::Recipient) => Ok(S::InfoRequested),
            (S::InfoRequested, T::GiveInfo, P::Sender | P::Person) => Ok(S::Sent),
            (S::InfoRequested, T::Resume, P::Clock) => Ok(S::Sent),
            (S::Sent | S::Waitlisted | S::InfoRequested, T::Decline, P::Recipient) => Ok(S::Declined),
            (S::Sent | S::Waitlisted | S::InfoRequested, T::Reroute, P::Recipient) => Ok(S::Rerouted),
            (S::Sent | S::Accepted | S::Waitlisted, T::Expire, P::Clock) => Ok(S::Expired),
            (S::Accepted, T::Begin, P::Recipient) => Ok(S::InService),
            (S::InService, T::Complete, P::Recipient) => Ok(S::Completed),
            (S::Accepted | S::InService, T::Fail, P::Recipient) => Ok(S::Failed),
            (S::Completed | S::Failed, T::Confirm, P::Person | P::Sender) => Ok(S::Closed),
            // Who disputed it may take that back.
            (S::Disputed, T::Confirm, P::Person) => Ok(S::Closed),
            (S::Completed | S::Failed | S::Closed, T::Dispute, P::Person | P::Sender) => Ok(S::Disputed),
            (S::Disputed, T::RuleHelped, P::Supervisor) => Ok(S::Completed),
            (S::Disputed, T::RuleNotHelped, P::Supervisor) => Ok(S::Failed),
            (S::Disputed, T::RuleGoOn, P::Supervisor) => Ok(S::InService),
            (S::Completed | S::Failed, T::Close, P::Sender | P::Clock) => Ok(S::Closed),
            (
                S::Draft | S::Sent | S::Accepted | S::Waitlisted | S::InfoRequested | S::InService,
                T::Withdraw,
                P::Sender | P::Person,
            ) => Ok(S::Withdrawn),
            // Who takes back the consent takes back all that is not over.
            (S::Completed | S::Failed | S::Disputed, T::Withdraw, P::Person) => Ok(S::Withdrawn),
            (
                S::Draft
                | S::Sent
                | S::Accepted
                | S::Waitlisted
                | S::InfoRequested
                | S::Declined
                | S::Rerouted
                | S::Expired
                | S::Withdrawn
                | S::InService
                | S::Completed
                | S::Failed
                | S::Disputed
                | S::Closed,
                T::Annul,
                P::Supervisor,
            ) => Ok(S::EnteredInError),
            (_, step, party) if !step.is_of(party) => Err(Problem::NotYours),
            _ => Err(Problem::NotFromHere),
        }
    }
}

impl Step {
    /// Whether this party ever takes this step.
    #[must_use]
    pub const fn is_of(self, party: Party) -> bool {
        match self {
            Self::Send | Self::GiveInfo | Self::Confirm | Self::Dispute | Self::Withdraw | Self::Reopen => {
                matches!(party, Party::Sender | Party::Person)
            }
            Self::Claim
            | Self::Accept
            | Self::Waitlist
            | Self::AskInfo
            | Self::Decline
            | Self::Reroute
            | Self::Begin
            | Self::Complete
            | Self::Fail => matches!(party, Party::Recipient),
            Self::Resume | Self::Expire => matches!(party, Party::Clock),
            Self::RuleHelped | Self::RuleNotHelped | Self::RuleGoOn | Self::Annul => {
                matches!(party, Party::Supervisor)
            }
            Self::Close => matches!(party, Party::Sender | Party::Clock),
        }
    }

    /// Whether it is an answer of the organisation to what was sent.
    #[must_use]
    pub const fn decides(self) -> bool {
        matches!(self, Self::Accept | Self::Waitlist | Self::Decline | Self::Reroute)
    }
}

impl Referral {
    /// The party as which `party` takes `step`. Of what lies in a compartment the coordination learns only what it has to
    /// decide, so who sent it annuls what should never have been; disputes are the coordination's everywhere. And only who
    /// began a referral sends it.
    ///
    /// # Errors
    /// [`Problem::NotYours`].
    fn acting(&self, step: Step, party: Party) -> Result<Party, Problem> {
        match (step, party) {
            (Step::Send | Step::Reopen, Party::Person) if self.sender.is_some() => Err(Problem::NotYours),
            (Step::Annul, Party::Sender) if self.route.is_restricted() => Ok(Party::Supervisor),
            _ => Ok(party),
        }
    }

    /// Takes a step: the referral after it.
    ///
    /// # Errors
    /// As [`Problem`] says; nothing is changed then.
    pub fn take(&self, step: Step, party: Party, detail: &Detail, now: Moment) -> Result<Self, Problem> {
        let party = self.acting(step, party)?;
        let status = self.status.after(step, party)?;
        self.guard(step, detail, now)?;
        let mut after = Self { status, version: self.version + 1, ..self.clone() };
        if step.decides() {
            after.decided_at = self.decided_at.or(Some(now));
            after.acknowledged_at = self.acknowledged_at.or(Some(now));
        }
        match step {
            Step::Claim => return Ok(Self { claimed_by: detail.account, ..after }),
            Step::AskInfo => {
                after.acknowledged_at = self.acknowledged_at.or(Some(now));
                return Ok(after.paused(now).owed(now));
            }
            Step::GiveInfo | Step::Resume => return Ok(after.resumed(now)),
            Step::Send | Step::Reopen => return Ok(after.sent(now)),
            Step::Waitlist => after.review_on = detail.review_on,
            Step::Decline | Step::Reroute => after.reason = detail.reason,
            Step::Begin => after.first_contact_at = detail.first_contact_at.or(Some(now)),
            Step::Complete | Step::Fail => {
                after.outcome = detail.outcome;
                after.outcome_at = Some(now);
            }
            Step::RuleNotHelped => after.outcome = Some(Outcome::NotHelped),
            Step::RuleHelped if !self.outcome.is_some_and(|outcome| outcome.fits(Step::Complete)) => {
                after.outcome = Some(Outcome::HelpedPartly);
            }
            Step::Confirm => after.confirmed_at = Some(now),
            Step::Dispute => after.confirmed_at = None,
            _ => {}
        }
        Ok(after.unpaused(now).owed(now))
    }

    /// The answer came while the clock stood: the time it stood is counted, and the date moves.
    fn unpaused(self, now: Moment) -> Self {
        if self.pause.is_some() { self.resumed(now) } else { self }
    }

    /// What is owed and promised once it is sent, or sent again.
    fn sent(self, now: Moment) -> Self {
        let after = Self {
            sent_at: Some(now),
            acknowledged_at: None,
            decided_at: None,
            first_contact_at: None,
            outcome_at: None,
            outcome: None,
            confirmed_at: None,
            reason: None,
            review_on: None,
            claimed_by: None,
            pause: None,
            paused_seconds: 0,
            ..self
        };
        let after = after.owed(now);
        Self { promised_at: after.due_at, ..after }
    }

    fn guard(&self, step: Step, detail: &Detail, now: Moment) -> Result<(), Problem> {
        match step {
            Step::Send | Step::Reopen if self.consent.is_none() => Err(Problem::ConsentMissing),
            Step::Send | Step::Reopen if self.priority == Priority::Emergency && self.called_at.is_none() => {
                Err(Problem::CallMissing)
            }
            Step::Waitlist if !detail.review_on.is_some_and(|day| is_soon(day, now)) => {
                Err(Problem::ReviewMissing)
            }
            Step::AskInfo if self.paused_seconds >= INFO_SECONDS => Err(Problem::InfoUsedUp),
            Step::AskInfo if !detail.has_words => Err(Problem::WordsMissing),
            Step::Decline | Step::Reroute if detail.reason.is_none() => Err(Problem::ReasonMissing),
            Step::Decline | Step::Reroute if detail.reason == Some(Reason::Other) && !detail.has_words => {
                Err(Problem::WordsMissing)
            }
            Step::Reroute if self.hops >= MOST_HOPS => Err(Problem::TooManyHops),
            Step::Begin if detail.first_contact_at.is_some_and(|at| !self.may_be_contact(at, now)) => {
                Err(Problem::ContactTime)
            }
            Step::Complete | Step::Fail if !detail.outcome.is_some_and(|outcome| outcome.fits(step)) => {
                Err(Problem::OutcomeMissing)
            }
            Step::Fail if detail.outcome == Some(Outcome::Other) && !detail.has_words => {
                Err(Problem::WordsMissing)
            }
            Step::Close if !self.may_close(detail.attempts, now) => Err(Problem::TooEarly),
            _ => Ok(()),
        }
    }

    fn may_be_contact(&self, at: Moment, now: Moment) -> bool {
        at <= now && self.sent_at.is_none_or(|sent| sent <= at)
    }

    /// Whether a result that nobody confirmed may be closed: after 14 days and three tries.
    #[must_use]
    pub fn may_close(&self, attempts: u32, now: Moment) -> bool {
        attempts >= CONFIRM_ATTEMPTS && self.outcome_at.is_some_and(|at| at.plus_days(CONFIRM_DAYS) <= now)
    }
}

/// A day to look at a waiting list again.
fn is_soon(day: Day, now: Moment) -> bool {
    now.day() < day && day <= now.plus_days(MOST_WAITING_DAYS).day()
}
