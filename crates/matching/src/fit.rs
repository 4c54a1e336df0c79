//! How well a person fits an opportunity: the factors of p.
//!
//! A factor is present when the opportunity asks for it (travel always is), and the weights of those present are
//! divided by their sum. What the person did not tell counts as not held, at the floor: telling more never lowers p.
//!
//! | factor | vacancy | certification | course, programme |
//! |---|---|---|---|
//! | essential skills | 0.45 | 0.20 | — (they are taught) |
//! | interest | — | — | 0.45 |
//! | experience | 0.20 | 0.45 | 0.20, if months are asked |
//! | languages | 0.10 | 0.10 | 0.10 |
//! | licences | 0.10 | 0.10 | 0.10 |
//! | travel | 0.15 | 0.15 | 0.15 |
//! | schooling or experience | 0.05 | 0.05 | 0.05 |
//! | optional skills | 0.05 | 0.05 | — |
//!
//! A certification recognises what one already knows, so it wants experience first. A course wants interest: an
//! occupation or skills near what it teaches; whoever has none may still begin. Licences that are asked for and not
//! indispensable are a factor of their own.

use domain::{
    opportunity::{AskedSkill, Kind, Opportunity},
    person::{Schooling, Spoken},
    taxonomy::OccupationCode,
};

use crate::{Candidate, Detail, FLOOR, Factor, FactorName, What, gate::road_km};

/// What a month in an occupation with 0 to 4 shared digits is worth at most. The digits of CIUO-08 go from the major
/// group (1) to the unit group (4).
const BY_SHARED_DIGITS: [f64; 5] = [0.0, 0.15, 0.4, 0.7, 1.0];
/// Interest in what is taught, by the digits shared with an occupation of the person's.
const INTEREST_BY_SHARED_DIGITS: [f64; 5] = [0.0, 0.4, 0.6, 0.8, 1.0];
/// Interest of whoever did nothing near.
const NEW_INTEREST: f64 = 0.3;
/// Below this many months nobody knows a trade, even if fewer are asked.
const LEARNING_MONTHS: u32 = 6;
/// Months a certification wants, if it names none.
const CERTIFIABLE_MONTHS: u32 = 12;
/// Months that may take the place of schooling, if none are asked.
const SCHOOLING_MONTHS: u32 = 24;
/// Having no experience where none is asked.
const NONE_ASKED: f64 = 0.5;
/// How far most would travel each day, in kilometres by road, when they did not say. An estimate of ours.
const USUAL_TRAVEL_KM: u32 = 30;
/// Moving for work is possible, and costs.
const MOVING: f64 = 0.5;

/// Whether it teaches or supports, so that nothing needs to be known before.
pub(crate) const fn is_learning(kind: Kind) -> bool {
    matches!(kind, Kind::Course | Kind::Programme)
}

/// The weight of a factor, before those present are divided by their sum.
pub(crate) const fn weight(name: FactorName, kind: Kind) -> f64 {
    let certifying = matches!(kind, Kind::Certification);
    match name {
        FactorName::EssentialSkills if certifying => 0.20,
        FactorName::EssentialSkills | FactorName::Interest => 0.45,
        FactorName::Experience if certifying => 0.45,
        FactorName::Experience => 0.20,
        FactorName::Languages | FactorName::Licences => 0.10,
        FactorName::Travel => 0.15,
        FactorName::Schooling | FactorName::OptionalSkills => 0.05,
    }
}

