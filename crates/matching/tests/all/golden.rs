//! Phrases as people say them, and the occupations they mean, written apart from the list of aliases. Each column
//! `code` holds the codes that are right, parted by `|`; `+` parts two jobs that must both be found; empty: the answer
//! must be "not sure".

use std::time::Instant;

use domain::taxonomy::OccupationCode;
use matching::link::Linker;

struct Phrase {
    text: String,
    /// For each job told, the codes that are right.
    jobs: Vec<Vec<OccupationCode>>,
}

fn phrases() -> Vec<Phrase> {
    let mut reader = csv::Reader::from_reader(&include_bytes!("../../golden/phrases.csv")[..]);
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

#[test]
fn phrases_become_the_occupations_they_mean() {
    let linker = Linker::new(&[]);
    let (mut asked, mut first, mut five, mut sure, mut sure_wrong) = (0, 0, 0, 0, 0);
    let (mut empty, mut empty_sure) = (0, 0);
    let before = Instant::now();
    for phrase in phrases() {
        let linked = linker.occupations(&phrase.text, 5);
        let found: Vec<OccupationCode> = linked.suggestions.iter().map(|one| one.code).collect();
        let labels: Vec<String> = linked
            .suggestions
            .iter()
            .map(|one| format!("{} {} {:.2}", one.code, one.matched_label, one.score))
            .collect();
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
        five += usize::from(near);
        sure += usize::from(linked.sure);
        sure_wrong += usize::from(linked.sure && !right);
        if !right || !near {
            eprintln!("{} {:?} {labels:?}", if near { "not first" } else { "NOT IN FIVE" }, phrase.text);
        } else if !linked.sure {
            eprintln!("right, not sure {:?} {labels:?}", phrase.text);
        }
    }
    let took = before.elapsed();
    let share = |part: usize, of: usize| part as f64 / of as f64;
    eprintln!(
        "{asked} phrases: first {:.3}, in five {:.3}, sure {:.3}, sure and wrong {:.3}; {empty} that mean no job: sure \
         {:.3}; {:?} each",
        share(first, asked),
        share(five, asked),
        share(sure, asked),
        share(sure_wrong, asked),
        share(empty_sure, empty),
        took / u32::try_from(asked + empty).unwrap(),
    );
    assert!(asked >= 250 && empty >= 40);
    assert!(share(first, asked) >= 0.95, "first");
    assert!(share(five, asked) >= 0.98, "in five");
    assert!(share(empty_sure, empty) <= 0.03, "sure of nothing");
    assert!(share(sure_wrong, asked) <= 0.02, "sure and wrong");
}
