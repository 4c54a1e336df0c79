//! Rows of pulses. What was said is sealed with the person's key.

use domain::{
    agency::{Account, Agency},
    id::Id,
    person::Person,
    policy::{Actor, Locked, Permit},
    pulse::{Followed, Pulse, Wave},
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read};

const BODY: &str = "pulse.body";

row! {
    struct Row {
        id: Uuid,
        person: Uuid,
        wave: String,
        way: String,
        taken_by: Option<Uuid>,
        body: Vec<u8>,
        at: i64,
    }
}

/// Officers who accompany a person now for their agency, in their own record or in one that is joined to it: `$1` the person,
/// `$2` now, `$3` and `$4` only this account of this agency.
const OFFICERS: &str = concat!(
    "with theirs as (select r.sender as account, r.sender_agency as agency from referral r join consent c on c.id = r.consent
    where r.person in (select id from person where id = $1 or merged_into = $1) and r.sender is not null
    and r.sender_agency is not null and ",
    sent_with_a_yes!("$2"),
    " union select k.officer, k.agency from person_case k join consent c on c.id = k.consent
    where k.person in (select id from person where id = $1 or merged_into = $1) and ",
    open_with_a_yes!("$2"),
    ") select u.id, u.agency from theirs t join account u on u.id = t.account and u.agency = t.agency and u.active
    where cast($3 as uuid) is null or (u.id = $3 and u.agency = $4) order by u.id limit 50"
);

/// People to be told of a wave: `$1` to `$2` when they registered, `$3` the wave, `$4` after whom.
const TO_TELL: &str =
    "select id from person where status = 'active' and created_at > $1 and created_at <= $2 and id > $4
    and not exists (select 1 from pulse_ask a where a.person = person.id and a.wave = $3)
    and not exists (select 1 from pulse p where p.person = person.id and p.wave = $3) order by id limit $5";

impl Tx {
    /// Whose pulses these are, who accompanies them, and whether who asks does, locked.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn followed(
        &mut self,
        person: Id<Person>,
        by: &Actor,
        now: Moment,
    ) -> Result<Locked<Followed>> {
        let registered: Option<i64> = on!(self, c => sqlx::query_scalar(
            "select created_at from person where id = $1 and status <> 'erased'")
            .bind(person.uuid()).fetch_optional(c))?;
        let Some(registered) = registered else { return Ok(Locked::new(None)) };
        let asking = match by {
            Actor::Staff { account, agency, .. } => {
                self.officers_of(person, Some((*account, *agency)), now).await?.pop()
            }
            _ => None,
        };
        Ok(Locked::new(Some(Followed {
            person,
            registered_at: Moment::from_seconds(registered),
            officers: self.officers_of(person, None, now).await?,
            asking,
        })))
    }

    async fn officers_of(
        &mut self,
        person: Id<Person>,
        only: Option<(Id<Account>, Id<Agency>)>,
        now: Moment,
    ) -> Result<Vec<(Id<Account>, Id<Agency>)>> {
        let found: Vec<(Uuid, Uuid)> = on!(self, c => sqlx::query_as(OFFICERS)
            .bind(person.uuid()).bind(now.seconds()).bind(only.map(|(account, _)| account.uuid()))
            .bind(only.map(|(_, agency)| agency.uuid())).fetch_all(c))?;
        let officer = |(account, agency)| (Id::from_uuid(account), Id::from_uuid(agency));
        Ok(found.into_iter().map(officer).collect())
    }

    /// The pulses of a person, the last one first. The caller has opened [`Followed`].
    ///
    /// # Errors
    /// If the database or the person's key cannot be read.
    pub async fn pulses_of(&mut self, person: Id<Person>) -> Result<Vec<Pulse>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select id, person, wave, way, taken_by, body, at from pulse where person = $1 order by at desc, id desc")
            .bind(person.uuid()).fetch_all(c))?;
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let body = self.open(row.person, BODY, row.id, &row.body).await?;
            all.push(Pulse {
                id: Id::from_uuid(row.id),
                person,
                wave: row.wave.read("pulse.wave")?,
                way: row.way.read("pulse.way")?,
                taken_by: row.taken_by.map(Id::from_uuid),
                answers: serde_json::from_slice(&body).map_err(|_| StoreError::Unreadable(BODY))?,
                at: Moment::from_seconds(row.at),
            });
        }
        Ok(all)
    }

    /// Keeps a pulse, in the place of an earlier one of the same wave. Written twice it is one.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn put_pulse(&mut self, permit: &Permit, pulse: &Pulse) -> Result<()> {
        let (id, person) = (pulse.id.uuid(), pulse.person.uuid());
        let body = serde_json::to_vec(&pulse.answers).map_err(|_| StoreError::Unreadable(BODY))?;
        let body = self.seal(person, BODY, id, &body).await?;
        exec!(
            self,
            sqlx::query(
                "insert into pulse (id, person, wave, way, taken_by, body, at) values ($1, $2, $3, $4, $5, $6, $7)
                 on conflict (person, wave) do update set id = excluded.id, way = excluded.way,
                 taken_by = excluded.taken_by, body = excluded.body, at = excluded.at"
            )
            .bind(id)
            .bind(person)
            .bind(pulse.wave.word())
            .bind(pulse.way.word())
            .bind(pulse.taken_by.map(Id::uuid))
            .bind(body)
            .bind(pulse.at.seconds())
        )?;
        self.audit(permit, id, Some(person), "pulse", pulse.at).await
    }

    /// People who registered after `from` and until `to` and were not told of this wave, nor answered it, in the order of
    /// their identifiers.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn people_to_ask(
        &mut self,
        wave: Wave,
        (from, to): (Moment, Moment),
        after: Option<Id<Person>>,
        limit: i64,
    ) -> Result<Vec<Id<Person>>> {
        let rows: Vec<Uuid> = on!(self, c => sqlx::query_scalar(TO_TELL)
            .bind(from.seconds()).bind(to.seconds()).bind(wave.word())
            .bind(after.map_or(Uuid::nil(), Id::uuid)).bind(limit).fetch_all(c))?;
        Ok(rows.into_iter().map(Id::from_uuid).collect())
    }

    /// Notes that a person is told of a wave; answers whether that is new.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_pulse_ask(&mut self, person: Id<Person>, wave: Wave, now: Moment) -> Result<bool> {
        let added = exec!(
            self,
            sqlx::query(
                "insert into pulse_ask (person, wave, at) values ($1, $2, $3) on conflict (person, wave) do nothing"
            )
            .bind(person.uuid())
            .bind(wave.word())
            .bind(now.seconds())
        )?;
        Ok(added > 0)
    }

    /// When a person was told of a wave.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn pulse_asked_at(&mut self, person: Id<Person>, wave: Wave) -> Result<Option<Moment>> {
        let at: Option<i64> = on!(self, c => sqlx::query_scalar(
            "select at from pulse_ask where person = $1 and wave = $2")
            .bind(person.uuid()).bind(wave.word()).fetch_optional(c))?;
        Ok(at.map(Moment::from_seconds))
    }
}
