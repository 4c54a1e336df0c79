//! What a person is missing, against the reference: every vacancy assessed again for every step.

use std::collections::BTreeMap;

use domain::{
    id::Id,
    opportunity::{AskedSkill, Kind, Opportunity},
    person::{Evidence, HeldSkill, Licence, Profile},
    taxonomy::SkillCode,
    time::Moment,
};
use matching::{
    Addition, Candidate, GateFailure, assess,
    engine::{Audience, Barriers, Engine, gained},
    gate,
};
use proptest::{collection::vec, prelude::*, sample::select};

use crate::{
    anyone::{Parts, offer, parts},
    world::{TODAY, for_occupation, id, opportunity},
};

/// Opportunities with numbers from 0; most are vacancies and courses, some places are taken.
fn market() -> impl Strategy<Value = Vec<Opportunity>> {
    let kind = select(vec![Kind::Vacancy, Kind::Vacancy, Kind::Vacancy, Kind::Course, Kind::Certification]);
    vec((offer(), kind, 0_i64..5, 1_i64..4, prop::option::of(1_i64..300)), 0..24).prop_map(|made| {
        made.into_iter()
            .enumerate()
            .map(|(number, (offer, kind, taken, seats, hours))| {
                let pay = opportunity(0, kind).pay;
                let contract = opportunity(0, kind).contract;
                Opportunity { id: id(number), kind, taken, seats, hours, pay, contract, ..offer }
            })
            .collect()
    })
}

fn engine_of(offers: &[Opportunity]) -> Engine {
    let mut engine = Engine::default();
    for offer in offers {
        engine.put_offer(offer).unwrap();
    }
    engine
}

/// Places within reach, by looking at each vacancy.
fn places(candidate: &Candidate, offers: &[Opportunity]) -> u64 {
    let within = |offer: &&Opportunity| {
        offer.kind == Kind::Vacancy && assess(candidate, offer, TODAY).is_within_reach()
    };
    offers.iter().filter(within).map(|offer| u64::try_from(offer.seats_left()).unwrap()).sum()
}

/// The candidate with skills certified.
fn with(candidate: &Candidate, gained: &[(SkillCode, u8)]) -> Candidate {
    gained.iter().fold(candidate.clone(), |one, (skill, level)| {
        one.with(&Addition::Skill { skill: skill.clone(), level: *level })
    })
}

/// By what is gained: who teaches or certifies it, and the places it opens.
type Opened = BTreeMap<Vec<(SkillCode, u8)>, (Vec<Id<Opportunity>>, u64)>;

/// What each course and certification that the person could begin would open.
fn expected_ways(candidate: &Candidate, offers: &[Opportunity]) -> Opened {
    let now = places(candidate, offers);
    let mut ways: BTreeMap<_, (Vec<_>, u64)> = BTreeMap::new();
    for offer in offers {
        let learning = matches!(offer.kind, Kind::Course | Kind::Certification);
        if !learning || offer.seats_left() == 0 || !gate(candidate, offer, TODAY).is_empty() {
            continue;
        }
        let gain = gained(candidate, offer);
        let opened = places(&with(candidate, &gain), offers) - now;
        if opened > 0 {
            let way = ways.entry(gain).or_insert((Vec::new(), opened));
            way.0.push(offer.id);
        }
    }
    ways
}

/// What keeps a person out, by looking at each vacancy.
fn expected_barriers(candidate: &Candidate, offers: &[Opportunity]) -> Barriers {
    let mut barriers = Barriers::default();
    for offer in offers.iter().filter(|offer| offer.kind == Kind::Vacancy && offer.is_open(TODAY)) {
        barriers.open += 1;
        let kind_of = |failure: &GateFailure| match failure {
            GateFailure::Closed => 4,
            GateFailure::LicenceMissing { .. } => 0,
            GateFailure::LanguageMissing { .. } => 1,
            GateFailure::Unreachable { .. } => 2,
            GateFailure::NotAvailable { .. } => 3,
        };
        let mut kinds: Vec<usize> = gate(candidate, offer, TODAY).iter().map(kind_of).collect();
        kinds.dedup();
        for kind in &kinds {
            let all =
                [&mut barriers.licence, &mut barriers.language, &mut barriers.distance, &mut barriers.start];
            let shut = all.into_iter().nth(*kind).unwrap();
            shut.vacancies += 1;
            shut.alone += usize::from(kinds.len() == 1);
        }
    }
    barriers
}

