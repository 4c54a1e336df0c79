//! Style, scripts, icon and manifest: compiled in, named by their content, kept by the browser for a year.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const ICON: &str = include_str!("../static/icon.svg");
const MANIFEST: &str = include_str!("../static/manifest.webmanifest");
const ROBOTS: &str = "User-agent: *\nAllow: /\n";

/// Told by everything that a worker may keep: a page that a Wi-Fi puts in our place has it not.
pub const OURS: (HeaderName, &str) = (HeaderName::from_static("x-app"), "sinarem");

/// The worker may look after the page of intake, wherever its own file lies.
const SCOPE: (HeaderName, &str) = (HeaderName::from_static(concat!("service", "-worker-allowed")), "/");

/// A file whose address tells its content.
struct Named {
    kind: &'static str,
    text: &'static str,
    path: String,
}

impl Named {
    fn new(name: &str, ending: &str, text: &'static str) -> Self {
        let kind = if ending == "css" { STYLE } else { SCRIPT };
        Self { kind, text, path: format!("/static/{name}-{}.{ending}", hash(&[text])) }
    }
}

static CSS: LazyLock<Named> = LazyLock::new(|| Named::new("app", "css", include_str!("../static/app.css")));
static SUGGEST: LazyLock<Named> =
    LazyLock::new(|| Named::new("suggest", "js", include_str!("../static/suggest.js")));
static INTAKE_CSS: LazyLock<Named> =
    LazyLock::new(|| Named::new("intake", "css", include_str!("../static/intake.css")));
static INTAKE: LazyLock<Named> =
    LazyLock::new(|| Named::new("intake", "js", include_str!("../static/intake.js")));
static OUTBOX: LazyLock<Named> =
    LazyLock::new(|| Named::new("outbox", "js", include_str!("../static/outbox.js")));

/// The worker of intake. Its address stays, so that a browser finds a new one by itself; on top stands what it keeps.
static WORKER: LazyLock<String> = LazyLock::new(|| {
    let body = include_str!("../static/intake-worker.js");
    let files = [&CSS, &INTAKE_CSS, &INTAKE, &OUTBOX].map(|file| format!("'{}'", file.path)).join(",");
    let cache = hash(&[body, &files, ICON, MANIFEST]);
    format!(
        "const CACHE='intake-{cache}',OUTBOX='{}',FILES=[{files},'/static/icon.svg','/static/manifest.webmanifest']\n{body}",
        OUTBOX.path
    )
});

/// Twelve hexadecimal digits of what these texts hash to.
fn hash(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.as_bytes());
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The address of the style sheet, with the hash of its content.
#[must_use]
pub fn css_path() -> &'static str {
    &CSS.path
}

/// The address of the script that suggests while one types, with the hash of its content.
#[must_use]
pub fn suggest_path() -> &'static str {
    &SUGGEST.path
}

/// The addresses of what the page of intake needs: its sheet, the outbox, its script.
#[must_use]
pub fn intake_paths() -> [&'static str; 3] {
    [&INTAKE_CSS.path, &OUTBOX.path, &INTAKE.path]
}

/// The address of the worker of intake.
pub const WORKER_PATH: &str = "/static/intake-worker.js";

/// Serves `/static/{name}`.
pub async fn serve(Path(name): Path<String>) -> Response {
    let forever = "public, max-age=31536000, immutable";
    let (kind, text, keep): (_, &'static str, _) = match name.as_str() {
        "icon.svg" => ("image/svg+xml", ICON, "public, max-age=86400"),
        "manifest.webmanifest" => ("application/manifest+json", MANIFEST, "public, max-age=86400"),
        "intake-worker.js" => (SCRIPT, &WORKER, "no-cache"),
        _ => {
            let known = [&CSS, &SUGGEST, &INTAKE_CSS, &INTAKE, &OUTBOX];
            let found = known.into_iter().find(|file| file.path.strip_prefix("/static/") == Some(&name));
            let Some(file) = found else { return StatusCode::NOT_FOUND.into_response() };
            (file.kind, file.text, forever)
        }
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep), OURS, SCOPE], text).into_response()
}

/// Serves `/robots.txt`.
pub async fn robots() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], ROBOTS).into_response()
}
