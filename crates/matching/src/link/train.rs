//! Learns a vector for each feature from pairs of texts that mean the same: the two of a pair draw near, and apart from
//! the others of their batch (InfoNCE, van den Oord and others 2018, in both directions, cosine over a temperature).
//!
//! It starts from the directions in which concepts differ most, so that words of the same concepts are alike at first.
//! One thread, one order, no chance: the same taxonomy gives the same bytes.

mod pairs;
mod start;
mod sums;

use std::collections::HashMap;

pub(super) use self::sums::{add, dot};
use self::{
    pairs::Corpus,
    sums::{dot_each, weighed},
};
use super::{features::Kind, material::TaxonomyConcept};

/// Numbers of a vector.
pub(super) const SIZE: usize = 192;
/// Pairs that are learnt together.
const BATCH: usize = 512;
/// What likeness is divided by. Half of it fits the taxonomy's own words only.
const TEMPERATURE: f32 = 0.1;
/// The first step of Adagrad; it falls to a fifth.
const RATE: f32 = 0.1;
/// Rounds through all pairs. More fit the taxonomy's own words only.
const EPOCHS: usize = 4;
/// Features kept at most, the commonest first: what fits 25 MB.
const FEATURES: usize = 110_000;
/// Weights of a pair of stems and of letters, beside a stem's 1.
const PAIR: f32 = 0.7;
const LETTERS: f32 = 0.6;
/// Slopes below this change next to nothing.
const FLAT: f32 = 1e-4;

/// A text as it is trained on: its features' rows and weights.
type Sparse = Vec<(u32, f32)>;

/// What was learnt: for each feature its key, its weight and its row of [`SIZE`] numbers.
pub(super) struct Trained {
    pub keys: Vec<u64>,
    pub weights: Vec<f32>,
    pub rows: Vec<f32>,
}

/// Learns from the concepts' own words; tells how many of how many parts are done.
pub(super) fn train(concepts: &[TaxonomyConcept], told: &mut dyn FnMut(usize, usize)) -> Trained {
    let parts = EPOCHS + 1;
    let mut corpus = Corpus::read(concepts);
    let mut learner = Learner::new(start::rows(corpus.keys.len(), &corpus.by_concept(concepts)));
    told(1, parts);
    let mut counter = Counter(7);
    for epoch in 0..EPOCHS {
        let mut pairs = corpus.pairs(concepts, &mut counter);
        for at in (1..pairs.len()).rev() {
            pairs.swap(at, counter.below(at + 1));
        }
        let batches = pairs.chunks(BATCH);
        let count = batches.len() as f32;
        for (at, batch) in batches.enumerate() {
            let done = (epoch as f32 + at as f32 / count) / EPOCHS as f32;
            learner.learn_batch(&corpus.texts, batch, RATE * (1.0 - 0.8 * done));
        }
        told(epoch + 2, parts);
    }
    Trained {
        keys: std::mem::take(&mut corpus.keys),
        weights: std::mem::take(&mut corpus.weights),
        rows: learner.rows,
    }
}

/// A fixed row of numbers (SplitMix64, Steele and others 2014), for an order without a pattern.
struct Counter(u64);

impl Counter {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn any(&mut self, of: &[u32]) -> Option<u32> {
        if of.is_empty() { None } else { Some(of[self.below(of.len())]) }
    }
}

/// Two texts (by number) that mean the same, and the groups within which texts are not told apart.
#[derive(Clone, Copy)]
struct Pair {
    one: u32,
    other: u32,
    concept: u32,
    group: u32,
    /// Whether it holds for every concept of its group.
    of_group: bool,
}

impl Pair {
    /// Whether the other text of `next` may mean the first text of this one.
    fn may_mean(&self, next: &Self) -> bool {
        self.concept == next.concept
            || ((self.of_group || next.of_group) && self.group == next.group)
            || self.other == next.other
    }
}

/// The rows under training, with the sums of squares of Adagrad, one for each row.
struct Learner {
    rows: Vec<f32>,
    squares: Vec<f32>,
}

/// One side of a batch: a unit vector and a slope for each text, and how long the vector was.
struct Side {
    vectors: Vec<f32>,
    slopes: Vec<f32>,
    lengths: Vec<f32>,
}

fn row(table: &[f32], at: usize) -> &[f32] {
    &table[at * SIZE..][..SIZE]
}

fn row_mut(table: &mut [f32], at: usize) -> &mut [f32] {
    &mut table[at * SIZE..][..SIZE]
}

impl Learner {
    fn new(rows: Vec<f32>) -> Self {
        let squares = vec![0.0; rows.len() / SIZE];
        Self { rows, squares }
    }

