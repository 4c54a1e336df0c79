//! The offers of one's own agency.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::opportunity::{Kind, Opportunity};
use serde::{Deserialize, Serialize};
use usecases::{
    Error,
    offer::{self, OfferForm},
};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    body::{Json, Query, id},
    me::Made,
    once::IdempotencyKey,
    opportunity::OpportunityOut,
    problem::Refusals,
    word::{OpportunityKind, OpportunityStatus},
};
use crate::{App, error::Failure, form::Asked, session::As};

/// An offer of one's own.
#[derive(Serialize, ToSchema)]
pub struct OfferOut {
    /// What everyone sees of it, once it is published.
    opportunity: OpportunityOut,
    /// Why it was sent back or paused.
    note: Option<String>,
    /// Send it back with a change; it tells whether somebody else changed it meanwhile.
    version: i64,
}

impl From<&Opportunity> for OfferOut {
    fn from(one: &Opportunity) -> Self {
        Self { opportunity: OpportunityOut::new(one, "", None), note: one.note.clone(), version: one.version }
    }
}

/// A page of offers.
#[derive(Serialize, ToSchema)]
pub struct Offers {
    /// The offers, the newest first.
    items: Vec<OfferOut>,
    /// Send it back as `after` for the next page; nothing after the last.
    next: Option<Uuid>,
}

/// What offers are looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct OfferQuery {
    /// One status.
    status: Option<OpportunityStatus>,
    /// `next` of the page before.
    after: Option<Uuid>,
}

/// The offers of one's own agency.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/offers", tag = "agency", params(OfferQuery),
    responses((status = 200, description = "A page of offers.", body = Offers), Refusals),
    security(("session" = [])))]
pub async fn offers(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Json<Offers>, Failure> {
    let mut query = Query::new(&asked);
    let (status, after) = (query.value("status"), query.value("after"));
    query.end()?;
    let offers = offer::mine(&app.sys, &who.ctx, status, after).await?;
    Ok(Json(Offers {
        items: offers.items.iter().map(Into::into).collect(),
        next: offers.next.map(domain::id::Id::uuid),
    }))
}

/// An offer as written. Which fields are obligatory depends on the kind; numbers and days are text, as on the pages.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub struct OfferIn {
    /// What it is called.
    title: String,
    /// The same in English.
    title_en: String,
    /// What it is.
    description: String,
    /// The same in English.
    description_en: String,
    /// What to bring, one item a line.
    bring: String,
    /// The same in English.
    bring_en: String,
    /// CIUO-08, four digits.
    occupation: String,
    /// Code or name of a municipality.
    municipality: String,
    /// In words.
    address: String,
    /// Whether it can be done from anywhere.
    remote: bool,
    /// Places.
    seats: String,
    /// Pay a month in quetzales, all included; at least.
    pay_min: String,
    /// At most.
    pay_max: String,
    /// `non_agricultural`, `agricultural` or `export`.
    activity: String,
    /// What it costs the person, in quetzales.
    cost: String,
    /// When one works.
    schedule: String,
    /// The form of contract.
    contract: String,
    /// Length in hours.
    hours: String,
    /// The first day.
    starts_on: String,
    /// The last day to apply.
    closes_on: String,
    /// Working days until the answer.
    answer_days: String,
    /// Codes of skills that are needed.
    essential: Vec<String>,
    /// Codes of skills that help.
    optional: Vec<String>,
    /// Months of experience.
    experience_months: String,
    /// The least schooling.
    schooling: String,
    /// Whether experience may take its place.
    experience_instead: bool,
    /// Languages, by code.
    languages: Vec<String>,
    /// Whether they are indispensable.
    languages_indispensable: bool,
    /// Driving licences.
    licences: Vec<String>,
    /// Whether they are indispensable.
    licences_indispensable: bool,
    /// Whether what was warned about was read and is meant so.
    acknowledged: bool,
    /// The version that is changed.
    version: String,
}

