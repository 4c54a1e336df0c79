//! The rules of SINAREM. Nothing here waits, reads a clock, or talks to anything outside.
//!
//! In reading order: what things are called by ([`id`], [`time`], [`text`], [`place`], [`taxonomy`]), who may do what
//! ([`policy`]), and the features, each with its life in one `match`.

pub mod id;
pub mod place;
pub mod taxonomy;
pub mod text;
pub mod time;
mod word;

pub mod policy;

pub mod advert;
pub mod agency;
pub mod application;
pub mod attention;
pub mod case;
pub mod consent;
pub mod emergency;
pub mod find;
pub mod intake;
pub mod merge;
pub mod message;
pub mod opportunity;
pub mod person;
pub mod preference;
pub mod pulse;
pub mod referral;
pub mod reply;
pub mod report;
pub mod service;
pub mod supply;
pub mod wage;

pub use word::UnknownWord;
