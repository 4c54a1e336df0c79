//! Two records of one person: proposed by an officer, decided by the coordination without a name, objected to by the
//! person.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    find::{Likeness, Sign},
    id::Id,
    merge::{Merge, MergeStatus},
    message::Lang,
    policy::Role,
    time::Moment,
};
use usecases::{
    Error, Page as Part,
    merge::{self, ListedMerge},
};

use crate::{
    App,
    error::Failure,
    find,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    session::As,
    urls,
};

/// Lines on one page.
const SHOWN: i64 = 50;

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .post(urls::MERGE_PROPOSE, propose)
        .post(urls::MERGE_OBJECT, object)
        .get(urls::MERGES, list)
        .post(urls::MERGE, decide)
}

/// Two records that may be of one person.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it is decided.
    pub href: String,
    /// Who proposed it.
    pub agency: String,
    /// When.
    pub at: String,
    /// What agrees, each in a few words.
    pub why: Vec<String>,
}

/// Records that may be of one person, or are joined.
#[derive(Template)]
#[template(path = "merge/list.html")]
pub struct MergesPage {
    /// What stands around it.
    pub frame: Frame,
    /// Whether these are joined already.
    pub joined: bool,
    /// The proposals, the first first.
    pub lines: Vec<Line>,
    /// The address of the next page.
    pub next: Option<String>,
    /// What was asked for last, with what is wrong.
    pub fields: Fields,
}

impl Line {
    fn new(t: T, listed: &ListedMerge) -> Self {
        let of = &listed.merge;
        Self {
            href: format!("/{}/coordinacion/registros/{}", t.lang, of.id),
            agency: listed.agency_name.clone(),
            at: t.moment(&of.proposed_at),
            why: find::why(t, &Likeness { signs: of.signs.clone(), ..Likeness::default() }),
        }
    }
}

impl Page for MergesPage {
    const NAME: &'static str = "merge-list";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Staff(Role::Coordinator), "merge-title");
        let t = frame().t;
        let line = |signs: &[Sign]| Line {
            href: "/es/coordinacion/registros/0".to_owned(),
            agency: "Ventanilla Municipal de Joyabaj".to_owned(),
            at: t.moment(&Moment::from_seconds(1_795_446_000)),
            why: find::why(t, &Likeness { signs: signs.to_vec(), ..Likeness::default() }),
        };
        let lines = vec![line(&[Sign::Phone, Sign::Sound, Sign::Year]), line(&[Sign::Document])];
        let page = |joined, lines| Self { frame: frame(), joined, lines, next: None, fields: Fields::new() };
        vec![
            ("waiting", page(false, lines.clone())),
            ("joined", page(true, lines)),
            ("empty", page(false, Vec::new())),
        ]
    }
}

async fn propose(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    crate::referral::officer(&who)?;
    let id = fields.get("id").parse().unwrap_or_else(|_| Id::new(who.ctx.now));
    let two = match fields.all("who") {
        [one, other] => one.parse().ok().zip(other.parse().ok()),
        _ => None,
    };
    let proposed = match two {
        Some(two) => merge::propose(&app.sys, &who.ctx, id, two).await,
        None => Err(Error::invalid("who", "merge-two")),
    };
    match proposed {
        Ok(()) => Ok(see_other(&format!("/{}/buscar?hecho=merge-proposed", who.ctx.lang))),
        Err(error) => find::refused_again(&app, &who, fields, error).await,
    }
}

/// Where the list goes on: `?desde=seconds&despues=id`.
fn after(asked: &Fields) -> Option<(Moment, Id<Merge>)> {
    let at = asked.get("desde").parse().ok()?;
    Some((Moment::from_seconds(at), asked.get("despues").parse().ok()?))
}

async fn draw(app: &App, who: &As, asked: &Fields, fields: Fields) -> Result<Response, Failure> {
    let joined = asked.get("ver") == "unidos";
    let status = if joined { MergeStatus::Merged } else { MergeStatus::Proposed };
    let part = Part { after: after(asked), limit: SHOWN };
    let found = merge::listed(&app.sys, &who.ctx, status, part).await?;
    let frame = Frame::new(app, who, "merge-title").with_done(asked.get("hecho"));
    let full = i64::try_from(found.len()).is_ok_and(|count| count == SHOWN);
    let which = if joined { "ver=unidos&" } else { "" };
    let base = frame.to("coordinacion/registros");
    let next = found.last().filter(|_| full).map(|last| {
        format!("{base}?{which}desde={}&despues={}", last.merge.proposed_at.seconds(), last.merge.id)
    });
    let lines = found.iter().map(|listed| Line::new(frame.t, listed)).collect();
    let code = if fields.problems().is_empty() { 200 } else { 422 };
    let code = axum::http::StatusCode::from_u16(code).unwrap_or_default();
    let page = MergesPage { frame, joined, lines, next, fields };
    Ok(page::answer_with(code, &page.frame, &page))
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    draw(&app, &who, &asked, Fields::new()).await
}

async fn decide(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Merge>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    match merge::decide(&app.sys, &who.ctx, id, fields.get("step")).await {
        Ok(()) => Ok(see_other(&format!("/{}/coordinacion/registros?hecho=merge-decided", who.ctx.lang))),
        Err(error) => draw(&app, &who, &Fields::new(), fields.refuse(error)?).await,
    }
}

async fn object(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Merge>)>,
) -> Result<Response, Failure> {
    merge::object(&app.sys, &who.ctx, id).await?;
    Ok(see_other(&format!("/{}/entrar?hecho=merge-parted", who.ctx.lang)))
}
