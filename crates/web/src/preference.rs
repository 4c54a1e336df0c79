//! What matters to a person: one card to a page, and what came out in plain words.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    message::Lang,
    person::Matter,
    preference::{Answer, Answers, Card, JOBS_CARDS, Said, THINGS_CARDS},
};
use usecases::{
    Error, Problems,
    person::Told,
    preference::{self, Form, KM_ON_CARDS, Known},
};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who},
    profile::Row,
    routes::Routes,
    session::As,
    urls,
};

/// Below these shares of what could be known, little and something is known.
const LITTLE: f64 = 0.35;
const SOMETHING: f64 = 0.6;
/// So many of what matters most are said.
const SAID: usize = 3;

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::PREFERENCES, show)
        .get(urls::PREFERENCE_CARD, card)
        .post(urls::PREFERENCE_CARD, answer)
        .post(urls::PREFERENCE_FORGET, forget)
}

/// A thing that a job can have: its word, which has a drawing, and what is said of it.
#[derive(Clone, Debug)]
pub struct Thing {
    /// Its word.
    pub word: &'static str,
    /// In words.
    pub text: String,
}

/// One of two made-up jobs.
#[derive(Clone, Debug)]
pub struct MadeUp {
    /// The word of what it is better in.
    pub value: &'static str,
    /// What it is called on the card.
    pub name: String,
    /// How it is in what the two differ in.
    pub lines: Vec<Thing>,
}

/// One card.
#[derive(Template)]
#[template(path = "preference/card.html")]
pub struct CardPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was chosen.
    pub f: Fields,
    /// The card's word.
    pub card: String,
    /// Which card of how many it is.
    pub number: String,
    /// Of three things: the fields with their questions.
    pub questions: Vec<(&'static str, String)>,
    /// The three things.
    pub things: Vec<Thing>,
    /// The two jobs.
    pub jobs: Vec<MadeUp>,
}

/// What came out, and the way in.
#[derive(Template)]
#[template(path = "preference/show.html")]
pub struct PreferencePage {
    /// What stands around it.
    pub frame: Frame,
    /// What matters most, and what least; empty if nothing is known.
    pub things: Vec<Thing>,
    /// How much is known.
    pub known: String,
    /// Whether there is anything to forget.
    pub begun: bool,
    /// What the button to the next card says, a Fluent key; `None` when enough was asked.
    pub go_on: Option<&'static str>,
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// How a made-up job is in something.
fn side(t: T, matter: Matter, better: bool, pay_centavos: [i64; 2]) -> Thing {
    let text = match matter {
        Matter::Pay => t.one("preference-pay", "pay", t.money(&pay_centavos[usize::from(better)])),
        Matter::Near => t.one("preference-km", "km", i64::from(KM_ON_CARDS[usize::from(!better)])),
        _ if better => t.word("preference-better", matter),
        _ => t.word("preference-worse", matter),
    };
    Thing { word: matter.word(), text }
}

impl CardPage {
    fn new(frame: Frame, f: Fields, card: Card, known: &Known) -> Self {
        let t = frame.t;
        let (number, most) = known.progress();
        let thing = |matter: &Matter| Thing { word: matter.word(), text: t.word("preference-thing", matter) };
        let (mut things, mut jobs, mut questions) = (Vec::new(), Vec::new(), Vec::new());
        match card {
            Card::Things(three) => {
                things = three.iter().map(thing).collect();
                questions = vec![("most", t.s("preference-most")), ("least", t.s("preference-least"))];
            }
            Card::Jobs(two) => {
                let names = ["preference-job-first", "preference-job-second"];
                let job = |(better, name): (&Matter, &str)| MadeUp {
                    value: better.word(),
                    name: t.s(name),
                    lines: two.iter().map(|one| side(t, *one, one == better, known.pay_centavos)).collect(),
                };
                jobs = two.iter().zip(names).map(job).collect();
            }
        }
        let number = t.two("preference-number", "number", whole(number), "most", whole(most));
        Self { frame, f, card: card.to_string(), number, questions, things, jobs }
    }
}

/// What matters most and what least, in sentences.
fn sentences(t: T, known: &Known) -> Vec<Thing> {
    let Some(preference) = &known.preference else { return Vec::new() };
    let order = preference.order();
    let is = |matter: &Matter| t.word("preference-is", matter);
    let say =
        |key: &str, matter: &Matter| Thing { word: matter.word(), text: t.one(key, "what", is(matter)) };
    let most = order
        .iter()
        .take(SAID)
        .enumerate()
        .map(|(at, matter)| say(if at == 0 { "preference-heaviest" } else { "preference-then" }, matter));
    most.chain(order.last().map(|matter| say("preference-lightest", matter))).collect()
}

impl PreferencePage {
    fn new(frame: Frame, known: &Known) -> Self {
        let t = frame.t;
        let reliability = known.preference.map_or(0.0, |preference| preference.reliability());
        let sure = match reliability {
            little if little < LITTLE => "preference-known-little",
            some if some < SOMETHING => "preference-known-some",
            _ => "preference-known-much",
        };
        let shown = (known.answers.shown(false), known.answers.shown(true));
        let go_on = known.next.map(|_| match shown {
            (0, _) => "preference-start",
            (THINGS_CARDS, 0) => "preference-finer",
            (THINGS_CARDS, jobs) if jobs >= JOBS_CARDS[0] => "preference-more",
            _ => "preference-go-on",
        });
        Self {
            things: sentences(t, known),
            known: t.one(sure, "count", whole(known.answers.answered())),
            begun: !known.answers.cards().is_empty(),
            go_on,
            frame,
        }
    }
}

/// What was said to cards, row by row, and what came out: for the copy that the person takes away.
pub(crate) fn rows(t: T, told: &Told) -> Vec<Row> {
    let thing = |matter: &Matter| t.word("preference-thing", matter);
    let list = |matters: &[Matter]| {
        matters.iter().map(|one| t.word("preference-is", one)).collect::<Vec<_>>().join(", ")
    };
    let order: Vec<Matter> = told.matters.iter().map(|one| one.matter).collect();
    let mut rows = Vec::new();
    if !order.is_empty() {
        rows.push(Row { label: t.s("preference-order"), value: list(&order) });
    }
    rows.extend(told.answers.cards().iter().map(|answer| Row {
        label: t.one("preference-card", "things", list(answer.card().matters())),
        value: match answer.said() {
            None => t.s("preference-said-pass"),
            Some(Said::Matters { most, least }) => {
                t.two("preference-said-matters", "most", thing(&most), "least", thing(&least))
            }
            Some(Said::Takes(matter)) => t.one("preference-said-takes", "what", thing(&matter)),
        },
    }));
    rows
}

/// Somebody to whom the first thing of each card matters most, after so many cards; some are passed over.
fn sample_answers(count: usize, pass: bool) -> Answers {
    let mut answers = Answers::default();
    for _ in 0..count {
        let Some(card) = Known::new(answers.clone(), None).next else { break };
        let said = match (pass, card.matters()) {
            (false, [first, .., last]) if !card.is_jobs() => {
                Some(Said::Matters { most: *first, least: *last })
            }
            (false, [first, ..]) => Some(Said::Takes(*first)),
            _ => None,
        };
        let put = Answer::new(card, said).and_then(|answer| answers.put(answer));
        debug_assert!(put.is_ok(), "the next card can be answered");
    }
    answers
}

/// Rows of somebody who answered the first card of each kind and passed over another.
pub(crate) fn sample_rows(t: T) -> Vec<Row> {
    let mut answers = sample_answers(9, false);
    if let Some(next) = Known::new(answers.clone(), None).next
        && let Ok(passed) = Answer::new(next, None)
    {
        let put = answers.put(passed);
        debug_assert!(put.is_ok(), "the next card can be passed over");
    }
    rows(t, &Told::new(answers))
}

impl Page for CardPage {
    const NAME: &'static str = "preference-card";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |count, f| {
            let known = Known::new(sample_answers(count, false), None);
            let frame = Frame::sample(lang, Who::Person, "preference-title");
            Some(Self::new(frame, f, known.next?, &known))
        };
        let mut untold = Problems::default();
        untold.add("least", "preference-least-empty");
        let refused = Fields::filled([("most", "pay")]).with_problems(untold);
        let mut neither = Problems::default();
        neither.add("takes", "preference-takes-empty");
        let states = [
            ("things", page(0, Fields::new())),
            ("refused", page(0, refused)),
            ("jobs", page(8, Fields::new())),
            ("jobs-refused", page(9, Fields::new().with_problems(neither))),
        ];
        states.into_iter().filter_map(|(state, page)| Some((state, page?))).collect()
    }
}

