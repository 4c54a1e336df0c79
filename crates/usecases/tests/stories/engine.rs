//! The engine in memory: that each process sees every change at once, none missed and none left over, however many write.

use domain::{consent::Purpose, opportunity::Kind, opportunity::Opportunity, policy::Actor};
use matching::{CandidateMatch, engine::PeopleFilter};
use usecases::{Ctx, candidate, consent, matches, offer, person, profile};

use crate::{
    cast::{self, offer as an_offer, publish},
    support::World,
};

/// The names that an employer's list would have, as this process ranks them: everyone who may be found.
async fn ranked(world: &World, vacancy: &Opportunity) -> (usize, usize, Vec<CandidateMatch>) {
    let (now, vacancy) = (world.now(), vacancy.clone());
    let filter = PeopleFilter { found_at: Some(now), ..PeopleFilter::default() };
    let mut tx = world.sys.store.read().await.unwrap();
    let asked = world.sys.engine.ask(&mut tx, now, move |engine| {
        let best = engine.people_for(&vacancy, now.day(), usize::MAX, &filter);
        (engine.people(), engine.offers(), best)
    });
    asked.await.unwrap()
}

/// Another process over the same database.
fn another(world: &World) -> World {
    world.with(world.sys.settings.clone())
}

async fn shown(world: &World, person: &Ctx) -> usize {
    let found = matches::matches(&world.sys, person, Some(Kind::Vacancy)).await.unwrap();
    found[0].count
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_seen_by_every_process_at_once() {
    cast::on_both(|world| async move {
        let other = another(&world);
        let employer = world.employer("Techos Maya").await;
        let vacancy = publish(&world, &an_offer(&world, &employer, Kind::Vacancy, 1)).await;
        let people = |world: World| async move {
            candidate::candidates(&world.sys, &employer, vacancy).await.unwrap().people.len()
        };
        let both = || async { (people(world.clone()).await, people(other.clone()).await) };
        assert_eq!(both().await, (0, 0), "both are filled, and empty");
        let chepe = cast::person(&world, "Chepe").await;
        assert_eq!(both().await, (1, 1));
        person::set_paused(&other.sys, &chepe, true).await.unwrap();
        assert_eq!(both().await, (0, 0), "who pauses is not found");
        person::set_paused(&world.sys, &chepe, false).await.unwrap();
        assert_eq!(both().await, (1, 1));
        let given = consent::consents(&world.sys, &chepe).await.unwrap();
        let discovery =
            given.given.iter().find(|one| one.consent.purpose == Purpose::Discovery).unwrap().consent.id;
        consent::withdraw(&world.sys, &chepe, discovery).await.unwrap();
        assert_eq!(both().await, (0, 0), "nor who withdrew the consent");
        assert_eq!((shown(&world, &chepe).await, shown(&other, &chepe).await), (1, 1));
        offer::pause(&world.sys, &world.again(&employer), vacancy, "").await.unwrap();
        assert_eq!((shown(&world, &chepe).await, shown(&other, &chepe).await), (0, 0), "paused");
    })
    .await;
}

/// What one writer does, in an order of its own.
async fn write(world: World, people: Vec<Ctx>, writer: usize) {
    for step in 0..16 {
        let who = &people[(writer * 7 + step * 5) % people.len()];
        // Whoever loses to another writer leaves it at that; what counts is what the database holds in the end.
        match (writer + step) % 3 {
            0 => drop(person::set_paused(&world.sys, who, step % 2 == 0).await),
            1 => {
                let schooling = ["primary", "basic", "university"][step % 3];
                drop(profile::save_schooling(&world.sys, who, schooling, &[]).await);
            }
            _ => drop(consent::give(&world.sys, who, Purpose::Discovery).await),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn however_many_write_at_once_nothing_is_missed_and_nothing_left_over() {
    cast::on_both(|world| async move {
        let employer = world.employer("Techos Maya").await;
        let mut vacancy = an_offer(&world, &employer, Kind::Vacancy, 1);
        vacancy.requirements.schooling = Some(domain::person::Schooling::University);
        publish(&world, &vacancy).await;
        let mut people = Vec::new();
        for at in 0..9 {
            let consents: &[Purpose] = if at % 3 == 0 { &[] } else { &[Purpose::Discovery] };
            people.push(cast::register(&world, &cast::roofer(&world, "Chepe"), consents).await);
        }
        let other = another(&world);
        ranked(&world, &vacancy).await;
        ranked(&other, &vacancy).await;
        let writers: Vec<_> =
            (0..6).map(|writer| tokio::spawn(write(world.clone(), people.clone(), writer))).collect();
        // Meanwhile both follow, each at moments of its own.
        while writers.iter().any(|writer| !writer.is_finished()) {
            tokio::join!(ranked(&world, &vacancy), ranked(&other, &vacancy));
        }
        for writer in writers {
            writer.await.unwrap();
        }
        let anew = ranked(&another(&world), &vacancy).await;
        assert_eq!(ranked(&world, &vacancy).await, anew);
        assert_eq!(ranked(&other, &vacancy).await, anew);
        other.sys.engine.rebuild(&other.sys).await.unwrap();
        assert_eq!(ranked(&other, &vacancy).await, anew, "built again while serving");
        assert!(matches!(people[0].actor, Actor::Person(_)) && anew.0 > 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_starts_again_from_its_file() {
    cast::on_both(|world| async move {
        let employer = world.employer("Techos Maya").await;
        let vacancy = an_offer(&world, &employer, Kind::Vacancy, 1);
        publish(&world, &vacancy).await;
        cast::person(&world, "Chepe").await;
        let file = std::env::temp_dir().join(format!("{}-{}.engine", world.name(), world.sys.store.engine()));
        world.sys.engine.keep(&world.sys, file.clone()).await.unwrap();
        let bytes = std::fs::read(&file).unwrap();
        cast::person(&world, "Mincho").await;
        let other = another(&world);
        assert!(other.sys.engine.start_from(&other.sys, file.clone()).await.unwrap());
        let anew = ranked(&another(&world), &vacancy).await;
        assert_eq!((anew.0, anew.2.len()), (2, 2), "who came after the file was written is there too");
        assert_eq!(ranked(&other, &vacancy).await, anew);
        let mut damaged = bytes.clone();
        damaged[bytes.len() / 2] ^= 1;
        for broken in [damaged, bytes[..bytes.len() - 9].to_vec(), Vec::new()] {
            std::fs::write(&file, broken).unwrap();
            let other = another(&world);
            assert!(!other.sys.engine.start_from(&other.sys, file.clone()).await.unwrap());
            assert_eq!(ranked(&other, &vacancy).await, anew, "filled from the database");
        }
        std::fs::remove_file(&file).unwrap();
        assert!(!other.sys.engine.start_from(&other.sys, file).await.unwrap());
    })
    .await;
}
