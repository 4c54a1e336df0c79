//! What was found for a person by itself: a new opportunity that suits them.

use domain::{id::Id, opportunity::Opportunity, person::Person, time::Moment};
use uuid::Uuid;

use crate::{Result, Tx};

row! {
    struct Row {
        opportunity: Uuid,
        found_at: i64,
    }
}

/// Something that was found for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alert {
    /// What.
    pub opportunity: Id<Opportunity>,
    /// When.
    pub found_at: Moment,
}

impl Tx {
    /// Keeps that an opportunity was found for a person; answers whether that is new.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_alert(
        &mut self,
        person: Id<Person>,
        opportunity: Id<Opportunity>,
        now: Moment,
    ) -> Result<bool> {
        let added = exec!(
            self,
            sqlx::query(
                "insert into alert (person, opportunity, found_at) values ($1, $2, $3)
                 on conflict (person, opportunity) do nothing"
            )
            .bind(person.uuid())
            .bind(opportunity.uuid())
            .bind(now.seconds())
        )?;
        Ok(added > 0)
    }

    /// What was found for a person since a moment, newest first, at most `limit`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn alerts_of(&mut self, person: Id<Person>, since: Moment, limit: i64) -> Result<Vec<Alert>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select opportunity, found_at from alert where person = $1 and found_at >= $2
             order by found_at desc, opportunity limit $3")
            .bind(person.uuid()).bind(since.seconds()).bind(limit).fetch_all(c))?;
        let alert = |row: Row| Alert {
            opportunity: Id::from_uuid(row.opportunity),
            found_at: Moment::from_seconds(row.found_at),
        };
        Ok(rows.into_iter().map(alert).collect())
    }

    /// Whether something was found for a person since they were last told.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn has_untold_alert(&mut self, person: Id<Person>) -> Result<bool> {
        let found: Option<i64> = on!(self, c => sqlx::query_scalar(
            "select found_at from alert where person = $1 and found_at >
             coalesce((select told_at from alert_told where person = $1), -1) limit 1")
            .bind(person.uuid()).fetch_optional(c))?;
        Ok(found.is_some())
    }

    /// When a person was last told by a message that something was found.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn told_of_alerts_at(&mut self, person: Id<Person>) -> Result<Option<Moment>> {
        let told: Option<i64> = on!(self, c =>
            sqlx::query_scalar("select told_at from alert_told where person = $1")
                .bind(person.uuid()).fetch_optional(c))?;
        Ok(told.map(Moment::from_seconds))
    }

    /// Notes that a person is told now, unless they were told after `before`: answers whether they may be told. Of two at
    /// once, one may.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn may_tell_of_alerts(
        &mut self,
        person: Id<Person>,
        before: Moment,
        now: Moment,
    ) -> Result<bool> {
        let told = exec!(
            self,
            sqlx::query(
                "insert into alert_told (person, told_at) values ($1, $3)
                 on conflict (person) do update set told_at = excluded.told_at where alert_told.told_at <= $2"
            )
            .bind(person.uuid())
            .bind(before.seconds())
            .bind(now.seconds())
        )?;
        Ok(told > 0)
    }

    /// Forgets what was found before a moment.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn sweep_alerts(&mut self, before: Moment) -> Result<()> {
        exec!(self, sqlx::query("delete from alert where found_at < $1").bind(before.seconds()))?;
        Ok(())
    }
}
