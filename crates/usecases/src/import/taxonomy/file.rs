//! Which files of a folder are of ESCO, and what their columns hold.

use std::{
    fs,
    path::{Path, PathBuf},
};

use domain::message::Lang;
use store::taxonomy::ConceptRow;

use super::LIMITS;
use crate::import::{
    problem::FileProblem,
    sheet::{Row, Sheet},
};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// Concepts with their names in one language; a collection repeats concepts of other files.
    Concepts {
        /// Whether it is a collection; these come last.
        collection: bool,
        /// The language.
        lang: Lang,
    },
    /// Which concepts need which, under these columns.
    Links {
        /// The column of the one.
        from: &'static str,
        /// The column of the other.
        to: &'static str,
    },
    /// Which concepts are part of which.
    Broader,
    /// Groups of skills, level by level.
    Hierarchy,
}

/// A file of ESCO.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Its folder, if below, and its name.
    pub name: String,
    /// What it holds.
    pub content: Content,
}

/// The files of ESCO in a folder and right below it, in the order in which they are taken, and the names of the others.
///
/// # Errors
/// [`FileProblem::NoRecords`] when there is none.
pub fn find(folder: &Path) -> Result<(Vec<Found>, Vec<String>), FileProblem> {
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for path in list(folder)? {
        let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        match content(&path) {
            Some(content) => files.push(Found { path, name, content }),
            None => others.push(name),
        }
    }
    if files.is_empty() {
        return Err(FileProblem::NoRecords);
    }
    files.sort_by(|one, other| (one.content, &one.name).cmp(&(other.content, &other.name)));
    Ok((files, others))
}

/// The CSV files, or the one file itself.
fn list(folder: &Path) -> Result<Vec<PathBuf>, FileProblem> {
    if !fs::metadata(folder)?.is_dir() {
        return Ok(vec![folder.to_owned()]);
    }
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            for below in fs::read_dir(&path)? {
                paths.push(below?.path());
            }
        } else {
            paths.push(path);
        }
    }
    paths.retain(|path| path.extension().is_some_and(|name| name.eq_ignore_ascii_case("csv")));
    paths.sort();
    Ok(paths)
}

/// What the columns of a file say that it holds; none if it is not of ESCO, or its language cannot be told.
fn content(path: &Path) -> Option<Content> {
    let sheet = Sheet::open(path, &[], &LIMITS).ok()?;
    let has = |column: &str| sheet.has(column);
    if has("occupationUri") && has("relationType") && has("skillUri") {
        Some(Content::Links { from: "occupationuri", to: "skilluri" })
    } else if has("originalSkillUri") && has("relationType") && has("relatedSkillUri") {
        Some(Content::Links { from: "originalskilluri", to: "relatedskilluri" })
    } else if has("conceptUri") && has("broaderUri") {
        Some(Content::Broader)
    } else if has("Level 0 URI") {
        Some(Content::Hierarchy)
    } else if has("conceptUri") && has("conceptType") && has("preferredLabel") {
        let lang = lang(path)?;
        Some(Content::Concepts { collection: has("broaderConceptUri"), lang })
    } else {
        None
    }
}

/// `skills_es.csv`, or any file in a folder `es`.
fn lang(path: &Path) -> Option<Lang> {
    let name = path.file_stem()?.to_string_lossy().to_lowercase();
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().to_lowercase());
    let by_name = name.rsplit(['_', '-']).next().and_then(Lang::from_word);
    by_name.or_else(|| Lang::from_word(&folder?))
}

/// The word of a type of concept in the database.
pub fn kind(name: &str) -> Option<&'static str> {
    Some(match name {
        "Occupation" => "occupation",
        "KnowledgeSkillCompetence" => "skill",
        "SkillGroup" => "skill_group",
        "ISCOGroup" => "isco_group",
        _ => return None,
    })
}

/// Whether it is the address of a concept.
pub fn is_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://"))
        && text.len() <= 300
        && !text.contains(char::is_whitespace)
}

/// The parts of a cell with several values: a line each, or with bars between (collections).
pub fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('\n').flat_map(|line| line.split(" | ")).map(str::trim).filter(|part| !part.is_empty())
}

/// The concept of a row, with its words in one language.
pub fn concept(row: &Row, uri: &str, kind: &'static str, lang: Lang) -> ConceptRow {
    let text = |column: &str| row.get(column).unwrap_or_default().to_owned();
    let (title, description) = (text("preferredlabel"), text("description"));
    let isco = match kind {
        "isco_group" => row.get("code"),
        "occupation" => row.get("iscogroup").or_else(|| row.get("broaderconcepturi").and_then(group)),
        _ => None,
    };
    // Only the day: `2024-01-25T11:28:50.295Z`.
    let version = row.get("modifieddate").and_then(|at| at.get(..10)).unwrap_or_default().to_owned();
    let concept = ConceptRow {
        uri: uri.to_owned(),
        kind: kind.to_owned(),
        isco: isco.map(str::to_owned),
        version,
        ..ConceptRow::default()
    };
    match lang {
        Lang::Es => ConceptRow { title_es: title, description_es: description, ..concept },
        Lang::En => ConceptRow { title_en: title, description_en: description, ..concept },
    }
}

/// The unit group among the groups that an occupation is part of: `…/isco/C2654`.
fn group(broader: &str) -> Option<&str> {
    let code = parts(broader).find_map(|uri| uri.rsplit_once("/isco/C").map(|(_, code)| code))?;
    (code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_kinds_and_parts() {
        assert_eq!(lang(Path::new("a/skills_es.csv")), Some(Lang::Es));
        assert_eq!(lang(Path::new("a/en/skills.csv")), Some(Lang::En));
        assert_eq!(lang(Path::new("en/skills_es.csv")), Some(Lang::Es));
        assert_eq!(lang(Path::new("a/skills.csv")), None);
        assert_eq!(parts("uno\ndos | tres\n").collect::<Vec<_>>(), ["uno", "dos", "tres"]);
        assert_eq!(group("http://x/skill/1 | http://data.europa.eu/esco/isco/C2654"), Some("2654"));
        assert_eq!(group("http://data.europa.eu/esco/isco/C26"), None);
        assert!(is_address("http://data.europa.eu/esco/isco/C26") && !is_address("javascript:1"));
    }
}
