//! Every command that a document shows is one that the program knows, with the options it has.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn documents(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            documents(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            into.push(path);
        }
    }
}

/// The words after the program's name, where a line or a word in backticks is a command.
fn commands(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for line in text.lines() {
        let shown = line.strip_prefix("    ").into_iter().chain(line.split('`').skip(1).step_by(2));
        for command in shown {
            let command = command.split('#').next().unwrap_or_default().trim();
            let starts = ["sinarem ", "cargo run --release -- ", "cargo run -- ", "target/release/sinarem "];
            if let Some(rest) = starts.iter().find_map(|start| command.strip_prefix(start)) {
                found.push(rest.split_whitespace().map(str::to_owned).collect());
            }
        }
    }
    found
}

fn help(of: &[&str]) -> Option<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_sinarem")).args(of).arg("--help").output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

#[test]
fn commands_in_documents_exist() {
    let mut paths: Vec<_> = ["README.md", "README.es.md", "CONTRIBUTING.md", "ARCHITECTURE.md"]
        .iter()
        .map(|name| root().join(name))
        .collect();
    documents(&root().join("docs"), &mut paths);
    let (mut faults, mut seen) = (Vec::new(), 0);
    for path in paths {
        for words in commands(&fs::read_to_string(&path).unwrap()) {
            seen += 1;
            let shown = format!("{}: sinarem {}", path.display(), words.join(" "));
            // `import vacancies FILE` is a subcommand of a subcommand.
            let plain = |word: &&String| {
                word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-')
                    && !word.starts_with('-')
            };
            let named: Vec<&str> = words.iter().take_while(plain).map(String::as_str).collect();
            let Some(told) = (1..=named.len()).rev().find_map(|count| help(&named[..count])) else {
                faults.push(format!("{shown}: no such command"));
                continue;
            };
            for option in words.iter().filter(|word| word.starts_with("--")) {
                let name = option.split('=').next().unwrap_or_default();
                if !told.contains(name) {
                    faults.push(format!("{shown}: no option {name}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n  {}\n", faults.join("\n  "));
    assert!(seen > 8, "only {seen} commands found in the documents");
}

/// Without a command the program says what it can do, and a wrong one does not start anything.
#[test]
fn wrong_commands_are_refused() {
    for words in [&["nonsense"][..], &["serve", "--nonsense"], &["demo", "--port", "x"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_sinarem")).args(words).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(!output.stderr.is_empty(), "{words:?}");
    }
}
