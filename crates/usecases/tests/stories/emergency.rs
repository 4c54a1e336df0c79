//! Openings in an emergency: taken by an officer and reviewed, or given by the coordination; few, told at once, and at an end.

use domain::{
    attention::Attention,
    emergency::{Emergency, MOST_TAKEN, OPEN_FOR},
    id::Id,
    message::Notice,
    person::ContactOwner,
    policy::{Action, Object},
    pulse::Question,
};
use usecases::{Ctx, Error, Page, attention, emergency, find, person, pulse};

use crate::{
    cast,
    find::somebody,
    pulse::{FIRST, form},
    referral::{add_officer, coordinator, officer},
    support::World,
};

const WHY: &str = "Está en peligro y hay que avisarle ya.";

async fn found(world: &World, officer: &Ctx, person: &Ctx) -> Id<domain::person::Person> {
    let code = person::me(&world.sys, &world.again(person)).await.unwrap().code.as_str().to_owned();
    let hits = find::find(&world.sys, &world.again(officer), &code).await.unwrap().hits;
    find::open(&world.sys, &world.again(officer), hits[0].person).await.unwrap().person
}

fn hidden<T: std::fmt::Debug>(done: usecases::Result<T>) {
    assert!(matches!(done, Err(Error::NotFound)), "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_opens_how_somebody_is_reached_and_it_is_reviewed() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let juan = somebody(&world, "Juan Pérez", "1990", "5512 3456", "").await;
        let id: Id<Emergency> = Id::new(world.now());
        let unfound = emergency::take(sys, &rosa, id, juan.person().unwrap(), (true, WHY)).await;
        hidden(unfound);
        let who = found(&world, &rosa, &juan).await;
        for (vital, why, field) in [(false, WHY, "vital"), (true, " ", "reason")] {
            let refused = emergency::take(sys, &rosa, id, who, (vital, why)).await;
            let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
            assert_eq!(problems.0[0].field, field);
        }
        let told = world.told(&juan.actor).await.len();
        for _ in 0..2 {
            emergency::take(sys, &rosa, id, who, (true, WHY)).await.unwrap();
        }
        assert_eq!(world.told(&watch.actor).await, [Notice::EmergencyOpened], "at once, and once");
        assert_eq!(world.told(&juan.actor).await[told..], [Notice::PersonChanged], "in neutral words");

        let shown = emergency::show(sys, &rosa, id).await.unwrap();
        let reached = shown.reached.unwrap();
        assert_eq!(reached.name, "Juan Pérez");
        assert_eq!(reached.contact.unwrap().owner, ContactOwner::Own);
        let colleague = add_officer(&world, &rosa).await;
        for stranger in [&colleague, &watch, &juan, &world.administrator()] {
            hidden(emergency::show(sys, stranger, id).await);
            hidden(emergency::call(sys, stranger, id, "reached").await);
        }
        let seen = person::seen(sys, &world.again(&juan)).await.unwrap();
        let did = |action| seen.iter().any(|line| line.object == Object::Emergency && line.action == action);
        assert!(did(Action::Override) && did(Action::View), "who saw my data");
        let copy = person::copy(sys, &world.again(&juan)).await.unwrap();
        assert_eq!(copy.emergencies[0].reason, WHY);

        // The coordination reads why, and nothing else; what was not justified ends at once.
        let page = Page { after: None, limit: 20 };
        let waits = emergency::to_review(sys, &watch, page).await.unwrap();
        assert_eq!((waits.len(), waits[0].reason.as_str()), (1, WHY));
        hidden(emergency::to_review(sys, &rosa, page).await);
        hidden(emergency::review(sys, &colleague, id, true).await);
        emergency::review(sys, &watch, id, false).await.unwrap();
        let twice = emergency::review(sys, &watch, id, true).await;
        assert!(matches!(twice, Err(Error::Conflict(_))), "{twice:?}");
        assert!(emergency::show(sys, &rosa, id).await.unwrap().reached.is_none());
        assert!(emergency::mine(sys, &rosa).await.unwrap().is_empty());
        assert!(sys.store.read().await.unwrap().audit_check().await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_takes_five_in_a_day_and_each_ends() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let rosa = officer(&world, "Ventanilla").await;
        let mut last = Id::new(world.now());
        for number in 0..=MOST_TAKEN {
            let one = somebody(&world, "Ana Paz", "1990", &format!("5512 {}", 1000 + number), "").await;
            let who = found(&world, &rosa, &one).await;
            last = Id::new(world.now());
            let taken = emergency::take(sys, &rosa, last, who, (true, WHY)).await;
            match number {
                MOST_TAKEN => assert!(matches!(taken, Err(Error::TooMany(_))), "{taken:?}"),
                _ => taken.unwrap(),
            }
        }
        assert_eq!(emergency::mine(sys, &rosa).await.unwrap().len(), 5);
        world.clock.advance(OPEN_FOR);
        let rosa = world.again(&rosa);
        assert!(emergency::mine(sys, &rosa).await.unwrap().is_empty(), "after a day nothing is read");
        hidden(emergency::show(sys, &rosa, last).await);
    })
    .await;
}

