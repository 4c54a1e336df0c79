//! Files brought in: tried first, kept once, taken up again after they were cut off.

mod people;
mod services;
mod taxonomy;
mod vacancies;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use usecases::import::{
    Note, Report, Watch,
    people::{Slip, SlipFile},
};

/// Takes everything down, and gives up when told to.
#[derive(Default)]
struct Recorder {
    notes: Vec<Note>,
    slips: Vec<Slip>,
    rows: u64,
    /// Fails at the note of this row.
    fails_at: Option<u64>,
    file: Option<SlipFile>,
    /// Fails after so many writings of slips.
    fails_after: Option<usize>,
}

impl Watch for Recorder {
    fn note(&mut self, note: &Note) -> io::Result<()> {
        if self.fails_at.is_some_and(|row| note.row >= row) {
            return Err(io::Error::other("pulled the plug"));
        }
        self.notes.push(note.clone());
        Ok(())
    }

    fn done(&mut self, rows: u64) {
        self.rows += rows;
    }

    fn slips(&mut self, slips: &[Slip]) -> io::Result<()> {
        if let Some(file) = &self.file {
            file.add(slips)?;
        }
        self.slips.extend_from_slice(slips);
        match &mut self.fails_after {
            Some(0) => Err(io::Error::other("pulled the plug")),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Recorder {
    fn keys(&self, row: u64) -> Vec<&'static str> {
        self.notes.iter().filter(|note| note.row == row).map(|note| note.key).collect()
    }
}

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name: [u8; 8] = store::seal::random().unwrap();
        let folder = std::env::temp_dir().join(format!("sinarem-import-{:x}", u64::from_le_bytes(name)));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What was read, kept, known and refused.
fn counts(report: &Report) -> (u64, u64, u64, u64) {
    (report.rows, report.kept, report.known, report.refused)
}

/// The folder of materials that are no part of the project, if it is here.
fn shared(path: &str) -> Option<PathBuf> {
    let found = std::env::var("SINAREM_SHARED").ok().map(|folder| Path::new(&folder).join(path));
    if found.is_none() {
        eprintln!("skipped: {path} (SINAREM_SHARED is not set)");
    }
    found
}
