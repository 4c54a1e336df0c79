//! Files that people bring: opened carefully and read piece by piece into plain structs.
//!
//! The readers (`sheet`, `jsonld`, `hsds`) know nothing of the database; `taxonomy`, `people`, `vacancies` and
//! `services` bring what they read in, row by row. A file that cannot be read at all gives a [`problem::FileProblem`];
//! a row, cell or record that is wrong carries its [`problem::RowProblem`]s and the reading goes on.

pub mod error_file;
pub mod hsds;
pub mod jsonld;
pub mod people;
pub mod problem;
pub mod services;
pub mod sheet;
pub mod taxonomy;
pub mod vacancies;

mod json;
mod place;
mod run;
mod text;

pub use run::{FileCounts, Note, Report, Stopped, Watch};
pub use text::Encoding;
