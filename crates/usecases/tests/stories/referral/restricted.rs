//! Compartments, and sharing without consent.

use domain::{
    consent::{Field, Way},
    message::Notice,
    referral::{LegalBasis, Route},
    service::ServiceCategory,
};
use usecases::{
    Error, Page,
    referral::{self, Consenting, Sending},
};

use super::{
    add_officer, answer, asked, coordinator, draft_as, look, officer, service, service_with, with_consent,
};
use crate::cast;

#[tokio::test(flavor = "multi_thread")]
async fn of_signs_of_trafficking_nobody_outside_knows() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let colleague = add_officer(&world, &officer).await;
        let (plain, shelter) =
            (world.agency("office", "Bolsa").await, world.agency("office", "Refugio").await);
        let open = service(&world, &plain).await;
        let safe = service_with(&world, &shelter, |service, terms| {
            service.category = ServiceCategory::Protection;
            terms.route = Route::Trafficking;
        })
        .await;
        let maria = cast::person(&world, "María").await;
        let wrong = draft_as(&world, &officer, &maria, open, "normal", true).await;
        let refused = referral::send(sys, &officer, &asked(&world, wrong).await, &with_consent()).await;
        assert!(matches!(refused, Err(Error::Conflict("referral-barrier-wrong_route"))), "{refused:?}");
        let id = draft_as(&world, &officer, &maria, safe, "urgent", true).await;
        referral::send(sys, &officer, &asked(&world, id).await, &with_consent()).await.unwrap();
        assert!(!referral::show(sys, &shelter, id).await.unwrap().shared.is_empty());
        for stranger in [colleague, watch, plain, world.administrator(), world.anonymous()] {
            assert!(matches!(referral::show(sys, &stranger, id).await, Err(Error::NotFound)));
        }
        // Late, it is told to both sides and not to the coordination.
        world.clock.advance_days(4);
        referral::tick_due(sys, &sys.own_ctx()).await.unwrap();
        assert!(world.told(&watch.actor).await.is_empty());
        assert!(!world.told(&officer.actor).await.is_empty());
        let page = Page { after: None, limit: 10 };
        assert!(referral::late(sys, &watch, page).await.unwrap().is_empty());
        assert!(referral::sent(sys, &colleague, page).await.unwrap().is_empty());
        // Adults without such signs do not go there.
        let other = draft_as(&world, &officer, &maria, safe, "normal", false).await;
        assert!(referral::send(sys, &officer, &asked(&world, other).await, &with_consent()).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_compartment_the_coordination_learns_only_what_it_decides() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let shelter = world.agency("office", "Refugio").await;
        let safe = service_with(&world, &shelter, |service, terms| {
            service.category = ServiceCategory::Protection;
            terms.route = Route::Trafficking;
        })
        .await;
        let maria = cast::person(&world, "María").await;
        let id = draft_as(&world, &officer, &maria, safe, "normal", true).await;
        referral::send(sys, &officer, &asked(&world, id).await, &with_consent()).await.unwrap();
        answer(&world, &shelter, id, "accept").await.unwrap();
        super::helped(&world, &shelter, id).await;
        assert!(matches!(referral::show(sys, &watch, id).await, Err(Error::NotFound)));
        referral::dispute(sys, &maria, &asked(&world, id).await, "No fue así.").await.unwrap();
        let own = referral::rule(sys, &officer, &asked(&world, id).await, "rule_helped", "Sí fue.").await;
        assert!(own.is_err(), "who sent it does not judge it: {own:?}");
        let page = Page { after: None, limit: 10 };
        let waits = referral::disputed(sys, &watch, page).await.unwrap();
        assert_eq!((waits.len(), waits[0].agency_name.as_str()), (1, ""), "without names");
        let shown = referral::show(sys, &watch, id).await.unwrap();
        assert_eq!(shown.listed.sent_by, referral::SentBy::Withheld);
        assert!(shown.shared.is_empty() && shown.listed.service_name.es.is_empty());
        assert!(world.told(&watch.actor).await.contains(&Notice::ReferralDisputed));
        referral::rule(sys, &watch, &asked(&world, id).await, "rule_not_helped", "No se le ayudó.")
            .await
            .unwrap();
        assert!(matches!(referral::show(sys, &watch, id).await, Err(Error::NotFound)), "and that is all");
        referral::annul(sys, &officer, &asked(&world, id).await, "Fue un error.").await.unwrap();
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_override_is_logged_and_reviewed() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let office = world.agency("office", "Bolsa").await;
        let service = service(&world, &office).await;
        let chepe = cast::person(&world, "Chepe").await;
        let id = draft_as(&world, &officer, &chepe, service, "emergency", false).await;
        let over = |reason: &str| Sending {
            consent: Consenting::Override {
                basis: LegalBasis::VitalInterest,
                reason: reason.to_owned(),
                fields: vec![Field::Name, Field::Contact],
            },
            accepts_waiting: false,
            link_to: String::new(),
        };
        assert!(referral::send(sys, &officer, &asked(&world, id).await, &over("")).await.is_err());
        let uncalled = referral::send(sys, &officer, &asked(&world, id).await, &over("Peligro.")).await;
        assert!(matches!(uncalled, Err(Error::Conflict("referral-call-missing"))), "{uncalled:?}");
        referral::note_call(sys, &officer, id).await.unwrap();
        referral::send(sys, &officer, &asked(&world, id).await, &over("Peligro.")).await.unwrap();
        assert_eq!(referral::show(sys, &office, id).await.unwrap().shared.len(), 2);
        let seen = usecases::person::seen(sys, &chepe).await.unwrap();
        assert!(seen.iter().any(|line| line.detail == "override vital_interest"), "the person can read it");
        let page = Page { after: None, limit: 10 };
        assert_eq!(referral::overrides(sys, &watch, page).await.unwrap().len(), 1);
        referral::review_override(sys, &watch, id, false).await.unwrap();
        assert!(referral::show(sys, &office, id).await.unwrap().shared.is_empty(), "not justified: cut");
        assert!(referral::overrides(sys, &watch, page).await.unwrap().is_empty());
        // Nobody takes an override down as a consent, and no override serves for another referral.
        let mut forged = with_consent();
        if let Consenting::Now(taken) = &mut forged.consent {
            taken.way = Way::Override;
        }
        let other = draft_as(&world, &officer, &chepe, service, "normal", false).await;
        assert!(matches!(
            referral::send(sys, &officer, &asked(&world, other).await, &forged).await,
            Err(Error::Forbidden)
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_service_is_chosen_only_to_wait() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let officer = officer(&world, "Ventanilla").await;
        let office = world.agency("office", "Bolsa").await;
        let service = service(&world, &office).await;
        referral::set_capacity(sys, &office, service, "full").await.unwrap();
        let chepe = cast::person(&world, "Chepe").await;
        let id = draft_as(&world, &officer, &chepe, service, "normal", false).await;
        let full = referral::send(sys, &officer, &asked(&world, id).await, &with_consent()).await;
        assert!(matches!(full, Err(Error::Conflict("referral-full"))), "{full:?}");
        let waits = Sending { accepts_waiting: true, ..with_consent() };
        referral::send(sys, &officer, &asked(&world, id).await, &waits).await.unwrap();
        answer(&world, &office, id, "waitlist").await.unwrap();
        assert!(look(&world, id).await.review_on.is_some());
    })
    .await;
}
