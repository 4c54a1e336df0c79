//! `demo`: a made-up world, on this machine only.

use std::{net::Ipv4Addr, os::unix::process::CommandExt, path::PathBuf, process::Command};

use anyhow::{Context, Result};
use clap::Args;
use store::Store;

use crate::{
    command::{say, serve, system},
    config::Place,
    telemetry,
};

/// Serves a made-up world on this machine only.
#[derive(Args)]
pub struct Demo {
    /// Folder of the made-up world; it is made when it is not there
    #[arg(long, value_name = "DIR", default_value = "sinarem-demo")]
    data: PathBuf,
    /// A PostgreSQL database of its own for the made-up world, instead of the folder
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// File with the secret that seals personal data, with --database
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// Port to listen on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// How many made-up people
    #[arg(long, default_value_t = 2000)]
    people: usize,
    /// Throw the made-up world in this folder away and make it anew
    #[arg(long)]
    fresh: bool,
}

/// Puts the same command in the place of this process, so that what making a world needed is given back whole
/// (decision 0016). Comes back only with what went wrong.
fn begin_anew() -> std::io::Error {
    let again = std::env::args_os().skip(1).filter(|word| word != "--fresh");
    match std::env::current_exe() {
        Ok(program) => Command::new(program).args(again).exec(),
        Err(error) => error,
    }
}

impl Demo {
    /// Runs until somebody asks to stop.
    ///
    /// # Errors
    /// If the folder cannot be written or the port is taken.
    pub async fn run(self) -> Result<()> {
        telemetry::start_logs("warn");
        if self.fresh && self.data.join("sinarem.db").exists() {
            for name in ["sinarem.db", "sinarem.db-wal", "sinarem.db-shm", "keys"] {
                let path = self.data.join(name);
                if path.exists() {
                    std::fs::remove_file(&path)
                        .with_context(|| format!("{} cannot be removed", path.display()))?;
                }
            }
        }
        let data = self.database.is_none().then(|| self.data.clone());
        let place = Place { data, database: self.database, keys: self.keys, config: None };
        let config = place.read()?;
        let store = Store::open(&config.database, config.keys).await?;
        let mut settings = config.settings;
        settings.demo = true;
        settings.base_url = format!("http://127.0.0.1:{}", self.port);
        let sys = system(store, settings)?;
        usecases::catalogue::load_built_in(&sys).await?;
        let start = std::time::Instant::now();
        if let Some(made) = usecases::demo::load(&sys, self.people).await? {
            say(&format!(
                "Made {} institutions, {} services, {} opportunities, {} people, {} applications and {} referrals in {:.1} s.",
                made.agencies,
                made.services,
                made.opportunities,
                made.people,
                made.applications,
                made.referrals,
                start.elapsed().as_secs_f64()
            ));
            sys.store.close().await;
            return Err(begin_anew()).context("the made-up world is there; start again to serve it");
        }
        let address = sys.settings.base_url.clone();
        // Never beyond loopback: anyone may enter as anyone here.
        let ready = move || {
            say(&format!("SINAREM (demo): {address}/es/   (English: {address}/en/)"));
            say(&format!("Enter as anyone: {address}/es/demo"));
            say("Stop with Ctrl-C.");
        };
        let how = serve::How {
            listen: Ipv4Addr::LOCALHOST.into(),
            port: self.port,
            trust_proxy: false,
            with_worker: true,
            memory: None,
        };
        serve::run(sys, how, ready).await
    }
}
