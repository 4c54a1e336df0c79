//! The code on a person's paper slip, by which he or she comes back without phone, e-mail or document.

use serde::{Deserialize, Serialize};

use super::{TextProblem, is_separator};

/// The 29 characters of a code: no 0/O, 1/I/L or U/V, which look or sound alike (b and v sound the
/// same in Spanish, and codes are told by telephone). 29 is prime, which the check rests on.
const ALPHABET: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRSTWXYZ";
/// Characters chosen at random; the eighth is the check.
const RANDOM: usize = 7;
/// Number of codes: 29⁷ = 17 249 876 309.
const COUNT: u64 = 29_u64.pow(7);

/// A person code: seven random characters and a check character, shown in two groups of four,
/// as in `2345-6789`.
///
/// With values v₁…v₈ in the alphabet and weights 8, 7 … 1, a code is valid iff Σ wᵢ·vᵢ ≡ 0 (mod 29).
/// As 29 is prime and the weights differ and are not 0, one wrong character changes the sum by
/// wᵢ·Δ ≠ 0, and a swap of any two different characters by (wᵢ−wⱼ)(vᵢ−vⱼ) ≠ 0: all are caught.
/// Of other wrong codes one in 29 passes; the code identifies, it never proves who somebody is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonCode(String);

impl PersonCode {
    /// Makes a code from eight random bytes.
    ///
    /// The bytes are a whole number of 64 bits taken mod 29⁷; as 2⁶⁴ is no multiple of 29⁷ the first
    /// codes are likelier, by less than one part in 2³⁰ (a thousand-millionth).
    #[must_use]
    pub fn from_random(random: [u8; 8]) -> Self {
        let mut rest = u64::from_le_bytes(random) % COUNT;
        let mut values = [0_usize; RANDOM];
        for value in &mut values {
            *value = usize::try_from(rest % 29).unwrap_or_default();
            rest /= 29;
        }
        let check = (29 - weighted(values.iter().copied()) % 29) % 29;
        Self(values.into_iter().chain([check]).map(|value| char::from(ALPHABET[value])).collect())
    }

    /// Reads a code as people write it: small letters, spaces and hyphens do not matter.
    ///
    /// # Errors
    /// `Empty`; `CodeLetter` when a character is in no code (0, O, 1, I, L, U, V …), before
    /// `CodeLength`, so that the message says what to look at; `CodeCheck` when the check fails.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let code: String =
            text.chars().filter(|c| !is_separator(*c)).map(|c| c.to_ascii_uppercase()).collect();
        if code.is_empty() {
            return Err(TextProblem::Empty);
        }
        let values: Option<Vec<usize>> =
            code.chars().map(|c| ALPHABET.iter().position(|letter| char::from(*letter) == c)).collect();
        let values = values.ok_or(TextProblem::CodeLetter)?;
        if values.len() != RANDOM + 1 {
            return Err(TextProblem::CodeLength);
        }
        if weighted(values.into_iter()) % 29 != 0 {
            return Err(TextProblem::CodeCheck);
        }
        Ok(Self(code))
    }
}

/// Σ wᵢ·vᵢ with weights 8, 7, 6 … from the left.
fn weighted(values: impl Iterator<Item = usize>) -> usize {
    values.zip((1..=RANDOM + 1).rev()).map(|(value, weight)| value * weight).sum()
}

parsed_text!(silent PersonCode);

impl std::fmt::Display for PersonCode {
    /// In two groups of four, as in `2345-6789`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", &self.0[..4], &self.0[4..])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Many codes, spread over the whole range.
    fn codes() -> impl Iterator<Item = PersonCode> {
        (0..400_u64).map(|i| PersonCode::from_random((i.wrapping_mul(0x9e37_79b9_7f4a_7c15)).to_le_bytes()))
    }

    #[test]
    fn catches_every_single_wrong_character() {
        for code in codes() {
            for place in 0..8 {
                for letter in ALPHABET {
                    let mut wrong = code.as_str().as_bytes().to_vec();
                    wrong[place] = *letter;
                    let wrong = String::from_utf8(wrong).unwrap();
                    let read = PersonCode::parse(&wrong);
                    if wrong == code.as_str() {
                        assert!(read.is_ok());
                    } else {
                        assert_eq!(read, Err(TextProblem::CodeCheck), "{code} as {wrong}");
                    }
                }
            }
        }
    }

    #[test]
    fn catches_every_swap_of_two_characters() {
        for code in codes() {
            for first in 0..8 {
                for second in first + 1..8 {
                    let mut wrong = code.as_str().as_bytes().to_vec();
                    wrong.swap(first, second);
                    let wrong = String::from_utf8(wrong).unwrap();
                    assert_eq!(
                        PersonCode::parse(&wrong).is_ok(),
                        wrong == code.as_str(),
                        "{code} as {wrong}"
                    );
                }
            }
        }
    }

    #[test]
    fn reads_what_people_write_and_says_what_is_wrong() {
        let code = PersonCode::from_random([7; 8]);
        let shown = code.to_string();
        assert_eq!(shown.len(), 9);
        assert_eq!(PersonCode::parse(&shown.to_lowercase()), Ok(code.clone()));
        assert_eq!(PersonCode::parse(&shown.replace('-', " – ")), Ok(code.clone()));
        assert_eq!(PersonCode::parse(&shown[..8]), Err(TextProblem::CodeLength));
        assert_eq!(PersonCode::parse("O000-1111"), Err(TextProblem::CodeLetter));
        assert_eq!(PersonCode::parse(" - "), Err(TextProblem::Empty));
        assert_eq!(serde_json::to_string(&code).unwrap(), format!("\"{}\"", code.as_str()));
    }

    proptest! {
        #[test]
        fn whatever_is_made_is_read(random in any::<[u8; 8]>()) {
            let code = PersonCode::from_random(random);
            prop_assert_eq!(PersonCode::parse(code.as_str()), Ok(code.clone()));
        }
    }
}
