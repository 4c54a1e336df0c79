//! How staff come in, step by step: password, one-time code or its set-up, invitation.

mod own;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    message::Lang,
    policy::{Actor, Role},
};
use qrcode::{QrCode, render::svg};
use usecases::{
    Error, account,
    sign_in::{
        self, Stage, Started,
        person::Origin,
        staff::{give_code, give_recovery_code},
        totp::{self, Setup},
    },
};

pub use own::{AccountPage, SessionsPage};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::STAFF_ENTER, show_enter)
        .post(urls::STAFF_ENTER, enter)
        .get(urls::STAFF_CODE, show_code)
        .post(urls::STAFF_CODE, code)
        .get(urls::STAFF_RECOVERY, show_recovery)
        .post(urls::STAFF_RECOVERY, recovery)
        .get(urls::STAFF_SETUP, show_setup)
        .post(urls::STAFF_SETUP, setup)
        .get(urls::STAFF_INVITATION, show_invitation)
        .post(urls::STAFF_INVITATION, invitation)
        .and(own::routes())
}

/// One step with one small form; `step` chooses which.
#[derive(Template)]
#[template(path = "staff/step.html")]
pub struct StepPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub fields: Fields,
    /// `enter`, `code`, `recovery`, `invitation`, `password`, `codes`, `telephone`.
    pub step: &'static str,
    /// Where to go after signing in.
    pub back: String,
    /// Whom the invitation greets.
    pub name: String,
}

impl StepPage {
    fn new(app: &App, who: &As, step: &'static str, fields: Fields) -> Self {
        let frame = Frame::new(app, who, &format!("staff-{step}-title"));
        Self { frame, fields, step, back: String::new(), name: String::new() }
    }

    fn answer(self) -> Response {
        let wrong = !self.fields.problems().is_empty();
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        page::answer_with(status, &self.frame, &self)
    }
}

/// Every secret goes before a form is shown again.
const SECRETS: [&str; 3] = ["password", "current", "code"];

/// The form again with what is wrong, its secrets forgotten.
fn again(app: &App, who: &As, step: &'static str, fields: Fields, error: Error) -> Result<StepPage, Failure> {
    let mut fields = fields.refuse(error)?;
    SECRETS.iter().for_each(|secret| fields.forget(secret));
    Ok(StepPage::new(app, who, step, fields))
}

impl Page for StepPage {
    const NAME: &'static str = "staff-step";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let sample = |step: &'static str, who: Who| Self {
            frame: Frame::sample(lang, who, &format!("staff-{step}-title")),
            fields: Fields::filled([("email", "ana@example.org")]),
            step,
            back: String::new(),
            name: "Ana López".to_owned(),
        };
        let staff = Who::Staff(Role::Coordinator);
        let mut refused = sample("enter", Who::Nobody);
        refused.fields =
            refused.fields.refuse(Error::invalid("password", "staff-entry-wrong")).unwrap_or_default();
        vec![
            ("enter", sample("enter", Who::Nobody)),
            ("refused", refused),
            ("code", sample("code", Who::Nobody)),
            ("recovery", sample("recovery", Who::Nobody)),
            ("invitation", sample("invitation", Who::Nobody)),
            ("password", sample("password", staff)),
            ("codes", sample("codes", staff)),
            ("telephone", sample("telephone", staff)),
        ]
    }
}

/// The generator is set up: a picture for the camera and a text for typing.
#[derive(Template)]
#[template(path = "staff/setup.html")]
pub struct SetupPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub fields: Fields,
    /// The secret in groups of four.
    pub secret: String,
    /// The picture, as a `data:` address.
    pub picture: String,
}

impl Page for SetupPage {
    const NAME: &'static str = "staff-setup";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let sample = |fields| Self {
            frame: Frame::sample(lang, Who::Nobody, "staff-setup-title"),
            fields,
            secret: "JBSW Y3DP EHPK 3PXP".to_owned(),
            picture: picture("otpauth://totp/SINAREM:ana?secret=JBSWY3DPEHPK3PXP&issuer=SINAREM"),
        };
        let refused = Fields::new().refuse(Error::invalid("code", "staff-code-wrong")).unwrap_or_default();
        vec![("first", sample(Fields::new())), ("refused", sample(refused))]
    }
}

