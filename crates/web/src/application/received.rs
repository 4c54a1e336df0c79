//! An agency's side: who applied to an offer, one application opened, the answer and the result.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    application::{Application, Reason, Status, Step},
    id::Id,
    message::Lang,
    opportunity::Opportunity,
    time::Moment,
};
use usecases::{
    Page as Part,
    application::{self, Answering, Applicant, Opened, Received, Reporting},
};

use super::{Event, SHOWN, after, events, sample, tone};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    matches::{gap, span, strength},
    page::{self, Frame, Page, see_other},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of an agency's side.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::RECEIVED, list)
        .get(urls::RECEIVED_ONE, open)
        .post(urls::RECEIVED_ANSWER, answer)
        .post(urls::RECEIVED_RESULT, result)
}

/// A line of an offer's applications: nobody's name.
#[derive(Clone, Debug)]
pub struct ReceivedLine {
    /// Where it is.
    pub href: String,
    /// When it came, or when the person was asked.
    pub at: String,
    /// The status's word.
    pub status: &'static str,
    /// `ok`, `warn`, `bad` or nothing.
    pub tone: &'static str,
    /// By when to answer, while an answer is owed.
    pub due: Option<String>,
    /// Whether that day has passed.
    pub late: bool,
    /// What speaks for the person.
    pub strengths: Vec<String>,
}

