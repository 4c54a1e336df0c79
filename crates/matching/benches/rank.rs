//! How long it takes to rank for one person, and to link one phrase.
#![expect(clippy::unwrap_used, reason = "a broken fixture must stop the measurement")]

#[path = "../tests/all/world.rs"]
mod world;

use divan::Bencher;
use domain::{
    message::Lang,
    opportunity::{AskedSkill, Kind, Opportunity},
    person::{Evidence, HeldSkill, Profile},
    place,
    taxonomy::{LanguageCode, built_in},
};
use matching::{
    Candidate, assess, counterfactual,
    engine::{Audience, Engine},
    link::{Concept, ConceptKind, Label, Linker, TaxonomyConcept, Titles, Vectors},
    rank,
};

fn main() {
    divan::main();
}

/// Vacancies for every unit group with skills, all over the country.
fn market(count: usize) -> Vec<Opportunity> {
    let groups: Vec<_> =
        built_in().occupations().iter().filter(|group| !group.essential.is_empty()).collect();
    let places = place::municipalities();
    (0..count)
        .map(|number| {
            let code = groups[number % groups.len()].code.to_string();
            let place = places[number * 7 % places.len()].code.to_string();
            world::for_occupation(number, Kind::ALL[number % 4], &code, &place)
        })
        .collect()
}

/// Somebody with three jobs and twenty skills.
fn candidate() -> Candidate {
    let skills = built_in().skills().iter().step_by(33).map(|skill| HeldSkill {
        skill: skill.code.clone(),
        level: 2,
        evidence: Evidence::Declared,
    });
    let profile = Profile { skills: skills.collect(), ..Profile::default() };
    let jobs = [world::job("7121", 60), world::job("7112", 24), world::job("9412", 12)];
    Candidate::new(&profile, &jobs, place::municipalities()[40].code, LanguageCode::Spanish)
}

#[divan::bench(args = [400, 5_000])]
fn rank_one_person(bencher: Bencher, count: usize) {
    let (market, candidate) = (market(count), candidate());
    bencher.bench(|| rank(&candidate, &market, world::TODAY));
}

#[divan::bench]
fn explain_one(bencher: Bencher) {
    let (market, candidate) = (market(1), candidate());
    bencher.bench(|| assess(&candidate, &market[0], world::TODAY));
}

#[divan::bench]
fn what_would_raise_it(bencher: Bencher) {
    let (market, candidate) = (market(1), candidate());
    bencher.bench(|| counterfactual(&candidate, &market[0], world::TODAY));
}

#[divan::bench]
fn read_a_person(bencher: Bencher) {
    bencher.bench(candidate);
}

#[divan::bench]
fn build_linker() -> Linker {
    Linker::new(&[])
}

#[divan::bench(args = [0, 40_000])]
fn link_a_phrase(bencher: Bencher, imported: usize) {
    let skills = built_in().skills();
    let labels: Vec<Label> = built_in()
        .occupations()
        .iter()
        .flat_map(|group| skills.iter().map(move |skill| (group, skill)))
        .take(imported)
        .map(|(group, skill)| Label {
            concept: Concept::Occupation(group.code),
            text: format!("{} {}", group.title.es, skill.title.es),
            lang: Lang::Es,
        })
        .collect();
    let linker = Linker::new(&labels);
    bencher.bench(|| linker.occupations("trabajé de rufero y después dishwasher en un hotel", 5));
}

/// The built-in unit groups with all of their names, as if imported.
fn taxonomy() -> Vec<TaxonomyConcept> {
    let groups = built_in().occupations().iter();
    groups
        .map(|group| {
            let aliases = group.aliases.iter().map(|alias| (Lang::Es, alias.clone()));
            let titles = [(Lang::Es, group.title.es.clone()), (Lang::En, group.title.en.clone())];
            TaxonomyConcept {
                address: group.code.to_string(),
                kind: ConceptKind::Group,
                group: group.code.to_string(),
                names: titles.into_iter().chain(aliases).collect(),
                descriptions: [String::new(), String::new()],
                skills: Vec::new(),
            }
        })
        .collect()
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn train_vectors(bencher: Bencher) {
    let concepts = taxonomy();
    bencher.bench(|| Vectors::train(&concepts, &mut |_, _| ()));
}

#[divan::bench]
fn score_a_title(bencher: Bencher) {
    let concepts = taxonomy();
    let vectors = Vectors::train(&concepts, &mut |_, _| ());
    let spanish = |name: &&(Lang, String)| name.0 == Lang::Es;
    let names: Vec<(usize, String)> = concepts
        .iter()
        .enumerate()
        .flat_map(|(at, concept)| concept.names.iter().filter(spanish).map(move |name| (at, name.1.clone())))
        .collect();
    let titles = Titles::build(&concepts, &vectors, Lang::Es, &names);
    bencher.bench(|| titles.scores(&vectors, "Maestro de obra (m/f)"));
}

/// Courses with a few skills each, beside vacancies.
fn courses(count: usize) -> Vec<Opportunity> {
    let skills = built_in().skills();
    let places = place::municipalities();
    (0..count)
        .map(|number| {
            let mut course = world::opportunity(100_000 + number, Kind::Course);
            course.municipality = places[number * 13 % places.len()].code;
            let taught = skills.iter().skip(number * 29 % (skills.len() - 4)).take(4);
            course.requirements.essential =
                taught.map(|skill| AskedSkill { skill: skill.code.clone(), level: 2 }).collect();
            course
        })
        .collect()
}

/// An engine with 5,000 vacancies and 100 courses.
fn missing_world() -> Engine {
    let mut engine = Engine::default();
    let vacancies = market(5_000).into_iter().map(|one| Opportunity { kind: Kind::Vacancy, ..one });
    for offer in vacancies.chain(courses(100)) {
        engine.put_offer(&offer).unwrap();
    }
    engine.settle().unwrap();
    engine
}

#[divan::bench]
fn places_within_reach(bencher: Bencher) {
    let (engine, candidate) = (missing_world(), candidate());
    bencher.bench(|| engine.places_for(&candidate, world::TODAY));
}

#[divan::bench]
fn what_one_is_missing(bencher: Bencher) {
    let (engine, candidate) = (missing_world(), candidate());
    bencher.bench(|| engine.missing(&candidate, world::TODAY));
}

#[divan::bench]
fn what_courses_open_for_one_of_many(bencher: Bencher) {
    let (mut engine, candidate) = (missing_world(), candidate());
    engine.put_person(world::id(1), &candidate, Audience::default()).unwrap();
    bencher.bench(|| engine.opened_for(world::id(1), world::TODAY));
}
