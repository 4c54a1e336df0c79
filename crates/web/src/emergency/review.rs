//! The coordination: what nobody accompanies, given to an officer or closed, and what officers took, to be reviewed.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{attention::Attention, emergency::Emergency, id::Id, message::Lang, place, time::Moment};
use usecases::{
    Error, Page as Part,
    emergency::{self, Taken, Unaccompanied},
    report::days_late,
};

use super::sample;
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, see_other},
    referral::{due_after, next_page},
    routes::Routes,
    session::As,
    urls,
};

/// Lines on one page.
const SHOWN: i64 = 50;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::ALONE, show)
        .post(urls::ALONE, act)
        .get(urls::EMERGENCIES, list)
        .post(urls::EMERGENCY_REVIEW, review)
}

/// What nobody accompanies.
#[derive(Template)]
#[template(path = "emergency/alone.html")]
pub struct AlonePage {
    /// What stands around it.
    pub frame: Frame,
    /// Its address.
    pub href: String,
    /// Makes what is sent twice one.
    pub id: String,
    /// Where.
    pub department: String,
    /// Since when.
    pub since: String,
    /// Whether an officer has it.
    pub given: bool,
    /// Officers to choose from.
    pub officers: Vec<(String, String)>,
    /// The form as typed.
    pub fields: Fields,
}

/// One that an officer took.
#[derive(Clone, Debug)]
pub struct TakenLine {
    /// Its address.
    pub href: String,
    /// When.
    pub at: String,
    /// The officer's agency.
    pub agency: String,
    /// Why.
    pub reason: String,
}

/// What officers took and nobody reviewed.
#[derive(Template)]
#[template(path = "emergency/review.html")]
pub struct ReviewPage {
    /// What stands around it.
    pub frame: Frame,
    /// The lines, the oldest first.
    pub lines: Vec<TakenLine>,
    /// The address of the next page.
    pub next: Option<String>,
}

impl AlonePage {
    pub(super) fn new(
        frame: Frame,
        of: Id<Attention>,
        found: &Unaccompanied,
        now: Moment,
        fields: Fields,
    ) -> Self {
        let t = frame.t;
        let department = place::department(found.unseen.department);
        let near = found.near.iter();
        Self {
            href: frame.to(&format!("coordinacion/por-atender/{of}")),
            id: Id::<Emergency>::new(now).to_string(),
            department: department.map_or_else(|| t.s("report-untold"), |one| one.name.to_owned()),
            since: t.one("attention-days", "days", days_late(found.unseen.at, now)),
            given: found.unseen.given,
            officers: near
                .map(|one| (one.account.to_string(), format!("{} · {}", one.name, one.agency_name)))
                .collect(),
            fields,
            frame,
        }
    }
}

impl TakenLine {
    pub(super) fn new(t: T, taken: &Taken) -> Self {
        Self {
            href: format!("/{}/coordinacion/emergencias/{}", t.lang, taken.emergency.id),
            at: t.moment(&taken.emergency.at),
            agency: taken.agency_name.clone(),
            reason: taken.reason.clone(),
        }
    }
}

impl Page for AlonePage {
    const NAME: &'static str = "emergency-alone";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::alone(lang)
    }
}

impl Page for ReviewPage {
    const NAME: &'static str = "emergency-review";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::review(lang)
    }
}

async fn read(app: &App, who: &As, id: Id<Attention>, fields: Fields) -> Result<AlonePage, Failure> {
    let found = emergency::unaccompanied(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(app, who, "emergency-alone-title");
    Ok(AlonePage::new(frame, id, &found, who.ctx.now, fields))
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Attention>)>,
) -> Result<Response, Failure> {
    let page = read(&app, &who, id, Fields::new()).await?;
    Ok(page::answer(&page.frame, &page))
}

/// Gives it to an officer, or closes it with a reason.
async fn act(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Attention>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let (sys, ctx) = (&app.sys, &who.ctx);
    let done = match fields.get("step") {
        "close" => emergency::close(sys, ctx, id, fields.get("reason")).await,
        _ => {
            let opening = fields.get("id").parse().unwrap_or_else(|_| Id::new(ctx.now));
            emergency::give(sys, ctx, (id, opening), fields.get("officer").parse().ok()).await
        }
    };
    match done {
        Ok(()) => Ok(see_other(&format!("/{}/coordinacion/por-atender?hecho=attention-noted", ctx.lang))),
        Err(error) => {
            let page = read(&app, &who, id, fields.refuse(error)?).await?;
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let part = Part { after: due_after(&asked), limit: SHOWN };
    let found = emergency::to_review(&app.sys, &who.ctx, part).await?;
    let frame = Frame::new(&app, &who, "emergency-review-title").with_done(asked.get("hecho"));
    let last = found.last().map(|last| (last.emergency.at, last.emergency.id));
    let next = next_page(&frame.to("coordinacion/emergencias"), (found.len(), SHOWN), last);
    let lines = found.iter().map(|taken| TakenLine::new(frame.t, taken)).collect();
    let page = ReviewPage { frame, lines, next };
    Ok(page::answer(&page.frame, &page))
}

async fn review(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Emergency>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let justified = match fields.get("justified") {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::invalid("justified", "referral-choice-unknown").into()),
    };
    emergency::review(&app.sys, &who.ctx, id, justified).await?;
    Ok(see_other(&format!("/{}/coordinacion/emergencias?hecho=referral-reviewed", who.ctx.lang)))
}
