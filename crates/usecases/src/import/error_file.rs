//! The file of problems handed back after an import: one line per problem, safe to open in a spreadsheet.

use super::problem::beginning;
use std::io::{self, Write};

/// How much of the original value is repeated in the file, in characters.
const SHOWN: usize = 60;

/// The text of a cell that no spreadsheet takes for a formula: `'` goes before a leading `=`, `+`, `-`, `@`,
/// tab or line end (OWASP, «CSV Injection»). Every cell written to a CSV or XLSX file goes through here.
#[must_use]
pub fn neutral_cell(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

/// Writes problems as CSV: row, column, outcome, reason, value. It begins with a byte order mark, so that Excel
/// shows accents.
pub struct ErrorFile<W: Write> {
    lines: csv::Writer<W>,
    count: u64,
}

impl<W: Write> ErrorFile<W> {
    /// Begins the file with the five column names, already in the person's language.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn begin(mut out: W, names: [&str; 5]) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut lines = csv::Writer::from_writer(out);
        lines.write_record(names.map(neutral_cell)).map_err(io::Error::from)?;
        Ok(Self { lines, count: 0 })
    }

    /// Adds a problem: the row as numbered in the file, the column's name, what became of the row and why, both in the
    /// person's language, and the value, of which 60 characters are kept.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(
        &mut self,
        row: u64,
        column: &str,
        outcome: &str,
        reason: &str,
        value: &str,
    ) -> io::Result<()> {
        self.count += 1;
        let line = [
            row.to_string(),
            neutral_cell(column),
            neutral_cell(outcome),
            neutral_cell(reason),
            neutral_cell(&beginning(value, SHOWN)),
        ];
        self.lines.write_record(line).map_err(io::Error::from)
    }

    /// How many problems were added.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Writes what is left and gives the file back.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.lines.into_inner().map_err(|error| io::Error::from(error.error().kind()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formula_starts_are_neutral() {
        for (from, to) in [
            ("=1+1", "'=1+1"),
            ("+502", "'+502"),
            ("-5", "'-5"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("a=1", "a=1"),
        ] {
            assert_eq!(neutral_cell(from), to);
        }
        assert_eq!(neutral_cell("\rx"), "'\rx");
        assert_eq!(neutral_cell(""), "");
    }

    #[test]
    fn error_file_truncates_and_neutralises() {
        let names = ["Fila", "Columna", "Qué pasó", "Por qué", "Valor"];
        let mut file = ErrorFile::begin(Vec::new(), names).unwrap();
        let long = format!("=cmd{}", "x".repeat(100));
        file.add(7, "teléfono", "rechazada", "Hay una fórmula; escriba el valor.", &long).unwrap();
        assert_eq!(file.count(), 1);
        let text = String::from_utf8(file.finish().unwrap()).unwrap();
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("\u{feff}Fila,Columna,Qué pasó,Por qué,Valor"));
        let line = lines.next().unwrap();
        assert!(line.starts_with("7,teléfono,rechazada,Hay una fórmula; escriba el valor.,'=cmdxxx"));
        assert!(line.ends_with(&format!("{}…", "x".repeat(56))));
    }
}
