//! Nobody answers: the agency is reminded twice, then its offer is paused and the person is told.

use domain::{
    message::Notice,
    opportunity,
    policy::{Action, Actor, Object},
};

use super::*;

fn clock(world: &World) -> Ctx {
    world.ctx(Actor::System)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unanswered_application_pauses_its_offer() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 2)).await;
        let chepe = person(&world, "Chepe").await;
        let id = apply(&world, &chepe, vacancy, false).await;
        let due = application::show(sys, &chepe, id).await.unwrap().application.due_at.unwrap();

        assert_eq!(application::remind_due(sys, &clock(&world)).await.unwrap(), 0, "too early");
        let wait = due.seconds() - world.now().seconds();
        world.clock.advance(wait / 2 + 1);
        assert_eq!(application::remind_due(sys, &clock(&world)).await.unwrap(), 1, "half of the time");
        assert_eq!(application::remind_due(sys, &clock(&world)).await.unwrap(), 0, "once");
        world.clock.advance(wait * 4 / 10 + 1);
        assert_eq!(application::remind_due(sys, &clock(&world)).await.unwrap(), 1, "nine tenths");
        assert_eq!(application::expire_due(sys, &clock(&world)).await.unwrap(), 0, "not yet");
        world.clock.set(due.plus(1));
        assert_eq!(application::remind_due(sys, &clock(&world)).await.unwrap(), 0);
        assert_eq!(application::expire_due(sys, &clock(&world)).await.unwrap(), 1);
        assert_eq!(application::expire_due(sys, &clock(&world)).await.unwrap(), 0, "once");

        let told = [Notice::ApplicationArrived, Notice::AnswerDue, Notice::AnswerDue, Notice::OfferPaused];
        assert_eq!(world.told(&employer.actor).await, told);
        assert_eq!(world.told(&chepe.actor).await, [Notice::PersonUnanswered]);
        assert_eq!(status(&world, &chepe, id).await, Status::Expired);
        let paused = cast::look(&world, vacancy).await;
        assert_eq!(paused.status, opportunity::Status::Paused);
        assert_eq!(paused.note.as_deref(), Some("offer-note-unanswered"));
        let page = Page { after: None, limit: 20 };
        world.clock.advance_days(3);
        let list = usecases::report::unanswered(sys, &world.coordinator(), page).await.unwrap();
        assert_eq!((list.len(), list[0].count, list[0].agency_name.as_str()), (1, 1, "Techos Maya"));
        assert_eq!(usecases::report::days_late(list[0].oldest_due_at, world.now()), 3);
        let after = Page { after: Some((list[0].oldest_due_at, list[0].opportunity)), limit: 20 };
        assert!(usecases::report::unanswered(sys, &world.coordinator(), after).await.unwrap().is_empty());

        // While the answer is owed it stays paused; a late answer is an answer, and stays marked.
        let asking = world.again(&employer);
        let outcome = usecases::offer::resume(sys, &asking, vacancy).await;
        assert!(matches!(outcome, Err(Error::Conflict("offer-answers-owed"))), "{outcome:?}");
        answer(&world, &employer, id, "accept", "").await;
        let late = application::show(sys, &chepe, id).await.unwrap().application;
        assert!(late.answered_late() && !late.answered_in_time());
        usecases::offer::resume(sys, &asking, vacancy).await.unwrap();
        assert!(usecases::report::unanswered(sys, &world.coordinator(), page).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_clock_moves_the_clock() {
    cast::on_both(|world| async move {
        for somebody in [world.anonymous(), world.coordinator(), world.administrator()] {
            assert!(application::remind_due(&world.sys, &somebody).await.is_err());
            assert!(application::expire_due(&world.sys, &somebody).await.is_err());
        }
        assert!(
            domain::policy::permit(
                &Actor::System,
                domain::policy::Relation::Own,
                Object::Application,
                Action::Edit
            )
            .is_ok()
        );
    })
    .await;
}
