//! SQL, the only place. One text for SQLite and PostgreSQL; personal data is sealed on its way in.

#[macro_use]
mod row;
#[macro_use]
mod accompanied;
#[macro_use]
pub mod tx;
mod audit;
mod migrate;
mod read;
pub mod seal;

pub mod account;
pub mod agency;
pub mod agreement;
pub mod alert;
pub mod application;
mod assurance;
pub mod attempt;
pub mod attention;
pub mod case;
pub mod catalogue;
pub mod consent;
pub mod directory;
pub mod document;
pub mod emergency;
pub mod experience;
pub mod idempotency;
pub mod import;
pub mod intake;
pub mod invitation;
pub mod job;
mod link_model;
pub mod merge;
pub mod message;
pub mod opportunity;
pub mod person;
mod phone;
mod preference;
mod pulse;
pub mod referral;
mod reply;
pub mod report;
pub mod service;
pub mod session;
pub mod supply;
pub mod taxonomy;

use std::{str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    AssertSqlSafe, ConnectOptions,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous},
};

pub use audit::{AuditEntry, AuditKey, ChainFault, Told};
pub use seal::Keyring;
pub use tx::{Done, Page, Tx};

/// What can go wrong below the use cases.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A rule of uniqueness was broken; the insert names which, as a Fluent key.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Somebody changed the record meanwhile.
    #[error("changed meanwhile: {0}")]
    Stale(&'static str),
    /// A row that this program cannot read, or whose key was destroyed.
    #[error("unreadable: {0}")]
    Unreadable(&'static str),
    /// The policy said no, inside a unit of work.
    #[error(transparent)]
    Denied(#[from] domain::policy::Denied),
    /// The address of the database is not understood.
    #[error("database address not understood")]
    Address,
    /// The database.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
}

/// The answer of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The database: SQLite in a file, or PostgreSQL, by address.
#[derive(Clone)]
pub struct Store {
    pools: Pools,
    keys: Arc<Keyring>,
    /// Held by a unit of work that lost twice: those that lose often go one after another.
    turn: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Clone)]
enum Pools {
    /// One writer, several readers.
    Sqlite { write: SqlitePool, read: SqlitePool },
    /// One pool for both.
    Postgres(PgPool),
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its tables up to date.
    ///
    /// # Errors
    /// [`StoreError::Address`] if the address is neither; [`StoreError::Database`] if it cannot be reached.
    pub async fn open(address: &str, keys: Keyring) -> Result<Self> {
        let pools = if let Some(path) = address.strip_prefix("sqlite:") {
            open_sqlite(path).await?
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            open_postgres(address).await?
        } else {
            return Err(StoreError::Address);
        };
        let store = Self { pools, keys: Arc::new(keys), turn: Arc::default() };
        store.migrate().await?;
        Ok(store)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// If it does not.
    pub async fn ping(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { read, .. } => sqlx::query("select 1").execute(read).await.map(|_| ())?,
            Pools::Postgres(pool) => sqlx::query("select 1").execute(pool).await.map(|_| ())?,
        }
        Ok(())
    }

    /// `sqlite` or `postgres`, for reports.
    #[must_use]
    pub const fn engine(&self) -> &'static str {
        match self.pools {
            Pools::Sqlite { .. } => "sqlite",
            Pools::Postgres(_) => "postgres",
        }
    }

    /// The keys that seal and index.
    #[must_use]
    pub fn keys(&self) -> &Keyring {
        &self.keys
    }

    /// While very much is written: pages that SQLite's one writing connection keeps in memory, in MiB; [`CACHE`] is what
    /// it has otherwise. PostgreSQL has its own setting for that.
    ///
    /// # Errors
    /// If the connection does not answer.
    pub async fn cache(&self, mebibytes: u32) -> Result<()> {
        if let Pools::Sqlite { write, .. } = &self.pools {
            let pages = format!("pragma cache_size = -{}; pragma shrink_memory", mebibytes * 1000);
            sqlx::raw_sql(AssertSqlSafe(pages)).execute(write).await?;
        }
        Ok(())
    }

    /// Closes every connection; SQLite folds its log into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

/// Pages that a connection of SQLite keeps in memory, in MiB.
pub const CACHE: u32 = 16;

async fn open_sqlite(path: &str) -> Result<Pools> {
    let options = SqliteConnectOptions::from_str(&format!("sqlite:{path}"))?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .pragma("cache_size", format!("-{}", CACHE * 1000))
        .pragma("temp_store", "memory")
        .pragma("secure_delete", "on")
        .disable_statement_logging();
    let write = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
    let read = SqlitePoolOptions::new().max_connections(4).min_connections(1).connect_with(options).await?;
    Ok(Pools::Sqlite { write, read })
}

async fn open_postgres(address: &str) -> Result<Pools> {
    let options = PgConnectOptions::from_str(address)?.disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options)
        .await?;
    Ok(Pools::Postgres(pool))
}
