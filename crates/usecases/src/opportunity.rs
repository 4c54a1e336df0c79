//! Looking at what is offered: lists that anyone may read, and one offer.

use std::{fmt, str::FromStr};

use domain::{
    agency::AgencyStatus,
    id::Id,
    opportunity::{Kind, Opportunity, Order},
    place::{self, DepartmentCode, Municipality, MunicipalityCode},
    policy::{Action, Guarded, Locked, Object, Relation},
    taxonomy::OccupationCode,
    text::fold,
};
use store::{
    Page,
    opportunity::{Listed, OpportunityFilter},
};

use crate::{Ctx, Error, Result, System};

/// Opportunities on a page, unless fewer are asked for.
pub const PAGE: usize = 20;
/// Opportunities on a page at most.
const PAGE_AT_MOST: usize = 100;
/// The newest opportunities that are ordered by relevance or nearness; older ones are found with a narrower search.
const CANDIDATES: i64 = 500;
/// Counts stop here: "more than 1000".
pub const COUNT_AT_MOST: i64 = 1000;
/// Words that say nothing about a job, folded.
const EMPTY_WORDS: &[&str] = &[
    "a", "al", "and", "at", "con", "como", "de", "del", "el", "en", "for", "in", "job", "jobs", "la", "las",
    "lo", "los", "o", "of", "or", "para", "por", "que", "se", "the", "trabajo", "trabajos", "un", "una",
    "work", "y",
];

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
        let words = !words_of(&self.words).is_empty();
        match self.order {
            Some(Order::Near) if self.municipality.is_some() => Order::Near,
            Some(Order::Relevance) | None if words => Order::Relevance,
            _ => Order::Newest,
        }
    }

    fn filter(&self, meant: Vec<OccupationCode>) -> OpportunityFilter {
        let home = self.municipality.and_then(place::municipality);
        let municipalities = match (home, self.within_km) {
            (Some(home), Some(km)) => Some(within(home, km)),
            (Some(home), None) if self.order() != Order::Near => Some(vec![home.code]),
            _ => None,
        };
        OpportunityFilter {
            kind: self.kind,
            department: self.department,
            municipalities,
            occupation: self.occupation,
            words: words_of(&self.words),
            meant,
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
}

/// The words to look for: folded, without empty ones, at most three.
fn words_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| !word.is_empty() && !EMPTY_WORDS.contains(word));
    words.take(3).map(str::to_owned).collect()
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
    if browse.occupation.is_some() || words_of(&browse.words).is_empty() {
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
    let order = browse.order();
    let filter = browse.filter(meant(sys, browse));
    let home = browse.municipality.and_then(place::municipality);
    let today = ctx.now.day();
    let mut tx = sys.store.read().await?;
    let total = tx.count_open(&filter, today, COUNT_AT_MOST).await?;
    let (listed, next) = if order == Order::Newest {
        let after = if let Some(After::Id(id)) = browse.after { Some(id) } else { None };
        // One more than shown tells whether there is a next page.
        let page = Page { after, limit: i64::try_from(limit).unwrap_or(0) + 1 };
        let mut listed = tx.open_opportunities(&filter, today, page).await?;
        let more = listed.len() > limit;
        listed.truncate(limit);
        let next = if more { listed.last().map(|last| After::Id(last.opportunity.id)) } else { None };
        (listed, next)
    } else {
        let page = Page { after: None, limit: CANDIDATES };
        let mut listed = tx.open_opportunities(&filter, today, page).await?;
        rank(&mut listed, &filter.words, order, home);
        let start = if let Some(After::Place(place)) = browse.after { place } else { 0 };
        let end = start.saturating_add(limit);
        let next = (end < listed.len()).then_some(After::Place(end));
        (listed.into_iter().skip(start).take(limit).collect(), next)
    };
    let items = listed.into_iter().map(|listed| Item::new(listed, home)).collect();
    Ok(Listing { items, next, total, order })
}

/// Puts candidates, the newest first, in order: by words in the title (if by relevance), by distance (remote work is
/// everywhere), and else as they were.
fn rank(listed: &mut [Listed], words: &[String], order: Order, home: Option<&Municipality>) {
    listed.sort_by_cached_key(|one| {
        let title = format!(" {} {} ", fold(&one.opportunity.title.es), fold(&one.opportunity.title.en));
        let missing = words.iter().filter(|word| !title.contains(&format!(" {word}"))).count();
        let there = place::municipality(one.opportunity.municipality);
        let km = match home.zip(there) {
            Some(_) if one.opportunity.remote => 0,
            Some((home, there)) => whole_km(home, there),
            None => 0,
        };
        (if order == Order::Relevance { missing } else { 0 }, km)
    });
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
    fn empty_words_are_not_looked_for() {
        assert_eq!(words_of("Trabajo de albañil en la Antigua"), ["albanil", "antigua"]);
        assert_eq!(words_of("  "), Vec::<String>::new());
        assert_eq!(words_of("uno dos tres cuatro").len(), 3);
    }

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
