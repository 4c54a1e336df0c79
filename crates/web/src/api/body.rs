//! Bodies and parameters, read strictly: a wrong one is told apart by field, never guessed.

use std::str::FromStr;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};
use usecases::{Error, Problems};

use super::problem::Refusal;
use crate::form::Fields;

/// A body in JSON, in or out.
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
            Err(error) => {
                tracing::error!(%error, "an answer cannot be written");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "api-media-type"));
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|_| Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "error-too-large-text"))?;
        read(&body).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    kind.split(';').next().unwrap_or("").trim().eq_ignore_ascii_case("application/json")
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let value = serde_json::from_slice(body).map_err(|error| {
        let (status, key) = if error.is_data() {
            (StatusCode::UNPROCESSABLE_ENTITY, "api-json-shape")
        } else {
            (StatusCode::BAD_REQUEST, "api-json-broken")
        };
        // The position and the field, not what was sent: serde quotes wrong values.
        let hint = format!("line {}, column {}", error.line(), error.column());
        Refusal { status, key, hint: Some(hint) }
    })?;
    // PostgreSQL keeps no NUL in a text, and nobody means one.
    if body.windows(6).any(|part| part == b"\\u0000") {
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "text-control"));
    }
    Ok(value)
}

/// The parameters of an address, read one by one; what is wrong is gathered.
pub struct Query<'a> {
    fields: &'a Fields,
    problems: Problems,
}

impl<'a> Query<'a> {
    /// These parameters.
    #[must_use]
    pub fn new(fields: &'a Fields) -> Self {
        Self { fields, problems: Problems::default() }
    }

    /// A value that can be read from text; nothing if it is not there or empty.
    pub fn value<T: FromStr>(&mut self, name: &'static str) -> Option<T> {
        let text = self.fields.some(name)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.problems.add(name, "api-value-unknown");
        }
        value
    }

    /// A whole number between two.
    pub fn number(&mut self, name: &'static str, least: i64, most: i64) -> Option<i64> {
        let number: i64 = self.value(name)?;
        if (least..=most).contains(&number) {
            return Some(number);
        }
        self.problems.add_with(
            name,
            "api-number-range",
            vec![("least", least.to_string()), ("most", most.to_string())],
        );
        None
    }

    /// A text of at most 200 letters.
    pub fn text(&mut self, name: &'static str) -> String {
        let text = self.fields.get(name);
        if text.chars().count() > 200 {
            self.problems.add(name, "text-too-long");
        }
        text.to_owned()
    }

    /// How many are wanted: 1 to 100.
    pub fn limit(&mut self) -> Option<usize> {
        self.number("limit", 1, 100).and_then(|limit| usize::try_from(limit).ok())
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// [`Error::Invalid`] if anything was wrong.
    pub fn end(self) -> Result<(), Error> {
        self.problems.none()
    }
}

/// The identifier in an address. What cannot be one names nothing.
///
/// # Errors
/// [`Error::NotFound`].
pub fn id<T>(text: &str) -> Result<domain::id::Id<T>, Error> {
    // Only the usual form: the parser knows others, and one thing has one address.
    if text.len() != 36 {
        return Err(Error::NotFound);
    }
    text.parse().map_err(|_| Error::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sent {
        #[expect(dead_code, reason = "only read")]
        alias: String,
    }

    fn refusal(body: &[u8]) -> (u16, &'static str) {
        let refusal = read::<Sent>(body).unwrap_err();
        (refusal.status.as_u16(), refusal.key)
    }

    #[test]
    fn a_body_is_read_strictly() {
        assert!(read::<Sent>(b"{\"alias\":\"Chepe\"}").is_ok());
        assert_eq!(refusal(b"{\"alias\":"), (400, "api-json-broken"));
        assert_eq!(refusal(b""), (400, "api-json-broken"));
        assert_eq!(refusal(b"{\"alias\":\"\xff\"}"), (400, "api-json-broken"), "not UTF-8");
        assert_eq!(refusal(b"{\"alias\":1}"), (422, "api-json-shape"));
        assert_eq!(refusal(b"{\"alias\":\"a\",\"alias\":\"b\"}"), (422, "api-json-shape"), "twice");
        assert_eq!(refusal(b"{\"alias\":\"a\",\"role\":\"administrator\"}"), (422, "api-json-shape"));
        assert_eq!(refusal(b"{\"alias\":\"a\\u0000\"}"), (422, "text-control"));
        let deep = [vec![b'['; 5000], vec![b']'; 5000]].concat();
        assert_eq!(refusal(&deep).0 / 100, 4);
    }
}
