//! What is told to whom, in which language, by which channel. The words are neutral: a phone may be shared.

use serde::{Deserialize, Serialize};

use crate::{id::Id, time::Moment, word::words};

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
        /// The app: read by the person when they sign in, and sent nowhere.
        App = "app",
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
        /// To who signed an agency up: it arrived and waits for a coordinator.
        AgencyReceived = "agency_received",
        /// To who tried to sign an agency up: the address or the tax number is known already.
        AgencyKnown = "agency_known",
        /// To an agency: it was verified.
        AgencyVerified = "agency_verified",
        /// To an agency: it was refused. Arguments: `reason`.
        AgencyRefused = "agency_refused",
        /// To an agency: it was stopped, and its offers are not shown. Arguments: `reason`.
        AgencySuspended = "agency_suspended",
        /// To an agency: it may go on.
        AgencyRestored = "agency_restored",
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
        /// To a person: something that may suit them was found. Neutral.
        PersonFound = "person_found",
        /// To a person: did it happen? Neutral.
        PersonAsked = "person_asked",
        /// To a person: somebody owes them an answer by a day. Neutral. Arguments: `day`.
        PersonPromised = "person_promised",
        /// To a person: whoever owes them an answer was reminded. Neutral. Arguments: `day`.
        PersonReminded = "person_reminded",
        /// To a person: the day has passed, and those who look after it know. Neutral.
        PersonLate = "person_late",
        /// To a person: something of theirs has changed. Neutral.
        PersonChanged = "person_changed",
        /// To an officer or an organisation: the permission of a person to share ends, or has ended.
        ReferralPermission = "referral_permission",
        /// To an organisation: a referral arrived; answer by a day. Arguments: `day`.
        ReferralArrived = "referral_arrived",
        /// To who owes the next step of a referral: the day comes near. Arguments: `day`.
        ReferralDue = "referral_due",
        /// To both sides and those who look after it: the day has passed. Arguments: `day`.
        ReferralLate = "referral_late",
        /// To an officer: a referral was answered.
        ReferralAnswered = "referral_answered",
        /// To an officer: the organisation asks for something; tell it by a day. Arguments: `day`.
        ReferralInfo = "referral_info",
        /// To an organisation: what it asked for was told, or is not coming; answer by a day. Arguments: `day`.
        ReferralGoesOn = "referral_goes_on",
        /// To an officer: a referral came back; another service is needed.
        ReferralReturned = "referral_returned",
        /// To an officer: an outcome was reported; ask the person whether it is so.
        ReferralReported = "referral_reported",
        /// To both sides: the person confirmed it, or it was closed.
        ReferralClosed = "referral_closed",
        /// To both sides and the coordination: the person says otherwise.
        ReferralDisputed = "referral_disputed",
        /// To both sides: the coordination decided.
        ReferralRuled = "referral_ruled",
        /// To an organisation: the officer brings the person to them on a day. Arguments: `day`.
        ReferralMeeting = "referral_meeting",
        /// To an organisation: a referral was taken back; nothing of it may be used or kept.
        ReferralStopped = "referral_stopped",
        /// To an organisation without accounts: a referral waits behind this link. Arguments: `link`, `day`.
        ReferralLink = "referral_link",
        /// To an organisation without accounts: the code that opens the link. Arguments: `number`.
        ReferralCode = "referral_code",
        /// To an officer: somebody is to be accompanied by them from now on, or their agency is asked to.
        CaseArrived = "case_arrived",
        /// To an officer: the other agency answered, or the person took their yes back.
        CaseAnswered = "case_answered",
        /// To an officer: something is owed today in cases of theirs.
        CaseDue = "case_due",
        /// To coordinators: in cases nobody did what is owed, for long.
        CaseLate = "case_late",
        /// To a person at their own telephone: the other side says that it helped; 1 if so, 2 if not. Neutral.
        PersonAskedHelped = "person_asked_helped",
        /// To a person at their own telephone: the other side says that it did not; 1 if so, 2 if not. Neutral.
        PersonAskedNot = "person_asked_not",
        /// To a person: how do you fare? In the app. Neutral.
        PersonPulse = "person_pulse",
        /// To a person at their own telephone: how do you fare? Three digits. Neutral.
        PersonPulseReply = "person_pulse_reply",
        /// To who answered by text message: it was taken. Neutral.
        PersonTaken = "person_taken",
        /// To who answered by text message: a person will look at it. Neutral.
        PersonUnclear = "person_unclear",
        /// To who wants no more messages: there will be none. Neutral.
        PersonStopped = "person_stopped",
        /// To who wants messages again: there will be. Neutral.
        PersonStarted = "person_started",
        /// To an officer: somebody whom they accompany should not wait.
        AttentionRaised = "attention_raised",
        /// To an organisation: are these services still so? Arguments: `link`.
        ServicesDue = "services_due",
        /// To coordinators: an officer opened very many people in an hour. Arguments: `agency`, `count`.
        PeopleOpened = "people_opened",
        /// To coordinators: somebody said what should not wait, and nobody accompanies them.
        AttentionAlone = "attention_alone",
        /// To coordinators: an officer opened how somebody is reached, in an emergency. Arguments: `agency`.
        EmergencyOpened = "emergency_opened",
        /// To an officer: somebody is to be called today.
        EmergencyGiven = "emergency_given",
        /// To an officer: what they proposed to join was decided, or taken apart again.
        MergeDecided = "merge_decided",
        /// To a person who lost the PIN: the number with which they choose another. Neutral.
        PersonNumber = "person_number",
    }
}

