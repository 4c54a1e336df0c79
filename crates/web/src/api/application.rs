//! Applications: the person's own, those an agency received, matches and candidates.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    application::{Application, ApplicationEvent},
    time::Moment,
};
use serde::{Deserialize, Serialize};
use usecases::{
    Page,
    application::{self, Answering, Apply, Reporting},
    candidate, matches,
};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    body::{Json, Query, id},
    list::{OpportunityOut, PlaceOut},
    me::Made,
    once::IdempotencyKey,
    problem::Refusals,
    word::{ApplicationStatus, ApplicationStep, OpportunityKind},
};
use crate::{
    App,
    error::Failure,
    form::Asked,
    i18n::T,
    matches::{gap, strength},
    session::As,
};

/// Applications on a page.
const PAGE: usize = 50;

/// An application.
#[derive(Serialize, ToSchema)]
pub struct ApplicationOut {
    /// Its identifier.
    id: Uuid,
    /// To what.
    opportunity: Uuid,
    /// Of which kind.
    kind: OpportunityKind,
    /// How far it is.
    status: ApplicationStatus,
    /// When it was sent (or the invitation).
    #[schema(format = DateTime)]
    applied_at: String,
    /// By when the agency owes an answer.
    #[schema(format = DateTime)]
    due_at: Option<String>,
    /// When the agency answered.
    #[schema(format = DateTime)]
    answered_at: Option<String>,
    /// The coded reason of a no.
    reason: Option<String>,
    /// A note of the agency to the person.
    note: Option<String>,
    /// Whether the person says they were answered.
    heard: Option<bool>,
}

impl From<&Application> for ApplicationOut {
    fn from(one: &Application) -> Self {
        Self {
            id: one.id.uuid(),
            opportunity: one.opportunity.uuid(),
            kind: OpportunityKind(one.kind),
            status: ApplicationStatus(one.status),
            applied_at: one.applied_at.rfc3339(),
            due_at: one.due_at.map(Moment::rfc3339),
            answered_at: one.answered_at.map(Moment::rfc3339),
            reason: one.reason.map(|reason| reason.to_string()),
            note: one.note.clone(),
            heard: one.heard,
        }
    }
}

/// One step in an application's life.
#[derive(Serialize, ToSchema)]
pub struct EventOut {
    /// What was done.
    step: ApplicationStep,
    /// The status after it.
    status: ApplicationStatus,
    /// When.
    #[schema(format = DateTime)]
    at: String,
}

fn events(events: &[ApplicationEvent]) -> Vec<EventOut> {
    let out = |event: &ApplicationEvent| EventOut {
        step: ApplicationStep(event.step),
        status: ApplicationStatus(event.status),
        at: event.at.rfc3339(),
    };
    events.iter().map(out).collect()
}

/// A page of applications.
#[derive(Serialize, ToSchema)]
pub struct Applications {
    /// The applications.
    items: Vec<ApplicationOut>,
    /// Send it back as `after` for the next page; nothing after the last.
    next: Option<Uuid>,
}

impl Applications {
    fn new(items: Vec<ApplicationOut>) -> Self {
        let next = if items.len() == PAGE { items.last().map(|last| last.id) } else { None };
        Self { items, next }
    }
}

/// Where a page begins.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct AfterQuery {
    /// `next` of the page before.
    after: Option<Uuid>,
}

fn page(query: &mut Query<'_>) -> Page<domain::id::Id<Application>> {
    Page { after: query.value("after"), limit: i64::try_from(PAGE).unwrap_or(1) }
}

/// The applications and invitations of the person who asks, newest first.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/me/applications", tag = "person", params(AfterQuery),
    responses((status = 200, description = "A page of applications.", body = Applications), Refusals),
    security(("session" = [])))]
pub async fn mine(
    State(app): State<App>,
    who: As,
    Asked(asked): Asked,
) -> Result<Json<Applications>, Failure> {
    let mut query = Query::new(&asked);
    let page = page(&mut query);
    query.end()?;
    let listed = application::mine(&app.sys, &who.ctx, page).await?;
    Ok(Json(Applications::new(listed.iter().map(|one| (&one.application).into()).collect())))
}

/// An application to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyIn {
    /// To what.
    opportunity: Uuid,
    /// Whether this agency may see name, telephone and profile for it. Without it nothing is sent.
    share: bool,
    /// Whether to wait if the call is full.
    #[serde(default)]
    accept_waitlist: bool,
}

