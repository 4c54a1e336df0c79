//! Calls: what came of one, and what follows from it.

use domain::{
    case::{CallResult, Case, Owner, Task, TaskKind},
    consent::Purpose,
    id::Id,
    person::Person,
    policy::Permit,
    time::Moment,
};
use store::{
    Tx,
    case::{Entry, EntryKind},
};

use super::{
    words,
    write::{Writing, add_entry, add_own_task, day, keep, officer, opened},
};
use crate::{Ctx, Result, System, referral::chosen};

/// A call as it was noted.
#[derive(Clone, Debug)]
pub struct Calling {
    /// The entry's identifier, made by whoever writes.
    pub id: Id<Entry>,
    /// A word of [`CallResult`].
    pub result: String,
    /// In words; may be empty.
    pub words: String,
    /// When to call again; empty: as the result says.
    pub again_on: String,
}

/// Notes a call and what follows from it: who was reached has been called, who was not is called again in a few days, who
/// asks not to be called is written to no more.
///
/// # Errors
/// Problems with `result`, `call_words` and `again_on`; conflicts as [`assess`].
pub async fn call(sys: &System, ctx: &Ctx, id: Id<Case>, input: &Calling) -> Result<()> {
    let result: CallResult = chosen("result", &input.result)?;
    let asked = day(ctx, "again_on", &input.again_on)?;
    let again = asked.or_else(|| result.again_days().map(|days| ctx.now.plus_days(days).day()));
    let again = again.filter(|_| result != CallResult::DoNotCall);
    let line = Entry {
        id: input.id,
        kind: EntryKind::Call,
        detail: result.word().to_owned(),
        text: words("call_words", &input.words)?,
        at: ctx.now,
    };
    let line = &line;
    sys.store
        .write(move |mut tx| async move {
            let writing = opened(&mut tx, ctx, id).await?;
            officer(&writing)?;
            if !add_entry(&mut tx, ctx, &writing.case, line).await? {
                return Ok(tx.done(()));
            }
            called(&mut tx, &writing.case, result, ctx.now).await?;
            if let Some(again) = again {
                add_own_task(&mut tx, ctx, &writing.case, TaskKind::Call, again).await?;
            }
            if result == CallResult::DoNotCall {
                stop_messages(&mut tx, ctx, &writing).await?;
            }
            keep(&mut tx, ctx, writing, result.is_contact(), "called").await?;
            Ok(tx.done(()))
        })
        .await
}

/// The calls that were to be made by today have been made; all of them, of who does not want to be called.
async fn called(tx: &mut Tx, case: &Case, result: CallResult, now: Moment) -> Result<()> {
    for task in tx.case_tasks(case).await? {
        let due = task.done_at.is_none() && (task.due_on <= now.day() || result == CallResult::DoNotCall);
        if due && task.kind == TaskKind::Call && task.owner == Owner::Officer {
            tx.set_case_task(case.id, task.id, Some(now)).await?;
        }
    }
    Ok(())
}

/// Who asks not to be called is written to no more either, in none of their records.
async fn stop_messages(tx: &mut Tx, ctx: &Ctx, writing: &Writing) -> Result<()> {
    let front = tx.front_of(writing.case.person).await?;
    for record in tx.records_of(front).await? {
        if let Some(consent) = tx.standing_consent(record, Purpose::Messages, ctx.now).await? {
            tx.withdraw_consent(&writing.permit, consent.id, ctx.now).await?;
        }
    }
    Ok(())
}

/// Whether the person asked not to be called.
async fn wants_no_call(tx: &mut Tx, case: &Case) -> Result<bool> {
    let last = tx.last_case_entry(case, EntryKind::Call).await?;
    Ok(last.is_some_and(|entry| entry.detail == CallResult::DoNotCall.word()))
}

/// What should not wait makes a task for today in each open case of the person: the officer calls, or sees them where they
/// asked not to be called.
pub(crate) async fn call_today(tx: &mut Tx, permit: &Permit, person: Id<Person>, now: Moment) -> Result<()> {
    let today = now.day();
    let front = tx.front_of(person).await?;
    let cases = super::of_person(tx, front).await?;
    for case in cases.into_iter().filter(|case| case.closed_at.is_none()) {
        let kind = if wants_no_call(tx, &case).await? { TaskKind::Meet } else { TaskKind::Call };
        let known = tx.case_tasks(&case).await?;
        let there = |task: &Task| {
            task.kind == kind
                && task.owner == Owner::Officer
                && task.done_at.is_none()
                && task.due_on <= today
        };
        if known.iter().any(there) {
            continue;
        }
        let (id, created_at) = (Id::new(now), now);
        let owner = Owner::Officer;
        let task = Task { id, kind, owner, words: String::new(), due_on: today, done_at: None, created_at };
        tx.add_case_task(&case, &task).await?;
        let task_on = tx.next_case_task(case.id).await?;
        let after = Case { task_on, version: case.version + 1, ..case.woken() };
        tx.put_case(permit, &after, "task", now).await?;
    }
    Ok(())
}
