//! The person who is served: identity, profile, and what they did before.

use serde::{Deserialize, Serialize};

use crate::{
    id::Id,
    message::Lang,
    place::MunicipalityCode,
    policy::{Actor, Guarded, Object, Relation},
    taxonomy::{LanguageCode, OccupationCode, SkillCode},
    text::{Cui, PersonCode, Phone, PlainName},
    time::{Day, Moment},
    word::words,
};

/// The youngest age for the job exchange; younger people are shown the right office (PGN, SBS).
pub const ADULT_AGE: i16 = 18;

words! {
    /// Sex, only if told and only for counts; never seen by those who offer and never used in matching.
    pub enum Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Another answer.
        Other = "other",
    }
}

words! {
    /// Whose telephone it is.
    pub enum ContactOwner {
        /// The person's own.
        Own = "own",
        /// A relative's or a friend's, for leaving word.
        Relative = "relative",
    }
}

/// One way to reach a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The number; sealed in the database.
    pub phone: Phone,
    /// Whose it is.
    pub owner: ContactOwner,
}

words! {
    /// The highest schooling finished.
    pub enum Schooling {
        /// None.
        None = "none",
        /// Primaria (6 years).
        Primary = "primary",
        /// Básico (9 years).
        Basic = "basic",
        /// Diversificado (11 or 12 years), or US high school.
        Diversified = "diversified",
        /// University.
        University = "university",
    }
}

words! {
    /// Driving licences of Guatemala (Reglamento de Tránsito, Acuerdo Gubernativo 273-98).
    pub enum Licence {
        /// Type A: passengers and heavy load.
        A = "A",
        /// Type B: light, paid or not.
        B = "B",
        /// Type C: cars, not paid.
        C = "C",
        /// Type M: motorcycle.
        M = "M",
        /// Type E: machinery.
        E = "E",
    }
}

impl Licence {
    /// Whether holding `self` allows what `wanted` allows: A covers B and C; B covers C.
    #[must_use]
    pub fn covers(self, wanted: Self) -> bool {
        self == wanted || matches!((self, wanted), (Self::A, Self::B | Self::C) | (Self::B, Self::C))
    }
}

words! {
    /// When one can or must work.
    pub enum Schedule {
        /// Full days.
        Full = "full",
        /// Part of the day.
        Part = "part",
        /// Changing shifts, also at night.
        Shifts = "shifts",
        /// Saturdays and Sundays.
        Weekends = "weekends",
    }
}

words! {
    /// What may matter most to a person in an opportunity.
    pub enum Matter {
        /// Pay.
        Pay = "pay",
        /// Near home.
        Near = "near",
        /// A lasting contract.
        Stable = "stable",
        /// The hours.
        Hours = "hours",
        /// To learn and grow.
        Grow = "grow",
        /// Not too hard on the body.
        Light = "light",
    }
}

words! {
    /// How well a skill is shown, and its weight in matching (see `matching`).
    pub enum Evidence {
        /// The person says so: 0.8.
        Declared = "declared",
        /// Work shown, photographs, a reference: 0.9.
        Portfolio = "portfolio",
        /// An employer attests it or a body assessed it: 0.95.
        Attested = "attested",
        /// Certified: 1.
        Certified = "certified",
    }
}

/// A skill that a person has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldSkill {
    /// Which.
    pub skill: SkillCode,
    /// 1 (can help) to 3 (can teach).
    pub level: u8,
    /// How it is shown.
    pub evidence: Evidence,
}

/// A language that a person speaks, or that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spoken {
    /// Which.
    pub language: LanguageCode,
    /// 1 (a little) to 4 (as one's own). About CEFR A2, B1, B2, C1.
    pub level: u8,
}

/// What a person can do and wants. Everything may be missing, and what is missing never excludes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Highest schooling.
    pub schooling: Option<Schooling>,
    /// Languages besides the one chosen at registration.
    pub languages: Vec<Spoken>,
    /// Driving licences that hold in Guatemala.
    pub licences: Vec<Licence>,
    /// Skills confirmed by the person.
    pub skills: Vec<HeldSkill>,
    /// How far they would travel each day, in kilometres by road.
    pub travel_km: Option<u32>,
    /// Whether they would move for work.
    pub would_move: Option<bool>,
    /// From which day they can start.
    pub available_from: Option<Day>,
    /// When they can work; empty: any time.
    pub schedules: Vec<Schedule>,
    /// Monthly pay wanted, in centavos of quetzal, all included.
    pub pay_wanted_centavos: Option<i64>,
    /// What matters to them, most important first, at most three.
    pub matters: Vec<Matter>,
}

/// A job the person did, in their own words and, once they confirm it, as an occupation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Experience {
    /// Its identifier.
    pub id: Id<Experience>,
    /// Whose.
    pub person: Id<Person>,
    /// In the person's own words; sealed in the database.
    pub words: String,
    /// The unit group the person confirmed; `None` while not sure.
    pub occupation: Option<OccupationCode>,
    /// For how long, in months.
    pub months: u16,
    /// ISO 3166 country of the work, two letters.
    pub country: String,
    /// When it was added.
    pub created_at: Moment,
}

words! {
    /// Whether a person uses the system now.
    pub enum PersonStatus {
        /// Uses it.
        Active = "active",
        /// Asked for a pause; nobody is sent anything and no one finds them.
        Paused = "paused",
    }
}

/// Anyone served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Its identifier.
    pub id: Id<Person>,
    /// What they sign in with, and what is on the slip.
    pub code: PersonCode,
    /// Whether they use the system now.
    pub status: PersonStatus,
    /// The name they want to be called by; sealed in the database.
    pub alias: PlainName,
    /// Year of birth.
    pub birth_year: i16,
    /// Sex, if told.
    pub sex: Option<Sex>,
    /// Where they live or are going.
    pub municipality: MunicipalityCode,
    /// The language they prefer to speak.
    pub language: LanguageCode,
    /// The language of the pages.
    pub lang: Lang,
    /// How to reach them, if they left a number.
    pub contact: Option<Contact>,
    /// DPI number, if they gave it; sealed in the database.
    pub cui: Option<Cui>,
    /// What they can do and want.
    pub profile: Profile,
    /// When they registered.
    pub created_at: Moment,
    /// Counts every change.
    pub version: i64,
}

impl Guarded for Person {
    const OBJECT: Object = Object::Person;
    fn relation(&self, actor: &Actor) -> Relation {
        if actor.person() == Some(self.id) { Relation::Own } else { Relation::Stranger }
    }
}

/// Why a birth year is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BirthYearProblem {
    /// Not a year of a person alive.
    #[error("not a year of birth")]
    Unlikely,
    /// Under 18 for sure: show the right office, register nothing.
    #[error("under age")]
    UnderAge,
}

/// Reads a year of birth against today. Whoever turns 18 this year counts as 18 (only the year is known).
///
/// # Errors
/// As [`BirthYearProblem`] says.
pub fn birth_year(year: i16, today: Day) -> Result<i16, BirthYearProblem> {
    let age = today.year() - year;
    match age {
        ADULT_AGE..=110 => Ok(year),
        0..ADULT_AGE => Err(BirthYearProblem::UnderAge),
        _ => Err(BirthYearProblem::Unlikely),
    }
}
