//! A country to measure in: as many people and opportunities as are asked for, one at a time and in memory only. They are
//! spread as the made-up world is, from the same lists, and follow from the seed alone.

use domain::{
    agency::Bilingual,
    id::Id,
    opportunity::{AskedSkill, Kind, Opportunity, Pay, Requirements, Status},
    person::{Evidence, Experience, HeldSkill, Licence, Matter, Person, Profile, Schedule, Spoken},
    place::{self, MunicipalityCode},
    taxonomy::{self, LanguageCode, OccupationCode, SkillCode},
    time::Moment,
};
use matching::link::Linker;

use super::{
    chance::Chance,
    offers::requirements,
    people::{DEPARTMENTS, LANGUAGES, SCHOOLING},
    read::{Row, rows},
};
use crate::Result;

/// Skills of everyone.
pub const SKILLS_EACH: usize = 20;
/// How many in a hundred opportunities are of each kind.
const KINDS: [(Kind, i64); 4] =
    [(Kind::Vacancy, 62), (Kind::Course, 20), (Kind::Certification, 11), (Kind::Programme, 7)];

/// A country that is made up as it is asked for.
pub struct Country {
    chance: Chance,
    now: Moment,
    /// Occupations, with the fewest and most years in them.
    trades: Vec<(OccupationCode, i64, i64)>,
    /// Municipalities by department.
    places: Vec<(&'static str, Vec<MunicipalityCode>)>,
    /// Skills of those occupations.
    skills: Vec<SkillCode>,
    /// Opportunities to vary.
    patterns: Vec<Opportunity>,
    made: u64,
}

/// Somebody, as far as matching may know.
#[derive(Clone, Debug)]
pub struct Somebody {
    /// Who.
    pub id: Id<Person>,
    /// What they can do and want.
    pub profile: Profile,
    /// What they did.
    pub jobs: Vec<Experience>,
    /// Where they live.
    pub municipality: MunicipalityCode,
    /// What they speak first.
    pub language: LanguageCode,
}

impl Somebody {
    /// As matching reads them.
    #[must_use]
    pub fn candidate(&self) -> matching::Candidate {
        matching::Candidate::new(&self.profile, &self.jobs, self.municipality, self.language)
    }
}

impl Country {
    /// The country of a seed, on the day of `now`.
    ///
    /// # Errors
    /// If the lists that are compiled in cannot be read.
    pub fn new(seed: u64, now: Moment) -> Result<Self> {
        let stories = rows("stories.csv", include_str!("../../../../seeds/demo/stories.csv"))?;
        let vacancies = rows("vacancies.csv", include_str!("../../../../seeds/demo/vacancies.csv"))?;
        let calls = rows("calls.csv", include_str!("../../../../seeds/demo/calls.csv"))?;
        let trades = stories
            .iter()
            .map(|story| {
                Ok((story.parse("occupation")?, story.parse("years_min")?, story.parse("years_max")?))
            })
            .collect::<Result<Vec<(OccupationCode, i64, i64)>>>()?;
        let places = DEPARTMENTS.iter().map(|(department, _)| {
            let all = place::municipalities().iter().map(|each| each.code);
            (*department, all.filter(|code| code.department().to_string() == *department).collect())
        });
        let groups = trades.iter().filter_map(|(code, ..)| taxonomy::occupation(*code));
        let mut skills: Vec<SkillCode> =
            groups.flat_map(|group| group.essential.iter().chain(&group.optional)).cloned().collect();
        skills.sort_unstable();
        skills.dedup();
        let linker = Linker::new(&[]);
        let mut country = Self {
            chance: Chance::new(seed),
            now,
            places: places.collect(),
            trades,
            skills,
            patterns: Vec::new(),
            made: 0,
        };
        for (rows, of) in [(&vacancies, Some(Kind::Vacancy)), (&calls, None)] {
            for row in rows {
                let Some(kind) = of.or_else(|| super::offers::kind_of(row)) else { continue };
                let pattern = country.pattern(&linker, row, kind)?;
                country.patterns.push(pattern);
            }
        }
        Ok(country)
    }

