//! The file that a tablet saves for a USB stick: the same sealed records.

use serde::Deserialize;

use super::{Receipt, Sealed, sealed::take_one};
use crate::{Ctx, Error, Result, System};

/// The largest file, in bytes: some 6,000 people.
const LARGEST: usize = 8 * 1024 * 1024;
/// The largest that is taken while somebody waits for the page: some 700 people, in half a minute.
pub const LARGEST_ON_PAGE: usize = 1024 * 1024;

/// What stands in a file.
#[derive(Deserialize)]
struct File {
    kind: String,
    records: Vec<Sealed>,
}

/// The sealed records of a file.
///
/// # Errors
/// A problem with `file` if it is none that a tablet saved.
pub fn read(bytes: &[u8]) -> Result<Vec<Sealed>> {
    if bytes.len() > LARGEST {
        return Err(Error::invalid("file", "intake-file-large"));
    }
    let wrong = || Error::invalid("file", "intake-file-form");
    let file: File = serde_json::from_slice(bytes).map_err(|_| wrong())?;
    if file.kind != "sinarem-intake-1" { Err(wrong()) } else { Ok(file.records) }
}

/// Takes every record of a file, and answers what became of each. The same file again registers nobody again.
///
/// # Errors
/// As [`read`]; faults of ours, after which the file may be brought again.
pub async fn import(sys: &System, ctx: &Ctx, bytes: &[u8]) -> Result<Vec<Receipt>> {
    super::key(sys, ctx)?;
    let mut receipts = Vec::new();
    for record in read(bytes)? {
        receipts.push(take_one(sys, ctx, &record).await?);
    }
    Ok(receipts)
}
