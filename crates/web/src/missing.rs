//! What a person is missing, in words; and for a coordinator, which courses would open most for a municipality.

mod courses;

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{message::Lang, person::Licence};
use usecases::{
    matches::Addition,
    missing::{self, Barriers, HOUR_CENTAVOS, KeptOut, Missing, Offered, Shut, Step, Way},
};

use crate::{
    App,
    error::Failure,
    i18n::T,
    matches::{addition, percent},
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

pub use courses::CoursesPage;

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::MISSING, show).get(urls::MISSING_COURSES, courses::show)
}

/// A course or a call to certify in words.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Where it can be seen in full.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// The language of the title.
    pub title_lang: &'static str,
    /// Which kind.
    pub kind: String,
    /// Who offers it.
    pub agency: String,
    /// Where, and about how far.
    pub place: String,
    /// What it costs, and how long it lasts.
    pub cost: String,
    /// Until when one can apply.
    pub closes: String,
}

/// A way to more places in words.
#[derive(Clone, Debug)]
pub struct Card {
    /// What would be certified.
    pub skills: String,
    /// How many places it opens.
    pub opens: String,
    /// Who offers it.
    pub offers: Vec<Offer>,
}

/// Why the person does not see other vacancies.
#[derive(Clone, Debug)]
pub struct Why {
    /// How many are open.
    pub open: String,
    /// What keeps the person out, a sentence each.
    pub lines: Vec<String>,
    /// What one step would open, a sentence each.
    pub steps: Vec<String>,
}

/// What the person is missing.
#[derive(Template)]
#[template(path = "missing/show.html")]
pub struct MissingPage {
    /// What stands around it.
    pub frame: Frame,
    /// Whether too little was told.
    pub untold: bool,
    /// How many places are within reach now.
    pub now: String,
    /// What "within reach" means.
    pub meaning: String,
    /// By what the ways are ordered.
    pub order: String,
    /// Courses and certifications, the best first.
    pub ways: Vec<Card>,
    /// Other steps, a sentence each.
    pub steps: Vec<String>,
    /// What only opens together.
    pub pairs: Vec<String>,
    /// Why there are not more.
    pub why: Why,
}

/// Steps said on the page of matches.
const STEPS: usize = 3;

fn count(places: u64) -> i64 {
    i64::try_from(places).unwrap_or(i64::MAX)
}

impl Offer {
    fn new(t: T, offered: &Offered) -> Self {
        let (one, cost) = (&offered.listed.opportunity, &offered.cost);
        let price = match cost.price_centavos {
            0 => t.s("match-free"),
            price => t.one("match-cost", "cost", t.money(&price)),
        };
        let place = t.place(&one.municipality);
        Self {
            href: format!("/{}/oportunidades/{}", t.lang, one.id),
            title: t.read(&one.title).to_owned(),
            title_lang: t.lang_of(&one.title),
            kind: t.word("opportunity-kind", one.kind),
            agency: offered.listed.agency_name.clone(),
            place: match cost.km {
                None => t.s("match-remote"),
                Some(0) => place,
                Some(km) => t.two("missing-place", "place", place, "km", i64::from(km)),
            },
            cost: match cost.hours {
                Some(hours) => t.two("missing-price-hours", "price", price, "count", i64::from(hours)),
                None => price,
            },
            closes: t.one("missing-closes", "day", t.day(&one.closes_on)),
        }
    }
}

/// The skills of a way, one after the other.
fn skills(t: T, way: &Way) -> String {
    way.gained.iter().map(|(skill, _)| t.skill(skill)).collect::<Vec<_>>().join("; ")
}

fn step(t: T, step: &Step) -> String {
    t.two("missing-step", "what", addition(t, &step.addition), "count", count(step.places))
}

impl Card {
    fn new(t: T, way: &Way) -> Self {
        Self {
            skills: skills(t, way),
            opens: t.one("missing-opens", "count", count(way.places)),
            offers: way.offers.iter().map(|offered| Offer::new(t, offered)).collect(),
        }
    }
}

impl Why {
    pub(crate) fn new(t: T, kept: &KeptOut) -> Self {
        let Barriers { open, licence, language, distance, start } = kept.barriers;
        let all = [
            ("missing-why-licence", licence),
            ("missing-why-language", language),
            ("missing-why-distance", distance),
            ("missing-why-start", start),
        ];
        let line = |(key, shut): (&str, Shut)| t.two(key, "count", shut.vacancies, "alone", shut.alone);
        Self {
            open: t.one("missing-why-open", "count", open),
            lines: all.into_iter().filter(|(_, shut)| shut.vacancies > 0).map(line).collect(),
            steps: kept.steps.iter().take(STEPS).map(|one| step(t, one)).collect(),
        }
    }

