//! An officer who works elsewhere now, and a case that goes on with another one.

use domain::policy::{Actor, Role};
use usecases::referral as referring;

use super::*;
use crate::{
    referral::{look as look_at, sent, service},
    support::database::run,
};

/// The same account, working for the agency of `to` from now on.
async fn moved(world: &World, officer: &Ctx, to: &Ctx) -> Ctx {
    let (Actor::Staff { account, .. }, Some(agency)) = (officer.actor, to.actor.agency()) else { panic!() };
    let (of, there) = (world.key(account), world.key(agency));
    run(&world.database().address, &format!("update account set agency = {there} where id = {of}")).await;
    world.ctx(Actor::Staff { account, agency, role: Role::CaseWorker })
}

#[tokio::test(flavor = "multi_thread")]
async fn who_works_elsewhere_now_reads_nothing_of_what_was_said_yes_to_before() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, other) = (officer(&world, "Una").await, officer(&world, "Otra").await);
        let (colleague, chepe) = (add_officer(&world, &rosa).await, cast::person(&world, "Chepe").await);
        let office = world.agency("office", "Bolsa").await;
        let id = open(&world, &rosa, &chepe).await;
        let referred = sent(&world, &rosa, &chepe, service(&world, &office).await).await;
        let said = [(Question::Food, "4"), (Question::Money, "1")];
        let said = said.into_iter().map(|(question, word)| (question, word.to_owned())).collect();
        pulse::answer(sys, &chepe, &pulse::Form { said }).await.unwrap();
        let waits = attention::mine(sys, &rosa).await.unwrap()[0].attention.id;

        let gone = moved(&world, &rosa, &other).await;
        let hidden = |done: usecases::Result<()>| assert!(matches!(done, Err(Error::NotFound)), "{done:?}");
        hidden(case::show(sys, &gone, id).await.map(drop));
        hidden(case::note(sys, &gone, id, Id::new(world.now()), "Algo.").await);
        hidden(referring::show(sys, &gone, referred).await.map(drop));
        hidden(pulse::of(sys, &gone, Via::Case(id)).await.map(drop));
        hidden(pulse::of(sys, &gone, Via::Referral(referred)).await.map(drop));
        hidden(attention::step(sys, &gone, waits, domain::attention::Step::Finish).await);
        assert!(attention::mine(sys, &gone).await.unwrap().is_empty());
        assert!(case::sent(sys, &gone, FIRST).await.unwrap().is_empty());
        let page = Page { after: None, limit: 20 };
        assert!(referring::sent(sys, &gone, page).await.unwrap().is_empty());
        assert_eq!(look_at(&world, referred).await.sender.unwrap().agency, rosa.actor.agency().unwrap());
        referring::show(sys, &colleague, referred).await.unwrap();

        // A colleague who has the person before them goes on with it, under a yes of their own.
        let before = look(&world, &chepe, id).await.case.consent;
        let again = opening(&world, &chepe).await;
        assert_eq!(case::open(sys, &colleague, &again).await.unwrap(), id);
        assert!(look(&world, &colleague, id).await.held);
        let kept = sys.store.read().await.unwrap().grant(before).await.unwrap().unwrap();
        assert!(!kept.consent.holds(world.now()), "the yes before has ended");
        case::close(sys, &colleague, id, "reached", "").await.unwrap();
        assert!(case::over(sys, &gone, Page { after: None, limit: 5 }).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_signs_do_not_go_to_another_officer_with_a_new_yes() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        let id = open(&world, &rosa, &chepe).await;
        case::screen(sys, &rosa, id, &["illness".to_owned()]).await.unwrap();
        world.clock.advance_days(366);
        let rosa = world.again(&rosa);
        let again = opening(&world, &world.again(&chepe)).await;
        case::open(sys, &rosa, &again).await.unwrap();
        assert_eq!(look(&world, &rosa, id).await.signs, Some(vec![Sign::Illness]), "her own stay");
        world.clock.advance_days(366);
        let told = world.told(&rosa.actor).await.len();
        let colleague = add_officer(&world, &rosa).await;
        let again = opening(&world, &world.again(&chepe)).await;
        assert_eq!(case::open(sys, &colleague, &again).await.unwrap(), id);
        assert_eq!(look(&world, &colleague, id).await.signs, None, "they are asked for anew");
        assert_eq!(world.told(&rosa.actor).await[told..], [Notice::CaseAnswered]);
    })
    .await;
}
