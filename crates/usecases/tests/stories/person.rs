//! A person registers, comes back, says what is shared, sees who saw it, takes a copy, and leaves.

use domain::{
    consent::Purpose,
    id::Id,
    policy::Actor,
    text::{PersonCode, Phone},
};
use store::Page;
use usecases::{
    Ctx, Error, Result,
    consent::{self, consents},
    person::{self, Registration, SeenBy, register},
    sign_in::{
        self,
        person::{Origin, change_pin, sign_in},
    },
};

use crate::support::{self, PIN, World};

const HERE: Origin<'static> = Origin { network: "190.56.1.2", device: "Android · Chrome" };

fn form() -> Registration {
    Registration {
        alias: "Chepe".to_owned(),
        birth_year: "1990".to_owned(),
        municipality: "Nebaj".to_owned(),
        language: "ixl".to_owned(),
        phone: "5555 1234".to_owned(),
        contact_owner: "relative".to_owned(),
        cui: "1234567830101".to_owned(),
        pin: PIN.to_owned(),
        purposes: vec![Purpose::Account, Purpose::Discovery],
    }
}

fn problems<T>(outcome: Result<T>) -> Vec<(&'static str, &'static str)> {
    match outcome {
        Err(Error::Invalid(problems)) => {
            problems.0.iter().map(|problem| (problem.field, problem.key)).collect()
        }
        Err(other) => panic!("{other}"),
        Ok(_) => Vec::new(),
    }
}

async fn code_of(world: &World, ctx: &Ctx) -> PersonCode {
    person::slip(&world.sys, ctx).await.unwrap().code
}

