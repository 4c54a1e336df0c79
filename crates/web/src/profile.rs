//! The person's profile: what is known, and a form for each section.

mod job;
mod section;

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{
    message::Lang,
    person::{Experience, Person},
};
use usecases::profile::{self, Whole};

pub use job::{JobPage, NewJobPage};
pub use section::{SectionPage, SkillsPage};

use crate::{
    App,
    error::Failure,
    form::Asked,
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
        .get(urls::PROFILE, show)
        .get(urls::PROFILE_SKILLS, section::skills)
        .post(urls::PROFILE_SKILLS, section::save_skills)
        .get(urls::PROFILE_SECTION, section::show)
        .post(urls::PROFILE_SECTION, section::save)
        .get(urls::JOBS, job::ask)
        .post(urls::JOBS, job::add)
        .get(urls::JOB, job::show)
        .post(urls::JOB, job::change)
        .post(urls::JOB_OCCUPATION, job::confirm)
        .post(urls::JOB_SKILLS, job::skills)
        .post(urls::JOB_REMOVE, job::remove)
}

/// A label and its value, both in words.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// What is known; "not told" if nothing.
    pub value: String,
}

/// A section of the profile: what is known, and where it is changed.
#[derive(Clone, Debug)]
pub struct SectionRows {
    /// Its word in the address; the Fluent key is `profile-section-<word>`.
    pub word: &'static str,
    /// What is known.
    pub rows: Vec<Row>,
}

/// A job in the list.
#[derive(Clone, Debug)]
pub struct JobLine {
    /// Where it is asked about.
    pub href: String,
    /// The person's own words.
    pub words: String,
    /// How long and where.
    pub time: String,
    /// What it is called, once confirmed.
    pub occupation: Option<String>,
}

/// The whole profile.
#[derive(Template)]
#[template(path = "profile/show.html")]
pub struct ProfilePage {
    /// What stands around it.
    pub frame: Frame,
    /// Jobs.
    pub jobs: Vec<JobLine>,
    /// Skills confirmed.
    pub skills: Vec<Row>,
    /// The other sections.
    pub sections: Vec<SectionRows>,
    /// Whether the CUI looks mistyped.
    pub cui_doubtful: bool,
    /// Whether they drove at work and no licence is known.
    pub licence_unknown: bool,
}

fn row(t: T, label: &str, value: Option<String>) -> Row {
    let value = value.filter(|text| !text.is_empty()).unwrap_or_else(|| t.s("profile-not-told"));
    Row { label: t.s(label), value }
}

fn list<T>(items: &[T], word: impl Fn(&T) -> String) -> Option<String> {
    Some(items.iter().map(word).collect::<Vec<_>>().join(", "))
}

/// How long a job was, in words: "3 years and 6 months".
pub(crate) fn span(t: T, months: u16) -> String {
    let (years, months) = (i64::from(months / 12), i64::from(months % 12));
    match (years, months) {
        (0, months) => t.one("profile-months", "months", months),
        (years, 0) => t.one("profile-years", "years", years),
        (years, months) => t.two("profile-years-and-months", "years", years, "months", months),
    }
}

fn about(t: T, person: &Person) -> Vec<Row> {
    let contact = person.contact.as_ref();
    vec![
        row(t, "person-alias", Some(person.alias.to_string())),
        row(t, "person-birth-year", Some(person.birth_year.to_string())),
        row(t, "profile-sex", person.sex.map(|sex| t.word("profile-sex-is", sex))),
        row(t, "person-language", Some(t.language(&person.language))),
        row(t, "profile-lang", Some(t.word("profile-lang-is", person.lang))),
        row(
            t,
            "person-phone",
            contact.map(|one| format!("{} ({})", one.phone.spaced(), t.word("person-owner", one.owner))),
        ),
        row(t, "person-cui", person.cui.as_ref().map(ToString::to_string)),
    ]
}

fn place(t: T, person: &Person) -> Vec<Row> {
    let profile = &person.profile;
    vec![
        row(t, "person-municipality", Some(t.place(&person.municipality))),
        row(t, "profile-travel", profile.travel_km.map(|km| t.one("profile-km", "km", i64::from(km)))),
        row(
            t,
            "profile-would-move",
            profile.would_move.map(|yes| t.s(if yes { "profile-answer-yes" } else { "profile-answer-no" })),
        ),
    ]
}

