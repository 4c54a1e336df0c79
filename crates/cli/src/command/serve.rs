//! `serve`, `worker`, `migrate`.

mod memory;

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, Result};
use axum::{extract::ConnectInfo, http::StatusCode, routing::get};
use clap::Args;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::{sync::watch, task::JoinHandle};
use usecases::{System, job};

use crate::{
    command::{asked_to_stop, open, say, use_taxonomy},
    config::Place,
    telemetry,
};

/// How long requests under way may take to end when somebody asks to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// How often to look whether a taxonomy was imported.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

/// Serves the pages and the API.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// Port to listen on
    #[arg(long, env = "SINAREM_PORT", default_value_t = 8080)]
    port: u16,
    /// Leave background work to `sinarem worker`
    #[arg(long)]
    no_worker: bool,
}

/// Does background work only.
#[derive(Args)]
pub struct Worker {
    #[command(flatten)]
    place: Place,
}

/// Brings the database up to date.
#[derive(Args)]
pub struct Migrate {
    #[command(flatten)]
    place: Place,
}

impl Serve {
    /// Runs until somebody asks to stop.
    ///
    /// # Errors
    /// If the configuration is wrong, the database cannot be opened or the port is taken.
    pub async fn run(self) -> Result<()> {
        telemetry::start_logs("info");
        let mut config = self.place.read()?;
        if config.settings.base_url.is_empty() {
            config.settings.base_url = format!("http://127.0.0.1:{}", self.port);
        }
        let how = How {
            listen: config.listen,
            port: self.port,
            trust_proxy: config.trust_proxy,
            with_worker: !self.no_worker,
            memory: config.memory.take(),
        };
        run(open(config).await?, how, || ()).await
    }
}

impl Worker {
    /// Runs until somebody asks to stop.
    ///
    /// # Errors
    /// If the configuration is wrong or the database cannot be opened.
    pub async fn run(self) -> Result<()> {
        telemetry::start_logs("info");
        let sys = open(self.place.read()?).await?;
        let worker = Background::start(&sys);
        let watching = tokio::spawn(follow_taxonomy(Arc::clone(&sys)));
        asked_to_stop().await;
        watching.abort();
        worker.stop().await;
        sys.store.close().await;
        Ok(())
    }
}

impl Migrate {
    /// Runs once.
    ///
    /// # Errors
    /// If the configuration is wrong or the database cannot be opened.
    pub async fn run(self) -> Result<()> {
        telemetry::start_logs("info");
        let sys = open(self.place.read()?).await?;
        sys.store.close().await;
        say("The database is up to date.");
        Ok(())
    }
}

/// How to serve.
pub struct How {
    /// The address to listen on.
    pub listen: IpAddr,
    /// The port.
    pub port: u16,
    /// Whether to believe X-Forwarded-For.
    pub trust_proxy: bool,
    /// Whether this process does background work too.
    pub with_worker: bool,
    /// The sealed file of the people in memory.
    pub memory: Option<PathBuf>,
}

/// Serves `sys` until somebody asks to stop; `ready` is called when the port is open.
///
/// # Errors
/// If the port is taken.
pub async fn run(sys: Arc<System>, how: How, ready: impl FnOnce()) -> Result<()> {
    let How { listen, port, trust_proxy, with_worker, memory } = how;
    let listener = tokio::net::TcpListener::bind((listen, port)).await.with_context(|| {
        format!("port {port} cannot be opened; is another program using it? Try --port {}", port + 1)
    })?;
    let counts = telemetry::start_metrics()?;
    let app = web::router(web::App::new(Arc::clone(&sys), trust_proxy))
        .route("/metrics", get(move |peer: ConnectInfo<SocketAddr>| show_counts(peer, counts.clone())));
    let worker = with_worker.then(|| Background::start(&sys));
    let watching = tokio::spawn(follow_taxonomy(Arc::clone(&sys)));
    let remembering = tokio::spawn(memory::fill_and_keep(Arc::clone(&sys), memory));
    ready();
    let (stopping, stopped) = tokio::sync::oneshot::channel::<()>();
    let serve = axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            asked_to_stop().await;
            let _ = stopping.send(());
        });
    let too_long = async {
        if stopped.await.is_ok() {
            tokio::time::sleep(LAST_REQUESTS).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        outcome = async { serve.await } => outcome.context("serving")?,
        () = too_long => tracing::warn!("some requests were cut off"),
    }
    watching.abort();
    remembering.abort();
    if let Some(worker) = worker {
        worker.stop().await;
    }
    sys.store.close().await;
    Ok(())
}

/// Takes an imported taxonomy into use at the start, and anew after each import, by whichever process.
async fn follow_taxonomy(sys: Arc<System>) {
    let mut first = true;
    loop {
        let fresh = match usecases::taxonomy::refresh(&sys).await {
            // Imported before vectors were trained.
            Ok(false) if first => use_taxonomy(&sys).await,
            Ok(_) => Ok(()),
            Err(error) => Err(error.into()),
        };
        if let Err(error) = fresh {
            tracing::error!(error = format!("{error:#}"), "the imported taxonomy cannot be read");
        }
        first = false;
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Counts are shown to this machine only.
async fn show_counts(
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    counts: PrometheusHandle,
) -> (StatusCode, String) {
    if peer.ip().is_loopback() {
        (StatusCode::OK, counts.render())
    } else {
        (StatusCode::NOT_FOUND, String::new())
    }
}

/// The worker, in a task of its own.
struct Background {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Background {
    fn start(sys: &Arc<System>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(job::work(Arc::clone(sys), stopped));
        Self { stop, task }
    }

    /// Lets the job that was begun end, but not for too long: what is cut off is done again later.
    async fn stop(self) {
        let _ = self.stop.send(true);
        let abort = self.task.abort_handle();
        if tokio::time::timeout(LAST_REQUESTS, self.task).await.is_err() {
            tracing::warn!("a job was cut off");
            abort.abort();
        }
    }
}
