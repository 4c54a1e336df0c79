//! The words of an offer of work: what the law forbids to ask, and what swindlers write.
//!
//! Sources. Código de Trabajo art. 151 a) (no sex, race, ethnicity or marital status in offers);
//! Acuerdo Gubernativo 50-2022 (recruiters take no money, goods or services from workers); ILO, *General
//! principles and operational guidelines for fair recruitment* (no fees, no keeping of documents); the
//! swindles published in the Guatemalan press (deposit, enrolment, "socio-economic study", paid papers);
//! Código de Trabajo art. 137 bis (no religion as a condition); Decreto 27-2000, the law on HIV (no test for a
//! job). Who came back from another country is never asked about: the program exists for them.
//! Age, looks, police records, work abroad and contact only by chat are warned about, not refused: the
//! person who reviews the offer asks for the reason.
//!
//! The rules are phrases in tables ([`crate::advert`]'s `offer`, `person` and `private`), read by a small matcher over
//! folded words. They are a first reader, measured on `tests/adverts.csv`; a person decides.

mod age;
mod disguise;
mod excuse;
mod money;
mod offer;
mod person;
mod phrase;
mod private;
mod word;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use phrase::Phrase;

/// What becomes of an offer with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It can be published after a person has looked at it.
    Warned,
    /// It cannot be published with these words.
    Refused,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Asks for women or for men, or for a test of pregnancy.
    Sex,
    /// Asks for or shuts out a people, a skin or a dress.
    Ethnicity,
    /// Asks for single or married people, or people without children.
    Marital,
    /// Asks for money, purchases or deductions from who looks for work.
    Fee,
    /// Keeps documents, or has blank papers signed.
    Retention,
    /// Shuts out who came back from another country or was deported, or makes it a condition.
    Return,
    /// Asks for or shuts out a religion.
    Religion,
    /// Asks for a test of HIV, or shuts out who has it.
    Health,
    /// A forbidden word is disguised by digits, points or spaced letters.
    Disguise,
    /// Asks for looks: "buena presencia", height, no tattoos.
    Looks,
    /// Sets limits of age beyond 18.
    Age,
    /// Work abroad: only registered recruiters may offer it.
    Abroad,
    /// Can be reached by chat only.
    ChatOnly,
    /// Asks for police or criminal records.
    PoliceRecord,
    /// Asks for pictures of documents before an interview.
    DocumentPhoto,
    /// Asks for a lie detector.
    Polygraph,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 16] = [
        Kind::Sex,
        Kind::Ethnicity,
        Kind::Marital,
        Kind::Fee,
        Kind::Retention,
        Kind::Return,
        Kind::Religion,
        Kind::Health,
        Kind::Disguise,
        Kind::Looks,
        Kind::Age,
        Kind::Abroad,
        Kind::ChatOnly,
        Kind::PoliceRecord,
        Kind::DocumentPhoto,
        Kind::Polygraph,
    ];

    /// The Fluent key of the sentence that says what is wrong and what to write instead.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Kind::Sex => "advert-sex",
            Kind::Ethnicity => "advert-ethnicity",
            Kind::Marital => "advert-marital",
            Kind::Fee => "advert-fee",
            Kind::Retention => "advert-retention",
            Kind::Return => "advert-return",
            Kind::Religion => "advert-religion",
            Kind::Health => "advert-health",
            Kind::Disguise => "advert-disguise",
            Kind::Looks => "advert-looks",
            Kind::Age => "advert-age",
            Kind::Abroad => "advert-abroad",
            Kind::ChatOnly => "advert-chat-only",
            Kind::PoliceRecord => "advert-police-record",
            Kind::DocumentPhoto => "advert-document-photo",
            Kind::Polygraph => "advert-polygraph",
        }
    }

    /// What becomes of an offer with such words.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Kind::Sex
            | Kind::Ethnicity
            | Kind::Marital
            | Kind::Fee
            | Kind::Retention
            | Kind::Return
            | Kind::Religion
            | Kind::Health
            | Kind::Disguise => Severity::Refused,
            Kind::Looks
            | Kind::Age
            | Kind::Abroad
            | Kind::ChatOnly
            | Kind::PoliceRecord
            | Kind::DocumentPhoto
            | Kind::Polygraph => Severity::Warned,
        }
    }
}

/// Words of an offer that need a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Finding {
    /// What becomes of the offer.
    pub severity: Severity,
    /// What it is about.
    pub kind: Kind,
    /// First byte of the words in the text that was checked; on a character border.
    pub start: usize,
    /// Byte after the last one; on a character border.
    pub end: usize,
}

/// A span of words, first and one after last.
type Span = (usize, usize);

/// A phrase of a table, ready to be matched.
struct Rule {
    kind: Kind,
    /// Not excused by a "no" before it, since it holds one itself.
    firm: bool,
    phrase: Phrase,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let tables = offer::RULES.iter().chain(person::RULES).chain(private::RULES);
    let rule = |kind: Kind, text: &'static str| {
        let bare = text.strip_prefix('!');
        Rule { kind, firm: bare.is_some(), phrase: Phrase::new(bare.unwrap_or(text)) }
    };
    tables.flat_map(|(kind, texts)| texts.iter().map(move |text| rule(*kind, text))).collect()
});

static EXCUSES: LazyLock<Vec<(Kind, Phrase)>> = LazyLock::new(|| {
    let tables = offer::EXCUSES.iter().chain(person::EXCUSES).chain(private::EXCUSES);
    tables.flat_map(|(kind, texts)| texts.iter().map(|text| (*kind, Phrase::new(text)))).collect()
});

/// What was found, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    kind: Kind,
    severity: Severity,
    span: Span,
}

