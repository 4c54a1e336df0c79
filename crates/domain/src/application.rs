//! A person's answer to an opportunity, and what comes of it: answered by its date, and confirmed by the person.

mod steps;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency,
    consent::{Consent, Purpose},
    id::Id,
    opportunity::{Kind, Opportunity},
    person::Person,
    policy::{Actor, Guarded, Object, Relation},
    time::Moment,
    word::words,
};

pub use steps::ApplicationProblem;

words! {
    /// How far an application is.
    pub enum Status {
        /// The agency asked the person to apply; the person has not said yes.
        Invited = "invited",
        /// Sent; the agency owes an answer.
        Applied = "applied",
        /// On the waiting list of a full call.
        Waitlisted = "waitlisted",
        /// The agency said yes: comes to an interview, has a place.
        Accepted = "accepted",
        /// The agency said no, with a coded reason.
        Declined = "declined",
        /// The person took it back.
        Withdrawn = "withdrawn",
        /// The agency did not answer by the date.
        Expired = "expired",
        /// Hired, course completed, found competent, support granted.
        Achieved = "achieved",
        /// Not hired, not completed, not yet competent, not granted; with a coded reason.
        NotAchieved = "not_achieved",
    }
}

words! {
    /// What can be done with an application.
    pub enum Step {
        /// The agency asks a candidate to apply.
        Invite = "invite",
        /// The person applies, or says yes to an invitation.
        Apply = "apply",
        /// The same, but the call is full: the person goes to its waiting list.
        Wait = "wait",
        /// A place came free for who waits.
        Promote = "promote",
        /// The person takes it back.
        Withdraw = "withdraw",
        /// The agency says yes.
        Accept = "accept",
        /// The agency puts it on the waiting list.
        Waitlist = "waitlist",
        /// The agency says no.
        Decline = "decline",
        /// The date to answer has passed.
        Expire = "expire",
        /// It came to something.
        Achieve = "achieve",
        /// It came to nothing.
        Fail = "fail",
    }
}

impl Status {
    /// The whole life: the status after `step`, or `None` if the step cannot be taken from here.
    ///
    /// An expired application can still be answered, late; the lateness stays on record.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Invited, Step::Apply) | (Self::Waitlisted, Step::Promote) => Some(Self::Applied),
            (Self::Invited, Step::Wait) | (Self::Applied, Step::Waitlist) => Some(Self::Waitlisted),
            (
                Self::Invited | Self::Applied | Self::Waitlisted | Self::Accepted | Self::Expired,
                Step::Withdraw,
            ) => Some(Self::Withdrawn),
            (Self::Applied | Self::Waitlisted | Self::Expired, Step::Accept) => Some(Self::Accepted),
            (
                Self::Invited | Self::Applied | Self::Waitlisted | Self::Accepted | Self::Expired,
                Step::Decline,
            ) => Some(Self::Declined),
            (Self::Applied, Step::Expire) => Some(Self::Expired),
            (Self::Accepted, Step::Achieve) => Some(Self::Achieved),
            (Self::Accepted, Step::Fail) => Some(Self::NotAchieved),
            _ => None,
        }
    }

    /// Whether nothing more is to come from the agency.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Declined | Self::Withdrawn | Self::Achieved | Self::NotAchieved)
    }

    /// Whether it holds a place of a call.
    #[must_use]
    pub const fn holds_seat(self) -> bool {
        matches!(self, Self::Applied | Self::Accepted | Self::Achieved | Self::Expired)
    }
}

/// What a step does to the places of an opportunity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// Nothing.
    Keep,
    /// Takes one; without one left the step cannot be taken.
    Take,
    /// Gives one back, and whoever waits longest gets it.
    GiveBack,
    /// Counts one as filled, even beyond those announced: an employer may hire more people.
    Fill,
}

impl Seat {
    /// What going from `before` (`None`: from nothing) to `after` does for this kind. A place of a call that has begun
    /// is not given back by failing: nobody else can use it.
    #[must_use]
    pub fn of(kind: Kind, before: Option<Status>, after: Status, begun: bool) -> Self {
        if !kind.holds_seats() {
            return if after == Status::Achieved { Self::Fill } else { Self::Keep };
        }
        match (before.is_some_and(Status::holds_seat), after.holds_seat()) {
            (false, true) => Self::Take,
            (true, false) if after == Status::NotAchieved && begun => Self::Keep,
            (true, false) => Self::GiveBack,
            _ => Self::Keep,
        }
    }
}

