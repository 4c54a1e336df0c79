//! What the clock does for referrals: each tick of each deadline once, whoever comes first.

use domain::{
    id::Id,
    referral::{Referral, Tick},
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, Tx, tx::OnConflict};

impl Tx {
    /// Referrals at which the clock must look by `now`, the longest overdue first, at most `limit`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referrals_ticking(&mut self, now: Moment, limit: i64) -> Result<Vec<Id<Referral>>> {
        let rows: Vec<Uuid> = on!(self, c => sqlx::query_scalar(
            "select id from referral where next_at is not null and next_at <= $1 order by next_at, id limit $2")
            .bind(now.seconds()).bind(limit).fetch_all(c))?;
        Ok(rows.into_iter().map(Id::from_uuid).collect())
    }

    /// Notes a tick of the deadline that `before` has. A second one of the same deadline breaks the rule of uniqueness,
    /// and with it the whole unit of work.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] `referral-ticked-already`.
    pub async fn note_tick(&mut self, before: &Referral, tick: Tick, now: Moment) -> Result<()> {
        let Some(due) = before.due_at else { return Ok(()) };
        exec!(
            self,
            sqlx::query(
                "insert into referral_tick (referral, version, due_at, tick, at) values ($1, $2, $3, $4, $5)"
            )
            .bind(before.id.uuid())
            .bind(before.version)
            .bind(due.seconds())
            .bind(tick.word())
            .bind(now.seconds())
        )
        .on_conflict("referral-ticked-already")?;
        Ok(())
    }

    /// How many deadlines of a referral have run out since `since`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn count_run_out(&mut self, id: Id<Referral>, since: Moment) -> Result<u32> {
        let count: i64 = on!(self, c => sqlx::query_scalar(
            "select count(*) from referral_tick where referral = $1 and at >= $2 and tick = $3")
            .bind(id.uuid()).bind(since.seconds()).bind(Tick::Over.word()).fetch_one(c))?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Writes what the clock did and is to do next; no step, so the version stays and nobody's change is refused for a
    /// reminder. `false` if the referral changed meanwhile.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn put_ticked(&mut self, after: &Referral, escalated: bool, now: Moment) -> Result<bool> {
        let touched = exec!(
            self,
            sqlx::query(
                "update referral set ticked = $3, owed_since = $4, due_at = $5, next_at = $6,
                 escalated_at = case when $7 then $8 else escalated_at end where id = $1 and version = $2"
            )
            .bind(after.id.uuid())
            .bind(after.version)
            .bind(after.ticked.map(|tick| tick.word()))
            .bind(after.owed_since.map(Moment::seconds))
            .bind(after.due_at.map(Moment::seconds))
            .bind(after.next_tick().map(|(_, at)| at.seconds()))
            .bind(escalated)
            .bind(now.seconds())
        )?;
        Ok(touched > 0)
    }

    /// Has the clock look later at a referral that it could do nothing for, if it is due still. Answers whether it was.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn postpone_tick(&mut self, id: Id<Referral>, now: Moment, until: Moment) -> Result<bool> {
        let touched = exec!(
            self,
            sqlx::query("update referral set next_at = $3 where id = $1 and next_at <= $2")
                .bind(id.uuid())
                .bind(now.seconds())
                .bind(until.seconds())
        )?;
        Ok(touched > 0)
    }
}
