//! A person refers themselves to a service that accepts it: what is shared, with whom, what for, and their yes.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    consent::Way,
    id::Id,
    message::Lang,
    referral::{Capacity, Referral},
    service::Service,
    time::Moment,
};
use usecases::referral::{self, Checked as Found, SelfReferral};

use super::{
    check::Checked,
    consent::{self, About, Ask},
    sample,
};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    page::{self, Frame, Page, see_other},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::REFER_MYSELF, before).post(urls::REFER_MYSELF, send)
}

/// Before asking a service for help.
#[derive(Template)]
#[template(path = "referral/ask.html")]
pub struct AskPage {
    /// What stands around it.
    pub frame: Frame,
    /// Where the service is.
    pub href: String,
    /// The service, with what it promises.
    pub checked: Checked,
    /// Whether nothing stands in the way.
    pub open: bool,
    /// Whether one can only wait.
    pub full: bool,
    /// The office whose officer will stand beside the person: its identifier and its name.
    pub office: Option<(String, String)>,
    /// The number by which the person may call themselves, to dial and to read.
    pub phone: Option<(String, String)>,
    /// What is read before the yes.
    pub ask: Ask,
    /// The identifiers that make a form sent twice one referral: its own and its first step's.
    pub ids: (String, String),
    /// The form as typed.
    pub fields: Fields,
}

impl AskPage {
    pub(super) fn new(
        frame: Frame,
        found: &Found,
        ids: (String, String),
        now: Moment,
        fields: Fields,
    ) -> Self {
        let t = frame.t;
        let checked = Checked::own(t, found);
        let office = found.office.as_ref().map(|office| office.name.as_str());
        let about = About { service: &checked.name, agency: &checked.agency, office, again: false };
        Self {
            href: frame.to(&format!("servicios/{}", found.listed.service.id)),
            open: found.fit.barriers.is_empty(),
            full: found.terms.capacity != Capacity::Free,
            office: found.office.as_ref().map(|office| (office.id.to_string(), office.name.clone())),
            phone: found.phone.as_ref().map(|phone| (phone.to_string(), phone.spaced())),
            ask: Ask::new(t, &about, &found.fields, now),
            ids,
            fields,
            checked,
            frame,
        }
    }
}

impl Page for AskPage {
    const NAME: &'static str = "referral-ask";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::ask(lang)
    }
}

async fn before(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Service>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    who.ctx.person()?;
    let found = referral::check(&app.sys, &who.ctx, "", id, false).await?;
    let frame = Frame::new(&app, &who, "referral-ask-title");
    // What an organisation handed on to this one is there already, as a draft.
    let draft = asked.get("caso").parse::<Id<Referral>>().map(|id| id.to_string());
    let ids = (draft.unwrap_or_else(|_| new_id(who.ctx.now)), new_id(who.ctx.now));
    let page = AskPage::new(frame, &found, ids, who.ctx.now, Fields::new());
    Ok(page::answer(&page.frame, &page))
}

fn new_id(now: Moment) -> String {
    Id::<Service>::new(now).to_string()
}

async fn send(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Service>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let ctx = &who.ctx;
    ctx.person()?;
    let found = referral::check(&app.sys, ctx, "", id, false).await?;
    let frame = Frame::new(&app, &who, "referral-ask-title");
    let t = frame.t;
    let name = t.read(&found.listed.service.name);
    let named = found.office.as_ref().filter(|office| fields.get("office") == office.id.to_string());
    let office = named.map(|office| office.name.as_str());
    let about = About { service: name, agency: &found.listed.agency_name, office, again: false };
    let input = SelfReferral {
        id: fields.get("id").parse().unwrap_or_else(|_| Id::new(ctx.now)),
        event: fields.get("event").parse().unwrap_or_else(|_| Id::new(ctx.now)),
        service: id,
        need: fields.get("need").to_owned(),
        taken: consent::taken(t, &about, consent::chosen(&fields, &found.fields), Way::Screen, ctx.now),
        accepts_waiting: fields.has("wait", "yes"),
        office: named.map(|office| office.id),
    };
    match referral::refer_myself(&app.sys, ctx, &input).await {
        Ok(_) => Ok(see_other(&format!("/{}/mi/casos/{}?hecho=referral-asked", ctx.lang, input.id))),
        Err(error) => {
            let ids = (input.id.to_string(), input.event.to_string());
            let page = AskPage::new(frame, &found, ids, ctx.now, fields.refuse(error)?);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
