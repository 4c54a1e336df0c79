//! Finds the concepts whose labels are nearest to some words: whole labels first, then shared words and letters.

use std::collections::HashMap;

use super::words::{Word, one_slip, pieces, root, sound};

/// Share of the words in the likeness of two texts; the rest is that of their letters.
const WORDS: f32 = 0.5;
/// Likeness of a text that holds a whole label and other words too, at the least.
const HOLDS_LABEL: f32 = 0.6;
/// Worth of a word that only sounds alike, and of one that is a letter away.
const SOUNDS_ALIKE: f32 = 0.97;
const ONE_SLIP: f32 = 0.93;
/// Words shorter than this are not taken for a slip of another.
const SLIP_LENGTH: usize = 5;
/// Words at least this long that sound alike, or are a letter away, are the same word for sure; shorter ones may be
/// another ("preso" is no "presser"), which is worth too little to be sure of.
const SURE_SOUND_LENGTH: usize = 6;
const SURE_SLIP_LENGTH: usize = 7;
const UNSURE: f32 = 0.78;
/// What a whole label loses for each word before it: in Spanish the head comes first.
const BEHIND: f32 = 0.035;
/// What two words lose that are a whole label but stand apart or in turned order, for each word between; how many may.
/// Such a label is not whole, so it is never sure.
const APART: f32 = 0.03;
const FARTHEST: usize = 4;
/// Labels longer than this are found by their words only.
const LONGEST_LABEL: usize = 6;
/// Letters in a row that are compared.
const GRAMS: std::ops::RangeInclusive<usize> = 3..=4;

/// A label of a concept, beside its index among concepts.
struct Label {
    concept: usize,
    text: String,
    weight: f32,
}

/// Terms with the labels that hold them, weighted by how rare they are (TF-IDF, each label of length 1).
#[derive(Default)]
struct Terms {
    ids: HashMap<String, usize>,
    rarity: Vec<f32>,
    postings: Vec<Vec<(u32, f32)>>,
}

/// The labels of all concepts, ready to be searched. Built once.
pub(super) struct Index {
    labels: Vec<Label>,
    concepts: usize,
    words: Terms,
    grams: Terms,
    whole: HashMap<String, Vec<usize>>,
    /// Labels of several words by the roots of these: "venta de ropa" is "vender ropa".
    rooted: HashMap<String, Vec<usize>>,
    sounds: HashMap<String, String>,
    slips: HashMap<String, Vec<String>>,
}

/// A concept found: how like it is (0 to 1), the label that was, and whether the text holds that label whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub concept: usize,
    pub score: f32,
    pub label: &'a str,
    /// The weight of that label's source.
    pub weight: f32,
    pub whole: bool,
    /// Share of the text, by rarity, that the label covers; 0 unless whole.
    pub covered: f32,
}

impl Terms {
    /// Counts in how many documents each term is and weighs them: `w = tf · idf / |document|`.
    fn build(documents: &[Vec<String>]) -> Self {
        let mut terms = Self::default();
        let counted: Vec<Vec<(usize, f32)>> =
            documents.iter().map(|document| terms.count(document)).collect();
        let mut spread = vec![0_u32; terms.ids.len()];
        for (term, _) in counted.iter().flatten() {
            spread[*term] += 1;
        }
        terms.rarity = spread.iter().map(|spread| rarity(documents.len(), *spread)).collect();
        terms.postings = vec![Vec::new(); terms.ids.len()];
        for (document, counts) in (0_u32..).zip(&counted) {
            let length = length(counts.iter().map(|(term, count)| count * terms.rarity[*term]));
            for (term, count) in counts {
                terms.postings[*term].push((document, count * terms.rarity[*term] / length));
            }
        }
        terms
    }

    /// Terms with their counts, in the order they first come; gives new terms a number.
    fn count(&mut self, document: &[String]) -> Vec<(usize, f32)> {
        let mut counts: Vec<(usize, f32)> = Vec::with_capacity(document.len());
        for term in document {
            let next = self.ids.len();
            let id = *self.ids.entry(term.clone()).or_insert(next);
            match counts.iter_mut().find(|(known, _)| *known == id) {
                Some((_, count)) => *count += 1.0,
                None => counts.push((id, 1.0)),
            }
        }
        counts
    }

    /// How rare a term is; an unknown one is as rare as can be.
    fn rarity_of(&self, term: &str) -> f32 {
        self.ids.get(term).map_or_else(|| rarity(self.postings.len().max(1), 0), |id| self.rarity[*id])
    }

    /// Adds to each label's score its cosine with the query times `share`.
    fn add_cosines(&self, query: &[(String, f32)], share: f32, scores: &mut [f32]) {
        let weights: Vec<f32> = query.iter().map(|(term, worth)| worth * self.rarity_of(term)).collect();
        let length = length(query.iter().map(|(term, _)| self.rarity_of(term)));
        for ((term, _), weight) in query.iter().zip(weights) {
            let postings = self.ids.get(term).map_or(&[][..], |id| &self.postings[*id]);
            for (label, part) in postings {
                scores[*label as usize] += share * weight * part / length;
            }
        }
    }
}

