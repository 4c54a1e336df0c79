//! Public lists: opportunities, services, help lines, places, occupations.

use axum::extract::{Path, State};
use domain::{
    agency::Bilingual,
    opportunity::{AskedSkill, Opportunity, Requirements},
    place::{self, MunicipalityCode},
    service::Service,
    taxonomy,
};
use serde::Serialize;
use usecases::{
    catalogue,
    opportunity::{self, Item},
    service,
};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    body::{Json, Query, id},
    problem::Refusals,
    word::{Category, ContractForm, ListOrder, OpportunityKind, OpportunityStatus, Reach, WorkSchedule},
};
use crate::{App, error::Failure, form::Asked, session::As};

/// Occupations answered to a search, at most.
const OCCUPATIONS: usize = 20;

/// A text in Spanish and, if there is one, in English.
#[derive(Serialize, ToSchema)]
pub struct Text {
    /// Spanish.
    es: String,
    /// English; empty if nobody wrote one.
    en: String,
}

impl From<&Bilingual> for Text {
    fn from(text: &Bilingual) -> Self {
        Self { es: text.es.clone(), en: text.en.clone() }
    }
}

/// A municipality.
#[derive(Serialize, ToSchema)]
pub struct PlaceOut {
    /// Four digits, of the national statistics institute (INE).
    #[schema(pattern = "^[0-9]{4}$")]
    municipality: String,
    /// Its name.
    name: String,
    /// The name of its department.
    department: String,
}

impl From<MunicipalityCode> for PlaceOut {
    fn from(code: MunicipalityCode) -> Self {
        let known = place::municipality(code);
        Self {
            municipality: code.to_string(),
            name: known.map_or("", |known| known.name).to_owned(),
            department: known.map_or("", |known| known.department).to_owned(),
        }
    }
}

/// An agency, as everyone may know it.
#[derive(Serialize, ToSchema)]
pub struct AgencyOut {
    /// Its identifier.
    id: Uuid,
    /// The name people know it by.
    name: String,
}

/// Pay a month, with everything the law adds.
#[derive(Serialize, ToSchema)]
pub struct PayOut {
    /// At least, in centavos.
    min_centavos: i64,
    /// At most, in centavos.
    max_centavos: i64,
}

/// A skill that is asked for.
#[derive(Serialize, ToSchema)]
pub struct SkillOut {
    /// Its code.
    skill: String,
    /// What it is called.
    title: Text,
    /// 1 to 3.
    level: u8,
}

/// What is asked of who applies.
#[derive(Serialize, ToSchema)]
pub struct RequirementsOut {
    /// Skills that are needed.
    essential: Vec<SkillOut>,
    /// Skills that help.
    optional: Vec<SkillOut>,
    /// Months of experience.
    experience_months: u16,
    /// The least schooling, if any is asked for.
    schooling: Option<String>,
    /// Whether experience may take its place.
    experience_instead: bool,
    /// Languages, by code.
    languages: Vec<String>,
    /// Driving licences.
    licences: Vec<String>,
}

fn skills(asked: &[AskedSkill]) -> Vec<SkillOut> {
    let title = |asked: &AskedSkill| match taxonomy::skill(&asked.skill) {
        Some(known) => Text::from(&known.title),
        None => Text { es: asked.skill.to_string(), en: String::new() },
    };
    asked
        .iter()
        .map(|asked| SkillOut { skill: asked.skill.to_string(), title: title(asked), level: asked.level })
        .collect()
}

impl From<&Requirements> for RequirementsOut {
    fn from(asked: &Requirements) -> Self {
        Self {
            essential: skills(&asked.essential),
            optional: skills(&asked.optional),
            experience_months: asked.experience_months,
            schooling: asked.schooling.map(|schooling| schooling.to_string()),
            experience_instead: asked.experience_instead,
            languages: asked.languages.iter().map(|spoken| spoken.language.to_string()).collect(),
            licences: asked.licences.iter().map(ToString::to_string).collect(),
        }
    }
}

