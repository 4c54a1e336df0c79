//! The schooling that a vacancy asks for, out of words.

use domain::{person::Schooling, text::fold};

/// The level that words ask for; `Some(None)`: none.
pub(super) fn read(words: &str) -> Option<Option<Schooling>> {
    if let Some(level) = Schooling::from_word(words) {
        return Some(Some(level));
    }
    let folded = fold(words);
    let has = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    if has(&["no requirement", "ningun", "sin estudio", "no se requiere", "no required"]) {
        Some(None)
    } else if has(&[
        "universi",
        "licenciatura",
        "bachelor degree",
        "bachelors",
        "ingenier",
        "postgrad",
        "maestria",
    ]) {
        Some(Some(Schooling::University))
    } else if has(&[
        "diversificado",
        "bachiller",
        "high school",
        "perito",
        "secretariado",
        "magisterio",
        "nivel medio",
        "associate",
        "professional certificate",
    ]) {
        Some(Some(Schooling::Diversified))
    } else if has(&["basico", "secundaria", "middle school"]) {
        Some(Some(Schooling::Basic))
    } else if has(&["primaria", "sexto", "elementary", "leer y escribir"]) {
        Some(Some(Schooling::Primary))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schooling_in_words() {
        assert_eq!(read("Título de nivel medio"), Some(Some(Schooling::Diversified)));
        assert_eq!(read("bachelor degree"), Some(Some(Schooling::University)));
        assert_eq!(read("Bachiller"), Some(Some(Schooling::Diversified)));
        assert_eq!(read("no requirements"), Some(None));
        assert_eq!(read("buena letra"), None);
    }
}
