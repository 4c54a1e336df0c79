//! Words as they are compared: folded, without what says nothing, without endings.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use domain::text::fold;

/// Words that say nothing of what one does: Spanish and English articles, pronouns, prepositions, time, and the verbs
/// that go before any job ("trabajé de", "worked as").
const EMPTY: &str = "a al algo alla alli ano anos ante antes aqui aun bajo bien cada casi como con contra cual cuando \
    cuatro de del desde dia dias donde dos durante el ella ellos en era eramos eran eres es esa ese eso esta estaba \
    estado estar este esto estoy estuve fue fui fuimos gusta ha haber habia hasta he \
    hoy la las le les lo los llevo mas me mes meses mi mis mucha mucho muchos muy nada ni no nos o otra otras \
    otro otros para pero poco por porque puede pues puro que quien se sea ser si siempre sin sobre solo soy su sus \
    tal tambien tan tanto te tiempo toda todas todo todos trabaja trabajaba trabajaban trabajado \
    trabajando trabajar trabaje trabajo trabajos tres un una unas uno unos ultimo usted varias varios ya yo \
    cosa cosas compania companias empresa empresas negocio lugar parte \
    afines m f h am pm seis siete ocho nueve diez cinco semana semanas \
    an and as at been by did do doing for from had have i in is it job my not of on or related \
    that the their then they this to was we were with work worked working year years \
    experiencia estuvo laboraba laborar labore laboral \
    labores cargo encargaba dedicaba dedico dedicado dedicarme primero primer segundo mero general \
    anduve andaba ando andando andar iba iban ahi she he its were us all both some";
/// Words that part one job from the next.
const PARTING: &str = "y e o u despues luego tambien entonces ahora and or then ademas aparte";
static EMPTY_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| EMPTY.split_ascii_whitespace().collect());
/// Marks that part one job from the next.
const PARTING_MARKS: [char; 7] = [',', ';', '.', '\n', '/', '+', '&'];
/// Second halves of a gender pair, as in `cocinero/a` or `vendedor(a)`.
const PAIRS: [&str; 12] =
    ["(a)", "(as)", "(o)", "(os)", "(ra)", "/as", "/os", "/ra", "/era", "/a", "/o", "(a/o)"];
/// Endings of Spanish and English verbs and of English doers, longest first. What is left has at least four letters.
const ENDINGS: [&str; 14] =
    ["abamo", "iendo", "aron", "ando", "aban", "amo", "aba", "ing", "ear", "ed", "ar", "er", "ir", "or"];
/// Forms of verbs and doers that no ending tells, each line after what it is a form of.
const FORMS: [(&str, &str); 40] = [
    ("poner", "pongo pone ponen puse puso pusimos pusieron"),
    ("tener", "tengo tiene tienen tuve tuvo tuvimos tuvieron"),
    ("hacer", "hago hacia hacian haciamos haciendo hice hizo hicimos hicieron hace hacen"),
    ("servir", "sirvo sirve sirven sirviendo"),
    ("lavar", "lavo lave lava lavan"),
    ("jalar", "jalo jale jala jalan"),
    ("tirar", "tiro"),
    ("dar", "doy da dan dando daba dabamos daban di dimos dio"),
    ("criar", "crio cria crian crie"),
    ("vender", "vendo vende venden"),
    ("coser", "coso cose cosen"),
    ("tejer", "tejo tejen"),
    ("moler", "muelo muele muelen"),
    ("sembrar", "siembro siembra siembran siembras siembre"),
    ("colgar", "cuelgo cuelga cuelgan"),
    ("fregar", "friego friega friegan"),
    ("recoger", "recojo recoge recogen"),
    ("atender", "atiendo atiende atienden"),
    ("repartir", "reparto reparte reparten"),
    ("conducir", "conduzco conduje"),
    ("traer", "traigo trae traje trajimos"),
    ("soldar", "sueldo suelda soldo"),
    ("fundir", "fundo funde funden"),
    ("drive", "drove drives driven driving"),
    ("teach", "taught"),
    ("feed", "fed feeding feeder"),
    ("tear", "tore torn tearing"),
    ("build", "built"),
    ("sweep", "swept sweeping"),
    ("hang", "hung"),
    ("catch", "caught"),
    ("grow", "grew"),
    ("run", "ran running runs"),
    ("pastoreo", "pastorear pastoreaba pastoreando pastoree"),
    ("take", "took taking takes taken"),
    ("sell", "sold selling"),
    ("dig", "dug digging"),
    ("lay", "laid laying"),
    ("make", "made making makes"),
    ("cut", "cutting"),
];
/// Verbs of work in -er and -ir, and in -ar with too short a root for the endings above.
const VERBS: &str = "abrir alar alzar armar asar asistir atar atender bajar banar barrer batir botar capar cavar cocer conducir \
    correr coser criar cubrir cumplir curar defender devolver dirigir distribuir echar encender envolver escoger \
    exprimir extender freir fundir guiar hervir imprimir jalar juntar lavar leer lijar mantener matar medir \
    meter moler mover ofrecer parar pasar pegar pelar pesar picar pisar podar poner prender producir pulir \
    recibir recoger recorrer regar remover repartir revolver romper sacar sacudir salar secar servir sobar subir \
    surtir talar tapar tejer tender tener tirar tocar tomar traer untar usar vender";
