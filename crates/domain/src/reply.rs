//! What somebody means who answers by text message. Accents, case, spaces and full stops say nothing.

use crate::{pulse::DIGITS, text::fold};

/// A question that was asked by text message is open for so many days.
pub const OPEN_DAYS: i64 = 14;
/// A message that was signed so many seconds ago, or ahead, is not taken.
pub const SIGNED_SECONDS: i64 = 300;
/// At most so many letters of a message are looked at and kept.
pub const LETTERS: usize = 480;

/// What a message means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// A digit for each dimension of the pulse.
    Digits([u8; DIGITS]),
    /// No more messages to this telephone.
    Stop,
    /// Messages again.
    Start,
    /// Nothing that can be told by itself.
    Other,
}

const YES: &[&str] = &["1", "uno", "si", "s", "si gracias", "asi es", "correcto", "yes", "y", "ok si"];
const NO: &[&str] = &["2", "dos", "no", "n", "no gracias", "no es asi", "no fue asi"];
const STOP: &[&str] = &[
    "baja",
    "stop",
    "alto",
    "no me contacten",
    "no me contacte",
    "no me escriban",
    "no mas mensajes",
    "unsubscribe",
];
const START: &[&str] = &["alta", "start", "unstop"];

/// Reads a message.
#[must_use]
pub fn read(text: &str) -> Said {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let plain = words.join(" ");
    let is = |list: &[&str]| list.contains(&plain.as_str());
    if is(YES) {
        Said::Yes
    } else if is(NO) {
        Said::No
    } else if is(STOP) {
        Said::Stop
    } else if is(START) {
        Said::Start
    } else {
        digits(&plain).map_or(Said::Other, Said::Digits)
    }
}

/// "3 2 4", "3,2,4" or "324": three digits and nothing else.
fn digits(plain: &str) -> Option<[u8; DIGITS]> {
    let found: Vec<u8> = plain
        .chars()
        .filter(|letter| *letter != ' ')
        .map(|letter| letter.to_digit(10).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    <[u8; DIGITS]>::try_from(found).ok().filter(|all| all.iter().all(|digit| *digit <= 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_spaces_and_stops_say_nothing() {
        for yes in
            ["1", "1.", " 1 ", "(1)", "si", "Sí", "SÍ!", "sí.", "s", "Sí, gracias", "Así es", "¡Sí!", "uno"]
        {
            assert_eq!(read(yes), Said::Yes, "{yes}");
        }
        for no in ["2", "2.", "No", "NO", "no!", " n ", "No, gracias", "dos", "No fue así."] {
            assert_eq!(read(no), Said::No, "{no}");
        }
        for stop in ["BAJA", "baja", "Stop", "STOP.", "No me contacten", "no me escriban"] {
            assert_eq!(read(stop), Said::Stop, "{stop}");
        }
        for start in ["ALTA", " alta. ", "start"] {
            assert_eq!(read(start), Said::Start, "{start}");
        }
    }

    #[test]
    fn three_digits_are_a_pulse() {
        for three in ["3 2 4", "3,2,4", "324", " 3-2-4. ", "3  2\n4"] {
            assert_eq!(read(three), Said::Digits([3, 2, 4]), "{three}");
        }
        assert_eq!(read("0 0 5"), Said::Digits([0, 0, 5]));
    }

    #[test]
    fn all_else_is_left_to_people() {
        let other = [
            "",
            "?",
            "12",
            "3 2",
            "3 2 6",
            "3 2 4 1",
            "si no",
            "1 2",
            "no sé",
            "¿quién es?",
            "bajar",
            "sí pero no",
            "👍",
        ];
        for text in other {
            assert_eq!(read(text), Said::Other, "{text}");
        }
    }
}
