//! What can be wrong with a file, a row or a cell: closed lists, each with its Fluent key and values.

use std::fmt;

/// A value that fills a place in a Fluent message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A whole number, written by the locale's rules.
    Number(u64),
    /// A piece of the file itself, such as a column name.
    Text(String),
}

/// A kind of file that is recognised but not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsupported {
    /// `.xls` of Excel 97–2003, or any Excel file with a password (both are OLE containers).
    OldExcel,
    /// `.xlsb`, the binary workbook.
    BinaryExcel,
    /// `.ods` and the other OpenDocument files.
    OpenDocument,
    /// PDF.
    Pdf,
    /// A web page, often saved under the name `.xls`.
    WebPage,
    /// JSON where a table was expected.
    Json,
    /// A ZIP or another archive that is not a workbook.
    Archive,
}

/// Why a whole file cannot be read, or not to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// No file or folder has this name.
    NotFound,
    /// The system refuses to read it, or reading failed half way.
    Unreadable,
    /// No bytes, or only spaces.
    Empty,
    /// There is a header and nothing under it.
    NoRows,
    /// There is nothing of the expected kind inside.
    NoRecords,
    /// More bytes than allowed.
    TooLarge {
        /// The limit in megabytes (10⁶ bytes).
        megabytes: u64,
    },
    /// Not text: it has NUL bytes or many control characters.
    Binary,
    /// Known, but of no use here.
    Unsupported(Unsupported),
    /// The workbook is broken or made by something that does not keep to the format.
    Damaged,
    /// The workbook asks for a password.
    Protected,
    /// The workbook has more parts than any real one.
    TooManyParts {
        /// The limit.
        limit: u64,
    },
    /// The workbook unpacks to more than allowed, or out of all proportion.
    Bomb {
        /// The limit in megabytes (10⁶ bytes) of the unpacked parts together.
        megabytes: u64,
    },
    /// There is an archive inside the workbook.
    NestedArchive,
    /// A column that the import cannot do without is not there.
    MissingColumn {
        /// The name by which the import knows it.
        column: String,
    },
    /// Two columns claim to be the same one.
    DuplicateColumn {
        /// The second header, as in the file.
        header: String,
    },
    /// More columns than allowed.
    TooManyColumns {
        /// The limit.
        limit: u64,
    },
    /// More rows than allowed; the rows before were given.
    TooManyRows {
        /// The limit.
        limit: u64,
    },
    /// A quotation mark opens a cell and none closes it; the rows before were given.
    QuoteNotClosed {
        /// The line on which that row begins.
        row: u64,
    },
    /// Not JSON from this line on; what came before was given.
    NotJson {
        /// The line, from 1.
        line: u64,
    },
}

impl FileProblem {
    /// The Fluent key.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "import-file-not-found",
            Self::Unreadable => "import-file-unreadable",
            Self::Empty => "import-file-empty",
            Self::NoRows => "import-file-no-rows",
            Self::NoRecords => "import-file-no-records",
            Self::TooLarge { .. } => "import-file-too-large",
            Self::Binary => "import-file-binary",
            Self::Unsupported(kind) => match kind {
                Unsupported::OldExcel => "import-file-old-excel",
                Unsupported::BinaryExcel => "import-file-binary-excel",
                Unsupported::OpenDocument => "import-file-open-document",
                Unsupported::Pdf => "import-file-pdf",
                Unsupported::WebPage => "import-file-web-page",
                Unsupported::Json => "import-file-json",
                Unsupported::Archive => "import-file-archive",
            },
            Self::Damaged => "import-file-damaged",
            Self::Protected => "import-file-protected",
            Self::TooManyParts { .. } => "import-file-too-many-parts",
            Self::Bomb { .. } => "import-file-bomb",
            Self::NestedArchive => "import-file-nested-archive",
            Self::MissingColumn { .. } => "import-file-missing-column",
            Self::DuplicateColumn { .. } => "import-file-duplicate-column",
            Self::TooManyColumns { .. } => "import-file-too-many-columns",
            Self::TooManyRows { .. } => "import-file-too-many-rows",
            Self::QuoteNotClosed { .. } => "import-file-quote-not-closed",
            Self::NotJson { .. } => "import-file-not-json",
        }
    }

    /// The values of the message, by name.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, Value)> {
        match self {
            Self::TooLarge { megabytes } | Self::Bomb { megabytes } => {
                vec![("megabytes", Value::Number(*megabytes))]
            }
            Self::TooManyParts { limit } | Self::TooManyColumns { limit } | Self::TooManyRows { limit } => {
                vec![("limit", Value::Number(*limit))]
            }
            Self::MissingColumn { column } => vec![("column", Value::Text(column.clone()))],
            Self::DuplicateColumn { header } => vec![("column", Value::Text(header.clone()))],
            Self::QuoteNotClosed { row } => vec![("row", Value::Number(*row))],
            Self::NotJson { line } => vec![("line", Value::Number(*line))],
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for FileProblem {
    /// Writes the key, for logs.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.key())
    }
}

