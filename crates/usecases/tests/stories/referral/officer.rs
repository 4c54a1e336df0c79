//! An officer finds a service for a need, and another one when the first came to nothing.

use domain::{
    consent::Field,
    id::Id,
    referral::{Barrier, Capacity, Status},
    service::ServiceCategory,
};
use usecases::{
    Error, person,
    referral::{self, Walked},
};

use super::{answer, asked, code, draft, look, officer, sent, service, service_with, with_consent};
use crate::cast;

#[tokio::test(flavor = "multi_thread")]
async fn services_come_in_order_of_fit_and_what_bars_is_told() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let officer = officer(&world, "Ventanilla").await;
        let (one, other) = (world.agency("office", "Una").await, world.agency("office", "Otra").await);
        let full = service_with(&world, &one, |_, terms| terms.capacity = Capacity::Full).await;
        let free = service(&world, &other).await;
        let old = service_with(&world, &other, |_, terms| terms.youngest = Some(99)).await;
        service_with(&world, &other, |service, _| service.category = ServiceCategory::Health).await;
        let chepe = cast::person(&world, "Chepe").await;
        let code = code(&world, &chepe).await;
        let found =
            referral::find(sys, &officer, referral::Whom::Code(&code), "employment", false).await.unwrap();
        let ids: Vec<_> = found.iter().map(|one| one.listed.service.id).collect();
        assert_eq!(ids, [free, full, old], "room first, and what cannot be last");
        assert_eq!(found[2].fit.barriers, [Barrier::Age]);
        let unknown =
            referral::find(sys, &officer, referral::Whom::Code("2345-6789"), "employment", false).await;
        assert!(matches!(unknown, Err(Error::Invalid(_))), "{unknown:?}");
        for stranger in [&one, &chepe] {
            let refused =
                referral::find(sys, stranger, referral::Whom::Code(&code), "employment", false).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        }
        let id = draft(&world, &officer, &chepe, free).await;
        let own = referral::check_own(sys, &officer, id).await.unwrap();
        assert_eq!((own.listed.service.id, own.fit.barriers.len()), (free, 0));
        let others = referral::alternatives(sys, &officer, id).await.unwrap();
        assert_eq!(others.iter().map(|one| one.listed.service.id).collect::<Vec<_>>(), [full]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_back_goes_to_another_service_without_the_code() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (ours, strange) = (officer(&world, "Ventanilla").await, officer(&world, "Ajena").await);
        let (one, other) = (world.agency("office", "Una").await, world.agency("office", "Otra").await);
        let (first, second) = (service(&world, &one).await, service(&world, &other).await);
        let chepe = cast::person(&world, "Chepe").await;
        let id = sent(&world, &ours, &chepe, first).await;
        let new = Id::new(world.now());
        let early = referral::draft_instead(sys, &ours, id, new, second).await;
        assert!(matches!(early, Err(Error::Conflict("referral-not-from-here"))), "{early:?}");
        answer(&world, &one, id, "decline").await.unwrap();
        let hidden = referral::draft_instead(sys, &strange, id, new, second).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "{hidden:?}");
        let made = referral::draft_instead(sys, &ours, id, new, second).await.unwrap();
        assert!(matches!(made, Walked::Done(stand) if stand.status == Status::Draft));
        let again = referral::draft_instead(sys, &ours, id, new, second).await.unwrap();
        assert!(matches!(again, Walked::Already(_)), "sent twice it is one");
        let draft = look(&world, new).await;
        assert_eq!((draft.person, draft.service), (look(&world, id).await.person, second));
        // The need goes along, and another thought takes the draft's place.
        let third = Id::new(world.now());
        referral::draft_instead(sys, &ours, new, third, first).await.unwrap();
        assert_eq!(look(&world, new).await.status, Status::Withdrawn);
        referral::send(sys, &ours, &asked(&world, third).await, &with_consent()).await.unwrap();
        let opened = referral::show(sys, &one, third).await.unwrap();
        assert!(opened.shared.values().any(|value| value == "Busca trabajo de techador."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_officer_sees_whom_to_call_and_no_more() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (ours, strange) = (officer(&world, "Ventanilla").await, officer(&world, "Ajena").await);
        let office = world.agency("office", "Bolsa").await;
        let service = service(&world, &office).await;
        let chepe = cast::person(&world, "Chepe").await;
        let id = sent(&world, &ours, &chepe, service).await;
        let opened = referral::show(sys, &ours, id).await.unwrap();
        let fields: Vec<Field> = opened.shared.keys().copied().collect();
        assert_eq!(fields, [Field::Name, Field::Contact], "not the work, though it was shared");
        let seen = person::seen(sys, &chepe).await.unwrap();
        assert!(seen.iter().any(|line| line.detail == "name contact"), "and the person knows");
        assert!(matches!(referral::show(sys, &strange, id).await, Err(Error::NotFound)));
        let consent = look(&world, id).await.consent.unwrap();
        usecases::consent::withdraw(sys, &world.again(&chepe), consent).await.unwrap();
        assert!(referral::show(sys, &ours, id).await.unwrap().shared.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_persons_copy_holds_their_referrals() {
    cast::on_both(|world| async move {
        let officer = officer(&world, "Ventanilla").await;
        let office = world.agency("office", "Bolsa").await;
        let service = service(&world, &office).await;
        let chepe = cast::person(&world, "Chepe").await;
        let id = sent(&world, &officer, &chepe, service).await;
        referral::show(&world.sys, &office, id).await.unwrap();
        let copy = person::copy(&world.sys, &chepe).await.unwrap();
        assert_eq!(copy.referrals.len(), 1);
        let kept = &copy.referrals[0];
        assert_eq!((kept.id, kept.status, kept.steps.len()), (id, Status::Sent, 1));
        assert_eq!(kept.shared.len(), 4);
        assert_eq!(kept.sent_by.as_deref(), Some("Ventanilla"));
        let read = copy.seen.iter().find(|seen| seen.detail == "name contact work need").unwrap();
        assert_eq!(read.title, "Bolsa de trabajo", "who saw it is told with the service");
    })
    .await;
}
