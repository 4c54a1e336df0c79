//! Where the gateway brings text messages. No session, no page: what is signed is taken.

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use usecases::reply::{self, Received, Request};

use crate::{App, error::Failure, routes::Routes, urls};

/// A message is never larger.
const LARGEST: usize = 16 * 1024;

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().post(urls::SMS_IN, receive)
}

async fn receive(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Result<StatusCode, Failure> {
    if body.len() > LARGEST {
        return Ok(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let request = Request { timestamp: header("x-timestamp"), signature: header("x-signature"), body: &body };
    Ok(match reply::receive(&app.sys, request).await? {
        Received::NotSetUp => StatusCode::NOT_FOUND,
        Received::NotSigned => StatusCode::UNAUTHORIZED,
        Received::Unreadable => StatusCode::UNPROCESSABLE_ENTITY,
        Received::Taken => StatusCode::NO_CONTENT,
    })
}
