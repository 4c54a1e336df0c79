//! One mapping of errors to answers: a page with ways on, or RFC 9457 for programs.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::message::Lang;
use usecases::Error;

use crate::{
    App,
    page::{self, Frame, Page, Who},
    session::As,
};

/// Why a page is not shown. The page itself is drawn by [`draw`], which knows the language.
#[derive(Debug)]
pub struct Failure(pub Error);

/// The same as [`Failure`], left in an answer for [`draw`] to find.
#[derive(Clone)]
pub(crate) struct Failed(pub(crate) Arc<Error>);

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// The status of an error.
#[must_use]
pub const fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::SignIn => StatusCode::UNAUTHORIZED,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::Internal(_) | Error::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Failed(Arc::new(self.0)));
        response
    }
}

/// The page of a refusal.
#[derive(Template)]
#[template(path = "error/error.html")]
pub struct ErrorPage {
    /// What stands around it.
    pub frame: Frame,
    /// `not-found`, `forbidden`, …: the Fluent keys `error-<word>-title` and `error-<word>-text`.
    pub word: &'static str,
    /// What can be said about it, a Fluent key.
    pub text: &'static str,
    /// What does not fit, where that can be told: a text.
    pub reason: Option<String>,
    /// The number to tell when asking for help.
    pub reference: String,
}

impl Page for ErrorPage {
    const NAME: &'static str = "error-page";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        ["not-found", "forbidden", "conflict", "too-many", "too-large", "internal", "request"]
            .into_iter()
            .map(|word| {
                let frame = Frame::sample(lang, Who::Nobody, &format!("error-{word}-title"));
                (
                    word,
                    Self {
                        frame,
                        word,
                        text: text_of(word),
                        reason: None,
                        reference: "0193-sample".to_owned(),
                    },
                )
            })
            .collect()
    }
}

/// The word of a status, in the keys of errors.
pub(crate) const fn word_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        403 => "forbidden",
        404 | 405 => "not-found",
        409 => "conflict",
        413 => "too-large",
        429 => "too-many",
        400 | 415 | 422 => "request",
        _ => "internal",
    }
}

fn text_of(word: &str) -> &'static str {
    match word {
        "forbidden" => "error-forbidden-text",
        "not-found" => "error-not-found-text",
        "conflict" => "error-conflict-text",
        "too-large" => "error-too-large-text",
        "too-many" => "error-too-many-text",
        "request" => "error-request-text",
        _ => "error-internal-text",
    }
}

/// Draws a page for every refusal that has none, logs what is our fault, and sends who is not signed in to sign in.
pub async fn draw(State(app): State<App>, who: As, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let reference = crate::request_id(&request);
    let response = next.run(request).await;
    let status = response.status();
    let has_body = response.headers().contains_key(header::CONTENT_TYPE);
    let failed = response.extensions().get::<Failed>().cloned();
    if status.as_u16() < 400 || (failed.is_none() && has_body && status != StatusCode::UNSUPPORTED_MEDIA_TYPE)
    {
        return response;
    }
    let error = failed.map(|failed| failed.0);
    if let Some(error) = error.as_deref()
        && matches!(error, Error::Internal(_) | Error::Store(_))
    {
        tracing::error!(reference, error = %Chain(error), "a request failed");
    }
    let is_page = path == "/" || Lang::ALL.iter().any(|lang| path.starts_with(&format!("/{lang}/")));
    if !is_page {
        return response;
    }
    if matches!(error.as_deref(), Some(Error::SignIn)) {
        let back: String = form_urlencoded::byte_serialize(who.rest.as_bytes()).collect();
        let door = if is_desk(&who.rest) { "personal/entrar" } else { "entrar" };
        return page::see_other(&format!("/{}/{door}?volver={back}", who.ctx.lang));
    }
    let word = word_of(status);
    let frame = Frame::new(&app, &who, &format!("error-{word}-title"));
    let reason = match error.as_deref() {
        Some(Error::Conflict(key)) => Some(frame.t.s(key)),
        Some(Error::TooMany(seconds)) => {
            Some(frame.t.one("error-wait-minutes", "minutes", (seconds + 59) / 60))
        }
        Some(Error::Invalid(problems)) => problems.0.first().map(|problem| frame.t.problem(problem)),
        _ => None,
    };
    let page = ErrorPage { frame, word, text: text_of(word), reason, reference };
    let mut drawn = page::answer_with(status, &page.frame, &page);
    if let Some(Error::TooMany(seconds)) = error.as_deref() {
        drawn.headers_mut().insert(header::RETRY_AFTER, (*seconds).max(1).into());
    }
    drawn
}

/// Whether a path after the language is one of the staff's.
fn is_desk(rest: &str) -> bool {
    let first = rest.split(['/', '?']).next().unwrap_or("");
    let desks = [
        "administracion",
        "coordinacion",
        "documentos",
        "institucion",
        "no-hay-servicio",
        "oferta",
        "personal",
        "recepcion",
        "por-atender",
        "recibidos",
        "referidos",
        "referir",
        "solicitud",
    ];
    desks.contains(&first)
}

/// An error and its causes, in one line.
struct Chain<'a>(&'a Error);

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = std::error::Error::source(self.0);
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}
