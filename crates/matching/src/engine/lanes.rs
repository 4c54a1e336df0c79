//! What a person's skills are worth at best for the skills that one opportunity asks: a lane of eight bits for each skill
//! asked, and for each skill held a row of lanes. The best of each is a maximum of rows, lane by lane, which a processor
//! does in one step. Level and evidence are taken for the best there are; only the exact score looks at them.

use domain::person::Evidence;

use super::{
    asked::Asked,
    facts::{Facts, graded},
    loss::{UNITS, loss},
    people::{MANY, TRADES},
    words::{self, NONE, Skills},
};
use crate::{
    FactorName,
    fit::related_interest,
    skills::{TOP_LEVEL, level_by_months, reach, weight},
};

/// What a full lane holds.
const FULL: f64 = 255.0;

/// For one opportunity: how much each skill that is held counts for each that is asked.
pub(super) struct Sims {
    /// By the number of a skill: its place in `sims`, from 1; 0: near nothing that is asked.
    place: Vec<u16>,
    /// By place: for each skill asked, essential ones first, how much the held one counts; 0 for nothing.
    sims: Vec<f64>,
    /// Levels asked, essential ones first.
    levels: Vec<u8>,
    essential: usize,
}

impl Sims {
    pub(super) fn new(asked: &Asked, skills: &Skills) -> Self {
        let learning = asked.learning();
        let optional = if learning { &[][..] } else { &asked.optional };
        let all: Vec<(u16, u8)> = asked.essential.iter().chain(optional).copied().collect();
        let level = |level: u8| if learning { 1 } else { level.clamp(1, TOP_LEVEL) };
        let levels: Vec<u8> = all.iter().map(|(_, asked)| level(*asked)).collect();
        let mut made = Self {
            place: vec![0; skills.count()],
            sims: vec![0.0; all.len()],
            levels,
            essential: asked.essential.len(),
        };
        for (at, (wanted, _)) in all.iter().enumerate() {
            for (held, sim) in Skills::near(*wanted) {
                made.row(held)[at] = sim;
            }
        }
        made
    }

    const fn width(&self) -> usize {
        self.levels.len()
    }

    /// The row of a skill that counts for something; made if it is not there.
    fn row(&mut self, held: u16) -> &mut [f64] {
        let width = self.width();
        if self.place[usize::from(held)] == 0 {
            #[expect(clippy::cast_possible_truncation, reason = "there are fewer rows than skills")]
            let next = (self.sims.len() / width.max(1)) as u16;
            self.place[usize::from(held)] = next;
            self.sims.resize(self.sims.len() + width, 0.0);
        }
        let from = usize::from(self.place[usize::from(held)]) * width;
        &mut self.sims[from..from + width]
    }

    fn sims_of(&self, held: u16) -> Option<&[f64]> {
        let place = usize::from(self.place.get(usize::from(held)).copied().unwrap_or(0));
        (place > 0).then(|| &self.sims[place * self.width()..(place + 1) * self.width()])
    }

    /// What the best that is held is worth for each skill asked, as [`crate::skills::Holdings`] reckons it: the number
    /// of essential ones among them is the answer.
    pub(super) fn worths(&self, facts: &Facts, held: &[u16], grades: &[u8], best: &mut Vec<f64>) -> usize {
        best.clear();
        best.resize(self.width(), 0.0);
        for (held, grade) in held.iter().zip(grades) {
            let (level, evidence) = graded(*grade);
            self.offer(*held, level, evidence, best);
        }
        for (code, months) in &facts.occupations {
            let level = level_by_months(*months);
            for held in words::essential(words::occupation_id(Some(*code))) {
                self.offer(*held, level, None, best);
            }
        }
        self.essential.min(self.width())
    }

    fn offer(&self, held: u16, level: u8, evidence: Option<Evidence>, best: &mut [f64]) {
        let Some(sims) = self.sims_of(held) else { return };
        for ((best, sim), asked) in best.iter_mut().zip(sims).zip(&self.levels) {
            let worth = sim * weight(evidence) * reach(level, *asked);
            *best = best.max(worth);
        }
    }
}

/// Rows of `L` lanes. Skills asked beyond the lanes are taken for held.
pub(super) struct Lanes<const L: usize> {
    rows: Vec<[u8; L]>,
    trades: Box<[[u8; L]; 512]>,
    /// What a lane that is empty costs, in 1/65536 of a unit for each of its 255 steps.
    costs: [u32; L],
    interest: Option<Interest>,
}

/// For what teaches: the interest that occupations show, beside that of skills.
struct Interest {
    trades: Box<[f64; 512]>,
    weight: f64,
    /// Skills taught, and how many of them have no lane.
    taught: usize,
    beyond: usize,
}

