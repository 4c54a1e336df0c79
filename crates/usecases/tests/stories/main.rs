//! Stories: what people do, told through the use cases, each on both databases. One file for each feature; see
//! `support.rs` for the world they happen in.
//!
//! `cargo test -p usecases --test stories person::` runs those of one feature. PostgreSQL is tried when
//! `TEST_POSTGRES_URL` names a server on which databases may be made.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod case;
mod cast;
mod support;

mod account;
mod agency;
mod agreement;
mod alert;
mod application;
mod assurance;
mod bad_row;
mod canary;
mod candidate;
mod catalogue;
mod emergency;
mod engine;
mod find;
mod idempotency;
mod import;
mod intake;
mod job;
mod joined;
mod lost_pin;
mod many;
mod matches;
mod merge;
mod message;
mod missing;
mod offer;
mod opportunity;
mod outbound;
mod person;
mod preference;
mod profile;
mod pulse;
mod reach;
mod referral;
mod reply;
mod report;
mod search;
mod service;
mod sign_in;
mod staff;
mod suggestion;
mod supply;
