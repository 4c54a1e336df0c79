//! One case as its officer sees it, or the agency that is asked to go on with it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    case::{CallResult, Case, End, Goal, Owner, Paper, Party, Sign, Step, Task, TaskKind, Urgency},
    id::Id,
    message::Lang,
    service::ServiceCategory,
    time::Moment,
};
use usecases::case::{self, Entry, Shown};

use super::{
    sample,
    say::{self, EntryLine, GoalLine, Owed, PaperLine, TaskLine, Told},
};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    page::{self, Frame, Page},
    referral::{Fact, choices, facts, officer},
    routes::Routes,
    session::As,
    upload, urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::CASE, show).get(urls::CASE_PAPER, paper)
}

/// The identifiers that make forms sent twice one thing.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Of a line of what happened.
    pub entry: String,
    /// Of a goal.
    pub goal: String,
    /// Of a task.
    pub task: String,
}

impl Fresh {
    pub(super) fn new(now: Moment) -> Self {
        Self {
            entry: Id::<Entry>::new(now).to_string(),
            goal: Id::<Goal>::new(now).to_string(),
            task: Id::<Task>::new(now).to_string(),
        }
    }
}

/// The choices of the forms.
#[derive(Clone, Debug)]
pub struct Lists {
    /// Kinds of need.
    pub categories: Vec<(String, String)>,
    /// How soon.
    pub urgencies: Vec<(String, String)>,
    /// Signs.
    pub signs: Vec<(String, String)>,
    /// Kinds of task.
    pub kinds: Vec<(String, String)>,
    /// Whose task it is.
    pub owners: Vec<(String, String)>,
    /// Results of a call.
    pub results: Vec<(String, String)>,
    /// How it ended.
    pub ends: Vec<(String, String)>,
}

/// One case.
#[derive(Template)]
#[template(path = "case/one.html")]
pub struct CasePage {
    /// What stands around it.
    pub frame: Frame,
    /// Where it is.
    pub href: String,
    /// The word of how it stands.
    pub status: &'static str,
    /// How that looks.
    pub tone: &'static str,
    /// How it ended.
    pub end: Option<String>,
    /// What is owed next.
    pub owed: Option<Owed>,
    /// Whether the person's yes holds.
    pub held: bool,
    /// Whether who reads is asked to go on with it.
    pub asked: bool,
    /// The agency that accompanies.
    pub agency: String,
    /// The agency that is asked.
    pub offered: Option<String>,
    /// What may be read of the person.
    pub facts: Vec<Fact>,
    /// The needs as they were told last.
    pub told: Option<Told>,
    /// Where nobody asked yet: what was said at registration, by word.
    pub desk_needs: Vec<String>,
    /// Whether somebody asked for signs.
    pub screened: bool,
    /// Whether help must be called at once.
    pub urgent: bool,
    /// What the person wants to reach.
    pub goals: Vec<GoalLine>,
    /// When the person agreed to the plan.
    pub agreed: Option<String>,
    /// What is to be done, and what was.
    pub tasks: Vec<TaskLine>,
    /// What happened, last first.
    pub entries: Vec<EntryLine>,
    /// Photos and papers.
    pub papers: Vec<PaperLine>,
    /// What can be chosen.
    pub lists: Lists,
    /// The steps that can be taken, by word.
    pub can: Vec<&'static str>,
    /// What makes forms sent twice one thing.
    pub fresh: Fresh,
    /// The forms as typed.
    pub fields: Fields,
}

impl Lists {
    fn new(t: crate::i18n::T) -> Self {
        let ends: Vec<End> = End::ALL.iter().copied().filter(|end| *end != End::Withdrawn).collect();
        Self {
            categories: choices(t, "service-category", ServiceCategory::ALL),
            urgencies: choices(t, "case-urgency", Urgency::ALL),
            signs: choices(t, "case-sign", Sign::ALL),
            kinds: choices(t, "case-task", TaskKind::ALL),
            owners: choices(t, "case-owner", Owner::ALL),
            results: choices(t, "case-result", CallResult::ALL),
            ends: choices(t, "case-end", &ends),
        }
    }
}

