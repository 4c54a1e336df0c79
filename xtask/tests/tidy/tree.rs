//! The files of the project, as the other rules read them.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// Folders that are made, not written.
const MADE: &[&str] = &[".git", "target", "node_modules", "out", "sinarem-data", "sinarem-demo"];

/// The project's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// A file that is text.
pub struct File {
    /// Its path from the root, with `/`.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

impl File {
    /// Whether its name ends so: `.rs`.
    pub fn is(&self, ending: &str) -> bool {
        self.path.ends_with(ending)
    }
    /// Whether it lies under this folder.
    pub fn under(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }
    /// Its lines with their numbers, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line))
    }
}

static PATHS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut paths = Vec::new();
    walk(root(), &mut paths);
    paths.sort();
    paths
});

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let read =
        |path: &String| Some(File { path: path.clone(), text: fs::read_to_string(root().join(path)).ok()? });
    PATHS.iter().filter_map(read).collect()
});

/// The path of every file, from the root.
pub fn paths() -> &'static [String] {
    &PATHS
}

/// Every file that is text.
pub fn files() -> &'static [File] {
    &FILES
}

fn walk(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let inner = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        // A data folder at the root belongs to who runs the program there.
        if MADE.contains(&name.as_str()) || inner == "data" || inner == ".env" {
            continue;
        }
        if path.is_dir() {
            walk(&path, into);
        } else {
            into.push(inner);
        }
    }
}

/// Fails with every fault, one a line.
#[track_caller]
pub fn none(faults: &[String], rule: &str) {
    assert!(faults.is_empty(), "{rule}:\n  {}\n", faults.join("\n  "));
}
