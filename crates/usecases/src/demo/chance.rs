//! Chance from a fixed seed: the same world every time.

use domain::{id::Id, time::Moment};

/// `SplitMix64` (Steele, Lea and Flood, 2014): enough for a made-up world, and the same on every machine.
#[derive(Debug)]
pub struct Chance(u64);

impl Chance {
    /// The same row of numbers for the same seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A whole number from 0, less than `end`, which is not 0.
    pub const fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.abs_diff(low).saturating_add(1);
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of these; the list is never empty.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let last = i64::try_from(list.len()).unwrap_or(1) - 1;
        &list[usize::try_from(self.between(0, last.max(0))).unwrap_or(0)]
    }

    /// One of these, as often as its weight says.
    pub(super) fn weighted<'a, T>(&mut self, list: &'a [(T, i64)]) -> &'a T {
        let total: i64 = list.iter().map(|(_, weight)| weight).sum();
        let mut left = self.between(1, total.max(1));
        for (item, weight) in list {
            left -= weight;
            if left <= 0 {
                return item;
            }
        }
        &list[list.len() - 1].0
    }

    /// Eight bytes.
    pub(super) const fn bytes(&mut self) -> [u8; 8] {
        self.next().to_le_bytes()
    }

    /// An identifier made at `at`.
    pub(super) fn id<T>(&mut self, at: Moment) -> Id<T> {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.bytes());
        random[8..].copy_from_slice(&self.bytes()[..2]);
        let milliseconds = u64::try_from(at.seconds()).unwrap_or(0).saturating_mul(1000);
        Id::from_uuid(uuid::Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid())
    }
}
