//! The legal minimum wage, by day, economic district and activity.

use jiff::civil::Date;

use crate::{place::WageDistrict, word::words};

/// The rows of `seeds/minimum_wages.csv`; sources in each row and in `seeds/minimum_wages.md`.
const BUILT_IN: &str = include_str!("../../../seeds/minimum_wages.csv");

words! {
    /// The economic activity of the employer, as the minimum wage agreements part them.
    pub enum Activity {
        /// Agriculture.
        Agricultural = "agricultural",
        /// Everything else.
        NonAgricultural = "non_agricultural",
        /// Export manufacture and maquila (Decreto 29-89).
        ExportMaquila = "export_maquila",
    }
}

/// One minimum wage in force from a day to a day, in centavos of a quetzal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinimumWage {
    /// First day in force.
    pub valid_from: Date,
    /// Last day in force; none while no end is known.
    pub valid_to: Option<Date>,
    /// Where.
    pub district: WageDistrict,
    /// For what work.
    pub activity: Activity,
    /// For a day, as published.
    pub day_centavos: u32,
    /// For a month, as published; not computed from the day.
    pub month_centavos: u32,
    /// The incentive bonus for a month, on top (Decreto 78-89).
    pub bonus_centavos: u32,
    /// The agreement that set it.
    pub source: String,
}

impl MinimumWage {
    /// What a month of full time must pay in all: wage and bonus, in centavos.
    #[must_use]
    pub fn month_total_centavos(&self) -> u32 {
        self.month_centavos.saturating_add(self.bonus_centavos)
    }

    /// Whether it is in force on a day.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Whether it was taken back before it ever held: kept for the record, and nothing else.
    #[must_use]
    pub fn is_taken_back(&self) -> bool {
        self.valid_to.is_some_and(|last| last < self.valid_from)
    }

    /// Whether two rows speak of the same place and work on some day.
    fn overlaps(&self, other: &Self) -> bool {
        self.district == other.district
            && self.activity == other.activity
            && self.valid_to.is_none_or(|last| other.valid_from <= last)
            && other.valid_to.is_none_or(|last| self.valid_from <= last)
    }
}

/// Why rows cannot make a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum WageTableProblem {
    /// A row ends before it begins.
    #[error("wage-table-backwards")]
    Backwards,
    /// Two rows are in force at once for the same place and work.
    #[error("wage-table-overlap")]
    Overlap,
}

/// Why a pay cannot be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum WageProblem {
    /// Less than the minimum.
    #[error("wage-below-minimum")]
    BelowMinimum {
        /// The least a month of full time must pay, with bonus, in centavos.
        minimum_total_centavos: u32,
    },
    /// No minimum is known for that day: the table must be brought up to date first.
    #[error("wage-minimum-unknown")]
    Unknown,
}

impl WageTableProblem {
    /// The Fluent key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            WageTableProblem::Backwards => "wage-table-backwards",
            WageTableProblem::Overlap => "wage-table-overlap",
        }
    }
}

impl WageProblem {
    /// The Fluent key; `wage-below-minimum` takes `minimum`, the amount written out.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            WageProblem::BelowMinimum { .. } => "wage-below-minimum",
            WageProblem::Unknown => "wage-minimum-unknown",
        }
    }
}

/// All minimum wages that are known; never two for the same day, place and work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WageTable(Vec<MinimumWage>);

impl WageTable {
    /// Makes a table from rows in any order.
    ///
    /// # Errors
    /// `Backwards` or `Overlap`.
    pub fn new(mut rows: Vec<MinimumWage>) -> Result<Self, WageTableProblem> {
        rows.sort_by_key(|row| (row.valid_from, row.district, row.activity));
        if rows.iter().any(|row| row.valid_to.is_some_and(|last| last < row.valid_from)) {
            return Err(WageTableProblem::Backwards);
        }
        let overlap =
            |(place, row): (usize, &MinimumWage)| rows[place + 1..].iter().any(|other| row.overlaps(other));
        if rows.iter().enumerate().any(overlap) {
            return Err(WageTableProblem::Overlap);
        }
        Ok(Self(rows))
    }

    /// The wages known when this program was built.
    #[must_use]
    pub fn built_in() -> Self {
        Self(BUILT_IN.lines().skip(1).filter_map(read_row).collect())
    }

    /// The rows, by first day.
    #[must_use]
    pub fn rows(&self) -> &[MinimumWage] {
        &self.0
    }

