//! Logs and counts. Logs are JSON lines on standard error, with a request's id and no personal data.

use anyhow::Result;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Starts logging. `level` is what is told unless the environment's `SINAREM_LOG` says otherwise.
pub fn start_logs(level: &str) {
    let filter = EnvFilter::try_from_env("SINAREM_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    let lines = fmt::layer().json().flatten_event(true).with_target(false).with_writer(std::io::stderr);
    // A second start (in one process) keeps the first.
    let _ = tracing_subscriber::registry().with(filter).with(lines).try_init();
}

/// Starts counting; the handle draws `/metrics`.
///
/// # Errors
/// If counting was started already.
pub fn start_metrics() -> Result<PrometheusHandle> {
    let builder = PrometheusBuilder::new()
        .set_buckets(&[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5])?;
    Ok(builder.install_recorder()?)
}