    /// Identifiers count up, as those of the real world do.
    fn id<T>(&mut self) -> Id<T> {
        self.made += 1;
        let at = self.now.plus(i64::try_from(self.made).unwrap_or(0));
        self.chance.id(at)
    }

    fn municipality(&mut self, capital_percent: i64) -> MunicipalityCode {
        let department =
            if self.chance.percent(capital_percent) { "01" } else { self.chance.weighted(&DEPARTMENTS) };
        let within = self.places.iter().find(|(code, _)| *code == department).map_or(&[][..], |(_, all)| all);
        *self.chance.pick(within)
    }

    /// One person more, with [`SKILLS_EACH`] skills.
    pub fn person(&mut self) -> Somebody {
        let id = self.id();
        let municipality = self.municipality(0);
        let department = municipality.department().to_string();
        let mut language = LanguageCode::Spanish;
        if self.chance.percent(54)
            && let Some((_, spoken)) = LANGUAGES.iter().find(|(code, _)| *code == department)
        {
            language = *self.chance.pick(spoken);
        }
        let count = *self.chance.weighted(&[(0, 12), (1, 40), (2, 35), (3, 13)]);
        let jobs: Vec<Experience> = (0..count).map(|_| self.job(id)).collect();
        let profile = self.profile(&jobs, language);
        Somebody { id, profile, jobs, municipality, language }
    }

    fn job(&mut self, person: Id<Person>) -> Experience {
        let (code, low, high) = *self.chance.pick(&self.trades);
        let months = self.chance.between(low * 12, high * 12).clamp(3, 600);
        Experience {
            id: Id::from_uuid(person.uuid()),
            person,
            words: String::new(),
            occupation: self.chance.percent(92).then_some(code),
            months: u16::try_from(months).unwrap_or(12),
            country: "US".to_owned(),
            created_at: self.now,
        }
    }

    fn profile(&mut self, jobs: &[Experience], language: LanguageCode) -> Profile {
        let skills = self.skills_of(jobs);
        let chance = &mut self.chance;
        let schooling = *chance.weighted(&SCHOOLING);
        let mut languages = Vec::new();
        if language != LanguageCode::Spanish {
            languages.push(Spoken { language: LanguageCode::Spanish, level: 3 });
        }
        if chance.percent(45) {
            let level = *chance.weighted(&[(1, 60), (2, 25), (3, 10), (4, 5)]);
            languages.push(Spoken { language: LanguageCode::English, level });
        }
        let licences = *chance.weighted(&[
            (None, 74),
            (Some(Licence::C), 8),
            (Some(Licence::B), 8),
            (Some(Licence::M), 6),
            (Some(Licence::A), 4),
        ]);
        let matters: Vec<Matter> = (0..chance.between(0, 3)).map(|_| *chance.pick(Matter::ALL)).collect();
        let schedules =
            *chance.weighted(&[(None, 60), (Some(Schedule::Full), 30), (Some(Schedule::Part), 10)]);
        let from = chance.percent(10).then(|| chance.between(1, 120));
        Profile {
            schooling,
            languages,
            licences: licences.into_iter().collect(),
            skills,
            travel_km: *chance.weighted(&[
                (None, 20),
                (Some(15), 20),
                (Some(30), 30),
                (Some(60), 20),
                (Some(120), 10),
            ]),
            would_move: *chance.weighted(&[(None, 30), (Some(true), 25), (Some(false), 45)]),
            available_from: from.map(|days| self.now.plus_days(days).day()),
            schedules: schedules.into_iter().collect(),
            pay_wanted_centavos: chance.percent(55).then(|| chance.between(34, 80) * 10_000),
            matters,
        }
    }

