//! A referral: a person's need handed to one organisation, which owes an answer by a date; it is over when the person
//! says so.
//!
//! In reading order: this file (what there is), `codes` (the closed lists), `steps` (the whole life in one match, and its
//! guards), `clock` (who owes what by when), `terms` (what a service promises, and how it fits), `gap` (needs without a
//! service), `measure` (what it is measured on).

mod clock;
mod codes;
mod gap;
mod measure;
mod steps;
mod terms;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{
    agency::{Account, Agency},
    consent::Consent,
    id::Id,
    person::Person,
    policy::{Actor, Guarded, Object, Relation, Role},
    service::{Service, ServiceCategory},
    time::{Day, Moment},
};

pub use clock::{
    CONFIRM_ATTEMPTS, CONFIRM_DAYS, Deadline, Ending, INFO_SECONDS, MOST_PROMISE_DAYS, Pause, Tick, Turn,
};
pub use codes::{ContactResult, LegalBasis, Outcome, Priority, Reason, Route, Status, Step};
pub use gap::{Gap, GapReason};
pub use measure::{Counts, Measure, MeasureBy, MeasureRow, measures, own_measures};
pub use steps::{Detail, MOST_HOPS, Party, Problem};
pub use terms::{Barrier, Capacity, Fit, Terms, WAITING_DAYS};

/// Who sent a referral: an officer of an agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// The officer.
    pub account: Id<Account>,
    /// The officer's agency.
    pub agency: Id<Agency>,
}

/// A referral. What is shared, and what is written in words, lies sealed beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// Its identifier, made by whoever writes the draft.
    pub id: Id<Referral>,
    /// Who is referred.
    pub person: Id<Person>,
    /// To which service.
    pub service: Id<Service>,
    /// To which organisation.
    pub agency: Id<Agency>,
    /// The kind of need.
    pub category: ServiceCategory,
    /// Who sends it; `None`: the person.
    pub sender: Option<Sender>,
    /// How soon an answer is needed.
    pub priority: Priority,
    /// How far it is.
    pub status: Status,
    /// Which services may take it.
    pub route: Route,
    /// The consent, or the override in its place, under which it was sent.
    pub consent: Option<Id<Consent>>,
    /// Whether it was sent without consent, by an override.
    pub overridden: bool,
    /// The referral that was handed on.
    pub parent: Option<Id<Referral>>,
    /// How often it was handed on.
    pub hops: u8,
    /// The promise of the service when it was sent, in working days.
    pub promise_days: u8,
    /// Whether the person accepts to wait where the service is full.
    pub accepts_waiting: bool,
    /// When the sender telephoned the organisation; an emergency needs it.
    pub called_at: Option<Moment>,
    /// When it was written.
    pub created_at: Moment,
    /// When it was (last) sent.
    pub sent_at: Option<Moment>,
    /// The date that the person was promised an answer by.
    pub promised_at: Option<Moment>,
    /// When the organisation first opened it. A moment, not a status.
    pub acknowledged_at: Option<Moment>,
    /// When the organisation decided.
    pub decided_at: Option<Moment>,
    /// When it first reached the person.
    pub first_contact_at: Option<Moment>,
    /// When it reported the outcome.
    pub outcome_at: Option<Moment>,
    /// When the person confirmed it.
    pub confirmed_at: Option<Moment>,
    /// Who owes the next step.
    pub turn: Turn,
    /// Since when.
    pub owed_since: Option<Moment>,
    /// By when.
    pub due_at: Option<Moment>,
    /// The last thing the clock did for this deadline.
    pub ticked: Option<Tick>,
    /// Where the clock of the answer stands while information is asked for.
    pub pause: Option<Pause>,
    /// Seconds for which it has stood, altogether.
    pub paused_seconds: i64,
    /// The coded reason of a no.
    pub reason: Option<Reason>,
    /// The coded outcome.
    pub outcome: Option<Outcome>,
    /// When the waiting list is looked at again.
    pub review_on: Option<Day>,
    /// Who of the organisation took it as theirs.
    pub claimed_by: Option<Id<Account>>,
    /// Counts every step.
    pub version: i64,
}

