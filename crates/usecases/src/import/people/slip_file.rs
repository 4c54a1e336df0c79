//! The file of slips: codes and PINs to print. It only grows, so that an import which was cut off loses none.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use domain::text::PersonCode;

use super::{Slip, living};
use crate::{System, import::error_file::neutral_cell};

/// The column of the code, from 0.
const CODE: usize = 3;

/// A file that only its owner may read.
pub struct SlipFile {
    path: PathBuf,
    names: [String; 5],
}

impl SlipFile {
    /// The file at `path`, with the names of its columns in the operator's language: folio, row, name, code, PIN.
    #[must_use]
    pub fn new(path: &Path, names: [String; 5]) -> Self {
        Self { path: path.to_owned(), names }
    }

    /// Takes out slips of nobody: they were written, and then the import was cut off before it kept these people.
    /// Answers how many are left.
    ///
    /// # Errors
    /// If the file or the database cannot be read or written.
    pub async fn mend(&self, sys: &System) -> io::Result<usize> {
        if !self.path.exists() {
            return Ok(0);
        }
        let mut lines = csv::ReaderBuilder::new().flexible(true).from_path(&self.path)?;
        let mut slips: Vec<csv::StringRecord> = Vec::new();
        let mut codes = Vec::new();
        // A last line that was cut off half way is of nobody, too.
        for line in lines.records().map_while(Result::ok) {
            if let Some(code) = line.get(CODE).and_then(|code| PersonCode::parse(code).ok())
                && line.len() == self.names.len()
            {
                codes.push(code);
                slips.push(line);
            }
        }
        let living = living(sys, &codes).await.map_err(io::Error::other)?;
        let beside = self.path.with_extension("part");
        let _ = std::fs::remove_file(&beside);
        let mut out = csv::Writer::from_writer(self.begin(private(&beside, true)?)?);
        let mut left = 0;
        for (slip, _) in slips.iter().zip(living).filter(|(_, lives)| *lives) {
            out.write_record(slip)?;
            left += 1;
        }
        out.into_inner().map_err(|error| io::Error::from(error.error().kind()))?.sync_all()?;
        std::fs::rename(&beside, &self.path)?;
        Ok(left)
    }

    /// Adds slips; when this answers, they are on the disk.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn add(&self, slips: &[Slip]) -> io::Result<()> {
        let file = private(&self.path, false)?;
        let file = if file.metadata()?.len() == 0 { self.begin(file)? } else { file };
        let mut lines = csv::Writer::from_writer(file);
        for slip in slips {
            lines.write_record([
                &neutral_cell(&slip.folio),
                &slip.row.to_string(),
                &neutral_cell(&slip.alias),
                &slip.code.to_string(),
                slip.pin.as_str(),
            ])?;
        }
        lines.into_inner().map_err(|error| io::Error::from(error.error().kind()))?.sync_all()
    }

    /// The mark by which Excel knows UTF-8, and the names of the columns.
    fn begin(&self, mut file: File) -> io::Result<File> {
        file.write_all("\u{feff}".as_bytes())?;
        let mut lines = csv::Writer::from_writer(file);
        lines.write_record(&self.names)?;
        lines.into_inner().map_err(|error| io::Error::from(error.error().kind()))
    }
}

/// Opens a file to add to it; if it is new, only its owner may read it.
fn private(path: &Path, new: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true).create_new(new);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
