//! People for an opportunity, in the order of how likely they fit and would take it.

use std::borrow::Cow;

use domain::{
    id::Id,
    opportunity::{Opportunity, Pay},
    person::Person,
    time::Day,
};
use serde::{Deserialize, Serialize};

use crate::{Candidate, FLOOR, fit::ease_of_travel, rank::score};

/// Nobody is thought to refuse for sure.
const ACCEPTANCE_FLOOR: f64 = 0.2;
/// Days later than wanted that halve how well a start suits.
const DAYS_LATER: f64 = 30.0;
/// Hours that are none of those the person named.
const OTHER_HOURS: f64 = 0.5;

/// One place of a ranking of people. It holds no name; who it is, is seen when the person applies.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CandidateMatch {
    /// The person.
    pub person: Id<Person>,
    /// p: how well they fit.
    pub fit: f64,
    /// q: how likely they would take it.
    pub acceptance: f64,
    /// B = p · q, what the ranking goes by.
    pub score: f64,
    /// R = 2AB ÷ (A + B): how well it suits both.
    pub mutual: f64,
}

/// q, how likely the person would take it, from 0.2 to 1: how soon they can start, the way there, the hours, and the
/// pay wanted against the most that is offered. What is not known is left out; nothing of who the person is goes in.
#[must_use]
pub fn acceptance(candidate: &Candidate, opportunity: &Opportunity, today: Day) -> f64 {
    let start = candidate.available_from.map(|from| start_value(from, opportunity.starts_on, today));
    let way = ease_of_travel(candidate, opportunity);
    let told = !candidate.schedules.is_empty();
    let hours = told.then(|| hours_value(candidate.schedules.contains(&opportunity.schedule)));
    let pay = candidate.pay_wanted_centavos.zip(opportunity.pay).map(|(wanted, pay)| pay_value(wanted, pay));
    likelihood([start, way, hours, pay])
}

/// How well a start suits whoever can begin `from` a day.
pub(crate) fn start_value(from: Day, starts_on: Option<Day>, today: Day) -> f64 {
    let wanted = starts_on.unwrap_or(today).max(today);
    let late = wanted.until(from).map_or(0, |span| span.get_days()).max(0);
    libm::exp2(-f64::from(late) / DAYS_LATER)
}

/// How well hours suit that are, or are not, among those the person named.
pub(crate) const fn hours_value(named: bool) -> f64 {
    if named { 1.0 } else { OTHER_HOURS }
}

/// The most that is offered against what is wanted, at most 1.
pub(crate) fn pay_value(wanted_centavos: i64, pay: Pay) -> f64 {
    (pay.max_centavos.max(0) as f64 / wanted_centavos.max(1) as f64).min(1.0)
}

/// q from start, way, hours and pay, as far as they are known.
pub(crate) fn likelihood(known: [Option<f64>; 4]) -> f64 {
    let count = known.iter().flatten().count().max(1);
    let sum: f64 = known.iter().flatten().map(|value| libm::log(value.max(FLOOR))).sum();
    ACCEPTANCE_FLOOR + (1.0 - ACCEPTANCE_FLOOR) * libm::exp(sum / count as f64)
}

/// R, the harmonic mean of what it is worth to each: low if it is low for either. 0 if both are 0.
#[must_use]
pub fn mutual(person: f64, employer: f64) -> f64 {
    if person + employer > 0.0 { 2.0 * person * employer / (person + employer) } else { 0.0 }
}

/// The person without what they said to cards, which no list of people goes by.
fn without_cards(candidate: &Candidate) -> Cow<'_, Candidate> {
    if candidate.preference.is_none() {
        return Cow::Borrowed(candidate);
    }
    Cow::Owned(candidate.clone().with_preference(None))
}

/// The people whom nothing excludes, by B = p · q, best first; equals in the order of their identifiers.
pub fn rank_candidates<'a>(
    opportunity: &Opportunity,
    candidates: impl IntoIterator<Item = (Id<Person>, &'a Candidate)>,
    today: Day,
) -> Vec<CandidateMatch> {
    let mut ranked: Vec<CandidateMatch> = candidates
        .into_iter()
        .filter_map(|(person, candidate)| {
            let found = score(&without_cards(candidate), opportunity, today)?;
            let acceptance = acceptance(candidate, opportunity, today);
            let score = found.fit * acceptance;
            let mutual = mutual(found.score, score);
            Some(CandidateMatch { person, fit: found.fit, acceptance, score, mutual })
        })
        .collect();
    ranked.sort_unstable_by(|one, other| {
        other.score.total_cmp(&one.score).then_with(|| one.person.cmp(&other.person))
    });
    ranked
}