impl Referral {
    /// A draft of which nothing is known but who needs what from whom: on the open route, of normal priority, written by
    /// nobody yet and promised nothing.
    #[must_use]
    pub const fn blank(
        id: Id<Self>,
        person: Id<Person>,
        service: Id<Service>,
        agency: Id<Agency>,
        category: ServiceCategory,
        now: Moment,
    ) -> Self {
        Self {
            id,
            person,
            service,
            agency,
            category,
            sender: None,
            priority: Priority::Normal,
            status: Status::Draft,
            route: Route::Open,
            consent: None,
            overridden: false,
            parent: None,
            hops: 0,
            promise_days: 0,
            accepts_waiting: false,
            called_at: None,
            created_at: now,
            sent_at: None,
            promised_at: None,
            acknowledged_at: None,
            decided_at: None,
            first_contact_at: None,
            outcome_at: None,
            confirmed_at: None,
            turn: Turn::Sender,
            owed_since: None,
            due_at: None,
            ticked: None,
            pause: None,
            paused_seconds: 0,
            reason: None,
            outcome: None,
            review_on: None,
            claimed_by: None,
            version: 1,
        }
    }

    /// Whether the organisation answered by the promised date; `None` before it answered or the date passed.
    #[must_use]
    pub fn answered_in_time(&self, now: Moment) -> Option<bool> {
        let promised = self.promised_at?;
        match self.decided_at {
            Some(decided) => Some(decided <= promised),
            None if self.status == Status::Expired || now > promised => Some(false),
            None => None,
        }
    }

    /// As what `actor` takes part in it; `None` if they do not.
    #[must_use]
    pub fn party(&self, actor: &Actor) -> Option<Party> {
        match actor {
            Actor::System => Some(Party::Clock),
            Actor::Person(id) => (*id == self.person).then_some(Party::Person),
            Actor::Guest { referral, agency } => {
                (*referral == self.id && *agency == self.agency && self.sent_at.is_some())
                    .then_some(Party::Recipient)
            }
            Actor::Anonymous => None,
            Actor::Staff { account, agency, role } => match role {
                Role::FocalPoint | Role::CaseWorker if *agency == self.agency && self.sent_at.is_some() => {
                    Some(Party::Recipient)
                }
                Role::CaseWorker if self.is_sent_by(*account, *agency) => Some(Party::Sender),
                Role::Coordinator if self.is_known_to_coordination() => Some(Party::Supervisor),
                _ => None,
            },
        }
    }

    /// Whether the coordination may know of it. Of what lies in a compartment: only while it has to decide a dispute, and
    /// of what was shared without consent, which it reviews.
    #[must_use]
    pub fn is_known_to_coordination(&self) -> bool {
        !self.route.is_restricted() || self.status == Status::Disputed || self.overridden
    }

    /// Whether this officer sends it, for the agency that the yes was given to. Of a restricted one not even colleagues
    /// know.
    fn is_sent_by(&self, account: Id<Account>, agency: Id<Agency>) -> bool {
        self.sender.is_some_and(|sender| {
            sender.agency == agency && (sender.account == account || !self.route.is_restricted())
        })
    }
}

impl Guarded for Referral {
    const OBJECT: Object = Object::Referral;
    fn relation(&self, actor: &Actor) -> Relation {
        match self.party(actor) {
            Some(Party::Person | Party::Sender) => Relation::Own,
            Some(Party::Recipient) => Relation::Received,
            Some(Party::Supervisor | Party::Clock) => Relation::Stranger,
            None if self.route.is_restricted() => Relation::Apart,
            None => Relation::Stranger,
        }
    }
}

/// One step of a referral's life, kept for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralEvent {
    /// Its identifier, made by whoever takes the step: sent twice it is one.
    pub id: Id<ReferralEvent>,
    /// Of which.
    pub referral: Id<Referral>,
    /// The version of the referral after it.
    pub version: i64,
    /// What was done.
    pub step: Step,
    /// The status before.
    pub from: Status,
    /// The status after.
    pub to: Status,
    /// As what the actor took part.
    pub party: Party,
    /// The account or person, if it was one.
    pub actor: Option<uuid::Uuid>,
    /// The actor's agency, if it has one.
    pub agency: Option<Id<Agency>>,
    /// The coded reason.
    pub reason: Option<Reason>,
    /// The coded outcome.
    pub outcome: Option<Outcome>,
    /// When.
    pub at: Moment,
}

/// A try to reach the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactAttempt {
    /// Its identifier, made by whoever tried.
    pub id: Id<ContactAttempt>,
    /// For which referral.
    pub referral: Id<Referral>,
    /// What came of it.
    pub result: ContactResult,
    /// Who tried.
    pub account: Id<Account>,
    /// When.
    pub at: Moment,
}

/// A handing over in person: planned, and whether it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// Of which referral.
    pub referral: Id<Referral>,
    /// When it is planned.
    pub planned_at: Moment,
    /// Whether the sender came.
    pub sender_came: bool,
    /// Whether the organisation came.
    pub recipient_came: bool,
    /// Whether the person came.
    pub person_came: bool,
    /// Whether it came about; `None`: not told yet.
    pub happened: Option<bool>,
}
