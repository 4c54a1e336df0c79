//! How the words of people's names sound, as keyed hashes cut to 16 bits: enough to look a name up by, too little to tell
//! it. Whoever is found so is opened, and the name itself decides. Written with the name, in the same unit of work.

use std::collections::BTreeSet;

use domain::{find::Heard, id::Id, person::Person, policy::Locked, text::sounded};
use uuid::Uuid;

use super::{ERASED, Row};
use crate::{Result, StoreError, Tx, read::Read};

/// The version of the rule and of the key. Who was written with an older one is written anew by a job.
const VERSION: i64 = 1;
/// Words of a name that are written in one statement.
const WORDS: usize = 6;
/// People counted for a word, at most, to tell the rarer one.
const COUNTED: i64 = 400;

row! {
    struct HeardRow {
        id: Uuid,
        alias: Vec<u8>,
        birth_year: i64,
        municipality: String,
        merged_into: Option<Uuid>,
        wrapped: Vec<u8>,
    }
}

/// Those who have two sounds, the last registered first, and what decides: `$1` and `$2` the sounds, `$3` at most so many,
/// `$4` the status of who was deleted.
macro_rules! sounding {
    ($and:literal) => {
        concat!(
            "select p.id, p.alias, p.birth_year, p.municipality, p.merged_into, k.wrapped
             from person_sound a join person p on p.id = a.person join subject_key k on k.subject = p.id
             where a.sound = $1 and exists (select 1 from person_sound b where b.person = a.person and b.sound = $2)
             and p.status <> $4 ",
            $and,
            " order by a.person desc limit $3"
        )
    };
}

/// What a search by name reads.
#[derive(Clone, Copy, Debug)]
pub struct Sounding<'a> {
    /// The name that is looked for.
    pub name: &'a str,
    /// The years of birth, the first and the last; few.
    pub born: Option<(i16, i16)>,
    /// At most so many people.
    pub limit: i64,
}

impl Tx {
    /// The hashes under which a name is found: one for each of its words.
    fn sounds_of(&self, name: &str) -> Vec<i64> {
        let hash = |frame: &str| {
            let bytes = self.keys().index("person.sound/1", frame);
            bytes.iter().take(2).fold(0, |number, byte| number * 256 + i64::from(*byte))
        };
        sounded(name).iter().map(|one| hash(&one.frame)).collect()
    }

