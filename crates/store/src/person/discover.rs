//! Whom those who offer may find, and what of them: nothing that was sealed.

use domain::{
    id::Id,
    person::{Experience, Person, Profile},
    place::MunicipalityCode,
    taxonomy::LanguageCode,
    time::Moment,
};
use uuid::Uuid;

use super::read_profile;
use crate::{Page, Result, Tx, experience, read::Read};

/// A person whom those who offer may find, without anything that was sealed.
#[derive(Clone, Debug)]
pub struct Discoverable {
    /// Who; never shown.
    pub id: Id<Person>,
    /// Where they live.
    pub municipality: MunicipalityCode,
    /// The language they prefer.
    pub language: LanguageCode,
    /// What they can do and want.
    pub profile: Profile,
    /// What they did before; `words` are empty, for they stay sealed.
    pub experiences: Vec<Experience>,
}

row! {
    struct DiscoverableRow {
        id: Uuid,
        municipality: String,
        language: String,
        profile: String,
    }
}

/// A person as matching keeps them in memory.
#[derive(Clone, Debug)]
pub struct ToMatch {
    /// Who, and what they can do and want.
    pub person: Discoverable,
    /// Until when those who offer may find them; `None`: not at all.
    pub found_until: Option<Moment>,
    /// Whether they want to be told of new offers.
    pub told: bool,
}

/// Later than any consent: 9999-12-31.
const NO_END: i64 = 253_402_300_799;

row! {
    struct ToMatchRow {
        #[flatten]
        row: DiscoverableRow,
        found_until: Option<i64>,
        told: i64,
    }
}

/// Everyone who is active. `$1` is now; the page is what comes after `$2` (the nil identifier: from the start), at most
/// `$3`. A plain comparison, so that both databases seek in the index instead of reading from its start.
macro_rules! active {
    ($columns:expr) => {
        concat!(
            "select ",
            $columns,
            " from person p where p.status = 'active' and p.id > $2 order by p.id limit $3"
        )
    };
}

/// Whom those who offer may find at `$1`: active, with a consent to it that holds. The page is as above.
macro_rules! found {
    ($columns:literal) => {
        concat!(
            "select ",
            $columns,
            " from person p where p.status = 'active' and exists (select 1 from consent c where c.person = p.id
             and c.purpose = 'discovery' and c.agency is null and c.given_at <= $1
             and (c.withdrawn_at is null or c.withdrawn_at > $1) and (c.expires_at is null or c.expires_at > $1))
             and p.id > $2 order by p.id limit $3"
        )
    };
}

impl Tx {
    /// A page of the people whom those who offer may find: active, and their consent to it holds. By identifier.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn discoverable_people(
        &mut self,
        page: Page<Id<Person>>,
        now: Moment,
    ) -> Result<Vec<Discoverable>> {
        let rows: Vec<DiscoverableRow> = on!(self, c => sqlx::query_as(
            found!("p.id, p.municipality, p.language, p.profile"))
            .bind(now.seconds()).bind(page.above()).bind(page.limit).fetch_all(c))?;
        let jobs: Vec<experience::BareRow> = on!(self, c => sqlx::query_as(concat!(
            "select e.id, e.person, e.occupation, e.months, e.country, e.created_at from experience e join (",
            found!("p.id"), ") batch on batch.id = e.person order by e.person, e.id"))
            .bind(now.seconds()).bind(page.above()).bind(page.limit).fetch_all(c))?;
        with_jobs(rows, jobs)
    }

    /// A page of everyone who is active, as matching keeps them. By identifier.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn people_to_match(&mut self, page: Page<Id<Person>>, now: Moment) -> Result<Vec<ToMatch>> {
        let rows: Vec<ToMatchRow> = on!(self, c => sqlx::query_as(active!(
            "p.id, p.municipality, p.language, p.profile,
             (select max(coalesce(c.expires_at, $4)) from consent c where c.person = p.id and c.purpose = 'discovery'
              and c.agency is null and c.given_at <= $1 and (c.withdrawn_at is null or c.withdrawn_at > $1))
              as found_until,
             (select count(*) from consent c where c.person = p.id and c.purpose = 'messages' and c.agency is null
              and c.given_at <= $1 and (c.withdrawn_at is null or c.withdrawn_at > $1)
              and (c.expires_at is null or c.expires_at > $1)) as told"))
            .bind(now.seconds()).bind(page.above()).bind(page.limit).bind(NO_END).fetch_all(c))?;
        let jobs: Vec<experience::BareRow> = on!(self, c => sqlx::query_as(concat!(
            "select e.id, e.person, e.occupation, e.months, e.country, e.created_at from experience e join (",
            "select p.id from person p where p.status = 'active' and p.id > $1 order by p.id limit $2",
            ") batch on batch.id = e.person order by e.person, e.id"))
            .bind(page.above()).bind(page.limit).fetch_all(c))?;
        let (rows, audiences): (Vec<_>, Vec<_>) =
            rows.into_iter().map(|found| (found.row, (found.found_until, found.told))).unzip();
        let people = with_jobs(rows, jobs)?.into_iter().zip(audiences);
        Ok(people
            .map(|(person, (until, told))| ToMatch {
                person,
                found_until: until.map(Moment::from_seconds),
                told: told > 0,
            })
            .collect())
    }

    /// One person as matching keeps them; `None` if they are not active.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn person_to_match(&mut self, id: Id<Person>, now: Moment) -> Result<Option<ToMatch>> {
        let page = Page { after: Some(Id::from_uuid(before(id))), limit: 1 };
        Ok(self.people_to_match(page, now).await?.into_iter().find(|found| found.person.id == id))
    }

    /// The person, if those who offer may find them at `now`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn discoverable(&mut self, id: Id<Person>, now: Moment) -> Result<Option<Discoverable>> {
        let page = Page { after: Some(Id::from_uuid(before(id))), limit: 1 };
        Ok(self.discoverable_people(page, now).await?.into_iter().find(|found| found.id == id))
    }

    /// Whether those who offer may find this person at `now`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn is_discoverable(&mut self, id: Id<Person>, now: Moment) -> Result<bool> {
        let found: Option<Uuid> = on!(self, c => sqlx::query_scalar(concat!(
            "select f.id from (", found!("p.id"), ") f where f.id = $4"))
            .bind(now.seconds()).bind(before(id)).bind(1_i64).bind(id.uuid()).fetch_optional(c))?;
        Ok(found.is_some())
    }
}

/// People with their jobs; both lists are in the order of people.
fn with_jobs(rows: Vec<DiscoverableRow>, jobs: Vec<experience::BareRow>) -> Result<Vec<Discoverable>> {
    let mut people = Vec::with_capacity(rows.len());
    let mut jobs = jobs.into_iter().map(Experience::try_from).peekable();
    for row in rows {
        let id = Id::from_uuid(row.id);
        let mut experiences = Vec::new();
        while let Some(job) = jobs.next_if(|job| job.as_ref().is_ok_and(|job| job.person == id)) {
            experiences.push(job?);
        }
        people.push(Discoverable {
            id,
            municipality: row.municipality.read("person.municipality")?,
            language: row.language.read("person.language")?,
            profile: read_profile(&row.profile)?,
            experiences,
        });
    }
    if let Some(left) = jobs.next() {
        left?;
    }
    Ok(people)
}

/// The identifier just before this one, so that a page after it begins with this one.
fn before<T>(id: Id<T>) -> Uuid {
    Uuid::from_u128(id.uuid().as_u128().saturating_sub(1))
}
