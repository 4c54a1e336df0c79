//! A write sent twice is done once: every write carries an `Idempotency-Key`.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use usecases::idempotency::{self, Answer, Begun};
use utoipa::IntoParams;

use super::problem::{Refusal, fit};
use crate::{App, FORM_LIMIT, error::Failure, session::As};

/// An answer is never larger.
const ANSWER_LIMIT: usize = 1024 * 1024;
/// Tells that an answer was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The header that every write carries.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only described")]
pub struct IdempotencyKey {
    /// A new one for each thing to be done (a UUID will do), the same when it is sent again. Answers are kept for a day.
    #[param(
        rename = "Idempotency-Key",
        min_length = 8,
        max_length = 128,
        pattern = "^[A-Za-z0-9_-]{8,128}$"
    )]
    key: String,
}

fn key_of(request: &Request) -> Option<String> {
    let text = request.headers().get("idempotency-key")?.to_str().ok()?.trim();
    // The draft of the standard puts the key in quotes; nobody does.
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let fine = (8..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    fine.then(|| text.to_owned())
}

/// Does a write, or repeats the answer it had.
pub async fn run(app: &App, who: &As, request: Request, next: Next) -> Response {
    let Some(key) = key_of(&request) else {
        return Refusal::new(StatusCode::BAD_REQUEST, "api-key-missing").into_response();
    };
    let reference = crate::request_id(&request);
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, FORM_LIMIT).await else {
        return Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "error-too-large-text").into_response();
    };
    let mut hash = Sha256::new();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    for part in [parts.method.as_str().as_bytes(), path.as_bytes(), &body] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    match idempotency::begin(&app.sys, &who.ctx, &key, &hash.finalize()).await {
        Err(error) => return Failure(error).into_response(),
        Ok(Begun::Running) => return Refusal::new(StatusCode::CONFLICT, "api-key-running").into_response(),
        Ok(Begun::Other) => {
            return Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "api-key-other").into_response();
        }
        Ok(Begun::Before(answer)) => return again(answer),
        Ok(Begun::Go) => {}
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    // As it will be sent, so that it is the same the second time.
    let (response, answer) = taken(fit(response, who.ctx.lang, &reference)).await;
    if let Err(error) = idempotency::end(&app.sys, &who.ctx, &key, answer.as_ref()).await {
        tracing::error!(error = &error as &dyn std::error::Error, "an answer cannot be kept");
    }
    response
}

/// The response, and what of it is kept: nothing of a session that is begun, of a fault of ours, or of a refusal that
/// passes.
async fn taken(response: Response) -> (Response, Option<Answer>) {
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, ANSWER_LIMIT).await else {
        return (StatusCode::INTERNAL_SERVER_ERROR.into_response(), None);
    };
    let status = parts.status.as_u16();
    let passes = status >= 500 || matches!(status, 401 | 403 | 429);
    let keeps = !passes && !parts.headers.contains_key(header::SET_COOKIE);
    let answer = keeps.then(|| Answer {
        status,
        headers: [header::CONTENT_TYPE, header::LOCATION]
            .iter()
            .filter_map(|name| {
                let value = parts.headers.get(name)?.to_str().ok()?;
                Some((name.to_string(), value.to_owned()))
            })
            .collect(),
        body: body.to_vec(),
    });
    (Response::from_parts(parts, Body::from(body)), answer)
}

fn again(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, answer.body).into_response();
    response.headers_mut().remove(header::CONTENT_TYPE);
    for (name, value) in answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    response
}
