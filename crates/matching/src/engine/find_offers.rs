//! Opportunities for a person: as for people, a bound for all from small tables, and the exact score of what is left.
//!
//! What excludes is looked at exactly for all of them, so that it is also known how many there are.

use std::collections::HashSet;

use domain::{
    id::Id,
    opportunity::{Kind, Opportunity},
    place::MunicipalityCode,
    taxonomy::OccupationCode,
    time::Day,
};

use super::{
    Engine,
    asked::FACTORS,
    exact::{Pair, Worths},
    facts::{Facts, covering},
    loss::{UNITS, loss},
    offers::{Frame, Offers, REMOTE},
    pack::day_number,
    top::{Place, Top},
    words,
};
use crate::{
    Candidate, FactorName, Match,
    fit::{
        ease_of_way, experience_value, experience_worth, geometric_mean, is_learning, language_value,
        related_interest, studied,
    },
};

/// What to look for. The default is everything that is open.
#[derive(Clone, Debug, Default)]
pub struct OfferFilter {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only in one of these; empty: anywhere.
    pub places: Vec<MunicipalityCode>,
    /// Only for this occupation.
    pub occupation: Option<OccupationCode>,
    /// Not these.
    pub except: HashSet<Id<Opportunity>>,
}

/// The opportunities of one kind for a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The kind.
    pub kind: Kind,
    /// How many nothing excludes.
    pub count: usize,
    /// The best, best first.
    pub best: Vec<Match>,
}

/// A loss that excludes.
const OUT: f32 = f32::INFINITY;
/// −ln 0.01.
const FLOOR_LOSS: f32 = 4.605_17;
/// By how much sums of 32-bit floats may be off, and more.
pub(super) const SLACK: f32 = 1e-4;
/// So many rows for each place asked come first.
const FIRST: usize = 8;

impl Engine {
    /// The `k` best opportunities of each kind for a person, as [`crate::rank`] ranks them, to the last bit.
    #[must_use]
    pub fn offers_for(
        &self,
        candidate: &Candidate,
        today: Day,
        k: usize,
        filter: &OfferFilter,
    ) -> Vec<Found> {
        let search = Search::new(self, candidate, today, filter);
        let kinds = Kind::ALL.iter().filter(|kind| filter.kind.is_none_or(|wanted| wanted == **kind));
        let mut found = search.run(k);
        kinds.map(|kind| std::mem::replace(&mut found[at_of(*kind)], Found::none(*kind))).collect()
    }
}

impl Found {
    const fn none(kind: Kind) -> Self {
        Self { kind, count: 0, best: Vec::new() }
    }
}

/// The place of a kind in the list of all.
fn at_of(kind: Kind) -> usize {
    Kind::ALL.iter().position(|one| *one == kind).unwrap_or(0)
}

/// What a frame costs one person, and how its other parts weigh.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    /// Languages, licences and schooling; [`OUT`] if they exclude.
    base: f32,
    experience: f32,
    travel: f32,
    /// Of skills; 0 of what is not present.
    essential: f32,
    optional: f32,
    interest: Option<f32>,
    /// Which column of `trades`.
    beginner: usize,
    kind: usize,
}

/// One search.
pub(super) struct Search<'a> {
    pub engine: &'a Engine,
    filter: &'a OfferFilter,
    pub facts: Facts,
    pub today: Day,
    pub costs: Vec<Cost>,
    /// By place (with [`REMOTE`]).
    ways: [f32; 1024],
    /// By occupation: what experience loses, if one must have it and if one may begin.
    trades: [[f32; 2]; 512],
    related: [f64; 512],
    /// By number and level of a skill: what the best that is held is worth, and the loss of that.
    pub worths: Vec<f64>,
    pub lost: Vec<f32>,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a bound in 32 bits; the slack is wider than the rounding"
)]
pub(super) const fn narrow(value: f64) -> f32 {
    value as f32
}

impl<'a> Search<'a> {
    pub(super) fn new(
        engine: &'a Engine,
        candidate: &Candidate,
        today: Day,
        filter: &'a OfferFilter,
    ) -> Self {
        let facts = Facts::of(candidate);
        let size = engine.skills.count() * 4;
        let (mut worths, mut lost) = (vec![0.0; size], vec![narrow(loss(0.0)); size]);
        for (asked, levels) in candidate.holdings().worths() {
            let Some(id) = engine.skills.id(asked) else { continue };
            for (level, worth) in (1..4).zip(levels) {
                worths[usize::from(id) * 4 + level] = worth;
                lost[usize::from(id) * 4 + level] = narrow(loss(worth));
            }
        }
        let kind = filter.kind.map(at_of);
        let costs = engine.offers.frames.iter().map(|frame| Cost::of(frame, &facts, kind)).collect();
        let (ways, trades) = (ways(&facts, filter), trades(&facts, filter));
        let related = related(&facts);
        Self { engine, filter, facts, today, costs, ways, trades, related, worths, lost }
    }

