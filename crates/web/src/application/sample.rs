//! Samples of the pages of applications, for the gallery, the snapshots and the checks.

use domain::{
    application::{Reason, Status, Step},
    message::Lang,
    policy::Role,
};
use usecases::{Problems, application::Can};

use super::{
    ApplyPage, Event, Line, MinePage, OnePage,
    received::{ApplicantCard, OpenedPage, ReceivedLine, ReceivedPage},
    tone,
};
use crate::{
    form::Fields,
    i18n::T,
    matches::{gap_samples, span, strength_samples},
    page::{Frame, Who},
};

const DAY: domain::time::Day = domain::time::Day::constant(2026, 11, 30);

fn person(lang: Lang, title: &str) -> Frame {
    Frame::sample(lang, Who::Person, title)
}

fn agency(lang: Lang, title: &str) -> Frame {
    Frame::sample(lang, Who::Staff(Role::FocalPoint), title)
}

fn with_problem(mut fields: Fields, field: &'static str, key: &'static str) -> Fields {
    let mut problems = Problems::default();
    problems.add(field, key);
    fields = fields.with_problems(problems);
    fields
}

pub(super) fn apply(lang: Lang) -> Vec<(&'static str, ApplyPage)> {
    let page = |full: bool, known: Option<&str>, fields: Fields| {
        let frame = person(lang, "application-apply");
        ApplyPage {
            href: frame.to("oportunidades/0"),
            title: "Techador con experiencia en teja asfáltica".to_owned(),
            title_lang: "es-GT",
            agency: "Techos Maya".to_owned(),
            place: "Joyabaj, Quiché".to_owned(),
            due: frame.t.day(&DAY),
            full,
            known: known.map(str::to_owned),
            gaps: if full { crate::matches::gap_samples(frame.t) } else { Vec::new() },
            fields,
            frame,
        }
    };
    let refused = with_problem(Fields::filled([("share", "yes")]), "form", "application-full");
    vec![
        ("open", page(false, None, Fields::new())),
        ("full", page(true, None, Fields::new())),
        ("refused", page(true, None, refused)),
        ("already", page(false, Some("0"), Fields::new())),
    ]
}

fn line(t: T, status: Status) -> Line {
    let text = match status {
        Status::Applied | Status::Expired => t.one(&format!("application-line-{status}"), "day", t.day(&DAY)),
        Status::Achieved | Status::NotAchieved => t.s(&format!("application-line-{status}-course")),
        _ => t.word("application-line", status),
    };
    Line {
        href: format!("/{}/mi/solicitudes/0", t.lang),
        title: "Techador".to_owned(),
        title_lang: "es-GT",
        agency: "Techos Maya".to_owned(),
        status: status.word(),
        tone: tone(status),
        text,
    }
}

pub(super) fn mine(lang: Lang) -> Vec<(&'static str, MinePage)> {
    let t = T::new(lang);
    let frame = || person(lang, "application-mine-title");
    let lines = Status::ALL.iter().map(|status| line(t, *status)).collect();
    vec![
        ("full", MinePage { frame: frame(), lines, next: Some("?despues=0".to_owned()) }),
        ("empty", MinePage { frame: frame(), lines: Vec::new(), next: None }),
    ]
}

fn event(t: T, step: Step, reason: Option<Reason>) -> Event {
    Event {
        text: t.word("application-step", step),
        reason: reason.map(|reason| t.word("application-reason", reason)),
        at: t.day(&DAY),
    }
}

pub(super) fn one(lang: Lang) -> Vec<(&'static str, OnePage)> {
    let t = T::new(lang);
    let page = |status: Status, can: [bool; 4], said: Option<&'static str>| OnePage {
        frame: person(lang, "application-one-title"),
        line: line(t, status),
        offer: Some(format!("/{lang}/oportunidades/0")),
        kind: "vacancy",
        note: (status == Status::Accepted).then(|| "Venga el lunes a las 8 con su DPI.".to_owned()),
        events: vec![event(t, Step::Apply, None)],
        strengths: strength_samples(t),
        gaps: gap_samples(t),
        can: Can { accept: can[0], withdraw: can[1], say_heard: can[2], say_result: can[3] },
        heard: None,
        said,
    };
    let mut declined = page(Status::Declined, [false, false, true, false], None);
    declined.events.push(event(t, Step::Decline, Some(Reason::MissingDocuments)));
    declined.heard = Some(true);
    vec![
        ("invited", page(Status::Invited, [true, true, false, false], None)),
        ("applied", page(Status::Applied, [false, true, true, false], None)),
        ("accepted", page(Status::Accepted, [false, true, true, true], None)),
        ("declined", declined),
        ("disputed", page(Status::Achieved, [false, false, true, true], Some("disputed"))),
        ("expired", page(Status::Expired, [false, true, true, false], None)),
    ]
}