/// An application that was sent.
#[derive(Serialize, ToSchema)]
pub struct SentOut {
    /// Its identifier.
    id: Uuid,
    /// `applied`, or `waitlisted` if the call was full.
    status: ApplicationStatus,
}

/// Applies.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(post, path = "/api/v1/me/applications", tag = "person", params(IdempotencyKey), request_body = ApplyIn,
    responses((status = 201, description = "Sent.", body = SentOut), Refusals), security(("session" = [])))]
pub async fn apply(State(app): State<App>, who: As, Json(sent): Json<ApplyIn>) -> Result<Response, Failure> {
    let input = Apply { share: sent.share, accept_waitlist: sent.accept_waitlist };
    let opportunity = domain::id::Id::from_uuid(sent.opportunity);
    let sent = application::apply(&app.sys, &who.ctx, opportunity, &input).await?;
    let out = SentOut { id: sent.id.uuid(), status: ApplicationStatus(sent.status) };
    Ok((StatusCode::CREATED, Json(out)).into_response())
}

/// One of a person's applications, with its life.
#[derive(Serialize, ToSchema)]
pub struct MineOut {
    /// The application.
    application: ApplicationOut,
    /// To what.
    opportunity: OpportunityOut,
    /// Its life, first step first.
    events: Vec<EventOut>,
}

/// One application of the person who asks.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/me/applications/{id}", tag = "person", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The application.", body = MineOut), Refusals),
    security(("session" = [])))]
pub async fn show(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<Json<MineOut>, Failure> {
    who.ctx.person()?;
    let mine = application::show(&app.sys, &who.ctx, id(&name)?).await?;
    Ok(Json(MineOut {
        application: (&mine.application).into(),
        opportunity: OpportunityOut::new(&mine.offer, &mine.agency_name, None),
        events: events(&mine.events),
    }))
}

/// What a person does with an application.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum PersonStep {
    /// Take it back, or say no to the invitation.
    Withdraw,
    /// Say whether they were answered.
    SayHeard {
        /// Whether they were.
        heard: bool,
    },
    /// Say whether it came to something.
    SayResult {
        /// Whether it did.
        happened: bool,
    },
}

/// Takes a step with one's own application.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(post, path = "/api/v1/me/applications/{id}/steps", tag = "person",
    params(("id" = Uuid, Path), IdempotencyKey), request_body = PersonStep,
    responses((status = 204, description = "Done."), Refusals), security(("session" = [])))]
pub async fn person_step(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
    Json(sent): Json<PersonStep>,
) -> Result<StatusCode, Failure> {
    who.ctx.person()?;
    let (sys, ctx, id) = (&app.sys, &who.ctx, id(&name)?);
    match sent {
        PersonStep::Withdraw => application::withdraw(sys, ctx, id).await?,
        PersonStep::SayHeard { heard } => application::say_heard(sys, ctx, id, heard).await?,
        PersonStep::SayResult { happened } => application::say_result(sys, ctx, id, happened).await?,
    }
    Ok(StatusCode::NO_CONTENT)
}

/// A match, with its reasons in the language asked for.
#[derive(Serialize, ToSchema)]
pub struct MatchOut {
    /// The opportunity.
    opportunity: OpportunityOut,
    /// How well the person fits, from 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    fit: f64,
    /// How well it suits what they want too, from 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    score: f64,
    /// What speaks for it, at most three.
    strengths: Vec<String>,
    /// What is missing, most weighty first.
    gaps: Vec<String>,
}

/// What matches are looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct MatchQuery {
    /// More of one kind.
    kind: Option<OpportunityKind>,
}

/// What suits the person who asks, by kind, best first.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/me/matches", tag = "person", params(MatchQuery),
    responses((status = 200, description = "The matches.", body = Vec<MatchOut>), Refusals),
    security(("session" = [])))]
pub async fn matched(
    State(app): State<App>,
    who: As,
    Asked(asked): Asked,
) -> Result<Json<Vec<MatchOut>>, Failure> {
    let mut query = Query::new(&asked);
    let kind = query.value("kind");
    query.end()?;
    let t = T::new(who.ctx.lang);
    let found = matches::matches(&app.sys, &who.ctx, kind).await?;
    let out = found.iter().flat_map(|kind| &kind.best).map(|one| MatchOut {
        opportunity: OpportunityOut::new(&one.listed.opportunity, &one.listed.agency_name, None),
        fit: one.fit,
        score: one.score,
        strengths: one.strengths.iter().map(|detail| strength(t, detail)).collect(),
        gaps: one.gaps.iter().map(|detail| gap(t, detail)).collect(),
    });
    Ok(Json(out.collect()))
}

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
