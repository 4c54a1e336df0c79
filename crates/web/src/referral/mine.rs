//! A person's referrals: who owes them an answer by when, one with its life, and what the person says of it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    id::Id,
    message::Lang,
    referral::{Party, Referral, Status, Step},
    time::Moment,
};
use usecases::{
    Page as Part,
    referral::{self, Kind, ListedReferral, Shown},
};

use super::{
    inbox::new_next,
    renew::{self, Renewal},
    sample,
    say::{self, Event, Fact, Head, Said},
    step::{self, Again, Seal},
};
use crate::{
    App,
    application::after,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page},
    routes::Routes,
    session::As,
    urls,
};

/// Referrals on one page of the list.
const SHOWN: i64 = 20;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::MY_REFERRALS, list)
        .get(urls::MY_REFERRAL, show)
        .post(urls::MY_REFERRAL_STEP, walk)
}

/// A line of the list.
#[derive(Clone, Debug)]
pub struct MyLine {
    /// Where it is.
    pub href: String,
    /// Service, status, and what it means now.
    pub head: Head,
    /// Whether the person has something to say.
    pub asked: bool,
}

/// A person's referrals.
#[derive(Template)]
#[template(path = "referral/mine.html")]
pub struct MyReferralsPage {
    /// What stands around it.
    pub frame: Frame,
    /// The referrals.
    pub lines: Vec<MyLine>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// One referral, as the person sees it.
#[derive(Template)]
#[template(path = "referral/mine_one.html")]
pub struct MyReferralPage {
    /// What stands around it.
    pub frame: Frame,
    /// Where it is.
    pub href: String,
    /// What stands on top.
    pub head: Head,
    /// Whether the person waits to be called.
    pub waits: bool,
    /// Whether the promised date has passed without an answer.
    pub overdue: bool,
    /// Whether the person can say that nobody called.
    pub can_warn: bool,
    /// The permission to share, where it ends soon.
    pub renewal: Option<Renewal>,
    /// Where the person gives their yes to what was handed on.
    pub send_href: Option<String>,
    /// Whether it was shared without consent.
    pub overridden: bool,
    /// What the organisation asks for.
    pub question: Option<String>,
    /// What the organisation says came of it.
    pub outcome: Option<String>,
    /// What was shared.
    pub facts: Vec<Fact>,
    /// What was written.
    pub texts: Vec<Said>,
    /// Its life.
    pub events: Vec<Event>,
    /// The handing over in person.
    pub handover: Option<String>,
    /// Whether the person can tell what is asked for.
    pub can_tell: bool,
    /// Whether the person can say that it is so.
    pub can_confirm: bool,
    /// Whether the person can say that it is not so.
    pub can_dispute: bool,
    /// Whether the person can take it back.
    pub can_withdraw: bool,
    /// What the forms carry unseen.
    pub seal: Seal,
    /// What was asked for and how it stands, where somebody was faster.
    pub changed: Option<String>,
    /// The forms as typed.
    pub fields: Fields,
}

impl MyLine {
    pub(super) fn new(t: T, listed: &ListedReferral, now: Moment) -> Self {
        let of = &listed.referral;
        Self {
            href: format!("/{}/mi/casos/{}", t.lang, of.id),
            head: Head::new(t, listed, Party::Person, now),
            asked: matches!(of.status, Status::InfoRequested | Status::Completed | Status::Failed),
        }
    }
}

impl MyReferralPage {
    pub(super) fn new(frame: Frame, shown: &Shown, now: Moment, again: Option<Again>) -> Self {
        let t = frame.t;
        let of = &shown.listed.referral;
        let can = |step: Step| shown.can.contains(&step);
        let reported =
            matches!(of.status, Status::Completed | Status::Failed | Status::Disputed | Status::Closed);
        let (changed, fields) = again.map_or((None, Fields::new()), |again| (again.changed, again.fields));
        Self {
            href: frame.to(&format!("mi/casos/{}", of.id)),
            head: Head::new(t, &shown.listed, Party::Person, now),
            waits: matches!(
                of.status,
                Status::Sent | Status::Accepted | Status::Waitlisted | Status::Expired
            ),
            overdue: of.keeps_waiting(now) || of.status == Status::Expired,
            can_warn: of.keeps_waiting(now),
            renewal: Renewal::new(t, shown, now),
            send_href: (of.status == Status::Draft && of.sender.is_none())
                .then(|| frame.to(&format!("servicios/{}/pedir?caso={}", of.service, of.id))),
            overridden: of.overridden,
            question: say::last(&shown.texts, Kind::Question).filter(|_| of.status == Status::InfoRequested),
            outcome: of.outcome.filter(|_| reported).map(|outcome| t.word("referral-outcome", outcome)),
            facts: say::facts(t, &shown.shared),
            texts: say::said(t, shown),
            events: say::events(t, &shown.events),
            handover: shown.handover.as_ref().map(|planned| say::handover(t, planned)),
            can_tell: can(Step::GiveInfo),
            can_confirm: can(Step::Confirm),
            can_dispute: can(Step::Dispute),
            can_withdraw: can(Step::Withdraw) && of.status != Status::Draft,
            seal: Seal::new(of, now),
            changed,
            fields,
            frame,
        }
    }
}

impl Page for MyReferralsPage {
    const NAME: &'static str = "referral-mine";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::mine(lang)
    }
}

