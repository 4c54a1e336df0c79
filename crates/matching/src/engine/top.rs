//! The best k so far, and the loss beyond which nothing can join them.

use domain::id::Id;

use super::loss::most_for;

/// One of the best: its score, its identifier, and what else is to be kept.
#[derive(Debug)]
pub(super) struct Place<I, T> {
    pub score: f64,
    pub id: Id<I>,
    pub kept: T,
}

/// The best k: best score first, equals in the order of identifiers.
#[derive(Debug)]
pub(super) struct Top<I, T> {
    k: usize,
    places: Vec<Place<I, T>>,
    most: u32,
}

impl<I, T> Top<I, T> {
    pub(super) fn new(k: usize) -> Self {
        // Room for what is asked, but not for "all of them".
        Self { k, places: Vec::with_capacity(k.min(1024)), most: if k == 0 { 0 } else { u32::MAX } }
    }

    /// The greatest loss with which one could still be among the best.
    pub(super) const fn most(&self) -> u32 {
        self.most
    }

    /// Whether a pair with this score and identifier would be among the best.
    pub(super) fn takes(&self, score: f64, id: Id<I>) -> bool {
        if self.places.len() < self.k {
            return true;
        }
        let Some(last) = self.places.last() else { return false };
        score.total_cmp(&last.score).then_with(|| last.id.cmp(&id)).is_gt()
    }

    /// Puts a pair in its place; the last one may fall out.
    pub(super) fn put(&mut self, place: Place<I, T>) {
        if !self.takes(place.score, place.id) {
            return;
        }
        if self.places.len() == self.k {
            self.places.pop();
        }
        let at = self.places.partition_point(|one| {
            one.score.total_cmp(&place.score).then_with(|| place.id.cmp(&one.id)).is_gt()
        });
        self.places.insert(at, place);
        if self.places.len() == self.k {
            self.most = self.places.last().map_or(u32::MAX, |last| most_for(last.score));
        }
    }

    /// The best, best first.
    pub(super) fn into_best(self) -> Vec<Place<I, T>> {
        self.places
    }
}
