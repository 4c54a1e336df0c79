//! An agency's side: the applications it received, and candidates to invite.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use usecases::{
    application::{self, Answering, Reporting},
    candidate,
};
use utoipa::ToSchema;

use super::{
    application::{AfterQuery, ApplicationOut, Applications, EventOut, events, page},
    body::{Json, Query, id},
    list::PlaceOut,
    me::Made,
    once::IdempotencyKey,
    problem::Refusals,
};
use crate::{
    App,
    error::Failure,
    form::Asked,
    i18n::T,
    matches::{gap, strength},
    session::As,
};

/// The applications to an offer of one's own agency, first come first. Nothing here says who it is.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/offers/{id}/applications", tag = "agency",
    params(("id" = Uuid, Path), AfterQuery),
    responses((status = 200, description = "A page of applications.", body = Applications), Refusals),
    security(("session" = [])))]
pub async fn received(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
    Asked(asked): Asked,
) -> Result<Json<Applications>, Failure> {
    who.ctx.agency()?;
    let mut query = Query::new(&asked);
    let page = page(&mut query);
    query.end()?;
    let received = application::received(&app.sys, &who.ctx, id(&name)?, None, page).await?;
    Ok(Json(Applications::new(received.applications.iter().map(|one| (&one.application).into()).collect())))
}

/// Who applied, as far as their consent goes. Never sex, age or document number.
#[derive(Serialize, ToSchema)]
pub struct ApplicantOut {
    /// The name they want to be called by.
    name: String,
    /// Telephone, E.164.
    phone: Option<String>,
    /// Where they live.
    place: PlaceOut,
    /// The language they prefer to speak, by code.
    language: String,
}

/// One application that an agency received.
#[derive(Serialize, ToSchema)]
pub struct OpenedOut {
    /// The application.
    application: ApplicationOut,
    /// Its life, first step first.
    events: Vec<EventOut>,
    /// Who applied; nothing while no consent shows them.
    applicant: Option<ApplicantOut>,
    /// What speaks for the person, at most three.
    strengths: Vec<String>,
    /// What is missing.
    gaps: Vec<String>,
}

/// Opens one application that one's own agency received. The person can read that it was opened.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/applications/{id}", tag = "agency", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The application.", body = OpenedOut), Refusals),
    security(("session" = [])))]
pub async fn open(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<Json<OpenedOut>, Failure> {
    who.ctx.agency()?;
    let t = T::new(who.ctx.lang);
    let opened = application::open(&app.sys, &who.ctx, id(&name)?).await?;
    let applicant = opened.applicant.map(|one| ApplicantOut {
        name: one.name.to_string(),
        phone: one.contact.map(|contact| contact.phone.to_string()),
        place: one.municipality.into(),
        language: one.language.to_string(),
    });
    Ok(Json(OpenedOut {
        application: (&opened.application).into(),
        events: events(&opened.events),
        applicant,
        strengths: opened.strengths.iter().map(|detail| strength(t, detail)).collect(),
        gaps: opened.gaps.iter().map(|detail| gap(t, detail)).collect(),
    }))
}

/// An answer to an application.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerIn {
    /// `accept`, `waitlist` or `decline`; or, once accepted, what came of it: `achieve` or `fail`.
    step: AgencyStep,
    /// The coded reason of a no.
    #[serde(default)]
    reason: String,
    /// A note to the person: where to come, what to bring.
    #[serde(default)]
    note: String,
}

/// What an agency does with an application.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgencyStep {
    /// Yes.
    Accept,
    /// To the waiting list.
    Waitlist,
    /// No.
    Decline,
    /// It came to something: hired, completed, competent, granted.
    Achieve,
    /// It came to nothing.
    Fail,
}

/// Answers an application, or reports what came of it.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(post, path = "/api/v1/applications/{id}/steps", tag = "agency",
    params(("id" = Uuid, Path), IdempotencyKey), request_body = AnswerIn,
    responses((status = 204, description = "Done."), Refusals), security(("session" = [])))]
pub async fn agency_step(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
    Json(sent): Json<AnswerIn>,
) -> Result<StatusCode, Failure> {
    who.ctx.agency()?;
    let (sys, ctx, id) = (&app.sys, &who.ctx, id(&name)?);
    let (answer, result) = match sent.step {
        AgencyStep::Accept => (Some("accept"), ""),
        AgencyStep::Waitlist => (Some("waitlist"), ""),
        AgencyStep::Decline => (Some("decline"), ""),
        AgencyStep::Achieve => (None, "achieve"),
        AgencyStep::Fail => (None, "fail"),
    };
    let AnswerIn { reason, note, .. } = sent;
    match answer {
        Some(answer) => {
            let input = Answering { answer: answer.to_owned(), reason, note };
            application::answer(sys, ctx, id, &input).await?;
        }
        None => {
            let input = Reporting { result: result.to_owned(), reason, note };
            application::report(sys, ctx, id, &input).await?;
        }
    }
    Ok(StatusCode::NO_CONTENT)
}

/// A candidate as an agency sees them before they apply: no name, sex, age or country.
#[derive(Serialize, ToSchema)]
pub struct CandidateOut {
    /// Their name for this offer only; send it back to invite them.
    reference: String,
    /// How well they fit, from 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    fit: f64,
    /// Where they live.
    place: PlaceOut,
    /// Kilometres by road, about.
    km: Option<u32>,
    /// What speaks for them, at most three.
    strengths: Vec<String>,
}

/// The candidates of an offer of one's own agency, best first.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/offers/{id}/candidates", tag = "agency", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The candidates.", body = Vec<CandidateOut>), Refusals),
    security(("session" = [])))]
pub async fn candidates(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<Json<Vec<CandidateOut>>, Failure> {
    who.ctx.agency()?;
    let t = T::new(who.ctx.lang);
    let found = candidate::candidates(&app.sys, &who.ctx, id(&name)?).await?;
    let out = found.people.into_iter().map(|one| CandidateOut {
        strengths: one.strengths.iter().map(|detail| strength(t, detail)).collect(),
        reference: one.reference,
        fit: one.fit,
        place: one.municipality.into(),
        km: one.km,
    });
    Ok(Json(out.collect()))
}

/// Whom to invite.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteIn {
    /// The candidate's reference.
    reference: String,
}

/// Asks a candidate to apply.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(post, path = "/api/v1/offers/{id}/invitations", tag = "agency",
    params(("id" = Uuid, Path), IdempotencyKey), request_body = InviteIn,
    responses((status = 201, description = "Asked.", body = Made), Refusals), security(("session" = [])))]
pub async fn invite(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
    Json(sent): Json<InviteIn>,
) -> Result<Response, Failure> {
    who.ctx.agency()?;
    let made = candidate::invite(&app.sys, &who.ctx, id(&name)?, &sent.reference).await?;
    Ok((StatusCode::CREATED, Json(Made { id: made.uuid() })).into_response())
}