impl CasePage {
    pub(super) fn new(frame: Frame, shown: &Shown, now: Moment, fresh: Fresh, fields: Fields) -> Self {
        let (t, of) = (frame.t, &shown.case);
        let name = shown.facts.get(&domain::consent::Field::Name);
        let frame = match name {
            Some(name) => frame.titled(name.clone()),
            None => frame,
        };
        let mut fields = fields;
        if fields.all("signs").is_empty() {
            for sign in shown.signs.iter().flatten() {
                fields.set("signs", sign.word());
            }
        }
        // What was told last stands in the form already; what comes back from a form stays as it was chosen.
        for need in shown.assessment.iter().flat_map(|(told, _)| &told.needs) {
            let name = format!("need-{}", need.category.word());
            if fields.all(&name).is_empty() {
                fields.set(&name, need.urgency.word());
            }
        }
        Self {
            href: frame.to(&format!("acompanamientos/{}", of.id)),
            status: of.status.word(),
            tone: say::tone(of.status),
            end: of.end.map(|end| t.word("case-end", end)),
            owed: Owed::of(t, of, now),
            held: shown.held,
            asked: shown.party == Party::Receiver,
            agency: shown.agency_name.clone(),
            offered: shown.offered_name.clone(),
            facts: facts(t, &shown.facts),
            told: shown.assessment.as_ref().map(|(told, at)| say::told(t, told, *at)),
            desk_needs: shown.desk_needs.iter().map(|need| need.word().to_owned()).collect(),
            screened: shown.signs.is_some(),
            urgent: shown.signs.iter().flatten().any(|sign| sign.is_urgent()),
            goals: say::goals(t, &shown.goals),
            agreed: of.plan_agreed_at.map(|at| t.day(&at.day())),
            tasks: say::tasks(t, &shown.tasks, now),
            entries: say::entries(t, &shown.entries),
            papers: say::papers(&shown.papers),
            lists: Lists::new(t),
            can: shown.can.iter().map(|step| step.word()).collect(),
            fresh,
            fields,
            frame,
        }
    }

    pub(super) async fn read(
        app: &App,
        who: &As,
        id: Id<Case>,
        fields: Fields,
        done: &str,
    ) -> Result<Self, Failure> {
        let shown = case::show(&app.sys, &who.ctx, id).await?;
        let frame = Frame::new(app, who, "case-one-title").with_done(done);
        Ok(Self::new(frame, &shown, who.ctx.now, Fresh::new(who.ctx.now), fields))
    }

    /// Whether a step can be taken.
    fn can(&self, step: &str) -> bool {
        self.can.contains(&step)
    }

    /// Whether there is something to be written in: it is open, and the person's yes holds.
    fn is_live(&self) -> bool {
        self.held && !self.asked && self.can(Step::Close.word())
    }

    /// Whether this was chosen for a need, in a form that comes back.
    fn chose(&self, need: &str, urgency: &str) -> bool {
        self.fields.has(&format!("need-{need}"), urgency)
    }

    /// Whether one of these fields has a problem: then the form that holds it is open.
    fn wrong(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.fields.problem(name).is_some())
    }
}

impl Page for CasePage {
    const NAME: &'static str = "case-one";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::one(lang)
    }
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Case>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    officer(&who)?;
    let page = CasePage::read(&app, &who, id, Fields::new(), asked.get("hecho")).await?;
    Ok(page::answer(&page.frame, &page))
}

async fn paper(
    State(app): State<App>,
    who: As,
    Path((_, id, paper)): Path<(String, Id<Case>, Id<Paper>)>,
) -> Result<Response, Failure> {
    officer(&who)?;
    let (paper, body) = case::paper(&app.sys, &who.ctx, id, paper).await?;
    Ok(upload::answer(&paper.name, paper.media_type, body))
}
