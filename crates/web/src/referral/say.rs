//! A referral in words: what every page of it shows, whoever reads it.

use std::collections::BTreeMap;

use domain::{
    consent::Field,
    place::MunicipalityCode,
    referral::{Handover, Party, Priority, Referral, ReferralEvent, Status, Turn},
    time::Moment,
};
use usecases::referral::{Kind, ListedReferral, SentBy, Shown, Words};

use crate::i18n::T;

/// What stands on top of a referral, and in a line of a list.
#[derive(Clone, Debug)]
pub struct Head {
    /// What the service is called.
    pub service: String,
    /// The language of that name.
    pub service_lang: &'static str,
    /// The kind of need.
    pub category: String,
    /// The organisation that received it.
    pub agency: String,
    /// Who sent it.
    pub sender: String,
    /// The status's word.
    pub status: &'static str,
    /// `ok`, `warn`, `bad` or nothing.
    pub tone: &'static str,
    /// How soon, if sooner than normal: word and words.
    pub urgent: Option<(&'static str, String)>,
    /// What it means now to who reads it, in a sentence.
    pub text: String,
    /// By when the next step is owed; `None`: nothing is owed.
    pub due: Option<Due>,
    /// Whether it lies in a compartment.
    pub restricted: bool,
}

/// A date that something is owed by.
#[derive(Clone, Debug)]
pub struct Due {
    /// The day in full; with the hour where hours count.
    pub day: String,
    /// How long that is from now.
    pub left: String,
    /// Whether it has passed.
    pub late: bool,
}

/// A value that was shared, with its label.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it says.
    pub value: String,
    /// The number to dial, where it is a telephone.
    pub dial: Option<String>,
}

/// Something that was written.
#[derive(Clone, Debug)]
pub struct Said {
    /// What it is.
    pub label: String,
    /// What it says.
    pub text: String,
    /// Who wrote it; empty where that was not kept.
    pub by: String,
    /// When.
    pub at: String,
}

/// A step of its life, in words.
#[derive(Clone, Debug)]
pub struct Event {
    /// What was done.
    pub text: String,
    /// Who did it.
    pub by: String,
    /// The reason of a no, or the outcome.
    pub reason: Option<String>,
    /// When.
    pub at: String,
}

/// How a status looks.
pub(super) const fn tone(status: Status) -> &'static str {
    match status {
        Status::Accepted | Status::InService | Status::Completed | Status::Closed => "ok",
        Status::Waitlisted | Status::InfoRequested | Status::Disputed | Status::Sent => "warn",
        Status::Declined | Status::Expired | Status::Failed => "bad",
        Status::Draft | Status::Rerouted | Status::Withdrawn | Status::EnteredInError => "",
    }
}

/// How long until `due`, or since.
pub(crate) fn left(t: T, due: Moment, now: Moment) -> String {
    let seconds = due.seconds() - now.seconds();
    let (hours, days) = (seconds.abs() / 3600, seconds.abs() / 86_400);
    match (seconds < 0, days) {
        (false, 0) => t.one("referral-left-hours", "count", hours.max(1)),
        (false, days) => t.one("referral-left-days", "count", days),
        (true, 0) => t.one("referral-late-hours", "count", hours.max(1)),
        (true, days) => t.one("referral-late-days", "count", days),
    }
}

impl Due {
    pub(super) fn new(t: T, referral: &Referral, now: Moment) -> Option<Self> {
        let due = referral.due_at?;
        let by_hours = referral.priority != Priority::Normal && referral.turn == Turn::Recipient;
        let day = if by_hours { t.moment(&due) } else { t.day(&due.day()) };
        Some(Self { day, left: left(t, due, now), late: due < now })
    }
}

/// What a referral means now to a party.
fn sentence(t: T, referral: &Referral, party: Party) -> String {
    let status = referral.status;
    match party {
        Party::Recipient => t.word("referral-owes", status),
        Party::Sender => t.word("referral-follow", status),
        Party::Supervisor | Party::Clock => t.word("referral-watch", status),
        Party::Person => {
            let promised = referral.promised_at.map(|at| t.day(&at.day()));
            match (status, promised, referral.review_on) {
                (Status::Sent, Some(day), _) => t.one("referral-mine-promised", "day", day),
                (Status::Accepted, ..) => {
                    let day = referral.due_at.map_or_else(String::new, |due| t.day(&due.day()));
                    t.one("referral-mine-accepted", "day", day)
                }
                (Status::Waitlisted, _, Some(day)) => t.one("referral-mine-waitlisted", "day", t.day(&day)),
                (Status::Draft, ..) if referral.sender.is_none() => t.s("referral-mine-handed-on"),
                (Status::Expired, Some(day), _) => t.one("referral-mine-expired", "day", day),
                (Status::Sent | Status::Waitlisted | Status::Expired, ..) => t.s("referral-mine-waiting"),
                _ => t.word("referral-mine", status),
            }
        }
    }
}