impl Mark {
    fn new(kind: Kind, span: Span) -> Self {
        Self { kind, severity: kind.severity(), span }
    }
}

/// Finds the words of an offer that are refused or warned about, in the order of the text.
///
/// Findings of one kind that touch each other are one. A small amount of money that is no pay is a `Fee`
/// that is only warned about. An offer without findings may still be a swindle.
#[must_use]
pub fn check(text: &str) -> Vec<Finding> {
    let words = word::words(text);
    let mut marks = phrases(&words);
    marks.extend(age::limits(&words).into_iter().map(|span| Mark::new(Kind::Age, span)));
    let disguised = (0..words.len()).filter(|place| words[*place].disguised);
    marks.extend(disguised.map(|place| Mark::new(Kind::Disguise, (place, place + 1))));
    let is_known = |place: usize| {
        marks.iter().any(|mark| mark.kind == Kind::Fee && overlap(mark.span, (place, place + 1)))
    };
    let sums: Vec<Mark> = money::unexplained(&words)
        .map(|place| Mark { kind: Kind::Fee, severity: Severity::Warned, span: (place, place + 1) })
        .filter(|mark| !is_known(mark.span.0) && !excuse::is_excused(Kind::Fee, &words, mark.span))
        .collect();
    marks.extend(sums);
    merge(&words, marks)
}

/// The phrases of the tables that stand in the text and are not excused.
fn phrases(words: &[word::Word]) -> Vec<Mark> {
    let matched = |kind: Kind, phrase: &Phrase| {
        phrase.matches(words).into_iter().map(move |span| (kind, span)).collect()
    };
    let excuses: Vec<(Kind, Span)> =
        EXCUSES.iter().flat_map(|(kind, phrase)| -> Vec<(Kind, Span)> { matched(*kind, phrase) }).collect();
    let mut marks = Vec::new();
    for rule in RULES.iter() {
        for (kind, span) in matched(rule.kind, &rule.phrase) {
            let innocent = excuses.iter().any(|(of, within)| *of == kind && overlap(*within, span));
            if !innocent && (rule.firm || !excuse::is_excused(kind, words, span)) {
                marks.push(Mark::new(kind, span));
            }
        }
    }
    marks
}

fn overlap(a: Span, b: Span) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Joins marks of one kind and severity that overlap or touch, and turns them into bytes of the text.
fn merge(words: &[word::Word], mut marks: Vec<Mark>) -> Vec<Finding> {
    marks.sort_unstable();
    let mut joined: Vec<Mark> = Vec::new();
    for mark in marks {
        match joined.last_mut() {
            Some(last)
                if (last.kind, last.severity) == (mark.kind, mark.severity) && mark.span.0 <= last.span.1 =>
            {
                last.span.1 = last.span.1.max(mark.span.1);
            }
            _ => joined.push(mark),
        }
    }
    let mut findings: Vec<Finding> = joined
        .into_iter()
        .filter_map(|Mark { kind, severity, span: (from, to) }| {
            let (first, last) = (words.get(from)?, words.get(to.checked_sub(1)?)?);
            Some(Finding { severity, kind, start: first.start, end: last.end })
        })
        .collect();
    findings.sort_by_key(|finding| (finding.start, finding.end, finding.kind));
    findings
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        check(text).into_iter().map(|finding| finding.kind).collect()
    }

    #[test]
    fn every_kind_has_a_sentence_in_both_languages() {
        let files = [
            include_str!("../../web/locales/es/advert.ftl"),
            include_str!("../../web/locales/en/advert.ftl"),
        ];
        for file in files {
            for kind in Kind::ALL {
                assert!(file.contains(&format!("{} = ", kind.key())), "{kind:?}");
            }
        }
    }

    #[test]
    fn a_finding_points_at_its_words_in_the_original() {
        let text = "¡Urgente! Se busca SEÑORITA amable.";
        let [finding] = check(text)[..] else { panic!("one finding") };
        assert_eq!(&text[finding.start..finding.end], "SEÑORITA");
        assert_eq!((finding.kind, finding.severity), (Kind::Sex, Severity::Refused));
    }

    #[test]
    fn a_no_excuses_only_what_it_governs() {
        assert_eq!(kinds("No se cobra inscripción, ni depósito, ni uniforme."), []);
        assert_eq!(kinds("Sin costo de inscripción, solo un depósito de Q100."), [Kind::Fee]);
        assert_eq!(kinds("No cobramos por la entrevista, pero debe pagar Q80 del carné."), [Kind::Fee]);
        assert_eq!(kinds("Sin depósito no se reserva la plaza."), [Kind::Fee]);
        assert_eq!(kinds("No se aceptan mujeres."), [Kind::Sex]);
    }

    #[test]
    fn disguises_are_seen_through() {
        for text in
            ["c0b.ro", "d3posito", "d e p ó s i t o", "DEPÓS1T0", "p@go", "de-po-si-to", "inscr1pci0n"]
        {
            assert!(kinds(text).contains(&Kind::Disguise), "{text}");
        }
        assert!(kinds("Haga su depo\u{200b}sito hoy").contains(&Kind::Fee));
        assert!(kinds("Haga su dеpósitо de Q50").contains(&Kind::Fee), "Cyrillic letters");
        for text in
            ["tod@s", "Inscrit@s", "ventas@pagos.com", "H2O", "COVID19", "a y o e", "24/7", "vendedor/a"]
        {
            assert!(!kinds(text).contains(&Kind::Disguise), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_check(text in "\\PC{0,80}|([a-zñ0-9@$.,;:! QA]|señorita|pago |de |Q50 ){0,30}") {
            for finding in check(&text) {
                prop_assert!(text.get(finding.start..finding.end).is_some_and(|words| !words.is_empty()));
            }
        }
    }
}