/// How much of a lane is filled by a skill that counts so much, rounded up.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 255")]
fn fill(sim: f64, linear: bool) -> u8 {
    let part = if linear { sim } else { 1.0 - loss(sim) / loss(0.0) };
    (part * FULL + 1e-6).ceil().clamp(0.0, FULL) as u8
}

impl<const L: usize> Lanes<L> {
    pub(super) fn new(asked: &Asked, sims: &Sims, skills: &Skills) -> Self {
        let learning = asked.learning();
        let lanes = |sims: &[f64], times: f64| {
            let mut row = [0; L];
            for (lane, sim) in row.iter_mut().zip(sims) {
                *lane = fill(sim * times, learning);
            }
            row
        };
        let mut rows = vec![[0; L]; skills.count()];
        for (held, row) in (0_u16..=u16::MAX).zip(rows.iter_mut()) {
            if let Some(sims) = sims.sims_of(held) {
                *row = lanes(sims, 1.0);
            }
        }
        let mut trades = Box::new([[0; L]; 512]);
        for (id, row) in (0_u16..512).zip(trades.iter_mut()) {
            for held in words::essential(id) {
                if let Some(sims) = sims.sims_of(*held) {
                    *row = highest(*row, lanes(sims, weight(None)));
                }
            }
        }
        trades[usize::from(MANY)] = [u8::MAX; L];
        let interest = learning.then(|| Interest::new(asked, L));
        Self { rows, trades, costs: costs(asked, sims), interest }
    }

    /// The least loss by skills of a row of people.
    pub(super) fn loss(&self, held: &[u16], trades: &[u16; TRADES]) -> u32 {
        let mut best = [0_u8; L];
        for trade in trades {
            best = highest(best, self.trades[usize::from(*trade & 511)]);
        }
        for held in held {
            best = highest(best, self.rows[usize::from(*held)]);
        }
        if let Some(interest) = &self.interest {
            return interest.loss(&best, trades);
        }
        let cost: u64 =
            best.iter().zip(&self.costs).map(|(lane, cost)| u64::from(255 - lane) * u64::from(*cost)).sum();
        #[expect(clippy::cast_possible_truncation, reason = "a whole loss is some 40,000 units")]
        let cost = (cost >> 16) as u32;
        cost
    }
}

/// The higher of two rows, lane by lane.
fn highest<const L: usize>(one: [u8; L], other: [u8; L]) -> [u8; L] {
    let mut highest = one;
    for (lane, other) in highest.iter_mut().zip(other) {
        *lane = (*lane).max(other);
    }
    highest
}

/// What each step of each lane costs, rounded down.
fn costs<const L: usize>(asked: &Asked, sims: &Sims) -> [u32; L] {
    let mut costs = [0; L];
    let parts = [
        (FactorName::EssentialSkills, asked.essential.len()),
        (FactorName::OptionalSkills, asked.optional.len()),
    ];
    let all = parts.iter().flat_map(|(name, count)| {
        let each = asked.weight(*name) * loss(0.0) / (*count).max(1) as f64;
        std::iter::repeat_n(each, *count)
    });
    for (cost, each) in costs.iter_mut().zip(all.take(sims.width())) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 148 × 65536")]
        let steps = (each * UNITS * 65_536.0 / FULL).floor() as u32;
        *cost = steps;
    }
    costs
}

impl Interest {
    fn new(asked: &Asked, lanes: usize) -> Self {
        let mut trades = Box::new([related_interest(0); 512]);
        if let Some(occupation) = asked.occupation() {
            for (id, slot) in (0_u16..).zip(trades.iter_mut()).take(words::occupation_count()) {
                let digits = words::occupation(id).map_or(0, |held| held.shared_digits(occupation));
                *slot = related_interest(digits);
            }
        }
        trades[usize::from(MANY)] = 1.0;
        trades[usize::from(NONE)] = related_interest(0);
        let taught = asked.essential.len();
        let beyond = taught.saturating_sub(lanes);
        Self { trades, weight: asked.weight(FactorName::Interest), taught, beyond }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole loss is some 40,000 units"
    )]
    fn loss(&self, best: &[u8], trades: &[u16; TRADES]) -> u32 {
        let related = trades.iter().map(|trade| self.trades[usize::from(*trade & 511)]).fold(0.0, f64::max);
        let filled: u32 = best.iter().map(|lane| u32::from(*lane)).sum();
        let held = f64::from(filled) / FULL + self.beyond as f64;
        let value = related.max(held / self.taught.max(1) as f64);
        (self.weight * loss(value) * UNITS - 1e-6).max(0.0) as u32
    }
}
