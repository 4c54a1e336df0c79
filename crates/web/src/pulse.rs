//! How somebody fares: the person's own page and questions, and the same for the officer who asks by telephone.

mod sample;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    attention::{About, Attention},
    case::Case,
    id::Id,
    pulse::{Dimension, Figures, Flag, Pulse, Question, Way},
    referral::Referral,
};
use usecases::{
    catalogue,
    pulse::{self, Form, Known, UNSAID, Via},
};

use crate::{
    App,
    catalogue::Line,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, see_other},
    profile::Row,
    routes::Routes,
    session::As,
    urls,
};

pub(crate) use sample::rows as sample_rows;

/// Telephones that are shown at once; the others are a link away.
const HELP_LINES: usize = 4;

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::PULSE, show)
        .get(urls::PULSE_ASK, ask)
        .post(urls::PULSE_ASK, answer)
        .get(urls::SENT_PULSE, ask_by_referral)
        .post(urls::SENT_PULSE, take_by_referral)
        .get(urls::CASE_PULSE, ask_by_case)
        .post(urls::CASE_PULSE, take_by_case)
}

/// A question with its choices.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The field.
    pub name: &'static str,
    /// The question.
    pub text: String,
    /// Value and text of each choice, the last one for who would rather not say.
    pub options: Vec<(String, String)>,
}

/// The questions of the screen, in order.
fn questions(t: T) -> Vec<Choice> {
    let one = |question: &Question| {
        let numbers = 1..=question.points().len();
        let choice =
            |number: usize| (number.to_string(), t.word("pulse-choice", format!("{question}-{number}")));
        let unsaid = (UNSAID.to_owned(), t.s("pulse-unsaid"));
        Choice {
            name: question.word(),
            text: t.word("pulse-ask", question),
            options: numbers.map(choice).chain([unsaid]).collect(),
        }
    };
    Question::FULL.iter().map(one).collect()
}

/// A pulse in words: never a number.
#[derive(Clone, Debug)]
pub struct Told {
    /// Which one of the year, and when.
    pub title: String,
    /// How it was given.
    pub way: String,
    /// What is hardest now.
    pub hardest: String,
    /// Each dimension in a sentence, beside the time before.
    pub lines: Vec<String>,
}

impl Told {
    fn new(t: T, pulse: &Pulse, before: Option<&Pulse>) -> Self {
        let figures = Figures::of(&pulse.answers);
        let earlier = before.map(|before| Figures::of(&before.answers));
        let line = |dimension: &Dimension| {
            let name = t.word("pulse-dimension", dimension);
            let level = match figures.level(*dimension) {
                Some(level) => t.word("pulse-level", level),
                None => t.s("pulse-level-unknown"),
            };
            let line = t.two("pulse-line", "dimension", name, "level", level);
            match earlier.as_ref().and_then(|earlier| figures.trend(earlier, *dimension)) {
                Some(trend) => format!("{line} {}", t.word("pulse-trend", trend)),
                None => line,
            }
        };
        Self {
            title: t.two(
                "pulse-told",
                "wave",
                t.word("pulse-wave", pulse.wave),
                "day",
                t.day(&pulse.at.day()),
            ),
            way: t.word("pulse-way", pulse.way),
            hardest: figures.lowest().map_or_else(
                || t.s("pulse-hardest-unknown"),
                |lowest| t.one("pulse-hardest", "dimension", t.word("pulse-dimension", lowest)),
            ),
            lines: Dimension::ALL.iter().map(line).collect(),
        }
    }

    /// All of them, the last one first, each beside the one before it.
    fn all(t: T, pulses: &[Pulse]) -> Vec<Self> {
        pulses.iter().enumerate().map(|(at, pulse)| Self::new(t, pulse, pulses.get(at + 1))).collect()
    }
}

