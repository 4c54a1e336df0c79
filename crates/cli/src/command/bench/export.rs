//! The made-up country as files, so that other programs search the same people for the same vacancies.

use std::{
    fmt::Write as _,
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use domain::{
    opportunity::{AskedSkill, Opportunity},
    place,
    taxonomy::{self, OccupationCode, SkillCode},
    time::Day,
};
use matching::engine::{Engine, PeopleFilter};
use usecases::demo::country::Somebody;

use crate::command::say;

/// Each search is repeated so often; the shortest counts.
const TIMES: usize = 5;

fn file(folder: &Path, name: &str) -> Result<BufWriter<File>> {
    let path = folder.join(name);
    let file = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(BufWriter::new(file))
}

/// The words of occupations and skills, as somebody who looks for them would type.
fn words<'a>(
    occupations: impl IntoIterator<Item = OccupationCode>,
    skills: impl IntoIterator<Item = &'a SkillCode>,
) -> String {
    let titles = occupations.into_iter().filter_map(taxonomy::occupation).map(|one| one.title.es.as_str());
    let names = skills.into_iter().filter_map(taxonomy::skill).map(|one| one.title.es.as_str());
    titles.chain(names).collect::<Vec<_>>().join(". ")
}

fn point(code: place::MunicipalityCode) -> (f64, f64) {
    place::municipality(code).map_or((0.0, 0.0), |known| (known.latitude, known.longitude))
}

/// `people.tsv`: identifier, latitude, longitude, km travelled or empty, 1 if they would move, occupations with months,
/// skills with level and weight of evidence, words.
pub(super) struct People(BufWriter<File>);

impl People {
    pub(super) fn begin(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self(file(folder, "people.tsv")?))
    }

    pub(super) fn add(&mut self, person: &Somebody) -> Result<()> {
        let (latitude, longitude) = point(person.municipality);
        let travel = person.profile.travel_km.map(|km| km.to_string()).unwrap_or_default();
        let moves = u8::from(person.profile.would_move == Some(true));
        let mut jobs = String::new();
        for job in &person.jobs {
            if let Some(code) = job.occupation {
                write!(jobs, "{code}:{} ", job.months)?;
            }
        }
        let mut skills = String::new();
        for held in &person.profile.skills {
            write!(skills, "{}:{}:{} ", held.skill, held.level, held.evidence)?;
        }
        let occupations = person.jobs.iter().filter_map(|job| job.occupation);
        let words = words(occupations, person.profile.skills.iter().map(|held| &held.skill));
        let id = person.id;
        writeln!(self.0, "{id}\t{latitude}\t{longitude}\t{travel}\t{moves}\t{jobs}\t{skills}\t{words}")?;
        Ok(())
    }
}

/// Writes `vacancies.tsv` (identifier, latitude, longitude, occupation, essential and optional skills with levels, months
/// of experience, words), `best.tsv` (vacancy, place, person, score) and `similar.tsv` (held, asked, how much it counts).
///
/// # Errors
/// If a file cannot be written.
pub(super) fn best(
    folder: &Path,
    engine: &Engine,
    vacancies: &[Opportunity],
    today: Day,
    count: usize,
) -> Result<()> {
    let (mut asked, mut best) = (file(folder, "vacancies.tsv")?, file(folder, "best.tsv")?);
    let mut spent = Duration::ZERO;
    for vacancy in vacancies {
        let (latitude, longitude) = point(vacancy.municipality);
        let wanted = &vacancy.requirements;
        let list = |skills: &[AskedSkill]| {
            skills.iter().map(|one| format!("{}:{}", one.skill, one.level)).collect::<Vec<_>>().join(" ")
        };
        let occupation = vacancy.occupation.map(|code| code.to_string()).unwrap_or_default();
        let skills = wanted.essential.iter().chain(&wanted.optional).map(|one| &one.skill);
        writeln!(
            asked,
            "{}\t{latitude}\t{longitude}\t{occupation}\t{}\t{}\t{}\t{}",
            vacancy.id,
            list(&wanted.essential),
            list(&wanted.optional),
            wanted.experience_months,
            words(vacancy.occupation, skills)
        )?;
        let search = || {
            let start = Instant::now();
            let found = engine.people_for(vacancy, today, count, &PeopleFilter::default());
            (start.elapsed(), found)
        };
        let (shortest, found) =
            (0..TIMES).map(|_| search()).min_by_key(|(time, _)| *time).context("no search")?;
        spent += shortest;
        for (place, one) in found.iter().enumerate() {
            writeln!(best, "{}\t{}\t{}\t{}", vacancy.id, place + 1, one.person, one.score)?;
        }
    }
    let mut similar = file(folder, "similar.tsv")?;
    for skill in taxonomy::built_in().skills() {
        for (counts_for, how_much) in matching::similar(&skill.code) {
            writeln!(similar, "{}\t{counts_for}\t{how_much}", skill.code)?;
        }
    }
    say(&format!(
        "{:.2} ms a vacancy, exact, on one thread",
        spent.as_secs_f64() * 1e3 / vacancies.len() as f64
    ));
    Ok(())
}
