//! Who owes the next step of a referral, by when, and what the clock does while nobody takes it.

use serde::{Deserialize, Serialize};

use super::{Priority, Referral, Status};
use crate::{
    time::{Moment, calendar::after_working_days},
    word::words,
};

/// The longest promise of a service, in working days.
pub const MOST_PROMISE_DAYS: u8 = 10;
/// The clock stands for information for so many seconds at most, altogether: seven days.
pub const INFO_SECONDS: i64 = 7 * DAY;
/// A result that nobody confirms is closed after so many days…
pub const CONFIRM_DAYS: i64 = 14;
/// …and so many recorded tries to reach the person.
pub const CONFIRM_ATTEMPTS: u32 = 3;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Who serves a person is asked how it goes after so many days, again and again.
const SERVICE_DAYS: i64 = 30;
/// A result not confirmed for want of tries is looked at again after so many days.
const AGAIN_DAYS: i64 = 7;
/// The coordination decides a dispute within so many working days.
const DISPUTE_DAYS: u32 = 10;
/// A draft is sent or thrown away within so many working days.
const DRAFT_DAYS: u32 = 3;
/// Working days of grace after a normal promise.
const GRACE_DAYS: u32 = 2;

words! {
    /// Who owes the next step.
    pub enum Turn {
        /// Nobody.
        Nobody = "nobody",
        /// Who sent it; the coordination where the person sent it.
        Sender = "sender",
        /// The organisation that received it.
        Recipient = "recipient",
        /// The coordination.
        Coordination = "coordination",
    }
}

words! {
    /// What the clock does on the way to a deadline, in order.
    pub enum Tick {
        /// Reminds, at half of the time.
        Half = "half",
        /// Reminds, at nine tenths.
        NineTenths = "nine_tenths",
        /// Tells those who look after it, when the time is over.
        Due = "due",
        /// Ends it, or begins anew, when the grace is over.
        Over = "over",
    }
}

/// Where the clock of the answer stands while information is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Since when it stands.
    pub at: Moment,
    /// Since when the answer was owed.
    pub owed_since: Moment,
    /// By when it was owed.
    pub due_at: Moment,
    /// What the clock had done for it.
    pub ticked: Option<Tick>,
}

/// Who owes what by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Who.
    pub turn: Turn,
    /// By when; `None`: nothing is owed.
    pub due_at: Option<Moment>,
}

impl Priority {
    /// By when an answer is owed to what is sent `now` to a service that promises one within `promise_days`.
    #[must_use]
    pub fn answer_due(self, promise_days: u8, now: Moment) -> Moment {
        match self {
            Self::Emergency => now.plus(DAY),
            Self::Urgent => now.plus(3 * DAY),
            Self::Normal => after_working_days(now, u32::from(promise_days.clamp(1, MOST_PROMISE_DAYS))),
        }
    }

    /// When the grace after a deadline is over.
    #[must_use]
    pub fn grace_over(self, due: Moment) -> Moment {
        match self {
            Self::Emergency => due.plus(6 * HOUR),
            Self::Urgent => due.plus(DAY),
            Self::Normal => after_working_days(due, GRACE_DAYS),
        }
    }
}

impl Deadline {
    /// What is owed from `now` on in this status. A waiting list is looked at again by the end of its day.
    #[must_use]
    pub fn of(referral: &Referral, now: Moment) -> Self {
        let answer = || referral.priority.answer_due(referral.promise_days, now);
        let (turn, due_at) = match referral.status {
            Status::Draft if referral.priority == Priority::Normal => {
                (Turn::Sender, after_working_days(now, DRAFT_DAYS))
            }
            Status::Draft => (Turn::Sender, now.plus(DAY)),
            Status::Sent | Status::Accepted => (Turn::Recipient, answer()),
            Status::Waitlisted => (Turn::Recipient, referral.review_on.map_or_else(answer, Moment::end_of)),
            Status::InfoRequested => {
                (Turn::Sender, now.plus((INFO_SECONDS - referral.paused_seconds).max(HOUR)))
            }
            Status::InService => (Turn::Recipient, now.plus(SERVICE_DAYS * DAY)),
            Status::Completed | Status::Failed => (Turn::Sender, now.plus(CONFIRM_DAYS * DAY)),
            Status::Disputed => (Turn::Coordination, after_working_days(now, DISPUTE_DAYS)),
            Status::Declined
            | Status::Rerouted
            | Status::Expired
            | Status::Withdrawn
            | Status::Closed
            | Status::EnteredInError => return Self { turn: Turn::Nobody, due_at: None },
        };
        Self { turn, due_at: Some(due_at) }
    }
}

