//! Help for everyone, and the lists that administrators keep.

mod keep;

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{agency::Bilingual, id::Id, message::Lang, service::HelpLine, time::Day};
use usecases::catalogue;

use crate::{
    App,
    error::Failure,
    i18n::T,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

pub use keep::{Catalogues, EditLine};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::HELP, help).and(keep::routes())
}

/// A help line as it is read.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its identifier.
    pub id: String,
    /// The number, as dialled.
    pub phone: String,
    /// Who answers.
    pub name: String,
    /// With what they help.
    pub what: String,
    /// When they answer.
    pub hours: String,
    /// When somebody last verified it.
    pub verified: String,
    /// From when to when it is or was shown.
    pub span: String,
    /// Whether it is shown today.
    pub shown: bool,
}

impl Line {
    /// A made-up line for samples.
    pub(crate) fn sample(t: T) -> Self {
        let line = domain::service::built_in_help_lines().into_iter().next();
        let name = line.as_ref().map_or("", |line| t.read(&line.name)).to_owned();
        let what = line.as_ref().map_or("", |line| t.read(&line.what)).to_owned();
        let [hours, verified, span] = [const { String::new() }; 3];
        let id = String::new();
        Self { id, phone: "110".to_owned(), name, what, hours, verified, span, shown: true }
    }

    pub(crate) fn new(t: T, line: &HelpLine, today: Day) -> Self {
        Self {
            id: line.id.to_string(),
            phone: line.phone.clone(),
            name: t.read(&line.name).to_owned(),
            what: t.read(&line.what).to_owned(),
            hours: t.read(&line.hours).to_owned(),
            verified: t.day(&line.verified_on),
            span: keep::span(t, &line.valid_from, line.valid_to.as_ref()),
            shown: line.holds_on(today),
        }
    }
}

/// Telephones that answer, offices for who is under 18, and what to do against swindles.
#[derive(Template)]
#[template(path = "catalogue/help.html")]
pub struct Help {
    /// What stands around it.
    pub frame: Frame,
    /// The help lines of today.
    pub lines: Vec<Line>,
    /// Signs of a swindle: Fluent keys.
    pub signs: [&'static str; 5],
}

/// What gives a false offer away.
const SIGNS: [&str; 5] =
    ["help-sign-money", "help-sign-documents", "help-sign-photos", "help-sign-abroad", "help-sign-hurry"];

async fn help(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let lines = catalogue::help_lines(&app.sys, &who.ctx).await?;
    let frame = Frame::new(&app, &who, "help-title").public("help-description");
    let lines = lines.iter().map(|line| Line::new(frame.t, line, who.ctx.now.day())).collect();
    let page = Help { frame, lines, signs: SIGNS };
    Ok(page::answer(&page.frame, &page))
}

const SAMPLE_DAY: Day = Day::constant(2026, 11, 23);

/// The built-in help lines, as they are kept.
fn sample_lines() -> Vec<HelpLine> {
    let line = |(at, line): (usize, domain::service::BuiltInHelpLine)| HelpLine {
        id: Id::from_uuid(uuid::Uuid::from_u128(at as u128)),
        phone: line.phone,
        name: line.name,
        what: line.what,
        hours: line.hours,
        verified_on: line.verified_on,
        valid_from: line.verified_on,
        valid_to: None,
        version: 1,
    };
    domain::service::built_in_help_lines().into_iter().enumerate().map(line).collect()
}

/// A line that is no longer shown.
fn sample_closed() -> HelpLine {
    HelpLine {
        id: Id::from_uuid(uuid::Uuid::from_u128(99)),
        phone: "1500".to_owned(),
        name: Bilingual::new("Línea que cerró", "Line that closed"),
        what: Bilingual::new("Ya no contesta.", "It no longer answers."),
        hours: Bilingual::new("Lunes a viernes", "Monday to Friday"),
        verified_on: Day::constant(2026, 2, 14),
        valid_from: Day::constant(2026, 2, 14),
        valid_to: Some(Day::constant(2026, 6, 30)),
        version: 2,
    }
}

impl Page for Help {
    const NAME: &'static str = "catalogue-help";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let sample = |lines: &[HelpLine]| {
            let frame = Frame::sample(lang, Who::Nobody, "help-title").public("help-description");
            let lines = lines.iter().map(|line| Line::new(frame.t, line, SAMPLE_DAY)).collect();
            Self { frame, lines, signs: SIGNS }
        };
        vec![("full", sample(&sample_lines())), ("empty", sample(&[]))]
    }
}
