//! Texts that are parsed once and valid after: names, contacts, numbers of the State, codes and secrets.

/// Gives a newtype over a valid `String` its common face: reading, display, serde as a string.
///
/// The type must have `parse(&str) -> Result<Self, TextProblem>` and the text in its field `0`.
macro_rules! parsed_text {
    ($name:ty) => {
        parsed_text!(silent $name);
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
    (silent $name:ty) => {
        impl $name {
            /// The text in the form in which it is stored.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::text::TextProblem;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = $crate::text::TextProblem;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }
    };
}

mod contact;
mod fold;
mod line;
mod number;
mod person_code;
mod secret;
mod sound;

pub use contact::{Email, Phone};
pub use fold::fold;
pub(crate) use fold::{Folded, fold_char};
pub use line::{LongText, PlainName, ShortText};
pub use number::{Cui, Nit};
pub use person_code::PersonCode;
pub use secret::{Password, Pin};
pub use sound::{Sounded, slips, sounded};

/// Why a text typed by somebody cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextProblem {
    /// Nothing but spaces.
    Empty,
    /// More characters than the field holds.
    TooLong,
    /// A control or invisible direction character.
    Control,
    /// A name without any letter or digit.
    NameLetter,
    /// A telephone number with a character that is no digit, space, hyphen, dot or bracket.
    PhoneCharacter,
    /// Too few or too many digits for a telephone number.
    PhoneLength,
    /// A country other than Guatemala, the United States, Canada and Mexico, or none told.
    PhoneCountry,
    /// The right length, but no number of that country begins so.
    PhoneNumber,
    /// Not of the shape `name@place.tld`.
    EmailForm,
    /// More than 254 characters, or more than 64 before the `@`.
    EmailLength,
    /// A CUI with something other than digits, spaces and hyphens.
    CuiDigits,
    /// A CUI that has not 13 digits.
    CuiLength,
    /// A NIT that is not digits and a check character.
    NitForm,
    /// A NIT whose check character does not fit the rest.
    NitCheck,
    /// A person code that has not 8 characters.
    CodeLength,
    /// A person code with a character that no code has.
    CodeLetter,
    /// A person code with a wrong or swapped character.
    CodeCheck,
    /// A PIN that is not exactly six digits.
    PinForm,
    /// A PIN anybody would try first.
    PinTrivial,
    /// A password of fewer than 8 characters.
    PasswordShort,
    /// A staff password of fewer than 12 characters.
    PasswordShortStaff,
    /// A password of more than 128 characters.
    PasswordLong,
    /// One of the commonest passwords.
    PasswordCommon,
    /// A password made of the system's or the country's name and little else.
    PasswordContext,
}

impl TextProblem {
    /// Every problem, for tests of the translations.
    pub const ALL: [TextProblem; 24] = [
        TextProblem::Empty,
        TextProblem::TooLong,
        TextProblem::Control,
        TextProblem::NameLetter,
        TextProblem::PhoneCharacter,
        TextProblem::PhoneLength,
        TextProblem::PhoneCountry,
        TextProblem::PhoneNumber,
        TextProblem::EmailForm,
        TextProblem::EmailLength,
        TextProblem::CuiDigits,
        TextProblem::CuiLength,
        TextProblem::NitForm,
        TextProblem::NitCheck,
        TextProblem::CodeLength,
        TextProblem::CodeLetter,
        TextProblem::CodeCheck,
        TextProblem::PinForm,
        TextProblem::PinTrivial,
        TextProblem::PasswordShort,
        TextProblem::PasswordShortStaff,
        TextProblem::PasswordLong,
        TextProblem::PasswordCommon,
        TextProblem::PasswordContext,
    ];

    /// The Fluent key of the sentence shown beside the field.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            TextProblem::Empty => "text-empty",
            TextProblem::TooLong => "text-too-long",
            TextProblem::Control => "text-control",
            TextProblem::NameLetter => "text-name-letter",
            TextProblem::PhoneCharacter => "text-phone-character",
            TextProblem::PhoneLength => "text-phone-length",
            TextProblem::PhoneCountry => "text-phone-country",
            TextProblem::PhoneNumber => "text-phone-number",
            TextProblem::EmailForm => "text-email-form",
            TextProblem::EmailLength => "text-email-length",
            TextProblem::CuiDigits => "text-cui-digits",
            TextProblem::CuiLength => "text-cui-length",
            TextProblem::NitForm => "text-nit-form",
            TextProblem::NitCheck => "text-nit-check",
            TextProblem::CodeLength => "text-code-length",
            TextProblem::CodeLetter => "text-code-letter",
            TextProblem::CodeCheck => "text-code-check",
            TextProblem::PinForm => "text-pin-form",
            TextProblem::PinTrivial => "text-pin-trivial",
            TextProblem::PasswordShort => "text-password-short",
            TextProblem::PasswordShortStaff => "text-password-short-staff",
            TextProblem::PasswordLong => "text-password-long",
            TextProblem::PasswordCommon => "text-password-common",
            TextProblem::PasswordContext => "text-password-context",
        }
    }
}

impl std::fmt::Display for TextProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key())
    }
}

impl std::error::Error for TextProblem {}

/// The characters people put between the parts of a number: spaces, hyphens and dashes.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_problem_has_its_own_key_and_a_sentence_in_both_languages() {
        let es = include_str!("../../web/locales/es/text.ftl");
        let en = include_str!("../../web/locales/en/text.ftl");
        let mut keys: Vec<_> = TextProblem::ALL.iter().map(|problem| problem.key()).collect();
        for key in &keys {
            for file in [es, en] {
                assert!(file.lines().any(|line| line.starts_with(&format!("{key} = "))), "{key}");
            }
        }
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), TextProblem::ALL.len());
    }

    proptest! {
        #[test]
        fn no_parser_panics_and_what_is_taken_is_taken_again(text in "\\PC{0,40}|[0-9 +()\\-K]{0,20}|.{0,20}") {
            if let Ok(value) = PlainName::parse(&text) {
                prop_assert_eq!(PlainName::parse(value.as_str()), Ok(value.clone()));
            }
            if let Ok(value) = LongText::<30>::parse(&text) {
                prop_assert_eq!(LongText::<30>::parse(value.as_str()), Ok(value.clone()));
            }
            if let Ok(value) = Phone::parse(&text) {
                prop_assert_eq!(Phone::parse(value.as_str()), Ok(value.clone()));
                prop_assert_eq!(Phone::parse(&value.spaced()), Ok(value.clone()));
            }
            if let Ok(value) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(value.as_str()), Ok(value.clone()));
            }
            if let Ok(value) = Cui::parse(&text) {
                prop_assert_eq!(Cui::parse(&value.to_string()), Ok(value.clone()));
            }
            if let Ok(value) = Nit::parse(&text) {
                prop_assert_eq!(Nit::parse(&value.to_string()), Ok(value.clone()));
            }
            if let Ok(value) = PersonCode::parse(&text) {
                prop_assert_eq!(PersonCode::parse(&value.to_string()), Ok(value.clone()));
            }
            let _ = ShortText::<5>::parse(&text);
            let _ = Pin::parse(&text);
            let _ = Password::parse(&text);
            let _ = Password::parse_staff(&text);
        }
    }
}
