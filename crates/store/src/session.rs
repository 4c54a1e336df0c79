//! Sessions: only hashes of tokens are kept.

use domain::{id::Id, policy::Actor, time::Moment};
use uuid::Uuid;

use crate::{Result, StoreError, Tx};

/// How far somebody has signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// All of it.
    Full,
    /// The password was right; the one-time code is still owed.
    OwesCode,
    /// The password was right; a one-time code generator must be set up first.
    OwesSetup,
}

impl Stage {
    const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::OwesCode => "owes_code",
            Self::OwesSetup => "owes_setup",
        }
    }
    fn from_word(word: &str) -> Result<Self> {
        match word {
            "full" => Ok(Self::Full),
            "owes_code" => Ok(Self::OwesCode),
            "owes_setup" => Ok(Self::OwesSetup),
            _ => Err(StoreError::Unreadable("session.stage")),
        }
    }
}

/// A session.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Its identifier, to end it from the list.
    pub id: Id<SessionRow>,
    /// Who is signed in.
    pub actor: Actor,
    /// How far.
    pub stage: Stage,
    /// A short word for the device.
    pub device: String,
    /// When it began.
    pub created_at: Moment,
    /// When it was last used, to the minute.
    pub seen_at: Moment,
    /// When it ends at the latest.
    pub expires_at: Moment,
}

row! {
    struct Row {
        id: Uuid,
        actor: String,
        stage: String,
        device: String,
        created_at: i64,
        seen_at: i64,
        expires_at: i64,
    }
}

impl TryFrom<Row> for SessionRow {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: Id::from_uuid(row.id),
            actor: serde_json::from_str(&row.actor).map_err(|_| StoreError::Unreadable("session.actor"))?,
            stage: Stage::from_word(&row.stage)?,
            device: row.device,
            created_at: Moment::from_seconds(row.created_at),
            seen_at: Moment::from_seconds(row.seen_at),
            expires_at: Moment::from_seconds(row.expires_at),
        })
    }
}

const COLUMNS: &str =
    "select id, actor, stage, device, created_at, seen_at, expires_at from session where token_hash = $1";

impl Tx {
    /// Keeps a new session.
    ///
    /// # Errors
    /// If the database does not take it.
    #[expect(clippy::too_many_arguments, reason = "the columns of one row")]
    pub async fn add_session(
        &mut self,
        token_hash: &[u8],
        id: Id<SessionRow>,
        actor: &Actor,
        stage: Stage,
        device: &str,
        now: Moment,
        expires_at: Moment,
    ) -> Result<()> {
        let subject = match actor {
            Actor::Person(id) => id.uuid(),
            Actor::Staff { account, .. } => account.uuid(),
            Actor::Anonymous | Actor::Guest { .. } | Actor::System => {
                return Err(StoreError::Unreadable("session.actor"));
            }
        };
        let actor = serde_json::to_string(actor).map_err(|_| StoreError::Unreadable("session.actor"))?;
        exec!(self, sqlx::query(
            "insert into session (token_hash, id, actor, subject, stage, device, created_at, seen_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $7, $8)")
            .bind(token_hash).bind(id.uuid()).bind(&actor).bind(subject).bind(stage.word()).bind(device)
            .bind(now.seconds()).bind(expires_at.seconds()))?;
        Ok(())
    }

    /// The session of this token's hash.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn session(&mut self, token_hash: &[u8]) -> Result<Option<SessionRow>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(COLUMNS).bind(token_hash).fetch_optional(c))?;
        row.map(SessionRow::try_from).transpose()
    }

    /// Notes that a session is used.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn touch_session(&mut self, token_hash: &[u8], now: Moment) -> Result<()> {
        exec!(
            self,
            sqlx::query("update session set seen_at = $2 where token_hash = $1")
                .bind(token_hash)
                .bind(now.seconds())
        )?;
        Ok(())
    }

    /// Ends one session.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn end_session(&mut self, token_hash: &[u8]) -> Result<()> {
        exec!(self, sqlx::query("delete from session where token_hash = $1").bind(token_hash))?;
        Ok(())
    }

    /// The living sessions of a person or an account, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn sessions_of(&mut self, subject: Uuid, now: Moment) -> Result<Vec<SessionRow>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select id, actor, stage, device, created_at, seen_at, expires_at from session
             where subject = $1 and expires_at > $2 order by created_at desc limit 50")
            .bind(subject).bind(now.seconds()).fetch_all(c))?;
        rows.into_iter().map(SessionRow::try_from).collect()
    }

    /// Ends one session of a subject, or all of them.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn end_sessions_of(&mut self, subject: Uuid, which: Option<Id<SessionRow>>) -> Result<()> {
        match which {
            Some(id) => exec!(
                self,
                sqlx::query("delete from session where subject = $1 and id = $2")
                    .bind(subject)
                    .bind(id.uuid())
            )?,
            None => exec!(self, sqlx::query("delete from session where subject = $1").bind(subject))?,
        };
        Ok(())
    }

    /// Forgets sessions that ended before `now`.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn sweep_sessions(&mut self, now: Moment) -> Result<()> {
        exec!(self, sqlx::query("delete from session where expires_at <= $1").bind(now.seconds()))?;
        Ok(())
    }
}
