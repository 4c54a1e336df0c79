//! Rows of opportunities.

mod among;

use domain::{
    agency::{Agency, AgencyKind, AgencyStatus, Bilingual},
    id::Id,
    opportunity::{Kind, Opportunity, Pay, Status},
    place::{DepartmentCode, MunicipalityCode},
    policy::{Locked, Permit},
    taxonomy::OccupationCode,
    time::{Day, Moment},
};
use uuid::Uuid;

use crate::{Page, Result, StoreError, Tx, read::Read, tx::OnConflict};

/// What a list of public opportunities is narrowed by. `None` narrows nothing.
#[derive(Clone, Debug, Default)]
pub struct OpportunityFilter {
    /// One kind.
    pub kind: Option<Kind>,
    /// One department.
    pub department: Option<DepartmentCode>,
    /// Any of these municipalities.
    pub municipalities: Option<Vec<MunicipalityCode>>,
    /// One occupation.
    pub occupation: Option<OccupationCode>,
    /// At least so much pay, in centavos a month.
    pub pay_centavos: Option<i64>,
}

/// Codes as ",0101,0102,", in which one can be looked for.
fn list(codes: &[impl std::fmt::Display]) -> String {
    codes.iter().fold(",".to_owned(), |list, code| format!("{list}{code},"))
}

row! {
    pub(crate) struct Row {
        id: Uuid,
        kind: String,
        agency: Uuid,
        status: String,
        title_es: String,
        title_en: String,
        description_es: String,
        description_en: String,
        bring_es: String,
        bring_en: String,
        occupation: Option<String>,
        municipality: String,
        address: String,
        remote: bool,
        seats: i64,
        taken: i64,
        pay_min: Option<i64>,
        pay_max: Option<i64>,
        activity: Option<String>,
        cost: i64,
        schedule: String,
        contract: Option<String>,
        hours: Option<i64>,
        starts_on: Option<String>,
        closes_on: String,
        answer_days: i64,
        requirements: String,
        note: Option<String>,
        created_at: i64,
        published_at: Option<i64>,
        version: i64,
    }
}

impl TryFrom<Row> for Opportunity {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: Id::from_uuid(row.id),
            kind: row.kind.read("opportunity.kind")?,
            agency: Id::from_uuid(row.agency),
            status: row.status.read("opportunity.status")?,
            title: Bilingual::new(row.title_es, row.title_en),
            description: Bilingual::new(row.description_es, row.description_en),
            bring: Bilingual::new(row.bring_es, row.bring_en),
            occupation: row.occupation.read("opportunity.occupation")?,
            municipality: row.municipality.read("opportunity.municipality")?,
            address: row.address,
            remote: row.remote,
            seats: row.seats,
            taken: row.taken,
            pay: row.pay_min.map(|min| Pay { min_centavos: min, max_centavos: row.pay_max.unwrap_or(min) }),
            activity: row.activity.read("opportunity.activity")?,
            cost_centavos: row.cost,
            schedule: row.schedule.read("opportunity.schedule")?,
            contract: row.contract.read("opportunity.contract")?,
            hours: row.hours,
            starts_on: row.starts_on.read("opportunity.starts_on")?,
            closes_on: row.closes_on.read("opportunity.closes_on")?,
            answer_days: row.answer_days,
            requirements: serde_json::from_str(&row.requirements)
                .map_err(|_| StoreError::Unreadable("opportunity.requirements"))?,
            note: row.note,
            created_at: Moment::from_seconds(row.created_at),
            published_at: row.published_at.map(Moment::from_seconds),
            version: row.version,
        })
    }
}

/// An opportunity in a public list, with who offers it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The opportunity.
    pub opportunity: Opportunity,
    /// The name of its agency.
    pub agency_name: String,
    /// How far its agency is trusted.
    pub agency_status: AgencyStatus,
}

row! {
    struct ListedRow {
        #[flatten]
        row: Row,
        agency_name: String,
        agency_status: String,
    }
}

impl TryFrom<ListedRow> for Listed {
    type Error = StoreError;
    fn try_from(listed: ListedRow) -> Result<Self> {
        Ok(Self {
            opportunity: listed.row.try_into()?,
            agency_name: listed.agency_name,
            agency_status: listed.agency_status.read("agency.status")?,
        })
    }
}

