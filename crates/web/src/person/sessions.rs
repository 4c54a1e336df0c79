//! Where the person is signed in, and the PIN.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use domain::message::Lang;
use usecases::{
    Error, Problems,
    sign_in::{
        self,
        person::{Origin, change_pin as change},
    },
};

use super::enter;
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    page::{self, Frame, Page, Who},
    session::As,
};

/// One place where the person is signed in.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// Its identifier.
    pub id: String,
    /// A word for the device; may be empty.
    pub device: String,
    /// Since when, in words.
    pub since: String,
    /// When last used, in words.
    pub seen: String,
}

/// Where the person is signed in.
#[derive(Template)]
#[template(path = "person/sessions.html")]
pub struct SessionsPage {
    /// What stands around it.
    pub frame: Frame,
    /// The places.
    pub lines: Vec<SessionLine>,
}

impl Page for SessionsPage {
    const NAME: &'static str = "person-sessions";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = Frame::sample(lang, Who::Person, "person-sessions-title");
        let moment = frame.t.moment(&domain::time::Moment::from_seconds(1_795_446_000));
        let line = |device: &str| SessionLine {
            id: "0".to_owned(),
            device: device.to_owned(),
            since: moment.clone(),
            seen: moment.clone(),
        };
        vec![("two", Self { lines: vec![line("Android · Chrome"), line("")], frame })]
    }
}

pub(super) async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    who.ctx.person()?;
    let frame = Frame::new(&app, &who, "person-sessions-title").with_done(asked.get("hecho"));
    let sessions = sign_in::sessions(&app.sys, &who.ctx).await?;
    let lines = sessions
        .into_iter()
        .map(|session| SessionLine {
            id: session.id.to_string(),
            device: session.device,
            since: frame.t.moment(&session.created_at),
            seen: frame.t.moment(&session.seen_at),
        })
        .collect();
    let page = SessionsPage { frame, lines };
    Ok(page::answer(&page.frame, &page))
}

pub(super) async fn end(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    who.ctx.person()?;
    match f.some("id") {
        Some(id) => {
            let id = id.parse().map_err(|_| Error::NotFound)?;
            sign_in::end_own(&app.sys, &who.ctx, Some(id)).await?;
            Ok(page::see_other(&format!("/{}/mi/sesiones?hecho=session-ended", who.ctx.lang)))
        }
        None => {
            sign_in::end_own(&app.sys, &who.ctx, None).await?;
            Ok(enter::forgotten(&app, &format!("/{}/entrar?hecho=sessions-ended", who.ctx.lang)))
        }
    }
}

/// The PIN now and the new one.
#[derive(Template)]
#[template(path = "person/pin.html")]
pub struct PinPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed: nothing of it is shown again.
    pub f: Fields,
}

impl Page for PinPage {
    const NAME: &'static str = "person-pin";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Person, "person-pin-title");
        let mut problems = Problems::default();
        problems.add("pin", "person-pin-wrong");
        problems.add("new_pin", "text-pin-trivial");
        vec![
            ("empty", Self { frame: frame(), f: Fields::new() }),
            ("refused", Self { frame: frame(), f: Fields::new().with_problems(problems) }),
        ]
    }
}

pub(super) async fn ask_pin(State(app): State<App>, who: As) -> Result<Response, Failure> {
    who.ctx.person()?;
    let page = PinPage { frame: Frame::new(&app, &who, "person-pin-title"), f: Fields::new() };
    Ok(page::answer(&page.frame, &page))
}

pub(super) async fn change_pin(State(app): State<App>, who: As, mut f: Fields) -> Result<Response, Failure> {
    let from = Origin { network: &who.network, device: &who.device };
    match change(&app.sys, &who.ctx, f.get("pin"), f.get("new_pin"), from).await {
        Ok(started) => {
            let to = format!("/{}/mi?hecho=pin", who.ctx.lang);
            enter::signed_in(&app, &who, &started, &to).await
        }
        Err(error) => {
            f.forget("pin");
            f.forget("new_pin");
            let page = PinPage { frame: Frame::new(&app, &who, "person-pin-title"), f: f.refuse(error)? };
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
