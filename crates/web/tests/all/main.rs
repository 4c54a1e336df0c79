//! Everything that is served, as those outside meet it: the API, the directory for programs, forms without JavaScript.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod api;
mod embedded;
mod hsds;
mod intake;
mod merge;
mod referral;
mod reply;
