//! The directory of services: anyone looks, those who serve keep their entries true.

use domain::{
    agency::{Agency, Bilingual},
    id::Id,
    place::{DepartmentCode, MunicipalityCode},
    policy::{Action, Guarded, Locked, Object, Permit, Relation},
    service::{Freshness, Service, ServiceArea, ServiceCategory, ServiceStatus, shown_since},
    taxonomy::LanguageCode,
    text::{LongText, Phone, ShortText},
};
use serde::{Deserialize, Serialize};
use store::{
    Page, Tx,
    service::{ListedService, ServiceFilter},
};

use crate::{
    Ctx, Error, Problems, Result, System,
    place::choose,
    reading,
    search::{Asked, Thing},
};

/// A service in a list, with who offers it.
pub use store::service::ListedService as Listed;

/// Services on a page.
pub const PAGE: usize = 20;
/// Lengths of texts, in characters.
pub(crate) const NAME: usize = 80;
pub(crate) const DESCRIPTION: usize = 1000;
pub(crate) const LINE: usize = 200;

/// What somebody looks for. Empty, it is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browse {
    /// One kind of need.
    pub category: Option<ServiceCategory>,
    /// Services that reach this department.
    pub department: Option<DepartmentCode>,
    /// Services that reach this municipality.
    pub municipality: Option<MunicipalityCode>,
    /// A language that is spoken there.
    pub language: Option<LanguageCode>,
    /// In one's own words.
    pub words: String,
    /// The last service of the page before.
    pub after: Option<Id<Service>>,
    /// At most so many, up to 100; [`PAGE`] if nothing is said.
    pub limit: Option<usize>,
}

/// A page of services.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The services, the local ones first.
    pub items: Vec<ListedService>,
    /// Where the next page begins, if there is one.
    pub next: Option<Id<Service>>,
}

/// The services that fit, a page of them. Entries that nobody confirmed for 180 days are left out.
///
/// # Errors
/// If the database cannot be read.
pub async fn browse(sys: &System, ctx: &Ctx, browse: &Browse) -> Result<Listing> {
    ctx.permit(Relation::Public, Object::Service, Action::View)?;
    let limit = browse.limit.unwrap_or(PAGE).clamp(1, 100);
    let filter = ServiceFilter {
        category: browse.category,
        department: browse.department,
        municipality: browse.municipality,
        language: browse.language,
    };
    let asked = Asked::read(&browse.words);
    let mut tx = sys.store.read().await?;
    if !asked.is_empty() {
        return found(sys, ctx, &mut tx, (&asked, &filter), browse.after, limit).await;
    }
    let page = Page { after: browse.after, limit: i64::try_from(limit).unwrap_or(0) + 1 };
    let mut items = tx.shown_services(&filter, shown_since(ctx.now.day()), page).await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = if more { items.last().map(|last| last.service.id) } else { None };
    Ok(Listing { items, next })
}

/// The same, by words, from the index: the best first.
async fn found(
    sys: &System,
    ctx: &Ctx,
    tx: &mut Tx,
    (asked, filter): (&Asked, &ServiceFilter),
    after: Option<Id<Service>>,
    limit: usize,
) -> Result<Listing> {
    let hits = sys.search.find(tx, Thing::Service, asked, &[]).await?;
    let start = after.and_then(|id| hits.iter().position(|hit| hit.id == id.uuid())).map_or(0, |at| at + 1);
    let mut items = Vec::new();
    for some in hits[start..].chunks(PAGE) {
        let ids: Vec<Id<Service>> = some.iter().map(|hit| Id::from_uuid(hit.id)).collect();
        let shown = tx.shown_among(&ids, shown_since(ctx.now.day())).await?;
        items.extend(shown.into_iter().filter(|listed| fits(&listed.service, filter)));
        if items.len() > limit {
            items.truncate(limit);
            let next = items.last().map(|last| last.service.id);
            return Ok(Listing { items, next });
        }
    }
    Ok(Listing { items, next: None })
}

fn fits(service: &Service, filter: &ServiceFilter) -> bool {
    filter.category.is_none_or(|category| category == service.category)
        && filter.language.is_none_or(|language| service.languages.contains(&language))
        && service.reaches(filter.reached(), filter.municipality)
}

/// One service: anyone's while it is shown, always for its agency and coordinators.
///
/// # Errors
/// [`Error::NotFound`] if there is none, or who asks may not know of it.
pub async fn show(sys: &System, ctx: &Ctx, id: Id<Service>) -> Result<ListedService> {
    let listed = sys.store.read().await?.listed_service(id).await?.ok_or(Error::NotFound)?;
    let relation = listed.service.relation(&ctx.actor);
    let ListedService { service, agency_name, agency_verified } = listed;
    let (_, service) = ctx.unlock(Action::View, Locked::new(Some(service)))?;
    let expired = service.freshness(ctx.now.day()) == Freshness::Expired;
    if relation == Relation::Public && ctx.actor.role().is_none() && (expired || !agency_verified) {
        return Err(Error::NotFound);
    }
    Ok(ListedService { service, agency_name, agency_verified })
}

