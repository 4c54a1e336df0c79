//! Applications: sent, answered, confirmed; places given and given back; what happens when nobody answers.

mod agency;
mod clock;
mod seats;

use domain::{
    application::{Application, Confirmation, Status, Step},
    consent::Purpose,
    id::Id,
    opportunity::{Kind, Opportunity},
};
use store::Page;
use usecases::{
    Ctx, Error,
    application::{self, Answering, Apply, Reporting},
};

use crate::{
    cast::{self, offer, person, publish},
    support::World,
};

/// Applies, saying yes to the consent.
async fn apply(world: &World, ctx: &Ctx, to: Id<Opportunity>, accept_waitlist: bool) -> Id<Application> {
    let input = Apply { share: true, accept_waitlist };
    application::apply(&world.sys, &world.again(ctx), to, &input).await.unwrap().id
}

async fn answer(world: &World, agency: &Ctx, id: Id<Application>, answer: &str, reason: &str) {
    let input = Answering { answer: answer.to_owned(), reason: reason.to_owned(), note: String::new() };
    application::answer(&world.sys, &world.again(agency), id, &input).await.unwrap();
}

async fn status(world: &World, ctx: &Ctx, id: Id<Application>) -> Status {
    application::show(&world.sys, &world.again(ctx), id).await.unwrap().application.status
}

