//! Handed on to another organisation, and written by the person.

use domain::{
    consent::Field,
    id::Id,
    referral::{Route, Status},
};
use usecases::{
    Error,
    referral::{self, SelfReferral, Walked},
};

use super::{asked, look, officer, sent, service, service_with, with_consent, yes};
use crate::cast;

#[tokio::test(flavor = "multi_thread")]
async fn who_is_handed_on_is_asked_anew() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let officer = officer(&world, "Ventanilla").await;
        let (one, other) = (world.agency("office", "Una").await, world.agency("office", "Otra").await);
        let (first, second) = (service(&world, &one).await, service(&world, &other).await);
        let chepe = cast::person(&world, "Chepe").await;
        let mut id = sent(&world, &officer, &chepe, first).await;
        for hop in 1..=4_u8 {
            let (by, to) = if hop % 2 == 1 { (&one, second) } else { (&other, first) };
            let child = Id::new(world.now());
            let input = referral::Rerouting {
                child,
                service: to,
                reason: "outside_area".into(),
                words: String::new(),
            };
            let outcome = referral::reroute(sys, by, &asked(&world, id).await, &input).await;
            if hop == 4 {
                assert!(matches!(outcome, Err(Error::Conflict("referral-too-many-hops"))));
                break;
            }
            outcome.unwrap();
            assert_eq!(look(&world, id).await.status, Status::Rerouted);
            let born = look(&world, child).await;
            assert_eq!((born.status, born.hops, born.parent), (Status::Draft, hop, Some(id)));
            let next = if hop % 2 == 1 { &other } else { &one };
            assert!(matches!(referral::show(sys, next, child).await, Err(Error::NotFound)), "not sent yet");
            referral::send(sys, &officer, &asked(&world, child).await, &with_consent()).await.unwrap();
            id = child;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_refers_themselves_where_the_service_allows_it() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let helper = officer(&world, "Ventanilla").await;
        let office = world.agency("office", "Bolsa").await;
        let closed = service(&world, &office).await;
        let open = service_with(&world, &office, |_, terms| {
            terms.self_referral = true;
            terms.wants_worker = true;
        })
        .await;
        let chepe = cast::person(&world, "Chepe").await;
        let input = |service| SelfReferral {
            id: Id::new(world.now()),
            event: Id::new(world.now()),
            service,
            need: "Quiero trabajar.".to_owned(),
            taken: yes(&[Field::Name, Field::Contact, Field::Need]),
            accepts_waiting: false,
            office: helper.agency().ok(),
        };
        let refused = referral::refer_myself(sys, &chepe, &input(closed)).await;
        assert!(matches!(refused, Err(Error::Conflict("referral-barrier-no_self_referral"))));
        let input = input(open);
        // The office that will read with them was named, and without number or need nobody could call.
        let checked = referral::check(sys, &chepe, "", open, false).await.unwrap();
        assert_eq!(checked.office.map(|office| (Ok(office.id), office.name)), Some((helper.agency().map_err(drop), "Ventanilla".to_owned())));
        assert!(checked.phone.is_some(), "and the number to call oneself");
        let unnamed = SelfReferral { office: None, ..input.clone() };
        let refused = referral::refer_myself(sys, &chepe, &unnamed).await;
        assert!(matches!(refused, Err(Error::Conflict("referral-office-changed"))), "{refused:?}");
        for little in [&[Field::Name, Field::Need][..], &[Field::Name, Field::Contact]] {
            let little = SelfReferral { taken: yes(little), ..input.clone() };
            let refused = referral::refer_myself(sys, &chepe, &little).await;
            assert!(matches!(&refused, Err(Error::Invalid(problems)) if problems.0[0].key == "referral-fields-least"));
        }
        referral::refer_myself(sys, &chepe, &input).await.unwrap();
        assert!(matches!(referral::refer_myself(sys, &chepe, &input).await.unwrap(), Walked::Already(_)));
        let made = look(&world, input.id).await;
        assert_eq!(made.status, Status::Sent);
        assert_eq!(
            made.sender.map(|sender| sender.agency),
            helper.agency().ok(),
            "an officer stands beside them"
        );
        let opened = referral::show(sys, &office, input.id).await.unwrap();
        assert_eq!(opened.shared[&Field::Need], "Quiero trabajar.");
        assert_eq!(made.route, Route::Open);
    })
    .await;
}