async fn found(world: &World) -> Vec<Id<domain::person::Person>> {
    let page = Page { after: None, limit: 100 };
    let people = world.sys.store.read().await.unwrap().discoverable_people(page, world.now()).await.unwrap();
    people.into_iter().map(|person| person.id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_registers_and_comes_back_with_the_slip() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let registered = register(sys, &world.anonymous(), &form()).await.unwrap();
        assert!(registered.cui_doubtful);
        let typed = registered.code.to_string().to_lowercase();
        let started = sign_in(sys, &world.anonymous(), &typed, PIN, HERE).await.unwrap();
        let (actor, _) = sign_in::actor_of(sys, &started.token, world.now()).await.unwrap().unwrap();
        assert_eq!(actor, Actor::Person(registered.person));
        let ctx = world.ctx(actor);
        let me = person::me(sys, &ctx).await.unwrap();
        assert_eq!(
            (me.alias.as_str(), me.birth_year, me.municipality.to_string().as_str()),
            ("Chepe", 1990, "1413")
        );
        assert_eq!(me.contact.unwrap().phone.as_str(), "+50255551234");
        let slip = person::slip(sys, &ctx).await.unwrap();
        assert_eq!(slip.code, registered.code);
        assert!(slip.address.ends_with("/es/entrar"));
        // Nobody else's.
        let stranger = world.person("Otra").await;
        let mut tx = sys.store.read().await.unwrap();
        let locked = tx.person(registered.person).await.unwrap();
        assert!(stranger.unlock(domain::policy::Action::View, locked).is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_problem_is_told_at_once_and_a_minor_leaves_nothing() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let empty =
            Registration { pin: "123456".to_owned(), cui: "12".to_owned(), ..Registration::default() };
        assert_eq!(
            problems(register(sys, &world.anonymous(), &empty).await),
            [
                ("account", "consent-account-needed"),
                ("alias", "text-empty"),
                ("birth_year", "text-empty"),
                ("municipality", "place-empty"),
                ("language", "person-choose"),
                ("cui", "text-cui-length"),
                ("pin", "text-pin-trivial"),
            ]
        );
        let minor = Registration { birth_year: "2010".to_owned(), ..form() };
        assert_eq!(
            problems(register(sys, &world.anonymous(), &minor).await),
            [("birth_year", "person-birth-year-under-age")]
        );
        let phone = Phone::parse(&minor.phone).unwrap();
        assert!(
            sys.store.read().await.unwrap().people_like(None, Some(&phone), None).await.unwrap().is_empty()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_be_the_same_is_known_to_desks_only() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let one = register(sys, &world.anonymous(), &form()).await.unwrap();
        let again = Registration { phone: "+502 5555-1234".to_owned(), cui: String::new(), ..form() };
        let two = register(sys, &world.anonymous(), &again).await.unwrap();
        assert_ne!(one.person, two.person);
        let phone = Phone::parse("55551234").unwrap();
        let mut tx = sys.store.read().await.unwrap();
        assert_eq!(tx.people_like(None, Some(&phone), Some(two.person)).await.unwrap(), [one.person]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_pin_and_an_unknown_code_look_alike_and_tries_run_out() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let person = world.person("Chepe").await;
        let known = code_of(&world, &person).await;
        let unknown = PersonCode::from_random([9; 8]);
        let mut answers = Vec::new();
        for code in [&known, &unknown] {
            let mut waits = Vec::new();
            for _ in 0..5 {
                let outcome = sign_in(sys, &world.anonymous(), code.as_str(), "739164", HERE).await;
                assert_eq!(problems(outcome), [("form", "person-sign-in-wrong")]);
            }
            for pin in [PIN, "739164"] {
                match sign_in(sys, &world.anonymous(), code.as_str(), pin, HERE).await {
                    Err(Error::TooMany(seconds)) => waits.push(seconds),
                    other => panic!("{other:?}"),
                }
            }
            answers.push(waits);
        }
        assert_eq!(answers, [[60, 60], [60, 60]]);
        world.clock.advance(60);
        sign_in(sys, &world.anonymous(), known.as_str(), PIN, HERE).await.unwrap();
        // A success forgets: five more tries.
        for _ in 0..5 {
            let outcome = sign_in(sys, &world.anonymous(), known.as_str(), "739164", HERE).await;
            assert_eq!(problems(outcome), [("form", "person-sign-in-wrong")]);
        }
        assert_eq!(
            problems(sign_in(sys, &world.anonymous(), "ABCD", "12", HERE).await),
            [("code", "text-code-length"), ("pin", "text-pin-form")]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_tries_at_once_are_counted_one_by_one() {
    support::on_both(|world| async move {
        let person = world.person("Chepe").await;
        let code = code_of(&world, &person).await;
        let tries: Vec<_> = (0..20)
            .map(|_| {
                let (world, code) = (world.clone(), code.clone());
                tokio::spawn(async move {
                    sign_in(&world.sys, &world.anonymous(), code.as_str(), "739164", HERE).await
                })
            })
            .collect();
        let mut looked_at = 0;
        for one in tries {
            match one.await.unwrap() {
                Err(Error::Invalid(_)) => looked_at += 1,
                Err(Error::TooMany(60)) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(looked_at, 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_pin_ends_every_session() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let person = world.person("Chepe").await;
        let code = code_of(&world, &person).await;
        let old = sign_in(sys, &world.anonymous(), code.as_str(), PIN, HERE).await.unwrap();
        assert_eq!(
            problems(change_pin(sys, &person, "111222", "507318", HERE).await),
            [("pin", "person-pin-wrong")]
        );
        assert_eq!(
            problems(change_pin(sys, &person, PIN, "111111", HERE).await),
            [("new_pin", "text-pin-trivial")]
        );
        let new = change_pin(sys, &person, PIN, "507318", HERE).await.unwrap();
        assert!(sign_in::actor_of(sys, &old.token, world.now()).await.unwrap().is_none());
        assert!(sign_in::actor_of(sys, &new.token, world.now()).await.unwrap().is_some());
        assert!(sign_in(sys, &world.anonymous(), code.as_str(), PIN, HERE).await.is_err());
        sign_in(sys, &world.anonymous(), code.as_str(), "507318", HERE).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consent_is_given_and_withdrawn_at_once() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let registered = register(sys, &world.anonymous(), &form()).await.unwrap();
        let ctx = world.ctx(Actor::Person(registered.person));
        assert_eq!(found(&world).await, [registered.person]);
        let shown = consents(sys, &ctx).await.unwrap();
        assert_eq!(shown.open, [Purpose::Messages, Purpose::Statistics]);
        let of =
            |purpose| shown.given.iter().find(|shared| shared.consent.purpose == purpose).unwrap().consent.id;
        consent::withdraw(sys, &ctx, of(Purpose::Discovery)).await.unwrap();
        assert!(found(&world).await.is_empty());
        assert!(matches!(
            consent::withdraw(sys, &ctx, of(Purpose::Account)).await,
            Err(Error::Conflict("consent-account-is-deletion"))
        ));
        assert!(matches!(
            consent::withdraw(sys, &world.person("Otra").await, of(Purpose::Discovery)).await,
            Err(Error::NotFound)
        ));
        consent::give(sys, &ctx, Purpose::Discovery).await.unwrap();
        assert!(found(&world).await.contains(&registered.person));
        // While paused nobody finds them.
        person::set_paused(sys, &ctx, true).await.unwrap();
        assert!(!found(&world).await.contains(&registered.person));
        person::set_paused(sys, &ctx, false).await.unwrap();
        let mut tx = sys.store.read().await.unwrap();
        assert!(tx.is_discoverable(registered.person, world.now()).await.unwrap());
        // It ends by itself after ninety days.
        world.clock.advance_days(90);
        assert!(!tx.is_discoverable(registered.person, world.now()).await.unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sees_what_happened_and_takes_a_copy() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let ctx = world.person("Chepe").await;
        assert!(person::copy(sys, &world.anonymous()).await.is_err());
        // What happens in one second has no order.
        world.clock.advance(1);
        let ctx = world.again(&ctx);
        let copy = person::copy(sys, &ctx).await.unwrap();
        let text = serde_json::to_string(&copy).unwrap();
        for value in ["Chepe", "+50255551234", "1413", "discovery", "registered"] {
            assert!(text.contains(value), "{value} in {text}");
        }
        let seen = person::seen(sys, &ctx).await.unwrap();
        assert_eq!(seen[0].action, domain::policy::Action::Export);
        assert!(seen.iter().all(|line| line.by == SeenBy::You));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deletion_destroys_the_key() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let ctx = world.person("Chepe").await;
        let id = ctx.person().unwrap();
        let code = code_of(&world, &ctx).await;
        assert_eq!(problems(person::delete(sys, &ctx, "739164", "::1").await), [("pin", "person-pin-wrong")]);
        person::delete(sys, &ctx, PIN, "::1").await.unwrap();
        assert!(matches!(person::me(sys, &ctx).await, Err(Error::NotFound)));
        assert_eq!(
            problems(sign_in(sys, &world.anonymous(), code.as_str(), PIN, HERE).await),
            [("form", "person-sign-in-wrong")]
        );
        assert!(found(&world).await.is_empty());
        let phone = Phone::parse("55551234").unwrap();
        assert!(
            sys.store.read().await.unwrap().people_like(None, Some(&phone), None).await.unwrap().is_empty()
        );
        // Even who writes into the database cannot bring the person back.
        let key = world.key(id);
        support::database::run(
            &world.database().address,
            &format!("update person set status = 'active' where id = {key}"),
        )
        .await;
        let outcome = sys.store.read().await.unwrap().person(id).await.map(|_| ());
        assert_eq!(outcome.unwrap_err().to_string(), "unreadable: key destroyed");
    })
    .await;
}
