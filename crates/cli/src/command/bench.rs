//! `bench`: how well and how fast this machine matches.

mod export;
mod matching;
mod melo;

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
    /// Linking, on the files of the MELO benchmark, with an imported taxonomy
    Melo(melo::Melo),
}

impl Bench {
    /// Measures, and prints what was found.
    ///
    /// # Errors
    /// If what is to be measured cannot be made or read.
    pub async fn run(self) -> Result<()> {
        match self.what {
            What::Match(match_) => match_.run(),
            What::Melo(melo) => melo.run().await,
        }
    }
}
