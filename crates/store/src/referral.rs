//! Rows of referrals and their events. What is shared and what is written lies beside, sealed: see `referral/words.rs`.

mod clock;
mod contact;
mod gap;
mod link;
mod list;
mod measure;
mod terms;
mod words;

use domain::{
    consent::Consent,
    id::Id,
    person::Person,
    policy::{Locked, Permit},
    referral::{Pause, Referral, ReferralEvent, Sender, Turn},
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, StoreError, Tx, application::Counted, read::Read, tx::OnConflict};

pub use contact::OpenOverride;
pub use link::{LinkKept, Visit};
pub use list::{Late, ListedReferral, SentBy};
pub use words::{Kind, Words};

row! {
    pub(crate) struct Row {
        id: Uuid,
        person: Uuid,
        service: Uuid,
        agency: Uuid,
        category: String,
        sender: Option<Uuid>,
        sender_agency: Option<Uuid>,
        priority: String,
        status: String,
        route: String,
        consent: Option<Uuid>,
        overridden: bool,
        parent: Option<Uuid>,
        hops: i64,
        promise_days: i64,
        accepts_waiting: bool,
        called_at: Option<i64>,
        created_at: i64,
        sent_at: Option<i64>,
        promised_at: Option<i64>,
        acknowledged_at: Option<i64>,
        decided_at: Option<i64>,
        first_contact_at: Option<i64>,
        outcome_at: Option<i64>,
        confirmed_at: Option<i64>,
        turn: String,
        owed_since: Option<i64>,
        due_at: Option<i64>,
        ticked: Option<String>,
        pause_at: Option<i64>,
        pause_since: Option<i64>,
        pause_due: Option<i64>,
        pause_ticked: Option<String>,
        paused_seconds: i64,
        reason: Option<String>,
        outcome: Option<String>,
        review_on: Option<String>,
        claimed_by: Option<Uuid>,
        version: i64,
    }
}

impl Row {
    fn pause(&self) -> Result<Option<Pause>> {
        let (Some(at), Some(since), Some(due)) = (self.pause_at, self.pause_since, self.pause_due) else {
            return Ok(None);
        };
        Ok(Some(Pause {
            at: Moment::from_seconds(at),
            owed_since: Moment::from_seconds(since),
            due_at: Moment::from_seconds(due),
            ticked: self.pause_ticked.read("referral.pause_ticked")?,
        }))
    }
}

fn small(number: i64, column: &'static str) -> Result<u8> {
    u8::try_from(number).map_err(|_| StoreError::Unreadable(column))
}

impl TryFrom<Row> for Referral {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        let moment = |at: Option<i64>| at.map(Moment::from_seconds);
        let sender = row.sender.zip(row.sender_agency);
        let pause = row.pause()?;
        Ok(Self {
            id: Id::from_uuid(row.id),
            person: Id::from_uuid(row.person),
            service: Id::from_uuid(row.service),
            agency: Id::from_uuid(row.agency),
            category: row.category.read("referral.category")?,
            sender: sender.map(|(account, agency)| Sender {
                account: Id::from_uuid(account),
                agency: Id::from_uuid(agency),
            }),
            priority: row.priority.read("referral.priority")?,
            status: row.status.read("referral.status")?,
            route: row.route.read("referral.route")?,
            consent: row.consent.map(Id::from_uuid),
            overridden: row.overridden,
            parent: row.parent.map(Id::from_uuid),
            hops: small(row.hops, "referral.hops")?,
            promise_days: small(row.promise_days, "referral.promise_days")?,
            accepts_waiting: row.accepts_waiting,
            called_at: moment(row.called_at),
            created_at: Moment::from_seconds(row.created_at),
            sent_at: moment(row.sent_at),
            promised_at: moment(row.promised_at),
            acknowledged_at: moment(row.acknowledged_at),
            decided_at: moment(row.decided_at),
            first_contact_at: moment(row.first_contact_at),
            outcome_at: moment(row.outcome_at),
            confirmed_at: moment(row.confirmed_at),
            turn: row.turn.read("referral.turn")?,
            owed_since: moment(row.owed_since),
            due_at: moment(row.due_at),
            ticked: row.ticked.read("referral.ticked")?,
            pause,
            paused_seconds: row.paused_seconds,
            reason: row.reason.read("referral.reason")?,
            outcome: row.outcome.read("referral.outcome")?,
            review_on: row.review_on.read("referral.review_on")?,
            claimed_by: row.claimed_by.map(Id::from_uuid),
            version: row.version,
        })
    }
}

