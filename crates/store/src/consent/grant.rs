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
