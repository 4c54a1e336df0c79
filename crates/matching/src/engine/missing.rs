//! What a person is missing: which course, certificate, licence, language or way would bring how many more places within
//! reach, and what keeps them from the rest. Exact: every vacancy is looked at for every step.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    id::Id,
    opportunity::{Kind, Opportunity},
    person::{Licence, Person, Spoken},
    place::MunicipalityCode,
    taxonomy::SkillCode,
    time::{Day, Moment},
};

use super::{
    Engine,
    exact::Pair,
    facts::Facts,
    pack::day_number,
    people::REACH_BITS,
    reach::{Reach, gained_of, vacancies},
    words,
};
use crate::{
    Addition, Candidate,
    utility::{DAYS, TRANSPORT_CENTAVOS_PER_KM, USUAL_PAY_CENTAVOS},
};

/// Hours of a day of work, or of a course.
const HOURS_A_DAY: u32 = 8;
/// What an hour of a person's time counts, in centavos: what an hour of work brings at the usual pay.
pub const HOUR_CENTAVOS: i64 = USUAL_PAY_CENTAVOS / (DAYS * HOURS_A_DAY as i64);
/// Hours of a course that does not tell them: a week. An estimate of ours.
const UNTOLD_COURSE_HOURS: u32 = 40;
/// Hours of a certification that does not tell them: a day. An estimate of ours.
const UNTOLD_CERTIFICATION_HOURS: u32 = 8;
/// How far one might travel each day, in kilometres by road; each is tried that is more than the person would.
const TRAVEL_STEPS_KM: [u32; 6] = [10, 20, 30, 50, 80, 120];
/// Ways that are tried together with each other.
const TRIED_IN_PAIRS: usize = 8;
/// Pairs that are kept.
const PAIRS: usize = 3;

/// What a course or a call to certify costs a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// The course or call.
    pub offer: Id<Opportunity>,
    /// Which of both.
    pub kind: Kind,
    /// Its price.
    pub price_centavos: i64,
    /// How long it lasts, in hours, if told.
    pub hours: Option<u32>,
    /// How far it is, one way; `None`: it can be done from anywhere.
    pub km: Option<u32>,
    /// All of it in centavos: the price, [`HOUR_CENTAVOS`] for each hour, and public transport there and back for each
    /// eight hours begun. At least 1.
    pub whole_centavos: i64,
}

/// A way to more places by learning or being certified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What the person would then have certified, at which level.
    pub gained: Vec<(SkillCode, u8)>,
    /// Who offers just this, the least cost first; never empty.
    pub offers: Vec<Cost>,
    /// Places that come within reach.
    pub places: u64,
}

/// A way to more places that is no course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to add.
    pub addition: Addition,
    /// Places that come within reach, less those that are lost.
    pub places: u64,
}

/// Two ways that open more together than one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both {
    /// A step that is no course; `None`: `ways` has two.
    pub step: Option<Addition>,
    /// What is learnt besides.
    pub ways: Vec<Way>,
    /// Places that both bring within reach.
    pub places: u64,
}

/// What one gate keeps from a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shut {
    /// Open vacancies that it excludes.
    pub vacancies: usize,
    /// Those of them that nothing else excludes.
    pub alone: usize,
}

/// What keeps a person from open vacancies. One vacancy may stand in more than one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Barriers {
    /// Vacancies that are open.
    pub open: usize,
    /// A licence.
    pub licence: Shut,
    /// A language.
    pub language: Shut,
    /// Too far.
    pub distance: Shut,
    /// It begins before the person can.
    pub start: Shut,
}

/// Why a person does not see other vacancies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptOut {
    /// What keeps them out.
    pub barriers: Barriers,
    /// What one step other than a course would open, most places first.
    pub steps: Vec<Step>,
}

/// What a person is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Places within reach now.
    pub places: u64,
    /// Courses and certifications that open any, most places for what they cost first.
    pub ways: Vec<Way>,
    /// Other steps that open any, most places first.
    pub steps: Vec<Step>,
    /// Pairs that open more together than one by one, most places first, at most three.
    pub pairs: Vec<Both>,
    /// What keeps them from the rest.
    pub barriers: Barriers,
}

impl Engine {
    /// What a person is missing.
    #[must_use]
    pub fn missing(&self, candidate: &Candidate, today: Day) -> Missing {
        let filter = vacancies();
        let mut reach = Reach::new(self, candidate, today, &filter);
        let mut known = self.ways(candidate, &mut reach);
        let now = reach.places;
        let mut pairs = Vec::new();
        let steps = self.steps(candidate, today, now, |addition, then, alone| {
            for way in &known {
                // Two steps open what the first does and what the second does after it.
                let places = (then.places + then.opened_by(&way.gained)).saturating_sub(now);
                if places > alone + way.places {
                    pairs.push(Both { step: Some(addition.clone()), ways: vec![way.clone()], places });
                }
            }
        });
        known.sort_by(by_cost);
        pairs.extend(two_of(&mut reach, &known));
        pairs.sort_by(|one, other| other.places.cmp(&one.places).then_with(|| one.cost().cmp(&other.cost())));
        pairs.truncate(PAIRS);
        known.retain(|way| way.places > 0);
        Missing {
            places: now,
            ways: known,
            steps,
            pairs,
            barriers: self.barriers(&reach.search.facts, today),
        }
    }