/// A service as typed. Obligatory: category, name, description, hours and municipality.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceForm {
    /// A word of [`ServiceCategory`].
    pub category: String,
    /// What it is called.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// What it is.
    pub description: String,
    /// The same in English.
    pub description_en: String,
    /// What it costs, in words; empty: it is free.
    pub cost: String,
    /// The same in English.
    pub cost_en: String,
    /// What to bring, one item a line.
    pub bring: String,
    /// The same in English.
    pub bring_en: String,
    /// Opening hours.
    pub hours: String,
    /// The same in English.
    pub hours_en: String,
    /// Codes of languages; none: Spanish.
    pub languages: Vec<String>,
    /// Code or name.
    pub municipality: String,
    /// In words.
    pub address: String,
    /// A word of [`ServiceArea`]; empty: its municipality.
    pub area: String,
    /// Telephone.
    pub phone: String,
    /// The version of the service that is changed; empty for a new one.
    pub version: String,
}

impl ServiceForm {
    /// The form that would make this service.
    #[must_use]
    pub fn of(service: &Service) -> Self {
        Self {
            category: service.category.to_string(),
            name: service.name.es.clone(),
            name_en: service.name.en.clone(),
            description: service.description.es.clone(),
            description_en: service.description.en.clone(),
            cost: service.cost.es.clone(),
            cost_en: service.cost.en.clone(),
            bring: service.bring.es.clone(),
            bring_en: service.bring.en.clone(),
            hours: service.hours.es.clone(),
            hours_en: service.hours.en.clone(),
            languages: service.languages.iter().map(ToString::to_string).collect(),
            municipality: service.municipality.to_string(),
            address: service.address.clone(),
            area: service.area.to_string(),
            phone: service.phone.as_ref().map(Phone::spaced).unwrap_or_default(),
            version: service.version.to_string(),
        }
    }

    fn fill(&self, service: &mut Service) -> Result<()> {
        let mut problems = Problems::default();
        if let Some(category) = problems.keep(
            "category",
            ServiceCategory::from_word(self.category.trim()).ok_or("service-category-empty"),
        ) {
            service.category = category;
        }
        service.name = Bilingual::new(
            line::<NAME>("name", &self.name, true, &mut problems),
            line::<NAME>("name_en", &self.name_en, false, &mut problems),
        );
        service.description = Bilingual::new(
            long("description", &self.description, true, &mut problems),
            long("description_en", &self.description_en, false, &mut problems),
        );
        service.cost = Bilingual::new(
            line::<LINE>("cost", &self.cost, false, &mut problems),
            line::<LINE>("cost_en", &self.cost_en, false, &mut problems),
        );
        service.bring = Bilingual::new(
            long("bring", &self.bring, false, &mut problems),
            long("bring_en", &self.bring_en, false, &mut problems),
        );
        service.hours = Bilingual::new(
            line::<LINE>("hours", &self.hours, true, &mut problems),
            line::<LINE>("hours_en", &self.hours_en, false, &mut problems),
        );
        if let Some(code) = problems.keep("municipality", choose(&self.municipality)) {
            service.municipality = code;
        }
        service.address = line::<LINE>("address", &self.address, false, &mut problems);
        service.phone = reading::some(&self.phone)
            .and_then(|text| problems.keep("phone", Phone::parse(text).map_err(|why| why.key())));
        self.fill_reach(service, &mut problems);
        problems.none()
    }

    /// Whom it reaches, and in which languages.
    fn fill_reach(&self, service: &mut Service, problems: &mut Problems) {
        service.area = reading::some(&self.area)
            .and_then(|word| {
                problems.keep("area", ServiceArea::from_word(word).ok_or("service-choice-unknown"))
            })
            .unwrap_or(ServiceArea::Municipality);
        let mut languages = Vec::new();
        for word in &self.languages {
            match LanguageCode::from_word(word.trim()) {
                Some(language) if languages.contains(&language) => {}
                Some(language) => languages.push(language),
                None => problems.add("languages", "service-choice-unknown"),
            }
        }
        if languages.is_empty() {
            languages.push(LanguageCode::Spanish);
        }
        service.languages = languages;
    }
}

fn line<const MAX: usize>(field: &'static str, text: &str, must: bool, problems: &mut Problems) -> String {
    if !must && reading::some(text).is_none() {
        return String::new();
    }
    let read = ShortText::<MAX>::parse(text).map(String::from).map_err(|why| why.key());
    problems.keep(field, read).unwrap_or_default()
}

