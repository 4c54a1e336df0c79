//! Rows of registrations at a desk. What was told is sealed with the person's key, and dropped after some days.

use domain::{
    agency::Account,
    id::Id,
    intake::{Intake, Kept},
    person::Person,
    policy::{Locked, Permit},
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read, tx::OnConflict};

row! {
    struct Row {
        key: Uuid,
        person: Uuid,
        account: Option<Uuid>,
        agency: Option<Uuid>,
        code: String,
        kept: Vec<u8>,
        told: Option<Vec<u8>>,
        taken_at: i64,
    }
}

/// The columns of a row, of people who are still there.
macro_rules! intakes {
    ($rest:literal) => {
        concat!(
            "select i.key, i.person, i.account, i.agency, p.code, i.kept, i.told, i.taken_at
             from intake i join person p on p.id = i.person where p.status <> 'erased' and ",
            $rest
        )
    };
}

impl Tx {
    async fn read_intake(&mut self, row: Row) -> Result<Intake> {
        let kept = self.open_text(row.person, "intake.kept", row.key, &row.kept).await?;
        let told = match &row.told {
            Some(blob) => Some(self.open_text(row.person, "intake.told", row.key, blob).await?),
            None => None,
        };
        Ok(Intake {
            key: Id::from_uuid(row.key),
            person: Id::from_uuid(row.person),
            account: row.account.map(Id::from_uuid),
            agency: row.agency.map(Id::from_uuid),
            code: row.code.read("person.code")?,
            kept: serde_json::from_str(&kept).map_err(|_| StoreError::Unreadable("intake.kept"))?,
            told,
            taken_at: Moment::from_seconds(row.taken_at),
        })
    }

    /// The keyed hash of what was registered under this key; `None` if nothing was.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn intake_content(&mut self, key: Id<Intake>) -> Result<Option<Vec<u8>>> {
        Ok(on!(self, c => sqlx::query_scalar("select content from intake where key = $1")
            .bind(key.uuid()).fetch_optional(c))?)
    }

    /// What was registered under this key, locked.
    ///
    /// # Errors
    /// If the database or the person's key cannot be read.
    pub async fn intake(&mut self, key: Id<Intake>) -> Result<Locked<Intake>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(intakes!("i.key = $1"))
            .bind(key.uuid()).fetch_optional(c))?;
        Ok(Locked::new(match row {
            Some(row) => Some(self.read_intake(row).await?),
            None => None,
        }))
    }

    /// How a person was registered, if that was at a desk, locked.
    ///
    /// # Errors
    /// If the database or the person's key cannot be read.
    pub async fn intake_of(&mut self, person: Id<Person>) -> Result<Locked<Intake>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(intakes!("i.person = $1 order by i.key limit 1"))
            .bind(person.uuid()).fetch_optional(c))?;
        Ok(Locked::new(match row {
            Some(row) => Some(self.read_intake(row).await?),
            None => None,
        }))
    }

    /// What an account has registered since a moment, the last first, at most `limit`.
    ///
    /// # Errors
    /// If the database or the key of one of them cannot be read.
    pub async fn intakes_by(
        &mut self,
        account: Id<Account>,
        since: Moment,
        limit: i64,
    ) -> Result<Vec<Intake>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(intakes!(
            "i.account = $1 and i.taken_at >= $2 order by i.taken_at desc, i.key desc limit $3"))
            .bind(account.uuid()).bind(since.seconds()).bind(limit).fetch_all(c))?;
        let mut intakes = Vec::with_capacity(rows.len());
        for row in rows {
            intakes.push(self.read_intake(row).await?);
        }
        Ok(intakes)
    }

    /// How many an account has registered since a moment.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn count_intakes_by(&mut self, account: Id<Account>, since: Moment) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar(
            "select count(*) from intake where account = $1 and taken_at >= $2")
            .bind(account.uuid()).bind(since.seconds()).fetch_one(c))?)
    }

    /// Keeps a registration; `content` is the keyed hash of what was told. The person must be there already.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `intake-taken` if something was registered under this key.
    pub async fn add_intake(
        &mut self,
        permit: &Permit,
        intake: &Intake,
        content: &[u8],
        now: Moment,
    ) -> Result<()> {
        let (key, person) = (intake.key.uuid(), intake.person.uuid());
        let kept = kept_text(&intake.kept)?;
        let kept = self.seal(person, "intake.kept", key, kept.as_bytes()).await?;
        let told = match &intake.told {
            Some(told) => Some(self.seal(person, "intake.told", key, told.as_bytes()).await?),
            None => None,
        };
        exec!(
            self,
            sqlx::query(
                "insert into intake (key, person, account, agency, content, kept, told, taken_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)"
            )
            .bind(key)
            .bind(person)
            .bind(intake.account.map(Id::uuid))
            .bind(intake.agency.map(Id::uuid))
            .bind(content)
            .bind(kept)
            .bind(told)
            .bind(intake.taken_at.seconds())
        )
        .on_conflict("intake-taken")?;
        self.audit(permit, key, Some(person), intake.kept.way.word(), now).await
    }

    /// Drops what was told before `before`; what is kept of it stays.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn sweep_intakes(&mut self, before: Moment) -> Result<u64> {
        Ok(exec!(
            self,
            sqlx::query("update intake set told = null where told is not null and taken_at < $1")
                .bind(before.seconds())
        )?)
    }
}

fn kept_text(kept: &Kept) -> Result<String> {
    serde_json::to_string(kept).map_err(|_| StoreError::Unreadable("intake.kept"))
}
