//! Before anything is sent: how a service fits a person, and the others in order.

use domain::{
    agency::Agency,
    consent::{Field, Grant, Way},
    id::Id,
    person::Person,
    place::{self, road_km},
    policy::{Action, Actor, Object, Relation},
    referral::{Barrier, Fit, Priority, Referral, Route, Terms},
    service::{Freshness, Service, ServiceCategory, ServiceStatus, shown_since},
    text::{PersonCode, Phone},
    time::Moment,
};
use store::{
    Page, Tx,
    service::{ListedService, ServiceFilter},
};

use crate::{Ctx, Error, Result, System};

/// Services looked at for alternatives.
const LOOKED_AT: i64 = 60;
/// Alternatives answered.
const ALTERNATIVES: usize = 5;
/// Services answered for a need.
const FOUND: usize = 12;

/// A service as whoever sends sees it before sending.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The service, with cost, hours, languages and what to bring.
    pub listed: ListedService,
    /// What it promises.
    pub terms: Terms,
    /// How it fits this person.
    pub fit: Fit,
    /// By when it would owe an answer, sent now as a normal referral.
    pub answer_by: Moment,
    /// The fields that a service of this kind needs: the most that can be shared with it.
    pub fields: Vec<Field>,
    /// Until when a consent that names its organisation holds; `None`: the person must be asked.
    pub consent_until: Option<Option<Moment>>,
    /// Whether somebody there has an account; if not, an e-mail address is needed for a link.
    pub has_accounts: bool,
    /// The office that reads the name, the telephone and the need too: of who sends it, or of the officer who is to stand
    /// beside a person who asks for themselves.
    pub office: Option<Office>,
    /// The number that anyone may call.
    pub phone: Option<Phone>,
}

/// An office whose officer accompanies a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Which.
    pub id: Id<Agency>,
    /// Its name, as the person is told it.
    pub name: String,
}

/// Who asks for whom, as far as it changes how a service fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct For<'a> {
    pub person: &'a Person,
    pub route: Route,
    /// The agency of who sends; `None`: the person.
    pub sender: Option<Id<Agency>>,
}

impl<'a> For<'a> {
    /// Who sent a referral for whom.
    fn of(referral: &Referral, person: &'a Person) -> Self {
        Self { person, route: referral.route, sender: referral.sender.map(|sender| sender.agency) }
    }
}

/// Whom an officer refers.
#[derive(Clone, Copy, Debug)]
pub enum Whom<'a> {
    /// Who has this code on their slip.
    Code(&'a str),
    /// Who was found, and opened.
    Found(Id<Person>),
}

/// The person whom an officer refers, for the rules: nothing of them is answered to who asks.
pub(super) async fn person_of(tx: &mut Tx, ctx: &Ctx, whom: Whom<'_>) -> Result<Person> {
    match whom {
        Whom::Code(code) => person_of_code(tx, code).await,
        Whom::Found(id) => crate::find::opened(tx, ctx, id).await,
    }
}

/// A person by the code on their slip, as an officer at a desk has it in hand.
pub(super) async fn person_of_code(tx: &mut Tx, code: &str) -> Result<Person> {
    let code = PersonCode::parse(code).map_err(|problem| Error::invalid("code", problem.key()))?;
    let unknown = || Error::invalid("code", "referral-code-unknown");
    let (id, _) = tx.person_by_code(&code).await?.ok_or_else(unknown)?;
    let front = tx.front_of(id).await?;
    person(tx, front).await
}

/// A person, for the rules: nothing of them is answered to who asks.
pub(super) async fn person(tx: &mut Tx, id: Id<Person>) -> Result<Person> {
    let (_, person) = tx.person(id).await?.unlock(&Actor::System, Action::View)?;
    Ok(person)
}

/// The age that somebody reaches this year: only the year of birth is known.
pub(super) fn age(person: &Person, now: Moment) -> i16 {
    now.day().year() - person.birth_year
}

