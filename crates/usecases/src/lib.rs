//! usecases

pub mod import;
