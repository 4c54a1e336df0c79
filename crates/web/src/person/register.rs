//! Registration: the notice, then at most eight questions on one page.

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::Response,
};
use domain::{
    consent::Purpose,
    message::Lang,
    person::ContactOwner,
    policy::{Actor, Role},
    taxonomy::LanguageCode,
};
use usecases::{
    Error, Problems,
    person::{Registered, Registration},
    sign_in::{self, Stage},
};

use super::Qr;
use crate::{
    App,
    error::Failure,
    find::{self, Line},
    form::Fields,
    i18n::T,
    page::{self, Frame, Page, Who},
    session::As,
};

/// The notice and the questions.
#[derive(Template)]
#[template(path = "person/register.html")]
pub struct RegisterPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub f: Fields,
    /// Languages to choose from.
    pub languages: Vec<(String, String)>,
    /// Whose telephone it may be.
    pub owners: Vec<(String, String)>,
    /// Purposes to say yes to, one by one.
    pub purposes: Vec<(String, String)>,
    /// At a desk: who may be there already, each with why. It hinders nothing.
    pub alike: Vec<Line>,
}

/// The languages, as choices.
pub(crate) fn languages(t: T) -> Vec<(String, String)> {
    LanguageCode::ALL.iter().map(|code| (code.to_string(), t.language(code))).collect()
}

/// Whose telephone it may be, as choices.
pub(crate) fn owners(t: T) -> Vec<(String, String)> {
    ContactOwner::ALL.iter().map(|owner| (owner.to_string(), t.word("person-owner", owner))).collect()
}

impl RegisterPage {
    fn new(frame: Frame, f: Fields) -> Self {
        let t = frame.t;
        let purposes = Purpose::CHOICES.iter();
        Self {
            languages: languages(t),
            owners: owners(t),
            purposes: purposes.map(|purpose| (purpose.to_string(), t.word("consent-ask", purpose))).collect(),
            alike: Vec::new(),
            frame,
            f,
        }
    }
}

impl Page for RegisterPage {
    const NAME: &'static str = "person-register";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || {
            Frame::sample(lang, Who::Nobody, "person-register-title").public("person-register-description")
        };
        let mut problems = Problems::default();
        problems.add("account", "consent-account-needed");
        problems.add("alias", "text-empty");
        problems.add("birth_year", "person-birth-year-form");
        problems.add("municipality", "place-several");
        problems.add("language", "person-choose");
        problems.add("phone", "text-phone-length");
        problems.add("cui", "text-cui-length");
        problems.add("pin", "text-pin-trivial");
        let desk = Frame::sample(lang, Who::Staff(Role::CaseWorker), "person-register-title");
        let known = Fields::filled([("alias", "Huan Inventado"), ("birth_year", "1990"), ("account", "yes")]);
        let alike = Self { alike: find::sample_lines(desk.t), ..Self::new(desk, known) };
        let typed = Fields::filled([("birth_year", "90"), ("municipality", "San José"), ("phone", "555")]);
        vec![
            ("empty", Self::new(frame(), Fields::new())),
            ("refused", Self::new(frame(), typed.with_problems(problems))),
            ("alike", alike),
        ]
    }
}

/// Where somebody under 18 is helped.
#[derive(Template)]
#[template(path = "person/young.html")]
pub struct YoungPage {
    /// What stands around it.
    pub frame: Frame,
}

impl Page for YoungPage {
    const NAME: &'static str = "person-young";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        vec![("full", Self { frame: Frame::sample(lang, Who::Nobody, "person-young-title") })]
    }
}

/// What a desk hands over after registering somebody.
#[derive(Template)]
#[template(path = "person/registered.html")]
pub struct RegisteredPage {
    /// What stands around it.
    pub frame: Frame,
    /// In two groups of four, as in `2345-6789`.
    pub code: String,
    /// Where to sign in, without `https://`, to be typed.
    pub address: String,
    /// The same as a QR code.
    pub qr: Qr,
    /// Whether the CUI looks mistyped.
    pub cui_doubtful: bool,
}