/// Who sent it, as far as it is told.
fn sender(t: T, by: &SentBy) -> String {
    match by {
        SentBy::Person => t.s("referral-sender-person"),
        SentBy::Agency(name) => name.clone(),
        SentBy::Office(place) => t.one("referral-sender-office", "place", t.place(place)),
        SentBy::Withheld => t.s("referral-withheld"),
    }
}

impl Head {
    pub(super) fn new(t: T, listed: &ListedReferral, party: Party, now: Moment) -> Self {
        let of = &listed.referral;
        let urgent = of.priority != Priority::Normal;
        let withheld = listed.sent_by == SentBy::Withheld;
        Self {
            service: if withheld {
                t.s("referral-withheld")
            } else {
                t.read(&listed.service_name).to_owned()
            },
            service_lang: if withheld { t.html_lang() } else { t.lang_of(&listed.service_name) },
            category: if withheld { String::new() } else { t.word("service-category", of.category) },
            agency: if withheld { t.s("referral-withheld-agency") } else { listed.agency_name.clone() },
            sender: sender(t, &listed.sent_by),
            status: of.status.word(),
            tone: tone(of.status),
            urgent: urgent.then(|| (of.priority.word(), t.word("referral-priority", of.priority))),
            text: sentence(t, of, party),
            due: Due::new(t, of, now),
            restricted: of.route.is_restricted(),
        }
    }
}

/// What was shared, in words.
pub(crate) fn facts(t: T, shared: &BTreeMap<Field, String>) -> Vec<Fact> {
    let fact = |(field, value): (&Field, &String)| Fact {
        label: t.word("referral-field", field),
        value: value_of(t, *field, value),
        dial: (*field == Field::Contact).then(|| value.clone()),
    };
    shared.iter().map(fact).collect()
}

/// A field as it is read: what was shared are words of closed lists, codes and plain text.
pub(crate) fn value_of(t: T, field: Field, value: &str) -> String {
    let place =
        |code: &str| MunicipalityCode::parse(code).map_or_else(|_| code.to_owned(), |code| t.place(&code));
    match field {
        Field::Contact => {
            domain::text::Phone::parse(value).map_or_else(|_| value.to_owned(), |phone| phone.spaced())
        }
        Field::Sex => t.word("profile-sex-is", value),
        Field::Schooling => t.word("profile-schooling-is", value),
        Field::Language => t.word("language", value),
        Field::Place => place(value),
        Field::Work => {
            let title =
                |code: &str| code.parse().map_or_else(|_| code.to_owned(), |code| t.occupation(&code));
            value.split(' ').map(title).collect::<Vec<_>>().join(", ")
        }
        Field::Name | Field::BirthYear | Field::Document | Field::Need => value.to_owned(),
    }
}

/// What was written, each with who wrote it: the offices by their names.
pub(super) fn said(t: T, shown: &Shown) -> Vec<Said> {
    let by = |party: Party| match party {
        Party::Person if shown.party == Party::Person => t.s("referral-by-you"),
        Party::Sender if shown.party == Party::Sender => t.s("referral-by-us"),
        Party::Sender => sender(t, &shown.listed.sent_by),
        Party::Recipient if shown.listed.agency_name.is_empty() => t.s("referral-by-recipient"),
        Party::Recipient => shown.listed.agency_name.clone(),
        party => t.word("referral-by", party),
    };
    let one = |words: &Words| Said {
        label: t.word("referral-text", words.kind.word()),
        text: words.text.clone(),
        by: words.party.map_or_else(String::new, |party| t.one("referral-written-by", "who", by(party))),
        at: t.moment(&words.at),
    };
    shown.texts.iter().map(one).collect()
}

/// The last text of a kind.
pub(super) fn last(texts: &[Words], kind: Kind) -> Option<String> {
    texts.iter().rev().find(|words| words.kind == kind).map(|words| words.text.clone())
}

pub(super) fn events(t: T, events: &[ReferralEvent]) -> Vec<Event> {
    let one = |event: &ReferralEvent| {
        let reason = event.reason.map(|reason| t.word("referral-reason", reason));
        let outcome = event.outcome.map(|outcome| t.word("referral-outcome", outcome));
        Event {
            text: t.word("referral-event", event.step),
            by: t.word("referral-by", event.party),
            reason: reason.or(outcome),
            at: t.moment(&event.at),
        }
    };
    events.iter().map(one).collect()
}

/// A handing over in person, in a sentence.
pub(super) fn handover(t: T, handover: &Handover) -> String {
    let at = t.moment(&handover.planned_at);
    match handover.happened {
        None => t.one("referral-handover-planned", "when", at),
        Some(true) => t.one("referral-handover-happened", "when", at),
        Some(false) => t.one("referral-handover-missed", "when", at),
    }
}

/// The choices of a closed list: word and words.
pub(crate) fn choices<W: std::fmt::Display>(t: T, list: &str, words: &[W]) -> Vec<(String, String)> {
    words.iter().map(|word| (word.to_string(), t.word(list, word))).collect()
}
