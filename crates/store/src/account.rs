//! Rows of accounts. Name and e-mail are sealed with the account's own key and found by a keyed index.

mod factor;

use domain::{
    agency::{Account, Agency},
    id::Id,
    policy::{Locked, Permit, Role},
    text::Email,
    time::Moment,
};
use uuid::Uuid;

pub use factor::Factors;

use crate::{Page, Result, StoreError, Tx, read::Read, tx::OnConflict};

const NAME: &str = "account.name";
const EMAIL: &str = "account.email";

/// An account in a list, with its agency's name.
#[derive(Clone, Debug)]
pub struct ListedAccount {
    /// The account.
    pub account: Account,
    /// For whom they work.
    pub agency_name: String,
    /// Whether a password has been chosen.
    pub has_password: bool,
}

row! {
    struct Row {
        id: Uuid,
        agency: Uuid,
        role: String,
        name: Vec<u8>,
        email: Vec<u8>,
        lang: String,
        has_password: bool,
        has_totp: bool,
        active: bool,
        created_at: i64,
        seen_at: Option<i64>,
        version: i64,
        wrapped: Option<Vec<u8>>,
        agency_name: String,
    }
}

/// The columns of [`Row`], and then which rows. A one-time code generator that is not confirmed yet has the step -1, and
/// is none.
macro_rules! select_accounts {
    ($which:literal) => {
        concat!(
            "select u.id, u.agency, u.role, u.name, u.email, u.lang, u.password_hash is not null as has_password,
             u.totp is not null and u.totp_step >= 0 as has_totp, u.active, u.created_at, u.seen_at, u.version,
             k.wrapped, a.name as agency_name
             from account u join agency a on a.id = u.agency left join subject_key k on k.subject = u.id ",
            $which
        )
    };
}

/// What a list of accounts is narrowed by. `None` narrows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccountFilter {
    /// Of one agency.
    pub agency: Option<Id<Agency>>,
    /// With one role.
    pub role: Option<Role>,
}

impl Tx {
    async fn read_account(&mut self, row: Row) -> Result<ListedAccount> {
        if let Some(wrapped) = &row.wrapped {
            self.learn_key(row.id, wrapped)?;
        }
        let account = Account {
            id: Id::from_uuid(row.id),
            agency: Id::from_uuid(row.agency),
            role: row.role.read("account.role")?,
            name: self.open_text(row.id, NAME, row.id, &row.name).await?,
            email: self.open_text(row.id, EMAIL, row.id, &row.email).await?,
            lang: row.lang.read("account.lang")?,
            active: row.active,
            has_totp: row.has_totp,
            created_at: Moment::from_seconds(row.created_at),
            seen_at: row.seen_at.map(Moment::from_seconds),
            version: row.version,
        };
        Ok(ListedAccount { account, agency_name: row.agency_name, has_password: row.has_password })
    }

    async fn read_accounts(&mut self, rows: Vec<Row>) -> Result<Vec<ListedAccount>> {
        let mut accounts = Vec::with_capacity(rows.len());
        for row in rows {
            accounts.push(self.read_account(row).await?);
        }
        Ok(accounts)
    }

