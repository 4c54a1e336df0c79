//! What can be asked. One function for each thing that a person, a program or the clock can ask; each checks the policy,
//! applies the rules of `domain`, and does all of its work in one unit of work, or none of it.

pub mod account;
pub mod agency;
pub mod alert;
pub mod application;
pub mod assurance;
pub mod attention;
pub mod candidate;
pub mod case;
pub mod catalogue;
pub mod consent;
pub mod cv;
pub mod demo;
pub mod directory;
pub mod emergency;
pub mod engine;
pub mod error;
pub mod find;
pub mod idempotency;
pub mod import;
pub mod intake;
pub mod job;
pub mod matches;
pub mod merge;
pub mod message;
pub mod missing;
pub mod offer;
pub mod opportunity;
pub mod outbound;
pub mod person;
pub mod phone;
pub mod place;
pub mod preference;
pub mod profile;
pub mod pulse;
pub mod reading;
pub mod referral;
pub mod reply;
pub mod report;
pub mod search;
pub mod service;
pub mod settings;
pub mod sign_in;
pub mod suggestion;
pub mod supply;
pub mod taxonomy;

use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use domain::{
    message::Lang,
    policy::{Action, Actor, Denied, Guarded, Locked, Object, Permit, Relation},
    time::Moment,
};
use matching::link::Linker;
use store::Store;

pub use error::{Error, Problem, Problems, Result};
pub use settings::Settings;
pub use store::Page;

/// Where the time comes from: the real clock in `cli`, a held one in tests.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// The linker over what is built in: made once, and the same for every system of this process.
static BUILT_IN: LazyLock<Arc<Linker>> = LazyLock::new(|| Arc::new(Linker::new(&[])));

/// The whole system, as those who ask see it.
pub struct System {
    /// The database.
    pub store: Store,
    /// What the operator chose.
    pub settings: Settings,
    /// Where the time comes from.
    pub clock: Clock,
    /// The words of messages.
    pub(crate) words: Arc<dyn message::MessageWords>,
    /// The ways out for messages.
    pub(crate) outbound: outbound::Outbound,
    /// Places at the table of those who hash secrets.
    pub(crate) hashing: sign_in::hash::Slots,
    /// Everyone and everything that is offered, in memory.
    pub engine: engine::Live,
    /// The index of words.
    pub search: search::Search,
    pub(crate) suggestions: suggestion::Suggestions,
    linker: RwLock<Option<Arc<Linker>>>,
    /// Of which version of the imported taxonomy the linker is.
    linker_version: RwLock<Option<i64>>,
}

impl System {
    /// The system over this database.
    ///
    /// # Errors
    /// If a setting names no way by which messages could leave.
    pub fn new(
        store: Store,
        settings: Settings,
        clock: Clock,
        words: Arc<dyn message::MessageWords>,
    ) -> std::result::Result<Self, outbound::SettingFault> {
        let outbound = outbound::Outbound::new(&settings)?;
        let hashing = sign_in::hash::Slots::default();
        let (engine, search) = (engine::Live::default(), search::Search::default());
        let (linker, linker_version) = (RwLock::default(), RwLock::default());
        let suggestions = suggestion::Suggestions::default();
        Ok(Self {
            store,
            settings,
            clock,
            words,
            outbound,
            hashing,
            engine,
            search,
            suggestions,
            linker,
            linker_version,
        })
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// What finds occupations and skills in free text: over the built-in taxonomy, or the imported one too.
    #[must_use]
    pub fn linker(&self) -> Arc<Linker> {
        let imported = self.linker.read().unwrap_or_else(PoisonError::into_inner).clone();
        imported.unwrap_or_else(|| Arc::clone(&BUILT_IN))
    }

    /// Takes another linker into use, after a taxonomy was imported.
    pub fn set_linker(&self, linker: Linker) {
        *self.linker.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(linker));
    }

    /// Of which version of the imported taxonomy the linker in use is.
    pub(crate) fn linker_version(&self) -> Option<i64> {
        *self.linker_version.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_linker_version(&self, version: Option<i64>) {
        *self.linker_version.write().unwrap_or_else(PoisonError::into_inner) = version;
    }

    /// The asking of the clock, the importer and other work without a person.
    #[must_use]
    pub fn own_ctx(&self) -> Ctx {
        Ctx { actor: Actor::System, now: self.now(), lang: Lang::Es }
    }
}

/// The asking: who, when, in which language. The first argument of every use case after the system.
#[derive(Clone, Copy, Debug)]
pub struct Ctx {
    /// Who asks.
    pub actor: Actor,
    /// When, in whole seconds.
    pub now: Moment,
    /// The language of the answer.
    pub lang: Lang,
}

impl Ctx {
    /// Opens a record for an action, or says that it is hidden or forbidden.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`], or [`Error::SignIn`] for who is not signed in and may see it.
    pub fn unlock<T: Guarded>(&self, action: Action, locked: Locked<T>) -> Result<(Permit, T)> {
        match locked.unlock(&self.actor, action) {
            Err(Denied::Forbidden) if self.actor == Actor::Anonymous => Err(Error::SignIn),
            outcome => Ok(outcome?),
        }
    }

    /// Asks the policy where there is no record yet, or none is needed.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`], or [`Error::SignIn`] for who is not signed in.
    pub fn permit(&self, relation: Relation, object: Object, action: Action) -> Result<Permit> {
        match domain::policy::permit(&self.actor, relation, object, action) {
            Err(_) if self.actor == Actor::Anonymous => Err(Error::SignIn),
            outcome => Ok(outcome?),
        }
    }

    /// The person who asks.
    ///
    /// # Errors
    /// [`Error::SignIn`] if it is not a person.
    pub fn person(&self) -> Result<domain::id::Id<domain::person::Person>> {
        self.actor.person().ok_or(Error::SignIn)
    }

    /// The agency of the staff who asks.
    ///
    /// # Errors
    /// [`Error::SignIn`] if it is not staff.
    pub fn agency(&self) -> Result<domain::id::Id<domain::agency::Agency>> {
        self.actor.agency().ok_or(Error::SignIn)
    }
}
