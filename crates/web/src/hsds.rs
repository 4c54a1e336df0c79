//! The directory for other programs: the read API of HSDS 3.1 (Open Referral), under `/hsds`. Texts come in the language
//! that is asked for (`Accept-Language`), Spanish if they were not written in it.

mod make;
mod record;

use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::service::ServiceCategory;
use serde::Serialize;
use usecases::{
    Error,
    directory::{self, MOST_PAGES, MOST_PER_PAGE, Sheet, Wanted},
};
use utoipa::IntoParams;
use uuid::Uuid;

use self::{
    make::{Maker, TAXONOMY, category_of},
    record::{About, Organization, Page, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm},
};
use crate::{
    App,
    api::{
        body::{Json, Query, id},
        problem::Refusals,
    },
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page,
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::HSDS, about)
        .get(urls::HSDS_BARE, bare)
        .get(urls::HSDS_SERVICES, services)
        .get(urls::HSDS_SERVICE, service)
        .get(urls::HSDS_ORGANIZATIONS, organizations)
        .get(urls::HSDS_ORGANIZATION, organization)
        .get(urls::HSDS_AT_LOCATIONS, service_at_locations)
        .get(urls::HSDS_AT_LOCATION, service_at_location)
        .get(urls::HSDS_TAXONOMIES, taxonomies)
        .get(urls::HSDS_TAXONOMY, taxonomy)
        .get(urls::HSDS_TERMS, taxonomy_terms)
        .get(urls::HSDS_TERM, taxonomy_term)
}

/// Which part of a list.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct PageQuery {
    /// Which page, from 1.
    #[param(minimum = 1, maximum = 100_000)]
    page: Option<i64>,
    /// Entries on a page.
    #[param(minimum = 1, maximum = 100)]
    per_page: Option<i64>,
}

/// What is looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub struct ListQuery {
    /// In one's own words.
    #[param(max_length = 200)]
    search: Option<String>,
    /// Of one organization.
    organization_id: Option<Uuid>,
    /// Of one kind of need.
    taxonomy_term_id: Option<Uuid>,
    /// With a term of this taxonomy.
    taxonomy_id: Option<Uuid>,
    /// Changed then or later.
    #[param(format = DateTime)]
    modified_after: Option<String>,
    /// Whether all that belongs to an entry is told with it.
    full: Option<bool>,
}

/// What was asked for, read.
struct Reading {
    wanted: Wanted,
    /// A term or taxonomy that there is not: nothing has it.
    nothing: bool,
    full: bool,
}

impl Reading {
    fn of(fields: &Fields) -> Result<Self, Error> {
        let mut query = Query::new(fields);
        let term: Option<Uuid> = query.value("taxonomy_term_id");
        let taxonomy: Option<Uuid> = query.value("taxonomy_id");
        let wanted = Wanted {
            page: query.number("page", 1, MOST_PAGES).unwrap_or_default(),
            per_page: query.number("per_page", 1, MOST_PER_PAGE).unwrap_or_default(),
            words: query.text("search"),
            agency: query.value("organization_id"),
            category: term.and_then(category_of),
            changed_since: query.value("modified_after"),
        };
        let full = query.value("full").unwrap_or(false);
        query.end()?;
        let no_term = term.is_some() && wanted.category.is_none();
        let nothing = no_term || taxonomy.is_some_and(|taxonomy| taxonomy != TAXONOMY);
        Ok(Self { wanted, nothing, full })
    }

    /// The page of a list that is made whole.
    fn sheet<T>(&self, all: Vec<T>) -> Sheet<T> {
        Sheet::of(all, &self.wanted)
    }
}

fn paged<T: Serialize>(sheet: Sheet<T>) -> Json<Page<T>> {
    let pages = sheet.pages();
    Json(Page {
        total_items: sheet.total,
        total_pages: pages,
        page_number: sheet.page,
        size: sheet.items.len(),
        first_page: sheet.page == 1,
        last_page: sheet.page >= pages,
        empty: sheet.items.is_empty(),
        contents: sheet.items,
    })
}

fn maker<'a>(app: &'a App, who: &As) -> Maker<'a> {
    Maker { t: T::new(who.ctx.lang), base_url: &app.sys.settings.base_url }
}

/// What this is.
///
/// # Errors
/// None of its own.
#[utoipa::path(get, path = "/hsds/", tag = "hsds",
    responses((status = 200, description = "About this API.", body = About), Refusals))]
pub async fn about(State(app): State<App>) -> Result<Json<About>, Failure> {
    Ok(Json(About {
        version: "3.1",
        profile: "https://docs.openreferral.org/en/v3.1.2/",
        openapi_url: format!("{}{}", app.sys.settings.base_url, urls::API_DOCUMENT),
    }))
}

async fn bare() -> Response {
    page::see_other(urls::HSDS)
}

/// Services.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/hsds/services", tag = "hsds", params(PageQuery, ListQuery),
    responses((status = 200, description = "A page of services.", body = Page<Service>), Refusals))]
pub async fn services(
    State(app): State<App>,
    who: As,
    Asked(asked): Asked,
) -> Result<Json<Page<Service>>, Failure> {
    let reading = Reading::of(&asked)?;
    if reading.nothing {
        return Ok(paged(reading.sheet(Vec::new())));
    }
    let maker = maker(&app, &who);
    let sheet = directory::services(&app.sys, &who.ctx, &reading.wanted).await?;
    Ok(paged(sheet.map(|entry| {
        if reading.full {
            return maker.whole(&entry);
        }
        let mut service = maker.service(&entry);
        service.organization = Some(maker.organization(&entry.agency, false));
        service
    })))
}

