//! Samples of the pages of referrals, for the gallery, the snapshots and the checks.

mod desk;

use std::collections::BTreeMap;

use domain::{
    agency::{AgencyKind, Bilingual},
    consent::Field,
    id::Id,
    message::Lang,
    policy::{Actor, Role},
    referral::{Outcome, Party, Priority, Reason, Referral, ReferralEvent, Sender, Status, Step, Terms},
    service::{Service, ServiceCategory},
    time::Moment,
};
use usecases::{
    Ctx,
    referral::{Checked as Found, Kind, ListedReferral, Office, SentBy, Shown, Words},
};

use super::{
    ask::AskPage,
    guest::{GuestPage, VisitEndedPage},
    inbox::{InboxLine, InboxPage},
    mine::{MyLine, MyReferralPage, MyReferralsPage},
    received::{Desk, OpenedPage},
    step::{Again, Seal, with_problem},
};
use crate::{
    form::Fields,
    page::{Frame, Who},
};

pub(super) use desk::{follow, gap, measures, new, promise, promises, sent, watch, watch_one};

/// 2026-11-23, a Monday, 9:00 in Guatemala.
const NOW: Moment = Moment::from_seconds(1_795_446_000);

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(uuid::Uuid::from_u128(number))
}

/// A referral on its way: sent two days ago, then taken through these steps.
fn referral(status: Status) -> Referral {
    let sent = NOW.plus_days(-2);
    let blank = Referral::blank(id(1), id(2), id(3), id(4), ServiceCategory::Employment, sent);
    let draft = Referral {
        sender: Some(Sender { account: id(5), agency: id(6) }),
        promise_days: 5,
        consent: Some(id(8)),
        ..blank
    }
    .owed(sent);
    let mut of = Referral { status, version: 3, ..draft };
    if status != Status::Draft {
        of.sent_at = Some(sent);
        of.promised_at = Some(of.priority.answer_due(of.promise_days, sent));
    }
    let reported = matches!(status, Status::Completed | Status::Failed | Status::Disputed | Status::Closed);
    if reported {
        let helped = status != Status::Failed;
        of.outcome = Some(if helped { Outcome::HelpedFully } else { Outcome::DidNotCome });
        of.outcome_at = Some(NOW.plus(-3600));
        of.decided_at = Some(NOW.plus_days(-1));
    }
    if status == Status::Waitlisted {
        of.review_on = Some(NOW.plus_days(20).day());
    }
    if status == Status::Expired {
        of.promised_at = Some(NOW.plus_days(-1));
    }
    of.owed(NOW.plus_days(-1))
}

fn listed(referral: Referral) -> ListedReferral {
    let from_office = referral.sender.is_some();
    ListedReferral {
        referral,
        service_name: Bilingual::new("Búsqueda de trabajo con acompañamiento", "Guided job search"),
        agency_name: "Ventanilla Municipal de Empleo de Joyabaj".to_owned(),
        agency_kind: AgencyKind::Office,
        sender_place: from_office.then(|| domain::place::municipalities()[0].code),
        sent_by: if from_office {
            SentBy::Agency("Oficina Municipal de Concepción Tutuapa".to_owned())
        } else {
            SentBy::Person
        },
    }
}

fn event(version: i64, step: Step, to: Status, party: Party) -> ReferralEvent {
    ReferralEvent {
        id: id(10),
        referral: id(1),
        version,
        step,
        from: Status::Draft,
        to,
        party,
        actor: None,
        agency: None,
        reason: (step == Step::Decline).then_some(Reason::NoCapacity),
        outcome: (step == Step::Complete).then_some(Outcome::HelpedFully),
        at: NOW.plus_days(-2),
    }
}

fn words(kind: Kind, text: &str) -> Words {
    let party = match kind {
        Kind::Dispute => Party::Person,
        Kind::Need => Party::Sender,
        _ => Party::Recipient,
    };
    Words { kind, text: text.to_owned(), party: Some(party), at: NOW.plus_days(-1) }
}

