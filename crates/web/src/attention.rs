//! What should not wait: for officers with the words of it, for the coordination without people.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    attention::{About, State as How, Step},
    id::Id,
    message::Lang,
    place,
    policy::Role,
    pulse::Flag,
    time::Moment,
};
use usecases::{
    Error, Page as Part,
    attention::{self, Unseen, Waiting},
    emergency,
    report::days_late,
};

use crate::{
    App,
    error::Failure,
    form::Asked,
    i18n::T,
    page::{self, Frame, Page, Who, see_other},
    referral::{due_after, next_page},
    routes::Routes,
    session::As,
    urls,
};

/// Lines on one page of the coordination.
const SHOWN: i64 = 50;

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::ATTENTION, mine)
        .post(urls::ATTENTION_STEP, step)
        .get(urls::WATCH_ATTENTION, watch)
}

/// A line for an officer.
#[derive(Clone, Debug)]
pub struct AttentionLine {
    /// Where its steps are taken.
    pub href: String,
    /// Where the person's name and telephone are, as far as they are shared.
    pub referral: String,
    /// What it is.
    pub what: String,
    /// The words of a text message.
    pub text: Option<String>,
    /// Whether it should not wait a day.
    pub urgent: bool,
    /// Whether somebody has it in hand.
    pub seen: bool,
    /// Since when.
    pub since: String,
}

/// What waits for an officer.
#[derive(Template)]
#[template(path = "attention/mine.html")]
pub struct AttentionPage {
    /// What stands around it.
    pub frame: Frame,
    /// Whom the officer is to call today: the address of each, and until when.
    pub calls: Vec<(String, String)>,
    /// The lines, the most urgent first.
    pub lines: Vec<AttentionLine>,
}

/// A line for the coordination.
#[derive(Clone, Debug)]
pub struct UnseenLine {
    /// Where it is given or closed, if nobody accompanies the person.
    pub href: Option<String>,
    /// Where.
    pub department: String,
    /// For how long.
    pub days: i64,
    /// Whether somebody has it in hand.
    pub seen: bool,
    /// Whether an officer accompanies the person.
    pub followed: bool,
    /// Whether it is given to an officer for a call of today.
    pub given: bool,
}

/// What has waited too long anywhere.
#[derive(Template)]
#[template(path = "attention/watch.html")]
pub struct UnseenPage {
    /// What stands around it.
    pub frame: Frame,
    /// The lines, the longest first.
    pub lines: Vec<UnseenLine>,
    /// The address of the next page.
    pub next: Option<String>,
}

impl AttentionLine {
    fn new(frame: &Frame, waiting: &Waiting) -> Self {
        let t = frame.t;
        let one = &waiting.attention;
        let (what, text) = match &one.about {
            About::Flag(flag) => (t.word("pulse-flag", flag), None),
            About::Reply(text) if text.is_empty() => (t.s("attention-reply-shared"), None),
            About::Reply(text) => (t.s("attention-reply"), Some(text.clone())),
        };
        Self {
            href: frame.to(&format!("por-atender/{}", one.id)),
            referral: match (waiting.case, waiting.referral) {
                (Some(case), _) => frame.to(&format!("acompanamientos/{case}")),
                (None, Some(referral)) => frame.to(&format!("referidos/{referral}")),
                (None, None) => frame.to("acompanamientos"),
            },
            what,
            text,
            urgent: matches!(one.about, About::Flag(_)),
            seen: one.state == How::Seen,
            since: t.moment(&one.at),
        }
    }
}

impl UnseenLine {
    fn new(t: T, unseen: &Unseen, now: Moment) -> Self {
        let department = place::department(unseen.department);
        let href = format!("/{}/coordinacion/por-atender/{}", t.lang, unseen.id);
        Self {
            href: Some(href).filter(|_| !unseen.followed),
            given: unseen.given,
            department: department.map_or_else(|| t.s("report-untold"), |one| one.name.to_owned()),
            days: days_late(unseen.at, now),
            seen: unseen.state == How::Seen,
            followed: unseen.followed,
        }
    }
}

impl Page for AttentionPage {
    const NAME: &'static str = "attention-mine";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Staff(Role::CaseWorker), "attention-title");
        let line = |about: About, state| {
            let attention = domain::attention::Attention {
                id: Id::from_uuid(uuid::Uuid::nil()),
                person: Id::from_uuid(uuid::Uuid::nil()),
                about,
                state,
                at: Moment::from_seconds(1_795_446_000),
            };
            let referral = Some(Id::from_uuid(uuid::Uuid::nil()));
            AttentionLine::new(&frame(), &Waiting { attention, case: None, referral })
        };
        let lines = vec![
            line(About::Flag(Flag::NoRoof), How::Open),
            line(About::Flag(Flag::GivingUp), How::Seen),
            line(About::Reply("¿A qué hora es la cita?".to_owned()), How::Open),
            line(About::Reply(String::new()), How::Open),
        ];
        let calls =
            vec![(frame().to("emergencias/0"), frame().t.moment(&Moment::from_seconds(1_795_500_000)))];
        vec![
            ("full", Self { frame: frame(), calls, lines }),
            ("empty", Self { frame: frame(), calls: Vec::new(), lines: Vec::new() }),
        ]
    }
}

impl Page for UnseenPage {
    const NAME: &'static str = "attention-watch";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Staff(Role::Coordinator), "attention-title");
        let line = |days, seen, followed: bool, given| UnseenLine {
            href: Some(frame().to("coordinacion/por-atender/0")).filter(|_| !followed),
            department: "Quiché".to_owned(),
            days,
            seen,
            followed,
            given,
        };
        let lines = vec![
            line(6, true, true, false),
            line(3, false, true, false),
            line(1, true, false, true),
            line(0, false, false, false),
        ];
        let next = Some(frame().to("coordinacion/por-atender?vence=1&despues=x"));
        vec![
            ("full", Self { frame: frame(), lines, next }),
            ("empty", Self { frame: frame(), lines: Vec::new(), next: None }),
        ]
    }
}

async fn mine(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let waiting = attention::mine(&app.sys, &who.ctx).await?;
    let frame = Frame::new(&app, &who, "attention-title").with_done(asked.get("hecho"));
    let lines = waiting.iter().map(|one| AttentionLine::new(&frame, one)).collect();
    let calls = emergency::mine(&app.sys, &who.ctx).await?.into_iter();
    let calls =
        calls.map(|one| (frame.to(&format!("emergencias/{}", one.id)), frame.t.moment(&one.until))).collect();
    let page = AttentionPage { frame, calls, lines };
    Ok(page::answer(&page.frame, &page))
}

async fn step(
    State(app): State<App>,
    who: As,
    Path((_, id, word)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let step = match word.as_str() {
        "ver" => Step::See,
        "listo" => Step::Finish,
        _ => return Err(Error::NotFound.into()),
    };
    attention::step(&app.sys, &who.ctx, id, step).await?;
    Ok(see_other(&format!("/{}/por-atender?hecho=attention-noted", who.ctx.lang)))
}

async fn watch(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let part = Part { after: due_after(&asked), limit: SHOWN };
    let found = attention::waiting(&app.sys, &who.ctx, part).await?;
    let frame = Frame::new(&app, &who, "attention-title").with_done(asked.get("hecho"));
    let last = found.last().map(|last| (last.at, last.id));
    let next = next_page(&frame.to("coordinacion/por-atender"), (found.len(), SHOWN), last);
    let lines = found.iter().map(|one| UnseenLine::new(frame.t, one, who.ctx.now)).collect();
    let page = UnseenPage { frame, lines, next };
    Ok(page::answer(&page.frame, &page))
}
