//! Alerts: what is found for people by itself. A new opportunity finds its people at once; every night everyone gets what
//! suits them best and was not told them yet, spread so that not all are told of the same few places.

use std::collections::BTreeMap;

use domain::{
    id::Id,
    message::Notice,
    opportunity::Opportunity,
    person::Person,
    policy::{Action, Object, Relation},
    time::{Day, Moment},
};
use matching::{
    Candidate,
    congestion::{relieved, tolls},
    engine::{Engine, Offered, PeopleFilter},
};
use store::Tx;

use crate::{Ctx, Error, Result, System, job, matches, matches::Matched, message};

/// What fits less is not worth an alert: of those who fit so well, about half have all that is asked.
pub const WORTH_TELLING: f64 = 0.5;
/// An opportunity is told to a person if it is among so many best of its kind for them.
const AMONG: usize = 10;
/// People who are told of each place of a new opportunity.
const FOR_EACH_PLACE: usize = 20;
/// People who are told of a new opportunity, at most.
const MOST_PEOPLE: usize = 400;
/// Opportunities that a person is told of in a night, at most.
const EACH_NIGHT: usize = 5;
/// So many best are looked at for each person.
const LOOKED_AT: usize = 30;
/// A message tells a person that something was found, once in so many seconds at most.
const QUIET: i64 = 3 * 86_400;
/// For so many days what was found is marked as new.
pub const NEW_DAYS: i64 = 14;
/// For so many days it is remembered, so that it is not told twice.
pub const KEEP_DAYS: i64 = 180;
/// What was found and is shown, at most.
const SHOWN: i64 = 20;
/// People who are searched for in one asking of the engine.
const SLICE: usize = 1_000;
/// People in one unit of work.
const BATCH: usize = 50;

/// What was found for one person.
type Finds = (Id<Person>, Vec<Id<Opportunity>>);

/// Finds people for new opportunities and tells them. Run by a worker; running it again tells nobody twice.
///
/// # Errors
/// If the database cannot be read or does not take it.
pub(crate) async fn find_people(sys: &System, ctx: &Ctx, offers: &[Id<Opportunity>]) -> Result<()> {
    let mut found: BTreeMap<Id<Person>, Vec<Id<Opportunity>>> = BTreeMap::new();
    for id in offers {
        let mut tx = sys.store.read().await?;
        let Some(listed) = matches::open_offer(&mut tx, ctx, *id).await? else { continue };
        let except = tx.people_in_contact(*id).await?.into_iter().collect();
        let filter = PeopleFilter { told: true, except, ..PeopleFilter::default() };
        let day = ctx.now.day();
        let question = move |engine: &Engine| people_of(engine, &listed.opportunity, day, &filter);
        for person in sys.engine.ask(&mut tx, ctx.now, question).await? {
            found.entry(person).or_default().push(*id);
        }
    }
    tell(sys, ctx, found.into_iter().collect()).await
}

/// The people whom an opportunity suits, and who have it among their own best.
fn people_of(engine: &Engine, offer: &Opportunity, day: Day, filter: &PeopleFilter) -> Vec<Id<Person>> {
    let places = usize::try_from(offer.seats_left().max(1)).unwrap_or(1);
    let most = places.saturating_mul(FOR_EACH_PLACE).min(MOST_PEOPLE);
    let best = engine.people_for(offer, day, most, filter);
    let fits = best.into_iter().filter(|one| one.fit >= WORTH_TELLING);
    let own = |person: &Id<Person>| {
        engine.candidate(*person).is_some_and(|candidate| is_among_best(engine, &candidate, offer, day))
    };
    fits.map(|one| one.person).filter(own).collect()
}

fn is_among_best(engine: &Engine, candidate: &Candidate, offer: &Opportunity, day: Day) -> bool {
    let filter = matching::engine::OfferFilter { kind: Some(offer.kind), ..Default::default() };
    let found = engine.offers_for(candidate, day, AMONG, &filter);
    found.iter().flat_map(|of_kind| &of_kind.best).any(|one| one.opportunity == offer.id)
}

