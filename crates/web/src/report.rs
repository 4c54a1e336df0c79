//! What a coordinator watches: what waits, the funnel, answers owed, disputes. Counts, not people.

mod party;

use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    application::Status,
    message::Lang,
    opportunity::Opportunity,
    place::{self, DepartmentCode},
    policy::Role,
    report::{Dimension, Row, Stage, Table, csv_cell},
    taxonomy::LanguageCode,
    time::Moment,
};
use usecases::{
    Page as Part,
    report::{self, Desk, Dispute, Funnel, Unanswered},
};

use crate::{
    App,
    application::after,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

pub use party::Party;

/// Lines on one page of a list.
const SHOWN: i64 = 50;

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::DESK, desk)
        .get(urls::FUNNEL, funnel)
        .get(urls::FUNNEL_CSV, funnel_csv)
        .get(urls::UNANSWERED, unanswered)
        .get(urls::DISPUTES, disputes)
}

/// What waits for a coordinator.
#[derive(Template)]
#[template(path = "report/desk.html")]
pub struct DeskPage {
    /// What stands around it.
    pub frame: Frame,
    /// How much.
    pub desk: Desk,
}

/// A row of the funnel in words; `None`: hidden.
#[derive(Clone, Debug)]
pub struct FunnelRow {
    /// The group.
    pub name: String,
    /// One text for each stage.
    pub cells: Vec<Option<i64>>,
}

/// How far people come.
#[derive(Template)]
#[template(path = "report/funnel.html")]
pub struct FunnelPage {
    /// What stands around it.
    pub frame: Frame,
    /// The word of the dimension.
    pub dimension: &'static str,
    /// All dimensions' words.
    pub dimensions: Vec<&'static str>,
    /// The words of the stages.
    pub stages: Vec<&'static str>,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The groups.
    pub rows: Vec<FunnelRow>,
    /// The sums.
    pub totals: Vec<Option<i64>>,
}

/// A line of answers owed.
#[derive(Clone, Debug)]
pub struct OwedLine {
    /// Who owes, and for what.
    pub party: Party,
    /// How many answers.
    pub count: i64,
    /// Days since the earliest date.
    pub days: i64,
}

/// Answers whose date has passed.
#[derive(Template)]
#[template(path = "report/unanswered.html")]
pub struct UnansweredPage {
    /// What stands around it.
    pub frame: Frame,
    /// The lines, the longest first.
    pub lines: Vec<OwedLine>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// A line of disputes.
#[derive(Clone, Debug)]
pub struct DisputeLine {
    /// With whom, and about what.
    pub party: Party,
    /// What the agency says, and what the person says.
    pub text: String,
    /// Since when.
    pub since: String,
}

/// Cases in which person and agency say different things.
#[derive(Template)]
#[template(path = "report/disputes.html")]
pub struct DisputesPage {
    /// What stands around it.
    pub frame: Frame,
    /// The lines, newest first.
    pub lines: Vec<DisputeLine>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// The name of a group of the funnel.
fn group(t: T, dimension: Dimension, key: &str) -> String {
    match dimension {
        Dimension::Department => DepartmentCode::parse(key)
            .ok()
            .and_then(place::department)
            .map_or_else(|| t.s("report-untold"), |department| department.name.to_owned()),
        Dimension::Sex if key.is_empty() => t.s("report-untold"),
        Dimension::Sex => t.word("report-sex", key),
        Dimension::Language => {
            key.parse::<LanguageCode>().map_or_else(|_| t.s("report-untold"), |code| t.language(&code))
        }
        Dimension::Month => key.to_owned(),
    }
}

impl FunnelPage {
    fn new(frame: Frame, funnel: &Funnel) -> Self {
        let t = frame.t;
        let row = |row: &Row<Option<i64>>| FunnelRow {
            name: group(t, funnel.dimension, &row.key),
            cells: row.cells.clone(),
        };
        Self {
            dimension: funnel.dimension.word(),
            dimensions: Dimension::ALL.iter().map(|one| one.word()).collect(),
            stages: Stage::ALL.iter().map(|stage| stage.word()).collect(),
            from: t.day(&funnel.from),
            to: t.day(&funnel.to),
            rows: funnel.table.rows.iter().map(row).collect(),
            totals: funnel.table.totals.clone(),
            frame,
        }
    }

