//! Rows out of a table: CSV in the forms that spreadsheets save it, and XLSX. Never the whole file in memory.

mod archive;
mod csv;
mod xlsx;

use super::Encoding;
use super::problem::{FileProblem, RowProblem, Unsupported, beginning};
use domain::text::fold;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// A column that an import knows, with the other names by which it may come.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The name to use with [`Row::get`].
    pub name: &'static str,
    /// Other names. Case, accents, spaces and punctuation do not matter.
    pub aliases: &'static [&'static str],
    /// Whether the file is of no use without it.
    pub required: bool,
}

/// How much is accepted.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub max_bytes: u64,
    /// Rows under the header.
    pub max_rows: u64,
    /// Columns of the header.
    pub max_columns: usize,
    /// Characters of one cell.
    pub max_cell: usize,
    /// Bytes of all parts of a workbook when unpacked.
    pub max_unpacked: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 200_000_000,
            max_rows: 1_000_000,
            max_columns: 500,
            max_cell: 20_000,
            max_unpacked: 100_000_000,
        }
    }
}

/// A problem at one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// The header over the cell, as in the file, or its number if there is none.
    pub column: String,
    /// What is wrong.
    pub problem: RowProblem,
    /// The beginning of what the cell holds.
    pub value: String,
}

/// One row of content.
#[derive(Debug, Clone)]
pub struct Row {
    /// The line (CSV) or row (XLSX) in the file, from 1, as the person sees it.
    pub number: u64,
    /// What is wrong with it.
    pub problems: Vec<CellProblem>,
    header: Arc<Header>,
    cells: Vec<String>,
}

impl Row {
    /// The cell under a column, without spaces around it; `None` when blank, refused, or no such column.
    #[must_use]
    pub fn get(&self, column: &str) -> Option<&str> {
        let index = &self.header.index;
        let at = index.get(column).or_else(|| index.get(&key(column)))?;
        let cell = self.cells.get(*at)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// Whether a problem says that the row should be left out.
    #[must_use]
    pub fn refused(&self) -> bool {
        self.problems.iter().any(|found| found.problem.refuses())
    }

    /// All cells with content, each with its header as in the file.
    pub fn cells(&self) -> impl Iterator<Item = (&str, &str)> {
        let names = self.header.names.iter().map(String::as_str);
        names.zip(self.cells.iter().map(|cell| cell.trim())).filter(|(_, cell)| !cell.is_empty())
    }
}

/// How the table is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Text with separators.
    Text {
        /// How its letters are written.
        encoding: Encoding,
        /// `,` `;` or tab.
        separator: char,
    },
    /// A workbook.
    Workbook {
        /// The sheet that is read: the first that is not hidden.
        sheet: String,
        /// The other sheets, which are not read.
        others: Vec<String>,
    },
}

/// An open table. Iterate over it for its rows; an `Err` is the last thing it gives.
pub struct Sheet {
    form: Form,
    header: Arc<Header>,
    source: Source,
    first: Option<RawRow>,
    limits: Limits,
    given: u64,
    ended: bool,
}

enum Source {
    Text(Box<csv::Lines>),
    Workbook(xlsx::Rows),
}

impl Source {
    fn next(&mut self) -> Result<Option<RawRow>, FileProblem> {
        match self {
            Self::Text(lines) => lines.next(),
            Self::Workbook(rows) => rows.next(),
        }
    }
}

/// A row before its header is known.
struct RawRow {
    number: u64,
    cells: Vec<RawCell>,
    /// Blank cells at the end may simply not be stored.
    sparse: bool,
}

#[derive(Clone, Default)]
struct RawCell {
    text: String,
    problem: Option<RowProblem>,
}

impl Sheet {
    /// Opens a table by what it is, whatever its name says, and reads its header. With no `columns`, each header
    /// is a column by its own name.
    ///
    /// # Errors
    /// [`FileProblem`] when it is not a table within the limits, lacks a required column, has one twice, or has
    /// no rows.
    pub fn open(path: &Path, columns: &[Column], limits: &Limits) -> Result<Self, FileProblem> {
        let (mut source, form) = if is_zip(path)? {
            let (rows, sheet, others) = xlsx::open(path, limits)?;
            (Source::Workbook(rows), Form::Workbook { sheet, others })
        } else {
            let (lines, encoding, separator) = csv::open(path, limits)?;
            (Source::Text(Box::new(lines)), Form::Text { encoding, separator })
        };
        let names = source.next()?.ok_or(FileProblem::Empty)?;
        let header = Arc::new(Header::new(names, columns, limits)?);
        let first = Some(source.next()?.ok_or(FileProblem::NoRows)?);
        Ok(Self { form, header, source, first, limits: *limits, given: 0, ended: false })
    }

    /// How the table is stored.
    #[must_use]
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// The headers as in the file.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.header.names
    }

    /// The headers that no column claims: their cells are not kept.
    #[must_use]
    pub fn unclaimed(&self) -> &[String] {
        &self.header.unclaimed
    }

    /// Whether a column is there.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        self.header.index.contains_key(&key(column))
    }
}

