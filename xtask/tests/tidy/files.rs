//! Rules for every file: length, first line, names, nothing left over.

use crate::tree::{File, files, none, paths};

/// The longest a file may be; longer ones are cut by what changes together.
const LONGEST: usize = 400;
/// Kinds of files that people write.
const WRITTEN: &[&str] = &[".rs", ".html", ".ftl", ".css", ".js", ".mjs", ".sql", ".toml", ".md", ".yml"];

fn written() -> impl Iterator<Item = &'static File> {
    files().iter().filter(|file| {
        let script = matches!(file.path.as_str(), "test" | ".ci/run" | "justfile");
        script || WRITTEN.iter().any(|ending| file.is(ending))
    })
}

#[test]
fn no_file_is_too_long() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| [".rs", ".html", ".mjs", ".js"].iter().any(|of| file.is(of))) {
        let lines = file.text.lines().count();
        if lines > LONGEST {
            faults.push(format!("{}: {lines} lines", file.path));
        }
    }
    none(&faults, "files of at most 400 lines");
}

#[test]
fn every_rust_file_says_what_it_is() {
    let faults: Vec<_> = files()
        .iter()
        .filter(|file| file.is(".rs") && !file.text.starts_with("//! "))
        .map(|file| file.path.clone())
        .collect();
    none(&faults, "a `//!` line on top of each Rust file");
}

#[test]
fn lines_end_where_they_end() {
    let mut faults = Vec::new();
    for file in written() {
        for (number, line) in file.lines() {
            if line.ends_with([' ', '\t', '\r']) {
                faults.push(format!("{}:{number}: white space at the end", file.path));
            }
            if line.contains('\t') && !file.is(".md") {
                faults.push(format!("{}:{number}: a tab", file.path));
            }
        }
        if !file.text.is_empty() && !file.text.ends_with('\n') {
            faults.push(format!("{}: no line break at the end", file.path));
        }
    }
    none(&faults, "white space");
}

#[test]
fn names_say_what_is_inside() {
    let vague = ["utils", "util", "helpers", "helper", "types", "common", "misc", "prelude"];
    let mut faults = Vec::new();
    for path in paths().iter().filter(|path| path.ends_with(".rs")) {
        let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
        if name == "mod" || vague.contains(&name) {
            faults.push(path.clone());
        }
    }
    none(&faults, "no mod.rs, no utils");
}

#[test]
fn nothing_is_left_over() {
    // Put together here, so that this file is not found by itself.
    let left =
        [concat!("FIX", "ME"), concat!("todo", "!("), concat!("unimplemented", "!("), concat!("dbg", "!(")];
    let todo = concat!("TO", "DO");
    let places =
        [concat!("/tm", "p/"), concat!("/wor", "k/"), concat!("/ro", "ot/"), concat!("registry.", "npmjs")];
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| !file.under("seeds/") && !file.is(".snap")) {
        for (number, line) in file.lines() {
            let code = [".rs", ".html", ".css", ".mjs", ".js", ".sql"].iter().any(|of| file.is(of));
            if left.iter().any(|word| line.contains(word)) || (code && line.contains(todo)) {
                faults.push(format!("{}:{number}: something left to do", file.path));
            }
            let of_this_machine = |place: &&str| {
                line.match_indices(*place).any(|(at, _)| {
                    !line[..at].ends_with(|letter: char| letter.is_alphanumeric() || ".}*".contains(letter))
                })
            };
            if places.iter().any(of_this_machine) {
                faults.push(format!("{}:{number}: a path or host of one machine", file.path));
            }
        }
    }
    none(&faults, "nothing left over");
}

#[test]
fn exceptions_have_a_reason() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| file.is(".rs")) {
        for (at, _) in file.text.match_indices(concat!("[exp", "ect(")) {
            let rest = &file.text[at..];
            let end = rest.find(")]").unwrap_or(rest.len());
            if !rest[..end].contains("reason = ") {
                let line = file.text[..at].lines().count();
                faults.push(format!("{}:{line}: expect without a reason", file.path));
            }
        }
    }
    none(&faults, "expect(…, reason = \"…\")");
}

#[test]
fn migrations_are_one_text_for_both_databases() {
    let folder = "crates/store/migrations/";
    let list = files().iter().find(|file| file.path == "crates/store/src/migrate.rs");
    let list = list.map_or("", |file| file.text.as_str());
    let mut faults = Vec::new();
    let mut numbers = Vec::new();
    for path in paths().iter().filter(|path| path.starts_with(folder)) {
        let name = path.trim_start_matches(folder);
        let number = name.split('_').next().unwrap_or_default();
        if number.len() != 4
            || number.parse::<u16>().is_err()
            || !name.ends_with(".sql")
            || name.contains('/')
        {
            faults.push(format!("{path}: migrations are NNNN_name.sql, one text for both databases"));
        }
        if numbers.contains(&number) {
            faults.push(format!("{path}: number {number} stands twice"));
        }
        if !list.contains(&format!("../migrations/{name}")) {
            faults.push(format!("{path}: not in crates/store/src/migrate.rs"));
        }
        numbers.push(number);
    }
    assert!(!numbers.is_empty(), "no migrations found");
    none(&faults, "migrations");
}

#[test]
fn packages_come_from_no_named_registry() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| file.is("package-lock.json")) {
        if file.text.contains("\"resolved\"") {
            faults.push(format!("{}: names where packages were fetched", file.path));
        }
    }
    none(&faults, "lock files");
}
