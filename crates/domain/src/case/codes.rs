//! The closed lists of a case.

use serde::{Deserialize, Serialize};

use crate::{service::ServiceCategory, word::words};

words! {
    /// How a case stands (FHIR EpisodeOfCare: active, onhold, finished).
    pub enum Status {
        /// The officer accompanies the person.
        Open = "open",
        /// The same, while another agency is asked to go on with it.
        Offered = "offered",
        /// It rests, for no reason that has to be told.
        Paused = "paused",
        /// It is over.
        Closed = "closed",
    }
}

words! {
    /// As what somebody takes part in a case.
    pub enum Party {
        /// Who accompanies.
        Officer = "officer",
        /// The agency that is asked to go on with it.
        Receiver = "receiver",
        /// Who is accompanied.
        Person = "person",
        /// The coordination, which sees nobody's name.
        Coordination = "coordination",
    }
}

words! {
    /// Everything that changes how a case stands.
    pub enum Step {
        /// The person agrees to the plan.
        AgreePlan = "agree_plan",
        /// It rests until a day.
        Pause = "pause",
        /// It goes on.
        Resume = "resume",
        /// Another agency is asked to go on with it.
        Offer = "offer",
        /// That agency takes it.
        TakeOver = "take_over",
        /// That agency cannot.
        Decline = "decline",
        /// That agency is no longer asked.
        TakeBack = "take_back",
        /// Another officer of the same agency goes on with it.
        Assign = "assign",
        /// It ends.
        Close = "close",
        /// The person no longer wants it.
        Withdraw = "withdraw",
    }
}

words! {
    /// How a case ended. None of them is a fault of the person.
    pub enum End {
        /// What they wanted was reached.
        Reached = "reached",
        /// They go on by themselves.
        Independent = "independent",
        /// They live elsewhere now.
        Moved = "moved",
        /// They left the country.
        LeftCountry = "left_country",
        /// They could not be reached for long.
        NotFound = "not_found",
        /// They no longer want it.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// Why a case is due.
    pub enum Due {
        /// A task of the officer.
        Task = "task",
        /// There is no plan yet.
        Plan = "plan",
        /// Nobody has spoken with the person for long.
        Silence = "silence",
        /// It rested until now.
        Review = "review",
        /// The other agency owes an answer.
        Offer = "offer",
    }
}

words! {
    /// How soon something is needed.
    pub enum Urgency {
        /// Today.
        Now = "now",
        /// Within weeks.
        Soon = "soon",
        /// Some day.
        Later = "later",
    }
}

words! {
    /// What may make somebody need protection. Only who accompanies them reads it; nothing is decided by it alone.
    pub enum Sign {
        /// No safe place to sleep tonight.
        NoPlace = "no_place",
        /// Somebody threatens or follows them.
        Threat = "threat",
        /// Violence at home.
        Violence = "violence",
        /// They had to work for somebody against their will, or were deceived about work.
        Forced = "forced",
        /// They think of not going on living.
        Despair = "despair",
        /// An illness that needs treatment now.
        Illness = "illness",
        /// A disability for which they need support.
        Disability = "disability",
        /// Pregnant, or with a baby.
        Pregnant = "pregnant",
        /// Alone with children, or with somebody who needs care.
        AloneWithCare = "alone_with_care",
        /// They do not read, or speak no Spanish.
        Language = "language",
    }
}

impl Sign {
    /// Whether help is called at once: the help lines are shown, and a task for today is proposed.
    #[must_use]
    pub const fn is_urgent(self) -> bool {
        matches!(self, Self::NoPlace | Self::Threat | Self::Violence | Self::Forced | Self::Despair)
    }
}

words! {
    /// How a goal stands.
    pub enum GoalStatus {
        /// Wanted.
        Open = "open",
        /// Reached.
        Reached = "reached",
        /// No longer wanted.
        Dropped = "dropped",
    }
}

words! {
    /// What is to be done.
    pub enum TaskKind {
        /// Call the person.
        Call = "call",
        /// Meet, or go with them.
        Meet = "meet",
        /// Get or bring a paper.
        Papers = "papers",
        /// Refer them to a service.
        Refer = "refer",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// Who does it.
    pub enum Owner {
        /// The officer.
        Officer = "officer",
        /// The person.
        Person = "person",
    }
}

words! {
    /// What came of a call or a visit.
    pub enum CallResult {
        /// Spoke with the person.
        Reached = "reached",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// The person asked to be called later.
        CallLater = "call_later",
        /// Word was left with somebody, without saying what it is about.
        LeftWord = "left_word",
        /// The number is somebody else's.
        WrongNumber = "wrong_number",
        /// The number no longer works.
        OutOfService = "out_of_service",
        /// They asked not to be called any more.
        DoNotCall = "do_not_call",
    }
}

impl CallResult {
    /// Whether the person was spoken with.
    #[must_use]
    pub const fn is_contact(self) -> bool {
        matches!(self, Self::Reached | Self::CallLater | Self::DoNotCall)
    }

    /// After how many days one tries again; `None` if another call would not help.
    #[must_use]
    pub const fn again_days(self) -> Option<i64> {
        match self {
            Self::NoAnswer | Self::LeftWord => Some(2),
            Self::CallLater => Some(1),
            Self::WrongNumber | Self::OutOfService | Self::Reached | Self::DoNotCall => None,
        }
    }
}

/// One need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Of what kind.
    pub category: ServiceCategory,
    /// How soon.
    pub urgency: Urgency,
}

/// Why a step cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Not as it stands.
    #[error("not from here")]
    NotFromHere,
    /// Another party takes this step.
    #[error("another party's step")]
    NotYours,
    /// A pause needs a day to look at it again: after today, within 180 days.
    #[error("review day missing")]
    ReviewMissing,
    /// An end needs to be told.
    #[error("end missing")]
    EndMissing,
    /// To whom it goes is missing.
    #[error("receiver missing")]
    ReceiverMissing,
    /// A plan needs a goal.
    #[error("no goal")]
    NoGoal,
}
