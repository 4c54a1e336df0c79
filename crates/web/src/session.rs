//! Who asks: the session's cookie, the language of the address, the time.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use domain::{message::Lang, policy::Actor};
use usecases::{
    Ctx,
    sign_in::{self, Stage},
};

use crate::{App, error::Failure};

/// Who asks, and how. The first argument of every handler.
#[derive(Clone, Debug)]
pub struct As {
    /// The asking, for the use cases. Anonymous until every step of signing in is done.
    pub ctx: Ctx,
    /// Who has begun to sign in, and what they owe.
    pub partial: Option<(Actor, Stage)>,
    /// The session's token, to end it.
    pub token: Option<String>,
    /// A word for the device, for the list of sessions.
    pub device: String,
    /// The network address the request came from, for throttling; never logged.
    pub network: String,
    /// The path after the language, with the query: to come back after signing in, and to change the language.
    pub rest: String,
}

impl FromRequestParts<App> for As {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let (lang, rest) = lang_of(parts);
        let now = app.sys.now();
        let token = cookie(&parts.headers, app.cookie_name());
        let found = match &token {
            Some(token) => sign_in::actor_of(&app.sys, token, now).await?,
            None => None,
        };
        let (actor, partial) = match found {
            Some((actor, Stage::Full)) => (actor, None),
            Some((actor, stage)) => (Actor::Anonymous, Some((actor, stage))),
            None => (Actor::Anonymous, None),
        };
        let network = network(parts, app.trust_proxy);
        let known = Self {
            ctx: Ctx { actor, now, lang },
            partial,
            token,
            device: device(&parts.headers),
            network,
            rest,
        };
        parts.extensions.insert(known.clone());
        Ok(known)
    }
}

fn lang_of(parts: &Parts) -> (Lang, String) {
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let mut segments = path.trim_start_matches('/').splitn(2, '/');
    let first = segments.next().unwrap_or("");
    match Lang::from_word(first) {
        Some(lang) => (lang, segments.next().unwrap_or("").to_owned()),
        None => (preferred(&parts.headers), String::new()),
    }
}

/// The language a browser asks for: English only if it comes before Spanish.
#[must_use]
pub fn preferred(headers: &HeaderMap) -> Lang {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
    for choice in wanted.split(',') {
        let tag = choice.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        if tag.starts_with("es") {
            return Lang::Es;
        }
        if tag.starts_with("en") {
            return Lang::En;
        }
    }
    Lang::Es
}

pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
        .filter(|value| (20..=100).contains(&value.len()))
}

fn network(parts: &Parts, trust_proxy: bool) -> String {
    let forwarded = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    match forwarded {
        // The last entry is the one our own proxy wrote.
        Some(list) if trust_proxy => list.rsplit(',').next().unwrap_or("").trim().to_owned(),
        _ => parts
            .extensions
            .get::<axum::extract::ConnectInfo<std::net::SocketAddr>>()
            .map_or_else(|| "unknown".to_owned(), |info| info.0.ip().to_string()),
    }
}

/// "Android · Chrome": enough to know one's own device in a list.
fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
    let first = |names: &[&'static str]| names.iter().find(|name| agent.contains(*name)).copied();
    let system = first(&["Android", "iPhone", "Windows", "Macintosh", "Linux"]);
    let browser = first(&["Firefox", "Edg", "OPR", "SamsungBrowser", "Chrome", "Safari"]);
    [system, browser].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

impl App {
    /// The cookie's name: `__Host-` where the address is https.
    #[must_use]
    pub const fn cookie_name(&self) -> &'static str {
        if self.secure { "__Host-sid" } else { "sid" }
    }

    /// The header that sets the session's cookie.
    #[must_use]
    pub fn set_cookie(&self, token: &str, max_age: i64) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let text = format!(
            "{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}",
            self.cookie_name()
        );
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}
