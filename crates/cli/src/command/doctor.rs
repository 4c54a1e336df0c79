//! `doctor`: says in words what is wrong.

use anyhow::{Result, bail};
use clap::Args;

use crate::{
    command::{open, say},
    config::Place,
    telemetry,
};

/// Checks configuration, database, keys and the audit.
#[derive(Args)]
pub struct Doctor {
    #[command(flatten)]
    place: Place,
}

impl Doctor {
    /// Checks everything, and says what it saw.
    ///
    /// # Errors
    /// If something is wrong.
    pub async fn run(self) -> Result<()> {
        telemetry::start_logs("error");
        let config = self.place.read()?;
        let settings = config.settings.clone();
        let sys = open(config).await?;
        say(&format!("database: {}, answers", sys.store.engine()));
        let sent = |set: bool| if set { "configured" } else { "not configured: messages stay in the outbox" };
        say(&format!("mail: {}", sent(settings.mail.url.is_some())));
        say(&format!("text messages: {}", sent(settings.sms.url.is_some())));
        let chain = sys.store.read().await?.audit_check().await?;
        sys.store.close().await;
        match chain {
            Ok(entries) => say(&format!("audit: {entries} entries, every chain whole")),
            Err(fault) => bail!(
                "audit: chain {} is broken at entry {}: it was changed from outside",
                fault.lane,
                fault.seq
            ),
        }
        say("Nothing wrong.");
        Ok(())
    }
}
