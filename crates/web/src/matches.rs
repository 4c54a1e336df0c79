//! What suits a person, with the reasons in words.

mod say;

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{message::Lang, opportunity::Kind};
use usecases::{
    alert,
    matches::{self, Matched, MatchesOfKind},
    missing,
};

pub use say::{addition, gap, percent, span, strength};
pub(crate) use say::{gap_samples, samples as strength_samples};

use crate::{
    App,
    error::Failure,
    form::Asked,
    i18n::T,
    missing::Why,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::MATCHES, list)
}

/// One match in words.
#[derive(Clone, Debug)]
pub struct Card {
    /// Where it can be seen in full.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// The language of the title.
    pub title_lang: &'static str,
    /// Who offers it.
    pub agency: String,
    /// Where.
    pub place: String,
    /// The pay or the cost.
    pub money: String,
    /// How well it suits, from 0 to 100.
    pub percent: i64,
    /// What speaks for it.
    pub strengths: Vec<String>,
    /// What is missing.
    pub gaps: Vec<String>,
    /// "If you had…".
    pub better: Option<String>,
    /// When it was found by itself, if it was.
    pub found: Option<String>,
}

/// The matches of one kind.
#[derive(Clone, Debug)]
pub struct Section {
    /// The kind's word.
    pub kind: &'static str,
    /// How many in all.
    pub count: i64,
    /// Whether there are more than are shown.
    pub more: bool,
    /// How many are shown when only this kind is.
    pub most: i64,
    /// The best.
    pub cards: Vec<Card>,
}

/// What suits the person, by kind.
#[derive(Template)]
#[template(path = "matches/list.html")]
pub struct MatchesPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was found by itself of late, newest first.
    pub fresh: Vec<Card>,
    /// By kind.
    pub sections: Vec<Section>,
    /// Whether only one kind is shown.
    pub one: bool,
    /// Why there are no other vacancies; `None` where no vacancies are shown.
    pub why: Option<Why>,
}

impl MatchesPage {
    /// Whether nothing suits the person: then they told too little.
    #[must_use]
    pub fn nothing(&self) -> bool {
        self.fresh.is_empty() && self.sections.iter().all(|section| section.cards.is_empty())
    }
}

/// Cards of each kind where all four are shown: on a small screen more is not read.
const IN_OVERVIEW: usize = 3;
/// Gaps shown of a match.
const GAPS: usize = 3;

impl Card {
    fn new(t: T, matched: &Matched) -> Self {
        let offer = &matched.listed.opportunity;
        let money = match offer.pay {
            Some(pay) => {
                t.two("match-pay", "least", t.money(&pay.min_centavos), "most", t.money(&pay.max_centavos))
            }
            None if offer.cost_centavos == 0 => t.s("match-free"),
            None => t.one("match-cost", "cost", t.money(&offer.cost_centavos)),
        };
        Self {
            href: format!("/{}/oportunidades/{}", t.lang, offer.id),
            title: t.read(&offer.title).to_owned(),
            title_lang: t.lang_of(&offer.title),
            agency: matched.listed.agency_name.clone(),
            place: if offer.remote { t.s("match-remote") } else { t.place(&offer.municipality) },
            money,
            percent: percent(matched.score),
            strengths: matched.strengths.iter().map(|detail| strength(t, detail)).collect(),
            gaps: matched.gaps.iter().take(GAPS).map(|detail| gap(t, detail)).collect(),
            better: matched.counterfactual.as_ref().map(|found| {
                t.two("match-better", "what", addition(t, &found.addition), "percent", percent(found.score))
            }),
            found: None,
        }
    }
}

fn section(t: T, of: &MatchesOfKind) -> Section {
    Section {
        kind: of.kind.word(),
        count: i64::try_from(of.count).unwrap_or(i64::MAX),
        more: of.count > of.best.len(),
        most: i64::try_from(matches::SHOWN_OF_ONE).unwrap_or(i64::MAX),
        cards: of.best.iter().map(|one| Card::new(t, one)).collect(),
    }
}

impl Page for MatchesPage {
    const NAME: &'static str = "matches-list";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let t = T::new(lang);
        let frame = || Frame::sample(lang, Who::Person, "match-title");
        let card = |title: &str, percent| Card {
            href: format!("/{lang}/oportunidades/0"),
            title: title.to_owned(),
            title_lang: "es-GT",
            agency: "Techos Maya".to_owned(),
            place: "Joyabaj, Quiché".to_owned(),
            money: t.two("match-pay", "least", t.money(&400_000), "most", t.money(&450_000)),
            percent,
            strengths: say::samples(t),
            gaps: say::gap_samples(t),
            better: Some(t.two("match-better", "what", say::sample_addition(t), "percent", 81_i64)),
            found: None,
        };
        let found = Some(t.one("match-found", "day", t.day(&domain::time::Day::constant(2026, 11, 22))));
        let fresh = vec![Card { found, ..card("Ayudante de techador", 68) }];
        let empty =
            |kind: &Kind| Section { kind: kind.word(), count: 0, more: false, most: 30, cards: Vec::new() };
        let mut full: Vec<Section> = Kind::ALL.iter().map(empty).collect();
        full[0] = Section {
            kind: "vacancy",
            count: 12,
            more: true,
            most: 30,
            cards: vec![card("Techador", 74), card("Albañil", 52)],
        };
        vec![
            ("full", Self { frame: frame(), fresh, sections: full, one: false, why: Some(Why::sample(t)) }),
            (
                "empty",
                Self {
                    frame: frame(),
                    fresh: Vec::new(),
                    sections: Kind::ALL.iter().map(empty).collect(),
                    one: false,
                    why: None,
                },
            ),
            (
                "one",
                Self {
                    frame: frame(),
                    fresh: Vec::new(),
                    sections: vec![empty(&Kind::Course)],
                    one: true,
                    why: None,
                },
            ),
        ]
    }
}

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let kind = Kind::from_word(asked.get("kind"));
    let found = matches::matches(&app.sys, &who.ctx, kind).await?;
    let frame = Frame::new(&app, &who, "match-title");
    let mut sections: Vec<Section> = found.iter().map(|of| section(frame.t, of)).collect();
    let why = match kind {
        None | Some(Kind::Vacancy) => Some(Why::new(frame.t, &missing::kept_out(&app.sys, &who.ctx).await?)),
        _ => None,
    };
    let t = frame.t;
    let card = |one: &alert::Fresh| Card {
        found: Some(t.one("match-found", "day", t.day(&one.found_at.day()))),
        ..Card::new(t, &one.matched)
    };
    let fresh = match kind {
        None => alert::fresh(&app.sys, &who.ctx).await?.iter().map(card).collect(),
        Some(_) => Vec::new(),
    };
    // What stands above as new does not stand below again.
    let above: Vec<&str> = fresh.iter().map(|card: &Card| card.href.as_str()).collect();
    for section in &mut sections {
        section.cards.retain(|card| !above.contains(&card.href.as_str()));
        if kind.is_none() && section.cards.len() > IN_OVERVIEW {
            section.cards.truncate(IN_OVERVIEW);
            section.more = true;
        }
    }
    sections.retain(|section| section.count == 0 || section.more || !section.cards.is_empty());
    let page = MatchesPage { frame, fresh, sections, one: kind.is_some(), why };
    Ok(page::answer(&page.frame, &page))
}
