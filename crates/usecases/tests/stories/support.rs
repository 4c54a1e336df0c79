//! The world in which a story happens: an empty database, a clock that is held, and those who ask.

#[path = "../../../store/tests/store/database.rs"]
mod database;

use std::{
    future::Future,
    panic::resume_unwind,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use domain::{
    agency::Agency,
    consent::Purpose,
    id::Id,
    message::Lang,
    policy::{Actor, Role},
    time::Moment,
};
use store::{Keyring, Store};
use usecases::{Ctx, Settings, System, person::Registration};

use database::{Engine, Fresh};

/// 2026-11-23, a Monday, 9:00 in Guatemala.
const START: i64 = 1_795_446_000;

/// The PIN of every person of a story.
pub const PIN: &str = "482915";

/// A clock that stands until it is moved.
#[derive(Clone)]
pub struct HeldClock(Arc<AtomicI64>);

impl HeldClock {
    /// The time it shows.
    pub fn now(&self) -> Moment {
        Moment::from_seconds(self.0.load(Ordering::SeqCst))
    }
    /// Sets it.
    pub fn set(&self, now: Moment) {
        self.0.store(now.seconds(), Ordering::SeqCst);
    }
    /// Moves it on by seconds.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
    /// Moves it on by days of 24 hours.
    pub fn advance_days(&self, days: i64) {
        self.advance(days * 86_400);
    }
}

/// The world of one story.
#[derive(Clone)]
pub struct World {
    /// The system under test.
    pub sys: Arc<System>,
    /// Its clock.
    pub clock: HeldClock,
    database: Arc<Fresh>,
}

impl World {
    async fn make(engine: Engine) -> Self {
        let database = Arc::new(Fresh::make(engine).await);
        let store = Store::open(&database.address, Keyring::new(&[7; 32])).await.unwrap();
        let clock = HeldClock(Arc::new(AtomicI64::new(START)));
        let held = clock.clone();
        let sys = System::new(store, Settings::default(), Arc::new(move || held.now()));
        Self { sys: Arc::new(sys), clock, database }
    }

    /// The time on its clock.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The asking of `actor`, now, in Spanish.
    pub fn ctx(&self, actor: Actor) -> Ctx {
        Ctx { actor, now: self.now(), lang: Lang::Es }
    }

    /// The same asking, at the time it is now: after the clock was moved.
    pub fn again(&self, ctx: &Ctx) -> Ctx {
        Ctx { now: self.now(), ..*ctx }
    }

    /// Somebody without an account.
    pub fn anonymous(&self) -> Ctx {
        self.ctx(Actor::Anonymous)
    }

    /// A person who has just registered, in Nebaj, with every consent; the PIN is `PIN`.
    pub async fn person(&self, alias: &str) -> Ctx {
        let form = Registration {
            alias: alias.to_owned(),
            birth_year: "1990".to_owned(),
            municipality: "1413".to_owned(),
            language: "quc".to_owned(),
            phone: "5555 1234".to_owned(),
            pin: PIN.to_owned(),
            purposes: Purpose::ALL.to_vec(),
            ..Registration::default()
        };
        let registered = usecases::person::register(&self.sys, &self.anonymous(), &form).await.unwrap();
        self.ctx(Actor::Person(registered.person))
    }

    /// An identifier as this database writes it in SQL.
    pub fn key<T>(&self, id: Id<T>) -> String {
        let hex = id.uuid().simple();
        if self.sys.store.engine() == "sqlite" { format!("x'{hex}'") } else { format!("'{hex}'") }
    }

    /// The database itself, past the store.
    pub fn database(&self) -> &Fresh {
        &self.database
    }

    fn staff(&self, agency: Id<Agency>, role: Role) -> Ctx {
        self.ctx(Actor::Staff { account: Id::new(self.now()), agency, role })
    }

    /// A coordinator (of no stored agency: nothing asks for one).
    pub fn coordinator(&self) -> Ctx {
        self.staff(Id::new(self.now()), Role::Coordinator)
    }

    /// An administrator (of no stored agency).
    pub fn administrator(&self) -> Ctx {
        self.staff(Id::new(self.now()), Role::Administrator)
    }

    /// The focal point of a new verified employer of this name.
    pub async fn employer(&self, name: &str) -> Ctx {
        self.agency("employer", name).await
    }

    /// The focal point of a new verified agency: `employer`, `training`, `certification`, `programme` or `office`.
    pub async fn agency(&self, kind: &str, name: &str) -> Ctx {
        self.agency_in("verified", kind, name).await
    }

    /// The focal point of a new agency that is trusted so far: `pending`, `verified`, `refused` or `suspended`.
    pub async fn agency_in(&self, status: &str, kind: &str, name: &str) -> Ctx {
        let id = Id::<Agency>::new(self.now());
        let key = self.key(id);
        self.database
            .run(&format!(
                "insert into agency (id, kind, status, name, name_folded, municipality, about_es, about_en, hours_es,
                 hours_en, created_at, version)
                 values ({key}, '{kind}', '{status}', '{name}', '{}', '0101', '', '', '', '', {START}, 1)",
                domain::text::fold(name),
            ))
            .await;
        self.staff(id, Role::FocalPoint)
    }
}

/// Tells a story in a world of its own: on SQLite, and on PostgreSQL where there is a server.
pub async fn on_both<F, S>(story: F)
where
    F: Fn(World) -> S,
    S: Future<Output = ()> + Send + 'static,
{
    for engine in database::engines() {
        let world = World::make(engine).await;
        let outcome = tokio::spawn(story(world.clone())).await;
        world.sys.store.close().await;
        world.database.drop_all().await;
        if let Err(error) = outcome {
            println!("on {engine:?}");
            resume_unwind(error.into_panic());
        }
    }
}