/// An opportunity: a vacancy, course, certification or programme.
#[derive(Serialize, ToSchema)]
pub struct OpportunityOut {
    /// Its identifier.
    id: Uuid,
    /// Its kind.
    kind: OpportunityKind,
    /// How far it is.
    status: OpportunityStatus,
    /// Who offers it.
    agency: AgencyOut,
    /// What it is called.
    title: Text,
    /// What it is.
    description: Text,
    /// What to bring, one item a line.
    bring: Text,
    /// The occupation, by CIUO-08.
    #[schema(pattern = "^[0-9]{4}$")]
    occupation: Option<String>,
    /// Where.
    place: PlaceOut,
    /// The address, in words.
    address: String,
    /// Whether it can be done from anywhere.
    remote: bool,
    /// About how far it is by road from the municipality asked for, in kilometres.
    km: Option<u32>,
    /// Places.
    seats: i64,
    /// Places left.
    seats_left: i64,
    /// Pay.
    pay: Option<PayOut>,
    /// What it costs the person, in centavos.
    cost_centavos: i64,
    /// When one works or learns.
    schedule: WorkSchedule,
    /// The form of contract.
    contract: Option<ContractForm>,
    /// How long it is, in hours.
    hours: Option<i64>,
    /// The first day.
    #[schema(format = Date)]
    starts_on: Option<String>,
    /// The last day to apply.
    #[schema(format = Date)]
    closes_on: String,
    /// Working days until the answer.
    answer_days: i64,
    /// What is asked of who applies.
    requirements: RequirementsOut,
    /// When it was published.
    #[schema(format = DateTime)]
    published_at: Option<String>,
}

impl OpportunityOut {
    /// The opportunity, with who offers it and how far it is.
    #[must_use]
    pub fn new(one: &Opportunity, agency_name: &str, km: Option<u32>) -> Self {
        Self {
            id: one.id.uuid(),
            kind: OpportunityKind(one.kind),
            status: OpportunityStatus(one.status),
            agency: AgencyOut { id: one.agency.uuid(), name: agency_name.to_owned() },
            title: (&one.title).into(),
            description: (&one.description).into(),
            bring: (&one.bring).into(),
            occupation: one.occupation.map(|code| code.to_string()),
            place: one.municipality.into(),
            address: one.address.clone(),
            remote: one.remote,
            km,
            seats: one.seats,
            seats_left: one.seats_left(),
            pay: one.pay.map(|pay| PayOut { min_centavos: pay.min_centavos, max_centavos: pay.max_centavos }),
            cost_centavos: one.cost_centavos,
            schedule: WorkSchedule(one.schedule),
            contract: one.contract.map(ContractForm),
            hours: one.hours,
            starts_on: one.starts_on.map(|day| day.to_string()),
            closes_on: one.closes_on.to_string(),
            answer_days: one.answer_days,
            requirements: (&one.requirements).into(),
            published_at: one.published_at.map(domain::time::Moment::rfc3339),
        }
    }
}

impl From<&Item> for OpportunityOut {
    fn from(item: &Item) -> Self {
        Self::new(&item.opportunity, &item.agency_name, item.km)
    }
}

/// A page of opportunities.
#[derive(Serialize, ToSchema)]
pub struct Opportunities {
    /// The opportunities.
    items: Vec<OpportunityOut>,
    /// Send it back as `after` for the next page; nothing after the last.
    next: Option<String>,
    /// How many there are, counted up to 1000.
    total: i64,
    /// In which order they are.
    order: ListOrder,
}

/// What opportunities are looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct OpportunityQuery {
    /// One kind.
    kind: Option<OpportunityKind>,
    /// One department, two digits.
    #[param(pattern = "^(0[1-9]|1[0-9]|2[0-2])$")]
    department: Option<String>,
    /// Where who looks is, four digits.
    #[param(pattern = "^[0-9]{4}$")]
    municipality: Option<String>,
    /// At most so many kilometres by road from there.
    #[param(minimum = 0, maximum = 1000)]
    within_km: Option<u32>,
    /// One occupation, by CIUO-08.
    #[param(pattern = "^[0-9]{4}$")]
    occupation: Option<String>,
    /// In one's own words.
    #[param(max_length = 200)]
    words: Option<String>,
    /// At least so much pay a month, in centavos.
    #[param(minimum = 0, maximum = 1_000_000_000)]
    pay_centavos: Option<i64>,
    /// In which order.
    order: Option<ListOrder>,
    /// `next` of the page before.
    #[param(max_length = 200)]
    after: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Open opportunities.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/opportunities", tag = "public", params(OpportunityQuery),
    responses((status = 200, description = "A page of open opportunities.", body = Opportunities), Refusals))]
