//! The number by which a person who lost the PIN chooses another one.

use domain::{id::Id, person::Person, time::Moment};

use crate::{Result, Tx};

impl Tx {
    /// Keeps the number that was sent to a person, in the place of any earlier one. Only a keyed hash is kept.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn put_pin_number(&mut self, person: Id<Person>, number: &str, expires: Moment) -> Result<()> {
        let hash = self.pin_number_hash(person, number);
        exec!(
            self,
            sqlx::query(
                "insert into pin_number (person, number_hash, tries, expires_at) values ($1, $2, 0, $3)
                 on conflict (person) do update set number_hash = excluded.number_hash, tries = 0,
                 expires_at = excluded.expires_at"
            )
            .bind(person.uuid())
            .bind(hash)
            .bind(expires.seconds())
        )?;
        Ok(())
    }

    /// Counts a try of the number, if there is one that still works and fewer than `most` tries were made; answers
    /// whether it was the right one.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn try_pin_number(
        &mut self,
        person: Id<Person>,
        number: &str,
        most: i64,
        now: Moment,
    ) -> Result<bool> {
        let kept: Option<Vec<u8>> = on!(self, c => sqlx::query_scalar(
            "update pin_number set tries = tries + 1 where person = $1 and tries < $2 and expires_at > $3
             returning number_hash")
            .bind(person.uuid()).bind(most).bind(now.seconds()).fetch_optional(c))?;
        let hash = self.pin_number_hash(person, number);
        Ok(kept.is_some_and(|kept| kept == hash))
    }

    /// Forgets the number: it was used, or the person is gone.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn forget_pin_number(&mut self, person: Id<Person>) -> Result<()> {
        exec!(self, sqlx::query("delete from pin_number where person = $1").bind(person.uuid()))?;
        Ok(())
    }

    fn pin_number_hash(&self, person: Id<Person>, number: &str) -> Vec<u8> {
        self.keys().index("pin_number.number", &format!("{person}\n{number}"))
    }
}
