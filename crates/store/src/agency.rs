//! Rows of agencies.

use domain::{
    agency::{Agency, AgencyKind, AgencyStatus, Bilingual},
    id::Id,
    place::MunicipalityCode,
    policy::{Locked, Permit},
    text::{Nit, Phone, fold},
    time::Moment,
};
use uuid::Uuid;

use crate::{Page, Result, StoreError, Tx, read::Read, tx::OnConflict};

row! {
    struct Row {
        id: Uuid,
        kind: String,
        status: String,
        name: String,
        nit: Option<Vec<u8>>,
        municipality: String,
        about_es: String,
        about_en: String,
        hours_es: String,
        hours_en: String,
        phone: Option<String>,
        reason: Option<String>,
        created_at: i64,
        version: i64,
    }
}

/// An agency in a list: nothing of it is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedAgency {
    /// Which.
    pub id: Id<Agency>,
    /// What it does here.
    pub kind: AgencyKind,
    /// How far it is trusted.
    pub status: AgencyStatus,
    /// Its name.
    pub name: String,
    /// Where its main office is.
    pub municipality: MunicipalityCode,
    /// When it signed up.
    pub created_at: Moment,
}

row! {
    struct ListedRow {
        id: Uuid,
        kind: String,
        status: String,
        name: String,
        municipality: String,
        created_at: i64,
    }
}

impl TryFrom<ListedRow> for ListedAgency {
    type Error = StoreError;
    fn try_from(row: ListedRow) -> Result<Self> {
        Ok(Self {
            id: Id::from_uuid(row.id),
            kind: row.kind.read("agency.kind")?,
            status: row.status.read("agency.status")?,
            name: row.name,
            municipality: row.municipality.read("agency.municipality")?,
            created_at: Moment::from_seconds(row.created_at),
        })
    }
}

/// What a list of agencies is narrowed by. `None` narrows nothing.
#[derive(Clone, Debug, Default)]
pub struct AgencyFilter {
    /// One kind.
    pub kind: Option<AgencyKind>,
    /// One status.
    pub status: Option<AgencyStatus>,
    /// Words that the name must have, together, as typed but folded.
    pub words: Option<String>,
}

const NIT: &str = "agency.nit";

