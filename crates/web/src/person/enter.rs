//! Coming back with code and PIN, and leaving.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use domain::message::Lang;
use usecases::{
    Problems,
    sign_in::{
        self, Started,
        person::{Origin, sign_in},
    },
};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    page::{self, Frame, Page, Who},
    session::As,
};

/// Code and PIN.
#[derive(Template)]
#[template(path = "person/enter.html")]
pub struct EnterPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed; `volver` is where to go after.
    pub f: Fields,
}

impl Page for EnterPage {
    const NAME: &'static str = "person-enter";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame =
            || Frame::sample(lang, Who::Nobody, "person-enter-title").public("person-enter-description");
        let mut wrong = Problems::default();
        wrong.add("form", "person-sign-in-wrong");
        let mut code = Problems::default();
        code.add("code", "text-code-check");
        code.add("pin", "text-pin-form");
        let typed = || Fields::filled([("code", "7K4M-XQ2P")]);
        vec![
            ("empty", Self { frame: frame(), f: Fields::new() }),
            ("wrong", Self { frame: frame(), f: typed().with_problems(wrong) }),
            ("mistyped", Self { frame: frame(), f: typed().with_problems(code) }),
        ]
    }
}

fn frame(app: &App, who: &As) -> Frame {
    Frame::new(app, who, "person-enter-title").public("person-enter-description")
}

/// Where to go after signing in: an address of ours in the page's language, or the person's first page.
fn way_back(lang: Lang, wanted: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/-_?=&%.+".contains(letter);
    let ours = !wanted.is_empty() && wanted.chars().all(plain) && !wanted.contains("..");
    format!("/{lang}/{}", if ours { wanted } else { "mi" })
}

pub(super) async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    if who.ctx.actor.person().is_some() {
        return Ok(page::see_other(&way_back(who.ctx.lang, asked.get("volver"))));
    }
    let mut f = Fields::new();
    f.set("volver", asked.get("volver"));
    let page = EnterPage { frame: frame(&app, &who).with_done(asked.get("hecho")), f };
    Ok(page::answer(&page.frame, &page))
}

pub(super) async fn send(State(app): State<App>, who: As, mut f: Fields) -> Result<Response, Failure> {
    let from = Origin { network: &who.network, device: &who.device };
    match sign_in(&app.sys, &who.ctx, f.get("code"), f.get("pin"), from).await {
        Ok(started) => {
            let to = way_back(who.ctx.lang, f.get("volver"));
            signed_in(&app, &who, &started, &to).await
        }
        Err(error) => {
            f.forget("pin");
            let page = EnterPage { frame: frame(&app, &who), f: f.refuse(error)? };
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

/// Ends the session there was, and goes on with the one just started.
pub(crate) async fn signed_in(app: &App, who: &As, started: &Started, to: &str) -> Result<Response, Failure> {
    if let Some(token) = &who.token {
        sign_in::end(&app.sys, token).await?;
    }
    let mut response = page::see_other(to);
    response.headers_mut().insert(header::SET_COOKIE, app.set_cookie(&started.token, started.max_age));
    Ok(response)
}

/// Takes the session's cookie away and what the browser keeps of these pages. Its storage stays: all that is ever in it
/// is the outbox of a desk, which nobody can read there, and which must not be lost because somebody leaves.
pub(super) fn forgotten(app: &App, to: &str) -> Response {
    let mut response = page::see_other(to);
    let headers = response.headers_mut();
    headers.insert(header::SET_COOKIE, app.set_cookie("", 0));
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    response
}

pub(super) async fn leave(State(app): State<App>, who: As) -> Result<Response, Failure> {
    if let Some(token) = &who.token {
        sign_in::end(&app.sys, token).await?;
    }
    Ok(forgotten(&app, &format!("/{}/", who.ctx.lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_with_us() {
        assert_eq!(way_back(Lang::Es, "mi/solicitudes?x=1"), "/es/mi/solicitudes?x=1");
        for strange in ["", "//evil.example", "https://evil.example", "..\\x", "../x", "a\r\nb"] {
            let to = way_back(Lang::Es, strange);
            assert!(to.starts_with("/es/") && !to.contains("..") && !to.contains(':'), "{to}");
        }
    }
}