    /// The minimum in force on a day, where the work is done (the place of work decides, not the seat of the firm).
    #[must_use]
    pub fn minimum(&self, day: Date, district: WageDistrict, activity: Activity) -> Option<&MinimumWage> {
        self.0.iter().find(|row| row.district == district && row.activity == activity && row.covers(day))
    }

    /// Checks what a month of **full time** pays in all, bonus included, in centavos.
    ///
    /// # Errors
    /// `BelowMinimum` with the least total, or `Unknown` when the table says nothing about that day.
    pub fn check_monthly(
        &self,
        total_centavos: u32,
        day: Date,
        district: WageDistrict,
        activity: Activity,
    ) -> Result<(), WageProblem> {
        let minimum = self.minimum(day, district, activity).ok_or(WageProblem::Unknown)?;
        let minimum_total_centavos = minimum.month_total_centavos();
        if total_centavos < minimum_total_centavos {
            return Err(WageProblem::BelowMinimum { minimum_total_centavos });
        }
        Ok(())
    }
}

/// Reads one built-in row; the tests prove that none is dropped.
fn read_row(line: &str) -> Option<MinimumWage> {
    let fields: Vec<&str> = line.split(',').collect();
    let [from, to, district, activity, day, month, bonus, source] = fields[..] else { return None };
    Some(MinimumWage {
        valid_from: from.parse().ok()?,
        valid_to: if to.is_empty() { None } else { Some(to.parse().ok()?) },
        district: WageDistrict::parse(district)?,
        activity: Activity::from_word(activity)?,
        day_centavos: day.parse().ok()?,
        month_centavos: month.parse().ok()?,
        bonus_centavos: bonus.parse().ok()?,
        source: source.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_built_in_table_is_whole_and_sound() {
        let table = WageTable::built_in();
        assert_eq!(table.rows().len(), BUILT_IN.lines().count() - 1);
        assert_eq!(WageTable::new(table.rows().to_vec()), Ok(table.clone()));
        for year in [2025, 2026] {
            for district in [WageDistrict::Ce1, WageDistrict::Ce2] {
                for activity in Activity::ALL {
                    for day in [date(year, 1, 1), date(year, 12, 31)] {
                        let row = table.minimum(day, district, *activity).unwrap();
                        assert_eq!(row.valid_from, date(year, 1, 1));
                        // The published month is near the day × 365 ÷ 12, never the bonus or a slipped digit.
                        let near = f64::from(row.day_centavos) * 365.0 / 12.0;
                        assert!((f64::from(row.month_centavos) - near).abs() < 100.0, "{row:?}");
                        assert_eq!(row.bonus_centavos, 25_000);
                    }
                }
            }
        }
        assert_eq!(table.minimum(date(2024, 12, 31), WageDistrict::Ce1, Activity::Agricultural), None);
    }

    #[test]
    fn pay_below_the_minimum_is_refused_with_the_minimum() {
        let table = WageTable::built_in();
        let day = date(2026, 3, 1);
        let check = |total| table.check_monthly(total, day, WageDistrict::Ce1, Activity::NonAgricultural);
        assert_eq!(check(425_228), Ok(()));
        assert_eq!(check(425_227), Err(WageProblem::BelowMinimum { minimum_total_centavos: 425_228 }));
        let maquila = table.check_monthly(347_110, day, WageDistrict::Ce2, Activity::ExportMaquila);
        assert_eq!(maquila, Ok(()));
        let before =
            table.check_monthly(999_999, date(2020, 1, 1), WageDistrict::Ce1, Activity::Agricultural);
        assert_eq!(before, Err(WageProblem::Unknown));
    }

    #[test]
    fn two_wages_at_once_make_no_table() {
        let mut rows = WageTable::built_in().rows().to_vec();
        let mut next = rows[rows.len() - 1].clone();
        next.valid_from = date(2027, 1, 1);
        rows.push(next.clone());
        assert_eq!(WageTable::new(rows.clone()), Err(WageTableProblem::Overlap));
        next.valid_to = Some(date(2026, 1, 1));
        assert_eq!(WageTable::new(vec![next]), Err(WageTableProblem::Backwards));
    }

    #[test]
    fn every_problem_has_a_sentence_in_both_languages() {
        let keys = [
            WageProblem::Unknown.key(),
            WageProblem::BelowMinimum { minimum_total_centavos: 1 }.key(),
            WageTableProblem::Backwards.key(),
            WageTableProblem::Overlap.key(),
        ];
        for file in
            [include_str!("../../web/locales/es/wage.ftl"), include_str!("../../web/locales/en/wage.ftl")]
        {
            assert!(keys.iter().all(|key| file.contains(&format!("{key} = "))));
        }
    }
}
