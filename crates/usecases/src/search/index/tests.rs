//! What is found, and how.

use super::*;

fn entry(number: u128, title: &str, text: &str, occupation: u64) -> Entry {
    Entry {
        thing: Thing::Opportunity,
        id: Uuid::from_u128(number),
        title: title.to_owned(),
        text: text.to_owned(),
        marks: Marks { occupation, kind: 1, municipality: 101, pay: 5, until: 9, remote: false },
    }
}

fn index() -> WordIndex {
    let index = WordIndex::new().unwrap();
    let entries = [
        entry(1, "Albañil de obra gris", "Levantar muros en Cobán", 7112),
        entry(2, "Cocinero de línea", "Cocina en un hotel; no es obra ni es gris", 5120),
        entry(3, "Techador", "Colocar shingle en Quetzaltenango", 7121),
        entry(4, "Cocinera", "Preparar tortillas", 5120),
        Entry { thing: Thing::Service, ..entry(5, "Consulta de albañiles", "", 0) },
    ];
    index.change(&[], &entries).unwrap();
    index
}

fn found(index: &WordIndex, text: &str, meant: &[u64]) -> Vec<u128> {
    let hits = index.find(Thing::Opportunity, &Asked::read(text), meant).unwrap();
    hits.into_iter().map(|hit| hit.id.as_u128()).collect()
}

#[test]
fn words_are_found_without_accents_in_any_form_and_with_slips() {
    let index = index();
    for (text, wanted) in [
        ("albañil", vec![1]),
        ("ALBAÑILES", vec![1]),
        ("albanil coban", vec![1]),
        ("alvañil", vec![1]),
        ("cosinero", vec![2, 4]),
        ("cocinero hotel", vec![2]),
        ("techadores", vec![3]),
        ("quetzaltenago", vec![3]),
        ("\"obra gris\"", vec![1]),
        ("obra -gris", vec![]),
        ("cocinero -hotel", vec![4]),
        ("zzzz", vec![]),
    ] {
        let mut got = found(&index, text, &[]);
        got.sort_unstable();
        assert_eq!(got, wanted, "{text}");
    }
    assert_eq!(found(&index, "", &[]), [4, 3, 2, 1], "nothing asked: everything, the newest first");
}

#[test]
fn what_the_words_mean_is_found_whatever_words_it_uses() {
    assert_eq!(found(&index(), "rufero", &[7121]), [3]);
    assert_eq!(found(&index(), "rufero -quetzaltenango", &[7121]), Vec::<u128>::new());
}

#[test]
fn changes_are_seen_at_once() {
    let index = index();
    index.change(&[Uuid::from_u128(2)], &[entry(4, "Panadera", "Hacer pan", 7512)]).unwrap();
    assert_eq!(found(&index, "cocinero", &[]), Vec::<u128>::new());
    assert_eq!(found(&index, "pan", &[]), [4]);
    let hit = index.find(Thing::Opportunity, &Asked::read("panadera"), &[]).unwrap()[0];
    assert_eq!((hit.marks.occupation, hit.marks.until), (7512, 9));
}
