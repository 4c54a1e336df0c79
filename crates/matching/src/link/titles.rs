//! Titles against the names of a taxonomy's occupations: how near their vectors are, and those of what is told of each
//! concept. See decision 0006 for where the weights come from.

use std::collections::{HashMap, HashSet};

use domain::message::Lang;

use super::{
    features::stem_key,
    material::{ConceptKind, TaxonomyConcept},
    terms::Terms,
    train::SIZE,
    vectors::{Vectors, middle},
    words::title_words,
};

/// Weights of the name, the middle of all names, the description, the unit group's title and the skills, by vectors.
const NAME: f32 = 8.316;
const MIDDLE: f32 = 2.982;
const DESCRIPTION: f32 = 4.358;
const GROUP: f32 = 0.7;
const SKILLS: f32 = 2.997;
/// Weights of words in common with the description and with the unit group's title, and of the same first word.
const WORDS_OF_DESCRIPTION: f32 = 0.352;
const WORDS_OF_GROUP: f32 = 0.5;
const SAME_HEAD: f32 = 0.862;
/// All weights together: a score divided by it is at most about 1.
const ALL: f32 =
    NAME + MIDDLE + DESCRIPTION + GROUP + SKILLS + WORDS_OF_DESCRIPTION + WORDS_OF_GROUP + SAME_HEAD;
/// What 1 is in whole numbers.
const ONE: f32 = 1024.0;

/// Vectors one after the other, in whole numbers.
#[derive(Default)]
struct Table(Vec<i16>);

impl Table {
    fn push(&mut self, vector: &[f32]) {
        self.0.extend(vector.iter().map(|one| (one * ONE).round() as i16));
    }

    /// The cosine of each with `query`.
    fn cosines(&self, query: &[i16]) -> Vec<f32> {
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
    of_names: Table,
    middles: Table,
    descriptions: Table,
    groups: Table,
    skills: Table,
    words_of_descriptions: Terms,
    words_of_groups: Terms,
}

fn stems(text: &str) -> Vec<u64> {
    title_words(text).iter().map(|word| stem_key(&word.stem)).collect()
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
        let mut of_names = Table::default();
        let embedded: Vec<Vec<f32>> = names.iter().map(|(_, text)| vectors.embed(text)).collect();
        // Only concepts with such names take room: not the skills.
        let mut titled: Vec<usize> = names.iter().map(|(concept, _)| *concept).collect();
        titled.sort_unstable();
        titled.dedup();
        let place: HashMap<usize, usize> = titled.iter().enumerate().map(|(at, one)| (*one, at)).collect();
        let told_of: Vec<&TaxonomyConcept> = titled.iter().map(|at| &concepts[*at]).collect();
        let mut of_concept: Vec<Vec<usize>> = vec![Vec::new(); titled.len()];
        let mut seen: HashSet<(usize, Vec<u64>)> = HashSet::new();
        for (at, ((concept, text), vector)) in names.iter().zip(&embedded).enumerate() {
            of_names.push(vector);
            // Of names that differ in gender only, one counts.
            if seen.insert((*concept, stems(text))) {
                of_concept[place[concept]].push(at);
            }
        }
        let side = usize::from(lang == Lang::En);
        let first = |concept: &TaxonomyConcept| concept.names_in(lang).next().unwrap_or_default().to_owned();
        let titles: HashMap<&str, String> = concepts
            .iter()
            .filter(|concept| concept.kind == ConceptKind::Group)
            .map(|group| (group.group.as_str(), first(group)))
            .collect();
        let group_of =
            |concept: &TaxonomyConcept| titles.get(concept.group.as_str()).map_or("", String::as_str);
        let (mut middles, mut descriptions, mut groups, mut skills) =
            (Table::default(), Table::default(), Table::default(), Table::default());
        for (concept, names) in told_of.iter().zip(&of_concept) {
            middles.push(&middle(names.iter().map(|at| &embedded[*at])));
            let held: Vec<Vec<f32>> =
                concept.skills.iter().map(|skill| vectors.embed(&first(&concepts[*skill]))).collect();
            skills.push(&middle(held.iter()));
            descriptions.push(&vectors.embed(&concept.descriptions[side]));
            groups.push(&vectors.embed(group_of(concept)));
        }
        let words = |texts: Vec<Vec<u64>>| Terms::build(texts);
        Self {
            names: names
                .iter()
                .map(|(concept, text)| Name { concept: place[concept], head: stems(text).first().copied() })
                .collect(),
            of_names,
            middles,
            descriptions,
            groups,
            skills,
            words_of_descriptions: words(
                told_of.iter().map(|concept| stems(&concept.descriptions[side])).collect(),
            ),
            words_of_groups: words(told_of.iter().map(|concept| stems(group_of(concept))).collect()),
        }
    }

    /// How like the title each name is (about 0 to 1), in the order of the names; the same for one that says nothing.
    #[must_use]
    pub fn scores(&self, vectors: &Vectors, title: &str) -> Vec<f32> {
        let query: Vec<i16> = vectors.embed(title).iter().map(|one| (one * ONE).round() as i16).collect();
        let words = stems(title);
        let head = words.first().copied();
        let mut told: Vec<f32> = [
            (&self.middles, MIDDLE),
            (&self.descriptions, DESCRIPTION),
            (&self.groups, GROUP),
            (&self.skills, SKILLS),
        ]
        .into_iter()
        .fold(Vec::new(), |mut sum, (table, weight)| {
            let cosines = table.cosines(&query);
            sum.resize(cosines.len(), 0.0);
            sum.iter_mut().zip(cosines).for_each(|(sum, cosine)| *sum += weight * cosine);
            sum
        });
        if !words.is_empty() {
            self.words_of_descriptions.add(words.clone(), WORDS_OF_DESCRIPTION, &mut told);
            self.words_of_groups.add(words, WORDS_OF_GROUP, &mut told);
        }
        let near = self.of_names.cosines(&query);
        let names = self.names.iter().zip(near);
        names
            .map(|(name, near)| {
                let same = if head.is_some() && name.head == head { SAME_HEAD } else { 0.0 };
                (NAME * near + told[name.concept] + same) / ALL
            })
            .collect()
    }
}
