//! Municipalities as tables and directories write them.

use domain::{
    place::{self, MunicipalityCode},
    text::fold,
};

/// Names that say nothing more than a municipality's, folded.
const PREFIXES: [&str; 6] =
    ["municipio de ", "ciudad de ", "aldea ", "cabecera de ", "guatemala ", "villa de "];

/// The municipality that a code or a name means, the department (if told) deciding between equal names. A code may
/// have lost its first zero in a spreadsheet.
///
/// # Errors
/// A Fluent key: `import-place-missing`, `import-place-unknown`, or `import-place-several`.
pub fn read(municipality: Option<&str>, department: Option<&str>) -> Result<MunicipalityCode, &'static str> {
    let Some(text) = municipality else { return Err("import-place-missing") };
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return MunicipalityCode::parse(&format!("{text:0>4}")).map_err(|_| "import-place-unknown");
    }
    let (name, told) = match text.split_once([',', '(', '/']) {
        Some((name, rest)) => (name, Some(rest)),
        None => (text, None),
    };
    let departments: Vec<String> = [department, told].into_iter().flatten().map(fold).collect();
    named(&fold(name), &departments).or_else(|key| named(&fold(text), &departments).map_err(|_| key))
}

fn named(wanted: &str, departments: &[String]) -> Result<MunicipalityCode, &'static str> {
    let without_prefix = || PREFIXES.iter().find_map(|prefix| wanted.strip_prefix(prefix));
    let bare = wanted.strip_suffix(" city").or_else(without_prefix);
    let mut found: Vec<&place::Municipality> = Vec::new();
    for name in [Some(wanted), bare].into_iter().flatten() {
        found = place::find(name)
            .into_iter()
            .filter(|place| {
                fold(place.name) == name
                    || place.aliases.iter().any(|alias| fold(alias) == name)
                    || fold(&format!("{} {}", place.name, place.department)) == name
            })
            .collect();
        if !found.is_empty() {
            break;
        }
    }
    let within = |place: &&place::Municipality| {
        let name = fold(place.department);
        let code = place.code.department().to_string();
        departments.iter().any(|told| told.contains(&name) || *told == code)
    };
    let narrowed: Vec<&place::Municipality> = found.iter().copied().filter(|place| within(place)).collect();
    match (found.as_slice(), narrowed.as_slice()) {
        ([], _) => Err("import-place-unknown"),
        ([one], _) | (_, [one]) => Ok(one.code),
        _ => Err("import-place-several"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_names_and_departments() {
        let code = |name, department| read(Some(name), department).map(|code| code.to_string());
        assert_eq!(code("1601", None).as_deref(), Ok("1601"));
        assert_eq!(code("101", None).as_deref(), Ok("0101"), "Excel drops the zero");
        assert_eq!(code("COBAN", None).as_deref(), Ok("1601"));
        assert_eq!(code("Cobán, Alta Verapaz", None).as_deref(), Ok("1601"));
        assert_eq!(code("Municipio de Cobán", None).as_deref(), Ok("1601"));
        assert_eq!(code("San Pedro Sacatepéquez", None), Err("import-place-several"));
        assert_eq!(code("San Pedro Sacatepéquez", Some("San Marcos")).as_deref(), Ok("1202"));
        assert_eq!(code("San Pedro Sacatepéquez", Some("12")).as_deref(), Ok("1202"));
        assert_eq!(code("San Pedro Sacatepéquez (San Marcos)", None).as_deref(), Ok("1202"));
        assert_eq!(code("Guatemala City", None).as_deref(), Ok("0101"));
        assert_eq!(code("Ciudad de Guatemala", None).as_deref(), Ok("0101"));
        assert_eq!(code("Houston", Some("Texas")), Err("import-place-unknown"));
        assert_eq!(code("Cob", None), Err("import-place-unknown"), "the beginning of a name is none");
        assert_eq!(read(None, Some("San Marcos")), Err("import-place-missing"));
    }
}
