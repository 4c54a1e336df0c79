//! Sessions: who is signed in, listed, ended, limited in time. How one signs in is in the children of this module.

pub mod hash;
pub mod lost_pin;
pub mod person;
pub mod staff;
pub mod throttle;
pub mod totp;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    id::Id,
    policy::{Actor, Role},
    time::Moment,
};
use sha2::{Digest, Sha256};
use store::{StoreError, session::SessionRow};

pub use store::session::Stage;

use crate::{Ctx, Error, Result, System};

/// Seconds without asking after which staff must sign in again (ASVS 7.3).
const STAFF_IDLE: i64 = 15 * 60;
/// Seconds without asking after which a person must sign in again: a shared phone.
const PERSON_IDLE: i64 = 30 * 60;
/// Seconds after which anybody must.
const ABSOLUTE: i64 = 12 * 3600;
/// The session's last use is written at most this often, in seconds.
const TOUCH_EVERY: i64 = 60;

/// A session just started: the token goes into the cookie, and only its hash is kept.
#[derive(Debug)]
pub struct Started {
    /// 256 random bits, base64url.
    pub token: String,
    /// Seconds until it ends at the latest.
    pub max_age: i64,
}

/// What is stored of a token.
fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A new token and what is stored of it.
fn fresh_token() -> Result<(String, Vec<u8>)> {
    let token = URL_SAFE_NO_PAD.encode(store::seal::random::<32>()?);
    let hash = token_hash(&token);
    Ok((token, hash))
}

const fn idle_limit(actor: &Actor) -> i64 {
    match actor {
        Actor::Person(_) => PERSON_IDLE,
        _ => STAFF_IDLE,
    }
}

/// Starts a session for `actor`; for a person whose record was joined to another, as that other: both codes lead there. `device` is a short word for the list of sessions ("Android · Chrome").
///
/// # Errors
/// If the database cannot be written.
pub async fn start(sys: &System, actor: Actor, stage: Stage, device: &str, now: Moment) -> Result<Started> {
    let (token, hash) = fresh_token()?;
    let (hash, id) = (&hash, Id::<SessionRow>::new(now));
    sys.store
        .write(move |mut tx| async move {
            let actor = match actor {
                Actor::Person(person) => Actor::Person(tx.front_of(person).await?),
                actor => actor,
            };
            tx.add_session(hash, id, &actor, stage, device, now, now.plus(ABSOLUTE)).await?;
            Ok::<_, StoreError>(tx.done(()))
        })
        .await?;
    Ok(Started { token, max_age: ABSOLUTE })
}

/// Who this token is, if its session is alive at `now`.
///
/// # Errors
/// If the database cannot be read.
pub async fn actor_of(sys: &System, token: &str, now: Moment) -> Result<Option<(Actor, Stage)>> {
    let hash = token_hash(token);
    let mut tx = sys.store.read().await?;
    let Some(session) = tx.session(&hash).await? else { return Ok(None) };
    drop(tx);
    let alive = now < session.expires_at && now < session.seen_at.plus(idle_limit(&session.actor));
    if !alive {
        return Ok(None);
    }
    if session.seen_at.plus(TOUCH_EVERY) <= now {
        let hash = &hash;
        sys.store
            .write(move |mut tx| async move {
                tx.touch_session(hash, now).await?;
                Ok::<_, StoreError>(tx.done(()))
            })
            .await?;
    }
    Ok(Some((session.actor, session.stage)))
}

/// Ends the session of this token.
///
/// # Errors
/// If the database cannot be written.
pub async fn end(sys: &System, token: &str) -> Result<()> {
    let hash = token_hash(token);
    let hash = &hash;
    sys.store
        .write(move |mut tx| async move {
            tx.end_session(hash).await?;
            Ok::<_, StoreError>(tx.done(()))
        })
        .await?;
    Ok(())
}

/// The sessions of who asks, newest first.
///
/// # Errors
/// [`Error::SignIn`] if nobody is signed in.
pub async fn sessions(sys: &System, ctx: &Ctx) -> Result<Vec<SessionRow>> {
    let subject = subject_of(&ctx.actor)?;
    Ok(sys.store.read().await?.sessions_of(subject, ctx.now).await?)
}

/// Ends one session of who asks, or all of them.
///
/// # Errors
/// [`Error::SignIn`] if nobody is signed in.
pub async fn end_own(sys: &System, ctx: &Ctx, which: Option<Id<SessionRow>>) -> Result<()> {
    let subject = subject_of(&ctx.actor)?;
    sys.store
        .write(move |mut tx| async move {
            tx.end_sessions_of(subject, which).await?;
            Ok::<_, StoreError>(tx.done(()))
        })
        .await?;
    Ok(())
}

fn subject_of(actor: &Actor) -> Result<uuid::Uuid> {
    match actor {
        Actor::Person(id) => Ok(id.uuid()),
        Actor::Staff { account, .. } => Ok(account.uuid()),
        Actor::Anonymous | Actor::Guest { .. } | Actor::System => Err(Error::SignIn),
    }
}

/// Whether `actor` is staff with this role.
#[must_use]
pub fn has_role(actor: &Actor, role: Role) -> bool {
    actor.role() == Some(role)
}
