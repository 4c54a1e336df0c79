//! Rows of grants: consents to one organisation, with the exact fields.

use domain::{
    agency::Agency,
    consent::{Consent, Field, Grant, Purpose},
    id::Id,
    person::Person,
    policy::Permit,
    service::Service,
    time::Moment,
};
use uuid::Uuid;

use super::Row;
use crate::{Result, StoreError, Tx, read::Read};

row! {
    struct GrantRow {
        #[flatten]
        consent: Row,
        fields: String,
        way: String,
        text_hash: Vec<u8>,
        taken_by: Option<Uuid>,
    }
}

impl TryFrom<GrantRow> for Grant {
    type Error = StoreError;
    fn try_from(row: GrantRow) -> Result<Self> {
        let field = |word: &str| Field::from_word(word).ok_or(StoreError::Unreadable("consent_grant.fields"));
        Ok(Self {
            consent: row.consent.try_into()?,
            fields: row.fields.split_whitespace().map(field).collect::<Result<_>>()?,
            way: row.way.read("consent_grant.way")?,
            text_hash: row.text_hash,
            taken_by: row.taken_by.map(Id::from_uuid),
        })
    }
}

impl Tx {
    /// Keeps a consent that was given, with its exact fields.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn give_grant(&mut self, permit: &Permit, grant: &Grant, now: Moment) -> Result<()> {
        self.give_consent(permit, &grant.consent, now).await?;
        let fields: Vec<&str> = grant.fields.iter().map(|field| field.word()).collect();
        exec!(
            self,
            sqlx::query(
                "insert into consent_grant (consent, fields, way, text_hash, taken_by)
                 values ($1, $2, $3, $4, $5)"
            )
            .bind(grant.consent.id.uuid())
            .bind(fields.join(" "))
            .bind(grant.way.word())
            .bind(&grant.text_hash)
            .bind(grant.taken_by.map(Id::uuid))
        )?;
        Ok(())
    }

    /// A consent with its exact fields.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn grant(&mut self, consent: Id<Consent>) -> Result<Option<Grant>> {
        let row: Option<GrantRow> = on!(self, c => sqlx::query_as(
            "select c.*, g.fields, g.way, g.text_hash, g.taken_by from consent c
             join consent_grant g on g.consent = c.id where c.id = $1").bind(consent.uuid()).fetch_optional(c))?;
        row.map(Grant::try_from).transpose()
    }

    /// Consents to an organisation under which a referral is not over, that end by `until` and of which that was not told;
    /// the first to end first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn grants_ending(
        &mut self,
        until: Moment,
        ended: bool,
        limit: i64,
    ) -> Result<Vec<Id<Consent>>> {
        let rows: Vec<Uuid> = on!(self, c => sqlx::query_scalar(
            "select c.id from consent c where c.expires_at is not null and c.withdrawn_at is null
             and c.expires_at <= $1 and c.purpose = $2
             and not exists (select 1 from consent_told t where t.consent = c.id and (t.ended = $3 or t.ended))
             and exists (select 1 from referral r where r.consent = c.id and r.due_at is not null)
             order by c.expires_at, c.id limit $4")
            .bind(until.seconds()).bind(Purpose::Referral.word()).bind(ended).bind(limit).fetch_all(c))?;
        Ok(rows.into_iter().map(Id::from_uuid).collect())
    }

    /// Notes that the end of a consent was told; `false` if it was before.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_grant_told(&mut self, consent: Id<Consent>, ended: bool) -> Result<bool> {
        let added = exec!(
            self,
            sqlx::query("insert into consent_told (consent, ended) values ($1, $2) on conflict (consent, ended) do nothing")
                .bind(consent.uuid())
                .bind(ended)
        )?;
        Ok(added > 0)
    }

    /// What was sent by one consent and is not over goes on by another.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn renew_grant(&mut self, old: Id<Consent>, new: Id<Consent>) -> Result<()> {
        exec!(
            self,
            sqlx::query("update referral set consent = $2 where consent = $1 and due_at is not null")
                .bind(old.uuid())
                .bind(new.uuid())
        )?;
        Ok(())
    }

    /// Whether a referral to this service was sent by this consent.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn consent_was_for(&mut self, consent: Id<Consent>, service: Id<Service>) -> Result<bool> {
        let found: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "select id from referral where consent = $1 and service = $2 limit 1")
            .bind(consent.uuid()).bind(service.uuid()).fetch_optional(c))?;
        Ok(found.is_some())
    }

    /// The consents by which a person lets an organisation read for referrals, the last given first; at most 50.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn grants_to(&mut self, person: Id<Person>, agency: Id<Agency>) -> Result<Vec<Grant>> {
        let rows: Vec<GrantRow> = on!(self, c => sqlx::query_as(
            "select c.*, g.fields, g.way, g.text_hash, g.taken_by from consent c
             join consent_grant g on g.consent = c.id where c.person = $1 and c.purpose = $2 and c.agency = $3
             order by c.given_at desc, c.id desc limit 50")
            .bind(person.uuid()).bind(Purpose::Referral.word()).bind(agency.uuid()).fetch_all(c))?;
        rows.into_iter().map(Grant::try_from).collect()
    }
}
