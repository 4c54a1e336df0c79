//! Titles against the names of a taxonomy's occupations: how near their vectors are, and those of what is told of each
//! concept. See decision 0006 for where the weights come from.

use std::collections::HashMap;

use domain::message::Lang;

use super::{
    features::{letter_runs, letters_key, stem_key},
    material::{ConceptKind, TaxonomyConcept},
    terms::Terms,
    train::{SIZE, add},
    vectors::{Vectors, middle},
    words::title_words,
};

/// Weights of the name, the description and the essential skills, by vectors.
const NAME: f32 = 5.0;
const DESCRIPTION: f32 = 0.62;
const SKILLS: f32 = 0.96;
/// Weights of letters in common with the name, of words in common with the unit group's title, and of the same first
/// word.
const LETTERS_OF_NAME: f32 = 0.76;
const WORDS_OF_GROUP: f32 = 0.21;
const SAME_HEAD: f32 = 0.29;
/// All weights together: a score divided by it is at most about 1.
const ALL: f32 = NAME + DESCRIPTION + SKILLS + LETTERS_OF_NAME + WORDS_OF_GROUP + SAME_HEAD;
/// Letters in a row that are compared.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=4;
/// What 1 is in whole numbers.
const ONE: f32 = 1024.0;

/// Vectors one after the other, in whole numbers.
#[derive(Default)]
struct Table(Vec<i16>);

impl Table {
    fn push(&mut self, vector: &[f32]) {
        self.0.extend(vector.iter().map(|one| (one * ONE).round() as i16));
    }

    /// The product of each with `query`: for vectors of length 1, the cosine.
    fn products(&self, query: &[i16]) -> Vec<f32> {
        let dot = |row: &[i16]| -> i32 {
            row.iter().zip(query).map(|(one, other)| i32::from(*one) * i32::from(*other)).sum()
        };
        self.0.chunks_exact(SIZE).map(|row| dot(row) as f32 / (ONE * ONE)).collect()
    }
}

/// A name that titles are compared with.
struct Name {
    concept: usize,
    head: Option<u64>,
}

/// The names of a taxonomy's occupations and groups in one language, ready to be compared.
pub struct Titles {
    names: Vec<Name>,
    concepts: usize,
    /// For each name, its vector and those of what is told of its concept, each times its weight, as one.
    of_names: Table,
    letters_of_names: Terms,
    words_of_groups: Terms,
}

fn stems(text: &str) -> Vec<u64> {
    title_words(text).iter().map(|word| stem_key(&word.stem)).collect()
}

/// Letters in a row of each word.
fn letters(text: &str) -> Vec<u64> {
    let mut runs = Vec::new();
    letter_runs(&title_words(text), LETTERS, |run| runs.push(letters_key(run)));
    runs
}

/// The names of occupations and groups in a language, each with its concept's place.
pub(super) fn names_of(concepts: &[TaxonomyConcept], lang: Lang) -> Vec<(usize, String)> {
    let titled = concepts.iter().enumerate().filter(|(_, concept)| concept.kind != ConceptKind::Skill);
    titled
        .flat_map(|(place, concept)| concept.names_in(lang).map(move |name| (place, name.to_owned())))
        .collect()
}

impl Titles {
    /// Prepares `names`, each the place of its concept and a text, in a language.
    #[must_use]
    pub fn build(
        concepts: &[TaxonomyConcept],
        vectors: &Vectors,
        lang: Lang,
        names: &[(usize, String)],
    ) -> Self {
        let embedded: Vec<Vec<f32>> = names.iter().map(|(_, text)| vectors.embed(text)).collect();
        // Only concepts with such names take room: not the skills.
        let mut titled: Vec<usize> = names.iter().map(|(concept, _)| *concept).collect();
        titled.sort_unstable();
        titled.dedup();
        let place: HashMap<usize, usize> = titled.iter().enumerate().map(|(at, one)| (*one, at)).collect();
        let told_of: Vec<&TaxonomyConcept> = titled.iter().map(|at| &concepts[*at]).collect();
        let side = usize::from(lang == Lang::En);
        let first = |concept: &TaxonomyConcept| concept.names_in(lang).next().unwrap_or_default().to_owned();
        let titles: HashMap<&str, String> = concepts
            .iter()
            .filter(|concept| concept.kind == ConceptKind::Group)
            .map(|group| (group.group.as_str(), first(group)))
            .collect();
        let group_of =
            |concept: &TaxonomyConcept| titles.get(concept.group.as_str()).map_or("", String::as_str);
        let told: Vec<Vec<f32>> = told_of
            .iter()
            .map(|concept| {
                let held: Vec<Vec<f32>> =
                    concept.skills.iter().map(|skill| vectors.embed(&first(&concepts[*skill]))).collect();
                let mut sum = vec![0.0; SIZE];
                add(&mut sum, DESCRIPTION, &vectors.embed(&concept.descriptions[side]));
                add(&mut sum, SKILLS, &middle(held.iter()));
                sum
            })
            .collect();
        let mut of_names = Table::default();
        for ((concept, _), vector) in names.iter().zip(&embedded) {
            let mut sum = told[place[concept]].clone();
            add(&mut sum, NAME, vector);
            of_names.push(&sum);
        }
        Self {
            names: names
                .iter()
                .map(|(concept, text)| Name { concept: place[concept], head: stems(text).first().copied() })
                .collect(),
            concepts: titled.len(),
            of_names,
            letters_of_names: Terms::build(names.iter().map(|(_, text)| letters(text)).collect()),
            words_of_groups: Terms::build(told_of.iter().map(|concept| stems(group_of(concept))).collect()),
        }
    }

    /// How like the title each name is (about 0 to 1), in the order of the names; the same for one that says nothing.
    #[must_use]
    pub fn scores(&self, vectors: &Vectors, title: &str) -> Vec<f32> {
        let query: Vec<i16> = vectors.embed(title).iter().map(|one| (one * ONE).round() as i16).collect();
        let words = stems(title);
        let head = words.first().copied();
        let mut told = vec![0.0; self.concepts];
        let mut near = self.of_names.products(&query);
        if !words.is_empty() {
            self.words_of_groups.add(words, WORDS_OF_GROUP, &mut told);
            self.letters_of_names.add(letters(title), LETTERS_OF_NAME, &mut near);
        }
        let names = self.names.iter().zip(near);
        names
            .map(|(name, near)| {
                let same = if head.is_some() && name.head == head { SAME_HEAD } else { 0.0 };
                (near + told[name.concept] + same) / ALL
            })
            .collect()
    }
}
