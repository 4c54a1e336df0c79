//! Another institution is asked to go on with a case: first which, then what is read to the person about it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{agency::Agency, case::Case, id::Id, message::Lang, time::Moment};
use usecases::{
    Error,
    case::{self, Offering},
};

use super::{
    open::{first, yes},
    sample,
    say::{self, FIELDS, WAYS},
};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    page::{self, Frame, Page, see_other},
    referral::{choices, officer},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::CASE_MOVE, choose).post(urls::CASE_MOVE, offer)
}

/// Which institution, and the person's yes to it.
#[derive(Template)]
#[template(path = "case/move_on.html")]
pub struct MoveOnPage {
    /// What stands around it.
    pub frame: Frame,
    /// Where the case is.
    pub href: String,
    /// Institutions with somebody who accompanies.
    pub receivers: Vec<(String, String)>,
    /// The chosen one.
    pub chosen: Option<String>,
    /// What is read out about it.
    pub text: Vec<String>,
    /// What may be shown to it.
    pub shared: Vec<(String, String)>,
    /// How the yes may be given.
    pub ways: Vec<(String, String)>,
    /// The form as typed.
    pub fields: Fields,
}

impl MoveOnPage {
    pub(super) fn new(
        frame: Frame,
        id: Id<Case>,
        receivers: Vec<(Id<Agency>, String)>,
        fields: Fields,
        now: Moment,
    ) -> Self {
        let t = frame.t;
        let receivers: Vec<(String, String)> =
            receivers.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        let chosen = receivers.iter().find(|(id, _)| id == fields.get("to")).map(|(_, name)| name.clone());
        Self {
            href: frame.to(&format!("acompanamientos/{id}")),
            text: chosen.as_ref().map(|name| say::yes_text(t, name, now)).unwrap_or_default(),
            chosen,
            receivers,
            shared: choices(t, "referral-field", &FIELDS),
            ways: choices(t, "referral-way", &WAYS),
            fields,
            frame,
        }
    }
}

impl Page for MoveOnPage {
    const NAME: &'static str = "case-move-on";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::move_on(lang)
    }
}

async fn choose(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Case>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    officer(&who)?;
    let receivers = case::receivers(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(&app, &who, "case-move-title");
    let page = MoveOnPage::new(frame, id, receivers, first(asked), who.ctx.now);
    Ok(page::answer(&page.frame, &page))
}

async fn offer(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Case>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    officer(&who)?;
    let ctx = &who.ctx;
    let receivers = case::receivers(&app.sys, ctx, id).await?;
    let frame = Frame::new(&app, &who, "case-move-title");
    let to = receivers.iter().find(|(id, _)| id.to_string() == fields.get("to"));
    let offered = match to {
        None => Err(Error::invalid("to", "case-receiver-missing")),
        Some((to, name)) => match yes(&fields, frame.t, name, ctx.now) {
            Ok(taken) => {
                let words = fields.get("words").to_owned();
                case::offer(&app.sys, ctx, id, &Offering { to: Some(*to), taken, words }).await
            }
            Err(error) => Err(error),
        },
    };
    match offered {
        Ok(()) => Ok(see_other(&frame.to(&format!("acompanamientos/{id}?hecho=case-offered")))),
        Err(error) => {
            let page = MoveOnPage::new(frame, id, receivers, fields.refuse(error)?, ctx.now);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