    /// For samples: a licence and the way keep the person out.
    pub(crate) fn sample(t: T) -> Self {
        Self::new(t, &sample_kept())
    }
}

fn sample_kept() -> KeptOut {
    let barriers = Barriers {
        open: 48,
        licence: Shut { vacancies: 7, alone: 5 },
        distance: Shut { vacancies: 21, alone: 19 },
        start: Shut { vacancies: 1, alone: 0 },
        ..Barriers::default()
    };
    let step = |addition, places| Step { addition, places };
    let steps = vec![step(Addition::Move, 12), step(Addition::Licence { licence: Licence::B }, 9)];
    KeptOut { barriers, steps }
}

impl MissingPage {
    fn new(frame: Frame, found: &Missing) -> Self {
        let t = frame.t;
        let pairs = found.pairs.iter().map(|pair| {
            let step = pair.step.iter().map(|step| addition(t, step));
            let ways = pair.ways.iter().map(|way| t.one("missing-course-of", "skills", skills(t, way)));
            let both: Vec<String> = step.chain(ways).collect();
            t.two("missing-step", "what", both.join(" + "), "count", count(pair.places))
        });
        let kept = KeptOut { barriers: found.barriers, steps: Vec::new() };
        Self {
            untold: found.untold,
            now: t.one("missing-now", "count", count(found.places)),
            meaning: t.one("missing-meaning", "percent", percent(missing::WITHIN_REACH)),
            order: t.one("missing-order", "hour", t.money(&HOUR_CENTAVOS)),
            ways: found.ways.iter().map(|way| Card::new(t, way)).collect(),
            steps: found.steps.iter().map(|one| step(t, one)).collect(),
            pairs: pairs.collect(),
            why: Why::new(t, &kept),
            frame,
        }
    }

    /// Whether nothing more would open anything.
    #[must_use]
    pub const fn nothing(&self) -> bool {
        self.ways.is_empty() && self.steps.is_empty() && self.pairs.is_empty()
    }
}

impl Page for MissingPage {
    const NAME: &'static str = "missing-show";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let t = T::new(lang);
        let page = |found: &Missing| Self::new(Frame::sample(lang, Who::Person, "missing-title"), found);
        let KeptOut { barriers, steps } = sample_kept();
        let none = Missing {
            untold: false,
            places: 31,
            ways: Vec::new(),
            steps: Vec::new(),
            pairs: Vec::new(),
            barriers: Barriers { open: 31, ..Barriers::default() },
        };
        let told = Missing { places: 14, steps, barriers, ..none.clone() };
        let untold = Missing { untold: true, places: 0, ..none.clone() };
        let mut full = page(&told);
        let offer = |title: &str, kind: &str, cost: String| Offer {
            href: format!("/{lang}/oportunidades/0"),
            title: title.to_owned(),
            title_lang: "es-GT",
            kind: t.word("opportunity-kind", kind),
            agency: "INTECAP".to_owned(),
            place: t.two("missing-place", "place", "Joyabaj, Quiché", "km", 12_i64),
            cost,
            closes: t.one("missing-closes", "day", t.day(&domain::time::Day::constant(2026, 12, 15))),
        };
        let free = t.two("missing-price-hours", "price", t.s("match-free"), "count", 8_i64);
        let paid = t.one("match-cost", "cost", t.money(&35_000));
        let card = |places: i64, skills: &str, offers| Card {
            skills: skills.to_owned(),
            opens: t.one("missing-opens", "count", places),
            offers,
        };
        full.ways = vec![
            card(
                9,
                "Soldar",
                vec![offer("Soldador", "certification", free), offer("Soldadura", "course", paid.clone())],
            ),
            card(1, "Leer planos; medir terrenos", vec![offer("Lectura de planos", "course", paid)]),
        ];
        let both = format!("{} + {}", t.one("match-add-licence", "licence", "A"), "soldar");
        full.pairs = vec![t.two("missing-step", "what", both, "count", 4_i64)];
        vec![("full", full), ("nothing", page(&none)), ("untold", page(&untold))]
    }
}

async fn show(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let found = missing::missing(&app.sys, &who.ctx).await?;
    let page = MissingPage::new(Frame::new(&app, &who, "missing-title"), &found);
    Ok(page::answer(&page.frame, &page))
}
