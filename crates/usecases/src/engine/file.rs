//! The people of an engine in a sealed file, so that a process starts again without reading everyone. With them stands
//! where the audit stood; what was written since is read from the database. A file that cannot be opened, is of another
//! version or belongs to another history is passed over.

use std::{fs, path::PathBuf, sync::Arc};

use domain::time::Moment;
use matching::engine::Engine;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::{Heads, Live, take_offers};
use crate::{Error, Result, System};

/// What the seal is bound to.
const NAME: &str = "engine/1";

/// Where the audit stood: for each lane its place, and the hash there.
#[derive(Serialize, Deserialize)]
struct Stood(Vec<(i64, i64, Vec<u8>)>);

impl Live {
    /// Writes everyone into the file, beside it first, so that it is whole or not there.
    ///
    /// # Errors
    /// If the database cannot be read or the file not be written.
    pub async fn keep(&self, sys: &System, path: PathBuf) -> Result<()> {
        let mut tx = sys.store.read().await?;
        let keys = tx.keys();
        self.catch_up(&mut tx, sys.now()).await?;
        let kept = self.heads.lock().await;
        let mut stood = Vec::new();
        for (lane, seq) in kept.iter().flatten() {
            stood.push((*lane, *seq, tx.audit_hash(*lane, *seq).await?.unwrap_or_default()));
        }
        let engine = Arc::clone(&self.engine);
        let written = tokio::task::spawn_blocking(move || {
            let people = engine.read().unwrap_or_else(std::sync::PoisonError::into_inner).people_to_bytes();
            let mut plain =
                serde_json::to_vec(&Stood(stood)).map_err(|error| Error::Internal(Box::new(error)))?;
            plain.push(b'\n');
            plain.extend(people);
            let sealed = keys.seal_file(NAME, &plain)?;
            let beside = path.with_extension("new");
            let put = fs::write(&beside, sealed).and_then(|()| fs::rename(&beside, &path));
            put.map_err(|error| Error::Internal(Box::new(error)))
        });
        written.await.map_err(|error| Error::Internal(Box::new(error)))?
    }

    /// Starts from the file, if there is one that fits; answers whether there was. What has changed since is read then.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn start_from(&self, sys: &System, path: PathBuf) -> Result<bool> {
        let mut tx = sys.store.read().await?;
        let keys = tx.keys();
        let read = tokio::task::spawn_blocking(move || {
            let plain = keys.open_file(NAME, &fs::read(path).ok()?).ok()?;
            let end = plain.iter().position(|byte| *byte == b'\n')?;
            let Stood(stood) = serde_json::from_slice(&plain[..end]).ok()?;
            Some((stood, Engine::with_people_from(&plain[end + 1..])?))
        });
        let Some((stood, engine)) = read.await.map_err(|error| Error::Internal(Box::new(error)))? else {
            return Ok(false);
        };
        self.start(&mut tx, stood, engine, sys.now()).await
    }

    async fn start(
        &self,
        tx: &mut Tx,
        stood: Vec<(i64, i64, Vec<u8>)>,
        mut engine: Engine,
        now: Moment,
    ) -> Result<bool> {
        let mut heads = Heads::new();
        for (lane, seq, hash) in stood {
            if tx.audit_hash(lane, seq).await?.is_none_or(|there| there != hash) {
                return Ok(false);
            }
            heads.insert(lane, seq);
        }
        take_offers(&mut engine, tx).await?;
        let mut kept = self.heads.lock().await;
        self.put(engine);
        *kept = Some(heads);
        drop(kept);
        self.catch_up(tx, now).await?;
        Ok(true)
    }
}
