//! Rows of jobs: work for later, written in the same unit of work as what it follows from.

use domain::{id::Id, time::Moment};
use uuid::Uuid;

use crate::{Result, StoreError, Tx};

/// A job that a worker holds until its lease ends.
#[derive(Clone, Debug)]
pub struct JobRow {
    /// Its identifier.
    pub id: Id<JobRow>,
    /// The word of what is to be done.
    pub kind: String,
    /// What is to be done, as JSON.
    pub payload: String,
    /// How often it was begun, this time included.
    pub tries: i64,
}

/// The row in which a job waits for its turn; none waits for another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Messages that somebody waits for at this moment.
    Urgent,
    /// Whatever the clock does.
    Clock,
    /// All other messages.
    Messages,
}

impl Lane {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Urgent, Self::Clock, Self::Messages];

    const fn number(self) -> i64 {
        match self {
            Self::Clock => 0,
            Self::Messages => 1,
            Self::Urgent => 2,
        }
    }
}

row! {
    struct Row {
        id: Uuid,
        kind: String,
        payload: String,
        tries: i64,
    }
}

row! {
    /// How many jobs there are, by how they stand.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct JobCounts {
        /// Due and not begun, or begun and not finished.
        pub due: i64,
        /// Waiting for their time.
        pub waiting: i64,
        /// Given up.
        pub given_up: i64,
    }
}

/// Leases the due jobs of a row that nobody holds, oldest first. One text for both engines: SQLite has one writer, and under
/// SERIALIZABLE the slower of two claims of one row is run again and finds it taken.
const CLAIM: &str = "update job set leased_until = $2, leased_by = $3, tries = tries + 1
    where done_at is null and run_at <= $1 and (leased_until is null or leased_until <= $1) and id in (
        select id from job where lane = $5 and done_at is null and run_at <= $1 and (leased_until is null or leased_until <= $1)
        order by run_at, id limit $4)
    returning id, kind, payload, tries";

impl Tx {
    /// Adds a job to be run at `run_at` or soon after.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_job(&mut self, lane: Lane, kind: &str, payload: &str, run_at: Moment) -> Result<()> {
        self.add_job_as(Id::new(run_at), lane, kind, payload, run_at).await
    }

    /// Adds a job under an identifier of the caller's.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_job_as(
        &mut self,
        id: Id<JobRow>,
        lane: Lane,
        kind: &str,
        payload: &str,
        run_at: Moment,
    ) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "insert into job (id, kind, payload, run_at, tries, lane) values ($1, $2, $3, $4, 0, $5)"
            )
            .bind(id.uuid())
            .bind(kind)
            .bind(payload)
            .bind(run_at.seconds())
            .bind(lane.number())
        )?;
        Ok(())
    }

    /// Whether a job of this kind waits or runs.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn has_job(&mut self, kind: &str) -> Result<bool> {
        let found: Option<(Uuid,)> = on!(self, c =>
            sqlx::query_as("select id from job where kind = $1 and done_at is null limit 1").bind(kind).fetch_optional(c))?;
        Ok(found.is_some())
    }

    /// Takes at most `limit` due jobs of a row for `worker`, whom nobody else can take them from before `until`.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn claim_jobs(
        &mut self,
        lane: Lane,
        (worker, until): (&str, Moment),
        now: Moment,
        limit: i64,
    ) -> Result<Vec<JobRow>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(CLAIM)
            .bind(now.seconds()).bind(until.seconds()).bind(worker).bind(limit).bind(lane.number()).fetch_all(c))?;
        let mut jobs: Vec<JobRow> = rows
            .into_iter()
            .map(|row| JobRow {
                id: Id::from_uuid(row.id),
                kind: row.kind,
                payload: row.payload,
                tries: row.tries,
            })
            .collect();
        jobs.sort_by_key(|job| job.id);
        Ok(jobs)
    }

    /// Ends a job that `worker` holds; `error` is the word of why it was given up.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if the worker no longer holds it: then nothing of the unit of work may stay.
    pub async fn end_job(
        &mut self,
        id: Id<JobRow>,
        worker: &str,
        error: Option<&str>,
        now: Moment,
    ) -> Result<()> {
        let touched = exec!(
            self,
            sqlx::query(
                "update job set done_at = $3, error = $4, leased_until = null, leased_by = null
                 where id = $1 and leased_by = $2 and done_at is null"
            )
            .bind(id.uuid())
            .bind(worker)
            .bind(now.seconds())
            .bind(error)
        )?;
        if touched == 1 { Ok(()) } else { Err(StoreError::Stale("job")) }
    }

    /// Puts a job that `worker` holds back, to be tried again at `run_at`; `error` is the word of what went wrong.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if the worker no longer holds it.
    pub async fn put_job_back(
        &mut self,
        id: Id<JobRow>,
        worker: &str,
        error: &str,
        run_at: Moment,
    ) -> Result<()> {
        let touched = exec!(
            self,
            sqlx::query(
                "update job set run_at = $3, error = $4, leased_until = null, leased_by = null
                 where id = $1 and leased_by = $2 and done_at is null"
            )
            .bind(id.uuid())
            .bind(worker)
            .bind(run_at.seconds())
            .bind(error)
        )?;
        if touched == 1 { Ok(()) } else { Err(StoreError::Stale("job")) }
    }

    /// Puts a job that `worker` holds off until `run_at`: it was not tried, and no try is counted.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if the worker no longer holds it.
    pub async fn put_job_off(&mut self, id: Id<JobRow>, worker: &str, run_at: Moment) -> Result<()> {
        let touched = exec!(
            self,
            sqlx::query(
                "update job set run_at = $3, tries = tries - 1, leased_until = null, leased_by = null
                 where id = $1 and leased_by = $2 and done_at is null"
            )
            .bind(id.uuid())
            .bind(worker)
            .bind(run_at.seconds())
        )?;
        if touched == 1 { Ok(()) } else { Err(StoreError::Stale("job")) }
    }

    /// How many jobs there are at `now`, by how they stand.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn job_counts(&mut self, now: Moment) -> Result<JobCounts> {
        Ok(on!(self, c => sqlx::query_as(
            "select cast(coalesce(sum(case when done_at is null and run_at <= $1 then 1 else 0 end), 0) as bigint) as due,
             cast(coalesce(sum(case when done_at is null and run_at > $1 then 1 else 0 end), 0) as bigint) as waiting,
             cast(coalesce(sum(case when done_at is not null and error is not null then 1 else 0 end), 0) as bigint)
             as given_up from job")
            .bind(now.seconds()).fetch_one(c))?)
    }

    /// Forgets jobs that ended before `before`.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn sweep_jobs(&mut self, before: Moment) -> Result<u64> {
        Ok(exec!(self, sqlx::query("delete from job where done_at < $1").bind(before.seconds()))?)
    }
}
