//! One opportunity, with all that somebody must know before applying.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    agency::Bilingual,
    id::Id,
    message::Lang,
    opportunity::{AskedSkill, Contract, Kind, Opportunity, Pay, Requirements, Status},
    person::{Licence, Schedule, Schooling, Spoken},
    place::{self, MunicipalityCode},
    taxonomy::LanguageCode,
    time::{Day, Moment},
    wage::Activity,
};
use usecases::{
    Error,
    opportunity::{self, Item},
};

use crate::{
    App,
    error::Failure,
    i18n::T,
    page::{self, Frame, Page, Who},
    session::As,
};

/// Where, and about how far.
pub(super) fn place_of(t: T, one: &Opportunity, km: Option<u32>) -> String {
    let place = t.place(&one.municipality);
    match km {
        _ if one.remote => t.one("opportunity-remote-place", "place", place),
        Some(0) | None => place,
        Some(km) => t.two("opportunity-place-km", "place", place, "km", i64::from(km)),
    }
}

/// Pay, or what it costs.
pub(super) fn money(t: T, one: &Opportunity) -> String {
    match one.pay {
        Some(pay) if pay.max_centavos > pay.min_centavos => t.two(
            "opportunity-pay-range",
            "min",
            t.money(&pay.min_centavos),
            "max",
            t.money(&pay.max_centavos),
        ),
        Some(pay) => t.one("opportunity-pay", "pay", t.money(&pay.min_centavos)),
        None if one.kind == Kind::Vacancy => t.s("opportunity-pay-unknown"),
        None if one.cost_centavos == 0 => t.s("opportunity-free"),
        None => t.one("opportunity-cost", "cost", t.money(&one.cost_centavos)),
    }
}

/// The facts about an opportunity, in words: for this page, for its agency, and for who reviews it.
#[derive(Clone, Debug)]
pub struct Details {
    /// What it is, line by line, and its language.
    pub description: Vec<String>,
    /// The value of the `lang` attribute.
    pub lang: &'static str,
    /// Label and value, in order.
    pub facts: Vec<(String, String)>,
    /// What is asked for.
    pub asked: Vec<String>,
    /// Skills: asked for, or taught.
    pub skills: Vec<String>,
    /// Skills that help.
    pub helpful: Vec<String>,
    /// What to bring.
    pub bring: Vec<String>,
}

impl Details {
    /// The facts about `one`; `km` is the distance, if it is known.
    #[must_use]
    pub fn new(t: T, one: &Opportunity, km: Option<u32>) -> Self {
        let lines = |text: &Bilingual| {
            t.read(text).lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
        };
        let skills = |list: &[AskedSkill]| list.iter().map(|asked| t.skill(&asked.skill)).collect::<Vec<_>>();
        Self {
            description: lines(&one.description),
            lang: t.lang_of(&one.description),
            facts: facts(t, one, km),
            asked: asked(t, &one.requirements),
            skills: skills(&one.requirements.essential),
            helpful: skills(&one.requirements.optional),
            bring: lines(&one.bring),
        }
    }
}

fn facts(t: T, one: &Opportunity, km: Option<u32>) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            facts.push((t.s(key), value));
        }
    };
    let work = one.kind == Kind::Vacancy;
    fact(if work { "opportunity-fact-pay" } else { "opportunity-fact-cost" }, Some(money(t, one)));
    fact("opportunity-fact-place", Some(place_of(t, one, km)));
    fact("opportunity-fact-address", Some(one.address.clone()));
    fact("opportunity-fact-occupation", one.occupation.as_ref().map(|code| t.occupation(code)));
    fact("opportunity-fact-schedule", Some(t.word("opportunity-schedule", one.schedule)));
    fact("opportunity-fact-contract", one.contract.map(|word| t.word("opportunity-contract", word)));
    fact("opportunity-fact-hours", one.hours.map(|hours| t.one("opportunity-hours", "count", hours)));
    fact("opportunity-fact-starts", one.starts_on.as_ref().map(|day| t.day(day)));
    let seats = if work {
        t.one("opportunity-places", "count", one.seats)
    } else {
        t.two("opportunity-seats-left", "left", one.seats_left(), "seats", one.seats)
    };
    fact("opportunity-fact-seats", Some(seats));
    fact("opportunity-fact-closes", Some(t.day(&one.closes_on)));
    fact("opportunity-fact-answer", Some(t.one("opportunity-answer-days", "count", one.answer_days)));
    facts
}

