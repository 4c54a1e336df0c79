//! Gathers what answers, with its columns.

use tantivy::{
    SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::Column,
};
use uuid::Uuid;

use super::{Hit, Marks, NUMBERS};

/// Gathers everything that answers.
pub(super) struct Hits;

pub(super) struct SegmentHits {
    columns: Vec<Column<u64>>,
    hits: Vec<Hit>,
}

impl Collector for Hits {
    type Fruit = Vec<Hit>;
    type Child = SegmentHits;

    fn for_segment(&self, _: u32, segment: &SegmentReader) -> tantivy::Result<SegmentHits> {
        let columns = NUMBERS.iter().map(|name| segment.fast_fields().u64(name));
        Ok(SegmentHits { columns: columns.collect::<tantivy::Result<_>>()?, hits: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Vec<Hit>>) -> tantivy::Result<Vec<Hit>> {
        Ok(fruits.concat())
    }
}

impl SegmentCollector for SegmentHits {
    type Fruit = Vec<Hit>;

    fn collect(&mut self, document: u32, score: f32) {
        let mut numbers = [0; NUMBERS.len()];
        for (number, column) in numbers.iter_mut().zip(&self.columns) {
            *number = column.first(document).unwrap_or(0);
        }
        let [high, low, kind, municipality, occupation, pay, until, remote] = numbers;
        let marks = Marks { kind, municipality, occupation, pay, until, remote: remote > 0 };
        self.hits.push(Hit { id: Uuid::from_u64_pair(high, low), score, marks });
    }

    fn harvest(self) -> Vec<Hit> {
        self.hits
    }
}
