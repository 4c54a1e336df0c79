//! Work for later: written in the unit of work that it follows from, run by a worker once its time has come. A job may be
//! begun more than once (a worker may die), so each must be safe to run again.

use std::sync::Arc;

use domain::{
    id::Id,
    message::{Message, MessageStatus},
    opportunity::Opportunity,
    time::Moment,
};
use serde::{Deserialize, Serialize};
use store::{
    StoreError, Tx,
    job::{JobCounts, JobRow},
};
use tokio::sync::watch;

use crate::{
    Error, Result, System, alert, application, assurance, message, outbound::SendFault, pulse, referral,
};

/// Everything there is to do later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// Send one message.
    SendMessage {
        /// Which.
        message: Id<Message>,
    },
    /// Forget what is no longer needed: ended sessions, old messages, old answers to requests, finished jobs.
    Sweep,
    /// Remind agencies of the answers they owe, and end the wait of those whose date has passed.
    Answers,
    /// Remind, tell and end where the next step of a referral is owed.
    Referrals,
    /// Find people for opportunities that are shown since just now, and tell them.
    NewOffers {
        /// Which.
        offers: Vec<Id<Opportunity>>,
    },
    /// Find opportunities for everyone who wants to be told. At night.
    Nightly,
    /// Ask people how they fare, and organisations whether their services are still so. At night.
    Asking,
}

/// The jobs that come again by themselves, and after how many seconds.
const RECURRING: &[(Job, i64)] = &[(Job::Sweep, 3600), (Job::Answers, 300), (Job::Referrals, 60)];

/// The jobs that come again every night.
const NIGHTLY: &[Job] = &[Job::Nightly, Job::Asking];

/// How long a worker holds the jobs it took, in seconds.
const LEASE: i64 = 600;
/// A worker begins no job with less than so many seconds of its lease left.
const MARGIN: i64 = 120;
/// Jobs taken at once.
const BATCH: usize = 8;
/// Seconds to wait before each new try; after the last one a job is given up.
const WAITS: [i64; 5] = [60, 300, 1_800, 7_200, 43_200];
/// Finished jobs are kept for so many days.
const KEEP_DAYS: i64 = 30;
/// A worker with nothing to do looks again after so many seconds.
const IDLE: std::time::Duration = std::time::Duration::from_secs(2);

/// The next two o'clock at night in Guatemala after `now`.
fn night_after(now: Moment) -> Moment {
    let two = Moment::end_of(now.day()).plus(1 - 22 * 3600);
    if two > now { two } else { two.plus_days(1) }
}

impl Job {
    /// The word kept in the database.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::SendMessage { .. } => "send_message",
            Self::Sweep => "sweep",
            Self::Answers => "answers",
            Self::Referrals => "referrals",
            Self::NewOffers { .. } => "new_offers",
            Self::Nightly => "nightly",
            Self::Asking => "asking",
        }
    }

    /// When it comes again by itself, after a run at `now`.
    fn next(&self, now: Moment) -> Option<Moment> {
        if NIGHTLY.contains(self) {
            return Some(night_after(now));
        }
        RECURRING.iter().find(|(job, _)| job == self).map(|(_, seconds)| now.plus(*seconds))
    }
}