/// What is asked for besides skills.
fn asked(t: T, asked: &Requirements) -> Vec<String> {
    let mut lines = Vec::new();
    if asked.experience_months > 0 {
        lines.push(t.one(
            "opportunity-asked-months",
            "span",
            crate::profile::span(t, asked.experience_months),
        ));
    }
    if let Some(schooling) = asked.schooling.filter(|schooling| *schooling != Schooling::None) {
        let word = t.word("opportunity-schooling", schooling);
        let key = if asked.experience_instead {
            "opportunity-asked-schooling-or"
        } else {
            "opportunity-asked-schooling"
        };
        lines.push(t.one(key, "schooling", word));
    }
    let indispensable = |needed: bool, text: String| {
        if needed { t.one("opportunity-asked-indispensable", "what", text) } else { text }
    };
    for Spoken { language, .. } in &asked.languages {
        let text = t.one("opportunity-asked-language", "language", t.language(language));
        lines.push(indispensable(asked.languages_indispensable, text));
    }
    for licence in &asked.licences {
        let text = t.one("opportunity-asked-licence", "licence", licence.word());
        lines.push(indispensable(asked.licences_indispensable, text));
    }
    lines
}

/// One opportunity.
#[derive(Template)]
#[template(path = "opportunity/show.html")]
pub struct Show {
    /// What stands around it.
    pub frame: Frame,
    /// The kind, in words.
    pub kind: String,
    /// Who offers it.
    pub agency: String,
    /// The facts.
    pub details: Details,
    /// What stands over the list of skills: a Fluent key.
    pub skills_key: &'static str,
    /// Whether people can apply.
    pub open: bool,
    /// Whether every seat is taken: who applies waits.
    pub full: bool,
    /// Whether it is published at all (its agency may look before).
    pub published: bool,
    /// The address to apply at.
    pub apply: String,
}

/// The Fluent key over the list of skills, by kind.
pub(crate) const fn skills_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Vacancy => "opportunity-skills-vacancy",
        Kind::Course => "opportunity-skills-course",
        Kind::Certification => "opportunity-skills-certification",
        Kind::Programme => "opportunity-skills-programme",
    }
}

