//! Terms and the texts that hold them: how like a query each text is by the rare terms it shares with it (BM25; a text
//! that holds the whole query has about 1).

use std::collections::HashMap;

/// How soon a term that comes again counts no more, and how much long texts lose: the usual constants of BM25
/// (Robertson and Zaragoza 2009).
const K1: f32 = 1.2;
const B: f32 = 0.5;

/// Terms, how rare each is, and in which texts it is with what weight.
pub(super) struct Terms {
    ids: HashMap<u64, u32>,
    rarity: Vec<f32>,
    starts: Vec<u32>,
    postings: Vec<(u32, f32)>,
    texts: usize,
}

/// Terms with their counts, by key.
fn counted(mut terms: Vec<u64>) -> Vec<(u64, f32)> {
    terms.sort_unstable();
    let mut counts: Vec<(u64, f32)> = Vec::with_capacity(terms.len());
    for term in terms {
        match counts.last_mut() {
            Some((known, count)) if *known == term => *count += 1.0,
            _ => counts.push((term, 1.0)),
        }
    }
    counts
}

/// Smoothed inverse document frequency.
fn rarity(texts: usize, spread: u32) -> f32 {
    libm::logf((1.0 + texts as f32) / (0.5 + spread as f32)) + 0.1
}

impl Terms {
    /// Reads the terms of every text, in order.
    pub(super) fn build(texts: Vec<Vec<u64>>) -> Self {
        let count = texts.len();
        let texts: Vec<Vec<(u64, f32)>> = texts.into_iter().map(counted).collect();
        let mut ids: HashMap<u64, u32> = HashMap::new();
        let mut spread: Vec<u32> = Vec::new();
        for (term, _) in texts.iter().flatten() {
            let next = spread.len() as u32;
            let id = *ids.entry(*term).or_insert(next);
            if id == next {
                spread.push(0);
            }
            spread[id as usize] += 1;
        }
        let rarity: Vec<f32> = spread.iter().map(|spread| rarity(count, *spread)).collect();
        let mut starts = vec![0_u32; spread.len() + 1];
        for (id, spread) in spread.iter().enumerate() {
            starts[id + 1] = starts[id] + spread;
        }
        let mut next = starts.clone();
        let mut postings = vec![(0_u32, 0.0_f32); starts.last().copied().unwrap_or(0) as usize];
        let mean = texts.iter().flatten().map(|(_, count)| count).sum::<f32>() / count.max(1) as f32;
        for (text, terms) in (0_u32..).zip(&texts) {
            let long: f32 = terms.iter().map(|(_, count)| count).sum::<f32>() / mean.max(f32::MIN_POSITIVE);
            for (term, count) in terms {
                let id = ids[term] as usize;
                let weight = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * long));
                postings[next[id] as usize] = (text, weight);
                next[id] += 1;
            }
        }
        Self { ids, rarity, starts, postings, texts: count }
    }

    /// How rare a term is; an unknown one is as rare as can be.
    pub(super) fn rarity_of(&self, term: u64) -> f32 {
        self.ids.get(&term).map_or_else(|| rarity(self.texts, 0), |id| self.rarity[*id as usize])
    }

    /// Adds each text's likeness with the query's terms times `share` to `scores`.
    pub(super) fn add(&self, query: Vec<u64>, share: f32, scores: &mut [f32]) {
        let query = counted(query);
        let whole: f32 = query.iter().map(|(term, _)| self.rarity_of(*term)).sum();
        for (term, _) in query {
            let Some(id) = self.ids.get(&term).map(|id| *id as usize) else { continue };
            let weight = self.rarity[id] * share / whole;
            for (text, part) in &self.postings[self.starts[id] as usize..self.starts[id + 1] as usize] {
                scores[*text as usize] += weight * part;
            }
        }
    }
}