/// The recovery codes, shown this once.
#[derive(Template)]
#[template(path = "staff/codes.html")]
pub struct CodesPage {
    /// What stands around it.
    pub frame: Frame,
    /// The codes.
    pub codes: Vec<String>,
    /// Where to go on.
    pub next: String,
}

impl Page for CodesPage {
    const NAME: &'static str = "staff-codes";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let codes = (0..10).map(|at| format!("4821-0935-77{at}1")).collect();
        let frame = Frame::sample(lang, Who::Staff(Role::FocalPoint), "staff-shown-title");
        vec![("shown", Self { next: frame.to("institucion"), frame, codes })]
    }
}

/// A picture of `text` for a camera, as a `data:` address; empty if it cannot be drawn.
fn picture(text: &str) -> String {
    QrCode::new(text.as_bytes())
        .map(|code| code.render::<svg::Color<'_>>().min_dimensions(240, 240).build())
        .map(|svg| format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg)))
        .unwrap_or_default()
}

/// Where who asks comes from.
pub(crate) fn origin(who: &As) -> Origin<'_> {
    Origin { network: &who.network, device: &who.device }
}

/// The first page of a role.
const fn desk(actor: &Actor) -> &'static str {
    match actor.role() {
        Some(Role::FocalPoint) => "institucion",
        Some(Role::Coordinator) => "coordinacion",
        Some(Role::Administrator) => "administracion",
        Some(Role::Reception) => "recepcion",
        Some(Role::CaseWorker) | None => "personal/cuenta",
    }
}

/// Goes on with a session just started.
pub(crate) fn carry(app: &App, started: &Started, to: &str) -> Response {
    let mut response = see_other(to);
    response.headers_mut().append(header::SET_COOKIE, app.set_cookie(&started.token, started.max_age));
    response
}

/// Where to go back to, within this site and language: a path without control characters.
fn back_to(fields: &Fields) -> String {
    fields.get("volver").chars().filter(|c| c.is_ascii_graphic()).take(300).collect()
}

/// The token of who is halfway in.
fn token(who: &As) -> Result<&str, Error> {
    who.token.as_deref().ok_or(Error::SignIn)
}

async fn show_enter(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let mut page = StepPage::new(&app, &who, "enter", Fields::new());
    page.back = back_to(&asked);
    page.frame = page.frame.with_done(asked.get("hecho"));
    Ok(page.answer())
}

async fn enter(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    let (email, password) = (fields.get("email"), fields.get("password"));
    let outcome = sign_in::staff::enter(&app.sys, &who.ctx, email, password, origin(&who)).await;
    let entered = match outcome {
        Ok(entered) => entered,
        Err(error) => {
            let back = back_to(&fields);
            let mut page = again(&app, &who, "enter", fields, error)?;
            page.back = back;
            return Ok(page.answer());
        }
    };
    if let Some(token) = &who.token {
        sign_in::end(&app.sys, token).await?;
    }
    let step = if entered.stage == Stage::OwesSetup { "configurar" } else { "codigo" };
    let back: String = form_urlencoded::byte_serialize(back_to(&fields).as_bytes()).collect();
    let query = if back.is_empty() { String::new() } else { format!("?volver={back}") };
    Ok(carry(&app, &entered.started, &format!("/{}/personal/{step}{query}", who.ctx.lang)))
}

/// Who has not done the first step is sent to it; who owes something else, there.
fn owes(who: &As, stage: Stage) -> Option<Response> {
    let step = match who.partial {
        Some((_, owed)) if owed == stage => return None,
        Some((_, Stage::OwesSetup)) => "configurar",
        Some((_, Stage::OwesCode)) => "codigo",
        Some((_, Stage::Full)) | None => "entrar",
    };
    Some(see_other(&format!("/{}/personal/{step}", who.ctx.lang)))
}

async fn show_code(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    if let Some(elsewhere) = owes(&who, Stage::OwesCode) {
        return Ok(elsewhere);
    }
    let mut page = StepPage::new(&app, &who, "code", Fields::new());
    page.back = back_to(&asked);
    Ok(page.answer())
}

