//! Short numbers for skills, occupations and places, and what lies near what.

use std::{
    collections::HashMap,
    sync::{LazyLock, OnceLock},
};

use domain::{
    place::{self, MunicipalityCode},
    taxonomy::{self, OccupationCode, SkillCode},
};

use crate::skills::counts_for;

/// No occupation, or no skill.
pub(super) const NONE: u16 = 0;

/// More skills than there are short numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl std::fmt::Display for Full {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("more than 65535 different skills")
    }
}

impl std::error::Error for Full {}

/// A number for each skill that somebody has or asks, from 1. Those that are built in come first, in their order, so
/// that an engine over the built-in taxonomy always numbers them alike.
#[derive(Clone, Debug)]
pub(super) struct Skills {
    ids: HashMap<SkillCode, u16>,
    codes: Vec<SkillCode>,
}

/// What counts for each built-in skill that is asked: the number of the one that is held, and how much it counts.
static NEAR: LazyLock<Vec<Vec<(u16, f64)>>> = LazyLock::new(|| {
    let skills = Skills::built_in();
    let mut near: Vec<Vec<(u16, f64)>> = vec![Vec::new(); skills.codes.len() + 1];
    for (held, code) in (1_u16..).zip(&skills.codes) {
        for (asked, sim) in counts_for(code) {
            if let Some(asked) = skills.id(asked) {
                near[usize::from(asked)].push((held, sim));
            }
        }
    }
    near
});

impl Skills {
    /// The built-in skills, with the wider ones they name and those that occupations need.
    pub(super) fn built_in() -> Self {
        static BUILT_IN: OnceLock<Skills> = OnceLock::new();
        BUILT_IN
            .get_or_init(|| {
                let mut skills = Self { ids: HashMap::new(), codes: Vec::new() };
                let built_in = taxonomy::built_in();
                let listed = built_in.skills().iter();
                let wider = built_in.skills().iter().filter_map(|skill| skill.broader.as_ref());
                let needed =
                    built_in.occupations().iter().flat_map(|one| one.essential.iter().chain(&one.optional));
                for code in listed.map(|skill| &skill.code).chain(wider).chain(needed) {
                    let _ = skills.learn(code);
                }
                skills
            })
            .clone()
    }

    /// How many numbers are in use, with that of none.
    pub(super) const fn count(&self) -> usize {
        self.codes.len() + 1
    }

    pub(super) fn id(&self, code: &SkillCode) -> Option<u16> {
        self.ids.get(code).copied()
    }

    pub(super) fn code(&self, id: u16) -> Option<&SkillCode> {
        self.codes.get(usize::from(id).checked_sub(1)?)
    }

    /// Every code, that of number 1 first.
    pub(super) fn codes(&self) -> &[SkillCode] {
        &self.codes
    }

    /// The number of a skill; a new one if it has none.
    pub(super) fn learn(&mut self, code: &SkillCode) -> Result<u16, Full> {
        if let Some(id) = self.id(code) {
            return Ok(id);
        }
        let id = u16::try_from(self.codes.len() + 1).map_err(|_| Full)?;
        self.codes.push(code.clone());
        self.ids.insert(code.clone(), id);
        Ok(id)
    }

    /// What counts for a skill that is asked. One of another list is near only to itself.
    pub(super) fn near(asked: u16) -> Vec<(u16, f64)> {
        NEAR.get(usize::from(asked)).cloned().unwrap_or_else(|| vec![(asked, 1.0)])
    }

    pub(super) fn bytes(&self) -> usize {
        self.codes.iter().map(|code| 2 * (size_of::<SkillCode>() + code.as_str().len()) + 8).sum()
    }
}

/// Numbers of occupations: 1 and on in the order of codes.
static OCCUPATIONS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut numbers = vec![NONE; 10_000];
    for (id, occupation) in (1_u16..).zip(taxonomy::built_in().occupations()) {
        if let Some(number) = numbers.get_mut(usize::from(occupation.code.number())) {
            *number = id;
        }
    }
    numbers
});

/// The number of an occupation; [`NONE`] of none.
pub(super) fn occupation_id(code: Option<OccupationCode>) -> u16 {
    code.and_then(|code| OCCUPATIONS.get(usize::from(code.number())).copied()).unwrap_or(NONE)
}

/// The occupation of a number.
pub(super) fn occupation(id: u16) -> Option<OccupationCode> {
    let at = usize::from(id).checked_sub(1)?;
    taxonomy::built_in().occupations().get(at).map(|one| one.code)
}

/// How many numbers of occupations there are, with that of none.
pub(super) fn occupation_count() -> usize {
    taxonomy::built_in().occupations().len() + 1
}

/// The numbers of the essential skills of each occupation, by its number.
pub(super) fn essential(id: u16) -> &'static [u16] {
    static ESSENTIAL: LazyLock<Vec<Vec<u16>>> = LazyLock::new(|| {
        let skills = Skills::built_in();
        let of =
            |one: &taxonomy::Occupation| one.essential.iter().filter_map(|code| skills.id(code)).collect();
        std::iter::once(Vec::new()).chain(taxonomy::built_in().occupations().iter().map(of)).collect()
    });
    ESSENTIAL.get(usize::from(id)).map_or(&[], Vec::as_slice)
}

/// Numbers of municipalities: 0 and on, in the order of the built-in list.
pub(super) fn place_id(code: MunicipalityCode) -> u16 {
    static PLACES: LazyLock<HashMap<MunicipalityCode, u16>> =
        LazyLock::new(|| (0_u16..).zip(place::municipalities()).map(|(id, one)| (one.code, id)).collect());
    PLACES.get(&code).copied().unwrap_or(0)
}

/// The municipality of a number.
pub(super) fn municipality(id: u16) -> MunicipalityCode {
    place::municipalities()[usize::from(id)].code
}

/// How many municipalities there are.
pub(super) fn place_count() -> usize {
    place::municipalities().len()
}

/// Kilometres by road from every municipality to every other, in whole numbers, as the gate reckons them.
static KM: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let places = place::municipalities();
    let mut all = Vec::with_capacity(places.len() * places.len());
    for from in places {
        for to in places {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "Guatemala is some 500 km wide"
            )]
            all.push(place::road_km(from, to).round() as u16);
        }
    }
    all
});

/// Kilometres by road from where a person lives to where an opportunity is.
pub(super) fn km(from: u16, to: u16) -> u32 {
    u32::from(KM[usize::from(from) * place_count() + usize::from(to)])
}