#[tokio::test(flavor = "multi_thread")]
async fn from_one_tap_to_a_hire_that_both_confirm() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 1)).await;
        let chepe = person(&world, "Chepe").await;
        let id = apply(&world, &chepe, vacancy, false).await;

        let listed = application::mine(sys, &chepe, Page { after: None, limit: 20 }).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].agency_name.as_str(), listed[0].application.id), ("Techos Maya", id));
        let mine = application::show(sys, &chepe, id).await.unwrap();
        assert!(mine.explanation.unwrap().fit > 0.5, "the match is kept as it was");
        assert_eq!(mine.application.due_at.unwrap().day(), cast::later(world.now().day(), 7));
        assert!(mine.can.withdraw && mine.can.say_heard && !mine.can.say_result && !mine.can.accept);

        world.clock.advance_days(1);
        let employer = world.again(&employer);
        let input = Answering {
            answer: "accept".into(),
            note: "Venga el lunes a las 8.".into(),
            reason: String::new(),
        };
        application::answer(sys, &employer, id, &input).await.unwrap();
        let chepe = world.again(&chepe);
        application::say_heard(sys, &chepe, id, true).await.unwrap();
        application::say_result(sys, &chepe, id, true).await.unwrap();
        let input = Reporting { result: "achieve".into(), ..Reporting::default() };
        application::report(sys, &employer, id, &input).await.unwrap();

        let mine = application::show(sys, &chepe, id).await.unwrap();
        assert_eq!(mine.application.confirmation, Some(Confirmation::Confirmed));
        assert_eq!(mine.application.note.as_deref(), Some("Venga el lunes a las 8."));
        assert!(mine.application.counts(), "answered in time and confirmed by the person");
        let steps: Vec<Step> = mine.events.iter().map(|event| event.step).collect();
        assert_eq!(steps, [Step::Apply, Step::Accept, Step::Achieve]);
        assert_eq!(cast::look(&world, vacancy).await.taken, 1, "a hire fills a place");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_applies_twice_late_or_without_consent() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 1)).await;
        let chepe = person(&world, "Chepe").await;
        let ask = |share| Apply { share, accept_waitlist: false };
        let Err(Error::Invalid(problems)) = application::apply(sys, &chepe, vacancy, &ask(false)).await
        else {
            panic!("without consent")
        };
        assert_eq!((problems.0[0].field, problems.0[0].key), ("share", "application-share-needed"));
        let first = apply(&world, &chepe, vacancy, false).await;
        let again = application::apply(sys, &chepe, vacancy, &ask(true)).await;
        assert!(matches!(again, Err(Error::Conflict("application-already"))), "{again:?}");
        // Taken back, it can be sent anew, as another application.
        application::withdraw(sys, &chepe, first).await.unwrap();
        assert_ne!(apply(&world, &chepe, vacancy, false).await, first);

        let maria = person(&world, "María").await;
        world.clock.advance_days(61);
        let late = application::apply(sys, &world.again(&maria), vacancy, &ask(true)).await;
        assert!(matches!(late, Err(Error::Conflict("application-closed"))), "{late:?}");
        for nobody in [world.anonymous(), world.coordinator(), employer] {
            let outcome = application::apply(sys, &nobody, vacancy, &ask(true)).await;
            assert!(matches!(outcome, Err(Error::SignIn)), "{outcome:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn others_cannot_know_of_an_application() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let rival = world.employer("Otra Empresa").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 1)).await;
        let (chepe, maria) = (person(&world, "Chepe").await, person(&world, "María").await);
        let id = apply(&world, &chepe, vacancy, false).await;
        let decline = Answering { answer: "accept".into(), ..Answering::default() };
        assert!(matches!(application::show(sys, &maria, id).await, Err(Error::NotFound)));
        assert!(matches!(application::withdraw(sys, &maria, id).await, Err(Error::NotFound)));
        assert!(matches!(application::say_heard(sys, &maria, id, true).await, Err(Error::NotFound)));
        assert!(matches!(application::open(sys, &rival, id).await, Err(Error::NotFound)));
        assert!(matches!(application::answer(sys, &rival, id, &decline).await, Err(Error::NotFound)));
        for staff in [world.coordinator(), world.administrator()] {
            assert!(matches!(application::open(sys, &staff, id).await, Err(Error::NotFound)));
            let page = Page { after: None, limit: 20 };
            let list = application::received(sys, &staff, vacancy, None, page).await;
            assert!(matches!(list, Err(Error::NotFound | Error::Forbidden)));
        }
        // The person does not answer for the agency, nor the agency for the person.
        assert!(matches!(application::answer(sys, &chepe, id, &decline).await, Err(Error::Forbidden)));
        assert!(matches!(application::withdraw(sys, &employer, id).await, Err(Error::Forbidden)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_disagrees_goes_to_the_coordinator() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 2)).await;
        let (chepe, maria) = (person(&world, "Chepe").await, person(&world, "María").await);
        let (one, other) =
            (apply(&world, &chepe, vacancy, false).await, apply(&world, &maria, vacancy, false).await);
        answer(&world, &employer, one, "accept", "").await;
        answer(&world, &employer, other, "decline", "other_chosen").await;
        let hired = Reporting { result: "achieve".into(), ..Reporting::default() };
        application::report(sys, &employer, one, &hired).await.unwrap();
        application::say_result(sys, &chepe, one, false).await.unwrap();
        application::say_heard(sys, &maria, other, false).await.unwrap();

        let page = Page { after: None, limit: 20 };
        let disputes = usecases::report::disputes(sys, &world.coordinator(), page).await.unwrap();
        let found: Vec<_> = disputes.iter().map(|found| (found.application, found.unheard)).collect();
        assert!(found.contains(&(one, false)) && found.contains(&(other, true)) && found.len() == 2);
        assert_eq!(disputes[0].agency_name, "Techos Maya");
        // The coordinator can call.
        let phone = disputes[0].agency_phone.as_ref().map(|phone| phone.spaced());
        assert_eq!(phone.as_deref(), Some("+502 2345 0003"));
        assert_eq!(usecases::report::desk(sys, &world.coordinator()).await.unwrap().disputes, 2);
        for stranger in [world.anonymous(), chepe, employer, world.administrator()] {
            assert!(usecases::report::disputes(sys, &stranger, page).await.is_err());
        }
        // Saying otherwise ends it.
        application::say_result(sys, &chepe, one, true).await.unwrap();
        application::say_heard(sys, &maria, other, true).await.unwrap();
        assert!(usecases::report::disputes(sys, &world.coordinator(), page).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_an_account_takes_back_what_is_open() {
    cast::on_both(|world| async move {
        let trainer = world.agency("training", "Taller").await;
        let course = publish(&world, &offer(&world, &trainer, Kind::Course, 1)).await;
        let chepe = person(&world, "Chepe").await;
        let waiting = cast::register(&world, &cast::roofer(&world, "María"), &[Purpose::Account]).await;
        apply(&world, &chepe, course, false).await;
        let next = apply(&world, &waiting, course, true).await;
        let (gone, now) = (chepe.person().unwrap(), world.now());
        world
            .sys
            .store
            .write(move |mut tx| async move {
                application::withdraw_all(&mut tx, gone, now).await?;
                Ok::<_, Error>(tx.done(()))
            })
            .await
            .unwrap();
        assert_eq!(status(&world, &waiting, next).await, Status::Applied, "the next one has the place");
    })
    .await;
}
