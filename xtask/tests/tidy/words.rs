//! Rules for the Fluent files: no key missing, unused, or with other values in the other language; usted; no markup.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use crate::{
    tree::{files, none},
    used::{is_key, literals, made_from, pattern},
};

/// Texts that look like keys of a feature and are none, each seen by a reviewer.
const NOT_KEYS: &[&str] = &[];

/// Forms of tú and vos, and words that a reader may not know: the pages speak plainly, with usted.
const NOT_USTED: &[&str] = &[
    "tu",
    "tus",
    "tú",
    "ti",
    "contigo",
    "tuyo",
    "tuya",
    "te",
    "puedes",
    "tienes",
    "quieres",
    "debes",
    "necesitas",
    "eres",
    "estás",
    "sabes",
    "conoces",
    "haces",
    "hiciste",
    "trabajas",
    "vives",
    "haz",
    "elige",
    "vos",
    "tenés",
    "podés",
    "querés",
    "sos",
    "clic",
    "click",
    "cliquear",
    "link",
    "loguearse",
    "login",
    "password",
    "email",
];

/// One text: the values it takes and what it says.
#[derive(Default)]
struct Message {
    place: String,
    values: BTreeSet<String>,
    refers: BTreeSet<String>,
    text: String,
}

type Words = BTreeMap<String, Message>;

/// Every key of a language. A term stands as `-term`.
fn read(lang: &str, faults: &mut Vec<String>) -> Words {
    let mut words = Words::new();
    for file in files().iter().filter(|file| file.under(&format!("crates/web/locales/{lang}/"))) {
        let resource = parser::parse(file.text.as_str()).unwrap_or_else(|(resource, errors)| {
            faults.push(format!("{}: {}", file.path, errors[0]));
            resource
        });
        for entry in resource.body {
            let (key, value) = match entry {
                Entry::Message(message) => (message.id.name.to_owned(), message.value),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value)),
                _ => continue,
            };
            let mut message = Message { place: file.path.clone(), ..Message::default() };
            if let Some(pattern) = value {
                take(&pattern, &mut message);
            }
            if words.insert(key.clone(), message).is_some() {
                faults.push(format!("{}: {key} stands twice", file.path));
            }
        }
    }
    words
}

fn take(pattern: &Pattern<&str>, into: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => into.text.push_str(value),
            PatternElement::Placeable { expression } => take_expression(expression, into),
        }
    }
}

fn take_expression(expression: &Expression<&str>, into: &mut Message) {
    match expression {
        Expression::Inline(inline) => take_inline(inline, into),
        Expression::Select { selector, variants } => {
            take_inline(selector, into);
            for variant in variants {
                take(&variant.value, into);
                into.text.push(' ');
            }
        }
    }
}

fn take_inline(inline: &InlineExpression<&str>, into: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.values.insert(id.name.to_owned());
            into.text.push('9');
        }
        InlineExpression::MessageReference { id, .. } => {
            into.refers.insert(id.name.to_owned());
        }
        InlineExpression::TermReference { id, .. } => {
            into.refers.insert(format!("-{}", id.name));
        }
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            positional.iter().for_each(|argument| take_inline(argument, into));
        }
        InlineExpression::Placeable { expression } => take_expression(expression, into),
        InlineExpression::StringLiteral { value } => into.text.push_str(value),
        InlineExpression::NumberLiteral { .. } => {}
    }
}

fn both() -> (Words, Words) {
    let mut faults = Vec::new();
    let words = (read("es", &mut faults), read("en", &mut faults));
    none(&faults, "Fluent files");
    words
}

#[test]
fn both_languages_say_the_same() {
    let (spanish, english) = both();
    let mut faults = Vec::new();
    for (key, message) in &spanish {
        match english.get(key) {
            None => faults.push(format!("{key}: no English ({})", message.place)),
            Some(other) if other.values != message.values => {
                faults.push(format!(
                    "{key}: takes {:?} in Spanish, {:?} in English",
                    message.values, other.values
                ));
            }
            Some(other) if other.place.replace("/en/", "/es/") != message.place => {
                faults.push(format!("{key}: in {} and {}", message.place, other.place));
            }
            Some(_) => {}
        }
    }
    for (key, message) in english.iter().filter(|(key, _)| !spanish.contains_key(*key)) {
        faults.push(format!("{key}: no Spanish ({})", message.place));
    }
    none(&faults, "the same keys and values in both languages");
}