/// The applications to one offer.
#[derive(Template)]
#[template(path = "application/received.html")]
pub struct ReceivedPage {
    /// What stands around it.
    pub frame: Frame,
    /// What the offer is called.
    pub title: String,
    /// The language of the title.
    pub title_lang: &'static str,
    /// The offer's address among those of its agency.
    pub offer: String,
    /// Status words and how many are in each.
    pub counts: Vec<(&'static str, i64)>,
    /// The status that is shown alone, or nothing.
    pub status: &'static str,
    /// The applications.
    pub lines: Vec<ReceivedLine>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// Who applied, in words.
#[derive(Clone, Debug)]
pub struct ApplicantCard {
    /// Their name.
    pub name: String,
    /// Their telephone, as dialled and as written.
    pub phone: Option<(String, String)>,
    /// Whether it is a relative's.
    pub relative: bool,
    /// Where they live.
    pub place: String,
    /// Languages with levels.
    pub languages: Vec<String>,
    /// Jobs: what, and for how long.
    pub jobs: Vec<(String, String)>,
    /// Skills.
    pub skills: Vec<String>,
    /// Schooling, if told.
    pub schooling: Option<String>,
    /// Driving licences.
    pub licences: String,
    /// From when they can start, if told.
    pub available: Option<String>,
}

/// One application, as its agency sees it.
#[derive(Template)]
#[template(path = "application/opened.html")]
pub struct OpenedPage {
    /// What stands around it.
    pub frame: Frame,
    /// What the offer is called.
    pub title: String,
    /// The language of the title.
    pub title_lang: &'static str,
    /// The address of the list.
    pub list: String,
    /// The application's address.
    pub href: String,
    /// The kind's word.
    pub kind: &'static str,
    /// The status's word.
    pub status: &'static str,
    /// `ok`, `warn`, `bad` or nothing.
    pub tone: &'static str,
    /// By when to answer, while an answer is owed.
    pub due: Option<String>,
    /// Whether that day has passed.
    pub late: bool,
    /// Whether it was answered after its date.
    pub answered_late: bool,
    /// Who applied; `None` while no consent shows them.
    pub applicant: Option<ApplicantCard>,
    /// What speaks for the person.
    pub strengths: Vec<String>,
    /// What is missing.
    pub gaps: Vec<String>,
    /// Its life.
    pub events: Vec<Event>,
    /// Answers that can be given now: value and words. Empty: none.
    pub answers: Vec<(&'static str, String)>,
    /// Results that can be reported now.
    pub results: Vec<(&'static str, String)>,
    /// The reasons of a no that fit.
    pub reasons: Vec<(&'static str, String)>,
    /// The form.
    pub fields: Fields,
}

fn reasons(t: T, step: Step) -> Vec<(&'static str, String)> {
    Reason::ALL
        .iter()
        .filter(|reason| reason.fits(step))
        .map(|reason| (reason.word(), t.word("application-reason", reason)))
        .collect()
}

fn due(t: T, of: &Application) -> Option<String> {
    let owes = matches!(of.status, Status::Applied | Status::Expired) && of.answered_at.is_none();
    of.due_at.filter(|_| owes).map(|due| t.day(&due.day()))
}

impl ApplicantCard {
    fn new(t: T, who: &Applicant) -> Self {
        let mut languages = vec![t.language(&who.language)];
        let others = who.profile.languages.iter().filter(|spoken| spoken.language != who.language);
        languages.extend(others.map(|spoken| {
            let level = t.word("match-level", spoken.level);
            t.two("match-spoken", "language", t.language(&spoken.language), "level", level)
        }));
        let jobs = who.experiences.iter().filter_map(|job| {
            job.occupation.map(|code| (t.occupation(&code), span(t, u32::from(job.months))))
        });
        Self {
            name: who.name.to_string(),
            phone: who.contact.as_ref().map(|contact| (contact.phone.to_string(), contact.phone.spaced())),
            relative: who
                .contact
                .as_ref()
                .is_some_and(|contact| contact.owner == domain::person::ContactOwner::Relative),
            place: t.place(&who.municipality),
            languages,
            jobs: jobs.collect(),
            skills: who.profile.skills.iter().map(|held| t.skill(&held.skill)).collect(),
            schooling: who.profile.schooling.map(|known| t.word("match-schooling", known)),
            licences: who.profile.licences.iter().map(|held| held.word()).collect::<Vec<_>>().join(", "),
            available: who.profile.available_from.map(|day| t.day(&day)),
        }
    }
}

impl ReceivedLine {
    fn new(t: T, one: &application::ReceivedOne, now: Moment) -> Self {
        let of = &one.application;
        Self {
            href: format!("/{}/solicitud/{}", t.lang, of.id),
            at: t.day(&of.applied_at.day()),
            status: of.status.word(),
            tone: tone(of.status),
            due: due(t, of),
            late: of.is_overdue(now),
            strengths: one.strengths.iter().map(|detail| strength(t, detail)).collect(),
        }
    }
}

impl ReceivedPage {
    fn new(frame: Frame, received: &Received, status: Option<Status>, now: Moment) -> Self {
        let t = frame.t;
        let offer = frame.to(&format!("oferta/{}", received.offer.id));
        let full = i64::try_from(received.applications.len()).is_ok_and(|count| count == SHOWN);
        let word = status.map_or("", Status::word);
        let next = received
            .applications
            .last()
            .filter(|_| full)
            .map(|last| format!("{offer}/solicitudes?estado={word}&despues={}", last.application.id));
        Self {
            title: t.read(&received.offer.title).to_owned(),
            title_lang: t.lang_of(&received.offer.title),
            counts: received.counts.iter().map(|(status, count)| (status.word(), *count)).collect(),
            status: word,
            lines: received.applications.iter().map(|one| ReceivedLine::new(t, one, now)).collect(),
            next,
            offer,
            frame,
        }
    }
}

impl OpenedPage {
    fn new(frame: Frame, opened: &Opened, now: Moment, fields: Fields) -> Self {
        let t = frame.t;
        let of = &opened.application;
        let can = |step: Step| of.status.after(step).is_some();
        let waits = of.kind.holds_seats() && can(Step::Waitlist);
        let say = |word: &str| t.s(&format!("application-answer-{word}-{}", of.kind));
        let mut answers = Vec::new();
        if can(Step::Accept) {
            answers.push(("accept", say("accept")));
            if waits {
                answers.push(("waitlist", t.s("application-answer-waitlist")));
            }
            answers.push(("decline", t.s("application-answer-decline")));
        }
        let results = if can(Step::Achieve) {
            vec![("achieve", say("achieve")), ("fail", say("fail"))]
        } else {
            Vec::new()
        };
        let step = if answers.is_empty() { Step::Fail } else { Step::Decline };
        Self {
            title: t.read(&opened.offer.title).to_owned(),
            title_lang: t.lang_of(&opened.offer.title),
            list: frame.to(&format!("oferta/{}/solicitudes", of.opportunity)),
            href: frame.to(&format!("solicitud/{}", of.id)),
            kind: of.kind.word(),
            status: of.status.word(),
            tone: tone(of.status),
            due: due(t, of),
            late: of.is_overdue(now),
            answered_late: of.answered_late(),
            applicant: opened.applicant.as_ref().map(|who| ApplicantCard::new(t, who)),
            strengths: opened.strengths.iter().map(|detail| strength(t, detail)).collect(),
            gaps: opened.gaps.iter().map(|detail| gap(t, detail)).collect(),
            events: events(t, &opened.events),
            reasons: reasons(t, step),
            answers,
            results,
            fields,
            frame,
        }
    }
}

impl Page for ReceivedPage {
    const NAME: &'static str = "application-received";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::received(lang)
    }
}

impl Page for OpenedPage {
    const NAME: &'static str = "application-opened";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::opened(lang)
    }
}

async fn list(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Opportunity>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    let status = Status::from_word(asked.get("estado"));
    let part = Part { after: after(&asked), limit: SHOWN };
    let received = application::received(&app.sys, &who.ctx, id, status, part).await?;
    let frame = Frame::new(&app, &who, "application-received-title").with_done(asked.get("hecho"));
    let page = ReceivedPage::new(frame, &received, status, who.ctx.now);
    Ok(page::answer(&page.frame, &page))
}

async fn open(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Application>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    let opened = application::open(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(&app, &who, "application-opened-title").with_done(asked.get("hecho"));
    let page = OpenedPage::new(frame, &opened, who.ctx.now, Fields::new());
    Ok(page::answer(&page.frame, &page))
}

/// Shows the application again with what is wrong in the form.
async fn again(app: &App, who: &As, id: Id<Application>, fields: Fields) -> Result<Response, Failure> {
    let opened = application::open(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(app, who, "application-opened-title");
    let page = OpenedPage::new(frame, &opened, who.ctx.now, fields);
    Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
}

async fn answer(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Application>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let input = Answering {
        answer: fields.get("answer").to_owned(),
        reason: fields.get("reason").to_owned(),
        note: fields.get("note").to_owned(),
    };
    match application::answer(&app.sys, &who.ctx, id, &input).await {
        Ok(()) => Ok(see_other(&format!("/{}/solicitud/{id}?hecho=application-answered", who.ctx.lang))),
        Err(error) => again(&app, &who, id, fields.refuse(error)?).await,
    }
}

async fn result(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Application>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let input = Reporting {
        result: fields.get("result").to_owned(),
        reason: fields.get("reason").to_owned(),
        note: fields.get("note").to_owned(),
    };
    match application::report(&app.sys, &who.ctx, id, &input).await {
        Ok(()) => Ok(see_other(&format!("/{}/solicitud/{id}?hecho=application-reported", who.ctx.lang))),
        Err(error) => again(&app, &who, id, fields.refuse(error)?).await,
    }
}
