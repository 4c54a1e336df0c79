//! What was written reaches whom it was written for, also if the night, a join or another number comes in between.

use domain::{
    id::Id,
    message::{Channel, Notice},
};
use usecases::{
    Ctx, Settings,
    job::{self, Job},
    message,
    profile::{self, About},
    referral,
};

use crate::{
    cast,
    find::somebody,
    merge::join,
    outbound::{Mood, Server},
    referral::{add_officer, asked, coordinator, officer, parties, sent},
    reply::{OWN, open, text},
    support::{self, World},
};

/// The same world with this gateway, which is given up on after 3 seconds.
fn through(world: &World, server: &Server) -> World {
    let mut settings = Settings { patience: std::time::Duration::from_secs(3), ..Settings::default() };
    settings.sms.url = Some(format!("http://127.0.0.1:{}/", server.port));
    world.with(settings)
}

/// To which telephones the gateway sent this, in order of the numbers.
fn heard(server: &Server, notice: Notice) -> Vec<String> {
    let taken = server.taken().into_iter();
    let bodies = taken.map(|request| request.split_once("\r\n\r\n").unwrap().1.to_owned());
    let mut to: Vec<String> = bodies
        .map(|body| serde_json::from_str::<serde_json::Value>(&body).unwrap())
        .filter(|body| body["text"].as_str().unwrap().split(' ').any(|word| word == notice.word()))
        .map(|body| body["to"].as_str().unwrap().to_owned())
        .collect();
    to.sort();
    to
}

async fn tell(world: &World, person: &Ctx, notice: Notice) {
    let (id, now) = (person.person().unwrap(), world.now());
    world
        .write(move |mut tx| async move {
            message::tell_person(&mut tx, id, notice, &[], now).await?;
            Ok(tx.done(()))
        })
        .await;
}

/// What the person reads in the app, and nowhere else.
async fn in_the_app(world: &World, person: &Ctx) -> Vec<Notice> {
    let inbox = message::inbox(&world.sys, &world.again(person)).await.unwrap();
    let kept = inbox.into_iter().filter(|one| one.message.channel == Channel::App);
    kept.map(|one| one.message.text.notice).collect()
}

