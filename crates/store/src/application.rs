//! Rows of applications and their events, and the places they hold.

mod clock;
mod list;
mod seat;

use domain::{
    agency::Agency,
    application::{Application, ApplicationEvent},
    consent::Purpose,
    id::Id,
    opportunity::Opportunity,
    person::{Person, Sex},
    place::DepartmentCode,
    policy::{Action, Locked, Permit},
    taxonomy::LanguageCode,
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read, tx::OnConflict};

pub use clock::Due;
pub use list::{Dispute, ListedApplication, Unanswered};

/// What is copied from the person, so that counts need not read people.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// Where they live or are going.
    pub department: DepartmentCode,
    /// Sex, if told.
    pub sex: Option<Sex>,
    /// The language they prefer to speak.
    pub language: LanguageCode,
}

row! {
    pub(crate) struct Row {
        id: Uuid,
        person: Uuid,
        opportunity: Uuid,
        agency: Uuid,
        kind: String,
        status: String,
        applied_at: i64,
        consent: Option<Uuid>,
        owed_since: Option<i64>,
        due_at: Option<i64>,
        answered_at: Option<i64>,
        reason: Option<String>,
        note: Option<String>,
        heard: Option<bool>,
        confirmation: Option<String>,
        confirmed_at: Option<i64>,
        explanation: Option<String>,
        version: i64,
    }
}

impl TryFrom<Row> for Application {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: Id::from_uuid(row.id),
            person: Id::from_uuid(row.person),
            opportunity: Id::from_uuid(row.opportunity),
            agency: Id::from_uuid(row.agency),
            kind: row.kind.read("application.kind")?,
            status: row.status.read("application.status")?,
            applied_at: Moment::from_seconds(row.applied_at),
            consent: row.consent.map(Id::from_uuid),
            owed_since: row.owed_since.map(Moment::from_seconds),
            due_at: row.due_at.map(Moment::from_seconds),
            answered_at: row.answered_at.map(Moment::from_seconds),
            reason: row.reason.read("application.reason")?,
            note: row.note,
            heard: row.heard,
            confirmation: row.confirmation.read("application.confirmation")?,
            confirmed_at: row.confirmed_at.map(Moment::from_seconds),
            explanation: row.explanation,
            version: row.version,
        })
    }
}

row! {
    struct EventRow {
        application: Uuid,
        step: String,
        status: String,
        reason: Option<String>,
        at: i64,
    }
}

impl TryFrom<EventRow> for ApplicationEvent {
    type Error = StoreError;
    fn try_from(row: EventRow) -> Result<Self> {
        Ok(Self {
            application: Id::from_uuid(row.application),
            step: row.step.read("application_event.step")?,
            status: row.status.read("application_event.status")?,
            reason: row.reason.read("application_event.reason")?,
            at: Moment::from_seconds(row.at),
        })
    }
}

