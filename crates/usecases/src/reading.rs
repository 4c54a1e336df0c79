//! Numbers, amounts and days as people type them. Every error is a Fluent key.

use domain::time::Day;

/// A whole number within limits; spaces and the commas of thousands do not matter.
///
/// # Errors
/// `reading-number`, or `reading-number-range`.
pub fn number(text: &str, least: i64, most: i64) -> Result<i64, &'static str> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    if digits.is_empty() || digits.len() > 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("reading-number");
    }
    let number: i64 = digits.parse().map_err(|_| "reading-number")?;
    if (least..=most).contains(&number) { Ok(number) } else { Err("reading-number-range") }
}

/// An amount of quetzales in centavos: `4000`, `Q 4,252.28`. At most ten million quetzales.
///
/// # Errors
/// `reading-money`.
pub fn money(text: &str) -> Result<i64, &'static str> {
    let text = text.trim().trim_start_matches(['Q', 'q']).trim_start_matches('.');
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let (whole, cents) = digits.split_once('.').unwrap_or((&digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 8 || cents.len() > 2 || !plain(whole) || !plain(cents) {
        return Err("reading-money");
    }
    let whole: i64 = whole.parse().map_err(|_| "reading-money")?;
    let cents: i64 = format!("{cents:0<2}").parse().map_err(|_| "reading-money")?;
    let centavos = whole * 100 + cents;
    if centavos <= 1_000_000_000 { Ok(centavos) } else { Err("reading-money") }
}

/// A day: `2026-12-01` as browsers send it, or `1/12/2026` as people write it.
///
/// # Errors
/// `reading-day`.
pub fn day(text: &str) -> Result<Day, &'static str> {
    let text = text.trim();
    if let Ok(day) = text.parse::<Day>() {
        return Ok(day);
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let [day, month, year] = parts[..] else { return Err("reading-day") };
    let part = |text: &str| text.parse::<i16>().map_err(|_| "reading-day");
    let narrow = |number: i16| i8::try_from(number).map_err(|_| "reading-day");
    let year = part(year)?;
    if !(1900..=2200).contains(&year) {
        return Err("reading-day");
    }
    Day::new(year, narrow(part(month)?)?, narrow(part(day)?)?).map_err(|_| "reading-day")
}

/// The text, if there is one.
#[must_use]
pub fn some(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(money("4000"), Ok(400_000));
        assert_eq!(money("Q 4,252.28"), Ok(425_228));
        assert_eq!(money("Q.3500.5"), Ok(350_050));
        for wrong in ["", "Q", "-5", "cuatro mil", "4000.123", "99999999999", "1e9"] {
            assert_eq!(money(wrong), Err("reading-money"), "{wrong}");
        }
    }

    #[test]
    fn days_and_numbers_are_read_as_people_write_them() {
        let december = Day::constant(2026, 12, 1);
        assert_eq!(day("2026-12-01"), Ok(december));
        assert_eq!(day(" 1/12/2026 "), Ok(december));
        for wrong in ["", "31/2/2026", "mañana", "1/12", "12/2026/1", "1/13/2026"] {
            assert_eq!(day(wrong), Err("reading-day"), "{wrong}");
        }
        assert_eq!(number("1,000", 1, 1000), Ok(1000));
        assert_eq!(number("0", 1, 10), Err("reading-number-range"));
        assert_eq!(number("diez", 1, 10), Err("reading-number"));
        assert_eq!(number("9999999999999999999", 1, 10), Err("reading-number"));
    }
}
