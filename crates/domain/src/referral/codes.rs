//! Closed lists of choices of referrals: how far, how soon, what is done, why not, what came of it.

use crate::word::words;

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
