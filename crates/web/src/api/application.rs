//! The person's own applications.

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
    application::{self, Apply},
};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    body::{Json, Query, id},
    once::IdempotencyKey,
    opportunity::OpportunityOut,
    problem::Refusals,
    word::{ApplicationStatus, ApplicationStep, OpportunityKind},
};
use crate::{App, error::Failure, form::Asked, session::As};

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

pub(super) fn events(events: &[ApplicationEvent]) -> Vec<EventOut> {
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
    pub(super) fn new(items: Vec<ApplicationOut>) -> Self {
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

pub(super) fn page(query: &mut Query<'_>) -> Page<domain::id::Id<Application>> {
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
