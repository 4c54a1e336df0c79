//! The occupations of an imported taxonomy, found by trained vectors.

use std::collections::HashMap;

use domain::{message::Lang, taxonomy::OccupationCode};

use super::{
    Suggestion,
    material::TaxonomyConcept,
    titles::{Titles, names_of},
    vectors::Vectors,
};

/// The names of one language.
struct Side {
    names: Vec<(usize, String)>,
    titles: Titles,
}

/// An imported taxonomy with its vectors.
pub(super) struct Known {
    units: Vec<Option<OccupationCode>>,
    vectors: Vectors,
    sides: [Side; 2],
}

impl Known {
    pub(super) fn new(concepts: &[TaxonomyConcept], vectors: Vectors) -> Self {
        let sides = [Lang::Es, Lang::En].map(|lang| {
            let names = names_of(concepts, lang);
            let titles = Titles::build(concepts, &vectors, lang, &names);
            Side { names, titles }
        });
        Self { units: concepts.iter().map(TaxonomyConcept::unit).collect(), vectors, sides }
    }

    /// The unit groups nearest to a title, best first, one entry for each.
    pub(super) fn units(&self, title: &str, limit: usize) -> Vec<Suggestion<OccupationCode>> {
        let mut best: HashMap<OccupationCode, (f32, &str)> = HashMap::new();
        for side in &self.sides {
            for ((concept, name), score) in side.names.iter().zip(side.titles.scores(&self.vectors, title)) {
                if let Some(unit) = self.units[*concept] {
                    let slot = best.entry(unit).or_insert((f32::MIN, name));
                    if score > slot.0 {
                        *slot = (score, name);
                    }
                }
            }
        }
        let mut found: Vec<Suggestion<OccupationCode>> = best
            .into_iter()
            .map(|(code, (score, name))| Suggestion {
                code,
                score: score.clamp(0.0, 1.0),
                matched_label: name.to_owned(),
                spoken: false,
            })
            .collect();
        found.sort_unstable_by(|one, other| {
            other.score.total_cmp(&one.score).then_with(|| one.code.cmp(&other.code))
        });
        found.truncate(limit);
        found
    }
}