/// Finds opportunities for everyone who wants to be told, over all cores, and tells them of what is new to them.
///
/// # Errors
/// If the database cannot be read or does not take it.
pub(crate) async fn nightly(sys: &System, ctx: &Ctx) -> Result<()> {
    let day = ctx.now.day();
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    let (everyone, openings) = {
        let mut tx = sys.store.read().await?;
        let question = move |engine: &Engine| (engine.who_is_told(), engine.openings(day));
        sys.engine.ask(&mut tx, ctx.now, question).await?
    };
    let mut people: Vec<Offered> = Vec::new();
    // Slice by slice, so that nobody who searches or changes something waits for the whole.
    for slice in everyone.chunks(SLICE) {
        let slice = slice.to_vec();
        let mut tx = sys.store.read().await?;
        let question =
            move |engine: &Engine| worth_telling(engine.offered_to(&slice, day, LOOKED_AT, threads));
        people.extend(sys.engine.ask(&mut tx, ctx.now, question).await?);
    }
    let tolled = tokio::task::spawn_blocking(move || {
        let tolls = tolls(&people, &openings, EACH_NIGHT);
        let finds = people.iter().map(|one| {
            let list = relieved(&one.best, &tolls);
            (one.person, list.iter().map(|one| one.opportunity).collect())
        });
        finds.collect::<Vec<Finds>>()
    });
    let found = tolled.await.map_err(|error| Error::Internal(Box::new(error)))?;
    tell(sys, ctx, found).await
}

/// Only what fits well enough, and only who has something.
fn worth_telling(people: Vec<Offered>) -> Vec<Offered> {
    let well = people.into_iter().map(|mut one| {
        one.best.retain(|found| found.fit >= WORTH_TELLING);
        one.best.shrink_to_fit();
        one
    });
    well.filter(|one| !one.best.is_empty()).collect()
}

/// Keeps what was found, and tells who did not know of it.
async fn tell(sys: &System, ctx: &Ctx, found: Vec<Finds>) -> Result<()> {
    for some in found.chunks(BATCH) {
        sys.store
            .write(move |mut tx| async move {
                for (person, offers) in some {
                    tell_one(&mut tx, ctx, *person, offers).await?;
                }
                Ok::<_, Error>(tx.done(()))
            })
            .await?;
    }
    Ok(())
}

/// At most `EACH_NIGHT` that are new to the person; what they know already or applied to takes no place.
async fn tell_one(tx: &mut Tx, ctx: &Ctx, person: Id<Person>, offers: &[Id<Opportunity>]) -> Result<()> {
    let mut left = EACH_NIGHT;
    for offer in offers {
        let new = left > 0
            && !tx.application_ever(person, *offer).await?
            && tx.add_alert(person, *offer, ctx.now).await?;
        left -= usize::from(new);
    }
    // What was found while nothing might be told is told the next time.
    if tx.has_untold_alert(person).await?
        && tx.may_tell_of_alerts(person, ctx.now.plus(-QUIET), ctx.now).await?
    {
        message::tell_person(tx, person, Notice::PersonFound, &[], ctx.now).await?;
    }
    Ok(())
}

/// Something new for the person who asks.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// When it was found.
    pub found_at: Moment,
    /// What, with the reasons.
    pub matched: Matched,
}

/// What was found for the person who asks in the last [`NEW_DAYS`] days, newest first: what is still open and they did
/// not apply to.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn fresh(sys: &System, ctx: &Ctx) -> Result<Vec<Fresh>> {
    let person = ctx.person()?;
    ctx.permit(Relation::Own, Object::Person, Action::View)?;
    let mut tx = sys.store.read().await?;
    let alerts = tx.alerts_of(person, ctx.now.plus_days(-NEW_DAYS), SHOWN).await?;
    if alerts.is_empty() {
        return Ok(Vec::new());
    }
    let candidate = matches::candidate(&mut tx, ctx, person).await?;
    let mut fresh = Vec::with_capacity(alerts.len());
    for alert in alerts {
        if tx.application_ever(person, alert.opportunity).await? {
            continue;
        }
        let Some(listed) = matches::open_offer(&mut tx, ctx, alert.opportunity).await? else { continue };
        let matched = matches::explain(ctx, &candidate, &listed);
        if matched.fit > 0.0 {
            fresh.push(Fresh { found_at: alert.found_at, matched });
        }
    }
    Ok(fresh)
}

/// Has people found for opportunities that are shown from now on; in the unit of work that shows them.
///
/// # Errors
/// If the database does not take it.
pub(crate) async fn announce(tx: &mut Tx, offers: Vec<Id<Opportunity>>, now: Moment) -> Result<()> {
    if offers.is_empty() {
        return Ok(());
    }
    job::add(tx, &job::Job::NewOffers { offers }, now).await
}
