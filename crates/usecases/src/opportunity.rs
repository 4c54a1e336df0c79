//! Looking at what is offered: lists that anyone may read, and one offer.

use std::{cmp::Reverse, fmt, str::FromStr};

use domain::{
    agency::AgencyStatus,
    id::Id,
    opportunity::{Kind, Opportunity, Order},
    place::{self, DepartmentCode, Municipality, MunicipalityCode},
    policy::{Action, Guarded, Locked, Object, Relation},
    taxonomy::OccupationCode,
    time::Day,
};
use store::{
    Page, Tx,
    opportunity::{Listed, OpportunityFilter},
};

use crate::{
    Ctx, Error, Result, System,
    search::{Asked, Hit, Thing, day_number, number_of},
};

/// Opportunities on a page, unless fewer are asked for.
pub const PAGE: usize = 20;
/// Opportunities on a page at most.
const PAGE_AT_MOST: usize = 100;
/// Counts stop here: "more than 1000".
pub const COUNT_AT_MOST: i64 = 1000;
/// What somebody looks for. Empty, it is everything, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browse {
    /// One kind.
    pub kind: Option<Kind>,
    /// One department.
    pub department: Option<DepartmentCode>,
    /// Where who looks is, or one municipality if `within_km` is not given.
    pub municipality: Option<MunicipalityCode>,
    /// At most so many kilometres by road from the municipality, about.
    pub within_km: Option<u32>,
    /// One occupation.
    pub occupation: Option<OccupationCode>,
    /// In one's own words.
    pub words: String,
    /// At least so much pay a month, in centavos.
    pub pay_centavos: Option<i64>,
    /// In which order; by relevance if there are words and nothing is said, else the newest first.
    pub order: Option<Order>,
    /// Where the page before ended.
    pub after: Option<After>,
    /// At most so many, up to 100; [`PAGE`] if nothing is said.
    pub limit: Option<usize>,
}

impl Browse {
    /// The order that holds: near needs a place, relevance needs words.
    #[must_use]
    pub fn order(&self) -> Order {
        let words = !Asked::read(&self.words).is_empty();
        match self.order {
            Some(Order::Near) if self.municipality.is_some() => Order::Near,
            Some(Order::Relevance) | None if words => Order::Relevance,
            _ => Order::Newest,
        }
    }

    /// The municipalities that are looked at; `None`: all.
    fn municipalities(&self) -> Option<Vec<MunicipalityCode>> {
        let home = self.municipality.and_then(place::municipality)?;
        match self.within_km {
            Some(km) => Some(within(home, km)),
            None if self.order() != Order::Near => Some(vec![home.code]),
            None => None,
        }
    }

    fn filter(&self) -> OpportunityFilter {
        OpportunityFilter {
            kind: self.kind,
            department: self.department,
            municipalities: self.municipalities(),
            occupation: self.occupation,
            pay_centavos: self.pay_centavos,
        }
    }
}

/// Where a page ended: the next one begins after it. Written into addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// After this opportunity (lists by date).
    Id(Id<Opportunity>),
    /// After so many (lists that are ranked).
    Place(usize),
}

impl fmt::Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Place(place) => place.fmt(f),
        }
    }
}

/// Not the end of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the end of a page")]
pub struct UnknownPage;

impl FromStr for After {
    type Err = UnknownPage;
    fn from_str(text: &str) -> std::result::Result<Self, UnknownPage> {
        match text.parse::<usize>() {
            Ok(place) => Ok(Self::Place(place)),
            Err(_) => text.parse().map(Self::Id).map_err(|_| UnknownPage),
        }
    }
}

/// An opportunity as people see it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The opportunity.
    pub opportunity: Opportunity,
    /// Who offers it.
    pub agency_name: String,
    /// About how far it is by road from the place that was given, in kilometres.
    pub km: Option<u32>,
}

impl Item {
    fn new(listed: Listed, home: Option<&Municipality>) -> Self {
        let there = place::municipality(listed.opportunity.municipality);
        let km = home.zip(there).map(|(home, there)| whole_km(home, there));
        Self { opportunity: listed.opportunity, agency_name: listed.agency_name, km }
    }
}

/// A page of opportunities.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The opportunities.
    pub items: Vec<Item>,
    /// Where the next page begins, if there is one.
    pub next: Option<After>,
    /// How many there are in all, counted up to [`COUNT_AT_MOST`].
    pub total: i64,
    /// In which order they are.
    pub order: Order,
    /// If words are looked for: how many there are of each kind, whatever kind was chosen.
    pub kinds: Vec<(Kind, usize)>,
}

