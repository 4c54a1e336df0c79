//! "My data": who saw it, a copy of it, a pause, and the end.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    message::Lang,
    person::PersonStatus,
    policy::{Action, Object},
    time::Moment,
};
use usecases::{
    Error, Problems,
    person::{self, Referred, Seen, SeenBy, Sent},
    sign_in,
};

use super::{
    enter,
    seen::{SeenLine, Split},
};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who},
    preference,
    profile::{Row, rows},
    pulse,
    session::As,
};

/// Who saw the person's data, and what can be done with it.
#[derive(Template)]
#[template(path = "person/own.html")]
pub struct OwnPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub f: Fields,
    /// What others did, newest first; what one of them did in a day is one line.
    pub others: Vec<SeenLine>,
    /// The address of the next page of it.
    pub next: Option<String>,
    /// What the person did.
    pub own: Vec<SeenLine>,
    /// What the system did by itself.
    pub system: Vec<SeenLine>,
    /// Whether the account is paused.
    pub paused: bool,
}

impl Page for OwnPage {
    const NAME: &'static str = "person-own";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Person, "person-own-title");
        let t = T::new(lang);
        let at = Moment::from_seconds(1_795_446_000);
        let did = |by: SeenBy, action, object| Seen {
            at,
            by,
            action,
            object,
            detail: String::new(),
            title: String::new(),
        };
        let techos = || SeenBy::Agency("Techos Maya".to_owned());
        let own = || vec![did(SeenBy::You, Action::Edit, Object::Person)];
        let mut wrong = Problems::default();
        wrong.add("pin", "person-pin-wrong");
        let page = |seen: Vec<Seen>, paused, f| {
            let Split { others, own, system } = Split::new(t, &seen);
            Self { frame: frame(), f, others, next: None, own, system, paused }
        };
        let looked = Action::ALL.iter().map(|action| did(techos(), *action, Object::Person));
        let answered = [Action::View, Action::View, Action::Answer].map(|action| Seen {
            title: "Albañil con cuadrilla".to_owned(),
            ..did(techos(), action, Object::Application)
        });
        let upkeep = vec![did(SeenBy::System, Action::Edit, Object::Person)];
        vec![
            ("unseen", page(Vec::new(), false, Fields::new())),
            ("seen", page(looked.chain(answered).chain(own()).collect(), false, Fields::new())),
            ("paused", page(upkeep, true, Fields::new())),
            ("refused", page(Vec::new(), false, Fields::new().with_problems(wrong))),
        ]
    }
}

/// Where a page of what institutions did goes on, as it stands in an address: moment, chain and place.
fn seen_after(text: &str) -> Option<(i64, i64, i64)> {
    let mut parts = text.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}

async fn page_of(app: &App, who: &As, f: Fields, asked: &Fields) -> Result<OwnPage, Failure> {
    let frame = Frame::new(app, who, "person-own-title").with_done(asked.get("hecho"));
    let found = person::seen_page(&app.sys, &who.ctx, seen_after(asked.get("antes"))).await?;
    let next = found.next.map(|(at, lane, seq)| format!("{}?antes={at}.{lane}.{seq}", frame.to("mi/datos")));
    let seen: Vec<Seen> = found.others.into_iter().chain(found.rest).collect();
    let paused = person::me(&app.sys, &who.ctx).await?.status == PersonStatus::Paused;
    let Split { others, own, system } = Split::new(frame.t, &seen);
    Ok(OwnPage { f, others, next, own, system, paused, frame })
}

pub(super) async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let page = page_of(&app, &who, Fields::new(), &asked).await?;
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
    /// Referrals, some lines each.
    pub referrals: Vec<Vec<String>>,
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
            rows: [row("person-alias", "Chepe"), row("person-municipality", "Nebaj, Quiché")]
                .into_iter()
                .chain(preference::sample_rows(t))
                .chain(pulse::sample_rows(t))
                .collect(),
            applications: vec![format!("Techador. Techos Maya. {}", t.word("application-status", "applied"))],
            referrals: vec![vec![
                format!("Bolsa de trabajo. Ventanilla de Joyabaj. {}", t.word("referral-status", "sent")),
                format!("{}: Chepe", t.word("referral-field", "name")),
            ]],
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

/// A referral in lines: which, what was shared, what was written.
fn referral(t: T, referred: &Referred) -> Vec<String> {
    let status = t.word("referral-status", referred.status);
    let mut lines = vec![format!("{}. {}. {status}", t.read(&referred.service), referred.agency)];
    let shared = referred.shared.iter();
    lines.extend(shared.map(|(field, value)| {
        format!("{}: {}", t.word("referral-field", field), crate::referral::value_of(t, *field, value))
    }));
    let texts = referred.texts.iter();
    lines.extend(texts.map(|(kind, text)| format!("{}: {text}", t.word("referral-text", kind))));
    lines
}

/// A copy is not kept: whoever asks for its address again, as reloading does, begins anew.
pub(super) async fn copy_again(who: As) -> Result<Response, Failure> {
    who.ctx.person()?;
    Ok(page::see_other(&format!("/{}/mi/datos", who.ctx.lang)))
}

/// Gives the copy, as a page or as a file, after the PIN.
pub(super) async fn copy(State(app): State<App>, who: As, mut f: Fields) -> Result<Response, Failure> {
    if let Err(error) = sign_in::person::confirm_pin(&app.sys, &who.ctx, f.get("pin"), &who.network).await {
        f.forget("pin");
        let page = page_of(&app, &who, f.refuse(error)?, &Fields::new()).await?;
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
        rows: rows(t, &copy.person, &copy.jobs)
            .into_iter()
            .chain(preference::rows(t, &copy.preference))
            .chain(pulse::rows(t, &copy.pulses, &copy.attentions))
            .collect(),
        applications: copy.applications.iter().map(|sent| application(t, sent)).collect(),
        referrals: copy.referrals.iter().map(|referred| referral(t, referred)).collect(),
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
