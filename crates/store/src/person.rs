//! Rows of people. Alias, telephone and CUI are sealed with the person's own key; they are looked up by keyed hashes.

mod discover;
mod erase;
mod look;
mod news;
mod pin_number;
mod sound;

pub use discover::{Discoverable, ToMatch};
use domain::{
    id::Id,
    person::{Contact, Person, PersonStatus, Profile},
    policy::{Locked, Permit},
    text::{Cui, PersonCode, Phone},
    time::Moment,
};
pub use news::News;
pub use sound::Sounding;
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read, tx::OnConflict};

/// The status of a row whose person asked to be deleted: no [`PersonStatus`], for there is no person any more.
const ERASED: &str = "erased";

row! {
    struct Row {
        id: Uuid,
        code: String,
        status: String,
        alias: Vec<u8>,
        birth_year: i64,
        sex: Option<String>,
        municipality: String,
        language: String,
        lang: String,
        contact: Option<Vec<u8>>,
        contact_owner: Option<String>,
        cui: Option<Vec<u8>>,
        profile: String,
        created_at: i64,
        version: i64,
    }
}

/// What of a person goes sealed into its row.
struct Sealed {
    alias: Vec<u8>,
    contact: Option<Vec<u8>>,
    contact_index: Option<Vec<u8>>,
    cui: Option<Vec<u8>>,
    cui_index: Option<Vec<u8>>,
    profile: String,
}

/// The values that an insert and an update have in common, in the order of both.
macro_rules! values {
    ($query:expr, $person:expr, $sealed:expr) => {
        $query
            .bind($person.id.uuid())
            .bind($person.status.word())
            .bind(&$sealed.alias)
            .bind(i64::from($person.birth_year))
            .bind($person.sex.map(|sex| sex.word()))
            .bind($person.municipality.to_string())
            .bind($person.municipality.department().to_string())
            .bind($person.language.word())
            .bind($person.lang.word())
            .bind(&$sealed.contact)
            .bind($person.contact.as_ref().map(|contact| contact.owner.word()))
            .bind(&$sealed.contact_index)
            .bind(&$sealed.cui)
            .bind(&$sealed.cui_index)
            .bind(&$sealed.profile)
            .bind($person.version)
    };
}

impl Tx {
    async fn read_person(&mut self, row: Row) -> Result<Person> {
        let id = row.id;
        let alias = self.open_text(id, "person.alias", id, &row.alias).await?;
        let contact = match (&row.contact, &row.contact_owner) {
            (Some(blob), Some(owner)) => Some(Contact {
                phone: self.open_text(id, "person.contact", id, blob).await?.read("person.contact")?,
                owner: owner.read("person.contact_owner")?,
            }),
            _ => None,
        };
        let cui = match &row.cui {
            Some(blob) => Some(self.open_text(id, "person.cui", id, blob).await?.read("person.cui")?),
            None => None,
        };
        Ok(Person {
            id: Id::from_uuid(id),
            code: row.code.read("person.code")?,
            status: row.status.read("person.status")?,
            alias: alias.read("person.alias")?,
            birth_year: i16::try_from(row.birth_year)
                .map_err(|_| StoreError::Unreadable("person.birth_year"))?,
            sex: row.sex.read("person.sex")?,
            municipality: row.municipality.read("person.municipality")?,
            language: row.language.read("person.language")?,
            lang: row.lang.read("person.lang")?,
            contact,
            cui,
            profile: read_profile(&row.profile)?,
            created_at: Moment::from_seconds(row.created_at),
            version: row.version,
        })
    }

    async fn seal_person(&mut self, person: &Person) -> Result<Sealed> {
        let id = person.id.uuid();
        let alias = self.seal(id, "person.alias", id, person.alias.as_str().as_bytes()).await?;
        let contact = match &person.contact {
            Some(contact) => {
                Some(self.seal(id, "person.contact", id, contact.phone.as_str().as_bytes()).await?)
            }
            None => None,
        };
        let cui = match &person.cui {
            Some(cui) => Some(self.seal(id, "person.cui", id, cui.as_str().as_bytes()).await?),
            None => None,
        };
        let keys = self.keys();
        Ok(Sealed {
            alias,
            contact,
            contact_index: person
                .contact
                .as_ref()
                .map(|contact| keys.index("person.contact", contact.phone.as_str())),
            cui,
            cui_index: person.cui.as_ref().map(|cui| keys.index("person.cui", cui.as_str())),
            profile: serde_json::to_string(&person.profile)
                .map_err(|_| StoreError::Unreadable("person.profile"))?,
        })
    }

