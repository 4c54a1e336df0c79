//! A person's applications: applying, the list, one with its life, and what the person says of it.

mod received;
mod sample;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    application::{Application, ApplicationEvent, Confirmation, Status},
    id::Id,
    message::Lang,
    opportunity::Opportunity,
};
use usecases::{
    Error, Page as Part,
    application::{self, Apply, Before, ListedApplication, Mine},
};

pub use received::{OpenedPage, ReceivedPage};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    matches::{gap, strength},
    page::{self, Frame, Page, see_other},
    routes::Routes,
    session::As,
    urls,
};

/// Applications on one page of a list.
pub(crate) const SHOWN: i64 = 20;

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::APPLY, before)
        .post(urls::APPLY, apply)
        .get(urls::APPLICATIONS, mine)
        .get(urls::APPLICATION, show)
        .post(urls::APPLICATION_WITHDRAW, withdraw)
        .post(urls::APPLICATION_HEARD, heard)
        .post(urls::APPLICATION_RESULT, result)
        .and(received::routes())
}

/// Before applying: who will see what, until when.
#[derive(Template)]
#[template(path = "application/apply.html")]
pub struct ApplyPage {
    /// What stands around it.
    pub frame: Frame,
    /// Where the opportunity is.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// The language of the title.
    pub title_lang: &'static str,
    /// Who will see the person.
    pub agency: String,
    /// Where it is.
    pub place: String,
    /// By when they would answer.
    pub due: String,
    /// Whether one can only wait.
    pub full: bool,
    /// The application that there is already, not counting an invitation.
    pub known: Option<String>,
    /// What is asked and the profile does not tell.
    pub gaps: Vec<String>,
    /// The form.
    pub fields: Fields,
}

/// Gaps shown before applying.
const GAPS: usize = 4;

/// A line of the list.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it is.
    pub href: String,
    /// What the opportunity is called.
    pub title: String,
    /// The language of the title.
    pub title_lang: &'static str,
    /// Whose it is.
    pub agency: String,
    /// The status's word.
    pub status: &'static str,
    /// `ok`, `warn`, `bad` or nothing.
    pub tone: &'static str,
    /// What it means now, in a sentence.
    pub text: String,
}

/// A person's applications.
#[derive(Template)]
#[template(path = "application/mine.html")]
pub struct MinePage {
    /// What stands around it.
    pub frame: Frame,
    /// The applications.
    pub lines: Vec<Line>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// A step of an application's life, in words.
#[derive(Clone, Debug)]
pub struct Event {
    /// What was done.
    pub text: String,
    /// The reason of a no.
    pub reason: Option<String>,
    /// When.
    pub at: String,
}

/// One application of a person.
#[derive(Template)]
#[template(path = "application/one.html")]
pub struct OnePage {
    /// What stands around it.
    pub frame: Frame,
    /// The same as in the list; `href` is the application's address.
    pub line: Line,
    /// Where the opportunity is; it may no longer be shown.
    pub offer: Option<String>,
    /// The kind's word.
    pub kind: &'static str,
    /// The agency's note.
    pub note: Option<String>,
    /// Its life.
    pub events: Vec<Event>,
    /// What spoke for it.
    pub strengths: Vec<String>,
    /// What was missing.
    pub gaps: Vec<String>,
    /// What can be done.
    pub can: application::Can,
    /// What the person said of having been answered.
    pub heard: Option<bool>,
    /// The word of what the person said of the result.
    pub said: Option<&'static str>,
}

/// How a status looks.
pub(crate) const fn tone(status: Status) -> &'static str {
    match status {
        Status::Accepted | Status::Achieved => "ok",
        Status::Invited | Status::Waitlisted => "warn",
        Status::Declined | Status::Expired | Status::NotAchieved => "bad",
        Status::Applied | Status::Withdrawn => "",
    }
}

/// What a status means now, to the person.
fn sentence(t: T, application: &Application) -> String {
    let status = application.status;
    match (status, application.due_at) {
        (Status::Applied, Some(due)) => t.one("application-line-applied", "day", t.day(&due.day())),
        (Status::Expired, Some(due)) => t.one("application-line-expired", "day", t.day(&due.day())),
        (Status::Applied | Status::Expired, None) => t.s("application-line-sent"),
        (Status::Achieved | Status::NotAchieved, _) => {
            t.s(&format!("application-line-{status}-{}", application.kind))
        }
        _ => t.word("application-line", status),
    }
}

pub(crate) fn events(t: T, events: &[ApplicationEvent]) -> Vec<Event> {
    let event = |event: &ApplicationEvent| Event {
        text: t.word("application-step", event.step),
        reason: event.reason.map(|reason| t.word("application-reason", reason)),
        at: t.moment(&event.at),
    };
    events.iter().map(event).collect()
}

impl Line {
    fn new(t: T, listed: &ListedApplication) -> Self {
        let of = &listed.application;
        Self {
            href: format!("/{}/mi/solicitudes/{}", t.lang, of.id),
            title: t.read(&listed.title).to_owned(),
            title_lang: t.lang_of(&listed.title),
            agency: listed.agency_name.clone(),
            status: of.status.word(),
            tone: tone(of.status),
            text: sentence(t, of),
        }
    }
}

