//! "Is it still so?": the link of the message to organisations. To look changes nothing; one tap confirms.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    id::Id,
    message::Lang,
    referral::{Capacity, Terms},
    service::{Freshness, Service},
    time::Day,
};
use usecases::{
    Problems,
    assurance::{self, Due},
};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    service::sample_service,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::ASSURANCE, show).post(urls::ASSURANCE, confirm)
}

/// A service that is asked about.
#[derive(Clone, Debug)]
pub struct AssuranceLine {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The value of the `lang` attribute.
    pub lang: &'static str,
    /// What stands in the directory: hours, place, telephone.
    pub facts: Vec<String>,
    /// When it was last confirmed.
    pub assured: String,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Whether it is not shown any more.
    pub gone: bool,
    /// The name of the field for its room.
    pub field: String,
    /// The word of the room that is chosen.
    pub room: String,
}

/// What a link asks.
#[derive(Template)]
#[template(path = "assurance/show.html")]
pub struct AssurancePage {
    /// What stands around it.
    pub frame: Frame,
    /// Where it is.
    pub href: String,
    /// The form as typed.
    pub f: Fields,
    /// The services.
    pub lines: Vec<AssuranceLine>,
    /// How much room there can be.
    pub rooms: Vec<(String, String)>,
}

impl AssuranceLine {
    fn new(t: T, due: &Due, f: &Fields, sent: bool, today: Day) -> Self {
        let service: &Service = &due.service;
        let id = service.id.to_string();
        let field = format!("capacity_{id}");
        let facts = [
            t.read(&service.hours).to_owned(),
            t.place(&service.municipality),
            service.address.clone(),
            service.phone.as_ref().map(domain::text::Phone::spaced).unwrap_or_default(),
        ];
        Self {
            name: t.read(&service.name).to_owned(),
            lang: t.lang_of(&service.name),
            facts: facts.into_iter().filter(|fact| !fact.is_empty()).collect(),
            assured: t.day(&service.assured_on),
            ticked: if sent { f.has("service", &id) } else { due.due },
            gone: service.freshness(today) == Freshness::Expired,
            room: f.some(&field).unwrap_or(due.terms.capacity.word()).to_owned(),
            field,
            id,
        }
    }
}

impl AssurancePage {
    fn new(frame: Frame, token: &str, due: &[Due], f: Fields, today: Day) -> Self {
        let t = frame.t;
        let sent = !f.problems().is_empty();
        Self {
            href: frame.to(&format!("confirmar/{token}")),
            lines: due.iter().map(|one| AssuranceLine::new(t, one, &f, sent, today)).collect(),
            rooms: Capacity::ALL
                .iter()
                .map(|room| (room.to_string(), t.word("referral-room", room)))
                .collect(),
            frame,
            f,
        }
    }
}

impl Page for AssurancePage {
    const NAME: &'static str = "assurance-show";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let due = |number: u128, due: bool| {
            let service = Service { id: Id::from_uuid(uuid::Uuid::from_u128(number)), ..sample_service() };
            Due { terms: Terms::of(service.id), service, due }
        };
        let mut none = Problems::default();
        none.add("service", "assurance-none");
        let page = |due: &[Due], f: Fields, today: Day| {
            let frame = Frame::sample(lang, Who::Nobody, "assurance-title");
            Self::new(frame, "sample", due, f, today)
        };
        let day = Day::constant(2027, 1, 20);
        vec![
            ("full", page(&[due(4, true), due(5, false)], Fields::new(), day)),
            ("gone", page(&[due(4, true)], Fields::new(), Day::constant(2027, 6, 1))),
            ("refused", page(&[due(4, true)], Fields::new().with_problems(none), day)),
            ("empty", page(&[], Fields::new(), day)),
        ]
    }
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, token)): Path<(String, String)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    let due = assurance::show(&app.sys, &who.ctx, &token).await?;
    let frame = Frame::new(&app, &who, "assurance-title").with_done(asked.get("hecho"));
    let page = AssurancePage::new(frame, &token, &due, Fields::new(), who.ctx.now.day());
    Ok(page::answer(&page.frame, &page))
}

async fn confirm(
    State(app): State<App>,
    who: As,
    Path((_, token)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Failure> {
    let chosen = f.all("service").iter().filter_map(|id| id.parse::<Id<Service>>().ok());
    let chosen: Vec<(Id<Service>, String)> =
        chosen.map(|id| (id, f.get(&format!("capacity_{id}")).to_owned())).collect();
    match assurance::confirm(&app.sys, &who.ctx, &token, &chosen).await {
        Ok(_) => Ok(see_other(&format!("/{}/confirmar/{token}?hecho=assurance-confirmed", who.ctx.lang))),
        Err(error) => {
            let f = f.refuse(error)?;
            let due = assurance::show(&app.sys, &who.ctx, &token).await?;
            let frame = Frame::new(&app, &who, "assurance-title");
            let page = AssurancePage::new(frame, &token, &due, f, who.ctx.now.day());
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