    /// Why a person does not see other vacancies, and what one step would open.
    #[must_use]
    pub fn kept_out(&self, candidate: &Candidate, today: Day) -> KeptOut {
        let filter = vacancies();
        let reach = Reach::new(self, candidate, today, &filter);
        KeptOut {
            barriers: self.barriers(&reach.search.facts, today),
            steps: self.steps(candidate, today, reach.places, |_, _, _| ()),
        }
    }

    /// What each step other than a course opens, from `now` places; `each` sees the person after it, and what it opens.
    fn steps(
        &self,
        candidate: &Candidate,
        today: Day,
        now: u64,
        mut each: impl FnMut(&Addition, &mut Reach, u64),
    ) -> Vec<Step> {
        let filter = vacancies();
        let step = |addition: Addition| {
            let mut then = Reach::new(self, &candidate.with(&addition), today, &filter);
            let places = then.places.saturating_sub(now);
            each(&addition, &mut then, places);
            Step { addition, places }
        };
        worth_it(self.additions(candidate).into_iter().map(step).collect())
    }

    /// For somebody the engine knows: the open courses and calls to certify that would bring places within reach, with
    /// how many. `None` if not known.
    #[must_use]
    pub fn opened_for(&self, person: Id<Person>, today: Day) -> Option<Vec<(Id<Opportunity>, u64)>> {
        let candidate = self.candidate(person)?;
        let filter = vacancies();
        let mut reach = Reach::new(self, &candidate, today, &filter);
        let ways = self.ways(&candidate, &mut reach);
        let opening = ways.into_iter().filter(|way| way.places > 0);
        let each = |way: Way| way.offers.into_iter().map(move |cost| (cost.offer, way.places));
        Some(opening.flat_map(each).collect())
    }

    /// Who lives in a municipality and lets those who offer find them at `now`, in the order of identifiers.
    #[must_use]
    pub fn people_of(&self, municipalities: &[MunicipalityCode], now: Moment) -> Vec<Id<Person>> {
        let known = |code: &&MunicipalityCode| words::municipality(words::place_id(**code)) == **code;
        let places: Vec<_> = municipalities.iter().filter(known).map(|code| words::place_id(*code)).collect();
        let people = &self.people;
        let there = |row: &usize| {
            places.contains(&(people.reach[*row] >> REACH_BITS)) && people.may_be_found(*row, now)
        };
        let mut found: Vec<_> = people.everyone().filter(there).map(|row| people.ids[row]).collect();
        found.sort_unstable();
        found
    }

    /// Everything that can be learnt or certified, with the places that it would open, also if none.
    fn ways(&self, candidate: &Candidate, reach: &mut Reach) -> Vec<Way> {
        let mut by_gain: BTreeMap<Vec<(SkillCode, u8)>, Vec<Cost>> = BTreeMap::new();
        for row in reach.learning() {
            let asked = &self.offers.asked[row];
            let taught = asked.essential.iter();
            let taught = taught.filter_map(|(id, level)| Some((self.skills.code(*id)?, *level)));
            let gained = gained_of(candidate, asked.kind(), taught);
            if !gained.is_empty() {
                let pair = Pair::new(&reach.search.facts, asked, reach.search.today);
                by_gain.entry(gained).or_default().push(Cost::of(&pair));
            }
        }
        let way = |(gained, mut offers): (Vec<_>, Vec<Cost>)| {
            offers.sort_unstable_by_key(|cost| (cost.whole_centavos, cost.offer));
            Way { places: reach.opened_by(&gained), gained, offers }
        };
        by_gain.into_iter().map(way).collect()
    }

