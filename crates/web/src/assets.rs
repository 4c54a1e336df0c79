//! Style, script, icon and manifest: compiled in, named by their content, kept by the browser for a year.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

const CSS: &str = include_str!("../static/app.css");
const SUGGEST: &str = include_str!("../static/suggest.js");
const ICON: &str = include_str!("../static/icon.svg");
const MANIFEST: &str = include_str!("../static/manifest.webmanifest");
const ROBOTS: &str = "User-agent: *\nAllow: /\n";

static CSS_PATH: LazyLock<String> = LazyLock::new(|| named("app", "css", CSS));
static SUGGEST_PATH: LazyLock<String> = LazyLock::new(|| named("suggest", "js", SUGGEST));

/// An address with the hash of what lies there.
fn named(name: &str, kind: &str, text: &str) -> String {
    let hash: String =
        Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("/static/{name}-{hash}.{kind}")
}

/// The address of the style sheet, with the hash of its content.
#[must_use]
pub fn css_path() -> &'static str {
    &CSS_PATH
}

/// The address of the script that suggests while one types, with the hash of its content.
#[must_use]
pub fn suggest_path() -> &'static str {
    &SUGGEST_PATH
}

/// Serves `/static/{name}`.
pub async fn serve(Path(name): Path<String>) -> Response {
    let is = |path: &str| path.ends_with(&format!("/{name}"));
    let (kind, text, forever) = match name.as_str() {
        "icon.svg" => ("image/svg+xml", ICON, false),
        "manifest.webmanifest" => ("application/manifest+json", MANIFEST, false),
        _ if is(&CSS_PATH) => ("text/css; charset=utf-8", CSS, true),
        _ if is(&SUGGEST_PATH) => ("text/javascript; charset=utf-8", SUGGEST, true),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let keep = if forever { "public, max-age=31536000, immutable" } else { "public, max-age=86400" };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], text).into_response()
}

/// Serves `/robots.txt`.
pub async fn robots() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], ROBOTS).into_response()
}
