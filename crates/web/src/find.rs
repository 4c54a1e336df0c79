//! Find first: an officer looks for a person by one box before registering them, and goes on with whom they found.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    find::{Likeness, Sign},
    id::Id,
    merge::Merge,
    message::Lang,
    person::Person,
    policy::Role,
    service::ServiceCategory,
};
use usecases::{
    Error,
    find::{self, Found, Hit},
};

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
    Routes::new().get(urls::FIND, begin).post(urls::FIND, look).post(urls::FOUND, open)
}

/// Somebody who was found, in words.
#[derive(Clone, Debug)]
pub struct Line {
    /// Their identifier: for forms, never in an address that is kept.
    pub id: String,
    /// The name as they told it.
    pub name: String,
    /// Year of birth and municipality.
    pub about: String,
    /// Why they were found, each in a few words.
    pub why: Vec<String>,
}

/// Why somebody was found, each in a few words.
pub(crate) fn why(t: T, likeness: &Likeness) -> Vec<String> {
    let one = |sign: &Sign| match (sign, &likeness.words) {
        (Sign::Sound | Sign::Slip, Some((one, other))) => {
            let words = vec![
                ("sign", t.word("find-sign", sign).into()),
                ("one", one.as_str().into()),
                ("other", other.as_str().into()),
            ];
            t.with("find-words-alike", words)
        }
        (sign, _) => t.word("find-sign", sign),
    };
    likeness.signs.iter().map(one).collect()
}

impl Line {
    pub(crate) fn new(t: T, hit: &Hit) -> Self {
        let year = hit.birth_year.to_string();
        Self {
            id: hit.person.to_string(),
            name: hit.name.clone(),
            about: t.two("find-born", "year", year, "place", t.place(&hit.municipality)),
            why: why(t, &hit.likeness),
        }
    }

    pub(crate) fn all(t: T, found: &Found) -> Vec<Self> {
        found.hits.iter().map(|hit| Self::new(t, hit)).collect()
    }
}

/// The box, and who was found. Nothing of the person stands in the address.
#[derive(Template)]
#[template(path = "find/find.html")]
pub struct FindPage {
    /// What stands around it.
    pub frame: Frame,
    /// Who was found, the likeliest first; `None`: nobody was looked for yet.
    pub lines: Option<Vec<Line>>,
    /// Whether there are more.
    pub more: bool,
    /// The identifier that makes a proposal sent twice one.
    pub merge_id: String,
    /// The form as typed.
    pub fields: Fields,
}

/// Somebody who was found, and the ways on.
#[derive(Template)]
#[template(path = "find/found.html")]
pub struct FoundPage {
    /// What stands around it.
    pub frame: Frame,
    /// Who.
    pub line: Line,
    /// The kinds of need.
    pub categories: Vec<(String, String)>,
    /// An empty form.
    pub fields: Fields,
}

fn hit(id: u128, name: &str, signs: &[Sign], words: Option<(&str, &str)>) -> Hit {
    Hit {
        person: Id::from_uuid(uuid::Uuid::from_u128(id)),
        name: name.to_owned(),
        birth_year: 1990,
        municipality: domain::place::municipalities()[0].code,
        likeness: Likeness {
            signs: signs.to_vec(),
            apart: usize::from(words.is_some()),
            words: words.map(|(one, other)| (one.to_owned(), other.to_owned())),
        },
    }
}

/// Those found in a sample.
pub(crate) fn sample_lines(t: T) -> Vec<Line> {
    let found = [
        hit(2, "Juan Inventado", &[Sign::Phone, Sign::Sound, Sign::Year], Some(("huan", "juan"))),
        hit(
            3,
            "Juana María Inventada de la Demostración",
            &[Sign::Slip, Sign::Place],
            Some(("juan", "juana")),
        ),
    ];
    found.iter().map(|hit| Line::new(t, hit)).collect()
}

impl Page for FindPage {
    const NAME: &'static str = "find-find";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Staff(Role::CaseWorker), "find-title");
        let typed = || Fields::filled([("words", "Huan Inventado 1990")]);
        let page =
            |lines, more, fields| Self { frame: frame(), lines, more, merge_id: "0".to_owned(), fields };
        let mut problems = usecases::Problems::default();
        problems.add("words", "find-words-missing");
        let mut two = usecases::Problems::default();
        two.add("who", "merge-two");
        let mut ticked = typed().with_problems(two);
        ticked.set("who", uuid::Uuid::from_u128(3).to_string());
        vec![
            ("empty", page(None, false, Fields::new())),
            ("found", page(Some(sample_lines(frame().t)), true, typed())),
            ("ticked", page(Some(sample_lines(frame().t)), false, ticked)),
            ("none", page(Some(Vec::new()), false, typed())),
            ("refused", page(None, false, Fields::new().with_problems(problems))),
        ]
    }
}

impl Page for FoundPage {
    const NAME: &'static str = "find-found";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = Frame::sample(lang, Who::Staff(Role::CaseWorker), "find-found-title");
        let line = Line::new(frame.t, &hit(2, "Juan Inventado", &[], None));
        vec![("full", Self::new(frame, line))]
    }
}

impl FoundPage {
    fn new(frame: Frame, line: Line) -> Self {
        let categories = ServiceCategory::ALL.iter();
        let t = frame.t;
        Self {
            categories: categories.map(|one| (one.to_string(), t.word("service-category", one))).collect(),
            frame,
            line,
            fields: Fields::new(),
        }
    }
}

fn page(app: &App, who: &As, found: Option<&Found>, fields: Fields, done: &str) -> FindPage {
    let frame = Frame::new(app, who, "find-title").with_done(done);
    FindPage {
        lines: found.map(|found| Line::all(frame.t, found)),
        more: found.is_some_and(|found| found.more),
        merge_id: Id::<Merge>::new(who.ctx.now).to_string(),
        frame,
        fields,
    }
}

async fn begin(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    crate::referral::officer(&who)?;
    let page = page(&app, &who, None, Fields::new(), asked.get("hecho"));
    Ok(page::answer(&page.frame, &page))
}

async fn look(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    match find::find(&app.sys, &who.ctx, fields.get("words")).await {
        Ok(found) => {
            let page = page(&app, &who, Some(&found), fields, "");
            Ok(page::answer(&page.frame, &page))
        }
        Err(error) => refused(&app, &who, fields, error),
    }
}

/// The page of who was found, looked for again, with what is wrong with what was ticked.
pub(crate) async fn refused_again(
    app: &App,
    who: &As,
    fields: Fields,
    error: Error,
) -> Result<Response, Failure> {
    let fields = fields.refuse(error)?;
    let found = find::find(&app.sys, &who.ctx, fields.get("words")).await.ok();
    let page = page(app, who, found.as_ref(), fields, "");
    Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
}

/// The page of the box with what is wrong.
fn refused(app: &App, who: &As, fields: Fields, error: Error) -> Result<Response, Failure> {
    let page = page(app, who, None, fields.refuse(error)?, "");
    Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
}

async fn open(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Person>)>,
) -> Result<Response, Failure> {
    let hit = find::open(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(&app, &who, "find-found-title");
    let line = Line::new(frame.t, &hit);
    let page = FoundPage::new(frame, line);
    Ok(page::answer(&page.frame, &page))
}
