//! What takes the sting out of a phrase: a "no" before it, the firm that pays, "sin distinción de".

use std::sync::LazyLock;

use super::phrase::Phrase;
use super::word::Word;
use super::{Kind, Span};

/// Words that deny what follows.
const NO: &[&str] = &[
    "no",
    "sin",
    "nunca",
    "jamas",
    "ni",
    "ningun",
    "ninguna",
    "ninguno",
    "nadie",
    "tampoco",
    "gratis",
    "gratuito",
    "gratuita",
    "gratuitos",
    "cero",
    "desconfie",
    "desconfia",
    "denuncie",
    "evite",
    "libre",
    "prohibido",
    "not",
];

/// Words that end the reach of a "no".
const BUT: &[&str] = &[
    "ademas",
    "pero",
    "sino",
    "solo",
    "solamente",
    "unicamente",
    "excepto",
    "salvo",
    "aunque",
    "mas",
    "menos",
    "luego",
    "despues",
    "unico",
];

/// Verbs that begin a demand of their own.
const ASKS: &[&str] = &[
    "pague",
    "paga",
    "pagara",
    "pagar",
    "cancela",
    "cancele",
    "cancelar",
    "abone",
    "abonar",
    "debe",
    "debera",
    "deben",
    "tiene",
    "hay",
    "traer",
    "traiga",
    "compre",
    "comprar",
    "deje",
    "dejar",
    "deposite",
    "depositar",
    "transfiera",
    "deposita",
];

/// Beginnings that say something does not count, before what does not count.
const WITHOUT_DISTINCTION: &[&str] = &[
    "sin|no ~1 limite*",
    "sin distincion",
    "sin importar",
    "no importa*",
    "sin discrimin*",
    "no discrimin*",
    "independiente*",
    "cualquier*",
    "no hacemos distincion*",
    "regardless",
];

/// The same after it.
const NOT_ASKED: &[&str] = &["indistint*", "no importa*", "no es requisito", "bienvenid*", "pueden aplicar"];

/// Beginnings with the firm as the one who gives or pays.
const FIRM_PAYS: &[&str] = &[
    "empresa|patrono|compania|empleador|empleadora|nosotros ~1 paga|cubre|asume|costea|absorbe|regala|proporciona|da|presta|reembolsa|entrega|pone|provee",
    "pagamos|cubrimos|asumimos|costeamos|reembolsamos|entregamos|damos|proporcionamos|prestamos|regalamos|ofrecemos|devolvemos|brindamos|incluye|incluimos",
    "se entrega*|proporciona*|presta*|regala*",
    "se le|les paga ~1",
    "bono|viatico*",
];

/// Endings with the firm as the one who pays, or nobody.
const PAID: &[&str] = &[
    "cuenta|cargo|parte de la|nuestra empresa|compania?",
    "por cuenta|cargo nuestr*",
    "pagad*|cubiert*|costead*|asumid*|proporcionad*|dad*|incluid* por|a ~2 empresa|patrono|compania|empleador|nosotros",
    "la|lo|los|las paga|pagamos|cubre|cubrimos|asume|asumimos|costea|regala|regalamos la|el? ~1",
    "gratis|gratuit*|pagad*",
    "sin ~2 costo|cobro|descuento|pagar|cargo",
    "no ~3 costo|cuesta*|cobra*|cobramos|paga|descuent*|cargo",
    "empresa paga|cubre|asume|costea",
    "cortesia",
];

static WITHOUT_DISTINCTION_PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| phrases(WITHOUT_DISTINCTION));
static NOT_ASKED_PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| phrases(NOT_ASKED));
static FIRM_PAYS_PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| phrases(FIRM_PAYS));
static PAID_PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| phrases(PAID));

fn phrases(texts: &[&'static str]) -> Vec<Phrase> {
    texts.iter().map(|text| Phrase::new(text)).collect()
}

/// Whether what stands around a match takes its sting away.
pub(super) fn is_excused(kind: Kind, words: &[Word], span: Span) -> bool {
    let around = |phrases: &[Phrase], words: &[Word]| phrases.iter().any(|phrase| phrase.occurs(words));
    match kind {
        Kind::Fee => {
            is_denied(words, span)
                || around(&FIRM_PAYS_PHRASES, &words[before(words, span.0, 7)..=span.0])
                || around(&PAID_PHRASES, after(words, span.1, 9))
        }
        Kind::Retention
        | Kind::Health
        | Kind::PoliceRecord
        | Kind::ChatOnly
        | Kind::DocumentPhoto
        | Kind::Polygraph
        | Kind::Abroad => is_denied(words, span),
        Kind::Sex
        | Kind::Ethnicity
        | Kind::Marital
        | Kind::Return
        | Kind::Religion
        | Kind::Age
        | Kind::Looks => {
            around(&WITHOUT_DISTINCTION_PHRASES, &words[before(words, span.0, 9)..=span.0])
                || around(&NOT_ASKED_PHRASES, after(words, span.1, 9))
        }
        Kind::Disguise => false,
    }
}

/// Whether a "no" stands in the match or governs it from before.
fn is_denied(words: &[Word], (start, end): Span) -> bool {
    let is_no = |word: &Word| NO.contains(&word.text.as_str());
    if words[start..end].iter().any(is_no) {
        return true;
    }
    let asks = words[start..end].iter().any(|word| word.money || ASKS.contains(&word.text.as_str()));
    let mut commas = 0;
    for place in (start.saturating_sub(9)..start).rev() {
        let next = &words[place + 1];
        let word = &words[place];
        commas += usize::from(next.comma && !matches!(next.text.as_str(), "ni" | "tampoco" | "y" | "o"));
        // Over a comma a "no" governs the members of a list, not a new sentence that asks for something.
        if next.hard
            || BUT.contains(&next.text.as_str())
            || BUT.contains(&word.text.as_str())
            || (commas > 0 && asks)
        {
            return false;
        }
        if is_no(word) {
            return start - place <= 6 || commas > 0;
        }
    }
    false
}

/// Where the words begin that stand before a place: up to `most`, within the sentence, after the last "but".
fn before(words: &[Word], place: usize, most: usize) -> usize {
    let mut start = place;
    while start > 0
        && place - start < most
        && !words.get(start).is_some_and(|word| word.hard)
        && !BUT.contains(&words[start - 1].text.as_str())
    {
        start -= 1;
    }
    start
}

/// Up to `most` words after a place, within the sentence and before the next "but".
fn after(words: &[Word], place: usize, most: usize) -> &[Word] {
    let end = words[place..]
        .iter()
        .take(most)
        .take_while(|word| !word.hard && !BUT.contains(&word.text.as_str()))
        .count();
    &words[place..place + end]
}
