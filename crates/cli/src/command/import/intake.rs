//! `import intake`: the file of sealed records that a tablet of a reception desk has saved.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, anyhow};
use clap::Args;
use domain::{intake::Outcome, message::Lang};
use usecases::{Ctx, Error, intake::file};
use web::{i18n::T, intake::FileLine};

use super::SOME_REFUSED;
use crate::{
    command::{open, say},
    config::Place,
};

/// Takes a file.
#[derive(Args)]
pub(super) struct Intake {
    /// The file
    path: PathBuf,
    /// Language of the report: es or en
    #[arg(long, default_value = "es", value_parser = super::lang)]
    lang: Lang,
    #[command(flatten)]
    place: Place,
}

impl Intake {
    /// Runs once, and says what became of each record.
    ///
    /// # Errors
    /// If the file cannot be read or the database does not take it; then it may be brought again.
    pub(super) async fn run(self) -> Result<ExitCode> {
        let t = T::new(self.lang);
        let path = self.path.display();
        let bytes = std::fs::read(&self.path).with_context(|| format!("{path} cannot be read"))?;
        // Before the database is made: a file that is none should leave nothing behind.
        file::read(&bytes).map_err(|error| anyhow!("{path}: {}", words(t, error)))?;
        let sys = open(self.place.read()?).await?;
        let ctx = Ctx { lang: self.lang, ..sys.own_ctx() };
        let outcome = file::import(&sys, &ctx, &bytes).await;
        sys.store.close().await;
        let receipts = outcome.map_err(|error| anyhow!("{path}: {}", words(t, error)))?;
        for receipt in &receipts {
            let line = FileLine::new(t, receipt);
            say(&[vec![line.folio, line.outcome], line.more].concat().join("  "));
        }
        let count = |outcome: Outcome| receipts.iter().filter(|one| one.outcome == outcome).count();
        let (new, again) = (count(Outcome::New), count(Outcome::Again));
        say(&t.two("intake-file-done", "new", new.to_string(), "all", receipts.len().to_string()));
        Ok(if new + again == receipts.len() { ExitCode::SUCCESS } else { ExitCode::from(SOME_REFUSED) })
    }
}

fn words(t: T, error: Error) -> String {
    match error {
        Error::Invalid(problems) => problems.0.iter().map(|problem| t.problem(problem)).collect(),
        error => error.to_string(),
    }
}
