//! Running what is due: the clock, messages and urgent messages each in a row of their own, by any number of workers.

use std::sync::Arc;

use domain::{message::MessageStatus, time::Moment};
use store::{
    StoreError, Tx,
    job::{JobRow, Lane},
};
use tokio::sync::watch;

use super::{Job, add, ensure_recurring, task};
use crate::{Error, Result, System, message};

/// How long a worker holds the jobs it took, in seconds.
const LEASE: i64 = 600;
/// A worker begins no job with less than so many seconds of its lease left.
const MARGIN: i64 = 120;
/// Jobs taken at once.
const BATCH: usize = 8;
/// Seconds to wait before each new try; after the last one a job is given up.
const WAITS: [i64; 5] = [60, 300, 1_800, 7_200, 43_200];
/// A worker with nothing to do looks again after so many seconds.
const IDLE: std::time::Duration = std::time::Duration::from_secs(2);

/// How a job went.
pub(super) enum Outcome {
    /// It is done.
    Done,
    /// Its message is no longer wanted.
    Unwanted,
    /// Not before this moment; it was no try.
    NotBefore(Moment),
    /// There is no way out yet; the message waits in the outbox.
    NoWay,
    /// Not yet, for the reason of this word.
    Later(&'static str),
    /// Never, for the reason of this word.
    Never(&'static str),
}

/// Runs due jobs, at most `limit` of them; answers how many it began. Any number of workers may do this at once: each job
/// is taken by one.
///
/// # Errors
/// If the database cannot be reached. A job that fails is tried later, and is no error here.
pub async fn run_due(sys: &System, limit: usize) -> Result<usize> {
    let mut begun = 0;
    loop {
        let before = begun;
        for lane in Lane::ALL {
            begun += run_lane(sys, lane, limit - begun).await?;
        }
        if begun == before || begun == limit {
            return Ok(begun);
        }
    }
}

/// The same for the jobs of one row.
async fn run_lane(sys: &System, lane: Lane, limit: usize) -> Result<usize> {
    let worker = worker_name()?;
    let worker = worker.as_str();
    let mut begun = 0;
    while begun < limit {
        let until = sys.now().plus(LEASE);
        let batch = i64::try_from(BATCH.min(limit - begun)).unwrap_or(1);
        let jobs = sys
            .store
            .write(move |mut tx| async move {
                let jobs = tx.claim_jobs(lane, (worker, until), until.plus(-LEASE), batch).await?;
                Ok::<_, StoreError>(tx.done(jobs))
            })
            .await?;
        if jobs.is_empty() {
            break;
        }
        for row in jobs {
            if sys.now().plus(MARGIN) > until {
                break;
            }
            run_one(sys, worker, &row).await?;
            begun += 1;
        }
    }
    Ok(begun)
}

/// Runs jobs as they come due, until `stop` holds `true`; a job that was begun is finished first.
pub async fn work(sys: Arc<System>, stop: watch::Receiver<bool>) {
    match message::send_waiting(&sys).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "messages that waited for a way out leave now"),
        Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "messages that wait"),
    }
    let [urgent, clock, messages] = Lane::ALL.map(|lane| work_on(Arc::clone(&sys), lane, stop.clone()));
    tokio::join!(urgent, clock, messages);
}

/// Runs the jobs of one row as they come due.
async fn work_on(sys: Arc<System>, lane: Lane, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let system = Arc::clone(&sys);
        // In a task of its own, so that a fault in one job does not end the worker.
        let ran = tokio::spawn(async move {
            if lane == Lane::Clock {
                ensure_recurring(&system).await?;
            }
            run_lane(&system, lane, BATCH).await
        })
        .await;
        match ran {
            Ok(Ok(begun)) if begun > 0 => continue,
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::error!(error = &error as &dyn std::error::Error, "jobs cannot be run"),
            Err(error) => tracing::error!(%error, "a job ended its task"),
        }
        tokio::select! {
            _ = tokio::time::sleep(IDLE) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

fn worker_name() -> Result<String> {
    let bytes: [u8; 8] = store::seal::random()?;
    Ok(format!("{:016x}", u64::from_be_bytes(bytes)))
}

async fn run_one(sys: &System, worker: &str, row: &JobRow) -> Result<()> {
    let job: Option<Job> = serde_json::from_str(&row.payload).ok();
    let begun_before = usize::try_from(row.tries - 1).unwrap_or(0);
    let outcome = match &job {
        _ if begun_before > WAITS.len() => Outcome::Never("died"),
        // Written by a newer version, which may yet come and take it.
        None => Outcome::Later("unknown"),
        Some(job) => task::run(sys, job).await,
    };
    let outcome = match (outcome, WAITS.get(begun_before)) {
        (Outcome::Later(word), None) => Outcome::Never(word),
        (outcome, _) => outcome,
    };
    if let Outcome::Later(word) | Outcome::Never(word) = outcome {
        tracing::warn!(job = %row.id, kind = row.kind, tries = row.tries, error = word, "a job failed");
    }
    let (now, outcome, job) = (sys.now(), &outcome, job.as_ref());
    let ended = sys
        .store
        .write(move |mut tx| async move {
            match outcome {
                Outcome::Done | Outcome::Unwanted | Outcome::NoWay => {
                    tx.end_job(row.id, worker, None, now).await?;
                }
                Outcome::NotBefore(moment) => tx.put_job_off(row.id, worker, *moment).await?,
                Outcome::Later(word) => {
                    let wait = WAITS.get(begun_before).copied().unwrap_or(0);
                    tx.put_job_back(row.id, worker, word, now.plus(wait)).await?;
                }
                Outcome::Never(word) => tx.end_job(row.id, worker, Some(word), now).await?,
            }
            if let Some(job) = job {
                follow_up(&mut tx, job, outcome, now).await?;
            }
            Ok::<_, Error>(tx.done(()))
        })
        .await;
    match ended {
        // Its lease ended and another worker has it.
        Err(Error::Conflict(_)) => Ok(()),
        ended => ended,
    }
}

/// What follows from the outcome, in the same unit of work.
async fn follow_up(tx: &mut Tx, job: &Job, outcome: &Outcome, now: Moment) -> Result<()> {
    if matches!(outcome, Outcome::Later(_) | Outcome::NotBefore(_)) {
        return Ok(());
    }
    if let Some(next) = job.next(now) {
        add(tx, job, next).await?;
    }
    if let Job::SendMessage { message, .. } = job {
        match outcome {
            Outcome::Done => tx.end_message(*message, MessageStatus::Sent, Some(now)).await?,
            Outcome::Never(_) => tx.end_message(*message, MessageStatus::Failed, None).await?,
            Outcome::Unwanted => message::keep_unsent(tx, *message, now).await?,
            Outcome::NoWay | Outcome::Later(_) | Outcome::NotBefore(_) => {}
        }
    }
    Ok(())
}
