//! What may be meant, while one still types.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::taxonomy::Suggestible;
use serde::Serialize;
use usecases::suggestion::{self, Suggestion};
use utoipa::{IntoParams, ToSchema};

use super::{
    body::{Json, Query},
    problem::Refusals,
    word::SuggestionOf,
};
use crate::{App, error::Failure, form::Asked, session::As};

/// One thing that may be meant.
#[derive(Serialize, ToSchema)]
pub struct SuggestionOut {
    /// Its code (occupation, skill, municipality), or its identifier (institution).
    code: String,
    /// What a field for it understands.
    text: String,
    /// What tells it from others; may be empty.
    detail: String,
}

/// What may be meant.
#[derive(Serialize, ToSchema)]
pub struct Suggestions {
    /// At most ten, best first.
    #[schema(max_items = 10)]
    items: Vec<SuggestionOut>,
}

/// What is typed.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct SuggestionQuery {
    /// Of what names are wanted.
    of: SuggestionOf,
    /// The beginning of a name. If none begins so, from four letters on a slip is forgiven, from eight on two.
    #[param(min_length = 1, max_length = 200)]
    words: String,
}

impl From<Suggestion> for SuggestionOut {
    fn from(Suggestion { code, text, detail }: Suggestion) -> Self {
        Self { code, text, detail }
    }
}

/// Municipalities, occupations, skills or verified institutions whose names begin so: the name itself first, then names
/// and words within names that begin so; if there is none, those that would but for a slip.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/suggestions", tag = "public", params(SuggestionQuery),
    responses((status = 200, description = "What may be meant.", body = Suggestions), Refusals))]
pub async fn suggestions(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let mut query = Query::new(&asked);
    let (of, words) = (query.value("of"), query.text("words"));
    query.end()?;
    let of = of.ok_or_else(|| usecases::Error::invalid("of", "api-value-unknown"))?;
    if words.is_empty() {
        return Err(usecases::Error::invalid("words", "text-empty").into());
    }
    let found = suggestion::suggest(&app.sys, &who.ctx, of, &words).await?;
    let answer = Json(Suggestions { items: found.into_iter().map(Into::into).collect() });
    // Institutions come and go; the rest is asked for again and again, and does not change from one hour to the next.
    let keep = if of == Suggestible::Agency { "no-store" } else { "private, max-age=3600" };
    Ok(([(header::CACHE_CONTROL, keep)], answer).into_response())
}
