//! The coordinator's queue: who waits longest first, papers, and a decision.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    agency::{AgencyKind, AgencyStatus, AgencyStep},
    id::Id,
    message::Lang,
    policy::{Action, Object, Relation, Role},
    text::Phone,
};
use usecases::{
    Error,
    agency::{self, ListedAgency, Shown},
};

use super::{PaperLine, paper_lines, parse, sample_frame, statuses, tone};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, see_other},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::QUEUE, list).get(urls::QUEUE_ONE, show).post(urls::QUEUE_ONE, decide)
}

/// Rows of a page of the queue, as the use case has it.
const FULL: usize = 50;

/// One line of a list of agencies.
pub struct AgencyLine {
    /// Its address.
    pub href: String,
    /// Its name.
    pub name: String,
    /// The word of its kind.
    pub kind: &'static str,
    /// The word of its status.
    pub status: &'static str,
    /// The tone of its tag.
    pub tone: &'static str,
    /// Where it is.
    pub place: String,
    /// Since when: a text.
    pub since: String,
}

impl AgencyLine {
    pub(super) fn of(t: T, listed: &ListedAgency, desk: &str) -> Self {
        Self {
            href: format!("/{}/{desk}/{}", t.lang, listed.id),
            name: listed.name.clone(),
            kind: listed.kind.word(),
            status: listed.status.word(),
            tone: tone(listed.status),
            place: t.place(&listed.municipality),
            since: t.moment(&listed.created_at),
        }
    }

    pub(super) fn sample(t: T, name: &str, kind: AgencyKind, status: AgencyStatus) -> Self {
        Self {
            href: "/".to_owned(),
            name: name.to_owned(),
            kind: kind.word(),
            status: status.word(),
            tone: tone(status),
            place: "Quetzaltenango, Quetzaltenango".to_owned(),
            since: t.moment(&domain::time::Moment::from_seconds(1_795_446_000)),
        }
    }
}

/// The queue.
#[derive(Template)]
#[template(path = "agency/queue.html")]
pub struct QueuePage {
    /// What stands around it.
    pub frame: Frame,
    /// Which status is shown.
    pub fields: Fields,
    /// Statuses to choose from.
    pub statuses: Vec<(String, String)>,
    /// Who waits longest first.
    pub lines: Vec<AgencyLine>,
    /// The next page.
    pub next: Option<String>,
}

impl Page for QueuePage {
    const NAME: &'static str = "agency-queue";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let t = T::new(lang);
        let sample = |lines| Self {
            frame: sample_frame(lang, Role::Coordinator, "agency-queue-title"),
            fields: Fields::filled([("estado", "pending")]),
            statuses: statuses(t),
            lines,
            next: None,
        };
        let lines = vec![
            AgencyLine::sample(t, "Textiles Xela", AgencyKind::Employer, AgencyStatus::Pending),
            AgencyLine::sample(
                t,
                "Asociación de Desarrollo Integral de las Comunidades del Altiplano Occidental",
                AgencyKind::Programme,
                AgencyStatus::Pending,
            ),
        ];
        vec![("some", sample(lines)), ("none", sample(Vec::new()))]
    }
}

/// One agency before a coordinator.
#[derive(Template)]
#[template(path = "agency/queue_one.html")]
pub struct QueueOnePage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub fields: Fields,
    /// The agency, in texts.
    pub facts: Vec<(&'static str, String)>,
    /// The word of its status.
    pub status: &'static str,
    /// The tone of its tag.
    pub tone: &'static str,
    /// Why it was refused or suspended.
    pub reason: Option<String>,
    /// Its papers.
    pub papers: Vec<PaperLine>,
    /// Who signs in for it: name, address.
    pub contacts: Vec<(String, String)>,
    /// The steps that are possible now, by word, and whether a reason must be told.
    pub steps: Vec<(&'static str, bool)>,
}

impl Page for QueueOnePage {
    const NAME: &'static str = "agency-queue-one";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let sample = |status: AgencyStatus, fields: Fields, papers: usize| {
            let frame = sample_frame(lang, Role::Coordinator, "agency-queue-title").titled("Textiles Xela");
            let line = |at: usize| PaperLine {
                id: at.to_string(),
                name: "RTU.pdf".to_owned(),
                kilobytes: 310,
                sent: frame.t.moment(&domain::time::Moment::from_seconds(1_795_446_000)),
            };
            Self {
                papers: (0..papers).map(line).collect(),
                facts: vec![
                    ("agency-kind", frame.t.word("agency-kind", AgencyKind::Employer)),
                    ("agency-nit", "576937-K".to_owned()),
                    ("agency-municipality", "Quetzaltenango, Quetzaltenango".to_owned()),
                ],
                frame,
                fields,
                status: status.word(),
                tone: tone(status),
                reason: (status == AgencyStatus::Suspended).then(|| "Recibimos una queja.".to_owned()),
                contacts: vec![("Marta Chávez".to_owned(), "marta@example.org".to_owned())],
                steps: steps(status),
            }
        };
        let refused = Fields::filled([("step", "refuse")])
            .refuse(Error::invalid("reason", "text-empty"))
            .unwrap_or_default();
        let unseen = Fields::filled([("step", "verify")])
            .refuse(Error::invalid("checked", "agency-unseen"))
            .unwrap_or_default();
        vec![
            ("pending", sample(AgencyStatus::Pending, Fields::new(), 2)),
            ("no-reason", sample(AgencyStatus::Pending, refused, 0)),
            ("unseen", sample(AgencyStatus::Pending, unseen, 0)),
            ("verified", sample(AgencyStatus::Verified, Fields::new(), 1)),
            ("suspended", sample(AgencyStatus::Suspended, Fields::new(), 1)),
        ]
    }
}