words! {
    /// Why an agency says no, or why it came to nothing. Coded, so that it can be counted and told.
    pub enum Reason {
        /// Not what is asked for.
        NotEligible = "not_eligible",
        /// No place left.
        NoPlaces = "no_places",
        /// Somebody else fits better.
        OtherChosen = "other_chosen",
        /// Papers are missing.
        MissingDocuments = "missing_documents",
        /// Too far.
        OutsideArea = "outside_area",
        /// Applied twice.
        Duplicate = "duplicate",
        /// The person did not come.
        DidNotCome = "did_not_come",
        /// The person could not be reached.
        NotReached = "not_reached",
        /// The person no longer wants it.
        NotInterested = "not_interested",
        /// Assessed and not yet competent; may try again.
        NotYetCompetent = "not_yet_competent",
        /// The offer was cancelled.
        Cancelled = "cancelled",
    }
}

impl Reason {
    /// Whether this reason fits this step.
    #[must_use]
    pub const fn fits(self, step: Step) -> bool {
        match step {
            Step::Decline => !matches!(self, Self::NotYetCompetent | Self::DidNotCome),
            Step::Fail => !matches!(self, Self::Duplicate | Self::NoPlaces | Self::OutsideArea),
            _ => false,
        }
    }
}

words! {
    /// What the person says of the result, and how it stands to what the agency reports.
    pub enum Confirmation {
        /// Both say the same.
        Confirmed = "confirmed",
        /// They say different things: a coordinator looks into it.
        Disputed = "disputed",
        /// The person says it came to something; the agency has not reported yet.
        Happened = "happened",
        /// The person says it came to nothing; the agency has not reported yet.
        NotHappened = "not_happened",
    }
}

/// An application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Application {
    /// Its identifier.
    pub id: Id<Application>,
    /// Who applies.
    pub person: Id<Person>,
    /// To what.
    pub opportunity: Id<Opportunity>,
    /// Whose that is.
    pub agency: Id<Agency>,
    /// Of which kind.
    pub kind: Kind,
    /// How far it is.
    pub status: Status,
    /// When it was sent (or the invitation).
    pub applied_at: Moment,
    /// The consent under which the agency sees the person; `None` before the person applied.
    pub consent: Option<Id<Consent>>,
    /// Since when the agency owes an answer: the first half of the way to `due_at` is counted from here.
    pub owed_since: Option<Moment>,
    /// By when the agency owes an answer.
    pub due_at: Option<Moment>,
    /// When the agency first answered what it owes.
    pub answered_at: Option<Moment>,
    /// The coded reason of a no.
    pub reason: Option<Reason>,
    /// A note of the agency to the person: where to come, what to bring.
    pub note: Option<String>,
    /// Whether the person says they were answered.
    pub heard: Option<bool>,
    /// What the person says of the result.
    pub confirmation: Option<Confirmation>,
    /// When the person said so.
    pub confirmed_at: Option<Moment>,
    /// The match as it was when it was sent: factors, weights, version (JSON of `matching::Explanation`).
    pub explanation: Option<String>,
    /// Counts every change.
    pub version: i64,
}

impl Application {
    /// Whether it was answered by its date.
    #[must_use]
    pub fn answered_in_time(&self) -> bool {
        matches!((self.answered_at, self.due_at), (Some(answered), Some(due)) if answered <= due)
    }

    /// Whether it was answered, but after its date.
    #[must_use]
    pub fn answered_late(&self) -> bool {
        matches!((self.answered_at, self.due_at), (Some(answered), Some(due)) if answered > due)
    }

    /// Whether the agency owes an answer whose date has passed.
    #[must_use]
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.answered_at.is_none()
            && matches!(self.status, Status::Applied | Status::Expired)
            && self.due_at.is_some_and(|due| due < now)
    }

    /// What this product counts: answered by its date, and the person says it happened.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.status == Status::Achieved
            && self.answered_in_time()
            && self.confirmation == Some(Confirmation::Confirmed)
    }

    /// Whether the agency may see who applies: the person applied, did not take it back, it did not come to nothing, and
    /// the consent they gave for it holds at `now`.
    #[must_use]
    pub fn shows_person(&self, consent: &Consent, now: Moment) -> bool {
        let over = matches!(self.status, Status::Declined | Status::NotAchieved);
        !over
            && !matches!(self.status, Status::Invited | Status::Withdrawn)
            && self.consent == Some(consent.id)
            && consent.person == self.person
            && consent.covers(Purpose::Application, self.agency, now)
    }
}

impl Guarded for Application {
    const OBJECT: Object = Object::Application;
    fn relation(&self, actor: &Actor) -> Relation {
        if actor.person() == Some(self.person) {
            Relation::Own
        } else if actor.agency() == Some(self.agency) {
            Relation::Received
        } else {
            Relation::Stranger
        }
    }
}

/// One step of an application's life, kept for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationEvent {
    /// Of which.
    pub application: Id<Application>,
    /// What was done.
    pub step: Step,
    /// The status after it.
    pub status: Status,
    /// The coded reason, if it was a no.
    pub reason: Option<Reason>,
    /// When.
    pub at: Moment,
}