pub(super) fn received(lang: Lang) -> Vec<(&'static str, ReceivedPage)> {
    let t = T::new(lang);
    let line = |status: Status, late: bool| ReceivedLine {
        href: format!("/{lang}/solicitud/0"),
        at: t.day(&DAY),
        status: status.word(),
        tone: tone(status),
        due: matches!(status, Status::Applied | Status::Expired).then(|| t.day(&DAY)),
        late,
        strengths: strength_samples(t),
    };
    let page = |lines: Vec<ReceivedLine>, counts: Vec<(&'static str, i64)>| {
        let frame = agency(lang, "application-received-title");
        ReceivedPage {
            title: "Techador".to_owned(),
            title_lang: "es-GT",
            offer: frame.to("oferta/0"),
            counts,
            status: "",
            lines,
            next: None,
            frame,
        }
    };
    let lines = vec![line(Status::Applied, false), line(Status::Expired, true), line(Status::Invited, false)];
    vec![
        ("full", page(lines, vec![("applied", 1), ("expired", 1), ("invited", 1)])),
        ("empty", page(Vec::new(), Vec::new())),
    ]
}

fn applicant(t: T) -> ApplicantCard {
    ApplicantCard {
        name: "Chepe".to_owned(),
        phone: Some(("+50255123456".to_owned(), "+502 5512 3456".to_owned())),
        relative: true,
        place: "Joyabaj, Quiché".to_owned(),
        languages: vec![t.s("language-quc"), t.s("language-es")],
        jobs: vec![("Techadores".to_owned(), span(t, 36))],
        skills: strength_samples(t),
        schooling: Some(t.s("match-schooling-basic")),
        licences: "B, M".to_owned(),
        available: Some(t.day(&DAY)),
    }
}

pub(super) fn opened(lang: Lang) -> Vec<(&'static str, OpenedPage)> {
    let t = T::new(lang);
    let page = |status: Status, fields: Fields| {
        let frame = agency(lang, "application-opened-title");
        let say = |word: &str| t.s(&format!("application-answer-{word}-vacancy"));
        let owes = matches!(status, Status::Applied | Status::Expired);
        let decline = ("decline", t.s("application-answer-decline"));
        let results = vec![("achieve", say("achieve")), ("fail", say("fail"))];
        OpenedPage {
            title: "Techador".to_owned(),
            title_lang: "es-GT",
            list: frame.to("oferta/0/solicitudes"),
            href: frame.to("solicitud/0"),
            kind: "vacancy",
            status: status.word(),
            tone: tone(status),
            due: owes.then(|| t.day(&DAY)),
            late: status == Status::Expired,
            answered_late: false,
            applicant: (status != Status::Withdrawn).then(|| applicant(t)),
            strengths: strength_samples(t),
            gaps: gap_samples(t),
            events: vec![event(t, Step::Apply, None)],
            answers: if owes { vec![("accept", say("accept")), decline] } else { Vec::new() },
            results: if status == Status::Accepted { results } else { Vec::new() },
            reasons: vec![("other_chosen", t.s("application-reason-other_chosen"))],
            fields,
            frame,
        }
    };
    let refused =
        with_problem(Fields::filled([("answer", "decline")]), "reason", "application-reason-missing");
    vec![
        ("applied", page(Status::Applied, Fields::new())),
        ("refused", page(Status::Applied, refused)),
        ("late", page(Status::Expired, Fields::new())),
        ("accepted", page(Status::Accepted, Fields::new())),
        ("withdrawn", page(Status::Withdrawn, Fields::new())),
    ]
}
