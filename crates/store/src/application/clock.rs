//! Answers that are owed: which come near their date, which have passed it.

use domain::{application::Application, id::Id, opportunity::Opportunity, time::Moment};
use uuid::Uuid;

use super::Row;
use crate::{Result, Tx};

/// An answer of which the agency is to be reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Of which application.
    pub application: Id<Application>,
    /// To which opportunity.
    pub opportunity: Id<Opportunity>,
    /// By when.
    pub due_at: Moment,
    /// Which reminder: 1 at half of the time, 2 at nine tenths.
    pub reminder: i64,
}

row! {
    struct DueRow {
        id: Uuid,
        opportunity: Uuid,
        due_at: i64,
        reminder: i64,
    }
}

impl Tx {
    /// Answers owed of which half, or nine tenths, of the time has passed at `now`, and of which the agency was not yet
    /// reminded so; those of one opportunity together, at most `limit`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn reminders_due(&mut self, now: Moment, limit: i64) -> Result<Vec<Due>> {
        let rows: Vec<DueRow> = on!(self, c => sqlx::query_as(
            "with owed as (
                 select id, opportunity, due_at, reminded,
                 case when 10 * ($1 - owed_since) >= 9 * (due_at - owed_since) then cast(2 as bigint)
                      when 2 * ($1 - owed_since) >= due_at - owed_since then cast(1 as bigint)
                      else cast(0 as bigint) end as reminder
                 from application where status = 'applied' and due_at >= $1)
             select id, opportunity, due_at, reminder from owed where reminder > reminded
             order by opportunity, due_at, id limit $2")
            .bind(now.seconds()).bind(limit).fetch_all(c))?;
        let due = |row: DueRow| Due {
            application: Id::from_uuid(row.id),
            opportunity: Id::from_uuid(row.opportunity),
            due_at: Moment::from_seconds(row.due_at),
            reminder: row.reminder,
        };
        Ok(rows.into_iter().map(due).collect())
    }

    /// Notes that the agency was reminded; `false` if somebody else did so meanwhile.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_reminder(&mut self, due: &Due) -> Result<bool> {
        let touched = exec!(
            self,
            sqlx::query("update application set reminded = $2 where id = $1 and reminded < $2")
                .bind(due.application.uuid())
                .bind(due.reminder)
        )?;
        Ok(touched > 0)
    }

    /// Opportunities with answers whose date has passed at `now` without the clock having said so, after this one, at most
    /// `limit`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn opportunities_overdue(
        &mut self,
        now: Moment,
        after: Option<Id<Opportunity>>,
        limit: i64,
    ) -> Result<Vec<Id<Opportunity>>> {
        let found: Vec<Uuid> = on!(self, c => sqlx::query_scalar(
            "select distinct opportunity from application where status = 'applied' and due_at < $1 and opportunity > $2
             order by opportunity limit $3")
            .bind(now.seconds()).bind(after.map_or(Uuid::nil(), Id::uuid)).bind(limit).fetch_all(c))?;
        Ok(found.into_iter().map(Id::from_uuid).collect())
    }

    /// Which applications to one opportunity are late at `now` without the clock having said so, at most `limit`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn overdue_of(
        &mut self,
        opportunity: Id<Opportunity>,
        now: Moment,
        limit: i64,
    ) -> Result<Vec<Id<Application>>> {
        let found: Vec<Uuid> = on!(self, c => sqlx::query_scalar(
            "select id from application where opportunity = $1 and status = 'applied' and due_at < $2
             order by id limit $3")
            .bind(opportunity.uuid()).bind(now.seconds()).bind(limit).fetch_all(c))?;
        Ok(found.into_iter().map(Id::from_uuid).collect())
    }

    /// The applications to one opportunity, or this one of them only, whose date has passed at `now` without the clock
    /// having said so, at most `limit`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn applications_overdue(
        &mut self,
        opportunity: Id<Opportunity>,
        only: Option<Id<Application>>,
        now: Moment,
        limit: i64,
    ) -> Result<Vec<Application>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from application where opportunity = $1 and status = 'applied' and due_at < $2
             and (cast($3 as uuid) is null or id = $3) order by id limit $4")
            .bind(opportunity.uuid()).bind(now.seconds()).bind(only.map(Id::uuid)).bind(limit).fetch_all(c))?;
        rows.into_iter().map(Application::try_from).collect()
    }
}
