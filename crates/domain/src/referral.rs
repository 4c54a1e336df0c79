//! A referral: a person's need handed to one organisation, which owes an answer by a date; it is over when the person
//! says so.
//!
//! In reading order: this file (what there is), `steps` (the whole life in one match, and its guards), `clock` (who
//! owes what by when), `terms` (what a service promises, and how it fits), `gap` (needs without a service), `measure` (what it
//! is measured on).

mod clock;
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
    word::words,
};

pub use clock::{
    CONFIRM_ATTEMPTS, CONFIRM_DAYS, Deadline, Ending, INFO_SECONDS, MOST_PROMISE_DAYS, Pause, Tick, Turn,
};
pub use gap::{Gap, GapReason};
pub use measure::{Counts, Measure, MeasureBy, MeasureRow, measures};
pub use steps::{Detail, MOST_HOPS, Party, Problem};
pub use terms::{Barrier, Capacity, Fit, Terms, WAITING_DAYS};

words! {
    /// How far a referral is.
    pub enum Status {
        /// Written, not sent.
        Draft = "draft",
        /// Sent; the organisation owes an answer.
        Sent = "sent",
        /// The organisation takes it, and owes a first contact.
        Accepted = "accepted",
        /// On a waiting list, to be looked at again by a day.
        Waitlisted = "waitlisted",
        /// The organisation asks for something; its clock stands.
        InfoRequested = "info_requested",
        /// The organisation says no, with a coded reason.
        Declined = "declined",
        /// The organisation hands it on: a child referral was opened.
        Rerouted = "rerouted",
        /// Nobody answered in time.
        Expired = "expired",
        /// The sender or the person took it back.
        Withdrawn = "withdrawn",
        /// The first contact was made.
        InService = "in_service",
        /// The organisation says that it helped.
        Completed = "completed",
        /// The organisation says that it did not.
        Failed = "failed",
        /// The person says otherwise; the coordination decides.
        Disputed = "disputed",
        /// The person confirmed, or could not be reached.
        Closed = "closed",
        /// Should never have been.
        EnteredInError = "entered_in_error",
    }
}

impl Status {
    /// The status of an HL7 FHIR R4 Task that this is.
    #[must_use]
    pub const fn fhir(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "requested",
            Self::Accepted => "accepted",
            Self::Waitlisted | Self::InfoRequested => "on-hold",
            Self::Declined | Self::Rerouted => "rejected",
            Self::Expired | Self::Failed => "failed",
            Self::Withdrawn => "cancelled",
            Self::InService | Self::Disputed => "in-progress",
            Self::Completed | Self::Closed => "completed",
            Self::EnteredInError => "entered-in-error",
        }
    }

    /// Whether nothing more is owed by anybody.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(
            self,
            Self::Declined
                | Self::Rerouted
                | Self::Expired
                | Self::Withdrawn
                | Self::Closed
                | Self::EnteredInError
        )
    }

    /// Whether the organisation may read what was shared, as long as the consent holds.
    #[must_use]
    pub const fn shows_person(self) -> bool {
        !self.is_over() && !matches!(self, Self::Draft)
    }
}

words! {
    /// How soon an answer is needed (IASC inter-agency referral form).
    pub enum Priority {
        /// Within 24 hours, and a telephone call.
        Emergency = "emergency",
        /// Within 72 hours.
        Urgent = "urgent",
        /// As the service promises, ten working days at most.
        Normal = "normal",
    }
}

words! {
    /// What can be done with a referral.
    pub enum Step {
        /// Send it.
        Send = "send",
        /// Somebody of the organisation takes it as theirs.
        Claim = "claim",
        /// The organisation says yes.
        Accept = "accept",
        /// The organisation puts it on its waiting list, or looks at it again and leaves it there.
        Waitlist = "waitlist",
        /// The organisation asks for something.
        AskInfo = "ask_info",
        /// What was asked for is told.
        GiveInfo = "give_info",
        /// The clock goes on: nobody told what was asked for.
        Resume = "resume",
        /// The organisation says no.
        Decline = "decline",
        /// The organisation hands it on to another.
        Reroute = "reroute",
        /// The time to answer is over.
        Expire = "expire",
        /// The first contact was made.
        Begin = "begin",
        /// The organisation reports that it helped.
        Complete = "complete",
        /// The organisation reports that it did not.
        Fail = "fail",
        /// The person says that it is so.
        Confirm = "confirm",
        /// The person says that it is not so.
        Dispute = "dispute",
        /// The coordination decides: the person was helped.
        RuleHelped = "rule_helped",
        /// The coordination decides: the person was not helped.
        RuleNotHelped = "rule_not_helped",
        /// The coordination decides: the organisation goes on.
        RuleGoOn = "rule_go_on",
        /// The sender or the person takes it back.
        Withdraw = "withdraw",
        /// The sender sends it to the same organisation again.
        Reopen = "reopen",
        /// Nobody could be reached to confirm it.
        Close = "close",
        /// It should never have been.
        Annul = "annul",
    }
}

