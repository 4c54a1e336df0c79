//! One score for a person and an opportunity, and opportunities in the order of their scores.

use domain::{id::Id, opportunity::Opportunity, time::Day};
use serde::{Deserialize, Serialize};

use crate::{
    Candidate, Explanation, GateFailure, MODEL,
    explanation::{blend, fit, utility},
    fit::factors,
    gate::gate,
    utility::attributes,
};

/// How an opportunity suits a person, with all the reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// What excludes the person; empty if nothing does.
    pub gate: Vec<GateFailure>,
    /// p: how well the person fits, from 0 to 1; 0 if something excludes them.
    pub fit: f64,
    /// U: how well it suits what they want, from 0 to 1.
    pub utility: f64,
    /// A = p · Ũ, what the ranking goes by.
    pub score: f64,
    /// Everything that went into it.
    pub explanation: Explanation,
}

/// One place of a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// The opportunity.
    pub opportunity: Id<Opportunity>,
    /// p.
    pub fit: f64,
    /// U.
    pub utility: f64,
    /// A = p · Ũ.
    pub score: f64,
}

/// Works out how an opportunity suits a person on `today`, with all the reasons.
#[must_use]
pub fn assess(candidate: &Candidate, opportunity: &Opportunity, today: Day) -> Assessment {
    let gate = gate(candidate, opportunity, today);
    let factors = factors(candidate, opportunity, true);
    let attributes = attributes(candidate, opportunity);
    let confidence = candidate.confidence();
    let fit = if gate.is_empty() { fit(&factors) } else { 0.0 };
    let utility = utility(&attributes);
    let score = blend(fit, utility, confidence);
    let explanation = Explanation {
        model: MODEL.to_owned(),
        gate: gate.clone(),
        factors,
        fit,
        attributes,
        utility,
        confidence,
        score,
    };
    Assessment { gate, fit, utility, score, explanation }
}

/// The same score as [`assess`], without reasons; `None` if something excludes the person.
pub(crate) fn score(candidate: &Candidate, opportunity: &Opportunity, today: Day) -> Option<Match> {
    if !gate(candidate, opportunity, today).is_empty() {
        return None;
    }
    let fit = fit(&factors(candidate, opportunity, false));
    let utility = utility(&attributes(candidate, opportunity));
    let score = blend(fit, utility, candidate.confidence());
    Some(Match { opportunity: opportunity.id, fit, utility, score })
}

/// The opportunities that nothing excludes, best score first; equals in the order of their identifiers.
pub fn rank<'a>(
    candidate: &Candidate,
    opportunities: impl IntoIterator<Item = &'a Opportunity>,
    today: Day,
) -> Vec<Match> {
    let mut ranked: Vec<Match> =
        opportunities.into_iter().filter_map(|opportunity| score(candidate, opportunity, today)).collect();
    ranked.sort_unstable_by(|one, other| {
        other.score.total_cmp(&one.score).then_with(|| one.opportunity.cmp(&other.opportunity))
    });
    ranked
}
