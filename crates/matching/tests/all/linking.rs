//! Linking texts to occupations and skills: what holds for any text.

use std::{collections::HashSet, sync::LazyLock};

use domain::message::Lang;
use matching::link::{Concept, ConceptKind, Label, Linker, TaxonomyConcept, Titles, Vectors};
use proptest::prelude::*;

use crate::world::occupation;

static LINKER: LazyLock<Linker> = LazyLock::new(|| Linker::new(&[]));

fn occupations(text: &str) -> (bool, Vec<String>) {
    let linked = LINKER.occupations(text, 5);
    (linked.sure, linked.suggestions.iter().map(|one| one.code.to_string()).collect())
}

#[test]
fn two_jobs_in_a_sentence_come_in_the_order_told() {
    let (sure, codes) = occupations("Trabajé de rufero 3 años y después dishwasher en Houston");
    assert!(sure);
    assert_eq!(codes[..2], ["7121", "9412"]);
}

#[test]
fn two_jobs_are_both_offered_and_one_told_twice_is_sure() {
    let (_, codes) = occupations("fui rufero y después lavé platos");
    assert!(codes.contains(&"7121".to_owned()) && codes.contains(&"9412".to_owned()), "{codes:?}");
    let linked = LINKER.occupations("trabajé de rufero poniendo techos", 5);
    assert!(linked.sure && linked.suggestions[0].code == occupation("7121"), "{linked:?}");
}

#[test]
fn a_spoken_name_is_told_from_a_title() {
    let first = |text| LINKER.occupations(text, 1).suggestions[0].clone();
    let spoken = first("era rufero");
    assert_eq!((spoken.matched_label.as_str(), spoken.spoken), ("rufero", true));
    assert!(!first("oficiales de las fuerzas armadas").spoken);
}

#[test]
fn nothing_is_sure_of_words_that_nobody_knows() {
    assert_eq!(occupations(""), (false, vec![]));
    assert_eq!(occupations("¿?"), (false, vec![]));
    assert!(!occupations("flumbertador").0);
}

#[test]
fn skills_are_found_by_what_people_say() {
    for (text, code) in [
        ("pego shingles", "install-asphalt-shingles"),
        ("tablaroca", "hang-drywall"),
        ("lavar platos", "wash-dishes-industrial"),
        ("hang drywall", "hang-drywall"),
        ("leer planos", "read-blueprints"),
    ] {
        let linked = LINKER.skills(text, 5);
        let codes: Vec<&str> = linked.suggestions.iter().map(|one| one.code.as_str()).collect();
        assert!(codes.contains(&code), "{text}: {:?}", linked.suggestions);
    }
}

#[test]
fn imported_labels_are_found_and_own_words_stay_first() {
    let label = |code, text: &str| Label {
        concept: Concept::Occupation(occupation(code)),
        text: text.to_owned(),
        lang: Lang::Es,
    };
    let linker = Linker::new(&[label("7541", "buzo de salvamento marítimo"), label("2655", "albañil")]);
    assert_eq!(linker.occupations("buzo de salvamento marítimo", 1).suggestions[0].code, occupation("7541"));
    assert_eq!(linker.occupations("albañil", 2).suggestions[0].code, occupation("7112"));
}

/// Three unit groups and an occupation of each.
fn small_taxonomy() -> Vec<TaxonomyConcept> {
    let concept = |address: &str, kind, group: &str, es: &[&str], en: &str, told: &str| TaxonomyConcept {
        address: address.to_owned(),
        kind,
        group: group.to_owned(),
        names: es
            .iter()
            .map(|name| (Lang::Es, (*name).to_owned()))
            .chain([(Lang::En, en.to_owned())])
            .collect(),
        descriptions: [told.to_owned(), String::new()],
        skills: Vec::new(),
    };
    let (group, occupation) = (ConceptKind::Group, ConceptKind::Occupation);
    vec![
        concept("g1", group, "7541", &["Buzos"], "Divers", ""),
        concept("g2", group, "2112", &["Meteorólogos"], "Meteorologists", ""),
        concept(
            "o1",
            occupation,
            "7541",
            &["buzo de salvamento", "submarinista de rescate"],
            "rescue diver",
            "Los buzos trabajan bajo el agua con equipos de respiración.",
        ),
        concept(
            "o2",
            occupation,
            "2112",
            &["previsor del tiempo", "pronosticador meteorológico"],
            "weather forecaster",
            "Los previsores estudian la atmósfera y anuncian el tiempo que hará.",
        ),
    ]
}

