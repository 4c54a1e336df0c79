//! A job: told in own words, then confirmed as an occupation, then its skills.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{id::Id, message::Lang, person::Experience, taxonomy::OccupationCode};
use usecases::{
    Problems,
    profile::{self, Job, JobForm},
};

use super::{countries, section::sample, span};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    page::{self, Frame, Page, Who},
    session::As,
};

/// A job to be told.
#[derive(Template)]
#[template(path = "profile/new_job.html")]
pub struct NewJobPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub f: Fields,
    /// Countries to choose from.
    pub countries: Vec<(String, String)>,
}

impl NewJobPage {
    fn new(frame: Frame, f: Fields) -> Self {
        Self { countries: countries(frame.t), frame, f }
    }
}

fn job_problems() -> Problems {
    let mut problems = Problems::default();
    problems.add("words", "text-empty");
    problems.add("years", "profile-years-form");
    problems.add("months", "profile-months-form");
    problems.add("country", "person-choose");
    problems
}

impl Page for NewJobPage {
    const NAME: &'static str = "profile-new-job";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Person, "profile-new-job-title");
        let typed = Fields::filled([("years", "mil"), ("months", "13")]).with_problems(job_problems());
        vec![("empty", Self::new(frame(), Fields::new())), ("refused", Self::new(frame(), typed))]
    }
}

/// A job, what it may be called, and which skills may come with it.
#[derive(Template)]
#[template(path = "profile/job.html")]
pub struct JobPage {
    /// What stands around it.
    pub frame: Frame,
    /// The job's identifier.
    pub id: String,
    /// The person's own words.
    pub words: String,
    /// How long.
    pub time: String,
    /// What was typed: the words looked for (`q`), the occupation, or the job itself.
    pub f: Fields,
    /// What it is called, once confirmed.
    pub occupation: Option<String>,
    /// What it may be called: code and title.
    pub occupations: Vec<(String, String)>,
    /// Whether the first of these is likely.
    pub sure: bool,
    /// Whether nothing was found for the words: then these are trades that many know.
    pub nothing: bool,
    /// Skills that may come with it: code and title.
    pub skills: Vec<(String, String)>,
    /// Countries to choose from.
    pub countries: Vec<(String, String)>,
    /// Whether the form to change the job is open.
    pub open: bool,
}

impl JobPage {
    /// The page of a job; `found` are occupations for other words than the job's own.
    fn new(frame: Frame, job: &Job, found: Option<Vec<OccupationCode>>, mut f: Fields, open: bool) -> Self {
        let t = frame.t;
        let experience = &job.experience;
        let searched = found.is_some();
        let mut codes = found.unwrap_or_else(|| job.occupations.clone());
        let nothing = codes.is_empty();
        if nothing {
            codes = profile::common_trades();
        }
        codes.extend(experience.occupation.filter(|code| !codes.contains(code)));
        if !open {
            f.set("words", experience.words.as_str());
            f.set("years", (experience.months / 12).to_string());
            f.set("months", (experience.months % 12).to_string());
            f.set("country", experience.country.as_str());
            if let Some(code) = experience.occupation {
                f.set("occupation", code.to_string());
            }
        }
        Self {
            id: experience.id.to_string(),
            words: experience.words.clone(),
            time: span(t, experience.months),
            occupation: experience.occupation.as_ref().map(|code| t.occupation(code)),
            occupations: codes.iter().map(|code| (code.to_string(), t.occupation(code))).collect(),
            sure: job.sure && !searched,
            nothing,
            skills: job.skills.iter().map(|code| (code.to_string(), t.skill(code))).collect(),
            countries: countries(t),
            frame,
            f,
            open,
        }
    }
}

impl Page for JobPage {
    const NAME: &'static str = "profile-job";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Person, "profile-job-title");
        let Some(full) = sample(true) else { return Vec::new() };
        let codes: Vec<OccupationCode> =
            ["7121", "7119"].iter().filter_map(|code| code.parse().ok()).collect();
        let skills = domain::taxonomy::built_in().skills().iter().take(4);
        let skills: Vec<_> = skills.map(|skill| skill.code.clone()).collect();
        let job = |at: usize, sure, occupations: &[OccupationCode]| {
            full.jobs.get(at).map(|experience| Job {
                experience: experience.clone(),
                sure,
                occupations: occupations.to_vec(),
                skills: if experience.occupation.is_some() { skills.clone() } else { Vec::new() },
                held: Vec::new(),
            })
        };
        let told = job(1, true, &codes).map(|job| Self::new(frame(), &job, None, Fields::new(), false));
        let unsure = job(1, false, &[]).map(|job| Self::new(frame(), &job, None, Fields::new(), false));
        let confirmed = job(0, true, &codes).map(|job| Self::new(frame(), &job, None, Fields::new(), false));
        let typed = Fields::filled([("years", "mil")]).with_problems(job_problems());
        let refused = job(0, true, &codes).map(|job| Self::new(frame(), &job, None, typed, true));
        [("told", told), ("unsure", unsure), ("confirmed", confirmed), ("refused", refused)]
            .into_iter()
            .filter_map(|(state, page)| page.map(|page| (state, page)))
            .collect()
    }
}

