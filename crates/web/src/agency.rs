//! Agencies: signing up, their own page, the coordinator's queue, the administrator's list and agreements.

mod agreement;
mod keep;
mod own;
mod queue;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    agency::{AgencyKind, AgencyStatus, Document},
    id::Id,
    message::Lang,
    place,
    policy::Role,
};
use usecases::{
    Error,
    agency::{self, AgencyForm, SignUp},
};

pub use agreement::{AgreementPage, AgreementsPage};
pub use keep::{AgenciesPage, OneAgencyPage};
pub use own::OwnAgencyPage;
pub use queue::{QueueOnePage, QueuePage};

use crate::{
    App,
    error::Failure,
    form::Fields,
    i18n::T,
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    session::As,
    upload::{self, Sent},
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::AGENCY_SIGN_UP, show_sign_up)
        .post(urls::AGENCY_SIGN_UP, sign_up)
        .get(urls::AGENCY_SIGNED_UP, signed_up)
        .get(urls::AGENCY_PAPER, paper)
        .and(own::routes())
        .and(queue::routes())
        .and(keep::routes())
        .and(agreement::routes())
}

/// An agency signs up.
#[derive(Template)]
#[template(path = "agency/sign_up.html")]
pub struct SignUpPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub fields: Fields,
    /// Kinds to choose from.
    pub kinds: Vec<(String, String)>,
    /// Municipalities to choose from.
    pub places: Vec<(String, String)>,
}

impl Page for SignUpPage {
    const NAME: &'static str = "agency-sign-up";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let t = T::new(lang);
        let sample = |fields| Self {
            frame: Frame::sample(lang, Who::Nobody, "agency-sign-up-title")
                .public("agency-sign-up-description"),
            fields,
            kinds: kinds(t, &AgencyKind::SIGN_UP),
            places: vec![("0901".to_owned(), "Quetzaltenango, Quetzaltenango".to_owned())],
        };
        let typed = Fields::filled([("kind", "employer"), ("name", "Textiles Xela"), ("nit", "576937-1")]);
        let mut problems = usecases::Problems::default();
        problems.add("nit", "text-nit-check");
        problems.add("papers", "agency-paper-kind");
        vec![("first", sample(Fields::new())), ("refused", sample(typed.with_problems(problems)))]
    }
}

/// What happens after signing up: the same page for everybody.
#[derive(Template)]
#[template(path = "agency/signed_up.html")]
pub struct SignedUpPage {
    /// What stands around it.
    pub frame: Frame,
}

impl Page for SignedUpPage {
    const NAME: &'static str = "agency-signed-up";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        vec![("done", Self { frame: Frame::sample(lang, Who::Nobody, "agency-signed-up-title") })]
    }
}

/// A paper in a list.
pub struct PaperLine {
    /// Its identifier.
    pub id: String,
    /// The name of the file.
    pub name: String,
    /// Its size in kilobytes.
    pub kilobytes: i64,
    /// When it was sent: a text.
    pub sent: String,
}

pub(crate) fn paper_lines(t: T, documents: &[Document]) -> Vec<PaperLine> {
    documents
        .iter()
        .map(|document| PaperLine {
            id: document.id.to_string(),
            name: document.name.clone(),
            kilobytes: (document.size + 1023) / 1024,
            sent: t.moment(&document.created_at),
        })
        .collect()
}

/// Kinds, as choices.
fn kinds(t: T, some: &[AgencyKind]) -> Vec<(String, String)> {
    some.iter().map(|kind| (kind.to_string(), t.word("agency-kind", kind))).collect()
}

fn statuses(t: T) -> Vec<(String, String)> {
    AgencyStatus::ALL.iter().map(|status| (status.to_string(), t.word("agency-status", status))).collect()
}

/// The tone of the tag of a status.
const fn tone(status: AgencyStatus) -> &'static str {
    match status {
        AgencyStatus::Pending => "warn",
        AgencyStatus::Verified => "ok",
        AgencyStatus::Refused | AgencyStatus::Suspended => "bad",
    }
}

/// Every municipality by name, as choices.
fn places(t: T) -> Vec<(String, String)> {
    let mut choices: Vec<(String, String)> =
        place::municipalities().iter().map(|there| (there.code.to_string(), t.place(&there.code))).collect();
    choices.sort_by_key(|(_, name)| domain::text::fold(name));
    choices
}

/// What was typed about an agency.
fn form_of(fields: &Fields) -> AgencyForm {
    let text = |name: &str| fields.get(name).to_owned();
    AgencyForm {
        kind: text("kind"),
        name: text("name"),
        nit: text("nit"),
        municipality: text("municipality"),
        phone: text("phone"),
        about_es: text("about_es"),
        about_en: text("about_en"),
        hours_es: text("hours_es"),
        hours_en: text("hours_en"),
    }
}

/// The fields of an agency that is there.
fn fields_of(form: &AgencyForm, version: i64) -> Fields {
    let mut fields = Fields::filled([
        ("kind", &form.kind),
        ("name", &form.name),
        ("nit", &form.nit),
        ("municipality", &form.municipality),
        ("phone", &form.phone),
        ("about_es", &form.about_es),
        ("about_en", &form.about_en),
        ("hours_es", &form.hours_es),
        ("hours_en", &form.hours_en),
    ]);
    fields.set("version", version.to_string());
    fields
}

fn parse<T>(id: &str) -> Result<Id<T>, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

fn sign_up_page(app: &App, who: &As, fields: Fields) -> Response {
    let frame = Frame::new(app, who, "agency-sign-up-title").public("agency-sign-up-description");
    let status = if fields.problems().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page =
        SignUpPage { kinds: kinds(frame.t, &AgencyKind::SIGN_UP), places: places(frame.t), frame, fields };
    page::answer_with(status, &page.frame, &page)
}

async fn show_sign_up(State(app): State<App>, who: As) -> Result<Response, Failure> {
    Ok(sign_up_page(&app, &who, Fields::new()))
}

async fn sign_up(State(app): State<App>, who: As, sent: Sent) -> Result<Response, Failure> {
    let Sent { mut fields, files } = sent;
    let input = SignUp {
        agency: form_of(&fields),
        contact_name: fields.get("contact_name").to_owned(),
        email: fields.get("email").to_owned(),
        password: fields.get("password").to_owned(),
        papers: files,
    };
    fields.forget("password");
    match agency::sign_up(&app.sys, &who.ctx, input, &who.network).await {
        Ok(()) => Ok(see_other(&format!("/{}/instituciones/registro/listo", who.ctx.lang))),
        Err(error) => Ok(sign_up_page(&app, &who, fields.refuse(error)?)),
    }
}

async fn signed_up(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let page = SignedUpPage { frame: Frame::new(&app, &who, "agency-signed-up-title") };
    Ok(page::answer(&page.frame, &page))
}

/// A paper is always saved, never shown inside our pages: what is in it is not ours.
async fn paper(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (document, body) = agency::paper(&app.sys, &who.ctx, parse(&id)?).await?;
    Ok(upload::answer(&document.name, document.media_type, body))
}

/// The frame of a sample for a role.
fn sample_frame(lang: Lang, role: Role, title: &str) -> Frame {
    Frame::sample(lang, Who::Staff(role), title)
}
