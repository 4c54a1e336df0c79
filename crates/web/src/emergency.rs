//! Openings in an emergency: an officer's form and the page of one, what the coordination gives, and what it reviews.

mod review;
mod sample;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    attention::About, case::CallResult, emergency::Emergency, id::Id, message::Lang, person::Person,
};
use usecases::{
    Error,
    emergency::{self, Reached, Shown},
    find,
};

pub use review::{AlonePage, ReviewPage};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, see_other},
    referral::{Fact, choices, officer},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .post(urls::EMERGENCY_TAKE, take)
        .get(urls::EMERGENCY, show)
        .post(urls::EMERGENCY, call)
        .and(review::routes())
}

/// The form by which an officer takes one, for somebody whom they found.
#[derive(Template)]
#[template(path = "emergency/take.html")]
pub struct TakeEmergencyPage {
    /// What stands around it.
    pub frame: Frame,
    /// Makes what is sent twice one.
    pub id: String,
    /// The form as typed, with who was found.
    pub fields: Fields,
}

/// One opening, for its officer.
#[derive(Template)]
#[template(path = "emergency/one.html")]
pub struct EmergencyPage {
    /// What stands around it.
    pub frame: Frame,
    /// Its address.
    pub href: String,
    /// What should not wait.
    pub what: Option<String>,
    /// How the person is reached; empty: it has ended.
    pub facts: Vec<Fact>,
    /// Until when.
    pub until: String,
    /// What came of the last call.
    pub result: Option<String>,
    /// What a call can come to.
    pub results: Vec<(String, String)>,
    /// The form as typed.
    pub fields: Fields,
}

fn facts(t: T, reached: &Reached) -> Vec<Fact> {
    let plain = |label: &str, value: String| Fact { label: t.s(label), value, dial: None };
    let mut all = vec![plain("emergency-name", reached.name.clone())];
    match &reached.contact {
        Some(contact) => {
            let phone = contact.phone.to_string();
            let value = contact.phone.spaced();
            all.push(Fact { label: t.s("emergency-phone"), value, dial: Some(phone) });
            all.push(plain("emergency-owner", t.word("emergency-owner", contact.owner)));
        }
        None => all.push(plain("emergency-phone", t.s("emergency-phone-none"))),
    }
    all.push(plain("emergency-place", t.place(&reached.municipality)));
    all.push(plain("emergency-language", t.language(&reached.language)));
    all
}

impl EmergencyPage {
    fn new(frame: Frame, shown: &Shown, fields: Fields) -> Self {
        let t = frame.t;
        let one = &shown.emergency;
        Self {
            href: frame.to(&format!("emergencias/{}", one.id)),
            what: shown.about.as_ref().and_then(|about| match about {
                About::Flag(flag) => Some(t.word("pulse-flag", flag)),
                About::Reply(_) => None,
            }),
            facts: shown.reached.as_ref().map(|reached| facts(t, reached)).unwrap_or_default(),
            until: t.moment(&one.until),
            result: one.result.map(|result| t.word("case-result", result)),
            results: choices(t, "case-result", CallResult::ALL),
            fields,
            frame,
        }
    }
}

impl Page for TakeEmergencyPage {
    const NAME: &'static str = "emergency-take";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::take(lang)
    }
}

impl Page for EmergencyPage {
    const NAME: &'static str = "emergency-one";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::one(lang)
    }
}

/// Shows the form for somebody who was found, or takes what was sent with it.
async fn take(State(app): State<App>, who: As, mut fields: Fields) -> Result<Response, Failure> {
    officer(&who)?;
    let ctx = &who.ctx;
    let found: Id<Person> = fields.get("found").parse().map_err(|_| Error::NotFound)?;
    let frame = Frame::new(&app, &who, "emergency-take-title");
    let id: Id<Emergency> = fields.get("id").parse().unwrap_or_else(|_| Id::new(ctx.now));
    if !fields.has("step", "take") {
        let hit = find::open(&app.sys, ctx, found).await?;
        if fields.some("name").is_none() {
            fields.set("name", hit.name);
        }
        let page = TakeEmergencyPage { frame, id: id.to_string(), fields };
        return Ok(page::answer(&page.frame, &page));
    }
    let why = (fields.has("vital", "yes"), fields.get("reason"));
    match emergency::take(&app.sys, ctx, id, found, why).await {
        Ok(()) => Ok(see_other(&frame.to(&format!("emergencias/{id}")))),
        Err(error) => {
            let page = TakeEmergencyPage { frame, id: id.to_string(), fields: fields.refuse(error)? };
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

async fn read(
    app: &App,
    who: &As,
    id: Id<Emergency>,
    fields: Fields,
    done: &str,
) -> Result<EmergencyPage, Failure> {
    let shown = emergency::show(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(app, who, "emergency-one-title").with_done(done);
    Ok(EmergencyPage::new(frame, &shown, fields))
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Emergency>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    let page = read(&app, &who, id, Fields::new(), asked.get("hecho")).await?;
    Ok(page::answer(&page.frame, &page))
}

async fn call(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Emergency>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    match emergency::call(&app.sys, &who.ctx, id, fields.get("result")).await {
        Ok(()) => {
            let lang = who.ctx.lang;
            Ok(see_other(&format!("/{lang}/emergencias/{id}?hecho=attention-noted")))
        }
        Err(error) => {
            let page = read(&app, &who, id, fields.refuse(error)?, "").await?;
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
