//! What lies within a person's reach: counted exactly, with the bounds of a search for offers, and counted again with
//! more skills without starting anew.

use domain::{
    opportunity::{Kind, Opportunity},
    taxonomy::SkillCode,
    time::Day,
};

use super::{
    Engine,
    exact::{Pair, Worths},
    find_offers::{OfferFilter, SLACK, Search, narrow},
    loss::loss,
    offers::Offers,
};
use crate::{
    Assessment, Candidate,
    skills::{TOP_LEVEL, counts_for, reach},
};

/// A vacancy is within reach of a person whom nothing excludes and who fits it so well, or better. A choice of ours: with
/// skills, experience and way compared and all else as asked, who lacks one essential skill of four entirely is just
/// within reach (0.52), and who lacks two of four is not (0.27).
pub const WITHIN_REACH: f64 = 0.5;

impl Assessment {
    /// Whether it is within reach: [`WITHIN_REACH`].
    #[must_use]
    pub fn is_within_reach(&self) -> bool {
        self.gate.is_empty() && self.fit >= WITHIN_REACH
    }
}

impl Engine {
    /// Places that nobody has yet in open vacancies within reach ([`WITHIN_REACH`]): as [`crate::assess`] says of each.
    #[must_use]
    pub fn places_for(&self, candidate: &Candidate, today: Day) -> u64 {
        let filter = vacancies();
        Reach::new(self, candidate, today, &filter).places
    }
}

/// Looks at vacancies only.
pub(super) fn vacancies() -> OfferFilter {
    OfferFilter { kind: Some(Kind::Vacancy), ..OfferFilter::default() }
}

/// A person before every open vacancy.
pub(super) struct Reach<'a> {
    pub search: Search<'a>,
    /// Places within reach.
    pub places: u64,
    /// Rows that more skills could bring within reach, with what they lose without skills.
    near: Vec<(usize, f32)>,
    /// Room.
    best: Vec<f64>,
    changed: Vec<(usize, f64, f32)>,
}

/// The most that can be lost within reach, with slack.
fn most() -> f32 {
    narrow(loss(WITHIN_REACH)) + SLACK
}

impl<'a> Reach<'a> {
    pub(super) fn new(
        engine: &'a Engine,
        candidate: &Candidate,
        today: Day,
        filter: &'a OfferFilter,
    ) -> Self {
        let search = Search::new(engine, candidate, today, filter);
        let (mut losses, mut counts) = (Vec::with_capacity(engine.offers.ids.len()), [0; 4]);
        search.first(&engine.offers, &mut losses, &mut counts);
        let mut reach = Self { search, places: 0, near: Vec::new(), best: Vec::new(), changed: Vec::new() };
        for (row, loss) in losses.into_iter().enumerate() {
            // A row that is excluded has an infinite loss.
            if loss > most() {
                continue;
            }
            if reach.holds(row, loss) {
                reach.places += reach.left(row);
            } else if reach.left(row) > 0 {
                reach.near.push((row, loss));
            }
        }
        reach
    }

    const fn offers(&self) -> &'a Offers {
        &self.search.engine.offers
    }

    fn left(&self, row: usize) -> u64 {
        u64::from(self.offers().asked[row].left)
    }

    /// Whether a row is within reach, with what it loses without skills.
    fn holds(&mut self, row: usize, loss: f32) -> bool {
        let offers = self.offers();
        let search = &self.search;
        let (skills, essential) = offers.skills_of(row);
        let cost = &search.costs[usize::from(offers.frame[row])];
        if loss + search.skills_loss(cost, skills, essential, offers.trade[row]) > most() {
            return false;
        }
        self.best.clear();
        self.best
            .extend(skills.iter().map(|skill| search.worths.get(*skill as usize).copied().unwrap_or(0.0)));
        let (essential, optional) = self.best.split_at(essential);
        let pair = Pair::new(&search.facts, &offers.asked[row], search.today);
        pair.fit(Worths { essential, optional }) >= WITHIN_REACH
    }

    /// Places that would come within reach with these skills, each certified at its level. A skill never takes a place
    /// away, so only rows that are not within reach are looked at.
    pub(super) fn opened_by(&mut self, gained: &[(SkillCode, u8)]) -> u64 {
        for (skill, level) in gained {
            self.gain(skill, *level);
        }
        let mut opened = 0;
        if !self.changed.is_empty() {
            let near = std::mem::take(&mut self.near);
            for (row, loss) in &near {
                if self.holds(*row, *loss) {
                    opened += self.left(*row);
                }
            }
            self.near = near;
        }
        while let Some((at, worth, lost)) = self.changed.pop() {
            self.search.worths[at] = worth;
            self.search.lost[at] = lost;
        }
        opened
    }

    /// Counts a certified skill for everything it counts for, where it is better than what is held.
    fn gain(&mut self, skill: &SkillCode, level: u8) {
        for (asked, sim) in counts_for(skill) {
            let Some(id) = self.search.engine.skills.id(asked) else { continue };
            for asked_level in 1..=TOP_LEVEL {
                let worth = sim * reach(level, asked_level);
                let at = usize::from(id) * 4 + usize::from(asked_level);
                let held = self.search.worths[at];
                if worth > held {
                    self.changed.push((at, held, self.search.lost[at]));
                    self.search.worths[at] = worth;
                    self.search.lost[at] = narrow(loss(worth));
                }
            }
        }
    }

    /// The courses and calls to certify that are open to the person and have places left.
    pub(super) fn learning(&self) -> impl Iterator<Item = usize> {
        let (offers, today) = (self.offers(), self.search.today);
        let facts = &self.search.facts;
        (0..offers.ids.len()).filter(move |row| {
            let asked = &offers.asked[*row];
            offers.closes[*row] > i32::MIN
                && matches!(asked.kind(), Kind::Course | Kind::Certification)
                && asked.left > 0
                && Pair::new(facts, asked, today).passes()
        })
    }
}

/// What a person would gain from a course or a call to certify: skills with the levels they would then have certified,
/// in the order of codes. A course gives what it teaches at its level; a certification, a certificate of what the person
/// holds already, confirmed or from a job, at the level they hold it. Empty: nothing new.
#[must_use]
pub fn gained(candidate: &Candidate, opportunity: &Opportunity) -> Vec<(SkillCode, u8)> {
    let taught = crate::fit::once_each(&opportunity.requirements.essential);
    let taught = taught.into_iter().map(|one| (&one.skill, one.level));
    gained_of(candidate, opportunity.kind, taught)
}

/// As [`gained`], from what is taught or certified, once each.
pub(super) fn gained_of<'a>(
    candidate: &Candidate,
    kind: Kind,
    taught: impl Iterator<Item = (&'a SkillCode, u8)>,
) -> Vec<(SkillCode, u8)> {
    let gain = |(skill, level): (&'a SkillCode, u8)| {
        let (held, certified) = candidate.holdings().levels(skill).unwrap_or((0, 0));
        let level = match kind {
            Kind::Course => level.clamp(1, TOP_LEVEL),
            Kind::Certification => held,
            Kind::Vacancy | Kind::Programme => 0,
        };
        (level > certified).then(|| (skill.clone(), level))
    };
    taught.filter_map(gain).collect()
}
