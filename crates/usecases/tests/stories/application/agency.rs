//! What an agency sees, and until when.

use super::*;

async fn views(world: &World, ctx: &Ctx) -> usize {
    let mut tx = world.sys.store.read().await.unwrap();
    let entries = tx
        .audit_by_others(ctx.person().unwrap().uuid(), store::Page { after: None, limit: 100 })
        .await
        .unwrap();
    entries.iter().filter(|entry| entry.action == "view" && entry.actor == "focal_point").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_it_back_cuts_the_agencys_sight_at_once() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 2)).await;
        let other = publish(&world, &offer(&world, &employer, Kind::Vacancy, 2)).await;
        let chepe = person(&world, "Chepe").await;
        let id = apply(&world, &chepe, vacancy, false).await;
        let kept = apply(&world, &chepe, other, false).await;

        let opened = application::open(sys, &employer, id).await.unwrap();
        let applicant = opened.applicant.unwrap();
        assert_eq!((applicant.name.as_str(), views(&world, &chepe).await), ("Chepe", 1));
        assert!(applicant.contact.is_some());
        assert!(applicant.experiences.iter().all(|job| job.country.is_empty()), "not where they come from");
        assert!(!opened.strengths.is_empty());

        application::withdraw(sys, &chepe, id).await.unwrap();
        assert!(application::open(sys, &employer, id).await.unwrap().applicant.is_none());
        assert_eq!(views(&world, &chepe).await, 1, "nothing was seen");
        let still = application::open(sys, &employer, kept).await.unwrap();
        assert!(still.applicant.is_some(), "the other application has a consent of its own");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sight_ends_after_ninety_days_and_with_the_consent() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 2)).await;
        let (chepe, maria) = (person(&world, "Chepe").await, person(&world, "María").await);
        let (one, two) =
            (apply(&world, &chepe, vacancy, false).await, apply(&world, &maria, vacancy, false).await);
        let consent = application::show(sys, &maria, two).await.unwrap().application.consent.unwrap();
        let now = world.now();
        sys.store
            .write(move |mut tx| async move {
                let permit = cast::permit(domain::policy::Object::Person, domain::policy::Action::Edit);
                tx.withdraw_consent(&permit, consent, now).await?;
                Ok::<_, Error>(tx.done(()))
            })
            .await
            .unwrap();
        assert!(application::open(sys, &employer, two).await.unwrap().applicant.is_none());
        assert!(application::open(sys, &employer, one).await.unwrap().applicant.is_some());
        world.clock.advance_days(90);
        assert!(application::open(sys, &world.again(&employer), one).await.unwrap().applicant.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_is_told_with_a_coded_reason() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 2)).await;
        let chepe = person(&world, "Chepe").await;
        let id = apply(&world, &chepe, vacancy, false).await;
        for (said, reason, field) in
            [("maybe", "", "answer"), ("decline", "", "reason"), ("decline", "not_yet_competent", "reason")]
        {
            let input = Answering { answer: said.into(), reason: reason.into(), note: String::new() };
            let Err(Error::Invalid(problems)) = application::answer(sys, &employer, id, &input).await else {
                panic!("{said} {reason}")
            };
            assert_eq!(problems.0[0].field, field);
        }
        let long = Answering { answer: "accept".into(), note: "a".repeat(501), ..Answering::default() };
        assert!(matches!(application::answer(sys, &employer, id, &long).await, Err(Error::Invalid(_))));
        answer(&world, &employer, id, "decline", "missing_documents").await;
        let mine = application::show(sys, &chepe, id).await.unwrap();
        assert_eq!(mine.events.last().unwrap().reason.unwrap().word(), "missing_documents");
        let again = Answering { answer: "accept".into(), ..Answering::default() };
        let outcome = application::answer(sys, &employer, id, &again).await;
        assert!(matches!(outcome, Err(Error::Conflict("application-not-from-here"))), "{outcome:?}");
    })
    .await;
}
