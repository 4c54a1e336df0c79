//! Search by words over what everyone may see: opportunities and services. Each process has its own index in memory and
//! keeps it current by the audit, in whose chains every change stands in order, with nothing missing and nothing twice.
//! The database is asked again for whatever is shown, so that an index that lags behind a moment shows nothing that was
//! taken down.

mod index;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::PoisonError,
};

use domain::{
    agency::{Agency, AgencyStatus},
    id::Id,
    opportunity::{Kind, Opportunity, Status},
    place::{self, MunicipalityCode},
    policy::Object,
    service::{Service, ServiceCategory, ServiceStatus},
    taxonomy::{self, OccupationCode},
    time::Day,
};
use store::{
    Page, Tx,
    opportunity::{Listed, OpportunityFilter},
    service::{ListedService, ServiceFilter},
};
use tokio::sync::Mutex;
use uuid::Uuid;

pub use index::{Hit, IndexFault, Thing};
pub use words::Asked;

use crate::{Error, Result};
use index::{Entry, Marks, WordIndex};

/// Rows read at a time.
const BATCH: i64 = 500;
/// The first day that anything can have been published or confirmed on; every day in use is later.
const LONG_AGO: Day = Day::constant(2000, 1, 1);

impl From<IndexFault> for Error {
    fn from(fault: IndexFault) -> Self {
        Self::Internal(Box::new(fault))
    }
}

/// The index of a process, and up to where in the audit it has read. Filled when it is first asked.
#[derive(Default)]
pub struct Search {
    kept: Mutex<Option<Kept>>,
    ready: std::sync::RwLock<Option<std::sync::Arc<WordIndex>>>,
}

struct Kept {
    index: std::sync::Arc<WordIndex>,
    heads: BTreeMap<i64, i64>,
}

impl Search {
    /// Everything of a kind of thing that answers, best first. `tx` is read before, so that every change that was
    /// committed until now is seen.
    ///
    /// # Errors
    /// If the database or the index cannot be read.
    pub async fn find(
        &self,
        tx: &mut Tx,
        thing: Thing,
        asked: &Asked,
        meant: &[OccupationCode],
    ) -> Result<Vec<Hit>> {
        self.catch_up(tx).await?;
        let ready = self.ready.read().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(index) = ready else { return Ok(Vec::new()) };
        let meant: Vec<u64> = meant.iter().map(|code| u64::from(code.number())).collect();
        Ok(index.find(thing, asked, &meant)?)
    }

    /// Reads what was written since the last time; the first time, everything.
    ///
    /// # Errors
    /// If the database or the index cannot be read.
    pub async fn catch_up(&self, tx: &mut Tx) -> Result<()> {
        let heads: BTreeMap<i64, i64> = tx.audit_heads().await?.into_iter().collect();
        let mut kept = self.kept.lock().await;
        match kept.as_mut() {
            Some(kept) if kept.heads == heads => {}
            Some(kept) => kept.follow(tx, heads).await?,
            None => {
                let index = std::sync::Arc::new(WordIndex::new()?);
                fill(&index, tx).await?;
                *self.ready.write().unwrap_or_else(PoisonError::into_inner) =
                    Some(std::sync::Arc::clone(&index));
                *kept = Some(Kept { index, heads });
            }
        }
        Ok(())
    }
}

impl Kept {
    /// Reads again whatever the audit has told of since.
    async fn follow(&mut self, tx: &mut Tx, heads: BTreeMap<i64, i64>) -> Result<()> {
        let mut changed = Changed::default();
        for (lane, head) in &heads {
            let mut seq = self.heads.get(lane).copied().unwrap_or(0);
            while seq < *head {
                let told = tx.audit_after(*lane, seq, BATCH).await?;
                let Some((last, ..)) = told.last() else { break };
                seq = *last;
                for (_, object, id, _) in &told {
                    changed.note(object, *id);
                }
            }
        }
        let (gone, entries) = changed.read(tx).await?;
        if !gone.is_empty() || !entries.is_empty() {
            self.index.change(&gone, &entries)?;
        }
        // Another search may have read farther while this one waited.
        for (lane, head) in heads {
            let known = self.heads.entry(lane).or_insert(0);
            *known = head.max(*known);
        }
        Ok(())
    }
}

/// What was written about.
#[derive(Default)]
struct Changed {
    opportunities: BTreeSet<Uuid>,
    services: BTreeSet<Uuid>,
    agencies: BTreeSet<Uuid>,
}

impl Changed {
    fn note(&mut self, object: &str, id: Uuid) {
        match Object::from_word(object) {
            Some(Object::Opportunity) => self.opportunities.insert(id),
            Some(Object::Service) => self.services.insert(id),
            Some(Object::Agency) => self.agencies.insert(id),
            _ => false,
        };
    }

