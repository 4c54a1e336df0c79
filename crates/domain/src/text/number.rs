//! Numbers the State gives: the CUI of a person and the NIT of a taxpayer.

use serde::{Deserialize, Serialize};

use super::{TextProblem, is_separator};
use crate::place::MunicipalityCode;

/// The unique identification code (CUI) on the identity document (DPI): 13 digits.
///
/// Eight of a running number, one check digit, four of the municipality of registration. RENAP has
/// never published the check rule, so [`Cui::looks_right`] may only warn, never refuse.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cui(String);

impl Cui {
    /// Reads 13 digits, with any spaces and hyphens between them.
    ///
    /// # Errors
    /// `Empty`, `CuiDigits` or `CuiLength`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let digits: String = text.chars().filter(|c| !is_separator(*c)).collect();
        if digits.is_empty() {
            Err(TextProblem::Empty)
        } else if !digits.bytes().all(|b| b.is_ascii_digit()) {
            Err(TextProblem::CuiDigits)
        } else if digits.len() != 13 {
            Err(TextProblem::CuiLength)
        } else {
            Ok(Self(digits))
        }
    }

    /// The soft check: the ninth digit equals `Σ d[i]·(i+2) mod 11` over the first eight, and the last
    /// four are a municipality. One random number in eleven passes; a true one may fail: warn only.
    ///
    /// Rule: as many public validators have it (nationid); a remainder of 10 is never issued.
    #[must_use]
    pub fn looks_right(&self) -> bool {
        let sum: usize =
            self.0.bytes().take(8).zip(2..).map(|(b, weight)| usize::from(b - b'0') * weight).sum();
        let check = self.0.as_bytes().get(8).map(|b| usize::from(b - b'0'));
        check == Some(sum % 11) && self.municipality().is_some()
    }

    /// The municipality of registration, if its code exists.
    #[must_use]
    pub fn municipality(&self) -> Option<MunicipalityCode> {
        MunicipalityCode::parse(&self.0[9..]).ok()
    }
}

parsed_text!(silent Cui);

impl std::fmt::Display for Cui {
    /// As printed on the document: `0000 00000 0000`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", &self.0[..4], &self.0[4..9], &self.0[9..])
    }
}

/// The tax number (NIT): digits and a check character, 0–9 or K. Kept without hyphen, without leading zeros.
///
/// A person may use the CUI in place of a NIT; 13 digits are therefore taken when they look like a CUI.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nit(String);

impl Nit {
    /// Reads a NIT with or without hyphen, `k` or `K`.
    ///
    /// Check rule: `(−Σ digit·weight) mod 11`, weights 2, 3, 4 … from the right of the body; 10 is K.
    ///
    /// # Errors
    /// `Empty`, `NitForm` (other characters, body not of 1–11 digits) or `NitCheck`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let compact: String =
            text.chars().filter(|c| !is_separator(*c)).map(|c| c.to_ascii_uppercase()).collect();
        if compact.is_empty() {
            return Err(TextProblem::Empty);
        }
        if !compact.is_ascii() {
            return Err(TextProblem::NitForm);
        }
        if compact.len() == 13 {
            let cui = Cui::parse(&compact).map_err(|_| TextProblem::NitForm)?;
            return if cui.looks_right() { Ok(Self(cui.0)) } else { Err(TextProblem::NitCheck) };
        }
        let compact = compact.trim_start_matches('0');
        let (body, check) = compact.split_at(compact.len().saturating_sub(1));
        let digits_ok = body.bytes().all(|b| b.is_ascii_digit()) && (1..=11).contains(&body.len());
        if !digits_ok || !check.bytes().all(|b| b.is_ascii_digit() || b == b'K') {
            return Err(TextProblem::NitForm);
        }
        if check.bytes().next() == Some(Self::check_of(body)) {
            Ok(Self(compact.to_owned()))
        } else {
            Err(TextProblem::NitCheck)
        }
    }

    /// The check character of a body of digits.
    fn check_of(body: &str) -> u8 {
        let sum: usize = body.bytes().rev().zip(2..).map(|(b, weight)| usize::from(b - b'0') * weight).sum();
        b"0123456789K"[(11 - sum % 11) % 11]
    }
}

parsed_text!(silent Nit);

impl std::fmt::Display for Nit {
    /// With the hyphen before the check character: `576937-K`; a CUI used as NIT stays bare.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.len() == 13 {
            return f.write_str(&self.0);
        }
        let (body, check) = self.0.split_at(self.0.len() - 1);
        write!(f, "{body}-{check}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cui_check_warns_and_does_not_refuse() {
        // 1·2+2·3+3·4+4·5+5·6+6·7+7·8+8·9 = 240; 240 mod 11 = 9.
        let cui = Cui::parse("1234-56789 0101").unwrap();
        assert!(cui.looks_right());
        assert_eq!(cui.to_string(), "1234 56789 0101");
        assert_eq!(cui.as_str(), "1234567890101");
        assert!(!Cui::parse("1234567880101").unwrap().looks_right());
        assert!(!Cui::parse("1234567890118").unwrap().looks_right());
        assert!(!Cui::parse("1234567892301").unwrap().looks_right());
        assert_eq!(Cui::parse("123456789010"), Err(TextProblem::CuiLength));
        assert_eq!(Cui::parse("12345678901O1"), Err(TextProblem::CuiDigits));
        assert_eq!(Cui::parse("- -"), Err(TextProblem::Empty));
    }

    #[test]
    fn the_youngest_municipalities_are_known() {
        // Stale tables refuse Sipacate and Petatán.
        for code in ["0514", "1333"] {
            assert!(Cui::parse(&format!("123456789{code}")).unwrap().looks_right(), "{code}");
        }
    }

    #[test]
    fn a_nit_is_taken_only_with_its_check() {
        assert_eq!(Nit::parse("576937-K").unwrap().as_str(), "576937K");
        assert_eq!(Nit::parse(" 576937k ").unwrap().to_string(), "576937-K");
        assert_eq!(Nit::parse("0576937K").unwrap().as_str(), "576937K");
        assert_eq!(Nit::parse("576937-1"), Err(TextProblem::NitCheck));
        assert_eq!(Nit::parse("C/F"), Err(TextProblem::NitForm));
        assert_eq!(Nit::parse("CF"), Err(TextProblem::NitForm));
        assert_eq!(Nit::parse("K"), Err(TextProblem::NitForm));
        assert_eq!(Nit::parse("0000"), Err(TextProblem::NitForm));
        assert_eq!(Nit::parse("57693K7"), Err(TextProblem::NitForm));
        assert_eq!(Nit::parse("1234567890101").unwrap().to_string(), "1234567890101");
        assert_eq!(Nit::parse("1234567880101"), Err(TextProblem::NitCheck));
    }

    #[test]
    fn the_nit_check_catches_every_single_wrong_digit() {
        for number in [1_234_567_u32, 576_937, 99, 40_404_040] {
            let body = number.to_string();
            let check = char::from(Nit::check_of(&body));
            for place in 0..body.len() {
                for digit in '0'..='9' {
                    let mut wrong: Vec<char> = body.chars().collect();
                    wrong[place] = digit;
                    let wrong: String = wrong.into_iter().chain([check]).collect();
                    assert_eq!(Nit::parse(&wrong).is_ok(), wrong.starts_with(&body), "{wrong}");
                }
            }
        }
    }
}
