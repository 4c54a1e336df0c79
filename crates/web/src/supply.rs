//! Needs beside services: by kind of need, by department, by municipality. Counts, not people.

use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    message::Lang,
    place::{self, DepartmentCode},
    policy::Role,
    report::csv_cell,
    service::ServiceCategory,
    time::Day,
};
use usecases::supply::{self, At, Line, Scope, Table};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::SUPPLY, show).get(urls::SUPPLY_CSV, csv)
}

/// A line in words.
#[derive(Clone, Debug)]
pub struct SupplyLine {
    /// The kind of need, or the place.
    pub name: String,
    /// Where it is looked at more closely.
    pub href: Option<String>,
    /// Needs unmet and asked; `None`: hidden.
    pub needs: [Option<i64>; 2],
    /// Services: free, waiting, full.
    pub services: [i64; 3],
    /// Whether there is need and no service with room.
    pub lacking: bool,
}

/// Needs beside services.
#[derive(Template)]
#[template(path = "supply/table.html")]
pub struct SupplyPage {
    /// What stands around it.
    pub frame: Frame,
    /// The kinds of need to choose from.
    pub needs: Vec<(String, String)>,
    /// The departments to choose from.
    pub departments: Vec<(String, String)>,
    /// What was chosen.
    pub f: Fields,
    /// What is looked at, in words.
    pub title: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The head of the first column.
    pub first: String,
    /// The lines.
    pub lines: Vec<SupplyLine>,
    /// All together.
    pub all: Option<SupplyLine>,
    /// Where the same is for spreadsheets.
    pub csv: String,
}

fn department_name(code: DepartmentCode) -> String {
    place::department(code).map_or_else(|| code.to_string(), |department| department.name.to_owned())
}

impl SupplyLine {
    fn new(frame: &Frame, scope: Scope, line: &Line) -> Self {
        let t = frame.t;
        let base = frame.to("coordinacion/casos/faltan");
        let (name, href) = match (line.at, scope) {
            (At::Need(need), _) => {
                (t.word("service-category", need), Some(format!("{base}?necesidad={need}")))
            }
            (At::Department(code), Scope::Departments(need)) => {
                (department_name(code), Some(format!("{base}?necesidad={need}&departamento={code}")))
            }
            (At::Department(code), _) => (department_name(code), None),
            (At::Municipality(code), _) => {
                (place::municipality(code).map_or_else(|| code.to_string(), |one| one.name.to_owned()), None)
            }
            (At::Somewhere, _) => (t.s("supply-somewhere"), None),
            (At::All, _) => (t.s("report-total"), None),
        };
        let needs = [line.unmet, line.asked];
        let needed = needs.iter().any(|count| count.is_none_or(|count| count > 0));
        Self { name, href, needs, services: line.services, lacking: needed && line.services[0] == 0 }
    }
}

impl SupplyPage {
    fn new(frame: Frame, table: &Table) -> Self {
        let t = frame.t;
        let scope = table.scope;
        let (need, department) = match scope {
            Scope::Needs => (None, None),
            Scope::Departments(need) => (Some(need), None),
            Scope::Municipalities(need, department) => (Some(need), Some(department)),
        };
        let mut f = Fields::new();
        let mut query = form_urlencoded::Serializer::new(String::new());
        let chosen = [
            ("necesidad", need.map(|need| need.to_string())),
            ("departamento", department.map(|code| code.to_string())),
        ];
        for (name, value) in chosen {
            if let Some(value) = value {
                query.append_pair(name, &value);
                f.set(name, value);
            }
        }
        let title = match (need, department) {
            (Some(need), Some(code)) => {
                format!("{}: {}", t.word("service-category", need), department_name(code))
            }
            (Some(need), None) => t.word("service-category", need),
            _ => t.s("supply-all"),
        };
        let first = match scope {
            Scope::Needs => "supply-need",
            Scope::Departments(_) => "report-dimension-department",
            Scope::Municipalities(..) => "referral-gap-place",
        };
        Self {
            needs: choices(t),
            departments: place::departments()
                .iter()
                .map(|one| (one.code.to_string(), one.name.to_owned()))
                .collect(),
            title,
            from: t.day(&table.from),
            to: t.day(&table.to),
            first: t.s(first),
            lines: table.lines.iter().map(|line| SupplyLine::new(&frame, scope, line)).collect(),
            all: table.all.as_ref().map(|line| SupplyLine::new(&frame, scope, line)),
            csv: format!("{}?{}", frame.to("coordinacion/casos/faltan.csv"), query.finish()),
            f,
            frame,
        }
    }

