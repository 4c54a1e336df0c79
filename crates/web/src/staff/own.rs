//! One's own account: password, codes, telephone, sessions.

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{id::Id, message::Lang, policy::Role, time::Moment};
use usecases::{
    Error, account,
    sign_in::{self, staff::change_password, totp},
};

use super::{CodesPage, StepPage, again, carry, origin};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::STAFF_ACCOUNT, show_account)
        .get(urls::STAFF_SESSIONS, show_sessions)
        .post(urls::STAFF_SESSIONS, end_sessions)
        .get(urls::STAFF_PASSWORD, show_password)
        .post(urls::STAFF_PASSWORD, password)
        .get(urls::STAFF_CODES, show_codes)
        .post(urls::STAFF_CODES, codes)
        .get(urls::STAFF_TELEPHONE, show_telephone)
        .post(urls::STAFF_TELEPHONE, telephone)
}

/// One's own account.
#[derive(Template)]
#[template(path = "staff/account.html")]
pub struct AccountPage {
    /// What stands around it.
    pub frame: Frame,
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The word of the role.
    pub role: &'static str,
    /// For whom they work.
    pub agency: String,
    /// Unused recovery codes.
    pub recovery_codes: i64,
}

impl Page for AccountPage {
    const NAME: &'static str = "staff-account";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let sample = |recovery_codes| Self {
            frame: Frame::sample(lang, Who::Staff(Role::Coordinator), "staff-account-title"),
            name: "Ana López".to_owned(),
            email: "ana@example.org".to_owned(),
            role: Role::Coordinator.word(),
            agency: "Coordinación".to_owned(),
            recovery_codes,
        };
        vec![("open", sample(10)), ("few-codes", sample(2))]
    }
}

/// One line of the list of sessions.
pub struct SessionLine {
    /// Its identifier.
    pub id: String,
    /// The device; may be empty.
    pub device: String,
    /// When it began: a text.
    pub since: String,
    /// When it was last used: a text.
    pub seen: String,
}

/// One's own sessions.
#[derive(Template)]
#[template(path = "staff/sessions.html")]
pub struct SessionsPage {
    /// What stands around it.
    pub frame: Frame,
    /// Newest first.
    pub lines: Vec<SessionLine>,
}

impl Page for SessionsPage {
    const NAME: &'static str = "staff-sessions";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = Frame::sample(lang, Who::Staff(Role::Coordinator), "staff-sessions-title");
        let line = |id: &str, device: &str| {
            let at = Moment::from_seconds(1_795_446_000);
            SessionLine {
                id: id.to_owned(),
                device: device.to_owned(),
                since: T::new(lang).moment(&at),
                seen: T::new(lang).moment(&at.plus(900)),
            }
        };
        vec![("two", Self { frame, lines: vec![line("1", "Windows · Firefox"), line("2", "")] })]
    }
}

async fn show_account(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let own = account::own(&app.sys, &who.ctx).await?;
    let page = AccountPage {
        frame: Frame::new(&app, &who, "staff-account-title").with_done(asked.get("hecho")),
        name: own.account.name,
        email: own.account.email,
        role: own.account.role.word(),
        agency: own.agency_name,
        recovery_codes: own.recovery_codes,
    };
    Ok(page::answer(&page.frame, &page))
}

async fn show_sessions(State(app): State<App>, who: As) -> Result<Response, Failure> {
    // Only staff comes here; a person's sessions are on their own page.
    who.ctx.agency()?;
    let frame = Frame::new(&app, &who, "staff-sessions-title");
    let lines = sign_in::sessions(&app.sys, &who.ctx)
        .await?
        .into_iter()
        .map(|session| SessionLine {
            id: session.id.to_string(),
            since: frame.t.moment(&session.created_at),
            seen: frame.t.moment(&session.seen_at),
            device: session.device,
        })
        .collect();
    let page = SessionsPage { frame, lines };
    Ok(page::answer(&page.frame, &page))
}

async fn end_sessions(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    who.ctx.agency()?;
    let which = match fields.some("id") {
        Some(id) => Some(id.parse::<Id<_>>().map_err(|_| Error::NotFound)?),
        None => None,
    };
    sign_in::end_own(&app.sys, &who.ctx, which).await?;
    Ok(see_other(&format!("/{}/personal/sesiones", who.ctx.lang)))
}

/// A form of who is signed in.
fn own_form(app: &App, who: &As, step: &'static str) -> Result<Response, Failure> {
    who.ctx.agency()?;
    Ok(StepPage::new(app, who, step, Fields::new()).answer())
}

async fn show_password(State(app): State<App>, who: As) -> Result<Response, Failure> {
    own_form(&app, &who, "password")
}

async fn password(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    let (current, fresh) = (fields.get("current"), fields.get("password"));
    match change_password(&app.sys, &who.ctx, current, fresh, origin(&who)).await {
        Ok(started) => {
            Ok(carry(&app, &started, &format!("/{}/personal/cuenta?hecho=password-changed", who.ctx.lang)))
        }
        Err(error) => Ok(again(&app, &who, "password", fields, error)?.answer()),
    }
}

async fn show_codes(State(app): State<App>, who: As) -> Result<Response, Failure> {
    own_form(&app, &who, "codes")
}

async fn codes(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    match totp::new_recovery_codes(&app.sys, &who.ctx, fields.get("code"), &who.network).await {
        Ok(codes) => {
            let frame = Frame::new(&app, &who, "staff-shown-title");
            let page = CodesPage { next: frame.to("personal/cuenta"), frame, codes };
            Ok(page::answer(&page.frame, &page))
        }
        Err(error) => Ok(again(&app, &who, "codes", fields, error)?.answer()),
    }
}

async fn show_telephone(State(app): State<App>, who: As) -> Result<Response, Failure> {
    own_form(&app, &who, "telephone")
}

async fn telephone(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    let (current, code) = (fields.get("current"), fields.get("code"));
    match totp::start_over(&app.sys, &who.ctx, current, code, origin(&who)).await {
        Ok(started) => Ok(carry(&app, &started, &format!("/{}/personal/configurar", who.ctx.lang))),
        Err(error) => Ok(again(&app, &who, "telephone", fields, error)?.answer()),
    }
}
