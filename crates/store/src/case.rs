//! Rows of cases. What is written lies beside, sealed: see `case/words.rs` and `case/paper.rs`.

mod list;
mod paper;
mod told;
mod words;

use domain::{
    case::Case,
    consent::Consent,
    id::Id,
    person::Person,
    policy::{Locked, Permit},
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read, tx::OnConflict};

pub use list::{LateCase, ListedCase};
pub use words::{Entry, EntryKind};

row! {
    pub(crate) struct Row {
        id: Uuid,
        person: Uuid,
        agency: Uuid,
        officer: Uuid,
        consent: Uuid,
        status: String,
        opened_at: i64,
        plan_on: String,
        plan_agreed_at: Option<i64>,
        contact_at: Option<i64>,
        task_on: Option<String>,
        review_on: Option<String>,
        offered_to: Option<Uuid>,
        offered_consent: Option<Uuid>,
        offered_at: Option<i64>,
        closed_at: Option<i64>,
        ending: Option<String>,
        version: i64,
    }
}

impl TryFrom<Row> for Case {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        let moment = |at: Option<i64>| at.map(Moment::from_seconds);
        Ok(Self {
            id: Id::from_uuid(row.id),
            person: Id::from_uuid(row.person),
            agency: Id::from_uuid(row.agency),
            officer: Id::from_uuid(row.officer),
            consent: Id::from_uuid(row.consent),
            status: row.status.read("person_case.status")?,
            opened_at: Moment::from_seconds(row.opened_at),
            plan_on: row.plan_on.read("person_case.plan_on")?,
            plan_agreed_at: moment(row.plan_agreed_at),
            contact_at: moment(row.contact_at),
            task_on: row.task_on.read("person_case.task_on")?,
            review_on: row.review_on.read("person_case.review_on")?,
            offered_to: row.offered_to.map(Id::from_uuid),
            offered_consent: row.offered_consent.map(Id::from_uuid),
            offered_at: moment(row.offered_at),
            closed_at: moment(row.closed_at),
            end: row.ending.read("person_case.ending")?,
            version: row.version,
        })
    }
}

/// The values of a case in the order of the insert and of the update.
macro_rules! values {
    ($query:expr, $c:expr) => {
        $query
            .bind($c.id.uuid())
            .bind($c.version)
            .bind($c.agency.uuid())
            .bind($c.officer.uuid())
            .bind($c.consent.uuid())
            .bind($c.status.word())
            .bind($c.plan_agreed_at.map(Moment::seconds))
            .bind($c.contact_at.map(Moment::seconds))
            .bind($c.task_on.map(|day| day.to_string()))
            .bind($c.review_on.map(|day| day.to_string()))
            .bind($c.offered_to.map(Id::uuid))
            .bind($c.offered_consent.map(Id::uuid))
            .bind($c.offered_at.map(Moment::seconds))
            .bind($c.closed_at.map(Moment::seconds))
            .bind($c.end.map(|end| end.word()))
            .bind($c.due().map(|(_, at)| at.seconds()))
    };
}

impl Tx {
    /// One case, locked.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn case(&mut self, id: Id<Case>) -> Result<Locked<Case>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as("select * from person_case where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        Ok(Locked::new(row.map(Case::try_from).transpose()?))
    }

    /// Writes a new case.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `case-already` if the agency accompanies this person already.
    pub async fn add_case(&mut self, permit: &Permit, case: &Case, now: Moment) -> Result<()> {
        exec!(
            self,
            values!(
                sqlx::query(
                    "insert into person_case (id, version, agency, officer, consent, status, plan_agreed_at,
                     contact_at, task_on, review_on, offered_to, offered_consent, offered_at, closed_at, ending,
                     due_at, person, opened_at, plan_on)
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)"
                ),
                case
            )
            .bind(case.person.uuid())
            .bind(case.opened_at.seconds())
            .bind(case.plan_on.to_string())
        )
        .on_conflict("case-already")?;
        self.audit(permit, case.id.uuid(), Some(case.person.uuid()), "open", now).await
    }

    /// Writes a changed case, if nobody else changed it meanwhile: `case.version` is the version it was read with, plus
    /// one. `detail` says what was done.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody did; [`StoreError::Conflict`] `case-already` if the agency that takes it over
    /// accompanies the person already.
    pub async fn put_case(&mut self, permit: &Permit, case: &Case, detail: &str, now: Moment) -> Result<()> {
        let touched = exec!(
            self,
            values!(
                sqlx::query(
                    "update person_case set version = $2, agency = $3, officer = $4, consent = $5, status = $6,
                     plan_agreed_at = $7, contact_at = $8, task_on = $9, review_on = $10, offered_to = $11,
                     offered_consent = $12, offered_at = $13, closed_at = $14, ending = $15, due_at = $16
                     where id = $1 and version = $2 - 1"
                ),
                case
            )
        )
        .on_conflict("case-already")?;
        if touched == 0 {
            return Err(StoreError::Stale("person_case"));
        }
        self.audit(permit, case.id.uuid(), Some(case.person.uuid()), detail, now).await
    }

    /// The cases of a person, newest first; at most 50.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn cases_of(&mut self, person: Id<Person>) -> Result<Vec<Case>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from person_case where person = $1 order by id desc limit 50")
            .bind(person.uuid()).fetch_all(c))?;
        rows.into_iter().map(Case::try_from).collect()
    }

    /// The cases that are not over and stand on this consent, or are offered on it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn cases_under(&mut self, consent: Id<Consent>) -> Result<Vec<Case>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from person_case where (consent = $1 or offered_consent = $1) and status <> 'closed'
             order by id limit 50")
            .bind(consent.uuid()).fetch_all(c))?;
        rows.into_iter().map(Case::try_from).collect()
    }

    /// Forgets everything written in the cases of a person and closes them without a word.
    ///
    /// # Errors
    /// If the database does not take it.
    pub(crate) async fn erase_cases(&mut self, person: Id<Person>, now: Moment) -> Result<()> {
        for statement in [
            "delete from case_entry where person_case in (select id from person_case where person = $1)",
            "delete from case_screen where person_case in (select id from person_case where person = $1)",
            "delete from case_goal where person_case in (select id from person_case where person = $1)",
            "delete from case_task where person_case in (select id from person_case where person = $1)",
            "delete from case_paper where person_case in (select id from person_case where person = $1)",
        ] {
            exec!(self, sqlx::query(statement).bind(person.uuid()))?;
        }
        exec!(
            self,
            sqlx::query(
                "update person_case set status = 'closed', ending = 'withdrawn', closed_at = $2, due_at = null,
                 offered_to = null, offered_consent = null, offered_at = null, version = version + 1
                 where person = $1 and status <> 'closed'"
            )
            .bind(person.uuid())
            .bind(now.seconds())
        )?;
        Ok(())
    }
}
