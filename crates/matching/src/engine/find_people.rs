//! People for an opportunity: a bound for everyone from small tables, and the exact score of those it does not rule out.
//!
//! 1. Groups of rows come in the order of how near they are; once the way alone rules a group out, so it does the rest.
//! 2. [`Columns::loss`] sums the losses that follow from the columns of a row.
//! 3. A row that the sum does not rule out is bounded by its skills too ([`Lanes`]).
//! 4. What is left gets its exact score.
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
    columns::{Columns, OUT_OF_REACH, step_of},
    exact::{Pair, Worths},
    facts::Facts,
    lanes::{Lanes, Sims},
    loss::EXCLUDED,
    people::{Group, REACH_BITS},
    top::{Place, Top},
    words,
};
use crate::CandidateMatch;

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
    /// Steps of the way of each group.
    steps: Vec<u8>,
    /// Groups by how near they are.
    near: Vec<(u8, Group)>,
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
        let mut top = Top::new(k);
        let asked =
            if self.asked.learning() { 0 } else { self.asked.optional.len() } + self.asked.essential.len();
        if asked <= LANES {
            self.best::<LANES>(room, &mut top);
        } else {
            self.best::<{ 2 * LANES }>(room, &mut top);
        }
        top.into_best().into_iter().map(|place| place.kept).collect()
    }

    fn best<const L: usize>(&self, room: &mut Room, top: &mut Best) {
        let people = &self.engine.people;
        let lanes = Lanes::<L>::new(self.asked, &self.sims, &self.engine.skills);
        let columns = Columns::new(self.asked, people, self.today);
        room.steps.clear();
        room.steps.extend(people.groups.iter().map(|group| step_of(group.reach, self.asked)));
        let near = std::mem::take(&mut room.near);
        let near = in_order(&people.groups, &room.steps, near);
        for (step, group) in &near {
            if u32::from(columns.least(*step)) > top.most() {
                break;
            }
            let rows = group.from as usize..group.to as usize;
            let columns_of = people.class[rows.clone()].iter().zip(&people.trades[rows.clone()]);
            for (row, (class, trades)) in rows.zip(columns_of) {
                let loss = columns.loss(*step, *class, trades);
                if u32::from(loss) <= top.most() && loss != EXCLUDED {
                    self.look(&lanes, row, loss, room, top);
                }
            }
        }
        room.near = near;
        for row in people.grouped..people.rows() {
            let step = step_of(people.reach[row], self.asked);
            let loss = columns.loss(step, people.class[row], &people.trades[row]);
            if u32::from(loss) <= top.most() && loss != EXCLUDED {
                self.look(&lanes, row, loss, room, top);
            }
        }
    }

    /// Looks at one row with its loss by columns: by its skills, then exactly.
    fn look<const L: usize>(&self, lanes: &Lanes<L>, row: usize, loss: u16, room: &mut Room, top: &mut Best) {
        let people = &self.engine.people;
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

/// The groups that can be reached, the nearest first, in the room of `near`.
fn in_order(groups: &[Group], steps: &[u8], mut near: Vec<(u8, Group)>) -> Vec<(u8, Group)> {
    let mut starts = [0_usize; 256];
    for step in steps {
        starts[usize::from(*step)] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += std::mem::replace(start, sum);
    }
    let reached = starts[usize::from(OUT_OF_REACH)];
    near.clear();
    near.resize(reached, (0, Group { reach: 0, from: 0, to: 0 }));
    for (step, group) in steps.iter().zip(groups) {
        let start = &mut starts[usize::from(*step)];
        if let Some(slot) = near.get_mut(*start) {
            *slot = (*step, *group);
        }
        *start += 1;
    }
    near
}