pub async fn opportunities(
    State(app): State<App>,
    who: As,
    Asked(asked): Asked,
) -> Result<Json<Opportunities>, Failure> {
    let mut query = Query::new(&asked);
    let browse = opportunity::Browse {
        kind: query.value("kind"),
        department: query.value("department"),
        municipality: query.value("municipality"),
        within_km: query.number("within_km", 0, 1000).and_then(|km| u32::try_from(km).ok()),
        occupation: query.value("occupation"),
        words: query.text("words"),
        pay_centavos: query.number("pay_centavos", 0, 1_000_000_000),
        order: query.value("order"),
        after: query.value("after"),
        limit: query.limit(),
    };
    query.end()?;
    let listing = opportunity::browse(&app.sys, &who.ctx, &browse).await?;
    Ok(Json(Opportunities {
        items: listing.items.iter().map(Into::into).collect(),
        next: listing.next.map(|next| next.to_string()),
        total: listing.total,
        order: ListOrder(listing.order),
    }))
}

/// One opportunity.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/opportunities/{id}", tag = "public", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The opportunity.", body = OpportunityOut), Refusals))]
pub async fn opportunity(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<Json<OpportunityOut>, Failure> {
    let item = opportunity::show(&app.sys, &who.ctx, id(&name)?, None).await?;
    Ok(Json((&item).into()))
}

/// A service of the directory.
#[derive(Serialize, ToSchema)]
pub struct ServiceOut {
    /// Its identifier.
    id: Uuid,
    /// Who offers it.
    agency: AgencyOut,
    /// The kind of need it meets.
    category: Category,
    /// What it is called.
    name: Text,
    /// What it is.
    description: Text,
    /// What it costs, in words.
    cost: Text,
    /// What to bring, one item a line.
    bring: Text,
    /// Opening hours.
    hours: Text,
    /// Languages spoken there, by code.
    languages: Vec<String>,
    /// Where it is.
    place: PlaceOut,
    /// The address, in words.
    address: String,
    /// Whom it reaches.
    area: Reach,
    /// Telephone, E.164.
    phone: Option<String>,
    /// When somebody last confirmed that this is true.
    #[schema(format = Date)]
    assured_on: String,
}

impl ServiceOut {
    fn new(one: &Service, agency_name: &str) -> Self {
        Self {
            id: one.id.uuid(),
            agency: AgencyOut { id: one.agency.uuid(), name: agency_name.to_owned() },
            category: Category(one.category),
            name: (&one.name).into(),
            description: (&one.description).into(),
            cost: (&one.cost).into(),
            bring: (&one.bring).into(),
            hours: (&one.hours).into(),
            languages: one.languages.iter().map(ToString::to_string).collect(),
            place: one.municipality.into(),
            address: one.address.clone(),
            area: Reach(one.area),
            phone: one.phone.as_ref().map(ToString::to_string),
            assured_on: one.assured_on.to_string(),
        }
    }
}

/// A page of services.
#[derive(Serialize, ToSchema)]
pub struct Services {
    /// The services, local ones first.
    items: Vec<ServiceOut>,
    /// Send it back as `after` for the next page; nothing after the last.
    next: Option<Uuid>,
}

/// What services are looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct ServiceQuery {
    /// One kind of need.
    category: Option<Category>,
    /// Services that reach this department, two digits.
    #[param(pattern = "^(0[1-9]|1[0-9]|2[0-2])$")]
    department: Option<String>,
    /// Services that reach this municipality, four digits.
    #[param(pattern = "^[0-9]{4}$")]
    municipality: Option<String>,
    /// A language that is spoken there, by code.
    #[param(max_length = 8)]
    language: Option<String>,
    /// In one's own words.
    #[param(max_length = 200)]
    words: Option<String>,
    /// `next` of the page before.
    after: Option<Uuid>,
    /// At most so many.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Services of the directory.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/services", tag = "public", params(ServiceQuery),
    responses((status = 200, description = "A page of services.", body = Services), Refusals))]
pub async fn services(
    State(app): State<App>,
    who: As,
    Asked(asked): Asked,
) -> Result<Json<Services>, Failure> {
    let mut query = Query::new(&asked);
    let browse = service::Browse {
        category: query.value("category"),
        department: query.value("department"),
        municipality: query.value("municipality"),
        language: query.value("language"),
        words: query.text("words"),
        after: query.value("after"),
        limit: query.limit(),
    };
    query.end()?;
    let listing = service::browse(&app.sys, &who.ctx, &browse).await?;
    Ok(Json(Services {
        items: listing.items.iter().map(|one| ServiceOut::new(&one.service, &one.agency_name)).collect(),
        next: listing.next.map(domain::id::Id::uuid),
    }))
}

