//! An officer begins to accompany somebody: whose slip it is, what is read out, and how they said yes.

use std::str::FromStr;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    case::Case,
    consent::{Field, Way},
    id::Id,
    message::Lang,
    time::Moment,
};
use usecases::{
    Error,
    case::{self, Opening},
    referral::Taken,
};

use super::{
    sample,
    say::{self, FIELDS, WAYS},
};
use crate::{
    App,
    error::Failure,
    form::Fields,
    i18n::T,
    page::{self, Frame, Page, see_other},
    referral::{choices, officer, said_yes},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::CASE_NEW, begin).post(urls::CASE_NEW, open)
}

/// A new case.
#[derive(Template)]
#[template(path = "case/open.html")]
pub struct OpenCasePage {
    /// What stands around it.
    pub frame: Frame,
    /// What is read out.
    pub text: Vec<String>,
    /// What may be shown to the officer.
    pub shared: Vec<(String, String)>,
    /// How the yes may be given.
    pub ways: Vec<(String, String)>,
    /// The identifier that makes a form sent twice one case.
    pub id: String,
    /// The form as typed.
    pub fields: Fields,
}

impl OpenCasePage {
    pub(super) fn new(frame: Frame, agency: &str, id: String, fields: Fields, now: Moment) -> Self {
        let t = frame.t;
        Self {
            text: say::yes_text(t, agency, now),
            shared: choices(t, "referral-field", &FIELDS),
            ways: choices(t, "referral-way", &WAYS),
            id,
            fields,
            frame,
        }
    }
}

impl Page for OpenCasePage {
    const NAME: &'static str = "case-open";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::open(lang)
    }
}

/// The yes of a form: what was ticked, and how it was given.
pub(super) fn yes(fields: &Fields, t: T, agency: &str, now: Moment) -> usecases::Result<Taken> {
    let ticked = fields.all("fields").iter().filter_map(|word| Field::from_str(word).ok());
    let ticked = ticked.filter(|field| FIELDS.contains(field)).collect();
    let way = Way::from_word(fields.get("way")).filter(|way| WAYS.contains(way));
    let way = way.ok_or(Error::invalid("way", "referral-choice-unknown"))?;
    Ok(said_yes(t, say::yes_text(t, agency, now), ticked, way))
}

/// The form as it is at first: name, telephone, place, language and what is needed are ticked.
pub(super) fn first(mut fields: Fields) -> Fields {
    fields.set("way", Way::Voice.word());
    for field in [Field::Name, Field::Contact, Field::Place, Field::Language, Field::Need] {
        fields.set("fields", field.word());
    }
    fields
}

/// The name of the agency of who asks.
async fn agency(app: &App, who: &As) -> Result<String, Failure> {
    let agency = who.ctx.agency()?;
    Ok(case::agency_name(&app.sys, agency).await?)
}

async fn begin(State(app): State<App>, who: As) -> Result<Response, Failure> {
    officer(&who)?;
    let frame = Frame::new(&app, &who, "case-open-title");
    let agency = agency(&app, &who).await?;
    let id = Id::<Case>::new(who.ctx.now).to_string();
    let page = OpenCasePage::new(frame, &agency, id, first(Fields::new()), who.ctx.now);
    Ok(page::answer(&page.frame, &page))
}

/// Opens a case, or shows the form for somebody who was found: the form of a search sends who it is and nothing else.
async fn open(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    officer(&who)?;
    let ctx = &who.ctx;
    let frame = Frame::new(&app, &who, "case-open-title");
    let agency = agency(&app, &who).await?;
    if fields.some("id").is_none() && fields.some("found").is_some() {
        let id = Id::<Case>::new(ctx.now).to_string();
        let page = OpenCasePage::new(frame, &agency, id, first(fields), ctx.now);
        return Ok(page::answer(&page.frame, &page));
    }
    let id: Id<Case> = fields.get("id").parse().unwrap_or_else(|_| Id::new(ctx.now));
    let opened = match yes(&fields, frame.t, &agency, ctx.now) {
        Ok(taken) => {
            let found = fields.get("found").parse().ok();
            let input = Opening { id, code: fields.get("code").to_owned(), found, taken };
            case::open(&app.sys, ctx, &input).await
        }
        Err(error) => Err(error),
    };
    match opened {
        Ok(id) => Ok(see_other(&frame.to(&format!("acompanamientos/{id}?hecho=case-opened")))),
        Err(error) => {
            let page = OpenCasePage::new(frame, &agency, id.to_string(), fields.refuse(error)?, ctx.now);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
