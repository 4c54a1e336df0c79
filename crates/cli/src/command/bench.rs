//! `bench`: measures.

mod melo;

use anyhow::Result;
use clap::{Args, Subcommand};

/// Measures.
#[derive(Args)]
pub struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Linking, on the files of the MELO benchmark, with an imported taxonomy
    Melo(melo::Melo),
}

impl Bench {
    /// Runs once.
    ///
    /// # Errors
    /// If files or the database cannot be read.
    pub async fn run(self) -> Result<()> {
        match self.what {
            What::Melo(melo) => melo.run().await,
        }
    }
}