/// Kilometres by road between two municipalities, rounded up.
fn whole_km(from: &Municipality, to: &Municipality) -> u32 {
    // Guatemala is not 1000 km long: the cast cannot lose anything.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a distance below 1000")]
    let km = place::road_km(from, to).ceil() as u32;
    km
}

/// The municipalities within `km` by road, the place itself among them.
fn within(home: &Municipality, km: u32) -> Vec<MunicipalityCode> {
    let all = place::municipalities().iter();
    all.filter(|there| whole_km(home, there) <= km).map(|there| there.code).collect()
}

/// The occupations that the words surely mean ("rufero"): those offers are found even if they use other words.
fn meant(sys: &System, browse: &Browse) -> Vec<OccupationCode> {
    if browse.occupation.is_some() || Asked::read(&browse.words).words.is_empty() {
        return Vec::new();
    }
    let linked = sys.linker().occupations(&browse.words, 3);
    if linked.sure {
        linked.suggestions.into_iter().take(1).map(|one| one.code).collect()
    } else {
        Vec::new()
    }
}

/// The open opportunities that fit, a page of them.
///
/// # Errors
/// If the database cannot be read.
pub async fn browse(sys: &System, ctx: &Ctx, browse: &Browse) -> Result<Listing> {
    ctx.permit(Relation::Public, Object::Opportunity, Action::View)?;
    let limit = browse.limit.unwrap_or(PAGE).clamp(1, PAGE_AT_MOST);
    let mut tx = sys.store.read().await?;
    if browse.order() != Order::Newest || !Asked::read(&browse.words).is_empty() {
        return found(sys, ctx, &mut tx, browse, limit).await;
    }
    let (filter, today) = (browse.filter(), ctx.now.day());
    let total = tx.count_open(&filter, today, COUNT_AT_MOST).await?;
    let after = if let Some(After::Id(id)) = browse.after { Some(id) } else { None };
    // One more than shown tells whether there is a next page.
    let page = Page { after, limit: i64::try_from(limit).unwrap_or(0) + 1 };
    let mut listed = tx.open_opportunities(&filter, today, page).await?;
    let more = listed.len() > limit;
    listed.truncate(limit);
    let next = if more { listed.last().map(|last| After::Id(last.opportunity.id)) } else { None };
    let home = browse.municipality.and_then(place::municipality);
    let items = listed.into_iter().map(|listed| Item::new(listed, home)).collect();
    Ok(Listing { items, next, total, order: Order::Newest, kinds: Vec::new() })
}

/// The same, by words or by distance, from the index.
async fn found(sys: &System, ctx: &Ctx, tx: &mut Tx, browse: &Browse, limit: usize) -> Result<Listing> {
    let (asked, order, today) = (Asked::read(&browse.words), browse.order(), ctx.now.day());
    let home = browse.municipality.and_then(place::municipality);
    let mut hits = sys.search.find(tx, Thing::Opportunity, &asked, &meant(sys, browse)).await?;
    let narrow = Narrow::new(browse, today);
    hits.retain(|hit| narrow.allows(hit));
    let kinds = Kind::ALL
        .iter()
        .enumerate()
        .map(|(place, kind)| (*kind, hits.iter().filter(|hit| hit.marks.kind == place as u64).count()));
    let kinds = if asked.is_empty() { Vec::new() } else { kinds.filter(|(_, count)| *count > 0).collect() };
    if let Some(kind) = browse.kind {
        hits.retain(|hit| {
            Kind::ALL.get(usize::try_from(hit.marks.kind).unwrap_or(usize::MAX)) == Some(&kind)
        });
    }
    match order {
        Order::Relevance => {
            let best = hits.first().map_or(1.0, |hit| hit.score);
            hits.sort_by_cached_key(|hit| (tenths_behind(best, hit), km_to(home, hit), Reverse(hit.id)));
        }
        Order::Newest => hits.sort_unstable_by_key(|hit| Reverse(hit.id)),
        Order::Near => hits.sort_by_cached_key(|hit| (km_to(home, hit), Reverse(hit.id))),
    }
    let start = match browse.after {
        Some(After::Place(place)) => place.min(hits.len()),
        Some(After::Id(id)) => hits.iter().position(|hit| hit.id == id.uuid()).map_or(0, |at| at + 1),
        None => 0,
    };
    let end = start.saturating_add(limit).min(hits.len());
    let ids: Vec<Id<Opportunity>> = hits[start..end].iter().map(|hit| Id::from_uuid(hit.id)).collect();
    let listed = tx.open_among(&ids, today).await?;
    let next = (end < hits.len()).then_some(After::Place(end));
    let total = i64::try_from(hits.len()).unwrap_or(COUNT_AT_MOST).min(COUNT_AT_MOST);
    let items = listed.into_iter().map(|listed| Item::new(listed, home)).collect();
    Ok(Listing { items, next, total, order, kinds })
}

