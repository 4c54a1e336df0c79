//! Opportunities, as everyone sees them.

use axum::extract::{Path, State};
use domain::{
    opportunity::{AskedSkill, Opportunity, Requirements},
    taxonomy,
};
use serde::Serialize;
use usecases::opportunity::{self, Item};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    body::{Json, Query, id},
    list::{AgencyOut, PlaceOut, Text},
    problem::Refusals,
    word::{ContractForm, ListOrder, OpportunityKind, OpportunityStatus, WorkSchedule},
};
use crate::{App, error::Failure, form::Asked, session::As};

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

/// Skills with their names.
pub(super) fn skills(asked: &[AskedSkill]) -> Vec<SkillOut> {
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
