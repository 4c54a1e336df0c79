//! What words become.

use super::*;

fn stems(text: &str) -> Vec<Vec<String>> {
    pieces(text).into_iter().map(|piece| piece.into_iter().map(|word| word.stem).collect()).collect()
}

#[test]
fn gender_number_and_person_fall_away() {
    for (one, other) in [
        ("cocinero", "cocineras"),
        ("vendedor", "vendedoras"),
        ("cocinero/a", "cocinero"),
        ("vendedor(a)", "vendedora"),
        ("meser@s", "mesera"),
        ("Maestro de obra (m/f)", "maestros de obra"),
        ("pintaba casas", "pintar casa"),
        ("roofer", "roofing"),
        ("enfermero/enfermera", "enfermera / enfermero"),
    ] {
        assert_eq!(stems(one).concat().first(), stems(other).concat().first(), "{one} {other}");
    }
}

#[test]
fn of_a_title_for_both_genders_one_half_is_read() {
    let stems =
        |title: &str| -> Vec<String> { title_words(title).into_iter().map(|word| word.stem).collect() };
    for (both, one) in [
        ("director técnico/directora técnica", "director técnico"),
        ("actor de doblaje/actriz de doblaje", "actor de doblaje"),
        ("cocinero/a", "cocinero"),
    ] {
        assert_eq!(stems(both), stems(one), "{both}");
    }
    assert_eq!(stems("soldador/montador"), stems("soldador montador"));
    assert_eq!(stems("conductor/conserje").len(), 2);
    assert_eq!(stems("chofer/"), stems("chofer"));
}

#[test]
fn the_first_word_tells_the_gender() {
    for (title, told) in [
        ("DIRECTORES TÉCNICOS", Some(Gender::Masculine)),
        ("cocineras de barco", Some(Gender::Feminine)),
        ("operaria de prensa", Some(Gender::Feminine)),
        ("electricistas", None),
        ("agente forestal", None),
        ("cocinero/cocinera", None),
        ("", None),
    ] {
        assert_eq!(gender(title), told, "{title}");
    }
}

#[test]
fn jobs_are_parted_and_empty_words_fall_away() {
    assert_eq!(stems("Trabajé de rufero 3 años y después dishwasher"), [["rufer"], ["dishwash"]]);
    assert!(stems("no he trabajado, 3 años").is_empty());
}

#[test]
fn doers_and_deeds_share_the_root_of_their_verb() {
    for (one, other) in [
        ("vendedora", "venta"),
        ("vendía", "vendedor"),
        ("tejedora", "tejía"),
        ("ayudante", "ayudaba"),
        ("limpieza", "limpiaba"),
        ("lavado", "lavaba"),
    ] {
        let stems = stems(&format!("{one} {other}")).concat();
        assert_eq!(root(&stems[0]), root(stems.last().unwrap()), "{one} {other}");
    }
}

#[test]
fn short_verbs_are_told_in_each_form() {
    for (one, other) in [("vendía", "vendimos"), ("cosía", "coser"), ("jalaban", "jalo"), ("daba", "dando")]
    {
        assert_eq!(stems(one), stems(other), "{one} {other}");
    }
    assert_ne!(stems("taller"), stems("tallar"));
    assert!(!stems("uñas").is_empty() && stems("unas").is_empty());
}

#[test]
fn slips_sound_alike() {
    for (one, other) in [("cosinero", "cocinero"), ("alvanil", "albanil"), ("dishwacher", "dishwasher")] {
        assert_eq!(sound(one), sound(other));
    }
    assert!(
        one_slip("ploemro", "plomero") && one_slip("forklif", "forklift") && !one_slip("taco", "tractor")
    );
}