impl Tx {
    /// One application, locked.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn application(&mut self, id: Id<Application>) -> Result<Locked<Application>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as("select * from application where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        Ok(Locked::new(row.map(Application::try_from).transpose()?))
    }

    /// The application of this person to this opportunity that was not taken back, if there is one.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn application_between(
        &mut self,
        person: Id<Person>,
        opportunity: Id<Opportunity>,
    ) -> Result<Option<Application>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(
            "select * from application where person = $1 and opportunity = $2 and status <> 'withdrawn'")
            .bind(person.uuid()).bind(opportunity.uuid()).fetch_optional(c))?;
        row.map(Application::try_from).transpose()
    }

    /// Whether there was ever anything between them: then the person is no candidate any more, whatever they said.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn application_ever(
        &mut self,
        person: Id<Person>,
        opportunity: Id<Opportunity>,
    ) -> Result<bool> {
        let count: i64 = on!(self, c => sqlx::query_scalar(
            "select count(*) from application where person = $1 and opportunity = $2")
            .bind(person.uuid()).bind(opportunity.uuid()).fetch_one(c))?;
        Ok(count > 0)
    }

    /// What each application of a person is for, in Spanish: the application and the opportunity's title.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn application_titles(
        &mut self,
        permit: &Permit,
        person: Id<Person>,
    ) -> Result<Vec<(Uuid, String)>> {
        debug_assert_eq!(permit.action(), Action::View, "titles are read to be shown");
        Ok(on!(self, c => sqlx::query_as("select a.id, o.title_es from application a
             join opportunity o on o.id = a.opportunity
             where a.person in (select id from person where id = $1 or merged_into = $1)")
            .bind(person.uuid()).fetch_all(c))?)
    }

    /// Writes a new application.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `application-already` if the person has one to this opportunity.
    pub async fn add_application(
        &mut self,
        permit: &Permit,
        application: &Application,
        counted: Counted,
        now: Moment,
    ) -> Result<()> {
        let a = application;
        exec!(self, sqlx::query(
            "insert into application (id, person, opportunity, agency, kind, status, applied_at, consent, owed_since,
             due_at, answered_at, reason, note, heard, confirmation, confirmed_at, explanation, version, reminded,
             department, sex, language)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 0, $19, $20, $21)")
            .bind(a.id.uuid()).bind(a.person.uuid()).bind(a.opportunity.uuid()).bind(a.agency.uuid())
            .bind(a.kind.word()).bind(a.status.word()).bind(a.applied_at.seconds()).bind(a.consent.map(Id::uuid))
            .bind(a.owed_since.map(Moment::seconds)).bind(a.due_at.map(Moment::seconds))
            .bind(a.answered_at.map(Moment::seconds)).bind(a.reason.map(|reason| reason.word())).bind(&a.note)
            .bind(a.heard).bind(a.confirmation.map(|said| said.word())).bind(a.confirmed_at.map(Moment::seconds))
            .bind(&a.explanation).bind(a.version).bind(counted.department.to_string())
            .bind(counted.sex.map(Sex::word)).bind(counted.language.word()))
        .on_conflict("application-already")?;
        self.audit(permit, a.id.uuid(), Some(a.person.uuid()), a.status.word(), now).await
    }

    /// Writes a changed application, if nobody else changed it meanwhile: `application.version` is the version it was
    /// read with, plus one. When the agency owes an answer anew, it is reminded anew. `detail` is the step's word.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody did.
    pub async fn put_application(
        &mut self,
        permit: &Permit,
        application: &Application,
        detail: &str,
        now: Moment,
    ) -> Result<()> {
        let a = application;
        let touched = exec!(
            self,
            sqlx::query(
                "update application set status = $2, applied_at = $3, consent = $4,
                 reminded = case when owed_since = $5 then reminded else 0 end, owed_since = $5, due_at = $6,
                 answered_at = $7, reason = $8, note = $9, heard = $10, confirmation = $11, confirmed_at = $12,
                 explanation = $13, version = $14 where id = $1 and version = $14 - 1"
            )
            .bind(a.id.uuid())
            .bind(a.status.word())
            .bind(a.applied_at.seconds())
            .bind(a.consent.map(Id::uuid))
            .bind(a.owed_since.map(Moment::seconds))
            .bind(a.due_at.map(Moment::seconds))
            .bind(a.answered_at.map(Moment::seconds))
            .bind(a.reason.map(|reason| reason.word()))
            .bind(&a.note)
            .bind(a.heard)
            .bind(a.confirmation.map(|said| said.word()))
            .bind(a.confirmed_at.map(Moment::seconds))
            .bind(&a.explanation)
            .bind(a.version)
        )?;
        if touched == 0 {
            return Err(StoreError::Stale("application"));
        }
        self.audit(permit, a.id.uuid(), Some(a.person.uuid()), detail, now).await
    }

    /// Keeps a step of an application's life; `version` is that of the application after it, by which steps of the same
    /// second keep their order.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_application_event(&mut self, event: &ApplicationEvent, version: i64) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "insert into application_event (id, application, version, step, status, reason, at)
                 values ($1, $2, $3, $4, $5, $6, $7)"
            )
            .bind(Id::<ApplicationEvent>::new(event.at).uuid())
            .bind(event.application.uuid())
            .bind(version)
            .bind(event.step.word())
            .bind(event.status.word())
            .bind(event.reason.map(|reason| reason.word()))
            .bind(event.at.seconds())
        )?;
        Ok(())
    }

    /// The life of an application, first step first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn application_events(&mut self, id: Id<Application>) -> Result<Vec<ApplicationEvent>> {
        let rows: Vec<EventRow> = on!(self, c => sqlx::query_as(
            "select application, step, status, reason, at from application_event where application = $1
             order by version limit 100").bind(id.uuid()).fetch_all(c))?;
        rows.into_iter().map(ApplicationEvent::try_from).collect()
    }

    /// Withdraws the one consent under which the agency sees this application's person; others to the same agency stay.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn cut_sight(&mut self, permit: &Permit, application: &Application, now: Moment) -> Result<()> {
        let Some(consent) = application.consent else { return Ok(()) };
        self.withdraw_one(permit, consent, application.person, Purpose::Application, now).await
    }

    /// The name of an agency whose offers may be shown now; `None` if it is not verified.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn offering_agency(&mut self, agency: Id<Agency>) -> Result<Option<String>> {
        Ok(on!(self, c => sqlx::query_scalar("select name from agency where id = $1 and status = 'verified'")
            .bind(agency.uuid()).fetch_optional(c))?)
    }
}