impl RegisteredPage {
    fn new(frame: Frame, registered_code: String, cui_doubtful: bool, address: &str) -> Result<Self, Error> {
        let short = address.split_once("://").map_or(address, |(_, rest)| rest).to_owned();
        Ok(Self { frame, code: registered_code, address: short, qr: Qr::of(address)?, cui_doubtful })
    }
}

impl Page for RegisteredPage {
    const NAME: &'static str = "person-registered";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = Frame::sample(lang, Who::Staff(Role::CaseWorker), "person-registered-title");
        let page = Self::new(frame, "7K4M-XQ2P".to_owned(), true, "https://oportuguate.example/es/entrar");
        page.ok().into_iter().map(|page| ("doubtful", page)).collect()
    }
}

fn frame(app: &App, who: &As) -> Frame {
    Frame::new(app, who, "person-register-title").public("person-register-description")
}

pub(super) async fn show(State(app): State<App>, who: As) -> Result<Response, Failure> {
    if who.ctx.actor.person().is_some() {
        return Ok(page::see_other(&format!("/{}/mi", who.ctx.lang)));
    }
    let page = RegisterPage::new(frame(&app, &who), Fields::new());
    Ok(page::answer(&page.frame, &page))
}

fn read(f: &Fields) -> Registration {
    let asked = [Purpose::Account].into_iter().chain(Purpose::CHOICES);
    Registration {
        alias: f.get("alias").to_owned(),
        birth_year: f.get("birth_year").to_owned(),
        municipality: f.get("municipality").to_owned(),
        language: f.get("language").to_owned(),
        phone: f.get("phone").to_owned(),
        contact_owner: f.get("contact_owner").to_owned(),
        cui: f.get("cui").to_owned(),
        pin: f.get("pin").to_owned(),
        purposes: asked.filter(|purpose| f.has(purpose.word(), "yes")).collect(),
    }
}

fn is_young(error: &Error) -> bool {
    let Error::Invalid(problems) = error else { return false };
    problems.0.iter().any(|problem| problem.key == "person-birth-year-under-age")
}

/// Who may be there already, for an officer who has not compared yet.
async fn alike(app: &App, who: &As, f: &Fields) -> Result<Vec<Line>, Failure> {
    if who.ctx.actor.role() != Some(Role::CaseWorker) || f.has("compared", "yes") {
        return Ok(Vec::new());
    }
    let found = usecases::find::alike(&app.sys, &who.ctx, &read(f)).await?;
    Ok(Line::all(T::new(who.ctx.lang), &found))
}

pub(super) async fn send(State(app): State<App>, who: As, mut f: Fields) -> Result<Response, Failure> {
    let alike = alike(&app, &who, &f).await?;
    if !alike.is_empty() {
        let page = RegisterPage { alike, ..RegisterPage::new(frame(&app, &who), f) };
        return Ok(page::answer(&page.frame, &page));
    }
    match usecases::person::register(&app.sys, &who.ctx, &read(&f)).await {
        Ok(registered) => welcome(&app, &who, &registered).await,
        Err(error) if is_young(&error) => {
            let page = YoungPage { frame: Frame::new(&app, &who, "person-young-title") };
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
        Err(error) => {
            f.forget("pin");
            let page = RegisterPage::new(frame(&app, &who), f.refuse(error)?);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

/// Signs in who has registered; at a desk, shows what to hand over.
async fn welcome(app: &App, who: &As, registered: &Registered) -> Result<Response, Failure> {
    let lang = who.ctx.lang;
    if who.ctx.actor != Actor::Anonymous {
        let frame = Frame::new(app, who, "person-registered-title");
        let address = format!("{}/{lang}/entrar", app.sys.settings.base_url);
        let page =
            RegisteredPage::new(frame, registered.code.to_string(), registered.cui_doubtful, &address)?;
        return Ok(page::answer(&page.frame, &page));
    }
    let actor = Actor::Person(registered.person);
    let started = sign_in::start(&app.sys, actor, Stage::Full, &who.device, who.ctx.now).await?;
    let mut response = page::see_other(&format!("/{lang}/mi/boleta?hecho=registered"));
    response.headers_mut().insert(header::SET_COOKIE, app.set_cookie(&started.token, started.max_age));
    Ok(response)
}
