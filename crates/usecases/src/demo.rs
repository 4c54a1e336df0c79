//! The made-up world: agencies, services, opportunities, people and applications in every state, from a fixed seed.
//! People and institutions are invented; how they are spread over the country follows how returns really are.

mod agencies;
mod applications;
mod cases;
mod chance;
pub mod country;
mod emergencies;
mod offers;
mod people;
mod pulses;
mod read;
mod reception;
mod referrals;
mod twins;

pub use chance::Chance;

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use domain::{
    agency::{Account, Agency},
    id::Id,
    message::Lang,
    opportunity::{Opportunity, Status},
    person::Person,
    policy::{Action, Actor, Object, Permit, Relation, Role},
    referral::Sender,
    service::Service,
    text::{PersonCode, Pin},
    time::Moment,
};
use store::{StoreError, Tx};
use tokio::sync::Mutex;

use crate::{Ctx, Error, Result, System, alert, sign_in};

/// The seed of the world. Another number is another world.
const SEED: u64 = 0x0502_2026;
/// Opportunities that count as news when the world is made: those of so many days, at most so many.
const NEWS_DAYS: i64 = 7;
const NEWS: usize = 20;
/// People made in one unit of work; of more, SQLite's log would grow without end.
const AT_ONCE: usize = 20_000;
/// Memory for SQLite's pages while more people than that are made, in MiB.
const WIDE_CACHE: u32 = 1000;
/// The PIN of every made-up person.
pub const PIN: &str = "274951";

/// The office of [`Guise::Service`].
const SERVICE: &str = "documentos-capital";

/// Those one may enter as, in the demo only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guise {
    /// A person with a profile and applications.
    Person,
    /// An employer.
    Employer,
    /// A training body.
    Training,
    /// A certification body.
    Certification,
    /// A programme to start a business.
    Programme,
    /// An officer of a municipal window, who refers people.
    Officer,
    /// A desk of reception.
    Reception,
    /// The focal point of an office that many are referred to.
    Service,
    /// A coordinator.
    Coordinator,
    /// An administrator.
    Administrator,
}

impl Guise {
    /// Every one, in order.
    pub const ALL: [Self; 10] = [
        Self::Person,
        Self::Employer,
        Self::Training,
        Self::Certification,
        Self::Programme,
        Self::Reception,
        Self::Officer,
        Self::Service,
        Self::Coordinator,
        Self::Administrator,
    ];

    /// Its word in forms and addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Employer => "employer",
            Self::Training => "training",
            Self::Certification => "certification",
            Self::Programme => "programme",
            Self::Reception => "reception",
            Self::Officer => "officer",
            Self::Service => "service",
            Self::Coordinator => "coordinator",
            Self::Administrator => "administrator",
        }
    }

    /// The one that this word is.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|guise| guise.word() == word)
    }
}

/// What the world holds while it is made.
struct World {
    chance: chance::Chance,
    now: Moment,
    agencies: Vec<agencies::Made>,
    offers: Vec<offers::Offered>,
    people: Vec<people::Made>,
    entries: Vec<(Guise, Actor)>,
    /// Codes that people have: among a million, some are drawn twice.
    codes: HashSet<PersonCode>,
    services: Vec<Service>,
    /// Who refers and accompanies; the first is the one to enter as.
    officers: Vec<Sender>,
    /// Places that are left, by opportunity.
    left: HashMap<Id<Opportunity>, i64>,
    made: Made,
}

impl World {
    fn new(now: Moment) -> Self {
        Self {
            chance: chance::Chance::new(SEED),
            now,
            agencies: Vec::new(),
            offers: Vec::new(),
            people: Vec::new(),
            entries: Vec::new(),
            codes: HashSet::new(),
            services: Vec::new(),
            officers: Vec::new(),
            left: HashMap::new(),
            made: Made::default(),
        }
    }

    /// A code that nobody has yet.
    fn code(&mut self) -> PersonCode {
        loop {
            let code = PersonCode::from_random(self.chance.bytes());
            if self.codes.insert(code.clone()) {
                return code;
            }
        }
    }

