//! `bench melo`: Spanish titles against the labels of ESCO, by the protocol of MELO (arXiv 2410.08319): every label is
//! ranked, by score to five decimals and then by identifier, both descending; the first relevant one counts.
//!
//! Beside it, named as such, the same ranking with the best name of each concept first and the other names after them:
//! that is what people see, who are shown one entry for each concept.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use domain::message::Lang;
use matching::link::{TaxonomyConcept, Titles, Vectors};

use crate::{
    command::{open, say},
    config::Place,
    telemetry,
};

/// Labels to rank, and the names of concepts that the taxonomy has not.
type Labels = (Vec<Label>, Vec<(usize, String)>);

/// Ranks written for each query.
const WRITTEN: usize = 1_000;

/// Measures linking.
#[derive(Args)]
pub struct Melo {
    /// Folder with queries.tsv, corpus_elements.tsv, concept_mapping.tsv and annotations.tsv
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    /// Write the first thousand labels of each query as a TREC run
    #[arg(long, value_name = "OUT")]
    run: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

/// A label: its identifier and the place of its concept.
struct Label {
    id: String,
    concept: usize,
}

/// How early the first relevant label comes: sum of reciprocal ranks, and how many among the first 1, 5 and 10.
#[derive(Default)]
struct Early {
    reciprocal: f64,
    among: [usize; 3],
}

/// How many queries found what they should how early.
#[derive(Default)]
struct Sums {
    queries: usize,
    labels: Early,
    /// The same with one name for each concept first.
    one_each: Early,
    concepts: [usize; 2],
    units: usize,
}

fn rows(dir: &Path, name: &str) -> Result<Vec<Vec<String>>> {
    let path = dir.join(name);
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

impl Melo {
    /// Measures and prints.
    ///
    /// # Errors
    /// If files or the database cannot be read.
    pub async fn run(self) -> Result<()> {
        telemetry::start_logs("error");
        let sys = open(self.place.read()?).await?;
        let mut concepts = usecases::taxonomy::concepts(&sys).await?;
        let kept = usecases::taxonomy::vectors(&sys).await?;
        sys.store.close().await;
        let mut trained = String::new();
        let vectors = match kept {
            Some(vectors) => vectors,
            None if concepts.is_empty() => {
                // The built-in taxonomy alone: its titles and other names.
                concepts = built_in();
                let started = Instant::now();
                let vectors = Vectors::train(&concepts, &mut |_, _| ());
                let _ = write!(
                    trained,
                    ", trained on the built-in taxonomy in {:.1} s",
                    started.elapsed().as_secs_f64()
                );
                vectors
            }
            None => bail!("the imported taxonomy has no vectors: import it again"),
        };
        say(&format!("vectors: {:.1} MB{trained}", vectors.size() as f64 / 1e6));
        let (sums, times) = self.measure(&mut concepts, &vectors)?;
        let share = |part: usize| part as f64 / sums.queries.max(1) as f64;
        say(&format!("queries: {}", sums.queries));
        say(&format!("labels: {}", sums.labels.told(sums.queries)));
        say(&format!(
            "concepts: top-5 {:.4}  top-10 {:.4}; unit groups: top-5 {:.4}",
            share(sums.concepts[0]),
            share(sums.concepts[1]),
            share(sums.units)
        ));
        say(&format!("one name for each concept first: {}", sums.one_each.told(sums.queries)));
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let mean = times.iter().sum::<Duration>().as_secs_f64() * 1e3 / times.len().max(1) as f64;
        say(&format!(
            "{mean:.3} ms a title on one core (the fastest {:.3}, the slowest {:.3})",
            times.iter().min().map_or(0.0, |time| ms(*time)),
            times.iter().max().map_or(0.0, |time| ms(*time))
        ));
        Ok(())
    }

    fn measure(
        &self,
        concepts: &mut Vec<TaxonomyConcept>,
        vectors: &Vectors,
    ) -> Result<(Sums, Vec<Duration>)> {
        let (labels, names) = self.labels(concepts)?;
        let titles = Titles::build(concepts, vectors, Lang::Es, &names);
        let mut relevant: HashMap<String, HashSet<String>> = HashMap::new();
        for row in rows(&self.dir, "annotations.tsv")? {
            relevant.entry(cell(&row, 0).to_owned()).or_default().insert(cell(&row, 2).to_owned());
        }
        let (mut sums, mut times, mut out) = (Sums::default(), Vec::new(), String::new());
        for row in rows(&self.dir, "queries.tsv")? {
            let started = Instant::now();
            let scores = titles.scores(vectors, cell(&row, 1));
            times.push(started.elapsed());
            let mut ranked: Vec<(i64, &Label)> =
                scores.iter().map(|score| (f64::from(*score) * 1e5).round() as i64).zip(&labels).collect();
            ranked.sort_unstable_by(|one, other| (other.0, &other.1.id).cmp(&(one.0, &one.1.id)));
            if let Some(right) = relevant.get(cell(&row, 0)) {
                sums.count(&ranked, right, concepts);
            }
            for (rank, (score, label)) in ranked.iter().take(WRITTEN).enumerate() {
                let score = *score as f64 / 1e5;
                let _ = writeln!(out, "{} Q0 {} {} {score:.5} sinarem", cell(&row, 0), label.id, rank + 1);
            }
        }
        if let Some(path) = &self.run {
            std::fs::write(path, out).with_context(|| format!("{} cannot be written", path.display()))?;
        }
        Ok((sums, times))
    }

    /// The labels to rank. A concept that the taxonomy has not is added, with the label alone.
    fn labels(&self, concepts: &mut Vec<TaxonomyConcept>) -> Result<Labels> {
        let mut places: HashMap<String, usize> =
            concepts.iter().enumerate().map(|(at, concept)| (concept.address.clone(), at)).collect();
        let addresses: HashMap<String, String> = rows(&self.dir, "concept_mapping.tsv")?
            .into_iter()
            .map(|row| (cell(&row, 0).to_owned(), cell(&row, 1).to_owned()))
            .collect();
        let (mut labels, mut names) = (Vec::new(), Vec::new());
        for row in rows(&self.dir, "corpus_elements.tsv")? {
            let (id, text) = (cell(&row, 0).to_owned(), cell(&row, 1).to_owned());
            let address = addresses.get(&id).cloned().unwrap_or_else(|| id.clone());
            let concept = *places.entry(address.clone()).or_insert_with(|| {
                concepts.push(unknown(address, &text));
                concepts.len() - 1
            });
            labels.push(Label { id, concept });
            names.push((concept, text));
        }
        Ok((labels, names))
    }
}

/// A concept of which nothing is known but a name.
fn unknown(address: String, name: &str) -> TaxonomyConcept {
    TaxonomyConcept {
        address,
        kind: matching::link::ConceptKind::Occupation,
        group: String::new(),
        names: vec![(Lang::Es, name.to_owned())],
        descriptions: [String::new(), String::new()],
        skills: Vec::new(),
    }
}

/// The unit groups that are built in, with all of their names.
fn built_in() -> Vec<TaxonomyConcept> {
    let occupations = domain::taxonomy::built_in().occupations().iter();
    occupations
        .map(|occupation| {
            let mut names =
                vec![(Lang::Es, occupation.title.es.clone()), (Lang::En, occupation.title.en.clone())];
            names.extend(
                occupation.aliases.iter().chain(&occupation.shared).map(|alias| (Lang::Es, alias.clone())),
            );
            TaxonomyConcept {
                address: format!("http://data.europa.eu/esco/isco/C{}", occupation.code),
                kind: matching::link::ConceptKind::Group,
                group: occupation.code.to_string(),
                names,
                descriptions: [String::new(), String::new()],
                skills: Vec::new(),
            }
        })
        .collect()
}

impl Early {
    fn count(&mut self, rank: Option<usize>) {
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        for (sum, most) in self.among.iter_mut().zip([1, 5, 10]) {
            *sum += usize::from(rank.is_some_and(|rank| rank < most));
        }
    }

    fn told(&self, queries: usize) -> String {
        let share = |part: f64| part / queries.max(1) as f64;
        let [one, five, ten] = self.among.map(|among| share(among as f64));
        format!("MRR {:.4}  A@1 {one:.4}  A@5 {five:.4}  A@10 {ten:.4}", share(self.reciprocal))
    }
}

/// Where the first relevant one stands when the best name of each concept comes first, then the other names, both in the
/// order in which they were ranked. Each name is told by its concept and whether it is relevant.
fn one_each_first(ranked: &[(usize, bool)]) -> Option<usize> {
    let mut seen = HashSet::new();
    let (first, rest): (Vec<&(usize, bool)>, Vec<_>) =
        ranked.iter().partition(|(concept, _)| seen.insert(*concept));
    first.into_iter().chain(rest).position(|(_, relevant)| *relevant)
}

impl Sums {
    fn count(&mut self, ranked: &[(i64, &Label)], right: &HashSet<String>, concepts: &[TaxonomyConcept]) {
        self.queries += 1;
        let told: Vec<(usize, bool)> =
            ranked.iter().map(|(_, label)| (label.concept, right.contains(&label.id))).collect();
        self.labels.count(told.iter().position(|(_, relevant)| *relevant));
        self.one_each.count(one_each_first(&told));
        let meant: HashSet<usize> =
            told.iter().filter(|(_, relevant)| *relevant).map(|(concept, _)| *concept).collect();
        let units: HashSet<_> = meant.iter().filter_map(|concept| concepts[*concept].unit()).collect();
        let (mut seen, mut seen_units) = (HashSet::new(), HashSet::new());
        let (mut at, mut at_unit) = (None, None);
        for (_, label) in ranked {
            if seen.insert(label.concept) && meant.contains(&label.concept) {
                at = at.or(Some(seen.len()));
            }
            if let Some(unit) = concepts[label.concept].unit()
                && seen_units.insert(unit)
                && units.contains(&unit)
            {
                at_unit = at_unit.or(Some(seen_units.len()));
            }
        }
        for (sum, most) in self.concepts.iter_mut().zip([5, 10]) {
            *sum += usize::from(at.is_some_and(|rank| rank <= most));
        }
        self.units += usize::from(at_unit.is_some_and(|rank| rank <= 5));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_of_a_concept_come_after_the_best_of_each() {
        // Five names of a wrong concept, then one of another, then the right one.
        let mut ranked = vec![(1, false); 5];
        ranked.extend([(2, false), (3, true), (3, true)]);
        assert_eq!(one_each_first(&ranked), Some(2));
        // A concept's best name is not relevant, another of its names is: it waits until each concept has one.
        assert_eq!(one_each_first(&[(1, false), (1, true), (2, false)]), Some(2));
        assert_eq!(one_each_first(&[(1, false), (2, false)]), None);
        assert_eq!(one_each_first(&[(4, true)]), Some(0));
    }

    #[test]
    fn shares_are_of_all_queries() {
        let mut early = Early::default();
        [Some(0), Some(4), Some(9), None].into_iter().for_each(|rank| early.count(rank));
        assert_eq!(early.told(4), "MRR 0.3250  A@1 0.2500  A@5 0.5000  A@10 0.7500");
        assert_eq!(Early::default().told(0), "MRR 0.0000  A@1 0.0000  A@5 0.0000  A@10 0.0000");
    }
}