/// What is said to who gave an answer that should not wait, before all else.
#[derive(Clone, Debug)]
pub struct Helping {
    /// What is said, with the kind of services that help, as the directory is asked for it.
    pub said: Vec<(String, &'static str)>,
    /// Telephones that answer today.
    pub lines: Vec<Line>,
}

const fn helps(flag: Flag) -> &'static str {
    match flag {
        Flag::Hunger => "food",
        Flag::NoRoof => "housing",
        Flag::GivingUp => "psychosocial",
    }
}

impl Helping {
    fn new(t: T, known: &Known, lines: Vec<Line>) -> Option<Self> {
        let mut flags = known.pulses.first().map(|last| last.answers.flags()).unwrap_or_default();
        // What is hardest to say is answered first.
        flags.sort_by(|one, other| other.cmp(one));
        let said = flags.into_iter().map(|flag| (t.word("pulse-help", flag), helps(flag)));
        let said: Vec<_> = said.collect();
        (!said.is_empty()).then_some(Self { said, lines })
    }
}

/// A person's own page.
#[derive(Template)]
#[template(path = "pulse/show.html")]
pub struct PulsePage {
    /// What stands around it.
    pub frame: Frame,
    /// What is said before all else.
    pub helping: Option<Helping>,
    /// What can be answered now, in words.
    pub open: Option<String>,
    /// Whether it was answered.
    pub answered: bool,
    /// How it went, the last time first.
    pub told: Vec<Told>,
}

impl PulsePage {
    fn new(frame: Frame, known: &Known, lines: Vec<Line>) -> Self {
        let t = frame.t;
        Self {
            helping: Helping::new(t, known, lines),
            open: known.open.map(|wave| t.word("pulse-wave", wave)),
            answered: known.is_answered(),
            told: Told::all(t, &known.pulses),
            frame,
        }
    }
}

/// The questions, for the person.
#[derive(Template)]
#[template(path = "pulse/answer.html")]
pub struct AnswerPage {
    /// What stands around it.
    pub frame: Frame,
    /// The form as typed.
    pub f: Fields,
    /// The questions.
    pub questions: Vec<Choice>,
}

/// The questions and how it went, for the officer who asks by telephone.
#[derive(Template)]
#[template(path = "pulse/take.html")]
pub struct TakePage {
    /// What stands around it.
    pub frame: Frame,
    /// The form as typed.
    pub f: Fields,
    /// Where the referral or the case is.
    pub href: String,
    /// What can be asked now, in words.
    pub open: Option<String>,
    /// Whether it was answered.
    pub answered: bool,
    /// The questions.
    pub questions: Vec<Choice>,
    /// How it went, the last time first.
    pub told: Vec<Told>,
}

impl TakePage {
    fn new(frame: Frame, href: &str, known: &Known, f: Fields) -> Self {
        let t = frame.t;
        Self {
            href: frame.to(href),
            open: known.open.map(|wave| t.word("pulse-wave", wave)),
            answered: known.is_answered(),
            questions: questions(t),
            told: Told::all(t, &known.pulses),
            frame,
            f,
        }
    }
}

/// Pulses and what waits, row by row, for the copy that the person takes away.
pub(crate) fn rows(t: T, pulses: &[Pulse], attentions: &[Attention]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (pulse, told) in pulses.iter().zip(Told::all(t, pulses)) {
        let said = |(question, choice): (Question, Option<u8>)| {
            let answer = match choice {
                Some(number) if Question::SHORT.contains(&question) => number.to_string(),
                Some(number) => t.word("pulse-choice", format!("{question}-{number}")),
                None => t.s("pulse-unsaid"),
            };
            format!("{} {answer}", t.word("pulse-ask", question))
        };
        let lines =
            [told.way, told.hardest].into_iter().chain(told.lines).chain(pulse.answers.said().map(said));
        rows.push(Row { label: told.title, value: lines.collect::<Vec<_>>().join("\n") });
    }
    rows.extend(attentions.iter().map(|one| Row {
        label: t.one("pulse-waits", "day", t.day(&one.at.day())),
        value: match &one.about {
            About::Flag(flag) => t.word("pulse-flag", flag),
            About::Reply(text) => t.one("pulse-reply", "text", text),
        },
    }));
    rows
}

