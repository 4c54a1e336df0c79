//! Needs beside services, place by place, with small counts hidden: the country's sum of departments, a department's sum of
//! municipalities. No number that is hidden can be had from those that are shown.

use std::collections::BTreeMap;

use crate::{
    place::{DepartmentCode, MunicipalityCode},
    report::{Row, suppress},
};

/// How many people, or needs, there are in a municipality; `None`: which one of the department is not known.
pub type Counted = (DepartmentCode, Option<MunicipalityCode>, i64);

/// A department: its own number, and those of its municipalities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Department {
    /// The sum; `None`: hidden.
    pub all: Option<i64>,
    /// Each municipality where there is somebody, and whoever is nowhere known; `None`: hidden.
    pub places: BTreeMap<Option<MunicipalityCode>, Option<i64>>,
}

/// One measure over the country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Country {
    /// The sum; `None`: hidden.
    pub all: Option<i64>,
    /// The departments where there is somebody.
    pub departments: BTreeMap<DepartmentCode, Department>,
}

/// Hides what would tell about few people. First among the departments, beside the country's sum, by the rules of
/// [`suppress`]; then within each department beside its own sum. Where a department's own number is hidden, so is every
/// number within it, for they would add up to it.
#[must_use]
pub fn hide(counted: &[Counted]) -> Country {
    let mut sums: BTreeMap<DepartmentCode, BTreeMap<Option<MunicipalityCode>, i64>> = BTreeMap::new();
    for (department, place, count) in counted.iter().filter(|(.., count)| *count > 0) {
        *sums.entry(*department).or_default().entry(*place).or_default() += count;
    }
    let row = |count: i64| Row { key: String::new(), cells: vec![count] };
    let rows: Vec<Row<i64>> = sums.values().map(|places| row(places.values().sum())).collect();
    let table = suppress(&rows);
    let cell = |cells: &[Option<i64>]| cells.first().copied().flatten();
    let departments = sums.into_iter().zip(&table.rows).map(|((code, places), shown)| {
        let within = suppress(&places.values().map(|count| row(*count)).collect::<Vec<_>>());
        let all = cell(&shown.cells).and(cell(&within.totals));
        let number = |at: usize| all.and_then(|_| cell(&within.rows.get(at)?.cells));
        let places = places.into_keys().enumerate().map(|(at, place)| (place, number(at))).collect();
        (code, Department { all, places })
    });
    let departments: BTreeMap<_, _> = departments.collect();
    let all = if rows.is_empty() { Some(0) } else { cell(&table.totals) };
    Country { all, departments }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(department: u8, at: u8) -> (DepartmentCode, Option<MunicipalityCode>) {
        let code = format!("{department:02}{at:02}");
        (DepartmentCode::parse(&code[..2]).unwrap(), MunicipalityCode::parse(&code).ok())
    }

    fn counted(rows: &[(u8, u8, i64)]) -> Vec<Counted> {
        let one = |(department, at, count): &(u8, u8, i64)| {
            let (department, place) = place(*department, *at);
            (department, place, *count)
        };
        rows.iter().map(one).collect()
    }

    fn of(country: &Country, department: u8, at: u8) -> Option<i64> {
        let (department, place) = place(department, at);
        country.departments[&department].places[&place]
    }

    #[test]
    fn small_counts_hide_and_take_another_with_them() {
        let country = hide(&counted(&[(14, 1, 50), (14, 2, 3), (14, 13, 57), (13, 1, 20), (12, 1, 30)]));
        assert_eq!(country.all, Some(160));
        assert_eq!((of(&country, 14, 1), of(&country, 14, 2), of(&country, 14, 13)), (None, None, Some(57)));
        assert_eq!(country.departments[&place(14, 1).0].all, Some(110));
        assert_eq!(of(&country, 13, 1), Some(20));
        assert_eq!(hide(&[]).all, Some(0));
    }

    #[test]
    fn in_a_hidden_department_nothing_is_shown() {
        // 2 in department 12 hides 13 too; its municipalities would add up to it.
        let country = hide(&counted(&[(14, 1, 50), (13, 1, 10), (13, 2, 10), (12, 1, 2)]));
        assert_eq!(country.departments[&place(13, 1).0].all, None);
        assert_eq!((of(&country, 13, 1), of(&country, 13, 2)), (None, None));
        assert_eq!((of(&country, 14, 1), country.all), (Some(50), Some(72)));
    }

    /// A tree as shown, with the true numbers: for each hidden number there must be others, as good, that fit all shown.
    fn stays_open(
        country: &Country,
        truth: &BTreeMap<DepartmentCode, BTreeMap<Option<MunicipalityCode>, i64>>,
    ) {
        let hidden_departments: Vec<_> =
            country.departments.iter().filter(|(_, one)| one.all.is_none()).map(|(code, _)| *code).collect();
        if country.all.is_some() && !hidden_departments.is_empty() {
            let sum: i64 = hidden_departments.iter().flat_map(|code| truth[code].values()).sum();
            assert!(hidden_departments.len() >= 2 && sum >= 5, "{country:?}");
        }
        for (code, department) in &country.departments {
            let hidden: Vec<i64> = department
                .places
                .iter()
                .filter(|(_, shown)| shown.is_none())
                .map(|(place, _)| truth[code][place])
                .collect();
            match department.all {
                None => assert_eq!(hidden.len(), department.places.len(), "all of it is hidden"),
                Some(_) if hidden.is_empty() => {}
                Some(_) => assert!(hidden.len() >= 2 && hidden.iter().sum::<i64>() >= 5, "{department:?}"),
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_hidden_can_be_had_by_subtraction(
            rows in prop::collection::vec((12..=14_u8, 1..=6_u8, 0..30_i64), 0..18)
        ) {
            let counted = counted(&rows);
            let country = hide(&counted);
            let mut truth: BTreeMap<_, BTreeMap<_, i64>> = BTreeMap::new();
            for (department, place, count) in counted.iter().filter(|(.., count)| *count > 0) {
                *truth.entry(*department).or_default().entry(*place).or_default() += count;
            }
            for (code, department) in &country.departments {
                for (place, shown) in &department.places {
                    prop_assert!(shown.is_none_or(|shown| shown == truth[code][place] && shown >= 5));
                }
                let sum: i64 = truth[code].values().sum();
                prop_assert!(department.all.is_none_or(|all| all == sum && all >= 5));
            }
            stays_open(&country, &truth);
        }
    }
}