/// The values that change with a step, in the order of the update and, after those that stay, of the insert.
macro_rules! changing {
    ($query:expr, $r:expr) => {
        $query
            .bind($r.id.uuid())
            .bind($r.status.word())
            .bind($r.consent.map(Id::uuid))
            .bind($r.overridden)
            .bind($r.accepts_waiting)
            .bind($r.called_at.map(Moment::seconds))
            .bind($r.sent_at.map(Moment::seconds))
            .bind($r.promised_at.map(Moment::seconds))
            .bind($r.acknowledged_at.map(Moment::seconds))
            .bind($r.decided_at.map(Moment::seconds))
            .bind($r.first_contact_at.map(Moment::seconds))
            .bind($r.outcome_at.map(Moment::seconds))
            .bind($r.confirmed_at.map(Moment::seconds))
            .bind($r.turn.word())
            .bind($r.owed_since.map(Moment::seconds))
            .bind($r.due_at.map(Moment::seconds))
            .bind($r.ticked.map(|tick| tick.word()))
            .bind($r.pause.map(|pause| pause.at.seconds()))
            .bind($r.pause.map(|pause| pause.owed_since.seconds()))
            .bind($r.pause.map(|pause| pause.due_at.seconds()))
            .bind($r.pause.and_then(|pause| pause.ticked).map(|tick| tick.word()))
            .bind($r.paused_seconds)
            .bind($r.reason.map(|reason| reason.word()))
            .bind($r.outcome.map(|outcome| outcome.word()))
            .bind($r.review_on.map(|day| day.to_string()))
            .bind($r.claimed_by.map(Id::uuid))
            .bind($r.next_tick().map(|(_, at)| at.seconds()))
            .bind($r.turn == Turn::Coordination)
            .bind(i64::from($r.promise_days))
            .bind($r.version)
    };
}

const INSERT: &str = "insert into referral (id, status, consent, overridden, accepts_waiting, called_at, sent_at,
    promised_at, acknowledged_at, decided_at, first_contact_at, outcome_at, confirmed_at, turn, owed_since, due_at,
    ticked, pause_at, pause_since, pause_due, pause_ticked, paused_seconds, reason, outcome, review_on, claimed_by,
    next_at, disputed, promise_days, version, person, service, agency, category, sender, sender_agency, priority,
    route, parent, hops, created_at, department, sex, language)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
    $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44)";

/// Whether it is late is told by the clock and ends with the deadline; that it was ever disputed stays.
const UPDATE: &str = "update referral set status = $2, consent = $3, overridden = $4, accepts_waiting = $5,
    called_at = $6, sent_at = $7, promised_at = $8, acknowledged_at = $9, decided_at = $10, first_contact_at = $11,
    outcome_at = $12, confirmed_at = $13, turn = $14, owed_since = $15,
    escalated_at = case when due_at = $16 then escalated_at else null end, due_at = $16, ticked = $17, pause_at = $18,
    pause_since = $19, pause_due = $20, pause_ticked = $21, paused_seconds = $22, reason = $23, outcome = $24,
    review_on = $25, claimed_by = $26, next_at = $27, disputed = disputed or $28, promise_days = $29, version = $30
    where id = $1 and version = $30 - 1";