/// Smoothed inverse document frequency.
fn rarity(documents: usize, spread: u32) -> f32 {
    libm::logf((1.0 + documents as f32) / (1.0 + spread as f32)) + 1.0
}

fn length(parts: impl Iterator<Item = f32>) -> f32 {
    parts.map(|part| part * part).sum::<f32>().sqrt().max(f32::MIN_POSITIVE)
}

/// The roots of stems, in their order.
fn rooted(stems: &[impl AsRef<str>]) -> String {
    stems.iter().map(|stem| root(stem.as_ref())).collect::<Vec<_>>().join(" ")
}

/// Every 3 and 4 letters in a row of each word, with a mark where it begins and ends.
fn grams(words: &[Word]) -> Vec<String> {
    let mut grams = Vec::new();
    for word in words {
        let letters: Vec<char> = format!(" {} ", word.folded).chars().collect();
        for size in GRAMS {
            grams.extend(letters.windows(size).map(|window| window.iter().collect::<String>()));
        }
    }
    grams
}

/// The word, and the word with any one letter left out.
fn with_one_left_out(word: &str) -> impl Iterator<Item = String> {
    let drop =
        word.char_indices().map(|(at, letter)| [&word[..at], &word[at + letter.len_utf8()..]].concat());
    std::iter::once(word.to_owned()).chain(drop)
}

impl Index {
    /// Every label: its concept, as written, and the weight of its source.
    pub(super) fn labels(&self) -> impl Iterator<Item = (usize, &str, f32)> {
        self.labels.iter().map(|label| (label.concept, label.text.as_str(), label.weight))
    }

