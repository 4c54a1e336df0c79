//! Words of the database back into the domain's types.

use std::str::FromStr;

use crate::{Result, StoreError};

/// Reads a stored word; what cannot be read names its column.
pub(crate) trait Read<T> {
    /// The value, or [`StoreError::Unreadable`].
    fn read(&self, column: &'static str) -> Result<T>;
}

impl<T: FromStr> Read<T> for String {
    fn read(&self, column: &'static str) -> Result<T> {
        self.parse().map_err(|_| StoreError::Unreadable(column))
    }
}

impl<T: FromStr> Read<Option<T>> for Option<String> {
    fn read(&self, column: &'static str) -> Result<Option<T>> {
        self.as_ref().map(|text| text.read(column)).transpose()
    }
}
