//! Places: nobody gets one that is not there, and none is left empty while somebody waits.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn fifty_people_and_one_last_seat() {
    cast::on_both(|world| async move {
        let trainer = world.agency("training", "Taller").await;
        let course = publish(&world, &offer(&world, &trainer, Kind::Course, 1)).await;
        let mut people = Vec::new();
        for at in 0..50 {
            people.push(person(&world, &format!("Persona {at}")).await);
        }
        let tasks: Vec<_> = people
            .into_iter()
            .map(|ctx| {
                let sys = std::sync::Arc::clone(&world.sys);
                tokio::spawn(async move {
                    let input = Apply { share: true, accept_waitlist: false };
                    application::apply(&sys, &ctx, course, &input).await
                })
            })
            .collect();
        let (mut got, mut full) = (0, 0);
        for task in tasks {
            match task.await.unwrap() {
                Ok(sent) => {
                    assert_eq!(sent.status, Status::Applied);
                    got += 1;
                }
                Err(Error::Conflict("application-full")) => full += 1,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((got, full), (1, 49));
        let after = cast::look(&world, course).await;
        assert_eq!((after.taken, after.seats_left()), (1, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_who_would_wait_are_all_kept() {
    cast::on_both(|world| async move {
        let trainer = world.agency("training", "Taller").await;
        let course = publish(&world, &offer(&world, &trainer, Kind::Course, 3)).await;
        let mut people = Vec::new();
        for at in 0..30 {
            people.push(person(&world, &format!("Persona {at}")).await);
        }
        let tasks: Vec<_> = people
            .into_iter()
            .map(|ctx| {
                let sys = std::sync::Arc::clone(&world.sys);
                tokio::spawn(async move {
                    let input = Apply { share: true, accept_waitlist: true };
                    application::apply(&sys, &ctx, course, &input).await.unwrap().status
                })
            })
            .collect();
        let mut placed = 0;
        for task in tasks {
            placed += usize::from(task.await.unwrap() == Status::Applied);
        }
        assert_eq!(placed, 3);
        let mut tx = world.sys.store.read().await.unwrap();
        let counts = tx.application_counts(course).await.unwrap();
        assert_eq!(counts, [(Status::Applied, 3), (Status::Waitlisted, 27)]);
        assert!(tx.audit_check().await.unwrap().is_ok(), "the chains hold");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_given_back_goes_to_who_waits_longest() {
    cast::on_both(|world| async move {
        let trainer = world.agency("training", "Taller").await;
        let course = publish(&world, &offer(&world, &trainer, Kind::Course, 1)).await;
        let (one, two, three) =
            (person(&world, "Uno").await, person(&world, "Dos").await, person(&world, "Tres").await);
        let first = apply(&world, &one, course, true).await;
        world.clock.advance(60);
        let second = apply(&world, &two, course, true).await;
        world.clock.advance(60);
        let third = apply(&world, &three, course, true).await;
        assert_eq!(status(&world, &two, second).await, Status::Waitlisted);

        world.clock.advance(60);
        application::withdraw(&world.sys, &world.again(&one), first).await.unwrap();
        let promoted = application::show(&world.sys, &two, second).await.unwrap().application;
        assert_eq!((promoted.status, promoted.owed_since), (Status::Applied, Some(world.now())));
        assert_eq!(status(&world, &three, third).await, Status::Waitlisted);
        answer(&world, &trainer, second, "decline", "not_eligible").await;
        assert_eq!(status(&world, &three, third).await, Status::Applied);
        assert_eq!(cast::look(&world, course).await.taken, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_that_has_begun_takes_nobody_from_its_list() {
    cast::on_both(|world| async move {
        let trainer = world.agency("training", "Taller").await;
        let mut course = offer(&world, &trainer, Kind::Course, 1);
        course.starts_on = Some(cast::later(world.now().day(), 3));
        let course = publish(&world, &course).await;
        let (one, two) = (person(&world, "Uno").await, person(&world, "Dos").await);
        let first = apply(&world, &one, course, true).await;
        let second = apply(&world, &two, course, true).await;
        answer(&world, &trainer, first, "accept", "").await;
        // Full: the agency cannot say yes to one more.
        let yes = Answering { answer: "accept".into(), ..Answering::default() };
        let outcome = application::answer(&world.sys, &trainer, second, &yes).await;
        assert!(matches!(outcome, Err(Error::Conflict("application-full"))), "{outcome:?}");
        world.clock.advance_days(4);
        let fail = Reporting { result: "fail".into(), reason: "did_not_come".into(), note: String::new() };
        application::report(&world.sys, &world.again(&trainer), first, &fail).await.unwrap();
        assert_eq!(status(&world, &two, second).await, Status::Waitlisted);
        assert_eq!(cast::look(&world, course).await.taken, 1, "nobody else can use it");
    })
    .await;
}