impl From<OfferIn> for OfferForm {
    fn from(sent: OfferIn) -> Self {
        Self {
            title: sent.title,
            title_en: sent.title_en,
            description: sent.description,
            description_en: sent.description_en,
            bring: sent.bring,
            bring_en: sent.bring_en,
            occupation: sent.occupation,
            municipality: sent.municipality,
            address: sent.address,
            remote: sent.remote,
            seats: sent.seats,
            pay_min: sent.pay_min,
            pay_max: sent.pay_max,
            activity: sent.activity,
            cost: sent.cost,
            schedule: sent.schedule,
            contract: sent.contract,
            hours: sent.hours,
            starts_on: sent.starts_on,
            closes_on: sent.closes_on,
            answer_days: sent.answer_days,
            essential: sent.essential,
            optional: sent.optional,
            experience_months: sent.experience_months,
            schooling: sent.schooling,
            experience_instead: sent.experience_instead,
            languages: sent.languages,
            languages_indispensable: sent.languages_indispensable,
            licences: sent.licences,
            licences_indispensable: sent.licences_indispensable,
            acknowledged: sent.acknowledged,
            version: sent.version,
        }
    }
}

/// A new offer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOffer {
    /// Its kind; it cannot be changed later.
    kind: OpportunityKind,
    /// The offer.
    offer: OfferIn,
}

/// Writes a new offer, which nobody else sees yet.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(post, path = "/api/v1/offers", tag = "agency", params(IdempotencyKey), request_body = NewOffer,
    responses((status = 201, description = "Kept as a draft.", body = Made), Refusals), security(("session" = [])))]
pub async fn draft(State(app): State<App>, who: As, Json(sent): Json<NewOffer>) -> Result<Response, Failure> {
    let kind: Kind = sent.kind.0;
    let id = offer::draft(&app.sys, &who.ctx, kind, &sent.offer.into()).await?;
    Ok((StatusCode::CREATED, Json(Made { id: id.uuid() })).into_response())
}

/// One offer of one's own agency.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/offers/{id}", tag = "agency", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The offer.", body = OfferOut), Refusals), security(("session" = [])))]
pub async fn offer(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<Json<OfferOut>, Failure> {
    who.ctx.agency()?;
    let found = offer::own(&app.sys, &who.ctx, id(&name)?).await?;
    Ok(Json((&found).into()))
}

/// How far an offer is now.
#[derive(Serialize, ToSchema)]
pub struct OfferState {
    /// How far it is.
    status: OpportunityStatus,
}

/// Changes an offer; what is public goes back to be looked at.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(put, path = "/api/v1/offers/{id}", tag = "agency", params(("id" = Uuid, Path), IdempotencyKey),
    request_body = OfferIn,
    responses((status = 200, description = "Changed.", body = OfferState), Refusals), security(("session" = [])))]
pub async fn edit(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
    Json(sent): Json<OfferIn>,
) -> Result<Json<OfferState>, Failure> {
    who.ctx.agency()?;
    let status = offer::edit(&app.sys, &who.ctx, id(&name)?, &sent.into()).await?;
    Ok(Json(OfferState { status: OpportunityStatus(status) }))
}

/// What is to be done with an offer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferStep {
    /// The step.
    step: StepWord,
    /// Why, if it is paused.
    #[serde(default)]
    reason: String,
}

/// A step that an agency takes with an offer.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepWord {
    /// Send it to be looked at.
    Submit,
    /// Stop showing it for a while.
    Pause,
    /// Show it again.
    Resume,
    /// End it.
    Close,
}

/// Takes a step with an offer.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(post, path = "/api/v1/offers/{id}/steps", tag = "agency",
    params(("id" = Uuid, Path), IdempotencyKey), request_body = OfferStep,
    responses((status = 200, description = "Done.", body = OfferState), Refusals), security(("session" = [])))]
pub async fn step(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
    Json(sent): Json<OfferStep>,
) -> Result<Json<OfferState>, Failure> {
    who.ctx.agency()?;
    let (sys, ctx, id) = (&app.sys, &who.ctx, id(&name)?);
    match sent.step {
        StepWord::Submit => {
            offer::submit(sys, ctx, id).await?;
        }
        StepWord::Pause => offer::pause(sys, ctx, id, &sent.reason).await?,
        StepWord::Resume => offer::resume(sys, ctx, id).await?,
        StepWord::Close => offer::close(sys, ctx, id).await?,
    }
    // A closed offer can no longer be edited, but its agency still sees it.
    let found = usecases::opportunity::show(sys, ctx, id, None).await.map_err(|_| Error::NotFound)?;
    Ok(Json(OfferState { status: OpportunityStatus(found.opportunity.status) }))
}
