//! "No hay servicio": a need that no service met is noted by the officer, and counted by the coordination.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{id::Id, message::Lang, referral::GapReason, service::ServiceCategory};
use usecases::referral;

use super::{new::officer, sample, say::choices};
use crate::{
    App,
    error::Failure,
    form::Fields,
    page::{self, Frame, Page, see_other},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::GAP, show).post(urls::GAP, note)
}

/// The form for a need without a service.
#[derive(Template)]
#[template(path = "referral/gap.html")]
pub struct GapPage {
    /// What stands around it.
    pub frame: Frame,
    /// The kinds of need.
    pub needs: Vec<(String, String)>,
    /// Why none met it.
    pub reasons: Vec<(String, String)>,
    /// The identifier that makes a form sent twice one.
    pub id: String,
    /// The form as typed.
    pub fields: Fields,
}

impl GapPage {
    pub(super) fn new(frame: Frame, id: String, fields: Fields) -> Self {
        let t = frame.t;
        Self {
            needs: choices(t, "service-category", ServiceCategory::ALL),
            reasons: choices(t, "referral-gap-reason", GapReason::ALL),
            id,
            fields,
            frame,
        }
    }
}

impl Page for GapPage {
    const NAME: &'static str = "referral-gap";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::gap(lang)
    }
}

async fn show(State(app): State<App>, who: As) -> Result<Response, Failure> {
    officer(&who)?;
    let id = Id::<domain::referral::Gap>::new(who.ctx.now).to_string();
    let page = GapPage::new(Frame::new(&app, &who, "referral-gap-title"), id, Fields::new());
    Ok(page::answer(&page.frame, &page))
}

async fn note(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    officer(&who)?;
    let ctx = &who.ctx;
    let id = fields.get("id").parse().unwrap_or_else(|_| Id::new(ctx.now));
    let of = (fields.get("need"), fields.get("reason"), fields.get("municipality"), fields.get("code"));
    match referral::note_gap(&app.sys, ctx, id, of).await {
        Ok(()) => Ok(see_other(&format!("/{}/referidos?hecho=referral-gap-noted", ctx.lang))),
        Err(error) => {
            let frame = Frame::new(&app, &who, "referral-gap-title");
            let page = GapPage::new(frame, id.to_string(), fields.refuse(error)?);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
