//! Who lost the PIN gets a number at the contact they left, and chooses another PIN with it.

use domain::{
    message::{Message, Notice},
    policy::Actor,
    text::PersonCode,
};
use store::Page;
use usecases::{
    Ctx, Error, person,
    sign_in::{
        self,
        lost_pin::{ask, choose},
        person::{Origin, sign_in},
    },
};

use crate::support::{self, PIN, World};

const HERE: Origin<'static> = Origin { network: "190.56.1.2", device: "Android · Chrome" };
const NEW: &str = "903417";

async fn code_of(world: &World, ctx: &Ctx) -> String {
    let code: PersonCode = person::slip(&world.sys, ctx).await.unwrap().code;
    code.to_string()
}

/// The newest messages.
async fn messages(world: &World) -> Vec<Message> {
    world.sys.store.read().await.unwrap().messages(Page { after: None, limit: 50 }).await.unwrap()
}

/// The number in the newest message.
async fn number_of(world: &World) -> String {
    let newest = messages(world).await.remove(0);
    assert_eq!(newest.text.notice, Notice::PersonNumber);
    newest.text.arguments["number"].clone()
}

fn key<T: std::fmt::Debug>(outcome: Result<T, Error>) -> (&'static str, &'static str) {
    match outcome {
        Err(Error::Invalid(problems)) => (problems.0[0].field, problems.0[0].key),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_opens_the_way_to_another_pin_once() {
    support::on_both(|world| async move {
        let (sys, nobody) = (&world.sys, world.anonymous());
        let chepe = world.person("Chepe").await;
        let code = code_of(&world, &chepe).await;
        let old = sign_in(sys, &nobody, &code, PIN, HERE).await.unwrap();
        ask(sys, &nobody, &code, HERE).await.unwrap();
        let number = number_of(&world).await;
        let trivial = choose(sys, &nobody, &code, &number, "111111", HERE).await;
        assert_eq!(key(trivial), ("pin", "text-pin-trivial"), "and the number is not used up");
        let started = choose(sys, &nobody, &code, &number, NEW, HERE).await.unwrap();
        let (actor, _) = sign_in::actor_of(sys, &started.token, world.now()).await.unwrap().unwrap();
        assert_eq!(Actor::Person(actor.person().unwrap()), chepe.actor);
        assert!(sign_in::actor_of(sys, &old.token, world.now()).await.unwrap().is_none(), "old sessions end");
        assert!(sign_in(sys, &nobody, &code, PIN, HERE).await.is_err(), "the old PIN is gone");
        sign_in(sys, &nobody, &code, NEW, HERE).await.unwrap();
        let again = choose(sys, &nobody, &code, &number, NEW, HERE).await;
        assert_eq!(key(again), ("number", "lost-pin-wrong"), "a number works once");
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_grow_old_and_cannot_be_guessed() {
    support::on_both(|world| async move {
        let (sys, chepe) = (&world.sys, world.person("Chepe").await);
        let code = code_of(&world, &chepe).await;
        ask(sys, &world.anonymous(), &code, HERE).await.unwrap();
        let late = number_of(&world).await;
        world.clock.advance(15 * 60);
        let outcome = choose(sys, &world.anonymous(), &code, &late, NEW, HERE).await;
        assert_eq!(key(outcome), ("number", "lost-pin-wrong"));
        ask(sys, &world.anonymous(), &code, HERE).await.unwrap();
        let number = number_of(&world).await;
        let wrong = if number == "000001" { "000002" } else { "000001" };
        // One try was made with the old number: after four more the code is locked for a while.
        for _ in 0..4 {
            let outcome = choose(sys, &world.anonymous(), &code, wrong, NEW, HERE).await;
            assert_eq!(key(outcome), ("number", "lost-pin-wrong"));
        }
        let locked = choose(sys, &world.anonymous(), &code, &number, NEW, HERE).await;
        assert!(matches!(locked, Err(Error::TooMany(_))), "{locked:?}");
        world.clock.advance(61);
        let last = choose(sys, &world.anonymous(), &code, wrong, NEW, HERE).await;
        assert_eq!(key(last), ("number", "lost-pin-wrong"));
        let spent = choose(sys, &world.anonymous(), &code, &number, NEW, HERE).await;
        assert_eq!(key(spent), ("number", "lost-pin-wrong"), "five tries, and even the right one is spent");
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_code_is_known_is_not_told_and_who_wants_no_messages_gets_none() {
    support::on_both(|world| async move {
        let (sys, nobody) = (&world.sys, world.anonymous());
        let silent = world.person_with("Silvia", "5555 1234", false).await;
        let without = world.person_with("Juana", "", true).await;
        let before = messages(&world).await.len();
        for code in [code_of(&world, &silent).await, code_of(&world, &without).await] {
            ask(sys, &nobody, &code, HERE).await.unwrap();
        }
        ask(sys, &nobody, &PersonCode::from_random([9; 8]).to_string(), HERE).await.unwrap();
        assert_eq!(messages(&world).await.len(), before);
        assert_eq!(key(ask(sys, &nobody, "AAAA-AAAA", HERE).await).0, "code");
        world.run_due().await;
    })
    .await;
}
