//! Who takes part in the stories of matching and applying: people with profiles, and offers that are shown.

use domain::{
    agency::Bilingual,
    consent::{Consent, NOTICE_VERSION, Purpose},
    id::Id,
    message::Lang,
    opportunity::{AskedSkill, Contract, Kind, Opportunity, Pay, Requirements, Status},
    person::{
        Contact, ContactOwner, Evidence, Experience, HeldSkill, Person, PersonStatus, Profile, Schedule, Sex,
    },
    policy::{Action, Actor, Object, Permit, Relation},
    text::PersonCode,
    time::Day,
};
use store::StoreError;
use usecases::Ctx;

use crate::support::{self, World};

/// Tells a story on both databases, and lets the messages leave that were written in it.
pub async fn on_both<F, S>(story: F)
where
    F: Fn(World) -> S,
    S: Future<Output = ()> + Send + 'static,
{
    support::on_both(|world| {
        let told = story(world.clone());
        async move {
            told.await;
            world.run_due().await;
        }
    })
    .await;
}

/// The system's own permit.
pub fn permit(object: Object, action: Action) -> Permit {
    domain::policy::permit(&Actor::System, Relation::Own, object, action).unwrap()
}

/// A roofer from the capital, as registered; told apart by `alias`.
pub fn roofer(world: &World, alias: &str) -> (Person, Vec<Experience>) {
    let id = Id::new(world.now());
    let skill =
        |code: &str| HeldSkill { skill: code.parse().unwrap(), level: 2, evidence: Evidence::Declared };
    let roof = domain::taxonomy::occupation("7121".parse().unwrap()).unwrap();
    let person = Person {
        id,
        code: PersonCode::from_random(store::seal::random().unwrap()),
        status: PersonStatus::Active,
        alias: alias.parse().unwrap(),
        birth_year: 1990,
        sex: Some(Sex::Male),
        municipality: "0101".parse().unwrap(),
        language: "es".parse().unwrap(),
        lang: Lang::Es,
        contact: Some(Contact { phone: "5512 3456".parse().unwrap(), owner: ContactOwner::Own }),
        cui: None,
        profile: Profile {
            skills: roof.essential.iter().take(3).map(|code| skill(code.as_str())).collect(),
            ..Profile::default()
        },
        created_at: world.now(),
        version: 1,
    };
    let job = Experience {
        id: Id::new(world.now()),
        person: id,
        words: "trabajé de rufero".to_owned(),
        occupation: Some(roof.code),
        months: 36,
        country: "US".to_owned(),
        created_at: world.now(),
    };
    (person, vec![job])
}

/// Keeps a person with their jobs and these consents, and answers their asking.
pub async fn register(world: &World, who: &(Person, Vec<Experience>), consents: &[Purpose]) -> Ctx {
    let now = world.now();
    world
        .sys
        .store
        .write(move |mut tx| async move {
            let permit = permit(Object::Person, Action::Create);
            let (person, jobs) = who;
            tx.add_person(&permit, person, "-", None, now).await?;
            for job in jobs {
                tx.add_experience(&permit, job, now).await?;
            }
            for purpose in consents {
                let consent = Consent {
                    id: Id::new(now),
                    person: person.id,
                    purpose: *purpose,
                    agency: None,
                    notice_version: NOTICE_VERSION.to_owned(),
                    lang: Lang::Es,
                    given_at: now,
                    expires_at: None,
                    withdrawn_at: None,
                };
                tx.give_consent(&permit, &consent, now).await?;
            }
            Ok::<_, StoreError>(tx.done(()))
        })
        .await
        .unwrap();
    world.ctx(Actor::Person(who.0.id))
}

/// A roofer who registered, lets themselves be found and wants messages.
pub async fn person(world: &World, alias: &str) -> Ctx {
    register(world, &roofer(world, alias), &[Purpose::Account, Purpose::Discovery, Purpose::Messages]).await
}

/// An offer for roofers in the capital, as its agency would show it.
pub fn offer(world: &World, agency: &Ctx, kind: Kind, seats: i64) -> Opportunity {
    let today = world.now().day();
    let roof = domain::taxonomy::occupation("7121".parse().unwrap()).unwrap();
    let vacancy = kind == Kind::Vacancy;
    Opportunity {
        id: Id::new(world.now()),
        kind,
        agency: agency.agency().unwrap(),
        status: Status::Published,
        title: Bilingual::new("Techado", "Roofing"),
        description: Bilingual::new("En la capital.", ""),
        bring: Bilingual::default(),
        occupation: Some(roof.code),
        municipality: "0101".parse().unwrap(),
        address: "Zona 1".to_owned(),
        remote: false,
        seats,
        taken: 0,
        pay: vacancy.then_some(Pay { min_centavos: 450_000, max_centavos: 500_000 }),
        activity: None,
        cost_centavos: 0,
        schedule: Schedule::Full,
        contract: vacancy.then_some(Contract::Permanent),
        hours: None,
        starts_on: None,
        closes_on: later(today, 60),
        answer_days: 5,
        requirements: Requirements {
            essential: roof
                .essential
                .iter()
                .take(2)
                .map(|skill| AskedSkill { skill: skill.clone(), level: 2 })
                .collect(),
            ..Requirements::default()
        },
        note: None,
        created_at: world.now(),
        published_at: Some(world.now()),
        version: 1,
    }
}

/// So many days after `day`.
pub fn later(day: Day, days: i32) -> Day {
    day.checked_add(jiff::Span::new().days(days)).unwrap()
}

/// Keeps an offer.
pub async fn publish(world: &World, offer: &Opportunity) -> Id<Opportunity> {
    let now = world.now();
    world
        .sys
        .store
        .write(move |mut tx| async move {
            let permit = permit(Object::Opportunity, Action::Create);
            tx.add_opportunity(&permit, offer, None, now).await?;
            Ok::<_, StoreError>(tx.done(()))
        })
        .await
        .unwrap();
    offer.id
}

/// The offer as it is now, whatever its status.
pub async fn look(world: &World, id: Id<Opportunity>) -> Opportunity {
    let mut tx = world.sys.store.read().await.unwrap();
    tx.opportunity(id).await.unwrap().unlock(&Actor::System, Action::View).unwrap().1
}
