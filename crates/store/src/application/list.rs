//! Lists of applications: a person's own, those an agency received, and what a coordinator looks into.

use domain::{
    agency::{Agency, Bilingual},
    application::{Application, Status},
    id::Id,
    opportunity::{self, Kind, Opportunity},
    person::Person,
    place::MunicipalityCode,
    text::Phone,
    time::Moment,
};
use uuid::Uuid;

use super::Row;
use crate::{Page, Result, StoreError, Tx, agency::read_phone, read::Read};

/// An application with what it is to and whose that is.
#[derive(Clone, Debug)]
pub struct ListedApplication {
    /// The application.
    pub application: Application,
    /// What the opportunity is called.
    pub title: Bilingual,
    /// How far the opportunity is.
    pub offer_status: opportunity::Status,
    /// Where it is.
    pub municipality: MunicipalityCode,
    /// The name of its agency.
    pub agency_name: String,
}

row! {
    struct ListedRow {
        #[flatten]
        row: Row,
        title_es: String,
        title_en: String,
        offer_status: String,
        municipality: String,
        agency_name: String,
    }
}

impl TryFrom<ListedRow> for ListedApplication {
    type Error = StoreError;
    fn try_from(listed: ListedRow) -> Result<Self> {
        Ok(Self {
            application: listed.row.try_into()?,
            title: Bilingual::new(listed.title_es, listed.title_en),
            offer_status: listed.offer_status.read("opportunity.status")?,
            municipality: listed.municipality.read("opportunity.municipality")?,
            agency_name: listed.agency_name,
        })
    }
}

/// Answers that one opportunity owes, without anything of the people who wait for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// The opportunity.
    pub opportunity: Id<Opportunity>,
    /// Its kind.
    pub kind: Kind,
    /// What it is called.
    pub title: Bilingual,
    /// Whose it is.
    pub agency: Id<Agency>,
    /// The name of that agency.
    pub agency_name: String,
    /// Its telephone.
    pub agency_phone: Option<Phone>,
    /// How many answers are owed.
    pub count: i64,
    /// The earliest date that has passed.
    pub oldest_due_at: Moment,
}

row! {
    struct UnansweredRow {
        opportunity: Uuid,
        kind: String,
        title_es: String,
        title_en: String,
        agency: Uuid,
        agency_name: String,
        phone: Option<String>,
        owed: i64,
        oldest: i64,
    }
}

impl TryFrom<UnansweredRow> for Unanswered {
    type Error = StoreError;
    fn try_from(row: UnansweredRow) -> Result<Self> {
        Ok(Self {
            opportunity: Id::from_uuid(row.opportunity),
            kind: row.kind.read("opportunity.kind")?,
            title: Bilingual::new(row.title_es, row.title_en),
            agency: Id::from_uuid(row.agency),
            agency_name: row.agency_name,
            agency_phone: read_phone(row.phone.as_deref())?,
            count: row.owed,
            oldest_due_at: Moment::from_seconds(row.oldest),
        })
    }
}

/// A case in which person and agency say different things, without anything of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Of which application.
    pub application: Id<Application>,
    /// To which opportunity.
    pub opportunity: Id<Opportunity>,
    /// Of which kind.
    pub kind: Kind,
    /// What it is called.
    pub title: Bilingual,
    /// Whose it is.
    pub agency: Id<Agency>,
    /// The name of that agency.
    pub agency_name: String,
    /// Its telephone.
    pub agency_phone: Option<Phone>,
    /// What the agency says.
    pub status: Status,
    /// Whether it is about having been answered at all (and not about the result).
    pub unheard: bool,
    /// When the person said otherwise, or when the agency said it had answered.
    pub since: Moment,
}

row! {
    struct DisputeRow {
        id: Uuid,
        opportunity: Uuid,
        kind: String,
        title_es: String,
        title_en: String,
        agency: Uuid,
        agency_name: String,
        phone: Option<String>,
        status: String,
        unheard: bool,
        since: i64,
    }
}

impl TryFrom<DisputeRow> for Dispute {
    type Error = StoreError;
    fn try_from(row: DisputeRow) -> Result<Self> {
        Ok(Self {
            application: Id::from_uuid(row.id),
            opportunity: Id::from_uuid(row.opportunity),
            kind: row.kind.read("opportunity.kind")?,
            title: Bilingual::new(row.title_es, row.title_en),
            agency: Id::from_uuid(row.agency),
            agency_name: row.agency_name,
            agency_phone: read_phone(row.phone.as_deref())?,
            status: row.status.read("application.status")?,
            unheard: row.unheard,
            since: Moment::from_seconds(row.since),
        })
    }
}

/// Both say different things of the result, or the person was not told what the agency says it answered.
const DISPUTED: &str = "select a.id, a.opportunity, a.kind, o.title_es, o.title_en, a.agency, g.name as agency_name,
        g.phone, a.status, a.confirmation is null or a.confirmation <> 'disputed' as unheard,
        coalesce(case when a.confirmation = 'disputed' then a.confirmed_at end, a.answered_at, a.applied_at) as since
    from application a join opportunity o on o.id = a.opportunity join agency g on g.id = a.agency
    where (a.confirmation = 'disputed'
        or (a.heard = false and a.answered_at is not null and a.status not in ('invited', 'withdrawn')))
    and a.id < $1 order by a.id desc limit $2";

