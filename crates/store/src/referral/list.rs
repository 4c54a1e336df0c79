//! Lists of referrals, each a page in the order of an index: its cost does not grow with how many there are.

use domain::{
    agency::{Account, Agency, AgencyKind, Bilingual},
    id::Id,
    person::Person,
    place::{DepartmentCode, MunicipalityCode},
    referral::Referral,
    text::Phone,
    time::Moment,
};
use uuid::Uuid;

use super::Row;
use crate::{Page, Result, StoreError, Tx, agency::read_phone, read::Read};

/// A referral in a list, with the names of the service and of both sides. Nothing of the person.
#[derive(Clone, Debug)]
pub struct ListedReferral {
    /// The referral.
    pub referral: Referral,
    /// What the service is called.
    pub service_name: Bilingual,
    /// The organisation that received it.
    pub agency_name: String,
    /// What that organisation does.
    pub agency_kind: AgencyKind,
    /// The municipality of the organisation that sent it.
    pub sender_place: Option<MunicipalityCode>,
    /// Who sent it.
    pub sent_by: SentBy,
}

/// Who sent a referral, as far as whoever reads it may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SentBy {
    /// The person.
    Person,
    /// An organisation, by its name.
    Agency(String),
    /// An office of this municipality: for an employer, to whom a name could tell what is nobody's business.
    Office(MunicipalityCode),
    /// Not told: it lies in a compartment.
    Withheld,
}

row! {
    struct ListedRow {
        #[flatten]
        row: Row,
        service_es: String,
        service_en: String,
        agency_name: String,
        agency_kind: String,
        sender_name: Option<String>,
        sender_place: Option<String>,
    }
}

impl TryFrom<ListedRow> for ListedReferral {
    type Error = StoreError;
    fn try_from(listed: ListedRow) -> Result<Self> {
        Ok(Self {
            referral: listed.row.try_into()?,
            service_name: Bilingual::new(listed.service_es, listed.service_en),
            agency_name: listed.agency_name,
            agency_kind: listed.agency_kind.read("agency.kind")?,
            sent_by: listed.sender_name.map_or(SentBy::Person, SentBy::Agency),
            sender_place: listed.sender_place.read("agency.municipality")?,
        })
    }
}

/// A referral whose time is over, with whom to call. Nothing of the person.
#[derive(Clone, Debug)]
pub struct Late {
    /// The referral.
    pub listed: ListedReferral,
    /// Since when those who look after it know; or when it was answered, after its date.
    pub since: Moment,
    /// The telephone of the organisation.
    pub agency_phone: Option<Phone>,
}

row! {
    struct LateRow {
        #[flatten]
        listed: ListedRow,
        since: i64,
        phone: Option<String>,
    }
}

/// A page of referrals with their names; which ones, in which order.
macro_rules! listed {
    ($which:literal) => {
        concat!(
            "select r.*, s.name_es as service_es, s.name_en as service_en, a.name as agency_name,
             a.kind as agency_kind, g.name as sender_name, g.municipality as sender_place from referral r join service s on s.id = r.service
             join agency a on a.id = r.agency left join agency g on g.id = r.sender_agency ",
            $which
        )
    };
}

/// The same with since when it is late, or was answered late, and whom to call.
macro_rules! late {
    ($since:literal, $which:literal) => {
        concat!(
            "select r.*, s.name_es as service_es, s.name_en as service_en, a.name as agency_name,
             a.kind as agency_kind, g.name as sender_name, g.municipality as sender_place, ",
            $since,
            " as since, a.phone as phone from referral r
             join service s on s.id = r.service join agency a on a.id = r.agency
             left join agency g on g.id = r.sender_agency ",
            $which
        )
    };
}

fn read_late(rows: Vec<LateRow>) -> Result<Vec<Late>> {
    let late = |row: LateRow| {
        Ok(Late {
            listed: row.listed.try_into()?,
            since: Moment::from_seconds(row.since),
            agency_phone: read_phone(row.phone.as_deref())?,
        })
    };
    rows.into_iter().map(late).collect()
}

/// Where a page by due date goes on.
type DueKey = (Moment, Id<Referral>);

fn due_key(after: Option<DueKey>) -> (i64, Uuid) {
    after.map_or((i64::MIN, Uuid::nil()), |(due, id)| (due.seconds(), id.uuid()))
}

fn read(rows: Vec<ListedRow>) -> Result<Vec<ListedReferral>> {
    rows.into_iter().map(ListedReferral::try_from).collect()
}

