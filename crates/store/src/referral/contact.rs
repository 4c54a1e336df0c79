//! Tries to reach a person, handings over in person, and sharings without consent that wait for a review.

use domain::{
    agency::Account,
    consent::Consent,
    id::Id,
    policy::Permit,
    referral::{ContactAttempt, ContactResult, Handover, LegalBasis, Referral},
    time::Moment,
};
use uuid::Uuid;

use crate::{Page, Result, StoreError, Tx, read::Read};

row! {
    struct ContactRow {
        id: Uuid,
        referral: Uuid,
        result: String,
        account: Uuid,
        at: i64,
    }
}

row! {
    struct HandoverRow {
        referral: Uuid,
        planned_at: i64,
        sender_came: bool,
        recipient_came: bool,
        person_came: bool,
        happened: Option<bool>,
    }
}

/// A sharing without consent that waits for a review; nothing of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenOverride {
    /// Of which referral.
    pub referral: Id<Referral>,
    /// On what ground.
    pub basis: LegalBasis,
    /// By whom.
    pub account: Id<Account>,
    /// When.
    pub at: Moment,
}

row! {
    struct OverrideRow {
        referral: Uuid,
        basis: String,
        account: Uuid,
        at: i64,
    }
}

impl Tx {
    /// Keeps a try to reach the person. Sent twice it is one.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_contact_attempt(
        &mut self,
        permit: &Permit,
        attempt: &ContactAttempt,
        referral: &Referral,
    ) -> Result<()> {
        let added = exec!(
            self,
            sqlx::query(
                "insert into referral_contact (id, referral, result, account, at) values ($1, $2, $3, $4, $5)
                 on conflict (id) do nothing"
            )
            .bind(attempt.id.uuid())
            .bind(attempt.referral.uuid())
            .bind(attempt.result.word())
            .bind(attempt.account.uuid())
            .bind(attempt.at.seconds())
        )?;
        if added == 0 {
            return Ok(());
        }
        let person = Some(referral.person.uuid());
        self.audit(permit, referral.id.uuid(), person, "contact_attempt", attempt.at).await
    }

    /// The tries to reach a person for a referral, first one first; at most 200.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn contact_attempts(&mut self, id: Id<Referral>) -> Result<Vec<ContactAttempt>> {
        let rows: Vec<ContactRow> = on!(self, c => sqlx::query_as(
            "select * from referral_contact where referral = $1 order by at, id limit 200")
            .bind(id.uuid()).fetch_all(c))?;
        rows.into_iter()
            .map(|row| {
                Ok(ContactAttempt {
                    id: Id::from_uuid(row.id),
                    referral: Id::from_uuid(row.referral),
                    result: row.result.read("referral_contact.result")?,
                    account: Id::from_uuid(row.account),
                    at: Moment::from_seconds(row.at),
                })
            })
            .collect()
    }

    /// How many tries since `since` did not reach the person, not counting those of the organisation that answers.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn count_contact_attempts(&mut self, of: &Referral, since: Moment) -> Result<u32> {
        let count: i64 = on!(self, c => sqlx::query_scalar(
            "select count(*) from referral_contact c join account a on a.id = c.account
             where c.referral = $1 and c.at >= $2 and c.result <> $3 and a.agency <> $4")
            .bind(of.id.uuid()).bind(since.seconds()).bind(ContactResult::Reached.word())
            .bind(of.agency.uuid()).fetch_one(c))?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Plans a handing over in person, or notes how it went.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn put_handover(
        &mut self,
        permit: &Permit,
        handover: &Handover,
        referral: &Referral,
        now: Moment,
    ) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "insert into referral_handover (referral, planned_at, sender_came, recipient_came, person_came,
                 happened) values ($1, $2, $3, $4, $5, $6)
                 on conflict (referral) do update set planned_at = excluded.planned_at,
                 sender_came = excluded.sender_came, recipient_came = excluded.recipient_came,
                 person_came = excluded.person_came, happened = excluded.happened"
            )
            .bind(handover.referral.uuid())
            .bind(handover.planned_at.seconds())
            .bind(handover.sender_came)
            .bind(handover.recipient_came)
            .bind(handover.person_came)
            .bind(handover.happened)
        )?;
        self.audit(permit, referral.id.uuid(), Some(referral.person.uuid()), "handover", now).await
    }

    /// The handing over in person of a referral, if one is planned.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn handover(&mut self, id: Id<Referral>) -> Result<Option<Handover>> {
        let row: Option<HandoverRow> = on!(self, c => sqlx::query_as(
            "select * from referral_handover where referral = $1").bind(id.uuid()).fetch_optional(c))?;
        Ok(row.map(|row| Handover {
            referral: Id::from_uuid(row.referral),
            planned_at: Moment::from_seconds(row.planned_at),
            sender_came: row.sender_came,
            recipient_came: row.recipient_came,
            person_came: row.person_came,
            happened: row.happened,
        }))
    }

    /// Keeps on what ground something is shared without consent. `consent` is the row that stands in its place. Sent again
    /// without consent, it is to be reviewed again.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_override(
        &mut self,
        permit: &Permit,
        referral: &Referral,
        consent: Id<Consent>,
        basis: LegalBasis,
        account: Id<Account>,
        now: Moment,
    ) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "insert into referral_override (referral, consent, basis, account, at) values ($1, $2, $3, $4, $5)
                 on conflict (referral) do update set consent = excluded.consent, basis = excluded.basis,
                 account = excluded.account, at = excluded.at, reviewed_at = null, reviewed_by = null,
                 justified = null"
            )
            .bind(referral.id.uuid())
            .bind(consent.uuid())
            .bind(basis.word())
            .bind(account.uuid())
            .bind(now.seconds())
        )?;
        let detail = format!("override {basis}");
        self.audit(permit, referral.id.uuid(), Some(referral.person.uuid()), &detail, now).await
    }

    /// Sharings without consent that nobody has reviewed, oldest first; also of what lies in a compartment.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn overrides_open(&mut self, page: Page<(Moment, Id<Referral>)>) -> Result<Vec<OpenOverride>> {
        let (at, id) = page.after.map_or((i64::MIN, Uuid::nil()), |(at, id)| (at.seconds(), id.uuid()));
        let rows: Vec<OverrideRow> = on!(self, c => sqlx::query_as(
            "select o.referral, o.basis, o.account, o.at from referral_override o
             where o.reviewed_at is null and (o.at, o.referral) > ($1, $2)
             order by o.at, o.referral limit $3").bind(at).bind(id).bind(page.limit).fetch_all(c))?;
        rows.into_iter()
            .map(|row| {
                Ok(OpenOverride {
                    referral: Id::from_uuid(row.referral),
                    basis: row.basis.read("referral_override.basis")?,
                    account: Id::from_uuid(row.account),
                    at: Moment::from_seconds(row.at),
                })
            })
            .collect()
    }

    /// Keeps what the review of a sharing without consent found; answers the row that stands in the consent's place.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if there is none, or it was reviewed.
    pub async fn review_override(
        &mut self,
        permit: &Permit,
        referral: &Referral,
        by: Id<Account>,
        justified: bool,
        now: Moment,
    ) -> Result<Id<Consent>> {
        let consent: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "update referral_override set reviewed_at = $2, reviewed_by = $3, justified = $4
             where referral = $1 and reviewed_at is null returning consent")
            .bind(referral.id.uuid()).bind(now.seconds()).bind(by.uuid()).bind(justified).fetch_optional(c))?;
        let consent = consent.ok_or(StoreError::Stale("override"))?;
        let detail = if justified { "override_justified" } else { "override_unjustified" };
        self.audit(permit, referral.id.uuid(), Some(referral.person.uuid()), detail, now).await?;
        Ok(Id::from_uuid(consent))
    }
}