    /// By kind.
    fn run(&self, k: usize) -> Vec<Found> {
        let offers = &self.engine.offers;
        let (mut losses, mut counts) = (Vec::with_capacity(offers.ids.len()), [0; 4]);
        self.first(offers, &mut losses, &mut counts);
        for id in &self.filter.except {
            if let Some(row) = offers.row(*id).filter(|row| losses[*row] < OUT) {
                losses[row] = OUT;
                counts[self.costs[usize::from(offers.frame[row])].kind] -= 1;
            }
        }
        let mut tops: [Top<Opportunity, Match>; 4] = std::array::from_fn(|_| Top::new(k));
        let mut best = Vec::new();
        let first = least_of(&losses, k.saturating_mul(FIRST));
        for (from, to) in [(f32::NEG_INFINITY, first), (first, f32::MAX)] {
            for (row, loss) in losses.iter().enumerate() {
                if *loss > from && *loss <= to {
                    let top = &mut tops[self.costs[usize::from(offers.frame[row])].kind];
                    self.look(row, *loss, top, &mut best);
                }
            }
        }
        let found = Kind::ALL.iter().zip(counts).zip(tops);
        found
            .map(|((kind, count), top)| {
                let best = top.into_best().into_iter().map(|place| place.kept).collect();
                Found { kind: *kind, count, best }
            })
            .collect()
    }

    /// The least loss of every row without its skills, and how many of each kind nothing excludes.
    pub(super) fn first(&self, offers: &Offers, losses: &mut Vec<f32>, counts: &mut [usize; 4]) {
        let today = day_number(self.today);
        let from = self.facts.available_from.map_or(i32::MIN, day_number);
        let days = offers.closes.iter().zip(&offers.starts);
        let rows = offers.frame.iter().zip(&offers.place).zip(&offers.trade).zip(days);
        losses.extend(rows.map(|(((frame, place), trade), (closes, starts))| {
            let cost = &self.costs[usize::from(*frame)];
            let way = self.ways[usize::from(*place & 1023)];
            let trade = self.trades[usize::from(*trade & 511)][cost.beginner & 1];
            let open = *closes >= today && (*starts).max(today) >= from;
            let way = if way == OUT { OUT } else { cost.travel * way };
            let trade = if trade == OUT { OUT } else { cost.experience * trade };
            let loss = cost.base + way + trade;
            let loss = if open { loss } else { OUT };
            counts[cost.kind & 3] += usize::from(loss < OUT);
            loss
        }));
    }

    /// Looks at one row with its loss so far: by its skills, by what it is worth to the person, then exactly.
    fn look(&self, row: usize, loss: f32, top: &mut Top<Opportunity, Match>, best: &mut Vec<f64>) {
        let offers = &self.engine.offers;
        if beyond(loss, top) {
            return;
        }
        let (skills, essential) = offers.skills_of(row);
        let cost = &self.costs[usize::from(offers.frame[row])];
        let loss = loss + self.skills_loss(cost, skills, essential, offers.trade[row]);
        if beyond(loss, top) || !top.takes(1.0, offers.ids[row]) {
            return;
        }
        let asked = &offers.asked[row];
        let pair = Pair::new(&self.facts, asked, self.today);
        let utility = pair.utility();
        let wanted = narrow(crate::explanation::blend(1.0, utility, self.facts.confidence()));
        if beyond(loss - wanted.max(f32::MIN_POSITIVE).ln(), top) {
            return;
        }
        best.clear();
        best.extend(skills.iter().map(|skill| self.worths.get(*skill as usize).copied().unwrap_or(0.0)));
        let (essential, optional) = best.split_at(essential);
        let fit = pair.fit(Worths { essential, optional });
        let score = pair.score(fit, utility);
        top.put(Place { score, id: asked.id, kept: Match { opportunity: asked.id, fit, utility, score } });
    }

    /// The least loss by skills.
    pub(super) fn skills_loss(&self, cost: &Cost, skills: &[u32], essential: usize, trade: u16) -> f32 {
        let (first, second) = skills.split_at(essential);
        if let Some(interest) = cost.interest {
            let worth = |skill: &u32| self.worths.get(*skill as usize).copied().unwrap_or(0.0);
            let sum: f64 = first.iter().map(worth).sum();
            let value = self.related[usize::from(trade & 511)].max(sum / first.len().max(1) as f64);
            return interest * narrow(loss(value));
        }
        cost.essential * self.mean(first) + cost.optional * self.mean(second)
    }

    /// The mean loss of skills that are asked; 0 of none.
    fn mean(&self, skills: &[u32]) -> f32 {
        let lost = |skill: &u32| self.lost.get(*skill as usize).copied().unwrap_or(FLOOR_LOSS);
        skills.iter().map(lost).sum::<f32>() / skills.len().max(1) as f32
    }
}

