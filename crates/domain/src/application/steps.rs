//! The steps of an application: who applies, who answers, what came of it.

use super::{Application, Confirmation, Reason, Status, Step};
use crate::{consent::Consent, id::Id, opportunity::Opportunity, person::Person, time::Moment};

/// Why a step cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplicationProblem {
    /// Not from this status.
    #[error("not from here")]
    NotFromHere,
    /// A no needs a reason that fits.
    #[error("reason missing")]
    ReasonMissing,
    /// Courses and calls have waiting lists; vacancies have not.
    #[error("no waiting list")]
    NoWaitingList,
    /// Not open.
    #[error("closed")]
    Closed,
}

impl Application {
    /// Begins one, with [`Step::Invite`], [`Step::Apply`] or [`Step::Wait`]; who applies gives `consent`.
    ///
    /// # Errors
    /// [`ApplicationProblem::Closed`] if the opportunity is; [`ApplicationProblem::NotFromHere`] for another step.
    pub fn begin(
        person: Id<Person>,
        opportunity: &Opportunity,
        step: Step,
        consent: Option<Id<Consent>>,
        now: Moment,
    ) -> Result<Self, ApplicationProblem> {
        if !opportunity.is_open(now.day()) {
            return Err(ApplicationProblem::Closed);
        }
        let invited = Self {
            id: Id::new(now),
            person,
            opportunity: opportunity.id,
            agency: opportunity.agency,
            kind: opportunity.kind,
            status: Status::Invited,
            applied_at: now,
            consent: None,
            owed_since: None,
            due_at: None,
            answered_at: None,
            reason: None,
            note: None,
            heard: None,
            confirmation: None,
            confirmed_at: None,
            explanation: None,
            version: 0,
        };
        match step {
            Step::Invite => Ok(Self { version: 1, ..invited }),
            Step::Apply | Step::Wait => invited.send(opportunity, step, consent, now),
            _ => Err(ApplicationProblem::NotFromHere),
        }
    }

    /// The person applies under `consent`: [`Step::Apply`], or [`Step::Wait`] when the call is full.
    ///
    /// # Errors
    /// As [`ApplicationProblem`] says.
    pub fn send(
        &self,
        opportunity: &Opportunity,
        step: Step,
        consent: Option<Id<Consent>>,
        now: Moment,
    ) -> Result<Self, ApplicationProblem> {
        if !opportunity.is_open(now.day()) {
            return Err(ApplicationProblem::Closed);
        }
        let sent = Self { consent, applied_at: now, ..self.take(step, None, now)? };
        Ok(if step == Step::Apply { sent.owed(opportunity, now) } else { sent })
    }

    /// From now on the agency owes an answer (anew).
    #[must_use]
    pub fn owed(self, opportunity: &Opportunity, now: Moment) -> Self {
        Self { owed_since: Some(now), due_at: Some(opportunity.answer_due(now)), answered_at: None, ..self }
    }

    /// Takes a step: the application after it. What the person said before about being answered no longer holds once
    /// the agency answers, and what they said of the result is compared with what the agency reports.
    ///
    /// # Errors
    /// As [`ApplicationProblem`] says; nothing is changed then.
    pub fn take(&self, step: Step, reason: Option<Reason>, now: Moment) -> Result<Self, ApplicationProblem> {
        let status = self.status.after(step).ok_or(ApplicationProblem::NotFromHere)?;
        if matches!(step, Step::Waitlist | Step::Wait) && !self.kind.holds_seats() {
            return Err(ApplicationProblem::NoWaitingList);
        }
        let needs_reason = matches!(step, Step::Decline | Step::Fail);
        if needs_reason && !reason.is_some_and(|reason| reason.fits(step)) {
            return Err(ApplicationProblem::ReasonMissing);
        }
        let answers = matches!(step, Step::Accept | Step::Waitlist | Step::Decline);
        let confirmation =
            match (step, self.confirmation) {
                (Step::Achieve, Some(Confirmation::Happened))
                | (Step::Fail, Some(Confirmation::NotHappened)) => Some(Confirmation::Confirmed),
                (Step::Achieve, Some(Confirmation::NotHappened))
                | (Step::Fail, Some(Confirmation::Happened)) => Some(Confirmation::Disputed),
                (_, said) => said,
            };
        Ok(Self {
            status,
            reason: if needs_reason { reason } else { self.reason },
            answered_at: if answers { self.answered_at.or(Some(now)) } else { self.answered_at },
            heard: if answers { None } else { self.heard },
            confirmation,
            version: self.version + 1,
            ..self.clone()
        })
    }

    /// The person says whether the agency answered them.
    ///
    /// # Errors
    /// [`ApplicationProblem::NotFromHere`] if the agency owes nothing: before applying and after taking it back.
    pub fn say_heard(&self, heard: bool) -> Result<Self, ApplicationProblem> {
        if matches!(self.status, Status::Invited | Status::Withdrawn) {
            return Err(ApplicationProblem::NotFromHere);
        }
        Ok(Self { heard: Some(heard), version: self.version + 1, ..self.clone() })
    }

    /// The person says whether it came to something. They may change their word: that is how a dispute ends.
    ///
    /// # Errors
    /// [`ApplicationProblem::NotFromHere`] unless they were accepted or a result was reported.
    pub fn say_result(&self, happened: bool, now: Moment) -> Result<Self, ApplicationProblem> {
        let confirmation = match (self.status, happened) {
            (Status::Accepted, true) => Confirmation::Happened,
            (Status::Accepted, false) => Confirmation::NotHappened,
            (Status::Achieved, true) | (Status::NotAchieved, false) => Confirmation::Confirmed,
            (Status::Achieved, false) | (Status::NotAchieved, true) => Confirmation::Disputed,
            _ => return Err(ApplicationProblem::NotFromHere),
        };
        Ok(Self {
            confirmation: Some(confirmation),
            confirmed_at: Some(now),
            version: self.version + 1,
            ..self.clone()
        })
    }
}
