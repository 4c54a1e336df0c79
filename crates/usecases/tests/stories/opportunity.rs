//! People find what is offered.

use domain::{
    id::Id,
    opportunity::{Kind, Opportunity, Order},
    place::MunicipalityCode,
};
use usecases::{
    catalogue,
    offer::{self, OfferForm},
    opportunity::{self, After, Browse},
};

use crate::{
    offer::{conflict, mason, masonry_course, publish},
    support::{self, World},
};

pub(crate) async fn titles(world: &World, browse: Browse) -> Vec<String> {
    let listing = opportunity::browse(&world.sys, &world.anonymous(), &browse).await.unwrap();
    assert_eq!(i64::try_from(listing.items.len()).unwrap(), listing.total);
    listing.items.into_iter().map(|item| item.opportunity.title.es).collect()
}

/// Three vacancies and a course, the course the newest.
async fn four_offers(world: &World) {
    catalogue::load_built_in(&world.sys).await.unwrap();
    let employer = world.employer("Obras del Norte").await;
    let school = world.agency("training", "Escuela de Cobán").await;
    let capital = OfferForm {
        title: "Ayudante de bodega".into(),
        description: "Cargar block y cemento para el albañil.".into(),
        occupation: "9333".into(),
        municipality: "Guatemala, Guatemala".into(),
        pay_min: "4300".into(),
        pay_max: "5000".into(),
        ..mason()
    };
    let chisec = OfferForm {
        title: "Albañil con cuadrilla".into(),
        municipality: "San Pedro Carchá".into(),
        ..mason()
    };
    for (who, kind, form) in [
        (&employer, Kind::Vacancy, mason()),
        (&employer, Kind::Vacancy, capital),
        (&employer, Kind::Vacancy, chisec),
        (&school, Kind::Course, masonry_course()),
    ] {
        publish(world, who, kind, &form).await;
        world.clock.advance(1);
    }
}

#[tokio::test]
async fn people_find_by_words_place_and_kind() {
    support::on_both(|world| async move {
        four_offers(&world).await;
        let coban = MunicipalityCode::parse("1601").unwrap();
        let kind = |kind| Browse { kind: Some(kind), ..Browse::default() };
        assert_eq!(titles(&world, kind(Kind::Course)).await, ["Albañilería desde cero"]);
        assert_eq!(
            titles(&world, Browse { words: "ALBANIL".into(), ..kind(Kind::Vacancy) }).await,
            ["Albañil con cuadrilla", "Albañil para casas", "Ayudante de bodega"]
        );
        assert_eq!(
            titles(
                &world,
                Browse {
                    words: "albanil".into(),
                    municipality: Some(coban),
                    within_km: Some(400),
                    ..kind(Kind::Vacancy)
                }
            )
            .await,
            ["Albañil para casas", "Albañil con cuadrilla", "Ayudante de bodega"]
        );
        assert_eq!(
            titles(&world, Browse { municipality: Some(coban), ..kind(Kind::Vacancy) }).await,
            ["Albañil para casas"]
        );
        // Nothing near is no answer: what is farther away is counted, however it was looked for.
        let flores = MunicipalityCode::parse("1701").unwrap();
        let asked = Browse { municipality: Some(flores), within_km: Some(10), ..kind(Kind::Vacancy) };
        for words in ["albanil", ""] {
            let asked = Browse { words: words.into(), ..asked.clone() };
            let found = opportunity::browse(&world.sys, &world.anonymous(), &asked).await.unwrap();
            assert_eq!((found.items.len(), found.total, found.farther), (0, 0, 3), "{words}");
        }
        world.run_due().await;
    })
    .await;
}

#[tokio::test]
async fn people_find_by_occupation_distance_and_pay() {
    support::on_both(|world| async move {
        four_offers(&world).await;
        let coban = MunicipalityCode::parse("1601").unwrap();
        let kind = |kind| Browse { kind: Some(kind), ..Browse::default() };
        // No offer says so; the occupation is known by this name.
        let spoken = titles(&world, Browse { words: "masonry".into(), ..kind(Kind::Vacancy) }).await;
        assert_eq!(spoken, ["Albañil con cuadrilla", "Albañil para casas"]);
        let near = Browse { municipality: Some(coban), order: Some(Order::Near), ..Browse::default() };
        assert_eq!(titles(&world, near).await.last().unwrap(), "Ayudante de bodega");
        assert_eq!(
            titles(&world, Browse { municipality: Some(coban), within_km: Some(60), ..kind(Kind::Vacancy) })
                .await
                .len(),
            2
        );
        assert_eq!(
            titles(&world, Browse { pay_centavos: Some(500_000), ..Browse::default() }).await,
            ["Ayudante de bodega"]
        );
        assert_eq!(
            titles(&world, Browse { department: Some(coban.department()), ..Browse::default() }).await.len(),
            3
        );
        assert_eq!(
            titles(&world, Browse { occupation: "7112".parse().ok(), ..Browse::default() }).await.len(),
            2
        );
        assert_eq!(
            titles(&world, Browse { words: "100% _".into(), ..Browse::default() }).await,
            Vec::<String>::new()
        );
        world.run_due().await;
    })
    .await;
}

#[tokio::test]
async fn pages_follow_one_another_without_a_gap_or_a_repetition() {
    support::on_both(|world| async move {
        four_offers(&world).await;
        let coban = MunicipalityCode::parse("1601").unwrap();
        for order in [Order::Newest, Order::Relevance, Order::Near] {
            let words = if order == Order::Relevance { "block" } else { "" };
            let mut browse = Browse {
                order: Some(order),
                words: words.into(),
                municipality: (order == Order::Near).then_some(coban),
                limit: Some(2),
                ..Browse::default()
            };
            let mut seen: Vec<Id<Opportunity>> = Vec::new();
            loop {
                let listing = opportunity::browse(&world.sys, &world.anonymous(), &browse).await.unwrap();
                assert_eq!(listing.order, order);
                seen.extend(listing.items.iter().map(|item| item.opportunity.id));
                let Some(next) = listing.next else { break };
                browse.after = Some(next.to_string().parse::<After>().unwrap());
            }
            let all = seen.len();
            seen.sort();
            seen.dedup();
            assert_eq!((seen.len(), all), if words.is_empty() { (4, 4) } else { (3, 3) });
        }
        world.run_due().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_of_an_agency_is_shown_before_it_is_verified() {
    support::on_both(|world| async move {
        catalogue::load_built_in(&world.sys).await.unwrap();
        let pending = world.agency_in("pending", "employer", "Nueva").await;
        assert_eq!(offer::kinds(&world.sys, &pending).await.unwrap(), [Kind::Vacancy]);
        let id = offer::draft(&world.sys, &pending, Kind::Vacancy, &mason()).await.unwrap();
        let early = offer::submit(&world.sys, &pending, id).await.unwrap_err();
        assert_eq!(conflict(early), "offer-agency-not-verified");
        let refused = world.agency_in("refused", "employer", "Vieja").await;
        assert_eq!(offer::kinds(&world.sys, &refused).await.unwrap(), []);
        assert!(offer::draft(&world.sys, &refused, Kind::Vacancy, &mason()).await.is_err());
        world.run_due().await;
    })
    .await;
}