#[test]
fn the_same_taxonomy_trains_the_same_bytes_and_they_can_be_kept() {
    let concepts = small_taxonomy();
    let mut told = Vec::new();
    let one = Vectors::train(&concepts, &mut |done, of| told.push((done, of))).to_bytes();
    assert_eq!(one, Vectors::train(&concepts, &mut |_, _| ()).to_bytes());
    assert_eq!(told.last().map(|(done, of)| done == of), Some(true), "it tells when it is done");
    let kept = Vectors::from_bytes(&one).unwrap();
    assert_eq!((kept.size(), kept.to_bytes()), (one.len(), one.clone()));
    assert!(Vectors::from_bytes(&one[..one.len() - 1]).is_none(), "cut off");
    assert!(Vectors::from_bytes(b"something else").is_none());
}

#[test]
fn trained_vectors_find_words_of_a_description_and_own_words_stay_first() {
    let concepts = small_taxonomy();
    let vectors = Vectors::train(&concepts, &mut |_, _| ());
    let linker = Linker::new(&[]).with_vectors(&concepts, vectors);
    let linked = linker.occupations("estudian la atmósfera", 3);
    assert!(!linked.sure);
    assert_eq!(linked.suggestions[0].code, occupation("2112"), "{linked:?}");
    assert_eq!(linker.occupations("albañil", 2).suggestions[0].code, occupation("7112"));
    let codes: HashSet<_> = linker.occupations("buzo", 8).suggestions.iter().map(|one| one.code).collect();
    assert_eq!(codes.len(), linker.occupations("buzo", 8).suggestions.len(), "one entry for each");
}

#[test]
fn the_name_of_the_titles_gender_comes_first_and_no_concept_loses() {
    let concepts = small_taxonomy();
    let vectors = Vectors::train(&concepts, &mut |_, _| ());
    let names: Vec<(usize, String)> = [
        (2, "buzo de salvamento/buza de salvamento"),
        (2, "buza de salvamento"),
        (2, "buzo de salvamento"),
        (3, "previsor del tiempo"),
        (1, "Meteorólogos"),
    ]
    .map(|(concept, name)| (concept, name.to_owned()))
    .to_vec();
    let order = |title: &str, lang: Lang| -> Vec<usize> {
        let scores = Titles::build(&concepts, &vectors, lang, &names).scores(&vectors, title);
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]));
        order
    };
    assert_eq!(order("BUZOS DE SALVAMENTO", Lang::Es)[..3], [2, 0, 1]);
    assert_eq!(order("buzas de salvamento", Lang::Es)[..3], [1, 0, 2]);
    assert_eq!(order("meteoróloga", Lang::Es)[0], 4, "its concept has no other: it loses nothing");
    assert_eq!(order("previsora del tiempo", Lang::Es)[0], 3);
    // Of a text for both genders one half is read: without genders it is the same text.
    let scores = Titles::build(&concepts, &vectors, Lang::En, &names).scores(&vectors, "buzo de salvamento");
    assert!((scores[0] - scores[2]).abs() < f32::EPSILON, "{scores:?}");
}

proptest! {
    #[test]
    fn any_text_gets_an_answer(text in "\\PC{0,80}", limit in 0_usize..8) {
        let linked = LINKER.occupations(&text, limit);
        prop_assert!(linked.suggestions.len() <= limit);
        prop_assert!(linked.suggestions.iter().all(|one| (0.0..=1.0).contains(&one.score)));
        let codes: HashSet<_> = linked.suggestions.iter().map(|one| one.code).collect();
        prop_assert_eq!(codes.len(), linked.suggestions.len());
        prop_assert_eq!(&linked, &LINKER.occupations(&text, limit));
    }
}
