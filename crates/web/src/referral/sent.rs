//! What an officer has sent or written: the caseload by due date, and what is over.

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{
    message::Lang,
    referral::{Party, Status, Turn},
    time::Moment,
};
use usecases::{
    Page as Part,
    referral::{self, ListedReferral},
};

use super::{
    inbox::{due_after, due_next, new_next},
    new::officer,
    sample,
    say::Head,
};
use crate::{
    App,
    application::after,
    error::Failure,
    form::Asked,
    i18n::T,
    page::{self, Frame, Page},
    routes::Routes,
    session::As,
    urls,
};

/// Lines on one page.
const SHOWN: i64 = 40;

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::SENT, list)
}

/// A line of what an officer sent: nobody's name.
#[derive(Clone, Debug)]
pub struct SentLine {
    /// Where it is.
    pub href: String,
    /// Service, urgency, status, by when.
    pub head: Head,
    /// Whether it is the officer's turn.
    pub mine: bool,
}

/// What an officer has sent.
#[derive(Template)]
#[template(path = "referral/sent.html")]
pub struct SentPage {
    /// What stands around it.
    pub frame: Frame,
    /// Whether it is what is over.
    pub over: bool,
    /// The lines.
    pub lines: Vec<SentLine>,
    /// The address of the next page.
    pub next: Option<String>,
}

impl SentLine {
    pub(super) fn new(t: T, listed: &ListedReferral, now: Moment) -> Self {
        let of = &listed.referral;
        let returned = matches!(of.status, Status::Declined | Status::Expired);
        Self {
            href: format!("/{}/referidos/{}", t.lang, of.id),
            head: Head::new(t, listed, Party::Sender, now),
            mine: of.turn == Turn::Sender || returned,
        }
    }
}

impl Page for SentPage {
    const NAME: &'static str = "referral-sent";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::sent(lang)
    }
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    officer(&who)?;
    let (sys, ctx) = (&app.sys, &who.ctx);
    let frame = Frame::new(&app, &who, "referral-sent-title").with_done(asked.get("hecho"));
    let base = frame.to("referidos");
    let over = asked.get("ver") == "terminados";
    let (found, next) = if over {
        let found = referral::over(sys, ctx, Part { after: after(&asked), limit: SHOWN }).await?;
        let next = new_next(&format!("{base}?ver=terminados"), &found, SHOWN);
        (found, next)
    } else {
        let found = referral::sent(sys, ctx, Part { after: due_after(&asked), limit: SHOWN }).await?;
        let next = due_next(&base, &found, SHOWN);
        (found, next)
    };
    let lines = found.iter().map(|listed| SentLine::new(frame.t, listed, ctx.now)).collect();
    let page = SentPage { frame, over, lines, next };
    Ok(page::answer(&page.frame, &page))
}