words! {
    /// Why an organisation says no, or hands it on.
    pub enum Reason {
        /// The person is not whom the service is for.
        NotEligible = "not_eligible",
        /// No place.
        NoCapacity = "no_capacity",
        /// The person lives where the service does not reach.
        OutsideArea = "outside_area",
        /// Papers are missing.
        MissingDocuments = "missing_documents",
        /// The person is served already.
        Duplicate = "duplicate",
        /// It would not be safe for the person.
        Unsafe = "unsafe",
        /// Another reason, in words.
        Other = "other",
    }
}

words! {
    /// What came of it, as the organisation reports it. A column of its own beside the status.
    pub enum Outcome {
        /// The need is met.
        HelpedFully = "helped_fully",
        /// A part of it is.
        HelpedPartly = "helped_partly",
        /// The person did not come.
        DidNotCome = "did_not_come",
        /// The person could not be reached.
        NotReached = "not_reached",
        /// The person no longer wants it.
        NotInterested = "not_interested",
        /// The person moved.
        Moved = "moved",
        /// The person left the country again.
        LeftCountry = "left_country",
        /// The need is not met.
        NotHelped = "not_helped",
        /// Something else, in words.
        Other = "other",
    }
}

impl Outcome {
    /// Whether this outcome fits this step.
    #[must_use]
    pub const fn fits(self, step: Step) -> bool {
        match step {
            Step::Complete => matches!(self, Self::HelpedFully | Self::HelpedPartly),
            Step::Fail => !matches!(self, Self::HelpedFully | Self::HelpedPartly),
            _ => false,
        }
    }
}

words! {
    /// Which services may take a referral. What is not open lies in a compartment: only who sent it, who received it
    /// and the person know that it exists.
    pub enum Route {
        /// Any service.
        Open = "open",
        /// Only services for children and young people (of the kind of PGN and SBS).
        Minors = "minors",
        /// Only services for victims of trafficking (of the kind of SVET and ERI).
        Trafficking = "trafficking",
    }
}

impl Route {
    /// The route of a person of this age with or without signs of trafficking.
    #[must_use]
    pub const fn of(age: i16, trafficking_signs: bool) -> Self {
        if trafficking_signs {
            Self::Trafficking
        } else if age < crate::person::ADULT_AGE {
            Self::Minors
        } else {
            Self::Open
        }
    }

    /// Whether its referrals lie in a compartment.
    #[must_use]
    pub const fn is_restricted(self) -> bool {
        !matches!(self, Self::Open)
    }
}

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
                Role::Coordinator if !self.route.is_restricted() => Some(Party::Supervisor),
                _ => None,
            },
        }
    }

    /// Whether this officer sends it. Of a restricted one not even colleagues know.
    fn is_sent_by(&self, account: Id<Account>, agency: Id<Agency>) -> bool {
        self.sender.is_some_and(|sender| {
            sender.account == account || (sender.agency == agency && !self.route.is_restricted())
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

words! {
    /// What came of a try to reach the person.
    pub enum ContactResult {
        /// Spoke with the person.
        Reached = "reached",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// The number is somebody else's.
        WrongNumber = "wrong_number",
        /// To be called later.
        CallLater = "call_later",
        /// Word was left with somebody.
        LeftWord = "left_word",
        /// The number no longer works.
        OutOfService = "out_of_service",
    }
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

words! {
    /// On what ground something is shared without consent.
    pub enum LegalBasis {
        /// Life or limb are in danger.
        VitalInterest = "vital_interest",
        /// A law obliges to it.
        LegalDuty = "legal_duty",
        /// A court orders it.
        CourtOrder = "court_order",
        /// A child must be protected.
        ChildProtection = "child_protection",
    }
}
