//! "My data": who saw it, a copy of it, a pause, and the end.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{message::Lang, person::PersonStatus, policy::Action, time::Moment};
use usecases::{
    Error, Problems,
    person::{self, Seen, SeenBy, Sent},
    sign_in,
};

use super::enter;
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who},
    profile::{Row, rows},
    session::As,
};

/// One line of what happened with the person's data, in words.
#[derive(Clone, Debug)]
pub struct SeenLine {
    /// When.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    pub what: String,
}

impl SeenLine {
    fn new(t: T, seen: &Seen) -> Self {
        let by = match &seen.by {
            SeenBy::You => t.s("person-seen-by-you"),
            SeenBy::System => t.s("person-seen-by-system"),
            SeenBy::Agency(name) if name.is_empty() => t.s("person-seen-by-agency"),
            SeenBy::Agency(name) => name.clone(),
        };
        Self { at: t.moment(&seen.at), by, what: t.word("person-seen-did", did(seen.action)) }
    }
}

/// What was done, as far as it concerns a person.
const fn did(action: Action) -> &'static str {
    match action {
        Action::View | Action::Rank | Action::Review | Action::Verify => "view",
        Action::Create | Action::Import => "create",
        Action::Edit | Action::Publish => "edit",
        Action::Delete => "delete",
        Action::Export => "export",
        Action::Apply => "apply",
        Action::Withdraw => "withdraw",
        Action::Confirm => "confirm",
        Action::Answer => "answer",
        Action::Invite => "invite",
    }
}

/// Who saw the person's data, and what can be done with it.
#[derive(Template)]
#[template(path = "person/own.html")]
pub struct OwnPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub f: Fields,
    /// What others did, newest first.
    pub others: Vec<SeenLine>,
    /// What the person did.
    pub own: Vec<SeenLine>,
    /// Whether the account is paused.
    pub paused: bool,
}

impl Page for OwnPage {
    const NAME: &'static str = "person-own";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Person, "person-own-title");
        let t = T::new(lang);
        let at = Moment::from_seconds(1_795_446_000);
        let line = |by: SeenBy, action| {
            let detail = String::new();
            SeenLine::new(t, &Seen { at, by, action, object: domain::policy::Object::Person, detail })
        };
        let mut wrong = Problems::default();
        wrong.add("pin", "person-pin-wrong");
        let page = |others: Vec<SeenLine>, paused, f| Self {
            frame: frame(),
            f,
            others,
            own: vec![line(SeenBy::You, Action::Edit), line(SeenBy::You, Action::Create)],
            paused,
        };
        let seen = Action::ALL.iter().map(|action| line(SeenBy::Agency("Techos Maya".to_owned()), *action));
        vec![
            ("unseen", page(Vec::new(), false, Fields::new())),
            ("seen", page(seen.collect(), false, Fields::new())),
            ("paused", page(vec![line(SeenBy::System, Action::Edit)], true, Fields::new())),
            ("refused", page(Vec::new(), false, Fields::new().with_problems(wrong))),
        ]
    }
}

async fn page_of(app: &App, who: &As, f: Fields, done: &str) -> Result<OwnPage, Failure> {
    let frame = Frame::new(app, who, "person-own-title").with_done(done);
    let seen = person::seen(&app.sys, &who.ctx).await?;
    let paused = person::me(&app.sys, &who.ctx).await?.status == PersonStatus::Paused;
    let (own, others): (Vec<&Seen>, Vec<&Seen>) = seen.iter().partition(|line| line.by == SeenBy::You);
    let words = |lines: Vec<&Seen>| lines.into_iter().map(|line| SeenLine::new(frame.t, line)).collect();
    Ok(OwnPage { f, others: words(others), own: words(own), paused, frame })
}

pub(super) async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let page = page_of(&app, &who, Fields::new(), asked.get("hecho")).await?;
    Ok(page::answer(&page.frame, &page))
}

pub(super) async fn pause(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    let paused = f.has("paused", "yes");
    person::set_paused(&app.sys, &who.ctx, paused).await?;
    let done = if paused { "paused" } else { "resumed" };
    Ok(page::see_other(&format!("/{}/mi/datos?hecho={done}", who.ctx.lang)))
}