    /// A moment so many days ago, at some hour of the day.
    fn ago(&mut self, days: i64) -> Moment {
        let seconds = self.chance.between(0, 40_000);
        self.now.plus_days(-days).plus(-seconds)
    }
}

/// A part of the work of making the world.
#[derive(Clone, Debug)]
enum Part {
    /// Institutions, services and opportunities.
    Ground,
    /// So many more people.
    People(usize),
    /// What these people applied to.
    Applications(Range<usize>),
    /// News, referrals, those who are accompanied, the desk, and what is asked.
    Lives,
}

impl Part {
    /// Everything, in one unit of work; or, for very many people, in several.
    fn all(people: usize) -> Vec<Vec<Self>> {
        let from = (0..people).step_by(AT_ONCE);
        let ranges = from.map(|at| at..people.min(at + AT_ONCE));
        let mut parts = vec![Self::Ground];
        parts.extend(ranges.clone().map(|range| Self::People(range.len())));
        parts.extend(ranges.map(Self::Applications));
        parts.push(Self::Lives);
        if people <= AT_ONCE { vec![parts] } else { parts.into_iter().map(|part| vec![part]).collect() }
    }

    async fn make(&self, world: &mut World, sys: &System, tx: &mut Tx, hash: &str) -> Result<()> {
        match self {
            Self::Ground => {
                agencies::make(world, tx).await?;
                world.made.services = offers::make_services(world, tx).await?;
                offers::make(world, sys, tx).await?;
                let seats = world.offers.iter().map(|one| (one.opportunity.id, one.opportunity.seats));
                world.left = seats.collect();
            }
            Self::People(count) => people::make(world, tx, hash, *count).await?,
            Self::Applications(range) => {
                world.made.applications += applications::make(world, tx, range.clone()).await?;
            }
            Self::Lives => lives(world, tx).await?,
        }
        Ok(())
    }
}

async fn lives(world: &mut World, tx: &mut Tx) -> Result<()> {
    let news = world.offers.iter().map(|one| &one.opportunity);
    let news = news.filter(|offer| is_news(offer, world.now)).map(|offer| offer.id);
    alert::announce(tx, news.take(NEWS).collect(), world.now).await?;
    world.made.referrals = referrals::make(world, tx).await?;
    world.made.cases = cases::make(world, tx).await?;
    reception::make(world, tx).await?;
    pulses::make(world, tx).await?;
    twins::make(world, tx).await?;
    emergencies::make(world, tx).await?;
    world.made.agencies = world.agencies.len();
    world.made.opportunities = world.offers.len();
    world.made.people = world.people.len();
    Ok(())
}

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Agencies.
    pub agencies: usize,
    /// Services.
    pub services: usize,
    /// Opportunities.
    pub opportunities: usize,
    /// People.
    pub people: usize,
    /// Applications.
    pub applications: usize,
    /// Referrals.
    pub referrals: usize,
    /// People who are accompanied.
    pub cases: usize,
}

fn permit(object: Object, action: Action) -> Result<Permit> {
    Ok(domain::policy::permit(&Actor::System, Relation::Own, object, action)?)
}

/// Makes the world, unless it is there already: then `None`.
///
/// # Errors
/// If the database does not take it. Up to 20,000 people are there whole or not at all; of more, what was written in
/// earlier parts stays, and is refused as [`Error::Internal`] from then on.
pub async fn load(sys: &System, people: usize) -> Result<Option<Made>> {
    let ctx = sys.own_ctx();
    if is_there(sys).await? {
        return Ok(None);
    }
    let hash =
        sign_in::hash::hash_pin(sys, &Pin::parse(PIN).map_err(|_| Error::invalid("pin", "text-pin-form"))?)
            .await?;
    let (hash, world) = (&hash, &Mutex::new(World::new(ctx.now)));
    if people > AT_ONCE {
        sys.store.cache(WIDE_CACHE).await?;
    }
    for parts in &Part::all(people) {
        sys.store
            .write(move |mut tx| async move {
                let mut world = world.lock().await;
                for part in parts {
                    part.make(&mut world, sys, &mut tx, hash).await?;
                }
                Ok::<_, Error>(tx.done(()))
            })
            .await?;
    }
    if people > AT_ONCE {
        sys.store.cache(store::CACHE).await?;
    }
    let world = world.lock().await;
    if let Some((_, desk)) = world.entries.iter().find(|(guise, _)| *guise == Guise::Reception) {
        reception::register(sys, &ctx, *desk).await?;
    }
    // What has come due is done by the clock itself.
    crate::referral::tick_due(sys, &ctx).await?;
    crate::assurance::ask_due(sys, &ctx).await?;
    Ok(Some(world.made))
}

