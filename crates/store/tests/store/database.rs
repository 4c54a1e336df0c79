//! Fresh databases for tests: a file of SQLite, or a database of the PostgreSQL server that `TEST_POSTGRES_URL` names.

use std::path::PathBuf;

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

/// Which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file in a folder of its own.
    Sqlite,
    /// A database of its own on the server.
    Postgres,
}

/// An empty database, gone at [`Fresh::drop_all`].
pub struct Fresh {
    /// What `Store::open` takes.
    pub address: String,
    /// Which engine it is.
    pub engine: Engine,
    folder: Option<PathBuf>,
    server: Option<(String, String)>,
}

/// The server on which test databases are made, if there is one.
pub fn server() -> Option<String> {
    let server = std::env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty());
    if server.is_none() {
        eprintln!("skipped: PostgreSQL (TEST_POSTGRES_URL is not set)");
    }
    server
}

/// The engines that can be tried here.
pub fn engines() -> Vec<Engine> {
    if server().is_some() { vec![Engine::Sqlite, Engine::Postgres] } else { vec![Engine::Sqlite] }
}

fn random_name() -> String {
    let bytes: [u8; 8] = store::seal::random().unwrap();
    bytes.iter().fold("test_".to_owned(), |name, byte| format!("{name}{byte:02x}"))
}

impl Fresh {
    /// Makes an empty database.
    pub async fn make(engine: Engine) -> Self {
        let name = random_name();
        match engine {
            Engine::Sqlite => {
                // In memory where the system has a folder for that: the tests then wait for no disk.
                let memory = PathBuf::from("/dev/shm");
                let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
                let folder = base.join(format!("sinarem-{name}"));
                std::fs::create_dir_all(&folder).unwrap();
                let address = format!("sqlite:{}", folder.join("test.db").display());
                Self { address, engine, folder: Some(folder), server: None }
            }
            Engine::Postgres => {
                let server = server().unwrap();
                run(&server, &format!("create database {name}")).await;
                let address = beside(&server, &name);
                Self { address, engine, folder: None, server: Some((server, name)) }
            }
        }
    }

    /// Every byte that is kept: the file with its log, or a dump by `pg_dump`.
    pub fn bytes(&self) -> Vec<u8> {
        match &self.folder {
            Some(folder) => {
                let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
                files.flat_map(|path| std::fs::read(path).unwrap()).collect()
            }
            None => {
                let dump = std::process::Command::new("pg_dump").arg(&self.address).output().unwrap();
                assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
                dump.stdout
            }
        }
    }

    /// Removes the database.
    pub async fn drop_all(&self) {
        if let Some(folder) = &self.folder {
            std::fs::remove_dir_all(folder).unwrap();
        }
        if let Some((server, name)) = &self.server {
            run(server, &format!("drop database {name} with (force)")).await;
        }
    }
}

/// The address of database `name` on the server that `server` is an address of.
fn beside(server: &str, name: &str) -> String {
    let (address, query) = server.split_once('?').map_or((server, None), |(a, q)| (a, Some(q)));
    let (scheme, rest) = address.split_once("://").unwrap();
    let host = rest.split_once('/').map_or(rest, |(host, _)| host);
    let query = query.map_or(String::new(), |query| format!("?{query}"));
    format!("{scheme}://{host}/{name}{query}")
}

/// Runs a statement on the database itself, past the store.
pub async fn run(address: &str, sql: &str) {
    let query = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    if address.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(address).await.unwrap();
        query.execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    } else {
        let mut connection = PgConnection::connect(address).await.unwrap();
        query.execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
}
