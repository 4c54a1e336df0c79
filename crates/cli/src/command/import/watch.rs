//! Who follows an import at a terminal: the bar, the file of problems, the file of slips.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use usecases::import::{
    Note, Watch,
    error_file::ErrorFile,
    people::{Slip, SlipFile},
};
use web::i18n::T;

use super::report::words;

/// What a person at a terminal sees and gets.
pub struct Terminal {
    t: T,
    bar: ProgressBar,
    path: PathBuf,
    problems: Option<ErrorFile<BufWriter<File>>>,
    slips: Option<SlipFile>,
}

impl Terminal {
    /// A bar of so many rows (only on a terminal), and a file of problems, made when there is one; an older one goes.
    pub fn new(t: T, rows: u64, errors: &Path, slips: Option<SlipFile>) -> Result<Self> {
        if errors.exists() {
            std::fs::remove_file(errors)
                .with_context(|| format!("{} cannot be written anew", errors.display()))?;
        }
        let bar = ProgressBar::new(rows);
        if let Ok(style) =
            ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} {percent}% {elapsed} → {eta}")
        {
            bar.set_style(style);
        }
        Ok(Self { t, bar, path: errors.to_owned(), problems: None, slips })
    }

    /// How many problems were written, and where.
    pub fn finish(self) -> Result<(u64, PathBuf)> {
        self.bar.finish_and_clear();
        let mut count = 0;
        if let Some(problems) = self.problems {
            count = problems.count();
            problems
                .finish()
                .and_then(|out| out.into_inner().map_err(io::IntoInnerError::into_error))
                .with_context(|| format!("{} cannot be written", self.path.display()))?;
        }
        Ok((count, self.path))
    }

    fn begin(&self) -> io::Result<ErrorFile<BufWriter<File>>> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        // It repeats what stands in the file, which may be names and numbers of people.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let names =
            ["row", "column", "outcome", "reason", "value"].map(|name| self.t.word("import-error", name));
        ErrorFile::begin(BufWriter::new(options.open(&self.path)?), names.each_ref().map(String::as_str))
    }
}

impl Watch for Terminal {
    fn note(&mut self, note: &Note) -> io::Result<()> {
        if self.problems.is_none() {
            self.problems = Some(self.begin()?);
        }
        let outcome = self.t.word("import-outcome", if note.refuses { "refused" } else { "warning" });
        let reason = words(self.t, note.key, &note.arguments);
        match &mut self.problems {
            Some(file) => file.add(note.row, &note.column, &outcome, &reason, &note.value),
            None => Ok(()),
        }
    }

    fn done(&mut self, rows: u64) {
        self.bar.inc(rows);
    }

    fn slips(&mut self, slips: &[Slip]) -> io::Result<()> {
        match &self.slips {
            Some(file) if !slips.is_empty() => file.add(slips),
            _ => Ok(()),
        }
    }
}
