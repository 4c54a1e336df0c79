//! Telephone numbers and e-mail addresses.

use serde::{Deserialize, Serialize};

use super::{TextProblem, is_separator};

/// A telephone number of Guatemala, the United States and Canada, or Mexico, kept as E.164 (`+50255512345`).
///
/// Guatemala has 8 digits without trunk prefix; 2 and 6 are the capital, 7 the rest of the country,
/// 3, 4 and 5 mobile. The operator cannot be told from the number (portability).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Reads a number as people write it: spaces, hyphens, dots and brackets are ignored.
    ///
    /// Eight digits, or 502 and eight digits, are Guatemalan. `+1`, `001` or a leading 1 with ten more
    /// are North American; `+52` (also the old `+52 1`) with ten more Mexican. Ten bare digits are
    /// refused, since they could be either.
    ///
    /// # Errors
    /// `Empty`, `PhoneCharacter`, `PhoneLength`, `PhoneCountry` or `PhoneNumber`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let mut digits = String::new();
        let mut plus = false;
        for c in text.trim().chars() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if digits.is_empty() && !plus => plus = true,
                '(' | ')' | '.' | '/' => {}
                _ if is_separator(c) => {}
                _ => return Err(TextProblem::PhoneCharacter),
            }
        }
        if digits.is_empty() {
            return Err(if plus { TextProblem::PhoneLength } else { TextProblem::Empty });
        }
        if !plus && let Some(rest) = digits.strip_prefix("00") {
            digits = rest.to_owned();
            plus = true;
        }
        Self::from_digits(&digits, plus)
    }

    /// Digits with their country code (`plus`), or as dialled in Guatemala.
    fn from_digits(digits: &str, plus: bool) -> Result<Self, TextProblem> {
        let first = |text: &str| text.bytes().next().unwrap_or(b'0');
        if !plus && digits.len() == 8 {
            return guatemalan(digits);
        }
        if let Some(rest) = digits.strip_prefix("502")
            && (plus || rest.len() == 8)
        {
            return if rest.len() == 8 { guatemalan(rest) } else { Err(TextProblem::PhoneLength) };
        }
        if let Some(rest) = digits.strip_prefix("52")
            && (plus || digits.len() >= 12)
        {
            let rest = if rest.len() == 11 { rest.strip_prefix('1').unwrap_or(rest) } else { rest };
            return match rest.len() {
                10 if first(rest) >= b'2' => Ok(Self(format!("+52{rest}"))),
                10 => Err(TextProblem::PhoneNumber),
                _ => Err(TextProblem::PhoneLength),
            };
        }
        if let Some(rest) = digits.strip_prefix('1')
            && (plus || digits.len() == 11)
        {
            return match rest.len() {
                10 if first(rest) >= b'2' && rest.as_bytes()[3] >= b'2' => Ok(Self(format!("+1{rest}"))),
                10 => Err(TextProblem::PhoneNumber),
                _ => Err(TextProblem::PhoneLength),
            };
        }
        match digits.len() {
            _ if plus => Err(TextProblem::PhoneCountry),
            10..=15 => Err(TextProblem::PhoneCountry),
            _ => Err(TextProblem::PhoneLength),
        }
    }

    /// Whether it is Guatemalan.
    #[must_use]
    pub fn is_guatemalan(&self) -> bool {
        self.0.starts_with("+502")
    }

    /// Whether a text message surely reaches it: a Guatemalan number that begins with 3, 4 or 5.
    #[must_use]
    pub fn is_mobile(&self) -> bool {
        ["+5023", "+5024", "+5025"].iter().any(|prefix| self.0.starts_with(prefix))
    }

    /// The number as people read it: `+502 5551 2345`, `+1 213 555 0123`, `+52 55 1234 5678`.
    #[must_use]
    pub fn spaced(&self) -> String {
        let (country, parts): (&str, &[usize]) = match &self.0 {
            number if number.starts_with("+502") => ("+502", &[4, 4]),
            number if number.starts_with("+52") => ("+52", &[2, 4, 4]),
            _ => ("+1", &[3, 3, 4]),
        };
        let mut spaced = country.to_owned();
        let mut rest = &self.0[country.len()..];
        for part in parts {
            let (head, tail) = rest.split_at((*part).min(rest.len()));
            spaced.push(' ');
            spaced.push_str(head);
            rest = tail;
        }
        spaced
    }
}

fn guatemalan(digits: &str) -> Result<Phone, TextProblem> {
    match digits.bytes().next() {
        Some(b'2'..=b'7') => Ok(Phone(format!("+502{digits}"))),
        _ => Err(TextProblem::PhoneNumber),
    }
}

