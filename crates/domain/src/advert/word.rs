//! The words of an offer: folded, undisguised, with their place in the original text.

use super::disguise::{folded, is_dropped, latin, spaced_word, undisguise};

/// A folded word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded letters, or the digits of a number.
    pub text: String,
    /// First byte in the original.
    pub start: usize,
    /// Byte after the last in the original.
    pub end: usize,
    /// The value of a whole number below a million; of money, the whole quetzales if in digits.
    pub number: Option<u32>,
    /// An amount of money: `Q150`, `150 quetzales`, `cien quetzales`.
    pub money: bool,
    /// A sentence ends before it.
    pub hard: bool,
    /// A comma or bracket stands before it.
    pub comma: bool,
    /// It was hidden by digits, points or spaces.
    pub disguised: bool,
}

impl Word {
    fn new(text: String, start: usize, end: usize, hard: bool, comma: bool) -> Self {
        Self { text, start, end, number: None, money: false, hard, comma, disguised: false }
    }
}

/// Words for numbers that come before "quetzales".
const NUMBER_WORDS: &[&str] = &[
    "diez",
    "quince",
    "veinte",
    "veinticinco",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
    "cien",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
    "mil",
    "pocos",
    "unos",
];

/// A run of characters without spaces, with its place, and whether a line ends before it.
pub(super) struct Chunk<'t> {
    pub text: &'t str,
    pub start: usize,
    new_line: bool,
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let chunks = chunks(text);
    let mut words: Vec<Word> = Vec::new();
    let mut hard = true;
    let mut place = 0;
    while let Some(chunk) = chunks.get(place) {
        // A point ends the sentence only if what follows looks like a beginning: not `Q. 150`, `máx. 35`.
        let starts_low = chunk.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        let ended = |mark: char| {
            chunks[..place].last().is_some_and(|before| before.text.trim_end_matches(')').ends_with(mark))
        };
        hard |= chunk.new_line || (ended('.') && !starts_low);
        if let Some((plain, length)) = spaced_word(&chunks[place..]) {
            let last = &chunks[place + length - 1];
            words.push(disguised(plain, chunk.start, last.start + last.text.len(), hard));
            hard = false;
            place += length;
            continue;
        }
        if let Some(plain) = undisguise(chunk.text) {
            words.push(disguised(plain, chunk.start, chunk.start + chunk.text.len(), hard));
            hard = chunk.text.ends_with(['!', '?', ';']);
        } else {
            hard = split(chunk, hard, &mut words);
        }
        place += 1;
    }
    join_money(words)
}

fn disguised(plain: &str, start: usize, end: usize, hard: bool) -> Word {
    Word {
        text: plain.to_owned(),
        start,
        end,
        number: None,
        money: false,
        hard,
        comma: false,
        disguised: true,
    }
}

fn chunks(text: &str) -> Vec<Chunk<'_>> {
    let mut chunks = Vec::new();
    let mut new_line = true;
    let mut start = None;
    for (place, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_whitespace() {
            if let Some(start) = start.take() {
                chunks.push(Chunk { text: &text[start..place], start, new_line });
                new_line = false;
            }
            new_line |= c == '\n';
        } else if start.is_none() {
            start = Some(place);
        }
    }
    chunks
}

/// Splits a chunk at punctuation and between letters and digits; says whether a sentence ends after it.
fn split(chunk: &Chunk<'_>, mut hard: bool, words: &mut Vec<Word>) -> bool {
    let mut comma = false;
    let mut open: Option<Word> = None;
    let characters: Vec<(usize, char)> = chunk.text.char_indices().collect();
    for (index, (place, c)) in characters.iter().enumerate() {
        let start = chunk.start + place;
        let end = start + c.len_utf8();
        let part: String = c.to_lowercase().map(|c| folded(latin(c))).collect();
        let next_is_digit = characters.get(index + 1).is_some_and(|(_, c)| c.is_ascii_digit());
        match open.as_mut() {
            // `4,252.28` and `1.70` are one number each.
            Some(word) if matches!(c, '.' | ',') && is_number(&word.text) && next_is_digit => {
                word.text.push(*c);
                word.end = end;
                continue;
            }
            Some(word) if is_dropped(*c) => {
                word.end = end;
                continue;
            }
            Some(word) if !part.is_empty() && is_number(&word.text) == is_number(&part) => {
                word.text.push_str(&part);
                word.end = end;
                continue;
            }
            _ => words.extend(open.take().map(finished)),
        }
        if part.is_empty() {
            hard |= matches!(c, ';' | '!' | '?' | '¡' | '¿' | '•');
            comma |= matches!(c, ',' | ':' | '(' | ')');
            if *c == '$' {
                words.push(Word::new("q".to_owned(), start, end, hard, comma));
                (hard, comma) = (false, false);
            }
        } else {
            open = Some(Word::new(part, start, end, hard, comma));
            (hard, comma) = (false, false);
        }
    }
    words.extend(open.map(finished));
    if comma {
        // The comma stands before the first word of the next chunk.
        words.push(Word::new(String::new(), 0, 0, false, comma));
    }
    hard
}

/// Whether a word is digits with points and commas.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Reads the value of a number and shortens letters drawn out (`graaatis`).
fn finished(mut word: Word) -> Word {
    if is_number(&word.text) {
        let whole = word.text.split('.').next().unwrap_or_default().replace(',', "");
        word.number = if word.text.contains('.') || whole.len() > 6 { None } else { whole.parse().ok() };
        return word;
    }
    let mut text = String::with_capacity(word.text.len());
    let mut letters = word.text.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut times = 1;
        while letters.next_if_eq(&letter).is_some() {
            times += 1;
        }
        text.extend(std::iter::repeat_n(letter, if times == 2 { 2 } else { 1 }));
    }
    word.text = text;
    word
}

/// Joins `Q` and a number, and a number and `quetzales`, to one word of money; carries commas over.
fn join_money(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::new();
    let mut comma = false;
    for mut word in words {
        if word.text.is_empty() {
            comma = true;
            continue;
        }
        word.comma |= std::mem::take(&mut comma);
        let currency = ["quetzal", "quetzales", "quetzalitos", "dolares", "pesos", "varas"]
            .contains(&word.text.as_str());
        match joined.last_mut() {
            Some(last)
                if !word.hard
                    && !last.money
                    && matches!(last.text.as_str(), "q" | "gtq" | "usd")
                    && is_number(&word.text) =>
            {
                last.end = word.end;
                last.number = value(&word.text);
                last.money = true;
            }
            Some(last)
                if !word.hard
                    && currency
                    && (is_number(&last.text) || NUMBER_WORDS.contains(&last.text.as_str())) =>
            {
                last.end = word.end;
                last.number = value(&last.text);
                last.money = true;
            }
            _ => joined.push(word),
        }
    }
    joined
}

/// The whole quetzales of an amount in digits.
fn value(text: &str) -> Option<u32> {
    text.split('.').next().unwrap_or_default().replace(',', "").parse().ok()
}
