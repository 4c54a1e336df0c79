//! JSON for programs, under `/api/v1`: public lists, and the own things of who is signed in. The same use cases as the
//! pages, the same session cookie; errors as RFC 9457; every write takes an `Idempotency-Key`.

pub mod application;
pub mod body;
pub mod intake;
pub mod list;
pub mod matches;
pub mod me;
pub mod missing;
pub mod offer;
pub mod once;
pub mod opportunity;
pub mod problem;
pub mod received;
pub mod service;
pub mod session;
pub mod suggestion;
pub mod word;

use std::sync::LazyLock;

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use utoipa::{
    OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, SecurityScheme},
};

use crate::{App, hsds, routes::Routes, session::As, urls};

/// The addresses of the API.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::API_DOCUMENT, document)
        .get(urls::API_OPPORTUNITIES, opportunity::opportunities)
        .get(urls::API_OPPORTUNITY, opportunity::opportunity)
        .get(urls::API_SERVICES, service::services)
        .get(urls::API_SERVICE, service::service)
        .get(urls::API_HELP_LINES, service::help_lines)
        .get(urls::API_PLACES, list::places)
        .get(urls::API_OCCUPATIONS, list::occupations)
        .get(urls::API_SUGGESTIONS, suggestion::suggestions)
        .get(urls::API_SESSION, session::session)
        .post(urls::API_SESSION, session::sign_in)
        .delete(urls::API_SESSION, session::sign_out)
        .post(urls::API_PEOPLE, session::register)
        .post(urls::API_INTAKE, intake::take)
        .get(urls::API_ME, me::me)
        .get(urls::API_CONSENTS, me::consents)
        .post(urls::API_CONSENTS, me::give_consent)
        .delete(urls::API_CONSENT, me::withdraw_consent)
        .get(urls::API_JOBS, me::jobs)
        .post(urls::API_JOBS, me::add_job)
        .delete(urls::API_JOB, me::remove_job)
        .get(urls::API_SEEN, me::seen)
        .get(urls::API_OFFERS, offer::offers)
        .post(urls::API_OFFERS, offer::draft)
        .get(urls::API_OFFER, offer::offer)
        .put(urls::API_OFFER, offer::edit)
        .post(urls::API_OFFER_STEP, offer::step)
        .get(urls::API_APPLICATIONS, application::mine)
        .post(urls::API_APPLICATIONS, application::apply)
        .get(urls::API_APPLICATION, application::show)
        .post(urls::API_APPLICATION_STEP, application::person_step)
        .get(urls::API_MATCHES, matches::matched)
        .get(urls::API_MISSING, missing::missing)
        .get(urls::API_RECEIVED, received::received)
        .get(urls::API_OPENED, received::open)
        .post(urls::API_OPENED_STEP, received::agency_step)
        .get(urls::API_CANDIDATES, received::candidates)
        .post(urls::API_INVITATIONS, received::invite)
}

/// The document of the API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "SINAREM",
        description = "Referral for reintegration services: public lists, and the own things of who is signed in. \
            Times are RFC 3339 in UTC, days are ISO 8601, money is centavos of quetzal. Parameters that are not \
            listed are ignored; fields of a body that are not listed are refused. Lists are paged: send `next` back \
            as `after`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    modifiers(&Session),
    components(schemas(problem::Problem, word::SuggestionOf)),
    paths(
        opportunity::opportunities,
        opportunity::opportunity,
        service::services,
        service::service,
        service::help_lines,
        list::places,
        list::occupations,
        suggestion::suggestions,
        session::session,
        session::sign_in,
        session::sign_out,
        session::register,
        intake::take,
        me::me,
        me::consents,
        me::give_consent,
        me::withdraw_consent,
        me::jobs,
        me::add_job,
        me::remove_job,
        me::seen,
        offer::offers,
        offer::draft,
        offer::offer,
        offer::edit,
        offer::step,
        application::mine,
        application::apply,
        application::show,
        application::person_step,
        matches::matched,
        missing::missing,
        received::received,
        received::open,
        received::agency_step,
        received::candidates,
        received::invite,
        hsds::about,
        hsds::services,
        hsds::service,
        hsds::organizations,
        hsds::organization,
        hsds::service_at_locations,
        hsds::service_at_location,
        hsds::taxonomies,
        hsds::taxonomy,
        hsds::taxonomy_terms,
        hsds::taxonomy_term,
    )
)]
struct Document;

/// The session's cookie, as the document tells it.
struct Session;

impl utoipa::Modify for Session {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let cookie = ApiKeyValue::with_description(
            "sid",
            "Set by POST /api/v1/session, or by signing in on the pages; its name is __Host-sid under https.",
        );
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}

static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    let mut text = Document::openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
});

/// The document of the API, OpenAPI 3.1 as JSON.
#[must_use]
pub fn openapi() -> &'static str {
    &DOCUMENT
}

async fn document() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], openapi()).into_response()
}

/// Every write there is: method, and the parts of its address.
static WRITES: LazyLock<Vec<(Method, Vec<&'static str>)>> = LazyLock::new(|| {
    let routes = routes();
    let writes = routes.known().iter().filter(|(method, _)| !method.is_safe());
    writes.map(|(method, path)| (method.clone(), path.split('/').collect())).collect()
});

/// Whether this is a write that there is. What is none is refused by the router, with 404 or 405.
fn is_write(request: &Request) -> bool {
    let asked: Vec<&str> = request.uri().path().split('/').collect();
    WRITES.iter().any(|(method, known)| {
        method == request.method()
            && known.len() == asked.len()
            && known.iter().zip(&asked).all(|(known, asked)| known == asked || known.starts_with('{'))
    })
}

/// Whether an address answers programs rather than people.
fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || path == urls::HSDS_BARE || path.starts_with(urls::HSDS)
}

/// Stands around everything: what goes to the API is answered as the API answers, whoever refused it.
pub async fn around(State(app): State<App>, request: Request, next: Next) -> Response {
    if !is_for_programs(request.uri().path()) {
        return next.run(request).await;
    }
    let reference = crate::request_id(&request);
    let lang = crate::session::preferred(request.headers());
    let (mut parts, body) = request.into_parts();
    let who = As::from_request_parts(&mut parts, &app).await;
    let request = Request::from_parts(parts, body);
    let response = match who {
        Err(failure) => failure.into_response(),
        Ok(who) if is_write(&request) => once::run(&app, &who, request, next).await,
        Ok(_) => next.run(request).await,
    };
    let mut response = problem::fit(response, lang, &reference);
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.entry(header::VARY).or_insert(HeaderValue::from_static("accept-language, cookie"));
    response
}