impl OnePage {
    fn new(frame: Frame, mine: &Mine) -> Self {
        let t = frame.t;
        let of = &mine.application;
        let said = |detail: &[_], say: fn(T, &_) -> String| detail.iter().map(|one| say(t, one)).collect();
        let line = Line {
            href: format!("/{}/mi/solicitudes/{}", t.lang, of.id),
            title: t.read(&mine.offer.title).to_owned(),
            title_lang: t.lang_of(&mine.offer.title),
            agency: mine.agency_name.clone(),
            status: of.status.word(),
            tone: tone(of.status),
            text: sentence(t, of),
        };
        let shown = mine.offer.status == domain::opportunity::Status::Published;
        Self {
            line,
            offer: shown.then(|| format!("/{}/oportunidades/{}", t.lang, of.opportunity)),
            kind: of.kind.word(),
            note: of.note.clone(),
            events: events(t, &mine.events),
            strengths: mine
                .explanation
                .as_ref()
                .map_or_else(Vec::new, |kept| said(&kept.strengths(), strength)),
            gaps: mine.explanation.as_ref().map_or_else(Vec::new, |kept| said(&kept.gaps(), gap)),
            can: mine.can,
            heard: of.heard,
            said: of.confirmation.map(Confirmation::word),
            frame,
        }
    }
}

impl ApplyPage {
    fn new(frame: Frame, before: &Before, now: domain::time::Moment, fields: Fields) -> Self {
        let t = frame.t;
        let offer = &before.offer;
        let known = before.known.filter(|(_, status)| *status != Status::Invited);
        Self {
            href: format!("/{}/oportunidades/{}", t.lang, offer.id),
            title: t.read(&offer.title).to_owned(),
            title_lang: t.lang_of(&offer.title),
            agency: before.agency_name.clone(),
            place: t.place(&offer.municipality),
            due: t.day(&offer.answer_due(now).day()),
            full: before.full,
            known: known.map(|(id, _)| format!("/{}/mi/solicitudes/{id}", t.lang)),
            gaps: before.gaps.iter().take(GAPS).map(|detail| gap(t, detail)).collect(),
            fields,
            frame,
        }
    }
}

impl Page for ApplyPage {
    const NAME: &'static str = "application-apply";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::apply(lang)
    }
}

impl Page for MinePage {
    const NAME: &'static str = "application-mine";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::mine(lang)
    }
}

impl Page for OnePage {
    const NAME: &'static str = "application-one";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::one(lang)
    }
}

async fn before(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Opportunity>)>,
) -> Result<Response, Failure> {
    let before = application::before(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(&app, &who, "application-apply");
    let page = ApplyPage::new(frame, &before, who.ctx.now, Fields::new());
    Ok(page::answer(&page.frame, &page))
}

async fn apply(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Opportunity>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let input = Apply { share: fields.has("share", "yes"), accept_waitlist: fields.has("wait", "yes") };
    match application::apply(&app.sys, &who.ctx, id, &input).await {
        Ok(sent) => {
            let to = format!("/{}/mi/solicitudes/{}", who.ctx.lang, sent.id);
            Ok(see_other(&match sent.status {
                Status::Waitlisted => format!("{to}?hecho=application-waiting"),
                _ => format!("{to}?hecho=application-sent"),
            }))
        }
        Err(error) => {
            let fields = fields.refuse(error)?;
            let before = application::before(&app.sys, &who.ctx, id).await?;
            let frame = Frame::new(&app, &who, "application-apply");
            let page = ApplyPage::new(frame, &before, who.ctx.now, fields);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

/// The key of the row after which the next page begins: `?despues=` of the address.
pub(crate) fn after<T>(asked: &Fields) -> Option<Id<T>> {
    asked.some("despues").and_then(|id| id.parse().ok())
}

async fn mine(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let page = Part { after: after(&asked), limit: SHOWN };
    let found = application::mine(&app.sys, &who.ctx, page).await?;
    let frame = Frame::new(&app, &who, "application-mine-title").with_done(asked.get("hecho"));
    let full = i64::try_from(found.len()).is_ok_and(|count| count == SHOWN);
    let next = found
        .last()
        .filter(|_| full)
        .map(|last| format!("{}?despues={}", frame.to("mi/solicitudes"), last.application.id));
    let lines = found.iter().map(|listed| Line::new(frame.t, listed)).collect();
    usecases::person::note_read(&app.sys, &who.ctx, false).await?;
    let page = MinePage { frame, lines, next };
    Ok(page::answer(&page.frame, &page))
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Application>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    let found = application::show(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(&app, &who, "application-one-title").with_done(asked.get("hecho"));
    let page = OnePage::new(frame, &found);
    Ok(page::answer(&page.frame, &page))
}

async fn withdraw(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Application>)>,
) -> Result<Response, Failure> {
    application::withdraw(&app.sys, &who.ctx, id).await?;
    Ok(see_other(&format!("/{}/mi/solicitudes/{id}?hecho=application-withdrawn", who.ctx.lang)))
}

/// Yes or no, from the button that was pressed.
fn yes_or_no(fields: &Fields, name: &'static str) -> Result<bool, Error> {
    match fields.get(name) {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Error::invalid(name, "application-yes-or-no")),
    }
}

async fn heard(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Application>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    application::say_heard(&app.sys, &who.ctx, id, yes_or_no(&fields, "heard")?).await?;
    Ok(see_other(&format!("/{}/mi/solicitudes/{id}?hecho=application-said", who.ctx.lang)))
}

async fn result(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Application>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    application::say_result(&app.sys, &who.ctx, id, yes_or_no(&fields, "happened")?).await?;
    Ok(see_other(&format!("/{}/mi/solicitudes/{id}?hecho=application-said", who.ctx.lang)))
}