/// The factors present, with weights that add up to 1, in the order of [`FactorName`]. Details only if `explained`.
pub(crate) fn factors(candidate: &Candidate, opportunity: &Opportunity, explained: bool) -> Vec<Factor> {
    let learning = is_learning(opportunity.kind);
    let asked = &opportunity.requirements;
    let mut comparison = Comparison { candidate, opportunity, explained, factors: Vec::with_capacity(8) };
    if learning {
        comparison.add(FactorName::Interest, interest);
    } else {
        comparison.add(FactorName::EssentialSkills, |one, notes| {
            skills(one.candidate, &one.opportunity.requirements.essential, notes)
        });
    }
    if !learning || asked.experience_months > 0 {
        comparison.add(FactorName::Experience, experience);
    }
    comparison.add(FactorName::Languages, languages);
    comparison.add(FactorName::Licences, licences);
    comparison.add(FactorName::Travel, travel);
    comparison.add(FactorName::Schooling, schooling);
    if !learning {
        comparison.add(FactorName::OptionalSkills, |one, notes| {
            skills(one.candidate, &one.opportunity.requirements.optional, notes)
        });
    }
    let mut factors = comparison.factors;
    let total: f64 = factors.iter().map(|factor| factor.weight).sum();
    for factor in &mut factors {
        factor.weight /= total;
    }
    factors
}

/// A person beside an opportunity, and the factors found so far.
struct Comparison<'a> {
    candidate: &'a Candidate,
    opportunity: &'a Opportunity,
    explained: bool,
    factors: Vec<Factor>,
}

impl Comparison<'_> {
    fn add(&mut self, name: FactorName, compare: fn(&Self, &mut Notes) -> Option<f64>) {
        let weight = weight(name, self.opportunity.kind);
        let mut notes = Notes { kept: self.explained, details: Vec::new() };
        if let Some(value) = compare(self, &mut notes) {
            self.factors.push(Factor { name, weight, value, details: notes.details });
        }
    }
}

/// Details, if anybody will read them.
struct Notes {
    kept: bool,
    details: Vec<Detail>,
}

impl Notes {
    fn note(&mut self, value: f64, what: impl FnOnce() -> What) {
        if self.kept {
            self.details.push(Detail { what: what(), value });
        }
    }
}

/// `exp(Σ ln max(value, 0.01) / n)`, in the order given; `None` of nothing.
pub(crate) fn geometric_mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let count = values.len();
    (count > 0)
        .then(|| libm::exp(values.map(|value| libm::log(value.max(FLOOR))).sum::<f64>() / count as f64))
}

/// Each skill asked once, at the highest level it is asked, in the order of codes.
pub(crate) fn once_each(asked: &[AskedSkill]) -> Vec<&AskedSkill> {
    let mut sorted: Vec<&AskedSkill> = asked.iter().collect();
    sorted.sort_unstable_by(|one, other| one.skill.cmp(&other.skill).then(other.level.cmp(&one.level)));
    sorted.dedup_by(|later, first| later.skill == first.skill);
    sorted
}

/// Geometric mean over the skills asked of the worth of the best that is held for each.
fn skills(candidate: &Candidate, asked: &[AskedSkill], notes: &mut Notes) -> Option<f64> {
    geometric_mean(once_each(asked).into_iter().map(|wanted| {
        let value = candidate.holdings().worth(&wanted.skill, wanted.level);
        notes.note(value, || What::Skill {
            skill: wanted.skill.clone(),
            level: wanted.level,
            holding: candidate.holdings().best(&wanted.skill, wanted.level),
        });
        value
    }))
}

/// Months in occupations that share at least `digits` digits with `code`; in any if there is no code.
fn months_near(occupations: &[(OccupationCode, u32)], code: Option<OccupationCode>, digits: u8) -> u32 {
    let near = |held: &OccupationCode| code.is_none_or(|code| held.shared_digits(code) >= digits);
    occupations.iter().filter(|(held, _)| near(held)).map(|(_, months)| months).sum()
}

