//! Places are as the country has them.

use proptest::prelude::*;

use super::*;

fn place(code: &str) -> &'static Municipality {
    municipality(MunicipalityCode::parse(code).unwrap()).unwrap()
}

#[test]
fn the_country_is_whole() {
    let counts: Vec<usize> =
        departments().iter().map(|department| municipalities_of(department.code).count()).collect();
    assert_eq!(counts, [17, 8, 16, 16, 14, 14, 19, 8, 24, 21, 9, 30, 33, 21, 8, 17, 14, 5, 11, 11, 7, 17]);
    assert_eq!(municipalities().len(), 340);
    assert!(municipalities().windows(2).all(|pair| pair[0].code < pair[1].code));
    for place in municipalities() {
        assert!((13.7..=17.9).contains(&place.latitude), "{place:?}");
        assert!((-92.3..=-88.2).contains(&place.longitude), "{place:?}");
        let capital = place.code.department() == DepartmentCode(1);
        assert_eq!(place.district == WageDistrict::Ce1, capital, "{place:?}");
    }
}

#[test]
fn codes_are_read_and_shown() {
    let code = MunicipalityCode::parse("0514").unwrap();
    assert_eq!(place("0514").name, "Sipacate");
    assert_eq!(place("1333").name, "Petatán");
    assert_eq!(code.to_string(), "0514");
    assert_eq!(serde_json::to_string(&code).unwrap(), "\"0514\"");
    assert_eq!(serde_json::from_str::<MunicipalityCode>("\"0514\"").unwrap(), code);
    assert_eq!(code.department().to_string(), "05");
    assert_eq!(MunicipalityCode::parse("0118"), Err(PlaceProblem::Unknown));
    assert_eq!(MunicipalityCode::parse("514"), Err(PlaceProblem::CodeForm));
    assert_eq!(DepartmentCode::parse("23"), Err(PlaceProblem::Unknown));
    assert_eq!(department(DepartmentCode::parse("13").unwrap()).unwrap().name, "Huehuetenango");
}

#[test]
fn every_problem_has_a_sentence_in_both_languages() {
    for file in
        [include_str!("../../../web/locales/es/place.ftl"), include_str!("../../../web/locales/en/place.ftl")]
    {
        for problem in [PlaceProblem::CodeForm, PlaceProblem::Unknown] {
            assert!(file.contains(&format!("{} = ", problem.key())));
        }
    }
}

#[test]
fn finds_by_name_alias_and_inner_word() {
    let first = |text: &str| find(text).first().map(|place| place.code.to_string()).unwrap_or_default();
    assert_eq!(first("coban"), "1601");
    assert_eq!(first("XELA"), "0901");
    assert_eq!(first("barillas"), "1326");
    assert_eq!(first("petapa"), "0117");
    assert_eq!(first("el chol"), "1506");
    assert_eq!(first("tecún uman"), "1217");
    assert_eq!(first("san pedro sacatepequez san marcos"), "1202");
    assert_eq!(first("carcha"), "1609");
    assert_eq!(first("san juan la ermita"), "2003");
    assert_eq!(find("san pedro sacatepéquez").len(), 2);
    assert!(find("la union").iter().any(|place| place.code.to_string() == "1332"));
    assert_eq!(find("").len(), 0);
    assert_eq!(find("zzz").len(), 0);
    for place in municipalities() {
        assert!(find(place.name).contains(&place), "{}", place.name);
        assert!(place.aliases.iter().all(|alias| find(alias).contains(&place)), "{}", place.name);
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_search(text in "\\PC{0,30}") {
        let _ = find(&text);
        let _ = MunicipalityCode::parse(&text);
    }
}
