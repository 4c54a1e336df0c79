//! The coordination: what is late and whom to call, disputes to decide, sharings without consent to review. No names.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    id::Id,
    message::Lang,
    referral::{Party, Referral},
    time::Moment,
};
use usecases::{
    Error, Page as Part,
    referral::{self, Late, OpenOverride, Shown},
};

use super::{
    follow::rulings,
    inbox::{due_after, due_next},
    sample,
    say::{self, Event, Head, Said},
    step::{self, Again, Seal},
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

/// Lines on one page.
const SHOWN: i64 = 20;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::WATCH, watch)
        .get(urls::WATCH_ONE, show)
        .post(urls::WATCH_RULE, rule)
        .post(urls::WATCH_OVERRIDE, review)
}

/// A line of what is watched.
#[derive(Clone, Debug)]
pub struct WatchLine {
    /// Where it is.
    pub href: String,
    /// Service, organisation, status, date.
    pub head: Head,
    /// The organisation's telephone, to dial and to read.
    pub phone: Option<(String, String)>,
    /// By when it was promised and when it was answered, where that is over.
    pub answered: Option<String>,
}

/// A sharing without consent that nobody has reviewed.
#[derive(Clone, Debug)]
pub struct OverrideLine {
    /// Where it is.
    pub href: String,
    /// On what ground.
    pub basis: String,
    /// When.
    pub at: String,
}

/// What the coordination watches.
#[derive(Template)]
#[template(path = "referral/watch.html")]
pub struct WatchPage {
    /// What stands around it.
    pub frame: Frame,
    /// Which list: `late`, `answered`, `disputes` or `overrides`.
    pub which: &'static str,
    /// What is late, or disputed.
    pub lines: Vec<WatchLine>,
    /// Sharings without consent.
    pub overrides: Vec<OverrideLine>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// One referral, as the coordination sees it.
#[derive(Template)]
#[template(path = "referral/watch_one.html")]
pub struct WatchOnePage {
    /// What stands around it.
    pub frame: Frame,
    /// Where it is.
    pub href: String,
    /// What stands on top.
    pub head: Head,
    /// What was written: the dispute, the reason of an override, rulings.
    pub texts: Vec<Said>,
    /// Its life.
    pub events: Vec<Event>,
    /// Whether it was shared without consent.
    pub overridden: bool,
    /// What can be decided.
    pub rulings: Vec<(String, String)>,
    /// What the forms carry unseen.
    pub seal: Seal,
    /// What was asked for and how it stands, where somebody was faster.
    pub changed: Option<String>,
    /// The forms as typed.
    pub fields: Fields,
}

impl WatchLine {
    pub(super) fn late(t: T, late: &Late, now: Moment) -> Self {
        let phone = late.agency_phone.as_ref().map(|phone| (phone.to_string(), phone.spaced()));
        Self { phone, ..Self::new(t, &late.listed, now) }
    }

    pub(super) fn new(t: T, listed: &referral::ListedReferral, now: Moment) -> Self {
        Self {
            href: format!("/{}/coordinacion/casos/{}", t.lang, listed.referral.id),
            head: Head::new(t, listed, Party::Supervisor, now),
            phone: None,
            answered: None,
        }
    }

    /// One that was answered after its date.
    pub(super) fn answered(t: T, late: &Late, now: Moment) -> Self {
        let promised = late.listed.referral.promised_at.map_or_else(String::new, |at| t.day(&at.day()));
        let text = t.two("referral-watch-answered-on", "promised", promised, "day", t.day(&late.since.day()));
        Self { answered: Some(text), ..Self::new(t, &late.listed, now) }
    }
}

impl OverrideLine {
    pub(super) fn new(t: T, open: &OpenOverride) -> Self {
        Self {
            href: format!("/{}/coordinacion/casos/{}", t.lang, open.referral),
            basis: t.word("referral-basis", open.basis),
            at: t.moment(&open.at),
        }
    }
}

impl WatchOnePage {
    pub(super) fn new(frame: Frame, shown: &Shown, now: Moment, again: Option<Again>) -> Self {
        let t = frame.t;
        let of = &shown.listed.referral;
        let (changed, fields) = again.map_or((None, Fields::new()), |again| (again.changed, again.fields));
        Self {
            href: frame.to(&format!("coordinacion/casos/{}", of.id)),
            head: Head::new(t, &shown.listed, Party::Supervisor, now),
            texts: say::said(t, shown),
            events: say::events(t, &shown.events),
            overridden: of.overridden,
            rulings: rulings(t, of, Party::Supervisor),
            seal: Seal::new(of, now),
            changed,
            fields,
            frame,
        }
    }
}

impl Page for WatchPage {
    const NAME: &'static str = "referral-watch";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::watch(lang)
    }
}