/// Worth of experience: `max over d of r(d) · √min(1, months sharing ≥ d digits ÷ months wanted)`.
///
/// The first months teach most, hence the root; a related occupation is never worth more than r(d), however long.
/// Returns the value, the digits and the months that gave it.
pub(crate) fn experience_worth(
    occupations: &[(OccupationCode, u32)],
    code: Option<OccupationCode>,
    wanted: u32,
) -> (f64, u8, u32) {
    let mut best = (0.0, 0, 0);
    for digits in [4, 3, 2, 1] {
        let months = months_near(occupations, code, digits);
        let filled = f64::from(months.min(wanted)) / f64::from(wanted.max(1));
        let value = BY_SHARED_DIGITS[usize::from(digits)] * filled.sqrt();
        if value > best.0 {
            best = (value, digits, months);
        }
    }
    best
}

/// Months wanted: those asked, and never fewer than it takes to learn or certify a trade.
pub(crate) fn wanted_months(kind: Kind, asked_months: u32) -> u32 {
    let least = if kind == Kind::Certification { CERTIFIABLE_MONTHS } else { LEARNING_MONTHS };
    asked_months.max(least)
}

/// Months that may take the place of schooling.
pub(crate) fn instead_months(asked_months: u32) -> u32 {
    asked_months.max(SCHOOLING_MONTHS)
}

/// The value of experience: who never worked may begin where none is asked.
pub(crate) fn experience_value(worth: f64, kind: Kind, asked_months: u32) -> f64 {
    let beginner = asked_months == 0 && kind != Kind::Certification;
    if beginner { worth.max(NONE_ASKED) } else { worth }
}

fn experience(one: &Comparison, notes: &mut Notes) -> Option<f64> {
    let asked_months = u32::from(one.opportunity.requirements.experience_months);
    let code = one.opportunity.occupation;
    if code.is_none() && asked_months == 0 {
        return None;
    }
    let kind = one.opportunity.kind;
    let wanted = wanted_months(kind, asked_months);
    let (worth, shared_digits, months) = experience_worth(&one.candidate.occupations, code, wanted);
    let value = experience_value(worth, kind, asked_months);
    notes.note(value, || What::Experience { occupation: code, asked_months, months, shared_digits });
    Some(value)
}

/// The nearest of an occupation the person had and the skills they hold to what is taught; never below
/// [`NEW_INTEREST`].
fn interest(one: &Comparison, notes: &mut Notes) -> Option<f64> {
    let taught = once_each(&one.opportunity.requirements.essential);
    let mut value = NEW_INTEREST;
    if let Some(occupation) = one.opportunity.occupation {
        let held = one.candidate.occupations.iter();
        let digits = held.map(|(held, _)| held.shared_digits(occupation)).max().unwrap_or(0);
        let related = related_interest(digits);
        notes.note(related, || What::RelatedOccupation { occupation, shared_digits: digits });
        value = related;
    } else if taught.is_empty() {
        return None;
    }
    if !taught.is_empty() {
        let held = taught.iter().map(|wanted| one.candidate.holdings().worth(&wanted.skill, 1));
        value = value.max(held.sum::<f64>() / taught.len() as f64);
    }
    Some(value)
}

/// Interest of whoever had an occupation that shares so many digits with the one it is for.
pub(crate) const fn related_interest(digits: u8) -> f64 {
    INTEREST_BY_SHARED_DIGITS[digits as usize].max(NEW_INTEREST)
}

/// What a language spoken so well is worth where another level is asked.
pub(crate) fn language_value(spoken: Option<u8>, asked: u8) -> f64 {
    f64::from(spoken.unwrap_or(0).min(asked)) / f64::from(asked.max(1))
}

/// Each language asked once, at the highest level it is asked, in the order of [`domain::taxonomy::LanguageCode`].
pub(crate) fn languages_once(asked: &[Spoken]) -> Vec<&Spoken> {
    let mut sorted: Vec<&Spoken> = asked.iter().collect();
    sorted.sort_unstable_by_key(|spoken| (spoken.language, std::cmp::Reverse(spoken.level)));
    sorted.dedup_by_key(|spoken| spoken.language);
    sorted
}