async fn show_recovery(State(app): State<App>, who: As) -> Result<Response, Failure> {
    Ok(owes(&who, Stage::OwesCode)
        .unwrap_or_else(|| StepPage::new(&app, &who, "recovery", Fields::new()).answer()))
}

async fn code(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    let outcome = give_code(&app.sys, &who.ctx, token(&who)?, fields.get("code"), origin(&who)).await;
    arrive(&app, &who, "code", fields, outcome).await
}

async fn recovery(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    let outcome =
        give_recovery_code(&app.sys, &who.ctx, token(&who)?, fields.get("code"), origin(&who)).await;
    arrive(&app, &who, "recovery", fields, outcome).await
}

async fn arrive(
    app: &App,
    who: &As,
    step: &'static str,
    fields: Fields,
    outcome: Result<Started, Error>,
) -> Result<Response, Failure> {
    let back = back_to(&fields);
    match outcome {
        Ok(started) => {
            let actor = who.partial.map_or(who.ctx.actor, |(actor, _)| actor);
            let to = if back.is_empty() { desk(&actor).to_owned() } else { back };
            Ok(carry(app, &started, &format!("/{}/{to}", who.ctx.lang)))
        }
        Err(error) => {
            let mut page = again(app, who, step, fields, error)?;
            page.back = back;
            Ok(page.answer())
        }
    }
}

fn setup_page(app: &App, who: &As, fields: Fields, shown: Setup) -> Response {
    let status = if fields.problems().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = SetupPage {
        frame: Frame::new(app, who, "staff-setup-title"),
        fields,
        secret: shown.secret,
        picture: picture(&shown.link),
    };
    page::answer_with(status, &page.frame, &page)
}

async fn show_setup(State(app): State<App>, who: As) -> Result<Response, Failure> {
    if let Some(elsewhere) = owes(&who, Stage::OwesSetup) {
        return Ok(elsewhere);
    }
    let shown = totp::setup(&app.sys, &who.ctx, token(&who)?).await?;
    Ok(setup_page(&app, &who, Fields::new(), shown))
}

async fn setup(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    let token = token(&who)?;
    match totp::confirm_setup(&app.sys, &who.ctx, token, fields.get("code"), origin(&who)).await {
        Ok(confirmed) => {
            let actor = who.partial.map_or(who.ctx.actor, |(actor, _)| actor);
            let mut frame = Frame::new(&app, &who, "staff-shown-title");
            frame.who = actor.role().map_or(Who::Nobody, Who::Staff);
            let page = CodesPage { next: frame.to(desk(&actor)), frame, codes: confirmed.recovery_codes };
            let mut response = page::answer(&page.frame, &page);
            let cookie = app.set_cookie(&confirmed.started.token, confirmed.started.max_age);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(error) => {
            let mut fields = fields.refuse(error)?;
            fields.forget("code");
            let shown = totp::setup(&app.sys, &who.ctx, token).await?;
            Ok(setup_page(&app, &who, fields, shown))
        }
    }
}

async fn invitation_page(app: &App, who: &As, token: &str, fields: Fields) -> Result<Response, Failure> {
    let invited = account::invited(&app.sys, &who.ctx, token).await?;
    let mut page = StepPage::new(app, who, "invitation", fields);
    page.name = invited.name;
    page.fields.forget("email");
    page.fields.set("email", invited.email);
    Ok(page.answer())
}

async fn show_invitation(
    State(app): State<App>,
    who: As,
    Path((_, token)): Path<(String, String)>,
) -> Result<Response, Failure> {
    invitation_page(&app, &who, &token, Fields::new()).await
}

async fn invitation(
    State(app): State<App>,
    who: As,
    Path((_, token)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    match account::accept(&app.sys, &who.ctx, &token, fields.get("password")).await {
        Ok(()) => Ok(see_other(&format!("/{}/personal/entrar?hecho=password-chosen", who.ctx.lang))),
        Err(error) => {
            let mut fields = fields.refuse(error)?;
            fields.forget("password");
            invitation_page(&app, &who, &token, fields).await
        }
    }
}
