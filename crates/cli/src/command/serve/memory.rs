//! What a process has in memory, made ready at the start instead of at the first request, and kept now and then.

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use usecases::{Result, System};

/// How often the people in memory are written into their file.
const KEEP_EVERY: Duration = Duration::from_secs(60 * 60);

/// Fills the engine and the index of words, from the sealed file if there is one that fits; writes the file now and then.
pub(super) async fn fill_and_keep(sys: Arc<System>, file: Option<PathBuf>) {
    let begun = Instant::now();
    match fill(&sys, file.clone()).await {
        Ok(from) => tracing::info!(from, seconds = begun.elapsed().as_secs(), "the memory is filled"),
        // The first request that needs it tries again, and tells what is wrong.
        Err(error) => tracing::warn!(%error, "the memory could not be filled at the start"),
    }
    let Some(file) = file else { return };
    loop {
        if let Err(error) = sys.engine.keep(&sys, file.clone()).await {
            tracing::warn!(%error, "the people in memory could not be kept");
        }
        tokio::time::sleep(KEEP_EVERY).await;
    }
}

/// Answers from where the people came.
async fn fill(sys: &System, file: Option<PathBuf>) -> Result<&'static str> {
    let from_file = match file {
        Some(file) => sys.engine.start_from(sys, file).await?,
        None => false,
    };
    let mut tx = sys.store.read().await?;
    sys.engine.catch_up(&mut tx, sys.now()).await?;
    sys.search.catch_up(&mut tx).await?;
    Ok(if from_file { "its file" } else { "the database" })
}