parsed_text!(Phone);

/// An e-mail address: pragmatic check, at most 254 characters, the domain in lower case.
///
/// Only ASCII is taken, and no quoted names: such addresses do not exist among those we write to,
/// and every one of their characters has been used to smuggle headers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// Reads an address; spaces at the ends go.
    ///
    /// # Errors
    /// `Empty`, `EmailForm` or `EmailLength`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextProblem::Empty);
        }
        let (local, domain) = text.split_once('@').ok_or(TextProblem::EmailForm)?;
        if text.len() > 254 || local.len() > 64 {
            return Err(TextProblem::EmailLength);
        }
        let local_ok =
            local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
                && local.split('.').all(|part| !part.is_empty());
        if local_ok && is_domain(domain) {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(TextProblem::EmailForm)
        }
    }
}

/// Whether a host name has at least two labels of letters, digits and inner hyphens, the last not a number.
fn is_domain(domain: &str) -> bool {
    let label_ok = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label_ok)
        && last.len() >= 2
        && last.bytes().any(|b| b.is_ascii_alphabetic())
}

parsed_text!(Email);

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(text: &str) -> Result<String, TextProblem> {
        Phone::parse(text).map(|phone| phone.as_str().to_owned())
    }

    #[test]
    fn reads_guatemalan_numbers_as_people_write_them() {
        for text in [
            "55512345",
            "5551-2345",
            "5551 2345",
            "+502 5551 2345",
            "502-5551-2345",
            "(502) 5551.2345",
            "0050255512345",
        ] {
            assert_eq!(phone(text).as_deref(), Ok("+50255512345"), "{text}");
        }
        assert!(Phone::parse("3000 0000").unwrap().is_mobile());
        assert!(!Phone::parse("2411-2412").unwrap().is_mobile());
        assert!(!Phone::parse("+1 213 555 0123").unwrap().is_mobile());
        assert_eq!(phone("15512345"), Err(TextProblem::PhoneNumber));
        assert_eq!(phone("+502 8551 2345"), Err(TextProblem::PhoneNumber));
        assert_eq!(phone("5551234"), Err(TextProblem::PhoneLength));
        assert_eq!(phone("+502 5551 234"), Err(TextProblem::PhoneLength));
        assert_eq!(phone("555I2345"), Err(TextProblem::PhoneCharacter));
        assert_eq!(phone(" "), Err(TextProblem::Empty));
    }

    #[test]
    fn reads_numbers_of_the_united_states_and_mexico() {
        assert_eq!(phone("+1 (213) 555-0123").as_deref(), Ok("+12135550123"));
        assert_eq!(phone("1-213-555-0123").as_deref(), Ok("+12135550123"));
        assert_eq!(phone("+52 55 1234 5678").as_deref(), Ok("+525512345678"));
        assert_eq!(phone("+52 1 55 1234 5678").as_deref(), Ok("+525512345678"));
        assert_eq!(phone("525512345678").as_deref(), Ok("+525512345678"));
        assert_eq!(phone("213 555 0123"), Err(TextProblem::PhoneCountry));
        assert_eq!(phone("+503 7000 0000"), Err(TextProblem::PhoneCountry));
        assert_eq!(phone("+1 113 555 0123"), Err(TextProblem::PhoneNumber));
        assert_eq!(Phone::parse("+12135550123").unwrap().spaced(), "+1 213 555 0123");
        assert_eq!(Phone::parse("55512345").unwrap().spaced(), "+502 5551 2345");
    }

    #[test]
    fn reads_addresses_and_refuses_smuggled_lines() {
        assert_eq!(Email::parse(" Ana.Perez+1@Correo.GT ").unwrap().as_str(), "Ana.Perez+1@correo.gt");
        for bad in [
            "ana",
            "@a.gt",
            "ana@",
            "ana@gt",
            "a b@c.gt",
            "a@b@c.gt",
            "a@b..gt",
            "a@-b.gt",
            "a.@b.gt",
            "a@b.gt\r\nBcc: c@d.gt",
            "a@1.2.3.4",
            "<a@b.gt>",
            "ñ@b.gt",
        ] {
            assert_eq!(Email::parse(bad), Err(TextProblem::EmailForm), "{bad}");
        }
        assert_eq!(Email::parse(&format!("{}@b.gt", "a".repeat(65))), Err(TextProblem::EmailLength));
        assert_eq!(Email::parse(&format!("a@{}gt", "bcd.".repeat(70))), Err(TextProblem::EmailLength));
    }
}
