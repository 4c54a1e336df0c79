//! "Entrar como…": one way in for each role, in the made-up world only.

use askama::Template;
use axum::{extract::State, http::header, response::Response};
use domain::message::Lang;
use usecases::{
    Error,
    demo::{self, Guise},
};

use crate::{
    App,
    error::Failure,
    form::Fields,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::DEMO, choose).post(urls::DEMO, enter)
}

/// The list of ways in.
#[derive(Template)]
#[template(path = "demo/enter.html")]
pub struct Enter {
    /// What stands around it.
    pub frame: Frame,
    /// The word of each way in, and where it leads.
    pub guises: Vec<&'static str>,
    /// The code of the made-up person, to try signing in with it.
    pub code: Option<String>,
    /// Everyone's PIN.
    pub pin: &'static str,
}

impl Page for Enter {
    const NAME: &'static str = "demo-enter";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = Frame::sample(lang, Who::Nobody, "demo-enter-title");
        let guises = Guise::ALL.into_iter().map(Guise::word).collect();
        vec![("all", Self { frame, guises, code: Some("2345-6789".to_owned()), pin: demo::PIN })]
    }
}

async fn choose(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let guises = demo::guises(&app.sys).await?.into_iter().map(|(guise, _)| guise.word()).collect();
    let code = demo::code(&app.sys).await?.map(|code| code.to_string());
    let page = Enter { frame: Frame::new(&app, &who, "demo-enter-title"), guises, code, pin: demo::PIN };
    Ok(page::answer(&page.frame, &page))
}

async fn enter(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    let guise = Guise::from_word(fields.get("as")).ok_or(Error::NotFound)?;
    let started = demo::enter(&app.sys, &who.ctx, guise, &who.device).await?;
    let to = match guise {
        Guise::Person => "mi",
        Guise::Employer | Guise::Training | Guise::Certification | Guise::Programme => "oferta",
        Guise::Reception => "recepcion",
        Guise::Officer => "referidos",
        Guise::Service => "recibidos",
        Guise::Coordinator => "coordinacion",
        Guise::Administrator => "administracion",
    };
    let mut response = page::see_other(&format!("/{}/{to}", who.ctx.lang));
    response.headers_mut().append(header::SET_COOKIE, app.set_cookie(&started.token, started.max_age));
    Ok(response)
}
