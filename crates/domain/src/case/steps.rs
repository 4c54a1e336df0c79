//! The whole life of a case in one match, and by when something is owed in it.

use super::{Case, Due, End, Party, Problem, Status, Step};
use crate::{
    agency::{Account, Agency},
    consent::Consent,
    id::Id,
    time::{Day, Moment, calendar},
};

/// Within so many days there is a plan (IOM Reintegration Handbook, module 2: a plan follows the assessment).
pub const PLAN_DAYS: i64 = 30;
/// After so many days without a word somebody asks how the person is.
pub const SILENCE_DAYS: i64 = 30;
/// A pause lasts so many days at most before somebody asks.
pub const MOST_PAUSE_DAYS: i64 = 180;
/// Within so many working days the other agency says whether it goes on.
pub const OFFER_DAYS: u32 = 5;

/// What a step is taken with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// When it is looked at again.
    pub review_on: Option<Day>,
    /// How it ended.
    pub end: Option<End>,
    /// The agency that is asked, with the person's yes to it.
    pub to: Option<(Id<Agency>, Id<Consent>)>,
    /// Who goes on with it.
    pub officer: Option<Id<Account>>,
    /// How many goals are wanted.
    pub goals: usize,
}

impl Status {
    /// The status after `step` by `party`, or why not.
    ///
    /// # Errors
    /// [`Problem::NotYours`] if the step is never this party's, [`Problem::NotFromHere`] otherwise.
    pub fn after(self, step: Step, party: Party) -> Result<Self, Problem> {
        self.next(step, party).ok_or_else(|| {
            let ever = Self::ALL.iter().any(|from| from.next(step, party).is_some());
            if ever { Problem::NotFromHere } else { Problem::NotYours }
        })
    }

    /// The whole life.
    const fn next(self, step: Step, party: Party) -> Option<Self> {
        use Party as P;
        use Status as S;
        use Step as T;
        match (self, step, party) {
            (S::Open | S::Offered, T::AgreePlan, P::Officer | P::Person)
            | (S::Open | S::Offered | S::Paused, T::Assign, P::Coordination) => Some(self),
            (S::Open | S::Offered, T::Pause, P::Officer | P::Person) => Some(S::Paused),
            (S::Open, T::Offer, P::Officer) => Some(S::Offered),
            (S::Paused, T::Resume, P::Officer | P::Person)
            | (S::Offered, T::TakeOver | T::Decline, P::Receiver)
            | (S::Offered, T::TakeBack, P::Officer | P::Person) => Some(S::Open),
            (S::Open | S::Offered | S::Paused, T::Close, P::Officer)
            | (S::Open | S::Offered | S::Paused, T::Withdraw, P::Person) => Some(S::Closed),
            _ => None,
        }
    }
}

impl Case {
    /// The case after a step.
    ///
    /// # Errors
    /// As [`Problem`] says.
    pub fn take(&self, step: Step, party: Party, detail: &Detail, now: Moment) -> Result<Self, Problem> {
        let status = self.status.after(step, party)?;
        let mut after = Self { status, version: self.version + 1, ..self.clone() };
        match step {
            Step::AgreePlan if detail.goals == 0 => return Err(Problem::NoGoal),
            Step::AgreePlan => after.plan_agreed_at = Some(now),
            Step::Pause => {
                let last = now.plus_days(MOST_PAUSE_DAYS).day();
                let day = detail.review_on.filter(|day| *day > now.day() && *day <= last);
                after.review_on = Some(day.ok_or(Problem::ReviewMissing)?);
                after.forget_offer();
            }
            Step::Resume => {
                after.review_on = None;
                after.contact_at = Some(now);
            }
            Step::Offer => {
                let (to, consent) = detail.to.ok_or(Problem::ReceiverMissing)?;
                if to == self.agency {
                    return Err(Problem::ReceiverMissing);
                }
                (after.offered_to, after.offered_consent) = (Some(to), Some(consent));
                after.offered_at = Some(now);
            }
            Step::TakeOver => {
                after.agency = self.offered_to.ok_or(Problem::NotFromHere)?;
                after.consent = self.offered_consent.ok_or(Problem::NotFromHere)?;
                after.officer = detail.officer.ok_or(Problem::ReceiverMissing)?;
                after.forget_offer();
            }
            Step::Decline | Step::TakeBack => after.forget_offer(),
            Step::Assign => after.officer = detail.officer.ok_or(Problem::ReceiverMissing)?,
            Step::Close => {
                let end = detail.end.filter(|end| *end != End::Withdrawn).ok_or(Problem::EndMissing)?;
                after.close(end, now);
            }
            Step::Withdraw => after.close(End::Withdrawn, now),
        }
        Ok(after)
    }

    /// The same case, no longer resting: something in it should not wait.
    #[must_use]
    pub fn woken(self) -> Self {
        let status = if self.status == Status::Paused { Status::Open } else { self.status };
        Self { status, review_on: None, ..self }
    }

    const fn forget_offer(&mut self) {
        self.offered_to = None;
        self.offered_consent = None;
        self.offered_at = None;
    }

    fn close(&mut self, end: End, now: Moment) {
        self.forget_offer();
        (self.end, self.closed_at, self.review_on) = (Some(end), Some(now), None);
    }

    /// What is owed next in it and by when: the earliest of the officer's next task, the plan, a word after long silence,
    /// the other agency's answer; while it rests, only looking at it again; once over, nothing. So nothing open is ever
    /// without a date.
    #[must_use]
    pub fn due(&self) -> Option<(Due, Moment)> {
        let spoken = self.contact_at.unwrap_or(self.opened_at);
        let silence = (Due::Silence, Moment::end_of(spoken.plus_days(SILENCE_DAYS).day()));
        let dues = match self.status {
            Status::Closed => [None; 4],
            Status::Paused => {
                let day = self.review_on.map(Moment::end_of);
                [Some((Due::Review, day.unwrap_or(silence.1))), None, None, None]
            }
            Status::Open | Status::Offered => [
                self.task_on.map(|day| (Due::Task, Moment::end_of(day))),
                self.plan_agreed_at.is_none().then(|| (Due::Plan, Moment::end_of(self.plan_on))),
                Some(silence),
                self.offered_at.map(|at| (Due::Offer, calendar::after_working_days(at, OFFER_DAYS))),
            ],
        };
        dues.into_iter().flatten().min_by_key(|(_, at)| *at)
    }
}
