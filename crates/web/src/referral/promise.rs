//! What the services of one's own organisation promise to who refers: room in one tap, days, whom they take.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    id::Id,
    message::Lang,
    referral::{Capacity, MOST_PROMISE_DAYS, Terms},
    service::Service,
};
use usecases::{
    referral::{self, Promising},
    service,
};

use super::{sample, say::choices};
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

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::PROMISES, list)
        .get(urls::PROMISE, edit)
        .post(urls::PROMISE, change)
        .post(urls::PROMISE_ROOM, room)
}

/// A service with what it promises, in words.
#[derive(Clone, Debug)]
pub struct PromiseLine {
    /// Where its promise is.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// The language of the name.
    pub lang: &'static str,
    /// How much room it has: the word.
    pub room: &'static str,
    /// The promise in a sentence.
    pub text: String,
}

/// What the services of an organisation promise.
#[derive(Template)]
#[template(path = "referral/promises.html")]
pub struct PromisesPage {
    /// What stands around it.
    pub frame: Frame,
    /// The services.
    pub lines: Vec<PromiseLine>,
    /// How much room a service may have.
    pub rooms: Vec<(String, String)>,
}

/// The promise of one service.
#[derive(Template)]
#[template(path = "referral/promise.html")]
pub struct PromisePage {
    /// What stands around it.
    pub frame: Frame,
    /// Where it is.
    pub href: String,
    /// What the service is called.
    pub name: String,
    /// The language of the name.
    pub lang: &'static str,
    /// How much room there may be.
    pub rooms: Vec<(String, String)>,
    /// Days to choose from.
    pub days: Vec<(String, String)>,
    /// The form as typed.
    pub fields: Fields,
}

impl PromiseLine {
    pub(super) fn new(t: T, service: &Service, terms: &Terms) -> Self {
        let days = t.one("referral-promise-line", "count", i64::from(terms.promise_days));
        let own = match (terms.self_referral, terms.wants_worker) {
            (false, _) => t.s("referral-promise-officers"),
            (true, false) => t.s("referral-promise-people"),
            (true, true) => t.s("referral-promise-beside"),
        };
        Self {
            href: format!("/{}/recibidos/promesas/{}", t.lang, service.id),
            name: t.read(&service.name).to_owned(),
            lang: t.lang_of(&service.name),
            room: terms.capacity.word(),
            text: format!("{days} {own}"),
        }
    }
}

impl PromisesPage {
    pub(super) fn new(frame: Frame, lines: Vec<PromiseLine>) -> Self {
        Self { rooms: choices(frame.t, "referral-room", Capacity::ALL), frame, lines }
    }
}

impl PromisePage {
    pub(super) fn new(frame: Frame, service: &Service, fields: Fields) -> Self {
        let t = frame.t;
        let day =
            |count: u8| (count.to_string(), t.one("referral-promise-days-of", "count", i64::from(count)));
        Self {
            href: frame.to(&format!("recibidos/promesas/{}", service.id)),
            name: t.read(&service.name).to_owned(),
            lang: t.lang_of(&service.name),
            rooms: choices(t, "referral-room", Capacity::ALL),
            days: (1..=MOST_PROMISE_DAYS).map(day).collect(),
            fields,
            frame,
        }
    }
}

/// The form as it stands now.
pub(super) fn fields_of(terms: &Terms) -> Fields {
    let mut fields = Fields::filled([("capacity", terms.capacity.word())]);
    fields.set("promise_days", terms.promise_days.to_string());
    fields.set("version", terms.version.to_string());
    let ticks = [("self_referral", terms.self_referral), ("wants_worker", terms.wants_worker)];
    for (name, _) in ticks.iter().filter(|(_, ticked)| *ticked) {
        fields.set(name, "yes");
    }
    let ages = [("youngest", terms.youngest), ("oldest", terms.oldest)];
    for (name, age) in ages.iter().filter_map(|(name, age)| age.map(|age| (name, age))) {
        fields.set(name, age.to_string());
    }
    fields
}

impl Page for PromisesPage {
    const NAME: &'static str = "referral-promises";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::promises(lang)
    }
}

impl Page for PromisePage {
    const NAME: &'static str = "referral-promise";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::promise(lang)
    }
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let promises = referral::promises(&app.sys, &who.ctx).await?;
    let frame = Frame::new(&app, &who, "referral-promises-title").with_done(asked.get("hecho"));
    let lines = promises.iter().map(|(of, terms)| PromiseLine::new(frame.t, of, terms)).collect();
    let page = PromisesPage::new(frame, lines);
    Ok(page::answer(&page.frame, &page))
}

async fn edit(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Service>)>,
) -> Result<Response, Failure> {
    let of = service::own(&app.sys, &who.ctx, id).await?;
    let terms = referral::terms(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(&app, &who, "referral-promise-title");
    let page = PromisePage::new(frame, &of, fields_of(&terms));
    Ok(page::answer(&page.frame, &page))
}

async fn change(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Service>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let of = service::own(&app.sys, &who.ctx, id).await?;
    let text = |name: &str| fields.get(name).to_owned();
    let input = Promising {
        promise_days: text("promise_days"),
        capacity: text("capacity"),
        self_referral: fields.has("self_referral", "yes"),
        wants_worker: fields.has("wants_worker", "yes"),
        route: String::new(),
        youngest: text("youngest"),
        oldest: text("oldest"),
        version: fields.get("version").parse().unwrap_or(-1),
    };
    match referral::promise(&app.sys, &who.ctx, id, &input).await {
        Ok(()) => Ok(see_other(&format!("/{}/recibidos/promesas?hecho=referral-promised", who.ctx.lang))),
        Err(error) => {
            let frame = Frame::new(&app, &who, "referral-promise-title");
            let page = PromisePage::new(frame, &of, fields.refuse(error)?);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

/// Says in one tap how much room there is.
async fn room(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Service>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    referral::set_capacity(&app.sys, &who.ctx, id, fields.get("capacity")).await?;
    Ok(see_other(&format!("/{}/recibidos/promesas?hecho=referral-promised", who.ctx.lang)))
}
