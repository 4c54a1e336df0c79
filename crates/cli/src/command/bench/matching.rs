//! `bench match`: a made-up country in memory, the time of each kind of search, and beside it in the same run the time of
//! a plain loop over the same bytes. Every time is the shortest of several.

use std::{
    hint::black_box,
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use clap::Args;
use domain::{
    id::Id,
    opportunity::{Kind, Opportunity},
    time::Moment,
};
use matching::{
    Candidate, assess, congestion,
    engine::{Audience, Engine, OfferFilter, PeopleFilter},
};
use serde::Serialize;
use usecases::demo::country::{Country, SKILLS_EACH};

use super::export;
use crate::command::say;

/// An engine with everyone in it, those who will ask, what is offered, and the seconds it took.
type Built = (Engine, Vec<Candidate>, Vec<Id<Opportunity>>, f64);

/// How many are found in each search.
const BEST: usize = 20;
/// Each search is repeated so often; the shortest counts.
const TIMES: usize = 5;
/// Opportunities looked at for each person, and those that each is told of.
const LOOKED_AT: usize = 30;
const TOLD: usize = 5;
/// Vacancies and people that are searched for one by one.
const ASKED: usize = 24;
/// All pairs are those of so many opportunities at most.
const PAIRED: usize = 5_000;
/// 2026-11-22, noon.
const NOW: Moment = Moment::from_seconds(1_795_370_400);

/// How fast people and opportunities find each other.
#[derive(Args)]
pub struct Match {
    /// How many people
    #[arg(long, default_value_t = 1_000_000)]
    people: usize,
    /// How many opportunities of the four kinds
    #[arg(long, default_value_t = 5_000)]
    opportunities: usize,
    /// Another number is another country
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// As one JSON object
    #[arg(long)]
    json: bool,
    /// Only: how evenly everyone is told of their first five, without tolls and with them
    #[arg(long)]
    tolls: bool,
    /// Write everyone, some vacancies and their exact best into this folder, for other programs to search
    #[arg(long, value_name = "DIR")]
    export: Option<PathBuf>,
}

/// What was measured. Times of one search are means over the searches, each the shortest of its repetitions.
#[derive(Debug, Serialize)]
struct Measured {
    people: usize,
    opportunities: usize,
    seed: u64,
    skills_each: usize,
    /// One vacancy against everyone, one thread: exact best with explanations.
    vacancy_ms: f64,
    /// The slowest of them.
    vacancy_ms_most: f64,
    /// The plain loop, one thread, for the same vacancies.
    bound_ms: f64,
    ratio_to_bound: f64,
    /// One person against every opportunity, one thread: exact best of each kind with explanations.
    person_ms: f64,
    person_ms_most: f64,
    /// Every opportunity (the first 5,000 if there are more) against everyone, all cores.
    pairs_per_s: f64,
    pairs: f64,
    pairs_s: f64,
    threads: usize,
    /// The plain loop for four vacancies at once, as many threads.
    bound_pairs_per_s: f64,
    pairs_ratio_to_bound: f64,
    bytes_per_person: f64,
    /// From candidates in memory.
    build_s: f64,
    /// Everyone from the bytes in which an engine keeps them.
    snapshot_s: f64,
    snapshot_mb: f64,
    peak_mib: Option<f64>,
}

impl Match {
    /// Measures, and prints it.
    ///
    /// # Errors
    /// If there is nobody or nothing to measure with.
    pub fn run(self) -> Result<()> {
        ensure!(self.people > 0 && self.opportunities > 0, "at least one person and one opportunity");
        let mut country = Country::new(self.seed, NOW)?;
        let (mut engine, asking, offered, build_s) = self.build(&mut country)?;
        if let Some(folder) = &self.export {
            let vacancies: Vec<Opportunity> =
                (0..ASKED).map(|_| country.opportunity_of(Kind::Vacancy)).collect();
            return export::best(folder, &engine, &vacancies, NOW.day(), BEST);
        }
        if self.tolls {
            return print_tolls(&engine);
        }
        let vacancies: Vec<Opportunity> = (0..ASKED).map(|_| country.opportunity_of(Kind::Vacancy)).collect();
        let (vacancy, bound) = (time_vacancies(&engine, &vacancies), time_plain(&engine, &vacancies));
        let person = time_people(&engine, &asking);
        for more in offered.iter().skip(PAIRED) {
            engine.remove_offer(*more);
        }
        let threads = std::thread::available_parallelism().map_or(1, Into::into);
        let pairs = (engine.people() * engine.offers()) as f64;
        let (snapshot_s, snapshot_mb) = time_snapshot(&engine)?;
        let pairs_s = shortest(1, || engine.all_pairs(NOW.day(), BEST, &PeopleFilter::default(), threads));
        let plain_s = time_plain_of_four(&engine, &vacancies, threads);
        let bound_pairs_per_s = (4 * threads * engine.people()) as f64 / plain_s.as_secs_f64();
        let pairs_per_s = pairs / pairs_s.as_secs_f64();
        let (vacancy_ms, bound_ms) = (mean(&vacancy), mean(&bound));
        let measured = Measured {
            people: self.people,
            opportunities: self.opportunities,
            seed: self.seed,
            skills_each: SKILLS_EACH,
            vacancy_ms,
            vacancy_ms_most: most(&vacancy),
            bound_ms,
            ratio_to_bound: vacancy_ms / bound_ms,
            person_ms: mean(&person),
            person_ms_most: most(&person),
            pairs_per_s,
            pairs,
            pairs_s: pairs_s.as_secs_f64(),
            threads,
            bound_pairs_per_s,
            pairs_ratio_to_bound: bound_pairs_per_s / pairs_per_s,
            bytes_per_person: engine.bytes_of_people() as f64 / self.people as f64,
            build_s,
            snapshot_s,
            snapshot_mb,
            peak_mib: peak_mib(),
        };
        self.print(&measured)
    }

    /// The engine, some people who will ask, and how long it took to take everyone in.
    fn build(&self, country: &mut Country) -> Result<Built> {
        let mut engine = Engine::with_room(self.people);
        let mut people = self.export.as_ref().map(|folder| export::People::begin(folder)).transpose()?;
        let (mut asking, mut took) = (Vec::new(), Duration::ZERO);
        for number in 0..self.people {
            let person = country.person();
            let candidate = person.candidate();
            if let Some(people) = &mut people {
                people.add(&person)?;
            }
            let start = Instant::now();
            let until = NOW.plus_days(90);
            engine.put_person(person.id, &candidate, Audience { found_until: Some(until), told: true })?;
            took += start.elapsed();
            if number % (self.people / ASKED).max(1) == 0 {
                asking.push(candidate);
            }
        }
        let mut offered = Vec::with_capacity(self.opportunities);
        for _ in 0..self.opportunities {
            let opportunity = country.opportunity();
            engine.put_offer(&opportunity)?;
            offered.push(opportunity.id);
        }
        let start = Instant::now();
        engine.settle()?;
        Ok((engine, asking, offered, (took + start.elapsed()).as_secs_f64()))
    }

    fn print(&self, measured: &Measured) -> Result<()> {
        if self.json {
            say(&serde_json::to_string(measured)?);
            return Ok(());
        }
        let Measured { people, opportunities, skills_each, threads, .. } = measured;
        say(&format!("{people} people with {skills_each} skills each, {opportunities} opportunities"));
        say(&format!(
            "one vacancy, best {BEST} with reasons   {:9.2} ms on one thread (slowest {:.2})",
            measured.vacancy_ms, measured.vacancy_ms_most
        ));
        say(&format!(
            "plain loop over the same bytes       {:9.2} ms on one thread: ratio {:.2}",
            measured.bound_ms, measured.ratio_to_bound
        ));
        say(&format!(
            "one person, best {BEST} of each kind     {:9.2} ms on one thread (slowest {:.2})",
            measured.person_ms, measured.person_ms_most
        ));
        say(&format!(
            "all pairs                            {:9.2} s on {threads} threads, {:.0} million a second",
            measured.pairs_s,
            measured.pairs_per_s / 1e6
        ));
        say(&format!(
            "plain loop, four vacancies at once   {:9.0} million pairs a second: ratio {:.2}",
            measured.bound_pairs_per_s / 1e6,
            measured.pairs_ratio_to_bound
        ));
        say(&format!(
            "memory {:.1} bytes a person; taken in within {:.1} s; from {:.0} MB that were kept within {:.1} s",
            measured.bytes_per_person, measured.build_s, measured.snapshot_mb, measured.snapshot_s
        ));
        Ok(())
    }
}

/// Seconds to take everyone from the bytes in which they are kept, and how many megabytes these are.
fn time_snapshot(engine: &Engine) -> Result<(f64, f64)> {
    let bytes = engine.people_to_bytes();
    let start = Instant::now();
    let begun = Engine::with_people_from(&bytes);
    let spent = start.elapsed().as_secs_f64();
    ensure!(begun.is_some_and(|begun| begun.people() == engine.people()), "what was kept cannot be read");
    Ok((spent, bytes.len() as f64 / 1e6))
}

/// How evenly everyone is told of their first five, without tolls and with them.
fn print_tolls(engine: &Engine) -> Result<()> {
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    let start = Instant::now();
    let people = engine.offered_to(&engine.who_is_told(), NOW.day(), LOOKED_AT, threads);
    let searched = start.elapsed();
    let openings = engine.openings(NOW.day());
    let tolls = congestion::tolls(&people, &openings, TOLD);
    let spent = start.elapsed().saturating_sub(searched);
    say(&format!(
        "{} people, {} opportunities; {:.1} s, tolls {:.1} s",
        people.len(),
        openings.len(),
        searched.as_secs_f64(),
        spent.as_secs_f64()
    ));
    for (name, tolls) in [("without tolls", &congestion::Tolls::new()), ("with tolls", &tolls)] {
        let lists: Vec<_> = people.iter().map(|one| congestion::relieved(&one.best, tolls)).collect();
        let load = congestion::load(&lists, &openings, TOLD);
        let told = lists.iter().flat_map(|list| list.iter().take(TOLD));
        let score = told.map(|one| one.score).sum::<f64>() / load.places.max(1) as f64;
        say(&format!(
            "{name:14} {:.1} % beyond what can be answered, {} opportunities untold, at most {:.1} times what one can \
             answer, mean score {score:.4}",
            100.0 * load.beyond as f64 / load.places.max(1) as f64,
            load.untold,
            load.most,
        ));
    }
    Ok(())
}

/// One vacancy against everyone, with the reasons of the best.
fn time_vacancies(engine: &Engine, vacancies: &[Opportunity]) -> Vec<f64> {
    let filter = PeopleFilter { found_at: Some(NOW), ..PeopleFilter::default() };
    let search = |vacancy: &Opportunity| {
        let found = engine.people_for(vacancy, NOW.day(), BEST, &filter);
        let explained = found.iter().filter_map(|one| engine.candidate(one.person));
        explained.map(|candidate| assess(&candidate, vacancy, NOW.day())).collect::<Vec<_>>()
    };
    vacancies.iter().map(|vacancy| ms(shortest(TIMES, || search(vacancy)))).collect()
}

fn time_plain(engine: &Engine, vacancies: &[Opportunity]) -> Vec<f64> {
    vacancies.iter().map(|vacancy| ms(shortest(TIMES, || engine.plain(vacancy)))).collect()
}

/// Four vacancies at once on each of so many threads, each reading everyone.
fn time_plain_of_four(engine: &Engine, vacancies: &[Opportunity], threads: usize) -> Duration {
    let four: [&Opportunity; 4] = std::array::from_fn(|at| &vacancies[at]);
    shortest(TIMES, || {
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| black_box(engine.plain_of_four(four)));
            }
        });
    })
}

/// One person against every opportunity, with the reasons of the best of each kind.
fn time_people(engine: &Engine, asking: &[Candidate]) -> Vec<f64> {
    let search = |candidate: &Candidate| {
        // A copy, so that nothing that was worked out before helps.
        let found = engine.offers_for(&candidate.clone(), NOW.day(), BEST, &OfferFilter::default());
        found.iter().map(|of_kind| of_kind.best.len()).sum::<usize>()
    };
    asking.iter().map(|candidate| ms(shortest(TIMES, || search(candidate)))).collect()
}

fn shortest<T>(times: usize, mut work: impl FnMut() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..times).map(time).min().unwrap_or_default()
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn mean(times: &[f64]) -> f64 {
    times.iter().sum::<f64>() / times.len().max(1) as f64
}

fn most(times: &[f64]) -> f64 {
    times.iter().copied().fold(0.0, f64::max)
}

/// The most memory that this process ever had, where the system tells.
fn peak_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok().map(|kib| kib / 1024.0)
}
