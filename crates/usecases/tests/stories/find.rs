//! An officer finds people first: by code, number and sound; little is shown, and whoever is shown knows.

use domain::{find::Sign, message::Notice, policy::Action};
use usecases::{
    Ctx, Error,
    find::{self, Found},
    person::{self, Registration},
};

use crate::{
    cast,
    referral::{code, coordinator, officer},
    support::{PIN, World, database::run},
};

/// Somebody of this name, born then, in Nebaj, with this telephone and DPI number.
pub async fn somebody(world: &World, name: &str, year: &str, phone: &str, cui: &str) -> Ctx {
    let form = form(name, year, phone, cui);
    let registered = person::register(&world.sys, &world.anonymous(), &form).await.unwrap();
    world.ctx(domain::policy::Actor::Person(registered.person))
}

/// How they would be registered.
pub fn form(name: &str, year: &str, phone: &str, cui: &str) -> Registration {
    Registration {
        alias: name.to_owned(),
        birth_year: year.to_owned(),
        municipality: "1413".to_owned(),
        language: "es".to_owned(),
        phone: phone.to_owned(),
        contact_owner: "own".to_owned(),
        cui: cui.to_owned(),
        pin: PIN.to_owned(),
        purposes: domain::consent::Purpose::ALL.to_vec(),
    }
}

