//! The directory for other programs (HSDS): the same entries as everyone sees, page by page, with counts.

use domain::{
    agency::Agency,
    id::Id,
    policy::{Action, Object, Relation},
    service::{Service, ServiceCategory, shown_since},
    text::fold,
    time::Moment,
};
use store::directory::{DirectoryFilter, Part};

use crate::{
    Ctx, Error, Result, System,
    search::{Asked, Thing},
};

pub use store::directory::{DirectoryEntry, PublicAgency};

/// Entries on a page, if nothing is said.
pub const PER_PAGE: i64 = 20;
/// Entries on a page, at most.
pub const MOST_PER_PAGE: i64 = 100;
/// The last page that can be asked for.
pub const MOST_PAGES: i64 = 100_000;
/// Services that words find, at most: the best of them, read twenty at a time.
const MOST_HITS: usize = 2_000;
/// Services of one agency that are told with it, at most.
const OF_AGENCY: i64 = 100;

/// What another program asks for. Empty, it is the first page of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Which page, from 1; 0 is the first.
    pub page: i64,
    /// Entries on a page, 1 to [`MOST_PER_PAGE`]; 0 is [`PER_PAGE`].
    pub per_page: i64,
    /// In one's own words.
    pub words: String,
    /// Of one agency.
    pub agency: Option<Id<Agency>>,
    /// One kind of need.
    pub category: Option<ServiceCategory>,
    /// Changed then or later.
    pub changed_since: Option<Moment>,
}

/// A page of a list (HSDS `Page`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet<T> {
    /// What stands on it.
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: i64,
    /// Which page it is, from 1.
    pub page: i64,
    /// How many stand on a full page.
    pub per_page: i64,
}

impl<T> Sheet<T> {
    /// How many pages there are.
    #[must_use]
    pub fn pages(&self) -> i64 {
        self.total.saturating_add(self.per_page - 1) / self.per_page.max(1)
    }

    /// The same with other things on it.
    #[must_use]
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Sheet<U> {
        let Self { items, total, page, per_page } = self;
        Sheet { items: items.into_iter().map(make).collect(), total, page, per_page }
    }
}

impl Wanted {
    /// Which page, and how much stands on it.
    fn sheet<T>(&self) -> Sheet<T> {
        let per_page = if self.per_page == 0 { PER_PAGE } else { self.per_page.clamp(1, MOST_PER_PAGE) };
        Sheet { items: Vec::new(), total: 0, page: self.page.clamp(1, MOST_PAGES), per_page }
    }

    fn filter(&self, ctx: &Ctx) -> DirectoryFilter {
        DirectoryFilter {
            shown_since: shown_since(ctx.now.day()),
            agency: self.agency,
            category: self.category,
            changed_since: self.changed_since,
            agency_name: None,
        }
    }
}

impl<T> Sheet<T> {
    /// The page of a list that is short enough to be made whole.
    #[must_use]
    pub fn of(all: Vec<T>, wanted: &Wanted) -> Self {
        let mut sheet = wanted.sheet();
        let Part { skip, limit } = sheet.part();
        let whole = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
        sheet.total = i64::try_from(all.len()).unwrap_or(i64::MAX);
        sheet.items = all.into_iter().skip(whole(skip)).take(whole(limit)).collect();
        sheet
    }

    fn part(&self) -> Part {
        Part { skip: (self.page - 1) * self.per_page, limit: self.per_page }
    }
}

/// Services of the directory: in the order they were added, or by words the best first.
///
/// # Errors
/// If the database cannot be read.
pub async fn services(sys: &System, ctx: &Ctx, wanted: &Wanted) -> Result<Sheet<DirectoryEntry>> {
    ctx.permit(Relation::Public, Object::Service, Action::View)?;
    let (mut sheet, filter) = (wanted.sheet(), wanted.filter(ctx));
    let asked = Asked::read(&wanted.words);
    let mut tx = sys.store.read().await?;
    if asked.is_empty() && !wanted.words.trim().is_empty() {
        // Words that say nothing find nothing.
        return Ok(sheet);
    }
    if asked.is_empty() {
        (sheet.items, sheet.total) = tx.directory_services(&filter, sheet.part()).await?;
        return Ok(sheet);
    }
    let Part { skip, limit } = sheet.part();
    let hits = sys.search.find(&mut tx, Thing::Service, &asked, &[]).await?;
    let hits: Vec<Id<Service>> = hits.into_iter().take(MOST_HITS).map(|hit| Id::from_uuid(hit.id)).collect();
    for entry in tx.directory_among(&hits, &filter).await? {
        if (skip..skip + limit).contains(&sheet.total) {
            sheet.items.push(entry);
        }
        sheet.total += 1;
    }
    Ok(sheet)
}

/// One service of the directory.
///
/// # Errors
/// [`Error::NotFound`] if there is none, or it is not shown to everyone.
pub async fn service(sys: &System, ctx: &Ctx, id: Id<Service>) -> Result<DirectoryEntry> {
    ctx.permit(Relation::Public, Object::Service, Action::View)?;
    let filter = Wanted::default().filter(ctx);
    sys.store.read().await?.directory_service(id, &filter).await?.ok_or(Error::NotFound)
}

/// Agencies that offer a shown service; with words, those whose name has them.
///
/// # Errors
/// If the database cannot be read.
pub async fn agencies(sys: &System, ctx: &Ctx, wanted: &Wanted) -> Result<Sheet<PublicAgency>> {
    ctx.permit(Relation::Public, Object::Service, Action::View)?;
    let mut sheet = wanted.sheet();
    let name = Some(fold(&wanted.words)).filter(|name| !name.is_empty());
    if name.is_none() && !wanted.words.trim().is_empty() {
        return Ok(sheet);
    }
    let filter = DirectoryFilter { agency_name: name, ..wanted.filter(ctx) };
    (sheet.items, sheet.total) = sys.store.read().await?.directory_agencies(&filter, sheet.part()).await?;
    Ok(sheet)
}

/// One agency of the directory with its shown services, at most 100.
///
/// # Errors
/// [`Error::NotFound`] if there is none that offers a shown service.
pub async fn agency(sys: &System, ctx: &Ctx, id: Id<Agency>) -> Result<(PublicAgency, Vec<DirectoryEntry>)> {
    ctx.permit(Relation::Public, Object::Service, Action::View)?;
    let filter = Wanted { agency: Some(id), ..Wanted::default() }.filter(ctx);
    let mut tx = sys.store.read().await?;
    let (entries, _) = tx.directory_services(&filter, Part { skip: 0, limit: OF_AGENCY }).await?;
    let agency = entries.first().map(|entry| entry.agency.clone()).ok_or(Error::NotFound)?;
    Ok((agency, entries))
}