/// The steps of a coordinator that are possible at this status.
fn steps(status: AgencyStatus) -> Vec<(&'static str, bool)> {
    AgencyStep::ALL
        .iter()
        .filter(|step| **step != AgencyStep::Ask && status.after(**step).is_some())
        .map(|step| (step.word(), step.needs_reason()))
        .collect()
}

/// The facts of an agency, by the key of their name.
pub(super) fn facts(t: T, shown: &Shown) -> Vec<(&'static str, String)> {
    let agency = &shown.agency;
    [
        ("agency-kind", Some(t.word("agency-kind", agency.kind))),
        ("agency-nit", agency.nit.as_ref().map(ToString::to_string)),
        ("agency-municipality", Some(t.place(&agency.municipality))),
        ("agency-phone", agency.phone.as_ref().map(Phone::spaced)),
        ("agency-about_es", Some(t.read(&agency.about).to_owned())),
        ("agency-since", Some(t.moment(&agency.created_at))),
    ]
    .into_iter()
    .filter_map(|(key, text)| text.filter(|text| !text.is_empty()).map(|text| (key, text)))
    .collect()
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    // Administrators have a list of their own.
    who.ctx.permit(Relation::Stranger, Object::Agency, Action::Verify)?;
    let status = AgencyStatus::from_word(asked.get("estado")).unwrap_or(AgencyStatus::Pending);
    let after = asked.some("after").and_then(|id| id.parse::<Id<_>>().ok());
    let listed = agency::waiting(&app.sys, &who.ctx, status, after).await?;
    let frame = Frame::new(&app, &who, "agency-queue-title").with_done(asked.get("hecho"));
    let next = listed
        .last()
        .filter(|_| listed.len() == FULL)
        .map(|last| format!("{}?estado={status}&after={}", frame.to("coordinacion/instituciones"), last.id));
    let lines =
        listed.iter().map(|line| AgencyLine::of(frame.t, line, "coordinacion/instituciones")).collect();
    let fields = Fields::filled([("estado", status.word())]);
    let page = QueuePage { statuses: statuses(frame.t), frame, fields, lines, next };
    Ok(page::answer(&page.frame, &page))
}

async fn draw(app: &App, who: &As, id: &str, fields: Fields) -> Result<Response, Failure> {
    who.ctx.permit(Relation::Stranger, Object::Agency, Action::Verify)?;
    let shown = agency::show(&app.sys, &who.ctx, parse(id)?).await?;
    let frame = Frame::new(app, who, "agency-queue-title").titled(shown.agency.name.clone());
    let code = if fields.problems().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let contacts =
        shown.focal_points.iter().map(|account| (account.name.clone(), account.email.clone())).collect();
    let page = QueueOnePage {
        facts: facts(frame.t, &shown),
        papers: paper_lines(frame.t, &shown.documents),
        frame,
        fields,
        status: shown.agency.status.word(),
        tone: tone(shown.agency.status),
        contacts,
        steps: steps(shown.agency.status),
        reason: shown.agency.reason,
    };
    Ok(page::answer_with(code, &page.frame, &page))
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    draw(&app, &who, &id, Fields::new()).await
}

async fn decide(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let step = AgencyStep::from_word(fields.get("step")).ok_or(Error::NotFound)?;
    match agency::decide(
        &app.sys,
        &who.ctx,
        parse(&id)?,
        step,
        fields.get("reason"),
        fields.some("checked").is_some(),
    )
    .await
    {
        Ok(()) => Ok(see_other(&format!("/{}/coordinacion/instituciones?hecho={step}", who.ctx.lang))),
        Err(error) => draw(&app, &who, &id, fields.refuse(error)?).await,
    }
}
