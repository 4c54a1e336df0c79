//! Needs beside services, with small counts hidden.

use domain::{
    id::Id,
    referral::Capacity,
    service::{ServiceArea, ServiceCategory},
};
use usecases::{
    Ctx, Error, referral,
    supply::{At, Line, Scope, table},
};

use crate::{
    cast::{self, register, roofer},
    referral::{officer, sent, service_with},
    support::World,
};

async fn note(world: &World, officer: &Ctx, place: &str, count: usize) {
    for _ in 0..count {
        let input = ("housing", "no_service", place, "");
        let id = Id::new(world.now());
        for _ in 0..2 {
            referral::note_gap(&world.sys, officer, id, input).await.unwrap();
        }
    }
}

fn of(lines: &[Line], at: &str) -> Line {
    let found = lines.iter().find(|line| match line.at {
        At::Municipality(code) => code.to_string() == at,
        At::Department(code) => code.to_string() == at,
        At::Need(need) => need.word() == at,
        At::Somewhere | At::All => false,
    });
    *found.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn needs_stand_beside_the_services_that_reach_them() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let rosa = officer(&world, "Ventanilla").await;
        let watch = world.coordinator();
        for (place, count) in [("1401", 20), ("1412", 3), ("1413", 9), ("1301", 12), ("0101", 30)] {
            note(&world, &rosa, place, count).await;
        }
        let office = world.agency("office", "Casa").await;
        let housing = ServiceCategory::Housing;
        service_with(&world, &office, |service, terms| {
            service.category = housing;
            service.municipality = "1401".parse().unwrap();
            service.area = ServiceArea::Department;
            terms.capacity = Capacity::WaitingList;
        })
        .await;
        let job = service_with(&world, &office, |_, _| {}).await;
        // Six people of one municipality, one of them twice; five would be the fewest to be shown.
        for at in 0..6 {
            let mut who = roofer(&world, "Chepe");
            who.0.municipality = "1413".parse().unwrap();
            let person = register(&world, &who, &[domain::consent::Purpose::Account]).await;
            sent(&world, &rosa, &person, job).await;
            if at == 0 {
                sent(&world, &rosa, &person, job).await;
            }
        }

        let places = Scope::Municipalities(housing, "14".parse().unwrap());
        let found = table(sys, &watch, places).await.unwrap();
        let all = found.all.unwrap();
        assert_eq!((all.unmet, all.services), (Some(32), [0, 1, 0]));
        let shown = ["1401", "1412", "1413", "1402"].map(|place| of(&found.lines, place).unmet);
        assert_eq!(shown, [Some(20), None, None, Some(0)], "3, and 9 with it, or 32 − 20 − 9 would tell");
        assert_eq!(of(&found.lines, "1402").services, [0, 1, 0], "it reaches the whole department");

        let found = table(sys, &watch, Scope::Departments(housing)).await.unwrap();
        let shown = ["01", "13", "14", "22"].map(|code| of(&found.lines, code).unmet);
        assert_eq!((shown, found.all.unwrap().unmet), ([Some(30), Some(12), Some(32), Some(0)], Some(74)));
        let found = table(sys, &watch, Scope::Needs).await.unwrap();
        assert_eq!(of(&found.lines, "housing").unmet, Some(74));
        let jobs = of(&found.lines, "employment");
        assert_eq!(
            (jobs.asked, jobs.unmet, jobs.services),
            (Some(6), Some(0), [1, 0, 0]),
            "people, not askings"
        );

        for stranger in [&rosa, &office, &world.anonymous(), &world.administrator()] {
            let refused = table(sys, stranger, Scope::Needs).await;
            assert!(matches!(refused, Err(Error::NotFound | Error::SignIn)), "{refused:?}");
        }
        // A year later none of it counts any more.
        world.clock.advance_days(400);
        let found = table(sys, &world.again(&watch), Scope::Needs).await.unwrap();
        assert_eq!(
            (of(&found.lines, "housing").unmet, of(&found.lines, "housing").services),
            (Some(0), [0; 3])
        );
        world.run_due().await;
    })
    .await;
}
