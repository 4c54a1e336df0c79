//! A request that is sent twice under one `Idempotency-Key` is done once and answered twice.

use domain::{policy::Actor, time::Moment};
use serde::{Deserialize, Serialize};
use store::idempotency::Seen;

use crate::{Ctx, Error, Result, System};

/// Answers are kept for so many seconds: 24 hours.
pub const KEEP: i64 = 86_400;
/// A request begun so many seconds ago and not answered is taken for dead.
const DEAD_AFTER: i64 = 90;

/// An answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Headers worth repeating: name, value.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// What is to be done with a request that has a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is new: do it, then call [`end`].
    Go,
    /// It was done before; this was the answer.
    Before(Answer),
    /// It is being done right now: 409.
    Running,
    /// The key belongs to another request: 422.
    Other,
}

/// Who a key belongs to: the same key of another asker is another key.
fn scope(actor: &Actor) -> String {
    match actor {
        Actor::Anonymous => "anonymous".to_owned(),
        Actor::Person(id) => format!("person {id}"),
        Actor::Staff { account, .. } => format!("staff {account}"),
        Actor::Guest { referral, .. } => format!("guest {referral}"),
        Actor::System => "system".to_owned(),
    }
}

/// Notes that a request is begun. `request_hash` is of its method, address and body.
///
/// # Errors
/// If the database does not take it.
pub async fn begin(sys: &System, ctx: &Ctx, key: &str, request_hash: &[u8]) -> Result<Begun> {
    let scope = scope(&ctx.actor);
    let (scope, now) = (scope.as_str(), ctx.now);
    let fresh_from: Moment = now.plus(-DEAD_AFTER);
    let seen = sys
        .store
        .write(move |mut tx| async move {
            let seen = tx.begin_request(scope, key, request_hash, fresh_from, now).await?;
            Ok::<_, Error>(tx.done(seen))
        })
        .await?;
    Ok(match seen {
        Seen::New => Begun::Go,
        Seen::Running => Begun::Running,
        Seen::Other => Begun::Other,
        Seen::Answered(bytes) => {
            Begun::Before(serde_json::from_slice(&bytes).map_err(|error| Error::Internal(Box::new(error)))?)
        }
    })
}

/// Keeps the answer of a request that [`begin`] let go; with `None` (the fault was ours) it may be sent again.
///
/// # Errors
/// If the database does not take it.
pub async fn end(sys: &System, ctx: &Ctx, key: &str, answer: Option<&Answer>) -> Result<()> {
    let scope = scope(&ctx.actor);
    let bytes =
        answer.map(serde_json::to_vec).transpose().map_err(|error| Error::Internal(Box::new(error)))?;
    let (scope, bytes) = (scope.as_str(), bytes.as_deref());
    sys.store
        .write(move |mut tx| async move {
            tx.end_request(scope, key, bytes).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}
