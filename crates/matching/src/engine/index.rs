//! From an identifier to its row: open addressing with 4 bytes a slot, for 50 a row would be half the engine.

use domain::id::Id;

/// An empty slot.
const EMPTY: u32 = u32::MAX;

/// From identifiers to rows. The identifiers themselves lie in a column of their own, which every call brings along.
#[derive(Clone, Debug)]
pub(super) struct Index {
    slots: Vec<u32>,
    count: usize,
}

/// Where to begin to look. Identifiers are mostly chance; what is not (their time) is mixed in.
fn hash<T>(id: Id<T>) -> u64 {
    let id = id.uuid().as_u128();
    let folded = (id >> 64) as u64 ^ (id as u64);
    folded.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Index {
    /// An empty index with room for so many rows.
    pub(super) fn with_room(rows: usize) -> Self {
        let slots = (rows.max(6) * 4 / 3 + 1).next_power_of_two();
        Self { slots: vec![EMPTY; slots], count: 0 }
    }

    fn start<T>(&self, id: Id<T>) -> usize {
        let bits = self.slots.len().trailing_zeros();
        (hash(id) >> (64 - bits)) as usize
    }

    /// The slot of an identifier, or the empty one where it would go.
    fn slot<T>(&self, id: Id<T>, ids: &[Id<T>]) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = self.start(id);
        loop {
            let row = self.slots[at];
            if row == EMPTY || ids[row as usize] == id {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    /// The row of an identifier.
    pub(super) fn find<T>(&self, id: Id<T>, ids: &[Id<T>]) -> Option<usize> {
        let row = self.slots[self.slot(id, ids)];
        (row != EMPTY).then_some(row as usize)
    }

    /// Keeps the row of an identifier that is not here yet; `ids` has it already.
    pub(super) fn insert<T>(&mut self, row: usize, ids: &[Id<T>]) {
        if (self.count + 1) * 4 > self.slots.len() * 3 {
            let mut wider = Self::with_room(self.slots.len());
            for kept in self.slots.iter().filter(|kept| **kept != EMPTY) {
                wider.place(*kept, ids);
            }
            *self = wider;
        }
        #[expect(clippy::cast_possible_truncation, reason = "rows are counted in 32 bits")]
        self.place(row as u32, ids);
    }

    fn place<T>(&mut self, row: u32, ids: &[Id<T>]) {
        let at = self.slot(ids[row as usize], ids);
        self.slots[at] = row;
        self.count += 1;
    }

    /// Forgets an identifier, and moves up what had been pushed aside by it.
    pub(super) fn remove<T>(&mut self, id: Id<T>, ids: &[Id<T>]) {
        let mask = self.slots.len() - 1;
        let mut hole = self.slot(id, ids);
        if self.slots[hole] == EMPTY {
            return;
        }
        self.count -= 1;
        let mut at = hole;
        loop {
            at = (at + 1) & mask;
            let row = self.slots[at];
            if row == EMPTY {
                break;
            }
            let home = self.start(ids[row as usize]);
            // It may move into the hole if its home is not after the hole, on the way round.
            if (at.wrapping_sub(home) & mask) >= (at.wrapping_sub(hole) & mask) {
                self.slots[hole] = row;
                hole = at;
            }
        }
        self.slots[hole] = EMPTY;
    }

    pub(super) const fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use domain::person::Person;
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn id(number: u32) -> Id<Person> {
        format!("00000000-0000-7000-8000-{number:012x}").parse().unwrap()
    }

    proptest! {
        #[test]
        fn it_is_a_map(steps in vec((0_u32..40, any::<bool>()), 1..200)) {
            let (mut index, mut ids, mut known) = (Index::with_room(1), Vec::new(), HashMap::new());
            for (number, keep) in steps {
                let one = id(number);
                prop_assert_eq!(index.find(one, &ids), known.get(&one).copied());
                if keep && !known.contains_key(&one) {
                    ids.push(one);
                    index.insert(ids.len() - 1, &ids);
                    known.insert(one, ids.len() - 1);
                } else if !keep {
                    index.remove(one, &ids);
                    known.remove(&one);
                }
            }
            for one in (0..40).map(id) {
                prop_assert_eq!(index.find(one, &ids), known.get(&one).copied());
            }
        }
    }
}
