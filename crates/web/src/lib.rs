//! HTTP: pages, the API, words. No SQL, no rules: everything is asked of `usecases`.

pub mod account;
pub mod administration;
pub mod agency;
pub mod api;
pub mod application;
pub mod assets;
pub mod assurance;
pub mod attention;
pub mod candidate;
pub mod case;
pub mod catalogue;
pub mod consent;
pub mod cv;
pub mod demo;
pub mod emergency;
pub mod error;
pub mod find;
pub mod form;
pub mod gallery;
pub mod home;
pub mod hsds;
pub mod i18n;
pub mod intake;
pub mod matches;
pub mod merge;
pub mod message;
pub mod missing;
pub mod offer;
pub mod opportunity;
pub mod page;
pub mod person;
pub mod phone;
pub mod preference;
pub mod profile;
pub mod pulse;
pub mod referral;
pub mod reply;
pub mod report;
pub mod routes;
pub mod service;
pub mod session;
pub mod staff;
pub mod supply;
pub mod upload;
pub mod urls;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::id::Id;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    set_header::SetResponseHeaderLayer, timeout::TimeoutLayer,
};
use usecases::System;

use crate::{routes::Routes, session::As};

/// A form is never larger; files have their own limit where they are taken.
const FORM_LIMIT: usize = 256 * 1024;
/// Writes a minute from one network address; a reception desk shares one.
const WRITES_A_MINUTE: u32 = 240;
/// Text messages a minute from one network address: a gateway brings them from one.
const MESSAGES_A_MINUTE: u32 = 1200;
/// Nothing may load from elsewhere, nothing runs inside a page, nobody may frame it.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; \
    manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What every handler may reach.
#[derive(Clone)]
pub struct App {
    /// The system.
    pub sys: Arc<System>,
    /// Whether the address people type is https.
    pub secure: bool,
    /// Whether a proxy of ours stands in front and tells the network address.
    pub trust_proxy: bool,
    limiter: Arc<DefaultKeyedRateLimiter<String>>,
    gateway: Arc<DefaultKeyedRateLimiter<String>>,
}

impl App {
    /// The pages of `sys`.
    #[must_use]
    pub fn new(sys: Arc<System>, trust_proxy: bool) -> Self {
        let limiter = |each: u32| {
            let each = std::num::NonZeroU32::new(each).unwrap_or(std::num::NonZeroU32::MIN);
            Arc::new(RateLimiter::keyed(Quota::per_minute(each)))
        };
        let secure = sys.settings.base_url.starts_with("https://");
        Self {
            sys,
            secure,
            trust_proxy,
            limiter: limiter(WRITES_A_MINUTE),
            gateway: limiter(MESSAGES_A_MINUTE),
        }
    }
}

/// Every route, slice by slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .and(home::routes())
        .and(demo::routes())
        .and(gallery::routes())
        .and(opportunity::routes())
        .and(service::routes())
        .and(catalogue::routes())
        .and(person::routes())
        .and(intake::routes())
        .and(profile::routes())
        .and(consent::routes())
        .and(cv::routes())
        .and(matches::routes())
        .and(missing::routes())
        .and(preference::routes())
        .and(application::routes())
        .and(candidate::routes())
        .and(find::routes())
        .and(merge::routes())
        .and(referral::routes())
        .and(case::routes())
        .and(report::routes())
        .and(supply::routes())
        .and(pulse::routes())
        .and(attention::routes())
        .and(emergency::routes())
        .and(phone::routes())
        .and(assurance::routes())
        .and(reply::routes())
        .and(offer::routes())
        .and(agency::routes())
        .and(account::routes())
        .and(administration::routes())
        .and(staff::routes())
        .and(message::routes())
        .and(hsds::routes())
        .and(api::routes())
}

/// The whole of what is served.
pub fn router(app: App) -> Router {
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    routes()
        .into_router()
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(middleware::from_fn_with_state(app.clone(), error::draw))
        .route("/static/{name}", get(assets::serve))
        .route("/robots.txt", get(assets::robots))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .layer(middleware::from_fn_with_state(app.clone(), limit))
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(30)))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), api::around))
        .layer(header(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "no-referrer"))
        .layer(header(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(header(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .layer(header(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"))
        .layer(header(
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=()",
        ))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), observe))
        .with_state(app)
}

async fn ready(State(app): State<App>) -> StatusCode {
    match app.sys.store.ping().await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Refuses more writes from one network address than a busy desk makes, or a busy gateway.
async fn limit(State(app): State<App>, who: As, request: Request, next: Next) -> Response {
    let limiter = if request.uri().path() == urls::SMS_IN { &app.gateway } else { &app.limiter };
    if !request.method().is_safe() && limiter.check_key(&who.network).is_err() {
        return error::Failure(usecases::Error::TooMany(60)).into_response();
    }
    next.run(request).await
}

/// The identifier of a request, in logs and on error pages.
#[derive(Clone)]
struct RequestId(String);

pub(crate) fn request_id(request: &Request) -> String {
    request.extensions().get::<RequestId>().map_or_else(String::new, |id| id.0.clone())
}

/// One line for each request, with the pattern of its address and never the address itself.
async fn observe(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = Id::<RequestId>::new(app.sys.now()).to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let start = std::time::Instant::now();
    let response = next.run(request).await;
    let seconds = start.elapsed().as_secs_f64();
    let status = response.status().as_u16();
    let labels = [("method", method.to_string()), ("path", path.clone()), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", "path" => path.clone()).record(seconds);
    tracing::info!(request = id, %method, path, status, ms = seconds * 1000.0, "request");
    response
}
