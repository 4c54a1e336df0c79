//! Written agreements with agencies, and their ends.

use domain::{
    agency::{Agency, Agreement},
    id::Id,
    policy::{Locked, Permit},
    time::{Day, Moment},
};
use uuid::Uuid;

use crate::{Page, Result, StoreError, Tx, read::Read};

row! {
    struct Row {
        id: Uuid,
        agency: Uuid,
        title: String,
        signed_on: String,
        expires_on: String,
    }
}

impl TryFrom<Row> for Agreement {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: Id::from_uuid(row.id),
            agency: Id::from_uuid(row.agency),
            title: row.title,
            signed_on: row.signed_on.read("agreement.signed_on")?,
            expires_on: row.expires_on.read("agreement.expires_on")?,
        })
    }
}

/// An agreement in a list, with the name of the agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedAgreement {
    /// The agreement.
    pub agreement: Agreement,
    /// With whom.
    pub agency_name: String,
}

row! {
    struct ListedRow {
        #[flatten]
        row: Row,
        agency_name: String,
    }
}

/// Where a page of agreements goes on: the end and the identifier of the last one of the page before.
pub type AgreementKey = (Day, Id<Agreement>);

impl Tx {
    /// An agreement, by its identifier.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agreement(&mut self, id: Id<Agreement>) -> Result<Locked<Agreement>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(
            "select id, agency, title, signed_on, expires_on from agreement where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        Ok(Locked::new(row.map(Agreement::try_from).transpose()?))
    }

    /// The agreements with an agency, the one that ends last first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agreements_of(&mut self, agency: Id<Agency>) -> Result<Vec<Agreement>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select id, agency, title, signed_on, expires_on from agreement where agency = $1
             order by expires_on desc, id limit 50").bind(agency.uuid()).fetch_all(c))?;
        rows.into_iter().map(Agreement::try_from).collect()
    }

    /// Agreements that end from `from` to `to`, the nearest end first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agreements_ending(
        &mut self,
        from: Day,
        to: Day,
        page: Page<AgreementKey>,
    ) -> Result<Vec<ListedAgreement>> {
        let (day, id) = page.after.map_or((None, None), |(day, id)| (Some(day.to_string()), Some(id.uuid())));
        let rows: Vec<ListedRow> = on!(self, c => sqlx::query_as(
            "select g.id, g.agency, g.title, g.signed_on, g.expires_on, a.name as agency_name
             from agreement g join agency a on a.id = g.agency
             where g.expires_on >= $1 and g.expires_on <= $2
             and (cast($3 as text) is null or g.expires_on > $3 or (g.expires_on = $3 and g.id > $4))
             order by g.expires_on, g.id limit $5")
            .bind(from.to_string()).bind(to.to_string()).bind(&day).bind(id).bind(page.limit).fetch_all(c))?;
        rows.into_iter()
            .map(|listed| {
                Ok(ListedAgreement { agreement: listed.row.try_into()?, agency_name: listed.agency_name })
            })
            .collect()
    }

    /// Keeps a new agreement.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_agreement(&mut self, permit: &Permit, agreement: &Agreement, now: Moment) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "insert into agreement (id, agency, title, signed_on, expires_on, created_at)
             values ($1, $2, $3, $4, $5, $6)"
            )
            .bind(agreement.id.uuid())
            .bind(agreement.agency.uuid())
            .bind(&agreement.title)
            .bind(agreement.signed_on.to_string())
            .bind(agreement.expires_on.to_string())
            .bind(now.seconds())
        )?;
        self.audit(permit, agreement.id.uuid(), None, "agreement", now).await
    }

    /// Writes a changed title or a changed end.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn put_agreement(&mut self, permit: &Permit, agreement: &Agreement, now: Moment) -> Result<()> {
        exec!(
            self,
            sqlx::query("update agreement set title = $2, signed_on = $3, expires_on = $4 where id = $1")
                .bind(agreement.id.uuid())
                .bind(&agreement.title)
                .bind(agreement.signed_on.to_string())
                .bind(agreement.expires_on.to_string())
        )?;
        self.audit(permit, agreement.id.uuid(), None, "changed", now).await
    }
}
