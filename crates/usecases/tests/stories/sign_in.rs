//! Sessions: started, used, listed, ended, limited in time.

use store::session::Stage;
use usecases::sign_in;

use crate::support;

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_idle_and_when_asked() {
    support::on_both(|world| async move {
        let (sys, ctx) = (&world.sys, world.coordinator());
        let token = sign_in::start(sys, ctx.actor, Stage::Full, "Firefox", world.now()).await.unwrap().token;
        assert_eq!(
            sign_in::actor_of(sys, &token, world.now()).await.unwrap(),
            Some((ctx.actor, Stage::Full))
        );
        world.clock.advance(14 * 60);
        assert!(sign_in::actor_of(sys, &token, world.now()).await.unwrap().is_some(), "used in time");
        world.clock.advance(14 * 60);
        assert!(sign_in::actor_of(sys, &token, world.now()).await.unwrap().is_some(), "each use counts");
        world.clock.advance(15 * 60);
        assert!(sign_in::actor_of(sys, &token, world.now()).await.unwrap().is_none(), "idle for too long");

        let token = sign_in::start(sys, ctx.actor, Stage::Full, "Firefox", world.now()).await.unwrap().token;
        sign_in::end(sys, &token).await.unwrap();
        assert!(sign_in::actor_of(sys, &token, world.now()).await.unwrap().is_none(), "ended");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_sessions_of_one_end_together_and_no_others() {
    support::on_both(|world| async move {
        let (sys, one, other) = (&world.sys, world.coordinator(), world.administrator());
        let mut tokens = Vec::new();
        for _ in 0..3 {
            tokens.push(
                sign_in::start(sys, one.actor, Stage::Full, "Firefox", world.now()).await.unwrap().token,
            );
        }
        let kept = sign_in::start(sys, other.actor, Stage::Full, "Chrome", world.now()).await.unwrap().token;
        assert_eq!(sign_in::sessions(sys, &one).await.unwrap().len(), 3);
        sign_in::end_own(sys, &one, None).await.unwrap();
        assert!(sign_in::sessions(sys, &one).await.unwrap().is_empty());
        for token in tokens {
            assert!(sign_in::actor_of(sys, &token, world.now()).await.unwrap().is_none());
        }
        assert!(sign_in::actor_of(sys, &kept, world.now()).await.unwrap().is_some());
    })
    .await;
}