impl Page for MyReferralPage {
    const NAME: &'static str = "referral-mine-one";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::mine_one(lang)
    }
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let part = Part { after: after(&asked), limit: SHOWN };
    let found = referral::mine(&app.sys, &who.ctx, part).await?;
    let frame = Frame::new(&app, &who, "referral-mine-title").with_done(asked.get("hecho"));
    let next = new_next(&frame.to("mi/casos"), &found, SHOWN);
    let lines = found.iter().map(|listed| MyLine::new(frame.t, listed, who.ctx.now)).collect();
    usecases::person::note_read(&app.sys, &who.ctx, true).await?;
    let page = MyReferralsPage { frame, lines, next };
    Ok(page::answer(&page.frame, &page))
}

async fn read(
    app: &App,
    who: &As,
    id: Id<Referral>,
    again: Option<Again>,
    done: &str,
) -> Result<MyReferralPage, Failure> {
    who.ctx.person()?;
    let shown = referral::show(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(app, who, "referral-mine-one-title").with_done(done);
    Ok(MyReferralPage::new(frame, &shown, who.ctx.now, again))
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

async fn walk(
    State(app): State<App>,
    who: As,
    Path((_, id, word)): Path<(String, Id<Referral>, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    who.ctx.person()?;
    if word == "avisar" {
        referral::not_called(&app.sys, &who.ctx, id).await?;
        return Ok(page::see_other(&format!("/{}/mi/casos/{id}?hecho=referral-warned", who.ctx.lang)));
    }
    if word == "renovar" {
        renew::give(&app, &who, id, &fields).await?;
        return Ok(page::see_other(&format!("/{}/mi/casos/{id}?hecho=referral-renewed", who.ctx.lang)));
    }
    let asked = step::asked(&fields, id, who.ctx.now);
    let walked = step::of_person(&app, &who, &asked, &word, &fields).await;
    let done = match word.as_str() {
        "informar" => "hecho=referral-told",
        "confirmar" => "hecho=referral-confirmed",
        "disputar" => "hecho=referral-disputed",
        _ => "hecho=referral-withdrawn",
    };
    let on = format!("/{}/mi/casos/{id}?{done}", who.ctx.lang);
    match step::outcome(T::new(who.ctx.lang), walked, fields, &on)? {
        Ok(sent) => Ok(sent),
        Err(again) => {
            let status: StatusCode = again.status;
            let page = read(&app, &who, id, Some(again), "").await?;
            Ok(page::answer_with(status, &page.frame, &page))
        }
    }
}
