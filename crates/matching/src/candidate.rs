//! What matching may know of a person.

use std::sync::OnceLock;

use domain::{
    person::{Experience, Licence, Matter, Profile, Schedule, Schooling},
    place::MunicipalityCode,
    taxonomy::{LanguageCode, OccupationCode, SkillCode},
    time::Day,
};

use crate::{
    Preference,
    skills::{Held, Holdings},
};

/// The level of the language a person prefers to speak: as one's own.
const OWN_LANGUAGE: u8 = 4;

/// What matching may know of a person. There is no field for sex, age, name, people, return, or the country of a job.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Months in each confirmed occupation, summed, in the order of codes.
    pub(crate) occupations: Vec<(OccupationCode, u32)>,
    /// Skills as the person confirmed them, in the order of codes.
    pub(crate) skills: Vec<Held>,
    /// What those and the occupations are worth for each skill that can be asked; worked out when first wanted.
    holdings: Lazy,
    /// Languages, the preferred one among them, in the order of codes.
    pub(crate) languages: Vec<(LanguageCode, u8)>,
    /// Whether the person told any language besides the preferred one.
    pub(crate) languages_told: bool,
    /// Driving licences. Empty: not told.
    pub(crate) licences: Vec<Licence>,
    pub(crate) schooling: Option<Schooling>,
    pub(crate) municipality: MunicipalityCode,
    pub(crate) travel_km: Option<u32>,
    pub(crate) would_move: Option<bool>,
    pub(crate) available_from: Option<Day>,
    pub(crate) schedules: Vec<Schedule>,
    pub(crate) pay_wanted_centavos: Option<i64>,
    pub(crate) matters: Vec<Matter>,
    /// What they said to cards. Only their own list goes by it.
    pub(crate) preference: Option<Preference>,
}

/// Worked out at most once. It follows from the other fields, so it makes no two candidates differ.
#[derive(Clone, Debug, Default)]
struct Lazy(OnceLock<Holdings>);

impl PartialEq for Lazy {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Candidate {
    /// Months in an occupation; 0 if they never had it.
    #[must_use]
    pub fn months_in(&self, code: OccupationCode) -> u32 {
        self.occupations.iter().find(|(held, _)| *held == code).map_or(0, |(_, months)| *months)
    }

    /// Takes from a person's parts what matching may know.
    ///
    /// Jobs without a confirmed occupation are left out, and so are the words and the country of every job. The
    /// preferred language counts as spoken as one's own. An empty list of licences or languages means "not told".
    #[must_use]
    pub fn new(
        profile: &Profile,
        experiences: &[Experience],
        municipality: MunicipalityCode,
        language: LanguageCode,
    ) -> Self {
        let mut occupations: Vec<(OccupationCode, u32)> = Vec::new();
        for experience in experiences {
            let Some(code) = experience.occupation else { continue };
            match occupations.iter_mut().find(|(known, _)| *known == code) {
                Some((_, months)) => *months += u32::from(experience.months),
                None => occupations.push((code, u32::from(experience.months))),
            }
        }
        occupations.sort_unstable();
        let mut languages = vec![(language, OWN_LANGUAGE)];
        for spoken in &profile.languages {
            match languages.iter_mut().find(|(known, _)| *known == spoken.language) {
                Some((_, level)) => *level = spoken.level.max(*level),
                None => languages.push((spoken.language, spoken.level)),
            }
        }
        languages.sort_unstable();
        Self::of(profile, occupations, languages, !profile.languages.is_empty(), municipality)
    }

    /// From what the engine keeps: the languages of `profile` are all that are known, each once, in order.
    pub(crate) fn from_facts(
        profile: &Profile,
        occupations: &[(OccupationCode, u32)],
        municipality: MunicipalityCode,
        languages_told: bool,
    ) -> Self {
        let languages = profile.languages.iter().map(|spoken| (spoken.language, spoken.level)).collect();
        Self::of(profile, occupations.to_vec(), languages, languages_told, municipality)
    }

    fn of(
        profile: &Profile,
        occupations: Vec<(OccupationCode, u32)>,
        languages: Vec<(LanguageCode, u8)>,
        languages_told: bool,
        municipality: MunicipalityCode,
    ) -> Self {
        let mut licences = profile.licences.clone();
        licences.sort_unstable();
        let mut skills: Vec<Held> = profile.skills.iter().map(Held::from).collect();
        skills.sort_unstable();
        Self {
            occupations,
            skills,
            holdings: Lazy::default(),
            languages,
            languages_told,
            licences,
            schooling: profile.schooling,
            municipality,
            travel_km: profile.travel_km,
            would_move: profile.would_move,
            available_from: profile.available_from,
            schedules: profile.schedules.clone(),
            pay_wanted_centavos: profile.pay_wanted_centavos,
            matters: profile.matters.clone(),
            preference: None,
        }
    }

    /// With what they said to cards, which is for the order of what they see, and for no list of people.
    #[must_use]
    pub const fn with_preference(mut self, preference: Option<Preference>) -> Self {
        self.preference = preference;
        self
    }

    /// How well they speak a language: 1 to 4; `None` if not told.
    #[must_use]
    pub fn speaks(&self, language: LanguageCode) -> Option<u8> {
        self.languages.iter().find(|(spoken, _)| *spoken == language).map(|(_, level)| *level)
    }

    /// Whether a licence they hold allows what `wanted` allows; `None` if they told of none.
    #[must_use]
    pub fn drives(&self, wanted: Licence) -> Option<bool> {
        (!self.licences.is_empty()).then(|| self.licences.iter().any(|held| held.covers(wanted)))
    }

    /// What skills and occupations are worth for each skill that can be asked.
    pub(crate) fn holdings(&self) -> &Holdings {
        self.holdings.0.get_or_init(|| Holdings::of(&self.skills, &self.occupations))
    }

    /// Changes the skills, and with them what they are worth.
    pub(crate) fn change_skills(&mut self, change: impl FnOnce(&mut Vec<Held>)) {
        change(&mut self.skills);
        self.holdings = Lazy::default();
    }

    /// The skills the person confirmed.
    pub fn confirmed_skills(&self) -> impl Iterator<Item = &SkillCode> {
        self.skills.iter().map(|held| &held.skill)
    }

    /// f: how much is known of what they want, from 0 (they said nothing) to [`MOST_CONFIDENCE`]. In the profile, each of
    /// what matters (at most three), the pay and the hours is worth 0.2; cards take away their share r of what is left.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        let pay = self.pay_wanted_centavos.is_some();
        confidence(self.matters.len(), pay, !self.schedules.is_empty(), self.preference.as_ref())
    }
}

/// The most that is ever known of what somebody wants. Never 1, for nobody says everything that weighs on a choice: how
/// people treat each other there, who else at home works, what a place is like. So an opportunity that is worth nothing
/// by what was said keeps a fifth of its fit, and what fits five times as well still comes first.
pub const MOST_CONFIDENCE: f64 = 0.8;

/// As [`Candidate::confidence`], from what was told: how many things that matter, the pay, the hours, and the cards.
pub(crate) fn confidence(matters: usize, pay: bool, hours: bool, preference: Option<&Preference>) -> f64 {
    let parts = matters.min(3) + usize::from(pay) + usize::from(hours);
    let told = [0.0, 0.2, 0.4, 0.6, MOST_CONFIDENCE, MOST_CONFIDENCE][parts];
    match preference {
        None => told,
        Some(known) => MOST_CONFIDENCE * (1.0 - (1.0 - told / MOST_CONFIDENCE) * (1.0 - known.reliability())),
    }
}
