//! Forms: what was typed comes back with what is wrong with it. Nothing typed is lost.

use std::collections::BTreeMap;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
};
use usecases::{Error, Problem, Problems};

/// The fields of a form as they were typed, and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    values: BTreeMap<String, Vec<String>>,
    problems: Vec<Problem>,
}

impl Fields {
    /// An empty form.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A form already filled in, for a first showing or a sample.
    #[must_use]
    pub fn filled<const N: usize>(values: [(&str, &str); N]) -> Self {
        let mut fields = Self::new();
        for (name, value) in values {
            fields.set(name, value);
        }
        fields
    }

    /// Puts a value in.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.entry(name.to_owned()).or_default().push(value.into());
    }

    /// The text of a field, trimmed; empty if it is not there.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
    }

    /// The text of a field, or `None` if it is empty.
    #[must_use]
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|text| !text.is_empty())
    }

    /// Every value of a field that may be chosen more than once.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a box is ticked or a choice is chosen.
    #[must_use]
    pub fn has(&self, name: &str, value: impl std::fmt::Display) -> bool {
        let value = value.to_string();
        self.all(name).contains(&value)
    }

    /// Forgets a field, such as a password, before the form is shown again.
    pub fn forget(&mut self, name: &str) {
        self.values.remove(name);
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn problem(&self, name: &str) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.field == name)
    }

    /// Everything that is wrong, in the order of the form.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The same form with what is wrong.
    #[must_use]
    pub fn with_problems(mut self, problems: Problems) -> Self {
        self.problems = problems.0;
        self
    }

    /// Takes what a use case says is wrong, to show the form again; every other error goes on.
    ///
    /// # Errors
    /// Every error that is not about fields.
    pub fn refuse(self, error: Error) -> Result<Self, Error> {
        match error {
            Error::Invalid(problems) => Ok(self.with_problems(problems)),
            Error::Conflict(key) => {
                let mut problems = Problems::default();
                problems.add("form", key);
                Ok(self.with_problems(problems))
            }
            error => Err(error),
        }
    }

    /// Reads `a=b&c=d`.
    #[must_use]
    pub fn parse(encoded: &[u8]) -> Self {
        let mut fields = Self::new();
        for (name, value) in form_urlencoded::parse(encoded).take(500) {
            // Browsers send line breaks as CR LF; a NUL is in no text.
            fields.set(&name, value.replace("\r\n", "\n").replace('\0', ""));
        }
        fields
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = StatusCode;

    async fn from_request(request: Request, state: &S) -> Result<Self, StatusCode> {
        let kind =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        let body = Bytes::from_request(request, state).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        Ok(Self::parse(&body))
    }
}

/// The fields of the address (`?kind=vacancy`), read the same way.
#[derive(Clone, Debug, Default)]
pub struct Asked(pub Fields);

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        _: &S,
    ) -> Result<Self, std::convert::Infallible> {
        Ok(Self(Fields::parse(parts.uri.query().unwrap_or("").as_bytes())))
    }
}