fn long(field: &'static str, text: &str, must: bool, problems: &mut Problems) -> String {
    if !must && reading::some(text).is_none() {
        return String::new();
    }
    let read = LongText::<DESCRIPTION>::parse(text).map(String::from).map_err(|why| why.key());
    problems.keep(field, read).unwrap_or_default()
}

/// The services of one's own agency, those confirmed longest ago first.
///
/// # Errors
/// [`Error::SignIn`], or who asks keeps no services.
pub async fn mine(sys: &System, ctx: &Ctx) -> Result<Vec<Service>> {
    ctx.permit(Relation::Own, Object::Service, Action::Create)?;
    Ok(sys.store.read().await?.services_of(ctx.agency()?).await?)
}

/// One service to change it: one's own agency's, or any for a coordinator.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::Forbidden`].
pub async fn own(sys: &System, ctx: &Ctx, id: Id<Service>) -> Result<Service> {
    Ok(ctx.unlock(Action::Edit, sys.store.read().await?.service(id).await?)?.1)
}

/// Adds a service, of one's own agency or, by a coordinator, of another. It counts as confirmed today; it is public as
/// soon as its agency is verified.
///
/// # Errors
/// [`Error::Invalid`] with every problem.
pub async fn add(
    sys: &System,
    ctx: &Ctx,
    agency: Option<Id<Agency>>,
    form: &ServiceForm,
) -> Result<Id<Service>> {
    let own = ctx.agency()?;
    let agency = agency.unwrap_or(own);
    let relation = if agency == own { Relation::Own } else { Relation::Stranger };
    let permit = ctx.permit(relation, Object::Service, Action::Create)?;
    if sys.store.read().await?.agency_standing(agency).await?.is_none() {
        return Err(Error::NotFound);
    }
    let mut service = Service {
        id: Id::new(ctx.now),
        agency,
        category: ServiceCategory::Employment,
        status: ServiceStatus::Active,
        name: Bilingual::default(),
        description: Bilingual::default(),
        cost: Bilingual::default(),
        bring: Bilingual::default(),
        hours: Bilingual::default(),
        languages: Vec::new(),
        municipality: MunicipalityCode::parse("0101").map_err(|_| Error::NotFound)?,
        address: String::new(),
        area: ServiceArea::Municipality,
        phone: None,
        assured_on: ctx.now.day(),
        created_at: ctx.now,
        version: 1,
    };
    form.fill(&mut service)?;
    let (permit, service) = (&permit, &service);
    sys.store
        .write(move |mut tx| async move {
            tx.add_service(permit, service, None, ctx.now).await?;
            Ok::<_, Error>(tx.done(service.id))
        })
        .await
}

/// Changes a service; what is written is true today.
///
/// # Errors
/// [`Error::Invalid`] with every problem; [`Error::Conflict`] if somebody changed it meanwhile.
pub async fn edit(sys: &System, ctx: &Ctx, id: Id<Service>, form: &ServiceForm) -> Result<()> {
    let (permit, mut service) = ctx.unlock(Action::Edit, sys.store.read().await?.service(id).await?)?;
    if form.version.trim() != service.version.to_string() {
        return Err(Error::Conflict("error-changed-meanwhile"));
    }
    form.fill(&mut service)?;
    service.assured_on = ctx.now.day();
    put(sys, ctx, &permit, service, "edit").await
}

/// Confirms that everything about a service is still true today.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::Forbidden`].
pub async fn confirm(sys: &System, ctx: &Ctx, id: Id<Service>) -> Result<()> {
    let (permit, mut service) = ctx.unlock(Action::Edit, sys.store.read().await?.service(id).await?)?;
    service.assured_on = ctx.now.day();
    put(sys, ctx, &permit, service, "assured_on").await
}

/// Stops showing a service, or shows it again (and confirms it).
///
/// # Errors
/// [`Error::NotFound`] or [`Error::Forbidden`].
pub async fn set_shown(sys: &System, ctx: &Ctx, id: Id<Service>, shown: bool) -> Result<()> {
    let (permit, mut service) = ctx.unlock(Action::Edit, sys.store.read().await?.service(id).await?)?;
    service.status = if shown { ServiceStatus::Active } else { ServiceStatus::Hidden };
    if shown {
        service.assured_on = ctx.now.day();
    }
    put(sys, ctx, &permit, service, "status").await
}

async fn put(
    sys: &System,
    ctx: &Ctx,
    permit: &Permit,
    mut service: Service,
    detail: &'static str,
) -> Result<()> {
    service.version += 1;
    let service = &service;
    sys.store
        .write(move |mut tx| async move {
            tx.put_service(permit, service, detail, ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}
