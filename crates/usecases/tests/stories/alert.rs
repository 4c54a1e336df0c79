//! A new opportunity finds its people, and every night everyone gets what suits them.

use domain::{
    consent::Purpose,
    message::Notice,
    opportunity::{Kind, Status},
};
use usecases::{
    Ctx, alert,
    application::{self, Apply},
    job, offer,
};

use crate::{cast, support::World};

/// How often a person was told that something was found.
async fn told(world: &World, person: &Ctx) -> usize {
    world.told(&person.actor).await.iter().filter(|notice| **notice == Notice::PersonFound).count()
}

async fn fresh(world: &World, person: &Ctx) -> usize {
    alert::fresh(&world.sys, &world.again(person)).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_offer_finds_its_people_once() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let maria = cast::person(&world, "María").await;
        let quiet = cast::register(&world, &cast::roofer(&world, "Callada"), &[Purpose::Account]).await;
        let (far, _) = cast::roofer(&world, "Otra");
        let cook = (domain::person::Person { profile: Default::default(), ..far }, Vec::new());
        let cook = cast::register(&world, &cook, &[Purpose::Account, Purpose::Messages]).await;
        let employer = world.employer("Techos Maya").await;
        let waiting = domain::opportunity::Opportunity {
            status: Status::Review,
            published_at: None,
            ..cast::offer(&world, &employer, Kind::Vacancy, 2)
        };
        let id = cast::publish(&world, &waiting).await;
        world.run_due().await;
        assert_eq!(fresh(&world, &maria).await, 0, "what nobody has looked at is told to nobody");

        offer::approve(sys, &world.coordinator(), id, waiting.version).await.unwrap();
        world.run_due().await;
        assert_eq!((told(&world, &maria).await, fresh(&world, &maria).await), (1, 1));
        let found = alert::fresh(sys, &world.again(&maria)).await.unwrap();
        assert_eq!(found[0].matched.listed.opportunity.id, id);
        assert!(!found[0].matched.strengths.is_empty(), "with the reasons");
        assert_eq!((told(&world, &quiet).await, fresh(&world, &quiet).await), (0, 0), "wants no messages");
        assert_eq!((told(&world, &cook).await, fresh(&world, &cook).await), (0, 0), "does not suit");

        world
            .write(move |mut tx| async move {
                job::add(&mut tx, &job::Job::NewOffers { offers: vec![id] }, waiting.created_at).await?;
                Ok(tx.done(()))
            })
            .await;
        world.run_due().await;
        assert_eq!((told(&world, &maria).await, fresh(&world, &maria).await), (1, 1), "not twice");

        let yes = Apply { share: true, accept_waitlist: false };
        application::apply(sys, &world.again(&maria), id, &yes).await.unwrap();
        assert_eq!(fresh(&world, &maria).await, 0, "who applied knows");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_night_everyone_gets_what_is_new_to_them() {
    cast::on_both(|world| async move {
        let maria = cast::person(&world, "María").await;
        let employer = world.employer("Techos Maya").await;
        job::ensure_recurring(&world.sys).await.unwrap();
        world.run_due().await;
        for _ in 0..2 {
            cast::publish(&world, &cast::offer(&world, &employer, Kind::Vacancy, 2)).await;
        }
        world.run_due().await;
        assert_eq!(fresh(&world, &maria).await, 0, "not before the night");
        world.clock.advance_days(1);
        world.run_due().await;
        assert_eq!((told(&world, &maria).await, fresh(&world, &maria).await), (1, 2), "one message for both");
        cast::publish(&world, &cast::offer(&world, &employer, Kind::Course, 2)).await;
        world.clock.advance_days(1);
        world.run_due().await;
        assert_eq!((told(&world, &maria).await, fresh(&world, &maria).await), (1, 3), "no message every day");
        world.clock.advance_days(3);
        world.run_due().await;
        assert_eq!(told(&world, &maria).await, 2, "what was found in between is told at last");
        world.clock.advance_days(4);
        world.run_due().await;
        assert_eq!(told(&world, &maria).await, 2, "nothing new, nothing told");
        cast::publish(&world, &cast::offer(&world, &employer, Kind::Vacancy, 2)).await;
        world.clock.advance_days(1);
        world.run_due().await;
        assert_eq!((told(&world, &maria).await, fresh(&world, &maria).await), (3, 4));
        world.clock.advance_days(alert::NEW_DAYS + 1);
        assert_eq!(fresh(&world, &maria).await, 0, "no more news");
    })
    .await;
}
