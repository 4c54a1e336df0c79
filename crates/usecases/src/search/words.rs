//! What somebody looks for, as typed: words, «phrases» in quotes, and what is left out with a minus.

use domain::text::fold;

/// Words looked at, at most.
const AT_MOST: usize = 12;
/// Words that say nothing about what is looked for, folded.
const EMPTY: &[&str] = &[
    "a", "al", "and", "at", "busco", "con", "como", "de", "del", "el", "en", "for", "in", "job", "jobs",
    "la", "las", "lo", "los", "o", "of", "or", "para", "por", "que", "quiero", "se", "the", "trabajo",
    "trabajos", "un", "una", "work", "y",
];

/// What is looked for, folded (lower case, no accents).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Single words, each of which must be there, or one like it.
    pub words: Vec<String>,
    /// Words in a row that must be there as they are.
    pub phrases: Vec<Vec<String>>,
    /// Words in a row that must not be there.
    pub without: Vec<Vec<String>>,
}

impl Asked {
    /// Reads what was typed. Nothing that is typed is wrong: a quote that does not end, ends at the end.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut asked = Self::default();
        let (mut rest, mut left) = (text, AT_MOST);
        while left > 0 {
            rest = rest.trim_start();
            let Some(first) = rest.chars().next() else { break };
            let out = first == '-' && rest[1..].starts_with(|next: char| !next.is_whitespace());
            let start = if out { &rest[1..] } else { rest };
            let quote = start.chars().next().and_then(closing);
            let (piece, after) = match quote {
                Some(end) => {
                    let inner = &start[start.chars().next().map_or(0, char::len_utf8)..];
                    let at = inner.find(end).unwrap_or(inner.len());
                    (&inner[..at], inner.get(at + end.len_utf8()..).unwrap_or_default())
                }
                None => start.split_at(start.find(char::is_whitespace).unwrap_or(start.len())),
            };
            asked.take(piece, quote.is_some(), out);
            rest = after;
            left -= 1;
        }
        asked
    }

    /// Whether nothing is looked for: then everything is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty() && self.without.is_empty()
    }

    fn take(&mut self, piece: &str, quoted: bool, out: bool) {
        let folded = fold(piece);
        let words: Vec<String> =
            folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if words.is_empty() {
            return;
        }
        if out {
            self.without.push(words);
        } else if quoted && words.len() > 1 {
            self.phrases.push(words);
        } else {
            self.words.extend(words.into_iter().filter(|word| quoted || !EMPTY.contains(&word.as_str())));
        }
    }
}

const fn closing(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '«' => Some('»'),
        '“' => Some('”'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_what_is_left_out() {
        let asked = Asked::read("busco trabajo de Albañil en \"obra gris\" -capital -«fin de semana» Cobán");
        assert_eq!(asked.words, ["albanil", "coban"]);
        assert_eq!(asked.phrases, [["obra", "gris"]]);
        assert_eq!(asked.without, [vec!["capital"], vec!["fin", "de", "semana"]]);
    }

    #[test]
    fn nothing_that_is_typed_is_wrong() {
        assert!(Asked::read("").is_empty());
        assert!(Asked::read(" - -- \"\" «» -\"").is_empty());
        assert_eq!(Asked::read("\"obra gris").phrases, [["obra", "gris"]]);
        assert_eq!(Asked::read("tabla-roca").words, ["tabla", "roca"]);
        assert_eq!(Asked::read("\"de\"").words, ["de"], "in quotes, an empty word is meant");
        assert_eq!(Asked::read(&"x ".repeat(100)).words.len(), AT_MOST);
    }
}
