//! Agreements: which end soon, all that hold, a new one, one to be changed.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{agency::Agency, id::Id, message::Lang, policy::Role, time::Day};
use usecases::{
    Error,
    agency::{self, AgreementForm, AgreementKey, ListedAgreement},
};

use super::{
    keep::{AgreementLine, ending},
    parse, sample_frame,
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
        .get(urls::AGREEMENTS, list)
        .get(urls::AGREEMENT_NEW, show_new)
        .post(urls::AGREEMENT_NEW, add)
        .get(urls::AGREEMENT, show)
        .post(urls::AGREEMENT, change)
}

/// Rows of a page of the list, as the use case has it.
const FULL: usize = 50;

/// The agreements that have not ended.
#[derive(Template)]
#[template(path = "agency/agreements.html")]
pub struct AgreementsPage {
    /// What stands around it.
    pub frame: Frame,
    /// How many of them end within sixty days.
    pub near: usize,
    /// The nearest end first.
    pub lines: Vec<AgreementLine>,
    /// The next page.
    pub next: Option<String>,
}

impl Page for AgreementsPage {
    const NAME: &'static str = "agency-agreements";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let t = T::new(lang);
        let line = |agency: &str, state| AgreementLine {
            href: "/".to_owned(),
            title: "Convenio de datos".to_owned(),
            agency: agency.to_owned(),
            ends: t.day(&Day::constant(2027, 1, 22)),
            state,
        };
        let sample = |near, lines| Self {
            frame: sample_frame(lang, Role::Administrator, "agency-agreements-title"),
            near,
            lines,
            next: None,
        };
        vec![
            ("some", sample(1, vec![line("Textiles Xela", "near"), line("Instituto Xela", "held")])),
            ("none", sample(0, Vec::new())),
        ]
    }
}

/// One agreement, or a new one.
#[derive(Template)]
#[template(path = "agency/agreement.html")]
pub struct AgreementPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed, or what is there.
    pub fields: Fields,
    /// The address of the agency.
    pub back: String,
    /// The name of the agency.
    pub agency: String,
}

impl Page for AgreementPage {
    const NAME: &'static str = "agency-agreement";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let sample = |fields| Self {
            frame: sample_frame(lang, Role::Administrator, "agency-agreement-title"),
            fields,
            back: "/".to_owned(),
            agency: "Textiles Xela".to_owned(),
        };
        let typed = Fields::filled([
            ("title", "Convenio"),
            ("signed_on", "2026-01-01"),
            ("expires_on", "2025-01-01"),
        ]);
        let refused = typed.refuse(Error::invalid("expires_on", "agency-agreement-ends")).unwrap_or_default();
        vec![("new", sample(Fields::new())), ("refused", sample(refused))]
    }
}

/// The day and the identifier of the last line, `2026-01-31/id`.
fn read_key(text: &str) -> Option<AgreementKey> {
    let (day, id) = text.split_once('/')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}

fn line(t: T, who: &As, listed: ListedAgreement) -> AgreementLine {
    let (today, near) = (who.ctx.now.day(), who.ctx.now.plus_days(agency::ENDING_DAYS).day());
    AgreementLine {
        href: format!("/{}/administracion/convenios/{}", t.lang, listed.agreement.id),
        ends: t.day(&listed.agreement.expires_on),
        state: ending(today, near, listed.agreement.expires_on),
        title: listed.agreement.title,
        agency: listed.agency_name,
    }
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    who.ctx.agency()?;
    let frame = Frame::new(&app, &who, "agency-agreements-title");
    let listed = agency::agreements(&app.sys, &who.ctx, read_key(asked.get("after"))).await?;
    let near = agency::ending_agreements(&app.sys, &who.ctx).await?.len();
    let next = listed.last().filter(|_| listed.len() == FULL).map(|last| {
        let (day, id) = (last.agreement.expires_on, last.agreement.id);
        format!("{}?after={day}/{id}", frame.to("administracion/convenios"))
    });
    let lines = listed.into_iter().map(|listed| line(frame.t, &who, listed)).collect();
    let page = AgreementsPage { frame, near, lines, next };
    Ok(page::answer(&page.frame, &page))
}

fn form_of(fields: &Fields) -> AgreementForm {
    AgreementForm {
        title: fields.get("title").to_owned(),
        signed_on: fields.get("signed_on").to_owned(),
        expires_on: fields.get("expires_on").to_owned(),
    }
}

async fn draw(app: &App, who: &As, agency: Id<Agency>, fields: Fields) -> Result<Response, Failure> {
    let shown = agency::show(&app.sys, &who.ctx, agency).await?;
    let frame = Frame::new(app, who, "agency-agreement-title");
    let code = if fields.problems().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let back = frame.to(&format!("administracion/instituciones/{agency}"));
    let page = AgreementPage { frame, fields, back, agency: shown.agency.name };
    Ok(page::answer_with(code, &page.frame, &page))
}

fn saved(who: &As, agency: Id<Agency>) -> Response {
    see_other(&format!("/{}/administracion/instituciones/{agency}?hecho=agreement-saved", who.ctx.lang))
}

async fn show_new(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    super::keep::keeper(&who)?;
    draw(&app, &who, parse(&id)?, Fields::new()).await
}

async fn add(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    super::keep::keeper(&who)?;
    let agency = parse(&id)?;
    match agency::add_agreement(&app.sys, &who.ctx, agency, &form_of(&fields)).await {
        Ok(_) => Ok(saved(&who, agency)),
        Err(error) => draw(&app, &who, agency, fields.refuse(error)?).await,
    }
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    super::keep::keeper(&who)?;
    let agreement = agency::agreement(&app.sys, &who.ctx, parse(&id)?).await?;
    let mut fields = Fields::filled([("title", agreement.title.as_str())]);
    fields.set("signed_on", agreement.signed_on.to_string());
    fields.set("expires_on", agreement.expires_on.to_string());
    draw(&app, &who, agreement.agency, fields).await
}

async fn change(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    super::keep::keeper(&who)?;
    let id = parse(&id)?;
    let agreement = agency::agreement(&app.sys, &who.ctx, id).await?;
    match agency::put_agreement(&app.sys, &who.ctx, id, &form_of(&fields)).await {
        Ok(()) => Ok(saved(&who, agreement.agency)),
        Err(error) => draw(&app, &who, agreement.agency, fields.refuse(error)?).await,
    }
}
