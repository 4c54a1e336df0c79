//! The made-up world: agencies, services, opportunities, people and applications in every state, from a fixed seed.
//! People and institutions are invented; how they are spread over the country follows how returns really are.

mod agencies;
mod applications;
mod cases;
mod chance;
pub mod country;
mod offers;
mod people;
mod pulses;
mod read;
mod reception;
mod referrals;
mod twins;

pub use chance::Chance;

use std::collections::HashSet;

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
use store::StoreError;

use crate::{Ctx, Error, Result, System, alert, sign_in};

/// The seed of the world. Another number is another world.
const SEED: u64 = 0x0502_2026;
/// Opportunities that count as news when the world is made: those of so many days, at most so many.
const NEWS_DAYS: i64 = 7;
const NEWS: usize = 20;
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
}

impl World {
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

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
/// If the database does not take it; what was written in earlier parts stays, and is found again.
pub async fn load(sys: &System, people: usize) -> Result<Option<Made>> {
    let ctx = sys.own_ctx();
    if sys.store.read().await?.agency_of_source(agencies::SOURCE, agencies::COORDINATION).await?.is_some() {
        return Ok(None);
    }
    let hash =
        sign_in::hash::hash_pin(sys, &Pin::parse(PIN).map_err(|_| Error::invalid("pin", "text-pin-form"))?)
            .await?;
    let hash = &hash;
    let made = sys
        .store
        .write(move |mut tx| async move {
            let mut world = World {
                chance: chance::Chance::new(SEED),
                now: ctx.now,
                agencies: Vec::new(),
                offers: Vec::new(),
                people: Vec::new(),
                entries: Vec::new(),
                codes: HashSet::new(),
                services: Vec::new(),
                officers: Vec::new(),
            };
            agencies::make(&mut world, &mut tx).await?;
            let services = offers::make_services(&mut world, &mut tx).await?;
            offers::make(&mut world, sys, &mut tx).await?;
            people::make(&mut world, &mut tx, hash, people).await?;
            let applications = applications::make(&mut world, &mut tx).await?;
            let news = world.offers.iter().map(|one| &one.opportunity);
            let news = news.filter(|offer| is_news(offer, ctx.now)).map(|offer| offer.id);
            alert::announce(&mut tx, news.take(NEWS).collect(), ctx.now).await?;
            let referrals = referrals::make(&mut world, &mut tx).await?;
            let cases = cases::make(&mut world, &mut tx).await?;
            reception::make(&mut world, &mut tx).await?;
            pulses::make(&mut world, &mut tx).await?;
            twins::make(&mut world, &mut tx).await?;
            let made = Made {
                agencies: world.agencies.len(),
                services,
                opportunities: world.offers.len(),
                people: world.people.len(),
                applications,
                referrals,
                cases,
            };
            let desk = world.entries.iter().find(|(guise, _)| *guise == Guise::Reception);
            Ok::<_, Error>(tx.done((made, desk.map(|(_, actor)| *actor))))
        })
        .await?;
    let (made, desk) = made;
    if let Some(desk) = desk {
        reception::register(sys, &ctx, desk).await?;
    }
    // What has come due is done by the clock itself.
    crate::referral::tick_due(sys, &ctx).await?;
    crate::assurance::ask_due(sys, &ctx).await?;
    Ok(Some(made))
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
