//! Every opportunity against everyone, over all cores.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use domain::{id::Id, opportunity::Opportunity, time::Day};

use super::{
    Engine,
    find_people::{PeopleFilter, Room, Search},
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
        let next = AtomicUsize::new(0);
        let work = || {
            let (mut room, mut done) = (Room::default(), Vec::new());
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(row) = rows.get(at) else { return done };
                let asked = &self.offers.asked[*row];
                done.push((at, Search::new(self, asked, today, filter).run(k, &mut room)));
            }
        };
        let mut all = thread::scope(|scope| {
            let others: Vec<_> = (1..threads.max(1)).map(|_| scope.spawn(work)).collect();
            let mut all = work();
            for other in others {
                // A thread ends early only if it panics; then what it took is worked out here.
                all.extend(other.join().unwrap_or_default());
            }
            all
        });
        all.sort_unstable_by_key(|(at, _)| *at);
        all.into_iter().map(|(at, best)| (self.offers.ids[rows[at]], best)).collect()
    }
}
