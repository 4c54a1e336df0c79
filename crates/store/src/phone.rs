//! Whose hand a telephone is in, and whether it wants messages. Only keyed hashes of numbers are kept.

use domain::{
    id::Id,
    person::{ContactOwner, Person},
    policy::Permit,
    text::Phone,
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, Tx, read::Read};

const STOP: &str = "phone_stop.phone";
const CHECK: &str = "phone_check.phone";
const NUMBER: &str = "phone_check.number";

impl Tx {
    /// Everyone who left this number, with whose they say it is, at most 20.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn people_at(&mut self, phone: &Phone) -> Result<Vec<(Id<Person>, ContactOwner)>> {
        let index = self.keys().index("person.contact", phone.as_str());
        let rows: Vec<(Uuid, Option<String>)> = on!(self, c => sqlx::query_as(
            "select id, contact_owner from person where contact_index = $1 and status <> 'erased' order by id limit 20")
            .bind(index).fetch_all(c))?;
        rows.into_iter()
            .map(|(id, owner)| {
                let owner: Option<ContactOwner> = owner.read("person.contact_owner")?;
                Ok((Id::from_uuid(id), owner.unwrap_or(ContactOwner::Relative)))
            })
            .collect()
    }

    /// Keeps the number by which a person shows that this telephone is in their hand, in the place of any earlier one.
    /// That it was confirmed before stays, as long as it is the same telephone.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn put_phone_check(
        &mut self,
        person: Id<Person>,
        phone: &Phone,
        number: &str,
        expires: Moment,
    ) -> Result<()> {
        let (index, hash) =
            (self.keys().index(CHECK, phone.as_str()), self.phone_number_hash(person, number));
        exec!(
            self,
            sqlx::query(
                "insert into phone_check (person, phone_index, number_hash, tries, expires_at)
                 values ($1, $2, $3, 0, $4)
                 on conflict (person) do update set number_hash = excluded.number_hash, tries = 0,
                 expires_at = excluded.expires_at, phone_index = excluded.phone_index,
                 confirmed_at = case when phone_check.phone_index = excluded.phone_index
                     then phone_check.confirmed_at else null end"
            )
            .bind(person.uuid())
            .bind(index)
            .bind(hash)
            .bind(expires.seconds())
        )?;
        Ok(())
    }

    /// Counts a try of the number, if one works for this telephone and fewer than `most` tries were made; answers whether
    /// it was the right one.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn try_phone_check(
        &mut self,
        person: Id<Person>,
        phone: &Phone,
        number: &str,
        most: i64,
        now: Moment,
    ) -> Result<bool> {
        let index = self.keys().index(CHECK, phone.as_str());
        let kept: Option<Vec<u8>> = on!(self, c => sqlx::query_scalar(
            "update phone_check set tries = tries + 1 where person = $1 and phone_index = $2 and tries < $3
             and expires_at > $4 and number_hash is not null returning number_hash")
            .bind(person.uuid()).bind(index).bind(most).bind(now.seconds()).fetch_optional(c))?;
        Ok(kept.is_some_and(|kept| kept == self.phone_number_hash(person, number)))
    }

    /// Keeps that this telephone is in the person's hand.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn confirm_phone(
        &mut self,
        permit: &Permit,
        person: Id<Person>,
        phone: &Phone,
        now: Moment,
    ) -> Result<()> {
        let index = self.keys().index(CHECK, phone.as_str());
        exec!(
            self,
            sqlx::query(
                "insert into phone_check (person, phone_index, tries, confirmed_at) values ($1, $2, 0, $3)
                 on conflict (person) do update set phone_index = excluded.phone_index, number_hash = null,
                 tries = 0, expires_at = null, confirmed_at = excluded.confirmed_at"
            )
            .bind(person.uuid())
            .bind(index)
            .bind(now.seconds())
        )?;
        self.audit(permit, person.uuid(), Some(person.uuid()), "phone", now).await
    }

    /// Whether the person has shown that this telephone is in their hand.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn phone_is_confirmed(&mut self, person: Id<Person>, phone: &Phone) -> Result<bool> {
        let index = self.keys().index(CHECK, phone.as_str());
        let at: Option<i64> = on!(self, c => sqlx::query_scalar(
            "select confirmed_at from phone_check where person = $1 and phone_index = $2 and confirmed_at is not null")
            .bind(person.uuid()).bind(index).fetch_optional(c))?;
        Ok(at.is_some())
    }

    fn phone_number_hash(&self, person: Id<Person>, number: &str) -> Vec<u8> {
        self.keys().index(NUMBER, &format!("{person}\n{number}"))
    }

    /// Whether a telephone wants no messages.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn phone_is_stopped(&mut self, phone: &Phone) -> Result<bool> {
        let index = self.keys().index(STOP, phone.as_str());
        let at: Option<i64> = on!(self, c => sqlx::query_scalar(
            "select stopped_at from phone_stop where phone_index = $1 and stopped_at is not null")
            .bind(index).fetch_optional(c))?;
        Ok(at.is_some())
    }

    /// Keeps that a telephone wants no messages, or wants them again; answers whether that is new.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn stop_phone(&mut self, phone: &Phone, stopped: bool, now: Moment) -> Result<bool> {
        let index = self.keys().index(STOP, phone.as_str());
        let touched = if stopped {
            exec!(
                self,
                sqlx::query(
                    "insert into phone_stop (phone_index, stopped_at) values ($1, $2)
                     on conflict (phone_index) do update set stopped_at = excluded.stopped_at
                     where phone_stop.stopped_at is null"
                )
                .bind(index)
                .bind(now.seconds())
            )?
        } else {
            exec!(
                self,
                sqlx::query(
                    "update phone_stop set stopped_at = null where phone_index = $1 and stopped_at is not null"
                )
                .bind(index)
            )?
        };
        Ok(touched > 0)
    }

    /// Whether a telephone may be told now that its message was not understood: not twice after `since`. Notes it.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn may_tell_unclear(&mut self, phone: &Phone, since: Moment, now: Moment) -> Result<bool> {
        let index = self.keys().index(STOP, phone.as_str());
        let touched = exec!(
            self,
            sqlx::query(
                "insert into phone_stop (phone_index, unclear_at) values ($1, $2)
                 on conflict (phone_index) do update set unclear_at = excluded.unclear_at
                 where phone_stop.unclear_at is null or phone_stop.unclear_at <= $3"
            )
            .bind(index)
            .bind(now.seconds())
            .bind(since.seconds())
        )?;
        Ok(touched > 0)
    }
}
