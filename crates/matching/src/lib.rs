//! Matches people and opportunities, and explains every digit of it. Pure: no clock, nothing outside, nothing random.
//!
//! One model ranks the four kinds of opportunity for a person ([`rank`]) and people for an opportunity
//! ([`rank_candidates`]). It reads only what [`Candidate`] holds, and that has no place for sex, age, name, people,
//! country of the work or return, so none of them can move a score.
//!
//! In reading order: [`Candidate`] (what is known of a person), `gate` (what excludes), `skills` and `fit` (how well the
//! person fits, p), `utility` (how well the opportunity suits what they want, U), [`Explanation`] (all of it, kept),
//! `rank`, `counterfactual`, `employer`, [`congestion`] (not everyone is told of the same). [`preference`] finds out what
//! matters to a person. Apart from these, [`link`] turns free text into occupations and skills.
//!
//! Logarithms and exponentials come from `libm`, in pure Rust, so a score has the same bits on every machine.
//! A faster engine may replace `rank` and `rank_candidates`; everything else stays its reference.

mod candidate;
pub mod congestion;
mod counterfactual;
mod employer;
pub mod engine;
mod explanation;
mod fit;
mod gate;
pub mod link;
pub mod preference;
mod rank;
mod skills;
mod utility;

pub use candidate::{Candidate, MOST_CONFIDENCE};
pub use counterfactual::{Addition, Counterfactual, counterfactual};
pub use employer::{CandidateMatch, acceptance, mutual, rank_candidates};
pub use explanation::{Attribute, Detail, Explanation, Factor, FactorName, What};
pub use gate::{GateFailure, gate};
pub use preference::Preference;
pub use rank::{Assessment, Match, assess, rank};
pub use skills::{Holding, Similarity, similar};

/// The version of the model, kept with each explanation. Change it with any change to a formula or a constant.
pub const MODEL: &str = "sinarem-2";

/// No factor counts for less, so that one thing missing lowers a score and does not wipe out the rest.
pub const FLOOR: f64 = 0.01;
