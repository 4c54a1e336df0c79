//! Pay for an hour, a day, a week or a year as pay for a full month.

use crate::import::jsonld::SalaryUnit;

/// What a month of full time pays, in centavos, out of what one unit of time pays.
///
/// As the agreements on the minimum wage count: a month is 365 ÷ 12 days (the published month is the published day
/// times that), a day is 8 hours (Código de Trabajo, art. 116), a week is 7 days with the paid day of rest.
pub fn month(centavos: i64, unit: SalaryUnit) -> i64 {
    let (by, over) = match unit {
        SalaryUnit::Hour => (8 * 365, 12),
        SalaryUnit::Day => (365, 12),
        SalaryUnit::Week => (365, 84),
        SalaryUnit::Month => (1, 1),
        SalaryUnit::Year => (1, 12),
    };
    (centavos.saturating_mul(by) + over / 2) / over
}

/// Whether a currency is the quetzal.
pub fn is_quetzal(currency: &str) -> bool {
    let letters: String = currency.chars().filter(|letter| letter.is_alphabetic()).collect();
    matches!(letters.to_uppercase().as_str(), "GTQ" | "Q" | "QTZ" | "QUETZAL" | "QUETZALES")
}

/// Centavos as the form takes them: `4252.28`.
pub fn quetzales(centavos: i64) -> String {
    format!("{}.{:02}", centavos / 100, centavos % 100)
}

#[cfg(test)]
mod tests {
    use domain::{
        place::WageDistrict,
        wage::{Activity, WageTable},
    };

    use super::*;

    #[test]
    fn a_month_is_what_the_agreements_say() {
        let day = jiff::civil::date(2026, 6, 1);
        let wages = WageTable::built_in();
        let wage = wages.minimum(day, WageDistrict::Ce1, Activity::NonAgricultural).unwrap();
        let near = month(i64::from(wage.day_centavos), SalaryUnit::Day);
        assert!((near - i64::from(wage.month_centavos)).abs() < 100, "{near} {}", wage.month_centavos);
        assert_eq!(month(2_000, SalaryUnit::Hour), 486_667);
        assert_eq!(month(100_000, SalaryUnit::Week), 434_524);
        assert_eq!(month(5_400_000, SalaryUnit::Year), 450_000);
        assert_eq!(month(450_000, SalaryUnit::Month), 450_000);
        assert!(is_quetzal("Q.") && is_quetzal("gtq") && !is_quetzal("USD"));
        assert_eq!(quetzales(425_205), "4252.05");
    }
}