/// How a job went.
enum Outcome {
    /// It is done.
    Done,
    /// Its message is no longer wanted.
    Unwanted,
    /// There is no way out yet; the message waits in the outbox.
    NoWay,
    /// Not yet, for the reason of this word.
    Later(&'static str),
    /// Never, for the reason of this word.
    Never(&'static str),
}

fn payload(job: &Job) -> Result<String> {
    serde_json::to_string(job).map_err(|error| Error::Internal(Box::new(error)))
}

/// Adds a job to the unit of work, to be run at `run_at` or soon after.
///
/// # Errors
/// If the database does not take it.
pub async fn add(tx: &mut Tx, job: &Job, run_at: Moment) -> Result<()> {
    match job {
        // A message's job has the message's identifier: see `Tx::send_waiting_messages`.
        Job::SendMessage { message } => {
            let id = Id::from_uuid(message.uuid());
            tx.add_job_as(id, job.word(), &payload(job)?, run_at).await?;
        }
        _ => tx.add_job(job.word(), &payload(job)?, run_at).await?,
    }
    Ok(())
}

/// Adds every job that comes again by itself and is not there. Several processes may do this at once.
///
/// # Errors
/// If the database does not take it.
pub async fn ensure_recurring(sys: &System) -> Result<()> {
    let now = sys.now();
    sys.store
        .write(move |mut tx| async move {
            for (job, _) in RECURRING {
                if !tx.has_job(job.word()).await? {
                    add(&mut tx, job, now).await?;
                }
            }
            for job in NIGHTLY {
                if !tx.has_job(job.word()).await? {
                    add(&mut tx, job, night_after(now)).await?;
                }
            }
            Ok::<_, Error>(tx.done(()))
        })
        .await
}

/// How many jobs are due, waiting and given up.
///
/// # Errors
/// If the database cannot be read.
pub async fn counts(sys: &System) -> Result<JobCounts> {
    Ok(sys.store.read().await?.job_counts(sys.now()).await?)
}

/// Runs due jobs, at most `limit` of them; answers how many it began. Any number of workers may do this at once: each job
/// is taken by one.
///
/// # Errors
/// If the database cannot be reached. A job that fails is tried later, and is no error here.
pub async fn run_due(sys: &System, limit: usize) -> Result<usize> {
    let worker = worker_name()?;
    let worker = worker.as_str();
    let mut begun = 0;
    while begun < limit {
        let until = sys.now().plus(LEASE);
        let batch = i64::try_from(BATCH.min(limit - begun)).unwrap_or(1);
        let jobs = sys
            .store
            .write(move |mut tx| async move {
                let jobs = tx.claim_jobs(worker, until.plus(-LEASE), until, batch).await?;
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
pub async fn work(sys: Arc<System>, mut stop: watch::Receiver<bool>) {
    match message::send_waiting(&sys).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "messages that waited for a way out leave now"),
        Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "messages that wait"),
    }
    while !*stop.borrow() {
        let system = Arc::clone(&sys);
        // In a task of its own, so that a fault in one job does not end the worker.
        let ran = tokio::spawn(async move {
            ensure_recurring(&system).await?;
            run_due(&system, BATCH).await
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
        Some(job) => do_job(sys, job).await,
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
    if matches!(outcome, Outcome::Later(_)) {
        return Ok(());
    }
    if let Some(next) = job.next(now) {
        add(tx, job, next).await?;
    }
    if let Job::SendMessage { message } = job {
        match outcome {
            Outcome::Done => tx.end_message(*message, MessageStatus::Sent, Some(now)).await?,
            Outcome::Never(_) => tx.end_message(*message, MessageStatus::Failed, None).await?,
            Outcome::Unwanted => tx.forget_message(*message).await?,
            Outcome::NoWay | Outcome::Later(_) => {}
        }
    }
    Ok(())
}

async fn do_job(sys: &System, job: &Job) -> Outcome {
    let done = match job {
        Job::SendMessage { message } => return send(sys, *message).await,
        Job::Sweep => sweep(sys).await,
        Job::Answers => answers(sys).await,
        Job::Referrals => referral::tick_due(sys, &sys.own_ctx()).await.map(drop),
        Job::NewOffers { offers } => alert::find_people(sys, &sys.own_ctx(), offers).await,
        Job::Nightly => alert::nightly(sys, &sys.own_ctx()).await,
        Job::Asking => asking(sys).await,
    };
    match done {
        Ok(()) => Outcome::Done,
        Err(error) => later(&error),
    }
}

fn later(error: &Error) -> Outcome {
    tracing::error!(error = error as &dyn std::error::Error, "in a job");
    Outcome::Later(match error {
        Error::Store(StoreError::Unreadable(_)) => "unreadable",
        Error::Store(_) => "store",
        Error::Conflict(_) => "conflict",
        _ => "internal",
    })
}

async fn send(sys: &System, id: Id<Message>) -> Outcome {
    match message::send(sys, id).await {
        Ok(message::Sending::Sent) => Outcome::Done,
        Ok(message::Sending::NoWay) => Outcome::NoWay,
        Ok(message::Sending::Unwanted) => Outcome::Unwanted,
        Ok(message::Sending::Failed(fault)) if fault.may_pass() => Outcome::Later(fault.word()),
        Ok(message::Sending::Failed(_)) => Outcome::Never(SendFault::Refused.word()),
        Err(error) => later(&error),
    }
}

async fn answers(sys: &System) -> Result<()> {
    let ctx = sys.own_ctx();
    application::remind_due(sys, &ctx).await?;
    application::expire_due(sys, &ctx).await?;
    Ok(())
}

async fn asking(sys: &System) -> Result<()> {
    let ctx = sys.own_ctx();
    pulse::ask_due(sys, &ctx).await?;
    assurance::ask_due(sys, &ctx).await?;
    Ok(())
}

async fn sweep(sys: &System) -> Result<()> {
    let now = sys.now();
    crate::find::keep_up(sys, now).await?;
    sys.store
        .write(move |mut tx| async move {
            tx.sweep_sessions(now).await?;
            tx.sweep_requests(now.plus(-crate::idempotency::KEEP)).await?;
            tx.sweep_messages(now.plus_days(-message::KEEP_DAYS)).await?;
            tx.sweep_alerts(now.plus_days(-alert::KEEP_DAYS)).await?;
            tx.sweep_intakes(now.plus_days(-domain::intake::TOLD_DAYS)).await?;
            tx.sweep_inbound(now.plus_days(-1)).await?;
            tx.sweep_jobs(now.plus_days(-KEEP_DAYS)).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_comes_after_every_moment() {
        // 2026-11-23T15:00:00Z is 9:00 in Guatemala.
        let nine = Moment::from_seconds(1_795_446_000);
        let next = |hours: i64| night_after(nine.plus(hours * 3600)).rfc3339();
        assert_eq!(next(-8), "2026-11-23T08:00:00Z", "at one");
        assert_eq!(next(-7), "2026-11-24T08:00:00Z", "at two");
        assert_eq!(next(0), "2026-11-24T08:00:00Z");
        assert_eq!(next(14), "2026-11-24T08:00:00Z", "at eleven in the evening");
    }
}
