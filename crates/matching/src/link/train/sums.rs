//! Sums of products of vectors of [`SIZE`] numbers, in lanes that a compiler can run at once. Always in one order.

use super::SIZE;

/// Numbers that are kept in registers at a time.
const PART: usize = 32;

/// The sum of products.
pub(in crate::link) fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 16];
    for (one, other) in one.chunks_exact(16).zip(other.chunks_exact(16)) {
        for ((sum, one), other) in sums.iter_mut().zip(one).zip(other) {
            *sum += one * other;
        }
    }
    sums.iter().sum()
}

/// `to += times · what`.
pub(in crate::link) fn add(to: &mut [f32], times: f32, what: &[f32]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += times * what;
    }
}

/// The sum of products of `one` with each vector of a table; four at once, so that `one` is read less often.
pub(super) fn dot_each(one: &[f32], table: &[f32], to: &mut [f32]) {
    for (four, to) in table.chunks(4 * SIZE).zip(to.chunks_mut(4)) {
        if to.len() < 4 {
            to.iter_mut().zip(four.chunks_exact(SIZE)).for_each(|(to, other)| *to = dot(one, other));
            continue;
        }
        let mut sums = [[0.0_f32; 8]; 4];
        for (at, one) in one.chunks_exact(8).enumerate() {
            for (sums, other) in sums.iter_mut().zip(four.chunks_exact(SIZE)) {
                let other = &other[at * 8..][..8];
                for ((sum, one), other) in sums.iter_mut().zip(one).zip(other) {
                    *sum += one * other;
                }
            }
        }
        to.iter_mut().zip(sums).for_each(|(to, sums)| *to = sums.iter().sum());
    }
}

/// The sum of some vectors of a table, each times its weight.
pub(super) fn weighed(weights: &[(usize, f32)], table: &[f32], to: &mut [f32]) {
    for (part, to) in to.chunks_exact_mut(PART).enumerate() {
        let mut sums = [0.0_f32; PART];
        for (at, weight) in weights {
            let from = &table[at * SIZE + part * PART..][..PART];
            for (sum, from) in sums.iter_mut().zip(from) {
                *sum += weight * from;
            }
        }
        to.copy_from_slice(&sums);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_at_once_are_as_one_by_one() {
        let number = |at: usize| ((at * 7919) % 101) as f32 / 50.0 - 1.0;
        let table: Vec<f32> = (0..7 * SIZE).map(number).collect();
        let one: Vec<f32> = (0..SIZE).map(|at| number(at + 3)).collect();
        let mut found = [0.0; 7];
        dot_each(&one, &table, &mut found);
        for (found, other) in found.iter().zip(table.chunks_exact(SIZE)) {
            assert!((found - dot(&one, other)).abs() < 1e-3);
        }
        let (mut all, mut each) = (vec![0.0; SIZE], vec![0.0; SIZE]);
        weighed(&[(1, 0.5), (6, -2.0)], &table, &mut all);
        add(&mut each, 0.5, &table[SIZE..2 * SIZE]);
        add(&mut each, -2.0, &table[6 * SIZE..]);
        assert!(all.iter().zip(&each).all(|(all, each)| (all - each).abs() < 1e-5));
    }
}
