//! `openapi`: the document of the API.

use anyhow::Result;
use clap::Args;

use crate::command::say;

/// Prints the document of the API (OpenAPI 3.1, JSON).
#[derive(Args)]
pub struct Openapi {}

impl Openapi {
    /// Prints it.
    ///
    /// # Errors
    /// None; as the other commands.
    pub fn run(self) -> Result<()> {
        say(web::api::openapi().trim_end());
        Ok(())
    }
}
