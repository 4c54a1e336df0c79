//! What an organisation owes, by the date it owes it; and what it received besides.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    agency::Account,
    id::Id,
    message::Lang,
    policy::Actor,
    referral::{Party, Referral, Status},
    time::Moment,
};
use usecases::{
    Ctx, Error, Page as Part,
    referral::{self, ListedReferral},
};

use super::{
    received::{Desk, OpenedPage, take},
    sample,
    say::Head,
    step::{self, Again},
};
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

/// Lines on one page: more than wait at once, so that a desk sees its whole day.
const SHOWN: i64 = 40;

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::INBOX, list).get(urls::INBOX_ONE, open).post(urls::INBOX_STEP, walk)
}

/// A line of the inbox: nobody's name.
#[derive(Clone, Debug)]
pub struct InboxLine {
    /// Where it is.
    pub href: String,
    /// Service, urgency, what is owed, by when.
    pub head: Head,
    /// Whether nobody has opened it yet.
    pub unopened: bool,
    /// Who took it as theirs, in words.
    pub claimed: Option<String>,
}

/// What an organisation owes, or received besides.
#[derive(Template)]
#[template(path = "referral/inbox.html")]
pub struct InboxPage {
    /// What stands around it.
    pub frame: Frame,
    /// Which list: `owed`, `mine` or `others`.
    pub which: &'static str,
    /// The lines.
    pub lines: Vec<InboxLine>,
    /// How many of them are late.
    pub late: usize,
    /// How many of them are urgent.
    pub urgent: usize,
    /// The address of the next page.
    pub next: Option<String>,
}

/// Who took it, in words.
pub(super) fn claimed(t: T, referral: &Referral, me: Option<Id<Account>>) -> Option<String> {
    referral.claimed_by.map(|account| {
        if Some(account) == me { t.s("referral-claimed-me") } else { t.s("referral-claimed-other") }
    })
}

/// The account of who asks.
pub(super) const fn account(ctx: &Ctx) -> Option<Id<Account>> {
    match ctx.actor {
        Actor::Staff { account, .. } => Some(account),
        _ => None,
    }
}

/// Where a list by due date goes on: `?vence=seconds&despues=id`.
pub(crate) fn due_after<T>(asked: &Fields) -> Option<(Moment, Id<T>)> {
    let due = asked.get("vence").parse().ok()?;
    Some((Moment::from_seconds(due), crate::application::after(asked)?))
}

/// The address of the next page of a list by moment and identifier, if this one is full: for [`due_after`].
pub(crate) fn next_page<T>(
    address: &str,
    (found, shown): (usize, i64),
    last: Option<(Moment, Id<T>)>,
) -> Option<String> {
    let (at, id) = last.filter(|_| i64::try_from(found).is_ok_and(|count| count == shown))?;
    let mark = if address.contains('?') { '&' } else { '?' };
    Some(format!("{address}{mark}vence={}&despues={id}", at.seconds()))
}

/// The address of the next page of a list of referrals by due date, if this one is full.
pub(super) fn due_next(address: &str, found: &[ListedReferral], shown: i64) -> Option<String> {
    let last = found.last().and_then(|last| Some((last.referral.due_at?, last.referral.id)));
    next_page(address, (found.len(), shown), last)
}

/// The address of the next page of a list of the newest first, if this one is full.
pub(super) fn new_next(address: &str, found: &[ListedReferral], shown: i64) -> Option<String> {
    let last = found.last().filter(|_| i64::try_from(found.len()).is_ok_and(|count| count == shown))?;
    let mark = if address.contains('?') { '&' } else { '?' };
    Some(format!("{address}{mark}despues={}", last.referral.id))
}

impl InboxLine {
    pub(super) fn new(t: T, listed: &ListedReferral, me: Option<Id<Account>>, now: Moment) -> Self {
        let of = &listed.referral;
        Self {
            href: format!("/{}/recibidos/{}", t.lang, of.id),
            head: Head::new(t, listed, Party::Recipient, now),
            unopened: of.status == Status::Sent && of.acknowledged_at.is_none(),
            claimed: claimed(t, of, me),
        }
    }
}

impl InboxPage {
    pub(super) fn new(
        frame: Frame,
        which: &'static str,
        lines: Vec<InboxLine>,
        next: Option<String>,
    ) -> Self {
        let late = lines.iter().filter(|line| line.head.due.as_ref().is_some_and(|due| due.late)).count();
        let urgent = lines.iter().filter(|line| line.head.urgent.is_some()).count();
        Self { frame, which, lines, late, urgent, next }
    }
}

