//! A coordinator looks at offers before they are public.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    agency::{AgencyStatus, Bilingual},
    message::Lang,
    opportunity::{Opportunity, Status},
    policy::Role,
    time::Day,
};
use usecases::{
    Error,
    offer::{self, Listed, Offers},
};

use super::{Row, SAMPLE_DAY, marked_lines, note_of};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    opportunity::{Details, sample_vacancy, skills_key},
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::REVIEWS, queue).get(urls::REVIEW, show).post(urls::REVIEW, decide)
}

/// What waits.
#[derive(Template)]
#[template(path = "offer/queue.html")]
pub struct Queue {
    /// What stands around it.
    pub frame: Frame,
    /// The offers, the oldest first.
    pub rows: Vec<Row>,
    /// The address of the next page.
    pub next: Option<String>,
}

impl Queue {
    fn new(frame: Frame, offers: &Offers<Listed>, today: Day) -> Self {
        let row = |one: &Listed| {
            let href = frame.to(&format!("coordinacion/ofertas/{}", one.opportunity.id));
            Row::new(frame.t, &one.opportunity, &one.agency_name, href, today)
        };
        Self {
            rows: offers.items.iter().map(row).collect(),
            next: offers.next.map(|id| frame.to(&format!("coordinacion/ofertas?after={id}"))),
            frame,
        }
    }
}

async fn queue(State(app): State<App>, who: As, Asked(f): Asked) -> Result<Response, Failure> {
    let after = f.some("after").and_then(|text| text.parse().ok());
    let offers = offer::queue(&app.sys, &who.ctx, after).await?;
    let frame = Frame::new(&app, &who, "offer-queue-title").with_done(f.get("hecho"));
    let page = Queue::new(frame, &offers, who.ctx.now.day());
    Ok(page::answer(&page.frame, &page))
}

/// One offer as a coordinator sees it.
#[derive(Template)]
#[template(path = "offer/review.html")]
pub struct Review {
    /// What stands around it.
    pub frame: Frame,
    /// How it stands in the list.
    pub row: Row,
    /// The facts, as people will see them.
    pub details: Details,
    /// What stands over the list of skills: a Fluent key.
    pub skills_key: &'static str,
    /// Words that need a look, and why.
    pub marked: Vec<(String, String)>,
    /// Whether its agency is verified.
    pub verified: bool,
    /// Whether it waits for a decision.
    pub waits: bool,
    /// Whether it is public: then it can be stopped.
    pub public: bool,
    /// What was last said about it.
    pub note: Option<String>,
    /// The version that is decided on.
    pub version: i64,
    /// The reason as typed.
    pub f: Fields,
}

impl Review {
    fn new(frame: Frame, listed: &Listed, f: Fields, today: Day) -> Self {
        let t = frame.t;
        let one = &listed.opportunity;
        let href = frame.to(&format!("coordinacion/ofertas/{}", one.id));
        Self {
            row: Row::new(t, one, &listed.agency_name, href, today),
            details: Details::new(t, one, None),
            skills_key: skills_key(one.kind),
            marked: marked_lines(t, &offer::marked(one)),
            verified: listed.agency_status == AgencyStatus::Verified,
            waits: one.status == Status::Review,
            public: one.status == Status::Published,
            note: note_of(t, one.note.as_deref()),
            version: one.version,
            frame: frame.titled(t.read(&one.title)),
            f,
        }
    }
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let listed = offer::review(&app.sys, &who.ctx, id.parse().map_err(|_| Error::NotFound)?).await?;
    let frame = Frame::new(&app, &who, "offer-queue-title");
    let page = Review::new(frame, &listed, Fields::new(), who.ctx.now.day());
    Ok(page::answer(&page.frame, &page))
}

async fn decide(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let (sys, ctx) = (&app.sys, &who.ctx);
    let version: i64 = f.get("version").parse().unwrap_or(0);
    let outcome = match f.get("step") {
        "approve" => offer::approve(sys, ctx, id, version).await.map(|()| "?hecho=offer-approved"),
        "return" => {
            offer::send_back(sys, ctx, id, version, f.get("reason")).await.map(|()| "?hecho=offer-returned")
        }
        "pause" => offer::pause(sys, ctx, id, f.get("reason")).await.map(|()| "?hecho=offer-paused"),
        _ => return Err(Error::NotFound.into()),
    };
    match outcome {
        Ok(done) => Ok(see_other(&format!("/{}/coordinacion/ofertas{done}", ctx.lang))),
        Err(error) => {
            let f = f.refuse(error)?;
            let listed = offer::review(sys, ctx, id).await?;
            let frame = Frame::new(&app, &who, "offer-queue-title");
            let page = Review::new(frame, &listed, f, ctx.now.day());
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

fn sample(agency_status: AgencyStatus, opportunity: Opportunity) -> Listed {
    Listed { opportunity, agency_name: "Constructora Cerro Pintado, S. A.".to_owned(), agency_status }
}

impl Page for Queue {
    const NAME: &'static str = "offer-queue";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Staff(Role::Coordinator), "offer-queue-title");
        let waiting = Opportunity { status: Status::Review, ..sample_vacancy() };
        let full = Offers { next: Some(waiting.id), items: vec![sample(AgencyStatus::Verified, waiting)] };
        let empty = Offers { items: Vec::new(), next: None };
        vec![
            ("full", Self::new(frame(), &full, SAMPLE_DAY)),
            ("empty", Self::new(frame(), &empty, SAMPLE_DAY)),
        ]
    }
}

impl Page for Review {
    const NAME: &'static str = "offer-review";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Staff(Role::Coordinator), "offer-queue-title");
        let waiting = Opportunity {
            status: Status::Review,
            description: Bilingual::new("Se necesita persona de buena presencia.", ""),
            ..sample_vacancy()
        };
        let mut problems = usecases::Problems::default();
        problems.add("reason", "text-empty");
        let refused = Fields::new().with_problems(problems);
        let waits = sample(AgencyStatus::Verified, waiting.clone());
        vec![
            ("waits", Self::new(frame(), &waits, Fields::new(), SAMPLE_DAY)),
            ("refused", Self::new(frame(), &waits, refused, SAMPLE_DAY)),
            (
                "unverified",
                Self::new(frame(), &sample(AgencyStatus::Suspended, waiting), Fields::new(), SAMPLE_DAY),
            ),
            (
                "public",
                Self::new(
                    frame(),
                    &sample(AgencyStatus::Verified, sample_vacancy()),
                    Fields::new(),
                    SAMPLE_DAY,
                ),
            ),
        ]
    }
}
