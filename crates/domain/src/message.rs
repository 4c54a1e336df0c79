//! What is told to whom, in which language, by which channel. The words are neutral: a phone may be shared.

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// A language of the pages.
    pub enum Lang {
        /// Spanish, the source.
        Es = "es",
        /// English.
        En = "en",
    }
}

words! {
    /// By which way a message goes.
    pub enum Channel {
        /// E-mail.
        Email = "email",
        /// A text message to a telephone.
        Sms = "sms",
    }
}

words! {
    /// How far a message is.
    pub enum MessageStatus {
        /// Waits to be sent.
        Queued = "queued",
        /// Taken by the mail server or the gateway.
        Sent = "sent",
        /// Given up after several tries.
        Failed = "failed",
    }
}

words! {
    /// Every message there is. Its words are the Fluent keys `message-<word>-subject` and `message-<word>-body`.
    pub enum Notice {
        /// To staff: choose a password here. Arguments: `link`.
        Invitation = "invitation",
        /// To staff: something about how you sign in has changed.
        SignInChanged = "sign_in_changed",
        /// To an agency: it was verified.
        AgencyVerified = "agency_verified",
        /// To an agency: it was refused. Arguments: `reason`.
        AgencyRefused = "agency_refused",
        /// To an agency: an offer was approved. Arguments: `title`.
        OfferApproved = "offer_approved",
        /// To an agency: an offer needs mending. Arguments: `title`, `reason`.
        OfferReturned = "offer_returned",
        /// To an agency: an application arrived; answer by a day. Arguments: `title`, `day`.
        ApplicationArrived = "application_arrived",
        /// To an agency: the day to answer comes near. Arguments: `title`, `day`.
        AnswerDue = "answer_due",
        /// To an agency: not answered in time, so the offer is paused. Arguments: `title`.
        OfferPaused = "offer_paused",
        /// To a person: there is an answer; open the app. Neutral.
        PersonAnswered = "person_answered",
        /// To a person: nobody answered in time; see other offers. Neutral.
        PersonUnanswered = "person_unanswered",
        /// To a person: somebody asks them to apply. Neutral.
        PersonInvited = "person_invited",
        /// To a person: did it happen? Neutral.
        PersonAsked = "person_asked",
    }
}

/// A message to be sent: which, and its arguments by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageText {
    /// Which message.
    pub notice: Notice,
    /// Arguments by name. Never a person's name, never an agency's where it goes to a person.
    pub arguments: std::collections::BTreeMap<String, String>,
}