impl Page for PreferencePage {
    const NAME: &'static str = "preference-show";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |count, pass| {
            let known = Known::new(sample_answers(count, pass), None);
            Self::new(Frame::sample(lang, Who::Person, "preference-title"), &known)
        };
        vec![
            ("new", page(0, false)),
            ("passed", page(3, true)),
            ("begun", page(2, false)),
            ("eight", page(8, false)),
            ("twelve", page(12, false)),
            ("more", page(12, true)),
        ]
    }
}

async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let known = preference::known(&app.sys, &who.ctx).await?;
    let frame = Frame::new(&app, &who, "preference-title").with_done(asked.get("hecho"));
    let page = PreferencePage::new(frame, &known);
    Ok(page::answer(&page.frame, &page))
}

async fn card(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let known = preference::known(&app.sys, &who.ctx).await?;
    let Some(next) = known.next else {
        return Ok(page::see_other(&format!("/{}/mi/preferencias", who.ctx.lang)));
    };
    let page = CardPage::new(Frame::new(&app, &who, "preference-title"), Fields::new(), next, &known);
    Ok(page::answer(&page.frame, &page))
}

async fn answer(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    who.ctx.person()?;
    let text = |name: &str| f.get(name).to_owned();
    let form = Form {
        card: text("card"),
        most: text("most"),
        least: text("least"),
        takes: text("takes"),
        pass: f.has("pass", "yes"),
    };
    match preference::answer(&app.sys, &who.ctx, &form).await {
        Ok(known) => {
            let next = if known.is_pause() { "" } else { "/tarjeta" };
            Ok(page::see_other(&format!("/{}/mi/preferencias{next}", who.ctx.lang)))
        }
        Err(error) => {
            let f = f.refuse(error)?;
            let card: Card = form.card.parse().map_err(|_| Error::NotFound)?;
            let known = preference::known(&app.sys, &who.ctx).await?;
            let page = CardPage::new(Frame::new(&app, &who, "preference-title"), f, card, &known);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

async fn forget(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    preference::forget(&app.sys, &who.ctx).await?;
    let next = if f.has("then", "again") { "/tarjeta" } else { "?hecho=preference-forgotten" };
    Ok(page::see_other(&format!("/{}/mi/preferencias{next}", who.ctx.lang)))
}