proptest! {
    #[test]
    fn places_are_counted_as_the_reference_counts_them(person in parts(), offers in market()) {
        let candidate = person.candidate();
        prop_assert_eq!(engine_of(&offers).places_for(&candidate, TODAY), places(&candidate, &offers));
    }

    #[test]
    fn each_way_opens_what_the_reference_says(person in parts(), offers in market()) {
        let candidate = person.candidate();
        let now = places(&candidate, &offers);
        let missing = engine_of(&offers).missing(&candidate, TODAY);
        prop_assert_eq!(missing.places, now);
        let ways: BTreeMap<_, _> = missing
            .ways
            .iter()
            .map(|way| {
                let mut offers: Vec<_> = way.offers.iter().map(|cost| cost.offer).collect();
                offers.sort_unstable();
                (way.gained.clone(), (offers, way.places))
            })
            .collect();
        prop_assert_eq!(ways.len(), missing.ways.len());
        prop_assert_eq!(&ways, &expected_ways(&candidate, &offers));
        for step in &missing.steps {
            prop_assert_eq!(places(&candidate.with(&step.addition), &offers), now + step.places);
        }
        for licence in Licence::ALL.iter().filter(|licence| candidate.drives(**licence) != Some(true)) {
            let addition = Addition::Licence { licence: *licence };
            let opens = places(&candidate.with(&addition), &offers) > now;
            prop_assert_eq!(missing.steps.iter().any(|step| step.addition == addition), opens);
        }
        for pair in &missing.pairs {
            let first = pair.step.as_ref().map_or_else(|| candidate.clone(), |step| candidate.with(step));
            let both = pair.ways.iter().fold(first, |one, way| with(&one, &way.gained));
            prop_assert_eq!(places(&both, &offers), now + pair.places);
            prop_assert_eq!(pair.ways.len() + usize::from(pair.step.is_some()), 2);
        }
        prop_assert_eq!(missing.barriers, expected_barriers(&candidate, &offers));
    }

    #[test]
    fn ways_come_by_what_they_cost(person in parts(), offers in market()) {
        let missing = engine_of(&offers).missing(&person.candidate(), TODAY);
        for pair in missing.ways.windows(2) {
            let worth = |one: usize, other: usize| u128::from(pair[one].places) * pair[other].least_cost() as u128;
            prop_assert!(worth(0, 1) >= worth(1, 0));
        }
        prop_assert!(missing.steps.windows(2).all(|pair| pair[0].places >= pair[1].places));
    }

    #[test]
    fn whoever_is_kept_in_columns_is_missing_the_same(people in vec(parts(), 1..6), offers in market(), until in 0_i64..3) {
        let mut engine = engine_of(&offers);
        let now = Moment::from_seconds(1_000_000_000);
        for (number, person) in people.iter().enumerate() {
            let found_until = (number as i64 % 3 >= until).then(|| now.plus(600));
            let audience = Audience { found_until, told: true };
            engine.put_person(id(number), &person.candidate(), audience).unwrap();
        }
        for (number, person) in people.iter().enumerate() {
            let candidate = person.candidate();
            let mut opened = engine.opened_for(id(number), TODAY).unwrap();
            opened.sort_unstable();
            let mut expected: Vec<_> = expected_ways(&candidate, &offers)
                .into_values()
                .flat_map(|(offers, places)| offers.into_iter().map(move |offer| (offer, places)))
                .collect();
            expected.sort_unstable();
            prop_assert_eq!(opened, expected);
            let there = |(at, one): &(usize, &Parts)| {
                one.municipality == person.municipality && *at as i64 % 3 >= until
            };
            let found: Vec<_> = people.iter().enumerate().filter(there).map(|(at, _)| id(at)).collect();
            prop_assert_eq!(engine.people_of(&[person.municipality], now), found);
        }
    }
}