#[test]
fn words_have_no_markup() {
    let (spanish, english) = both();
    let marked = |(key, message): (&String, &Message)| {
        (message.text.contains(['<', '>']) || message.text.contains("&nbsp;"))
            .then(|| format!("{}: {key}", message.place))
    };
    let faults: Vec<_> = spanish.iter().chain(&english).filter_map(marked).collect();
    none(&faults, "no markup in texts");
}

#[test]
fn spanish_says_usted() {
    let (spanish, _) = both();
    let mut faults = Vec::new();
    let (mut words, mut sentences) = (0, 0);
    for (key, message) in &spanish {
        let text = message.text.to_lowercase();
        for word in text.split(|letter: char| !letter.is_alphanumeric()) {
            if NOT_USTED.contains(&word) {
                faults.push(format!("{}: {key}: «{word}»", message.place));
            }
        }
        let here =
            text.split(['.', '?', '!', ':', '…', '\n']).filter(|part| part.chars().any(char::is_alphabetic));
        sentences += here.count();
        words += text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    }
    let average =
        f64::from(u32::try_from(words).unwrap()) / f64::from(u32::try_from(sentences.max(1)).unwrap());
    eprintln!("{sentences} Spanish sentences of {average:.1} words on average");
    none(&faults, "Spanish with usted, in plain words");
    assert!(average <= 14.0, "Spanish sentences are too long on average: {average:.1} words");
}

/// What the code names, against what there is.
#[test]
fn every_key_is_there_and_used() {
    let (spanish, _) = both();
    let features: BTreeSet<_> = spanish.keys().filter_map(|key| key.split('-').next()).collect();
    let starts = |prefix: &str| spanish.keys().any(|key| key.starts_with(prefix));
    let mut faults = Vec::new();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut prefixes = BTreeSet::new();
    let mut patterns = Vec::new();
    let all = literals();
    for literal in &all {
        let text = literal.text.as_str();
        let asked = [".s(", ".one(", ".two(", ".with("].iter().any(|call| literal.before.ends_with(call));
        if let Some((_, word)) = text.split_once("hecho=") {
            done(word, &literal.place, &spanish, &mut prefixes, &mut faults);
        } else if literal.before.ends_with("word(") {
            if !starts(&format!("{text}-")) {
                faults.push(format!("{}: no key begins with {text}-", literal.place));
            }
            prefixes.insert(format!("{text}-"));
        } else if spanish.contains_key(text) {
            used.insert(text);
        } else if let Some(parts) = pattern(text) {
            patterns.push(parts);
        } else if text.len() > 2 && text.ends_with('-') && starts(text) {
            prefixes.insert(text.to_owned());
        } else if is_key(text) && starts(&format!("{text}-")) && !asked {
            prefixes.insert(format!("{text}-"));
        } else if is_key(text) && (asked || features.contains(text.split('-').next().unwrap())) {
            let is_name = literal.before.contains("const NAME") || literal.place.contains("/gallery.rs");
            if !is_name && !NOT_KEYS.contains(&text) {
                faults.push(format!("{}: {text} is in no Fluent file", literal.place));
            }
        }
    }
    let referred: BTreeSet<_> =
        spanish.values().flat_map(|message| message.refers.iter().map(String::as_str)).collect();
    for name in referred.iter().filter(|name| !spanish.contains_key(**name)) {
        faults.push(format!("{name}: referred to, and in no Fluent file"));
    }
    for (key, message) in &spanish {
        let reached = used.contains(key.as_str())
            || referred.contains(key.as_str())
            || prefixes.iter().any(|prefix| key.starts_with(prefix.as_str()))
            || patterns.iter().any(|parts| made_from(key, parts));
        if !reached {
            faults.push(format!("{}: {key} is used nowhere", message.place));
        }
    }
    none(&faults, "Fluent keys");
}

/// `?hecho=word` of an address is shown as the key `done-word`.
fn done(word: &str, place: &str, spanish: &Words, prefixes: &mut BTreeSet<String>, faults: &mut Vec<String>) {
    if word.is_empty() || word.starts_with('{') {
        prefixes.insert("done-".to_owned());
        return;
    }
    let end = word
        .find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter))
        .unwrap_or(word.len());
    let key = format!("done-{}", &word[..end]);
    if !spanish.contains_key(&key) {
        faults.push(format!("{place}: {key} is in no Fluent file"));
    }
    prefixes.insert(key);
}
