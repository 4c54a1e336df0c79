//! The engine against the reference: the same people and opportunities, in the same order, to the last bit.

use std::collections::HashSet;

use domain::{id::Id, opportunity::Opportunity, person::Person, place::MunicipalityCode};
use matching::{
    Candidate, CandidateMatch, assess,
    engine::{Audience, Engine, PeopleFilter},
    rank_candidates,
};
use proptest::{collection::vec, option, prelude::*};

use crate::{
    anyone::{Parts, jobs, municipality, offer, parts},
    world::{TODAY, id},
};

/// People with numbers from 0, each perhaps with many more jobs.
fn crowd(most: usize) -> impl Strategy<Value = Vec<Parts>> {
    let more = prop_oneof![4 => Just(Vec::new()), 1 => vec(jobs(), 1..4).prop_map(|jobs| jobs.concat())];
    vec(
        (parts(), more).prop_map(|(mut parts, more)| {
            parts.jobs.extend(more);
            parts
        }),
        0..most,
    )
}

fn engine_of(people: &[Parts]) -> Engine {
    let mut engine = Engine::default();
    for (number, parts) in people.iter().enumerate() {
        engine.put_person(id(number), &parts.candidate(), Audience::default()).unwrap();
    }
    engine
}

fn bits(ranked: &[CandidateMatch]) -> Vec<(Id<Person>, [u64; 4])> {
    let numbers = |one: &CandidateMatch| [one.fit, one.acceptance, one.score, one.mutual].map(f64::to_bits);
    ranked.iter().map(|one| (one.person, numbers(one))).collect()
}

/// The first `k` as the reference ranks them.
fn expected(
    offer: &Opportunity,
    people: &[(Id<Person>, Candidate)],
    k: usize,
    keep: impl Fn(Id<Person>, usize) -> bool,
) -> Vec<CandidateMatch> {
    let kept = people.iter().enumerate().filter(|(at, (id, _))| keep(*id, *at));
    let mut ranked = rank_candidates(offer, kept.map(|(_, (id, one))| (*id, one)), TODAY);
    ranked.truncate(k);
    ranked
}

fn numbered(people: &[Parts]) -> Vec<(Id<Person>, Candidate)> {
    people.iter().enumerate().map(|(number, parts)| (id(number), parts.candidate())).collect()
}

proptest! {
    #[test]
    fn people_come_as_the_reference_ranks_them(people in crowd(40), offer in offer(), k in 0_usize..12) {
        let found = engine_of(&people).people_for(&offer, TODAY, k, &PeopleFilter::default());
        prop_assert_eq!(bits(&found), bits(&expected(&offer, &numbered(&people), k, |_, _| true)));
    }

    #[test]
    fn people_who_are_not_wanted_are_left_out(
        people in crowd(30), offer in offer(), k in 1_usize..8,
        places in vec(municipality(), 0..3), except in vec(0_usize..30, 0..10), own in option::of(0_usize..30),
    ) {
        let mut places: Vec<MunicipalityCode> = places;
        places.extend(own.and_then(|own| people.get(own)).map(|one| one.municipality));
        let except: HashSet<Id<Person>> = except.into_iter().map(id).collect();
        let filter = PeopleFilter { places: places.clone(), except: except.clone(), ..PeopleFilter::default() };
        let found = engine_of(&people).people_for(&offer, TODAY, k, &filter);
        let keep = |id, at: usize| {
            !except.contains(&id) && (places.is_empty() || places.contains(&people[at].municipality))
        };
        prop_assert_eq!(bits(&found), bits(&expected(&offer, &numbered(&people), k, keep)));
    }

    #[test]
    fn a_candidate_kept_in_columns_scores_as_before(parts in parts(), offer in offer()) {
        let engine = engine_of(std::slice::from_ref(&parts));
        let kept = engine.candidate(id(0)).unwrap();
        prop_assert_eq!(assess(&kept, &offer, TODAY), assess(&parts.candidate(), &offer, TODAY));
    }
}