fn languages(one: &Comparison, notes: &mut Notes) -> Option<f64> {
    let asked = languages_once(&one.opportunity.requirements.languages);
    geometric_mean(asked.into_iter().map(|wanted| {
        let spoken = one.candidate.speaks(wanted.language);
        let value = language_value(spoken, wanted.level);
        notes.note(value, || What::Language { asked: wanted.clone(), spoken });
        value
    }))
}

fn licences(one: &Comparison, notes: &mut Notes) -> Option<f64> {
    let mut asked = one.opportunity.requirements.licences.clone();
    asked.sort_unstable();
    asked.dedup();
    geometric_mean(asked.into_iter().map(|licence| {
        let held = one.candidate.drives(licence);
        let value = if held == Some(true) { 1.0 } else { 0.0 };
        notes.note(value, || What::Licence { licence, held });
        value
    }))
}

/// 1 at home, half as much at the distance the person would travel, and half again for each such distance more.
/// Whoever would move is never below [`MOVING`].
pub(crate) fn ease_of_travel(candidate: &Candidate, opportunity: &Opportunity) -> Option<f64> {
    if opportunity.remote {
        return Some(1.0);
    }
    let km = road_km(candidate, opportunity)?;
    Some(ease_of_way(km, candidate.travel_km, candidate.would_move == Some(true)))
}

/// As [`ease_of_travel`], for what is so many kilometres away.
pub(crate) fn ease_of_way(km: u32, travel_km: Option<u32>, would_move: bool) -> f64 {
    let usual = f64::from(travel_km.unwrap_or(USUAL_TRAVEL_KM).max(1));
    let ease = libm::exp2(-f64::from(km) / usual);
    if would_move { ease.max(MOVING) } else { ease }
}

/// −ln of [`ease_of_way`], but for the last bits.
pub(crate) fn loss_of_way(km: u32, travel_km: Option<u32>, would_move: bool) -> f64 {
    let usual = f64::from(travel_km.unwrap_or(USUAL_TRAVEL_KM).max(1));
    let loss = f64::from(km) * std::f64::consts::LN_2 / usual;
    if would_move { loss.min(-libm::log(MOVING)) } else { loss }
}

fn travel(one: &Comparison, notes: &mut Notes) -> Option<f64> {
    let value = ease_of_travel(one.candidate, one.opportunity)?;
    notes.note(value, || match road_km(one.candidate, one.opportunity) {
        Some(km) if !one.opportunity.remote => What::Distance {
            km,
            travel_km: one.candidate.travel_km,
            would_move: one.candidate.would_move == Some(true),
        },
        _ => What::Remote,
    });
    Some(value)
}

/// Years that a degree of schooling takes in Guatemala (see [`Schooling`]).
const fn years(schooling: Schooling) -> f64 {
    match schooling {
        Schooling::None => 0.0,
        Schooling::Primary => 6.0,
        Schooling::Basic => 9.0,
        Schooling::Diversified => 12.0,
        Schooling::University => 16.0,
    }
}

/// Years finished ÷ years asked, at most 1; nothing told counts as none.
pub(crate) fn studied(asked: Schooling, held: Option<Schooling>) -> f64 {
    match years(asked) {
        0.0 => 1.0,
        wanted => (held.map_or(0.0, years) / wanted).min(1.0),
    }
}

/// Years finished ÷ years asked; where experience may take its place, the better of both.
fn schooling(one: &Comparison, notes: &mut Notes) -> Option<f64> {
    let requirements = &one.opportunity.requirements;
    let asked = requirements.schooling?;
    let held = one.candidate.schooling;
    let studied = studied(asked, held);
    let worked = if requirements.experience_instead {
        let wanted = instead_months(u32::from(requirements.experience_months));
        experience_worth(&one.candidate.occupations, one.opportunity.occupation, wanted).0
    } else {
        0.0
    };
    let value = studied.max(worked);
    notes.note(value, || What::Schooling { asked, held, by_experience: worked > studied });
    Some(value)
}
