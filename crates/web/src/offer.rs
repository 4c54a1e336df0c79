//! Those who offer: their offers, and one offer with all that can be done with it.

mod edit;
mod review;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    id::Id,
    message::Lang,
    opportunity::{Kind, Opportunity, Status, Step},
    policy::Role,
    time::Day,
};
use usecases::{
    Error,
    offer::{self, Marked, NOTE_UNANSWERED},
};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    opportunity::{Details, sample_vacancy, skills_key},
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    session::As,
    urls,
};

pub use edit::Edit;
pub use review::{Queue, Review};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::OFFERS, list)
        .get(urls::OFFER, show)
        .post(urls::OFFER_STEP, step)
        .and(edit::routes())
        .and(review::routes())
}

/// One offer in a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its address.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The kind, in words.
    pub kind: String,
    /// Who offers it (in the coordinator's list).
    pub agency: String,
    /// Where.
    pub place: String,
    /// How far it is, in words, and the colour of that.
    pub status: String,
    /// `ok`, `warn`, `bad` or nothing.
    pub colour: &'static str,
    /// Until when one can apply.
    pub closes: String,
    /// Places taken and in all.
    pub taken: String,
}

impl Row {
    fn new(t: T, one: &Opportunity, agency: &str, href: String, today: Day) -> Self {
        let over = one.status == Status::Published && one.closes_on < today;
        Self {
            href,
            title: t.read(&one.title).to_owned(),
            kind: t.word("opportunity-kind", one.kind),
            agency: agency.to_owned(),
            place: t.place(&one.municipality),
            status: if over { t.s("offer-status-past") } else { t.word("offer-status", one.status) },
            colour: match one.status {
                _ if over => "warn",
                Status::Published => "ok",
                Status::Review | Status::Paused => "warn",
                Status::Draft | Status::Closed => "",
            },
            closes: t.day(&one.closes_on),
            taken: t.two("offer-taken", "taken", one.taken, "seats", one.seats),
        }
    }
}

/// One's own offers.
#[derive(Template)]
#[template(path = "offer/list.html")]
pub struct List {
    /// What stands around it.
    pub frame: Frame,
    /// What may be offered: word and text of the button. None: the agency may offer nothing.
    pub kinds: Vec<(String, String)>,
    /// The offers of this page.
    pub rows: Vec<Row>,
    /// The address of the next page.
    pub next: Option<String>,
}

impl List {
    fn new(
        frame: Frame,
        kinds: &[Kind],
        offers: &[Opportunity],
        next: Option<Id<Opportunity>>,
        today: Day,
    ) -> Self {
        let t = frame.t;
        let row = |one: &Opportunity| Row::new(t, one, "", frame.to(&format!("oferta/{}", one.id)), today);
        Self {
            kinds: kinds.iter().map(|kind| (kind.to_string(), t.word("offer-new", kind))).collect(),
            rows: offers.iter().map(row).collect(),
            next: next.map(|id| frame.to(&format!("oferta?after={id}"))),
            frame,
        }
    }
}

async fn list(State(app): State<App>, who: As, Asked(f): Asked) -> Result<Response, Failure> {
    let kinds = offer::kinds(&app.sys, &who.ctx).await?;
    let after = f.some("after").and_then(|text| text.parse().ok());
    let status = f.some("status").and_then(Status::from_word);
    let offers = offer::mine(&app.sys, &who.ctx, status, after).await?;
    let frame = Frame::new(&app, &who, "offer-list-title").with_done(f.get("hecho"));
    let page = List::new(frame, &kinds, &offers.items, offers.next, who.ctx.now.day());
    Ok(page::answer(&page.frame, &page))
}

/// One's own offer.
#[derive(Template)]
#[template(path = "offer/show.html")]
pub struct Show {
    /// What stands around it.
    pub frame: Frame,
    /// How it stands in the list.
    pub row: Row,
    /// The facts, as people see them.
    pub details: Details,
    /// What stands over the list of skills: a Fluent key.
    pub skills_key: &'static str,
    /// What a coordinator or the system said about it.
    pub note: Option<String>,
    /// The steps that can be taken now: word and text of the button.
    pub steps: Vec<(String, String)>,
    /// Whether it can still be changed.
    pub can_edit: bool,
    /// Whether it was ever public: then it has candidates and applications.
    pub was_public: bool,
}

