//! Free text to occupations and skills: "trabajé de rufero y después dishwasher" is two occupations.
//!
//! Words that people say, written for this project, come before official titles, and those before imported labels.
//! Whole labels in a text win; then words and letters in common decide (TF-IDF of stems and of 3 and 4 letters).
//! When no label stands in the text well enough, the answer is "not sure": suggestions to choose from. In any case it
//! is the person who confirms.

mod features;
mod index;
mod known;
mod material;
mod terms;
mod titles;
mod train;
mod vectors;
mod words;

use std::collections::HashMap;

use domain::{
    message::Lang,
    taxonomy::{self, OccupationCode, SkillCode},
};
use serde::{Deserialize, Serialize};

use self::{
    index::{Found, Index},
    known::Known,
};
pub use self::{
    material::{ConceptKind, TaxonomyConcept},
    titles::Titles,
    vectors::Vectors,
};

/// From this likeness on, and with a whole label, the answer is sure.
const SURE: f32 = 0.84;
/// Concepts nearer than this to the first one are its rivals.
const RIVAL: f32 = 0.15;
/// The share of the text, by rarity, that a label must cover to be sure of it.
const COVERED: f32 = 0.8;
/// Likeness below which a concept is not even suggested.
const SUGGESTED: f32 = 0.2;
/// Weights of the sources of labels.
const AUTHORED: f32 = 1.0;
/// Words for what other groups do too are found as the others, and never sure.
const SHARED: f32 = 0.99;
const TITLE: f32 = 0.98;
const IMPORTED: f32 = 0.97;
/// A thing or a place alone is below what is sure.
const THING: f32 = 0.83;

/// What a label is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "code", rename_all = "kebab-case")]
pub enum Concept {
    /// A unit group of occupations.
    Occupation(OccupationCode),
    /// A skill.
    Skill(SkillCode),
}

/// A label of an imported taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What it is of. For an occupation of ESCO, its unit group.
    pub concept: Concept,
    /// The label.
    pub text: String,
    /// Its language.
    pub lang: Lang,
}

/// A concept that a text may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion<C> {
    /// Which.
    pub code: C,
    /// How like the text its nearest label is, 0 to 1.
    pub score: f32,
    /// That label, as written.
    pub matched_label: String,
    /// Whether that label is what people say ("rufero", "poner techos"), not a title of a list ("Techadores"): a caller
    /// may show it in place of the title.
    pub spoken: bool,
}

/// What a text may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Linked<C> {
    /// Whether the first suggestion is what it means, as far as can be told. `false`: ask.
    pub sure: bool,
    /// One for each concept, best first; when sure of several jobs in a sentence, these in the order they are told.
    pub suggestions: Vec<Suggestion<C>>,
}

/// Links texts to the built-in taxonomy, and to imported labels if any. Built once, searched often.
pub struct Linker {
    occupations: Concepts<OccupationCode>,
    skills: Concepts<SkillCode>,
    known: Option<Known>,
}

/// The concepts of one kind and the index of their labels.
struct Concepts<C> {
    codes: Vec<C>,
    index: Index,
}

/// Labels as they are gathered: concept, text, weight.
struct Gathered<C> {
    codes: Vec<C>,
    places: HashMap<C, usize>,
    labels: Vec<(usize, String, f32)>,
}

impl<C: Clone + Eq + std::hash::Hash> Gathered<C> {
    fn new() -> Self {
        Self { codes: Vec::new(), places: HashMap::new(), labels: Vec::new() }
    }

    fn add(&mut self, code: &C, text: &str, weight: f32) {
        let place = *self.places.entry(code.clone()).or_insert_with(|| {
            self.codes.push(code.clone());
            self.codes.len() - 1
        });
        if !text.is_empty() {
            self.labels.push((place, text.to_owned(), weight));
        }
    }

    fn build(self) -> Concepts<C> {
        let labels = self.labels.iter().map(|(concept, text, weight)| (*concept, text.as_str(), *weight));
        Concepts { index: Index::build(self.codes.len(), labels), codes: self.codes }
    }
}

impl Linker {
    /// Reads the built-in taxonomy and then `imported`.
    #[must_use]
    pub fn new(imported: &[Label]) -> Self {
        let mut occupations = Gathered::new();
        for occupation in taxonomy::built_in().occupations() {
            for alias in &occupation.aliases {
                occupations.add(&occupation.code, alias, AUTHORED);
            }
            for words in &occupation.shared {
                occupations.add(&occupation.code, words, SHARED);
            }
            for thing in &occupation.things {
                occupations.add(&occupation.code, thing, THING);
            }
            occupations.add(&occupation.code, &occupation.title.es, TITLE);
            occupations.add(&occupation.code, &occupation.title.en, TITLE);
        }
        let mut skills = Gathered::new();
        for skill in taxonomy::built_in().skills() {
            for alias in &skill.aliases {
                skills.add(&skill.code, alias, AUTHORED);
            }
            skills.add(&skill.code, &skill.title.es, TITLE);
            skills.add(&skill.code, &skill.title.en, TITLE);
        }
        for label in imported {
            match &label.concept {
                Concept::Occupation(code) => occupations.add(code, &label.text, IMPORTED),
                Concept::Skill(code) => skills.add(code, &label.text, IMPORTED),
            }
        }
        Self { occupations: occupations.build(), skills: skills.build(), known: None }
    }