/// A referral opened by a party.
fn shown(status: Status, party: Party) -> Shown {
    let of = referral(status);
    let mut events = vec![event(2, Step::Send, Status::Sent, Party::Sender)];
    if status == Status::Declined {
        events.push(event(3, Step::Decline, Status::Declined, Party::Recipient));
    }
    if matches!(status, Status::Completed | Status::Disputed | Status::Closed) {
        events.push(event(3, Step::Complete, Status::Completed, Party::Recipient));
    }
    let readable = party == Party::Person || (party == Party::Recipient && status.shows_person());
    let value = |field: Field, text: &str| (field, text.to_owned());
    let shared = [
        value(Field::Name, "Chepe"),
        value(Field::Contact, "+50255123456"),
        value(Field::Place, "1412"),
        value(Field::Language, "quc"),
        value(Field::Work, "7121"),
        value(Field::Need, "Busca trabajo de techador cerca de su casa."),
    ];
    let texts = match (status, party) {
        (Status::InfoRequested, _) => vec![words(Kind::Question, "¿Tiene licencia de conducir?")],
        (Status::Disputed, _) => vec![words(Kind::Dispute, "Nadie me llamó.")],
        (Status::Accepted, Party::Person) => vec![
            words(Kind::Need, "Busca trabajo de techador cerca de su casa."),
            words(Kind::Note, "Venga el lunes a las 8 con su DPI."),
        ],
        (Status::Accepted, _) => vec![words(Kind::Note, "Venga el lunes a las 8 con su DPI.")],
        _ => Vec::new(),
    };
    let reaches = party == Party::Sender && status.shows_person();
    let shared: BTreeMap<Field, String> = shared
        .into_iter()
        .filter(|(field, _)| readable || (reaches && matches!(field, Field::Name | Field::Contact)))
        .collect();
    Shown {
        party,
        events,
        shared,
        texts,
        attempts: Vec::new(),
        tries: 0,
        handover: None,
        ending: None,
        can: Step::ALL.iter().copied().filter(|step| status.after(*step, party).is_ok()).collect(),
        listed: listed(of),
    }
}

fn ctx(lang: Lang) -> Ctx {
    let actor = Actor::Staff { account: id(20), agency: id(4), role: Role::FocalPoint };
    Ctx { actor, now: NOW, lang }
}

fn staff(lang: Lang, role: Role, title: &str) -> Frame {
    Frame::sample(lang, Who::Staff(role), title)
}

fn problem(fields: Fields, field: &'static str, key: &'static str) -> Again {
    let fields = with_problem(fields, field, key);
    Again { status: axum::http::StatusCode::UNPROCESSABLE_ENTITY, fields, changed: None }
}

/// How it looks to somebody who was not the fastest.
fn faster(lang: Lang, status: Status) -> Again {
    let t = crate::i18n::T::new(lang);
    let step = t.word("referral-step", Step::Accept);
    let text = t.two("referral-changed", "step", step, "status", t.word("referral-status", status));
    let status = axum::http::StatusCode::CONFLICT;
    Again { status, fields: Fields::new(), changed: Some(text) }
}

/// A service with what it promises, as it is seen before sending.
fn found(barriers: bool) -> Found {
    let service = Service { id: id(3), ..crate::service::sample_service() };
    let terms = Terms { promise_days: 5, youngest: Some(18), ..Terms::of(service.id) };
    Found {
        fit: domain::referral::Fit {
            barriers: if barriers { vec![domain::referral::Barrier::Age] } else { Vec::new() },
            capacity: if barriers {
                domain::referral::Capacity::Full
            } else {
                domain::referral::Capacity::Free
            },
            reaches: !barriers,
            speaks: !barriers,
            km: 42,
        },
        answer_by: Priority::Normal.answer_due(5, NOW),
        fields: vec![Field::Name, Field::Contact, Field::Place, Field::Language, Field::Need],
        consent_until: None,
        has_accounts: !barriers,
        office: Some(Office { id: id(6), name: "Oficina Municipal de Concepción Tutuapa".to_owned() }),
        phone: "2345 0003".parse().ok(),
        terms,
        listed: usecases::service::Listed {
            service,
            agency_name: "Ventanilla municipal de Cobán".to_owned(),
            agency_verified: true,
        },
    }
}

