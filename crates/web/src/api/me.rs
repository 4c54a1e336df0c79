//! What is a person's own: account, consents, jobs, and who saw it.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{person::Person, time::Moment};
use serde::{Deserialize, Serialize};
use usecases::{
    consent::{self, Shared},
    person::{self, SeenBy},
    profile::{self, JobForm},
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    body::{Json, id},
    list::PlaceOut,
    once::IdempotencyKey,
    problem::Refusals,
    word::{AccountStatus, DoneAction, DoneObject, SharingPurpose},
};
use crate::{App, error::Failure, session::As};
/// The account of who asks.
#[derive(Serialize, ToSchema)]
pub struct Me {
    /// Their identifier.
    id: Uuid,
    /// What they sign in with.
    code: String,
    /// Whether they use the system now.
    status: AccountStatus,
    /// The name they want to be called by.
    alias: String,
    /// Year of birth.
    birth_year: i16,
    /// Where they live or are going.
    place: PlaceOut,
    /// The language they prefer to speak, by code.
    language: String,
    /// Telephone, E.164.
    phone: Option<String>,
    /// When they registered.
    #[schema(format = DateTime)]
    created_at: String,
}

impl From<Person> for Me {
    fn from(one: Person) -> Self {
        Self {
            id: one.id.uuid(),
            code: one.code.to_string(),
            status: AccountStatus(one.status),
            alias: one.alias.to_string(),
            birth_year: one.birth_year,
            place: one.municipality.into(),
            language: one.language.to_string(),
            phone: one.contact.map(|contact| contact.phone.to_string()),
            created_at: one.created_at.rfc3339(),
        }
    }
}

/// The account of who asks.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/me", tag = "person",
    responses((status = 200, description = "The account.", body = Me), Refusals), security(("session" = [])))]
pub async fn me(State(app): State<App>, who: As) -> Result<Json<Me>, Failure> {
    Ok(Json(person::me(&app.sys, &who.ctx).await?.into()))
}

/// A consent.
#[derive(Serialize, ToSchema)]
pub struct ConsentOut {
    /// Its identifier.
    id: Uuid,
    /// For what something is shared.
    purpose: SharingPurpose,
    /// The name of the agency, if it goes to one.
    agency: Option<String>,
    /// Whether it holds now.
    holds: bool,
    /// When it was given.
    #[schema(format = DateTime)]
    given_at: String,
    /// When it ends by itself.
    #[schema(format = DateTime)]
    expires_at: Option<String>,
    /// When it was withdrawn.
    #[schema(format = DateTime)]
    withdrawn_at: Option<String>,
}

impl From<Shared> for ConsentOut {
    fn from(shared: Shared) -> Self {
        let Shared { consent, agency_name, holds } = shared;
        Self {
            id: consent.id.uuid(),
            purpose: SharingPurpose(consent.purpose),
            agency: agency_name,
            holds,
            given_at: consent.given_at.rfc3339(),
            expires_at: consent.expires_at.map(Moment::rfc3339),
            withdrawn_at: consent.withdrawn_at.map(Moment::rfc3339),
        }
    }
}

/// The consents of who asks, the last one for each purpose and agency.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/me/consents", tag = "person",
    responses((status = 200, description = "The consents.", body = Vec<ConsentOut>), Refusals),
    security(("session" = [])))]
pub async fn consents(State(app): State<App>, who: As) -> Result<Json<Vec<ConsentOut>>, Failure> {
    let consents = consent::consents(&app.sys, &who.ctx).await?;
    Ok(Json(consents.given.into_iter().map(Into::into).collect()))
}

/// To what somebody says yes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentIn {
    /// `discovery`, `messages` or `statistics`.
    purpose: SharingPurpose,
}

/// Says yes to a purpose.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(post, path = "/api/v1/me/consents", tag = "person", params(IdempotencyKey), request_body = ConsentIn,
    responses((status = 204, description = "It holds."), Refusals), security(("session" = [])))]