    /// An account, by its identifier.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn account(&mut self, id: Id<Account>) -> Result<Locked<Account>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(select_accounts!("where u.id = $1"))
            .bind(id.uuid()).fetch_optional(c))?;
        Ok(Locked::new(match row {
            Some(row) => Some(self.read_account(row).await?.account),
            None => None,
        }))
    }

    /// The account of an e-mail address, however it is written in capitals.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn account_of_email(&mut self, email: &Email) -> Result<Option<Account>> {
        let index = self.email_index(email.as_str());
        let row: Option<Row> = on!(self, c => sqlx::query_as(select_accounts!("where u.email_index = $1"))
            .bind(&index).fetch_optional(c))?;
        match row {
            Some(row) => Ok(Some(self.read_account(row).await?.account)),
            None => Ok(None),
        }
    }

    /// The active focal points of an agency.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn focal_points_of(&mut self, agency: Id<Agency>) -> Result<Vec<Account>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(select_accounts!(
            "where u.agency = $1 and u.role = 'focal_point' and u.active order by u.id limit 50"))
            .bind(agency.uuid()).fetch_all(c))?;
        Ok(self.read_accounts(rows).await?.into_iter().map(|listed| listed.account).collect())
    }

    /// Accounts, oldest first; after the identifier of the last one of the page before.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn accounts(
        &mut self,
        filter: AccountFilter,
        page: Page<Id<Account>>,
    ) -> Result<Vec<ListedAccount>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(select_accounts!(
            "where (cast($1 as uuid) is null or u.agency = $1) and (cast($2 as text) is null or u.role = $2)
             and (cast($3 as uuid) is null or u.id > $3) order by u.id limit $4"))
            .bind(filter.agency.map(Id::uuid)).bind(filter.role.map(Role::word)).bind(page.after.map(Id::uuid))
            .bind(page.limit).fetch_all(c))?;
        self.read_accounts(rows).await
    }

    /// The active accounts of an agency with this role, oldest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn active_accounts(
        &mut self,
        agency: Id<Agency>,
        role: Role,
        limit: i64,
    ) -> Result<Vec<Id<Account>>> {
        let rows: Vec<Uuid> = on!(self, c => sqlx::query_scalar(
            "select id from account where agency = $1 and role = $2 and active order by id limit $3")
            .bind(agency.uuid()).bind(role.word()).bind(limit).fetch_all(c))?;
        Ok(rows.into_iter().map(Id::from_uuid).collect())
    }

    /// The active accounts with this role in whatever agency, oldest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn active_in_role(&mut self, role: Role, limit: i64) -> Result<Vec<Id<Account>>> {
        let rows: Vec<Uuid> = on!(self, c => sqlx::query_scalar(
            "select id from account where role = $1 and active order by id limit $2")
            .bind(role.word()).bind(limit).fetch_all(c))?;
        Ok(rows.into_iter().map(Id::from_uuid).collect())
    }

    /// The verified agencies that have an active account with this role, by name; at most 500.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agencies_with(&mut self, role: Role) -> Result<Vec<(Id<Agency>, String)>> {
        let rows: Vec<(Uuid, String)> = on!(self, c => sqlx::query_as(
            "select a.id, a.name from agency a where a.status = 'verified' and exists (
                 select 1 from account u where u.agency = a.id and u.role = $1 and u.active)
             order by a.name_folded, a.id limit 500").bind(role.word()).fetch_all(c))?;
        Ok(rows.into_iter().map(|(id, name)| (Id::from_uuid(id), name)).collect())
    }

    /// How many active accounts have this role.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn count_active(&mut self, role: Role) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar("select count(*) from account where role = $1 and active")
            .bind(role.word()).fetch_one(c))?)
    }

    /// Keeps a new account and makes its key.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `account-email-known` if its address is there already.
    pub async fn add_account(
        &mut self,
        permit: &Permit,
        account: &Account,
        password_hash: Option<&str>,
        now: Moment,
    ) -> Result<()> {
        let id = account.id.uuid();
        self.make_key(id, now.seconds()).await?;
        let name = self.seal(id, NAME, id, account.name.as_bytes()).await?;
        let email = self.seal(id, EMAIL, id, account.email.as_bytes()).await?;
        let index = self.email_index(&account.email);
        exec!(self, sqlx::query(
            "insert into account (id, agency, role, name, email, email_index, lang, password_hash, totp_step, active,
             created_at, version) values ($1, $2, $3, $4, $5, $6, $7, $8, -1, $9, $10, $11)")
            .bind(id).bind(account.agency.uuid()).bind(account.role.word()).bind(&name).bind(&email).bind(&index)
            .bind(account.lang.word()).bind(password_hash).bind(account.active).bind(account.created_at.seconds())
            .bind(account.version))
        .on_conflict("account-email-known")?;
        self.audit(permit, id, None, account.role.word(), now).await
    }

    /// Writes a changed name, role, agency, language or activity, if nobody changed it meanwhile: `account.version` is
    /// the version it was read with, plus one.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody did.
    pub async fn put_account(
        &mut self,
        permit: &Permit,
        account: &Account,
        detail: &str,
        now: Moment,
    ) -> Result<()> {
        let id = account.id.uuid();
        let name = self.seal(id, NAME, id, account.name.as_bytes()).await?;
        let touched = exec!(
            self,
            sqlx::query(
                "update account set agency = $2, role = $3, name = $4, lang = $5, active = $6, version = $7
             where id = $1 and version = $7 - 1"
            )
            .bind(id)
            .bind(account.agency.uuid())
            .bind(account.role.word())
            .bind(&name)
            .bind(account.lang.word())
            .bind(account.active)
            .bind(account.version)
        )?;
        if touched == 0 {
            return Err(StoreError::Stale("account"));
        }
        self.audit(permit, id, None, detail, now).await
    }

    /// The index of an address: people write theirs in any case.
    fn email_index(&self, email: &str) -> Vec<u8> {
        self.keys().index(EMAIL, &email.to_lowercase())
    }
}
