//! The ways to say no. No text for people: keys of Fluent.

use domain::policy::Denied;
use store::{StoreError, tx::AsStoreError};

/// The answer of a use case.
pub type Result<T> = std::result::Result<T, Error>;

/// A problem with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name in the form, in the API and in a file's header.
    pub field: &'static str,
    /// The Fluent key that tells what to do.
    pub key: &'static str,
    /// Arguments of the message, by name.
    pub arguments: Vec<(&'static str, String)>,
}

/// Problems with several fields, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Notes a problem.
    pub fn add(&mut self, field: &'static str, key: &'static str) {
        self.0.push(Problem { field, key, arguments: Vec::new() });
    }

    /// Notes a problem with arguments.
    pub fn add_with(
        &mut self,
        field: &'static str,
        key: &'static str,
        arguments: Vec<(&'static str, String)>,
    ) {
        self.0.push(Problem { field, key, arguments });
    }

    /// Keeps a good value, or notes the key of its problem.
    pub fn keep<T>(
        &mut self,
        field: &'static str,
        outcome: std::result::Result<T, &'static str>,
    ) -> Option<T> {
        outcome.map_err(|key| self.add(field, key)).ok()
    }

    /// `Ok` if there is none.
    ///
    /// # Errors
    /// [`Error::Invalid`] with all of them.
    pub fn none(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
}

/// Why something asked for is not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it may not be known to exist.
    #[error("not found")]
    NotFound,
    /// It may be seen but not done.
    #[error("forbidden")]
    Forbidden,
    /// Sign in first.
    #[error("not signed in")]
    SignIn,
    /// What was sent has problems.
    #[error("invalid")]
    Invalid(Problems),
    /// It does not fit what is already there; the Fluent key says how.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Too many tries; the seconds to wait.
    #[error("too many tries")]
    TooMany(i64),
    /// The fault is ours. Logged once, at the edge.
    #[error("internal")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The fault of the store.
    #[error(transparent)]
    Store(StoreError),
}

impl Error {
    /// One problem with one field.
    #[must_use]
    pub fn invalid(field: &'static str, key: &'static str) -> Self {
        Self::Invalid(Problems(vec![Problem { field, key, arguments: Vec::new() }]))
    }
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Hidden => Self::NotFound,
            Denied::Forbidden => Self::Forbidden,
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Denied(denied) => denied.into(),
            StoreError::Conflict(name) => Self::Conflict(name),
            StoreError::Stale(_) => Self::Conflict("error-changed-meanwhile"),
            error => Self::Store(error),
        }
    }
}

impl AsStoreError for Error {
    fn as_store_error(&self) -> Option<&StoreError> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}