pub(super) async fn ask(State(app): State<App>, who: As) -> Result<Response, Failure> {
    who.ctx.person()?;
    let page = NewJobPage::new(Frame::new(&app, &who, "profile-new-job-title"), Fields::new());
    Ok(page::answer(&page.frame, &page))
}

fn read(f: &Fields) -> JobForm {
    JobForm {
        words: f.get("words").to_owned(),
        years: f.get("years").to_owned(),
        months: f.get("months").to_owned(),
        country: f.get("country").to_owned(),
    }
}

fn page_of(lang: Lang, id: Id<Experience>) -> String {
    format!("/{lang}/mi/perfil/trabajos/{id}")
}

pub(super) async fn add(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    match profile::add_job(&app.sys, &who.ctx, &read(&f)).await {
        Ok(id) => Ok(page::see_other(&page_of(who.ctx.lang, id))),
        Err(error) => {
            let page = NewJobPage::new(Frame::new(&app, &who, "profile-new-job-title"), f.refuse(error)?);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

type JobPath = Path<(String, Id<Experience>)>;

pub(super) async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): JobPath,
    Asked(f): Asked,
) -> Result<Response, Failure> {
    let job = profile::job(&app.sys, &who.ctx, id).await?;
    let found = f.some("q").map(|text| profile::occupations_like(&app.sys, text));
    let frame = Frame::new(&app, &who, "profile-job-title").with_done(f.get("hecho"));
    let page = JobPage::new(frame, &job, found, f, false);
    Ok(page::answer(&page.frame, &page))
}

pub(super) async fn change(
    State(app): State<App>,
    who: As,
    Path((_, id)): JobPath,
    f: Fields,
) -> Result<Response, Failure> {
    match profile::change_job(&app.sys, &who.ctx, id, &read(&f)).await {
        Ok(()) => Ok(page::see_other(&format!("{}?hecho=saved", page_of(who.ctx.lang, id)))),
        Err(error) => refuse(&app, &who, id, f.refuse(error)?, true).await,
    }
}

async fn refuse(app: &App, who: &As, id: Id<Experience>, f: Fields, open: bool) -> Result<Response, Failure> {
    let job = profile::job(&app.sys, &who.ctx, id).await?;
    let page = JobPage::new(Frame::new(app, who, "profile-job-title"), &job, None, f, open);
    Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
}

pub(super) async fn confirm(
    State(app): State<App>,
    who: As,
    Path((_, id)): JobPath,
    f: Fields,
) -> Result<Response, Failure> {
    match profile::confirm_job(&app.sys, &who.ctx, id, f.get("occupation")).await {
        Ok(()) if f.some("occupation").is_none() => {
            Ok(page::see_other(&format!("/{}/mi/perfil?hecho=saved", who.ctx.lang)))
        }
        Ok(()) => Ok(page::see_other(&page_of(who.ctx.lang, id))),
        Err(error) => refuse(&app, &who, id, f.refuse(error)?, false).await,
    }
}

pub(super) async fn skills(
    State(app): State<App>,
    who: As,
    Path((_, id)): JobPath,
    f: Fields,
) -> Result<Response, Failure> {
    let have: Vec<_> = f.all("skill").iter().map(|code| (code.clone(), String::new())).collect();
    match profile::save_skills(&app.sys, &who.ctx, &have, &[]).await {
        Ok(()) => Ok(page::see_other(&format!("/{}/mi/perfil?hecho=saved", who.ctx.lang))),
        Err(error) => refuse(&app, &who, id, f.refuse(error)?, false).await,
    }
}

pub(super) async fn remove(
    State(app): State<App>,
    who: As,
    Path((_, id)): JobPath,
) -> Result<Response, Failure> {
    profile::remove_job(&app.sys, &who.ctx, id).await?;
    Ok(page::see_other(&format!("/{}/mi/perfil?hecho=removed", who.ctx.lang)))
}
