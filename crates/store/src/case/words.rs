//! What is written in a case, sealed with the person's key: entries, signs, goals and tasks.

use domain::{
    case::{Case, Goal, Sign, Task},
    id::Id,
    time::{Day, Moment},
};
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read};

const ENTRY: &str = "case_entry.body";
const SCREEN: &str = "case_screen.body";
const GOAL: &str = "case_goal.body";
const TASK: &str = "case_task.body";

/// What an entry of a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A note of the officer.
    Note,
    /// A call; its detail is the word of the result.
    Call,
    /// Needs as they were told on that day; its text is JSON of [`domain::case::Assessment`].
    Assessment,
    /// A step; its detail is the word of the step.
    Step,
}

impl EntryKind {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Note, Self::Call, Self::Assessment, Self::Step];

    /// The word kept in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Call => "call",
            Self::Assessment => "assessment",
            Self::Step => "step",
        }
    }
}

/// A line of what happened, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its identifier, made by whoever writes.
    pub id: Id<Entry>,
    /// What it is.
    pub kind: EntryKind,
    /// The word of a result or of a step; empty for others.
    pub detail: String,
    /// What was written; empty if nothing was.
    pub text: String,
    /// When it was written.
    pub at: Moment,
}

row! {
    struct EntryRow {
        id: Uuid,
        kind: String,
        detail: String,
        body: Option<Vec<u8>>,
        at: i64,
    }
}

row! {
    struct GoalRow {
        id: Uuid,
        category: String,
        body: Vec<u8>,
        by_on: Option<String>,
        status: String,
        created_at: i64,
    }
}

row! {
    struct TaskRow {
        id: Uuid,
        kind: String,
        owner: String,
        body: Vec<u8>,
        due_on: String,
        done_at: Option<i64>,
        created_at: i64,
    }
}

/// What an identifier that is known answers: the same was kept already, or something else was.
const fn again(is_same: bool) -> Result<bool> {
    if is_same { Ok(false) } else { Err(StoreError::Conflict("case-other-words")) }
}

impl Tx {
    /// Keeps a line of what happened; `false` if the same was kept already.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed; [`StoreError::Conflict`] `case-other-words` if
    /// something else was kept under its identifier.
    pub async fn add_case_entry(&mut self, case: &Case, entry: &Entry, by: Option<Uuid>) -> Result<bool> {
        let id = entry.id.uuid();
        let body = if entry.text.is_empty() {
            None
        } else {
            Some(self.seal(case.person.uuid(), ENTRY, id, entry.text.as_bytes()).await?)
        };
        let added = exec!(
            self,
            sqlx::query(
                "insert into case_entry (id, person_case, kind, detail, body, account, at)
                 values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing"
            )
            .bind(id)
            .bind(case.id.uuid())
            .bind(entry.kind.word())
            .bind(&entry.detail)
            .bind(body)
            .bind(by)
            .bind(entry.at.seconds())
        )?;
        if added > 0 {
            return Ok(true);
        }
        let row: Option<EntryRow> = on!(self, c => sqlx::query_as(
            "select id, kind, detail, body, at from case_entry where id = $1 and person_case = $2")
            .bind(id).bind(case.id.uuid()).fetch_optional(c))?;
        let kept = match row {
            Some(row) => Some(self.read_entry(case, row).await?),
            None => None,
        };
        again(kept.is_some_and(|kept| Entry { at: entry.at, ..kept } == *entry))
    }

