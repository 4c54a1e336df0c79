//! Words hidden by digits, points, spaces or letters of other scripts.

use super::word::Chunk;
use crate::text::{Folded, fold_char};

/// Words somebody would disguise; a disguise is seen only if the plain word is one of these.
const HIDDEN: &[&str] = &[
    "cobro",
    "cobros",
    "cobra",
    "cobramos",
    "cobrar",
    "cobran",
    "deposito",
    "depositos",
    "deposite",
    "deposita",
    "depositar",
    "inscripcion",
    "inscripciones",
    "inscribase",
    "pago",
    "pagos",
    "pague",
    "pagar",
    "pagara",
    "paga",
    "cancelar",
    "cancele",
    "cuota",
    "cuotas",
    "dinero",
    "efectivo",
    "fianza",
    "anticipo",
    "adelanto",
    "transferencia",
    "transfiera",
    "transferir",
    "inversion",
    "invierta",
    "invertir",
    "abono",
    "abonar",
    "aporte",
    "kit",
    "costo",
    "tramite",
    "tramites",
    "membresia",
    "comision",
    "recarga",
    "quetzales",
    "senorita",
    "senoritas",
    "varon",
    "varones",
    "caballero",
    "hombres",
    "mujeres",
    "solteras",
    "soltero",
    "soltera",
    "pasaporte",
    "indigena",
];

/// The plain letters of a lower-case character; nothing for signs.
pub(super) fn folded(c: char) -> String {
    match fold_char(c) {
        Folded::One(letter) => letter.to_string(),
        Folded::Many(letters) => letters.to_owned(),
        Folded::Drop | Folded::Gap => String::new(),
    }
}

/// Whether a character vanishes within a word.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(fold_char(c), Folded::Drop)
}

/// A letter of another script that looks like a Latin one becomes it.
pub(super) fn latin(c: char) -> char {
    let lookalikes = "аa еe оo рp сc уy хx іi ѕs јj кk мm тt вb нn αa εe οo ρp ιi υu τt νv κk";
    lookalikes
        .split(' ')
        .find_map(|pair| pair.strip_prefix(c))
        .and_then(|plain| plain.chars().next())
        .unwrap_or(c)
}

/// The letter a digit or sign stands for; `1` may be i or l.
fn unmasked(c: char, one: char) -> Option<char> {
    Some(match c {
        '0' => 'o',
        '1' | '!' | '|' => one,
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        _ => return None,
    })
}

/// The plain word behind `c0b.ro`, `d3posito` or `p@go`, if it is one worth hiding.
pub(super) fn undisguise(chunk: &str) -> Option<&'static str> {
    let inner = chunk.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '$'));
    // `inscrit@s` is a way of writing both genders.
    if inner.ends_with('@')
        || inner.ends_with("@s")
        || inner.chars().filter(|c| c.is_alphabetic()).count() < 2
    {
        return None;
    }
    ['i', 'l'].into_iter().find_map(|one| {
        let mut plain = String::new();
        let mut masked = false;
        for c in inner.chars().flat_map(char::to_lowercase) {
            if let Some(letter) = unmasked(c, one) {
                plain.push(letter);
                masked = true;
            } else if matches!(c, '.' | '-' | '_' | '*' | '·' | ',' | '|' | '~' | '+' | '\\' | '/') {
                masked = true;
            } else {
                plain.push_str(&folded(latin(c)));
            }
        }
        HIDDEN.iter().copied().find(|word| masked && *word == plain)
    })
}

/// The plain word behind `d e p ó s i t o` at the beginning of the chunks, and how many chunks it takes.
pub(super) fn spaced_word(chunks: &[Chunk<'_>]) -> Option<(&'static str, usize)> {
    let is_single = |chunk: &&Chunk<'_>| {
        let inner = chunk.text.trim_matches(|c: char| matches!(c, '.' | ',' | '-' | '_' | '*' | ':' | ';'));
        inner.chars().filter(|c| !is_dropped(*c)).count() == 1
    };
    let run = chunks.iter().take(16).take_while(is_single).count();
    let letters: String = chunks[..run]
        .iter()
        .flat_map(|chunk| chunk.text.chars().flat_map(char::to_lowercase))
        .filter_map(|c| unmasked(c, 'i').or_else(|| folded(latin(c)).chars().next()))
        .collect();
    let longest = HIDDEN.iter().copied().filter(|word| word.len() >= 4 && letters.starts_with(word));
    longest.max_by_key(|word| word.len()).map(|word| (word, word.len()))
}
