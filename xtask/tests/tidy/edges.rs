//! What may depend on what. The same as `deny.toml`, and needs nothing installed.

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

use crate::tree::{files, none, root};

/// Which of our crates may use which: edges point downwards only.
const EDGES: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("matching", &["domain"]),
    ("credentials", &["domain"]),
    ("store", &["domain"]),
    ("usecases", &["credentials", "domain", "matching", "store"]),
    ("web", &["domain", "usecases"]),
    ("cli", &["domain", "matching", "store", "usecases", "web"]),
    ("xtask", &[]),
];

/// What only these crates may use: one place for each way to the outside.
const ONLY: &[(&str, &[&str])] = &[
    ("anyhow", &["cli"]),
    ("askama", &["web"]),
    ("axum", &["web", "cli"]),
    ("axum-extra", &["web"]),
    ("chacha20poly1305", &["store", "credentials"]),
    ("clap", &["cli"]),
    ("fluent-bundle", &["web"]),
    ("indicatif", &["cli"]),
    ("lettre", &["usecases"]),
    ("sqlx", &["store"]),
    ("tantivy", &["usecases"]),
    ("tokio", &["store", "usecases", "web", "cli"]),
    ("tower-http", &["web"]),
    ("ureq", &["usecases"]),
];

/// Crates that do no input or output and never wait, and all that they may use besides `domain`.
const PURE: &[(&str, &[&str])] = &[
    ("domain", &["jiff", "serde", "serde_json", "thiserror", "uuid"]),
    ("matching", &["libm", "serde", "serde_json", "thiserror"]),
    ("credentials", &["serde", "serde_json", "sha2", "thiserror"]),
];

/// What each of our crates depends on, tests aside.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let package = |package: &Value| {
        let used = package["dependencies"].as_array().unwrap().iter();
        let used =
            used.filter(|one| one["kind"] != "dev").map(|one| one["name"].as_str().unwrap().to_owned());
        (package["name"].as_str().unwrap().to_owned(), used.collect())
    };
    metadata["packages"].as_array().unwrap().iter().map(package).collect()
}

#[test]
fn edges_point_downwards() {
    let mut faults = Vec::new();
    for (name, used) in dependencies() {
        let Some((_, may)) = EDGES.iter().find(|(known, _)| *known == name) else {
            faults.push(format!("{name}: an eighth crate needs a decision record and a line here"));
            continue;
        };
        for other in used {
            if EDGES.iter().any(|(known, _)| *known == other) && !may.contains(&other.as_str()) {
                faults.push(format!("{name} may not depend on {other}"));
            }
        }
    }
    none(&faults, "crate edges (EDGES in xtask/tests/tidy/edges.rs)");
}

#[test]
fn each_way_outside_has_one_place() {
    let mut faults = Vec::new();
    for (name, used) in dependencies() {
        for other in used {
            if ONLY.iter().any(|(what, who)| *what == other && !who.contains(&name.as_str())) {
                faults.push(format!("{name} may not depend on {other}"));
            }
        }
    }
    none(&faults, "what only some crates may use (ONLY in xtask/tests/tidy/edges.rs)");
}

#[test]
fn rules_do_no_input_or_output() {
    let mut faults = Vec::new();
    let all = dependencies();
    for (name, may) in PURE {
        for other in &all[*name] {
            if other != "domain" && !may.contains(&other.as_str()) {
                faults.push(format!("{name} may not depend on {other}"));
            }
        }
    }
    for file in files() {
        let pure = PURE.iter().any(|(name, _)| file.under(&format!("crates/{name}/src/")));
        if pure && file.is(".rs") && (file.text.contains("std::fs") || file.text.contains("std::net")) {
            faults.push(format!("{}: reads files or speaks to the network", file.path));
        }
    }
    none(&faults, "pure crates (PURE in xtask/tests/tidy/edges.rs)");
}
