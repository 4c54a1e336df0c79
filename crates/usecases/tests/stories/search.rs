//! Search by words: what is found, how soon a change is seen, and that both databases answer the same.

use domain::{
    agency::AgencyStep,
    opportunity::{Kind, Opportunity, Order},
    place::MunicipalityCode,
    policy::Actor,
};
use usecases::{
    Ctx, agency, offer,
    opportunity::{Browse, browse},
    service,
};

use crate::{
    cast::{self, publish},
    support::World,
};

/// An offer of this agency with a title, in a municipality.
async fn offered(world: &World, ctx: &Ctx, kind: Kind, title: &str, place: &str) -> Opportunity {
    world.clock.advance(1);
    let mut one = cast::offer(world, ctx, kind, 5);
    one.title.es = title.to_owned();
    one.municipality = MunicipalityCode::parse(place).unwrap();
    publish(world, &one).await;
    one
}

fn words(text: &str) -> Browse {
    Browse { words: text.to_owned(), ..Browse::default() }
}

async fn titles(world: &World, asked: &Browse) -> Vec<String> {
    let listing = browse(&world.sys, &world.anonymous(), asked).await.unwrap();
    assert_eq!(usize::try_from(listing.total).unwrap(), listing.items.len(), "one page");
    listing.items.into_iter().map(|item| item.opportunity.title.es).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn words_slips_phrases_counts_and_distance() {
    cast::on_both(|world| async move {
        let employer = world.agency("employer", "Constructora").await;
        let school = world.agency("training", "Taller").await;
        offered(&world, &employer, Kind::Vacancy, "Albañil de obra gris", "1601").await;
        offered(&world, &employer, Kind::Vacancy, "Albañil de acabados", "0901").await;
        offered(&world, &school, Kind::Course, "Albañilería desde cero", "0101").await;
        offered(&world, &employer, Kind::Vacancy, "Panadero", "0901").await;
        assert_eq!(titles(&world, &words("alvañil acabado")).await, ["Albañil de acabados"]);
        assert_eq!(
            titles(&world, &words("albañil en Xela")).await,
            ["Albañil de acabados"],
            "a place by its other name"
        );
        assert_eq!(titles(&world, &words("\"obra gris\"")).await, ["Albañil de obra gris"]);
        assert_eq!(titles(&world, &words("panadero -quetzaltenango")).await, Vec::<String>::new());
        let masons = browse(&world.sys, &world.anonymous(), &words("albañil")).await.unwrap();
        assert_eq!(masons.kinds, [(Kind::Vacancy, 2), (Kind::Course, 1)]);
        let courses = Browse { kind: Some(Kind::Course), ..words("albañil") };
        let courses = browse(&world.sys, &world.anonymous(), &courses).await.unwrap();
        assert_eq!(
            (courses.total, courses.kinds),
            (1, masons.kinds),
            "counts do not depend on the kind chosen"
        );
        let home = MunicipalityCode::parse("0901").ok();
        let near = Browse { municipality: home, order: Some(Order::Near), ..words("albañil") };
        assert_eq!(titles(&world, &near).await[0], "Albañil de acabados");
        let newest = Browse { order: Some(Order::Newest), ..words("albañil") };
        assert_eq!(titles(&world, &newest).await[0], "Albañilería desde cero");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_what_is_found_hold_everything_once() {
    cast::on_both(|world| async move {
        let employer = world.agency("employer", "Constructora").await;
        for at in 0..7 {
            offered(&world, &employer, Kind::Vacancy, &format!("Albañil {at}"), "0101").await;
        }
        let mut asked = Browse { limit: Some(3), ..words("albañil") };
        let mut seen = Vec::new();
        loop {
            let listing = browse(&world.sys, &world.anonymous(), &asked).await.unwrap();
            assert_eq!(listing.total, 7);
            seen.extend(listing.items.into_iter().map(|item| item.opportunity.id));
            match listing.next {
                Some(next) => asked.after = Some(next),
                None => break,
            }
        }
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((count, seen.len()), (7, 7));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_seen_by_every_process_at_once() {
    cast::on_both(|world| async move {
        let employer = world.agency("employer", "Constructora").await;
        let other = world.with(world.sys.settings.clone());
        let both = |text: &'static str| {
            let (world, other) = (&world, &other);
            async move { (titles(world, &words(text)).await.len(), titles(other, &words(text)).await.len()) }
        };
        assert_eq!(both("herrero").await, (0, 0), "both indexes are filled, and empty");
        let one = offered(&world, &employer, Kind::Vacancy, "Herrero", "0101").await;
        assert_eq!(both("herrero").await, (1, 1));
        offer::pause(&world.sys, &world.again(&employer), one.id, "").await.unwrap();
        assert_eq!(both("herrero").await, (0, 0), "paused");
        offer::resume(&world.sys, &world.again(&employer), one.id).await.unwrap();
        assert_eq!(both("herrero").await, (1, 1));
        let Actor::Staff { agency, .. } = employer.actor else { panic!("not staff") };
        agency::decide(
            &world.sys,
            &world.coordinator(),
            agency,
            AgencyStep::Suspend,
            "Falta un papel",
            false,
        )
        .await
        .unwrap();
        assert_eq!(both("herrero").await, (0, 0), "whose agency is suspended, is not shown");
        let services = service::Browse { words: "herrero".to_owned(), ..service::Browse::default() };
        let found = service::browse(&world.sys, &world.anonymous(), &services).await.unwrap();
        assert!(found.items.is_empty(), "an offer is no service");
    })
    .await;
}
