//! The rows of the made-up world's files, by the names of their columns.

use std::collections::HashMap;

use crate::{Error, Result};

/// One row: values by column.
pub(super) struct Row {
    file: &'static str,
    values: HashMap<String, String>,
}

impl Row {
    /// The text of a column; empty if there is none.
    pub(super) fn get(&self, column: &str) -> &str {
        self.values.get(column).map_or("", String::as_str)
    }

    /// The value of a column.
    pub(super) fn parse<T: std::str::FromStr>(&self, column: &str) -> Result<T> {
        self.get(column).parse().map_err(|_| super::broken(self.file))
    }

    /// A column of several, parted by `mark`.
    pub(super) fn list(&self, column: &str, mark: char) -> Vec<&str> {
        self.get(column).split(mark).map(str::trim).filter(|item| !item.is_empty()).collect()
    }

    /// A column of several parted by semicolons, one a line.
    pub(super) fn lines(&self, column: &str) -> String {
        self.list(column, ';').join("\n")
    }
}

/// Reads a file that is compiled in.
pub(super) fn rows(file: &'static str, text: &'static str) -> Result<Vec<Row>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| Error::Internal(error.into()))?.clone();
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|error| Error::Internal(error.into()))?;
            let values = headers.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
            Ok(Row { file, values })
        })
        .collect()
}
