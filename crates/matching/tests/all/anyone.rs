//! Any person and any opportunity, for properties.

use domain::{
    opportunity::{AskedSkill, Contract, Kind, Opportunity, Pay, Status},
    person::{Evidence, Experience, HeldSkill, Licence, Matter, Profile, Schedule, Schooling, Spoken},
    place,
    taxonomy::{LanguageCode, SkillCode, occupation as unit_group},
    time::Day,
};
use matching::Candidate;
use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::world::{job, occupation, opportunity};

pub const OCCUPATIONS: [&str; 9] = ["7121", "7112", "9313", "5120", "9412", "7212", "8332", "3123", "7115"];
pub const LANGUAGES: [LanguageCode; 3] = [LanguageCode::Spanish, LanguageCode::English, LanguageCode::Mam];

/// Skills of those occupations: near enough to each other to meet.
pub fn skill() -> impl Strategy<Value = SkillCode> {
    let groups = OCCUPATIONS.iter().map(|code| unit_group(occupation(code)).unwrap());
    select(
        groups.flat_map(|group| group.essential.iter().chain(&group.optional)).cloned().collect::<Vec<_>>(),
    )
}

pub fn held() -> impl Strategy<Value = HeldSkill> {
    (skill(), 1_u8..=3, select(Evidence::ALL)).prop_map(|(skill, level, evidence)| HeldSkill {
        skill,
        level,
        evidence,
    })
}

pub fn asked() -> impl Strategy<Value = AskedSkill> {
    (skill(), 1_u8..=3).prop_map(|(skill, level)| AskedSkill { skill, level })
}

pub fn spoken() -> impl Strategy<Value = Spoken> {
    (select(&LANGUAGES), 1_u8..=4).prop_map(|(language, level)| Spoken { language, level })
}

pub fn day() -> impl Strategy<Value = Day> {
    (1_i8..=12, 1_i8..=28).prop_map(|(month, day)| Day::new(2026, month, day).unwrap())
}

pub fn municipality() -> impl Strategy<Value = place::MunicipalityCode> {
    select(place::municipalities()).prop_map(|place| place.code)
}

prop_compose! {
    pub fn profile()(
        schooling in option::of(select(Schooling::ALL)),
        languages in vec(spoken(), 0..3),
        licences in vec(select(Licence::ALL), 0..3),
        skills in vec(held(), 0..8),
        travel_km in option::of(0_u32..200),
        would_move in option::of(any::<bool>()),
        available_from in option::of(day()),
        schedules in vec(select(Schedule::ALL), 0..3),
        pay_wanted_centavos in option::of(0_i64..1_000_000),
        matters in vec(select(Matter::ALL), 0..4),
    ) -> Profile {
        Profile {
            schooling, languages, licences, skills, travel_km, would_move, available_from, schedules,
            pay_wanted_centavos, matters,
        }
    }
}

pub fn jobs() -> impl Strategy<Value = Vec<Experience>> {
    vec((select(&OCCUPATIONS), 0_u16..200), 0..4)
        .prop_map(|jobs| jobs.into_iter().map(|(code, months)| job(code, months)).collect())
}

/// The parts of a person that matching may read.
#[derive(Clone, Debug)]
pub struct Parts {
    pub profile: Profile,
    pub jobs: Vec<Experience>,
    pub municipality: place::MunicipalityCode,
    pub language: LanguageCode,
}

impl Parts {
    pub fn candidate(&self) -> Candidate {
        Candidate::new(&self.profile, &self.jobs, self.municipality, self.language)
    }
}

pub fn parts() -> impl Strategy<Value = Parts> {
    (profile(), jobs(), municipality(), select(&LANGUAGES))
        .prop_map(|(profile, jobs, municipality, language)| Parts { profile, jobs, municipality, language })
}

prop_compose! {
    pub fn offer()(
        number in 0_usize..10_000,
        kind in select(Kind::ALL),
        status in prop_oneof![4 => Just(Status::Published), 1 => select(Status::ALL)],
        group in option::of(select(&OCCUPATIONS)),
        place in municipality(),
        remote in any::<bool>(),
        essential in prop_oneof![9 => vec(asked(), 0..5), 1 => vec(asked(), 5..60)],
        optional in vec(asked(), 0..4),
        months in 0_u16..60,
        (schooling, experience_instead) in (option::of(select(Schooling::ALL)), any::<bool>()),
        (languages, languages_indispensable) in (vec(spoken(), 0..3), any::<bool>()),
        (licences, licences_indispensable) in (vec(select(Licence::ALL), 0..2), any::<bool>()),
    )(
        starts_on in option::of(day()),
        closes_on in day(),
        contract in option::of(select(Contract::ALL)),
        schedule in select(Schedule::ALL),
        min_centavos in 0_i64..800_000,
        base in Just((number, kind, status, group, place, remote, essential, optional, months)),
        more in Just((schooling, experience_instead, languages, languages_indispensable, licences, licences_indispensable)),
    ) -> Opportunity {
        let mut made = opportunity(base.0, base.1);
        made.status = base.2;
        made.occupation = base.3.map(occupation);
        (made.municipality, made.remote) = (base.4, base.5);
        (made.starts_on, made.closes_on, made.contract, made.schedule) = (starts_on, closes_on, contract, schedule);
        made.pay = made.pay.map(|_| Pay { min_centavos, max_centavos: min_centavos + 50_000 });
        let asked = &mut made.requirements;
        (asked.essential, asked.optional, asked.experience_months) = (base.6, base.7, base.8);
        (asked.schooling, asked.experience_instead) = (more.0, more.1);
        (asked.languages, asked.languages_indispensable) = (more.2, more.3);
        (asked.licences, asked.licences_indispensable) = (more.4, more.5);
        made
    }
}
