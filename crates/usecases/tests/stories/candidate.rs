//! Candidates: found without name, invited without being known, seen only once they say yes.

use domain::{
    application::Status,
    consent::Purpose,
    opportunity::{self, Kind},
    person::Sex,
};
use store::Page;
use usecases::{
    Error,
    application::{self, Apply},
    candidate,
};

use crate::cast::{self, offer, person, publish};

#[tokio::test(flavor = "multi_thread")]
async fn only_who_lets_themselves_be_found_is_found() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 1)).await;
        person(&world, "Chepe").await;
        cast::register(&world, &cast::roofer(&world, "María"), &[Purpose::Account]).await;
        let found = candidate::candidates(sys, &employer, vacancy).await.unwrap().people;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].km, Some(0));
        assert!(!found[0].strengths.is_empty() && found[0].fit > 0.5);
        assert!(!format!("{found:?}").contains("Chepe"));
        for stranger in [world.anonymous(), world.coordinator(), world.employer("Otra").await] {
            let outcome = candidate::candidates(sys, &stranger, vacancy).await;
            assert!(matches!(outcome, Err(Error::NotFound | Error::Forbidden | Error::SignIn)), "{outcome:?}");
        }
        let mut draft = offer(&world, &employer, Kind::Vacancy, 1);
        draft.status = opportunity::Status::Draft;
        let draft = publish(&world, &draft).await;
        let outcome = candidate::candidates(sys, &employer, draft).await;
        assert!(matches!(outcome, Err(Error::Conflict("candidate-offer-closed"))), "{outcome:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sex_and_age_move_nobody_and_lists_cannot_be_joined() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let one = publish(&world, &offer(&world, &employer, Kind::Vacancy, 1)).await;
        let other = publish(&world, &offer(&world, &employer, Kind::Vacancy, 1)).await;
        person(&world, "Chepe").await;
        let (mut who, jobs) = cast::roofer(&world, "María");
        (who.sex, who.birth_year) = (Some(Sex::Female), 1965);
        cast::register(&world, &(who, jobs), &[Purpose::Discovery]).await;
        let first = candidate::candidates(sys, &employer, one).await.unwrap().people;
        let second = candidate::candidates(sys, &employer, other).await.unwrap().people;
        assert_eq!(first.len(), 2);
        assert_eq!(first[0].fit.to_bits(), first[1].fit.to_bits(), "to the last bit");
        for shown in &first {
            assert!(second.iter().all(|there| there.reference != shown.reference));
        }
        // A reference of one list means nobody in the other.
        let outcome = candidate::invite(sys, &employer, other, &first[0].reference).await;
        assert!(matches!(outcome, Err(Error::Conflict("candidate-gone"))), "{outcome:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_shows_nobody_until_they_say_yes() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 1)).await;
        let chepe = person(&world, "Chepe").await;
        let found = candidate::candidates(sys, &employer, vacancy).await.unwrap().people;
        let id = candidate::invite(sys, &employer, vacancy, &found[0].reference).await.unwrap();
        assert!(application::open(sys, &employer, id).await.unwrap().applicant.is_none());
        assert!(candidate::candidates(sys, &employer, vacancy).await.unwrap().people.is_empty());
        let again = candidate::invite(sys, &employer, vacancy, &found[0].reference).await;
        assert!(matches!(again, Err(Error::Conflict("candidate-gone"))), "{again:?}");

        let mine = application::show(sys, &chepe, id).await.unwrap();
        assert!(mine.application.status == Status::Invited && mine.can.accept && !mine.can.say_heard);
        let yes = Apply { share: true, accept_waitlist: false };
        let sent = application::apply(sys, &chepe, vacancy, &yes).await.unwrap();
        assert_eq!((sent.id, sent.status), (id, Status::Applied), "the invitation became the application");
        assert_eq!(
            application::open(sys, &employer, id).await.unwrap().applicant.unwrap().name.as_str(),
            "Chepe"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_no_is_not_asked_again() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 1)).await;
        let chepe = person(&world, "Chepe").await;
        let reference =
            candidate::candidates(sys, &employer, vacancy).await.unwrap().people[0].reference.clone();
        let id = candidate::invite(sys, &employer, vacancy, &reference).await.unwrap();
        application::withdraw(sys, &chepe, id).await.unwrap();
        assert!(candidate::candidates(sys, &employer, vacancy).await.unwrap().people.is_empty());
        assert!(candidate::invite(sys, &employer, vacancy, &reference).await.is_err());
        let page = Page { after: None, limit: 20 };
        let list = application::received(sys, &employer, vacancy, None, page).await.unwrap();
        assert_eq!(list.counts, [(Status::Withdrawn, 1)]);
        // They may still apply if they think better of it.
        let yes = Apply { share: true, accept_waitlist: false };
        assert!(application::apply(sys, &chepe, vacancy, &yes).await.is_ok());
    })
    .await;
}
