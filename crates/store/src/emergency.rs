//! Rows of openings in an emergency. Why one was taken is sealed with the person's key.

use domain::{
    agency::{Account, Agency},
    attention::Attention,
    case::CallResult,
    emergency::Emergency,
    id::Id,
    person::Person,
    place::MunicipalityCode,
    policy::{Locked, Permit},
    time::Moment,
};
use uuid::Uuid;

use crate::{Page, Result, StoreError, Tx, read::Read, tx::OnConflict};

const REASON: &str = "emergency.reason";

row! {
    struct Row {
        id: Uuid,
        person: Uuid,
        attention: Option<Uuid>,
        account: Uuid,
        agency: Uuid,
        given_by: Option<Uuid>,
        at: i64,
        until_at: i64,
        result: Option<String>,
        justified: Option<bool>,
    }
}

row! {
    struct TakenRow {
        #[flatten]
        row: Row,
        reason: Option<Vec<u8>>,
        agency_name: String,
    }
}

/// One that an officer took, with why, for who reviews it. Nothing else of the person.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Which.
    pub emergency: Emergency,
    /// Why, in the officer's words; empty if the person was deleted.
    pub reason: String,
    /// The officer's agency.
    pub agency_name: String,
}

impl TryFrom<Row> for Emergency {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: Id::from_uuid(row.id),
            person: Id::from_uuid(row.person),
            attention: row.attention.map(Id::from_uuid),
            account: Id::from_uuid(row.account),
            agency: Id::from_uuid(row.agency),
            given_by: row.given_by.map(Id::from_uuid),
            at: Moment::from_seconds(row.at),
            until: Moment::from_seconds(row.until_at),
            result: row.result.read("emergency.result")?,
            justified: row.justified,
        })
    }
}

