//! The CV, as a page to look at and as a PDF, in Spanish and in English.

mod pdf;

use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    message::Lang,
    person::{Evidence, Licence, Schooling, Spoken},
    taxonomy::LanguageCode,
};
use usecases::cv::{self, Cv, CvJob};

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
    Routes::new().get(urls::CV, show).get(urls::CV_PDF, print)
}

/// The CV as a page.
#[derive(Template)]
#[template(path = "cv/cv.html")]
pub struct CvPage {
    /// What stands around it.
    pub frame: Frame,
    /// What is told.
    pub cv: Cv,
    /// Whether countries are shown.
    pub countries: bool,
}

impl CvPage {
    /// How long, in words.
    #[must_use]
    pub fn how_long(&self, job: &CvJob) -> String {
        how_long(self.frame.t, job.months)
    }

    /// The name of the occupation; while it is not known, the person's own words, or that it is some other work.
    #[must_use]
    pub fn name(&self, job: &CvJob) -> String {
        name(self.frame.t, job)
    }

    /// Countries, in words.
    #[must_use]
    pub fn where_to(&self, job: &CvJob) -> String {
        countries(self.frame.t, job)
    }
}

impl Page for CvPage {
    const NAME: &'static str = "cv-cv";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page =
            |cv, countries| Self { frame: Frame::sample(lang, Who::Person, "cv-title"), cv, countries };
        vec![("full", page(sample(true), true)), ("new", page(sample(false), false))]
    }
}

/// A CV for the gallery.
fn sample(full: bool) -> Cv {
    let municipality = domain::place::municipalities()[0].code;
    let mut cv = Cv {
        alias: "Chepe".to_owned(),
        municipality,
        phone: None,
        jobs: Vec::new(),
        skills: Vec::new(),
        languages: vec![Spoken { language: LanguageCode::Kiche, level: 4 }],
        schooling: None,
        licences: Vec::new(),
    };
    if full {
        cv.phone = domain::text::Phone::parse("30000001").ok();
        cv.schooling = Some(Schooling::Primary);
        cv.licences = vec![Licence::B];
        cv.languages.push(Spoken { language: LanguageCode::Spanish, level: 3 });
        if let Some(occupation) = "7121".parse().ok().and_then(domain::taxonomy::occupation) {
            cv.skills = occupation.essential.iter().map(|code| (code.clone(), Evidence::Declared)).collect();
            cv.jobs.push(CvJob {
                occupation: Some(occupation.code),
                words: vec!["trabajé de rufero poniendo shingles".to_owned()],
                months: 30,
                countries: vec!["US".to_owned()],
            });
        }
    }
    cv
}

fn how_long(t: T, months: u32) -> String {
    let (years, rest) = (i64::from(months / 12), i64::from(months % 12));
    match (years, rest) {
        (0, months) => t.one("cv-months", "months", months.max(1)),
        (years, 0) => t.one("cv-years", "years", years),
        (years, months) => t.two("cv-years-months", "years", years, "months", months),
    }
}

fn name(t: T, job: &CvJob) -> String {
    match job.occupation {
        Some(code) => t.occupation(&code),
        None => job.words.first().cloned().unwrap_or_else(|| t.s("cv-other-job")),
    }
}

fn countries(t: T, job: &CvJob) -> String {
    let names: Vec<String> = job
        .countries
        .iter()
        .map(|code| match code.as_str() {
            "US" | "MX" | "CA" | "ES" | "GT" => t.word("country", code),
            other => other.to_owned(),
        })
        .collect();
    names.join(", ")
}

async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let countries = asked.has("countries", "yes");
    let cv = cv::cv(&app.sys, &who.ctx, countries).await?;
    let page = CvPage { frame: Frame::new(&app, &who, "cv-title"), cv, countries };
    Ok(page::answer(&page.frame, &page))
}

async fn print(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let cv = cv::cv(&app.sys, &who.ctx, asked.has("countries", "yes")).await?;
    let t = T::new(who.ctx.lang);
    let pdf = pdf::draw(&t.s("cv-title"), t.html_lang(), &lines(t, &cv));
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"cv.pdf\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, pdf).into_response())
}

fn lines(t: T, cv: &Cv) -> Vec<pdf::Line> {
    use pdf::Line;
    let mut lines = vec![Line::Title(cv.alias.clone()), Line::Lead(t.place(&cv.municipality))];
    if let Some(phone) = &cv.phone {
        lines.push(Line::Lead(t.one("cv-phone", "phone", phone.spaced())));
    }
    if !cv.jobs.is_empty() {
        lines.push(Line::Heading(t.s("cv-work")));
    }
    for job in &cv.jobs {
        lines.push(Line::Entry(name(t, job), how_long(t, job.months)));
        if job.occupation.is_some() {
            lines.extend(job.words.iter().map(|words| Line::Text(words.clone())));
        }
        if !job.countries.is_empty() {
            lines.push(Line::Text(countries(t, job)));
        }
    }
    if !cv.skills.is_empty() {
        lines.push(Line::Heading(t.s("cv-skills")));
    }
    for (skill, evidence) in &cv.skills {
        let shown = if *evidence == Evidence::Declared {
            String::new()
        } else {
            format!(" ({})", t.word("cv-evidence", evidence))
        };
        lines.push(Line::Item(format!("{}{shown}", t.skill(skill))));
    }
    lines.push(Line::Heading(t.s("cv-languages")));
    for spoken in &cv.languages {
        lines.push(Line::Item(format!(
            "{}: {}",
            t.language(&spoken.language),
            t.word("cv-level", spoken.level)
        )));
    }
    if let Some(schooling) = cv.schooling {
        lines.push(Line::Heading(t.s("cv-schooling")));
        lines.push(Line::Text(t.word("cv-school", schooling)));
    }
    if !cv.licences.is_empty() {
        lines.push(Line::Heading(t.s("cv-licences")));
        lines.extend(cv.licences.iter().map(|licence| Line::Item(t.word("cv-licence", licence))));
    }
    lines
}
