//! Signing in and out, and registering.

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::policy::Actor;
use serde::{Deserialize, Serialize};
use usecases::{
    Error,
    person::{self, Registration},
    sign_in,
};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    body::Json,
    once::IdempotencyKey,
    problem::Refusals,
    word::{SharingPurpose, StaffRole},
};
use crate::{App, error::Failure, session::As};

/// Who is signed in.
#[derive(Serialize, ToSchema)]
pub struct SessionOut {
    /// `anonymous`, `person` or `staff`.
    who: &'static str,
    /// The person or the account.
    id: Option<Uuid>,
    /// The agency of the staff.
    agency: Option<Uuid>,
    /// What the staff is for.
    role: Option<StaffRole>,
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/v1/session", tag = "session",
    responses((status = 200, description = "Who is signed in.", body = SessionOut), Refusals))]
pub async fn session(who: As) -> Json<SessionOut> {
    Json(match who.ctx.actor {
        Actor::Person(id) => SessionOut { who: "person", id: Some(id.uuid()), agency: None, role: None },
        Actor::Staff { account, agency, role } => SessionOut {
            who: "staff",
            id: Some(account.uuid()),
            agency: Some(agency.uuid()),
            role: Some(StaffRole(role)),
        },
        Actor::Anonymous | Actor::Guest { .. } | Actor::System => {
            SessionOut { who: "anonymous", id: None, agency: None, role: None }
        }
    })
}

/// What a person signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The code on the slip.
    code: String,
    /// Six digits.
    pin: String,
}

/// Signs a person in. Staff sign in on the pages, with their one-time code.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", params(IdempotencyKey), request_body = SignIn,
    responses((status = 204, description = "Signed in; the cookie is set."), Refusals))]
pub async fn sign_in(State(app): State<App>, who: As, Json(sent): Json<SignIn>) -> Result<Response, Failure> {
    let from = sign_in::person::Origin { network: &who.network, device: &who.device };
    let started = sign_in::person::sign_in(&app.sys, &who.ctx, &sent.code, &sent.pin, from).await?;
    let cookie = app.set_cookie(&started.token, started.max_age);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

/// Ends the session.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", params(IdempotencyKey),
    responses((status = 204, description = "Nobody is signed in any more."), Refusals), security(("session" = [])))]
pub async fn sign_out(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let token = who.token.as_deref().ok_or(Error::SignIn)?;
    sign_in::end(&app.sys, token).await?;
    let gone = [
        (header::SET_COOKIE, app.set_cookie("", 0)),
        (header::HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\"")),
    ];
    Ok((StatusCode::NO_CONTENT, gone).into_response())
}

/// A person who registers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegistrationIn {
    /// The name they want to be called by.
    alias: String,
    /// Four digits; 18 or over.
    birth_year: String,
    /// Code or name of a municipality.
    municipality: String,
    /// The language they prefer to speak, by code.
    language: String,
    /// Six digits that are not easily guessed.
    pin: String,
    /// A telephone.
    #[serde(default)]
    phone: String,
    /// Whose it is: `own` (also if nothing is said) or `relative`.
    #[serde(default)]
    contact_owner: String,
    /// DPI number.
    #[serde(default)]
    cui: String,
    /// To what they say yes, once they have read the notice. Without `account` there is no account.
    purposes: Vec<SharingPurpose>,
}

/// Who has registered.
#[derive(Serialize, ToSchema)]
pub struct RegisteredOut {
    /// Their identifier.
    id: Uuid,
    /// What they sign in with, together with the PIN. It is told only here and on the slip.
    code: String,
}

/// Registers a person.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(post, path = "/api/v1/people", tag = "session", params(IdempotencyKey), request_body = RegistrationIn,
    responses((status = 201, description = "Registered; not yet signed in.", body = RegisteredOut), Refusals))]
pub async fn register(
    State(app): State<App>,
    who: As,
    Json(sent): Json<RegistrationIn>,
) -> Result<Response, Failure> {
    let form = Registration {
        alias: sent.alias,
        birth_year: sent.birth_year,
        municipality: sent.municipality,
        language: sent.language,
        phone: sent.phone,
        contact_owner: sent.contact_owner,
        cui: sent.cui,
        pin: sent.pin,
        purposes: sent.purposes.into_iter().map(|purpose| purpose.0).collect(),
    };
    let registered = person::register(&app.sys, &who.ctx, &form).await?;
    let out = RegisteredOut { id: registered.person.uuid(), code: registered.code.to_string() };
    Ok((StatusCode::CREATED, Json(out)).into_response())
}
