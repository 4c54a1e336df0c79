//! What each side is told of who sent and wrote what, and what is new.

use domain::message::Notice;
use usecases::{Page, person, referral};

use super::{answer, coordinator, draft, helped, officer, parties, sent, service};
use crate::cast;

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_does_not_learn_which_house_sent_somebody() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let officer = officer(&world, "Casa del Retorno").await;
        let (employer, office) = (world.employer("Techos Maya").await, world.agency("office", "Bolsa").await);
        let chepe = cast::person(&world, "Chepe").await;
        let page = Page { after: None, limit: 9 };
        for (recipient, neutral) in [(&employer, true), (&office, false)] {
            let service = service(&world, recipient).await;
            let id = sent(&world, &officer, &chepe, service).await;
            let told = [
                referral::inbox(sys, recipient, false, page).await.unwrap().remove(0).sent_by,
                referral::show(sys, recipient, id).await.unwrap().listed.sent_by,
            ];
            let named = told.iter().all(|by| *by == referral::SentBy::Agency("Casa del Retorno".to_owned()));
            let placed = told.iter().all(|by| *by == referral::SentBy::Office("0101".parse().unwrap()));
            assert_eq!((named, placed), (!neutral, neutral), "{told:?}");
        }
        // The person reads who wrote what about them.
        let mine = referral::mine(sys, &chepe, Page { after: None, limit: 9 }).await.unwrap();
        let shown = referral::show(sys, &chepe, mine[0].referral.id).await.unwrap();
        assert_eq!(shown.texts[0].party, Some(domain::referral::Party::Sender));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_new_is_counted_until_it_was_read() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, office, service, chepe) = parties(&world).await;
        assert_eq!(person::news(sys, &chepe).await.unwrap(), person::News::default());
        let id = sent(&world, &officer, &chepe, service).await;
        world.clock.advance(60);
        person::note_read(sys, &world.again(&chepe), true).await.unwrap();
        assert_eq!(person::news(sys, &chepe).await.unwrap().referrals, 0);
        world.clock.advance(60);
        answer(&world, &office, id, "accept").await.unwrap();
        assert_eq!(person::news(sys, &chepe).await.unwrap().referrals, 1);
        person::note_read(sys, &world.again(&chepe), false).await.unwrap();
        assert_eq!(person::news(sys, &chepe).await.unwrap().referrals, 1, "the other list was read");
        person::note_read(sys, &world.again(&chepe), true).await.unwrap();
        assert_eq!(person::news(sys, &chepe).await.unwrap().referrals, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handing_over_in_person_is_told_to_both_others_once() {
    cast::on_both(|world| async move {
        let (officer, office, service, chepe) = parties(&world).await;
        let planned = |days, happened| referral::Planned {
            planned_at: world.now().plus_days(days),
            sender_came: false,
            recipient_came: false,
            person_came: false,
            happened,
        };
        let unsent = draft(&world, &officer, &chepe, service).await;
        referral::plan_handover(&world.sys, &officer, unsent, planned(2, None)).await.unwrap();
        assert!(world.told(&office.actor).await.is_empty(), "of a draft nobody is told");
        let id = sent(&world, &officer, &chepe, service).await;
        for _ in 0..2 {
            referral::plan_handover(&world.sys, &officer, id, planned(2, None)).await.unwrap();
        }
        let heard = async |who: &usecases::Ctx, notice| {
            world.told(&who.actor).await.into_iter().filter(|told| *told == notice).count()
        };
        assert_eq!(heard(&office, Notice::ReferralMeeting).await, 1);
        assert_eq!(heard(&chepe, Notice::PersonChanged).await, 1);
        referral::plan_handover(&world.sys, &officer, id, planned(3, None)).await.unwrap();
        assert_eq!(heard(&office, Notice::ReferralMeeting).await, 2, "another day is told too");
        referral::plan_handover(&world.sys, &officer, id, planned(3, Some(true))).await.unwrap();
        assert_eq!(heard(&office, Notice::ReferralMeeting).await, 2, "how it went they know");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_sees_what_it_is_measured_on_and_nothing_of_others() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, office, first, chepe) = parties(&world).await;
        let other = world.agency("office", "Otra").await;
        let second = service(&world, &other).await;
        let id = sent(&world, &rosa, &chepe, first).await;
        sent(&world, &rosa, &chepe, second).await;
        world.clock.advance(7200);
        answer(&world, &office, id, "accept").await.unwrap();
        helped(&world, &office, id).await;
        let own = referral::own_measure(sys, &world.again(&office)).await.unwrap();
        assert_eq!(own.len(), 1);
        assert_eq!((own[0].sent, own[0].in_promise, own[0].hours[1]), (Some(1), Some(100), Some(2)));
        assert_eq!((own[0].reported, own[0].confirmed), (Some(100), Some(0)));
        let theirs = referral::own_measure(sys, &world.again(&other)).await.unwrap();
        assert_eq!((theirs[0].sent, theirs[0].decided, theirs[0].hours[1]), (Some(1), Some(0), None));
        assert!(referral::own_measure(sys, &world.again(&rosa)).await.unwrap().is_empty());
        for stranger in [&chepe, &coordinator(&world).await] {
            let refused = referral::own_measure(sys, &world.again(stranger)).await;
            assert!(refused.is_err(), "{refused:?}");
        }
    })
    .await;
}
