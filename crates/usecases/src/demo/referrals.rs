//! Referrals of the made-up world, in every state, each with its steps in time as the rules take them; and what services
//! promise. The clock does at the end what has come due.

mod course;
mod life;
mod reserved;

use domain::{
    agency::{Agency, AgencyKind, AgencyStatus, Agreement, Bilingual},
    id::Id,
    person::PersonStatus,
    policy::{Action, Object, Role},
    referral::{Capacity, Gap, GapReason, Priority, Referral, Route, Sender, Terms},
    service::{Service, ServiceArea, ServiceCategory, ServiceStatus},
    taxonomy::LanguageCode,
    time::Moment,
};
use store::{Tx, referral::Kind};

use super::{Guise, World, account, permit};
use crate::{Result, application::counted};

use course::Course;
use life::Life;

/// So many referrals are made at the least, and one for so many people where there are more.
const REFERRALS: usize = 400;
const PEOPLE_A_REFERRAL: usize = 20;
/// So many needs without a service are noted.
const GAPS: usize = 140;
/// Whose services one may enter as: they receive a fifth of all.
const BUSY: &str = super::SERVICE;
/// Where the officer to enter as sits.
const WINDOW: &str = "ventanilla-joyabaj";
/// Offices with an officer who refers.
const OFFICES: [&str; 5] =
    [WINDOW, "oficina-tutuapa", "ventanilla-tajumulco", "ventanilla-huehuetenango", "mujer-familia-coban"];

/// A service that takes referrals.
struct Taking {
    service: Service,
    terms: Terms,
}

/// What becomes of the referrals of the person to enter as, in order.
const OF_THE_GUIDE: [Course; 6] =
    [Course::Sent, Course::Asked, Course::Completed, Course::Waitlisted, Course::Closed, Course::Declined];

/// Makes what services promise, officers, referrals and needs without a service.
pub(super) async fn make(world: &mut World, tx: &mut Tx) -> Result<usize> {
    house(world, tx).await?;
    let taking = promise(world, tx).await?;
    let officers = officers(world, tx).await?;
    world.officers.clone_from(&officers);
    let mut made = 0;
    for at in 0..REFERRALS.max(world.people.len() / PEOPLE_A_REFERRAL) {
        let guide = at < OF_THE_GUIDE.len();
        let person = if guide { Some(0) } else { somebody(world) };
        let Some(person) = person else { continue };
        let busy = !guide && world.chance.percent(22);
        let Some(service) = service(world, &taking, person, busy) else { continue };
        let sender = sender(world, &taking[service], &officers, at);
        let course = match at {
            at if guide => OF_THE_GUIDE[at],
            _ if busy => *world.chance.weighted(&course::WAITING),
            _ => *world.chance.weighted(&course::COURSES),
        };
        let handed_on = one(world, tx, person, &taking[service], (sender, None), course).await?;
        made += 1;
        let away = taking[service].service.agency;
        if let Some(other) = handed_on.and(self::service(world, &taking, person, false))
            && taking[other].service.agency != away
            && sender.is_some_and(|sender| sender.agency != taking[other].service.agency)
        {
            one(world, tx, person, &taking[other], (sender, handed_on), Course::Draft).await?;
            made += 1;
        }
    }
    gaps(world, tx, &officers).await?;
    if let Some(officer) = officers.first() {
        made += reserved::make(world, tx, *officer).await?;
    }
    Ok(made)
}