async fn change_number(world: &World, person: &Ctx, phone: &str) {
    let form = About {
        alias: "Chepe".to_owned(),
        birth_year: "1990".to_owned(),
        language: "es".to_owned(),
        lang: "es".to_owned(),
        phone: phone.to_owned(),
        contact_owner: "own".to_owned(),
        ..About::default()
    };
    profile::save_about(&world.sys, &world.again(person), &form).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_a_referral_as_theirs_takes_no_promise_back() {
    cast::on_both(|world| async move {
        let server = Server::gateway(&[Mood::Takes]).await;
        let world = through(&world, &server);
        let (officer, office, service, chepe) = parties(&world).await;
        world.clock.advance(11 * 3600 + 1_800);
        let id = sent(&world, &world.again(&officer), &chepe, service).await;
        world.clock.advance(1_800);
        let colleague = add_officer(&world, &office).await;
        referral::claim(&world.sys, &colleague, &asked(&world, id).await).await.unwrap();
        world.run_due().await;
        assert!(heard(&server, Notice::PersonPromised).is_empty(), "21:00");
        world.clock.advance(10 * 3600);
        world.run_due().await;
        assert_eq!(heard(&server, Notice::PersonPromised).len(), 1, "in the morning");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_is_read_in_the_app() {
    support::on_both(|world| async move {
        let server = Server::gateway(&[Mood::Takes]).await;
        let world = through(&open(&world), &server);
        let stopped = somebody(&world, "Chepe", "1990", OWN, "").await;
        let moved = somebody(&world, "Moncho", "1991", "5551 2345", "").await;
        let paused = somebody(&world, "Wenceslao", "1992", "5551 2346", "").await;
        let asks = somebody(&world, "Tomasa", "1993", "5551 2347", "").await;
        world.clock.advance(14 * 3600);
        for person in [&stopped, &moved, &paused] {
            tell(&world, person, Notice::PersonAnswered).await;
        }
        tell(&world, &asks, Notice::PersonNumber).await;
        text(&open(&world), "g-1", OWN, "BAJA").await;
        change_number(&world, &moved, "5551 9999").await;
        change_number(&world, &asks, "5551 8888").await;
        usecases::person::set_paused(&world.sys, &world.again(&paused), true).await.unwrap();
        world.clock.advance(8 * 3600);
        world.run_due().await;
        assert_eq!(heard(&server, Notice::PersonAnswered), ["+50255519999"], "the number of now");
        assert!(heard(&server, Notice::PersonNumber).is_empty(), "a number goes where it was asked for");
        for person in [&stopped, &paused] {
            assert_eq!(in_the_app(&world, person).await, [Notice::PersonAnswered]);
        }
        for person in [&moved, &asks] {
            assert!(in_the_app(&world, person).await.is_empty());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_telephones_hear_of_a_join() {
    cast::on_both(|world| async move {
        let server = Server::gateway(&[Mood::Takes]).await;
        let world = through(&world, &server);
        let (rosa, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let old = somebody(&world, "Juan Pérez", "1990", "5512 3456", "").await;
        world.clock.advance(11 * 3600 + 1_800);
        let new = somebody(&world, "Huan Peres", "1990", "4455 6677", "").await;
        tell(&world, &new, Notice::PersonAnswered).await;
        let id = join(&world, &rosa, &watch, (&new, &old)).await;
        world.clock.advance(11 * 3600);
        world.run_due().await;
        assert_eq!(heard(&server, Notice::PersonChanged), ["+50244556677", "+50255123456"]);
        assert_eq!(heard(&server, Notice::PersonAnswered), ["+50244556677"], "what waited for it before");
        assert!(in_the_app(&world, &old).await.is_empty());
        let inbox = message::inbox(&world.sys, &world.again(&old)).await.unwrap();
        assert_eq!(inbox.len(), 3, "and the one person reads them all");

        usecases::merge::decide(&world.sys, &world.again(&watch), id, "undo").await.unwrap();
        usecases::person::set_paused(&world.sys, &world.again(&new), true).await.unwrap();
        tell(&world, &old, Notice::PersonFound).await;
        world.run_due().await;
        assert_eq!(heard(&server, Notice::PersonFound), ["+50255123456"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_joined_telephone_that_wants_nothing_hears_nothing() {
    cast::on_both(|world| async move {
        let server = Server::gateway(&[Mood::Takes]).await;
        let world = through(&open(&world), &server);
        let (rosa, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let old = somebody(&world, "Juan Pérez", "1990", "5512 3456", "").await;
        world.clock.advance(60);
        let new = somebody(&world, "Huan Peres", "1990", OWN, "").await;
        join(&world, &rosa, &watch, (&new, &old)).await;
        text(&open(&world), "g-1", OWN, "BAJA").await;
        world.run_due().await;
        assert_eq!(heard(&server, Notice::PersonChanged), ["+50255123456"]);
        assert_eq!(in_the_app(&world, &old).await, [Notice::PersonChanged]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_tried_again_or_started_at_night_waits_for_the_morning() {
    support::on_both(|world| async move {
        let chepe = world.person_with("Chepe", "5551 2345", true).await;
        // Without a way out it waits; a worker with one starts at 2:00.
        tell(&world, &chepe, Notice::PersonAnswered).await;
        world.run_due().await;
        let server = Server::gateway(&[Mood::NotNow, Mood::Takes]).await;
        let world = through(&world, &server);
        world.clock.advance(17 * 3600);
        assert_eq!(message::send_waiting(&world.sys).await.unwrap(), 1);
        tell(&world, &chepe, Notice::PersonNumber).await;
        for _ in 0..2 {
            world.run_due().await;
            world.clock.advance(60);
        }
        assert_eq!(heard(&server, Notice::PersonNumber).len(), 1, "who asks for a number is awake");
        assert!(heard(&server, Notice::PersonAnswered).is_empty());
        world.clock.advance(5 * 3600);
        world.run_due().await;
        assert_eq!(heard(&server, Notice::PersonAnswered).len(), 1);

        // Refused at 19:59, it is tried again in the morning.
        let busy = Server::gateway(&[Mood::NotNow, Mood::Takes]).await;
        let world = through(&world, &busy);
        world.clock.advance(12 * 3600 + 56 * 60);
        tell(&world, &chepe, Notice::PersonFound).await;
        world.run_due().await;
        for _ in 0..20 {
            world.clock.advance(1_800);
            world.run_due().await;
        }
        assert!(heard(&busy, Notice::PersonFound).is_empty());
        world.clock.advance(3_900);
        world.run_due().await;
        assert_eq!(heard(&busy, Notice::PersonFound).len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_clock_nor_a_number_waits_for_a_slow_gateway() {
    support::on_both(|world| async move {
        let server = Server::gateway(&[Mood::Hangs, Mood::Takes]).await;
        let world = through(&world, &server);
        let chepe = world.person_with("Chepe", "5551 2345", true).await;
        tell(&world, &chepe, Notice::PersonAnswered).await;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let begun = std::time::Instant::now();
        let working = tokio::spawn(job::work(world.sys.clone(), stopped));
        let pause = || tokio::time::sleep(std::time::Duration::from_millis(50));
        // Whatever the clock does is done, and the message hangs still.
        while job::counts(&world.sys).await.unwrap().waiting < 5 {
            pause().await;
        }
        assert_eq!(job::counts(&world.sys).await.unwrap().due, 1);
        let (asks, now) = (chepe.person().unwrap(), world.now());
        world
            .write(move |mut tx| async move {
                message::tell_person(&mut tx, asks, Notice::PersonNumber, &[], now).await?;
                job::add(&mut tx, &Job::SendMessage { message: Id::new(now), urgent: true }, now).await?;
                Ok(tx.done(()))
            })
            .await;
        while heard(&server, Notice::PersonNumber).is_empty() {
            assert!(begun.elapsed().as_secs() < 30, "it never leaves");
            pause().await;
        }
        stop.send(true).unwrap();
        working.await.unwrap();
        world.clock.advance(60);
        world.run_due().await;
    })
    .await;
}
