//! The administrator's agencies: list, a new one, one to be changed, and the first page of the administration.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    agency::{Agency, AgencyKind, AgencyStatus},
    id::Id,
    message::Lang,
    policy::{Action, Object, Relation, Role},
    time::Day,
};
use usecases::{
    Error,
    agency::{self, AgencyFilter, AgencyForm},
};

use super::{
    PaperLine, fields_of, form_of, kinds, paper_lines, parse, places, queue::AgencyLine, sample_frame,
    statuses,
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

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::AGENCIES, list)
        .get(urls::AGENCY_NEW, show_new)
        .post(urls::AGENCY_NEW, add)
        .get(urls::AGENCY, show)
        .post(urls::AGENCY, change)
}

/// Rows of a page of the list, as the use case has it.
const FULL: usize = 50;

/// The administrator's list.
#[derive(Template)]
#[template(path = "agency/list.html")]
pub struct AgenciesPage {
    /// What stands around it.
    pub frame: Frame,
    /// What it is narrowed by.
    pub fields: Fields,
    /// Kinds to choose from.
    pub kinds: Vec<(String, String)>,
    /// Statuses to choose from.
    pub statuses: Vec<(String, String)>,
    /// By name.
    pub lines: Vec<AgencyLine>,
    /// The next page.
    pub next: Option<String>,
}

impl Page for AgenciesPage {
    const NAME: &'static str = "agency-list";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let t = T::new(lang);
        let sample = |lines| Self {
            frame: sample_frame(lang, Role::Administrator, "agency-list-title"),
            fields: Fields::new(),
            kinds: kinds(t, AgencyKind::ALL),
            statuses: statuses(t),
            lines,
            next: None,
        };
        let lines = vec![
            AgencyLine::sample(t, "Instituto Xela", AgencyKind::Training, AgencyStatus::Verified),
            AgencyLine::sample(t, "Textiles Xela", AgencyKind::Employer, AgencyStatus::Suspended),
        ];
        vec![("some", sample(lines)), ("none", sample(Vec::new()))]
    }
}

/// An agreement in the list of an agency.
pub struct AgreementLine {
    /// Its address.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// With whom; empty on the agency's own page.
    pub agency: String,
    /// Its last day: a text.
    pub ends: String,
    /// `held`, `near` or `ended`.
    pub state: &'static str,
}

/// `held`, `near` (within sixty days) or `ended`.
pub(super) fn ending(today: Day, near: Day, expires_on: Day) -> &'static str {
    if expires_on < today {
        "ended"
    } else if expires_on <= near {
        "near"
    } else {
        "held"
    }
}

/// One agency before an administrator, or a new one.
#[derive(Template)]
#[template(path = "agency/one.html")]
pub struct OneAgencyPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed, or what is there.
    pub fields: Fields,
    /// Kinds to choose from.
    pub kinds: Vec<(String, String)>,
    /// Municipalities to choose from.
    pub places: Vec<(String, String)>,
    /// What belongs to it, if it is there.
    pub known: Option<KnownAgency>,
}

/// What is shown of an agency that is there.
pub struct KnownAgency {
    /// Its address.
    pub href: String,
    /// Its identifier.
    pub id: String,
    /// The word of its status.
    pub status: &'static str,
    /// The tone of its tag.
    pub tone: &'static str,
    /// Its papers.
    pub papers: Vec<PaperLine>,
    /// The agreements with it.
    pub agreements: Vec<AgreementLine>,
}

impl Page for OneAgencyPage {
    const NAME: &'static str = "agency-one";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let t = T::new(lang);
        let sample = |title: &str, fields, known| Self {
            frame: sample_frame(lang, Role::Administrator, title),
            fields,
            kinds: kinds(t, AgencyKind::ALL),
            places: vec![("0901".to_owned(), "Quetzaltenango, Quetzaltenango".to_owned())],
            known,
        };
        let line = |title: &str, state| AgreementLine {
            href: "/".to_owned(),
            title: title.to_owned(),
            agency: String::new(),
            ends: t.day(&Day::constant(2027, 1, 22)),
            state,
        };
        let known = KnownAgency {
            href: "/".to_owned(),
            id: "1".to_owned(),
            status: AgencyStatus::Verified.word(),
            tone: "ok",
            papers: Vec::new(),
            agreements: vec![line("Convenio de datos 2026", "near"), line("Carta de entendimiento", "ended")],
        };
        let there = Fields::filled([("name", "Textiles Xela"), ("kind", "employer"), ("nit", "576937-K")]);
        vec![
            ("new", sample("agency-new-title", Fields::new(), None)),
            ("there", sample("agency-one-title", there, Some(known))),
        ]
    }
}