impl Notice {
    /// Whether it answers a text message that just came from the same telephone.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::PersonTaken | Self::PersonUnclear | Self::PersonStopped | Self::PersonStarted)
    }

    /// Whether somebody is awake and waits for it: it proves who they are, or answers what they just wrote.
    #[must_use]
    pub const fn is_urgent(self) -> bool {
        self.is_answer() || matches!(self, Self::PersonNumber | Self::ReferralCode)
    }

    /// The same for a telephone that cannot answer: it is shared, not confirmed, or there is no way in for answers.
    #[must_use]
    pub const fn without_reply(self) -> Self {
        match self {
            Self::PersonAskedHelped | Self::PersonAskedNot => Self::PersonAsked,
            Self::PersonPulseReply => Self::PersonPulse,
            other => other,
        }
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

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its identifier, and that of the job which sends it.
    pub id: Id<Message>,
    /// The person or account it is for; their key seals it.
    pub subject: uuid::Uuid,
    /// By which way it goes.
    pub channel: Channel,
    /// The language of its words.
    pub lang: Lang,
    /// The telephone (E.164) or e-mail; sealed in the database.
    pub address: String,
    /// What it says; sealed in the database.
    pub text: MessageText,
    /// How far it is.
    pub status: MessageStatus,
    /// When it was written.
    pub created_at: Moment,
    /// When the mail server or the gateway took it.
    pub sent_at: Option<Moment>,
}

/// The hours, in Guatemala, at which a telephone may ring: from the first to before the second.
const WAKING_HOURS: std::ops::Range<i8> = 7..20;

/// When a text message written at `now` may go: at once by day, else at seven in the morning. A telephone is shared
/// with a household that sleeps.
#[must_use]
pub fn waking_time(now: Moment) -> Moment {
    let civil = now.civil();
    if WAKING_HOURS.contains(&civil.hour()) {
        return now;
    }
    let night_ends = if civil.hour() < WAKING_HOURS.start { now.day() } else { now.plus_days(1).day() };
    Moment::end_of(night_ends).plus(1 - (24 - i64::from(WAKING_HOURS.start)) * 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_woken() {
        // 2026-11-23T15:00:00Z is 9:00 in Guatemala.
        let nine = Moment::from_seconds(1_795_446_000);
        let at = |hours: i64| waking_time(nine.plus(hours * 3600)).rfc3339();
        assert_eq!(at(0), "2026-11-23T15:00:00Z", "9:00");
        assert_eq!(at(10), "2026-11-24T01:00:00Z", "19:00");
        assert_eq!(at(11), "2026-11-24T13:00:00Z", "20:00 waits until 7:00");
        assert_eq!(at(14), "2026-11-24T13:00:00Z", "23:00");
        assert_eq!(at(16), "2026-11-24T13:00:00Z", "1:00");
        assert_eq!(at(21), "2026-11-24T13:00:00Z", "6:00");
        assert_eq!(at(22), "2026-11-24T13:00:00Z", "7:00");
    }
}