impl Tx {
    /// One of them, locked.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn emergency(&mut self, id: Id<Emergency>) -> Result<Locked<Emergency>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(
            "select id, person, attention, account, agency, given_by, at, until_at, result, justified
             from emergency where id = $1").bind(id.uuid()).fetch_optional(c))?;
        Ok(Locked::new(row.map(Emergency::try_from).transpose()?))
    }

    /// Keeps a new one, with why it was taken; empty: it was given.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed; [`StoreError::Conflict`] `error-changed-meanwhile` if the
    /// identifier is another one's.
    pub async fn add_emergency(&mut self, permit: &Permit, one: &Emergency, reason: &str) -> Result<()> {
        let (id, person) = (one.id.uuid(), one.person.uuid());
        let reason = if reason.is_empty() {
            None
        } else {
            Some(self.seal(person, REASON, id, reason.as_bytes()).await?)
        };
        exec!(
            self,
            sqlx::query(
                "insert into emergency (id, person, attention, account, agency, given_by, reason, at, until_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            )
            .bind(id)
            .bind(person)
            .bind(one.attention.map(Id::uuid))
            .bind(one.account.uuid())
            .bind(one.agency.uuid())
            .bind(one.given_by.map(Id::uuid))
            .bind(reason)
            .bind(one.at.seconds())
            .bind(one.until.seconds())
        )
        .on_conflict("error-changed-meanwhile")?;
        self.audit(permit, id, Some(person), "vital_interest", one.at).await
    }

    /// How many an officer took since `since`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn emergencies_taken(&mut self, account: Id<Account>, since: Moment) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar(
            "select count(*) from emergency where account = $1 and given_by is null and at > $2")
            .bind(account.uuid()).bind(since.seconds()).fetch_one(c))?)
    }

    /// What an officer has open for an agency, the oldest first; at most 50.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn emergencies_of(
        &mut self,
        (account, agency): (Id<Account>, Id<Agency>),
        now: Moment,
    ) -> Result<Vec<Emergency>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select id, person, attention, account, agency, given_by, at, until_at, result, justified
             from emergency where account = $1 and agency = $2 and until_at > $3 order by at, id limit 50")
            .bind(account.uuid()).bind(agency.uuid()).bind(now.seconds()).fetch_all(c))?;
        rows.into_iter().map(Emergency::try_from).collect()
    }

    /// What officers took and nobody reviewed, the oldest first.
    ///
    /// # Errors
    /// If the database or a person's key cannot be read.
    pub async fn emergencies_to_review(&mut self, page: Page<(Moment, Id<Emergency>)>) -> Result<Vec<Taken>> {
        let (at, id) = page.after.map_or((i64::MIN, Uuid::nil()), |(at, id)| (at.seconds(), id.uuid()));
        let rows: Vec<TakenRow> = on!(self, c => sqlx::query_as(
            "select e.id, e.person, e.attention, e.account, e.agency, e.given_by, e.at, e.until_at, e.result,
                e.justified, e.reason, a.name as agency_name
             from emergency e join agency a on a.id = e.agency
             where e.given_by is null and e.justified is null and (e.at, e.id) > ($1, $2)
             order by e.at, e.id limit $3").bind(at).bind(id).bind(page.limit).fetch_all(c))?;
        let mut all = Vec::with_capacity(rows.len());
        for TakenRow { row, reason, agency_name } in rows {
            let reason = match reason {
                Some(reason) => self.open_text(row.person, REASON, row.id, &reason).await?,
                None => String::new(),
            };
            all.push(Taken { emergency: row.try_into()?, reason, agency_name });
        }
        Ok(all)
    }

    /// Notes what came of a call, and when it ends.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn call_emergency(
        &mut self,
        permit: &Permit,
        one: &Emergency,
        result: CallResult,
        until: Moment,
        now: Moment,
    ) -> Result<()> {
        exec!(
            self,
            sqlx::query("update emergency set result = $2, until_at = $3 where id = $1")
                .bind(one.id.uuid())
                .bind(result.word())
                .bind(until.seconds())
        )?;
        self.audit(permit, one.id.uuid(), Some(one.person.uuid()), result.word(), now).await
    }

    /// Keeps what the review found. One that was not justified ends at once.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if it was reviewed.
    pub async fn review_emergency(
        &mut self,
        permit: &Permit,
        one: &Emergency,
        (by, justified): (Id<Account>, bool),
        now: Moment,
    ) -> Result<()> {
        let until = if justified { one.until } else { one.until.min(now) };
        let touched = exec!(
            self,
            sqlx::query(
                "update emergency set justified = $2, reviewed_by = $3, reviewed_at = $4, until_at = $5
                 where id = $1 and justified is null"
            )
            .bind(one.id.uuid())
            .bind(justified)
            .bind(by.uuid())
            .bind(now.seconds())
            .bind(until.seconds())
        )?;
        if touched == 0 {
            return Err(StoreError::Stale("emergency"));
        }
        let detail = if justified { "override_justified" } else { "override_unjustified" };
        self.audit(permit, one.id.uuid(), Some(one.person.uuid()), detail, now).await
    }

    /// Ends what was given because of something that should not wait.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn end_emergencies(&mut self, attention: Id<Attention>, now: Moment) -> Result<()> {
        exec!(
            self,
            sqlx::query("update emergency set until_at = $2 where attention = $1 and until_at > $2")
                .bind(attention.uuid())
                .bind(now.seconds())
        )?;
        Ok(())
    }

    /// Active officers of verified agencies that are in this municipality or its department, or offer a service there: the
    /// nearest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn officers_around(
        &mut self,
        municipality: MunicipalityCode,
        limit: i64,
    ) -> Result<Vec<(Id<Account>, Id<Agency>, String)>> {
        let department = municipality.department().to_string();
        let rows: Vec<(Uuid, Uuid, String)> = on!(self, c => sqlx::query_as(
            "select u.id, u.agency, a.name from account u join agency a on a.id = u.agency
             where u.role = 'case_worker' and u.active and a.status = 'verified'
             and (substr(a.municipality, 1, 2) = $2 or exists (select 1 from service s where s.agency = a.id
                and s.status = 'active' and substr(s.municipality, 1, 2) = $2))
             order by case when a.municipality = $1 then 0 when substr(a.municipality, 1, 2) = $2 then 1 else 2 end,
             u.id limit $3")
            .bind(municipality.to_string()).bind(department).bind(limit).fetch_all(c))?;
        Ok(rows
            .into_iter()
            .map(|(id, agency, name)| (Id::from_uuid(id), Id::from_uuid(agency), name))
            .collect())
    }

    /// What a person's openings in an emergency were, with why, newest first.
    ///
    /// # Errors
    /// If the database or the person's key cannot be read.
    pub async fn emergencies_about(&mut self, person: Id<Person>) -> Result<Vec<Taken>> {
        let rows: Vec<TakenRow> = on!(self, c => sqlx::query_as(
            "select e.id, e.person, e.attention, e.account, e.agency, e.given_by, e.at, e.until_at, e.result,
                e.justified, e.reason, a.name as agency_name
             from emergency e join agency a on a.id = e.agency where e.person = $1 order by e.at desc, e.id desc
             limit 1000").bind(person.uuid()).fetch_all(c))?;
        let mut all = Vec::with_capacity(rows.len());
        for TakenRow { row, reason, agency_name } in rows {
            let reason = match reason {
                Some(reason) => self.open_text(row.person, REASON, row.id, &reason).await?,
                None => String::new(),
            };
            all.push(Taken { emergency: row.try_into()?, reason, agency_name });
        }
        Ok(all)
    }
}