impl std::error::Error for FileProblem {}

impl From<std::io::Error> for FileProblem {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NotFound,
            _ => Self::Unreadable,
        }
    }
}

/// What is wrong with a row, a cell or a record. The rest of the file is not touched by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowProblem {
    /// The cell of a text file begins with `=`. The cell reads as blank.
    Formula,
    /// The cell of a workbook is computed; its last computed value is kept.
    FormulaValue,
    /// The workbook shows an error such as `#REF!`. The cell reads as blank.
    ErrorCell,
    /// The cell is longer than allowed. It reads as blank.
    CellTooLong {
        /// The limit in characters.
        limit: u64,
    },
    /// The row has fewer cells than the header.
    MissingCells {
        /// Cells in the header.
        expected: u64,
        /// Cells in the row.
        found: u64,
    },
    /// The row has more cells with content than the header; they may be shifted.
    ExtraCells {
        /// Cells in the header.
        expected: u64,
        /// Cells in the row, up to the last with content.
        found: u64,
    },
    /// Letters were lost before the file came here (`�`).
    BrokenCharacter,
    /// The record is not JSON.
    NotJson,
    /// The record is not an object, or not of the expected kind.
    NotTheKind,
    /// The record is longer than allowed.
    RecordTooLong {
        /// The limit in kilobytes (10³ bytes).
        kilobytes: u64,
    },
    /// The same key is twice in one object; the first is kept.
    DuplicateKey,
    /// A value that must be there is not.
    MissingValue,
    /// The value cannot be read as a number.
    NotANumber,
    /// The value cannot be read as a date.
    NotADate,
    /// The value is not one of the known ones.
    UnknownValue,
    /// Another record has the same identifier; the first is kept.
    DuplicateId,
    /// The same record comes again and says something else here; the first is kept.
    DifferentAgain,
    /// The record points to one that is not in the package; the pointer is dropped.
    MissingReference,
    /// The record is its own ancestor; the pointer is dropped.
    CircularReference,
}

impl RowProblem {
    /// The Fluent key.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Formula => "import-row-formula",
            Self::FormulaValue => "import-row-formula-value",
            Self::ErrorCell => "import-row-error-cell",
            Self::CellTooLong { .. } => "import-row-cell-too-long",
            Self::MissingCells { .. } => "import-row-missing-cells",
            Self::ExtraCells { .. } => "import-row-extra-cells",
            Self::BrokenCharacter => "import-row-broken-character",
            Self::NotJson => "import-row-not-json",
            Self::NotTheKind => "import-row-not-the-kind",
            Self::RecordTooLong { .. } => "import-row-record-too-long",
            Self::DuplicateKey => "import-row-duplicate-key",
            Self::MissingValue => "import-row-missing-value",
            Self::NotANumber => "import-row-not-a-number",
            Self::NotADate => "import-row-not-a-date",
            Self::UnknownValue => "import-row-unknown-value",
            Self::DuplicateId => "import-row-duplicate-id",
            Self::DifferentAgain => "import-row-different-again",
            Self::MissingReference => "import-row-missing-reference",
            Self::CircularReference => "import-row-circular-reference",
        }
    }

    /// The values of the message, by name.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, Value)> {
        match self {
            Self::CellTooLong { limit } => vec![("limit", Value::Number(*limit))],
            Self::RecordTooLong { kilobytes } => vec![("kilobytes", Value::Number(*kilobytes))],
            Self::MissingCells { expected, found } | Self::ExtraCells { expected, found } => {
                vec![("expected", Value::Number(*expected)), ("found", Value::Number(*found))]
            }
            _ => Vec::new(),
        }
    }

    /// Whether the row should be left out: what is left of it cannot be trusted. The others are warnings.
    #[must_use]
    pub const fn refuses(&self) -> bool {
        !matches!(
            self,
            Self::FormulaValue
                | Self::DuplicateKey
                | Self::NotANumber
                | Self::NotADate
                | Self::UnknownValue
                | Self::DifferentAgain
                | Self::MissingReference
                | Self::CircularReference
        )
    }
}

/// The beginning of a value, for showing beside its problem: at most `characters` characters, then `…`.
#[must_use]
pub fn beginning(value: &str, characters: usize) -> String {
    match value.char_indices().nth(characters) {
        None => value.to_owned(),
        Some((end, _)) => format!("{}…", &value[..end]),
    }
}