impl Tx {
    /// One referral, locked.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referral(&mut self, id: Id<Referral>) -> Result<Locked<Referral>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as("select * from referral where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        Ok(Locked::new(row.map(Referral::try_from).transpose()?))
    }

    /// Writes a new referral.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `referral-already` if one of this identifier is there.
    pub async fn add_referral(
        &mut self,
        permit: &Permit,
        referral: &Referral,
        counted: Counted,
        now: Moment,
    ) -> Result<()> {
        let r = referral;
        exec!(
            self,
            changing!(sqlx::query(INSERT), r)
                .bind(r.person.uuid())
                .bind(r.service.uuid())
                .bind(r.agency.uuid())
                .bind(r.category.word())
                .bind(r.sender.map(|sender| sender.account.uuid()))
                .bind(r.sender.map(|sender| sender.agency.uuid()))
                .bind(r.priority.word())
                .bind(r.route.word())
                .bind(r.parent.map(Id::uuid))
                .bind(i64::from(r.hops))
                .bind(r.created_at.seconds())
                .bind(counted.department.to_string())
                .bind(counted.sex.map(|sex| sex.word()))
                .bind(counted.language.word())
        )
        .on_conflict("referral-already")?;
        self.audit(permit, r.id.uuid(), Some(r.person.uuid()), "draft", now).await
    }

    /// Writes a changed referral, if nobody else changed it meanwhile: `referral.version` is the version it was read
    /// with, plus one. `detail` is the step's word.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody did.
    pub async fn put_referral(
        &mut self,
        permit: &Permit,
        referral: &Referral,
        detail: &str,
        now: Moment,
    ) -> Result<()> {
        let touched = exec!(self, changing!(sqlx::query(UPDATE), referral))?;
        if touched == 0 {
            return Err(StoreError::Stale("referral"));
        }
        self.audit(permit, referral.id.uuid(), Some(referral.person.uuid()), detail, now).await
    }

    /// Keeps a step of a referral's life.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `referral-step-already` if a step of this identifier, or to this version, is there.
    pub async fn add_referral_event(&mut self, event: &ReferralEvent) -> Result<()> {
        exec!(self, sqlx::query(
            "insert into referral_event (id, referral, version, step, from_status, to_status, party, actor, agency,
             reason, outcome, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
            .bind(event.id.uuid()).bind(event.referral.uuid()).bind(event.version).bind(event.step.word())
            .bind(event.from.word()).bind(event.to.word()).bind(event.party.word()).bind(event.actor)
            .bind(event.agency.map(Id::uuid)).bind(event.reason.map(|reason| reason.word()))
            .bind(event.outcome.map(|outcome| outcome.word())).bind(event.at.seconds()))
        .on_conflict("referral-step-already")?;
        Ok(())
    }

    /// The step of this identifier, if it was taken.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referral_event(&mut self, id: Id<ReferralEvent>) -> Result<Option<ReferralEvent>> {
        let row: Option<EventRow> = on!(self, c => sqlx::query_as("select * from referral_event where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        row.map(ReferralEvent::try_from).transpose()
    }

    /// The life of a referral, first step first; at most 500.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referral_events(&mut self, id: Id<Referral>) -> Result<Vec<ReferralEvent>> {
        let rows: Vec<EventRow> = on!(self, c => sqlx::query_as(
            "select * from referral_event where referral = $1 order by version limit 500")
            .bind(id.uuid()).fetch_all(c))?;
        rows.into_iter().map(ReferralEvent::try_from).collect()
    }

    /// The referrals of a person that were sent under this consent, at most 500.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referrals_under(&mut self, consent: Id<Consent>) -> Result<Vec<Referral>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from referral where consent = $1 order by id limit 500")
            .bind(consent.uuid()).fetch_all(c))?;
        rows.into_iter().map(Referral::try_from).collect()
    }

    /// The referrals of a person that are not over, at most 500.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referrals_open(&mut self, person: Id<Person>) -> Result<Vec<Referral>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from referral where person = $1 and due_at is not null order by id limit 500")
            .bind(person.uuid()).fetch_all(c))?;
        rows.into_iter().map(Referral::try_from).collect()
    }

    /// Notes that the organisation opened it for the first time; `false` if it had.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn acknowledge_referral(&mut self, id: Id<Referral>, now: Moment) -> Result<bool> {
        let touched = exec!(
            self,
            sqlx::query("update referral set acknowledged_at = $2 where id = $1 and acknowledged_at is null")
                .bind(id.uuid())
                .bind(now.seconds())
        )?;
        Ok(touched > 0)
    }

    /// Writes the moment of the call that an emergency needs, or another detail of a draft, without a step.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_referral_call(
        &mut self,
        permit: &Permit,
        referral: &Referral,
        now: Moment,
    ) -> Result<()> {
        exec!(
            self,
            sqlx::query("update referral set called_at = $2 where id = $1")
                .bind(referral.id.uuid())
                .bind(now.seconds())
        )?;
        self.audit(permit, referral.id.uuid(), Some(referral.person.uuid()), "called", now).await
    }
}

row! {
    struct EventRow {
        id: Uuid,
        referral: Uuid,
        version: i64,
        step: String,
        from_status: String,
        to_status: String,
        party: String,
        actor: Option<Uuid>,
        agency: Option<Uuid>,
        reason: Option<String>,
        outcome: Option<String>,
        at: i64,
    }
}

impl TryFrom<EventRow> for ReferralEvent {
    type Error = StoreError;
    fn try_from(row: EventRow) -> Result<Self> {
        Ok(Self {
            id: Id::from_uuid(row.id),
            referral: Id::from_uuid(row.referral),
            version: row.version,
            step: row.step.read("referral_event.step")?,
            from: row.from_status.read("referral_event.from_status")?,
            to: row.to_status.read("referral_event.to_status")?,
            party: row.party.read("referral_event.party")?,
            actor: row.actor,
            agency: row.agency.map(Id::from_uuid),
            reason: row.reason.read("referral_event.reason")?,
            outcome: row.outcome.read("referral_event.outcome")?,
            at: Moment::from_seconds(row.at),
        })
    }
}
