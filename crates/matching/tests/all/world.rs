//! A small world to test in.

use std::time::Duration;

use domain::{
    agency::Bilingual,
    id::Id,
    opportunity::{AskedSkill, Contract, Kind, Opportunity, Pay, Requirements, Status},
    person::{Experience, Schedule},
    taxonomy::{self, OccupationCode},
    time::{Day, Moment},
};

/// The day of every test.
pub const TODAY: Day = Day::constant(2026, 3, 2);

/// The identifier with this number.
pub fn id<T>(number: usize) -> Id<T> {
    format!("00000000-0000-7000-8000-{number:012x}").parse().unwrap()
}

/// The unit group with this code.
pub fn occupation(code: &str) -> OccupationCode {
    code.parse().unwrap()
}

/// A published opportunity in the capital that asks nothing.
pub fn opportunity(number: usize, kind: Kind) -> Opportunity {
    Opportunity {
        id: id(number),
        kind,
        agency: id(1),
        status: Status::Published,
        title: Bilingual::default(),
        description: Bilingual::default(),
        bring: Bilingual::default(),
        occupation: None,
        municipality: "0101".parse().unwrap(),
        address: String::new(),
        remote: false,
        seats: 3,
        taken: 0,
        pay: (kind == Kind::Vacancy).then_some(Pay { min_centavos: 425_228, max_centavos: 500_000 }),
        activity: None,
        cost_centavos: 0,
        schedule: Schedule::Full,
        contract: (kind == Kind::Vacancy).then_some(Contract::Permanent),
        hours: None,
        starts_on: None,
        closes_on: TODAY.saturating_add(Duration::from_secs(30 * 86_400)),
        answer_days: 5,
        requirements: Requirements::default(),
        note: None,
        created_at: Moment::from_seconds(0),
        published_at: Some(Moment::from_seconds(0)),
        version: 1,
    }
}

/// An opportunity for an occupation, in a municipality, that asks its essential skills at level 2 and helps with its
/// optional ones.
pub fn for_occupation(number: usize, kind: Kind, code: &str, municipality: &str) -> Opportunity {
    let mut opportunity = opportunity(number, kind);
    let found = taxonomy::occupation(occupation(code)).unwrap();
    let asked = |codes: &[taxonomy::SkillCode], level| {
        codes.iter().map(|skill| AskedSkill { skill: skill.clone(), level }).collect()
    };
    opportunity.occupation = Some(found.code);
    opportunity.municipality = municipality.parse().unwrap();
    opportunity.requirements.essential = asked(&found.essential, 2);
    opportunity.requirements.optional = asked(&found.optional, 1);
    opportunity
}

/// A job of so many months, done abroad.
pub fn job(code: &str, months: u16) -> Experience {
    Experience {
        id: id(1),
        person: id(1),
        words: String::new(),
        occupation: Some(occupation(code)),
        months,
        country: "US".to_owned(),
        created_at: Moment::from_seconds(0),
    }
}