/// What follows the root in the forms of these verbs that are no nouns.
const AFTER_AR: &str = "ar aba aban abamos amos ando aron";
const AFTER_ER_AND_IR: &str = "er ir ia ian iamos i io imos emos ieron iendo yendo";
/// Letters that an ending leaves at least.
const LEAST_STEM: usize = 4;

/// One word that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded.
    pub folded: String,
    /// Without its ending; what is compared.
    pub stem: String,
}

/// The words of a text that say something, in the pieces that conjunctions and marks part.
pub(super) fn pieces(text: &str) -> Vec<Vec<Word>> {
    let mut pieces = vec![Vec::new()];
    // "uñas" must not become the article "unas" when accents fall away.
    for part in without_pairs(text).replace("uñas", "unhas").split(PARTING_MARKS) {
        pieces.push(Vec::new());
        for folded in fold(part).split(|letter: char| !letter.is_alphanumeric()) {
            if PARTING.split_ascii_whitespace().any(|one| one == folded) {
                pieces.push(Vec::new());
            } else if let (Some(word), Some(piece)) = (word(folded), pieces.last_mut())
                && piece.last() != Some(&word)
            {
                piece.push(word);
            }
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// `cocinero/a`, `cocinero(a)` and `cociner@` become `cocinero`.
fn without_pairs(text: &str) -> String {
    let mut text = text.to_lowercase().replace("@s", "os").replace('@', "o");
    for pair in PAIRS {
        while let Some(at) = text.find(pair) {
            let letter_before = text[..at].chars().next_back().is_some_and(char::is_alphabetic);
            let letter_after = text[at + pair.len()..].chars().next().is_some_and(char::is_alphabetic);
            if letter_before && !letter_after {
                text.replace_range(at..at + pair.len(), " ");
            } else {
                text.replace_range(at..=at, " ");
            }
        }
    }
    text
}

/// The word, unless it is empty, a number, one letter, or says nothing.
fn word(folded: &str) -> Option<Word> {
    let says = folded.chars().count() > 1 && !folded.starts_with(|first: char| first.is_ascii_digit());
    (says && !EMPTY_WORDS.contains(folded)).then(|| Word { folded: folded.to_owned(), stem: stem(folded) })
}

/// The word without plural, ending of a verb, and gender: `cocineras` and `cocinero` both `cociner`, `pintaba` and
/// `pintar` both `pint`, `roofer` and `roofing` both `roof`.
fn stem(folded: &str) -> String {
    // A workshop is no form of "tallar".
    if matches!(folded, "taller" | "talleres") {
        return "taller".to_owned();
    }
    without_endings(whole_verb(folded).unwrap_or(folded), &ENDINGS)
}

/// The word without plural, one of the endings, and gender.
fn without_endings(word: &str, endings: &[&str]) -> String {
    let mut rest = word;
    let keeps = |rest: &str, ending: &str| rest.len() >= ending.len() + LEAST_STEM;
    if keeps(rest, "es")
        && rest.ends_with("es")
        && rest[..rest.len() - 2].ends_with(['r', 'l', 'n', 'd', 'j', 's'])
    {
        rest = &rest[..rest.len() - 2];
    } else if keeps(rest, "") && rest.ends_with('s') && !rest.ends_with("ss") {
        rest = &rest[..rest.len() - 1];
    }
    let ending = endings.iter().find(|ending| keeps(rest, ending) && rest.ends_with(**ending));
    match ending {
        Some(&"or") | None => {}
        Some(ending) => rest = &rest[..rest.len() - ending.len()],
    }
    if keeps(rest, "") && rest.ends_with(['a', 'o', 'e']) {
        rest = &rest[..rest.len() - 1];
    }
    rest.to_owned()
}

/// Endings that make a doer or a deed of a verb, in stems, longest first.
const DEEDS: [&str; 11] = ["acion", "ador", "edor", "idor", "anz", "ant", "ad", "id", "ar", "er", "ir"];
/// Deeds that no ending tells, in stems, each beside the root of its verb.
const DEED_ROOTS: [(&str, &str); 3] = [("vent", "vend"), ("empaqu", "empac"), ("limpiez", "limpi")];

/// Stems that only look like deeds: a workshop, a dining room, food.
const PLAIN: [&str; 3] = ["taller", "comedor", "comid"];

/// What a stem has in common with others of its verb: `vendedor`, `venta` and `vender` all `vend`, `tejedora` and `tejía`
/// both `tej`. Too coarse for a word alone; beside a second word it is what two ways to say the same share.
pub(super) fn root(stem: &str) -> &str {
    if let Some((_, root)) = DEED_ROOTS.iter().find(|(deed, _)| *deed == stem) {
        return root;
    }
    if PLAIN.contains(&stem) {
        return stem;
    }
    let root = DEEDS.iter().find_map(|ending| stem.strip_suffix(ending).filter(|root| root.len() >= 3));
    root.unwrap_or(stem)
}

/// The verb that a word is a form of, for the verbs that endings alone do not tell.
fn whole_verb(folded: &str) -> Option<&'static str> {
    VERB_FORMS.get(folded).copied()
}
static VERB_FORMS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut known: HashMap<String, &'static str> = HashMap::new();
    for verb in VERBS.split_ascii_whitespace() {
        let (root, kind) = verb.split_at(verb.len() - 2);
        let endings = if kind == "ar" { AFTER_AR } else { AFTER_ER_AND_IR };
        for ending in endings.split_ascii_whitespace() {
            known.insert(format!("{root}{ending}"), verb);
        }
    }
    for (whole, forms) in FORMS {
        known.extend(forms.split_ascii_whitespace().map(|form| (form.to_owned(), whole)));
    }
    known
});