    /// One person, locked.
    ///
    /// # Errors
    /// If the database or the person's key cannot be read.
    pub async fn person(&mut self, id: Id<Person>) -> Result<Locked<Person>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as("select * from person where id = $1 and status <> $2")
            .bind(id.uuid()).bind(ERASED).fetch_optional(c))?;
        Ok(Locked::new(match row {
            Some(row) => Some(self.read_person(row).await?),
            None => None,
        }))
    }

    /// Who has this code, and the hash of their PIN; the hash is empty while no PIN was chosen.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn person_by_code(&mut self, code: &PersonCode) -> Result<Option<(Id<Person>, String)>> {
        let row: Option<(Uuid, String)> = on!(self, c => sqlx::query_as(
            "select id, pin_hash from person where code = $1 and status <> $2")
            .bind(code.as_str()).bind(ERASED).fetch_optional(c))?;
        Ok(row.map(|(id, hash)| (Id::from_uuid(id), hash)))
    }

    /// The hash of a person's PIN.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn pin_hash(&mut self, id: Id<Person>) -> Result<Option<String>> {
        Ok(on!(self, c => sqlx::query_scalar("select pin_hash from person where id = $1 and status <> $2")
            .bind(id.uuid()).bind(ERASED).fetch_optional(c))?)
    }

    /// Keeps the hash of a new PIN.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn set_pin_hash(
        &mut self,
        permit: &Permit,
        id: Id<Person>,
        hash: &str,
        now: Moment,
    ) -> Result<()> {
        exec!(
            self,
            sqlx::query("update person set pin_hash = $2, version = version + 1 where id = $1")
                .bind(id.uuid())
                .bind(hash)
        )?;
        self.audit(permit, id.uuid(), Some(id.uuid()), "pin", now).await
    }

    /// The person brought in from `source` under `key`, if there is one.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn person_of_source(&mut self, source: &str, key: &str) -> Result<Option<Id<Person>>> {
        let key = self.source_key(source, key);
        let id: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "select id from person where source = $1 and external_key = $2")
            .bind(source).bind(key).fetch_optional(c))?;
        Ok(id.map(Id::from_uuid))
    }

    /// A key of a foreign list may be a name or a number of the State, so only a keyed hash of it is kept. It stays
    /// after deletion, so that the list brought in again does not bring the person back.
    fn source_key(&self, source: &str, key: &str) -> String {
        let hash = self.keys().index("person.external", &format!("{source}\n{key}"));
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Other people with the same CUI or telephone, those with the CUI first: perhaps the same person. For desks and
    /// importers, never for the one who registers. At most 20 for each: a telephone can be that of a whole shelter.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn people_like(
        &mut self,
        cui: Option<&Cui>,
        phone: Option<&Phone>,
        but: Option<Id<Person>>,
    ) -> Result<Vec<Id<Person>>> {
        let keys = self.keys();
        let cui = cui.map(|cui| keys.index("person.cui", cui.as_str()));
        let phone = phone.map(|phone| keys.index("person.contact", phone.as_str()));
        let but = but.map_or(Uuid::nil(), Id::uuid);
        let mut all: Vec<Uuid> = Vec::new();
        for (statement, index) in [
            ("select id from person where cui_index = $1 and id <> $2 order by id limit 20", cui),
            ("select id from person where contact_index = $1 and id <> $2 order by id limit 20", phone),
        ] {
            let Some(index) = index else { continue };
            let rows: Vec<Uuid> = on!(self, c => sqlx::query_scalar(statement)
                .bind(index).bind(but).fetch_all(c))?;
            let new: Vec<Uuid> = rows.into_iter().filter(|id| !all.contains(id)).collect();
            all.extend(new);
        }
        Ok(all.into_iter().map(Id::from_uuid).collect())
    }

    /// Writes a new person and makes their key. `pin_hash` is empty until they choose a PIN; `external` is (source,
    /// key) of somebody brought in from a list.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `person-imported-already` or, for another try with a new code, `person-code-taken`.
    pub async fn add_person(
        &mut self,
        permit: &Permit,
        person: &Person,
        pin_hash: &str,
        external: Option<(&str, &str)>,
        now: Moment,
    ) -> Result<()> {
        let key = external.map(|(source, key)| self.source_key(source, key));
        if let Some((source, key)) = external
            && self.person_of_source(source, key).await?.is_some()
        {
            return Err(StoreError::Conflict("person-imported-already"));
        }
        self.make_key(person.id.uuid(), now.seconds()).await?;
        let sealed = self.seal_person(person).await?;
        exec!(
            self,
            values!(
                sqlx::query(
                    "insert into person (id, status, alias, birth_year, sex, municipality, department, language,
                     lang, contact, contact_owner, contact_index, cui, cui_index, profile, version, code, pin_hash,
                     source, external_key, created_at)
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                     $20, $21)"
                ),
                person,
                sealed
            )
            .bind(person.code.as_str())
            .bind(pin_hash)
            .bind(external.map(|(source, _)| source))
            .bind(key)
            .bind(person.created_at.seconds())
        )
        .on_conflict("person-code-taken")?;
        self.put_sounds(person, true).await?;
        self.audit(permit, person.id.uuid(), Some(person.id.uuid()), "registered", now).await
    }

    /// Writes a changed person (all but code, PIN and moment of registration), if nobody else did meanwhile:
    /// `person.version` is the version it was read with, plus one.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody did.
    pub async fn put_person(
        &mut self,
        permit: &Permit,
        person: &Person,
        detail: &str,
        now: Moment,
    ) -> Result<()> {
        let sealed = self.seal_person(person).await?;
        let touched = exec!(
            self,
            values!(
                sqlx::query(
                    "update person set status = $2, alias = $3, birth_year = $4, sex = $5, municipality = $6,
                     department = $7, language = $8, lang = $9, contact = $10, contact_owner = $11,
                     contact_index = $12, cui = $13, cui_index = $14, profile = $15, version = $16
                     where id = $1 and version = $16 - 1"
                ),
                person,
                sealed
            )
        )?;
        if touched == 0 {
            return Err(StoreError::Stale("person"));
        }
        self.put_sounds(person, false).await?;
        self.audit(permit, person.id.uuid(), Some(person.id.uuid()), detail, now).await
    }

    /// Whether the person uses the system now, and in which language of the pages; `None` if they were deleted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn person_status(&mut self, id: Id<Person>) -> Result<Option<PersonStatus>> {
        let word: Option<String> = on!(self, c => sqlx::query_scalar("select status from person where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        word.filter(|word| word != ERASED).map(|word| word.read("person.status")).transpose()
    }
}

pub(crate) fn read_profile(text: &str) -> Result<Profile> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable("person.profile"))
}
