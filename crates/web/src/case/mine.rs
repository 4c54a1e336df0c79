//! Who accompanies a person, what they want to reach, and what is to be done next: as the person sees it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    case::{Case, Paper, Step},
    id::Id,
    message::Lang,
    service::ServiceCategory,
    time::Moment,
};
use usecases::case::{self, Shown};

use super::{
    one::Fresh,
    sample,
    say::{self, EntryLine, GoalLine, PaperLine, TaskLine, Told},
    step::shared,
};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    page::{self, Frame, Page, see_other},
    referral::choices,
    routes::Routes,
    session::As,
    upload::{self, Sent},
    urls,
};

/// A pause that a person asks for lasts so many days unless they say otherwise.
const PAUSE_DAYS: i64 = 60;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::MY_CASE, list)
        .post(urls::MY_CASE_STEP, step)
        .get(urls::MY_CASE_PAPER, paper)
        .post(urls::MY_CASE_PAPERS, add_paper)
}

/// One case of the person.
#[derive(Clone, Debug)]
pub struct MyCase {
    /// Where its forms go.
    pub href: String,
    /// Who accompanies.
    pub agency: String,
    /// By name.
    pub officer: String,
    /// The word of how it stands.
    pub status: &'static str,
    /// The institution that is asked to go on with it.
    pub offered: Option<String>,
    /// When it is looked at again.
    pub review: Option<String>,
    /// The needs as they were told last.
    pub told: Option<Told>,
    /// What they want to reach.
    pub goals: Vec<GoalLine>,
    /// When they agreed to the plan.
    pub agreed: Option<String>,
    /// What is to be done.
    pub tasks: Vec<TaskLine>,
    /// What happened.
    pub entries: Vec<EntryLine>,
    /// Photos and papers.
    pub papers: Vec<PaperLine>,
    /// The steps that can be taken, by word.
    pub can: Vec<&'static str>,
    /// What makes forms sent twice one thing.
    pub fresh: Fresh,
    /// The day a pause lasts to, unless they say otherwise.
    pub pause_to: String,
}

/// Everything of the person's being accompanied.
#[derive(Template)]
#[template(path = "case/mine.html")]
pub struct MyCasePage {
    /// What stands around it.
    pub frame: Frame,
    /// The cases that are open.
    pub open: Vec<MyCase>,
    /// Those that are over: the institution and when.
    pub over: Vec<(String, String)>,
    /// Kinds of goals.
    pub categories: Vec<(String, String)>,
    /// The forms as typed.
    pub fields: Fields,
}

impl MyCase {
    pub(super) fn new(frame: &Frame, shown: &Shown, now: Moment, fresh: Fresh) -> Self {
        let (t, of) = (frame.t, &shown.case);
        Self {
            href: frame.to(&format!("mi/acompanamiento/{}", of.id)),
            agency: shown.agency_name.clone(),
            officer: shown.officer_name.clone().unwrap_or_default(),
            status: of.status.word(),
            offered: shown.offered_name.clone(),
            review: of.review_on.map(|day| t.day(&day)),
            told: shown.assessment.as_ref().map(|(told, at)| say::told(t, told, *at)),
            goals: say::goals(t, &shown.goals),
            agreed: of.plan_agreed_at.map(|at| t.day(&at.day())),
            tasks: say::tasks(t, &shown.tasks, now),
            entries: say::entries(t, &shown.entries),
            papers: say::papers(&shown.papers),
            can: shown.can.iter().map(|step| step.word()).collect(),
            fresh,
            pause_to: now.plus_days(PAUSE_DAYS).day().to_string(),
        }
    }

    fn can(&self, step: &str) -> bool {
        self.can.contains(&step)
    }

    fn asks_to_agree(&self) -> bool {
        self.agreed.is_none() && self.can(Step::AgreePlan.word()) && self.goals.iter().any(|goal| goal.open)
    }
}

impl MyCasePage {
    pub(super) fn new(frame: Frame, open: Vec<MyCase>, over: Vec<(String, String)>, fields: Fields) -> Self {
        let categories = choices(frame.t, "service-category", ServiceCategory::ALL);
        Self { open, over, categories, fields, frame }
    }

    async fn read(app: &App, who: &As, fields: Fields, done: &str) -> Result<Self, Failure> {
        let (sys, ctx) = (&app.sys, &who.ctx);
        let frame = Frame::new(app, who, "case-mine-title").with_done(done);
        let (mut open, mut over) = (Vec::new(), Vec::new());
        for of in case::mine(sys, ctx).await? {
            let shown = case::show(sys, ctx, of.id).await?;
            match shown.case.closed_at {
                Some(at) => over.push((shown.agency_name, frame.t.day(&at.day()))),
                None => open.push(MyCase::new(&frame, &shown, ctx.now, Fresh::new(ctx.now))),
            }
        }
        Ok(Self::new(frame, open, over, fields))
    }
}

impl Page for MyCasePage {
    const NAME: &'static str = "case-mine";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::mine(lang)
    }
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    who.ctx.person()?;
    let page = MyCasePage::read(&app, &who, Fields::new(), asked.get("hecho")).await?;
    Ok(page::answer(&page.frame, &page))
}

async fn again(app: &App, who: &As, fields: Fields) -> Result<Response, Failure> {
    let page = MyCasePage::read(app, who, fields, "").await?;
    Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
}

async fn take(
    app: &App,
    who: &As,
    id: Id<Case>,
    word: &str,
    fields: &Fields,
) -> usecases::Result<&'static str> {
    if word == "terminar" {
        case::withdraw(&app.sys, &who.ctx, id).await?;
        return Ok("hecho=case-withdrawn");
    }
    shared(app, who, id, word, fields).await?.ok_or(usecases::Error::NotFound)
}

async fn step(
    State(app): State<App>,
    who: As,
    Path((_, id, word)): Path<(String, Id<Case>, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    who.ctx.person()?;
    match take(&app, &who, id, &word, &fields).await {
        Ok(done) => Ok(see_other(&format!("/{}/mi/acompanamiento?{done}", who.ctx.lang))),
        Err(error) => again(&app, &who, fields.refuse(error)?).await,
    }
}

async fn paper(
    State(app): State<App>,
    who: As,
    Path((_, id, paper)): Path<(String, Id<Case>, Id<Paper>)>,
) -> Result<Response, Failure> {
    who.ctx.person()?;
    let (paper, body) = case::paper(&app.sys, &who.ctx, id, paper).await?;
    Ok(upload::answer(&paper.name, paper.media_type, body))
}

async fn add_paper(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Case>)>,
    sent: Sent,
) -> Result<Response, Failure> {
    who.ctx.person()?;
    let file = sent.files.into_iter().next().unwrap_or_default();
    match case::add_paper(&app.sys, &who.ctx, id, file).await {
        Ok(()) => Ok(see_other(&format!("/{}/mi/acompanamiento?hecho=case-noted", who.ctx.lang))),
        Err(error) => again(&app, &who, sent.fields.refuse(error)?).await,
    }
}
