//! Rows of the directory of services.

use domain::{
    agency::{Agency, Bilingual},
    id::Id,
    place::{DepartmentCode, MunicipalityCode},
    policy::{Locked, Permit},
    service::{Service, ServiceCategory, ServiceStatus},
    taxonomy::LanguageCode,
    text::fold,
    time::{Day, Moment},
};
use uuid::Uuid;

use crate::{Page, Result, StoreError, Tx, read::Read, tx::OnConflict};

/// What the public directory is narrowed by. `None` narrows nothing.
#[derive(Clone, Debug, Default)]
pub struct ServiceFilter {
    /// One kind of need.
    pub category: Option<ServiceCategory>,
    /// Services that reach this department: of it, or of the whole country.
    pub department: Option<DepartmentCode>,
    /// Services that reach this municipality: of it, of its department, or of the whole country.
    pub municipality: Option<MunicipalityCode>,
    /// A language that is spoken there.
    pub language: Option<LanguageCode>,
}

impl ServiceFilter {
    /// The department that must be reached: the chosen one, or that of the chosen municipality.
    #[must_use]
    pub fn reached(&self) -> Option<DepartmentCode> {
        self.municipality.map(MunicipalityCode::department).or(self.department)
    }
}

/// A service in a list, with who offers it.
#[derive(Clone, Debug)]
pub struct ListedService {
    /// The service.
    pub service: Service,
    /// The name of its agency.
    pub agency_name: String,
    /// Whether its agency is verified.
    pub agency_verified: bool,
}

row! {
    pub(crate) struct Row {
        id: Uuid,
        agency: Uuid,
        category: String,
        status: String,
        name_es: String,
        name_en: String,
        description_es: String,
        description_en: String,
        cost_es: String,
        cost_en: String,
        bring_es: String,
        bring_en: String,
        hours_es: String,
        hours_en: String,
        languages: String,
        municipality: String,
        address: String,
        area: String,
        phone: Option<String>,
        assured_on: String,
        created_at: i64,
        version: i64,
    }
}

impl TryFrom<Row> for Service {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        let spoken = row.languages.split(',').filter(|word| !word.is_empty());
        Ok(Self {
            id: Id::from_uuid(row.id),
            agency: Id::from_uuid(row.agency),
            category: row.category.read("service.category")?,
            status: row.status.read("service.status")?,
            name: Bilingual::new(row.name_es, row.name_en),
            description: Bilingual::new(row.description_es, row.description_en),
            cost: Bilingual::new(row.cost_es, row.cost_en),
            bring: Bilingual::new(row.bring_es, row.bring_en),
            hours: Bilingual::new(row.hours_es, row.hours_en),
            languages: spoken
                .map(|word| LanguageCode::from_word(word).ok_or(StoreError::Unreadable("service.languages")))
                .collect::<Result<_>>()?,
            municipality: row.municipality.read("service.municipality")?,
            address: row.address,
            area: row.area.read("service.area")?,
            phone: row.phone.read("service.phone")?,
            assured_on: row.assured_on.read("service.assured_on")?,
            created_at: Moment::from_seconds(row.created_at),
            version: row.version,
        })
    }
}

row! {
    struct ListedRow {
        #[flatten]
        row: Row,
        agency_name: String,
        agency_status: String,
    }
}

impl TryFrom<ListedRow> for ListedService {
    type Error = StoreError;
    fn try_from(listed: ListedRow) -> Result<Self> {
        Ok(Self {
            service: listed.row.try_into()?,
            agency_name: listed.agency_name,
            agency_verified: listed.agency_status == "verified",
        })
    }
}

/// The twenty-four values of a row, in the order of the insert below.
macro_rules! values {
    ($query:expr, $s:expr) => {
        $query
            .bind($s.id.uuid())
            .bind($s.agency.uuid())
            .bind($s.category.word())
            .bind($s.status.word())
            .bind(&$s.name.es)
            .bind(&$s.name.en)
            .bind(folded($s))
            .bind(&$s.description.es)
            .bind(&$s.description.en)
            .bind(&$s.cost.es)
            .bind(&$s.cost.en)
            .bind(&$s.bring.es)
            .bind(&$s.bring.en)
            .bind(&$s.hours.es)
            .bind(&$s.hours.en)
            .bind(languages($s))
            .bind($s.municipality.to_string())
            .bind($s.municipality.department().to_string())
            .bind(&$s.address)
            .bind($s.area.word())
            .bind($s.phone.as_ref().map(|phone| phone.as_str().to_owned()))
            .bind($s.assured_on.to_string())
            .bind($s.created_at.seconds())
            .bind($s.version)
    };
}

/// Name and description, folded. The name first: lists sort by it.
fn folded(service: &Service) -> String {
    let Bilingual { es, en } = &service.name;
    format!(" {} ", fold(&format!("{es} {en} {} {}", service.description.es, service.description.en)))
}

/// The languages as ",es,quc,", in which one can be looked for.
fn languages(service: &Service) -> String {
    service.languages.iter().fold(",".to_owned(), |list, language| format!("{list}{language},"))
}

