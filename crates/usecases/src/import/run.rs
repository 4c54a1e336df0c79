//! What every import shares: a report, notes row by row, units of work that can be tried out and taken back.

use std::{collections::BTreeMap, future::Future, io, path::Path};

use domain::{
    id::Id,
    policy::{Action, Object, Permit, Relation},
};
use sha2::{Digest, Sha256};
use store::{Done, StoreError, Tx, import::ImportCounts, tx::AsStoreError};
use uuid::Uuid;

use super::{
    problem::{FileProblem, RowProblem, Value},
    sheet::Form,
    text::Encoding,
};
use crate::{Ctx, Error, System};

/// Rows of one unit of work: all of them are kept, or none.
pub(super) const BATCH: usize = 200;

/// Why an import stops.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileProblem),
    /// The database, or something else of ours.
    #[error(transparent)]
    Fault(#[from] Error),
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.into())
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Fault(Error::Internal(Box::new(error)))
    }
}

/// What is to be told of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The row as numbered in the file; 0 for the file as a whole.
    pub row: u64,
    /// The column, or the field of a record.
    pub column: String,
    /// The Fluent key of what is wrong.
    pub key: &'static str,
    /// The values of the message.
    pub arguments: Vec<(&'static str, Value)>,
    /// The beginning of what stands there.
    pub value: String,
    /// Whether the row is left out because of it. If not, it is a warning.
    pub refuses: bool,
}

impl Note {
    /// A warning: the row is kept.
    pub(super) fn warn(row: u64, column: impl Into<String>, key: &'static str) -> Self {
        let (column, arguments, value) = (column.into(), Vec::new(), String::new());
        Self { row, column, key, arguments, value, refuses: false }
    }

    /// A refusal: the row is left out.
    pub(super) fn refuse(row: u64, column: impl Into<String>, key: &'static str) -> Self {
        Self { refuses: true, ..Self::warn(row, column, key) }
    }

    /// What the reader of the file found.
    pub(super) fn found(row: u64, column: impl Into<String>, problem: &RowProblem, value: &str) -> Self {
        let note = Self { arguments: problem.args(), ..Self::warn(row, column, problem.key()) };
        Self { refuses: problem.refuses(), ..note }.of(value)
    }

    /// With what stands there.
    pub(super) fn of(self, value: impl Into<String>) -> Self {
        Self { value: value.into(), ..self }
    }

    /// With a value of the message.
    pub(super) fn with(mut self, name: &'static str, value: Value) -> Self {
        self.arguments.push((name, value));
        self
    }
}

/// What is to be told of how a file was read: letters that are not UTF-8, sheets that are left out.
pub(super) fn notes_of_form(form: &Form) -> Vec<Note> {
    match form {
        Form::Text { encoding, .. } => notes_of_encoding(*encoding),
        Form::Workbook { others, .. } => {
            others.iter().map(|name| Note::warn(0, name, "import-sheet-left-out")).collect()
        }
    }
}

/// What is to be told of the letters of a file.
pub(super) fn notes_of_encoding(encoding: Encoding) -> Vec<Note> {
    encoding.key().map(|key| Note::warn(0, "", key)).into_iter().collect()
}

/// Who follows an import: the error file and the progress bar.
pub trait Watch: Send + Sync {
    /// Takes a note.
    ///
    /// # Errors
    /// If it cannot be written; the import stops.
    fn note(&mut self, note: &Note) -> io::Result<()>;

    /// So many more rows are done.
    fn done(&mut self, rows: u64);

    /// Takes the slips of people that are about to be kept, before they are.
    ///
    /// # Errors
    /// If they cannot be written; these people are not kept, and the import stops.
    fn slips(&mut self, slips: &[super::people::Slip]) -> io::Result<()>;
}

/// What became of one file of several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileCounts {
    /// Its name.
    pub name: String,
    /// Rows read.
    pub rows: u64,
    /// Rows that made something new or different in the database.
    pub kept: u64,
}

/// What became of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows read.
    pub rows: u64,
    /// Rows that are new; of a taxonomy, records that are new or different (a row makes several).
    pub kept: u64,
    /// Rows (of a taxonomy: records) that were there already.
    pub known: u64,
    /// Rows left out.
    pub refused: u64,
    /// Rows that are kept and carry a warning.
    pub warned: u64,
    /// Agencies that are new.
    pub agencies: u64,
    /// What is in the files and is not kept, by column or `table.field`: how many values.
    pub not_kept: BTreeMap<String, u64>,
    /// File by file, where there are several.
    pub files: Vec<FileCounts>,
    /// Why reading ended before the end of the file. What was kept before stays.
    pub ended: Option<FileProblem>,
}

