//! What of a text its vector is made of: stems, pairs of stems, and 3 to 5 letters in a row.

use super::words::Word;

/// Letters in a row.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=5;

/// The kind of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A stem.
    Stem,
    /// Two stems, one after the other.
    Pair,
    /// Letters in a row, with a mark where a word begins and ends.
    Letters,
}

/// A feature's key: FNV-1a of its kind and its letters, in 64 bits. Two features with one key count as one.
fn key(kind: Kind, parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ kind as u64;
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    // FNV leaves little of the last letters in the high half.
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// The key of a stem alone.
pub(super) fn stem_key(stem: &str) -> u64 {
    key(Kind::Stem, &[stem])
}

/// The key of letters in a row.
pub(super) fn letters_key(letters: &str) -> u64 {
    key(Kind::Letters, &[letters])
}

/// Every run of so many letters of each word, with a space for its beginning and its end.
pub(super) fn letter_runs(
    words: &[Word],
    sizes: std::ops::RangeInclusive<usize>,
    mut take: impl FnMut(&str),
) {
    let mut marked = String::new();
    let mut ends = Vec::new();
    for word in words {
        marked.clear();
        marked.push(' ');
        marked.push_str(&word.folded);
        marked.push(' ');
        ends.clear();
        ends.extend(marked.char_indices().map(|(at, _)| at));
        ends.push(marked.len());
        for size in sizes.clone() {
            for window in ends.windows(size + 1) {
                take(&marked[window[0]..window[size]]);
            }
        }
    }
}

/// Every feature of these words, in order; one that comes twice is told twice.
pub(super) fn features(words: &[Word]) -> Vec<(Kind, u64)> {
    let mut found: Vec<(Kind, u64)> = words.iter().map(|word| (Kind::Stem, stem_key(&word.stem))).collect();
    found.extend(
        words.windows(2).map(|pair| (Kind::Pair, key(Kind::Pair, &[&pair[0].stem, " ", &pair[1].stem]))),
    );
    letter_runs(words, LETTERS, |run| found.push((Kind::Letters, letters_key(run))));
    found
}
