//! The repository's own tests: the rules that neither the compiler nor clippy keeps.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that cannot be read")]

mod documents;
mod edges;
mod files;
mod pages;
mod tree;
mod used;
mod words;
