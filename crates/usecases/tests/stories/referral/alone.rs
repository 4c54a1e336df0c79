//! Nobody stands beside the person: what the clock asks, what they can do themselves, and who counts as having tried.

use domain::{
    consent::Field,
    id::Id,
    message::Notice,
    referral::{LegalBasis, Referral, Status},
};
use usecases::{
    Ctx, Error,
    referral::{self, Consenting, SelfReferral, Sending},
};

use super::{answer, asked, coordinator, draft_as, helped, look, parties, sent, service, service_with, yes};
use crate::{cast, support::World};

/// A service that takes who refers themselves, with nobody beside them.
async fn open(world: &World, office: &Ctx) -> Id<domain::service::Service> {
    service_with(world, office, |_, terms| terms.self_referral = true).await
}

fn myself(world: &World, id: Id<Referral>, service: Id<domain::service::Service>) -> SelfReferral {
    SelfReferral {
        id,
        event: Id::new(world.now()),
        service,
        need: "Quiero trabajar.".to_owned(),
        taken: yes(&[Field::Name, Field::Contact, Field::Need]),
        accepts_waiting: false,
        office: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_officer_is_asked_by_the_clock() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let office = world.agency("office", "Bolsa").await;
        let service = open(&world, &office).await;
        let chepe = cast::person(&world, "Chepe").await;
        let id = Id::new(world.now());
        referral::refer_myself(sys, &chepe, &myself(&world, id, service)).await.unwrap();
        answer(&world, &office, id, "accept").await.unwrap();
        helped(&world, &office, id).await;
        for days in [15, 8] {
            let before = world.told(&chepe.actor).await.len();
            world.clock.advance_days(days);
            referral::tick_due(sys, &sys.own_ctx()).await.unwrap();
            let told = world.told(&chepe.actor).await;
            assert_eq!(told.len(), before + 1, "{told:?}");
            let question = told.last().is_some_and(|told| told.without_reply() == Notice::PersonAsked);
            assert!(question, "{told:?}");
            assert_eq!(look(&world, id).await.status, Status::Completed);
        }
        world.clock.advance_days(8);
        referral::tick_due(sys, &sys.own_ctx()).await.unwrap();
        assert_eq!(look(&world, id).await.status, Status::Closed, "after three questions without an answer");
        assert_eq!(look(&world, id).await.confirmed_at, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_handed_on_sends_it_on_themselves() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (one, other) = (world.agency("office", "Una").await, world.agency("office", "Otra").await);
        let (first, second) = (open(&world, &one).await, open(&world, &other).await);
        let by_office_only = service(&world, &other).await;
        let chepe = cast::person(&world, "Chepe").await;
        let id = Id::new(world.now());
        referral::refer_myself(sys, &chepe, &myself(&world, id, first)).await.unwrap();
        let child = Id::new(world.now());
        let to = |service| referral::Rerouting {
            child,
            service,
            reason: "outside_area".into(),
            words: String::new(),
        };
        let refused = referral::reroute(sys, &one, &asked(&world, id).await, &to(by_office_only)).await;
        assert!(
            matches!(&refused, Err(Error::Invalid(problems)) if problems.0[0].key == "referral-reroute-not-self")
        );
        referral::reroute(sys, &one, &asked(&world, id).await, &to(second)).await.unwrap();
        assert_eq!(look(&world, child).await.status, Status::Draft);
        referral::refer_myself(sys, &chepe, &myself(&world, child, second)).await.unwrap();
        let sent = look(&world, child).await;
        assert_eq!((sent.status, sent.parent, sent.sender), (Status::Sent, Some(id), None));
        let opened = referral::show(sys, &other, child).await.unwrap();
        assert_eq!(opened.shared[&Field::Need], "Quiero trabajar.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_not_called_says_so_once_a_day() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let watch = coordinator(&world).await;
        let (officer, office, service, chepe) = parties(&world).await;
        let id = sent(&world, &officer, &chepe, service).await;
        let early = referral::not_called(sys, &chepe, id).await;
        assert!(matches!(early, Err(Error::Conflict("referral-not-late"))), "{early:?}");
        world.clock.advance_days(8);
        referral::tick_due(sys, &sys.own_ctx()).await.unwrap();
        let late = |told: Vec<Notice>| told.iter().filter(|told| **told == Notice::ReferralLate).count();
        let before = late(world.told(&watch.actor).await);
        for _ in 0..2 {
            referral::not_called(sys, &world.again(&chepe), id).await.unwrap();
        }
        assert_eq!(late(world.told(&watch.actor).await), before + 1);
        assert!(late(world.told(&officer.actor).await) > 1);
        let stranger = cast::person(&world, "Otro").await;
        assert!(matches!(referral::not_called(sys, &stranger, id).await, Err(Error::NotFound)));
        assert!(matches!(referral::not_called(sys, &world.again(&office), id).await, Err(Error::SignIn)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_closes_their_own_result_by_trying() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, office, service, chepe) = parties(&world).await;
        let id = sent(&world, &officer, &chepe, service).await;
        answer(&world, &office, id, "accept").await.unwrap();
        helped(&world, &office, id).await;
        let tried = |by: Ctx, result: &'static str| {
            let attempt = Id::new(world.now());
            async move { referral::note_attempt(sys, &by, attempt, id, result).await.unwrap() }
        };
        for _ in 0..3 {
            tried(world.again(&office), "no_answer").await;
            tried(world.again(&officer), "reached").await;
        }
        world.clock.advance_days(15);
        referral::tick_due(sys, &sys.own_ctx()).await.unwrap();
        assert_eq!(look(&world, id).await.status, Status::Completed, "nobody else could not reach them");
        assert_eq!(referral::show(sys, &world.again(&officer), id).await.unwrap().tries, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_override_that_was_not_justified_frees_everybody() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let watch = coordinator(&world).await;
        let (officer, office, service, chepe) = parties(&world).await;
        let over = Sending {
            consent: Consenting::Override {
                basis: LegalBasis::VitalInterest,
                reason: "Peligro.".to_owned(),
                fields: vec![Field::Name, Field::Contact],
            },
            accepts_waiting: false,
            link_to: String::new(),
        };
        let id = draft_as(&world, &officer, &chepe, service, "normal", false).await;
        referral::send(sys, &officer, &asked(&world, id).await, &over).await.unwrap();
        referral::review_override(sys, &watch, id, true).await.unwrap();
        answer(&world, &office, id, "decline").await.unwrap();
        // Sent again without consent it is to be reviewed again.
        referral::reopen(sys, &officer, &asked(&world, id).await, &over).await.unwrap();
        let page = usecases::Page { after: None, limit: 10 };
        assert_eq!(referral::overrides(sys, &watch, page).await.unwrap().len(), 1);
        referral::review_override(sys, &watch, id, false).await.unwrap();
        let over = look(&world, id).await;
        assert_eq!((over.status, over.due_at), (Status::EnteredInError, None), "nobody owes an answer");
        for (who, told) in [
            (&office, Notice::ReferralStopped),
            (&officer, Notice::ReferralStopped),
            (&chepe, Notice::PersonChanged),
        ] {
            assert_eq!(world.told(&who.actor).await.last(), Some(&told));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permission_that_ends_is_told_and_given_anew() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, office, service, chepe) = parties(&world).await;
        let id = sent(&world, &officer, &chepe, service).await;
        answer(&world, &office, id, "accept").await.unwrap();
        referral::begin(sys, &world.again(&office), &asked(&world, id).await, None).await.unwrap();
        let fields = [Field::Name, Field::Contact, Field::Work, Field::Need];
        let read = || async { referral::show(sys, &world.again(&office), id).await.unwrap().shared.len() };
        let early = referral::renew(sys, &chepe, id, &yes(&fields)).await;
        assert!(matches!(early, Err(Error::Conflict("referral-permission-holds"))), "{early:?}");
        world.clock.advance_days(80);
        for _ in 0..2 {
            referral::tick_due(sys, &sys.own_ctx()).await.unwrap();
        }
        let told =
            |told: Vec<Notice>| told.iter().filter(|told| **told == Notice::ReferralPermission).count();
        assert_eq!(told(world.told(&officer.actor).await), 1, "once, beforehand");
        assert_eq!(told(world.told(&office.actor).await), 0);
        assert_eq!(read().await, 4);
        world.clock.advance_days(11);
        for _ in 0..2 {
            referral::tick_due(sys, &sys.own_ctx()).await.unwrap();
        }
        assert_eq!(read().await, 0, "it has ended");
        assert_eq!(told(world.told(&office.actor).await), 1, "and both sides know");
        assert_eq!(told(world.told(&officer.actor).await), 2);
        let ending = referral::show(sys, &world.again(&chepe), id).await.unwrap().ending.unwrap();
        assert!(ending.at <= world.now());
        let refused = referral::renew(sys, &world.again(&office), id, &yes(&fields)).await;
        assert!(matches!(refused, Err(Error::Forbidden | Error::NotFound)), "{refused:?}");
        referral::renew(sys, &world.again(&chepe), id, &yes(&fields)).await.unwrap();
        assert_eq!(read().await, 4, "the same as before, and no more");
        assert!(referral::show(sys, &world.again(&chepe), id).await.unwrap().ending.is_none());
        // And it can be taken back as the first could.
        let consent = look(&world, id).await.consent.unwrap();
        usecases::consent::withdraw(sys, &world.again(&chepe), consent).await.unwrap();
        assert_eq!(read().await, 0);
        assert_eq!(look(&world, id).await.status, Status::Withdrawn);
    })
    .await;
}