pub(super) fn inbox(lang: Lang) -> Vec<(&'static str, InboxPage)> {
    let frame = || staff(lang, Role::FocalPoint, "referral-inbox-title");
    let line = |referral: Referral| InboxLine::new(frame().t, &listed(referral), Some(id(20)), NOW);
    let urgent = Referral { priority: Priority::Urgent, ..referral(Status::Sent) }.owed(NOW.plus_days(-2));
    let late = Referral {
        due_at: Some(NOW.plus_days(-3)),
        acknowledged_at: Some(NOW.plus_days(-4)),
        ..referral(Status::Sent)
    };
    let mine = Referral { claimed_by: Some(id(20)), ..referral(Status::Accepted) };
    let other = Referral { claimed_by: Some(id(21)), sender: None, ..referral(Status::InService) };
    let lines = vec![line(late), line(urgent), line(mine), line(other), line(referral(Status::Waitlisted))];
    let over = vec![line(referral(Status::Withdrawn)), line(referral(Status::Closed))];
    let place = domain::place::municipalities()[0].code;
    let neutral = ListedReferral { sent_by: SentBy::Office(place), ..listed(referral(Status::Sent)) };
    let neutral = vec![InboxLine::new(frame().t, &neutral, Some(id(20)), NOW)];
    vec![
        ("owed", InboxPage::new(frame(), "owed", lines, Some("?despues=0".to_owned()))),
        ("others", InboxPage::new(frame(), "others", over, None)),
        ("employer", InboxPage::new(frame(), "owed", neutral, None)),
        ("empty", InboxPage::new(frame(), "mine", Vec::new(), None)),
    ]
}

pub(super) fn opened(lang: Lang) -> Vec<(&'static str, OpenedPage)> {
    let page = |status: Status, again: Option<Again>| {
        let frame = staff(lang, Role::FocalPoint, "referral-opened-title");
        let desk = Desk { base: frame.to("recibidos/0"), list: Some(frame.to("recibidos")) };
        let services = vec![("0".to_owned(), "Otra bolsa de trabajo, Techos Maya".to_owned())];
        let shown = shown(status, Party::Recipient);
        let mut page = OpenedPage::new(frame, desk, &shown, services, &ctx(lang), again);
        page.seal = Seal::sample();
        page
    };
    let no = problem(Fields::filled([("answer", "decline")]), "reason", "referral-reason-missing");
    vec![
        ("sent", page(Status::Sent, None)),
        ("refused", page(Status::Sent, Some(no))),
        ("info", page(Status::InfoRequested, None)),
        ("accepted", page(Status::Accepted, None)),
        ("in_service", page(Status::InService, None)),
        ("disputed", page(Status::Disputed, None)),
        ("withdrawn", page(Status::Withdrawn, Some(faster(lang, Status::Withdrawn)))),
        ("expired", page(Status::Expired, None)),
    ]
}

pub(super) fn mine(lang: Lang) -> Vec<(&'static str, MyReferralsPage)> {
    let frame = || Frame::sample(lang, Who::Person, "referral-mine-title");
    let line = |status: &Status| MyLine::new(frame().t, &listed(referral(*status)), NOW);
    let lines = Status::ALL.iter().map(line).collect();
    vec![
        ("full", MyReferralsPage { frame: frame(), lines, next: Some("?despues=0".to_owned()) }),
        ("empty", MyReferralsPage { frame: frame(), lines: Vec::new(), next: None }),
    ]
}