/// Somebody in the capital who built roofs for five years, drives nothing and said so of nothing else.
fn roofer(profile: Profile) -> Candidate {
    let jobs = [crate::world::job("7121", 60)];
    Candidate::new(&profile, &jobs, "0101".parse().unwrap(), domain::taxonomy::LanguageCode::Spanish)
}

#[test]
fn a_licence_and_a_course_open_together_what_neither_opens_alone() {
    let mut vacancy = for_occupation(0, Kind::Vacancy, "8332", "0101");
    vacancy.requirements.licences = vec![Licence::A];
    vacancy.requirements.licences_indispensable = true;
    let mut course = for_occupation(1, Kind::Course, "8332", "0101");
    course.requirements.essential.iter_mut().for_each(|asked| asked.level = 3);
    let profile = Profile { licences: vec![Licence::M], travel_km: Some(30), ..Profile::default() };
    let missing = engine_of(&[vacancy, course.clone()]).missing(&roofer(profile), TODAY);
    assert_eq!((missing.places, missing.ways.len(), missing.steps.len()), (0, 0, 0));
    assert_eq!(missing.barriers.licence.alone, 1);
    let pair = &missing.pairs[0];
    assert_eq!(pair.step, Some(Addition::Licence { licence: Licence::A }));
    assert_eq!((pair.places, pair.ways[0].offers[0].offer), (3, course.id));
}

#[test]
fn what_costs_less_for_as_many_places_comes_first() {
    let skill: SkillCode = "milking".parse().unwrap();
    let asked = |level| AskedSkill { skill: skill.clone(), level };
    let mut vacancy = opportunity(0, Kind::Vacancy);
    vacancy.requirements.essential = vec![asked(2)];
    let course = |number, cost_centavos, hours, level| {
        let mut course = opportunity(number, Kind::Course);
        course.requirements.essential = vec![asked(level)];
        (course.cost_centavos, course.hours) = (cost_centavos, Some(hours));
        course
    };
    let offers =
        [vacancy, course(1, 50_000, 40, 2), course(2, 0, 40, 2), course(3, 0, 8, 3), course(4, 0, 400, 2)];
    let candidate = roofer(Profile::default());
    let missing = engine_of(&offers).missing(&candidate, TODAY);
    let order: Vec<Vec<Id<Opportunity>>> =
        missing.ways.iter().map(|way| way.offers.iter().map(|cost| cost.offer).collect()).collect();
    assert_eq!(order, [vec![id(3)], vec![id(2), id(1), id(4)]]);
    assert!(missing.ways.iter().all(|way| way.places == 3));
    assert_eq!(missing.ways[0].least_cost(), 8 * matching::engine::HOUR_CENTAVOS);
}

#[test]
fn a_certification_certifies_what_is_known_and_teaches_nothing() {
    let known: SkillCode =
        domain::taxonomy::occupation("7121".parse().unwrap()).unwrap().essential[0].clone();
    let mut call = opportunity(1, Kind::Certification);
    let asked = |code: &SkillCode| AskedSkill { skill: code.clone(), level: 1 };
    call.requirements.essential = vec![asked(&known), asked(&"milking".parse().unwrap())];
    let candidate = roofer(Profile::default());
    assert_eq!(gained(&candidate, &call), [(known.clone(), 3)], "the level of five years in the job");
    let certified = HeldSkill { skill: known, level: 3, evidence: Evidence::Certified };
    let candidate = roofer(Profile { skills: vec![certified], ..Profile::default() });
    assert_eq!(gained(&candidate, &call), []);
}
