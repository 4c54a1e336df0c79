//! Working days of Guatemala: Monday to Friday without the holidays of the whole country.
//!
//! The days are those of the Código de Trabajo, article 127: 1 January; Thursday, Friday and Saturday of Holy Week;
//! 1 May; 30 June; 15 September; 20 October; 1 November; 25 December; and the afternoons of 24 and 31 December, which
//! are counted as whole days here, for nobody is to be pressed for an answer in half a day. The 30 June is taken on a
//! Monday (Ley que Promueve el Turismo Interno, Decreto 42-2010, as changed by Decreto 19-2018; since the ruling of the
//! Corte de Constitucionalidad of 16 April 2020 it moves no other day). The feast of each town is not counted: there is
//! no list of them.

use super::{Day, Moment};

/// Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm, as given by Meeus, *Astronomical
/// Algorithms*, chapter 8).
#[must_use]
pub fn easter(year: i16) -> Day {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let (month, day) = (i8::try_from(n / 31).unwrap_or(4), i8::try_from(n % 31 + 1).unwrap_or(1));
    Day::new(year, month, day).unwrap_or(Day::MAX)
}

/// The day on which the holiday of 30 June is taken: the Monday before a Tuesday or Wednesday, the Monday after any
/// later day of the week.
#[must_use]
pub fn army_day(year: i16) -> Day {
    let Ok(day) = Day::new(year, 6, 30) else { return Day::MAX };
    let move_by = match day.weekday().to_monday_zero_offset() {
        0 => 0,
        back @ (1 | 2) => -i64::from(back),
        ahead => 7 - i64::from(ahead),
    };
    shift(day, move_by)
}

/// Whether the whole country rests on this day by law.
#[must_use]
pub fn is_holiday(day: Day) -> bool {
    let fixed = matches!((day.month(), day.day()), (1 | 5 | 11, 1) | (9, 15) | (10, 20) | (12, 24 | 25 | 31));
    let easter = easter(day.year());
    fixed || day == army_day(day.year()) || (1..=3).any(|before| day == shift(easter, -before))
}

/// Whether offices work on this day.
#[must_use]
pub fn is_working_day(day: Day) -> bool {
    day.weekday().to_monday_zero_offset() < 5 && !is_holiday(day)
}

fn shift(day: Day, days: i64) -> Day {
    day.saturating_add(jiff::Span::new().days(days))
}

/// The end of the `count`th working day after `from`.
#[must_use]
pub fn after_working_days(from: Moment, count: u32) -> Moment {
    let mut day = from.day();
    let mut left = count;
    while left > 0 {
        day = day.tomorrow().unwrap_or(Day::MAX);
        if is_working_day(day) || day == Day::MAX {
            left -= 1;
        }
    }
    Moment::end_of(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn easter_falls_where_almanacs_say() {
        let known = [
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2019, 4, 21),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
        ];
        for (year, month, day) in known {
            assert_eq!(easter(year), Day::constant(year, month, day));
        }
    }

    #[test]
    fn the_holiday_of_june_is_taken_on_a_monday() {
        let known = [(2022, 7, 4), (2023, 7, 3), (2024, 7, 1), (2025, 6, 30), (2026, 6, 29)];
        for (year, month, day) in known {
            assert_eq!(army_day(year), Day::constant(year, month, day));
        }
        assert!(!is_holiday(Day::constant(2026, 6, 30)));
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays() {
        let noon = |year, month, day| Moment::end_of(Day::constant(year, month, day)).plus(-12 * 3600);
        assert_eq!(after_working_days(noon(2026, 11, 20), 1).day(), Day::constant(2026, 11, 23));
        assert_eq!(after_working_days(noon(2026, 11, 20), 10).day(), Day::constant(2026, 12, 4));
        // Holy Week: from Wednesday the next working day is Easter Monday.
        assert_eq!(after_working_days(noon(2026, 4, 1), 1).day(), Day::constant(2026, 4, 6));
        assert_eq!(after_working_days(noon(2026, 12, 23), 1).day(), Day::constant(2026, 12, 28));
        assert_eq!(after_working_days(noon(2026, 12, 30), 1).day(), Day::constant(2027, 1, 4));
    }

    proptest! {
        #[test]
        fn a_year_has_twelve_holidays(year in 1990_i16..2200) {
            let mut day = Day::constant(1990, 1, 1).with().year(year).build().unwrap();
            let mut count = 0;
            while day.year() == year {
                count += usize::from(is_holiday(day));
                day = day.tomorrow().unwrap();
            }
            prop_assert_eq!(count, 12);
        }

        #[test]
        fn easter_is_a_sunday_between_22_march_and_25_april(year in 1583_i16..4000) {
            let day = easter(year);
            prop_assert_eq!(day.weekday().to_monday_zero_offset(), 6);
            prop_assert!((3, 22) <= (day.month(), day.day()) && (day.month(), day.day()) <= (4, 25));
        }

        #[test]
        fn the_end_is_a_working_day_and_grows(at in 1_700_000_000_i64..2_000_000_000, count in 1_u32..15) {
            let from = Moment::from_seconds(at);
            let end = after_working_days(from, count);
            prop_assert!(is_working_day(end.day()) && end > from);
            prop_assert!(after_working_days(from, count + 1) > end);
            let mut day = from.day();
            let mut worked = 0;
            while day < end.day() {
                day = day.tomorrow().unwrap();
                worked += u32::from(is_working_day(day));
            }
            prop_assert_eq!(worked, count);
        }
    }
}
