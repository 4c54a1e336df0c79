//! What the columns of people are worth for one opportunity: small tables, and one sum of losses for every row.

use std::sync::LazyLock;

use domain::{person::Schooling, taxonomy::LanguageCode, time::Day};

use super::{
    asked::Asked,
    facts::{covering, schedule_bit},
    loss::{EXCLUDED, loss, units},
    people::{ANYWHERE, MANY, NOBODY, People, REACH_BITS, TRAVELS, UNTOLD},
    words,
};
use crate::{
    FactorName,
    employer::{hours_value, likelihood},
    fit::{ease_of_way, experience_value, experience_worth, geometric_mean, language_value, studied},
};

/// Steps in which the loss of the way is kept; the last value means: out of reach.
const WAYS: usize = 255;
const OUT_OF_REACH: u8 = 255;
/// How many of start, hours and pay a person told, with the way (1 to 4), and whether the hours are others.
const TOLD: usize = 8;

/// What the columns of a row are worth for one opportunity.
pub(super) struct Columns {
    way: Box<[u8; 1 << 16]>,
    terms: [u8; 64],
    /// By how much is told and by the way: what both take from p and q.
    both: Box<[[u16; 256]; TOLD]>,
    papers: [u16; 256],
    tongues: [u16; 128],
    trades: [u16; 512],
}

/// The loss of a step of the way, from below.
fn way_loss(step: usize) -> f64 {
    step as f64 * (loss(0.0) / WAYS as f64)
}

/// What q loses at least, by how much is told and by the way. It is the same for every opportunity.
static ACCEPTANCE: LazyLock<Box<[[f64; WAYS]; TOLD]>> = LazyLock::new(|| {
    let mut table = Box::new([[0.0; WAYS]; TOLD]);
    for (told, row) in table.iter_mut().enumerate() {
        let other_hours = told % 2 == 1;
        let known = |at: usize, value: f64| (told / 2 >= at).then_some(value);
        for (step, value) in row.iter_mut().enumerate() {
            let way = libm::exp(-way_loss(step));
            // The hours are the first that is told besides the way, if they are others; what else is told suits wholly.
            let hours = if other_hours { Some(hours_value(false)) } else { known(1, 1.0) };
            let q = likelihood([Some(way), hours, known(2, 1.0), known(3, 1.0)]);
            *value = (loss(q) - 1e-9).max(0.0);
        }
    }
    table
});

impl Columns {
    pub(super) fn new(asked: &Asked, today: Day) -> Self {
        let open = asked.is_open(today);
        let mut both = Box::new([[EXCLUDED; 256]; TOLD]);
        let travel = asked.weight(FactorName::Travel);
        for (row, acceptance) in both.iter_mut().zip(ACCEPTANCE.iter()).filter(|_| open) {
            for (step, (slot, q)) in row.iter_mut().zip(acceptance).enumerate() {
                *slot = units(travel * way_loss(step) + q);
            }
        }
        Self {
            way: ways(asked),
            terms: terms(asked),
            both,
            papers: papers(asked),
            tongues: tongues(asked),
            trades: trades(asked),
        }
    }

    /// The least loss of every row, from the columns alone.
    pub(super) fn first(&self, people: &People, losses: &mut Vec<u16>) {
        losses.clear();
        losses.reserve(people.rows());
        let terms = people.reach.iter().zip(&people.terms).zip(&people.papers);
        let rows = terms.zip(&people.tongues).zip(&people.trades);
        losses.extend(rows.map(|((((reach, terms), papers), tongues), trades)| {
            let way = self.way[usize::from(*reach)];
            let told = usize::from(self.terms[usize::from(*terms & 63)]) & (TOLD - 1);
            let trades = trades.map(|trade| self.trades[usize::from(trade & 511)]);
            let trade = trades.into_iter().fold(u16::MAX, u16::min);
            self.both[told][usize::from(way)]
                .saturating_add(self.papers[usize::from(*papers)])
                .saturating_add(self.tongues[usize::from(*tongues & 127)])
                .saturating_add(trade)
        }));
    }
}

/// How far each reach is, in steps.
fn ways(asked: &Asked) -> Box<[u8; 1 << 16]> {
    let mut ways = Box::new([OUT_OF_REACH; 1 << 16]);
    for place in 0..words::place_count() {
        #[expect(clippy::cast_possible_truncation, reason = "there are 340 places")]
        let place = place as u16;
        let km = words::km(place, asked.place);
        for travel in 0..1_u16 << (REACH_BITS - 1) {
            let most = match travel {
                UNTOLD => None,
                ANYWHERE => Some(u32::MAX),
                at => TRAVELS.get(usize::from(at)).copied(),
            };
            for would_move in [false, true] {
                let reach = place << REACH_BITS | travel << 1 | u16::from(would_move);
                let step = if asked.remote {
                    0
                } else if !would_move && most.is_some_and(|most| km > most) {
                    OUT_OF_REACH
                } else {
                    way_step(km, most, would_move)
                };
                ways[usize::from(reach)] = step;
            }
        }
    }
    ways[usize::from(NOBODY)] = OUT_OF_REACH;
    ways
}

