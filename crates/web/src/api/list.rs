//! What all lists are made of, and the built-in ones: places and occupations.

use axum::extract::State;
use domain::{
    agency::Bilingual,
    place::{self, MunicipalityCode},
    taxonomy,
};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    body::{Json, Query},
    problem::Refusals,
};
use crate::{App, error::Failure, form::Asked};

/// Occupations answered to a search, at most.
const OCCUPATIONS: usize = 20;

/// A text in Spanish and, if there is one, in English.
#[derive(Serialize, ToSchema)]
pub struct Text {
    /// Spanish.
    pub(super) es: String,
    /// English; empty if nobody wrote one.
    pub(super) en: String,
}

impl From<&Bilingual> for Text {
    fn from(text: &Bilingual) -> Self {
        Self { es: text.es.clone(), en: text.en.clone() }
    }
}

/// A municipality.
#[derive(Serialize, ToSchema)]
pub struct PlaceOut {
    /// Four digits, of the national statistics institute (INE).
    #[schema(pattern = "^[0-9]{4}$")]
    municipality: String,
    /// Its name.
    name: String,
    /// The name of its department.
    department: String,
}

impl From<MunicipalityCode> for PlaceOut {
    fn from(code: MunicipalityCode) -> Self {
        let known = place::municipality(code);
        Self {
            municipality: code.to_string(),
            name: known.map_or("", |known| known.name).to_owned(),
            department: known.map_or("", |known| known.department).to_owned(),
        }
    }
}

/// An agency, as everyone may know it.
#[derive(Serialize, ToSchema)]
pub struct AgencyOut {
    /// Its identifier.
    pub(super) id: Uuid,
    /// The name people know it by.
    pub(super) name: String,
}

/// What places are looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct PlaceQuery {
    /// Part of a name, or another name for it.
    #[param(max_length = 200)]
    words: Option<String>,
    /// One department, two digits.
    #[param(pattern = "^(0[1-9]|1[0-9]|2[0-2])$")]
    department: Option<String>,
}

/// The municipalities, all of them or those that are meant.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/places", tag = "public", params(PlaceQuery),
    responses((status = 200, description = "The municipalities.", body = Vec<PlaceOut>), Refusals))]
pub async fn places(Asked(asked): Asked) -> Result<Json<Vec<PlaceOut>>, Failure> {
    let mut query = Query::new(&asked);
    let (words, department) = (query.text("words"), query.value::<place::DepartmentCode>("department"));
    query.end()?;
    let found = if words.is_empty() { place::municipalities().iter().collect() } else { place::find(&words) };
    let wanted = found.into_iter().filter(|one| department.is_none_or(|of| one.code.department() == of));
    Ok(Json(wanted.map(|one| one.code.into()).collect()))
}

/// An occupation.
#[derive(Serialize, ToSchema)]
pub struct OccupationOut {
    /// Its unit group in CIUO-08.
    #[schema(pattern = "^[0-9]{4}$")]
    code: String,
    /// What it is called.
    title: Text,
}

/// Occupations that words may mean.
#[derive(Serialize, ToSchema)]
pub struct Occupations {
    /// Whether the first one surely is what is meant.
    sure: bool,
    /// The occupations, likeliest first.
    items: Vec<OccupationOut>,
}

/// What occupation is looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct OccupationQuery {
    /// In one's own words ("rufero", "drywall").
    #[param(min_length = 1, max_length = 200)]
    words: String,
}

/// Occupations that words may mean, in Spanish, English or both at once.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/occupations", tag = "public", params(OccupationQuery),
    responses((status = 200, description = "What may be meant.", body = Occupations), Refusals))]
pub async fn occupations(State(app): State<App>, Asked(asked): Asked) -> Result<Json<Occupations>, Failure> {
    let mut query = Query::new(&asked);
    let words = query.text("words");
    query.end()?;
    if words.is_empty() {
        return Err(usecases::Error::invalid("words", "text-empty").into());
    }
    let linked = app.sys.linker().occupations(&words, OCCUPATIONS);
    let items = linked
        .suggestions
        .into_iter()
        .filter_map(|one| taxonomy::occupation(one.code))
        .map(|known| OccupationOut { code: known.code.to_string(), title: (&known.title).into() });
    Ok(Json(Occupations { sure: linked.sure, items: items.collect() }))
}
