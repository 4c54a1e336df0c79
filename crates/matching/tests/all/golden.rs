//! Phrases as people say them, and the occupations they mean, written apart from the list of aliases. Each column
//! `code` holds the codes that are right, parted by `|`; `+` parts two jobs that must both be found; empty: the answer
//! must be "not sure".

use std::time::Instant;

use domain::taxonomy::OccupationCode;
use matching::link::{Linker, Suggestion};

struct Phrase {
    text: String,
    /// For each job told, the codes that are right.
    jobs: Vec<Vec<OccupationCode>>,
}

fn phrases(file: &[u8]) -> Vec<Phrase> {
    let mut reader = csv::Reader::from_reader(file);
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let jobs = row[1].split('+').filter(|job| !job.is_empty());
            Phrase {
                text: row[0].to_owned(),
                jobs: jobs.map(|job| job.split('|').map(|code| code.parse().unwrap()).collect()).collect(),
            }
        })
        .collect()
}

/// Shares of the phrases that mean a job, and of those that mean none.
struct Shares {
    asked: usize,
    empty: usize,
    first: f64,
    near: f64,
    sure_wrong: f64,
    sure_of_nothing: f64,
}

/// Links every phrase, and tells what is not as it should be; `limit` is how many are near.
fn measure(file: &[u8], limit: usize) -> Shares {
    let linker = Linker::new(&[]);
    let (mut asked, mut first, mut all_near, mut sure, mut sure_wrong) = (0, 0, 0, 0, 0);
    let (mut empty, mut empty_sure) = (0, 0);
    let before = Instant::now();
    for phrase in phrases(file) {
        let linked = linker.occupations(&phrase.text, limit);
        let found: Vec<OccupationCode> = linked.suggestions.iter().map(|one| one.code).collect();
        let label =
            |one: &Suggestion<OccupationCode>| format!("{} {} {:.2}", one.code, one.matched_label, one.score);
        let labels: Vec<String> = linked.suggestions.iter().map(label).collect();
        if phrase.jobs.is_empty() {
            empty += 1;
            empty_sure += usize::from(linked.sure);
            if linked.sure {
                eprintln!("SURE OF NOTHING {:?} {labels:?}", phrase.text);
            }
            continue;
        }
        asked += 1;
        let right = phrase.jobs[0].iter().any(|code| found.first() == Some(code));
        let near = phrase.jobs.iter().all(|job| job.iter().any(|code| found.contains(code)));
        first += usize::from(right);
        all_near += usize::from(near);
        sure += usize::from(linked.sure);
        sure_wrong += usize::from(linked.sure && !right);
        if linked.sure && !right {
            eprintln!("SURE AND WRONG {:?} {labels:?}", phrase.text);
        }
        if !right || !near {
            eprintln!("{} {:?} {labels:?}", if near { "not first" } else { "NOT NEAR" }, phrase.text);
        }
    }
    let took = before.elapsed() / u32::try_from(asked + empty).unwrap();
    let share = |part: usize, of: usize| part as f64 / of as f64;
    let shares = Shares {
        asked,
        empty,
        first: share(first, asked),
        near: share(all_near, asked),
        sure_wrong: share(sure_wrong, asked),
        sure_of_nothing: share(empty_sure, empty),
    };
    eprintln!(
        "{asked} phrases: first {:.3}, in {limit} {:.3}, sure {:.3}, sure and wrong {:.3}; {empty} that mean no job: \
         sure {:.3}; {took:?} each",
        shares.first,
        shares.near,
        share(sure, asked),
        shares.sure_wrong,
        shares.sure_of_nothing,
    );
    shares
}

#[test]
fn phrases_become_the_occupations_they_mean() {
    let shares = measure(include_bytes!("../../golden/phrases.csv"), 5);
    assert!(shares.asked >= 250 && shares.empty >= 40);
    assert!(shares.first >= 0.95, "first");
    assert!(shares.near >= 0.98, "in five");
    assert!(shares.sure_of_nothing <= 0.03, "sure of nothing");
    assert!(shares.sure_wrong <= 0.02, "sure and wrong");
}

/// Written down before the first measurement. Then 0.865 were first, 0.937 in three, and 0.009 sure and wrong; after
/// 28 aliases that it taught, 0.946, 0.991 and 0.004.
#[test]
fn speech_becomes_the_occupations_it_means() {
    let shares = measure(include_bytes!("../../golden/speech.csv"), 3);
    assert!(shares.asked >= 200 && shares.empty >= 15);
    assert!(shares.first >= 0.93, "first");
    assert!(shares.near >= 0.98, "in three");
    assert!(shares.sure_of_nothing <= 0.02, "sure of nothing");
    assert!(shares.sure_wrong <= 0.02, "sure and wrong");
}

/// Written down before the first measurement, apart from the list of aliases. Then 0.787 were first, 0.908 in
/// three, 0.017 sure and wrong, and one of the twenty that mean no job was sure; after some 75 aliases that it taught,
/// and fewer slips taken for words, these are no more unseen.
#[test]
fn what_is_told_becomes_the_occupations_it_means() {
    let shares = measure(include_bytes!("../../golden/told.csv"), 3);
    assert!(shares.asked >= 200 && shares.empty >= 15);
    assert!(shares.first >= 0.89, "first");
    assert!(shares.near >= 0.98, "in three");
    assert!(shares.sure_of_nothing <= 0.02, "sure of nothing");
    assert!(shares.sure_wrong <= 0.02, "sure and wrong");
}

/// Written down before the first measurement, apart from all lists, when the lexicon was as it is: 0.876 first and 0.964
/// in three were never tuned on. How much a label must cover to be sure of it was chosen here, where 0.042 were sure and
/// wrong before and five of 240 after; one since words that are shared by several groups are never sure.
#[test]
fn what_is_heard_becomes_the_occupations_it_means() {
    let shares = measure(include_bytes!("../../golden/heard.csv"), 3);
    assert!(shares.asked >= 200 && shares.empty >= 15);
    assert!(shares.first >= 0.87, "first");
    assert!(shares.near >= 0.96, "in three");
    assert!(shares.sure_of_nothing <= 0.0, "sure of nothing");
    assert!(shares.sure_wrong <= 0.01, "sure and wrong");
}

/// Written down before the first measurement, apart from the list of aliases, by another hand. Then 0.796 were first,
/// 0.947 in three and 0.021 sure and wrong; after the words for what is done with what, these are no more unseen.
#[test]
fn what_is_said_becomes_the_occupations_it_means() {
    let shares = measure(include_bytes!("../../golden/said.csv"), 3);
    assert!(shares.asked >= 200 && shares.empty >= 15);
    assert!(shares.first >= 0.95, "first");
    assert!(shares.near >= 0.98, "in three");
    assert!(shares.sure_of_nothing <= 0.02, "sure of nothing");
    assert!(shares.sure_wrong <= 0.02, "sure and wrong");
}

/// Written down before the first measurement by a hand that saw no list but the titles of the groups, and never tuned on:
/// 0.920 first, 0.980 in three, and six of 300 sure and wrong, of which two name a group that the writer had called
/// arguable beforehand.
#[test]
fn what_is_typed_becomes_the_occupations_it_means() {
    let shares = measure(include_bytes!("../../golden/typed.csv"), 3);
    assert!(shares.asked >= 300);
    assert!(shares.first >= 0.92, "first");
    assert!(shares.near >= 0.98, "in three");
    assert!(shares.sure_wrong <= 0.02, "sure and wrong");
}
