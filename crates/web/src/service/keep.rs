//! Those who serve keep their entries of the directory true.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    message::Lang,
    policy::Role,
    service::{ServiceArea, ServiceCategory},
    taxonomy::LanguageCode,
    time::Day,
};
use usecases::{
    Error, Problems,
    service::{self, ServiceForm},
};

use super::{Card, SAMPLE_DAY, choices, sample_service};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::MY_SERVICES, mine)
        .get(urls::MY_SERVICE_NEW, new)
        .post(urls::MY_SERVICE_NEW, add)
        .get(urls::MY_SERVICE, edit)
        .post(urls::MY_SERVICE, change)
        .post(urls::MY_SERVICE_STEP, step)
}

/// The services of one's own agency.
#[derive(Template)]
#[template(path = "service/mine.html")]
pub struct Mine {
    /// What stands around it.
    pub frame: Frame,
    /// The services, those confirmed longest ago first.
    pub cards: Vec<Card>,
}

async fn mine(State(app): State<App>, who: As, Asked(f): Asked) -> Result<Response, Failure> {
    let services = service::mine(&app.sys, &who.ctx).await?;
    let frame = Frame::new(&app, &who, "service-mine-title").with_done(f.get("hecho"));
    let card = |one| Card::new(frame.t, one, "", who.ctx.now.day());
    let page = Mine { cards: services.iter().map(card).collect(), frame };
    Ok(page::answer(&page.frame, &page))
}

/// The form of a service.
#[derive(Template)]
#[template(path = "service/edit.html")]
pub struct Edit {
    /// What stands around it.
    pub frame: Frame,
    /// The form as typed.
    pub f: Fields,
    /// Where it is sent.
    pub action: String,
    /// The kinds of need to choose from.
    pub categories: Vec<(String, String)>,
    /// Whom it may reach.
    pub areas: Vec<(String, String)>,
    /// The languages to choose from.
    pub languages: Vec<(String, String)>,
}

impl Edit {
    fn new(frame: Frame, f: Fields, path: &str) -> Self {
        let t = frame.t;
        Self {
            action: frame.to(path),
            categories: choices(t, "service-category", ServiceCategory::ALL),
            areas: choices(t, "service-area", ServiceArea::ALL),
            languages: choices(t, "language", LanguageCode::ALL),
            frame,
            f,
        }
    }
}

/// The names of the form, and where each goes.
fn form_of(f: &Fields) -> ServiceForm {
    let text = |name: &str| f.get(name).to_owned();
    ServiceForm {
        category: text("category"),
        name: text("name"),
        name_en: text("name_en"),
        description: text("description"),
        description_en: text("description_en"),
        cost: text("cost"),
        cost_en: text("cost_en"),
        bring: text("bring"),
        bring_en: text("bring_en"),
        hours: text("hours"),
        hours_en: text("hours_en"),
        languages: f.all("languages").to_vec(),
        municipality: text("municipality"),
        address: text("address"),
        area: text("area"),
        phone: text("phone"),
        version: text("version"),
    }
}

fn fields_of(form: &ServiceForm, place: String) -> Fields {
    let mut f = Fields::filled(
        [
            ("category", &form.category),
            ("name", &form.name),
            ("name_en", &form.name_en),
            ("description", &form.description),
            ("description_en", &form.description_en),
            ("cost", &form.cost),
            ("cost_en", &form.cost_en),
            ("bring", &form.bring),
            ("bring_en", &form.bring_en),
            ("hours", &form.hours),
            ("hours_en", &form.hours_en),
            ("municipality", &place),
            ("address", &form.address),
            ("area", &form.area),
            ("phone", &form.phone),
            ("version", &form.version),
        ]
        .map(|(name, value)| (name, value.as_str())),
    );
    for language in &form.languages {
        f.set("languages", language);
    }
    f
}

async fn new(State(app): State<App>, who: As) -> Result<Response, Failure> {
    // Only who may keep services sees the form.
    service::mine(&app.sys, &who.ctx).await?;
    let frame = Frame::new(&app, &who, "service-new-title");
    let page = Edit::new(frame, Fields::filled([("languages", "es")]), "mis-servicios/nuevo");
    Ok(page::answer(&page.frame, &page))
}

async fn add(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    match service::add(&app.sys, &who.ctx, None, &form_of(&f)).await {
        Ok(_) => Ok(see_other(&format!("/{}/mis-servicios?hecho=service-saved", who.ctx.lang))),
        Err(error) => {
            let frame = Frame::new(&app, &who, "service-new-title");
            let page = Edit::new(frame, f.refuse(error)?, "mis-servicios/nuevo");
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

async fn edit(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let service = service::own(&app.sys, &who.ctx, id.parse().map_err(|_| Error::NotFound)?).await?;
    let frame = Frame::new(&app, &who, "service-edit-title");
    let place = frame.t.place(&service.municipality);
    let fields = fields_of(&ServiceForm::of(&service), place);
    let page = Edit::new(frame, fields, &format!("mis-servicios/{id}"));
    Ok(page::answer(&page.frame, &page))
}

async fn change(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Failure> {
    let key = id.parse().map_err(|_| Error::NotFound)?;
    match service::edit(&app.sys, &who.ctx, key, &form_of(&f)).await {
        Ok(()) => Ok(see_other(&format!("/{}/mis-servicios?hecho=service-saved", who.ctx.lang))),
        Err(error) => {
            let frame = Frame::new(&app, &who, "service-edit-title");
            let page = Edit::new(frame, f.refuse(error)?, &format!("mis-servicios/{id}"));
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

async fn step(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    match f.get("step") {
        "confirm" => service::confirm(&app.sys, &who.ctx, id).await?,
        "hide" => service::set_shown(&app.sys, &who.ctx, id, false).await?,
        "show" => service::set_shown(&app.sys, &who.ctx, id, true).await?,
        _ => return Err(Error::NotFound.into()),
    }
    Ok(see_other(&format!("/{}/mis-servicios?hecho=service-saved", who.ctx.lang)))
}

impl Page for Mine {
    const NAME: &'static str = "service-mine";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let sample = |days: &[Day]| {
            let frame = Frame::sample(lang, Who::Staff(Role::FocalPoint), "service-mine-title");
            let cards = days.iter().map(|day| Card::new(frame.t, &sample_service(), "", *day)).collect();
            Self { frame, cards }
        };
        let stale = Day::constant(2027, 3, 1);
        let expired = Day::constant(2027, 6, 1);
        vec![("full", sample(&[expired, stale, SAMPLE_DAY])), ("empty", sample(&[]))]
    }
}

impl Page for Edit {
    const NAME: &'static str = "service-edit";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = |title| Frame::sample(lang, Who::Staff(Role::FocalPoint), title);
        let service = sample_service();
        let place = frame("service-edit-title").t.place(&service.municipality);
        let mut problems = Problems::default();
        problems.add("name", "text-empty");
        problems.add("category", "service-category-empty");
        problems.add("municipality", "place-several");
        let wrong = Fields::filled([("municipality", "San Pedro Sacatepéquez")]).with_problems(problems);
        vec![
            ("new", Self::new(frame("service-new-title"), Fields::new(), "mis-servicios/nuevo")),
            ("refused", Self::new(frame("service-new-title"), wrong, "mis-servicios/nuevo")),
            (
                "edit",
                Self::new(
                    frame("service-edit-title"),
                    fields_of(&ServiceForm::of(&service), place),
                    "mis-servicios/4",
                ),
            ),
        ]
    }
}
