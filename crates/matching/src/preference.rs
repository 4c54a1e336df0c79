//! What matters to a person, from what they say to cards: the weights of U, and how much is known of them.
//!
//! What is not known are the six weights `w`, which add up to 1. Belief is a probability for each of 462 points that lie
//! evenly among them (the compositions of 6 into 6 parts `k`, `w = (k + ½) / 9`), at first the same for all. Each answer
//! multiplies belief by how likely it is, and nothing is drawn at random, so the same answers give the same bits:
//!
//! - of three things, `i` most and `j` least: `(wᵢ / wⱼ) / Σ (wₐ / w_b)` over all six ordered pairs. This is the maxdiff
//!   model of best–worst choice with Luce's rule (Marley & Louviere, *J. Math. Psychology* 49, 2005);
//! - of two jobs, the one better in `a` and not in `b`: `1 / (1 + exp(−κ (wₐ Δₐ − w_b Δ_b)))`, the logit rule (McFadden,
//!   1974) over the same U that ranks, where `Δ` is how far apart the two sides of the card are in it.
//!
//! The next card is the one whose answer is expected to tell most: the mutual information of answer and weights (Lindley,
//! *Ann. Math. Stat.* 27, 1956), equals in the order of cards. Cards of three and not of four things: four tell 13 % more
//! and are a third more to read.
//!
//! How much is known follows from what the answers told, `I = ln 462 − H(belief)` in nats: `r = 1 − exp(−2 I / 5)`. Of five
//! unknown numbers (six weights that add up to 1) that much spread is gone, in the mean over directions, if belief is as
//! good as normal. Each card is expected to raise `I` by just its mutual information, so by more than nothing. An answer
//! against those before makes belief wider again and lowers it. An estimate is worth its reliability, and for the rest
//! what would be thought without it (Kelley's formula), so weights are `(1 − r)` parts what the profile says and `r` parts
//! what the cards say.

use std::{cmp::Ordering, sync::LazyLock};

use domain::{
    opportunity::Contract,
    person::Matter,
    preference::{Answer, Answers, Card, JOBS_CARDS, Said, THINGS_CARDS},
};

use crate::utility::{GROW_SAME, LIGHT_LOADS, PAY_AS_WANTED, USUAL_PAY_CENTAVOS, near, stable};

/// Things that can matter.
const COUNT: usize = 6;
/// Weights that are free: the last follows from the others.
const FREE: f64 = 5.0;
/// Into how many parts the whole weight is cut for the points of belief.
const PARTS: u8 = 6;
/// κ: jobs that differ by 0.1 in U are told apart by 12 of 13. A judgement of ours.
const SHARPNESS: f64 = 25.0;
/// After the first cards of two jobs, others are asked only while they are expected to tell so much, in nats: a fifth of
/// what a first card of three things does.
const ENOUGH: f64 = 0.08;
/// Cards whose expected gain differs by less are equals.
const SAME: f64 = 1e-9;
/// Kilometres by road on a card of two jobs: the near one, the far one.
pub const KM_ON_CARDS: [u32; 2] = [10, 25];
/// Pay on a card is a multiple of this, in centavos.
const PAY_STEP: i64 = 5_000;

/// What matters to a person, as far as their answers tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preference {
    weights: [f64; COUNT],
    reliability: f64,
}

/// A probability for each point.
type Belief = Vec<f64>;

/// The points: six weights that add up to 1.
static POINTS: LazyLock<Vec<[f64; COUNT]>> = LazyLock::new(points);

fn points() -> Vec<[f64; COUNT]> {
    let mut parts: Vec<Vec<u8>> = vec![Vec::new()];
    for at in 0..COUNT {
        let last = at + 1 == COUNT;
        parts = parts
            .into_iter()
            .flat_map(|begun| {
                let left = PARTS - begun.iter().sum::<u8>();
                let from = if last { left } else { 0 };
                (from..=left).map(move |next| begun.iter().copied().chain([next]).collect())
            })
            .collect();
    }
    let whole = f64::from(PARTS) + COUNT as f64 / 2.0;
    let weights = |parts: Vec<u8>| std::array::from_fn(|at| (f64::from(parts[at]) + 0.5) / whole);
    parts.into_iter().map(weights).collect()
}

/// The place of a thing among all.
fn place(matter: Matter) -> usize {
    matter as usize
}

/// By how much the better side of a card of two jobs is better in this: the Δ of U.
fn contrast(matter: Matter) -> f64 {
    match matter {
        // As much as is wanted, or a quarter more.
        Matter::Pay => 1.0 - PAY_AS_WANTED,
        Matter::Near => near(KM_ON_CARDS[0]) - near(KM_ON_CARDS[1]),
        Matter::Stable => stable(Contract::Permanent) - stable(Contract::Temporary),
        Matter::Hours => 1.0,
        Matter::Grow => 1.0 - GROW_SAME,
        Matter::Light => 1.0 - LIGHT_LOADS,
    }
}

/// The pay of the two jobs on a card, in centavos: what is wanted (at least the usual pay), and a quarter more.
#[must_use]
pub fn pay_on_cards(wanted_centavos: Option<i64>) -> [i64; 2] {
    let wanted = wanted_centavos.unwrap_or(0).max(USUAL_PAY_CENTAVOS);
    [wanted, wanted.saturating_add(wanted / 4)].map(|pay| (pay + PAY_STEP - 1) / PAY_STEP * PAY_STEP)
}

