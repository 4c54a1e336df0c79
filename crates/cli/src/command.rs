//! The commands, and what they share.

pub mod bench;
pub mod demo;
pub mod doctor;
pub mod import;
pub mod link;
pub mod openapi;
pub mod serve;
pub mod user;

use std::{io::Write, process::ExitCode, sync::Arc};

use anyhow::{Context, Result};
use domain::time::Moment;
use store::Store;
use usecases::{Settings, System};

use crate::config::Config;

/// The real clock, in whole seconds.
#[expect(clippy::disallowed_methods, reason = "this is where the clock is read, for everything below")]
pub fn clock() -> Moment {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Moment::from_seconds(i64::try_from(now.as_secs()).unwrap_or(i64::MAX))
}

/// Opens the database and puts the system together.
///
/// # Errors
/// If the database cannot be opened.
pub async fn open(config: Config) -> Result<Arc<System>> {
    let store = Store::open(&config.database, config.keys).await.context(
        "the database cannot be opened (does it run, is the address right, may this user write there?)",
    )?;
    let sys = system(store, config.settings)?;
    usecases::catalogue::load_built_in(&sys).await.context("the built-in lists cannot be loaded")?;
    Ok(sys)
}

/// Makes an imported taxonomy, if there is one, known to what reads free text.
///
/// # Errors
/// If the database cannot be read.
pub async fn use_taxonomy(sys: &System) -> Result<()> {
    if let Some(linker) = usecases::taxonomy::linker(sys).await? {
        sys.set_linker(linker);
    }
    Ok(())
}

/// Puts the system together.
///
/// # Errors
/// If messages could not leave by what the configuration says.
pub fn system(store: Store, settings: Settings) -> Result<Arc<System>> {
    let sys = System::new(store, settings, Arc::new(clock), Arc::new(web::message::FluentWords))
        .context("the configuration of [mail] or [sms]")?;
    Ok(Arc::new(sys))
}

/// Tells a person at the terminal.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    // A closed terminal is no reason to stop.
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// Tells why it stops, with every cause.
pub fn fail(error: &anyhow::Error) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "sinarem: {error:#}");
    ExitCode::FAILURE
}

/// Waits until somebody asks to stop (Ctrl-C, SIGTERM).
pub async fn asked_to_stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
