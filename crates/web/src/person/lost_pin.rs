//! Another PIN for who lost theirs.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use domain::message::Lang;
use usecases::{
    Problems,
    sign_in::{lost_pin, person::Origin},
};

use super::enter;
use crate::{
    App,
    error::Failure,
    form::Fields,
    page::{self, Frame, Page, Who},
    session::As,
};

/// First the code; then the number that was sent, and a PIN.
#[derive(Template)]
#[template(path = "person/lost_pin.html")]
pub struct LostPinPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub f: Fields,
    /// Whether a number was asked for.
    pub asked: bool,
}

impl Page for LostPinPage {
    const NAME: &'static str = "person-lost-pin";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page =
            |asked, f: Fields| Self { frame: Frame::sample(lang, Who::Nobody, "lost-pin-title"), f, asked };
        let typed = || Fields::filled([("code", "7K4M-XQ2P")]);
        let mut mistyped = Problems::default();
        mistyped.add("code", "text-code-check");
        let mut wrong = Problems::default();
        wrong.add("number", "lost-pin-wrong");
        wrong.add("pin", "text-pin-trivial");
        vec![
            ("empty", page(false, Fields::new())),
            ("mistyped", page(false, typed().with_problems(mistyped))),
            ("sent", page(true, typed())),
            ("wrong", page(true, typed().with_problems(wrong))),
        ]
    }
}

fn page(app: &App, who: &As, f: Fields, asked: bool) -> LostPinPage {
    LostPinPage { frame: Frame::new(app, who, "lost-pin-title"), f, asked }
}

pub(super) async fn show(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let page = page(&app, &who, Fields::new(), false);
    Ok(page::answer(&page.frame, &page))
}

pub(super) async fn send(State(app): State<App>, who: As, mut f: Fields) -> Result<Response, Failure> {
    let from = Origin { network: &who.network, device: &who.device };
    let asked = f.has("step", "number");
    let outcome = if asked {
        lost_pin::choose(&app.sys, &who.ctx, f.get("code"), f.get("number"), f.get("pin"), from)
            .await
            .map(Some)
    } else {
        lost_pin::ask(&app.sys, &who.ctx, f.get("code"), from).await.map(|()| None)
    };
    f.forget("pin");
    match outcome {
        Ok(Some(started)) => {
            let to = format!("/{}/mi?hecho=pin", who.ctx.lang);
            enter::signed_in(&app, &who, &started, &to).await
        }
        Ok(None) => {
            let page = page(&app, &who, f, true);
            Ok(page::answer(&page.frame, &page))
        }
        Err(error) => {
            let page = page(&app, &who, f.refuse(error)?, asked);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