impl Page for InboxPage {
    const NAME: &'static str = "referral-inbox";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::inbox(lang)
    }
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let ctx = &who.ctx;
    let frame = Frame::new(&app, &who, "referral-inbox-title").with_done(asked.get("hecho"));
    let base = frame.to("recibidos");
    let (which, found, next) = match asked.get("ver") {
        "otros" => {
            let part = Part { after: crate::application::after(&asked), limit: SHOWN };
            let found = referral::received(&app.sys, ctx, part).await?;
            let next = new_next(&format!("{base}?ver=otros"), &found, SHOWN);
            ("others", found, next)
        }
        ver => {
            let mine = ver == "mios";
            let part = Part { after: due_after(&asked), limit: SHOWN };
            let found = referral::inbox(&app.sys, ctx, mine, part).await?;
            let address = if mine { format!("{base}?ver=mios") } else { base };
            (if mine { "mine" } else { "owed" }, found.clone(), due_next(&address, &found, SHOWN))
        }
    };
    let line = |listed| InboxLine::new(frame.t, listed, account(ctx), ctx.now);
    let lines = found.iter().map(line).collect();
    let page = InboxPage::new(frame, which, lines, next);
    Ok(page::answer(&page.frame, &page))
}

/// Only staff has an inbox; for everyone else there is no such page.
fn staff(who: &As) -> Result<(), Failure> {
    match who.ctx.actor {
        Actor::Staff { .. } => Ok(()),
        Actor::Anonymous => Err(Error::SignIn.into()),
        _ => Err(Error::NotFound.into()),
    }
}

fn desk(who: &As, id: Id<Referral>) -> Desk {
    let lang = who.ctx.lang;
    Desk { base: format!("/{lang}/recibidos/{id}"), list: Some(format!("/{lang}/recibidos")) }
}

async fn open(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Referral>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    staff(&who)?;
    let frame = Frame::new(&app, &who, "referral-opened-title").with_done(asked.get("hecho"));
    let page = OpenedPage::read(&app, &who.ctx, frame, desk(&who, id), id, None).await?;
    Ok(page::answer(&page.frame, &page))
}

/// Takes a step, and sends on: to the next that waits for an answer, if that was asked for.
async fn walk(
    State(app): State<App>,
    who: As,
    Path((_, id, word)): Path<(String, Id<Referral>, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    staff(&who)?;
    let ctx = &who.ctx;
    let base = format!("/{}/recibidos", ctx.lang);
    let done = match word.as_str() {
        "tomar" => "hecho=referral-claimed",
        "inicio" => "hecho=referral-begun",
        "resultado" => "hecho=referral-reported",
        "intento" => "hecho=referral-attempted",
        _ => "hecho=referral-answered",
    };
    let again = if word == "intento" {
        match referral::note_attempt(
            &app.sys,
            ctx,
            step::made_once(&fields, ctx.now),
            id,
            fields.get("result"),
        )
        .await
        {
            Ok(()) => return Ok(see_other(&format!("{base}/{id}?{done}"))),
            Err(error) => step::refused(error, fields)?,
        }
    } else {
        let walked = take(&app.sys, ctx, id, &word, &fields).await;
        let on = match &walked {
            Ok(_) if fields.has("then", "next") => {
                format!("{base}{}?{done}", next(&app, ctx, id).await?)
            }
            _ => format!("{base}/{id}?{done}"),
        };
        match step::outcome(T::new(ctx.lang), walked, fields, &on)? {
            Ok(sent) => return Ok(sent),
            Err(again) => again,
        }
    };
    show_again(&app, &who, id, again).await
}

/// The address of the next one that waits for an answer, after the base; nothing if none waits.
async fn next(app: &App, ctx: &Ctx, id: Id<Referral>) -> Result<String, Failure> {
    let part = Part { after: None, limit: SHOWN };
    let found = referral::inbox(&app.sys, ctx, false, part).await?;
    let waits = |one: &&ListedReferral| one.referral.status == Status::Sent && one.referral.id != id;
    Ok(found.iter().find(waits).map_or_else(String::new, |one| format!("/{}", one.referral.id)))
}

async fn show_again(app: &App, who: &As, id: Id<Referral>, again: Again) -> Result<Response, Failure> {
    let status: StatusCode = again.status;
    let frame = Frame::new(app, who, "referral-opened-title");
    let page = OpenedPage::read(app, &who.ctx, frame, desk(who, id), id, Some(again)).await?;
    Ok(page::answer_with(status, &page.frame, &page))
}