impl Tx {
    /// What an organisation owes, by due date: everything, or what one account took as theirs.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referral_inbox(
        &mut self,
        agency: Id<Agency>,
        claimed_by: Option<Id<Account>>,
        page: Page<DueKey>,
    ) -> Result<Vec<ListedReferral>> {
        let (due, id) = due_key(page.after);
        read(on!(self, c => sqlx::query_as(listed!(
            "where r.agency = $1 and r.turn = 'recipient' and (r.due_at, r.id) > ($2, $3)
             and (cast($4 as uuid) is null or r.claimed_by = $4) order by r.due_at, r.id limit $5"))
            .bind(agency.uuid()).bind(due).bind(id).bind(claimed_by.map(Id::uuid)).bind(page.limit).fetch_all(c))?)
    }

    /// What an organisation received and does not owe now: it waits for others, or is over; newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referrals_received(
        &mut self,
        agency: Id<Agency>,
        page: Page<Id<Referral>>,
    ) -> Result<Vec<ListedReferral>> {
        read(on!(self, c => sqlx::query_as(listed!(
            "where r.agency = $1 and r.turn <> 'recipient' and r.sent_at is not null
             and r.id < $2 order by r.id desc limit $3"))
            .bind(agency.uuid()).bind(page.below())
            .bind(page.limit).fetch_all(c))?)
    }

    /// What an officer has sent, or written, for their agency and is not over, by due date.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referrals_sent(
        &mut self,
        (officer, agency): (Id<Account>, Id<Agency>),
        page: Page<DueKey>,
    ) -> Result<Vec<ListedReferral>> {
        let (due, id) = due_key(page.after);
        read(on!(self, c => sqlx::query_as(listed!(
            "where r.sender = $1 and (r.due_at, r.id) > ($2, $3) and r.sender_agency = $5
             order by r.due_at, r.id limit $4"))
            .bind(officer.uuid()).bind(due).bind(id).bind(page.limit).bind(agency.uuid()).fetch_all(c))?)
    }

    /// What an officer has sent for their agency and is over, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referrals_over(
        &mut self,
        (officer, agency): (Id<Account>, Id<Agency>),
        page: Page<Id<Referral>>,
    ) -> Result<Vec<ListedReferral>> {
        read(on!(self, c => sqlx::query_as(listed!(
            "where r.sender = $1 and r.due_at is null and r.id < $2 and r.sender_agency = $4
             order by r.id desc limit $3"))
            .bind(officer.uuid()).bind(page.below())
            .bind(page.limit).bind(agency.uuid()).fetch_all(c))?)
    }

    /// The referrals of a person, in all their records, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referrals_of(
        &mut self,
        person: Id<Person>,
        page: Page<Id<Referral>>,
    ) -> Result<Vec<ListedReferral>> {
        read(on!(self, c => sqlx::query_as(listed!(
            "where r.person in (select id from person where id = $1 or merged_into = $1) and r.id < $2
             order by r.id desc limit $3"))
            .bind(person.uuid()).bind(page.below())
            .bind(page.limit).fetch_all(c))?)
    }

    /// Referrals whose date has passed and that somebody still owes the next step of, the longest first; for the
    /// coordination, so without those in compartments. What was owed anew after its date is not late until the new one.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referrals_late(&mut self, page: Page<DueKey>, now: Moment) -> Result<Vec<Late>> {
        let (since, id) = due_key(page.after);
        read_late(on!(self, c => sqlx::query_as(late!("r.escalated_at",
            "where r.route = 'open' and r.escalated_at is not null and r.due_at < $4
             and (r.escalated_at, r.id) > ($1, $2) order by r.escalated_at, r.id limit $3"))
            .bind(since).bind(id).bind(page.limit).bind(now.seconds()).fetch_all(c))?)
    }

    /// Referrals that were answered after the date that the person was promised, the last answered first; for the
    /// coordination.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referrals_answered_late(&mut self, page: Page<DueKey>) -> Result<Vec<Late>> {
        let (since, id) = page.after.map_or((i64::MAX, Uuid::max()), |(at, id)| (at.seconds(), id.uuid()));
        read_late(on!(self, c => sqlx::query_as(late!("r.decided_at",
            "where r.route = 'open' and r.decided_at > r.promised_at and (r.decided_at, r.id) < ($1, $2)
             order by r.decided_at desc, r.id desc limit $3"))
            .bind(since).bind(id).bind(page.limit).fetch_all(c))?)
    }

    /// Disputes that the coordination has to decide, by due date; also of what lies in a compartment.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referrals_disputed(&mut self, page: Page<DueKey>) -> Result<Vec<ListedReferral>> {
        let (due, id) = due_key(page.after);
        read(on!(self, c => sqlx::query_as(listed!(
            "where r.turn = 'coordination' and (r.due_at, r.id) > ($1, $2)
             order by r.due_at, r.id limit $3"))
            .bind(due).bind(id).bind(page.limit).fetch_all(c))?)
    }

    /// One referral with its names.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn listed_referral(&mut self, id: Id<Referral>) -> Result<Option<ListedReferral>> {
        let row: Option<ListedRow> = on!(self, c => sqlx::query_as(listed!("where r.id = $1"))
            .bind(id.uuid()).fetch_optional(c))?;
        row.map(ListedReferral::try_from).transpose()
    }

    /// The officer to stand beside who refers themselves: an active case worker of a verified agency other than `but`, of
    /// this department if there is one, with the fewest open referrals; of the agency `of` where it was named.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn officer_near(
        &mut self,
        department: DepartmentCode,
        but: Id<Agency>,
        of: Option<Id<Agency>>,
    ) -> Result<Option<(Id<Account>, Id<Agency>)>> {
        let found: Option<(Uuid, Uuid)> = on!(self, c => sqlx::query_as(
            "select u.id, u.agency from account u join agency a on a.id = u.agency
             where u.role = 'case_worker' and u.active and a.status = 'verified' and u.agency <> $2
             and (cast($3 as uuid) is null or u.agency = $3)
             order by case when substr(a.municipality, 1, 2) = $1 then 0 else 1 end,
             (select count(*) from referral r where r.sender = u.id and r.due_at is not null), u.id limit 1")
            .bind(department.to_string()).bind(but.uuid()).bind(of.map(Id::uuid)).fetch_optional(c))?;
        Ok(found.map(|(account, agency)| (Id::from_uuid(account), Id::from_uuid(agency))))
    }
}