async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let known = pulse::own(&app.sys, &who.ctx).await?;
    let frame = Frame::new(&app, &who, "pulse-title").with_done(asked.get("hecho"));
    let lines = catalogue::help_lines(&app.sys, &who.ctx).await?;
    let lines =
        lines.iter().take(HELP_LINES).map(|line| Line::new(frame.t, line, who.ctx.now.day())).collect();
    let page = PulsePage::new(frame, &known, lines);
    Ok(page::answer(&page.frame, &page))
}

/// What a person said to the open pulse, to change it.
fn typed(known: &Known) -> Fields {
    let mut f = Fields::new();
    let open = known.pulses.iter().find(|pulse| Some(pulse.wave) == known.open && pulse.way != Way::Sms);
    for (question, choice) in open.into_iter().flat_map(|pulse| pulse.answers.said()) {
        f.set(question.word(), choice.map_or_else(|| UNSAID.to_owned(), |number| number.to_string()));
    }
    f
}

fn form_of(f: &Fields) -> Form {
    let said = Question::FULL.iter().map(|question| (*question, f.get(question.word()).to_owned()));
    Form { said: said.collect() }
}

async fn ask(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let known = pulse::own(&app.sys, &who.ctx).await?;
    if known.open.is_none() {
        return Ok(see_other(&format!("/{}/mi/pulso", who.ctx.lang)));
    }
    let frame = Frame::new(&app, &who, "pulse-title");
    let page = AnswerPage { questions: questions(frame.t), f: typed(&known), frame };
    Ok(page::answer(&page.frame, &page))
}

async fn answer(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    match pulse::answer(&app.sys, &who.ctx, &form_of(&f)).await {
        Ok(_) => Ok(see_other(&format!("/{}/mi/pulso?hecho=pulse-saved", who.ctx.lang))),
        Err(error) => {
            let frame = Frame::new(&app, &who, "pulse-title");
            let page = AnswerPage { questions: questions(frame.t), f: f.refuse(error)?, frame };
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

/// The address of what an officer knows the person by, without the language.
fn place_of(via: Via) -> String {
    match via {
        Via::Referral(id) => format!("referidos/{id}"),
        Via::Case(id) => format!("acompanamientos/{id}"),
    }
}

async fn ask_by_referral(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Referral>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    ask_for(&app, &who, Via::Referral(id), asked.get("hecho")).await
}

async fn ask_by_case(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Case>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    ask_for(&app, &who, Via::Case(id), asked.get("hecho")).await
}

async fn ask_for(app: &App, who: &As, via: Via, done: &str) -> Result<Response, Failure> {
    let known = pulse::of(&app.sys, &who.ctx, via).await?;
    let frame = Frame::new(app, who, "pulse-take-title").with_done(done);
    let page = TakePage::new(frame, &place_of(via), &known, Fields::new());
    Ok(page::answer(&page.frame, &page))
}

async fn take_by_referral(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Referral>)>,
    f: Fields,
) -> Result<Response, Failure> {
    take_down(&app, &who, Via::Referral(id), f).await
}

async fn take_by_case(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Case>)>,
    f: Fields,
) -> Result<Response, Failure> {
    take_down(&app, &who, Via::Case(id), f).await
}

async fn take_down(app: &App, who: &As, via: Via, f: Fields) -> Result<Response, Failure> {
    let href = place_of(via);
    match pulse::take_down(&app.sys, &who.ctx, via, &form_of(&f)).await {
        Ok(()) => Ok(see_other(&format!("/{}/{href}/pulso?hecho=pulse-taken", who.ctx.lang))),
        Err(error) => {
            let f = f.refuse(error)?;
            let known = pulse::of(&app.sys, &who.ctx, via).await?;
            let page = TakePage::new(Frame::new(app, who, "pulse-take-title"), &href, &known, f);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
