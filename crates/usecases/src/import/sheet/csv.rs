//! CSV as spreadsheets really save it: the separator is found, blank lines are passed, line numbers are true.

use super::{Limits, RawCell, RawRow};
use crate::import::Encoding;
use crate::import::problem::FileProblem;
use crate::import::text::{TextReader, survey};
use csv::{ReaderBuilder, StringRecord, Terminator};
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much of the beginning is looked at to find the separator, in bytes.
const SAMPLE: u64 = 64 * 1024;

/// A row longer than this, in bytes, comes of a quotation mark that nobody closed.
const LONGEST_ROW: u64 = 4_000_000;

/// Follows the text. No text has a NUL (the survey refuses it), so that a cell which holds one was left open.
const END: &[u8] = b"\n\0\n";

type Input = Watched<io::Chain<io::Chain<Cursor<Vec<u8>>, TextReader>, &'static [u8]>>;

/// The lines of a text file, as cells.
pub struct Lines {
    reader: csv::Reader<Input>,
    record: StringRecord,
    since: Arc<AtomicU64>,
    skipped: u64,
    ended: bool,
}

/// Opens the file; gives its lines, encoding and separator.
///
/// # Errors
/// [`FileProblem`] when it is not text within the limits.
pub fn open(path: &Path, limits: &Limits) -> Result<(Lines, Encoding, char), FileProblem> {
    let encoding = survey(path, limits.max_bytes)?;
    let mut text = TextReader::open(path, encoding, limits.max_bytes)?;
    let mut sample = Vec::new();
    text.by_ref().take(SAMPLE).read_to_end(&mut sample)?;
    let (separator, skipped) = match declared_separator(&sample) {
        Some((separator, length)) => {
            sample.drain(..length);
            (separator, 1)
        }
        None => (find_separator(&sample), 0),
    };
    let since = Arc::new(AtomicU64::new(0));
    let input = Watched { inner: Cursor::new(sample).chain(text).chain(END), since: Arc::clone(&since) };
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(input);
    let lines = Lines { reader, record: StringRecord::new(), since, skipped, ended: false };
    Ok((lines, encoding, char::from(separator)))
}

/// Excel's own first line, `sep=;`: the separator and the line's length.
fn declared_separator(sample: &[u8]) -> Option<(u8, usize)> {
    match sample {
        [s, e, p, b'=', separator @ (b',' | b';' | b'\t' | b'|'), b'\n', ..]
            if [*s, *e, *p].eq_ignore_ascii_case(b"sep") =>
        {
            Some((*separator, 6))
        }
        _ => None,
    }
}

/// The separator that is most often outside quotation marks in the first line that is not blank.
fn find_separator(sample: &[u8]) -> u8 {
    const KNOWN: [u8; 4] = [b',', b';', b'\t', b'|'];
    let mut counts = [0_u32; 4];
    let (mut quoted, mut content) = (false, false);
    for &byte in sample {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && content => break,
            _ if quoted => {}
            _ => {
                if let Some(at) = KNOWN.iter().position(|known| *known == byte) {
                    counts[at] += 1;
                }
            }
        }
        content |= !byte.is_ascii_whitespace();
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().position(|count| *count == most).map_or(b',', |at| KNOWN[at])
}

impl Lines {
    /// The next line with content.
    ///
    /// # Errors
    /// [`FileProblem`] when the file breaks off or a quotation mark is left open.
    pub fn next(&mut self) -> Result<Option<RawRow>, FileProblem> {
        while !self.ended {
            self.since.store(0, Ordering::Relaxed);
            let before = self.reader.position().line();
            match self.reader.read_record(&mut self.record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(_) => {
                    self.ended = true;
                    let open = self.since.load(Ordering::Relaxed) > LONGEST_ROW;
                    let row = before + self.skipped;
                    return Err(if open {
                        FileProblem::QuoteNotClosed { row }
                    } else {
                        FileProblem::Unreadable
                    });
                }
            }
            let after = self.reader.position().line();
            let inside: u64 = self.record.iter().map(|cell| cell.matches('\n').count() as u64).sum();
            if self.record.iter().any(|cell| cell.contains('\0')) {
                self.ended = true;
                if self.record.len() == 1 && self.record.get(0) == Some("\0") {
                    break;
                }
                let row = (after - inside).max(before) + self.skipped;
                return Err(FileProblem::QuoteNotClosed { row });
            }
            if self.record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let number = after.saturating_sub(1 + inside) + self.skipped;
            let cells =
                self.record.iter().map(|cell| RawCell { text: cell.to_owned(), problem: None }).collect();
            return Ok(Some(RawRow { number, cells, sparse: false }));
        }
        Ok(None)
    }
}

/// Counts the bytes read since the last row, and stops when one row takes too many.
struct Watched<R> {
    inner: R,
    since: Arc<AtomicU64>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(into)?;
        let since = self.since.fetch_add(length as u64, Ordering::Relaxed);
        if since > LONGEST_ROW {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        Ok(length)
    }
}