/// Everything that is kept, to be read.
#[derive(Template)]
#[template(path = "person/copy.html")]
pub struct CopyPage {
    /// What stands around it.
    pub frame: Frame,
    /// When it was made, in words.
    pub made_at: String,
    /// Account, profile and jobs.
    pub rows: Vec<Row>,
    /// Applications, one line each.
    pub applications: Vec<String>,
    /// Consents, one line each.
    pub consents: Vec<String>,
    /// Places where the person is signed in, one line each.
    pub sessions: Vec<String>,
    /// Who did what with it.
    pub seen: Vec<SeenLine>,
}

impl Page for CopyPage {
    const NAME: &'static str = "person-copy";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = Frame::sample(lang, Who::Person, "person-copy-title");
        let t = frame.t;
        let at = Moment::from_seconds(1_795_446_000);
        let row = |label: &str, value: &str| Row { label: t.s(label), value: value.to_owned() };
        let page = Self {
            made_at: t.moment(&at),
            rows: vec![row("person-alias", "Chepe"), row("person-municipality", "Nebaj, Quiché")],
            applications: vec![format!("Techador. Techos Maya. {}", t.word("application-status", "applied"))],
            consents: vec![t.word("consent-purpose", "account")],
            sessions: vec!["Android · Chrome".to_owned()],
            seen: Vec::new(),
            frame,
        };
        vec![("full", page)]
    }
}

fn application(t: T, sent: &Sent) -> String {
    let status = t.word("application-status", sent.application.status);
    format!("{}. {}. {status}. {}", t.read(&sent.title), sent.agency, t.moment(&sent.application.applied_at))
}

/// Gives the copy, as a page or as a file, after the PIN.
pub(super) async fn copy(State(app): State<App>, who: As, mut f: Fields) -> Result<Response, Failure> {
    if let Err(error) = sign_in::person::confirm_pin(&app.sys, &who.ctx, f.get("pin"), &who.network).await {
        f.forget("pin");
        let page = page_of(&app, &who, f.refuse(error)?, "").await?;
        return Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page));
    }
    let copy = person::copy(&app.sys, &who.ctx).await?;
    if f.has("format", "json") {
        let text = serde_json::to_string_pretty(&copy).map_err(|error| Error::Internal(Box::new(error)))?;
        let mut response = text.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
        headers.insert(
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"mis-datos.json\""),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return Ok(response);
    }
    let frame = Frame::new(&app, &who, "person-copy-title");
    let t = frame.t;
    let page = CopyPage {
        made_at: t.moment(&copy.made_at),
        rows: rows(t, &copy.person, &copy.jobs),
        applications: copy.applications.iter().map(|sent| application(t, sent)).collect(),
        consents: copy.consents.iter().map(|consent| crate::consent::line(t, consent, None)).collect(),
        sessions: copy
            .sessions
            .iter()
            .map(|session| format!("{} {}", session.device, t.moment(&session.since)))
            .collect(),
        seen: copy.seen.iter().map(|seen| SeenLine::new(t, seen)).collect(),
        frame,
    };
    Ok(page::answer(&page.frame, &page))
}

/// What is lost, and the PIN.
#[derive(Template)]
#[template(path = "person/delete.html")]
pub struct DeletePage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub f: Fields,
}

impl Page for DeletePage {
    const NAME: &'static str = "person-delete";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Person, "person-delete-title");
        let mut wrong = Problems::default();
        wrong.add("pin", "person-pin-wrong");
        vec![
            ("empty", Self { frame: frame(), f: Fields::new() }),
            ("refused", Self { frame: frame(), f: Fields::new().with_problems(wrong) }),
        ]
    }
}

pub(super) async fn ask_delete(State(app): State<App>, who: As) -> Result<Response, Failure> {
    who.ctx.person()?;
    let page = DeletePage { frame: Frame::new(&app, &who, "person-delete-title"), f: Fields::new() };
    Ok(page::answer(&page.frame, &page))
}

pub(super) async fn delete(State(app): State<App>, who: As, mut f: Fields) -> Result<Response, Failure> {
    match person::delete(&app.sys, &who.ctx, f.get("pin"), &who.network).await {
        Ok(()) => Ok(enter::forgotten(&app, &format!("/{}/entrar?hecho=deleted", who.ctx.lang))),
        Err(error) => {
            f.forget("pin");
            let frame = Frame::new(&app, &who, "person-delete-title");
            let page = DeletePage { frame, f: f.refuse(error)? };
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