/// How one service fits the person with this code.
///
/// # Errors
/// A problem with `code`; [`Error::NotFound`] if who asks sends no referrals or there is no such service.
pub async fn check(
    sys: &System,
    ctx: &Ctx,
    code: &str,
    service: Id<Service>,
    trafficking_signs: bool,
) -> Result<Checked> {
    ctx.permit(Relation::Own, Object::Referral, Action::Create)?;
    let mut tx = sys.store.read().await?;
    let person = match ctx.actor.person() {
        Some(id) => super::check::person(&mut tx, id).await?,
        None => person_of_code(&mut tx, code).await?,
    };
    let route = Route::of(age(&person, ctx.now), trafficking_signs);
    let listed = tx.listed_service(service).await?.ok_or(Error::NotFound)?;
    let mut checked =
        look(&mut tx, ctx, listed, For { person: &person, route, sender: ctx.actor.agency() }).await?;
    let of = &checked.listed.service;
    checked.phone = match of.phone.clone() {
        Some(phone) => Some(phone),
        None => tx.agency(of.agency).await?.unlock(&Actor::System, Action::View)?.1.phone,
    };
    if ctx.actor.person().is_some() && checked.terms.wants_worker {
        let near = tx.officer_near(person.municipality.department(), of.agency, None).await?;
        checked.office = match near {
            Some((_, agency)) => Some(office(&mut tx, agency).await?),
            None => None,
        };
    }
    Ok(checked)
}

async fn office(tx: &mut Tx, id: Id<Agency>) -> Result<Office> {
    Ok(Office { id, name: tx.agency_name(id).await?.unwrap_or_default() })
}

/// The services for a kind of need of somebody, best first: those that can be sent to, then those that something stands in
/// the way of.
///
/// # Errors
/// Problems with `code` and `category`; [`Error::NotFound`] if who asks sends no referrals, or did not find whom they
/// refer.
pub async fn find(
    sys: &System,
    ctx: &Ctx,
    whom: Whom<'_>,
    category: &str,
    trafficking_signs: bool,
) -> Result<Vec<Checked>> {
    ctx.permit(Relation::Own, Object::Referral, Action::Create)?;
    // A person looks for themselves only; the code of another is for officers.
    super::draft::officer(&ctx.actor)?;
    let category: ServiceCategory = super::chosen("category", category)?;
    let mut tx = sys.store.read().await?;
    let person = person_of(&mut tx, ctx, whom).await?;
    let route = Route::of(age(&person, ctx.now), trafficking_signs);
    let asked = For { person: &person, route, sender: ctx.actor.agency() };
    let mut checked = look_all(&mut tx, ctx, category, asked).await?;
    checked.truncate(FOUND);
    Ok(checked)
}

/// How the service of a draft, or of a referral that came back, fits its person now.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::Forbidden`] if it is not for who asks to send it.
pub async fn check_own(sys: &System, ctx: &Ctx, id: Id<Referral>) -> Result<Checked> {
    let mut tx = sys.store.read().await?;
    let (_, referral) = ctx.unlock(Action::Edit, tx.referral(id).await?)?;
    let person = super::check::person(&mut tx, referral.person).await?;
    let listed = tx.listed_service(referral.service).await?.ok_or(Error::NotFound)?;
    let mut checked = look(&mut tx, ctx, listed, For::of(&referral, &person)).await?;
    checked.office = match referral.sender {
        Some(sender) => Some(office(&mut tx, sender.agency).await?),
        None => None,
    };
    Ok(checked)
}

/// Other services for the need of a referral that came back, best first.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::Forbidden`] if it is not for who asks to send it elsewhere.
pub async fn alternatives(sys: &System, ctx: &Ctx, id: Id<Referral>) -> Result<Vec<Checked>> {
    let mut tx = sys.store.read().await?;
    let (_, referral) = ctx.unlock(Action::Edit, tx.referral(id).await?)?;
    let person = super::check::person(&mut tx, referral.person).await?;
    let mut checked = look_all(&mut tx, ctx, referral.category, For::of(&referral, &person)).await?;
    checked.retain(|one| one.listed.service.id != referral.service);
    checked.retain(|one| one.fit.barriers.is_empty());
    checked.truncate(ALTERNATIVES);
    Ok(checked)
}