    /// With vectors that were trained on an imported taxonomy.
    #[must_use]
    pub fn with_vectors(mut self, concepts: &[TaxonomyConcept], vectors: Vectors) -> Self {
        self.known = Some(Known::new(concepts, vectors));
        self
    }

    /// The occupations a text may mean, at most `limit`.
    #[must_use]
    pub fn occupations(&self, text: &str, limit: usize) -> Linked<OccupationCode> {
        let mut linked = self.occupations.link(text, limit);
        if let Some(known) = self.known.as_ref().filter(|_| !linked.sure) {
            linked.suggestions = joined(linked.suggestions, known.units(text, limit), limit);
        }
        linked
    }

    /// The skills a text may mean, at most `limit`.
    #[must_use]
    pub fn skills(&self, text: &str, limit: usize) -> Linked<SkillCode> {
        self.skills.link(text, limit)
    }
}

impl Linker {
    /// The names of occupations, each with whether it is what people say and not a title of a list.
    pub fn occupation_labels(&self) -> impl Iterator<Item = (&OccupationCode, &str, bool)> {
        self.occupations.labels()
    }

    /// The names of skills, likewise.
    pub fn skill_labels(&self) -> impl Iterator<Item = (&SkillCode, &str, bool)> {
        self.skills.labels()
    }
}

/// Two lists as one, best first. What both hold counts as in the better one.
fn joined(
    one: Vec<Suggestion<OccupationCode>>,
    other: Vec<Suggestion<OccupationCode>>,
    limit: usize,
) -> Vec<Suggestion<OccupationCode>> {
    let mut all: Vec<Suggestion<OccupationCode>> =
        one.into_iter().chain(other.into_iter().filter(|found| found.score >= SUGGESTED)).collect();
    all.sort_by(|one, other| other.score.total_cmp(&one.score));
    let mut seen = std::collections::HashSet::new();
    all.retain(|found| seen.insert(found.code));
    all.truncate(limit);
    all
}

impl<C: Clone> Concepts<C> {
    fn labels(&self) -> impl Iterator<Item = (&C, &str, bool)> {
        let labels = self.index.labels();
        labels.map(|(concept, text, weight)| (&self.codes[concept], text, weight >= SHARED))
    }

    fn link(&self, text: &str, limit: usize) -> Linked<C> {
        // One more than asked, so that a rival of the first is seen.
        let searched = limit.saturating_add(1);
        let pieces = words::pieces(text);
        let whole = self.index.find(&pieces.concat(), searched);
        let sure_of_all = is_sure(&whole);
        let mut parts = Vec::new();
        if pieces.len() > 1 && !whole.first().is_some_and(|found| found.covered >= 1.0) {
            parts = pieces.iter().map(|piece| self.index.find(piece, searched)).collect();
        }
        let sure_parts: Vec<Found<'_>> =
            parts.iter().filter(|found| is_sure(found)).filter_map(|found| found.first()).copied().collect();
        // In a piece of a sentence a title of a list, such as "Químicos", may be a thing and no job.
        let sure_parts: Vec<Found<'_>> =
            sure_parts.into_iter().filter(|found| found.weight >= AUTHORED).collect();
        let mut rest: Vec<Found<'_>> = whole.into_iter().chain(parts.into_iter().flatten()).collect();
        rest.sort_by(|one, other| other.score.total_cmp(&one.score));
        let sure = sure_of_all || !sure_parts.is_empty();
        let mut suggestions: Vec<Suggestion<C>> = Vec::new();
        let mut seen = vec![false; self.codes.len()];
        for found in sure_parts.into_iter().chain(rest) {
            if found.score >= SUGGESTED && suggestions.len() < limit && !seen[found.concept] {
                seen[found.concept] = true;
                suggestions.push(Suggestion {
                    code: self.codes[found.concept].clone(),
                    score: found.score,
                    matched_label: found.label.to_owned(),
                    spoken: found.weight >= SHARED,
                });
            }
        }
        Linked { sure: sure && !suggestions.is_empty(), suggestions }
    }
}

/// Whether the first concept found is what the text means, as far as can be told: its label stands whole in the text,
/// and no other's does about as well.
fn is_sure(found: &[Found<'_>]) -> bool {
    let Some(first) = found.first() else { return false };
    let rival = found.get(1).is_some_and(|next| next.score > first.score - RIVAL);
    first.whole && first.weight != SHARED && first.score >= SURE && first.covered >= COVERED && !rival
}
