//! Rows of what services promise to who refers.

use domain::{agency::Agency, id::Id, policy::Permit, referral::Terms, service::Service, time::Moment};
use uuid::Uuid;

use super::small;
use crate::{Result, StoreError, Tx, read::Read};

row! {
    struct Row {
        service: Uuid,
        promise_days: i64,
        capacity: String,
        self_referral: bool,
        wants_worker: bool,
        route: String,
        youngest: Option<i64>,
        oldest: Option<i64>,
        version: i64,
    }
}

impl TryFrom<Row> for Terms {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        let age = |age: Option<i64>| age.map(|age| small(age, "service_terms.age")).transpose();
        Ok(Self {
            service: Id::from_uuid(row.service),
            promise_days: small(row.promise_days, "service_terms.promise_days")?,
            capacity: row.capacity.read("service_terms.capacity")?,
            self_referral: row.self_referral,
            wants_worker: row.wants_worker,
            route: row.route.read("service_terms.route")?,
            youngest: age(row.youngest)?,
            oldest: age(row.oldest)?,
            version: row.version,
        })
    }
}

impl Tx {
    /// What a service promises to who refers.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn terms(&mut self, service: Id<Service>) -> Result<Terms> {
        let row: Option<Row> = on!(self, c => sqlx::query_as("select * from service_terms where service = $1")
            .bind(service.uuid()).fetch_optional(c))?;
        row.map_or_else(|| Ok(Terms::of(service)), Terms::try_from)
    }

    /// What the services of an agency promise, those that have said something, at most 100.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn terms_of(&mut self, agency: Id<Agency>) -> Result<Vec<Terms>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select t.* from service_terms t join service s on s.id = t.service
             where s.agency = $1 order by s.assured_on, s.id limit 100")
            .bind(agency.uuid()).fetch_all(c))?;
        rows.into_iter().map(Terms::try_from).collect()
    }

    /// Writes what a service promises, if nobody else did meanwhile: `terms.version` is the version it was read with,
    /// plus one.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody did.
    pub async fn put_terms(&mut self, permit: &Permit, terms: &Terms, now: Moment) -> Result<()> {
        let touched = exec!(
            self,
            sqlx::query(
                "insert into service_terms (service, promise_days, capacity, self_referral, wants_worker, route,
                 youngest, oldest, version, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                 on conflict (service) do update set promise_days = excluded.promise_days,
                 capacity = excluded.capacity, self_referral = excluded.self_referral,
                 wants_worker = excluded.wants_worker, route = excluded.route, youngest = excluded.youngest,
                 oldest = excluded.oldest, version = excluded.version, changed_at = excluded.changed_at
                 where service_terms.version = excluded.version - 1"
            )
            .bind(terms.service.uuid())
            .bind(i64::from(terms.promise_days))
            .bind(terms.capacity.word())
            .bind(terms.self_referral)
            .bind(terms.wants_worker)
            .bind(terms.route.word())
            .bind(terms.youngest.map(i64::from))
            .bind(terms.oldest.map(i64::from))
            .bind(terms.version)
            .bind(now.seconds())
        )?;
        if touched == 0 {
            return Err(StoreError::Stale("service_terms"));
        }
        self.audit(permit, terms.service.uuid(), None, "terms", now).await
    }
}