pub async fn give_consent(
    State(app): State<App>,
    who: As,
    Json(sent): Json<ConsentIn>,
) -> Result<StatusCode, Failure> {
    consent::give(&app.sys, &who.ctx, sent.purpose.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Withdraws a consent, at once.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(delete, path = "/api/v1/me/consents/{id}", tag = "person",
    params(("id" = Uuid, Path), IdempotencyKey),
    responses((status = 204, description = "It holds no more."), Refusals), security(("session" = [])))]
pub async fn withdraw_consent(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<StatusCode, Failure> {
    who.ctx.person()?;
    consent::withdraw(&app.sys, &who.ctx, id(&name)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A job that the person did.
#[derive(Serialize, ToSchema)]
pub struct JobOut {
    /// Its identifier.
    id: Uuid,
    /// In the person's own words.
    words: String,
    /// The occupation they confirmed, by CIUO-08.
    occupation: Option<String>,
    /// For how long, in months.
    months: u16,
    /// ISO 3166 country.
    country: String,
}

/// The jobs of who asks, in their own words.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/me/jobs", tag = "person",
    responses((status = 200, description = "The jobs.", body = Vec<JobOut>), Refusals), security(("session" = [])))]
pub async fn jobs(State(app): State<App>, who: As) -> Result<Json<Vec<JobOut>>, Failure> {
    let whole = profile::profile(&app.sys, &who.ctx).await?;
    let out = whole.jobs.into_iter().map(|job| JobOut {
        id: job.id.uuid(),
        words: job.words,
        occupation: job.occupation.map(|code| code.to_string()),
        months: job.months,
        country: job.country,
    });
    Ok(Json(out.collect()))
}

/// A job that is told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JobIn {
    /// In the person's own words, one line.
    words: String,
    /// Whole years.
    #[serde(default)]
    #[schema(maximum = 70)]
    years: u16,
    /// Months besides.
    #[serde(default)]
    #[schema(maximum = 11)]
    months: u16,
    /// ISO 3166 country, two letters.
    country: String,
}

/// What was made.
#[derive(Serialize, ToSchema)]
pub struct Made {
    /// Its identifier.
    pub id: Uuid,
}

/// Adds a job.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(post, path = "/api/v1/me/jobs", tag = "person", params(IdempotencyKey), request_body = JobIn,
    responses((status = 201, description = "Added.", body = Made), Refusals), security(("session" = [])))]
pub async fn add_job(State(app): State<App>, who: As, Json(sent): Json<JobIn>) -> Result<Response, Failure> {
    let form = JobForm {
        words: sent.words,
        years: sent.years.to_string(),
        months: sent.months.to_string(),
        country: sent.country,
    };
    let id = profile::add_job(&app.sys, &who.ctx, &form).await?;
    Ok((StatusCode::CREATED, Json(Made { id: id.uuid() })).into_response())
}

/// Removes a job.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(delete, path = "/api/v1/me/jobs/{id}", tag = "person", params(("id" = Uuid, Path), IdempotencyKey),
    responses((status = 204, description = "It is gone, or never was."), Refusals), security(("session" = [])))]
pub async fn remove_job(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<StatusCode, Failure> {
    who.ctx.person()?;
    profile::remove_job(&app.sys, &who.ctx, id(&name)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One line of what happened with a person's data.
#[derive(Serialize, ToSchema)]
pub struct SeenOut {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// `you`, `system`, or `agency`.
    by: &'static str,
    /// The name of the agency.
    agency: Option<String>,
    /// What was done.
    action: DoneAction,
    /// With what.
    object: DoneObject,
    /// The title of the opportunity it was about, in Spanish.
    title: Option<String>,
}

/// Who did what with the data of who asks, newest first.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/me/seen", tag = "person",
    responses((status = 200, description = "Who did what.", body = Vec<SeenOut>), Refusals),
    security(("session" = [])))]
pub async fn seen(State(app): State<App>, who: As) -> Result<Json<Vec<SeenOut>>, Failure> {
    let lines = person::seen(&app.sys, &who.ctx).await?;
    let out = lines.into_iter().map(|line| {
        let (by, agency) = match line.by {
            SeenBy::You => ("you", None),
            SeenBy::System => ("system", None),
            SeenBy::Agency(name) => ("agency", Some(name)),
        };
        let (action, object) = (DoneAction(line.action), DoneObject(line.object));
        let title = Some(line.title).filter(|title| !title.is_empty());
        SeenOut { at: line.at.rfc3339(), by, agency, action, object, title }
    });
    Ok(Json(out.collect()))
}
