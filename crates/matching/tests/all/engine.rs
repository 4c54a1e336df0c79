//! The engine against the reference: the same people and opportunities, in the same order, to the last bit.

use std::collections::HashSet;

use domain::{
    id::Id,
    opportunity::{Kind, Opportunity, Status},
    person::Person,
    place::MunicipalityCode,
};
use matching::{
    Candidate, CandidateMatch, Match, assess,
    engine::{Audience, Engine, OfferFilter, PeopleFilter},
    rank, rank_candidates,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::{
    anyone::{OCCUPATIONS, Parts, jobs, municipality, offer, parts},
    world::{TODAY, id, occupation},
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

/// Opportunities with numbers from 0.
fn market(most: usize) -> impl Strategy<Value = Vec<Opportunity>> {
    vec(offer(), 0..most).prop_map(|mut offers| {
        for (number, offer) in offers.iter_mut().enumerate() {
            offer.id = id(number);
        }
        offers
    })
}

/// An engine that knows them; the first half of them are in groups, the others came later.
fn engine_of(people: &[Parts]) -> Engine {
    let mut engine = Engine::default();
    for (number, parts) in people.iter().enumerate() {
        if number == people.len() / 2 {
            engine.settle().unwrap();
        }
        engine.put_person(id(number), &parts.candidate(), Audience::default()).unwrap();
    }
    engine
}

fn bits(ranked: &[CandidateMatch]) -> Vec<(Id<Person>, [u64; 4])> {
    let numbers = |one: &CandidateMatch| [one.fit, one.acceptance, one.score, one.mutual].map(f64::to_bits);
    ranked.iter().map(|one| (one.person, numbers(one))).collect()
}

/// All pairs, in bits.
fn all(
    engine: &Engine,
    k: usize,
    filter: &PeopleFilter,
    threads: usize,
) -> Vec<(Id<Opportunity>, Vec<(Id<Person>, [u64; 4])>)> {
    let pairs = engine.all_pairs(TODAY, k, filter, threads);
    pairs.iter().map(|(offer, best)| (*offer, bits(best))).collect()
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
    fn opportunities_come_as_the_reference_ranks_them(
        person in parts(), offers in market(40), k in 0_usize..12,
        kind in option::of(select(Kind::ALL)), places in vec(municipality(), 0..2), except in vec(0_usize..40, 0..5),
        group in option::weighted(0.2, select(&OCCUPATIONS)),
    ) {
        let mut places: Vec<MunicipalityCode> = places;
        if !places.is_empty() {
            places.extend(offers.first().map(|one| one.municipality));
        }
        let filter = OfferFilter {
            kind,
            places: places.clone(),
            occupation: group.map(occupation),
            except: except.into_iter().map(id).collect(),
        };
        let mut engine = Engine::default();
        for offer in &offers {
            engine.put_offer(offer).unwrap();
        }
        let found = engine.offers_for(&person.candidate(), TODAY, k, &filter);
        let wanted = |offer: &&Opportunity| {
            filter.kind.is_none_or(|kind| kind == offer.kind)
                && (places.is_empty() || places.contains(&offer.municipality))
                && (filter.occupation.is_none() || filter.occupation == offer.occupation)
                && !filter.except.contains(&offer.id)
        };
        for found in &found {
            let of_kind = offers.iter().filter(wanted).filter(|offer| offer.kind == found.kind);
            let mut ranked = rank(&person.candidate(), of_kind, TODAY);
            prop_assert_eq!(found.count, ranked.len());
            ranked.truncate(k);
            let bits = |all: &[Match]| -> Vec<_> {
                let numbers = |one: &Match| [one.fit, one.utility, one.score].map(f64::to_bits);
                all.iter().map(|one| (one.opportunity, numbers(one))).collect()
            };
            prop_assert_eq!(bits(&found.best), bits(&ranked));
        }
        prop_assert_eq!(found.len(), if kind.is_some() { 1 } else { 4 });
    }

    #[test]
    fn what_changed_bit_by_bit_is_as_if_built_anew(
        people in crowd(20), changed in crowd(20), gone in vec(0_usize..20, 0..8), offers in market(12),
        settled in any::<bool>(), k in 1_usize..12,
    ) {
        let mut grown = engine_of(&people);
        for offer in &offers {
            grown.put_offer(&Opportunity { status: Status::Draft, ..offer.clone() }).unwrap();
        }
        for (number, parts) in changed.iter().enumerate() {
            grown.put_person(id(number), &parts.candidate(), Audience::default()).unwrap();
        }
        for number in &gone {
            grown.remove_person(id(*number));
            grown.remove_offer(id(*number));
        }
        let mut anew = Engine::default();
        for number in (0..people.len().max(changed.len())).filter(|number| !gone.contains(number)) {
            let parts = changed.get(number).unwrap_or_else(|| &people[number]);
            anew.put_person(id(number), &parts.candidate(), Audience::default()).unwrap();
        }
        // Some of what went comes back.
        for (_, offer) in offers.iter().enumerate().filter(|(at, _)| at % 3 > 0 || !gone.contains(at)) {
            grown.put_offer(offer).unwrap();
            anew.put_offer(offer).unwrap();
        }
        if settled {
            anew.settle().unwrap();
        }
        prop_assert_eq!((grown.people(), grown.offers()), (anew.people(), anew.offers()));
        let everyone = PeopleFilter::default();
        prop_assert_eq!(all(&grown, k, &everyone, 1), all(&anew, k, &everyone, 1));
        for parts in people.iter().chain(&changed) {
            let found = |engine: &Engine| engine.offers_for(&parts.candidate(), TODAY, k, &OfferFilter::default());
            prop_assert_eq!(found(&grown), found(&anew));
        }
    }

    #[test]
    fn threads_change_nothing(people in crowd(30), offers in market(12), k in 1_usize..6) {
        let mut engine = engine_of(&people);
        for offer in &offers {
            engine.put_offer(offer).unwrap();
        }
        let everyone = PeopleFilter::default();
        let alone = all(&engine, k, &everyone, 1);
        prop_assert_eq!(&alone, &all(&engine, k, &everyone, 2));
        let open = offers.iter().filter(|offer| offer.is_open(TODAY));
        let expected: Vec<_> =
            open.map(|offer| (offer.id, bits(&expected(offer, &numbered(&people), k, |_, _| true)))).collect();
        prop_assert_eq!(alone, expected);
    }

    #[test]
    fn a_candidate_kept_in_columns_scores_as_before(parts in parts(), offer in offer()) {
        let engine = engine_of(std::slice::from_ref(&parts));
        let kept = engine.candidate(id(0)).unwrap();
        prop_assert_eq!(assess(&kept, &offer, TODAY), assess(&parts.candidate(), &offer, TODAY));
    }
}