/// Only who keeps agencies, not who verifies them.
pub(super) fn keeper(who: &As) -> Result<(), Error> {
    who.ctx.permit(Relation::Stranger, Object::Agency, Action::Create).map(|_| ())?;
    // Anybody may sign an agency up; this desk is for staff.
    who.ctx.agency().map(|_| ())
}

/// The name and the identifier of the last line, `id/name`.
fn read_key(text: &str) -> Option<(String, Id<Agency>)> {
    let (id, name) = text.split_once('/')?;
    Some((name.to_owned(), id.parse().ok()?))
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    keeper(&who)?;
    let filter = AgencyFilter {
        kind: AgencyKind::from_word(asked.get("kind")),
        status: AgencyStatus::from_word(asked.get("status")),
        words: asked.some("words").map(str::to_owned),
    };
    let listed = agency::list(&app.sys, &who.ctx, &filter, read_key(asked.get("after"))).await?;
    let frame = Frame::new(&app, &who, "agency-list-title");
    let next = listed.last().filter(|_| listed.len() == FULL).map(|last| {
        let key = format!("{}/{}", last.id, last.name);
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("kind", asked.get("kind"))
            .append_pair("status", asked.get("status"))
            .append_pair("words", asked.get("words"))
            .append_pair("after", &key)
            .finish();
        format!("{}?{query}", frame.to("administracion/instituciones"))
    });
    let lines =
        listed.iter().map(|line| AgencyLine::of(frame.t, line, "administracion/instituciones")).collect();
    let page = AgenciesPage {
        kinds: kinds(frame.t, AgencyKind::ALL),
        statuses: statuses(frame.t),
        frame,
        fields: asked,
        lines,
        next,
    };
    Ok(page::answer(&page.frame, &page))
}

fn draw(
    app: &App,
    who: &As,
    title: &str,
    fields: Fields,
    known: Option<KnownAgency>,
    done: &str,
) -> Response {
    let frame = Frame::new(app, who, title).with_done(done);
    let code = if fields.problems().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = OneAgencyPage {
        kinds: kinds(frame.t, AgencyKind::ALL),
        places: places(frame.t),
        frame,
        fields,
        known,
    };
    page::answer_with(code, &page.frame, &page)
}

async fn show_new(State(app): State<App>, who: As) -> Result<Response, Failure> {
    keeper(&who)?;
    Ok(draw(&app, &who, "agency-new-title", Fields::new(), None, ""))
}

async fn add(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    keeper(&who)?;
    match agency::add(&app.sys, &who.ctx, &form_of(&fields)).await {
        Ok(id) => {
            Ok(see_other(&format!("/{}/administracion/instituciones/{id}?hecho=agency-added", who.ctx.lang)))
        }
        Err(error) => Ok(draw(&app, &who, "agency-new-title", fields.refuse(error)?, None, "")),
    }
}

/// What belongs to an agency, and its form.
async fn load(app: &App, who: &As, id: Id<Agency>) -> Result<(KnownAgency, Fields), Error> {
    let shown = agency::show(&app.sys, &who.ctx, id).await?;
    let t = T::new(who.ctx.lang);
    let (today, near) = (who.ctx.now.day(), who.ctx.now.plus_days(agency::ENDING_DAYS).day());
    let agreements = shown
        .agreements
        .iter()
        .map(|agreement| AgreementLine {
            href: format!("/{}/administracion/convenios/{}", t.lang, agreement.id),
            title: agreement.title.clone(),
            agency: String::new(),
            ends: t.day(&agreement.expires_on),
            state: ending(today, near, agreement.expires_on),
        })
        .collect();
    let known = KnownAgency {
        href: format!("/{}/administracion/instituciones/{id}", t.lang),
        id: id.to_string(),
        status: shown.agency.status.word(),
        tone: super::tone(shown.agency.status),
        papers: paper_lines(t, &shown.documents),
        agreements,
    };
    Ok((known, fields_of(&AgencyForm::of(&shown.agency), shown.agency.version)))
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    keeper(&who)?;
    let (known, fields) = load(&app, &who, parse(&id)?).await?;
    Ok(draw(&app, &who, "agency-one-title", fields, Some(known), asked.get("hecho")))
}

async fn change(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    keeper(&who)?;
    let id = parse(&id)?;
    let version = fields.get("version").parse().unwrap_or(0);
    match agency::change(&app.sys, &who.ctx, id, &form_of(&fields), version).await {
        Ok(()) => {
            Ok(see_other(&format!("/{}/administracion/instituciones/{id}?hecho=agency-saved", who.ctx.lang)))
        }
        Err(error) => {
            let fields = fields.refuse(error)?;
            let (known, _) = load(&app, &who, id).await?;
            Ok(draw(&app, &who, "agency-one-title", fields, Some(known), ""))
        }
    }
}