    /// What happened in a case, last first; at most `limit` lines.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed.
    pub async fn case_entries(&mut self, case: &Case, limit: i64) -> Result<Vec<Entry>> {
        let rows: Vec<EntryRow> = on!(self, c => sqlx::query_as(
            "select id, kind, detail, body, at from case_entry where person_case = $1
             order by at desc, id desc limit $2").bind(case.id.uuid()).bind(limit).fetch_all(c))?;
        let mut entries = Vec::with_capacity(rows.len());
        for row in rows {
            entries.push(self.read_entry(case, row).await?);
        }
        Ok(entries)
    }

    /// The last entry of one kind in a case.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed.
    pub async fn last_case_entry(&mut self, case: &Case, kind: EntryKind) -> Result<Option<Entry>> {
        let row: Option<EntryRow> = on!(self, c => sqlx::query_as(
            "select id, kind, detail, body, at from case_entry where person_case = $1 and kind = $2
             order by at desc, id desc limit 1").bind(case.id.uuid()).bind(kind.word()).fetch_optional(c))?;
        match row {
            Some(row) => Ok(Some(self.read_entry(case, row).await?)),
            None => Ok(None),
        }
    }

    async fn read_entry(&mut self, case: &Case, row: EntryRow) -> Result<Entry> {
        let kind = EntryKind::ALL.into_iter().find(|kind| kind.word() == row.kind);
        Ok(Entry {
            id: Id::from_uuid(row.id),
            kind: kind.ok_or(StoreError::Unreadable("case_entry.kind"))?,
            detail: row.detail,
            text: match row.body {
                Some(body) => self.open_text(case.person.uuid(), ENTRY, row.id, &body).await?,
                None => String::new(),
            },
            at: Moment::from_seconds(row.at),
        })
    }

    /// Keeps the signs of a case in the place of those before; none at all is a word too.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed.
    pub async fn put_case_screen(&mut self, case: &Case, signs: &[Sign], now: Moment) -> Result<()> {
        let words: Vec<&str> = signs.iter().map(|sign| sign.word()).collect();
        let id = case.id.uuid();
        let body = self.seal(case.person.uuid(), SCREEN, id, words.join(" ").as_bytes()).await?;
        exec!(
            self,
            sqlx::query(
                "insert into case_screen (person_case, body, at) values ($1, $2, $3)
                 on conflict (person_case) do update set body = excluded.body, at = excluded.at"
            )
            .bind(id)
            .bind(body)
            .bind(now.seconds())
        )?;
        Ok(())
    }

    /// The signs of a case; `None` if nobody asked.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed.
    pub async fn case_screen(&mut self, case: &Case) -> Result<Option<Vec<Sign>>> {
        let body: Option<Vec<u8>> = on!(self, c => sqlx::query_scalar(
            "select body from case_screen where person_case = $1").bind(case.id.uuid()).fetch_optional(c))?;
        let Some(body) = body else { return Ok(None) };
        let text = self.open_text(case.person.uuid(), SCREEN, case.id.uuid(), &body).await?;
        let sign = |word: &str| Sign::from_word(word).ok_or(StoreError::Unreadable(SCREEN));
        text.split_whitespace().map(sign).collect::<Result<_>>().map(Some)
    }

    /// Forgets the signs of a case.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn forget_case_screen(&mut self, case: Id<Case>) -> Result<()> {
        exec!(self, sqlx::query("delete from case_screen where person_case = $1").bind(case.uuid()))?;
        Ok(())
    }

    /// Keeps a goal; `false` if the same was kept already.
    ///
    /// # Errors
    /// As [`Tx::add_case_entry`].
    pub async fn add_case_goal(&mut self, case: &Case, goal: &Goal) -> Result<bool> {
        let id = goal.id.uuid();
        let body = self.seal(case.person.uuid(), GOAL, id, goal.words.as_bytes()).await?;
        let added = exec!(
            self,
            sqlx::query(
                "insert into case_goal (id, person_case, category, body, by_on, status, created_at)
                 values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing"
            )
            .bind(id)
            .bind(case.id.uuid())
            .bind(goal.category.word())
            .bind(body)
            .bind(goal.by_on.map(|day| day.to_string()))
            .bind(goal.status.word())
            .bind(goal.created_at.seconds())
        )?;
        if added > 0 {
            return Ok(true);
        }
        let told = |one: &Goal| (one.id, one.category, one.by_on, one.words.clone());
        again(self.case_goals(case).await?.iter().any(|kept| told(kept) == told(goal)))
    }

    /// Changes how a goal of a case stands; `false` if the case has no such goal.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn set_case_goal(
        &mut self,
        case: Id<Case>,
        goal: Id<Goal>,
        status: domain::case::GoalStatus,
    ) -> Result<bool> {
        let touched = exec!(
            self,
            sqlx::query("update case_goal set status = $3 where id = $1 and person_case = $2")
                .bind(goal.uuid())
                .bind(case.uuid())
                .bind(status.word())
        )?;
        Ok(touched > 0)
    }

    /// The goals of a case, first one first; at most 50.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed.
    pub async fn case_goals(&mut self, case: &Case) -> Result<Vec<Goal>> {
        let rows: Vec<GoalRow> = on!(self, c => sqlx::query_as(
            "select id, category, body, by_on, status, created_at from case_goal where person_case = $1
             order by id limit 50").bind(case.id.uuid()).fetch_all(c))?;
        let mut goals = Vec::with_capacity(rows.len());
        for row in rows {
            goals.push(Goal {
                id: Id::from_uuid(row.id),
                category: row.category.read("case_goal.category")?,
                words: self.open_text(case.person.uuid(), GOAL, row.id, &row.body).await?,
                by_on: row.by_on.read("case_goal.by_on")?,
                status: row.status.read("case_goal.status")?,
                created_at: Moment::from_seconds(row.created_at),
            });
        }
        Ok(goals)
    }

    /// Keeps a task; `false` if the same was kept already.
    ///
    /// # Errors
    /// As [`Tx::add_case_entry`].
    pub async fn add_case_task(&mut self, case: &Case, task: &Task) -> Result<bool> {
        let id = task.id.uuid();
        let body = self.seal(case.person.uuid(), TASK, id, task.words.as_bytes()).await?;
        let added = exec!(
            self,
            sqlx::query(
                "insert into case_task (id, person_case, kind, owner, body, due_on, done_at, created_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing"
            )
            .bind(id)
            .bind(case.id.uuid())
            .bind(task.kind.word())
            .bind(task.owner.word())
            .bind(body)
            .bind(task.due_on.to_string())
            .bind(task.done_at.map(Moment::seconds))
            .bind(task.created_at.seconds())
        )?;
        if added > 0 {
            return Ok(true);
        }
        let row: Option<TaskRow> = on!(self, c => sqlx::query_as(
            "select id, kind, owner, body, due_on, done_at, created_at from case_task where id = $1 and person_case = $2")
            .bind(id).bind(case.id.uuid()).fetch_optional(c))?;
        let kept = match row {
            Some(row) => Some(self.read_task(case, row).await?),
            None => None,
        };
        let told = |one: &Task| (one.kind, one.owner, one.due_on, one.words.clone());
        again(kept.is_some_and(|kept| told(&kept) == told(task)))
    }

    async fn read_task(&mut self, case: &Case, row: TaskRow) -> Result<Task> {
        Ok(Task {
            id: Id::from_uuid(row.id),
            kind: row.kind.read("case_task.kind")?,
            owner: row.owner.read("case_task.owner")?,
            words: self.open_text(case.person.uuid(), TASK, row.id, &row.body).await?,
            due_on: row.due_on.read("case_task.due_on")?,
            done_at: row.done_at.map(Moment::from_seconds),
            created_at: Moment::from_seconds(row.created_at),
        })
    }

    /// Notes that a task of a case was done, or is not; `false` if the case has no such task.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn set_case_task(
        &mut self,
        case: Id<Case>,
        task: Id<Task>,
        done_at: Option<Moment>,
    ) -> Result<bool> {
        let touched = exec!(
            self,
            sqlx::query("update case_task set done_at = $3 where id = $1 and person_case = $2")
                .bind(task.uuid())
                .bind(case.uuid())
                .bind(done_at.map(Moment::seconds))
        )?;
        Ok(touched > 0)
    }

    /// The tasks of a case: what is to be done by date, then what was done, last first; at most 100.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed.
    pub async fn case_tasks(&mut self, case: &Case) -> Result<Vec<Task>> {
        let rows: Vec<TaskRow> = on!(self, c => sqlx::query_as(
            "select id, kind, owner, body, due_on, done_at, created_at from case_task where person_case = $1
             order by case when done_at is null then 0 else 1 end,
             case when done_at is null then due_on else '' end, done_at desc, id limit 100")
            .bind(case.id.uuid()).fetch_all(c))?;
        let mut tasks = Vec::with_capacity(rows.len());
        for row in rows {
            tasks.push(self.read_task(case, row).await?);
        }
        Ok(tasks)
    }

    /// The day of the officer's next task in a case.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn next_case_task(&mut self, case: Id<Case>) -> Result<Option<Day>> {
        let day: Option<String> = on!(self, c => sqlx::query_scalar(
            "select due_on from case_task where person_case = $1 and done_at is null and owner = 'officer'
             order by due_on limit 1").bind(case.uuid()).fetch_optional(c))?;
        day.read("case_task.due_on")
    }
}
