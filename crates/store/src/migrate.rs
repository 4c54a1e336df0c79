//! Brings the tables up to date. Forward only; several processes may start at once.

use crate::{Result, Store, StoreError, Tx, tx::OnConflict};

const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_start", include_str!("../migrations/0001_start.sql")),
    ("0002_link_model", include_str!("../migrations/0002_link_model.sql")),
    ("0004_pin_number", include_str!("../migrations/0004_pin_number.sql")),
    ("0005_words", include_str!("../migrations/0005_words.sql")),
    ("0006_referral", include_str!("../migrations/0006_referral.sql")),
    ("0008_changed", include_str!("../migrations/0008_changed.sql")),
    ("0009_alert", include_str!("../migrations/0009_alert.sql")),
    ("0010_preference", include_str!("../migrations/0010_preference.sql")),
    ("0011_indexes", include_str!("../migrations/0011_indexes.sql")),
    ("0014_case", include_str!("../migrations/0014_case.sql")),
    ("0012_intake", include_str!("../migrations/0012_intake.sql")),
    ("0013_pulse", include_str!("../migrations/0013_pulse.sql")),
    ("0016_merge", include_str!("../migrations/0016_merge.sql")),
    ("0017_tick", include_str!("../migrations/0017_tick.sql")),
    ("0018_reach", include_str!("../migrations/0018_reach.sql")),
    ("0019_attention", include_str!("../migrations/0019_attention.sql")),
    ("0020_permission", include_str!("../migrations/0020_permission.sql")),
    ("0021_case_told", include_str!("../migrations/0021_case_told.sql")),
    ("0022_sound_year", include_str!("../migrations/0022_sound_year.sql")),
];

impl Store {
    /// Runs the migrations that this database has not had yet, each in a unit of work of its own. The row of the
    /// migration is the lease: who comes second waits for it, and finds it taken.
    pub(crate) async fn migrate(&self) -> Result<()> {
        self.make_ledger().await?;
        for (name, text) in MIGRATIONS {
            let run = self
                .write(move |mut tx: Tx| async move {
                    exec!(&mut tx, sqlx::query("insert into migration (name) values ($1)").bind(*name))
                        .on_conflict("migration-applied")?;
                    exec!(&mut tx, sqlx::raw_sql(*text))?;
                    Ok(tx.done(()))
                })
                .await;
            match run {
                Ok(()) => tracing::info!(migration = name, "migrated"),
                Err(StoreError::Conflict(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// PostgreSQL may refuse one of two `create table if not exists` at once, so who loses looks again.
    async fn make_ledger(&self) -> Result<()> {
        let mut left = 20;
        loop {
            let mut tx = self.read().await?;
            let made =
                exec!(&mut tx, sqlx::query("create table if not exists migration (name text primary key)"));
            match made {
                Ok(_) => return Ok(()),
                Err(error) if left == 0 => return Err(error.into()),
                Err(_) => {
                    left -= 1;
                    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                }
            }
        }
    }
}
