//! Refusals for programs: `application/problem+json` (RFC 9457).

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::message::Lang;
use serde::Serialize;
use usecases::Error;
use utoipa::{
    IntoResponses, ToSchema,
    openapi::{ContentBuilder, Ref, RefOr, Response as Described, ResponseBuilder},
};

use crate::{
    error::{Failed, word_of},
    i18n::T,
};

/// The media type of a refusal.
const MEDIA_TYPE: &str = "application/problem+json";

/// A refusal.
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status says what kind it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What kind of refusal, in the language asked for.
    title: String,
    /// The status.
    status: u16,
    /// What to do, in the language asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// The same as a word that does not change with the language.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// More for who writes programs, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    /// The number to tell when asking for help.
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
    /// What is wrong with single fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field.
    field: String,
    /// What is wrong, as a word that does not change with the language.
    code: String,
    /// What to do, in the language asked for.
    detail: String,
}

impl FieldProblem {
    /// A problem, in words.
    pub(super) fn new(t: T, problem: &usecases::Problem) -> Self {
        Self { field: problem.field.to_owned(), code: problem.key.to_owned(), detail: t.problem(problem) }
    }
}

/// A refusal that only the API makes.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// A Fluent key.
    pub key: &'static str,
    /// More for who writes programs.
    pub hint: Option<String>,
}

impl Refusal {
    /// A refusal without a hint.
    #[must_use]
    pub const fn new(status: StatusCode, key: &'static str) -> Self {
        Self { status, key, hint: None }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Turns whatever refused the request into a [`Problem`]. Good answers stay as they are.
pub fn fit(response: Response, lang: Lang, reference: &str) -> Response {
    let status = response.status();
    let is_problem = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes() == MEDIA_TYPE.as_bytes());
    if status.as_u16() < 400 || is_problem {
        return response;
    }
    let t = T::new(lang);
    let mut problem = Problem {
        kind: "about:blank",
        title: title(t, status),
        status: status.as_u16(),
        detail: None,
        code: None,
        hint: None,
        instance: Some(format!("urn:uuid:{reference}")).filter(|_| !reference.is_empty()),
        errors: Vec::new(),
    };
    let (mut parts, _) = response.into_parts();
    if let Some(Failed(error)) = parts.extensions.get() {
        tell(&mut problem, t, error);
        if let Error::TooMany(seconds) = &**error {
            parts.headers.insert(header::RETRY_AFTER, (*seconds).max(1).into());
        }
    } else if let Some(refusal) = parts.extensions.get::<Refusal>() {
        problem.detail = Some(t.s(refusal.key));
        problem.code = Some(refusal.key.to_owned());
        problem.hint.clone_from(&refusal.hint);
    }
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    parts.headers.remove(header::CONTENT_LENGTH);
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    Response::from_parts(parts, Body::from(body))
}

fn title(t: T, status: StatusCode) -> String {
    match status {
        StatusCode::UNAUTHORIZED => t.s("api-sign-in"),
        StatusCode::NOT_FOUND => t.s("api-not-found"),
        StatusCode::METHOD_NOT_ALLOWED => t.s("api-method"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => t.s("api-media-type"),
        _ => t.s(&format!("error-{}-title", word_of(status))),
    }
}

fn tell(problem: &mut Problem, t: T, error: &Error) {
    match error {
        Error::Invalid(problems) => {
            problem.errors = problems.0.iter().map(|one| FieldProblem::new(t, one)).collect();
        }
        Error::Conflict(key) => {
            problem.detail = Some(t.s(key));
            problem.code = Some((*key).to_owned());
        }
        Error::TooMany(seconds) => {
            problem.detail = Some(t.one("error-wait-minutes", "minutes", (seconds + 59) / 60));
        }
        _ => {}
    }
}

/// Every refusal there may be, for the document.
pub struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        [
            ("400", "The request cannot be read."),
            ("401", "Sign in first."),
            ("403", "It may be seen, but not done."),
            ("404", "There is no such thing, or it may not be known to exist."),
            ("405", "The address does not know this method."),
            ("409", "It does not fit what is already there, or the same request is still running."),
            ("413", "The body is too large."),
            ("415", "The body is not JSON."),
            ("422", "Fields have problems, or the Idempotency-Key belongs to another request."),
            ("429", "Too many tries; see Retry-After."),
            ("500", "The fault is ours; `instance` is the number to tell."),
            ("503", "It took too long; try again."),
        ]
        .into_iter()
        .map(|(status, text)| {
            let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let described = ResponseBuilder::new().description(text).content(MEDIA_TYPE, content).build();
            (status.to_owned(), RefOr::T(described))
        })
        .collect()
    }
}
