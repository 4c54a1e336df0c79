//! `bench`: how well and how fast this machine matches.

mod matching;

use anyhow::Result;
use clap::{Args, Subcommand};

/// Measures on this machine.
#[derive(Args)]
pub struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// How fast people and opportunities find each other, beside a plain loop over the same bytes
    Match(matching::Match),
}

impl Bench {
    /// Measures, and prints what was found.
    ///
    /// # Errors
    /// If what is to be measured cannot be made.
    pub fn run(self) -> Result<()> {
        match self.what {
            What::Match(match_) => match_.run(),
        }
    }
}