/// An organisation where nobody has an account: it answers by link.
async fn house(world: &mut World, tx: &mut Tx) -> Result<()> {
    let at = world.now.plus_days(-150);
    let agency = Agency {
        id: world.chance.id(at),
        kind: AgencyKind::Office,
        status: AgencyStatus::Verified,
        name: "Casa Abierta (demostración)".to_owned(),
        nit: None,
        municipality: "0101".parse().map_err(|_| super::broken("0101"))?,
        about: Bilingual::new("Una casa donde hablar con calma.", "A house to talk in peace."),
        hours: Bilingual::new("Todos los días, de 9:00 a 17:00", "Every day, 9:00 to 17:00"),
        phone: None,
        reason: None,
        created_at: at,
        version: 1,
    };
    tx.add_agency(&permit(Object::Agency, Action::Create)?, &agency, None, at).await?;
    agree(world, tx, agency.id, at).await?;
    let service = Service {
        id: world.chance.id(at),
        agency: agency.id,
        category: ServiceCategory::Psychosocial,
        status: ServiceStatus::Active,
        name: Bilingual::new("Escucha y acompañamiento", "Somebody who listens"),
        description: Bilingual::new("Hable con alguien, con cita.", "Talk to somebody, by appointment."),
        cost: Bilingual::new("Gratis", "Free"),
        bring: Bilingual::default(),
        hours: agency.hours.clone(),
        languages: vec![LanguageCode::Spanish, LanguageCode::Kiche],
        municipality: agency.municipality,
        address: String::new(),
        area: ServiceArea::National,
        phone: None,
        assured_on: world.now.plus_days(-10).day(),
        created_at: at,
        version: 1,
    };
    tx.add_service(&permit(Object::Service, Action::Create)?, &service, None, at).await?;
    let terms = Terms { promise_days: 5, version: 1, ..Terms::of(service.id) };
    Ok(tx.put_terms(&permit(Object::Service, Action::Edit)?, &terms, at).await?)
}

/// A house and those who refer to it have an agreement.
async fn agree(world: &mut World, tx: &mut Tx, agency: Id<Agency>, at: Moment) -> Result<()> {
    let agreement = Agreement {
        id: world.chance.id(at),
        agency,
        title: "Convenio de cooperación".to_owned(),
        signed_on: at.day(),
        expires_on: world.now.plus_days(400).day(),
    };
    Ok(tx.add_agreement(&permit(Object::Agency, Action::Edit)?, &agreement, at).await?)
}

/// What each service promises; one is for victims of trafficking only.
async fn promise(world: &mut World, tx: &mut Tx) -> Result<Vec<Taking>> {
    let permit = permit(Object::Service, Action::Edit)?;
    let verified: Vec<_> = world.agencies.iter().filter(|made| made.verified).map(|made| made.id).collect();
    let services = std::mem::take(&mut world.services);
    let mut taking = Vec::with_capacity(services.len());
    let mut reserved = false;
    for service in services {
        let chance = &mut world.chance;
        let capacity = [(Capacity::Free, 74), (Capacity::WaitingList, 16), (Capacity::Full, 10)];
        let mut terms = Terms {
            promise_days: *chance.weighted(&[(3, 25), (5, 40), (7, 15), (10, 20)]),
            capacity: *chance.weighted(&capacity),
            self_referral: chance.percent(40),
            wants_worker: chance.percent(30),
            version: 1,
            ..Terms::of(service.id)
        };
        if service.category == ServiceCategory::Protection && !reserved {
            reserved = true;
            terms = Terms { route: Route::Trafficking, self_referral: false, ..terms };
        }
        tx.put_terms(&permit, &terms, service.created_at).await?;
        if verified.contains(&service.agency) {
            taking.push(Taking { service, terms });
        }
    }
    Ok(taking)
}

/// One officer in each of the offices that refer; the first is the one to enter as.
async fn officers(world: &mut World, tx: &mut Tx) -> Result<Vec<Sender>> {
    let mut officers = Vec::new();
    for key in OFFICES {
        let made = world.agencies.iter().find(|made| made.key == key && made.kind == AgencyKind::Office);
        let agency = made.ok_or_else(|| super::broken("agencies.csv"))?.id;
        let name = if key == WINDOW { Guise::Officer.word().to_owned() } else { format!("gestor-{key}") };
        let at = world.now.plus_days(-200);
        let account = account(world, agency, Role::CaseWorker, &format!("{name}@demo.example"), at);
        tx.add_account(&permit(Object::Account, Action::Create)?, &account, None, at).await?;
        officers.push(Sender { account: account.id, agency });
        if key == WINDOW {
            colleague(world, tx, agency).await?;
        }
    }
    Ok(officers)
}

/// Somebody in the same office who could go on with what the officer to enter as leaves.
async fn colleague(world: &mut World, tx: &mut Tx, agency: Id<Agency>) -> Result<()> {
    let at = world.now.plus_days(-90);
    let account = account(world, agency, Role::CaseWorker, &format!("colega-{WINDOW}@demo.example"), at);
    Ok(tx.add_account(&permit(Object::Account, Action::Create)?, &account, None, at).await?)
}