/// One service, with all that belongs to it.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/hsds/services/{id}", tag = "hsds", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The service.", body = Service), Refusals))]
pub async fn service(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<Json<Service>, Failure> {
    let entry = directory::service(&app.sys, &who.ctx, id(&name)?).await?;
    Ok(Json(maker(&app, &who).whole(&entry)))
}

/// Organizations that offer services.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/hsds/organizations", tag = "hsds", params(PageQuery, ListQuery),
    responses((status = 200, description = "A page of organizations.", body = Page<Organization>), Refusals))]
pub async fn organizations(
    State(app): State<App>,
    who: As,
    Asked(asked): Asked,
) -> Result<Json<Page<Organization>>, Failure> {
    let reading = Reading::of(&asked)?;
    if reading.nothing {
        return Ok(paged(reading.sheet(Vec::new())));
    }
    let maker = maker(&app, &who);
    let sheet = directory::agencies(&app.sys, &who.ctx, &reading.wanted).await?;
    Ok(paged(sheet.map(|agency| maker.organization(&agency, reading.full))))
}

/// One organization, with its services.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/hsds/organizations/{id}", tag = "hsds", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The organization.", body = Organization), Refusals))]
pub async fn organization(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<Json<Organization>, Failure> {
    let (agency, entries) = directory::agency(&app.sys, &who.ctx, id(&name)?).await?;
    let maker = maker(&app, &who);
    let services = entries.iter().map(|entry| maker.full(entry)).collect();
    Ok(Json(Organization { services: Some(services), ..maker.organization(&agency, true) }))
}

/// Services at their locations.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/hsds/service_at_locations", tag = "hsds", params(PageQuery, ListQuery),
    responses((status = 200, description = "A page of them.", body = Page<ServiceAtLocation>), Refusals))]
pub async fn service_at_locations(
    State(app): State<App>,
    who: As,
    Asked(asked): Asked,
) -> Result<Json<Page<ServiceAtLocation>>, Failure> {
    let reading = Reading::of(&asked)?;
    if reading.nothing {
        return Ok(paged(reading.sheet(Vec::new())));
    }
    let maker = maker(&app, &who);
    let sheet = directory::services(&app.sys, &who.ctx, &reading.wanted).await?;
    Ok(paged(sheet.map(|entry| maker.at_location(&entry, reading.full))))
}

/// One service at its location; it has the identifier of the service.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/hsds/service_at_locations/{id}", tag = "hsds", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The service at its location.", body = ServiceAtLocation), Refusals))]
pub async fn service_at_location(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<Json<ServiceAtLocation>, Failure> {
    let entry = directory::service(&app.sys, &who.ctx, id(&name)?).await?;
    Ok(Json(maker(&app, &who).at_location(&entry, true)))
}

/// Taxonomies: there is one, of kinds of need.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/hsds/taxonomies", tag = "hsds", params(PageQuery),
    responses((status = 200, description = "A page of taxonomies.", body = Page<Taxonomy>), Refusals))]
pub async fn taxonomies(
    State(app): State<App>,
    who: As,
    Asked(asked): Asked,
) -> Result<Json<Page<Taxonomy>>, Failure> {
    let reading = Reading::of(&asked)?;
    Ok(paged(reading.sheet(vec![maker(&app, &who).taxonomy()])))
}

/// One taxonomy.
///
/// # Errors
/// [`Error::NotFound`].
#[utoipa::path(get, path = "/hsds/taxonomies/{id}", tag = "hsds", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The taxonomy.", body = Taxonomy), Refusals))]
pub async fn taxonomy(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<Json<Taxonomy>, Failure> {
    if id::<Taxonomy>(&name)?.uuid() != TAXONOMY {
        return Err(Error::NotFound.into());
    }
    Ok(Json(maker(&app, &who).taxonomy()))
}

/// The terms of the taxonomy.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/hsds/taxonomy_terms", tag = "hsds", params(PageQuery, ListQuery),
    responses((status = 200, description = "A page of terms.", body = Page<TaxonomyTerm>), Refusals))]
pub async fn taxonomy_terms(
    State(app): State<App>,
    who: As,
    Asked(asked): Asked,
) -> Result<Json<Page<TaxonomyTerm>>, Failure> {
    let reading = Reading::of(&asked)?;
    if reading.nothing {
        return Ok(paged(reading.sheet(Vec::new())));
    }
    let maker = maker(&app, &who);
    let terms = ServiceCategory::ALL.iter().map(|category| maker.term(*category)).collect();
    Ok(paged(reading.sheet(terms)))
}

/// One term.
///
/// # Errors
/// [`Error::NotFound`].
#[utoipa::path(get, path = "/hsds/taxonomy_terms/{id}", tag = "hsds", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The term.", body = TaxonomyTerm), Refusals))]
pub async fn taxonomy_term(
    State(app): State<App>,
    who: As,
    Path(name): Path<String>,
) -> Result<Json<TaxonomyTerm>, Failure> {
    let category = category_of(id::<TaxonomyTerm>(&name)?.uuid()).ok_or(Error::NotFound)?;
    Ok(Json(maker(&app, &who).term(category)))
}
