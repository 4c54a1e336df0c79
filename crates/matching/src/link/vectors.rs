//! Texts as vectors: the sum of what was learnt of each of their features.

use std::collections::HashMap;

use super::{
    features::features,
    material::TaxonomyConcept,
    train::{SIZE, Trained, add, dot, train},
    words::title_words,
};

/// The first bytes of stored vectors; another number, another layout.
const MARK: &[u8; 8] = b"SINVEC01";
/// Bytes of a feature: its key, what a step of its numbers is worth, its numbers.
const ROW: usize = 8 + 4 + SIZE;

/// A vector for each feature that a taxonomy has, learnt from its own words.
pub struct Vectors {
    rows: HashMap<u64, u32>,
    keys: Vec<u64>,
    steps: Vec<f32>,
    numbers: Vec<i8>,
}

impl Vectors {
    /// Learns from a taxonomy, for some tens of seconds; tells how many of how many parts are done. The same taxonomy
    /// in the same order gives the same vectors.
    #[must_use]
    pub fn train(concepts: &[TaxonomyConcept], told: &mut dyn FnMut(usize, usize)) -> Self {
        let Trained { keys, weights, rows } = train(concepts, told);
        let (mut steps, mut numbers) = (Vec::with_capacity(keys.len()), Vec::with_capacity(rows.len()));
        for (row, weight) in rows.chunks_exact(SIZE).zip(weights) {
            let most = row.iter().fold(f32::MIN_POSITIVE, |most, one| most.max(one.abs()));
            steps.push(weight * most / 127.0);
            numbers.extend(row.iter().map(|one| (one / most * 127.0).round() as i8));
        }
        Self::with(keys, steps, numbers)
    }

    fn with(keys: Vec<u64>, steps: Vec<f32>, numbers: Vec<i8>) -> Self {
        let rows = (0_u32..).zip(&keys).map(|(row, key)| (*key, row)).collect();
        Self { rows, keys, steps, numbers }
    }

    /// As bytes, to be kept.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(MARK.len() + self.keys.len() * ROW);
        bytes.extend_from_slice(MARK);
        for ((key, step), row) in self.keys.iter().zip(&self.steps).zip(self.numbers.chunks_exact(SIZE)) {
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.extend_from_slice(&step.to_le_bytes());
            bytes.extend(row.iter().map(|one| one.to_le_bytes()[0]));
        }
        bytes
    }

    /// From bytes that were kept; none if this version of the program cannot read them.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let body = bytes.strip_prefix(MARK)?;
        if body.len() % ROW != 0 {
            return None;
        }
        let (mut keys, mut steps, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        for row in body.chunks_exact(ROW) {
            keys.push(u64::from_le_bytes(row[..8].try_into().ok()?));
            steps.push(f32::from_le_bytes(row[8..12].try_into().ok()?));
            numbers.extend(row[12..].iter().map(|byte| i8::from_le_bytes([*byte])));
        }
        Some(Self::with(keys, steps, numbers))
    }

    /// Bytes that they take when kept.
    #[must_use]
    pub fn size(&self) -> usize {
        MARK.len() + self.keys.len() * ROW
    }

    /// The vector of a text, of length 1, or of length 0 if it has no known feature.
    pub(super) fn embed(&self, text: &str) -> Vec<f32> {
        let mut sum = vec![0.0; SIZE];
        for (_, key) in features(&title_words(text)) {
            if let Some(row) = self.rows.get(&key).map(|row| *row as usize) {
                let step = self.steps[row];
                for (sum, one) in sum.iter_mut().zip(&self.numbers[row * SIZE..][..SIZE]) {
                    *sum += step * f32::from(*one);
                }
            }
        }
        unit(sum)
    }
}

/// The vector with length 1; one of length 0 stays.
fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = dot(&vector, &vector).sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|one| *one /= length);
    }
    vector
}

/// The middle of several vectors, of length 1.
pub(super) fn middle<'a>(vectors: impl Iterator<Item = &'a Vec<f32>>) -> Vec<f32> {
    let mut sum = vec![0.0; SIZE];
    for vector in vectors {
        add(&mut sum, 1.0, vector);
    }
    unit(sum)
}
