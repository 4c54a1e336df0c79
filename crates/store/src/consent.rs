//! Rows of consents: given and withdrawn, never deleted.

mod grant;

use domain::{
    consent::{Consent, Purpose},
    id::Id,
    person::Person,
    policy::Permit,
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read};

row! {
    struct Row {
        id: Uuid,
        person: Uuid,
        purpose: String,
        agency: Option<Uuid>,
        notice_version: String,
        lang: String,
        given_at: i64,
        expires_at: Option<i64>,
        withdrawn_at: Option<i64>,
    }
}

impl TryFrom<Row> for Consent {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: Id::from_uuid(row.id),
            person: Id::from_uuid(row.person),
            purpose: row.purpose.read("consent.purpose")?,
            agency: row.agency.map(Id::from_uuid),
            notice_version: row.notice_version,
            lang: row.lang.read("consent.lang")?,
            given_at: Moment::from_seconds(row.given_at),
            expires_at: row.expires_at.map(Moment::from_seconds),
            withdrawn_at: row.withdrawn_at.map(Moment::from_seconds),
        })
    }
}

impl Tx {
    /// The consents of a person, the last given first; at most 5,000, far more than anybody gives.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn consents_of(&mut self, person: Id<Person>) -> Result<Vec<Consent>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from consent where person = $1 order by given_at desc, id desc limit 5000")
            .bind(person.uuid()).fetch_all(c))?;
        rows.into_iter().map(Consent::try_from).collect()
    }

    /// The last consent of a person to something of their own, not to one agency, that holds at `now`. Whoever asks
    /// whether one holds asks this: it finds it among any number of others.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn standing_consent(
        &mut self,
        person: Id<Person>,
        purpose: Purpose,
        now: Moment,
    ) -> Result<Option<Consent>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(
            "select * from consent where person = $1 and purpose = $2 and agency is null and given_at <= $3
             and (withdrawn_at is null or withdrawn_at > $3) and (expires_at is null or expires_at > $3)
             order by expires_at is null desc, given_at desc, id desc limit 1")
            .bind(person.uuid()).bind(purpose.word()).bind(now.seconds()).fetch_optional(c))?;
        row.map(Consent::try_from).transpose()
    }

    /// One consent.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn consent(&mut self, id: Id<Consent>) -> Result<Option<Consent>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as("select * from consent where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        row.map(Consent::try_from).transpose()
    }

    /// Keeps a consent that was given.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn give_consent(&mut self, permit: &Permit, consent: &Consent, now: Moment) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "insert into consent (id, person, purpose, agency, notice_version, lang, given_at, expires_at,
                 withdrawn_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            )
            .bind(consent.id.uuid())
            .bind(consent.person.uuid())
            .bind(consent.purpose.word())
            .bind(consent.agency.map(Id::uuid))
            .bind(&consent.notice_version)
            .bind(consent.lang.word())
            .bind(consent.given_at.seconds())
            .bind(consent.expires_at.map(Moment::seconds))
            .bind(consent.withdrawn_at.map(Moment::seconds))
        )?;
        let detail = format!("consent_given {}", consent.purpose);
        self.audit(permit, consent.id.uuid(), Some(consent.person.uuid()), &detail, now).await
    }

    /// Withdraws one consent and no other, from `now` on; others to the same agency stay. `of` is what it was given for.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn withdraw_one(
        &mut self,
        permit: &Permit,
        id: Id<Consent>,
        person: Id<Person>,
        of: Purpose,
        now: Moment,
    ) -> Result<()> {
        exec!(
            self,
            sqlx::query("update consent set withdrawn_at = $2 where id = $1 and withdrawn_at is null")
                .bind(id.uuid())
                .bind(now.seconds())
        )?;
        self.audit(permit, id.uuid(), Some(person.uuid()), &format!("consent_withdrawn {of}"), now).await
    }

    /// Withdraws a consent, and with it every other of the same person, purpose and agency, from `now` on.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if there is none.
    pub async fn withdraw_consent(&mut self, permit: &Permit, id: Id<Consent>, now: Moment) -> Result<()> {
        let consent = self.consent(id).await?.ok_or(StoreError::Stale("consent"))?;
        exec!(
            self,
            sqlx::query(
                "update consent set withdrawn_at = $4 where person = $1 and purpose = $2 and withdrawn_at is null
                 and (agency = $3 or (agency is null and $5))"
            )
            .bind(consent.person.uuid())
            .bind(consent.purpose.word())
            .bind(consent.agency.map(Id::uuid))
            .bind(now.seconds())
            .bind(consent.agency.is_none())
        )?;
        let detail = format!("consent_withdrawn {}", consent.purpose);
        self.audit(permit, id.uuid(), Some(consent.person.uuid()), &detail, now).await
    }
}
