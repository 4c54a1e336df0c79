//! An officer's caseload by due date, what is over, and what the agency is asked to go on with.

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{
    case::{Case, Status},
    message::Lang,
    time::Moment,
};
use usecases::{
    Page as Part,
    case::{self, LateCase, ListedCase},
};

use super::{
    sample,
    say::{Owed, tone},
};
use crate::{
    App,
    application::after,
    error::Failure,
    form::Asked,
    i18n::T,
    page::{self, Frame, Page},
    referral::{due_after, next_page, officer},
    routes::Routes,
    session::As,
    urls,
};

/// Lines on one page.
const SHOWN: i64 = 30;
/// Requests to go on with a case that stand on the page.
const OFFERED: i64 = 5;

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::CASES, list)
}

/// A line of the caseload.
#[derive(Clone, Debug)]
pub struct CaseLine {
    /// Where it is.
    pub href: String,
    /// The name the person wants to be called by; nothing where their yes does not hold.
    pub name: Option<String>,
    /// What is owed next.
    pub owed: Option<Owed>,
    /// The word of how it stands.
    pub status: &'static str,
    /// How that looks.
    pub tone: &'static str,
    /// When it was opened.
    pub since: String,
}

/// A line of what the agency is asked to go on with.
#[derive(Clone, Debug)]
pub struct OfferedLine {
    /// Where it is.
    pub href: String,
    /// Who asks.
    pub agency: String,
    /// By when an answer is owed.
    pub owed: Option<Owed>,
}

/// What an officer has open.
#[derive(Template)]
#[template(path = "case/load.html")]
pub struct CaseloadPage {
    /// What stands around it.
    pub frame: Frame,
    /// Whether it is what is over.
    pub over: bool,
    /// What the agency is asked to go on with.
    pub offered: Vec<OfferedLine>,
    /// Whether there are more of them.
    pub more_offered: bool,
    /// The lines.
    pub lines: Vec<CaseLine>,
    /// The address of the next page.
    pub next: Option<String>,
}

impl CaseLine {
    pub(super) fn new(t: T, listed: &ListedCase, now: Moment) -> Self {
        let of = &listed.case;
        Self {
            href: format!("/{}/acompanamientos/{}", t.lang, of.id),
            name: listed.name.clone(),
            owed: Owed::of(t, of, now),
            status: of.status.word(),
            tone: tone(of.status),
            since: t.day(&of.opened_at.day()),
        }
    }
}

impl OfferedLine {
    pub(super) fn new(t: T, listed: &LateCase, now: Moment) -> Self {
        let of = &listed.case;
        Self {
            href: format!("/{}/acompanamientos/{}", t.lang, of.id),
            agency: listed.agency_name.clone(),
            owed: Owed::of(t, of, now).filter(|_| of.status == Status::Offered),
        }
    }
}

impl Page for CaseloadPage {
    const NAME: &'static str = "case-load";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::load(lang)
    }
}

/// The address of the next page of a list by due date, if this one is full.
pub(super) fn due_next(address: &str, last: Option<&Case>, found: usize, shown: i64) -> Option<String> {
    let last = last.and_then(|last| Some((last.due()?.1, last.id)));
    next_page(address, (found, shown), last)
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    officer(&who)?;
    let (sys, ctx) = (&app.sys, &who.ctx);
    let frame = Frame::new(&app, &who, "case-load-title").with_done(asked.get("hecho"));
    let base = frame.to("acompanamientos");
    let over = asked.get("ver") == "terminados";
    let (found, next) = if over {
        let found = case::over(sys, ctx, Part { after: after(&asked), limit: SHOWN }).await?;
        let last = found.last().filter(|_| i64::try_from(found.len()).is_ok_and(|count| count == SHOWN));
        let next = last.map(|last| format!("{base}?ver=terminados&despues={}", last.case.id));
        (found, next)
    } else {
        let found = case::sent(sys, ctx, Part { after: due_after(&asked), limit: SHOWN }).await?;
        let next = due_next(&base, found.last().map(|last| &last.case), found.len(), SHOWN);
        (found, next)
    };
    // They stand before the first page, and one more tells that there are others.
    let first = !over && asked.get("vence").is_empty();
    let mut offered = if first { case::offered(sys, ctx, OFFERED + 1).await? } else { Vec::new() };
    let more_offered = i64::try_from(offered.len()).is_ok_and(|count| count > OFFERED);
    offered.truncate(usize::try_from(OFFERED).unwrap_or_default());
    let lines = found.iter().map(|listed| CaseLine::new(frame.t, listed, ctx.now)).collect();
    let offered = offered.iter().map(|listed| OfferedLine::new(frame.t, listed, ctx.now)).collect();
    let page = CaseloadPage { frame, over, offered, more_offered, lines, next };
    Ok(page::answer(&page.frame, &page))
}
