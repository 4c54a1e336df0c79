//! A case in words: what every page of it shows, whoever reads it.

use domain::{
    case::{Assessment, Case, Due, Goal, GoalStatus, Owner, Paper, Status, Task, Urgency},
    consent::{CASE_DAYS, Field, Way},
    time::Moment,
};
use usecases::case::{Entry, EntryKind, needs_of};

use crate::{i18n::T, referral::left};

/// What is owed next, and by when.
#[derive(Clone, Debug)]
pub struct Owed {
    /// What.
    pub what: String,
    /// The day in full.
    pub day: String,
    /// How long that is from now.
    pub left: String,
    /// Whether it has passed.
    pub late: bool,
}

/// A goal, in words.
#[derive(Clone, Debug)]
pub struct GoalLine {
    /// Its identifier.
    pub id: String,
    /// The word of its kind, which has a drawing.
    pub category: &'static str,
    /// What it says.
    pub text: String,
    /// By when.
    pub by: Option<String>,
    /// The word of how it stands.
    pub status: &'static str,
    /// Whether it is wanted still.
    pub open: bool,
}

/// A task, in words.
#[derive(Clone, Debug)]
pub struct TaskLine {
    /// Its identifier.
    pub id: String,
    /// What is to be done.
    pub text: String,
    /// What it is about, in the words of who wrote it.
    pub words: String,
    /// Whether it is the person's.
    pub persons: bool,
    /// By when, or when it was done.
    pub day: String,
    /// Whether its day has passed.
    pub late: bool,
    /// Whether it was done.
    pub done: bool,
}

/// A need, in words.
#[derive(Clone, Debug)]
pub struct NeedLine {
    /// The word of its kind, which has a drawing.
    pub category: &'static str,
    /// How soon.
    pub urgency: String,
    /// Whether it is needed today.
    pub now: bool,
}

/// Needs as they were told.
#[derive(Clone, Debug)]
pub struct Told {
    /// Each need.
    pub needs: Vec<NeedLine>,
    /// In words.
    pub words: String,
    /// When.
    pub at: String,
}

/// A line of what happened.
#[derive(Clone, Debug)]
pub struct EntryLine {
    /// What it is.
    pub label: String,
    /// What was written.
    pub text: String,
    /// When.
    pub at: String,
}

/// A photo or a paper.
#[derive(Clone, Debug)]
pub struct PaperLine {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its size in kilobytes.
    pub kilobytes: i64,
}

/// How a status looks.
pub(super) const fn tone(status: Status) -> &'static str {
    match status {
        Status::Open => "ok",
        Status::Offered => "warn",
        Status::Paused | Status::Closed => "",
    }
}

impl Owed {
    pub(super) fn new(t: T, due: Option<(Due, Moment)>, now: Moment) -> Option<Self> {
        let (what, at) = due?;
        Some(Self {
            what: t.word("case-due", what),
            day: t.day(&at.day()),
            left: left(t, at, now),
            late: at < now,
        })
    }

    pub(super) fn of(t: T, case: &Case, now: Moment) -> Option<Self> {
        Self::new(t, case.due(), now)
    }
}

pub(super) fn goals(t: T, goals: &[Goal]) -> Vec<GoalLine> {
    let one = |goal: &Goal| GoalLine {
        id: goal.id.to_string(),
        category: goal.category.word(),
        text: goal.words.clone(),
        by: goal.by_on.map(|day| t.day(&day)),
        status: goal.status.word(),
        open: goal.status == GoalStatus::Open,
    };
    goals.iter().map(one).collect()
}

pub(super) fn tasks(t: T, tasks: &[Task], now: Moment) -> Vec<TaskLine> {
    let one = |task: &Task| TaskLine {
        id: task.id.to_string(),
        text: t.word("case-task", task.kind),
        words: task.words.clone(),
        persons: task.owner == Owner::Person,
        day: task.done_at.map_or_else(|| t.day(&task.due_on), |at| t.day(&at.day())),
        late: task.done_at.is_none() && task.due_on < now.day(),
        done: task.done_at.is_some(),
    };
    tasks.iter().map(one).collect()
}

pub(super) fn told(t: T, assessment: &Assessment, at: Moment) -> Told {
    let need = |need: &domain::case::Need| NeedLine {
        category: need.category.word(),
        urgency: t.word("case-urgency", need.urgency),
        now: need.urgency == Urgency::Now,
    };
    Told {
        needs: assessment.needs.iter().map(need).collect(),
        words: assessment.words.clone(),
        at: t.moment(&at),
    }
}

pub(super) fn entries(t: T, entries: &[Entry]) -> Vec<EntryLine> {
    let one = |entry: &Entry| {
        let label = match entry.kind {
            EntryKind::Note => t.s("case-entry-note"),
            EntryKind::Assessment => t.s("case-entry-assessment"),
            EntryKind::Call => t.one("case-entry-call", "result", t.word("case-result", &entry.detail)),
            EntryKind::Step => t.word("case-step", &entry.detail),
        };
        let text = match entry.kind {
            EntryKind::Assessment => needs_text(t, entry),
            _ => entry.text.clone(),
        };
        EntryLine { label, text, at: t.moment(&entry.at) }
    };
    entries.iter().map(one).collect()
}

/// Needs as one text, for what happened.
fn needs_text(t: T, entry: &Entry) -> String {
    let told = needs_of(entry);
    let needs = told.needs.iter().map(|need| {
        let category = t.word("service-category", need.category);
        t.two("case-need-line", "need", category, "urgency", t.word("case-urgency", need.urgency))
    });
    needs.chain((!told.words.is_empty()).then_some(told.words.clone())).collect::<Vec<_>>().join("\n")
}

pub(super) fn papers(papers: &[Paper]) -> Vec<PaperLine> {
    let one = |paper: &Paper| PaperLine {
        id: paper.id.to_string(),
        name: paper.name.clone(),
        kilobytes: (paper.size + 1023) / 1024,
    };
    papers.iter().map(one).collect()
}

/// What is read to the person before they say yes to be accompanied by `agency`.
pub(super) fn yes_text(t: T, agency: &str, now: Moment) -> Vec<String> {
    let until = t.day(&now.plus_days(CASE_DAYS).day());
    vec![
        t.one("case-consent-who", "agency", agency),
        t.s("case-consent-what"),
        t.one("case-consent-until", "day", until),
        t.s("case-consent-free"),
    ]
}

/// The fields that an officer who accompanies may be shown.
pub(super) const FIELDS: [Field; 10] = [
    Field::Name,
    Field::Contact,
    Field::BirthYear,
    Field::Sex,
    Field::Place,
    Field::Language,
    Field::Document,
    Field::Schooling,
    Field::Work,
    Field::Need,
];
/// How a yes can be given to an officer.
pub(super) const WAYS: [Way; 3] = [Way::Voice, Way::Thumb, Way::Paper];