    /// The same for spreadsheets: hidden counts are empty cells.
    fn csv(&self) -> String {
        let t = self.frame.t;
        let line = |name: &str, cells: &[Option<i64>]| {
            let counts = cells.iter().map(|cell| cell.map_or_else(String::new, |count| count.to_string()));
            std::iter::once(csv_cell(name)).chain(counts).collect::<Vec<_>>().join(",") + "\r\n"
        };
        let head: Vec<String> = std::iter::once(t.word("report-dimension", self.dimension))
            .chain(self.stages.iter().map(|stage| t.word("report-stage", stage)))
            .map(|text| csv_cell(&text))
            .collect();
        // The mark at the start tells spreadsheets that it is UTF-8.
        let mut csv = format!("\u{feff}{}\r\n", head.join(","));
        for row in &self.rows {
            csv.push_str(&line(&row.name, &row.cells));
        }
        csv + &line(&t.s("report-total"), &self.totals)
    }
}

impl OwedLine {
    fn new(frame: &Frame, owed: &Unanswered, now: Moment) -> Self {
        Self {
            party: Party::new(frame, owed),
            count: owed.count,
            days: report::days_late(owed.oldest_due_at, now),
        }
    }
}

impl DisputeLine {
    fn new(frame: &Frame, dispute: &Dispute) -> Self {
        let t = frame.t;
        let text = if dispute.unheard {
            t.s("report-dispute-unheard")
        } else if dispute.status == Status::Achieved {
            t.s("report-dispute-achieved")
        } else {
            t.s("report-dispute-not_achieved")
        };
        Self { party: Party::of(frame, dispute), text, since: t.day(&dispute.since.day()) }
    }
}

fn sample(lang: Lang, title: &str) -> Frame {
    Frame::sample(lang, Who::Staff(Role::Coordinator), title)
}

impl Page for DeskPage {
    const NAME: &'static str = "report-desk";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |agencies, offers, unanswered, disputes| Self {
            frame: sample(lang, "report-desk-title"),
            desk: Desk { agencies, offers, unanswered, disputes },
        };
        vec![("full", page(3, 12, 40, 2)), ("empty", page(0, 0, 0, 0))]
    }
}

impl Page for FunnelPage {
    const NAME: &'static str = "report-funnel";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |dimension, rows: Vec<Row<Option<i64>>>, totals| {
            let from = domain::time::Day::constant(2025, 12, 1);
            let to = domain::time::Day::constant(2026, 11, 22);
            let table = Table { rows, totals };
            Self::new(sample(lang, "report-funnel-title"), &Funnel { dimension, from, to, table })
        };
        let some = |cells: [i64; 6]| cells.map(Some).to_vec();
        let row = |key: &str, cells: Vec<Option<i64>>| Row { key: key.to_owned(), cells };
        let hidden = |first| vec![first, None, None, None, None, None];
        let rows = vec![
            row("01", some([90, 60, 40, 20, 10, 8])),
            row("13", hidden(Some(40))),
            row("14", hidden(Some(20))),
        ];
        let sexes = vec![row("", hidden(None)), row("female", some([70, 50, 30, 12, 9, 7]))];
        vec![
            ("department", page(Dimension::Department, rows, some([150, 80, 50, 24, 12, 10]))),
            ("sex", page(Dimension::Sex, sexes, hidden(Some(80)))),
            ("empty", page(Dimension::Month, Vec::new(), some([0; 6]))),
        ]
    }
}

