//! Services of the directory and help lines, as everyone sees them.

use axum::extract::{Path, State};
use domain::service::Service;
use serde::Serialize;
use usecases::{catalogue, service};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    body::{Json, Query, id},
    list::{AgencyOut, PlaceOut, Text},
    problem::Refusals,
    word::{Category, Reach},
};
use crate::{App, error::Failure, form::Asked, session::As};

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
