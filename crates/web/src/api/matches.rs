//! What suits the person who asks.

use axum::extract::State;
use serde::Serialize;
use usecases::matches;
use utoipa::{IntoParams, ToSchema};

use super::{
    body::{Json, Query},
    opportunity::OpportunityOut,
    problem::Refusals,
    word::OpportunityKind,
};
use crate::{
    App,
    error::Failure,
    form::Asked,
    i18n::T,
    matches::{gap, strength},
    session::As,
};

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
