//! The world in which a story happens: an empty database, a clock that is held, and those who ask.

#[path = "../../../store/tests/store/database.rs"]
pub mod database;

use std::{
    future::Future,
    panic::resume_unwind,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use domain::{
    agency::{Account, Agency, Bilingual},
    consent::Purpose,
    id::Id,
    message::{Channel, Lang, MessageText, Notice},
    policy::{Action, Actor, Object, Permit, Relation, Role, permit},
    time::Moment,
};
use store::{Done, Keyring, Page, Store, Tx};
use usecases::{Ctx, Settings, System, job, message::MessageWords, person::Registration};

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
        let sys = Self::system(store, Settings::default(), &clock);
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
        self.person_with(alias, "5555 1234", true).await
    }

    /// The same, with this telephone (or none), and with or without the consent to messages.
    pub async fn person_with(&self, alias: &str, phone: &str, wants_messages: bool) -> Ctx {
        let given = |purpose: &Purpose| wants_messages || *purpose != Purpose::Messages;
        let form = Registration {
            alias: alias.to_owned(),
            birth_year: "1990".to_owned(),
            municipality: "1413".to_owned(),
            language: "quc".to_owned(),
            phone: phone.to_owned(),
            pin: PIN.to_owned(),
            purposes: Purpose::ALL.iter().copied().filter(given).collect(),
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
    /// Their e-mail is `focal@` and the agency's identifier, at `ejemplo.gt`.
    pub async fn agency(&self, kind: &str, name: &str) -> Ctx {
        self.agency_in("verified", kind, name).await
    }

    /// The focal point of a new agency that is trusted so far: `pending`, `verified`, `refused` or `suspended`.
    pub async fn agency_in(&self, status: &str, kind: &str, name: &str) -> Ctx {
        let now = self.now();
        let agency = Agency {
            id: Id::new(now),
            kind: kind.parse().unwrap(),
            status: status.parse().unwrap(),
            name: name.to_owned(),
            nit: None,
            municipality: "0101".parse().unwrap(),
            about: Bilingual::default(),
            hours: Bilingual::default(),
            phone: "2345 0003".parse().ok(),
            reason: None,
            created_at: now,
            version: 1,
        };
        let account = Account {
            id: Id::new(now),
            agency: agency.id,
            role: Role::FocalPoint,
            name: "Ana Pérez".to_owned(),
            email: format!("focal@{}.ejemplo.gt", agency.id),
            lang: Lang::Es,
            active: true,
            has_totp: true,
            created_at: now,
            seen_at: None,
            version: 1,
        };
        let (agency, account) = (&agency, &account);
        self.write(move |mut tx| async move {
            tx.add_agency(&system(Object::Agency), agency, None, now).await?;
            tx.add_account(&system(Object::Account), account, None, now).await?;
            Ok(tx.done(()))
        })
        .await;
        self.ctx(Actor::Staff { account: account.id, agency: agency.id, role: Role::FocalPoint })
    }

    /// A unit of work that must succeed.
    pub async fn write<T, F, W>(&self, work: W) -> T
    where
        F: Future<Output = usecases::Result<Done<T>>>,
        W: Fn(Tx) -> F,
    {
        self.sys.store.write(work).await.unwrap()
    }

    /// A name that no other world has.
    pub fn name(&self) -> String {
        self.database.address.rsplit('/').find(|part| part.contains("test_")).unwrap_or("test").to_owned()
    }

    /// The same world, seen by a system with other settings.
    pub fn with(&self, settings: Settings) -> Self {
        let sys = Self::system(self.sys.store.clone(), settings, &self.clock);
        Self { sys: Arc::new(sys), clock: self.clock.clone(), database: Arc::clone(&self.database) }
    }

    fn system(store: Store, settings: Settings, clock: &HeldClock) -> System {
        let held = clock.clone();
        System::new(store, settings, Arc::new(move || held.now()), Arc::new(PlainWords)).unwrap()
    }

    /// Runs everything that is due now; answers how many jobs that were.
    pub async fn run_due(&self) -> usize {
        job::run_due(&self.sys, 10_000).await.unwrap()
    }

    /// What was written to one person or account, oldest first, sent or not; not what only the app shows.
    pub async fn told(&self, subject: &Actor) -> Vec<Notice> {
        let subject = match subject {
            Actor::Person(id) => id.uuid(),
            Actor::Staff { account, .. } => account.uuid(),
            Actor::Anonymous | Actor::Guest { .. } | Actor::System => panic!("nobody writes to them"),
        };
        let page = Page { after: None, limit: 1000 };
        let mut messages = self.sys.store.read().await.unwrap().messages(page).await.unwrap();
        messages.reverse();
        messages
            .into_iter()
            .filter(|message| message.subject == subject && message.channel != Channel::App)
            .map(|message| message.text.notice)
            .collect()
    }
}

/// The clock's permission to make something.
fn system(object: Object) -> Permit {
    permit(&Actor::System, Relation::Stranger, object, Action::Create).unwrap()
}

/// Words that show what was told: the notice, and its arguments as JSON.
struct PlainWords;

impl MessageWords for PlainWords {
    fn subject(&self, _: Lang, text: &MessageText) -> String {
        match text.arguments.get("title") {
            Some(title) => format!("{}: {title}", text.notice),
            None => text.notice.to_string(),
        }
    }
    fn body(&self, lang: Lang, text: &MessageText) -> String {
        format!("{lang} {} {}", text.notice, serde_json::to_string(&text.arguments).unwrap())
    }
}

/// How often something is tried: as often as the environment says (`just nightly`), else so often.
pub fn cases(name: &str, few: usize) -> usize {
    std::env::var(name).ok().map_or(few, |count| count.parse().unwrap())
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
        let left = job::counts(&world.sys).await.unwrap();
        world.sys.store.close().await;
        world.database.drop_all().await;
        if let Err(error) = outcome {
            eprintln!("on {:?}", world.database.engine);
            resume_unwind(error.into_panic());
        }
        assert_eq!(left.due, 0, "jobs are due and were not run, on {engine:?}: world.run_due()");
    }
}
