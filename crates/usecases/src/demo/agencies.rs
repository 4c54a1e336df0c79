//! Agencies of the made-up world, their people, and one agency that runs the system.

use domain::{
    agency::{Agency, AgencyKind, AgencyStatus, Agreement, Bilingual},
    id::Id,
    place::MunicipalityCode,
    policy::{Action, Actor, Object, Role},
    taxonomy::OccupationCode,
    text::{Nit, Phone},
    time::Moment,
};
use store::Tx;

use super::{Guise, World, account, permit, read::rows};
use crate::Result;

/// Where rows come from, for finding the world again.
pub(super) const SOURCE: &str = "demo";
/// The agency that runs the system.
pub(super) const COORDINATION: &str = "coordination";

/// An agency that was made.
pub(super) struct Made {
    pub id: Id<Agency>,
    pub key: String,
    pub kind: AgencyKind,
    pub municipality: MunicipalityCode,
    pub hours: Bilingual,
    pub phone: Option<Phone>,
    pub verified: bool,
    /// What its people do; empty: anything.
    pub work: Vec<OccupationCode>,
}

/// A tax number with the right check digit (see `domain::text::Nit`).
fn nit(body: u32) -> Option<Nit> {
    "0123456789K".chars().find_map(|check| Nit::parse(&format!("{body}{check}")).ok())
}

/// Makes every agency; three of them still wait to be verified.
pub(super) async fn make(world: &mut World, tx: &mut Tx) -> Result<()> {
    coordination(world, tx).await?;
    let permit = permit(Object::Agency, Action::Create)?;
    for (at, row) in
        rows("agencies.csv", include_str!("../../../../seeds/demo/agencies.csv"))?.into_iter().enumerate()
    {
        let word = if row.get("kind") == "program" { "programme" } else { row.get("kind") };
        let kind = AgencyKind::from_word(word).ok_or_else(|| super::broken("agencies.csv"))?;
        let days = world.chance.between(200, 420);
        let created_at = world.ago(days);
        // One employer of eleven is new, and waits.
        let verified = !(kind == AgencyKind::Employer && at % 11 == 10);
        let created_at = if verified { created_at } else { world.ago(2) };
        let agency = Agency {
            id: world.chance.id(created_at),
            kind,
            status: if verified { AgencyStatus::Verified } else { AgencyStatus::Pending },
            name: row.get("name").to_owned(),
            nit: nit(9_000_000 + u32::try_from(at).unwrap_or(0)),
            municipality: row.parse("municipality")?,
            about: Bilingual::new(row.get("about_es"), row.get("about_en")),
            hours: Bilingual::new(row.get("hours_es"), row.get("hours_en")),
            phone: Phone::parse(row.get("phone")).ok(),
            reason: None,
            created_at,
            version: 1,
        };
        tx.add_agency(&permit, &agency, Some((SOURCE, row.get("key"))), created_at).await?;
        if verified {
            agree(world, tx, agency.id, created_at).await?;
        }
        staff(world, tx, &agency, row.get("key")).await?;
        world.agencies.push(Made {
            id: agency.id,
            key: row.get("key").to_owned(),
            kind,
            municipality: agency.municipality,
            hours: agency.hours,
            phone: agency.phone,
            verified,
            work: row.list("work", '|').into_iter().filter_map(|code| code.parse().ok()).collect(),
        });
    }
    Ok(())
}

/// A written agreement; a few end within two months.
async fn agree(world: &mut World, tx: &mut Tx, agency: Id<Agency>, at: Moment) -> Result<()> {
    let soon = world.chance.percent(8);
    let left = if soon { world.chance.between(10, 55) } else { world.chance.between(200, 700) };
    let agreement = Agreement {
        id: world.chance.id(at),
        agency,
        title: "Convenio de cooperación".to_owned(),
        signed_on: at.day(),
        expires_on: world.now.plus_days(left).day(),
    };
    tx.add_agreement(&permit(Object::Agency, Action::Edit)?, &agreement, at).await?;
    Ok(())
}

/// One person of each agency; the first agency of each kind is the one to enter as.
async fn staff(world: &mut World, tx: &mut Tx, agency: &Agency, key: &str) -> Result<()> {
    let guise = match agency.kind {
        AgencyKind::Employer => Some(Guise::Employer),
        AgencyKind::Training => Some(Guise::Training),
        AgencyKind::Certification => Some(Guise::Certification),
        AgencyKind::Programme => Some(Guise::Programme),
        AgencyKind::Office | AgencyKind::Coordination => None,
    };
    let first = guise.filter(|guise| world.entries.iter().all(|(taken, _)| taken != guise));
    let email =
        first.map_or_else(|| format!("{key}@demo.example"), |guise| format!("{}@demo.example", guise.word()));
    add_staff(world, tx, agency.id, Role::FocalPoint, &email, first, agency.created_at).await
}

async fn add_staff(
    world: &mut World,
    tx: &mut Tx,
    agency: Id<Agency>,
    role: Role,
    email: &str,
    guise: Option<Guise>,
    at: Moment,
) -> Result<()> {
    let account = account(world, agency, role, email, at);
    tx.add_account(&permit(Object::Account, Action::Create)?, &account, None, at).await?;
    if let Some(guise) = guise {
        world.entries.push((guise, Actor::Staff { account: account.id, agency, role }));
    }
    Ok(())
}

/// The agency that runs the system, with a coordinator and an administrator.
async fn coordination(world: &mut World, tx: &mut Tx) -> Result<()> {
    let at = world.ago(500);
    let agency = Agency {
        id: world.chance.id(at),
        kind: AgencyKind::Coordination,
        status: AgencyStatus::Verified,
        name: "Coordinación (demostración)".to_owned(),
        nit: None,
        municipality: "0101".parse().map_err(|_| super::broken("0101"))?,
        about: Bilingual::new(
            "Verifica instituciones y revisa ofertas.",
            "Verifies institutions and reviews offers.",
        ),
        hours: Bilingual::default(),
        phone: None,
        reason: None,
        created_at: at,
        version: 1,
    };
    tx.add_agency(&permit(Object::Agency, Action::Create)?, &agency, Some((SOURCE, COORDINATION)), at)
        .await?;
    for (role, guise) in
        [(Role::Coordinator, Guise::Coordinator), (Role::Administrator, Guise::Administrator)]
    {
        add_staff(world, tx, agency.id, role, &format!("{}@demo.example", guise.word()), Some(guise), at)
            .await?;
    }
    Ok(())
}
