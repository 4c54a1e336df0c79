//! An agency's own page: how far it is trusted, what it tells of itself, its papers.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    agency::{AgencyStatus, Document},
    message::Lang,
    policy::Role,
};
use usecases::agency::{self, AgencyForm, Shown, Upload};

use super::{PaperLine, fields_of, form_of, paper_lines, parse, places, sample_frame, tone};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    page::{self, Frame, Page, see_other},
    routes::Routes,
    session::As,
    upload::Sent,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::AGENCY_OWN, show)
        .post(urls::AGENCY_OWN, change)
        .post(urls::AGENCY_PAPERS, add_paper)
        .post(urls::AGENCY_PAPER_REMOVE, remove_paper)
        .post(urls::AGENCY_ASK, ask)
}

/// An agency's own page.
#[derive(Template)]
#[template(path = "agency/own.html")]
pub struct OwnAgencyPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed, or what is there.
    pub fields: Fields,
    /// Its name.
    pub name: String,
    /// The word of its kind.
    pub kind: &'static str,
    /// The word of its status.
    pub status: &'static str,
    /// The tone of its tag.
    pub tone: &'static str,
    /// Why it was refused or suspended.
    pub reason: Option<String>,
    /// Municipalities to choose from.
    pub places: Vec<(String, String)>,
    /// Its papers.
    pub papers: Vec<PaperLine>,
    /// Whether name and number may still be changed, and papers taken back.
    pub open: bool,
    /// Whether one more paper may be sent.
    pub room: bool,
}

impl OwnAgencyPage {
    fn of(frame: Frame, shown: &Shown, fields: Fields, places: Vec<(String, String)>) -> Self {
        let agency = &shown.agency;
        let frame = frame.titled(agency.name.clone());
        Self {
            papers: paper_lines(frame.t, &shown.documents),
            frame,
            fields,
            name: agency.name.clone(),
            kind: agency.kind.word(),
            status: agency.status.word(),
            tone: tone(agency.status),
            reason: agency.reason.clone(),
            places,
            open: matches!(agency.status, AgencyStatus::Pending | AgencyStatus::Refused),
            room: shown.documents.len() < Document::MOST,
        }
    }
}

impl Page for OwnAgencyPage {
    const NAME: &'static str = "agency-own";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let sample = |status: AgencyStatus, reason: Option<&str>, papers: usize| {
            let frame = sample_frame(lang, Role::FocalPoint, "layout-agency").titled("Textiles Xela");
            Self {
                papers: (0..papers)
                    .map(|at| PaperLine {
                        id: at.to_string(),
                        name: "RTU.pdf".to_owned(),
                        kilobytes: 310,
                        sent: frame.t.moment(&domain::time::Moment::from_seconds(1_795_446_000)),
                    })
                    .collect(),
                frame,
                fields: Fields::filled([
                    ("name", "Textiles Xela"),
                    ("nit", "576937-K"),
                    ("municipality", "0901"),
                ]),
                name: "Textiles Xela".to_owned(),
                kind: "employer",
                status: status.word(),
                tone: tone(status),
                reason: reason.map(str::to_owned),
                places: vec![("0901".to_owned(), "Quetzaltenango, Quetzaltenango".to_owned())],
                open: matches!(status, AgencyStatus::Pending | AgencyStatus::Refused),
                room: papers < Document::MOST,
            }
        };
        vec![
            ("pending", sample(AgencyStatus::Pending, None, 1)),
            ("refused", sample(AgencyStatus::Refused, Some("Falta la patente de comercio."), 3)),
            ("verified", sample(AgencyStatus::Verified, None, 2)),
            ("suspended", sample(AgencyStatus::Suspended, Some("Recibimos una queja."), 2)),
        ]
    }
}

async fn draw(app: &App, who: &As, fields: Option<Fields>, done: &str) -> Result<Response, Failure> {
    let shown = agency::own(&app.sys, &who.ctx).await?;
    let form = AgencyForm::of(&shown.agency);
    let wrong = fields.as_ref().is_some_and(|fields| !fields.problems().is_empty());
    let fields = fields.unwrap_or_else(|| fields_of(&form, shown.agency.version));
    let frame = Frame::new(app, who, "layout-agency").with_done(done);
    let places = places(frame.t);
    let page = OwnAgencyPage::of(frame, &shown, fields, places);
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page::answer_with(status, &page.frame, &page))
}

async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    draw(&app, &who, None, asked.get("hecho")).await
}

async fn change(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    let id = who.ctx.agency()?;
    let version = fields.get("version").parse().unwrap_or(0);
    match agency::change(&app.sys, &who.ctx, id, &form_of(&fields), version).await {
        Ok(()) => Ok(see_other(&format!("/{}/institucion?hecho=agency-saved", who.ctx.lang))),
        Err(error) => draw(&app, &who, Some(fields.refuse(error)?), "").await,
    }
}

async fn add_paper(State(app): State<App>, who: As, sent: Sent) -> Result<Response, Failure> {
    let upload: Upload = sent.files.into_iter().next().unwrap_or_default();
    match agency::add_paper(&app.sys, &who.ctx, upload).await {
        Ok(()) => Ok(see_other(&format!("/{}/institucion?hecho=paper-added", who.ctx.lang))),
        Err(error) => {
            let shown = agency::own(&app.sys, &who.ctx).await?;
            let fields = fields_of(&AgencyForm::of(&shown.agency), shown.agency.version);
            draw(&app, &who, Some(fields.refuse(error)?), "").await
        }
    }
}

async fn remove_paper(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    agency::remove_paper(&app.sys, &who.ctx, parse(&id)?).await?;
    Ok(see_other(&format!("/{}/institucion?hecho=paper-removed", who.ctx.lang)))
}

async fn ask(State(app): State<App>, who: As) -> Result<Response, Failure> {
    agency::ask_again(&app.sys, &who.ctx).await?;
    Ok(see_other(&format!("/{}/institucion?hecho=agency-asked", who.ctx.lang)))
}
