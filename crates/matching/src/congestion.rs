//! So that not everyone is told of the same few places: each opportunity gets a toll that grows while more people would
//! be told of it than it can answer.
//!
//! `λ_v ← max(0, λ_v + ε ln(load_v / K_v))`, where the load is how many people are told of v and K is eight times its
//! openings; the order is that of `score − λ_v`. A person's own first three keep their places, whatever the toll.

use std::collections::BTreeMap;

use domain::{id::Id, opportunity::Opportunity};

use crate::{Match, engine::Offered};

/// A person's own first places, which no toll changes.
pub const OWN: usize = 3;
/// So many people may be told of each opening.
const FOR_EACH_OPENING: u64 = 8;
/// ε: how fast a toll grows.
const STEP: f64 = 0.05;
/// Rounds of tolls.
const ROUNDS: usize = 20;

/// The toll of each opportunity that has one.
pub type Tolls = BTreeMap<Id<Opportunity>, f64>;

/// How evenly people are told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    /// How many places in lists there are.
    pub places: u64,
    /// How many of them are beyond what an opportunity can answer.
    pub beyond: u64,
    /// How many opportunities nobody is told of.
    pub untold: usize,
    /// The most that an opportunity has, in units of what it can answer.
    pub most: f64,
}

/// How many people are told of each opportunity, if each is told of their first `shown`.
fn loads(lists: impl Iterator<Item = Vec<Match>>, shown: usize) -> BTreeMap<Id<Opportunity>, u64> {
    let mut loads = BTreeMap::new();
    for list in lists {
        for one in list.iter().take(shown) {
            *loads.entry(one.opportunity).or_insert(0) += 1;
        }
    }
    loads
}

/// How evenly people are told, if each is told of their first `shown`.
#[must_use]
pub fn load(lists: &[Vec<Match>], openings: &BTreeMap<Id<Opportunity>, u64>, shown: usize) -> Load {
    sums(&loads(lists.iter().cloned(), shown), openings)
}

fn sums(loads: &BTreeMap<Id<Opportunity>, u64>, openings: &BTreeMap<Id<Opportunity>, u64>) -> Load {
    let mut sum = Load { places: 0, beyond: 0, untold: 0, most: 0.0 };
    for (id, seats) in openings {
        let (load, most) = (loads.get(id).copied().unwrap_or(0), answered(*seats));
        sum.places += load;
        sum.beyond += load.saturating_sub(most);
        sum.untold += usize::from(load == 0);
        sum.most = sum.most.max(load as f64 / most as f64);
    }
    sum
}

/// K: how many people an opportunity with so many openings can answer.
fn answered(openings: u64) -> u64 {
    openings.max(1).saturating_mul(FOR_EACH_OPENING)
}

/// The tolls, for lists of which each person is told the first `shown`. The lists are best first. Of all rounds, those
/// count that leave the fewest beyond what can be answered; none, if they help nobody.
#[must_use]
pub fn tolls(people: &[Offered], openings: &BTreeMap<Id<Opportunity>, u64>, shown: usize) -> Tolls {
    let mut tolls = Tolls::new();
    let (mut best, mut fewest) = (Tolls::new(), u64::MAX);
    for _ in 0..ROUNDS {
        let loads = loads(people.iter().map(|one| relieved(&one.best, &tolls)), shown);
        let beyond = sums(&loads, openings).beyond;
        if beyond < fewest {
            (best, fewest) = (tolls.clone(), beyond);
        }
        for (id, seats) in openings {
            let load = loads.get(id).copied().unwrap_or(0).max(1);
            let toll = tolls.get(id).copied().unwrap_or(0.0);
            let ratio = load as f64 / answered(*seats) as f64;
            let next = (toll + STEP * libm::log(ratio)).max(0.0);
            if next > 0.0 {
                tolls.insert(*id, next);
            } else {
                tolls.remove(id);
            }
        }
    }
    best
}

/// A person's list under these tolls: the same opportunities, their own first three as they are, the others in the order
/// of what is left of their score.
#[must_use]
pub fn relieved(best: &[Match], tolls: &Tolls) -> Vec<Match> {
    let mut list = best.to_vec();
    if let Some(others) = list.get_mut(OWN..) {
        let left = |one: &Match| one.score - tolls.get(&one.opportunity).copied().unwrap_or(0.0);
        others.sort_by(|one, other| {
            left(other).total_cmp(&left(one)).then_with(|| one.opportunity.cmp(&other.opportunity))
        });
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(number: u128) -> Id<Opportunity> {
        Id::from_bytes(number.to_be_bytes())
    }

    /// A hundred people, who all like the same ten of forty offers best.
    fn crowd() -> (Vec<Offered>, BTreeMap<Id<Opportunity>, u64>) {
        let openings = (0..40).map(|number| (offer(number), 1)).collect();
        let people = (0..100_u128).map(|person| {
            let liked = |number: u128| (person * 31 + number * 17) % 23;
            let common = |number: u128| if number > 9 { 0.05 } else { 0.0 };
            let score =
                |number: u128| 0.9 - 0.01 * number as f64 - common(number) + 0.004 * liked(number) as f64;
            let own = |number: u128| (person * 7 + number * 13) % 40;
            let mut best: Vec<Match> = (0..10)
                .chain((10..30).map(own).filter(|number| *number > 9))
                .map(|number| Match {
                    opportunity: offer(number),
                    fit: score(number),
                    utility: 1.0,
                    score: score(number),
                })
                .collect();
            best.sort_by(|one, other| other.score.total_cmp(&one.score));
            best.dedup_by_key(|one| one.opportunity);
            Offered { person: Id::from_bytes(person.to_be_bytes()), best }
        });
        (people.collect(), openings)
    }

    fn lists(people: &[Offered], tolls: &Tolls) -> Vec<Vec<Match>> {
        people.iter().map(|one| relieved(&one.best, tolls)).collect()
    }

    #[test]
    fn tolls_spread_people_and_keep_their_own_first_three() {
        let (people, openings) = crowd();
        let off = load(&lists(&people, &Tolls::new()), &openings, 6);
        let tolls = tolls(&people, &openings, 6);
        let after = lists(&people, &tolls);
        let on = load(&after, &openings, 6);
        assert_eq!(on.places, off.places);
        assert!(on.untold < off.untold && on.beyond < off.beyond, "{off:?} {on:?}");
        for (one, list) in people.iter().zip(&after) {
            assert_eq!(one.best[..OWN], list[..OWN]);
            let sorted = |list: &[Match]| {
                let mut ids: Vec<_> = list.iter().map(|one| one.opportunity).collect();
                ids.sort_unstable();
                ids
            };
            assert_eq!(sorted(&one.best), sorted(list), "nothing is lost or added");
        }
        assert!(tolls.values().all(|toll| *toll > 0.0 && toll.is_finite()));
    }

    #[test]
    fn without_a_crowd_nothing_changes() {
        let (people, openings) = crowd();
        let wide = openings.keys().map(|id| (*id, 1_000)).collect();
        assert!(tolls(&people, &wide, 6).is_empty());
        assert_eq!(relieved(&people[0].best, &Tolls::new()), people[0].best);
    }

    #[test]
    fn the_order_of_people_does_not_matter() {
        let (mut people, openings) = crowd();
        let before = tolls(&people, &openings, 6);
        people.reverse();
        assert_eq!(tolls(&people, &openings, 6), before);
    }
}