    /// The same for spreadsheets: hidden counts are empty cells.
    fn csv_text(&self) -> String {
        let t = self.frame.t;
        let line = |line: &SupplyLine| {
            let needs =
                line.needs.iter().map(|count| count.map_or_else(String::new, |count| count.to_string()));
            let services = line.services.iter().map(ToString::to_string);
            std::iter::once(csv_cell(&line.name)).chain(needs).chain(services).collect::<Vec<_>>().join(",")
                + "\r\n"
        };
        let heads = ["supply-unmet", "supply-asked", "supply-free", "supply-waiting", "supply-full"];
        let head: Vec<String> = std::iter::once(csv_cell(&self.first))
            .chain(heads.iter().map(|key| csv_cell(&t.s(key))))
            .collect();
        // The mark at the start tells spreadsheets that it is UTF-8.
        let text = format!("\u{feff}{}\r\n", head.join(","));
        self.lines.iter().chain(&self.all).fold(text, |text, one| text + &line(one))
    }
}

fn choices(t: T) -> Vec<(String, String)> {
    ServiceCategory::ALL.iter().map(|need| (need.to_string(), t.word("service-category", need))).collect()
}

/// What the address asks for: `?necesidad=housing&departamento=14`.
fn scope_of(asked: &Fields) -> Scope {
    match (
        ServiceCategory::from_word(asked.get("necesidad")),
        DepartmentCode::parse(asked.get("departamento")),
    ) {
        (Some(need), Ok(department)) => Scope::Municipalities(need, department),
        (Some(need), Err(_)) => Scope::Departments(need),
        (None, _) => Scope::Needs,
    }
}

impl Page for SupplyPage {
    const NAME: &'static str = "supply-table";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |scope, lines: Vec<Line>, all| {
            let frame = Frame::sample(lang, Who::Staff(Role::Coordinator), "supply-title");
            let (from, to) = (Day::constant(2025, 12, 1), Day::constant(2026, 11, 22));
            Self::new(frame, &Table { scope, from, to, lines, all })
        };
        let line = |at, unmet, asked, services| Line { at, unmet, asked, services };
        let quiche = place::municipalities().iter().filter(|one| one.code.to_string().starts_with("14"));
        let places = quiche.take(3).enumerate().map(|(at, one)| {
            let unmet = [Some(12), None, Some(0)][at];
            line(At::Municipality(one.code), unmet, None, [i64::from(at == 2), 1, 0])
        });
        let mut places: Vec<Line> = places.collect();
        places.push(line(At::Somewhere, Some(0), Some(6), [0; 3]));
        let needs =
            [(ServiceCategory::Housing, Some(31), [0, 2, 1]), (ServiceCategory::Health, None, [9, 0, 0])];
        let needs = needs.map(|(need, unmet, services)| line(At::Need(need), unmet, Some(40), services));
        let mut found = vec![("needs", page(Scope::Needs, needs.to_vec(), None))];
        if let Some(first) = place::departments().iter().find(|one| one.code.to_string() == "14") {
            let housing = ServiceCategory::Housing;
            let all = line(At::All, Some(31), Some(40), [0, 2, 1]);
            let one = line(At::Department(first.code), Some(20), None, [0, 2, 0]);
            found.push(("departments", page(Scope::Departments(housing), vec![one], Some(all))));
            found.push(("places", page(Scope::Municipalities(housing, first.code), places, Some(all))));
        }
        found
    }
}

async fn found(app: &App, who: &As, asked: &Fields) -> Result<SupplyPage, Failure> {
    let table = supply::table(&app.sys, &who.ctx, scope_of(asked)).await?;
    Ok(SupplyPage::new(Frame::new(app, who, "supply-title"), &table))
}

async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let page = found(&app, &who, &asked).await?;
    Ok(page::answer(&page.frame, &page))
}

async fn csv(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let page = found(&app, &who, &asked).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"faltan.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, page.csv_text()).into_response())
}
