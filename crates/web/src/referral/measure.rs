//! What referrals are measured on, by group: small numbers are hidden, but not from the organisation itself.

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{
    message::Lang,
    place::{self, DepartmentCode},
    referral::{Measure, MeasureBy},
};
use usecases::referral;

use super::{sample, say::choices};
use crate::{
    App,
    error::Failure,
    form::Asked,
    i18n::T,
    page::{self, Frame, Page},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::MEASURES, measures).get(urls::OWN_MEASURES, own)
}

/// A group, and its cells in words; `None`: hidden.
#[derive(Clone, Debug)]
pub struct MeasureLine {
    /// The group.
    pub name: String,
    /// One for each column.
    pub cells: Vec<Option<String>>,
}

/// The measures of the last year.
#[derive(Template)]
#[template(path = "referral/measures.html")]
pub struct MeasuresPage {
    /// What stands around it.
    pub frame: Frame,
    /// Whether they are those of the organisation of who reads.
    pub own: bool,
    /// By what they are grouped.
    pub by: &'static str,
    /// By what they can be.
    pub choices: Vec<(String, String)>,
    /// The words of the columns.
    pub columns: Vec<String>,
    /// The groups.
    pub lines: Vec<MeasureLine>,
}

/// The columns, in order.
const COLUMNS: [&str; 13] = [
    "sent",
    "acknowledged",
    "decided",
    "in_promise",
    "silent",
    "contacted",
    "reported",
    "confirmed",
    "disputed",
    "to_acknowledge",
    "to_decide",
    "to_contact",
    "to_outcome",
];

fn name(t: T, by: MeasureBy, key: &str) -> String {
    if key.is_empty() {
        return t.s("report-untold");
    }
    match by {
        MeasureBy::Agency | MeasureBy::Service => key.to_owned(),
        MeasureBy::Department => department(key),
        MeasureBy::Sex => t.word("report-sex", key),
        MeasureBy::Language => t.word("language", key),
    }
}

fn department(key: &str) -> String {
    let found = DepartmentCode::parse(key).ok().and_then(place::department);
    found.map_or_else(|| key.to_owned(), |department| department.name.to_owned())
}

impl MeasureLine {
    fn new(t: T, by: MeasureBy, of: &Measure) -> Self {
        let percent = |share: Option<i64>| share.map(|share| t.one("referral-percent", "share", share));
        let hours = |hours: Option<i64>| {
            hours.map(|hours| match hours {
                0..48 => t.one("referral-hours", "count", hours),
                _ => t.one("referral-days", "count", (hours + 12) / 24),
            })
        };
        let mut cells = vec![of.sent.map(|sent| sent.to_string())];
        let shares = [
            of.acknowledged,
            of.decided,
            of.in_promise,
            of.silent,
            of.contacted,
            of.reported,
            of.confirmed,
            of.disputed,
        ];
        cells.extend(shares.map(percent));
        cells.extend(of.hours.map(hours));
        Self { name: name(t, by, &of.key), cells }
    }
}

impl MeasuresPage {
    pub(super) fn new(frame: Frame, by: MeasureBy, measures: &[Measure]) -> Self {
        let t = frame.t;
        Self {
            own: false,
            by: by.word(),
            choices: choices(t, "referral-measure-by", MeasureBy::ALL),
            columns: COLUMNS.iter().map(|column| t.word("referral-measure", column)).collect(),
            lines: measures.iter().map(|of| MeasureLine::new(t, by, of)).collect(),
            frame,
        }
    }

    pub(super) fn own(frame: Frame, measures: &[Measure]) -> Self {
        Self { own: true, choices: Vec::new(), ..Self::new(frame, MeasureBy::Service, measures) }
    }
}

impl Page for MeasuresPage {
    const NAME: &'static str = "referral-measures";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::measures(lang)
    }
}

async fn measures(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let by = MeasureBy::from_word(asked.get("por")).unwrap_or(MeasureBy::Agency);
    let found = referral::measure(&app.sys, &who.ctx, by).await?;
    let page = MeasuresPage::new(Frame::new(&app, &who, "referral-measure-title"), by, &found);
    Ok(page::answer(&page.frame, &page))
}

async fn own(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let found = referral::own_measure(&app.sys, &who.ctx).await?;
    let page = MeasuresPage::own(Frame::new(&app, &who, "referral-measure-own-title"), &found);
    Ok(page::answer(&page.frame, &page))
}
