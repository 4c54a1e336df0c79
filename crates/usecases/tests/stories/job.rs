//! Work for later: once each, by however many workers.

use domain::{id::Id, message::Notice};
use store::job::Lane;
use usecases::{
    Settings,
    job::{self, Job},
    message,
};

use crate::{
    outbound::{Mood, Server},
    support,
};

#[tokio::test(flavor = "multi_thread")]
async fn four_workers_do_five_hundred_jobs_once_each() {
    const JOBS: usize = 500;
    support::on_both(|world| async move {
        let server = Server::gateway(&[Mood::Takes]).await;
        let mut settings = Settings::default();
        settings.sms.url = Some(format!("http://127.0.0.1:{}/", server.port));
        let person = world.person_with("Chepe", "5551 2345", true).await.person().unwrap();
        let now = world.now();
        for _ in 0..JOBS / 50 {
            world
                .write(move |mut tx| async move {
                    for _ in 0..50 {
                        message::tell_person(&mut tx, person, Notice::PersonAnswered, &[], now).await?;
                    }
                    Ok(tx.done(()))
                })
                .await;
        }
        let mut workers = tokio::task::JoinSet::new();
        for _ in 0..4 {
            // A system of its own, as another process has.
            let worker = world.with(settings.clone());
            workers.spawn(async move {
                let mut begun = 0;
                loop {
                    match job::run_due(&worker.sys, 20).await.unwrap() {
                        0 => return begun,
                        more => begun += more,
                    }
                }
            });
        }
        let begun: Vec<usize> = workers.join_all().await;
        assert_eq!(begun.iter().sum::<usize>(), JOBS, "{begun:?}");
        let taken = server.taken();
        let keys: std::collections::BTreeSet<&str> = taken
            .iter()
            .filter_map(|request| request.lines().find_map(|line| line.strip_prefix("idempotency-key: ")))
            .collect();
        assert_eq!((taken.len(), keys.len()), (JOBS, JOBS), "each message once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_worker_died_is_taken_over() {
    support::on_both(|world| async move {
        let now = world.now();
        let taken = world
            .write(move |mut tx| async move {
                job::add(&mut tx, &Job::Sweep, now).await?;
                let taken = tx.claim_jobs(Lane::Clock, ("who dies", now.plus(600)), now, 10).await?;
                Ok(tx.done(taken))
            })
            .await;
        assert_eq!(taken.len(), 1);
        assert_eq!(world.run_due().await, 0, "it is held");
        world.clock.advance(600);
        assert_eq!(world.run_due().await, 1, "its lease ended");
        // The first worker was only slow: what it did may not count.
        let now = world.now();
        let late = world
            .sys
            .store
            .write(move |mut tx| {
                let id = taken[0].id;
                async move {
                    tx.end_job(id, "who dies", None, now).await?;
                    Ok::<_, store::StoreError>(tx.done(()))
                }
            })
            .await;
        assert!(late.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_kills_its_worker_every_time_is_given_up() {
    support::on_both(|world| async move {
        let now = world.now();
        world
            .write(move |mut tx| async move {
                job::add(&mut tx, &Job::SendMessage { message: Id::new(now), urgent: false }, now).await?;
                Ok(tx.done(()))
            })
            .await;
        for _ in 0..6 {
            let now = world.now();
            let taken = world
                .write(move |mut tx| async move {
                    let taken = tx.claim_jobs(Lane::Messages, ("who dies", now.plus(600)), now, 10).await?;
                    Ok(tx.done(taken.len()))
                })
                .await;
            assert_eq!(taken, 1);
            world.clock.advance(600);
        }
        assert_eq!(world.run_due().await, 1);
        let counts = job::counts(&world.sys).await.unwrap();
        assert_eq!((counts.due, counts.waiting, counts.given_up), (0, 0, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_again_is_there_once_and_comes_again() {
    support::on_both(|world| async move {
        let mut starts = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let sys = world.sys.clone();
            starts.spawn(async move { job::ensure_recurring(&sys).await.unwrap() });
        }
        starts.join_all().await;
        let first = world.run_due().await;
        assert!(first >= 1);
        let all = first + 2;
        let waiting = job::counts(&world.sys).await.unwrap().waiting;
        assert_eq!(waiting, i64::try_from(all).unwrap(), "with the two that wait for the night");
        world.clock.advance_days(2);
        assert_eq!(world.run_due().await, all, "each once more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_of_a_newer_version_waits_for_it() {
    support::on_both(|world| async move {
        let now = world.now();
        world
            .write(move |mut tx| async move {
                tx.add_job(Lane::Clock, "new_kind", "{\"new_kind\":{}}", now).await?;
                Ok(tx.done(()))
            })
            .await;
        assert_eq!(world.run_due().await, 1);
        let counts = job::counts(&world.sys).await.unwrap();
        assert_eq!((counts.waiting, counts.given_up), (1, 0));
    })
    .await;
}