pub(super) fn mine_one(lang: Lang) -> Vec<(&'static str, MyReferralPage)> {
    let page = |status: Status, again: Option<Again>| {
        let frame = Frame::sample(lang, Who::Person, "referral-mine-one-title");
        let mut page = MyReferralPage::new(frame, &shown(status, Party::Person), NOW, again);
        page.seal = Seal::sample();
        page
    };
    let empty = problem(Fields::new(), "words", "referral-words-missing");
    let overridden = MyReferralPage { overridden: true, ..page(Status::InService, None) };
    let mut reserved = page(Status::Sent, None);
    reserved.head.restricted = true;
    let frame = || Frame::sample(lang, Who::Person, "referral-mine-one-title");
    let mut ends = shown(Status::InService, Party::Person);
    ends.ending = Some(ending());
    let ends = MyReferralPage { seal: Seal::sample(), ..MyReferralPage::new(frame(), &ends, NOW, None) };
    let late = shown(Status::Accepted, Party::Person);
    let past = late.listed.referral.due_at.map_or(NOW, |due| due.plus(3600));
    let late = MyReferralPage { seal: Seal::sample(), ..MyReferralPage::new(frame(), &late, past, None) };
    let mut handed_on = shown(Status::Draft, Party::Person);
    handed_on.listed.referral.sender = None;
    let handed_on = MyReferralPage::new(frame(), &handed_on, NOW, None);
    vec![
        ("permission-ends", ends),
        ("late", late),
        ("handed-on", MyReferralPage { seal: Seal::sample(), ..handed_on }),
        ("overridden", overridden),
        ("reserved", reserved),
        ("sent", page(Status::Sent, None)),
        ("asked", page(Status::InfoRequested, None)),
        ("refused", page(Status::InfoRequested, Some(empty))),
        ("accepted", page(Status::Accepted, None)),
        ("reported", page(Status::Completed, None)),
        ("disputed", page(Status::Disputed, None)),
        ("expired", page(Status::Expired, None)),
        ("withdrawn", page(Status::Withdrawn, None)),
    ]
}

/// A permission that ends within days.
pub(super) fn ending() -> usecases::referral::Ending {
    usecases::referral::Ending { at: NOW.plus_days(5), fields: vec![Field::Name, Field::Contact] }
}

pub(super) fn ask(lang: Lang) -> Vec<(&'static str, AskPage)> {
    let page = |barriers: bool, fields: Fields| {
        let frame = Frame::sample(lang, Who::Person, "referral-ask-title");
        AskPage::new(frame, &found(barriers), ("0".to_owned(), "1".to_owned()), NOW, fields)
    };
    let no = with_problem(Fields::filled([("fields", "name")]), "need", "referral-need-missing");
    let little = with_problem(Fields::filled([("fields", "name")]), "fields", "referral-fields-least");
    let alone = AskPage { office: None, phone: None, ..page(false, Fields::new()) };
    vec![
        ("open", page(false, Fields::new())),
        ("refused", page(false, no)),
        ("little", page(false, little)),
        ("alone", alone),
        ("barred", page(true, Fields::new())),
    ]
}

pub(super) fn guest(lang: Lang) -> Vec<(&'static str, GuestPage)> {
    let page = |asked: bool, fields: Fields| {
        let frame = Frame::sample(lang, Who::Nobody, "referral-guest-title");
        GuestPage { href: frame.to("referencia/0"), frame, asked, fields }
    };
    vec![
        ("first", page(false, Fields::new())),
        ("asked", page(true, Fields::new())),
        ("refused", page(true, with_problem(Fields::new(), "number", "referral-code-wrong"))),
    ]
}

pub(super) fn ended(lang: Lang) -> Vec<(&'static str, VisitEndedPage)> {
    vec![("over", VisitEndedPage { frame: Frame::sample(lang, Who::Nobody, "referral-ended-title") })]
}