    /// What is to be taken out of the index, and what to be put in.
    async fn read(mut self, tx: &mut Tx) -> Result<(Vec<Uuid>, Vec<Entry>)> {
        for agency in &self.agencies {
            let agency = Id::<Agency>::from_uuid(*agency);
            let mut after = None;
            loop {
                let page = tx.opportunities_of(agency, None, Page { after, limit: BATCH }).await?;
                let Some(last) = page.last() else { break };
                after = Some(last.id);
                self.opportunities.extend(page.iter().map(|one| one.id.uuid()));
            }
            self.services.extend(tx.services_of(agency).await?.into_iter().map(|one| one.id.uuid()));
        }
        let (mut gone, mut entries) = (Vec::new(), Vec::new());
        for id in self.opportunities {
            match tx.listed(Id::from_uuid(id)).await?.and_then(|listed| entry_of(&listed)) {
                Some(entry) => entries.push(entry),
                None => gone.push(id),
            }
        }
        for id in self.services {
            match tx.listed_service(Id::from_uuid(id)).await?.and_then(|listed| entry_of_service(&listed)) {
                Some(entry) => entries.push(entry),
                None => gone.push(id),
            }
        }
        Ok((gone, entries))
    }
}

/// Puts everything in that is public.
async fn fill(index: &WordIndex, tx: &mut Tx) -> Result<()> {
    let mut after: Option<Id<Opportunity>> = None;
    loop {
        let page = Page { after, limit: BATCH };
        let listed = tx.open_opportunities(&OpportunityFilter::default(), LONG_AGO, page).await?;
        let Some(last) = listed.last() else { break };
        after = Some(last.opportunity.id);
        index.change(&[], &listed.iter().filter_map(entry_of).collect::<Vec<_>>())?;
    }
    let mut after: Option<Id<Service>> = None;
    loop {
        let page = Page { after, limit: BATCH };
        let listed = tx.shown_services(&ServiceFilter::default(), LONG_AGO, page).await?;
        let Some(last) = listed.last() else { return Ok(()) };
        after = Some(last.service.id);
        index.change(&[], &listed.iter().filter_map(entry_of_service).collect::<Vec<_>>())?;
    }
}

/// An opportunity in the index, if it is public.
fn entry_of(listed: &Listed) -> Option<Entry> {
    let one = &listed.opportunity;
    if one.status != Status::Published || listed.agency_status != AgencyStatus::Verified {
        return None;
    }
    let occupation = one.occupation.and_then(taxonomy::occupation);
    let titles =
        occupation.map_or_else(String::new, |known| format!("{} {}", known.title.es, known.title.en));
    let text =
        [&one.description.es, &one.description.en, &listed.agency_name, &titles, &names_of(one.municipality)];
    Some(Entry {
        thing: Thing::Opportunity,
        id: one.id.uuid(),
        title: format!("{} {}", one.title.es, one.title.en),
        text: text.map(String::as_str).join("\n"),
        marks: Marks {
            kind: place_in(Kind::ALL, one.kind),
            municipality: number_of(one.municipality),
            occupation: one.occupation.map_or(0, |code| u64::from(code.number())),
            pay: one.pay.map_or(0, |pay| u64::try_from(pay.max_centavos).unwrap_or(0)),
            until: day_number(one.closes_on),
            remote: one.remote,
        },
    })
}

/// A service in the index, if it is public.
fn entry_of_service(listed: &ListedService) -> Option<Entry> {
    let one = &listed.service;
    if one.status != ServiceStatus::Active || !listed.agency_verified {
        return None;
    }
    let text = [&one.description.es, &one.description.en, &listed.agency_name, &names_of(one.municipality)];
    Some(Entry {
        thing: Thing::Service,
        id: one.id.uuid(),
        title: format!("{} {}", one.name.es, one.name.en),
        text: text.map(String::as_str).join("\n"),
        marks: Marks {
            kind: place_in(ServiceCategory::ALL, one.category),
            municipality: number_of(one.municipality),
            until: day_number(one.assured_on),
            ..Marks::default()
        },
    })
}

/// Every name by which people call a place.
fn names_of(code: MunicipalityCode) -> String {
    let Some(known) = place::municipality(code) else { return String::new() };
    format!("{} {} {}", known.name, known.department, known.aliases.join(" "))
}

fn place_in<T: PartialEq>(all: &[T], one: T) -> u64 {
    all.iter().position(|known| *known == one).unwrap_or(0) as u64
}

/// The number that the digits of a municipality make.
pub(crate) fn number_of(code: MunicipalityCode) -> u64 {
    code.to_string().parse().unwrap_or(0)
}

/// A day as a number that grows from day to day: 20261125.
pub(crate) fn day_number(day: Day) -> u64 {
    let (year, month, day) = (day.year(), day.month(), day.day());
    u64::try_from(i64::from(year) * 10_000 + i64::from(month) * 100 + i64::from(day)).unwrap_or(0)
}