    /// Reads labels: the number of the concept (below `concepts`), the text, and the weight of its source (1 the most).
    pub(super) fn build<'a>(concepts: usize, labels: impl Iterator<Item = (usize, &'a str, f32)>) -> Self {
        let mut kept = Vec::new();
        let mut documents = Vec::new();
        for (concept, text, weight) in labels {
            let words = pieces(text).concat();
            if !words.is_empty() {
                kept.push(Label { concept, text: text.to_owned(), weight });
                documents.push(words);
            }
        }
        let stems: Vec<Vec<String>> =
            documents.iter().map(|words| words.iter().map(|word| word.stem.clone()).collect()).collect();
        let words = Terms::build(&stems);
        let grams = Terms::build(&documents.iter().map(|words| grams(words)).collect::<Vec<_>>());
        let mut index = Self {
            labels: kept,
            concepts,
            words,
            grams,
            whole: HashMap::new(),
            rooted: HashMap::new(),
            sounds: HashMap::new(),
            slips: HashMap::new(),
        };
        for (label, stems) in stems.iter().enumerate() {
            index.whole.entry(stems.join(" ")).or_default().push(label);
            if stems.len() > 1 {
                index.rooted.entry(rooted(stems)).or_default().push(label);
            }
            if stems.len() == 2 {
                index.whole.entry(stems.concat()).or_default().push(label);
            }
        }
        index.learn_slips();
        index
    }

    /// Keeps how each known word sounds, and what is left of it without one letter. Commoner words come first.
    fn learn_slips(&mut self) {
        let mut known: Vec<(&String, usize)> =
            self.words.ids.iter().map(|(stem, id)| (stem, self.words.postings[*id].len())).collect();
        known.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
        for (stem, _) in known {
            self.sounds.entry(sound(stem)).or_insert_with(|| stem.clone());
            if stem.chars().count() >= SLIP_LENGTH {
                for rest in with_one_left_out(stem) {
                    self.slips.entry(rest).or_default().push(stem.clone());
                }
            }
        }
    }

    /// The known word that a word is or is a slip of, and what it is worth.
    fn known(&self, stem: &str) -> Option<(String, f32)> {
        if self.words.ids.contains_key(stem) {
            return Some((stem.to_owned(), 1.0));
        }
        let letters = stem.chars().count();
        if let Some(alike) = self.sounds.get(&sound(stem)).filter(|_| letters >= SLIP_LENGTH - 1) {
            return Some((alike.clone(), if letters >= SURE_SOUND_LENGTH { SOUNDS_ALIKE } else { UNSURE }));
        }
        if letters < SLIP_LENGTH {
            return None;
        }
        let near = with_one_left_out(stem)
            .filter_map(|rest| self.slips.get(&rest))
            .flatten()
            // People rarely miss the first letter, unless it sounds alike.
            .find(|near| near.chars().next() == stem.chars().next() && one_slip(near, stem))?;
        Some((near.clone(), if letters >= SURE_SLIP_LENGTH { ONE_SLIP } else { UNSURE }))
    }

    /// The concepts nearest to these words, best first, at most `limit`; one entry for each concept.
    pub(super) fn find(&self, words: &[Word], limit: usize) -> Vec<Found<'_>> {
        if words.is_empty() || self.labels.is_empty() {
            return Vec::new();
        }
        let query: Vec<(String, f32)> = words
            .iter()
            .map(|word| self.known(&word.stem).unwrap_or_else(|| (word.stem.clone(), 1.0)))
            .collect();
        let mut scores = vec![0.0_f32; self.labels.len()];
        self.words.add_cosines(&query, WORDS, &mut scores);
        let letters: Vec<(String, f32)> = grams(words).into_iter().map(|gram| (gram, 1.0)).collect();
        self.grams.add_cosines(&letters, 1.0 - WORDS, &mut scores);
        let mut covered = vec![0.0_f32; self.labels.len()];
        let whole = self.whole_labels(&query);
        for (label, start, _, worth) in &whole {
            let share = self.told_of(self.labels[*label].concept, &whole);
            covered[*label] = covered[*label].max(share);
            let held = HOLDS_LABEL + (1.0 - HOLDS_LABEL) * share - BEHIND * *start as f32;
            scores[*label] = scores[*label].min(*worth).max(worth * held);
        }
        for (label, held) in self.labels_apart(&query) {
            scores[label] = scores[label].max(held);
        }
        self.best_of_each(&scores, &covered, limit)
    }

    /// What share of the query all labels of a concept that stand whole in it cover: who says "rufero" and "poner techos"
    /// tells one trade twice.
    fn told_of(&self, concept: usize, whole: &[(usize, usize, f32, f32)]) -> f32 {
        let mut runs: Vec<(usize, f32)> = whole
            .iter()
            .filter(|(label, ..)| self.labels[*label].concept == concept)
            .map(|(_, start, share, _)| (*start, *share))
            .collect();
        runs.sort_unstable_by_key(|(start, _)| *start);
        runs.dedup_by_key(|(start, _)| *start);
        runs.iter().map(|(_, share)| share).sum::<f32>().min(1.0)
    }

    /// Labels of two words that both stand in the query, near each other in any order, and what each is worth.
    fn labels_apart(&self, query: &[(String, f32)]) -> Vec<(usize, f32)> {
        let total: f32 = query.iter().map(|(stem, _)| self.words.rarity_of(stem)).sum();
        let mut found = Vec::new();
        for (start, (one, one_worth)) in query.iter().enumerate() {
            for (apart, (other, other_worth)) in query.iter().enumerate().skip(start + 1).take(FARTHEST) {
                let share = (self.words.rarity_of(one) + self.words.rarity_of(other)) / total;
                let lost = BEHIND * start as f32 + APART * (apart - start) as f32;
                let held = one_worth.min(*other_worth) * (HOLDS_LABEL + (1.0 - HOLDS_LABEL) * share - lost);
                for pair in [[one, other], [other, one]] {
                    let labels = self.rooted.get(&rooted(&pair)).into_iter().flatten();
                    found.extend(labels.map(|label| (*label, held)));
                }
            }
        }
        found
    }

    /// Labels that stand whole in the query, longest first and none twice, each with its place, the share of the
    /// query that it covers, and its worth.
    fn whole_labels(&self, query: &[(String, f32)]) -> Vec<(usize, usize, f32, f32)> {
        let total: f32 = query.iter().map(|(stem, _)| self.words.rarity_of(stem)).sum();
        let mut taken = vec![false; query.len()];
        let mut found = Vec::new();
        for size in (1..=query.len().min(LONGEST_LABEL)).rev() {
            for start in 0..=query.len() - size {
                let run = &query[start..start + size];
                if taken[start..start + size].contains(&true) {
                    continue;
                }
                let stems: Vec<&str> = run.iter().map(|(stem, _)| stem.as_str()).collect();
                let labels = self
                    .whole
                    .get(&stems.join(" "))
                    .or_else(|| self.whole.get(&stems.concat()))
                    .or_else(|| self.rooted.get(&rooted(&stems)).filter(|_| size > 1));
                if let Some(labels) = labels {
                    taken[start..start + size].fill(true);
                    let share = run.iter().map(|(stem, _)| self.words.rarity_of(stem)).sum::<f32>() / total;
                    let worth = run.iter().map(|(_, worth)| *worth).fold(1.0, f32::min);
                    found.extend(labels.iter().map(|label| (*label, start, share, worth)));
                }
            }
        }
        found
    }

    fn best_of_each(&self, scores: &[f32], covered: &[f32], limit: usize) -> Vec<Found<'_>> {
        let mut best: Vec<Option<Found<'_>>> = vec![None; self.concepts];
        for ((label, score), covered) in self.labels.iter().zip(scores).zip(covered) {
            let score = score.min(1.0) * label.weight;
            let slot = &mut best[label.concept];
            if score > slot.map_or(0.0, |found| found.score) {
                let (whole, covered) = (*covered > 0.0, *covered);
                *slot = Some(Found {
                    concept: label.concept,
                    score,
                    label: &label.text,
                    weight: label.weight,
                    whole,
                    covered,
                });
            }
        }
        let mut found: Vec<Found<'_>> = best.into_iter().flatten().collect();
        found.sort_unstable_by(|one, other| {
            other.score.total_cmp(&one.score).then_with(|| one.concept.cmp(&other.concept))
        });
        found.truncate(limit);
        found
    }
}