    fn side<'a>(&self, texts: impl ExactSizeIterator<Item = &'a Sparse>) -> Side {
        let count = texts.len();
        let mut side = Side {
            vectors: vec![0.0; count * SIZE],
            slopes: vec![0.0; count * SIZE],
            lengths: Vec::with_capacity(count),
        };
        for (at, text) in texts.enumerate() {
            let vector = row_mut(&mut side.vectors, at);
            for (feature, weight) in text {
                add(vector, *weight, row(&self.rows, *feature as usize));
            }
            let length = dot(vector, vector).sqrt().max(1e-9);
            vector.iter_mut().for_each(|one| *one /= length);
            side.lengths.push(length);
        }
        side
    }

    fn learn_batch(&mut self, texts: &[Sparse], batch: &[Pair], rate: f32) {
        let count = batch.len();
        let mut left = self.side(batch.iter().map(|pair| &texts[pair.one as usize]));
        let mut right = self.side(batch.iter().map(|pair| &texts[pair.other as usize]));
        let mut likeness = vec![0.0; count * count];
        for ((i, one), line) in batch.iter().enumerate().zip(likeness.chunks_exact_mut(count)) {
            dot_each(row(&left.vectors, i), &right.vectors, line);
            for ((j, other), likeness) in batch.iter().enumerate().zip(line) {
                let told_apart = i == j || !one.may_mean(other);
                *likeness = if told_apart { *likeness / TEMPERATURE } else { f32::NEG_INFINITY };
            }
        }
        let slopes = slopes(&likeness, count);
        let mut columns = vec![Vec::new(); count];
        let mut line = Vec::new();
        for i in 0..count {
            line.clear();
            for (j, slope) in slopes[i * count..][..count].iter().enumerate() {
                if slope.abs() > FLAT {
                    line.push((j, slope / TEMPERATURE));
                    columns[j].push((i, slope / TEMPERATURE));
                }
            }
            weighed(&line, &right.vectors, row_mut(&mut left.slopes, i));
        }
        for (j, column) in columns.iter().enumerate() {
            weighed(column, &left.vectors, row_mut(&mut right.slopes, j));
        }
        for (at, pair) in batch.iter().enumerate() {
            self.learn(&texts[pair.one as usize], &mut left, at, rate);
            self.learn(&texts[pair.other as usize], &mut right, at, rate);
        }
    }

    /// One step of Adagrad.
    fn learn(&mut self, text: &[(u32, f32)], side: &mut Side, at: usize, rate: f32) {
        let (unit, slope) = (row(&side.vectors, at), row_mut(&mut side.slopes, at));
        // Through the division by the length: only what is across the vector counts.
        let along = dot(slope, unit);
        for (slope, unit) in slope.iter_mut().zip(unit) {
            *slope = (*slope - along * unit) / side.lengths[at];
        }
        let square = dot(slope, slope) / SIZE as f32;
        for (feature, weight) in text {
            let sum = &mut self.squares[*feature as usize];
            *sum += square * weight * weight;
            let step = rate * weight / (sum.sqrt() + 1e-8);
            add(row_mut(&mut self.rows, *feature as usize), -step, slope);
        }
    }
}

/// Slopes of the loss in each likeness: half of the softmax over rows and half of that over columns, less the truth.
fn slopes(likeness: &[f32], count: usize) -> Vec<f32> {
    // All are at most 1 / temperature, so one shift serves all.
    let top = likeness.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let parts: Vec<f32> = likeness.iter().map(|one| libm::expf(one - top)).collect();
    let mut columns = vec![1e-30_f32; count];
    let mut slopes = Vec::with_capacity(parts.len());
    for row in parts.chunks_exact(count) {
        let sum = row.iter().sum::<f32>().max(1e-30);
        columns.iter_mut().zip(row).for_each(|(column, part)| *column += part);
        slopes.extend(row.iter().map(|part| 0.5 * part / sum));
    }
    for (at, (slopes, row)) in slopes.chunks_exact_mut(count).zip(parts.chunks_exact(count)).enumerate() {
        for ((slope, part), column) in slopes.iter_mut().zip(row).zip(&columns) {
            *slope += 0.5 * part / column;
        }
        slopes[at] -= 1.0;
    }
    slopes
}

/// Keys and weights of the features that are kept, the commonest first.
fn vocabulary(texts: &[Vec<(Kind, u64)>]) -> (Vec<u64>, Vec<f32>) {
    let mut spread: HashMap<u64, (Kind, u32, usize)> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        for (kind, key) in text {
            let slot = spread.entry(*key).or_insert((*kind, 0, usize::MAX));
            if slot.2 != at {
                (slot.1, slot.2) = (slot.1 + 1, at);
            }
        }
    }
    let mut kept: Vec<(u64, Kind, u32)> = spread
        .into_iter()
        .map(|(key, (kind, spread, _))| (key, kind, spread))
        .filter(|(_, kind, spread)| *kind == Kind::Stem || *spread > 1)
        .collect();
    kept.sort_unstable_by(|one, other| other.2.cmp(&one.2).then(one.0.cmp(&other.0)));
    kept.truncate(FEATURES);
    let weight = |kind: Kind, spread: u32| {
        let rarity = libm::logf((1.0 + texts.len() as f32) / (1.0 + spread as f32)) + 1.0;
        let share = match kind {
            Kind::Stem => 1.0,
            Kind::Pair => PAIR,
            Kind::Letters => LETTERS,
        };
        share * rarity / 5.0
    };
    let weights = kept.iter().map(|(_, kind, spread)| weight(*kind, *spread)).collect();
    (kept.into_iter().map(|one| one.0).collect(), weights)
}
