//! What the coordination looks after: cases in which something is owed since two weeks. Nobody's name but the officers'.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{case::Case, id::Id, message::Lang, time::Moment};
use usecases::{
    Page as Part,
    case::{self, Late},
};

use super::{load::due_next, sample, say::Owed};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, see_other},
    referral::due_after,
    routes::Routes,
    session::As,
    urls,
};

/// Lines on one page.
const SHOWN: i64 = 30;

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::CASES_LATE, list).post(urls::CASE_ASSIGN, assign)
}

/// One case, without the person.
#[derive(Clone, Debug)]
pub struct LateLine {
    /// Its identifier.
    pub id: String,
    /// The institution.
    pub agency: String,
    /// Who accompanies.
    pub officer: String,
    /// What is owed.
    pub owed: Option<Owed>,
    /// Who else could.
    pub others: Vec<(String, String)>,
}

/// Cases in which something is owed since long.
#[derive(Template)]
#[template(path = "case/late.html")]
pub struct LateCasesPage {
    /// What stands around it.
    pub frame: Frame,
    /// Who waits longest first.
    pub lines: Vec<LateLine>,
    /// The address of the next page.
    pub next: Option<String>,
    /// The form as typed.
    pub fields: Fields,
}

impl LateLine {
    pub(super) fn new(t: T, late: &Late, now: Moment) -> Self {
        Self {
            id: late.listed.case.id.to_string(),
            agency: late.listed.agency_name.clone(),
            officer: late.officer.clone().unwrap_or_default(),
            owed: Owed::new(t, late.due, now),
            others: late.others.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
        }
    }
}

impl LateCasesPage {
    async fn read(app: &App, who: &As, asked: &Fields, fields: Fields) -> Result<Self, Failure> {
        let ctx = &who.ctx;
        let frame = Frame::new(app, who, "case-late-title").with_done(asked.get("hecho"));
        let found = case::late(&app.sys, ctx, Part { after: due_after(asked), limit: SHOWN }).await?;
        let last = found.last().map(|last| &last.listed.case);
        let next = due_next(&frame.to("coordinacion/acompanamientos"), last, found.len(), SHOWN);
        let lines = found.iter().map(|late| LateLine::new(frame.t, late, ctx.now)).collect();
        Ok(Self { lines, next, fields, frame })
    }
}

impl Page for LateCasesPage {
    const NAME: &'static str = "case-late";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::late(lang)
    }
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let page = LateCasesPage::read(&app, &who, &asked, Fields::new()).await?;
    Ok(page::answer(&page.frame, &page))
}

async fn assign(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Case>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    match case::assign(&app.sys, &who.ctx, id, fields.get("officer")).await {
        Ok(()) => {
            let on = format!("/{}/coordinacion/acompanamientos?hecho=case-assigned", who.ctx.lang);
            Ok(see_other(&on))
        }
        Err(error) => {
            let page = LateCasesPage::read(&app, &who, &Fields::new(), fields.refuse(error)?).await?;
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