impl Tx {
    /// An agency, by its identifier.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agency(&mut self, id: Id<Agency>) -> Result<Locked<Agency>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(
            "select id, kind, status, name, nit, municipality, about_es, about_en, hours_es, hours_en, phone, reason,
             created_at, version from agency where id = $1").bind(id.uuid()).fetch_optional(c))?;
        let Some(row) = row else { return Ok(Locked::new(None)) };
        let nit = match &row.nit {
            Some(blob) => {
                let text = self.open_text(row.id, NIT, row.id, blob).await?;
                Some(Nit::parse(&text).map_err(|_| StoreError::Unreadable(NIT))?)
            }
            None => None,
        };
        Ok(Locked::new(Some(Agency {
            id,
            kind: row.kind.read("agency.kind")?,
            status: row.status.read("agency.status")?,
            name: row.name,
            nit,
            municipality: row.municipality.read("agency.municipality")?,
            about: Bilingual::new(row.about_es, row.about_en),
            hours: Bilingual::new(row.hours_es, row.hours_en),
            phone: read_phone(row.phone.as_deref())?,
            reason: row.reason,
            created_at: Moment::from_seconds(row.created_at),
            version: row.version,
        })))
    }

    /// The name of an agency.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agency_name(&mut self, id: Id<Agency>) -> Result<Option<String>> {
        Ok(on!(self, c => sqlx::query_scalar("select name from agency where id = $1").bind(id.uuid())
            .fetch_optional(c))?)
    }

    /// How far an agency is trusted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agency_status(&mut self, id: Id<Agency>) -> Result<Option<AgencyStatus>> {
        let word: Option<String> = on!(self, c => sqlx::query_scalar("select status from agency where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        word.read("agency.status")
    }

    /// The agency of this tax number.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agency_of_nit(&mut self, nit: &Nit) -> Result<Option<Id<Agency>>> {
        let index = self.keys().index(NIT, nit.as_str());
        let id: Option<Uuid> = on!(self, c => sqlx::query_scalar("select id from agency where nit_index = $1")
            .bind(&index).fetch_optional(c))?;
        Ok(id.map(Id::from_uuid))
    }

    /// The agency that an import has brought in under this key of its source.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agency_of_source(&mut self, source: &str, key: &str) -> Result<Option<Id<Agency>>> {
        let id: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "select id from agency where source = $1 and external_key = $2").bind(source).bind(key).fetch_optional(c))?;
        Ok(id.map(Id::from_uuid))
    }

    /// The first agency of the coordination, which runs this system.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn coordination(&mut self) -> Result<Option<Id<Agency>>> {
        let id: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "select id from agency where kind = 'coordination' order by id limit 1").fetch_optional(c))?;
        Ok(id.map(Id::from_uuid))
    }

    /// Agencies of one status, who waits longest first; after the identifier of the page before.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agency_queue(
        &mut self,
        status: AgencyStatus,
        page: Page<Id<Agency>>,
    ) -> Result<Vec<ListedAgency>> {
        let rows: Vec<ListedRow> = on!(self, c => sqlx::query_as(
            "select id, kind, status, name, municipality, created_at from agency
             where status = $1 and (cast($2 as uuid) is null or id > $2) order by id limit $3")
            .bind(status.word()).bind(page.after.map(Id::uuid)).bind(page.limit).fetch_all(c))?;
        rows.into_iter().map(ListedAgency::try_from).collect()
    }

    /// How many agencies have this status.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn count_agencies(&mut self, status: AgencyStatus) -> Result<i64> {
        Ok(
            on!(self, c => sqlx::query_scalar("select count(*) from agency where status = $1").bind(status.word())
            .fetch_one(c))?,
        )
    }

    /// Agencies by name; after the folded name and the identifier of the last one of the page before.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agencies(
        &mut self,
        filter: &AgencyFilter,
        page: Page<(String, Id<Agency>)>,
    ) -> Result<Vec<ListedAgency>> {
        let words = filter.words.as_ref().map(|words| format!("%{}%", fold(words)));
        let (name, id) = page.after.map_or((None, None), |(name, id)| (Some(fold(&name)), Some(id.uuid())));
        let rows: Vec<ListedRow> = on!(self, c => sqlx::query_as(
            "select id, kind, status, name, municipality, created_at from agency
             where (cast($1 as text) is null or kind = $1) and (cast($2 as text) is null or status = $2)
             and (cast($3 as text) is null or name_folded like $3)
             and (cast($4 as text) is null or name_folded > $4 or (name_folded = $4 and id > $5))
             order by name_folded, id limit $6")
            .bind(filter.kind.map(AgencyKind::word)).bind(filter.status.map(AgencyStatus::word)).bind(&words)
            .bind(&name).bind(id).bind(page.limit).fetch_all(c))?;
        rows.into_iter().map(ListedAgency::try_from).collect()
    }

    /// Keeps a new agency and makes its key. `external` is the source and key it was imported under.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `agency-known` if its tax number or its external key is there already.
    pub async fn add_agency(
        &mut self,
        permit: &Permit,
        agency: &Agency,
        external: Option<(&str, &str)>,
        now: Moment,
    ) -> Result<()> {
        self.make_key(agency.id.uuid(), now.seconds()).await?;
        let (nit, index) = self.sealed_nit(agency).await?;
        exec!(self, sqlx::query(
            "insert into agency (id, kind, status, name, name_folded, nit, nit_index, municipality, about_es, about_en,
             hours_es, hours_en, phone, reason, source, external_key, created_at, version, changed_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)")
            .bind(agency.id.uuid()).bind(agency.kind.word()).bind(agency.status.word()).bind(&agency.name)
            .bind(fold(&agency.name)).bind(&nit).bind(&index).bind(agency.municipality.to_string())
            .bind(&agency.about.es).bind(&agency.about.en).bind(&agency.hours.es).bind(&agency.hours.en)
            .bind(agency.phone.as_ref().map(Phone::as_str)).bind(&agency.reason)
            .bind(external.map(|(source, _)| source)).bind(external.map(|(_, key)| key))
            .bind(agency.created_at.seconds()).bind(agency.version).bind(now.seconds()))
        .on_conflict("agency-known")?;
        self.audit(permit, agency.id.uuid(), None, agency.status.word(), now).await
    }

    /// Writes a changed agency, if nobody else did meanwhile: `agency.version` is the version it was read with, plus
    /// one.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody did; [`StoreError::Conflict`] `agency-known` if another one has its tax number.
    pub async fn put_agency(
        &mut self,
        permit: &Permit,
        agency: &Agency,
        detail: &str,
        now: Moment,
    ) -> Result<()> {
        let (nit, index) = self.sealed_nit(agency).await?;
        let touched = exec!(self, sqlx::query(
            "update agency set kind = $2, status = $3, name = $4, name_folded = $5, nit = $6, nit_index = $7,
             municipality = $8, about_es = $9, about_en = $10, hours_es = $11, hours_en = $12, phone = $13,
             reason = $14, version = $15, changed_at = $16 where id = $1 and version = $15 - 1")
            .bind(agency.id.uuid()).bind(agency.kind.word()).bind(agency.status.word()).bind(&agency.name)
            .bind(fold(&agency.name)).bind(&nit).bind(&index).bind(agency.municipality.to_string())
            .bind(&agency.about.es).bind(&agency.about.en).bind(&agency.hours.es).bind(&agency.hours.en)
            .bind(agency.phone.as_ref().map(Phone::as_str)).bind(&agency.reason).bind(agency.version)
            .bind(now.seconds()))
        .on_conflict("agency-known")?;
        if touched == 0 {
            return Err(StoreError::Stale("agency"));
        }
        self.audit(permit, agency.id.uuid(), None, detail, now).await
    }

    /// The sealed tax number and its index.
    async fn sealed_nit(&mut self, agency: &Agency) -> Result<(Option<Vec<u8>>, Option<Vec<u8>>)> {
        let Some(nit) = &agency.nit else { return Ok((None, None)) };
        let id = agency.id.uuid();
        let sealed = self.seal(id, NIT, id, nit.as_str().as_bytes()).await?;
        Ok((Some(sealed), Some(self.keys().index(NIT, nit.as_str()))))
    }
}

/// The public telephone of an agency, from its column.
pub(crate) fn read_phone(text: Option<&str>) -> Result<Option<Phone>> {
    text.map(|text| Phone::parse(text).map_err(|_| StoreError::Unreadable("agency.phone"))).transpose()
}