    /// Steps that are no course: licences not held, languages that open vacancies ask for and the person does not speak
    /// so well, travelling farther (for who said how far), moving.
    fn additions(&self, candidate: &Candidate) -> Vec<Addition> {
        let licences = Licence::ALL.iter().filter(|licence| candidate.drives(**licence) != Some(true));
        let mut additions: Vec<Addition> =
            licences.map(|licence| Addition::Licence { licence: *licence }).collect();
        let frames = self.offers.frames.iter().filter(|frame| frame.kind == Kind::Vacancy);
        let asked: BTreeSet<_> = frames
            .flat_map(|frame| &frame.languages)
            .map(|spoken| (spoken.language, spoken.level))
            .filter(|(language, level)| candidate.speaks(*language).is_none_or(|spoken| spoken < *level))
            .collect();
        additions.extend(
            asked
                .into_iter()
                .map(|(language, level)| Addition::Language { spoken: Spoken { language, level } }),
        );
        if candidate.would_move != Some(true) {
            if let Some(travel_km) = candidate.travel_km {
                let farther = TRAVEL_STEPS_KM.into_iter().filter(|km| *km > travel_km);
                additions.extend(farther.map(|km| Addition::TravelFarther { km }));
            }
            additions.push(Addition::Move);
        }
        additions
    }

    fn barriers(&self, facts: &Facts, today: Day) -> Barriers {
        let mut barriers = Barriers::default();
        let (offers, day) = (&self.offers, day_number(today));
        for (row, closes) in offers.closes.iter().enumerate() {
            let asked = &offers.asked[row];
            if *closes < day || asked.kind() != Kind::Vacancy {
                continue;
            }
            let pair = Pair::new(facts, asked, today);
            let passed = [pair.licensed(), pair.speaks_enough(), pair.reachable(), pair.in_time()];
            let failed = passed.iter().filter(|passed| !**passed).count();
            barriers.open += 1;
            let Barriers { licence, language, distance, start, .. } = &mut barriers;
            for (shut, passed) in [licence, language, distance, start].into_iter().zip(passed) {
                shut.vacancies += usize::from(!passed);
                shut.alone += usize::from(!passed && failed == 1);
            }
        }
        barriers
    }
}

impl Cost {
    fn of(pair: &Pair) -> Self {
        let asked = pair.asked;
        let km = (!asked.remote).then_some(pair.km);
        let untold =
            if asked.kind() == Kind::Course { UNTOLD_COURSE_HOURS } else { UNTOLD_CERTIFICATION_HOURS };
        let hours = asked.hours.unwrap_or(untold);
        let way = 2 * TRANSPORT_CENTAVOS_PER_KM * i64::from(km.unwrap_or(0));
        let price_centavos = asked.terms.cost_centavos.max(0);
        let time = i64::from(hours) * HOUR_CENTAVOS;
        let whole =
            price_centavos.saturating_add(time).saturating_add(i64::from(hours.div_ceil(HOURS_A_DAY)) * way);
        Self {
            offer: asked.id,
            kind: asked.kind(),
            price_centavos,
            hours: asked.hours,
            km,
            whole_centavos: whole.max(1),
        }
    }
}

impl Way {
    /// The least that it costs, in centavos.
    #[must_use]
    pub fn least_cost(&self) -> i64 {
        self.offers.first().map_or(1, |cost| cost.whole_centavos)
    }
}

impl Both {
    fn cost(&self) -> i64 {
        self.ways.iter().map(Way::least_cost).fold(0, i64::saturating_add)
    }
}

/// Most places for what it costs first; equals by what is gained.
fn by_cost(one: &Way, other: &Way) -> std::cmp::Ordering {
    let worth = |way: &Way, against: &Way| i128::from(way.places) * i128::from(against.least_cost());
    worth(other, one).cmp(&worth(one, other)).then_with(|| one.gained.cmp(&other.gained))
}

/// Two courses or certifications that open more together than one by one, of the best few.
fn two_of(reach: &mut Reach, ways: &[Way]) -> Vec<Both> {
    let mut pairs = Vec::new();
    for (at, first) in ways.iter().enumerate().take(TRIED_IN_PAIRS) {
        for second in &ways[at + 1..] {
            let together: Vec<_> = first.gained.iter().chain(&second.gained).cloned().collect();
            let places = reach.opened_by(&together);
            if places > first.places + second.places {
                pairs.push(Both { step: None, ways: vec![first.clone(), second.clone()], places });
            }
        }
    }
    pairs
}

/// Steps that open any, most places first; of a language or a way only what opens more than the smaller step before it.
fn worth_it(steps: Vec<Step>) -> Vec<Step> {
    let mut kept: Vec<Step> = Vec::new();
    for step in steps.into_iter().filter(|step| step.places > 0) {
        let less = kept.last().filter(|last| is_more_of(&last.addition, &step.addition));
        if less.is_none_or(|less| step.places > less.places) {
            kept.push(step);
        }
    }
    kept.sort_by_key(|step| std::cmp::Reverse(step.places));
    kept
}

/// Whether `next` is more of the same.
fn is_more_of(last: &Addition, next: &Addition) -> bool {
    match (last, next) {
        (Addition::Language { spoken: one }, Addition::Language { spoken: other }) => {
            one.language == other.language
        }
        (Addition::TravelFarther { .. }, Addition::TravelFarther { .. }) => true,
        _ => false,
    }
}
