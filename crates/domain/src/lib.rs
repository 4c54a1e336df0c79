//! domain

pub mod place;
pub mod text;
pub mod wage;
