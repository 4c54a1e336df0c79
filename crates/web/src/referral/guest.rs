//! An organisation without accounts: the link of its message, a code that works once, and then the one referral, with the
//! same steps as everybody who received one.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use domain::{id::Id, message::Lang, policy::Actor, referral::Referral};
use usecases::{Ctx, Error, referral};

use super::{
    received::{Desk, OpenedPage, take},
    sample,
    step::{self, Again},
};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, see_other},
    routes::Routes,
    session::As,
    urls,
};

/// Seconds for which the browser keeps a visit's secret; the visit itself ends by its own clock.
const KEPT: i64 = 30 * 60;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::GUEST_LINK, arrive)
        .post(urls::GUEST_CODE, ask_code)
        .post(urls::GUEST_ENTER, enter)
        .get(urls::VISIT, show)
        .post(urls::VISIT_STEP, walk)
}

/// The door: asks for a code, and takes it.
#[derive(Template)]
#[template(path = "referral/guest.html")]
pub struct GuestPage {
    /// What stands around it.
    pub frame: Frame,
    /// The address of the link.
    pub href: String,
    /// Whether a code was asked for.
    pub asked: bool,
    /// The form as typed.
    pub fields: Fields,
}

/// What is said when a visit is over: it ended, or the referral was taken back.
#[derive(Template)]
#[template(path = "referral/ended.html")]
pub struct VisitEndedPage {
    /// What stands around it.
    pub frame: Frame,
}

impl Page for GuestPage {
    const NAME: &'static str = "referral-guest";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::guest(lang)
    }
}

impl Page for VisitEndedPage {
    const NAME: &'static str = "referral-visit-ended";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::ended(lang)
    }
}

impl App {
    const fn visit_cookie(&self) -> &'static str {
        if self.secure { "__Host-visit" } else { "visit" }
    }
}

async fn arrive(
    State(app): State<App>,
    who: As,
    Path((_, token)): Path<(String, String)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    let frame = Frame::new(&app, &who, "referral-guest-title");
    let href = frame.to(&format!("referencia/{token}"));
    let page = GuestPage { frame, href, asked: asked.has("codigo", "si"), fields: Fields::new() };
    Ok(page::answer(&page.frame, &page))
}

/// Sends the code. The answer is the same whether or not the link still works.
async fn ask_code(
    State(app): State<App>,
    who: As,
    Path((_, token)): Path<(String, String)>,
) -> Result<Response, Failure> {
    referral::ask_code(&app.sys, &who.ctx, &token).await?;
    Ok(see_other(&format!("/{}/referencia/{token}?codigo=si", who.ctx.lang)))
}

async fn enter(
    State(app): State<App>,
    who: As,
    Path((_, token)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    match referral::enter(&app.sys, &who.ctx, &token, fields.get("number")).await {
        Ok(secret) => {
            let secure = if app.secure { "; Secure" } else { "" };
            let cookie = format!(
                "{}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={KEPT}{secure}",
                app.visit_cookie()
            );
            let mut response = see_other(&format!("/{}/visita", who.ctx.lang));
            if let Ok(value) = HeaderValue::from_str(&cookie) {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
            Ok(response)
        }
        Err(error) => {
            fields.forget("number");
            let frame = Frame::new(&app, &who, "referral-guest-title");
            let href = frame.to(&format!("referencia/{token}"));
            let page = GuestPage { frame, href, asked: true, fields: fields.refuse(error)? };
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

/// Who visits, and the one referral they may see; `None`: the visit is over.
async fn visitor(app: &App, who: &As, headers: &HeaderMap) -> Result<Option<(Ctx, Id<Referral>)>, Failure> {
    let Some(secret) = crate::session::cookie(headers, app.visit_cookie()) else { return Ok(None) };
    match referral::guest(&app.sys, &who.ctx, &secret).await {
        Ok(ctx) => match ctx.actor {
            Actor::Guest { referral, .. } => Ok(Some((ctx, referral))),
            _ => Ok(None),
        },
        Err(Error::SignIn) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The visit is over; also because the step that was just taken ended the link.
fn ended(app: &App, who: &As, done: &str) -> Response {
    let page = VisitEndedPage { frame: Frame::new(app, who, "referral-ended-title").with_done(done) };
    page::answer_with(StatusCode::UNAUTHORIZED, &page.frame, &page)
}

async fn read(
    app: &App,
    who: &As,
    ctx: &Ctx,
    id: Id<Referral>,
    again: Option<Again>,
    done: &str,
) -> Result<OpenedPage, Failure> {
    let frame = Frame::new(app, who, "referral-opened-title").with_done(done);
    let desk = Desk { base: frame.to("visita"), list: None };
    OpenedPage::read(app, ctx, frame, desk, id, again).await
}

async fn show(
    State(app): State<App>,
    who: As,
    headers: HeaderMap,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    let Some((ctx, id)) = visitor(&app, &who, &headers).await? else {
        return Ok(ended(&app, &who, asked.get("hecho")));
    };
    let page = read(&app, &who, &ctx, id, None, asked.get("hecho")).await?;
    Ok(page::answer(&page.frame, &page))
}

async fn walk(
    State(app): State<App>,
    who: As,
    headers: HeaderMap,
    Path((_, word)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let Some((ctx, id)) = visitor(&app, &who, &headers).await? else { return Ok(ended(&app, &who, "")) };
    let walked = take(&app.sys, &ctx, id, &word, &fields).await;
    let on = format!("/{}/visita?hecho=referral-answered", ctx.lang);
    match step::outcome(T::new(ctx.lang), walked, fields, &on)? {
        Ok(sent) => Ok(sent),
        Err(again) => {
            let status = again.status;
            let page = read(&app, &who, &ctx, id, Some(again), "").await?;
            Ok(page::answer_with(status, &page.frame, &page))
        }
    }
}
