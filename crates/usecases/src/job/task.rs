//! What each job does. Halves of a job that do not need each other do not wait for each other.

use domain::{id::Id, message::Message, time::Moment};
use store::StoreError;

use super::{Job, run::Outcome};
use crate::{
    Error, Result, System, alert, application, assurance, case, message, outbound::SendFault, pulse, referral,
};

/// Finished jobs are kept for so many days.
const KEEP_DAYS: i64 = 30;

/// Does one job.
pub(super) async fn run(sys: &System, job: &Job) -> Outcome {
    let done = match job {
        Job::SendMessage { message, .. } => return send(sys, *message).await,
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
        Ok(message::Sending::Asleep(until)) => Outcome::NotBefore(until),
        Ok(message::Sending::NoWay) => Outcome::NoWay,
        Ok(message::Sending::Unwanted) => Outcome::Unwanted,
        Ok(message::Sending::Failed(fault)) if fault.may_pass() => Outcome::Later(fault.word()),
        Ok(message::Sending::Failed(_)) => Outcome::Never(SendFault::Refused.word()),
        Err(error) => later(&error),
    }
}

async fn answers(sys: &System) -> Result<()> {
    let ctx = sys.own_ctx();
    let reminded = application::remind_due(sys, &ctx).await;
    let expired = application::expire_due(sys, &ctx).await;
    reminded.and(expired).map(drop)
}

async fn asking(sys: &System) -> Result<()> {
    let ctx = sys.own_ctx();
    let people = pulse::ask_due(sys, &ctx).await;
    let services = assurance::ask_due(sys, &ctx).await;
    let cases = case::remind_due(sys, &ctx).await;
    people.and(services).and(cases).map(drop)
}

async fn sweep(sys: &System) -> Result<()> {
    let now = sys.now();
    let swept = forget(sys, now).await;
    let kept_up = crate::find::keep_up(sys).await;
    swept.and(kept_up)
}

async fn forget(sys: &System, now: Moment) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            tx.sweep_sessions(now).await?;
            tx.sweep_requests(now.plus(-crate::idempotency::KEEP)).await?;
            tx.sweep_messages(now.plus_days(-message::KEEP_DAYS)).await?;
            tx.sweep_alerts(now.plus_days(-alert::KEEP_DAYS)).await?;
            tx.sweep_intakes(now.plus_days(-domain::intake::TOLD_DAYS)).await?;
            tx.sweep_inbound(now.plus_days(-1)).await?;
            crate::find::forget(&mut tx, now).await?;
            tx.sweep_jobs(now.plus_days(-KEEP_DAYS)).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}
