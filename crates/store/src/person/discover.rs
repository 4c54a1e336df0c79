//! Whom those who offer may find, and what of them: nothing that was sealed.

use domain::{
    id::Id,
    person::{Experience, Person, Profile},
    place::MunicipalityCode,
    taxonomy::LanguageCode,
    time::Moment,
};
use sqlx::FromRow;
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

#[derive(FromRow)]
struct DiscoverableRow {
    id: Uuid,
    municipality: String,
    language: String,
    profile: String,
}

/// Whom those who offer may find at `$1`: active, with a consent to it that holds. The page is `$2`, `$3`, `$4`.
macro_rules! found {
    ($columns:literal) => {
        concat!(
            "select ",
            $columns,
            " from person p where p.status = 'active' and exists (select 1 from consent c where c.person = p.id
             and c.purpose = 'discovery' and c.agency is null and c.given_at <= $1
             and (c.withdrawn_at is null or c.withdrawn_at > $1) and (c.expires_at is null or c.expires_at > $1))
             and ($2 or p.id > $3) order by p.id limit $4"
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
        let after = page.after.map_or(Uuid::nil(), Id::uuid);
        let rows: Vec<DiscoverableRow> = on!(self, c => sqlx::query_as(
            found!("p.id, p.municipality, p.language, p.profile"))
            .bind(now.seconds()).bind(page.after.is_none()).bind(after).bind(page.limit).fetch_all(c))?;
        let jobs: Vec<experience::BareRow> = on!(self, c => sqlx::query_as(concat!(
            "select e.id, e.person, e.occupation, e.months, e.country, e.created_at from experience e join (",
            found!("p.id"), ") batch on batch.id = e.person order by e.person, e.id"))
            .bind(now.seconds()).bind(page.after.is_none()).bind(after).bind(page.limit).fetch_all(c))?;
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

    /// Whether those who offer may find this person at `now`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn is_discoverable(&mut self, id: Id<Person>, now: Moment) -> Result<bool> {
        let found: Option<Uuid> = on!(self, c => sqlx::query_scalar(concat!(
            "select f.id from (", found!("p.id"), ") f where f.id = $5"))
            .bind(now.seconds()).bind(false).bind(before(id)).bind(1_i64).bind(id.uuid()).fetch_optional(c))?;
        Ok(found.is_some())
    }
}

/// The identifier just before this one, so that a page after it begins with this one.
fn before<T>(id: Id<T>) -> Uuid {
    Uuid::from_u128(id.uuid().as_u128().saturating_sub(1))
}
