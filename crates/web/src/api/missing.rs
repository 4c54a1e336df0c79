//! What the person who asks is missing.

use axum::extract::State;
use domain::opportunity::AskedSkill;
use serde::Serialize;
use usecases::missing::{self, Barriers, Offered, Shut, Way};
use utoipa::ToSchema;

use super::{
    body::Json,
    opportunity::{OpportunityOut, SkillOut, skills},
    problem::Refusals,
};
use crate::{App, error::Failure, i18n::T, matches::addition, session::As};

/// A course or a call to certify, with what it costs the person.
#[derive(Serialize, ToSchema)]
pub struct OfferedOut {
    /// The course or call; `km` is how far it is from where the person lives.
    opportunity: OpportunityOut,
    /// Price, transport and time together, in centavos.
    whole_cost_centavos: i64,
}

/// A way to more places by learning or being certified.
#[derive(Serialize, ToSchema)]
pub struct WayOut {
    /// What would be certified, at which level.
    skills: Vec<SkillOut>,
    /// Who offers it, the least cost first.
    offers: Vec<OfferedOut>,
    /// Places that come within reach.
    places: u64,
}

/// A step that is no course.
#[derive(Serialize, ToSchema)]
pub struct StepOut {
    /// What it is, in the language asked for.
    what: String,
    /// Places that come within reach.
    places: u64,
}

/// Two steps that open more together than one by one.
#[derive(Serialize, ToSchema)]
pub struct BothOut {
    /// A step that is no course, in the language asked for.
    what: Option<String>,
    /// What is learnt.
    ways: Vec<WayOut>,
    /// Places that both bring within reach.
    places: u64,
}

/// What one gate keeps from the person.
#[derive(Serialize, ToSchema)]
pub struct ShutOut {
    /// Open vacancies that it excludes.
    vacancies: usize,
    /// Those of them that nothing else excludes.
    alone: usize,
}

/// Why the person does not see other vacancies.
#[derive(Serialize, ToSchema)]
pub struct BarriersOut {
    /// Vacancies that are open.
    open: usize,
    /// A driving licence.
    licence: ShutOut,
    /// A language.
    language: ShutOut,
    /// Too far.
    distance: ShutOut,
    /// It begins before the person can.
    start: ShutOut,
}

/// What the person is missing.
#[derive(Serialize, ToSchema)]
pub struct MissingOut {
    /// Places within reach now.
    places: u64,
    /// Courses and certifications, most places for what they cost first.
    ways: Vec<WayOut>,
    /// Other steps, most places first.
    steps: Vec<StepOut>,
    /// What only opens together.
    pairs: Vec<BothOut>,
    /// What keeps the person from the rest.
    barriers: BarriersOut,
}

impl From<&Offered> for OfferedOut {
    fn from(one: &Offered) -> Self {
        let listed = &one.listed;
        Self {
            opportunity: OpportunityOut::new(&listed.opportunity, &listed.agency_name, one.cost.km),
            whole_cost_centavos: one.cost.whole_centavos,
        }
    }
}

impl From<&Way> for WayOut {
    fn from(way: &Way) -> Self {
        let gained = way.gained.iter();
        let gained: Vec<_> =
            gained.map(|(skill, level)| AskedSkill { skill: skill.clone(), level: *level }).collect();
        Self {
            skills: skills(&gained),
            offers: way.offers.iter().map(OfferedOut::from).collect(),
            places: way.places,
        }
    }
}

impl From<Shut> for ShutOut {
    fn from(Shut { vacancies, alone }: Shut) -> Self {
        Self { vacancies, alone }
    }
}

impl From<Barriers> for BarriersOut {
    fn from(all: Barriers) -> Self {
        Self {
            open: all.open,
            licence: all.licence.into(),
            language: all.language.into(),
            distance: all.distance.into(),
            start: all.start.into(),
        }
    }
}

/// What the person who asks is missing: which courses and other steps would bring how many places within reach.
///
/// # Errors
/// As [`Failure`] tells.
#[utoipa::path(get, path = "/api/v1/me/missing", tag = "person",
    responses((status = 200, description = "What is missing.", body = MissingOut), Refusals),
    security(("session" = [])))]
pub async fn missing(State(app): State<App>, who: As) -> Result<Json<MissingOut>, Failure> {
    let t = T::new(who.ctx.lang);
    let found = missing::missing(&app.sys, &who.ctx).await?;
    let steps = found.steps.iter();
    let pairs = found.pairs.iter().map(|pair| BothOut {
        what: pair.step.as_ref().map(|step| addition(t, step)),
        ways: pair.ways.iter().map(WayOut::from).collect(),
        places: pair.places,
    });
    Ok(Json(MissingOut {
        places: found.places,
        ways: found.ways.iter().map(WayOut::from).collect(),
        steps: steps.map(|step| StepOut { what: addition(t, &step.addition), places: step.places }).collect(),
        pairs: pairs.collect(),
        barriers: found.barriers.into(),
    }))
}