    /// Most of what their jobs need, and more until there are enough.
    fn skills_of(&mut self, jobs: &[Experience]) -> Vec<HeldSkill> {
        let groups = jobs.iter().filter_map(|job| job.occupation).filter_map(taxonomy::occupation);
        let mut codes: Vec<SkillCode> = Vec::with_capacity(SKILLS_EACH);
        for (code, percent) in groups.flat_map(|group| {
            let essential = group.essential.iter().map(|code| (code, 80));
            essential.chain(group.optional.iter().map(|code| (code, 35)))
        }) {
            if codes.len() < SKILLS_EACH && self.chance.percent(percent) && !codes.contains(code) {
                codes.push(code.clone());
            }
        }
        while codes.len() < SKILLS_EACH {
            let code = self.chance.pick(&self.skills);
            if !codes.contains(code) {
                codes.push(code.clone());
            }
        }
        let chance = &mut self.chance;
        codes
            .into_iter()
            .map(|skill| HeldSkill {
                skill,
                level: *chance.weighted(&[(1, 20), (2, 55), (3, 25)]),
                evidence: *chance.weighted(&[
                    (Evidence::Declared, 80),
                    (Evidence::Portfolio, 10),
                    (Evidence::Attested, 7),
                    (Evidence::Certified, 3),
                ]),
            })
            .collect()
    }

    fn pattern(&mut self, linker: &Linker, row: &Row, kind: Kind) -> Result<Opportunity> {
        let vacancy = kind == Kind::Vacancy;
        let pay = |column: &str| Ok::<_, crate::Error>(row.parse::<i64>(column)? * 100);
        let pay = vacancy.then(|| Ok::<_, crate::Error>((pay("pay_min")?, pay("pay_max")?))).transpose()?;
        Ok(Opportunity {
            id: self.id(),
            kind,
            agency: self.id(),
            status: Status::Published,
            title: Bilingual::default(),
            description: Bilingual::default(),
            bring: Bilingual::default(),
            occupation: row.get("occupation").parse().ok(),
            municipality: self.municipality(0),
            address: String::new(),
            remote: false,
            seats: 1,
            taken: 0,
            pay: pay.map(|(min_centavos, max_centavos)| Pay { min_centavos, max_centavos }),
            activity: None,
            cost_centavos: if vacancy { 0 } else { row.parse::<i64>("cost")? * 100 },
            schedule: row.parse("schedule").unwrap_or(Schedule::Full),
            contract: row.parse("contract").ok(),
            hours: None,
            starts_on: None,
            closes_on: self.now.plus_days(30).day(),
            answer_days: 5,
            requirements: requirements(linker, row, kind),
            note: None,
            created_at: self.now,
            published_at: Some(self.now),
            version: 1,
        })
    }

    /// One opportunity more, of any kind.
    pub fn opportunity(&mut self) -> Opportunity {
        let kind = *self.chance.weighted(&KINDS);
        self.opportunity_of(kind)
    }

    /// One opportunity more, of this kind.
    pub fn opportunity_of(&mut self, kind: Kind) -> Opportunity {
        let of_kind: Vec<&Opportunity> = self.patterns.iter().filter(|one| one.kind == kind).collect();
        let mut made = (*self.chance.pick(&of_kind)).clone();
        made.id = self.id();
        made.municipality = self.municipality(40);
        made.remote = self.chance.percent(3);
        let chance = &mut self.chance;
        let bump = chance.between(0, 30) * 5_000;
        made.pay = made
            .pay
            .map(|pay| Pay { min_centavos: pay.min_centavos + bump, max_centavos: pay.max_centavos + bump });
        let starts = chance.between(5, 60);
        made.starts_on = chance.percent(70).then(|| self.now.plus_days(starts).day());
        vary(chance, &mut made.requirements);
        made
    }
}

/// No two employers ask quite the same.
fn vary(chance: &mut Chance, requirements: &mut Requirements) {
    let vary = |chance: &mut Chance, asked: &mut Vec<AskedSkill>| {
        for asked in asked {
            asked.level = *chance.weighted(&[(1, 25), (2, 50), (3, 25)]);
        }
    };
    vary(chance, &mut requirements.essential);
    vary(chance, &mut requirements.optional);
    if requirements.experience_months > 0 {
        requirements.experience_months = *chance.weighted(&[(6, 20), (12, 35), (24, 30), (60, 15)]);
    }
    requirements.languages_indispensable = chance.percent(50);
    requirements.licences_indispensable &= chance.percent(70);
}
