//! What is owed in cases, and whether it was told: once for each date.

use domain::{
    agency::{Account, Agency},
    id::Id,
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, Tx};

/// Cases of which something is owed by `$1` that was not told; `$2`: to the coordination.
macro_rules! untold {
    ($select:literal, $rest:literal) => {
        concat!(
            $select,
            " from person_case c where c.due_at is not null and c.due_at <= $1 and not exists (select 1 from case_told t
             where t.person_case = c.id and t.due_at = c.due_at and t.late = $2) ",
            $rest
        )
    };
}

impl Tx {
    /// Officers, with their agency, in whose cases something is owed by `until` that they were not told of, in order,
    /// those after `after`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn officers_owing(
        &mut self,
        until: Moment,
        after: Option<(Id<Account>, Id<Agency>)>,
        limit: i64,
    ) -> Result<Vec<(Id<Account>, Id<Agency>)>> {
        let (account, agency) =
            after.map_or((Uuid::nil(), Uuid::nil()), |(account, agency)| (account.uuid(), agency.uuid()));
        let found: Vec<(Uuid, Uuid)> = on!(self, c => sqlx::query_as(untold!(
            "select distinct c.officer, c.agency", "and (c.officer, c.agency) > ($3, $4) order by c.officer, c.agency limit $5"))
            .bind(until.seconds()).bind(false).bind(account).bind(agency).bind(limit).fetch_all(c))?;
        Ok(found
            .into_iter()
            .map(|(account, agency)| (Id::from_uuid(account), Id::from_uuid(agency)))
            .collect())
    }

    /// Agencies that owe an answer by `until` to this officer, who asked them to go on with a case, and were not told.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agencies_owing(
        &mut self,
        (officer, agency): (Id<Account>, Id<Agency>),
        until: Moment,
    ) -> Result<Vec<Id<Agency>>> {
        let found: Vec<Uuid> = on!(self, c => sqlx::query_scalar(untold!(
            "select distinct c.offered_to", "and c.officer = $3 and c.agency = $4 and c.offered_to is not null"))
            .bind(until.seconds()).bind(false).bind(officer.uuid()).bind(agency.uuid()).fetch_all(c))?;
        Ok(found.into_iter().map(Id::from_uuid).collect())
    }

    /// Notes that this officer was told of all that is owed by `until` in their cases; answers in how many it was new.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_owing_told(
        &mut self,
        (officer, agency): (Id<Account>, Id<Agency>),
        until: Moment,
    ) -> Result<u64> {
        Ok(exec!(
            self,
            sqlx::query(untold!(
                "insert into case_told (person_case, due_at, late) select c.id, c.due_at, $2",
                "and c.officer = $3 and c.agency = $4 on conflict do nothing"
            ))
            .bind(until.seconds())
            .bind(false)
            .bind(officer.uuid())
            .bind(agency.uuid())
        )?)
    }

    /// Notes that the coordination was told of all that was owed before `before`; answers in how many cases it was new.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_late_told(&mut self, before: Moment) -> Result<u64> {
        Ok(exec!(
            self,
            sqlx::query(untold!(
                "insert into case_told (person_case, due_at, late) select c.id, c.due_at, $2",
                "on conflict do nothing"
            ))
            .bind(before.seconds())
            .bind(true)
        )?)
    }
}
