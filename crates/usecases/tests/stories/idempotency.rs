//! A request sent twice.

use usecases::idempotency::{Answer, Begun, begin, end};

use crate::support;

const KEY: &str = "9f8b1e0c-2f6e-4a54-8d0c-1a2b3c4d5e6f";

fn answer() -> Answer {
    Answer {
        status: 201,
        headers: vec![("location".to_owned(), "/api/v1/me".to_owned())],
        body: b"{\"alias\":\"Chepe\"}".to_vec(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_time_has_the_first_answer() {
    support::on_both(|world| async move {
        let (sys, ctx) = (&world.sys, world.anonymous());
        assert_eq!(begin(sys, &ctx, KEY, b"one").await.unwrap(), Begun::Go);
        assert_eq!(begin(sys, &ctx, KEY, b"one").await.unwrap(), Begun::Running);
        assert_eq!(begin(sys, &ctx, KEY, b"two").await.unwrap(), Begun::Other, "even while it runs");
        end(sys, &ctx, KEY, Some(&answer())).await.unwrap();
        assert_eq!(begin(sys, &ctx, KEY, b"one").await.unwrap(), Begun::Before(answer()));
        assert_eq!(begin(sys, &ctx, KEY, b"two").await.unwrap(), Begun::Other);
        assert_eq!(begin(sys, &world.coordinator(), KEY, b"two").await.unwrap(), Begun::Go, "another's key");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_by_our_fault_or_died_may_be_sent_again() {
    support::on_both(|world| async move {
        let (sys, ctx) = (&world.sys, world.anonymous());
        assert_eq!(begin(sys, &ctx, KEY, b"one").await.unwrap(), Begun::Go);
        end(sys, &ctx, KEY, None).await.unwrap();
        assert_eq!(begin(sys, &ctx, KEY, b"one").await.unwrap(), Begun::Go, "it failed");
        world.clock.advance(60);
        let ctx = world.again(&ctx);
        assert_eq!(begin(sys, &ctx, KEY, b"one").await.unwrap(), Begun::Running, "it may still run");
        world.clock.advance(60);
        let ctx = world.again(&ctx);
        assert_eq!(begin(sys, &ctx, KEY, b"one").await.unwrap(), Begun::Go, "its process died");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_one_goes() {
    support::on_both(|world| async move {
        let ctx = world.anonymous();
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let sys = world.sys.clone();
            tasks.spawn(async move { begin(&sys, &ctx, KEY, b"one").await.unwrap() });
        }
        let begun = tasks.join_all().await;
        assert_eq!(begun.iter().filter(|begun| **begun == Begun::Go).count(), 1);
        assert_eq!(begun.iter().filter(|begun| **begun == Begun::Running).count(), 19);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_kept_for_a_day() {
    support::on_both(|world| async move {
        let (sys, ctx) = (&world.sys, world.anonymous());
        begin(sys, &ctx, KEY, b"one").await.unwrap();
        end(sys, &ctx, KEY, Some(&answer())).await.unwrap();
        usecases::job::ensure_recurring(sys).await.unwrap();
        world.clock.advance(23 * 3600);
        world.run_due().await;
        let ctx = world.again(&ctx);
        assert_eq!(begin(sys, &ctx, KEY, b"one").await.unwrap(), Begun::Before(answer()));
        world.clock.advance(2 * 3600);
        world.run_due().await;
        let ctx = world.again(&ctx);
        assert_eq!(begin(sys, &ctx, KEY, b"two").await.unwrap(), Begun::Go, "swept");
    })
    .await;
}