impl Page for WatchOnePage {
    const NAME: &'static str = "referral-watch-one";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::watch_one(lang)
    }
}

async fn watch(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let (sys, ctx) = (&app.sys, &who.ctx);
    let frame = Frame::new(&app, &who, "referral-watch-title").with_done(asked.get("hecho"));
    let t = frame.t;
    let base = frame.to("coordinacion/casos");
    let part = Part { after: due_after(&asked), limit: SHOWN };
    let goes_on = |address: String, count: usize, last: Option<(Moment, Id<Referral>)>| {
        let (since, id) = last.filter(|_| i64::try_from(count).is_ok_and(|count| count == SHOWN))?;
        Some(format!("{address}vence={}&despues={id}", since.seconds()))
    };
    let page = match asked.get("ver") {
        "desacuerdos" => {
            let found = referral::disputed(sys, ctx, part).await?;
            let next = due_next(&format!("{base}?ver=desacuerdos"), &found, SHOWN);
            let lines = found.iter().map(|one| WatchLine::new(t, one, ctx.now)).collect();
            WatchPage { frame, which: "disputes", lines, overrides: Vec::new(), next }
        }
        "sin-permiso" => {
            let found = referral::overrides(sys, ctx, part).await?;
            let last = found.last().map(|last| (last.at, last.referral));
            let next = goes_on(format!("{base}?ver=sin-permiso&"), found.len(), last);
            let overrides = found.iter().map(|open| OverrideLine::new(t, open)).collect();
            WatchPage { frame, which: "overrides", lines: Vec::new(), overrides, next }
        }
        "contestados" => {
            let found = referral::answered_late(sys, ctx, part).await?;
            let last = found.last().map(|last| (last.since, last.listed.referral.id));
            let next = goes_on(format!("{base}?ver=contestados&"), found.len(), last);
            let lines = found.iter().map(|late| WatchLine::answered(t, late, ctx.now)).collect();
            WatchPage { frame, which: "answered", lines, overrides: Vec::new(), next }
        }
        _ => {
            let found = referral::late(sys, ctx, part).await?;
            let last = found.last().map(|last| (last.since, last.listed.referral.id));
            let next = goes_on(format!("{base}?"), found.len(), last);
            let lines = found.iter().map(|late| WatchLine::late(t, late, ctx.now)).collect();
            WatchPage { frame, which: "late", lines, overrides: Vec::new(), next }
        }
    };
    Ok(page::answer(&page.frame, &page))
}

async fn read(
    app: &App,
    who: &As,
    id: Id<Referral>,
    again: Option<Again>,
    done: &str,
) -> Result<WatchOnePage, Failure> {
    let shown = referral::show(&app.sys, &who.ctx, id).await?;
    if shown.party != Party::Supervisor {
        return Err(Error::NotFound.into());
    }
    let frame = Frame::new(app, who, "referral-watch-one-title").with_done(done);
    Ok(WatchOnePage::new(frame, &shown, who.ctx.now, again))
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Referral>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    let page = read(&app, &who, id, None, asked.get("hecho")).await?;
    Ok(page::answer(&page.frame, &page))
}

async fn show_again(app: &App, who: &As, id: Id<Referral>, again: Again) -> Result<Response, Failure> {
    let status: StatusCode = again.status;
    let page = read(app, who, id, Some(again), "").await?;
    Ok(page::answer_with(status, &page.frame, &page))
}

async fn rule(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Referral>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let (sys, ctx) = (&app.sys, &who.ctx);
    let asked = step::asked(&fields, id, ctx.now);
    let text = fields.get("words");
    let walked = match fields.get("ruling") {
        "annul" => referral::annul(sys, ctx, &asked, text).await,
        ruling => referral::rule(sys, ctx, &asked, ruling, text).await,
    };
    let on = format!("/{}/coordinacion/casos/{id}?hecho=referral-ruled", ctx.lang);
    match step::outcome(T::new(ctx.lang), walked, fields, &on)? {
        Ok(sent) => Ok(sent),
        Err(again) => show_again(&app, &who, id, again).await,
    }
}

async fn review(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Referral>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let ctx = &who.ctx;
    let justified = match fields.get("justified") {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Error::invalid("justified", "referral-choice-unknown")),
    };
    let reviewed = match justified {
        Ok(justified) => referral::review_override(&app.sys, ctx, id, justified).await,
        Err(error) => Err(error),
    };
    match reviewed {
        Ok(()) => Ok(see_other(&format!(
            "/{}/coordinacion/casos?ver=sin-permiso&hecho=referral-reviewed",
            ctx.lang
        ))),
        Err(error) => show_again(&app, &who, id, step::refused(error, fields)?).await,
    }
}
