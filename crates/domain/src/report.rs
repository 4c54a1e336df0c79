//! Counts of what happened, with small numbers hidden.
//!
//! A table has one row for each value of one dimension (a department, a month…) and one column for each stage of the
//! funnel. Rows are disjoint groups of people, so a column adds up to its total; the stages of a row are nested (whoever
//! is in a later one is in every earlier one). Hiding follows from both (Handbook on Statistical Disclosure Control,
//! Hundepool and others, chapter 4: threshold rule and secondary suppression).

use crate::word::words;

/// Counts from 1 to one less than this are hidden.
pub const SMALLEST_SHOWN: i64 = 5;

words! {
    /// The stages of the funnel, each within the one before.
    pub enum Stage {
        /// Registered in the period.
        Registered = "registered",
        /// Applied at least once.
        Applied = "applied",
        /// Answered by the promised day at least once.
        Answered = "answered",
        /// Accepted, by an answer in time.
        Accepted = "accepted",
        /// Hired, completed, competent or granted, as the agency says.
        Achieved = "achieved",
        /// And the person says so too.
        Confirmed = "confirmed",
    }
}

words! {
    /// By what people are grouped.
    pub enum Dimension {
        /// Where they live or are going.
        Department = "department",
        /// Sex, as told.
        Sex = "sex",
        /// The language they prefer to speak.
        Language = "language",
        /// The month in which they registered.
        Month = "month",
    }
}

/// A row: the group, and how many people of it reached each stage (or `None` where that is hidden).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<C> {
    /// The word of the group: a department's code, `female`, `quc`, `2026-11`; empty: not told.
    pub key: String,
    /// One number for each stage.
    pub cells: Vec<C>,
}

/// Counts as they may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The groups.
    pub rows: Vec<Row<Option<i64>>>,
    /// The sum of each column, of hidden cells too.
    pub totals: Vec<Option<i64>>,
}