impl Report {
    /// Whether every row was kept.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.refused == 0 && self.ended.is_none()
    }
}

/// An import under way.
pub(super) struct Run<'a> {
    pub sys: &'a System,
    pub ctx: &'a Ctx,
    pub dry: bool,
    pub watch: &'a mut dyn Watch,
    pub report: Report,
    pub permit: Permit,
    id: Uuid,
}

impl<'a> Run<'a> {
    /// Asks the policy, and notes the beginning unless nothing is to be written.
    pub async fn begin(
        sys: &'a System,
        ctx: &'a Ctx,
        dry: bool,
        watch: &'a mut dyn Watch,
        (object, kind): (Object, &'static str),
        path: &Path,
    ) -> Result<Run<'a>, Stopped> {
        let permit = ctx.permit(Relation::Stranger, object, Action::Import)?;
        let run = Self {
            sys,
            ctx,
            dry,
            watch,
            report: Report::default(),
            permit,
            id: Id::<Report>::new(ctx.now).uuid(),
        };
        if !dry {
            let hash = hash_of(path)?;
            let (hash, permit, id) = (&hash, &run.permit, run.id);
            sys.store
                .write(move |mut tx| async move {
                    tx.begin_import(permit, id, kind, hash, ctx.now).await?;
                    Ok::<_, Error>(tx.done(()))
                })
                .await?;
        }
        Ok(run)
    }

    /// Tells a note.
    pub fn note(&mut self, note: &Note) -> Result<(), Stopped> {
        Ok(self.watch.note(note)?)
    }

    /// Tells what is wrong with a row, and counts the row. Answers whether it is left out.
    pub fn tell(&mut self, notes: &[Note]) -> Result<bool, Stopped> {
        for note in notes {
            self.watch.note(note)?;
        }
        let refused = notes.iter().any(|note| note.refuses);
        if refused {
            self.report.refused += 1;
        } else if !notes.is_empty() {
            self.report.warned += 1;
        }
        Ok(refused)
    }

    /// Notes the end, with what was counted.
    pub async fn end(self) -> Result<Report, Stopped> {
        let count = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
        let report = self.report;
        let counts = ImportCounts {
            read: count(report.rows),
            kept: count(report.kept + report.known),
            refused: count(report.refused),
        };
        if !self.dry {
            let (id, now) = (self.id, self.sys.now());
            self.sys
                .store
                .write(move |mut tx| async move {
                    tx.end_import(id, counts, now).await?;
                    Ok::<_, Error>(tx.done(()))
                })
                .await?;
        }
        Ok(report)
    }
}

/// The end of a unit of work that was only tried out.
enum Tried<T> {
    Dry(T),
    Fault(Error),
}

impl<T> From<StoreError> for Tried<T> {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.into())
    }
}

impl<T> AsStoreError for Tried<T> {
    fn as_store_error(&self) -> Option<&StoreError> {
        if let Self::Fault(error) = self { error.as_store_error() } else { None }
    }
}

/// Does a unit of work. If `dry`, it is done to its end and then taken back, so that what the database would say is
/// known and nothing stays.
pub(super) async fn unit<T, F, W>(sys: &System, dry: bool, work: W) -> Result<T, Error>
where
    F: Future<Output = Result<Done<T>, Error>>,
    W: Fn(Tx) -> F,
{
    let work = &work;
    let outcome = sys
        .store
        .write(move |tx| async move {
            let done = work(tx).await.map_err(Tried::Fault)?;
            if dry { Err(Tried::Dry(done.into_value())) } else { Ok(done) }
        })
        .await;
    match outcome {
        Ok(value) | Err(Tried::Dry(value)) => Ok(value),
        Err(Tried::Fault(error)) => Err(error),
    }
}

/// The SHA-256 of a file, or of all files right in a folder and one below, by name.
fn hash_of(path: &Path) -> Result<Vec<u8>, FileProblem> {
    let mut hash = Sha256::new();
    add_to(&mut hash, path, 2)?;
    Ok(hash.finalize().to_vec())
}

fn add_to(hash: &mut Sha256, path: &Path, deep: u32) -> Result<(), FileProblem> {
    if std::fs::metadata(path)?.is_dir() {
        if deep == 0 {
            return Ok(());
        }
        let mut within = std::fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
        within.sort_by_key(std::fs::DirEntry::file_name);
        for entry in within {
            hash.update(entry.file_name().as_encoded_bytes());
            add_to(hash, &entry.path(), deep - 1)?;
        }
        return Ok(());
    }
    let mut file = std::fs::File::open(path)?;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let length = io::Read::read(&mut file, &mut buffer)?;
        if length == 0 {
            return Ok(());
        }
        hash.update(&buffer[..length]);
    }
}
