//! What an officer writes down in a case, and the person for themselves: needs, signs, goals, tasks and notes.

use domain::{
    case::{Assessment, Case, Goal, GoalStatus, Need, Owner, Party, Sign, Task, TaskKind, Urgency},
    id::Id,
    policy::{Action, Permit},
    service::ServiceCategory,
    time::Day,
};
use store::{
    Tx,
    case::{Entry, EntryKind},
};

use super::{MOST_GOALS, line, words};
use crate::{Ctx, Error, Problems, Result, System, merge, referral::chosen};

/// How far ahead a day of a goal or a task may lie.
const FARTHEST_DAYS: i64 = 730;

/// A goal as it was typed.
#[derive(Clone, Debug)]
pub struct NewGoal {
    /// Its identifier, made by whoever writes.
    pub id: Id<Goal>,
    /// A word of [`ServiceCategory`].
    pub category: String,
    /// In the person's words.
    pub words: String,
    /// By when; empty: some day.
    pub by_on: String,
}

/// A task as it was typed.
#[derive(Clone, Debug)]
pub struct NewTask {
    /// Its identifier, made by whoever writes.
    pub id: Id<Task>,
    /// A word of [`TaskKind`].
    pub kind: String,
    /// A word of [`Owner`].
    pub owner: String,
    /// In words.
    pub words: String,
    /// By when.
    pub due_on: String,
}

/// A case that is opened to be written in: not over, and the person's yes holds.
pub(super) struct Writing {
    pub(super) permit: Permit,
    pub(super) case: Case,
    pub(super) party: Party,
}

pub(super) async fn opened(tx: &mut Tx, ctx: &Ctx, id: Id<Case>) -> Result<Writing> {
    let ctx = &merge::as_accompanied_in(tx, ctx, id).await?;
    let (permit, case) = ctx.unlock(Action::Edit, tx.case(id).await?)?;
    let party = case.party(&ctx.actor).ok_or(Error::NotFound)?;
    if case.closed_at.is_some() {
        return Err(Error::Conflict("case-not-from-here"));
    }
    if party != Party::Person {
        held(tx, ctx, &case).await?;
    }
    Ok(Writing { permit, case, party })
}

/// The officer writes only as long as the person's yes holds.
pub(super) async fn held(tx: &mut Tx, ctx: &Ctx, case: &Case) -> Result<()> {
    let grant = tx.grant(case.consent).await?;
    if grant.is_some_and(|grant| case.is_held_by(&grant, ctx.now)) {
        Ok(())
    } else {
        Err(Error::Conflict("case-consent-needed"))
    }
}

/// Only the officer.
pub(super) fn officer(writing: &Writing) -> Result<()> {
    if writing.party == Party::Officer { Ok(()) } else { Err(Error::Forbidden) }
}

/// Keeps the case with the day of its next task, and when the person was last spoken with.
pub(super) async fn keep(tx: &mut Tx, ctx: &Ctx, writing: Writing, spoken: bool, detail: &str) -> Result<()> {
    let Writing { permit, case, .. } = writing;
    let task_on = tx.next_case_task(case.id).await?;
    let contact_at = if spoken { Some(ctx.now) } else { case.contact_at };
    let after = Case { task_on, contact_at, version: case.version + 1, ..case };
    Ok(tx.put_case(&permit, &after, detail, ctx.now).await?)
}

pub(super) async fn add_entry(tx: &mut Tx, ctx: &Ctx, case: &Case, entry: &Entry) -> Result<bool> {
    let by = match ctx.actor {
        domain::policy::Actor::Staff { account, .. } => Some(account.uuid()),
        actor => actor.person().map(Id::uuid),
    };
    Ok(tx.add_case_entry(case, entry, by).await?)
}

/// A day that was typed, not before today; `None` if nothing was.
pub(super) fn day(ctx: &Ctx, field: &'static str, text: &str) -> Result<Option<Day>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let last = ctx.now.plus_days(FARTHEST_DAYS).day();
    let day: Day = text.trim().parse().map_err(|_| Error::invalid(field, "referral-day-form"))?;
    if day < ctx.now.day() || day > last {
        return Err(Error::invalid(field, "case-day-range"));
    }
    Ok(Some(day))
}