/// Hides what would tell about few people:
/// 1. every count from 1 to 4;
/// 2. along a row, every stage after a hidden one, for it lies within it;
/// 3. down a column, the smallest counts shown, until at least two are hidden and together they are 5 or more, so that
///    the total less what is shown tells nothing; where nothing is left to hide, the total itself.
///
/// The steps are repeated until nothing more needs hiding.
#[must_use]
pub fn suppress(rows: &[Row<i64>]) -> Table {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let count = |row: usize, column: usize| rows[row].cells.get(column).copied().unwrap_or(0);
    let small = |count: i64| (1..SMALLEST_SHOWN).contains(&count);
    let mut hidden: Vec<Vec<bool>> =
        (0..rows.len()).map(|row| (0..width).map(|column| small(count(row, column))).collect()).collect();
    let mut total_hidden: Vec<bool> =
        (0..width).map(|column| small((0..rows.len()).map(|row| count(row, column)).sum())).collect();
    loop {
        let mut changed = false;
        for cells in hidden.iter_mut().chain(std::iter::once(&mut total_hidden)) {
            let first = cells.iter().position(|cell| *cell).unwrap_or(width);
            for cell in cells.iter_mut().skip(first).filter(|cell| !**cell) {
                *cell = true;
                changed = true;
            }
        }
        for column in 0..width {
            while !total_hidden[column] && is_exposed(&hidden, column, &count) {
                let next = (0..rows.len())
                    .filter(|row| !hidden[*row][column])
                    .min_by_key(|row| (count(*row, column) == 0, count(*row, column)));
                match next {
                    Some(row) => hidden[row][column] = true,
                    None => total_hidden[column] = true,
                }
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let shown = |hidden: bool, count: i64| (!hidden).then_some(count);
    Table {
        rows: (0..rows.len())
            .map(|row| Row {
                key: rows[row].key.clone(),
                cells: (0..width).map(|column| shown(hidden[row][column], count(row, column))).collect(),
            })
            .collect(),
        totals: (0..width)
            .map(|column| shown(total_hidden[column], (0..rows.len()).map(|row| count(row, column)).sum()))
            .collect(),
    }
}

/// Whether the hidden cells of a column can be told from its total: somebody is in them, but there is one only, or their
/// sum is small. That nobody is in them may be told, as any other zero.
fn is_exposed(hidden: &[Vec<bool>], column: usize, count: &impl Fn(usize, usize) -> i64) -> bool {
    let covered: Vec<i64> =
        (0..hidden.len()).filter(|row| hidden[*row][column]).map(|row| count(row, column)).collect();
    let sum: i64 = covered.iter().sum();
    sum > 0 && (covered.len() < 2 || sum < SMALLEST_SHOWN)
}

/// One cell of a CSV file that spreadsheets open: quoted when needed, and with an apostrophe before what they would take
/// for a formula (OWASP, CSV injection).
#[must_use]
pub fn csv_cell(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', ';', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(cells: &[&[i64]]) -> Table {
        let rows: Vec<Row<i64>> = cells
            .iter()
            .enumerate()
            .map(|(at, cells)| Row { key: at.to_string(), cells: cells.to_vec() })
            .collect();
        suppress(&rows)
    }

    fn shown(table: &Table) -> Vec<String> {
        let line = |cells: &[Option<i64>]| {
            cells
                .iter()
                .map(|cell| cell.map_or("·".to_owned(), |count| count.to_string()))
                .collect::<Vec<_>>()
                .join(" ")
        };
        table.rows.iter().map(|row| line(&row.cells)).chain([line(&table.totals)]).collect()
    }

    #[test]
    fn large_counts_and_zeros_are_shown() {
        assert_eq!(shown(&table(&[&[20, 9, 0], &[30, 10, 5]])), ["20 9 0", "30 10 5", "50 19 5"]);
    }

    #[test]
    fn a_small_count_hides_the_smallest_beside_it() {
        // 3 could be told from 110 − 50 − 57.
        assert_eq!(shown(&table(&[&[50], &[3], &[57]])), ["·", "·", "57", "110"]);
        // 1 and 2 together are 3: too few still.
        assert_eq!(shown(&table(&[&[50], &[1], &[2], &[57]])), ["·", "·", "·", "57", "110"]);
    }

    #[test]
    fn later_stages_of_a_hidden_one_are_hidden() {
        assert_eq!(
            shown(&table(&[&[40, 3, 0], &[40, 20, 10], &[40, 30, 20]])),
            ["40 · ·", "40 · ·", "40 30 20", "120 53 30"]
        );
    }

    #[test]
    fn with_nothing_left_to_hide_the_total_goes() {
        assert_eq!(shown(&table(&[&[3]])), ["·", "·"]);
        assert_eq!(shown(&table(&[&[6, 3]])), ["6 ·", "6 ·"]);
    }

    #[test]
    fn formulas_are_text() {
        assert_eq!(csv_cell("Totonicapán"), "Totonicapán");
        assert_eq!(csv_cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        for risky in ["+1", "-1", "@a", "\tb"] {
            assert!(csv_cell(risky).trim_matches('"').starts_with('\''), "{risky:?}");
        }
        assert_eq!(csv_cell("a,b"), "\"a,b\"");
    }

    /// Nested counts: each stage at most the one before.
    fn nested() -> impl Strategy<Value = Vec<Row<i64>>> {
        prop::collection::vec(prop::collection::vec(0..40_i64, 4), 1..8).prop_map(|rows| {
            rows.into_iter()
                .enumerate()
                .map(|(at, mut cells)| {
                    cells.sort_unstable_by(|one, other| other.cmp(one));
                    Row { key: at.to_string(), cells }
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn no_small_count_is_shown_or_told_by_a_total(rows in nested()) {
            let table = suppress(&rows);
            for (row, before) in table.rows.iter().zip(&rows) {
                for (cell, count) in row.cells.iter().zip(&before.cells) {
                    prop_assert!(cell.is_none_or(|shown| shown == *count && !(1..5).contains(&shown)));
                }
                let first = row.cells.iter().position(Option::is_none).unwrap_or(4);
                prop_assert!(row.cells[first..].iter().all(Option::is_none));
            }
            for column in 0..4 {
                let hidden: Vec<i64> = table.rows.iter().zip(&rows)
                    .filter(|(row, _)| row.cells[column].is_none())
                    .map(|(_, before)| before.cells[column]).collect();
                if table.totals[column].is_some() {
                    let sum: i64 = hidden.iter().sum();
                    prop_assert!(sum == 0 || (hidden.len() >= 2 && sum >= 5));
                }
            }
        }
    }
}
