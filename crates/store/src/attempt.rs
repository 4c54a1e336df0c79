//! Counters of tries, in the database, so that several processes count together. Only keyed hashes of what is counted.

use domain::time::Moment;

use crate::{Result, Tx};

/// How many tries failed under one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// How many, since the last success.
    pub failures: i64,
    /// When the last one was.
    pub since: Option<Moment>,
    /// Until when no more are taken.
    pub locked_until: Option<Moment>,
}

row! {
    struct Row {
        failures: i64,
        since: i64,
        locked_until: Option<i64>,
    }
}

impl Tx {
    /// The tries under this key.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn attempts(&mut self, key: &[u8]) -> Result<Attempts> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(
            "select failures, since, locked_until from attempt where key = $1").bind(key).fetch_optional(c))?;
        Ok(row.map_or_else(Attempts::default, |row| Attempts {
            failures: row.failures,
            since: Some(Moment::from_seconds(row.since)),
            locked_until: row.locked_until.map(Moment::from_seconds),
        }))
    }

    /// Keeps the tries under this key.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn put_attempts(&mut self, key: &[u8], attempts: Attempts, now: Moment) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "insert into attempt (key, failures, since, locked_until) values ($1, $2, $3, $4)
                 on conflict (key) do update set failures = excluded.failures, since = excluded.since,
                 locked_until = excluded.locked_until"
            )
            .bind(key)
            .bind(attempts.failures)
            .bind(attempts.since.unwrap_or(now).seconds())
            .bind(attempts.locked_until.map(Moment::seconds))
        )?;
        Ok(())
    }

    /// Forgets the tries under this key: it went well.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn forget_attempts(&mut self, key: &[u8]) -> Result<()> {
        exec!(self, sqlx::query("delete from attempt where key = $1").bind(key))?;
        Ok(())
    }

    /// Takes one try back.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn refund_attempt(&mut self, key: &[u8]) -> Result<()> {
        exec!(
            self,
            sqlx::query("update attempt set failures = failures - 1 where key = $1 and failures > 0")
                .bind(key)
        )?;
        Ok(())
    }

    /// Forgets tries whose last one was before `before`.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn sweep_attempts(&mut self, before: Moment) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "delete from attempt where since < $1 and (locked_until is null or locked_until < $1)"
            )
            .bind(before.seconds())
        )?;
        Ok(())
    }
}