/// Shown services that reach a place, the local ones first, by name. `$1` is the first day of confirmation still shown.
const SHOWN: &str = "with shown as (
      select s.*, a.name as agency_name, a.status as agency_status,
        case when s.municipality = $4 then 0 when s.area = 'national' then 2 else 1 end as reach
      from service s join agency a on a.id = s.agency
      where s.status = 'active' and a.status = 'verified' and s.assured_on >= $1
      and (cast($2 as text) is null or s.category = $2)
      and (cast($3 as text) is null or s.area = 'national' or s.department = $3)
      and (cast($4 as text) is null or s.area <> 'municipality' or s.municipality = $4)
      and (cast($5 as text) is null or s.languages like $5))
    select * from shown
    where $6 or (reach, folded, id) > (select reach, folded, id from shown where id = $7)
    order by reach, folded, id limit $8";

impl Tx {
    /// Shown services, the local ones first and by name within, paged by the identifier of the last one.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn shown_services(
        &mut self,
        filter: &ServiceFilter,
        shown_since: Day,
        page: Page<Id<Service>>,
    ) -> Result<Vec<ListedService>> {
        let rows: Vec<ListedRow> = on!(self, c => sqlx::query_as(SHOWN)
            .bind(shown_since.to_string())
            .bind(filter.category.map(ServiceCategory::word))
            .bind(filter.reached().map(|code| code.to_string()))
            .bind(filter.municipality.map(|code| code.to_string()))
            .bind(filter.language.map(|language| format!("%,{language},%")))
            .bind(page.after.is_none())
            .bind(page.after.map_or(Uuid::nil(), Id::uuid))
            .bind(page.limit)
            .fetch_all(c))?;
        rows.into_iter().map(ListedService::try_from).collect()
    }

    /// Those of these services that are shown, in the order asked.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn shown_among(&mut self, ids: &[Id<Service>], shown_since: Day) -> Result<Vec<ListedService>> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let listed = self.listed_service(*id).await?;
            found.extend(listed.filter(|listed| {
                let service = &listed.service;
                let shown = service.status == ServiceStatus::Active && service.assured_on >= shown_since;
                shown && listed.agency_verified
            }));
        }
        Ok(found)
    }

    /// One service with its agency, whatever its status; the caller asks the policy.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn listed_service(&mut self, id: Id<Service>) -> Result<Option<ListedService>> {
        let row: Option<ListedRow> = on!(self, c => sqlx::query_as(
            "select s.*, a.name as agency_name, a.status as agency_status
             from service s join agency a on a.id = s.agency where s.id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        row.map(ListedService::try_from).transpose()
    }

    /// One service, locked.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn service(&mut self, id: Id<Service>) -> Result<Locked<Service>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as("select * from service where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        Ok(Locked::new(row.map(Service::try_from).transpose()?))
    }

    /// The services of one agency, those confirmed longest ago first, at most 100.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn services_of(&mut self, agency: Id<Agency>) -> Result<Vec<Service>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from service where agency = $1 order by assured_on, id limit 100")
            .bind(agency.uuid()).fetch_all(c))?;
        rows.into_iter().map(Service::try_from).collect()
    }

    /// Writes a new service. `external` is (source, key) of an imported one.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `service-imported-already` if the key is there already.
    pub async fn add_service(
        &mut self,
        permit: &Permit,
        service: &Service,
        external: Option<(&str, &str)>,
        now: Moment,
    ) -> Result<()> {
        exec!(self, values!(sqlx::query(
            "insert into service (id, agency, category, status, name_es, name_en, folded, description_es,
             description_en, cost_es, cost_en, bring_es, bring_en, hours_es, hours_en, languages, municipality,
             department, address, area, phone, assured_on, created_at, version, source, external_key, changed_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
             $22, $23, $24, $25, $26, $23)"), service)
            .bind(external.map(|(source, _)| source)).bind(external.map(|(_, key)| key)))
        .on_conflict("service-imported-already")?;
        self.audit(permit, service.id.uuid(), None, service.status.word(), now).await
    }

    /// Writes a changed service, if nobody else did meanwhile: `service.version` is the version it was read with, plus
    /// one.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody did.
    pub async fn put_service(
        &mut self,
        permit: &Permit,
        service: &Service,
        detail: &str,
        now: Moment,
    ) -> Result<()> {
        let touched = exec!(
            self,
            values!(
                sqlx::query(
                    "update service set agency = $2, category = $3, status = $4, name_es = $5, name_en = $6,
             folded = $7, description_es = $8, description_en = $9, cost_es = $10, cost_en = $11, bring_es = $12,
             bring_en = $13, hours_es = $14, hours_en = $15, languages = $16, municipality = $17, department = $18,
             address = $19, area = $20, phone = $21, assured_on = $22, created_at = $23, version = $24,
             changed_at = $25 where id = $1 and version = $24 - 1"
                ),
                service
            )
            .bind(now.seconds())
        )?;
        if touched == 0 {
            return Err(StoreError::Stale("service"));
        }
        self.audit(permit, service.id.uuid(), None, detail, now).await
    }
}
