//! The directory as other programs read it (HSDS): page by page, with counts.

use domain::{
    agency::{Agency, AgencyKind, Bilingual},
    id::Id,
    referral::{Capacity, Terms},
    service::{Service, ServiceCategory},
    text::Phone,
    time::{Day, Moment},
};
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read, service::Row};

/// Services read by their identifiers in one query.
const AMONG: usize = 20;

/// What the directory is narrowed by. `None` narrows nothing.
#[derive(Clone, Debug)]
pub struct DirectoryFilter {
    /// The first day of confirmation that is still shown.
    pub shown_since: Day,
    /// Services of one agency.
    pub agency: Option<Id<Agency>>,
    /// One kind of need.
    pub category: Option<ServiceCategory>,
    /// Changed then or later.
    pub changed_since: Option<Moment>,
    /// Part of the name of the agency, folded.
    pub agency_name: Option<String>,
}

/// Part of a list: so many after so many.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Left out at the start.
    pub skip: i64,
    /// At most so many.
    pub limit: i64,
}

/// An agency, as everyone may know it (HSDS `organization`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAgency {
    /// Its identifier.
    pub id: Id<Agency>,
    /// What it does.
    pub kind: AgencyKind,
    /// The name people know it by.
    pub name: String,
    /// What it is.
    pub about: Bilingual,
    /// Telephone.
    pub phone: Option<Phone>,
    /// When it was last changed.
    pub changed_at: Moment,
}

/// A service with what other programs want to know of it.
#[derive(Clone, Debug)]
pub struct DirectoryEntry {
    /// The service.
    pub service: Service,
    /// Who offers it.
    pub agency: PublicAgency,
    /// Working days until an answer; `None` if it promised nothing of its own.
    pub promise_days: Option<i64>,
    /// How much room it has; `None` if nobody said.
    pub capacity: Option<Capacity>,
    /// The youngest it takes.
    pub youngest: Option<i64>,
    /// The oldest it takes.
    pub oldest: Option<i64>,
    /// When the service was last changed.
    pub changed_at: Moment,
    /// When its promise or its room was last changed.
    pub terms_changed_at: Option<Moment>,
}

row! {
    struct AgencyRow {
        agency_id: Uuid,
        agency_kind: String,
        agency_name: String,
        agency_about_es: String,
        agency_about_en: String,
        agency_phone: Option<String>,
        agency_changed_at: i64,
    }
}

impl TryFrom<AgencyRow> for PublicAgency {
    type Error = StoreError;
    fn try_from(row: AgencyRow) -> Result<Self> {
        Ok(Self {
            id: Id::from_uuid(row.agency_id),
            kind: row.agency_kind.read("agency.kind")?,
            name: row.agency_name,
            about: Bilingual::new(row.agency_about_es, row.agency_about_en),
            phone: row.agency_phone.read("agency.phone")?,
            changed_at: Moment::from_seconds(row.agency_changed_at),
        })
    }
}

row! {
    struct BothRow {
        #[flatten]
        row: Row,
        agency_id: Uuid,
        agency_kind: String,
        agency_name: String,
        agency_about_es: String,
        agency_about_en: String,
        agency_phone: Option<String>,
        agency_changed_at: i64,
        promise_days: Option<i64>,
        capacity: Option<String>,
        youngest: Option<i64>,
        oldest: Option<i64>,
        changed_at: i64,
        terms_changed_at: Option<i64>,
    }
}

impl TryFrom<BothRow> for DirectoryEntry {
    type Error = StoreError;
    fn try_from(row: BothRow) -> Result<Self> {
        let agency = AgencyRow {
            agency_id: row.agency_id,
            agency_kind: row.agency_kind,
            agency_name: row.agency_name,
            agency_about_es: row.agency_about_es,
            agency_about_en: row.agency_about_en,
            agency_phone: row.agency_phone,
            agency_changed_at: row.agency_changed_at,
        };
        Ok(Self {
            service: row.row.try_into()?,
            agency: agency.try_into()?,
            promise_days: row.promise_days,
            capacity: row.capacity.read("service_terms.capacity")?,
            youngest: row.youngest,
            oldest: row.oldest,
            changed_at: Moment::from_seconds(row.changed_at),
            terms_changed_at: row.terms_changed_at.map(Moment::from_seconds),
        })
    }
}

impl DirectoryEntry {
    /// When anything of it was last changed (HSDS `last_modified`).
    #[must_use]
    pub fn modified_at(&self) -> Moment {
        let own = self.changed_at.max(self.agency.changed_at);
        self.terms_changed_at.map_or(own, |terms| terms.max(own))
    }

    /// Working days until an answer: its own promise, or what holds for who promised nothing.
    #[must_use]
    pub fn promise(&self) -> i64 {
        self.promise_days.unwrap_or_else(|| i64::from(Terms::of(self.service.id).promise_days))
    }
}

