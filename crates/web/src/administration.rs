//! The first page of the administration: what there is to keep, and what asks for attention.

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{
    message::Lang,
    policy::{Action, Object, Relation, Role},
};
use usecases::agency;

use crate::{
    App,
    error::Failure,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::ADMINISTRATION, show)
}

/// The first page of the administration.
#[derive(Template)]
#[template(path = "administration/home.html")]
pub struct AdministrationPage {
    /// What stands around it.
    pub frame: Frame,
    /// How many agreements end within sixty days.
    pub near: usize,
}

impl Page for AdministrationPage {
    const NAME: &'static str = "administration-home";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let sample = |near| Self {
            frame: Frame::sample(lang, Who::Staff(Role::Administrator), "administration-title"),
            near,
        };
        vec![("quiet", sample(0)), ("ending", sample(3))]
    }
}

async fn show(State(app): State<App>, who: As) -> Result<Response, Failure> {
    who.ctx.permit(Relation::Stranger, Object::Account, Action::Create)?;
    let near = agency::ending_agreements(&app.sys, &who.ctx).await?.len();
    let page = AdministrationPage { frame: Frame::new(&app, &who, "administration-title"), near };
    Ok(page::answer(&page.frame, &page))
}
