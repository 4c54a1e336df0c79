//! The first page, and `/`, which chooses its language.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::message::Lang;

use crate::{
    App,
    error::Failure,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::{self, As},
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::ROOT, root).get(urls::HOME, home)
}

/// The first page: six tiles at most.
#[derive(Template)]
#[template(path = "home/home.html")]
pub struct Home {
    /// What stands around it.
    pub frame: Frame,
}

impl Page for Home {
    const NAME: &'static str = "home-home";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        vec![(
            "open",
            Self { frame: Frame::sample(lang, Who::Nobody, "home-title").public("home-description") },
        )]
    }
}

async fn root(headers: HeaderMap) -> Response {
    let lang = session::preferred(&headers);
    let to = format!("/{lang}/");
    (StatusCode::FOUND, [(header::LOCATION, to.as_str()), (header::VARY, "accept-language")]).into_response()
}

async fn home(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let page = Home { frame: Frame::new(&app, &who, "home-title").public("home-description") };
    Ok(page::answer(&page.frame, &page))
}