/// The loss of a way in steps, rounded down.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 254")]
fn way_step(km: u32, travel_km: Option<u32>, would_move: bool) -> u8 {
    let steps = loss(ease_of_way(km, travel_km, would_move)) / loss(0.0) * WAYS as f64 - 1e-6;
    steps.floor().clamp(0.0, 254.0) as u8
}

/// By hours, pay and first day: how many are told, and whether the hours are others.
fn terms(asked: &Asked) -> [u8; 64] {
    let mut table = [0; 64];
    for (terms, slot) in (0_u8..).zip(table.iter_mut()) {
        let hours = terms & 15;
        let pay = terms >> 4 & 1 == 1 && asked.pay().is_some();
        let told = u8::from(hours != 0) + u8::from(pay) + (terms >> 5 & 1);
        let others = hours != 0 && hours & schedule_bit(asked.schedule) == 0;
        *slot = told * 2 + u8::from(others);
    }
    table
}

/// By licences and schooling: what they lose.
fn papers(asked: &Asked) -> [u16; 256] {
    let mut table = [0; 256];
    let (licences, schooling) = (asked.weight(FactorName::Licences), asked.weight(FactorName::Schooling));
    for (papers, slot) in (0_u8..=255).zip(table.iter_mut()) {
        let (held, studied_at) = (papers & 31, usize::from(papers >> 5));
        let covers = |wanted: &domain::person::Licence| held & covering(*wanted) != 0;
        if asked.licences_indispensable && held != 0 && !asked.licences.iter().all(covers) {
            *slot = EXCLUDED;
            continue;
        }
        let values = asked.licences.iter().map(|wanted| if covers(wanted) { 1.0 } else { 0.0 });
        let driving = geometric_mean(values).map_or(0.0, |value| licences * loss(value));
        let schooled = match asked.schooling {
            Some(wanted) if !asked.experience_instead => {
                let held = studied_at.checked_sub(1).and_then(|at| Schooling::ALL.get(at)).copied();
                schooling * loss(studied(wanted, held))
            }
            _ => 0.0,
        };
        *slot = units((driving + schooled - 1e-9).max(0.0));
    }
    table
}

/// By Spanish and English: what languages lose. Others that are asked are taken for spoken.
fn tongues(asked: &Asked) -> [u16; 128] {
    let mut table = [0; 128];
    let weight = asked.weight(FactorName::Languages);
    for (tongues, slot) in (0_u8..).zip(table.iter_mut()) {
        let (spanish, english, told) = (tongues >> 4, tongues >> 1 & 7, tongues & 1 == 1);
        let level = |language| match language {
            LanguageCode::Spanish => Some(spanish),
            LanguageCode::English => Some(english),
            _ => None,
        };
        let mut values = Vec::with_capacity(asked.languages.len());
        let mut excluded = false;
        for wanted in &asked.languages {
            // A level of 4 in the column may be more.
            let spoken = level(wanted.language).map(|level| if level >= 4 { u8::MAX } else { level });
            let known = spoken.is_none_or(|level| level > 0) || told;
            excluded |= known && spoken.is_some_and(|level| level < wanted.level);
            values.push(spoken.map_or(1.0, |level| language_value(Some(level), wanted.level)));
        }
        let lost = geometric_mean(values.into_iter()).map_or(0.0, |value| weight * loss(value));
        let excluded = excluded && asked.languages_indispensable;
        *slot = if excluded { EXCLUDED } else { units((lost - 1e-9).max(0.0)) };
    }
    table
}

/// By occupation: what experience loses at least, were it as long as is wanted.
fn trades(asked: &Asked) -> [u16; 512] {
    let mut table = [0; 512];
    let weight = asked.weight(FactorName::Experience);
    for (id, slot) in (0_u16..).zip(table.iter_mut()).take(words::occupation_count()) {
        let held = words::occupation(id).map(|code| (code, u32::MAX));
        let worth = experience_worth(held.as_slice(), asked.occupation(), 1).0;
        let value = experience_value(worth, asked.kind(), asked.experience_months);
        *slot = units((weight * loss(value) - 1e-9).max(0.0));
    }
    table[usize::from(MANY)] = 0;
    table
}