/// What stands in the note, in words: a key of ours, or what a coordinator wrote.
fn note_of(t: T, note: Option<&str>) -> Option<String> {
    note.map(|note| if note == NOTE_UNANSWERED { t.s(NOTE_UNANSWERED) } else { note.to_owned() })
}

impl Show {
    fn new(frame: Frame, one: &Opportunity, today: Day) -> Self {
        let t = frame.t;
        let steps = [Step::Submit, Step::Resume, Step::Pause, Step::Close].into_iter();
        let can = steps.filter(|step| one.status.after(*step).is_some());
        Self {
            row: Row::new(t, one, "", frame.to(&format!("oferta/{}", one.id)), today),
            details: Details::new(t, one, None),
            skills_key: skills_key(one.kind),
            note: note_of(t, one.note.as_deref()),
            steps: can.map(|step| (step.to_string(), t.word("offer-step", step))).collect(),
            can_edit: one.status != Status::Closed,
            was_public: one.published_at.is_some(),
            frame: frame.titled(t.read(&one.title)),
        }
    }
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    Asked(f): Asked,
) -> Result<Response, Failure> {
    let one = offer::own(&app.sys, &who.ctx, id.parse().map_err(|_| Error::NotFound)?).await?;
    let frame = Frame::new(&app, &who, "offer-list-title").with_done(f.get("hecho"));
    let page = Show::new(frame, &one, who.ctx.now.day());
    Ok(page::answer(&page.frame, &page))
}

async fn step(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Failure> {
    let key = id.parse().map_err(|_| Error::NotFound)?;
    let (sys, ctx) = (&app.sys, &who.ctx);
    let done = match Step::from_word(f.get("step")) {
        Some(Step::Submit) => match offer::submit(sys, ctx, key).await {
            // What was right when it was written no longer is: mend it in the form.
            Err(Error::Invalid(problems)) => return edit::again(&app, &who, key, problems).await,
            outcome => outcome.map(|_| "?hecho=offer-submitted")?,
        },
        Some(Step::Pause) => offer::pause(sys, ctx, key, "").await.map(|()| "?hecho=offer-paused")?,
        Some(Step::Resume) => offer::resume(sys, ctx, key).await.map(|()| "?hecho=offer-resumed")?,
        Some(Step::Close) => offer::close(sys, ctx, key).await.map(|()| "?hecho=offer-closed")?,
        _ => return Err(Error::NotFound.into()),
    };
    Ok(see_other(&format!("/{}/oferta/{id}{done}", ctx.lang)))
}

/// Words of an offer that need a look, as a sentence each.
fn marked_lines(t: T, marked: &[Marked]) -> Vec<(String, String)> {
    marked.iter().map(|one| (one.words.clone(), t.s(one.finding.kind.key()))).collect()
}

const SAMPLE_DAY: Day = Day::constant(2026, 11, 23);

fn samples_of_life() -> Vec<Opportunity> {
    [Status::Draft, Status::Review, Status::Published, Status::Paused, Status::Closed]
        .into_iter()
        .map(|status| {
            let note = (status == Status::Paused).then(|| NOTE_UNANSWERED.to_owned());
            Opportunity { status, note, taken: 1, ..sample_vacancy() }
        })
        .collect()
}

impl Page for List {
    const NAME: &'static str = "offer-list";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Staff(Role::FocalPoint), "offer-list-title");
        let next = Some(Id::from_uuid(uuid::Uuid::from_u128(1)));
        vec![
            ("full", Self::new(frame(), &[Kind::Vacancy], &samples_of_life(), next, SAMPLE_DAY)),
            ("empty", Self::new(frame(), &[Kind::Course, Kind::Certification], &[], None, SAMPLE_DAY)),
            ("stopped", Self::new(frame(), &[], &[], None, SAMPLE_DAY)),
        ]
    }
}

impl Page for Show {
    const NAME: &'static str = "offer-show";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Staff(Role::FocalPoint), "offer-list-title");
        let states = ["draft", "review", "published", "paused", "closed"];
        let mut shown: Vec<_> = states
            .into_iter()
            .zip(samples_of_life())
            .map(|(state, one)| (state, Self::new(frame(), &one, SAMPLE_DAY)))
            .collect();
        let returned = Opportunity {
            status: Status::Draft,
            note: Some("Diga en qué días se trabaja, por favor.".to_owned()),
            ..sample_vacancy()
        };
        shown.push(("returned", Self::new(frame(), &returned, SAMPLE_DAY)));
        shown
    }
}
