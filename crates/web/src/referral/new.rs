//! An officer writes a referral: whose slip it is and what is needed, then the services in order of fit, then a draft.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    id::Id, message::Lang, policy::Role, referral::Priority, service::ServiceCategory, time::Moment,
};
use usecases::{
    Error,
    referral::{self, Drafting, Whom},
};

use super::{check::Checked, sample, say::choices};
use crate::{
    App,
    error::Failure,
    form::Fields,
    page::{self, Frame, Page, see_other},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::REFER, begin).post(urls::REFER, go_on)
}

/// A new referral. Nothing of the person stands in the address.
#[derive(Template)]
#[template(path = "referral/new.html")]
pub struct NewPage {
    /// What stands around it.
    pub frame: Frame,
    /// The kinds of need.
    pub categories: Vec<(String, String)>,
    /// The services found, best first; `None`: none were looked for yet.
    pub found: Option<Vec<Checked>>,
    /// How soon.
    pub priorities: Vec<(String, String)>,
    /// The identifier that makes a form sent twice one draft.
    pub id: String,
    /// The form as typed.
    pub fields: Fields,
}

impl NewPage {
    pub(super) fn new(frame: Frame, found: Option<Vec<Checked>>, id: String, fields: Fields) -> Self {
        let t = frame.t;
        Self {
            categories: choices(t, "service-category", ServiceCategory::ALL),
            priorities: choices(t, "referral-priority-choice", Priority::ALL),
            found,
            id,
            fields,
            frame,
        }
    }
}

impl Page for NewPage {
    const NAME: &'static str = "referral-new";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::new(lang)
    }
}

/// Only officers send referrals; for everyone else there is no such page.
pub(crate) fn officer(who: &As) -> Result<(), Failure> {
    match who.ctx.actor.role() {
        Some(Role::CaseWorker) => Ok(()),
        Some(_) => Err(Error::NotFound.into()),
        None if who.ctx.actor.person().is_some() => Err(Error::NotFound.into()),
        None => Err(Error::SignIn.into()),
    }
}

fn new_id(now: Moment) -> String {
    Id::<Drafting>::new(now).to_string()
}

async fn begin(State(app): State<App>, who: As) -> Result<Response, Failure> {
    officer(&who)?;
    let frame = Frame::new(&app, &who, "referral-new-title");
    let page = NewPage::new(frame, None, new_id(who.ctx.now), Fields::new());
    Ok(page::answer(&page.frame, &page))
}

/// Looks for services, or writes the draft with the one that was chosen.
async fn go_on(State(app): State<App>, who: As, mut fields: Fields) -> Result<Response, Failure> {
    officer(&who)?;
    let (sys, ctx) = (&app.sys, &who.ctx);
    let signs = fields.has("signs", "yes");
    if fields.some("priority").is_none() && !fields.has("step", "draft") {
        fields.set("priority", Priority::Normal.word());
    }
    let frame = Frame::new(&app, &who, "referral-new-title");
    let id = fields.some("id").map_or_else(|| new_id(ctx.now), str::to_owned);
    let person = fields.get("found").parse().ok();
    let whom = person.map_or(Whom::Code(fields.get("code")), Whom::Found);
    let found = referral::find(sys, ctx, whom, fields.get("category"), signs).await;
    let found = match found {
        Ok(found) => found.iter().map(|one| Checked::new(frame.t, one)).collect(),
        Err(error) => {
            let page = NewPage::new(frame, None, id, fields.refuse(error)?);
            return Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page));
        }
    };
    if !fields.has("step", "draft") {
        let page = NewPage::new(frame, Some(found), id, fields);
        return Ok(page::answer(&page.frame, &page));
    }
    let drafted = match (id.parse(), fields.get("service").parse()) {
        (Ok(id), Ok(service)) => {
            let input = Drafting {
                id,
                code: fields.get("code").to_owned(),
                found: person,
                service,
                priority: fields.get("priority").to_owned(),
                trafficking_signs: signs,
                need: fields.get("need").to_owned(),
            };
            referral::draft(sys, ctx, &input).await
        }
        _ => Err(Error::invalid("service", "referral-choice-unknown")),
    };
    match drafted {
        Ok(walked) => Ok(see_other(&frame.to(&format!("referidos/{}", walked.stand().referral)))),
        Err(error) => {
            // What was saved already stays; what is typed now can become a draft of its own.
            let taken = matches!(error, Error::Conflict("referral-draft-already"));
            let id = if taken { new_id(ctx.now) } else { id };
            let page = NewPage::new(frame, Some(found), id, fields.refuse(error)?);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