fn wishes(t: T, person: &Person) -> Vec<Row> {
    let profile = &person.profile;
    vec![
        row(t, "profile-available", profile.available_from.as_ref().map(|day| t.day(day))),
        row(t, "profile-schedules", list(&profile.schedules, |one| t.word("profile-schedule", one))),
        row(t, "profile-pay", profile.pay_wanted_centavos.as_ref().map(|pay| t.money(pay))),
        row(t, "profile-matters", list(&profile.matters, |one| t.word("profile-matter", one))),
    ]
}

fn learnt(t: T, person: &Person) -> Vec<Row> {
    let profile = &person.profile;
    vec![
        row(t, "profile-schooling", profile.schooling.map(|one| t.word("profile-schooling-is", one))),
        row(t, "profile-licences", list(&profile.licences, |one| t.word("profile-licence", one))),
    ]
}

fn languages(t: T, person: &Person) -> Vec<Row> {
    let spoken = list(&person.profile.languages, |one| {
        format!("{} ({})", t.language(&one.language), t.word("profile-level", one.level))
    });
    vec![row(t, "profile-languages", spoken)]
}

fn skills(t: T, person: &Person) -> Vec<Row> {
    let held = person.profile.skills.iter();
    held.map(|one| Row { label: t.skill(&one.skill), value: t.word("profile-skill-level", one.level) })
        .collect()
}

/// Everything known of a person, row by row: for the copy that they take away.
pub(crate) fn rows(t: T, person: &Person, jobs: &[Experience]) -> Vec<Row> {
    let mut rows = vec![
        row(t, "person-code", Some(person.code.to_string())),
        row(t, "profile-status", Some(t.word("profile-status-is", person.status))),
        row(t, "profile-since", Some(t.moment(&person.created_at))),
    ];
    rows.extend(about(t, person));
    rows.extend(place(t, person));
    rows.extend(learnt(t, person));
    rows.extend(languages(t, person));
    rows.extend(wishes(t, person));
    rows.extend(skills(t, person));
    for job in jobs {
        let line = JobLine::new(t, job);
        let called = line.occupation.unwrap_or_else(|| t.s("profile-unsure"));
        rows.push(row(t, "profile-job", Some(format!("{}. {called}. {}", line.words, line.time))));
    }
    rows
}

impl JobLine {
    fn new(t: T, job: &Experience) -> Self {
        Self {
            href: format!("/{}/mi/perfil/trabajos/{}", t.lang, job.id),
            words: job.words.clone(),
            time: t.two("profile-time", "time", span(t, job.months), "country", country(t, &job.country)),
            occupation: job.occupation.as_ref().map(|code| t.occupation(code)),
        }
    }
}

/// Countries to choose from; `ZZ` is any other.
const COUNTRIES: [&str; 5] = ["US", "GT", "MX", "CA", "ZZ"];

fn country(t: T, code: &str) -> String {
    let known = COUNTRIES.iter().find(|known| **known == code).unwrap_or(&"ZZ");
    t.word("profile-country", known)
}

pub(crate) fn countries(t: T) -> Vec<(String, String)> {
    COUNTRIES.iter().map(|code| ((*code).to_owned(), country(t, code))).collect()
}

impl ProfilePage {
    fn new(frame: Frame, whole: &Whole) -> Self {
        let (t, person) = (frame.t, &whole.person);
        let section = |word, rows| SectionRows { word, rows };
        Self {
            jobs: whole.jobs.iter().map(|job| JobLine::new(t, job)).collect(),
            skills: skills(t, person),
            sections: vec![
                section("idiomas", languages(t, person)),
                section("estudios", learnt(t, person)),
                section("lugar", place(t, person)),
                section("deseos", wishes(t, person)),
                section("sobre-mi", about(t, person)),
            ],
            cui_doubtful: whole.cui_doubtful,
            licence_unknown: whole.licence_unknown(),
            frame,
        }
    }
}

impl Page for ProfilePage {
    const NAME: &'static str = "profile-show";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Person, "profile-title");
        let (full, new) = (section::sample(true), section::sample(false));
        match (full, new) {
            (Some(full), Some(new)) => {
                let mut driver = full.clone();
                driver.person.profile.licences.clear();
                for job in &mut driver.jobs {
                    job.occupation = "8322".parse().ok();
                }
                vec![
                    ("full", Self::new(frame(), &full)),
                    ("new", Self::new(frame(), &new)),
                    ("driver", Self::new(frame(), &driver)),
                ]
            }
            _ => Vec::new(),
        }
    }
}

async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let whole = profile::profile(&app.sys, &who.ctx).await?;
    let frame = Frame::new(&app, &who, "profile-title").with_done(asked.get("hecho"));
    let page = ProfilePage::new(frame, &whole);
    Ok(page::answer(&page.frame, &page))
}
