//! Every opportunity against everyone, over all cores.

use domain::{id::Id, opportunity::Opportunity, time::Day};

use super::{
    Engine,
    find_people::{PeopleFilter, Room, Search},
    spread::spread,
};
use crate::CandidateMatch;

/// The best people for an opportunity.
pub type BestPeople = (Id<Opportunity>, Vec<CandidateMatch>);

impl Engine {
    /// The `k` best people for each opportunity that is open, in the order of the opportunities' identifiers. The number
    /// of threads changes how long it takes, and nothing else.
    #[must_use]
    pub fn all_pairs(&self, today: Day, k: usize, filter: &PeopleFilter, threads: usize) -> Vec<BestPeople> {
        let mut rows: Vec<usize> =
            self.offers.rows().filter(|row| self.offers.asked[*row].is_open(today)).collect();
        rows.sort_unstable_by_key(|row| self.offers.ids[*row]);
        spread(rows.len(), 1, threads, || {
            let mut room = Room::default();
            let rows = &rows;
            move |at| {
                let asked = &self.offers.asked[rows[at]];
                let best = Search::new(self, asked, today, filter).run(k, &mut room);
                (self.offers.ids[rows[at]], best)
            }
        })
    }
}
