//! What is owed in a case is told: on its day to whoever owes it, and after long to the coordination; each once.

use domain::message::Notice;
use usecases::case;

use super::{FIELDS, offering, open};
use crate::{
    cast,
    referral::{coordinator, officer},
    support::World,
};

async fn remind(world: &World) {
    case::remind_due(&world.sys, &world.sys.own_ctx()).await.unwrap();
}

async fn told(world: &World, who: &usecases::Ctx, notice: Notice) -> usize {
    world.told(&who.actor).await.into_iter().filter(|one| *one == notice).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_owed_comes_to_the_officer_on_its_day_and_later_to_the_coordination() {
    cast::on_both(|world| async move {
        let (rosa, watch) = (officer(&world, "Una").await, coordinator(&world).await);
        for name in ["Chepe", "Lencho"] {
            let person = cast::person(&world, name).await;
            open(&world, &rosa, &person).await;
        }
        world.clock.advance_days(29);
        remind(&world).await;
        assert_eq!(told(&world, &rosa, Notice::CaseDue).await, 0, "the plan is due tomorrow");
        world.clock.advance_days(1);
        remind(&world).await;
        remind(&world).await;
        assert_eq!(told(&world, &rosa, Notice::CaseDue).await, 1, "once, and for both in one");
        world.clock.advance_days(14);
        remind(&world).await;
        assert_eq!(told(&world, &watch, Notice::CaseLate).await, 0);
        world.clock.advance_days(1);
        remind(&world).await;
        remind(&world).await;
        assert_eq!(told(&world, &watch, Notice::CaseLate).await, 1);
        assert_eq!(told(&world, &rosa, Notice::CaseDue).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_asked_to_go_on_with_a_case_is_reminded_of_the_answer() {
    cast::on_both(|world| async move {
        let (rosa, juana) = (officer(&world, "Una").await, officer(&world, "Otra").await);
        let chepe = cast::person(&world, "Chepe").await;
        let id = open(&world, &rosa, &chepe).await;
        case::offer(&world.sys, &rosa, id, &offering(&juana, &FIELDS)).await.unwrap();
        remind(&world).await;
        assert_eq!(told(&world, &juana, Notice::CaseDue).await, 0);
        world.clock.advance_days(8);
        remind(&world).await;
        assert_eq!(told(&world, &juana, Notice::CaseDue).await, 1);
        assert_eq!(told(&world, &rosa, Notice::CaseDue).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn officers_are_gone_through_part_by_part() {
    cast::on_both(|world| async move {
        for (office, name) in [("Una", "Chepe"), ("Otra", "Lencho"), ("Tercera", "Memo")] {
            let (officer, person) = (officer(&world, office).await, cast::person(&world, name).await);
            open(&world, &officer, &person).await;
        }
        let until = world.now().plus_days(31);
        let mut tx = world.sys.store.read().await.unwrap();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let part = tx.officers_owing(until, after, 2).await.unwrap();
            let Some(last) = part.last() else { break };
            after = Some(*last);
            seen.extend(part);
        }
        seen.dedup();
        assert_eq!(seen.len(), 3);
    })
    .await;
}
