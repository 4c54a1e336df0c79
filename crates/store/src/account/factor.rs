//! What an account signs in with: password, one-time code generator, recovery codes.

use domain::{agency::Account, id::Id, policy::Permit, time::Moment};

use crate::{Result, StoreError, Tx};

const TOTP: &str = "account.totp";

/// A recovery code, as an identifier.
struct RecoveryCode;

/// What an account signs in with.
#[derive(Clone)]
pub struct Factors {
    /// The account.
    pub account: Account,
    /// The password's hash; `None` before one was chosen.
    pub password_hash: Option<String>,
    /// The secret of the one-time code generator, confirmed (`account.has_totp`) or still to be.
    pub totp: Option<Vec<u8>>,
}

impl Tx {
    /// What this account signs in with.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn factors(&mut self, account: Account) -> Result<Factors> {
        let id = account.id.uuid();
        let (password_hash, totp): (Option<String>, Option<Vec<u8>>) = on!(self, c => sqlx::query_as(
            "select password_hash, totp from account where id = $1").bind(id).fetch_one(c))?;
        let totp = match totp {
            Some(blob) => Some(self.open(id, TOTP, id, &blob).await?),
            None => None,
        };
        Ok(Factors { account, password_hash, totp })
    }

    /// Writes a new password, if the account is still as it was read (`account.version`).
    ///
    /// # Errors
    /// [`StoreError::Stale`] if it is not.
    pub async fn put_password(
        &mut self,
        permit: &Permit,
        account: &Account,
        hash: &str,
        now: Moment,
    ) -> Result<()> {
        let id = account.id.uuid();
        let touched =
            exec!(self, sqlx::query(
            "update account set password_hash = $2, version = version + 1 where id = $1 and version = $3")
            .bind(id).bind(hash).bind(account.version))?;
        if touched == 0 {
            return Err(StoreError::Stale("account"));
        }
        self.audit(permit, id, None, "password", now).await
    }

    /// Gives an account the secret of a new one-time code generator, to be confirmed by its first code. The old one and
    /// the recovery codes stop working.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn begin_totp(
        &mut self,
        permit: &Permit,
        account: Id<Account>,
        secret: &[u8],
        now: Moment,
    ) -> Result<()> {
        let id = account.uuid();
        let sealed = self.seal(id, TOTP, id, secret).await?;
        exec!(
            self,
            sqlx::query("update account set totp = $2, totp_step = -1, version = version + 1 where id = $1")
                .bind(id)
                .bind(&sealed)
        )?;
        exec!(self, sqlx::query("delete from recovery_code where account = $1").bind(id))?;
        self.audit(permit, id, None, "totp-begun", now).await
    }

    /// Confirms a generator by the step of its first code: of two at once, one is told `true`.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn confirm_totp(
        &mut self,
        permit: &Permit,
        account: Id<Account>,
        step: i64,
        now: Moment,
    ) -> Result<bool> {
        let touched = exec!(
            self,
            sqlx::query(
                "update account set totp_step = $2, version = version + 1
             where id = $1 and totp is not null and totp_step = -1 and active"
            )
            .bind(account.uuid())
            .bind(step)
        )?;
        self.audit(permit, account.uuid(), None, "totp", now).await?;
        Ok(touched == 1)
    }

    /// Uses a step of time up: of two codes of one step, or of an older one, only the first is told `true`.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn use_totp_step(&mut self, account: Id<Account>, step: i64) -> Result<bool> {
        let touched = exec!(self, sqlx::query(
            "update account set totp_step = $2 where id = $1 and totp_step >= 0 and totp_step < $2 and active")
            .bind(account.uuid()).bind(step))?;
        Ok(touched == 1)
    }

    /// Takes password, generator and recovery codes away.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn clear_factors(&mut self, permit: &Permit, account: Id<Account>, now: Moment) -> Result<()> {
        let id = account.uuid();
        exec!(self, sqlx::query(
            "update account set password_hash = null, totp = null, totp_step = -1, version = version + 1 where id = $1")
            .bind(id))?;
        exec!(self, sqlx::query("delete from recovery_code where account = $1").bind(id))?;
        self.audit(permit, id, None, "factors-cleared", now).await
    }

    /// Replaces the recovery codes of an account.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn put_recovery_codes(
        &mut self,
        permit: &Permit,
        account: Id<Account>,
        codes: &[String],
        now: Moment,
    ) -> Result<()> {
        exec!(self, sqlx::query("delete from recovery_code where account = $1").bind(account.uuid()))?;
        for code in codes {
            let hash = self.recovery_hash(account, code);
            exec!(
                self,
                sqlx::query("insert into recovery_code (id, account, code_hash) values ($1, $2, $3)")
                    .bind(Id::<RecoveryCode>::new(now).uuid())
                    .bind(account.uuid())
                    .bind(&hash)
            )?;
        }
        self.audit(permit, account.uuid(), None, "recovery-codes", now).await
    }

    /// Uses a recovery code up: each works once.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn use_recovery_code(
        &mut self,
        permit: &Permit,
        account: Id<Account>,
        code: &str,
        now: Moment,
    ) -> Result<bool> {
        let hash = self.recovery_hash(account, code);
        let touched = exec!(self, sqlx::query(
            "update recovery_code set used_at = $3 where account = $1 and code_hash = $2 and used_at is null
             and exists (select 1 from account where id = $1 and active)")
            .bind(account.uuid()).bind(&hash).bind(now.seconds()))?;
        if touched == 1 {
            self.audit(permit, account.uuid(), None, "recovery-code-used", now).await?;
        }
        Ok(touched == 1)
    }

    /// How many recovery codes are left.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn recovery_codes_left(&mut self, account: Id<Account>) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar(
            "select count(*) from recovery_code where account = $1 and used_at is null")
            .bind(account.uuid()).fetch_one(c))?)
    }

    /// Notes that somebody has signed in.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_sign_in(&mut self, permit: &Permit, account: Id<Account>, now: Moment) -> Result<()> {
        exec!(
            self,
            sqlx::query("update account set seen_at = $2 where id = $1")
                .bind(account.uuid())
                .bind(now.seconds())
        )?;
        self.audit(permit, account.uuid(), None, "signed-in", now).await
    }

    /// A keyed hash: the codes have 50 bits, and who has only the database cannot try them.
    fn recovery_hash(&self, account: Id<Account>, code: &str) -> Vec<u8> {
        self.keys().index("recovery_code", &format!("{account}/{code}"))
    }
}
