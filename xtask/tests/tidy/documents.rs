//! Documents name only what exists: every path in backticks is there, every recipe is in the justfile.

use crate::tree::{File, files, none, paths};

/// Endings by which a word in backticks is known to be a path.
const ENDINGS: &[&str] = &[
    ".rs", ".md", ".toml", ".sql", ".ftl", ".html", ".css", ".csv", ".mjs", ".json", ".txt", ".snap", ".svg",
];

/// Files that who runs the program has, and the project has not.
const OPERATORS: &[&str] = &["sinarem.toml"];

fn documents() -> impl Iterator<Item = &'static File> {
    files().iter().filter(|file| file.is(".md") && !file.under("seeds/"))
}

/// Whether a word in backticks is meant as a path of this project.
fn is_path(word: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_-./{},*<>".contains(letter);
    let elsewhere = word.starts_with(['/', '-', '.', '<', '*']) || word.contains("//");
    let looks = ENDINGS.iter().any(|ending| word.ends_with(ending)) || word.contains('/');
    let named = matches!(word, "./test" | ".ci/run");
    named || (!OPERATORS.contains(&word) && word.chars().all(plain) && !elsewhere && looks)
}

/// Whether some file or folder fits: `{a,b}` is one of them, `<word>` and `*` stand for one part.
fn exists(word: &str) -> bool {
    if let (Some(open), Some(close)) = (word.find('{'), word.find('}')) {
        let (head, tail) = (&word[..open], &word[close + 1..]);
        return word[open + 1..close].split(',').all(|choice| exists(&format!("{head}{choice}{tail}")));
    }
    let wanted: Vec<_> = word.trim_start_matches("./").trim_end_matches('/').split('/').collect();
    let fits = |path: &String| {
        let parts: Vec<_> = path.split('/').collect();
        // A path may be told from the root or from `crates/`, and may name a folder.
        [0, 1].iter().any(|skip| {
            parts.get(*skip..).is_some_and(|parts| {
                (*skip == 0 || path.starts_with("crates/"))
                    && parts.len() >= wanted.len()
                    && wanted.iter().zip(parts).all(|(want, part)| fits_part(want, part))
            })
        })
    };
    paths().iter().any(fits)
}

fn fits_part(want: &str, part: &str) -> bool {
    let Some(open) = want.find(['<', '*']) else { return want == part };
    let close = want.rfind(['>', '*']).unwrap_or(open);
    part.len() > want.len() - (close + 1 - open)
        && part.starts_with(&want[..open])
        && part.ends_with(&want[close + 1..])
}

#[test]
fn paths_in_documents_exist() {
    let mut faults = Vec::new();
    let mut seen = 0;
    for file in documents() {
        for (number, line) in file.lines() {
            for word in line.split('`').skip(1).step_by(2) {
                let word = word.split(':').next().unwrap_or(word);
                if is_path(word) {
                    seen += 1;
                    if !exists(word) {
                        faults.push(format!("{}:{number}: {word}", file.path));
                    }
                }
            }
        }
    }
    none(&faults, "paths in documents that do not exist");
    assert!(seen > 20, "only {seen} paths found in the documents");
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut faults = Vec::new();
    for file in documents() {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (at, _) in file.text.match_indices("](") {
            let target = file.text[at + 2..].split([')', '#']).next().unwrap_or_default();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            let mut parts: Vec<_> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in target.split('/') {
                match part {
                    ".." => drop(parts.pop()),
                    "." => {}
                    part => parts.push(part),
                }
            }
            let path = parts.join("/");
            if !paths().iter().any(|known| *known == path || known.starts_with(&format!("{path}/"))) {
                faults.push(format!("{}: {target}", file.path));
            }
        }
    }
    none(&faults, "links that lead nowhere");
}

#[test]
fn recipes_in_documents_exist() {
    let recipes = files().iter().find(|file| file.path == "justfile").map_or("", |file| file.text.as_str());
    let known = |name: &str| {
        recipes.lines().any(|line| {
            let head = line.split(':').next().unwrap_or_default();
            line.contains(':') && head.split(' ').next() == Some(name)
        })
    };
    let mut faults = Vec::new();
    for file in documents() {
        for (number, line) in file.lines() {
            let spans =
                line.split('`').skip(1).step_by(2).chain(line.starts_with("    ").then_some(line.trim()));
            for name in spans.filter_map(|span| span.strip_prefix("just ")) {
                let name = name.split_whitespace().next().unwrap_or_default();
                if !name.starts_with('#') && !known(name) {
                    faults.push(format!("{}:{number}: just {name}", file.path));
                }
            }
        }
    }
    none(&faults, "recipes that are not in the justfile");
}

/// A document or decision that a comment sends the reader to must be there.
#[test]
fn documents_named_in_comments_exist() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| file.is(".rs") && file.under("crates/")) {
        for (number, line) in file.lines() {
            for (at, _) in line.match_indices("`docs/") {
                let word = line[at + 1..].split('`').next().unwrap_or_default();
                if !paths().iter().any(|path| path.starts_with(word)) {
                    faults.push(format!("{}:{number}: {word}", file.path));
                }
            }
        }
    }
    none(&faults, "documents named in comments");
}

#[test]
fn a_path_is_told_from_other_words() {
    assert!(is_path("crates/domain/src/policy.rs") && is_path("deny.toml") && is_path("./test"));
    assert!(!is_path("/es/oportunidades") && !is_path("cargo test") && !is_path("Locked<T>"));
    assert!(exists("domain/src/policy.rs") && exists("crates/web/locales/{es,en}/<feature>.ftl"));
    assert!(!exists("crates/domain/src/nothing.rs"));
}
