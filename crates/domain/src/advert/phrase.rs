//! A small language for phrases, and its matcher.
//!
//! A phrase is a row of items parted by spaces:
//!
//! | item | matches |
//! | --- | --- |
//! | `deposito` | the folded word |
//! | `deposit*` | every word that begins so |
//! | `pague\|paga` | either |
//! | `su\|el?` | either or nothing |
//! | `@thing` | a word of the class, see [`super::offer::CLASSES`]; also as `@thing?` and within alternatives |
//! | `~3` | up to three words |
//! | `#` | a number |
//! | `$` | an amount of money |
//!
//! A phrase never reaches over the end of a sentence.

use super::word::Word;
use super::{Span, offer, person, private};

/// One alternative of an item.
enum Form {
    Exact(&'static str),
    Prefix(&'static str),
    Number,
    Money,
}

impl Form {
    fn fits(&self, word: &Word) -> bool {
        match self {
            Form::Exact(text) => !word.money && word.text == *text,
            Form::Prefix(text) => !word.money && word.text.starts_with(text),
            Form::Number => !word.money && word.number.is_some(),
            Form::Money => word.money,
        }
    }
}

enum Item {
    Gap(usize),
    Word { forms: Vec<Form>, optional: bool },
}

/// A phrase ready to be matched.
pub(super) struct Phrase(Vec<Item>);

impl Phrase {
    /// Reads a phrase; see the table above.
    pub(super) fn new(text: &'static str) -> Self {
        Self(text.split(' ').map(Item::new).collect())
    }

    /// Every place where the phrase stands, the shortest from each beginning.
    pub(super) fn matches(&self, words: &[Word]) -> Vec<Span> {
        (0..words.len()).filter_map(|start| Some((start, fits(&self.0, words, start, start)?))).collect()
    }

    /// Whether the phrase stands somewhere in these words.
    pub(super) fn occurs(&self, words: &[Word]) -> bool {
        (0..words.len()).any(|start| fits(&self.0, words, start, start).is_some())
    }
}

impl Item {
    fn new(text: &'static str) -> Self {
        if let Some(length) = text.strip_prefix('~').and_then(|length| length.parse().ok()) {
            return Item::Gap(length);
        }
        let bare = text.strip_suffix('?');
        let mut forms = Vec::new();
        for alternative in bare.unwrap_or(text).split('|') {
            match alternative.strip_prefix('@') {
                Some(class) => forms.extend(class_words(class).split(' ').map(form)),
                None => forms.push(form(alternative)),
            }
        }
        Item::Word { forms, optional: bare.is_some() }
    }
}

fn form(text: &'static str) -> Form {
    match text {
        "#" => Form::Number,
        "$" => Form::Money,
        _ => text.strip_suffix('*').map_or(Form::Exact(text), Form::Prefix),
    }
}

/// The words of a class; the test below proves that every class a phrase names exists.
fn class_words(class: &str) -> &'static str {
    let classes = offer::CLASSES.iter().chain(person::CLASSES).chain(private::CLASSES);
    classes.into_iter().find(|(name, _)| *name == class).map_or("", |(_, words)| words)
}

/// The end of the shortest match of `items` at `place`, in a phrase that began at `start`.
fn fits(items: &[Item], words: &[Word], start: usize, place: usize) -> Option<usize> {
    let Some((item, rest)) = items.split_first() else { return Some(place) };
    let here = words.get(place).filter(|word| place == start || !word.hard);
    match item {
        Item::Gap(length) => {
            let open = words[place.min(words.len())..].iter().take_while(|word| !word.hard).count();
            (0..=*length).filter(|gap| *gap <= open).find_map(|gap| fits(rest, words, start, place + gap))
        }
        Item::Word { forms, optional } => {
            let fitting = here.is_some_and(|word| forms.iter().any(|form| form.fits(word)));
            let taken = if fitting { fits(rest, words, start, place + 1) } else { None };
            taken.or_else(|| if *optional { fits(rest, words, start, place) } else { None })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    #[test]
    fn items_match_as_the_table_says() {
        let found = |phrase: &'static str, text: &str| Phrase::new(phrase).matches(&words(text));
        assert_eq!(found("deposit* ~2 $", "Un depósito de solo Q. 150"), [(1, 5)]);
        assert_eq!(found("deposit* ~1 $", "Un depósito de solo Q150"), []);
        assert_eq!(found("deposito ~2 $", "Sin depósito. Paga Q150"), []);
        assert_eq!(found("su|el? pago", "su pago"), [(0, 2), (1, 2)]);
        assert_eq!(found("# anos", "40 años, 1.70 años"), [(0, 2)]);
        assert_eq!(found("$", "$20 cien quetzales 50 quetzales 30 personas"), [(0, 1), (1, 2), (2, 3)]);
    }

    #[test]
    fn every_class_that_a_phrase_names_exists() {
        let rules = offer::RULES.iter().chain(person::RULES).chain(private::RULES);
        let tables = rules.chain(offer::EXCUSES).chain(person::EXCUSES).chain(private::EXCUSES);
        for text in tables.flat_map(|(_, texts)| texts.iter()) {
            for class in text.split([' ', '|', '?', '!']).filter_map(|item| item.strip_prefix('@')) {
                assert!(!class_words(class).is_empty(), "{class} in {text}");
            }
            assert!(text.is_ascii() && !text.contains("  ") && text.to_lowercase() == **text, "{text}");
        }
    }
}
