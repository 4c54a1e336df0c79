//! How well an opportunity suits what a person wants: the attributes of U.

use domain::{
    opportunity::{Contract, Kind, Opportunity},
    person::Matter,
    taxonomy::OccupationCode,
};

use crate::{Attribute, Candidate, gate::road_km};

/// What the way to work costs by public transport, in centavos a kilometre. An estimate of ours, from fares between
/// towns of Q10 to Q15 for 40 km.
const TRANSPORT_CENTAVOS_PER_KM: i64 = 35;
/// Days of work in a month.
const DAYS: i64 = 22;
/// Beyond this way nobody goes and comes each day; who works there lives there.
const DAILY_KM: u32 = 80;
/// Pay to compare with when the person named none: the lowest monthly minimum wage of 2026 outside the department of
/// Guatemala with the incentive bonus (Acuerdo Gubernativo 256-2025, Decreto 78-89), in centavos.
const USUAL_PAY_CENTAVOS: i64 = 347_110;
/// Pay that is just what was wanted; a quarter more is worth 1.
const PAY_AS_WANTED: f64 = 0.8;
/// Kilometres that halve how near a place is.
const NEAR_KM: f64 = 15.0;
/// Weight of an attribute that nobody stressed, and what is added for the first, second and third that matter.
const BASE: f64 = 1.0;
const STRESS: [f64; 3] = [4.0, 3.0, 2.0];

/// The attributes that can be compared, in the order of [`Matter`].
pub(crate) fn attributes(candidate: &Candidate, opportunity: &Opportunity) -> Vec<Attribute> {
    Matter::ALL
        .iter()
        .filter_map(|matter| {
            let value = match matter {
                Matter::Pay => pay(candidate, opportunity),
                Matter::Near => near(candidate, opportunity),
                Matter::Stable => stable(opportunity),
                Matter::Hours => hours(candidate, opportunity),
                Matter::Grow => grow(candidate, opportunity),
                Matter::Light => light(opportunity),
            }?;
            let place = candidate.matters.iter().take(STRESS.len()).position(|one| one == matter);
            let weight = BASE + place.map_or(0.0, |place| STRESS[place]);
            Some(Attribute { matter: *matter, weight, value })
        })
        .collect()
}

/// Pay less the daily way there, against the pay wanted. For what pays nothing: what it costs the person.
fn pay(candidate: &Candidate, opportunity: &Opportunity) -> Option<f64> {
    let wanted = candidate.pay_wanted_centavos.unwrap_or(USUAL_PAY_CENTAVOS).max(1) as f64;
    let Some(pay) = opportunity.pay else {
        let costs = opportunity.kind.holds_seats();
        return costs.then(|| (1.0 - opportunity.cost_centavos.max(0) as f64 / wanted).max(0.0));
    };
    let km = road_km(candidate, opportunity).filter(|km| !opportunity.remote && *km <= DAILY_KM).unwrap_or(0);
    let transport = 2 * DAYS * TRANSPORT_CENTAVOS_PER_KM * i64::from(km);
    let net = pay.min_centavos.saturating_sub(transport).max(0) as f64;
    Some((PAY_AS_WANTED * net / wanted).min(1.0))
}

fn near(candidate: &Candidate, opportunity: &Opportunity) -> Option<f64> {
    if opportunity.remote {
        return Some(1.0);
    }
    road_km(candidate, opportunity).map(|km| libm::exp2(-f64::from(km) / NEAR_KM))
}

fn stable(opportunity: &Opportunity) -> Option<f64> {
    opportunity.contract.map(|contract| match contract {
        Contract::Permanent => 1.0,
        Contract::Temporary => 0.5,
        Contract::Piecework => 0.3,
    })
}

fn hours(candidate: &Candidate, opportunity: &Opportunity) -> Option<f64> {
    let told = !candidate.schedules.is_empty();
    told.then(|| if candidate.schedules.contains(&opportunity.schedule) { 1.0 } else { 0.0 })
}

/// The skill level of CIUO-08, 1 to 4, by major group.
const fn skill_level(code: OccupationCode) -> u8 {
    match code.number() / 1000 {
        9 => 1,
        4..=8 | 0 => 2,
        3 => 3,
        _ => 4,
    }
}

/// To learn is to grow. Work grows if it asks for a higher skill level than the person's highest.
fn grow(candidate: &Candidate, opportunity: &Opportunity) -> Option<f64> {
    if opportunity.kind != Kind::Vacancy {
        return Some(1.0);
    }
    let offered = skill_level(opportunity.occupation?);
    let reached = candidate.occupations.iter().map(|(code, _)| skill_level(*code)).max()?;
    Some(match offered.cmp(&reached) {
        std::cmp::Ordering::Greater => 1.0,
        std::cmp::Ordering::Equal => 0.6,
        std::cmp::Ordering::Less => 0.2,
    })
}

/// How light work is on the body, by group of CIUO-08: 1 at a desk, 0.1 carrying loads. A judgement of ours.
fn light(opportunity: &Opportunity) -> Option<f64> {
    if opportunity.kind != Kind::Vacancy {
        return None;
    }
    let number = opportunity.occupation?.number();
    Some(match (number / 1000, number / 100) {
        (1..=4, _) => 1.0,
        (_, 51 | 53) => 0.5,
        (_, 52) => 0.7,
        (_, 54) | (8, _) => 0.5,
        (6, _) => 0.2,
        (_, 71) => 0.2,
        (_, 73 | 75) => 0.6,
        (7, _) => 0.3,
        (_, 92 | 93) => 0.1,
        (9, _) => 0.4,
        _ => 0.5,
    })
}
