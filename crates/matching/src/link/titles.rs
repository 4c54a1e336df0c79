//! Titles against the names of a taxonomy's occupations: how near their vectors are, and those of what is known of each
//! concept. See decision 0006 for where the weights come from.

use std::collections::{HashMap, HashSet};

use domain::message::Lang;

use super::{
    features::stem_key,
    material::{ConceptKind, TaxonomyConcept},
    terms::Terms,
    train::{SIZE, add},
    vectors::{Vectors, middle},
    words::{Gender, gender, title_words},
};

/// Weights of the name, the essential skills, and the names in the other language, by vectors.
const NAME: f32 = 5.0;
const SKILLS: f32 = 1.2;
const OTHER_LANGUAGE: f32 = 0.7;
/// Weights of words in common with the unit group's title and with the essential skills, and of the same first word.
const WORDS_OF_GROUP: f32 = 0.7;
const WORDS_OF_SKILLS: f32 = 0.4;
const SAME_HEAD: f32 = 0.4;
/// All weights together: a score divided by it is at most about 1.
const ALL: f32 = NAME + SKILLS + OTHER_LANGUAGE + WORDS_OF_GROUP + WORDS_OF_SKILLS + SAME_HEAD;
/// What a Spanish name loses that is of the other gender than the title, when its concept has one of the same; half of
/// it a name of both genders ("director/directora") when its concept has the first alone.
const OTHER_GENDER: f32 = 1.6;
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
    /// What it loses beside a title for women and one for men.
    lost: [f32; 2],
}

/// The names of a taxonomy's occupations and groups in one language, ready to be compared.
pub struct Titles {
    names: Vec<Name>,
    concepts: usize,
    lang: Lang,
    /// For each name, its vector and those of what is known of its concept, each times its weight, as one.
    of_names: Table,
    words_of_groups: Terms,
    words_of_skills: Terms,
}

fn stems(text: &str) -> Vec<u64> {
    title_words(text).iter().map(|word| stem_key(&word.stem)).collect()
}

/// The place of a gender in [`Name::lost`].
fn side_of(gender: Gender) -> usize {
    usize::from(gender == Gender::Masculine)
}

/// What each name loses beside a title of each gender. In English nothing tells the gender.
fn lost(names: &[(usize, String)], lang: Lang) -> Vec<[f32; 2]> {
    if lang != Lang::Es {
        return vec![[0.0; 2]; names.len()];
    }
    let mut of_concept: HashMap<usize, ([bool; 2], HashSet<String>)> = HashMap::new();
    let genders: Vec<Option<usize>> = names.iter().map(|(_, name)| gender(name).map(side_of)).collect();
    for ((concept, name), gender) in names.iter().zip(&genders) {
        let (has, texts) = of_concept.entry(*concept).or_default();
        gender.iter().for_each(|side| has[*side] = true);
        texts.insert(name.to_lowercase());
    }
    let each = names.iter().zip(&genders).map(|((concept, name), gender)| {
        let (has, texts) = &of_concept[concept];
        if let Some(own) = gender {
            return [0, 1].map(|asked: usize| if asked != *own && has[asked] { OTHER_GENDER } else { 0.0 });
        }
        let half = name.split_once('/').map(|(half, _)| half.trim().to_lowercase());
        if half.is_some_and(|half| texts.contains(&half)) { [OTHER_GENDER / 2.0; 2] } else { [0.0; 2] }
    });
    each.collect()
}

/// The names of occupations and groups in a language, each with its concept's place.
pub(super) fn names_of(concepts: &[TaxonomyConcept], lang: Lang) -> Vec<(usize, String)> {
    let titled = concepts.iter().enumerate().filter(|(_, concept)| concept.kind != ConceptKind::Skill);
    titled
        .flat_map(|(place, concept)| concept.names_in(lang).map(move |name| (place, name.to_owned())))
        .collect()
}

/// A concept's first name in a language.
fn first(concept: &TaxonomyConcept, lang: Lang) -> &str {
    concept.names_in(lang).next().unwrap_or_default()
}

/// What is known of a concept beside its names in a language: its essential skills and its names in the other, each
/// times its weight.
fn known_of(
    concepts: &[TaxonomyConcept],
    vectors: &Vectors,
    lang: Lang,
    concept: &TaxonomyConcept,
) -> Vec<f32> {
    let other = if lang == Lang::Es { Lang::En } else { Lang::Es };
    let held: Vec<Vec<f32>> =
        concept.skills.iter().map(|skill| vectors.embed(first(&concepts[*skill], lang))).collect();
    let others: Vec<Vec<f32>> = concept.names_in(other).map(|name| vectors.embed(name)).collect();
    let mut sum = vec![0.0; SIZE];
    add(&mut sum, SKILLS, &middle(held.iter()));
    add(&mut sum, OTHER_LANGUAGE, &middle(others.iter()));
    sum
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
        let known: Vec<Vec<f32>> = told_of.iter().map(|one| known_of(concepts, vectors, lang, one)).collect();
        let mut of_names = Table::default();
        for ((concept, _), vector) in names.iter().zip(&embedded) {
            let mut sum = known[place[concept]].clone();
            add(&mut sum, NAME, vector);
            of_names.push(&sum);
        }
        let groups: HashMap<&str, Vec<u64>> = concepts
            .iter()
            .filter(|concept| concept.kind == ConceptKind::Group)
            .map(|group| (group.group.as_str(), stems(first(group, lang))))
            .collect();
        let of_group = |concept: &&TaxonomyConcept| groups.get(concept.group.as_str()).cloned();
        let of_skills = |concept: &&TaxonomyConcept| -> Vec<u64> {
            concept.skills.iter().flat_map(|skill| stems(first(&concepts[*skill], lang))).collect()
        };
        let name = |((concept, text), lost): (&(usize, String), [f32; 2])| Name {
            concept: place[concept],
            head: stems(text).first().copied(),
            lost,
        };
        Self {
            names: names.iter().zip(lost(names, lang)).map(name).collect(),
            concepts: titled.len(),
            lang,
            of_names,
            words_of_groups: Terms::build(
                told_of.iter().map(|one| of_group(one).unwrap_or_default()).collect(),
            ),
            words_of_skills: Terms::build(told_of.iter().map(of_skills).collect()),
        }
    }

    /// How like the title each name is (about 0 to 1), in the order of the names; the same for one that says nothing.
    #[must_use]
    pub fn scores(&self, vectors: &Vectors, title: &str) -> Vec<f32> {
        let query: Vec<i16> = vectors.embed(title).iter().map(|one| (one * ONE).round() as i16).collect();
        let words = stems(title);
        let head = words.first().copied();
        let asked = gender(title).filter(|_| self.lang == Lang::Es).map(side_of);
        let mut known = vec![0.0; self.concepts];
        if !words.is_empty() {
            self.words_of_groups.add(words.clone(), WORDS_OF_GROUP, &mut known);
            self.words_of_skills.add(words, WORDS_OF_SKILLS, &mut known);
        }
        let names = self.names.iter().zip(self.of_names.products(&query));
        names
            .map(|(name, near)| {
                let same = if head.is_some() && name.head == head { SAME_HEAD } else { 0.0 };
                let lost = asked.map_or(0.0, |side| name.lost[side]);
                (near + known[name.concept] + same - lost) / ALL
            })
            .collect()
    }
}
