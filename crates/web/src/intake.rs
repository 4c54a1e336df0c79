//! Intake at a desk: one screen for one person after another, with and without a network. See
//! `docs/decisions/0011-intake.md`.

mod desk;
mod file;

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{
    message::Lang,
    policy::{Actor, Role},
    time::Moment,
};

pub use desk::DeskPage;
pub use file::{FileLine, FilePage};
use usecases::intake;

use crate::{
    App,
    error::Failure,
    i18n::T,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::INTAKE, desk::show)
        .post(urls::INTAKE, desk::take)
        .post(urls::INTAKE_REVIEW, desk::review)
        .get(urls::INTAKE_DAY, day)
        .get(urls::INTAKE_FILE, file::show)
        .post(urls::INTAKE_FILE, file::import)
}

/// Whom one has registered today.
#[derive(Template)]
#[template(path = "intake/day.html")]
pub struct DayPage {
    /// What stands around it.
    pub frame: Frame,
    /// How many.
    pub count: i64,
    /// Each, the last first.
    pub lines: Vec<DayLine>,
}

/// A line of the day's list.
pub struct DayLine {
    /// The short number.
    pub folio: String,
    /// The first letters of the name.
    pub initials: String,
    /// The hour.
    pub at: String,
}

impl DayLine {
    fn new(t: T, line: &intake::Line) -> Self {
        let initials = if line.initials.is_empty() { t.s("intake-nameless") } else { line.initials.clone() };
        let civil = line.at.civil();
        Self { folio: line.folio.clone(), initials, at: format!("{}:{:02}", civil.hour(), civil.minute()) }
    }
}

impl Page for DayPage {
    const NAME: &'static str = "intake-day";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Staff(Role::Reception), "intake-day-title");
        let t = frame().t;
        let line = |folio: &str, initials: &str| {
            let (folio, initials) = (folio.to_owned(), initials.to_owned());
            DayLine::new(t, &intake::Line { folio, initials, at: Moment::from_seconds(1_795_446_000) })
        };
        let lines = vec![line("03FA9C", "JP"), line("7710B2", "")];
        vec![
            ("full", Self { frame: frame(), count: 2, lines }),
            ("empty", Self { frame: frame(), count: 0, lines: Vec::new() }),
        ]
    }
}

async fn day(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let frame = Frame::new(&app, &who, "intake-day-title");
    let count = intake::count(&app.sys, &who.ctx).await?;
    let lines = intake::day(&app.sys, &who.ctx).await?;
    let lines = lines.iter().map(|line| DayLine::new(frame.t, line)).collect();
    let page = DayPage { frame, count, lines };
    Ok(page::answer(&page.frame, &page))
}

/// The agency of who asks, as records name it; empty for who has none.
fn desk_of(actor: &Actor) -> String {
    actor.agency().map_or_else(String::new, |agency| agency.to_string())
}
