//! Places as people type them.

use domain::{
    place::{self, MunicipalityCode},
    text::fold,
};

/// The municipality that a text names: its code, its name, or its name with the department ("San Pedro
/// Sacatepéquez, San Marcos").
///
/// # Errors
/// The Fluent key `place-empty`, `place-unknown`, or `place-several` where a name needs its department.
pub fn choose(text: &str) -> Result<MunicipalityCode, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Err("place-empty");
    }
    if let Ok(code) = MunicipalityCode::parse(text) {
        return Ok(code);
    }
    let found = place::find(text);
    let wanted = fold(text);
    let same_name = found.iter().filter(|one| fold(one.name) == wanted).count();
    match found.first() {
        None => Err("place-unknown"),
        Some(_) if same_name > 1 => Err("place-several"),
        Some(one) if same_name == 1 || found.len() == 1 || is_named(one, &wanted) => Ok(one.code),
        Some(_) => Err("place-several"),
    }
}

/// Whether the folded text is the place's name with its department, or one of its other names.
fn is_named(place: &place::Municipality, wanted: &str) -> bool {
    fold(&format!("{} {}", place.name, place.department)) == wanted
        || place.aliases.iter().any(|alias| fold(alias) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_chosen_only_if_it_is_the_only_one() {
        let code = |text: &str| choose(text).map(|code| code.to_string());
        assert_eq!(code(" coban "), Ok("1601".to_owned()));
        assert_eq!(code("1601"), Ok("1601".to_owned()));
        assert_eq!(code("Xela"), Ok("0901".to_owned()));
        assert_eq!(code("San Pedro Sacatepéquez"), Err("place-several"));
        assert_eq!(code("San Pedro Sacatepéquez, San Marcos"), Ok("1202".to_owned()));
        assert_eq!(code("San"), Err("place-several"));
        assert_eq!(code("Macondo"), Err("place-unknown"));
        assert_eq!(code("  "), Err("place-empty"));
    }
}
