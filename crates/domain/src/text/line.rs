//! Names and short or long texts, kept as typed but for spaces.

use serde::{Deserialize, Serialize};

use super::TextProblem;

/// The name or alias a person wants to be called by: 1–80 characters, at least one letter or digit.
///
/// Capitals and accents stay as typed; spaces at the ends go, spaces inside become one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlainName(String);

/// One line of at most `MAX` characters, spaces collapsed, not empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ShortText<const MAX: usize>(String);

/// Text of several lines and at most `MAX` characters, not empty; line ends become `\n`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LongText<const MAX: usize>(String);

/// Whether a character has no business in a text people read: controls and direction marks.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// One line: trimmed, free of hidden characters, spaces collapsed, 1 to `max` characters.
fn one_line(text: &str, max: usize) -> Result<String, TextProblem> {
    let text = text.trim();
    if text.chars().any(is_hidden) {
        return Err(TextProblem::Control);
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() {
        0 => Err(TextProblem::Empty),
        length if length > max => Err(TextProblem::TooLong),
        _ => Ok(line),
    }
}

impl PlainName {
    /// Most characters of a name.
    pub const MAX: usize = 80;

    /// Reads a name.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, `Control` or `NameLetter`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let line = one_line(text, Self::MAX)?;
        if !line.chars().any(char::is_alphanumeric) {
            return Err(TextProblem::NameLetter);
        }
        Ok(Self(line))
    }
}

impl<const MAX: usize> ShortText<MAX> {
    /// Reads one line.
    ///
    /// # Errors
    /// `Empty`, `TooLong` or `Control`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        one_line(text, MAX).map(Self)
    }
}

impl<const MAX: usize> LongText<MAX> {
    /// Reads several lines; spaces at the end of lines and empty lines at both ends go.
    ///
    /// # Errors
    /// `Empty`, `TooLong` or `Control`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let text =
            text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
        let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
        let text = lines.join("\n");
        let text = text.trim();
        if text.chars().any(|c| c != '\n' && is_hidden(c)) {
            return Err(TextProblem::Control);
        }
        match text.chars().count() {
            0 => Err(TextProblem::Empty),
            length if length > MAX => Err(TextProblem::TooLong),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

parsed_text!(PlainName);

macro_rules! parsed_sized_text {
    ($name:ident) => {
        impl<const MAX: usize> $name<MAX> {
            /// The text in the form in which it is stored.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl<const MAX: usize> std::fmt::Display for $name<MAX> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl<const MAX: usize> std::str::FromStr for $name<MAX> {
            type Err = TextProblem;
            fn from_str(text: &str) -> Result<Self, TextProblem> {
                Self::parse(text)
            }
        }
        impl<const MAX: usize> TryFrom<String> for $name<MAX> {
            type Error = TextProblem;
            fn try_from(text: String) -> Result<Self, TextProblem> {
                Self::parse(&text)
            }
        }
        impl<const MAX: usize> From<$name<MAX>> for String {
            fn from(value: $name<MAX>) -> String {
                value.0
            }
        }
    };
}

parsed_sized_text!(ShortText);
parsed_sized_text!(LongText);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_as_typed_but_for_spaces() {
        assert_eq!(PlainName::parse("  María   José  Ixcoy ").unwrap().as_str(), "María José Ixcoy");
        assert_eq!(PlainName::parse("K’in").unwrap().to_string(), "K’in");
        assert_eq!(PlainName::parse("   "), Err(TextProblem::Empty));
        assert_eq!(PlainName::parse("..."), Err(TextProblem::NameLetter));
        assert_eq!(PlainName::parse("Ana\u{7}"), Err(TextProblem::Control));
        assert_eq!(PlainName::parse("Ana\nSMS"), Err(TextProblem::Control));
        assert_eq!(PlainName::parse("Ana \u{202e}anA"), Err(TextProblem::Control));
        assert!(PlainName::parse(&"ñ".repeat(80)).is_ok());
        assert_eq!(PlainName::parse(&"ñ".repeat(81)), Err(TextProblem::TooLong));
    }

    #[test]
    fn texts_keep_to_their_length_and_lines() {
        assert_eq!(ShortText::<5>::parse("abcde").unwrap().as_str(), "abcde");
        assert_eq!(ShortText::<5>::parse("abcdef"), Err(TextProblem::TooLong));
        assert_eq!(LongText::<20>::parse("\r\nuno  \r\n\r\ndos\n").unwrap().as_str(), "uno\n\ndos");
        assert_eq!(LongText::<20>::parse("a\u{0}"), Err(TextProblem::Control));
        let json = serde_json::to_string(&ShortText::<9>::parse("hola").unwrap()).unwrap();
        assert_eq!(json, "\"hola\"");
        assert!(serde_json::from_str::<ShortText<3>>(&json).is_err());
    }
}
