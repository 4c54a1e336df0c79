//! How well an opportunity suits what a person wants: the attributes of U.

use domain::{
    opportunity::{Contract, Kind, Opportunity, Pay},
    person::Matter,
    taxonomy::OccupationCode,
};

use crate::{Attribute, Candidate, Preference, gate::road_km};

/// What the way to work costs by public transport, in centavos a kilometre. An estimate of ours, from fares between
/// towns of Q10 to Q15 for 40 km.
pub(crate) const TRANSPORT_CENTAVOS_PER_KM: i64 = 35;
/// Days of work in a month.
pub(crate) const DAYS: i64 = 22;
/// Beyond this way nobody goes and comes each day; who works there lives there.
const DAILY_KM: u32 = 80;
/// Pay to compare with when the person named none: the lowest monthly minimum wage of 2026 outside the department of
/// Guatemala with the incentive bonus (Acuerdo Gubernativo 256-2025, Decreto 78-89), in centavos.
pub(crate) const USUAL_PAY_CENTAVOS: i64 = 347_110;
/// Pay that is just what was wanted; a quarter more is worth 1.
pub(crate) const PAY_AS_WANTED: f64 = 0.8;
/// Work that asks for no more skill than the person's.
pub(crate) const GROW_SAME: f64 = 0.6;
/// Carrying loads.
pub(crate) const LIGHT_LOADS: f64 = 0.1;
/// Kilometres that halve how near a place is.
const NEAR_KM: f64 = 15.0;
/// Weight of an attribute that nobody stressed, and what is added for the first, second and third that matter.
const BASE: f64 = 1.0;
const STRESS: [f64; 3] = [4.0, 3.0, 2.0];

/// The attributes that can be compared, in the order of [`Matter`].
pub(crate) fn attributes(candidate: &Candidate, opportunity: &Opportunity) -> Vec<Attribute> {
    let terms = Terms::of(opportunity);
    let km = road_km(candidate, opportunity).filter(|_| !opportunity.remote);
    let told = !candidate.schedules.is_empty();
    let suits = told.then(|| candidate.schedules.contains(&opportunity.schedule));
    let values = Values {
        pay: pay(terms, km, candidate.pay_wanted_centavos),
        near: if opportunity.remote { Some(1.0) } else { km.map(near) },
        stable: lasting(terms),
        hours: suits.map(|suits| if suits { 1.0 } else { 0.0 }),
        grow: grow(terms, highest_skill_level(&candidate.occupations)),
        light: light(terms),
    };
    values.weighed(&candidate.matters, candidate.preference.as_ref()).collect()
}

/// What an opportunity gives, as far as U looks at it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    pub kind: Kind,
    pub occupation: Option<OccupationCode>,
    pub pay: Option<Pay>,
    pub cost_centavos: i64,
    pub contract: Option<Contract>,
}

impl Terms {
    pub(crate) const fn of(opportunity: &Opportunity) -> Self {
        Self {
            kind: opportunity.kind,
            occupation: opportunity.occupation,
            pay: opportunity.pay,
            cost_centavos: opportunity.cost_centavos,
            contract: opportunity.contract,
        }
    }
}

/// The value of each attribute, if it can be compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Values {
    pub pay: Option<f64>,
    pub near: Option<f64>,
    pub stable: Option<f64>,
    pub hours: Option<f64>,
    pub grow: Option<f64>,
    pub light: Option<f64>,
}

impl Values {
    /// Those that can be compared, with what each weighs for whom these matter, in the order of [`Matter`]. What was said
    /// to cards counts for as much as it tells, and what was told in the profile for the rest.
    pub(crate) fn weighed(
        self,
        matters: &[Matter],
        preference: Option<&Preference>,
    ) -> impl Iterator<Item = Attribute> {
        let told = move |matter: &Matter| {
            let place = matters.iter().take(STRESS.len()).position(|one| one == matter);
            BASE + place.map_or(0.0, |place| STRESS[place])
        };
        let whole: f64 = Matter::ALL.iter().map(told).sum();
        Matter::ALL.iter().filter_map(move |matter| {
            let value = match matter {
                Matter::Pay => self.pay,
                Matter::Near => self.near,
                Matter::Stable => self.stable,
                Matter::Hours => self.hours,
                Matter::Grow => self.grow,
                Matter::Light => self.light,
            }?;
            let weight = match preference {
                None => told(matter),
                Some(known) => {
                    (1.0 - known.reliability()) * told(matter) / whole
                        + known.reliability() * known.weight(*matter)
                }
            };
            Some(Attribute { matter: *matter, weight, value })
        })
    }
}

/// Pay less the daily way there (`km`; `None`: no way), against the pay wanted. For what pays nothing: what it costs
/// the person.
pub(crate) fn pay(terms: Terms, km: Option<u32>, wanted_centavos: Option<i64>) -> Option<f64> {
    let wanted = wanted_centavos.unwrap_or(USUAL_PAY_CENTAVOS).max(1) as f64;
    let Some(pay) = terms.pay else {
        let costs = terms.kind.holds_seats();
        return costs.then(|| (1.0 - terms.cost_centavos.max(0) as f64 / wanted).max(0.0));
    };
    let km = km.filter(|km| *km <= DAILY_KM).unwrap_or(0);
    let transport = 2 * DAYS * TRANSPORT_CENTAVOS_PER_KM * i64::from(km);
    let net = pay.min_centavos.saturating_sub(transport).max(0) as f64;
    Some((PAY_AS_WANTED * net / wanted).min(1.0))
}

/// How near a place so many kilometres away is.
pub(crate) fn near(km: u32) -> f64 {
    libm::exp2(-f64::from(km) / NEAR_KM)
}

/// How lasting a contract of this form is.
pub(crate) const fn stable(contract: Contract) -> f64 {
    match contract {
        Contract::Permanent => 1.0,
        Contract::Temporary => 0.5,
        Contract::Piecework => 0.3,
    }
}

/// How lasting the contract is, if it is told.
pub(crate) fn lasting(terms: Terms) -> Option<f64> {
    terms.contract.map(stable)
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

/// The highest skill level among occupations; `None` of none.
pub(crate) fn highest_skill_level(occupations: &[(OccupationCode, u32)]) -> Option<u8> {
    occupations.iter().map(|(code, _)| skill_level(*code)).max()
}

/// To learn is to grow. Work grows if it asks for a higher skill level than the person's highest.
pub(crate) fn grow(terms: Terms, reached: Option<u8>) -> Option<f64> {
    if terms.kind != Kind::Vacancy {
        return Some(1.0);
    }
    let offered = skill_level(terms.occupation?);
    Some(match offered.cmp(&reached?) {
        std::cmp::Ordering::Greater => 1.0,
        std::cmp::Ordering::Equal => GROW_SAME,
        std::cmp::Ordering::Less => 0.2,
    })
}

/// How light work is on the body, by group of CIUO-08: 1 at a desk, 0.1 carrying loads. A judgement of ours.
pub(crate) fn light(terms: Terms) -> Option<f64> {
    if terms.kind != Kind::Vacancy {
        return None;
    }
    let number = terms.occupation?.number();
    Some(match (number / 1000, number / 100) {
        (1..=4, _) => 1.0,
        (_, 51 | 53) => 0.5,
        (_, 52) => 0.7,
        (_, 54) | (8, _) => 0.5,
        (6, _) => 0.2,
        (_, 71) => 0.2,
        (_, 73 | 75) => 0.6,
        (7, _) => 0.3,
        (_, 92 | 93) => LIGHT_LOADS,
        (9, _) => 0.4,
        _ => 0.5,
    })
}