/// Whether a loss is more than the last of the best has.
fn beyond(loss: f32, top: &Top<Opportunity, Match>) -> bool {
    f64::from(loss - SLACK) * UNITS > f64::from(top.most())
}

/// A loss that at least `count` rows do not exceed.
fn least_of(losses: &[f32], count: usize) -> f32 {
    let mut counts = [0_usize; 128];
    let steps = |loss: f32| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float as a whole number saturates"
        )]
        let step = (loss * 16.0) as usize;
        step.min(127)
    };
    for loss in losses.iter().filter(|loss| **loss < OUT) {
        counts[steps(*loss)] += 1;
    }
    let mut left = count;
    for (step, rows) in counts.into_iter().enumerate().take(127) {
        if rows >= left {
            return (step + 1) as f32 / 16.0;
        }
        left -= rows;
    }
    f32::MAX
}

impl Cost {
    fn of(frame: &Frame, facts: &Facts, wanted: Option<usize>) -> Self {
        let weight = |name| FACTORS.iter().position(|one| *one == name).map_or(0.0, |at| frame.weight(at));
        let covers = |licence: &domain::person::Licence| facts.licences & covering(*licence) != 0;
        let licensed =
            !frame.licences_indispensable || facts.licences == 0 || frame.licences.iter().all(covers);
        let spoken = !frame.languages_indispensable
            || frame.languages.iter().all(|wanted| match facts.speaks(wanted.language) {
                Some(level) => level >= wanted.level,
                None => !facts.languages_told,
            });
        let languages = geometric_mean(
            frame.languages.iter().map(|wanted| language_value(facts.speaks(wanted.language), wanted.level)),
        );
        let licences = geometric_mean(frame.licences.iter().map(|one| if covers(one) { 1.0 } else { 0.0 }));
        let schooling = frame.schooling.filter(|_| !frame.experience_instead);
        let parts = [
            (FactorName::Languages, languages),
            (FactorName::Licences, licences),
            (FactorName::Schooling, schooling.map(|asked| studied(asked, facts.schooling))),
        ];
        let lost: f64 =
            parts.iter().filter_map(|(name, value)| value.map(|value| weight(*name) * loss(value))).sum();
        let kind = at_of(frame.kind);
        let out = !licensed || !spoken || wanted.is_some_and(|wanted| wanted != kind);
        Self {
            base: if out { OUT } else { narrow(lost) },
            experience: narrow(weight(FactorName::Experience)),
            travel: narrow(weight(FactorName::Travel)),
            essential: narrow(weight(FactorName::EssentialSkills)),
            optional: narrow(weight(FactorName::OptionalSkills)),
            interest: is_learning(frame.kind).then(|| narrow(weight(FactorName::Interest))),
            beginner: usize::from(frame.experience == Some(true)),
            kind,
        }
    }
}

/// By place: what the way loses; [`OUT`] if it is out of reach or not looked for.
fn ways(facts: &Facts, filter: &OfferFilter) -> [f32; 1024] {
    let mut ways = [OUT; 1024];
    let wanted: HashSet<u16> = filter.places.iter().map(|code| words::place_id(*code)).collect();
    for place in 0..words::place_count() {
        #[expect(clippy::cast_possible_truncation, reason = "there are 340 places")]
        let id = place as u16;
        if !wanted.is_empty() && !wanted.contains(&id) {
            continue;
        }
        ways[place | usize::from(REMOTE)] = 0.0;
        let km = words::km(facts.place, id);
        if facts.would_move || facts.travel_km.is_none_or(|travel_km| km <= travel_km) {
            ways[place] = narrow(loss(ease_of_way(km, facts.travel_km, facts.would_move)));
        }
    }
    ways
}

/// By occupation: what experience loses at least, if some must be had and if none need be; [`OUT`] if it is not looked
/// for. As few months as ever are wanted fill it most.
fn trades(facts: &Facts, filter: &OfferFilter) -> [[f32; 2]; 512] {
    let mut trades = [[OUT; 2]; 512];
    for (id, slot) in (0_u16..).zip(trades.iter_mut()).take(words::occupation_count()) {
        let code = words::occupation(id);
        if filter.occupation.is_some() && filter.occupation != code {
            continue;
        }
        let worth = experience_worth(&facts.occupations, code, crate::fit::wanted_months(Kind::Vacancy, 0)).0;
        let lost = |months| narrow(loss(experience_value(worth, Kind::Vacancy, months)));
        *slot = [lost(1), lost(0)];
    }
    trades
}

/// By occupation: the interest that the person's occupations show.
fn related(facts: &Facts) -> [f64; 512] {
    let mut related = [related_interest(0); 512];
    for (id, slot) in (0_u16..).zip(related.iter_mut()).take(words::occupation_count()) {
        let Some(code) = words::occupation(id) else { continue };
        let digits = facts.occupations.iter().map(|(held, _)| held.shared_digits(code)).max().unwrap_or(0);
        *slot = related_interest(digits);
    }
    related
}
