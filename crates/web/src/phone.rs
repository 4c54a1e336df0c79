//! The person's telephone: whether it is in their hand, and whether it wants messages.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{message::Lang, text::Phone};
use usecases::{
    Problems,
    phone::{self, Standing},
};

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
        .get(urls::MY_PHONE, show)
        .post(urls::MY_PHONE, ask)
        .post(urls::MY_PHONE_NUMBER, confirm)
        .post(urls::MY_PHONE_RESUME, resume)
}

/// How the telephone stands, and what can be done.
#[derive(Template)]
#[template(path = "phone/show.html")]
pub struct PhonePage {
    /// What stands around it.
    pub frame: Frame,
    /// The form as typed.
    pub f: Fields,
    /// The number, in groups.
    pub number: Option<String>,
    /// How it stands.
    pub standing: Standing,
    /// Whether a number was sent just now.
    pub asked: bool,
}

impl PhonePage {
    fn new(frame: Frame, standing: Standing, asked: bool, f: Fields) -> Self {
        Self { number: standing.phone.as_ref().map(Phone::spaced), standing, asked, frame, f }
    }
}

impl Page for PhonePage {
    const NAME: &'static str = "phone-show";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |own, confirmed, stopped, asked, f| {
            let standing = Standing { phone: Phone::parse("5555 1234").ok(), own, confirmed, stopped };
            Self::new(Frame::sample(lang, Who::Person, "phone-title"), standing, asked, f)
        };
        let none = Standing { phone: None, own: false, confirmed: false, stopped: false };
        let mut wrong = Problems::default();
        wrong.add("number", "phone-number-wrong");
        let refused = Fields::filled([("number", "111111")]).with_problems(wrong);
        let frame = Frame::sample(lang, Who::Person, "phone-title");
        vec![
            ("none", Self::new(frame, none, false, Fields::new())),
            ("shared", page(false, false, false, false, Fields::new())),
            ("own", page(true, false, false, false, Fields::new())),
            ("asked", page(true, false, false, true, Fields::new())),
            ("refused", page(true, false, false, true, refused)),
            ("confirmed", page(true, true, false, false, Fields::new())),
            ("stopped", page(true, true, true, false, Fields::new())),
        ]
    }
}

async fn page_of(app: &App, who: &As, asked: bool, f: Fields, done: &str) -> Result<PhonePage, Failure> {
    let standing = phone::standing(&app.sys, &who.ctx).await?;
    let frame = Frame::new(app, who, "phone-title").with_done(done);
    Ok(PhonePage::new(frame, standing, asked, f))
}

async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let sent = asked.has("numero", "si");
    let page = page_of(&app, &who, sent, Fields::new(), asked.get("hecho")).await?;
    Ok(page::answer(&page.frame, &page))
}

async fn ask(State(app): State<App>, who: As) -> Result<Response, Failure> {
    phone::ask(&app.sys, &who.ctx, &who.network).await?;
    Ok(see_other(&format!("/{}/mi/telefono?numero=si", who.ctx.lang)))
}

async fn confirm(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    match phone::confirm(&app.sys, &who.ctx, f.get("number")).await {
        Ok(()) => Ok(see_other(&format!("/{}/mi/telefono?hecho=phone-confirmed", who.ctx.lang))),
        Err(error) => {
            let page = page_of(&app, &who, true, f.refuse(error)?, "").await?;
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

async fn resume(State(app): State<App>, who: As) -> Result<Response, Failure> {
    phone::resume(&app.sys, &who.ctx).await?;
    Ok(see_other(&format!("/{}/mi/telefono?hecho=phone-resumed", who.ctx.lang)))
}
