//! What a person is missing, and what courses would open for the people of a municipality.

use domain::{
    consent::Purpose,
    opportunity::{AskedSkill, Kind, Opportunity},
    person::Licence,
};
use matching::Addition;
use usecases::{
    Ctx, Error,
    application::{self, Answering, Apply, Reporting},
    missing,
};

use crate::{
    cast::{self, offer, person, publish},
    support::World,
};

/// A vacancy of roofers that needs to know cows well, and a free course of just that.
async fn cows(world: &World, seats: i64) -> (Opportunity, Opportunity) {
    let (employer, school) = (world.employer("Techos Maya").await, world.agency("training", "INTECAP").await);
    let mut vacancy = offer(world, &employer, Kind::Vacancy, seats);
    let mut course = offer(world, &school, Kind::Course, 10);
    let milking = AskedSkill { skill: "milking".parse().unwrap(), level: 2 };
    vacancy.requirements.essential = vec![milking.clone()];
    course.requirements.essential = vec![milking];
    course.hours = Some(20);
    publish(world, &vacancy).await;
    publish(world, &course).await;
    (vacancy, course)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_is_shown_with_the_places_it_opens() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (_, course) = cows(&world, 4).await;
        let chepe = person(&world, "Chepe").await;
        let found = missing::missing(sys, &chepe).await.unwrap();
        assert_eq!((found.untold, found.places, found.ways.len()), (false, 0, 1));
        let way = &found.ways[0];
        assert_eq!((way.places, way.gained[0].0.as_str()), (4, "milking"));
        let [only] = way.offers.as_slice() else { panic!("{way:?}") };
        assert_eq!(
            (only.listed.opportunity.id, only.cost.hours, only.cost.km),
            (course.id, Some(20), Some(0))
        );
        assert_eq!(only.cost.whole_centavos, 20 * missing::HOUR_CENTAVOS);

        let yes = Apply { share: true, accept_waitlist: false };
        application::apply(sys, &chepe, course.id, &yes).await.unwrap();
        let found = missing::missing(sys, &chepe).await.unwrap();
        assert!(found.ways.is_empty(), "what one applied to is not advised again");
        assert!(missing::missing(sys, &world.anonymous()).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_is_taken_counts_no_more() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &offer(&world, &employer, Kind::Vacancy, 2)).await;
        let (chepe, mincho) = (person(&world, "Chepe").await, person(&world, "Mincho").await);
        assert_eq!(missing::missing(sys, &mincho).await.unwrap().places, 2);
        let yes = Apply { share: true, accept_waitlist: false };
        let id = application::apply(sys, &chepe, vacancy, &yes).await.unwrap().id;
        let accept = Answering { answer: "accept".into(), ..Answering::default() };
        application::answer(sys, &employer, id, &accept).await.unwrap();
        assert_eq!(missing::missing(sys, &mincho).await.unwrap().places, 2, "not hired yet");
        let hired = Reporting { result: "achieve".into(), ..Reporting::default() };
        application::report(sys, &employer, id, &hired).await.unwrap();
        assert_eq!(missing::missing(sys, &mincho).await.unwrap().places, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_keeps_a_person_out_is_named_with_what_would_help() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let mut driving = offer(&world, &employer, Kind::Vacancy, 3);
        driving.requirements.licences = vec![Licence::B];
        driving.requirements.licences_indispensable = true;
        publish(&world, &driving).await;
        let mut far = offer(&world, &employer, Kind::Vacancy, 5);
        far.municipality = "1701".parse().unwrap();
        publish(&world, &far).await;
        let (mut who, jobs) = cast::roofer(&world, "Chepe");
        who.profile.licences = vec![Licence::M];
        who.profile.travel_km = Some(20);
        let chepe = cast::register(&world, &(who, jobs), &[Purpose::Account]).await;
        let found = missing::kept_out(sys, &chepe).await.unwrap();
        let (barriers, steps) = (found.barriers, found.steps);
        assert_eq!((barriers.open, barriers.licence.vacancies, barriers.licence.alone), (2, 1, 1));
        assert_eq!((barriers.distance.vacancies, barriers.language.vacancies), (1, 0));
        let opens =
            |wanted: Addition| steps.iter().find(|step| step.addition == wanted).map(|step| step.places);
        assert_eq!(opens(Addition::Licence { licence: Licence::B }), Some(3));
        assert_eq!(opens(Addition::Move), Some(5));
    })
    .await;
}

async fn people(world: &World, count: usize, municipality: &str, consents: &[Purpose]) -> Vec<Ctx> {
    let mut people = Vec::new();
    for at in 0..count {
        let (mut who, jobs) = cast::roofer(world, &format!("Persona {at}"));
        who.municipality = municipality.parse().unwrap();
        people.push(cast::register(world, &(who, jobs), consents).await);
    }
    people
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_sees_which_course_opens_most_and_nothing_of_few() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (_, course) = cows(&world, 2).await;
        let found = [Purpose::Account, Purpose::Discovery];
        people(&world, 4, "0101", &found).await;
        people(&world, 3, "0101", &[Purpose::Account, Purpose::Messages]).await;
        let capital = "0101".parse().unwrap();
        let four = missing::courses(sys, &world.coordinator(), capital).await.unwrap();
        assert!(four.courses.is_empty(), "four people are too few, and the others may not be found");
        let fifth = people(&world, 1, "0101", &found).await;
        people(&world, 6, "0901", &found).await;
        let five = missing::courses(sys, &world.coordinator(), capital).await.unwrap();
        let [only] = five.courses.as_slice() else { panic!("{five:?}") };
        assert_eq!(only.listed.opportunity.id, course.id);
        assert_eq!(only.opens, Some(missing::Opens { people: 5, places: 10 }));
        assert!(!five.partly && five.width == missing::Width::Municipality);
        // Nobody is there, so those of the whole department are told, without numbers.
        let around = missing::courses(sys, &world.coordinator(), "0102".parse().unwrap()).await.unwrap();
        let [only] = around.courses.as_slice() else { panic!("{around:?}") };
        assert_eq!((only.listed.opportunity.id, only.opens), (course.id, None));
        assert_eq!(around.width, missing::Width::Department);
        let far = missing::courses(sys, &world.coordinator(), "1701".parse().unwrap()).await.unwrap();
        assert_eq!((far.width, far.courses.len()), (missing::Width::Country, 1));
        for stranger in [world.anonymous(), world.administrator(), fifth[0]] {
            let refused = missing::courses(sys, &stranger, capital).await;
            assert!(matches!(refused, Err(Error::NotFound | Error::SignIn)), "{refused:?}");
        }
    })
    .await;
}
