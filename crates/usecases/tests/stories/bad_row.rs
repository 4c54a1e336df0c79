//! One row that cannot be read holds up nobody else: what the clock does for the others is done.

use domain::{message::Notice, opportunity::Kind};
use usecases::{
    Ctx,
    application::{self, Apply},
    assurance, find,
    job::{self, Job},
    message, pulse,
};

use crate::{
    cast::{self, offer, publish},
    find::somebody,
    referral::{account_key, officer, service},
    support::{self, World, database::run},
};

/// Makes a person unreadable.
async fn spoil(world: &World, person: &Ctx) {
    let key = world.key(person.person().unwrap());
    run(&world.database().address, &format!("update person set sex = '?' where id = {key}")).await;
}

/// Makes an account unreadable, or readable again.
async fn spoil_account(world: &World, account: &Ctx, lang: &str) {
    let key = account_key(world, account);
    run(&world.database().address, &format!("update account set lang = '{lang}' where id = {key}")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_asked_how_they_fare_beside_one_who_cannot_be_read() {
    support::on_both(|world| async move {
        let bad = world.person_with("Moncho", "5551 2345", true).await;
        let good = world.person_with("Chepe", "5551 2346", true).await;
        spoil(&world, &bad).await;
        world.clock.advance_days(1);
        pulse::ask_due(&world.sys, &world.sys.own_ctx()).await.unwrap();
        assert_eq!(world.told(&good.actor).await, [Notice::PersonPulse]);
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn services_are_asked_about_beside_an_organisation_that_cannot_be_read() {
    support::on_both(|world| async move {
        let (bad, good) = (world.agency("office", "Una").await, world.agency("office", "Otra").await);
        service(&world, &bad).await;
        service(&world, &good).await;
        spoil_account(&world, &bad, "?").await;
        world.clock.advance_days(60);
        assert_eq!(assurance::ask_due(&world.sys, &world.sys.own_ctx()).await.unwrap(), 1);
        assert_eq!(world.told(&good.actor).await, [Notice::ServicesDue]);
        spoil_account(&world, &bad, "es").await;
        assert_eq!(assurance::ask_due(&world.sys, &world.sys.own_ctx()).await.unwrap(), 1, "once it can be");
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_reminded_of_and_end_beside_one_that_cannot_be_read() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (bad, good) = (world.employer("Techos Maya").await, world.employer("Taller Luna").await);
        let (moncho, chepe) = (cast::person(&world, "Moncho").await, cast::person(&world, "Chepe").await);
        let mut last = None;
        for (employer, people) in [(&bad, vec![&chepe]), (&good, vec![&moncho, &chepe])] {
            let vacancy = publish(&world, &offer(&world, employer, Kind::Vacancy, 3)).await;
            for person in people {
                let apply = Apply { share: true, accept_waitlist: false };
                let id = application::apply(sys, person, vacancy, &apply).await.unwrap().id;
                last = Some(application::show(sys, person, id).await.unwrap().application.due_at.unwrap());
            }
        }
        spoil_account(&world, &bad, "?").await;
        spoil(&world, &moncho).await;
        let due = last.unwrap();
        world.clock.advance((due.seconds() - world.now().seconds()) / 2 + 60);
        let own = sys.own_ctx();
        assert_eq!(application::remind_due(sys, &own).await.unwrap(), 1);
        assert!(world.told(&good.actor).await.contains(&Notice::AnswerDue));
        world.clock.set(due.plus(1));
        let own = sys.own_ctx();
        assert_eq!(application::expire_due(sys, &own).await.unwrap(), 1, "the one that can be");
        assert!(world.told(&good.actor).await.contains(&Notice::OfferPaused));
        assert!(world.told(&chepe.actor).await.contains(&Notice::PersonUnanswered));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_old_is_forgotten_and_others_are_found_beside_one_who_cannot_be_read() {
    cast::on_both(|world| async move {
        let bad = somebody(&world, "Juan Pérez", "1990", "", "").await;
        let good = somebody(&world, "Wenceslao Ixcot", "1990", "5551 2345", "").await;
        let (id, now) = (good.person().unwrap(), world.now());
        world
            .write(move |mut tx| async move {
                message::tell_person(&mut tx, id, Notice::PersonAnswered, &[], now).await?;
                Ok(tx.done(()))
            })
            .await;
        world.run_due().await;
        spoil(&world, &bad).await;
        let address = &world.database().address;
        run(address, "delete from person_sound").await;
        run(address, "update person set sound_version = 0").await;
        world.clock.advance_days(message::KEEP_DAYS + 1);
        let now = world.now();
        world
            .write(move |mut tx| async move {
                job::add(&mut tx, &Job::Sweep, now).await?;
                Ok(tx.done(()))
            })
            .await;
        world.run_due().await;
        assert!(world.told(&good.actor).await.is_empty(), "old messages are forgotten");
        let rosa = officer(&world, "Ventanilla").await;
        assert_eq!(find::find(&world.sys, &rosa, "Ixcot").await.unwrap().hits.len(), 1);
        let counts = job::counts(&world.sys).await.unwrap();
        assert_eq!((counts.due, counts.given_up), (0, 0));
        find::keep_up(&world.sys).await.unwrap();
    })
    .await;
}
