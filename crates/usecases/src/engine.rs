//! The engine of a process: everyone who may be found or told, and everything that is offered, in memory. It is filled from
//! the database and kept current by the audit, in whose chains every change stands in order, with nothing missing and
//! nothing twice. What changed is read again from the database, so reading it twice does no harm. Whatever is shown is
//! read again too: the engine only says where to look.

mod file;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, PoisonError, RwLock},
};

use domain::{
    agency::{Agency, AgencyStatus},
    id::Id,
    opportunity::{Opportunity, Status},
    person::Person,
    policy::Object,
    time::{Day, Moment},
};
use matching::engine::{Audience, Engine, Full};
use store::{
    Page, Tx,
    opportunity::{Listed, OpportunityFilter},
    person::ToMatch,
};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{Error, Result, System};

/// Rows read at a time.
const BATCH: i64 = 1000;
/// Every day on which an offer may close is later.
const LONG_AGO: Day = Day::constant(2000, 1, 1);

impl From<Full> for Error {
    fn from(full: Full) -> Self {
        Self::Internal(Box::new(full))
    }
}

/// By lane of the audit: up to where it has been read.
type Heads = BTreeMap<i64, i64>;

/// The engine of a process. Filled when it is first asked.
#[derive(Default)]
pub struct Live {
    engine: Arc<RwLock<Engine>>,
    /// `None`: not filled yet. Whoever changes the engine holds it.
    heads: Mutex<Option<Heads>>,
}

impl Live {
    /// Asks the engine, once it has seen every change that was committed until now. Searches are work for a processor, so
    /// they run beside the tasks that wait.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn ask<T: Send + 'static>(
        &self,
        tx: &mut Tx,
        now: Moment,
        question: impl FnOnce(&Engine) -> T + Send + 'static,
    ) -> Result<T> {
        self.catch_up(tx, now).await?;
        let engine = Arc::clone(&self.engine);
        let answer = tokio::task::spawn_blocking(move || {
            question(&engine.read().unwrap_or_else(PoisonError::into_inner))
        });
        answer.await.map_err(|error| Error::Internal(Box::new(error)))
    }

    /// Reads what was written since the last time; the first time, everything.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn catch_up(&self, tx: &mut Tx, now: Moment) -> Result<()> {
        let mut kept = self.heads.lock().await;
        // Read under the lock: who held it before may have read farther.
        let heads: Heads = tx.audit_heads().await?.into_iter().collect();
        match kept.as_mut() {
            Some(seen) if *seen == heads => {}
            Some(seen) => {
                let changed = Changed::read(tx, seen, &heads).await?;
                self.take(tx, changed, now).await?;
                *seen = heads;
            }
            None => {
                let engine = filled(tx, now).await?;
                self.put(engine);
                *kept = Some(heads);
            }
        }
        Ok(())
    }

    /// Fills a new engine from the database and puts it in the place of the old one, which answers until then.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn rebuild(&self, sys: &System) -> Result<()> {
        let mut tx = sys.store.read().await?;
        // What is written while it is filled is read again afterwards.
        let heads: Heads = tx.audit_heads().await?.into_iter().collect();
        let engine = filled(&mut tx, sys.now()).await?;
        let mut kept = self.heads.lock().await;
        self.put(engine);
        *kept = Some(heads);
        drop(kept);
        self.catch_up(&mut tx, sys.now()).await
    }

    fn put(&self, engine: Engine) {
        *self.engine.write().unwrap_or_else(PoisonError::into_inner) = engine;
    }

    /// Reads again what has changed, and then takes all of it in at once.
    async fn take(&self, tx: &mut Tx, changed: Changed, now: Moment) -> Result<()> {
        let (mut people, mut offers) = (Vec::new(), Vec::new());
        for id in changed.people {
            let id = Id::<Person>::from_uuid(id);
            people.push((id, tx.person_to_match(id, now).await?));
        }
        for id in changed.opportunities {
            let id = Id::<Opportunity>::from_uuid(id);
            offers.push((id, tx.listed(id).await?));
        }
        let mut engine = self.engine.write().unwrap_or_else(PoisonError::into_inner);
        for (id, found) in people {
            match found {
                Some(found) => take_person(&mut engine, &found)?,
                None => engine.remove_person(id),
            }
        }
        for (id, listed) in offers {
            match listed.filter(is_shown) {
                Some(listed) => engine.put_offer(&listed.opportunity)?,
                None => engine.remove_offer(id),
            }
        }
        Ok(())
    }
}