/// Everything that can be said to a card.
fn sayings(card: Card) -> Vec<Said> {
    let on = card.matters();
    if card.is_jobs() {
        return on.iter().map(|matter| Said::Takes(*matter)).collect();
    }
    let others = |most: Matter| on.iter().filter(move |least| **least != most);
    on.iter()
        .flat_map(|most| others(*most).map(|least| Said::Matters { most: *most, least: *least }))
        .collect()
}

/// How likely each of [`sayings`] is, from whoever has these weights.
fn likelihoods(card: Card, weights: &[f64; COUNT]) -> Vec<f64> {
    let weight = |matter: Matter| weights[place(matter)];
    match card {
        Card::Things(_) => {
            let ratio = |said: &Said| match said {
                Said::Matters { most, least } => weight(*most) / weight(*least),
                Said::Takes(_) => 0.0,
            };
            let ratios: Vec<f64> = sayings(card).iter().map(ratio).collect();
            let total: f64 = ratios.iter().sum();
            ratios.into_iter().map(|ratio| ratio / total).collect()
        }
        Card::Jobs([first, second]) => {
            let better = weight(first) * contrast(first) - weight(second) * contrast(second);
            let takes_first = 1.0 / (1.0 + libm::exp(-SHARPNESS * better));
            vec![takes_first, 1.0 - takes_first]
        }
    }
}

/// Belief after these answers, in whichever order they came.
fn belief(answers: &Answers) -> Belief {
    let mut answered: Vec<&Answer> = answers.cards().iter().collect();
    answered.sort_unstable_by_key(|answer| answer.card());
    let mut belief = vec![1.0 / POINTS.len() as f64; POINTS.len()];
    for answer in answered {
        let Some(said) = answer.said() else { continue };
        let Some(at) = sayings(answer.card()).iter().position(|one| *one == said) else { continue };
        for (share, weights) in belief.iter_mut().zip(POINTS.iter()) {
            *share *= likelihoods(answer.card(), weights)[at];
        }
        let total: f64 = belief.iter().sum();
        belief.iter_mut().for_each(|share| *share /= total);
    }
    belief
}

/// The mean of each weight.
fn mean(belief: &[f64]) -> [f64; COUNT] {
    let mut mean = [0.0; COUNT];
    for (share, weights) in belief.iter().zip(POINTS.iter()) {
        mean.iter_mut().zip(weights).for_each(|(mean, weight)| *mean += share * weight);
    }
    mean
}

/// What one part of a sum of `−p ln p` is.
fn surprise(likely: f64) -> f64 {
    if likely > 0.0 { -likely * libm::log(likely) } else { 0.0 }
}

/// I: what was told to get from no belief to this one, in nats.
fn told(belief: &[f64]) -> f64 {
    libm::log(belief.len() as f64) - belief.iter().copied().map(surprise).sum::<f64>()
}

/// r.
fn reliability(belief: &[f64]) -> f64 {
    1.0 - libm::exp(-2.0 * told(belief).max(0.0) / FREE)
}

/// What the answer to a card is expected to tell, in nats.
fn gain(card: Card, belief: &[f64]) -> f64 {
    let mut whole = vec![0.0; sayings(card).len()];
    let mut known = 0.0;
    for (share, weights) in belief.iter().zip(POINTS.iter()) {
        let likely = likelihoods(card, weights);
        whole.iter_mut().zip(&likely).for_each(|(whole, likely)| *whole += share * likely);
        known += share * likely.into_iter().map(surprise).sum::<f64>();
    }
    whole.into_iter().map(surprise).sum::<f64>() - known
}

/// The card to show next: first of three things, then of two jobs; `None` when enough was asked.
#[must_use]
pub fn next_card(answers: &Answers) -> Option<Card> {
    let jobs = answers.shown(false) >= THINGS_CARDS;
    let shown = answers.shown(true);
    if jobs && shown >= JOBS_CARDS[1] {
        return None;
    }
    let belief = belief(answers);
    let all = if jobs { Card::all_jobs() } else { Card::all_things() };
    let mut best: Option<(f64, Card)> = None;
    for card in all.into_iter().filter(|card| answers.of(*card).is_none()) {
        let gain = gain(card, &belief);
        if best.is_none_or(|(most, _)| gain > most + SAME) {
            best = Some((gain, card));
        }
    }
    best.filter(|(gain, _)| !jobs || shown < JOBS_CARDS[0] || *gain >= ENOUGH).map(|(_, card)| card)
}

impl Preference {
    /// What these answers tell; `None` if none was given.
    #[must_use]
    pub fn of(answers: &Answers) -> Option<Self> {
        (answers.answered() > 0).then(|| {
            let belief = belief(answers);
            Self { weights: mean(&belief), reliability: reliability(&belief) }
        })
    }

    /// How much this matters, from 0 to 1; all add up to 1.
    #[must_use]
    pub fn weight(&self, matter: Matter) -> f64 {
        self.weights[place(matter)]
    }

    /// r: how much the answers tell of that, from 0 to 1.
    #[must_use]
    pub const fn reliability(&self) -> f64 {
        self.reliability
    }

    /// What matters, most first.
    #[must_use]
    pub fn order(&self) -> Vec<Matter> {
        let mut order = Matter::ALL.to_vec();
        order.sort_by(|one, other| {
            self.weight(*other).partial_cmp(&self.weight(*one)).unwrap_or(Ordering::Equal)
        });
        order
    }
}

#[cfg(test)]
mod tests;
