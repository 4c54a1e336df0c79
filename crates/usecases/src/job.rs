//! Work for later: written in the unit of work that it follows from, run by a worker once its time has come. A job may be
//! begun more than once (a worker may die), so each must be safe to run again.

mod run;
mod task;

use domain::{id::Id, message::Message, opportunity::Opportunity, time::Moment};
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    job::{JobCounts, Lane},
};

use crate::{Error, Result, System};

pub use run::{run_due, work};

/// Everything there is to do later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// Send one message.
    SendMessage {
        /// Which.
        message: Id<Message>,
        /// Whether somebody is awake and waits for it.
        #[serde(default)]
        urgent: bool,
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
    /// Ask people how they fare, and organisations whether their services are still so; tell what is owed in cases. At night.
    Asking,
}

/// The jobs that come again by themselves, and after how many seconds.
const RECURRING: &[(Job, i64)] = &[(Job::Sweep, 3600), (Job::Answers, 300), (Job::Referrals, 60)];

/// The jobs that come again every night.
const NIGHTLY: &[Job] = &[Job::Nightly, Job::Asking];

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

    /// The row in which it waits: neither the clock nor a number waits for a gateway that is slow with other messages.
    const fn lane(&self) -> Lane {
        match self {
            Self::SendMessage { urgent: true, .. } => Lane::Urgent,
            Self::SendMessage { urgent: false, .. } => Lane::Messages,
            _ => Lane::Clock,
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
        Job::SendMessage { message, .. } => {
            let id = Id::from_uuid(message.uuid());
            tx.add_job_as(id, job.lane(), job.word(), &payload(job)?, run_at).await?;
        }
        _ => tx.add_job(job.lane(), job.word(), &payload(job)?, run_at).await?,
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
