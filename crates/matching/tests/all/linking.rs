//! Linking texts to occupations and skills: what holds for any text.

use std::{collections::HashSet, sync::LazyLock};

use domain::message::Lang;
use matching::link::{Concept, Label, Linker};
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
