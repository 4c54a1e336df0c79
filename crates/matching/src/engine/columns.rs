//! What the columns of people are worth for one opportunity: small tables, and one sum of losses for a row.

use std::sync::LazyLock;

use domain::{person::Schooling, taxonomy::LanguageCode, time::Day};

use super::{
    asked::Asked,
    facts::{covering, schedule_bit},
    loss::{EXCLUDED, loss, units},
    people::{ANYWHERE, MANY, People, REACH_BITS, TRADES, TRAVELS, UNTOLD},
    words,
};
use crate::{
    FactorName,
    employer::{hours_value, likelihood},
    fit::{experience_value, experience_worth, geometric_mean, language_value, loss_of_way, studied},
};

/// Steps in which the loss of the way is kept; the last value means: out of reach.
const WAYS: usize = 255;
pub(super) const OUT_OF_REACH: u8 = 255;
/// How many of start, hours and pay a person told, with the way (1 to 4), and whether the hours are others.
const TOLD: usize = 8;
/// All are told, and the hours suit: with it the way takes least.
const MOST_TOLD: u8 = 6;

/// What the columns of a row are worth for one opportunity.
pub(super) struct Columns {
    /// By how much is told and by the way: what both take from p and q.
    both: Box<[[u16; 256]; TOLD]>,
    classes: Vec<Worth>,
    trades: [u16; 512],
}

/// What a class is worth: what it loses, and how much is told.
#[derive(Clone, Copy, Debug)]
struct Worth {
    lost: u16,
    told: u8,
}

/// The loss of what is at the floor, −ln 0.01, rounded up.
const LARGEST: f64 = 4.605_170_185_988_092;

/// The loss of a step of the way, from below.
fn way_loss(step: usize) -> f64 {
    step as f64 * (LARGEST / WAYS as f64)
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
    pub(super) fn new(asked: &Asked, people: &People, today: Day) -> Self {
        let open = asked.is_open(today);
        let mut both = Box::new([[EXCLUDED; 256]; TOLD]);
        let travel = asked.weight(FactorName::Travel);
        for (row, acceptance) in both.iter_mut().zip(ACCEPTANCE.iter()).filter(|_| open) {
            for (step, (slot, q)) in row.iter_mut().zip(acceptance).enumerate() {
                *slot = units(travel * way_loss(step) + q);
            }
        }
        let (papers, terms, tongues) = (papers(asked), terms(asked), tongues(asked));
        // The first is that of whoever has no class.
        let unclassed = Worth { lost: 0, told: MOST_TOLD };
        let classes = std::iter::once(unclassed).chain(people.classes.iter().map(|class| Worth {
            lost: papers[usize::from(class.papers)].saturating_add(tongues[usize::from(class.tongues & 127)]),
            told: terms[usize::from(class.terms & 63)],
        }));
        let classes = classes.collect();
        Self { both, classes, trades: trades(asked) }
    }

    /// The least loss of a row from its columns, at this step of the way.
    pub(super) fn loss(&self, step: u8, class: u16, trades: &[u16; TRADES]) -> u16 {
        let Some(worth) = self.classes.get(usize::from(class)) else { return EXCLUDED };
        let trades = trades.map(|trade| self.trades[usize::from(trade & 511)]);
        let trade = trades[0].min(trades[1]).min(trades[2].min(trades[3]));
        self.both[usize::from(worth.told) & (TOLD - 1)][usize::from(step)]
            .saturating_add(worth.lost)
            .saturating_add(trade)
    }

    /// The least loss of any row at this step of the way.
    pub(super) fn least(&self, step: u8) -> u16 {
        self.both.iter().map(|told| told[usize::from(step)]).fold(u16::MAX, u16::min)
    }
}

/// How far a reach is from an opportunity, in steps.
pub(super) fn step_of(reach: u16, asked: &Asked) -> u8 {
    if asked.remote {
        return 0;
    }
    let (place, travel, would_move) = (reach >> REACH_BITS, reach >> 1 & 31, reach & 1 == 1);
    let most = match travel {
        UNTOLD => None,
        ANYWHERE => Some(u32::MAX),
        at => TRAVELS.get(usize::from(at)).copied(),
    };
    let km = words::km(place, asked.place);
    if !would_move && most.is_some_and(|most| km > most) {
        return OUT_OF_REACH;
    }
    way_step(km, most, would_move)
}

/// The loss of a way in steps, rounded down.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 254")]
fn way_step(km: u32, travel_km: Option<u32>, would_move: bool) -> u8 {
    let steps = loss_of_way(km, travel_km, would_move) / LARGEST * WAYS as f64 - 1e-6;
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
