//! Tests of matching: properties that hold for anybody, people whose match a counsellor would choose, and phrases.
#![expect(clippy::unwrap_used, reason = "a broken fixture must stop the test")]

mod anyone;
mod engine;
mod golden;
mod linking;
mod missing;
mod people;
mod preference;
mod properties;
mod world;