/// One service.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/services/{id}", tag = "public", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The service.", body = ServiceOut), Refusals))]
pub async fn service(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<Json<ServiceOut>, Failure> {
    let listed = service::show(&app.sys, &who.ctx, id(&name)?).await?;
    Ok(Json(ServiceOut::new(&listed.service, &listed.agency_name)))
}

/// A telephone number that anyone may call for help.
#[derive(Serialize, ToSchema)]
pub struct HelpLineOut {
    /// The number, as dialled.
    phone: String,
    /// Who answers.
    name: Text,
    /// With what they help.
    what: Text,
    /// When they answer.
    hours: Text,
    /// When somebody last verified it.
    #[schema(format = Date)]
    verified_on: String,
}

/// The help lines of today.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/help-lines", tag = "public",
    responses((status = 200, description = "Every help line.", body = Vec<HelpLineOut>), Refusals))]
pub async fn help_lines(State(app): State<App>, who: As) -> Result<Json<Vec<HelpLineOut>>, Failure> {
    let lines = catalogue::help_lines(&app.sys, &who.ctx).await?;
    let out = lines.iter().map(|line| HelpLineOut {
        phone: line.phone.clone(),
        name: (&line.name).into(),
        what: (&line.what).into(),
        hours: (&line.hours).into(),
        verified_on: line.verified_on.to_string(),
    });
    Ok(Json(out.collect()))
}

/// What places are looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct PlaceQuery {
    /// Part of a name, or another name for it.
    #[param(max_length = 200)]
    words: Option<String>,
    /// One department, two digits.
    #[param(pattern = "^(0[1-9]|1[0-9]|2[0-2])$")]
    department: Option<String>,
}

/// The municipalities, all of them or those that are meant.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/places", tag = "public", params(PlaceQuery),
    responses((status = 200, description = "The municipalities.", body = Vec<PlaceOut>), Refusals))]
pub async fn places(Asked(asked): Asked) -> Result<Json<Vec<PlaceOut>>, Failure> {
    let mut query = Query::new(&asked);
    let (words, department) = (query.text("words"), query.value::<place::DepartmentCode>("department"));
    query.end()?;
    let found = if words.is_empty() { place::municipalities().iter().collect() } else { place::find(&words) };
    let wanted = found.into_iter().filter(|one| department.is_none_or(|of| one.code.department() == of));
    Ok(Json(wanted.map(|one| one.code.into()).collect()))
}

/// An occupation.
#[derive(Serialize, ToSchema)]
pub struct OccupationOut {
    /// Its unit group in CIUO-08.
    #[schema(pattern = "^[0-9]{4}$")]
    code: String,
    /// What it is called.
    title: Text,
}

/// Occupations that words may mean.
#[derive(Serialize, ToSchema)]
pub struct Occupations {
    /// Whether the first one surely is what is meant.
    sure: bool,
    /// The occupations, likeliest first.
    items: Vec<OccupationOut>,
}

/// What occupation is looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct OccupationQuery {
    /// In one's own words ("rufero", "drywall").
    #[param(min_length = 1, max_length = 200)]
    words: String,
}

/// Occupations that words may mean, in Spanish, English or both at once.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/occupations", tag = "public", params(OccupationQuery),
    responses((status = 200, description = "What may be meant.", body = Occupations), Refusals))]
pub async fn occupations(State(app): State<App>, Asked(asked): Asked) -> Result<Json<Occupations>, Failure> {
    let mut query = Query::new(&asked);
    let words = query.text("words");
    query.end()?;
    if words.is_empty() {
        return Err(usecases::Error::invalid("words", "text-empty").into());
    }
    let linked = app.sys.linker().occupations(&words, OCCUPATIONS);
    let items = linked
        .suggestions
        .into_iter()
        .filter_map(|one| taxonomy::occupation(one.code))
        .map(|known| OccupationOut { code: known.code.to_string(), title: (&known.title).into() });
    Ok(Json(Occupations { sure: linked.sure, items: items.collect() }))
}
