//! The texts of a taxonomy, and which of them mean the same.

use std::collections::HashMap;

use domain::message::Lang;

use super::{Counter, Pair, Sparse, vocabulary};
use crate::link::{
    features::{Kind, features},
    material::{ConceptKind, TaxonomyConcept},
    words::title_words,
};

/// Sentences of a description that are read.
const SENTENCES: usize = 8;
/// Letters of the shortest sentence.
const SENTENCE: usize = 16;

/// The texts of a concept, by number, in Spanish and in English.
struct Texts {
    names: [Vec<u32>; 2],
    told: [Vec<u32>; 2],
    skills: Vec<u32>,
    group: u32,
}

/// Every text once, and whose it is.
pub(super) struct Corpus {
    pub keys: Vec<u64>,
    pub weights: Vec<f32>,
    pub texts: Vec<Sparse>,
    concepts: Vec<Texts>,
    /// The names of each group.
    groups: HashMap<String, [Vec<u32>; 2]>,
}

/// Texts as they are numbered: two with the same stems are one.
#[derive(Default)]
struct Numbers {
    known: HashMap<String, u32>,
    texts: Vec<Vec<(Kind, u64)>>,
}

impl Numbers {
    fn of<'a>(&mut self, texts: impl Iterator<Item = &'a str>) -> Vec<u32> {
        let mut numbers = Vec::new();
        for text in texts {
            let words = title_words(text);
            let stems: Vec<&str> = words.iter().map(|word| word.stem.as_str()).collect();
            if stems.is_empty() {
                continue;
            }
            let next = self.texts.len() as u32;
            let number = *self.known.entry(stems.join(" ")).or_insert(next);
            if number == next {
                self.texts.push(features(&words));
            }
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '\n', ';']).map(str::trim).filter(|one| one.len() >= SENTENCE).take(SENTENCES)
}

impl Corpus {
    pub(super) fn read(concepts: &[TaxonomyConcept]) -> Self {
        let mut numbers = Numbers::default();
        let (mut places, mut groups) = (HashMap::new(), HashMap::new());
        let mut read = Vec::with_capacity(concepts.len());
        for (at, concept) in concepts.iter().enumerate() {
            let names = [Lang::Es, Lang::En].map(|lang| numbers.of(concept.names_in(lang)));
            let told = [0, 1].map(|side: usize| numbers.of(sentences(&concept.descriptions[side])));
            let held = concept.skills.iter().flat_map(|skill| {
                [Lang::Es, Lang::En].into_iter().filter_map(|lang| concepts[*skill].names_in(lang).next())
            });
            let skills = numbers.of(held);
            if concept.kind == ConceptKind::Group {
                groups.insert(concept.group.clone(), names.clone());
            }
            let own = if concept.kind == ConceptKind::Skill { &concept.address } else { &concept.group };
            let group = *places.entry(own.clone()).or_insert(at as u32);
            read.push(Texts { names, told, skills, group });
        }
        let (keys, weights) = vocabulary(&numbers.texts);
        let ids: HashMap<u64, u32> = (0_u32..).zip(&keys).map(|(id, key)| (*key, id)).collect();
        let texts = numbers.texts.iter().map(|text| sparse(text, &ids, &weights)).collect();
        Self { keys, weights, texts, concepts: read, groups }
    }

    /// The weight of each feature in each occupation and group, length 1.
    pub(super) fn by_concept(&self, concepts: &[TaxonomyConcept]) -> Vec<Sparse> {
        let titled = concepts.iter().zip(&self.concepts).filter(|one| one.0.kind != ConceptKind::Skill);
        titled
            .map(|(concept, texts)| {
                let mut sums: Sparse = Vec::new();
                let mut put = |numbers: &[u32], share: f32| {
                    let share = share / (numbers.len() as f32).sqrt();
                    for number in numbers {
                        sums.extend(self.texts[*number as usize].iter().map(|(id, one)| (*id, share * one)));
                    }
                };
                texts.names.iter().for_each(|names| put(names, 1.0));
                texts.told.iter().for_each(|told| put(told, 0.5));
                put(&texts.skills, 0.3);
                self.groups.get(&concept.group).into_iter().flatten().for_each(|names| put(names, 0.5));
                let mut sums = summed(sums);
                sums.iter_mut().for_each(|one| one.1 = libm::log1pf(one.1));
                let length = sums.iter().map(|one| one.1 * one.1).sum::<f32>().sqrt().max(1e-9);
                sums.iter_mut().for_each(|one| one.1 /= length);
                sums
            })
            .collect()
    }

    /// Pairs of texts that mean the same, drawn anew each time.
    pub(super) fn pairs(&self, concepts: &[TaxonomyConcept], counter: &mut Counter) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (at, (concept, texts)) in concepts.iter().zip(&self.concepts).enumerate() {
            let mut put = |one: Option<u32>, other: Option<u32>, of_group: bool| {
                if let (Some(one), Some(other)) = (one, other)
                    && one != other
                {
                    pairs.push(Pair { one, other, concept: at as u32, group: texts.group, of_group });
                }
            };
            let [es, en] = &texts.names;
            let [told_es, told_en] = &texts.told;
            if concept.kind == ConceptKind::Skill {
                put(counter.any(es), counter.any(en), false);
                put(counter.any(es), counter.any(es), false);
                if counter.one_in(2) {
                    put(counter.any(en), counter.any(en), false);
                    put(counter.any(es), counter.any(told_en), false);
                }
                continue;
            }
            let title = self.groups.get(&concept.group).and_then(|names| names[0].first().copied());
            for name in es.iter().copied().map(Some) {
                put(name, counter.any(es), false);
                put(name, counter.any(en), false);
                put(name, counter.any(told_es), false);
                if counter.one_in(3) {
                    put(name, counter.any(&texts.skills), true);
                }
                if counter.one_in(2) {
                    put(name, title, true);
                }
            }
            for name in en.iter().copied().map(Some) {
                if counter.one_in(2) {
                    put(name, counter.any(en), false);
                }
                if counter.one_in(3) {
                    put(name, counter.any(es), false);
                }
                if counter.one_in(4) {
                    put(name, counter.any(told_en), false);
                }
            }
            for (one, other) in told_es.iter().zip(told_en) {
                if counter.one_in(2) {
                    put(Some(*one), Some(*other), false);
                }
            }
        }
        pairs
    }
}

fn sparse(text: &[(Kind, u64)], ids: &HashMap<u64, u32>, weights: &[f32]) -> Sparse {
    summed(text.iter().filter_map(|(_, key)| ids.get(key)).map(|id| (*id, weights[*id as usize])).collect())
}

/// Each feature once, in order, with the sum of its weights.
fn summed(mut features: Sparse) -> Sparse {
    features.sort_by_key(|one| one.0);
    features.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    features
}
