//! Answers already given, so that a request sent twice is done once. Keys are kept as keyed hashes; answers are sealed
//! with a key made from the asker's own `Idempotency-Key`, which is not kept.

use domain::time::Moment;

use crate::{Result, Tx};

/// What is known of a request's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing: it is now noted as begun.
    New,
    /// The same request was begun and is not finished.
    Running,
    /// The same request was answered so.
    Answered(Vec<u8>),
    /// The key was used for another request.
    Other,
}

row! {
    struct Row {
        request_hash: Vec<u8>,
        body: Option<Vec<u8>>,
        created_at: i64,
    }
}

impl Tx {
    /// Looks a request up by `scope` (who asks) and `key` (as sent), and notes it as begun if it is new. What was
    /// begun before `stale` and never answered counts as new: its process died.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn begin_request(
        &mut self,
        scope: &str,
        key: &str,
        request_hash: &[u8],
        stale: Moment,
        now: Moment,
    ) -> Result<Seen> {
        let index = self.keys().index("idempotency.key", &format!("{scope}\n{key}"));
        let row: Option<Row> = on!(self, c => sqlx::query_as(
            "select request_hash, body, created_at from idempotency where key = $1").bind(&index).fetch_optional(c))?;
        match row {
            Some(row) if row.request_hash != request_hash => Ok(Seen::Other),
            Some(Row { body: Some(body), .. }) => {
                Ok(Seen::Answered(self.keys().open_by(key, "idempotency.body", &body)?))
            }
            Some(row) if row.created_at >= stale.seconds() => Ok(Seen::Running),
            Some(_) => {
                exec!(
                    self,
                    sqlx::query("update idempotency set created_at = $2 where key = $1")
                        .bind(&index)
                        .bind(now.seconds())
                )?;
                Ok(Seen::New)
            }
            None => {
                exec!(
                    self,
                    sqlx::query(
                        "insert into idempotency (key, request_hash, created_at) values ($1, $2, $3)"
                    )
                    .bind(&index)
                    .bind(request_hash)
                    .bind(now.seconds())
                )?;
                Ok(Seen::New)
            }
        }
    }

    /// Keeps the answer to a request that was begun, or with `None` forgets that it was, so that it may be sent again.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn end_request(&mut self, scope: &str, key: &str, answer: Option<&[u8]>) -> Result<()> {
        let index = self.keys().index("idempotency.key", &format!("{scope}\n{key}"));
        match answer {
            Some(answer) => {
                let body = self.keys().seal_by(key, "idempotency.body", answer)?;
                exec!(
                    self,
                    sqlx::query("update idempotency set body = $2 where key = $1").bind(&index).bind(body)
                )?
            }
            None => exec!(self, sqlx::query("delete from idempotency where key = $1").bind(&index))?,
        };
        Ok(())
    }

    /// Forgets answers given before `before`.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn sweep_requests(&mut self, before: Moment) -> Result<u64> {
        let before = before.seconds();
        Ok(exec!(self, sqlx::query("delete from idempotency where created_at < $1").bind(before))?)
    }
}