/// What was written about.
#[derive(Default)]
struct Changed {
    people: BTreeSet<Uuid>,
    opportunities: BTreeSet<Uuid>,
    agencies: BTreeSet<Uuid>,
    /// With each step of an application, a place may have been taken or given back.
    applications: BTreeSet<Uuid>,
}

impl Changed {
    /// Everything that the audit tells of from `seen` to `heads`.
    async fn read(tx: &mut Tx, seen: &Heads, heads: &Heads) -> Result<Self> {
        let mut changed = Self::default();
        for (lane, head) in heads {
            let mut seq = seen.get(lane).copied().unwrap_or(0);
            while seq < *head {
                let told = tx.audit_after(*lane, seq, BATCH).await?;
                let Some((last, ..)) = told.last() else { break };
                seq = *last;
                for (_, object, id, person) in &told {
                    changed.note(object, *id, *person);
                }
            }
        }
        for application in std::mem::take(&mut changed.applications) {
            let opportunity = tx.opportunity_of_application(Id::from_uuid(application)).await?;
            changed.opportunities.extend(opportunity.map(|one| one.uuid()));
        }
        for agency in std::mem::take(&mut changed.agencies) {
            let agency = Id::<Agency>::from_uuid(agency);
            let mut after = None;
            loop {
                let page = tx.opportunities_of(agency, None, Page { after, limit: BATCH }).await?;
                let Some(last) = page.last() else { break };
                after = Some(last.id);
                changed.opportunities.extend(page.iter().map(|one| one.id.uuid()));
            }
        }
        Ok(changed)
    }

    fn note(&mut self, object: &str, id: Uuid, person: Option<Uuid>) {
        match Object::from_word(object) {
            // Jobs and consents are told of as part of their person.
            Some(Object::Person) => self.people.insert(person.unwrap_or(id)),
            Some(Object::Opportunity) => self.opportunities.insert(id),
            Some(Object::Agency) => self.agencies.insert(id),
            Some(Object::Application) => self.applications.insert(id),
            _ => false,
        };
    }
}

/// Takes in a person who may be found or told; forgets anyone else.
fn take_person(engine: &mut Engine, found: &ToMatch) -> Result<()> {
    let ToMatch { person, found_until, told } = found;
    if found_until.is_none() && !told {
        engine.remove_person(person.id);
        return Ok(());
    }
    let audience = Audience { found_until: *found_until, told: *told };
    Ok(engine.put_person(person.id, &crate::candidate::candidate(person), audience)?)
}

/// Whether an offer is shown while it is in date.
fn is_shown(listed: &Listed) -> bool {
    listed.opportunity.status == Status::Published && listed.agency_status == AgencyStatus::Verified
}

/// An engine with everyone and everything.
async fn filled(tx: &mut Tx, now: Moment) -> Result<Engine> {
    let mut engine = Engine::default();
    let mut after = None;
    loop {
        let page = tx.people_to_match(Page { after, limit: BATCH }, now).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.person.id);
        for found in &page {
            take_person(&mut engine, found)?;
        }
    }
    take_offers(&mut engine, tx).await?;
    engine.settle()?;
    Ok(engine)
}

/// Takes in everything that is offered.
async fn take_offers(engine: &mut Engine, tx: &mut Tx) -> Result<()> {
    let mut after = None;
    loop {
        let page = Page { after, limit: BATCH };
        let page = tx.open_opportunities(&OpportunityFilter::default(), LONG_AGO, page).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.opportunity.id);
        for listed in &page {
            engine.put_offer(&listed.opportunity)?;
        }
    }
}