impl Page for UnansweredPage {
    const NAME: &'static str = "report-unanswered";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || sample(lang, "report-unanswered-title");
        let silent = Party { phone: None, kind: "certification", ..Party::sample(&frame()) };
        let lines = vec![
            OwedLine { party: Party::sample(&frame()), count: 3, days: 6 },
            OwedLine { party: silent, count: 1, days: 2 },
        ];
        let next = Some("?despues=0".to_owned());
        vec![
            ("full", Self { frame: frame(), lines, next }),
            ("empty", Self { frame: frame(), lines: Vec::new(), next: None }),
        ]
    }
}

impl Page for DisputesPage {
    const NAME: &'static str = "report-disputes";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let t = T::new(lang);
        let frame = || sample(lang, "report-disputes-title");
        let line = |key| DisputeLine {
            party: Party::sample(&frame()),
            text: t.s(key),
            since: t.day(&domain::time::Day::constant(2026, 11, 20)),
        };
        let lines = ["report-dispute-unheard", "report-dispute-achieved", "report-dispute-not_achieved"];
        vec![
            ("full", Self { frame: frame(), lines: lines.map(line).to_vec(), next: None }),
            ("empty", Self { frame: frame(), lines: Vec::new(), next: None }),
        ]
    }
}

async fn desk(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let desk = report::desk(&app.sys, &who.ctx).await?;
    let page = DeskPage { frame: Frame::new(&app, &who, "report-desk-title"), desk };
    Ok(page::answer(&page.frame, &page))
}

/// The dimension of the address: `?por=sex`; by department without it.
async fn found(app: &App, who: &As, asked: &Fields) -> Result<FunnelPage, Failure> {
    let dimension = Dimension::from_word(asked.get("por")).unwrap_or(Dimension::Department);
    let funnel = report::funnel(&app.sys, &who.ctx, dimension).await?;
    Ok(FunnelPage::new(Frame::new(app, who, "report-funnel-title"), &funnel))
}

async fn funnel(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let page = found(&app, &who, &asked).await?;
    Ok(page::answer(&page.frame, &page))
}

async fn funnel_csv(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let page = found(&app, &who, &asked).await?;
    let name = format!("attachment; filename=\"embudo-{}.csv\"", page.dimension);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, page.csv()).into_response())
}

/// Where the list of answers owed goes on: `?vence=seconds&despues=id`.
fn owed_after(asked: &Fields) -> Option<(Moment, domain::id::Id<Opportunity>)> {
    Some((Moment::from_seconds(asked.get("vence").parse().ok()?), after(asked)?))
}

async fn unanswered(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let part = Part { after: owed_after(&asked), limit: SHOWN };
    let owed = report::unanswered(&app.sys, &who.ctx, part).await?;
    let frame = Frame::new(&app, &who, "report-unanswered-title");
    let full = i64::try_from(owed.len()).is_ok_and(|count| count == SHOWN);
    let next = owed.last().filter(|_| full).map(|last| {
        let path = frame.to("coordinacion/sin-respuesta");
        format!("{path}?vence={}&despues={}", last.oldest_due_at.seconds(), last.opportunity)
    });
    let lines = owed.iter().map(|owed| OwedLine::new(&frame, owed, who.ctx.now)).collect();
    let page = UnansweredPage { frame, lines, next };
    Ok(page::answer(&page.frame, &page))
}

async fn disputes(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let part = Part { after: after(&asked), limit: SHOWN };
    let found = report::disputes(&app.sys, &who.ctx, part).await?;
    let frame = Frame::new(&app, &who, "report-disputes-title");
    let full = i64::try_from(found.len()).is_ok_and(|count| count == SHOWN);
    let next = found
        .last()
        .filter(|_| full)
        .map(|last| format!("{}?despues={}", frame.to("coordinacion/disputas"), last.application));
    let lines = found.iter().map(|dispute| DisputeLine::new(&frame, dispute)).collect();
    let page = DisputesPage { frame, lines, next };
    Ok(page::answer(&page.frame, &page))
}