/// The services for a kind of need that reach somebody, in order of fit.
async fn look_all(tx: &mut Tx, ctx: &Ctx, category: ServiceCategory, asked: For<'_>) -> Result<Vec<Checked>> {
    let municipality = Some(asked.person.municipality);
    let filter = ServiceFilter { category: Some(category), department: None, municipality, language: None };
    let page = Page { after: None, limit: LOOKED_AT };
    let found = tx.shown_services(&filter, shown_since(ctx.now.day()), page).await?;
    let mut checked = Vec::with_capacity(found.len());
    for listed in found {
        checked.push(look(tx, ctx, listed, asked).await?);
    }
    checked.sort_by_cached_key(|one| (one.fit.order(), one.listed.service.id));
    Ok(checked)
}

async fn look(tx: &mut Tx, ctx: &Ctx, listed: ListedService, asked: For<'_>) -> Result<Checked> {
    let terms = tx.terms(listed.service.id).await?;
    let fit = fit(tx, ctx, &listed, &terms, asked).await?;
    let agency = listed.service.agency;
    let held = held(tx, ctx, asked.person.id, agency, listed.service.id).await?;
    let category = listed.service.category;
    Ok(Checked {
        answer_by: Priority::Normal.answer_due(terms.promise_days, ctx.now),
        fields: Field::ALL.iter().copied().filter(|field| field.is_for(category)).collect(),
        consent_until: held.map(|grant| grant.consent.expires_at),
        has_accounts: !super::tell::answering(tx, agency).await?.is_empty(),
        office: None,
        phone: None,
        listed,
        terms,
        fit,
    })
}

/// A consent that the person gave for this very service, and that holds: what was said yes to is not stretched to
/// another need.
pub(super) async fn held(
    tx: &mut Tx,
    ctx: &Ctx,
    person: Id<Person>,
    agency: Id<Agency>,
    service: Id<Service>,
) -> Result<Option<Grant>> {
    for grant in tx.grants_to(person, agency).await? {
        let given = grant.way != Way::Override && grant.consent.holds(ctx.now);
        if given && tx.consent_was_for(grant.consent.id, service).await? {
            return Ok(Some(grant));
        }
    }
    Ok(None)
}

/// How a service fits, with everything that stands in the way.
pub(super) async fn fit(
    tx: &mut Tx,
    ctx: &Ctx,
    listed: &ListedService,
    terms: &Terms,
    asked: For<'_>,
) -> Result<Fit> {
    let (service, person, today) = (&listed.service, asked.person, ctx.now.day());
    let agreements = tx.agreements_of(service.agency).await?;
    let shown = service.status == ServiceStatus::Active
        && service.freshness(today) != Freshness::Expired
        && listed.agency_verified;
    let stands = [
        (!shown, Barrier::NotShown),
        (!agreements.iter().any(|agreement| agreement.holds_on(today)), Barrier::NoAgreement),
        (asked.sender == Some(service.agency), Barrier::OwnAgency),
        (terms.route != asked.route, Barrier::WrongRoute),
        (!terms.takes_age(age(person, ctx.now)), Barrier::Age),
        (asked.sender.is_none() && !terms.self_referral, Barrier::NoSelfReferral),
    ];
    let places = place::municipality(person.municipality).zip(place::municipality(service.municipality));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a distance within the country"
    )]
    let km = places.map_or(0, |(home, there)| road_km(home, there).round() as u32);
    Ok(Fit {
        barriers: stands.into_iter().filter(|(stands, _)| *stands).map(|(_, barrier)| barrier).collect(),
        capacity: terms.capacity,
        reaches: service.reaches(Some(person.municipality.department()), Some(person.municipality)),
        speaks: service.languages.contains(&person.language),
        km,
    })
}

/// The sentence for what stands in the way.
pub(super) const fn key(barrier: Barrier) -> &'static str {
    match barrier {
        Barrier::NotShown => "referral-barrier-not_shown",
        Barrier::NoAgreement => "referral-barrier-no_agreement",
        Barrier::OwnAgency => "referral-barrier-own_agency",
        Barrier::WrongRoute => "referral-barrier-wrong_route",
        Barrier::Age => "referral-barrier-age",
        Barrier::NoSelfReferral => "referral-barrier-no_self_referral",
    }
}