impl Tx {
    /// A person's applications and invitations, in all their records, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn applications_of(
        &mut self,
        person: Id<Person>,
        page: Page<Id<Application>>,
    ) -> Result<Vec<ListedApplication>> {
        let rows: Vec<ListedRow> = on!(self, c => sqlx::query_as(
            "select a.*, o.title_es, o.title_en, o.status as offer_status, o.municipality, g.name as agency_name
             from application a join opportunity o on o.id = a.opportunity join agency g on g.id = a.agency
             where a.person in (select id from person where id = $1 or merged_into = $1) and a.id < $2
             order by a.id desc limit $3")
            .bind(person.uuid()).bind(page.below())
            .bind(page.limit).fetch_all(c))?;
        rows.into_iter().map(ListedApplication::try_from).collect()
    }

    /// The opportunities to which a person has an application that was not taken back.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn opportunities_applied(&mut self, person: Id<Person>) -> Result<Vec<Id<Opportunity>>> {
        let found: Vec<Uuid> = on!(self, c => sqlx::query_scalar(
            "select opportunity from application where person = $1 and status <> 'withdrawn'")
            .bind(person.uuid()).fetch_all(c))?;
        Ok(found.into_iter().map(Id::from_uuid).collect())
    }

    /// The people who ever had anything to do with an opportunity: they are its candidates no more.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn people_in_contact(&mut self, opportunity: Id<Opportunity>) -> Result<Vec<Id<Person>>> {
        let found: Vec<Uuid> = on!(self, c =>
            sqlx::query_scalar("select distinct person from application where opportunity = $1")
                .bind(opportunity.uuid()).fetch_all(c))?;
        Ok(found.into_iter().map(Id::from_uuid).collect())
    }

    /// The applications that `agency` received for one of its opportunities, first come first; of one status, or of all.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn applications_to(
        &mut self,
        opportunity: Id<Opportunity>,
        agency: Id<Agency>,
        status: Option<Status>,
        page: Page<Id<Application>>,
    ) -> Result<Vec<Application>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from application where opportunity = $1 and agency = $2
             and (cast($3 as text) is null or status = $3) and id > $4 order by id limit $5")
            .bind(opportunity.uuid()).bind(agency.uuid()).bind(status.map(Status::word))
            .bind(page.above()).bind(page.limit)
            .fetch_all(c))?;
        rows.into_iter().map(Application::try_from).collect()
    }

    /// How many applications to an opportunity are in each status.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn application_counts(&mut self, opportunity: Id<Opportunity>) -> Result<Vec<(Status, i64)>> {
        let rows: Vec<(String, i64)> = on!(self, c => sqlx::query_as(
            "select status, count(*) from application where opportunity = $1 group by status order by status")
            .bind(opportunity.uuid()).fetch_all(c))?;
        rows.into_iter().map(|(status, count)| Ok((status.read("application.status")?, count))).collect()
    }

    /// Invitations to an opportunity to which nobody has said yes or no.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn open_invitations(&mut self, opportunity: Id<Opportunity>) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar(
            "select count(*) from application where opportunity = $1 and status = 'invited'")
            .bind(opportunity.uuid()).fetch_one(c))?)
    }

    /// Opportunities that owe answers whose date has passed at `now`, the longest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn unanswered(
        &mut self,
        now: Moment,
        page: Page<(Moment, Id<Opportunity>)>,
    ) -> Result<Vec<Unanswered>> {
        let (due, id) = page.after.map_or((i64::MIN, Uuid::nil()), |(due, id)| (due.seconds(), id.uuid()));
        let rows: Vec<UnansweredRow> = on!(self, c => sqlx::query_as(
            "with late as (
                 select opportunity, count(*) as owed, min(due_at) as oldest from application
                 where status in ('applied', 'expired') and answered_at is null and due_at < $1 group by opportunity)
             select o.id as opportunity, o.kind, o.title_es, o.title_en, o.agency, g.name as agency_name,
                 g.phone, late.owed, late.oldest
             from late join opportunity o on o.id = late.opportunity join agency g on g.id = o.agency
             where late.oldest > $2 or (late.oldest = $2 and o.id > $3)
             order by late.oldest, o.id limit $4")
            .bind(now.seconds()).bind(due).bind(id).bind(page.limit).fetch_all(c))?;
        rows.into_iter().map(Unanswered::try_from).collect()
    }

    /// Cases in which person and agency say different things, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn disputes(&mut self, page: Page<Id<Application>>) -> Result<Vec<Dispute>> {
        let rows: Vec<DisputeRow> = on!(self, c => sqlx::query_as(DISPUTED)
            .bind(page.below()).bind(page.limit)
            .fetch_all(c))?;
        rows.into_iter().map(Dispute::try_from).collect()
    }
}
