//! Where training starts: the directions in which concepts differ most (a truncated singular value decomposition by
//! subspace iteration, Halko and others 2011). Features of the same concepts begin alike.

use super::{Counter, SIZE, Sparse, add, dot, row, row_mut};

/// Rounds of the iteration.
const ROUNDS: usize = 4;
/// Power of a direction's size by which it is made smaller.
const EVEN: f32 = 0.25;
/// Share of each row that is its own.
const OWN: f32 = 0.3;

/// A row for each of `count` features, from the weights of the features in each concept.
pub(super) fn rows(count: usize, concepts: &[Sparse]) -> Vec<f32> {
    let mut counter = Counter(1);
    let mut sign = move |size: f32| if counter.next() >> 63 == 0 { size } else { -size };
    let mut sides: Vec<f32> = (0..concepts.len() * SIZE).map(|_| sign(1.0)).collect();
    let mut rows = vec![0.0_f32; count * SIZE];
    let mut sizes = vec![1.0; SIZE];
    for round in 0..=ROUNDS {
        rows.fill(0.0);
        for (concept, features) in concepts.iter().enumerate() {
            for (feature, weight) in features {
                add(row_mut(&mut rows, *feature as usize), *weight, row(&sides, concept));
            }
        }
        if round < ROUNDS {
            sides.fill(0.0);
            for (concept, features) in concepts.iter().enumerate() {
                for (feature, weight) in features {
                    add(row_mut(&mut sides, concept), *weight, row(&rows, *feature as usize));
                }
            }
            sizes = orthonormal(&mut sides);
        }
    }
    let top = sizes[0].max(1e-9);
    let scales: Vec<f32> = sizes.iter().map(|size| libm::powf((size / top).max(1e-6), -EVEN)).collect();
    for row in rows.chunks_exact_mut(SIZE) {
        row.iter_mut().zip(&scales).for_each(|(one, scale)| *one *= scale);
        let length = dot(row, row).sqrt().max(1e-9);
        row.iter_mut().for_each(|one| *one = *one / length + sign(OWN / (SIZE as f32).sqrt()));
    }
    rows
}

/// Makes the columns of a matrix (rows of [`SIZE`]) orthonormal, one after the other; answers how long each was.
fn orthonormal(matrix: &mut [f32]) -> Vec<f32> {
    let column = |at: usize| matrix.iter().skip(at).step_by(SIZE).copied().collect();
    let mut columns: Vec<Vec<f32>> = (0..SIZE).map(column).collect();
    let full = |one: &[f32], other: &[f32]| -> f64 {
        one.iter().zip(other).map(|(one, other)| f64::from(*one) * f64::from(*other)).sum()
    };
    let mut sizes = Vec::with_capacity(SIZE);
    for at in 0..SIZE {
        let (done, rest) = columns.split_at_mut(at);
        let column = &mut rest[0];
        // Twice, for what rounding left.
        for other in done.iter().chain(done.iter()) {
            let along = full(column, other) as f32;
            add(column, -along, other);
        }
        let size = full(column, column).sqrt() as f32;
        column.iter_mut().for_each(|one| *one /= size.max(1e-12));
        sizes.push(size);
    }
    for (at, row) in matrix.chunks_exact_mut(SIZE).enumerate() {
        row.iter_mut().zip(&columns).for_each(|(one, column)| *one = column[at]);
    }
    sizes
}
