//! `Tx`, the unit of work, and `on!`, one query for both databases.

use std::{
    collections::{BTreeMap, HashMap},
    future::Future,
    ops::DerefMut,
    sync::Arc,
};

use domain::id::Id;
use sqlx::{PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, Transaction, pool::PoolConnection};
use uuid::Uuid;

use crate::{Keyring, Pools, Result, Store, StoreError, seal::SubjectKey};

/// Times a unit of work is tried when another one is faster.
const TRIES: u32 = 24;
/// Times it is tried beside all the others, before it waits for its turn.
const FREE_TRIES: u32 = 2;

/// Runs one query on whichever database this is: `on!(tx, c => sqlx::query_as(SQL).bind(x).fetch_all(c))`.
macro_rules! on {
    ($tx:expr, $connection:ident => $query:expr) => {
        match $tx.link() {
            $crate::tx::Link::Sqlite($connection) => $query.await,
            $crate::tx::Link::Postgres($connection) => $query.await,
        }
    };
}

/// Runs one statement on whichever database this is; answers how many rows it touched.
macro_rules! exec {
    ($tx:expr, $query:expr) => {
        match $tx.link() {
            $crate::tx::Link::Sqlite(connection) => {
                $query.execute(connection).await.map(|done| done.rows_affected())
            }
            $crate::tx::Link::Postgres(connection) => {
                $query.execute(connection).await.map(|done| done.rows_affected())
            }
        }
    };
}

/// A page of a list: rows after `after`, at most `limit`.
#[derive(Clone, Copy, Debug)]
pub struct Page<K> {
    /// The key of the last row of the page before; `None` for the first page.
    pub after: Option<K>,
    /// At most so many rows.
    pub limit: i64,
}

// The first page begins beyond every identifier, so that a plain comparison suffices and both databases seek in the index.
impl<T> Page<Id<T>> {
    /// What the identifiers of a rising list are greater than.
    pub(crate) fn above(&self) -> Uuid {
        self.after.map_or(Uuid::nil(), Id::uuid)
    }

    /// What the identifiers of a falling list are less than.
    pub(crate) fn below(&self) -> Uuid {
        self.after.map_or(Uuid::max(), Id::uuid)
    }
}

/// A unit of work, or a reading. Dropped without [`Tx::done`], nothing of it stays.
pub struct Tx {
    inner: Inner,
    keys: Arc<Keyring>,
    pub(crate) opened: HashMap<Uuid, Option<SubjectKey>>,
    /// Ends of the chains of the audit that this unit of work has made longer; written when it is committed.
    pub(crate) heads: BTreeMap<i64, Head>,
}

/// The end of a chain of the audit.
pub(crate) struct Head {
    pub seq: i64,
    pub hash: Vec<u8>,
}