/// What follows when a deadline's last tick comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It expires, and the case goes back to the officer.
    Expire,
    /// The clock of the answer goes on.
    Resume,
    /// It is closed, if the person was tried often enough; else it is owed anew.
    Close,
    /// It is owed anew, so that it cannot be forgotten.
    Again,
}

impl Referral {
    /// When a tick comes; `None` if nothing is owed.
    #[must_use]
    pub fn tick_at(&self, tick: Tick) -> Option<Moment> {
        let (since, due) = (self.owed_since?, self.due_at?);
        let span = due.seconds().saturating_sub(since.seconds()).max(0);
        Some(match tick {
            Tick::Half => since.plus(span / 2),
            Tick::NineTenths => since.plus(span / 10 * 9 + span % 10 * 9 / 10),
            Tick::Due => due.plus(1),
            Tick::Over if self.ending() == Ending::Expire => self.priority.grace_over(due).plus(1),
            // Nothing expires, so there is no grace to wait for.
            Tick::Over => due.plus(2),
        })
    }

    /// What follows when the time and its grace are over.
    #[must_use]
    pub const fn ending(&self) -> Ending {
        match self.status {
            Status::Sent | Status::Accepted | Status::Waitlisted => Ending::Expire,
            Status::InfoRequested => Ending::Resume,
            Status::Completed | Status::Failed => Ending::Close,
            _ => Ending::Again,
        }
    }

    /// The next tick and its moment; `None` if nothing is owed or all were done.
    #[must_use]
    pub fn next_tick(&self) -> Option<(Tick, Moment)> {
        let next = Tick::ALL.iter().copied().find(|tick| self.ticked.is_none_or(|done| done < *tick))?;
        Some((next, self.tick_at(next)?))
    }

    /// The ticks that have come by `now` and were not done, in order. A reminder that comes together with a later tick
    /// is done without a message: nobody is to be reminded of what is over.
    #[must_use]
    pub fn ticks_due(&self, now: Moment) -> Vec<Tick> {
        let open = |tick: &Tick| self.ticked.is_none_or(|done| done < *tick);
        let come = |tick: &Tick| self.tick_at(*tick).is_some_and(|at| at <= now);
        Tick::ALL.iter().copied().filter(open).take_while(come).collect()
    }

    /// Whether the organisation owes the person something and its date is past.
    #[must_use]
    pub fn keeps_waiting(&self, now: Moment) -> bool {
        self.turn == Turn::Recipient
            && matches!(self.status, Status::Sent | Status::Accepted | Status::Waitlisted)
            && self.due_at.is_some_and(|due| due < now)
    }

    /// The same, owed from `now` on as its status says.
    #[must_use]
    pub fn owed(self, now: Moment) -> Self {
        let deadline = Deadline::of(&self, now);
        let owed_since = deadline.due_at.map(|_| now);
        Self { turn: deadline.turn, owed_since, due_at: deadline.due_at, ticked: None, ..self }
    }

    /// The same, owed anew for a while, after a last tick that ends nothing.
    #[must_use]
    pub fn owed_again(self, now: Moment) -> Self {
        let after = self.owed(now);
        if matches!(after.status, Status::Completed | Status::Failed) {
            return Self { due_at: Some(now.plus(AGAIN_DAYS * DAY)), ..after };
        }
        after
    }

    /// The clock of the answer stands from `now` on.
    pub(super) fn paused(self, now: Moment) -> Self {
        let (Some(owed_since), Some(due_at)) = (self.owed_since, self.due_at) else { return self };
        Self { pause: Some(Pause { at: now, owed_since, due_at, ticked: self.ticked }), ..self }
    }

    /// The clock of the answer goes on where it stood; the person's date moves with it.
    pub(super) fn resumed(self, now: Moment) -> Self {
        let Some(pause) = self.pause else { return self };
        let stood = now.seconds().saturating_sub(pause.at.seconds()).max(0);
        Self {
            turn: Turn::Recipient,
            owed_since: Some(pause.owed_since.plus(stood)),
            due_at: Some(pause.due_at.plus(stood)),
            promised_at: self.promised_at.map(|promised| promised.plus(stood)),
            ticked: pause.ticked,
            pause: None,
            paused_seconds: self.paused_seconds + stood,
            ..self
        }
    }
}