/// A value that was read, or its problems noted beside those before.
fn noted<T>(problems: &mut Problems, read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(Error::Invalid(more)) => {
            problems.0.extend(more.0);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Notes what somebody needs, as they tell it now. What they told before stays in what happened.
///
/// # Errors
/// A problem with `needs` if nothing was told; conflicts `case-not-from-here`, `case-consent-needed`, and
/// `case-other-words` if the identifier is that of something else that was written.
pub async fn assess(
    sys: &System,
    ctx: &Ctx,
    id: Id<Case>,
    entry: Id<Entry>,
    needs: &[(String, String)],
    text: &str,
) -> Result<()> {
    let mut read = Vec::new();
    for (category, urgency) in needs.iter().filter(|(_, urgency)| !urgency.is_empty()) {
        let category: ServiceCategory = chosen("needs", category)?;
        let urgency: Urgency = chosen("needs", urgency)?;
        read.push(Need { category, urgency });
    }
    let text = words("need_words", text)?;
    if read.is_empty() && text.is_empty() {
        return Err(Error::invalid("needs", "case-needs-missing"));
    }
    let told = Assessment::new(read, text);
    let text = serde_json::to_string(&told).map_err(|error| Error::Internal(Box::new(error)))?;
    let line = Entry { id: entry, kind: EntryKind::Assessment, detail: String::new(), text, at: ctx.now };
    let line = &line;
    sys.store
        .write(move |mut tx| async move {
            let writing = opened(&mut tx, ctx, id).await?;
            officer(&writing)?;
            if add_entry(&mut tx, ctx, &writing.case, line).await? {
                keep(&mut tx, ctx, writing, true, "assessed").await?;
            }
            Ok(tx.done(()))
        })
        .await
}

/// Notes the signs that somebody may need protection. A grave one makes a task for today.
///
/// # Errors
/// A problem with `signs`; conflicts as [`assess`].
pub async fn screen(sys: &System, ctx: &Ctx, id: Id<Case>, signs: &[String]) -> Result<()> {
    let signs: Vec<Sign> = signs.iter().map(|word| chosen("signs", word)).collect::<Result<_>>()?;
    let signs = &signs;
    sys.store
        .write(move |mut tx| async move {
            let mut writing = opened(&mut tx, ctx, id).await?;
            officer(&writing)?;
            tx.put_case_screen(&writing.case, signs, ctx.now).await?;
            if signs.iter().any(|sign| sign.is_urgent()) {
                writing.case = writing.case.woken();
                let today = ctx.now.day();
                let known = tx.case_tasks(&writing.case).await?;
                let there = |task: &Task| {
                    task.kind == TaskKind::Meet && task.due_on == today && task.owner == Owner::Officer
                };
                if !known.iter().any(there) {
                    add_own_task(&mut tx, ctx, &writing.case, TaskKind::Meet, today).await?;
                }
            }
            keep(&mut tx, ctx, writing, true, "screened").await?;
            Ok(tx.done(()))
        })
        .await
}

/// A task that follows from something, without words.
pub(super) async fn add_own_task(
    tx: &mut Tx,
    ctx: &Ctx,
    case: &Case,
    kind: TaskKind,
    due_on: Day,
) -> Result<()> {
    let task = Task {
        id: Id::new(ctx.now),
        kind,
        owner: Owner::Officer,
        words: String::new(),
        due_on,
        done_at: None,
        created_at: ctx.now,
    };
    tx.add_case_task(case, &task).await?;
    Ok(())
}

/// Adds a goal, told by the person or by themselves.
///
/// # Errors
/// Problems with `category`, `goal` and `by_on`; conflict `case-goals-many`, and as [`assess`].
pub async fn add_goal(sys: &System, ctx: &Ctx, id: Id<Case>, input: &NewGoal) -> Result<()> {
    let mut problems = Problems::default();
    let text = noted(&mut problems, line("goal", &input.words))?.unwrap_or_default();
    if text.is_empty() && problems.0.is_empty() {
        problems.add("goal", "case-goal-missing");
    }
    let category = noted(&mut problems, chosen("category", &input.category))?;
    let by_on = noted(&mut problems, day(ctx, "by_on", &input.by_on))?.flatten();
    let Some(category) = category.filter(|_| problems.0.is_empty()) else {
        return Err(Error::Invalid(problems));
    };
    let goal =
        Goal { id: input.id, category, words: text, by_on, status: GoalStatus::Open, created_at: ctx.now };
    let goal = &goal;
    sys.store
        .write(move |mut tx| async move {
            let writing = opened(&mut tx, ctx, id).await?;
            let known = tx.case_goals(&writing.case).await?;
            if known.len() >= MOST_GOALS && !known.iter().any(|one| one.id == goal.id) {
                return Err(Error::Conflict("case-goals-many"));
            }
            if tx.add_case_goal(&writing.case, goal).await? {
                let spoken = writing.party == Party::Officer;
                keep(&mut tx, ctx, writing, spoken, "goal").await?;
            }
            Ok(tx.done(()))
        })
        .await
}

/// Says how a goal stands.
///
/// # Errors
/// [`Error::NotFound`] if the case has no such goal; a problem with `status`; conflicts as [`assess`].
pub async fn set_goal(sys: &System, ctx: &Ctx, id: Id<Case>, goal: Id<Goal>, status: &str) -> Result<()> {
    let status: GoalStatus = chosen("status", status)?;
    sys.store
        .write(move |mut tx| async move {
            let writing = opened(&mut tx, ctx, id).await?;
            if !tx.set_case_goal(id, goal, status).await? {
                return Err(Error::NotFound);
            }
            keep(&mut tx, ctx, writing, false, "goal").await?;
            Ok(tx.done(()))
        })
        .await
}

/// Adds a task. A person adds tasks for themselves only.
///
/// # Errors
/// Problems with `kind`, `owner`, `task` and `due_on`; conflicts as [`assess`].
pub async fn add_task(sys: &System, ctx: &Ctx, id: Id<Case>, input: &NewTask) -> Result<()> {
    let mut problems = Problems::default();
    let kind: Option<TaskKind> = noted(&mut problems, chosen("kind", &input.kind))?;
    let text = noted(&mut problems, line("task", &input.words))?.unwrap_or_default();
    if text.is_empty() && kind == Some(TaskKind::Other) && problems.0.is_empty() {
        problems.add("task", "case-task-missing");
    }
    let owner: Option<Owner> = noted(&mut problems, chosen("owner", &input.owner))?;
    let due_on = noted(&mut problems, day(ctx, "due_on", &input.due_on))?;
    if due_on == Some(None) {
        problems.add("due_on", "case-day-missing");
    }
    let (Some(kind), Some(owner), Some(Some(due_on))) = (kind, owner, due_on) else {
        return Err(Error::Invalid(problems));
    };
    problems.none()?;
    let task = Task { id: input.id, kind, owner, words: text, due_on, done_at: None, created_at: ctx.now };
    let task = &task;
    sys.store
        .write(move |mut tx| async move {
            let writing = opened(&mut tx, ctx, id).await?;
            if writing.party == Party::Person && task.owner != Owner::Person {
                return Err(Error::Forbidden);
            }
            if tx.add_case_task(&writing.case, task).await? {
                keep(&mut tx, ctx, writing, false, "task").await?;
            }
            Ok(tx.done(()))
        })
        .await
}

/// Says that a task was done, or is not yet. A person says so of their own only.
///
/// # Errors
/// [`Error::NotFound`] if the case has no such task of theirs; conflicts as [`assess`].
pub async fn set_task(sys: &System, ctx: &Ctx, id: Id<Case>, task: Id<Task>, done: bool) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let writing = opened(&mut tx, ctx, id).await?;
            let known = tx.case_tasks(&writing.case).await?.into_iter().find(|known| known.id == task);
            let known = known.ok_or(Error::NotFound)?;
            if writing.party == Party::Person && known.owner != Owner::Person {
                return Err(Error::NotFound);
            }
            tx.set_case_task(id, task, done.then_some(ctx.now)).await?;
            keep(&mut tx, ctx, writing, false, "task").await?;
            Ok(tx.done(()))
        })
        .await
}

/// Writes a note.
///
/// # Errors
/// A problem with `words`; conflicts as [`assess`].
pub async fn note(sys: &System, ctx: &Ctx, id: Id<Case>, entry: Id<Entry>, text: &str) -> Result<()> {
    let text = words("words", text)?;
    if text.is_empty() {
        return Err(Error::invalid("words", "referral-words-missing"));
    }
    let line = Entry { id: entry, kind: EntryKind::Note, detail: String::new(), text, at: ctx.now };
    let line = &line;
    sys.store
        .write(move |mut tx| async move {
            let writing = opened(&mut tx, ctx, id).await?;
            officer(&writing)?;
            if add_entry(&mut tx, ctx, &writing.case, line).await? {
                keep(&mut tx, ctx, writing, false, "note").await?;
            }
            Ok(tx.done(()))
        })
        .await
}