enum Inner {
    SqliteRead(PoolConnection<Sqlite>),
    SqliteWrite(Transaction<'static, Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
    PostgresWrite(Transaction<'static, Postgres>),
}

/// The connection under a [`Tx`].
pub(crate) enum Link<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

/// A finished unit of work, ready to be committed, and its value.
pub struct Done<T> {
    tx: Tx,
    value: T,
}

impl<T> Done<T> {
    /// The value alone: the unit of work is taken back.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }
}

impl Tx {
    pub(crate) fn link(&mut self) -> Link<'_> {
        match &mut self.inner {
            Inner::SqliteRead(connection) => Link::Sqlite(connection.deref_mut()),
            Inner::SqliteWrite(transaction) => Link::Sqlite(transaction.deref_mut()),
            Inner::PostgresRead(connection) => Link::Postgres(connection.deref_mut()),
            Inner::PostgresWrite(transaction) => Link::Postgres(transaction.deref_mut()),
        }
    }

    /// The keys that seal and index.
    #[must_use]
    pub fn keys(&self) -> Arc<Keyring> {
        Arc::clone(&self.keys)
    }

    /// Ends the unit of work with `value`; [`Store::write`] commits it.
    #[must_use]
    pub const fn done<T>(self, value: T) -> Done<T> {
        Done { tx: self, value }
    }

    async fn commit(mut self) -> Result<()> {
        self.put_heads().await?;
        match self.inner {
            Inner::SqliteWrite(transaction) => transaction.commit().await?,
            Inner::PostgresWrite(transaction) => transaction.commit().await?,
            Inner::SqliteRead(_) | Inner::PostgresRead(_) => {}
        }
        Ok(())
    }
}

impl Store {
    /// A connection to read with, outside any unit of work.
    ///
    /// # Errors
    /// If the database cannot be reached.
    pub async fn read(&self) -> Result<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { read, .. } => Inner::SqliteRead(read.acquire().await?),
            Pools::Postgres(pool) => Inner::PostgresRead(pool.acquire().await?),
        };
        Ok(self.tx(inner))
    }

    fn tx(&self, inner: Inner) -> Tx {
        Tx { inner, keys: Arc::clone(&self.keys), opened: HashMap::new(), heads: BTreeMap::new() }
    }

    async fn begin(&self) -> Result<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { write, .. } => Inner::SqliteWrite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Inner::PostgresWrite(begin_whole(pool.clone()).await?),
        };
        Ok(self.tx(inner))
    }

    /// Runs a unit of work: all of it, once, or nothing. It is run again from the start when another unit of work was
    /// faster (SQLSTATE 40001, 40P01; "database is locked"), so it must do nothing outside the database. Whoever loses
    /// twice waits for a turn, one at a time in this process, so that many who want the same row all come through.
    ///
    /// # Errors
    /// What the work answers, or [`StoreError::Database`] when it lost too often.
    pub async fn write<T, E, F, W>(&self, work: W) -> std::result::Result<T, E>
    where
        E: From<StoreError> + AsStoreError,
        F: Future<Output = std::result::Result<Done<T>, E>>,
        W: Fn(Tx) -> F,
    {
        let mut tries = 0;
        let mut turn = None;
        loop {
            tries += 1;
            if tries > FREE_TRIES && turn.is_none() {
                turn = Some(self.turn.lock().await);
            }
            let outcome = match self.begin().await {
                Ok(tx) => match work(tx).await {
                    Ok(done) => done.tx.commit().await.map(|()| done.value).map_err(E::from),
                    Err(error) => Err(error),
                },
                Err(error) => Err(E::from(error)),
            };
            match outcome {
                Err(error) if tries < TRIES && error.as_store_error().is_some_and(lost_a_race) => {
                    // A short, growing and uneven wait, so that the losers do not meet again.
                    let [chance] = crate::seal::random::<1>()?;
                    let wait = u64::from(tries) * (2 + u64::from(chance) / 16);
                    tokio::time::sleep(std::time::Duration::from_millis(wait)).await;
                }
                outcome => return outcome,
            }
        }
    }
}

/// Begins in a task of its own, which goes on when whoever asked has hung up, and then takes back what it began.
/// Dropped while the server answers, sqlx 0.9.0 would give the connection back inside the transaction, and whoever reads
/// with it next would see what was true then (its issue 4393; to be undone with the release that mends it).
async fn begin_whole(pool: PgPool) -> sqlx::Result<Transaction<'static, Postgres>> {
    let begun = tokio::spawn(async move { pool.begin_with("BEGIN ISOLATION LEVEL SERIALIZABLE").await });
    begun.await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
}

/// An error that may have come from the store.
pub trait AsStoreError {
    /// The store's error, if it is one.
    fn as_store_error(&self) -> Option<&StoreError>;
}

impl AsStoreError for StoreError {
    fn as_store_error(&self) -> Option<&StoreError> {
        Some(self)
    }
}

fn lost_a_race(error: &StoreError) -> bool {
    let StoreError::Database(error) = error else { return false };
    let Some(database) = error.as_database_error() else { return false };
    // SQLite: 5 SQLITE_BUSY, 6 SQLITE_LOCKED, 517 SQLITE_BUSY_SNAPSHOT.
    database.code().is_some_and(|code| matches!(code.as_ref(), "40001" | "40P01" | "5" | "6" | "517"))
}

/// Names the rule that an insert may break.
pub(crate) trait OnConflict<T> {
    /// Turns a broken rule of uniqueness into [`StoreError::Conflict`] with this name.
    fn on_conflict(self, name: &'static str) -> Result<T>;
}

impl<T> OnConflict<T> for std::result::Result<T, sqlx::Error> {
    fn on_conflict(self, name: &'static str) -> Result<T> {
        self.map_err(|error| match error.as_database_error() {
            Some(database) if database.is_unique_violation() => StoreError::Conflict(name),
            _ => StoreError::Database(error),
        })
    }
}