/// The thirty-two values of a row, in the order of the insert below.
macro_rules! values {
    ($query:expr, $o:expr) => {
        $query
            .bind($o.id.uuid())
            .bind($o.kind.word())
            .bind($o.agency.uuid())
            .bind($o.status.word())
            .bind(&$o.title.es)
            .bind(&$o.title.en)
            .bind(&$o.description.es)
            .bind(&$o.description.en)
            .bind(&$o.bring.es)
            .bind(&$o.bring.en)
            .bind($o.occupation.map(|code| code.to_string()))
            .bind($o.municipality.to_string())
            .bind($o.municipality.department().to_string())
            .bind(&$o.address)
            .bind($o.remote)
            .bind($o.seats)
            .bind($o.taken)
            .bind($o.pay.map(|pay| pay.min_centavos))
            .bind($o.pay.map(|pay| pay.max_centavos))
            .bind($o.activity.map(|activity| activity.word()))
            .bind($o.cost_centavos)
            .bind($o.schedule.word())
            .bind($o.contract.map(|contract| contract.word()))
            .bind($o.hours)
            .bind($o.starts_on.map(|day| day.to_string()))
            .bind($o.closes_on.to_string())
            .bind($o.answer_days)
            .bind(requirements($o)?)
            .bind(&$o.note)
            .bind($o.created_at.seconds())
            .bind($o.published_at.map(Moment::seconds))
            .bind($o.version)
    };
}

fn requirements(opportunity: &Opportunity) -> Result<String> {
    serde_json::to_string(&opportunity.requirements)
        .map_err(|_| StoreError::Unreadable("opportunity.requirements"))
}

/// An opportunity with its agency.
macro_rules! listed {
    ($rest:expr) => {
        concat!(
            "select o.*, a.name as agency_name, a.status as agency_status
             from opportunity o join agency a on a.id = o.agency ",
            $rest
        )
    };
}

/// Public and open: published, in date, of a verified agency. `$1` is today, `$2` to `$6` the filter.
macro_rules! open_where {
    () => {
        "where o.status = 'published' and o.closes_on >= $1 and a.status = 'verified'
         and (cast($2 as text) is null or o.kind = $2)
         and (cast($3 as text) is null or o.department = $3)
         and (cast($4 as text) is null or $4 like '%,' || o.municipality || ',%')
         and (cast($5 as text) is null or o.occupation = $5)
         and (cast($6 as bigint) is null or o.pay_max >= $6) "
    };
}

/// Binds `$1` to `$6` of the list and of its count.
macro_rules! open_values {
    ($query:expr, $filter:expr, $today:expr) => {
        $query
            .bind($today.to_string())
            .bind($filter.kind.map(Kind::word))
            .bind($filter.department.map(|code| code.to_string()))
            .bind($filter.municipalities.as_deref().map(list))
            .bind($filter.occupation.map(|code| code.to_string()))
            .bind($filter.pay_centavos)
    };
}

