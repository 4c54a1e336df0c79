//! Rows of imports: which file was brought in when, and what became of it.

use domain::{
    agency::{Agency, AgencyKind, AgencyStatus},
    id::Id,
    person::Person,
    place::MunicipalityCode,
    policy::Permit,
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, Tx, read::Read};

/// What is counted of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Rows read.
    pub read: i64,
    /// Rows kept, now or before.
    pub kept: i64,
    /// Rows refused.
    pub refused: i64,
}

/// An agency found by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedAgency {
    /// Which.
    pub id: Id<Agency>,
    /// What it does here.
    pub kind: AgencyKind,
    /// How far it is trusted.
    pub status: AgencyStatus,
    /// Whether its tax number is known.
    pub has_nit: bool,
}

impl Tx {
    /// Notes that an import begins. `file_hash` is the SHA-256 of what is read.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn begin_import(
        &mut self,
        permit: &Permit,
        id: Uuid,
        kind: &'static str,
        file_hash: &[u8],
        now: Moment,
    ) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "insert into import_run (id, kind, file_hash, rows_read, rows_kept, rows_refused, started_at)
                 values ($1, $2, $3, 0, 0, 0, $4)"
            )
            .bind(id)
            .bind(kind)
            .bind(file_hash)
            .bind(now.seconds())
        )?;
        self.audit(permit, id, None, kind, now).await
    }

    /// Notes what became of an import. One without an end was stopped half way.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn end_import(&mut self, id: Uuid, counts: ImportCounts, now: Moment) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "update import_run set rows_read = $2, rows_kept = $3, rows_refused = $4, finished_at = $5
                 where id = $1"
            )
            .bind(id)
            .bind(counts.read)
            .bind(counts.kept)
            .bind(counts.refused)
            .bind(now.seconds())
        )?;
        Ok(())
    }

    /// What people of this year of birth and municipality are called, to find out whether somebody on a list may be
    /// here already. At most 500.
    ///
    /// # Errors
    /// If the database or the key of one of them cannot be read.
    pub async fn aliases_born(
        &mut self,
        birth_year: i16,
        municipality: MunicipalityCode,
    ) -> Result<Vec<(Id<Person>, String)>> {
        let rows: Vec<(Uuid, Vec<u8>)> = on!(self, c => sqlx::query_as(
            "select id, alias from person
             where department = $1 and municipality = $2 and birth_year = $3 and status <> 'erased'
             order by id limit 500")
            .bind(municipality.department().to_string()).bind(municipality.to_string())
            .bind(i64::from(birth_year)).fetch_all(c))?;
        let mut people = Vec::with_capacity(rows.len());
        for (id, alias) in rows {
            people.push((Id::from_uuid(id), self.open_text(id, "person.alias", id, &alias).await?));
        }
        Ok(people)
    }

    /// Agencies of exactly this folded name, at most three: what they do, how far they are trusted, and whether their
    /// tax number is known.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agencies_named(&mut self, folded: &str) -> Result<Vec<NamedAgency>> {
        let rows: Vec<(Uuid, String, String, bool)> = on!(self, c => sqlx::query_as(
            "select id, kind, status, nit_index is not null from agency where name_folded = $1 order by id limit 3")
            .bind(folded).fetch_all(c))?;
        rows.into_iter()
            .map(|(id, kind, status, has_nit)| {
                Ok(NamedAgency {
                    id: Id::from_uuid(id),
                    kind: kind.read("agency.kind")?,
                    status: status.read("agency.status")?,
                    has_nit,
                })
            })
            .collect()
    }

    /// Whether an agency's opportunity of this source and key is there already.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn has_opportunity_of(&mut self, agency: Id<Agency>, source: &str, key: &str) -> Result<bool> {
        let found: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "select id from opportunity where agency = $1 and source = $2 and external_key = $3")
            .bind(agency.uuid()).bind(source).bind(key).fetch_optional(c))?;
        Ok(found.is_some())
    }

    /// Whether a service of this source and key is there already.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn has_service_of(&mut self, source: &str, key: &str) -> Result<bool> {
        let found: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "select id from service where source = $1 and external_key = $2")
            .bind(source).bind(key).fetch_optional(c))?;
        Ok(found.is_some())
    }
}
