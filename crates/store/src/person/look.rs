//! Whom an officer found and opened, and when: the count by which a harvest is noticed.

use domain::{agency::Account, id::Id, person::Person, time::Moment};
use uuid::Uuid;

use crate::{Result, Tx};

/// People noted in one statement.
const NOTED: usize = 10;

impl Tx {
    /// Notes that an officer was shown these people in what a search found.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_found(
        &mut self,
        account: Id<Account>,
        people: &[Id<Person>],
        now: Moment,
    ) -> Result<()> {
        for some in people.chunks(NOTED) {
            let Some(last) = some.last() else { continue };
            let mut padded = some.to_vec();
            padded.resize(NOTED, *last);
            on!(self, c => {
                let mut query = sqlx::query(
                    "insert into person_look (account, person, found_at) select $1, id, $2 from person
                     where id in ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                     on conflict (account, person) do update set found_at = excluded.found_at")
                    .bind(account.uuid()).bind(now.seconds());
                for person in &padded {
                    query = query.bind(person.uuid());
                }
                async { query.execute(c).await.map(drop) }
            })?;
        }
        Ok(())
    }

    /// Notes that an officer opened somebody whom they found since `since`; `None` if they did not find them. Answers how
    /// many different people they opened since `hour`, and whether this one is new among them.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_opened(
        &mut self,
        account: Id<Account>,
        person: Id<Person>,
        (since, hour): (Moment, Moment),
        now: Moment,
    ) -> Result<Option<(i64, bool)>> {
        let before: Option<Option<i64>> = on!(self, c => sqlx::query_scalar(
            "select opened_at from person_look where account = $1 and person = $2 and found_at >= $3")
            .bind(account.uuid()).bind(person.uuid()).bind(since.seconds()).fetch_optional(c))?;
        let Some(before) = before else { return Ok(None) };
        exec!(
            self,
            sqlx::query("update person_look set opened_at = $3 where account = $1 and person = $2")
                .bind(account.uuid())
                .bind(person.uuid())
                .bind(now.seconds())
        )?;
        let count: i64 = on!(self, c => sqlx::query_scalar(
            "select count(*) from person_look where account = $1 and opened_at > $2")
            .bind(account.uuid()).bind(hour.seconds()).fetch_one(c))?;
        Ok(Some((count, before.is_none_or(|at| at <= hour.seconds()))))
    }

    /// Whether an officer opened somebody since `since`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn was_opened(
        &mut self,
        account: Id<Account>,
        person: Id<Person>,
        since: Moment,
    ) -> Result<bool> {
        let found: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "select person from person_look where account = $1 and person = $2 and opened_at >= $3")
            .bind(account.uuid()).bind(person.uuid()).bind(since.seconds()).fetch_optional(c))?;
        Ok(found.is_some())
    }

    /// Forgets who was found before `before`.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn sweep_looks(&mut self, before: Moment) -> Result<()> {
        exec!(self, sqlx::query("delete from person_look where found_at < $1").bind(before.seconds()))?;
        Ok(())
    }
}