impl Show {
    fn new(frame: Frame, item: &Item, today: Day) -> Self {
        let t = frame.t;
        let one = &item.opportunity;
        let mut frame = frame.titled(t.read(&one.title));
        frame.description = format!(
            "{}. {}. {}",
            t.word("opportunity-kind", one.kind),
            place_of(t, one, None),
            money(t, one)
        );
        frame.public = one.status == Status::Published;
        Self {
            kind: t.word("opportunity-kind", one.kind),
            agency: item.agency_name.clone(),
            details: Details::new(t, one, item.km),
            skills_key: skills_key(one.kind),
            open: one.is_open(today),
            full: one.kind.holds_seats() && one.seats_left() == 0,
            published: one.status == Status::Published,
            apply: frame.to(&format!("oportunidades/{}/aplicar", one.id)),
            frame,
        }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let item = opportunity::show(&app.sys, &who.ctx, id, None).await?;
    let frame = Frame::new(&app, &who, "opportunity-list-title");
    let page = Show::new(frame, &item, who.ctx.now.day());
    Ok(page::answer(&page.frame, &page))
}

/// Made-up opportunities for samples: a vacancy with everything, a full course, and one with long words.
pub(crate) fn sample_items() -> Vec<Item> {
    let vacancy = sample_vacancy();
    let course = Opportunity {
        id: Id::from_uuid(uuid::Uuid::from_u128(2)),
        kind: Kind::Course,
        title: Bilingual::new("Albañilería desde cero", "Masonry from zero"),
        pay: None,
        activity: None,
        contract: None,
        cost_centavos: 15_000,
        hours: Some(120),
        seats: 20,
        taken: 20,
        starts_on: Some(Day::constant(2027, 1, 11)),
        ..vacancy.clone()
    };
    let long = Opportunity {
        id: Id::from_uuid(uuid::Uuid::from_u128(3)),
        title: Bilingual::new(
            "Encargada o encargado de mantenimiento de maquinaria agroindustrial de turno",
            "",
        ),
        remote: true,
        ..vacancy.clone()
    };
    [
        (vacancy, "Constructora Cerro Pintado, S. A."),
        (course, "Escuela Taller Verapaz"),
        (long, "Agroindustria"),
    ]
    .into_iter()
    .map(|(opportunity, name)| Item { opportunity, agency_name: name.to_owned(), km: Some(57) })
    .collect()
}

/// A made-up vacancy with everything.
pub(crate) fn sample_vacancy() -> Opportunity {
    let skills = |codes: &[&str]| {
        let skills = codes.iter().filter_map(|code| code.parse().ok());
        skills.map(|skill| AskedSkill { skill, level: 2 }).collect()
    };
    Opportunity {
        id: Id::from_uuid(uuid::Uuid::from_u128(1)),
        kind: Kind::Vacancy,
        agency: Id::from_uuid(uuid::Uuid::from_u128(9)),
        status: Status::Published,
        title: Bilingual::new("Albañil de obra gris", "Mason, structural work"),
        description: Bilingual::new(
            "Levantará muros y columnas en viviendas nuevas.\nHay cuadrilla fija y se paga cada quincena.",
            "You will build walls and columns in new homes.\nThere is a steady crew and pay comes every two weeks.",
        ),
        bring: Bilingual::new(
            "DPI, si lo tiene\nHoja de vida, si tiene",
            "ID card (DPI), if you have it\nCV, if you have one",
        ),
        occupation: "7112".parse().ok(),
        municipality: MunicipalityCode::parse("1601").unwrap_or(place::municipalities()[0].code),
        address: "Zona 2, frente al parque".to_owned(),
        remote: false,
        seats: 3,
        taken: 0,
        pay: Some(Pay { min_centavos: 460_000, max_centavos: 560_000 }),
        activity: Some(Activity::NonAgricultural),
        cost_centavos: 0,
        schedule: Schedule::Full,
        contract: Some(Contract::Permanent),
        hours: None,
        starts_on: None,
        closes_on: Day::constant(2026, 12, 20),
        answer_days: 5,
        requirements: Requirements {
            essential: skills(&["measure-and-lay-out", "read-blueprints"]),
            optional: skills(&["use-laser-level"]),
            experience_months: 24,
            schooling: Some(Schooling::Primary),
            experience_instead: true,
            languages: vec![Spoken { language: LanguageCode::Qeqchi, level: 2 }],
            languages_indispensable: false,
            licences: vec![Licence::B],
            licences_indispensable: true,
        },
        note: None,
        created_at: Moment::from_seconds(1_795_446_000),
        published_at: Some(Moment::from_seconds(1_795_446_000)),
        version: 3,
    }
}

impl Page for Show {
    const NAME: &'static str = "opportunity-show";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame =
            |who| Frame::sample(lang, who, "opportunity-list-title").public("opportunity-list-description");
        let items = sample_items();
        let before = Day::constant(2026, 12, 1);
        let mut shown: Vec<_> = ["vacancy", "full", "long"]
            .into_iter()
            .zip(&items)
            .map(|(state, item)| (state, Self::new(frame(Who::Person), item, before)))
            .collect();
        if let Some(item) = items.first() {
            shown.push(("closed", Self::new(frame(Who::Nobody), item, Day::constant(2027, 2, 1))));
        }
        shown
    }
}
