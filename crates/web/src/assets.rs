//! Style, icon and manifest: compiled in, named by their content, kept by the browser for a year.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

const CSS: &str = include_str!("../static/app.css");
const ICON: &str = include_str!("../static/icon.svg");
const MANIFEST: &str = include_str!("../static/manifest.webmanifest");
const ROBOTS: &str = "User-agent: *\nAllow: /\n";

static CSS_PATH: LazyLock<String> = LazyLock::new(|| {
    let hash: String =
        Sha256::digest(CSS.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("/static/app-{hash}.css")
});

/// The address of the style sheet, with the hash of its content.
#[must_use]
pub fn css_path() -> &'static str {
    &CSS_PATH
}

/// Serves `/static/{name}`.
pub async fn serve(Path(name): Path<String>) -> Response {
    let (kind, text) = match name.as_str() {
        "icon.svg" => ("image/svg+xml", ICON),
        "manifest.webmanifest" => ("application/manifest+json", MANIFEST),
        name if CSS_PATH.ends_with(&format!("/{name}")) => ("text/css; charset=utf-8", CSS),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let keep = if kind.starts_with("text/css") {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=86400"
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], text).into_response()
}

/// Serves `/robots.txt`.
pub async fn robots() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], ROBOTS).into_response()
}
