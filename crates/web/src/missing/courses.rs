//! Which courses would open most for the people of a municipality: counts, not people.

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{message::Lang, policy::Role};
use usecases::{
    Problems,
    missing::{self, Courses, PEOPLE_AT_MOST, Width},
    place,
};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who},
    session::As,
};

/// A course with what it would open.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it can be seen in full.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// The language of the title.
    pub title_lang: &'static str,
    /// Who offers it.
    pub agency: String,
    /// For how many people it would open any, and places that it would open, summed over them; `None`: not told.
    pub opens: Option<(i64, i64)>,
}

/// The courses that would open most.
#[derive(Template)]
#[template(path = "missing/courses.html")]
pub struct CoursesPage {
    /// What stands around it.
    pub frame: Frame,
    /// The municipality as typed.
    pub f: Fields,
    /// For which municipality, in words; `None`: none was chosen yet.
    pub place: Option<String>,
    /// If they are for more than the municipality: for whom, in a sentence.
    pub wide: Option<String>,
    /// The courses, most places first.
    pub lines: Vec<Line>,
    /// If not everyone was looked at: how many were.
    pub partly: Option<String>,
}

/// For whom the courses are, if for more than the municipality.
fn wider(t: T, found: &Courses) -> Option<String> {
    match found.width {
        Width::Municipality => None,
        Width::Department => domain::place::municipality(found.municipality)
            .map(|known| t.one("missing-courses-wide", "department", known.department)),
        Width::Country => Some(t.s("missing-courses-widest")),
    }
}

impl CoursesPage {
    fn new(frame: Frame, f: Fields, found: Option<&Courses>) -> Self {
        let t = frame.t;
        let line = |one: &missing::Course| Line {
            href: format!("/{}/oportunidades/{}", t.lang, one.listed.opportunity.id),
            title: t.read(&one.listed.opportunity.title).to_owned(),
            title_lang: t.lang_of(&one.listed.opportunity.title),
            agency: one.listed.agency_name.clone(),
            opens: one.opens.map(|opens| (opens.people, super::count(opens.places))),
        };
        Self {
            f,
            place: found.map(|found| t.place(&found.municipality)),
            wide: found.and_then(|found| wider(t, found)),
            lines: found.iter().flat_map(|found| &found.courses).map(line).collect(),
            partly: found
                .is_some_and(|found| found.partly)
                .then(|| t.one("missing-courses-partly", "count", PEOPLE_AT_MOST)),
            frame,
        }
    }
}

impl Page for CoursesPage {
    const NAME: &'static str = "missing-courses";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Staff(Role::Coordinator), "missing-courses-title");
        let typed = || Fields::filled([("municipality", "Joyabaj")]);
        let mut wrong = Problems::default();
        wrong.add("municipality", "place-unknown");
        let asked = |lines, partly| Self {
            wide: None,
            place: Some("Joyabaj, Quiché".to_owned()),
            lines,
            partly,
            ..Self::new(frame(), typed(), None)
        };
        let line = |title: &str, opens| Line {
            href: format!("/{lang}/oportunidades/0"),
            title: title.to_owned(),
            title_lang: "es-GT",
            agency: "INTECAP".to_owned(),
            opens,
        };
        let t = frame().t;
        let partly = t.one("missing-courses-partly", "count", PEOPLE_AT_MOST);
        vec![
            ("start", Self::new(frame(), Fields::new(), None)),
            (
                "full",
                asked(
                    vec![line("Soldadura", Some((61, 240))), line("Albañilería", Some((5, 9)))],
                    Some(partly),
                ),
            ),
            (
                "wide",
                Self {
                    wide: Some(t.one("missing-courses-wide", "department", "Quiché")),
                    ..asked(vec![line("Soldadura", None)], None)
                },
            ),
            (
                "widest",
                Self {
                    wide: Some(t.s("missing-courses-widest")),
                    ..asked(vec![line("Soldadura", None)], None)
                },
            ),
            ("empty", asked(Vec::new(), None)),
            (
                "wrong",
                Self::new(frame(), Fields::filled([("municipality", "Macondo")]).with_problems(wrong), None),
            ),
        ]
    }
}

pub(super) async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let frame = Frame::new(&app, &who, "missing-courses-title");
    let mut problems = Problems::default();
    let typed = asked.some("municipality").map(place::choose);
    let chosen = typed.and_then(|chosen| problems.keep("municipality", chosen));
    let found = match chosen {
        Some(municipality) => Some(missing::courses(&app.sys, &who.ctx, municipality).await?),
        None => {
            missing::may_see_courses(&who.ctx)?;
            None
        }
    };
    let page = CoursesPage::new(frame, asked.with_problems(problems), found.as_ref());
    Ok(page::answer(&page.frame, &page))
}