/// Shown services: of verified agencies, confirmed since `$1`, of an agency `$2`, of a kind `$3`, changed since `$4`, of
/// an agency so named `$5`.
macro_rules! shown {
    ($what:literal, $rest:literal) => {
        concat!(
            "select ",
            $what,
            " from service s join agency a on a.id = s.agency left join service_terms t on t.service = s.id
             where s.status = 'active' and a.status = 'verified' and s.assured_on >= $1
             and (cast($2 as uuid) is null or s.agency = $2) and (cast($3 as text) is null or s.category = $3)
             and (cast($4 as bigint) is null or s.changed_at >= $4 or t.changed_at >= $4 or a.changed_at >= $4)
             and (cast($5 as text) is null or a.name_folded like $5)",
            $rest
        )
    };
}

/// The same with the columns of a service, its agency and its promise.
macro_rules! entries {
    ($rest:literal) => {
        shown!(
            "s.*, t.promise_days, t.capacity, t.youngest, t.oldest, t.changed_at as terms_changed_at,
             a.id as agency_id, a.kind as agency_kind, a.name as agency_name, a.about_es as agency_about_es,
             a.about_en as agency_about_en, a.phone as agency_phone, a.changed_at as agency_changed_at",
            $rest
        )
    };
}

macro_rules! narrowed {
    ($query:expr, $filter:expr) => {
        $query
            .bind($filter.shown_since.to_string())
            .bind($filter.agency.map(Id::uuid))
            .bind($filter.category.map(ServiceCategory::word))
            .bind($filter.changed_since.map(Moment::seconds))
            .bind($filter.agency_name.as_ref().map(|name| format!("%{name}%")))
    };
}

impl Tx {
    /// A part of the shown services, in the order they were added, and how many there are.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn directory_services(
        &mut self,
        filter: &DirectoryFilter,
        part: Part,
    ) -> Result<(Vec<DirectoryEntry>, i64)> {
        let total: i64 = on!(self, c =>
            narrowed!(sqlx::query_scalar(shown!("count(*)", "")), filter).fetch_one(c))?;
        let rows: Vec<BothRow> = on!(self, c =>
            narrowed!(sqlx::query_as(entries!(" order by s.id limit $6 offset $7")), filter)
            .bind(part.limit).bind(part.skip).fetch_all(c))?;
        Ok((rows.into_iter().map(DirectoryEntry::try_from).collect::<Result<_>>()?, total))
    }

    /// One shown service; `None` if there is none, or it is not shown.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn directory_service(
        &mut self,
        id: Id<Service>,
        filter: &DirectoryFilter,
    ) -> Result<Option<DirectoryEntry>> {
        let row: Option<BothRow> = on!(self, c =>
            narrowed!(sqlx::query_as(entries!(" and s.id = $6")), filter).bind(id.uuid()).fetch_optional(c))?;
        row.map(DirectoryEntry::try_from).transpose()
    }

    /// Those of these services that are shown, in the order asked.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn directory_among(
        &mut self,
        ids: &[Id<Service>],
        filter: &DirectoryFilter,
    ) -> Result<Vec<DirectoryEntry>> {
        let mut found: Vec<DirectoryEntry> = Vec::with_capacity(ids.len());
        for some in ids.chunks(AMONG) {
            let mut places = [Uuid::nil(); AMONG];
            places.iter_mut().zip(some).for_each(|(place, id)| *place = id.uuid());
            let rows: Vec<BothRow> = on!(self, c => {
                let mut query = narrowed!(sqlx::query_as(entries!(" and s.id in ($6, $7, $8, $9, $10, $11, $12, $13,
                    $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)")), filter);
                for id in places {
                    query = query.bind(id);
                }
                query.fetch_all(c)
            })?;
            let mut rows = rows.into_iter().map(DirectoryEntry::try_from).collect::<Result<Vec<_>>>()?;
            for id in some {
                if let Some(at) = rows.iter().position(|one| one.service.id == *id) {
                    found.push(rows.swap_remove(at));
                }
            }
        }
        Ok(found)
    }

    /// A part of the agencies that have a shown service, in the order they signed up, and how many there are.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn directory_agencies(
        &mut self,
        filter: &DirectoryFilter,
        part: Part,
    ) -> Result<(Vec<PublicAgency>, i64)> {
        let total: i64 = on!(self, c =>
            narrowed!(sqlx::query_scalar(shown!("count(distinct s.agency)", "")), filter).fetch_one(c))?;
        let rows: Vec<AgencyRow> = on!(self, c => narrowed!(sqlx::query_as(shown!(
            "distinct a.id as agency_id, a.kind as agency_kind, a.name as agency_name, a.about_es as agency_about_es,
             a.about_en as agency_about_en, a.phone as agency_phone, a.changed_at as agency_changed_at", " order by agency_id limit $6 offset $7")), filter)
            .bind(part.limit).bind(part.skip).fetch_all(c))?;
        Ok((rows.into_iter().map(PublicAgency::try_from).collect::<Result<_>>()?, total))
    }
}