/// Somebody grown up, whose account is not paused.
fn somebody(world: &mut World) -> Option<usize> {
    let last = i64::try_from(world.people.len()).ok()? - 1;
    let at = usize::try_from(world.chance.between(0, last)).ok()?;
    let person = &world.people[at].person;
    let young = world.now.day().year() - person.birth_year < domain::person::ADULT_AGE;
    (person.status != PersonStatus::Paused && !young).then_some(at)
}

/// A service that reaches where the person lives, if there is one.
fn service(world: &mut World, taking: &[Taking], person: usize, busy: bool) -> Option<usize> {
    let home = world.people[person].person.municipality;
    let agency = world.agencies.iter().find(|made| made.key == BUSY).map(|made| made.id);
    let open = taking.iter().enumerate().filter(|(_, one)| one.terms.route == Route::Open);
    let near = |one: &Taking| one.service.reaches(Some(home.department()), Some(home));
    let fitting: Vec<usize> = open
        .filter(|(_, one)| if busy { Some(one.service.agency) == agency } else { near(one) })
        .map(|(at, _)| at)
        .collect();
    (!fitting.is_empty()).then(|| *world.chance.pick(&fitting))
}

/// An officer of another office, or the person where the service accepts that.
fn sender(world: &mut World, taking: &Taking, officers: &[Sender], at: usize) -> Option<Sender> {
    if taking.terms.self_referral && world.chance.percent(15) {
        return None;
    }
    let others: Vec<Sender> =
        officers.iter().copied().filter(|officer| officer.agency != taking.service.agency).collect();
    // Every third is the work of the officer to enter as.
    if at.is_multiple_of(3) && others.first().is_some_and(|first| Some(first) == officers.first()) {
        return others.first().copied();
    }
    Some(*world.chance.pick(&others))
}

/// Makes one; answers which it is if it was handed on.
async fn one(
    world: &mut World,
    tx: &mut Tx,
    person: usize,
    taking: &Taking,
    (sender, parent): (Option<Sender>, Option<Id<Referral>>),
    course: Course,
) -> Result<Option<Id<Referral>>> {
    let made = world.people[person].person.clone();
    let priority =
        *world.chance.weighted(&[(Priority::Normal, 86), (Priority::Urgent, 11), (Priority::Emergency, 3)]);
    let since = made.created_at.max(taking.service.created_at);
    let oldest = (world.now.seconds() - since.seconds()) / 86_400;
    let life =
        Life::lead(world, &made, (&taking.service, &taking.terms), (sender, priority), course, oldest)?;
    let life = match parent {
        Some(parent) => life.after(parent),
        None => life,
    };
    let handed_on = life.handed_on();
    life.keep(tx, &made, counted(&made)).await?;
    Ok(handed_on)
}

/// Needs that no service met, most of them where many people come from.
async fn gaps(world: &mut World, tx: &mut Tx, officers: &[Sender]) -> Result<()> {
    let permit = permit(Object::Referral, Action::Create)?;
    let needs = [
        (ServiceCategory::Housing, 30),
        (ServiceCategory::Psychosocial, 20),
        (ServiceCategory::Health, 18),
        (ServiceCategory::Transport, 12),
        (ServiceCategory::Education, 10),
        (ServiceCategory::Legal, 10),
    ];
    let reasons = [
        (GapReason::NoService, 45),
        (GapReason::TooFar, 25),
        (GapReason::Full, 15),
        (GapReason::Language, 15),
    ];
    let first = ["1412", "1209", "1206"].map(str::parse);
    for _ in 0..GAPS {
        let days = world.chance.between(1, 200);
        let at = world.ago(days);
        let home = if world.chance.percent(70) {
            world.chance.pick(&first).map_err(|_| super::broken("1412"))?
        } else {
            let Some(person) = somebody(world) else { continue };
            world.people[person].person.municipality
        };
        let gap = Gap {
            id: world.chance.id(at),
            need: *world.chance.weighted(&needs),
            municipality: home,
            reason: *world.chance.weighted(&reasons),
            person: None,
            agency: world.chance.pick(officers).agency,
            at,
        };
        tx.add_gap(&permit, &gap).await?;
    }
    Ok(())
}
