//! What a service promises to who refers: how soon it answers, how much room it has, whom it takes.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    id::Id,
    message::Lang,
    policy::Role,
    referral::{Capacity, Route, Terms},
    service::Service,
};
use usecases::{
    Error, Problems,
    referral::{self, Promising},
    service,
};

use super::{choices, sample_service};
use crate::{
    App,
    error::Failure,
    form::Fields,
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::MY_SERVICE_PROMISE, edit).post(urls::MY_SERVICE_PROMISE, change)
}

/// The form of a promise.
#[derive(Template)]
#[template(path = "service/promise.html")]
pub struct Promise {
    /// What stands around it.
    pub frame: Frame,
    /// The form as typed.
    pub f: Fields,
    /// What the service is called, and in which language.
    pub name: (String, &'static str),
    /// Where the form is sent.
    pub action: String,
    /// How much room there may be.
    pub rooms: Vec<(String, String)>,
    /// Whom it may be for; empty for who may not change it.
    pub routes: Vec<(String, String)>,
}

impl Promise {
    fn new(frame: Frame, f: Fields, service: &Service, may_route: bool) -> Self {
        let t = frame.t;
        Self {
            name: (t.read(&service.name).to_owned(), t.lang_of(&service.name)),
            action: frame.to(&format!("mis-servicios/{}/promesa", service.id)),
            rooms: choices(t, "service-room", Capacity::ALL),
            routes: if may_route { choices(t, "service-route", Route::ALL) } else { Vec::new() },
            frame,
            f,
        }
    }
}

fn fields_of(terms: &Terms) -> Fields {
    let yes = |held: bool| if held { "yes".to_owned() } else { String::new() };
    let age = |age: Option<u8>| age.map(|age| age.to_string()).unwrap_or_default();
    let values = [
        ("promise_days", terms.promise_days.to_string()),
        ("capacity", terms.capacity.to_string()),
        ("self_referral", yes(terms.self_referral)),
        ("wants_worker", yes(terms.wants_worker)),
        ("route", terms.route.to_string()),
        ("youngest", age(terms.youngest)),
        ("oldest", age(terms.oldest)),
        ("version", terms.version.to_string()),
    ];
    Fields::filled(values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

fn input_of(f: &Fields) -> Promising {
    let text = |name: &str| f.get(name).to_owned();
    Promising {
        promise_days: text("promise_days"),
        capacity: text("capacity"),
        self_referral: f.has("self_referral", "yes"),
        wants_worker: f.has("wants_worker", "yes"),
        route: text("route"),
        youngest: text("youngest"),
        oldest: text("oldest"),
        version: f.get("version").parse().unwrap_or(0),
    }
}

fn may_route(who: &As) -> bool {
    who.ctx.actor.role() == Some(Role::Coordinator)
}

async fn edit(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id: Id<Service> = id.parse().map_err(|_| Error::NotFound)?;
    let service = service::own(&app.sys, &who.ctx, id).await?;
    let terms = referral::terms(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(&app, &who, "service-promise-title");
    let page = Promise::new(frame, fields_of(&terms), &service, may_route(&who));
    Ok(page::answer(&page.frame, &page))
}

async fn change(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Failure> {
    let id: Id<Service> = id.parse().map_err(|_| Error::NotFound)?;
    match referral::promise(&app.sys, &who.ctx, id, &input_of(&f)).await {
        Ok(()) => Ok(see_other(&format!("/{}/mis-servicios?hecho=service-saved", who.ctx.lang))),
        Err(error) => {
            let service = service::own(&app.sys, &who.ctx, id).await?;
            let frame = Frame::new(&app, &who, "service-promise-title");
            let page = Promise::new(frame, f.refuse(error)?, &service, may_route(&who));
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

impl Page for Promise {
    const NAME: &'static str = "service-promise";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = |role| Frame::sample(lang, Who::Staff(role), "service-promise-title");
        let service = sample_service();
        let terms = Terms {
            self_referral: true,
            capacity: Capacity::WaitingList,
            youngest: Some(18),
            ..Terms::of(service.id)
        };
        let mut problems = Problems::default();
        problems.add("promise_days", "referral-promise-days");
        problems.add("capacity", "referral-choice-unknown");
        problems.add("oldest", "referral-age-form");
        let wrong = Fields::filled([("promise_days", "30"), ("oldest", "mucho")]).with_problems(problems);
        vec![
            ("full", Self::new(frame(Role::FocalPoint), fields_of(&terms), &service, false)),
            ("coordinator", Self::new(frame(Role::Coordinator), fields_of(&terms), &service, true)),
            ("refused", Self::new(frame(Role::FocalPoint), wrong, &service, false)),
        ]
    }
}
