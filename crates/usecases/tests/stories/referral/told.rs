//! What each side is told of who sent and wrote what, and what is new.

use usecases::{Page, person, referral};

use super::{answer, officer, parties, sent, service};
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
