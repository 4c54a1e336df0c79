//! Two made-up referrals in compartments, so that it can be looked at that only the right service, its officer and the
//! person know of them: a girl of sixteen, and somebody with signs of trafficking.

use domain::{
    agency::{Agency, AgencyKind, AgencyStatus, Bilingual},
    person::{Contact, ContactOwner, Person, PersonStatus, Profile},
    policy::{Action, Object, Role},
    referral::{Priority, Route, Sender, Terms},
    service::{Service, ServiceArea, ServiceCategory, ServiceStatus},
    taxonomy::LanguageCode,
};
use store::Tx;

use super::{
    super::{account, broken, permit},
    World,
    course::Course,
    life::Life,
};
use crate::{Result, application::counted};

/// Days since the houses signed up, and since the people came.
const HOUSE_DAYS: i64 = 160;
const PERSON_DAYS: i64 = 12;

/// Makes both; answers how many referrals that were.
pub(super) async fn make(world: &mut World, tx: &mut Tx, officer: Sender) -> Result<usize> {
    let girl = house(
        world,
        tx,
        ("Casa Arcoíris (demostración)", "casa-arcoiris"),
        ("Protección de niñas y adolescentes", "Protection of girls and young people"),
        Route::Minors,
    )
    .await?;
    let woman = house(
        world,
        tx,
        ("Casa Amanecer (demostración)", "casa-amanecer"),
        ("Atención a víctimas", "Help for victims"),
        Route::Trafficking,
    )
    .await?;
    let cases = [
        ("Adolescente Inventada", 16, girl, Course::Accepted),
        ("Persona Inventada", 27, woman, Course::Sent),
    ];
    let mut made = 0;
    for (alias, age, (service, terms), course) in cases {
        let person = somebody(world, tx, alias, age).await?;
        let route = terms.route;
        let parties = (Some(officer), Priority::Urgent);
        let life = Life::lead(world, &person, (&service, &terms), parties, course, PERSON_DAYS)?.on(route);
        life.keep(tx, &person, counted(&person)).await?;
        made += 1;
    }
    Ok(made)
}

/// A house with a service that takes only people of a route, and somebody who answers.
async fn house(
    world: &mut World,
    tx: &mut Tx,
    (name, key): (&str, &str),
    service: (&str, &str),
    route: Route,
) -> Result<(Service, Terms)> {
    let at = world.now.plus_days(-HOUSE_DAYS);
    let agency = Agency {
        id: world.chance.id(at),
        kind: AgencyKind::Office,
        status: AgencyStatus::Verified,
        name: name.to_owned(),
        nit: None,
        municipality: "0101".parse().map_err(|_| broken("0101"))?,
        about: Bilingual::new("Una casa de protección.", "A house of protection."),
        hours: Bilingual::new("A toda hora", "At any hour"),
        phone: None,
        reason: None,
        created_at: at,
        version: 1,
    };
    tx.add_agency(&permit(Object::Agency, Action::Create)?, &agency, None, at).await?;
    super::agree(world, tx, agency.id, at).await?;
    let focal = account(world, agency.id, Role::FocalPoint, &format!("{key}@demo.example"), at);
    tx.add_account(&permit(Object::Account, Action::Create)?, &focal, None, at).await?;
    let service = Service {
        id: world.chance.id(at),
        agency: agency.id,
        category: ServiceCategory::Protection,
        status: ServiceStatus::Active,
        name: Bilingual::new(service.0, service.1),
        description: Bilingual::new("Con cita y en confianza.", "By appointment and in confidence."),
        cost: Bilingual::new("Gratis", "Free"),
        bring: Bilingual::default(),
        hours: agency.hours.clone(),
        languages: vec![LanguageCode::Spanish, LanguageCode::Kiche],
        municipality: agency.municipality,
        address: String::new(),
        area: ServiceArea::National,
        phone: None,
        assured_on: world.now.plus_days(-5).day(),
        created_at: at,
        version: 1,
    };
    tx.add_service(&permit(Object::Service, Action::Create)?, &service, None, at).await?;
    let oldest = (route == Route::Minors).then_some(17);
    let terms = Terms { promise_days: 3, route, oldest, version: 1, ..Terms::of(service.id) };
    tx.put_terms(&permit(Object::Service, Action::Edit)?, &terms, at).await?;
    Ok((service, terms))
}

/// Somebody of this age whom nobody else finds: the account is paused.
async fn somebody(world: &mut World, tx: &mut Tx, alias: &str, age: i16) -> Result<Person> {
    let at = world.now.plus_days(-PERSON_DAYS);
    let person = Person {
        id: world.chance.id(at),
        code: world.code(),
        status: PersonStatus::Paused,
        alias: alias.parse().map_err(|_| broken("alias"))?,
        birth_year: world.now.day().year() - age,
        sex: None,
        municipality: "1412".parse().map_err(|_| broken("1412"))?,
        language: LanguageCode::Kiche,
        lang: domain::message::Lang::Es,
        contact: "3000 0011".parse().ok().map(|phone| Contact { phone, owner: ContactOwner::Own }),
        cui: None,
        profile: Profile::default(),
        created_at: at,
        version: 1,
    };
    tx.add_person(&permit(Object::Person, Action::Create)?, &person, "", None, at).await?;
    Ok(person)
}