/// How far behind the best answer it is, in tenths of that: what differs less is as good, and the nearer one comes first.
fn tenths_behind(best: f32, hit: &Hit) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10")]
    let tenths = (10.0 - 10.0 * hit.score / best.max(f32::MIN_POSITIVE)).clamp(0.0, 10.0) as u32;
    tenths
}

/// Kilometres from home to what was found; remote work is everywhere.
fn km_to(home: Option<&Municipality>, hit: &Hit) -> u32 {
    let there =
        MunicipalityCode::parse(&format!("{:04}", hit.marks.municipality)).ok().and_then(place::municipality);
    match home.zip(there) {
        Some(_) if hit.marks.remote => 0,
        Some((home, there)) => whole_km(home, there),
        None => 0,
    }
}

/// What narrows a search, but for the kind: by kind it is counted.
struct Narrow {
    today: u64,
    department: Option<u64>,
    municipalities: Option<Vec<u64>>,
    occupation: Option<u64>,
    pay: u64,
}

impl Narrow {
    fn new(browse: &Browse, today: Day) -> Self {
        let all = browse.municipalities();
        Self {
            today: day_number(today),
            department: browse.department.map(|code| code.to_string().parse().unwrap_or(0)),
            municipalities: all.map(|codes| codes.into_iter().map(number_of).collect()),
            occupation: browse.occupation.map(|code| u64::from(code.number())),
            pay: browse.pay_centavos.map_or(0, |pay| u64::try_from(pay).unwrap_or(0)),
        }
    }

    fn allows(&self, hit: &Hit) -> bool {
        let marks = &hit.marks;
        marks.until >= self.today
            && marks.pay >= self.pay
            && self.department.is_none_or(|code| marks.municipality / 100 == code)
            && self.municipalities.as_ref().is_none_or(|codes| codes.contains(&marks.municipality))
            && self.occupation.is_none_or(|code| marks.occupation == code)
    }
}

/// One opportunity: anyone's, if it is published by a verified agency; otherwise for its agency and coordinators.
///
/// # Errors
/// [`Error::NotFound`] if there is none, or who asks may not know of it.
pub async fn show(
    sys: &System,
    ctx: &Ctx,
    id: Id<Opportunity>,
    home: Option<MunicipalityCode>,
) -> Result<Item> {
    let listed = sys.store.read().await?.listed(id).await?.ok_or(Error::NotFound)?;
    let verified = listed.agency_status == AgencyStatus::Verified;
    let relation = listed.opportunity.relation(&ctx.actor);
    let (agency_name, agency_status) = (listed.agency_name, listed.agency_status);
    let (_, opportunity) = ctx.unlock(Action::View, Locked::new(Some(listed.opportunity)))?;
    let public_only = relation == Relation::Public && ctx.actor.role().is_none();
    if public_only && !verified {
        return Err(Error::NotFound);
    }
    let listed = Listed { opportunity, agency_name, agency_status };
    Ok(Item::new(listed, home.and_then(place::municipality)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_within_reach_is_about_the_road() {
        let antigua = place::find("antigua guatemala")[0];
        let near = within(antigua, 10);
        assert!(near.contains(&antigua.code));
        assert!(near.iter().all(|code| place::road_km(antigua, place::municipality(*code).unwrap()) <= 10.0));
        assert!(within(antigua, 60).len() > near.len());
    }

    #[test]
    fn the_end_of_a_page_can_be_written_and_read() {
        for after in [After::Place(40), After::Id(Id::from_uuid(uuid::Uuid::from_u128(7)))] {
            assert_eq!(after.to_string().parse(), Ok(after));
        }
        assert_eq!("x".parse::<After>(), Err(UnknownPage));
    }
}
