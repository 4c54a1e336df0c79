//! Files that people bring: opened carefully and read piece by piece into plain structs.
//!
//! Nothing here knows the database. A file that cannot be read at all gives a [`problem::FileProblem`];
//! a row, cell or record that is wrong carries its [`problem::RowProblem`]s and the reading goes on.

pub mod error_file;
pub mod hsds;
pub mod jsonld;
pub mod problem;
pub mod sheet;

mod json;
mod text;

pub use text::Encoding;