/// Whether the world is there, with its first agency and its last.
async fn is_there(sys: &System) -> Result<bool> {
    let mut tx = sys.store.read().await?;
    let first = tx.agency_of_source(agencies::SOURCE, agencies::COORDINATION).await?;
    let last = tx.agency_of_source(agencies::SOURCE, reception::DESK).await?;
    if first.is_some() && last.is_none() {
        return Err(Error::Internal("half of a made-up world is here: begin with an empty database".into()));
    }
    Ok(first.is_some())
}

/// Whether an opportunity is shown since the last days: the worker finds people for it once the world is there.
fn is_news(offer: &Opportunity, now: Moment) -> bool {
    offer.status == Status::Published && offer.published_at.is_some_and(|at| at >= now.plus_days(-NEWS_DAYS))
}

/// Who may be entered as, in order, with the person's code where there is one.
///
/// # Errors
/// [`Error::NotFound`] outside the demo.
pub async fn guises(sys: &System) -> Result<Vec<(Guise, Actor)>> {
    if !sys.settings.demo {
        return Err(Error::NotFound);
    }
    let mut tx = sys.store.read().await?;
    let mut found = Vec::new();
    for guise in Guise::ALL {
        let actor = match guise {
            Guise::Person => tx.person_of_source(agencies::SOURCE, guise.word()).await?.map(Actor::Person),
            _ => match tx.account_of_email(&email_of(guise)?).await? {
                Some(account) => {
                    Some(Actor::Staff { account: account.id, agency: account.agency, role: account.role })
                }
                None => None,
            },
        };
        if let Some(actor) = actor {
            found.push((guise, actor));
        }
    }
    Ok(found)
}

/// The code of the person to enter as.
///
/// # Errors
/// [`Error::NotFound`] outside the demo.
pub async fn code(sys: &System) -> Result<Option<domain::text::PersonCode>> {
    let person = guises(sys).await?.into_iter().find_map(|(_, actor)| actor.person());
    let Some(person) = person else { return Ok(None) };
    let ctx = Ctx { actor: Actor::Person(person), ..sys.own_ctx() };
    let (_, person) = ctx.unlock(Action::View, sys.store.read().await?.person(person).await?)?;
    Ok(Some(person.code))
}

/// Enters as somebody, without password: in the demo only.
///
/// # Errors
/// [`Error::NotFound`] outside the demo.
pub async fn enter(sys: &System, ctx: &Ctx, guise: Guise, device: &str) -> Result<sign_in::Started> {
    let actor = guises(sys).await?.into_iter().find(|(of, _)| *of == guise).map(|(_, actor)| actor);
    let actor = actor.ok_or(Error::NotFound)?;
    sign_in::start(sys, actor, sign_in::Stage::Full, device, ctx.now).await
}

fn email_of(guise: Guise) -> Result<domain::text::Email> {
    let name = if guise == Guise::Service { SERVICE } else { guise.word() };
    domain::text::Email::parse(&format!("{name}@demo.example"))
        .map_err(|_| Error::Internal("demo e-mail".into()))
}

/// A made-up account of an agency. Nobody can sign in to it by password: it has none.
fn account(world: &mut World, agency: Id<Agency>, role: Role, email: &str, at: Moment) -> Account {
    Account {
        id: world.chance.id(at),
        agency,
        role,
        name: "Persona Inventada".to_owned(),
        email: email.to_owned(),
        lang: Lang::Es,
        active: true,
        has_totp: false,
        created_at: at,
        seen_at: None,
        version: 1,
    }
}

/// A row that cannot be read is our own mistake, named by file.
fn broken(file: &'static str) -> Error {
    Error::Store(StoreError::Unreadable(file))
}

/// Who a made-up person is, for the code that makes applications.
type Who = Id<Person>;