async fn alone(world: &World) -> (Ctx, Ctx, Id<Attention>) {
    let watch = coordinator(world).await;
    let chepe = cast::person(world, "Chepe").await;
    let said = form(&[(Question::Hope, "4"), (Question::Mood, "4")]);
    pulse::answer(&world.sys, &chepe, &said).await.unwrap();
    assert_eq!(world.told(&watch.actor).await, [Notice::AttentionAlone]);
    let waits = attention::waiting(&world.sys, &watch, FIRST).await.unwrap();
    assert_eq!((waits.len(), waits[0].followed, waits[0].given), (1, false, false), "at once");
    (watch, chepe, waits[0].id)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_accompanies_is_given_to_an_officer_who_calls() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, other) = (officer(&world, "Ventanilla").await, officer(&world, "Otra").await);
        let (watch, chepe, waits) = alone(&world).await;
        let near = emergency::unaccompanied(sys, &watch, waits).await.unwrap().near;
        let account = |ctx: &Ctx| match ctx.actor {
            domain::policy::Actor::Staff { account, .. } => account,
            _ => panic!(),
        };
        assert!(near.iter().any(|one| one.account == account(&rosa)), "{near:?}");
        hidden(emergency::unaccompanied(sys, &rosa, waits).await);
        let id = Id::new(world.now());
        let nobody = emergency::give(sys, &watch, (waits, id), Some(account(&watch))).await;
        assert!(matches!(nobody, Err(Error::Invalid(_))), "{nobody:?}");
        let told = world.told(&chepe.actor).await.len();
        for _ in 0..2 {
            emergency::give(sys, &watch, (waits, id), Some(account(&other))).await.unwrap();
        }
        world.clock.advance(60);
        let (rosa, other) = (world.again(&rosa), world.again(&other));
        let watch = world.again(&watch);
        let second = Id::new(world.now());
        emergency::give(sys, &watch, (waits, second), Some(account(&rosa))).await.unwrap();
        assert!(emergency::show(sys, &other, id).await.unwrap().reached.is_none(), "one at a time");
        assert_eq!(world.told(&rosa.actor).await, [Notice::EmergencyGiven]);
        assert_eq!(world.told(&chepe.actor).await[told..], [Notice::PersonChanged; 2]);
        assert!(attention::waiting(sys, &watch, FIRST).await.unwrap()[0].given);

        assert_eq!(emergency::mine(sys, &rosa).await.unwrap().len(), 1);
        let reached = emergency::show(sys, &rosa, second).await.unwrap();
        assert_eq!(reached.reached.unwrap().name, "Chepe");
        assert!(reached.about.is_some_and(|about| about.is_urgent()));
        assert!(attention::mine(sys, &rosa).await.unwrap().is_empty(), "the pulses stay closed");
        emergency::call(sys, &rosa, second, "no_answer").await.unwrap();
        assert!(emergency::show(sys, &rosa, second).await.unwrap().reached.is_some(), "they try again");
        for _ in 0..2 {
            emergency::call(sys, &rosa, second, "reached").await.unwrap();
        }
        assert!(emergency::show(sys, &rosa, second).await.unwrap().reached.is_none());
        assert!(attention::waiting(sys, &watch, FIRST).await.unwrap().is_empty());
        let seen = person::seen(sys, &world.again(&chepe)).await.unwrap();
        assert!(seen.iter().any(|line| line.detail == "name contact place language"));
        let over = emergency::unaccompanied(sys, &watch, waits).await;
        assert!(matches!(over, Err(Error::Conflict("attention-done"))), "{over:?}");
        let page = Page { after: None, limit: 20 };
        assert!(emergency::to_review(sys, &watch, page).await.unwrap().is_empty(), "its own nobody judges");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_coordination_closes_what_it_can_give_to_nobody_and_sees_all_of_it() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (watch, _, waits) = alone(&world).await;
        let refused = emergency::close(sys, &watch, waits, "").await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        emergency::close(sys, &watch, waits, "Se avisó a la línea de ayuda del lugar.").await.unwrap();
        assert!(attention::waiting(sys, &watch, FIRST).await.unwrap().is_empty());
        // More than a page of them: the next one goes on where it ended.
        for number in 0..3 {
            world.clock.advance(1);
            let one = cast::person(&world, &format!("Uno {number}")).await;
            let said = form(&[(Question::Hope, "4"), (Question::Mood, "4")]);
            pulse::answer(sys, &one, &said).await.unwrap();
        }
        let watch = world.again(&watch);
        let first = attention::waiting(sys, &watch, Page { after: None, limit: 2 }).await.unwrap();
        let after = first.last().map(|last| (last.at, last.id));
        let second = attention::waiting(sys, &watch, Page { after, limit: 2 }).await.unwrap();
        assert_eq!((first.len(), second.len()), (2, 1));
    })
    .await;
}
