//! Invitations to choose a password: only hashes of their tokens are kept, and each works once.

use domain::{agency::Account, id::Id, policy::Permit, time::Moment};
use uuid::Uuid;

use crate::{Result, Tx};

/// An invitation, as an identifier.
#[derive(Clone, Copy, Debug)]
pub struct Invitation;

impl Tx {
    /// Keeps a new invitation; older ones of the same account stop working.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_invitation(
        &mut self,
        permit: &Permit,
        account: Id<Account>,
        token_hash: &[u8],
        now: Moment,
        expires_at: Moment,
    ) -> Result<()> {
        exec!(
            self,
            sqlx::query("update invitation set used_at = $2 where account = $1 and used_at is null")
                .bind(account.uuid())
                .bind(now.seconds())
        )?;
        exec!(self, sqlx::query(
            "insert into invitation (id, account, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)")
            .bind(Id::<Invitation>::new(now).uuid()).bind(account.uuid()).bind(token_hash).bind(now.seconds())
            .bind(expires_at.seconds()))?;
        self.audit(permit, account.uuid(), None, "invited", now).await
    }

    /// Whose invitation this is, if it still works at `now`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn invitation(&mut self, token_hash: &[u8], now: Moment) -> Result<Option<Id<Account>>> {
        let id: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "select account from invitation where token_hash = $1 and used_at is null and expires_at > $2")
            .bind(token_hash).bind(now.seconds()).fetch_optional(c))?;
        Ok(id.map(Id::from_uuid))
    }

    /// Uses an invitation up: of two at once, one gets the account.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn use_invitation(&mut self, token_hash: &[u8], now: Moment) -> Result<Option<Id<Account>>> {
        let id: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "update invitation set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
             returning account").bind(token_hash).bind(now.seconds()).fetch_optional(c))?;
        Ok(id.map(Id::from_uuid))
    }

    /// When the invitation of an account that still works ends.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn invited_until(&mut self, account: Id<Account>, now: Moment) -> Result<Option<Moment>> {
        let end: Option<i64> = on!(self, c => sqlx::query_scalar(
            "select max(expires_at) from invitation where account = $1 and used_at is null and expires_at > $2")
            .bind(account.uuid()).bind(now.seconds()).fetch_one(c))?;
        Ok(end.map(Moment::from_seconds))
    }
}