impl Tx {
    /// Public open opportunities, newest first, paged by id.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn open_opportunities(
        &mut self,
        filter: &OpportunityFilter,
        today: Day,
        page: Page<Id<Opportunity>>,
    ) -> Result<Vec<Listed>> {
        let rows: Vec<ListedRow> = on!(self, c => open_values!(sqlx::query_as(concat!(
            listed!(open_where!()), "and o.id < $7 order by o.id desc limit $8")), filter, today)
            .bind(page.below())
            .bind(page.limit)
            .fetch_all(c))?;
        rows.into_iter().map(Listed::try_from).collect()
    }

    /// How many public open opportunities there are, counted up to `most`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn count_open(&mut self, filter: &OpportunityFilter, today: Day, most: i64) -> Result<i64> {
        Ok(on!(self, c => open_values!(sqlx::query_scalar(concat!(
            "select count(*) from (select 1 as one from opportunity o join agency a on a.id = o.agency ",
            open_where!(), "limit $7) as found")), filter, today).bind(most).fetch_one(c))?)
    }

    /// Opportunities that wait for a coordinator, the oldest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn opportunities_in_review(&mut self, page: Page<Id<Opportunity>>) -> Result<Vec<Listed>> {
        let rows: Vec<ListedRow> = on!(self, c => sqlx::query_as(
            listed!("where o.status = 'review' and o.id > $1 order by o.id limit $2"))
            .bind(page.above()).bind(page.limit).fetch_all(c))?;
        rows.into_iter().map(Listed::try_from).collect()
    }

    /// How many applications to an opportunity should have been answered before `now` and were not.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn unanswered_on(&mut self, opportunity: Id<Opportunity>, now: Moment) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar(
            "select count(*) from application
             where opportunity = $1 and status in ('applied', 'expired') and due_at < $2")
            .bind(opportunity.uuid()).bind(now.seconds()).fetch_one(c))?)
    }

    /// What an agency does and how far it is trusted: whether it may offer something.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn agency_standing(
        &mut self,
        agency: Id<Agency>,
    ) -> Result<Option<(AgencyKind, AgencyStatus)>> {
        let row: Option<(String, String)> = on!(self, c =>
            sqlx::query_as("select kind, status from agency where id = $1").bind(agency.uuid()).fetch_optional(c))?;
        row.map(|(kind, status)| Ok((kind.read("agency.kind")?, status.read("agency.status")?))).transpose()
    }

    /// One opportunity with the name of its agency, whatever its status; the caller asks the policy.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn listed(&mut self, id: Id<Opportunity>) -> Result<Option<Listed>> {
        let row: Option<ListedRow> =
            on!(self, c => sqlx::query_as(listed!("where o.id = $1")).bind(id.uuid()).fetch_optional(c))?;
        row.map(Listed::try_from).transpose()
    }

    /// One opportunity, locked.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn opportunity(&mut self, id: Id<Opportunity>) -> Result<Locked<Opportunity>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as("select * from opportunity where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        Ok(Locked::new(row.map(Opportunity::try_from).transpose()?))
    }

    /// The opportunities of one agency, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn opportunities_of(
        &mut self,
        agency: Id<Agency>,
        status: Option<Status>,
        page: Page<Id<Opportunity>>,
    ) -> Result<Vec<Opportunity>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from opportunity where agency = $1 and (cast($2 as text) is null or status = $2)
             and id < $3 order by id desc limit $4")
            .bind(agency.uuid()).bind(status.map(Status::word))
            .bind(page.below()).bind(page.limit)
            .fetch_all(c))?;
        rows.into_iter().map(Opportunity::try_from).collect()
    }

    /// Writes a new opportunity. `external` is (source, key) of an imported one.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `opportunity-imported-already` if the key is there already.
    pub async fn add_opportunity(
        &mut self,
        permit: &Permit,
        opportunity: &Opportunity,
        external: Option<(&str, &str)>,
        now: Moment,
    ) -> Result<()> {
        exec!(self, values!(sqlx::query(
            "insert into opportunity (id, kind, agency, status, title_es, title_en, description_es,
             description_en, bring_es, bring_en, occupation, municipality, department, address, remote, seats, taken,
             pay_min, pay_max, activity, cost, schedule, contract, hours, starts_on, closes_on, answer_days,
             requirements, note, created_at, published_at, version, source, external_key)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
             $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34)"), opportunity)
            .bind(external.map(|(source, _)| source)).bind(external.map(|(_, key)| key)))
        .on_conflict("opportunity-imported-already")?;
        self.audit(permit, opportunity.id.uuid(), None, opportunity.status.word(), now).await
    }

    /// Writes a changed opportunity, if nobody else did meanwhile: `opportunity.version` is the version it was read
    /// with, plus one. The places taken stay as they are (applications move them all the time, without a version);
    /// the places in all are not lowered below them.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody did.
    pub async fn put_opportunity(
        &mut self,
        permit: &Permit,
        opportunity: &Opportunity,
        detail: &str,
        now: Moment,
    ) -> Result<()> {
        let touched = exec!(self, values!(sqlx::query(
            "update opportunity set kind = $2, agency = $3, status = $4, title_es = $5, title_en = $6,
             description_es = $7, description_en = $8, bring_es = $9, bring_en = $10, occupation = $11,
             municipality = $12, department = $13, address = $14, remote = $15, seats = $16, pay_min = $18,
             pay_max = $19, activity = $20, cost = $21, schedule = $22, contract = $23, hours = $24, starts_on = $25,
             closes_on = $26, answer_days = $27, requirements = $28, note = $29, created_at = $30, published_at = $31,
             version = $32 where id = $1 and version = $32 - 1 and ($16 >= taken or $16 >= seats)"), opportunity))?;
        if touched == 0 {
            return Err(StoreError::Stale("opportunity"));
        }
        self.audit(permit, opportunity.id.uuid(), None, detail, now).await
    }
}
