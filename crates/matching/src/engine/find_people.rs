//! People for an opportunity: a bound for everyone from small tables, and the exact score of those it does not rule out.
//!
//! 1. [`Columns::first`] sums, for every row, the losses that follow from the columns.
//! 2. Rows that the sum does not rule out are bounded by their skills too ([`Lanes`]).
//! 3. What is left gets its exact score. The rows with the least loss come first, so that the rest is ruled out early.
//!
//! No bound is ever above a loss that the exact score can have, so whoever is passed over has a score below the k best.

use std::collections::HashSet;

use domain::{
    id::Id,
    opportunity::Opportunity,
    person::Person,
    place::MunicipalityCode,
    time::{Day, Moment},
};

use super::{
    Engine,
    asked::Asked,
    columns::Columns,
    exact::{Pair, Worths},
    facts::Facts,
    lanes::{Lanes, Sims},
    loss::EXCLUDED,
    people::REACH_BITS,
    top::{Place, Top},
    words,
};
use crate::CandidateMatch;

/// Rows looked at together in search of one that may be among the best.
const BLOCK: usize = 64;
/// So many rows for each place asked come first.
const FIRST: usize = 16;
/// Lanes for skills asked; opportunities that ask more get twice as many.
const LANES: usize = 16;

/// Whom to look for. The default is everyone.
#[derive(Clone, Debug, Default)]
pub struct PeopleFilter {
    /// Only who lets those who offer find them at this moment. What it answers is up to a minute old.
    pub found_at: Option<Moment>,
    /// Only who wants to be told of new offers.
    pub told: bool,
    /// Only who lives in one of these; empty: anywhere.
    pub places: Vec<MunicipalityCode>,
    /// Not these.
    pub except: HashSet<Id<Person>>,
}

/// What a search needs room for; may be used for one search after the other.
#[derive(Debug, Default)]
pub(super) struct Room {
    losses: Vec<u16>,
    facts: Facts,
    best: Vec<f64>,
}

type Best = Top<Person, CandidateMatch>;

impl Engine {
    /// The `k` best people for an opportunity, as [`crate::rank_candidates`] ranks them, to the last bit.
    #[must_use]
    pub fn people_for(
        &self,
        opportunity: &Opportunity,
        today: Day,
        k: usize,
        filter: &PeopleFilter,
    ) -> Vec<CandidateMatch> {
        let asked = Asked::of(opportunity, &self.skills);
        Search::new(self, &asked, today, filter).run(k, &mut Room::default())
    }
}

/// One search.
pub(super) struct Search<'a> {
    engine: &'a Engine,
    asked: &'a Asked,
    today: Day,
    filter: &'a PeopleFilter,
    places: Option<Vec<bool>>,
    sims: Sims,
}

impl<'a> Search<'a> {
    pub(super) fn new(engine: &'a Engine, asked: &'a Asked, today: Day, filter: &'a PeopleFilter) -> Self {
        let places = (!filter.places.is_empty()).then(|| {
            let mut wanted = vec![false; words::place_count()];
            for code in &filter.places {
                wanted[usize::from(words::place_id(*code))] = true;
            }
            wanted
        });
        Self { engine, asked, today, filter, places, sims: Sims::new(asked, &engine.skills) }
    }

    pub(super) fn run(&self, k: usize, room: &mut Room) -> Vec<CandidateMatch> {
        if k == 0 || !self.asked.is_open(self.today) {
            return Vec::new();
        }
        Columns::new(self.asked, self.today).first(&self.engine.people, &mut room.losses);
        let mut top = Top::new(k);
        let asked =
            if self.asked.learning() { 0 } else { self.asked.optional.len() } + self.asked.essential.len();
        if asked <= LANES {
            self.best::<LANES>(k, room, &mut top);
        } else {
            self.best::<{ 2 * LANES }>(k, room, &mut top);
        }
        top.into_best().into_iter().map(|place| place.kept).collect()
    }

    fn best<const L: usize>(&self, k: usize, room: &mut Room, top: &mut Best) {
        let lanes = Lanes::<L>::new(self.asked, &self.sims, &self.engine.skills);
        let losses = std::mem::take(&mut room.losses);
        let first = least_of(&losses, k.saturating_mul(FIRST));
        for (from, to) in [(0, first), (first.saturating_add(1), EXCLUDED - 1)] {
            for (block, losses) in losses.chunks(BLOCK).enumerate() {
                let most = u16::try_from(top.most()).unwrap_or(EXCLUDED).min(to);
                if losses.iter().all(|loss| *loss < from || *loss > most) {
                    continue;
                }
                for (at, loss) in losses.iter().enumerate() {
                    if *loss >= from && *loss <= to {
                        self.look(&lanes, block * BLOCK + at, *loss, room, top);
                    }
                }
            }
        }
        room.losses = losses;
    }

    /// Looks at one row with its loss by columns: by its skills, then exactly.
    fn look<const L: usize>(&self, lanes: &Lanes<L>, row: usize, loss: u16, room: &mut Room, top: &mut Best) {
        let people = &self.engine.people;
        if u32::from(loss) > top.most() {
            return;
        }
        let (held, grades) = people.skills_of(row);
        if u32::from(loss) + lanes.loss(held, &people.trades[row]) > top.most() || !self.wanted(row) {
            return;
        }
        let id = people.ids[row];
        if !top.takes(1.0, id) || self.filter.except.contains(&id) {
            return;
        }
        people.read(row, &mut room.facts);
        let pair = Pair::new(&room.facts, self.asked, self.today);
        if !pair.passes() {
            return;
        }
        let essential = self.sims.worths(&room.facts, held, grades, &mut room.best);
        let (essential, optional) = room.best.split_at(essential);
        let fit = pair.fit(Worths { essential, optional });
        let acceptance = pair.acceptance();
        let score = fit * acceptance;
        if top.takes(score, id) {
            let mutual = pair.mutual(fit, score);
            top.put(Place { score, id, kept: CandidateMatch { person: id, fit, acceptance, score, mutual } });
        }
    }

    fn wanted(&self, row: usize) -> bool {
        let people = &self.engine.people;
        let place = usize::from(people.reach[row] >> REACH_BITS);
        self.filter.found_at.is_none_or(|now| people.may_be_found(row, now))
            && (!self.filter.told || people.wants_to_be_told(row))
            && self.places.as_ref().is_none_or(|wanted| wanted.get(place).copied().unwrap_or(false))
    }
}

/// The least loss that at least `count` rows do not exceed, in steps.
fn least_of(losses: &[u16], count: usize) -> u16 {
    let mut counts = [0_usize; 256];
    for loss in losses.iter().filter(|loss| **loss != EXCLUDED) {
        counts[usize::from(*loss >> 8)] += 1;
    }
    let mut left = count;
    for (step, rows) in (0_u16..256).zip(counts) {
        if rows >= left {
            return (step << 8 | 255).min(EXCLUDED - 1);
        }
        left -= rows;
    }
    EXCLUDED - 1
}
