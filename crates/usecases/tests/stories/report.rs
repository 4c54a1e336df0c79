//! Counts: how far people come, with small numbers hidden.

use domain::{consent::Purpose, id::Id, opportunity::Kind, person::Person, report::Dimension};
use store::StoreError;
use usecases::{
    Ctx,
    application::{self, Answering, Apply, Reporting},
    report,
};

use crate::{
    cast::{self, offer, publish},
    support::World,
};

async fn people(world: &World, count: usize, municipality: &str) -> Vec<Ctx> {
    let mut people = Vec::new();
    for at in 0..count {
        let (mut who, jobs) = cast::roofer(world, &format!("Persona {at}"));
        who.municipality = municipality.parse().unwrap();
        people.push(cast::register(world, &(who, jobs), &[Purpose::Account, Purpose::Statistics]).await);
    }
    people
}

#[tokio::test(flavor = "multi_thread")]
async fn the_funnel_hides_small_counts() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 50)).await;
        let (capital, west) = (people(&world, 9, "0101").await, people(&world, 6, "0901").await);
        people(&world, 2, "1601").await;
        for (at, ctx) in capital.iter().chain(&west).enumerate() {
            let yes = Apply { share: true, accept_waitlist: false };
            let id = application::apply(sys, ctx, vacancy, &yes).await.unwrap().id;
            if at < 8 {
                let accept = Answering { answer: "accept".into(), ..Answering::default() };
                application::answer(sys, &employer, id, &accept).await.unwrap();
            }
            if at < 6 {
                let hired = Reporting { result: "achieve".into(), ..Reporting::default() };
                application::report(sys, &employer, id, &hired).await.unwrap();
                application::say_result(sys, ctx, id, at != 5).await.unwrap();
            }
        }
        let funnel = report::funnel(sys, &world.coordinator(), Dimension::Department).await.unwrap();
        assert_eq!(funnel.table.totals, [17, 15, 8, 8, 6, 5].map(Some));
        let row = |key: &str| {
            funnel.table.rows.iter().find(|row| row.key == key).map(|row| row.cells.clone()).unwrap()
        };
        assert_eq!(row("01"), [Some(9), Some(9), Some(8), Some(8), Some(6), Some(5)]);
        // Two of Alta Verapaz: hidden, and with them the next smallest, from which they could be told.
        assert_eq!((row("16"), row("09")), (vec![None; 6], vec![None; 6]));
        let by_month = report::funnel(sys, &world.coordinator(), Dimension::Month).await.unwrap();
        assert_eq!(by_month.table.rows.len(), 1);
        assert_eq!(by_month.table.rows[0].key, "2026-11");
        for stranger in [world.anonymous(), employer, world.administrator(), capital[0]] {
            assert!(report::funnel(sys, &stranger, Dimension::Sex).await.is_err());
        }
    })
    .await;
}

async fn withdraw_statistics(world: &World, person: Id<Person>) {
    let now = world.now();
    world
        .sys
        .store
        .write(move |mut tx| async move {
            let permit = cast::permit(domain::policy::Object::Person, domain::policy::Action::Edit);
            let consents = tx.consents_of(person).await?;
            let given = consents.iter().find(|consent| consent.purpose == Purpose::Statistics).unwrap();
            tx.withdraw_consent(&permit, given.id, now).await?;
            Ok::<_, StoreError>(tx.done(()))
        })
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn sex_and_language_are_counted_only_with_consent() {
    cast::on_both(|world| async move {
        let people = people(&world, 14, "0101").await;
        for ctx in &people[..6] {
            withdraw_statistics(&world, ctx.person().unwrap()).await;
        }
        for (dimension, key) in [(Dimension::Language, "es"), (Dimension::Sex, "male")] {
            let table = report::funnel(&world.sys, &world.coordinator(), dimension).await.unwrap().table;
            let found: Vec<_> = table.rows.iter().map(|row| (row.key.as_str(), row.cells[0])).collect();
            assert_eq!(found, [("", Some(6)), (key, Some(8))]);
            assert_eq!(table.totals[0], Some(14));
        }
        // Months gone by are no longer looked at.
        world.clock.advance_days(400);
        let later = report::funnel(&world.sys, &world.coordinator(), Dimension::Language).await.unwrap();
        assert!(later.table.rows.is_empty());
    })
    .await;
}
