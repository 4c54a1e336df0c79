//! Limits of age in an offer, told from years of experience, children and pounds.

use super::Span;
use super::word::Word;

/// Words before a range that make it somebody else's age or no age.
const OTHERS: &[&str] = &[
    "ninos",
    "ninas",
    "nino",
    "nina",
    "cuidado",
    "atencion",
    "alumnos",
    "estudiantes",
    "pacientes",
    "adulto",
    "adultos",
    "empresa",
    "credito",
    "creditos",
    "contrato",
    "contratos",
    "garantia",
];
/// Words after "años" that make it no age.
const NOT_AGE: &[&str] = &[
    "experiencia",
    "trayectoria",
    "antiguedad",
    "mercado",
    "garantia",
    "plazo",
    "servicio",
    "laborando",
    "trabajando",
    "vida",
    "produciendo",
    "sirviendo",
];

/// The spans that set a limit of age other than "18 or older".
pub(super) fn limits(words: &[Word]) -> Vec<Span> {
    (0..words.len()).filter_map(|place| range(words, place).or_else(|| one_sided(words, place))).collect()
}

/// The value of a number that is no money.
fn years_of(word: &Word) -> Option<u32> {
    word.number.filter(|_| !word.money)
}

/// A word of the same sentence, `offset` after `place`.
fn ahead(words: &[Word], place: usize, offset: usize) -> Option<&Word> {
    let end = place + offset;
    if words.get(place + 1..=end)?.iter().any(|word| word.hard) { None } else { words.get(end) }
}

/// The words of the same sentence before `place`, nearest first.
fn behind(words: &[Word], place: usize) -> impl Iterator<Item = &str> {
    let hard_from = words[..=place].iter().rposition(|word| word.hard).unwrap_or(0);
    words[hard_from..place].iter().rev().map(|word| word.text.as_str())
}

/// Whether `years` (a place just after a number) says years of age, or nothing that is not.
fn is_years(words: &[Word], number: usize) -> bool {
    let text = |offset| ahead(words, number, offset).map(|word| word.text.as_str()).unwrap_or_default();
    let years = matches!(text(1), "anos" | "ano" | "years");
    let after = (2..=5).map_while(|offset| ahead(words, number, offset).filter(|word| !word.comma));
    let other = after.map(|word| word.text.as_str()).any(|word| NOT_AGE.contains(&word));
    years && !other
}

fn age_named(words: &[Word], place: usize) -> bool {
    behind(words, place).take(4).any(|word| matches!(word, "edad" | "edades" | "age" | "ages"))
}

/// `de 18 a 35 años`, `entre 20 y 30 años`, `18-35 años`, `edad: 20 a 32`.
fn range(words: &[Word], place: usize) -> Option<Span> {
    let low = years_of(words.get(place)?)?;
    let joined = ahead(words, place, 1)?;
    let high_at = if years_of(joined).is_some() {
        place + 1
    } else if matches!(joined.text.as_str(), "a" | "y" | "hasta" | "al" | "to" | "anos") {
        let second = ahead(words, place, 2)?;
        if years_of(second).is_some() { place + 2 } else { place + 3 }
    } else {
        return None;
    };
    let high = years_of(ahead(words, place, high_at - place)?)?;
    let somebody_else = behind(words, place).take(6).any(|word| OTHERS.contains(&word));
    let years = is_years(words, high_at);
    let named = age_named(words, place) && !somebody_else;
    let is_limit = (15..=60).contains(&low) && (19..=80).contains(&high) && low < high;
    (is_limit && !somebody_else && (years || named)).then(|| {
        let from = place
            - usize::from(behind(words, place).next().is_some_and(|word| matches!(word, "de" | "entre")));
        (from, high_at + 1 + usize::from(years))
    })
}

/// `menor de 40`, `no mayores de 45`, `que no pase de 38 años`, `hasta 50 años`, `mayores de 30 años`.
fn one_sided(words: &[Word], place: usize) -> Option<Span> {
    let age = years_of(words.get(place)?).filter(|age| (19..=70).contains(age))?;
    let back: Vec<&str> = behind(words, place).take(6).collect();
    let within =
        |count: usize, wanted: &[&str]| back.iter().take(count).position(|word| wanted.contains(word));
    let years = is_years(words, place);
    let bare = ahead(words, place, 1).is_none_or(|next| next.comma);
    let named = age_named(words, place);
    if back.iter().any(|word| OTHERS.contains(word)) {
        return None;
    }
    let younger = within(3, &["menor", "menores", "pase", "pasen", "sobrepase", "exceda", "abajo", "debajo"]);
    let older = within(2, &["mayor", "mayores"]).map(|at| (at, back.get(at + 1) == Some(&"no") || age >= 21));
    let up_to =
        within(3, &["hasta", "maximo", "maxima", "max", "menos", "tope", "minima", "minimo", "under"]);
    let tail =
        ahead(words, place, 2).is_some_and(|word| matches!(word.text.as_str(), "maximo" | "max" | "tope"));
    let start = match (younger, older, up_to) {
        (Some(at), _, _) if years || bare || named => at,
        (_, Some((at, true)), _) if years || bare || named => at,
        (_, _, Some(at)) if years || named => at,
        _ if years && tail => 0,
        _ if named && !years && back.first().is_some_and(|word| matches!(*word, "edad" | "de")) => 0,
        _ => return None,
    };
    Some((place.saturating_sub(start + 1), place + 1 + usize::from(years)))
}