    /// Writes how the name of a person sounds, in the place of what was written before; `new`: nothing was.
    pub(super) async fn put_sounds(&mut self, person: &Person, new: bool) -> Result<()> {
        let (id, year) = (person.id.uuid(), i64::from(person.birth_year));
        let sounds: BTreeSet<i64> = self.sounds_of(person.alias.as_str()).into_iter().collect();
        if !new {
            let known: Vec<(i64, i64)> = on!(self, c => sqlx::query_as(
                "select sound, birth_year from person_sound where person = $1 order by sound").bind(id).fetch_all(c))?;
            if known.into_iter().eq(sounds.iter().map(|sound| (*sound, year))) {
                return Ok(());
            }
            exec!(self, sqlx::query("delete from person_sound where person = $1").bind(id))?;
        }
        if let Some(last) = sounds.last().copied() {
            let mut padded: Vec<i64> = sounds.into_iter().collect();
            padded.resize(WORDS, last);
            on!(self, c => {
                let mut query = sqlx::query(
                    "insert into person_sound (person, birth_year, sound) values ($1, $2, $3), ($1, $2, $4), ($1, $2, $5),
                     ($1, $2, $6), ($1, $2, $7), ($1, $2, $8) on conflict (person, sound) do nothing").bind(id).bind(year);
                for sound in &padded {
                    query = query.bind(*sound);
                }
                async { query.execute(c).await.map(drop) }
            })?;
        }
        exec!(
            self,
            sqlx::query("update person set sound_version = $2 where id = $1").bind(id).bind(VERSION)
        )?;
        Ok(())
    }

    /// Writes how the names sound of people of whom that was not written by this version; answers how many they were, and
    /// how many of them cannot be read: those are not asked again.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn sound_people(&mut self, limit: i64) -> Result<(usize, usize)> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from person where sound_version < 1 and status <> $1 order by id limit $2")
            .bind(ERASED).bind(limit).fetch_all(c))?;
        let count = rows.len();
        let mut unreadable = 0;
        for row in rows {
            let id = row.id;
            match self.read_person(row).await {
                Ok(person) => self.put_sounds(&person, false).await?,
                Err(StoreError::Unreadable(_)) => unreadable += 1,
                Err(error) => return Err(error),
            }
            // Also where the name has no word to be found by.
            exec!(
                self,
                sqlx::query("update person set sound_version = $2 where id = $1").bind(id).bind(VERSION)
            )?;
        }
        Ok((count, unreadable))
    }

    /// People whose name may sound like this one, the last registered first: far too many on purpose, so the caller looks
    /// at each name. All words of the name; then, if there is room, its rarest word alone, for what was written wrong.
    ///
    /// # Errors
    /// If the database or a key cannot be read.
    pub async fn people_sounding(&mut self, asked: Sounding<'_>) -> Result<Vec<Locked<Heard>>> {
        let mut sounds: Vec<(i64, i64)> = Vec::new();
        for sound in self.sounds_of(asked.name) {
            let count: i64 = on!(self, c => sqlx::query_scalar(
                "select count(*) from (select 1 from person_sound where sound = $1 limit $2) as few")
                .bind(sound).bind(COUNTED).fetch_one(c))?;
            sounds.push((count, sound));
        }
        sounds.sort_unstable();
        sounds.dedup();
        let mut found: Vec<HeardRow> = Vec::new();
        if let [(_, rarest), rest @ ..] = sounds.as_slice() {
            if let Some((_, second)) = rest.first() {
                found = self.sounding(*rarest, *second, &asked).await?;
            }
            for (_, sound) in &sounds {
                let room = asked.limit - i64::try_from(found.len()).unwrap_or(asked.limit);
                if room <= 0 {
                    break;
                }
                let more = self.sounding(*sound, *sound, &Sounding { limit: room, ..asked }).await?;
                let new: Vec<HeardRow> =
                    more.into_iter().filter(|one| !found.iter().any(|known| known.id == one.id)).collect();
                found.extend(new);
            }
        }
        let mut people = Vec::with_capacity(found.len());
        for row in found {
            people.push(Locked::new(Some(self.read_heard(row).await?)));
        }
        Ok(people)
    }

    async fn sounding(&mut self, one: i64, other: i64, asked: &Sounding<'_>) -> Result<Vec<HeardRow>> {
        let Some(born) = asked.born else {
            return Ok(on!(self, c => sqlx::query_as(sounding!(""))
                .bind(one).bind(other).bind(asked.limit).bind(ERASED).fetch_all(c))?);
        };
        // Year by year, the one that was told first, so that each is a walk in the order of the index that ends early.
        let mut found: Vec<HeardRow> = Vec::new();
        for year in nearest(born) {
            let room = asked.limit - i64::try_from(found.len()).unwrap_or(asked.limit);
            if room <= 0 {
                break;
            }
            let more: Vec<HeardRow> = on!(self, c => sqlx::query_as(sounding!("and a.birth_year = $5"))
                .bind(one).bind(other).bind(room).bind(ERASED).bind(i64::from(year)).fetch_all(c))?;
            found.extend(more);
        }
        Ok(found)
    }

    async fn read_heard(&mut self, row: HeardRow) -> Result<Heard> {
        self.learn_key(row.id, &row.wrapped)?;
        Ok(Heard {
            person: Id::from_uuid(row.id),
            front: Id::from_uuid(row.merged_into.unwrap_or(row.id)),
            alias: self.open_text(row.id, "person.alias", row.id, &row.alias).await?,
            birth_year: i16::try_from(row.birth_year)
                .map_err(|_| StoreError::Unreadable("person.birth_year"))?,
            municipality: row.municipality.read("person.municipality")?,
        })
    }

    /// The records of a person: their own, and those that were joined to it, the first registered first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn records_of(&mut self, person: Id<Person>) -> Result<Vec<Id<Person>>> {
        let joined: Vec<Uuid> = on!(self, c => sqlx::query_scalar(
            "select id from person where merged_into = $1 order by id").bind(person.uuid()).fetch_all(c))?;
        Ok(std::iter::once(person).chain(joined.into_iter().map(Id::from_uuid)).collect())
    }

    /// The record in front: the one that this one was joined to, or itself.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn front_of(&mut self, person: Id<Person>) -> Result<Id<Person>> {
        let front: Option<Option<Uuid>> = on!(self, c => sqlx::query_scalar(
            "select merged_into from person where id = $1").bind(person.uuid()).fetch_optional(c))?;
        Ok(front.flatten().map_or(person, Id::from_uuid))
    }
}

/// The years of a range, the one in the middle first.
fn nearest((first, last): (i16, i16)) -> Vec<i16> {
    let mut years: Vec<i16> = (first..=last).collect();
    years.sort_by_key(|year| (year * 2 - first - last).abs());
    years
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_year_that_was_told_comes_first() {
        assert_eq!(super::nearest((1989, 1991)), [1990, 1989, 1991]);
    }
}
