//! Candidates of an offer, without name, sex, age or return; and inviting one.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{id::Id, message::Lang, opportunity::Opportunity, policy::Role};
use usecases::candidate::{self, CandidateShown, Candidates};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    matches::{percent, span, strength, strength_samples},
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::CANDIDATES, list).post(urls::CANDIDATES, invite)
}

/// A candidate in words.
#[derive(Clone, Debug)]
pub struct Card {
    /// Their place in the list, from 1.
    pub number: i64,
    /// Goes back with an invitation.
    pub reference: String,
    /// How well they fit, from 0 to 100.
    pub percent: i64,
    /// Where, and how far from the work.
    pub place: String,
    /// Occupations and for how long.
    pub occupations: Vec<String>,
    /// Skills, joined.
    pub skills: String,
    /// Languages, joined.
    pub languages: String,
    /// From when, and when.
    pub available: String,
    /// What speaks for them.
    pub strengths: Vec<String>,
}

/// The candidates of an offer.
#[derive(Template)]
#[template(path = "candidate/list.html")]
pub struct CandidatesPage {
    /// What stands around it.
    pub frame: Frame,
    /// What the offer is called.
    pub title: String,
    /// The language of the title.
    pub title_lang: &'static str,
    /// The offer's address among those of its agency.
    pub offer: String,
    /// The candidates, best first.
    pub cards: Vec<Card>,
    /// What is wrong.
    pub fields: Fields,
}

impl Card {
    fn new(t: T, number: i64, shown: &CandidateShown) -> Self {
        let place = t.place(&shown.municipality);
        let spoken = shown.languages.iter().map(|spoken| {
            let level = t.word("match-level", spoken.level);
            t.two("match-spoken", "language", t.language(&spoken.language), "level", level)
        });
        let mut available = Vec::new();
        if let Some(day) = shown.available_from {
            available.push(t.one("candidate-from", "day", t.day(&day)));
        }
        available.extend(shown.schedules.iter().map(|schedule| t.word("candidate-schedule", schedule)));
        Self {
            number,
            reference: shown.reference.clone(),
            percent: percent(shown.fit),
            place: match shown.km {
                Some(km) => t.two("candidate-place-km", "place", place, "km", i64::from(km)),
                None => place,
            },
            occupations: shown
                .occupations
                .iter()
                .map(|(code, months)| {
                    t.two("candidate-occupation", "occupation", t.occupation(code), "span", span(t, *months))
                })
                .collect(),
            skills: shown.skills.iter().map(|held| t.skill(&held.skill)).collect::<Vec<_>>().join(" · "),
            languages: spoken.collect::<Vec<_>>().join(" · "),
            available: available.join(" · "),
            strengths: shown.strengths.iter().map(|detail| strength(t, detail)).collect(),
        }
    }
}

impl CandidatesPage {
    fn new(frame: Frame, found: &Candidates, fields: Fields) -> Self {
        let t = frame.t;
        Self {
            title: t.read(&found.offer.title).to_owned(),
            title_lang: t.lang_of(&found.offer.title),
            offer: frame.to(&format!("oferta/{}", found.offer.id)),
            cards: (1..).zip(&found.people).map(|(number, shown)| Card::new(t, number, shown)).collect(),
            fields,
            frame,
        }
    }
}

impl Page for CandidatesPage {
    const NAME: &'static str = "candidate-list";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let t = T::new(lang);
        let card = |percent| Card {
            number: 1,
            reference: "a".repeat(75),
            percent,
            place: t.two("candidate-place-km", "place", "Joyabaj, Quiché", "km", 12_i64),
            occupations: vec![t.two("candidate-occupation", "occupation", "Techadores", "span", span(t, 36))],
            skills: "Teja asfáltica · Impermeabilización".to_owned(),
            languages: t.s("language-quc"),
            available: t.s("candidate-schedule-full"),
            strengths: strength_samples(t),
        };
        let page = |cards: Vec<Card>, fields: Fields| {
            let frame = Frame::sample(lang, Who::Staff(Role::FocalPoint), "candidate-title");
            Self {
                title: "Techador".to_owned(),
                title_lang: "es-GT",
                offer: frame.to("oferta/0"),
                cards,
                fields,
                frame,
            }
        };
        let mut problems = usecases::Problems::default();
        problems.add("form", "candidate-gone");
        vec![
            ("full", page(vec![card(82), card(64)], Fields::new())),
            ("empty", page(Vec::new(), Fields::new())),
            ("refused", page(vec![card(64)], Fields::new().with_problems(problems))),
        ]
    }
}

async fn list(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Opportunity>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    let found = candidate::candidates(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(&app, &who, "candidate-title").with_done(asked.get("hecho"));
    let page = CandidatesPage::new(frame, &found, Fields::new());
    Ok(page::answer(&page.frame, &page))
}

async fn invite(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Opportunity>)>,
    fields: Fields,
) -> Result<Response, Failure> {
    match candidate::invite(&app.sys, &who.ctx, id, fields.get("candidate")).await {
        Ok(_) => Ok(see_other(&format!("/{}/oferta/{id}/candidatos?hecho=candidate-invited", who.ctx.lang))),
        Err(error) => {
            let fields = fields.refuse(error)?;
            let found = candidate::candidates(&app.sys, &who.ctx, id).await?;
            let page = CandidatesPage::new(Frame::new(&app, &who, "candidate-title"), &found, fields);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}
