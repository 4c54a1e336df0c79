//! Everyone who wants to be told of offers against every opportunity, over all cores.

use domain::{id::Id, person::Person, time::Day};

use super::{Engine, OfferFilter, spread::spread};
use crate::Match;

/// So many people are taken by a thread at a time.
const BATCH: usize = 64;

/// The best opportunities of a person, over all kinds, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// The person.
    pub person: Id<Person>,
    /// The opportunities.
    pub best: Vec<Match>,
}

impl Engine {
    /// Everyone who wants to be told of offers, in the order of identifiers.
    #[must_use]
    pub fn who_is_told(&self) -> Vec<Id<Person>> {
        let told = self.people.everyone().filter(|row| self.people.wants_to_be_told(*row));
        let mut ids: Vec<Id<Person>> = told.map(|row| self.people.ids[row]).collect();
        ids.sort_unstable();
        ids
    }

    /// The `k` best opportunities of each of these people, in their order; who is not known is left out. The number of
    /// threads changes how long it takes, and nothing else.
    #[must_use]
    pub fn offered_to(&self, people: &[Id<Person>], today: Day, k: usize, threads: usize) -> Vec<Offered> {
        let rows: Vec<usize> = people.iter().filter_map(|id| self.people.row(*id)).collect();
        spread(rows.len(), BATCH, threads, || |at| self.offered(rows[at], today, k))
    }

    /// The `k` best opportunities of one row, over all kinds.
    fn offered(&self, row: usize, today: Day, k: usize) -> Offered {
        let candidate = self.people.candidate(&self.skills, row);
        let found = self.offers_for(&candidate, today, k, &OfferFilter::default());
        let mut best: Vec<Match> = found.into_iter().flat_map(|of_kind| of_kind.best).collect();
        best.sort_unstable_by(|one, other| {
            other.score.total_cmp(&one.score).then_with(|| one.opportunity.cmp(&other.opportunity))
        });
        best.truncate(k);
        Offered { person: self.people.ids[row], best }
    }

    /// How many places each open opportunity has.
    #[must_use]
    pub fn openings(
        &self,
        today: Day,
    ) -> std::collections::BTreeMap<Id<domain::opportunity::Opportunity>, u64> {
        let open = self.offers.rows().filter(|row| self.offers.asked[*row].is_open(today));
        open.map(|row| (self.offers.ids[row], u64::from(self.offers.asked[row].left))).collect()
    }
}