fn names(found: &Found) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.name.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_code_number_and_sound() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let officer = officer(&world, "Ventanilla").await;
        let juan = somebody(&world, "Juan Carlos Pérez", "1990", "5512 3456", "1234567890101").await;
        somebody(&world, "Tomasa Tz'oc", "1985", "", "").await;
        somebody(&world, "Juana Pérez", "1960", "", "").await;
        let look = |words: String| {
            let world = world.clone();
            async move { find::find(&world.sys, &officer, &words).await.unwrap() }
        };
        let code = code(&world, &juan).await;
        for (words, sign) in [
            (code.to_lowercase(), Sign::Code),
            ("+502 5512-3456".to_owned(), Sign::Phone),
            ("1234 56789 0101".to_owned(), Sign::Document),
            ("pérez JUAN".to_owned(), Sign::Name),
            ("Huan Peres".to_owned(), Sign::Sound),
            ("Juan Prez".to_owned(), Sign::Slip),
            ("Jaun Carlos Peres".to_owned(), Sign::Slip),
        ] {
            let found = look(words.clone()).await;
            assert_eq!(names(&found).first(), Some(&"Juan Carlos Pérez"), "{words}");
            assert_eq!(found.hits[0].likeness.signs[0], sign, "{words}");
        }
        let heard = look("Huan Peres 1991".to_owned()).await;
        assert_eq!(names(&heard), ["Juan Carlos Pérez"], "the year narrows");
        assert_eq!(heard.hits[0].likeness.words, Some(("huan".to_owned(), "juan".to_owned())));
        assert!(heard.hits[0].likeness.signs.contains(&Sign::NearYear));
        assert_eq!(
            names(&look("Tzoc Tomasa".to_owned()).await),
            ["Tomasa Tz'oc"],
            "a glottal stop is no letter"
        );
        assert!(look("Wenceslao Ixcot".to_owned()).await.hits.is_empty());
        // Whoever was shown knows of it, and nobody else looks.
        let seen = person::seen(sys, &juan).await.unwrap();
        assert!(seen.iter().any(|line| line.action == Action::Find && line.detail == "sound near_year"));
        let office = world.agency("office", "Bolsa").await;
        for stranger in [&office, &juan, &world.coordinator(), &world.administrator()] {
            let refused = find::find(sys, stranger, "Juan Pérez").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        }
        assert!(matches!(find::find(sys, &world.anonymous(), "Juan").await, Err(Error::SignIn)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_name_is_found_and_a_deleted_person_is_not() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let officer = officer(&world, "Ventanilla").await;
        let juan = somebody(&world, "Juan Pérez", "1990", "", "").await;
        let form = usecases::profile::About {
            alias: "Wenceslao Ixcot".to_owned(),
            birth_year: "1990".to_owned(),
            language: "es".to_owned(),
            lang: "es".to_owned(),
            ..usecases::profile::About::default()
        };
        usecases::profile::save_about(sys, &juan, &form).await.unwrap();
        assert!(find::find(sys, &officer, "Juan Pérez").await.unwrap().hits.is_empty());
        let found = find::find(sys, &officer, "Benseslao Iscot").await.unwrap();
        assert_eq!(names(&found), Vec::<&str>::new(), "s and x are two sounds, and two slips are too many");
        assert_eq!(names(&find::find(sys, &officer, "Wensezlao Ixcot").await.unwrap()), ["Wenceslao Ixcot"]);
        // Written before there was a rule, names are found once the job has run.
        let key = world.key(juan.person().unwrap());
        let address = &world.database().address;
        run(address, &format!("delete from person_sound where person = {key}")).await;
        run(address, &format!("update person set sound_version = 0 where id = {key}")).await;
        assert!(find::find(sys, &officer, "Ixcot").await.unwrap().hits.is_empty());
        find::keep_up(sys).await.unwrap();
        assert_eq!(find::find(sys, &officer, "Ixcot").await.unwrap().hits.len(), 1);
        person::delete(sys, &juan, PIN, "127.0.0.1").await.unwrap();
        assert!(find::find(sys, &officer, "Ixcot").await.unwrap().hits.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_searches_and_opens_very_much_is_noticed() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (officer, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let juan = somebody(&world, "Juan Pérez", "1990", "", "").await;
        let unfound = find::open(sys, &officer, juan.person().unwrap()).await;
        assert!(matches!(unfound, Err(Error::NotFound)), "what was not found is not opened: {unfound:?}");
        for number in 0..51 {
            let phone = format!("5512 {:04}", 1000 + number);
            somebody(&world, "Ana Paz", "1990", &phone, "").await;
            let found = find::find(sys, &officer, &phone).await.unwrap();
            find::open(sys, &officer, found.hits[0].person).await.unwrap();
            // Again is no other person.
            find::open(sys, &officer, found.hits[0].person).await.unwrap();
            let told = world.told(&watch.actor).await;
            assert_eq!(told.len(), usize::from(number == 50), "{number}");
        }
        assert_eq!(world.told(&watch.actor).await, [Notice::PeopleOpened]);
        for _ in 51..120 {
            find::find(sys, &officer, "Nadie Aquí").await.unwrap();
        }
        let much = find::find(sys, &officer, "Nadie Aquí").await;
        assert!(matches!(much, Err(Error::TooMany(wait)) if wait > 0 && wait <= 3600), "{much:?}");
        world.clock.advance(3600);
        find::find(sys, &world.again(&officer), "Nadie Aquí").await.unwrap();
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_be_there_is_told_to_the_desk_before_saving_and_to_nobody_else() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let officer = officer(&world, "Ventanilla").await;
        somebody(&world, "Juan Pérez", "1990", "5512 3456", "1234567890101").await;
        let signs =
            |found: Found| found.hits.first().map(|hit| hit.likeness.signs.clone()).unwrap_or_default();
        let cases = [
            (form("María Gómez", "1970", "5512 3456", ""), vec![Sign::Phone, Sign::Place]),
            (form("María Gómez", "1970", "", "1234567890101"), vec![Sign::Document, Sign::Place]),
            (form("Huan Peres", "1990", "", ""), vec![Sign::Sound, Sign::Year, Sign::Place]),
            (form("Juan Prez", "1990", "", ""), vec![Sign::Slip, Sign::Year, Sign::Place]),
            (form("Juan Pérez", "1970", "", ""), Vec::new()),
            (form("María Gómez", "1990", "", ""), Vec::new()),
            (form("", "", "", ""), Vec::new()),
        ];
        for (form, wanted) in cases {
            let found = find::alike(sys, &officer, &form).await.unwrap();
            assert_eq!(signs(found), wanted, "{form:?}");
        }
        // It hinders nothing.
        person::register(sys, &officer, &form("Juan Pérez", "1990", "5512 3456", "1234567890101"))
            .await
            .unwrap();
        let nobody = find::alike(sys, &world.anonymous(), &form("Juan Pérez", "1990", "", "")).await;
        assert!(matches!(nobody, Err(Error::SignIn)), "{nobody:?}");
    })
    .await;
}
