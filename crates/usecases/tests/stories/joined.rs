//! What reaches the people around records that were joined: officers of either, and the one person.

use domain::{
    attention::{About, Step},
    message::Notice,
    pulse::{Flag, Question, Wave},
    referral::Status,
};
use usecases::{
    Error, attention, message,
    pulse::{self, Via},
};

use crate::{
    cast,
    find::somebody,
    merge::join,
    pulse::{FIRST, form},
    referral::{answer, coordinator, helped, look, officer, sent, service},
    reply::{OWN, confirm, open, text, told},
};

#[tokio::test(flavor = "multi_thread")]
async fn what_should_not_wait_reaches_the_officer_of_the_joined_record() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let other = officer(&world, "Otra oficina").await;
        let office = world.agency("office", "Bolsa").await;
        let service = service(&world, &office).await;
        let old = somebody(&world, "Juan Pérez", "1990", "", "").await;
        let kept = sent(&world, &other, &old, service).await;
        world.clock.advance(60);
        let new = somebody(&world, "Juan Pérez", "1990", "", "").await;
        let referred = sent(&world, &rosa, &new, service).await;
        pulse::answer(sys, &new, &form(&[(Question::Food, "1"), (Question::Money, "1")])).await.unwrap();
        let id = join(&world, &rosa, &watch, (&new, &old)).await;

        let old = world.again(&old);
        let hungry = form(&[(Question::Food, "4"), (Question::Money, "3")]);
        pulse::answer(sys, &old, &hungry).await.unwrap();
        for (officer, referral) in [(&rosa, referred), (&other, kept)] {
            assert!(world.told(&officer.actor).await.contains(&Notice::AttentionRaised));
            let mine = attention::mine(sys, &world.again(officer)).await.unwrap();
            let seen: Vec<_> =
                mine.iter().map(|one| (one.attention.about.clone(), one.referral, one.case)).collect();
            assert_eq!(
                seen,
                [(About::Flag(Flag::Hunger), Some(referral), None)],
                "each by their own referral"
            );
        }
        let waves = async |by, via| {
            let known = pulse::of(sys, &world.again(by), Via::Referral(via)).await.unwrap();
            known.pulses.iter().map(|pulse| pulse.wave).collect::<Vec<_>>()
        };
        assert_eq!(waves(&rosa, referred).await, [Wave::Start, Wave::Start], "and what she saw before");
        assert_eq!(waves(&other, kept).await, [Wave::Start], "not what the other record told before");
        pulse::take_down(sys, &world.again(&rosa), Via::Referral(referred), &hungry).await.unwrap();
        let known = pulse::own(sys, &old).await.unwrap();
        assert_eq!(known.pulses.len(), 1, "taken down for the record in front");
        assert!(known.pulses[0].taken_by.is_some());

        let waits = attention::mine(sys, &world.again(&rosa)).await.unwrap()[0].attention.id;
        attention::step(sys, &world.again(&rosa), waits, Step::See).await.unwrap();
        world.clock.advance_days(2);
        assert!(attention::waiting(sys, &world.again(&watch), FIRST).await.unwrap()[0].followed);
        usecases::merge::decide(sys, &world.again(&watch), id, "undo").await.unwrap();
        assert!(attention::mine(sys, &world.again(&rosa)).await.unwrap().is_empty(), "taken apart, no more");
        let apart = attention::step(sys, &world.again(&rosa), waits, Step::Finish).await;
        assert!(matches!(apart, Err(Error::NotFound)), "{apart:?}");
        assert_eq!(attention::mine(sys, &world.again(&other)).await.unwrap().len(), 1);
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_left_in_both_records_is_of_one_person_once_they_are_joined() {
    cast::on_both(|world| async move {
        let world = open(&world);
        let (rosa, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let office = world.agency("office", "Bolsa").await;
        let service = service(&world, &office).await;
        let old = somebody(&world, "Juan Pérez", "1990", OWN, "").await;
        world.clock.advance(60);
        let new = somebody(&world, "Juan Pérez", "1990", OWN, "").await;
        confirm(&world, &old).await;
        let first = sent(&world, &rosa, &new, service).await;
        answer(&world, &office, first, "accept").await.unwrap();
        helped(&world, &office, first).await;
        assert_eq!(told(&world, &new, Notice::PersonAskedHelped).await, 0, "perhaps two people");
        let second = sent(&world, &rosa, &new, service).await;
        join(&world, &rosa, &watch, (&new, &old)).await;

        answer(&world, &office, second, "accept").await.unwrap();
        helped(&world, &office, second).await;
        assert_eq!(told(&world, &old, Notice::PersonAskedHelped).await, 1);
        text(&world, "g-1", OWN, "1").await;
        assert_eq!(look(&world, second).await.status, Status::Closed, "about the joined record's referral");
        assert_eq!(look(&world, first).await.status, Status::Completed);
        text(&world, "g-2", OWN, "¿A qué hora?").await;
        let mine = attention::mine(&world.sys, &world.again(&rosa)).await.unwrap();
        let abouts: Vec<_> = mine.into_iter().map(|one| one.attention.about).collect();
        assert_eq!(abouts, [About::Reply("¿A qué hora?".into())], "once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_to_the_joined_record_is_read_in_the_app() {
    cast::on_both(|world| async move {
        let (rosa, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let old = somebody(&world, "Juan Pérez", "1990", "", "").await;
        world.clock.advance(60);
        let new = somebody(&world, "Juan Pérez", "1990", "", "").await;
        join(&world, &rosa, &watch, (&new, &old)).await;
        let (id, now) = (new.person().unwrap(), world.now());
        world
            .write(move |mut tx| async move {
                message::tell_person(&mut tx, id, Notice::PersonAnswered, &[], now).await?;
                Ok(tx.done(()))
            })
            .await;
        let inbox = message::inbox(&world.sys, &world.again(&old)).await.unwrap();
        assert!(inbox.iter().any(|one| one.message.text.notice == Notice::PersonAnswered), "{inbox:?}");
    })
    .await;
}