/// Words that say nothing in a title. Fewer than in speech: "empresa", "general" and "trabajo" may be what parts two
/// titles.
const EMPTY_IN_TITLES: &str = "a al ante con de del e el en entre la las lo los o otra otras otro otros para por segun \
    sin su sus u un una y afines bajo clasificado clasificados epigrafes no m f h and for in not of or other the to \
    with elsewhere classified an at on";

/// Endings that are left out in titles. Trained vectors are made of what is left, so these change only with them.
const TITLE_ENDINGS: [&str; 10] = ["iendo", "ando", "aban", "aba", "ing", "ear", "ar", "er", "ir", "or"];

/// The words of a formal title; of two halves that are the same but for gender ("director técnico/directora técnica"),
/// those of the first.
pub(super) fn title_words(text: &str) -> Vec<Word> {
    if let Some((one, other)) = text.split_once('/') {
        let (one, other) = (words_as_written(one), words_as_written(other));
        if !one.is_empty()
            && one.len() == other.len()
            && one.iter().zip(&other).all(|(a, b)| same_but_gender(a, b))
        {
            return one;
        }
    }
    words_as_written(text)
}

/// Whether one word may be the other's for the other gender: `actor`, `actriz`; `alcalde`, `alcaldesa`.
fn same_but_gender(one: &Word, other: &Word) -> bool {
    let alike = one.stem.bytes().zip(other.stem.bytes()).take_while(|(a, b)| a == b).count();
    one.stem == other.stem || (alike >= 3 && alike + 2 >= one.stem.len().min(other.stem.len()))
}

/// The gender of whom a title names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Feminine,
    Masculine,
}

/// The gender of a Spanish title's first word, if its ending tells it, and only one.
pub(super) fn gender(title: &str) -> Option<Gender> {
    if title.contains('/') {
        return None;
    }
    let words = words_as_written(title);
    let first = words.first()?.folded.as_str();
    let first = first.strip_suffix('s').unwrap_or(first);
    if first.ends_with('a') && !first.ends_with("ista") {
        Some(Gender::Feminine)
    } else if first.ends_with('o') || first.ends_with("or") || first.ends_with("ore") {
        Some(Gender::Masculine)
    } else {
        None
    }
}

fn words_as_written(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let folded = fold(&without_pairs(text));
    let folded = folded.strip_suffix(", en general").unwrap_or(&folded);
    for part in folded.split(|letter: char| !letter.is_alphanumeric()) {
        let says = part.chars().count() > 1 && !part.starts_with(|first: char| first.is_ascii_digit());
        if says && !EMPTY_TITLE_WORDS.contains(part) {
            words.push(Word { folded: part.to_owned(), stem: without_endings(part, &TITLE_ENDINGS) });
        }
    }
    words
}
static EMPTY_TITLE_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| EMPTY_IN_TITLES.split_ascii_whitespace().collect());

/// How a word sounds, for ears used to Spanish: `cosinero`, `cocinero`; `dishwacher`, `dishwasher`; `alvañil`,
/// `albañil` sound the same.
pub(super) fn sound(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut sound = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let (heard, used) = match (letter, next) {
            ('c' | 's', 'h') => ('x', 2),
            ('c', 'k') | ('q', 'u') => ('k', 2),
            ('c' | 'z', 'e' | 'i') | ('z', _) => ('s', 1),
            ('c' | 'q', _) => ('k', 1),
            ('p', 'h') => ('f', 2),
            ('g', 'u') if matches!(letters.get(at + 2), Some('e' | 'i')) => ('g', 2),
            ('g', 'e' | 'i') => ('j', 1),
            ('l', 'l') => ('y', 2),
            ('v', _) => ('b', 1),
            ('h', _) => (' ', 1),
            ('w', _) => ('u', 1),
            (other, _) => (other, 1),
        };
        if heard != ' ' && !sound.ends_with(heard) {
            sound.push(heard);
        }
        at += used;
    }
    sound
}

/// Whether one letter less, more, other, or two swapped make `other` of `one`.
pub(super) fn one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[head..], &other[head..]);
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - tail], &other[..other.len() - tail]);
    match (one, other) {
        ([], [] | [_]) | ([_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
