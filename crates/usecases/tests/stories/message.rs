//! Who is told what, and who is not.

use domain::{
    consent::Purpose,
    message::{MessageStatus, Notice},
    policy::{Action, Actor},
};
use usecases::{Ctx, Error, Settings, message};

use crate::support::{self, World};

async fn tell_person(world: &World, person: &Ctx, notice: Notice) {
    let (id, now) = (person.person().unwrap(), world.now());
    world
        .write(move |mut tx| async move {
            message::tell_person(&mut tx, id, notice, &[], now).await?;
            Ok(tx.done(()))
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_told_only_if_they_want_it_and_can_be_reached() {
    support::on_both(|world| async move {
        let wants = world.person_with("Chepe", "5551 2345", true).await;
        let refuses = world.person_with("Chepe", "5551 2346", false).await;
        let unreachable = world.person_with("Chepe", "", true).await;
        let landline = world.person_with("Chepe", "2221 2345", true).await;
        let abroad = world.person_with("Chepe", "+1 213 555 0123", true).await;
        for person in [wants, refuses, unreachable, landline, abroad] {
            tell_person(&world, &person, Notice::PersonAnswered).await;
        }
        assert_eq!(world.told(&wants.actor).await, [Notice::PersonAnswered]);
        assert_eq!(world.told(&abroad.actor).await, [Notice::PersonAnswered]);
        for person in [refuses, unreachable, landline] {
            assert!(world.told(&person.actor).await.is_empty());
        }
        assert_eq!(world.run_due().await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_night_a_phone_stays_silent() {
    support::on_both(|world| async move {
        let person = world.person_with("Chepe", "5551 2345", true).await;
        world.clock.advance(14 * 3600);
        tell_person(&world, &person, Notice::PersonAnswered).await;
        assert_eq!(world.run_due().await, 0, "23:00");
        world.clock.advance(8 * 3600);
        assert_eq!(world.run_due().await, 1, "7:00");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withdrawn_before_the_morning_is_not_sent() {
    support::on_both(|world| async move {
        let folder = std::env::temp_dir().join(format!("sinarem-out-{}", world.name()));
        let mut settings = Settings::default();
        settings.sms.url = Some(format!("file:{}", folder.display()));
        let world = world.with(settings);
        let person = world.person_with("Chepe", "5551 2345", true).await;
        let other = world.person_with("Chepe", "5551 2346", true).await;
        world.clock.advance(14 * 3600);
        tell_person(&world, &person, Notice::PersonAnswered).await;
        tell_person(&world, &other, Notice::PersonAnswered).await;
        let (id, now) = (person.person().unwrap(), world.now());
        world
            .write(move |mut tx| async move {
                let (permit, found) = tx.person(id).await?.unlock(&Actor::System, Action::Edit)?;
                let consents = tx.consents_of(found.id).await?;
                let consent = consents.iter().find(|consent| consent.purpose == Purpose::Messages).unwrap();
                tx.withdraw_consent(&permit, consent.id, now).await?;
                Ok(tx.done(()))
            })
            .await;
        world.clock.advance(8 * 3600);
        assert_eq!(world.run_due().await, 2);
        let letters: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
        assert_eq!(letters.len(), 1);
        assert!(std::fs::read_to_string(&letters[0]).unwrap().contains("+50255512346"));
        assert!(world.told(&person.actor).await.is_empty(), "and nothing is kept of where it was to go");
        std::fs::remove_dir_all(folder).unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_is_told_through_every_focal_point() {
    support::on_both(|world| async move {
        let (one, other) = (world.employer("Panadería Sol").await, world.employer("Taller Luna").await);
        let (agency, now) = (one.agency().unwrap(), world.now());
        world
            .write(move |mut tx| async move {
                let title = [("title", "Panadera".to_owned())];
                message::tell_agency(&mut tx, agency, Notice::OfferApproved, &title, now).await?;
                Ok(tx.done(()))
            })
            .await;
        assert_eq!(world.told(&one.actor).await, [Notice::OfferApproved]);
        assert!(world.told(&other.actor).await.is_empty());
        assert_eq!(world.run_due().await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_way_out_messages_wait_and_leave_later() {
    support::on_both(|world| async move {
        let person = world.person_with("Chepe", "5551 2345", true).await;
        tell_person(&world, &person, Notice::PersonInvited).await;
        world.run_due().await;
        let counts = message::counts(&world.sys, &world.administrator()).await.unwrap();
        assert_eq!(counts.len(), 1);
        assert_eq!((counts[0].status, counts[0].count), (MessageStatus::Queued, 1));
        assert!(matches!(message::counts(&world.sys, &world.anonymous()).await, Err(Error::SignIn)));
        assert!(message::counts(&world.sys, &world.coordinator()).await.is_err());

        let folder = std::env::temp_dir().join(format!("sinarem-out-{}", world.name()));
        let mut settings = Settings::default();
        settings.sms.url = Some(format!("file:{}", folder.display()));
        let world = world.with(settings);
        world.clock.advance_days(1);
        assert_eq!(message::send_waiting(&world.sys).await.unwrap(), 1);
        world.run_due().await;
        let counts = message::counts(&world.sys, &world.administrator()).await.unwrap();
        assert_eq!((counts[0].status, counts[0].count), (MessageStatus::Sent, 1));
        assert_eq!(message::send_waiting(&world.sys).await.unwrap(), 0, "once");
        std::fs::remove_dir_all(folder).unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outbox_is_shown_in_the_demo_only() {
    support::on_both(|world| async move {
        let person = world.person_with("Chepe", "5551 2345", true).await;
        tell_person(&world, &person, Notice::PersonInvited).await;
        world.run_due().await;
        assert!(matches!(message::outbox(&world.sys, None).await, Err(Error::NotFound)));
        let demo = world.with(Settings { demo: true, ..Settings::default() });
        let outbox = message::outbox(&demo.sys, None).await.unwrap();
        assert_eq!(outbox.len(), 1);
        assert_eq!(outbox[0].message.address, "+50255512345");
        assert!(outbox[0].body.contains("127.0.0.1:8080") && !outbox[0].body.contains("http"));
        let after = outbox[0].message.id;
        assert!(message::outbox(&demo.sys, Some(after)).await.unwrap().is_empty());
    })
    .await;
}