impl Iterator for Sheet {
    type Item = Result<Row, FileProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let raw = match self.first.take() {
            Some(raw) => Ok(Some(raw)),
            None => self.source.next(),
        };
        let item = match raw {
            Ok(None) => None,
            Ok(Some(_)) if self.given == self.limits.max_rows => {
                Some(Err(FileProblem::TooManyRows { limit: self.limits.max_rows }))
            }
            Ok(Some(raw)) => {
                self.given += 1;
                Some(Ok(finish(raw, &self.header, &self.limits)))
            }
            Err(problem) => Some(Err(problem)),
        };
        self.ended = !matches!(item, Some(Ok(_)));
        item
    }
}

#[derive(Debug)]
struct Header {
    names: Vec<String>,
    index: BTreeMap<String, usize>,
    unclaimed: Vec<String>,
}

impl Header {
    fn new(raw: RawRow, columns: &[Column], limits: &Limits) -> Result<Self, FileProblem> {
        let mut names: Vec<String> = raw.cells.into_iter().map(|cell| cell.text.trim().to_owned()).collect();
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        if names.len() > limits.max_columns {
            return Err(FileProblem::TooManyColumns { limit: limits.max_columns as u64 });
        }
        let claims: BTreeMap<String, &Column> = columns
            .iter()
            .flat_map(|column| {
                std::iter::once(&column.name).chain(column.aliases).map(move |name| (key(name), column))
            })
            .collect();
        let mut index = BTreeMap::new();
        let mut unclaimed = Vec::new();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let folded = key(name);
            let known = match claims.get(&folded) {
                Some(column) => key(column.name),
                None if columns.is_empty() => folded,
                None => {
                    unclaimed.push(beginning(name, 60));
                    continue;
                }
            };
            if index.insert(known, at).is_some() {
                return Err(FileProblem::DuplicateColumn { header: beginning(name, 60) });
            }
        }
        if let Some(column) =
            columns.iter().find(|column| column.required && !index.contains_key(&key(column.name)))
        {
            return Err(FileProblem::MissingColumn { column: column.name.to_owned() });
        }
        Ok(Self { names, index, unclaimed })
    }

    fn name(&self, at: usize) -> String {
        match self.names.get(at) {
            Some(name) if !name.is_empty() => beginning(name, 60),
            _ => (at + 1).to_string(),
        }
    }
}

fn finish(mut raw: RawRow, header: &Arc<Header>, limits: &Limits) -> Row {
    let width = header.names.len();
    while raw.cells.len() > width && raw.cells.last().is_some_and(|cell| cell.text.trim().is_empty()) {
        raw.cells.pop();
    }
    let (expected, found) = (width as u64, raw.cells.len() as u64);
    let mut problems = Vec::new();
    let mut add = |at: usize, problem: RowProblem, text: &str| {
        problems.push(CellProblem { column: header.name(at), problem, value: beginning(text, 60) });
    };
    if raw.cells.len() > width {
        add(width, RowProblem::ExtraCells { expected, found }, &raw.cells[width].text);
    } else if raw.cells.len() < width && !raw.sparse {
        add(raw.cells.len(), RowProblem::MissingCells { expected, found }, "");
    }
    let mut cells = Vec::with_capacity(width);
    for (at, cell) in raw.cells.into_iter().enumerate().take(width) {
        let problem = cell.problem.or_else(|| problem_of(&cell.text, limits));
        let blanked = matches!(
            problem,
            Some(RowProblem::Formula | RowProblem::ErrorCell | RowProblem::CellTooLong { .. })
        );
        if let Some(problem) = problem {
            add(at, problem, &cell.text);
        }
        cells.push(if blanked { String::new() } else { cell.text });
    }
    Row { number: raw.number, problems, header: Arc::clone(header), cells }
}

fn problem_of(text: &str, limits: &Limits) -> Option<RowProblem> {
    if text.trim_start().starts_with('=') {
        Some(RowProblem::Formula)
    } else if text.len() > limits.max_cell && text.chars().nth(limits.max_cell).is_some() {
        Some(RowProblem::CellTooLong { limit: limits.max_cell as u64 })
    } else if text.contains('\u{fffd}') {
        Some(RowProblem::BrokenCharacter)
    } else {
        None
    }
}

/// Looks at the first bytes. `true`: a ZIP, so perhaps a workbook. `false`: perhaps text.
fn is_zip(path: &Path) -> Result<bool, FileProblem> {
    let mut start = Vec::new();
    let file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(FileProblem::Unreadable);
    }
    file.take(512).read_to_end(&mut start)?;
    let text = String::from_utf8_lossy(&start);
    let text = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    let refused = match start.as_slice() {
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(Unsupported::OldExcel),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => return Ok(true),
        [0x1F, 0x8B, ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => {
            Some(Unsupported::Archive)
        }
        [b'%', b'P', b'D', b'F', ..] => Some(Unsupported::Pdf),
        _ if ["<!doctype", "<html", "<table", "<?xml"].iter().any(|tag| text.starts_with(tag)) => {
            Some(Unsupported::WebPage)
        }
        _ if text.starts_with('{') || text.starts_with("[{") => Some(Unsupported::Json),
        _ => None,
    };
    refused.map_or(Ok(false), |kind| Err(FileProblem::Unsupported(kind)))
}

/// A header reduced to what matters: folded, and without the gaps between its words.
fn key(text: &str) -> String {
    fold(text).replace(' ', "")
}

#[cfg(test)]
mod tests;
