//! A made-up desk of reception, and some people who were registered there today.

use domain::{
    agency::{Agency, AgencyKind, AgencyStatus, Bilingual},
    id::Id,
    intake::Intake,
    policy::{Action, Actor, Object, Role},
};
use store::Tx;

use super::{Guise, PIN, World, account, agencies::SOURCE, email_of, permit};
use crate::{Ctx, Result, System, intake};

/// The desk's key among the made-up agencies.
pub(super) const DESK: &str = "recepcion-aeropuerto";

/// Makes the desk and who works there.
pub(super) async fn make(world: &mut World, tx: &mut Tx) -> Result<()> {
    let at = world.now.plus_days(-90);
    let agency = Agency {
        id: world.chance.id(at),
        kind: AgencyKind::Office,
        status: AgencyStatus::Verified,
        name: "Recepción del Aeropuerto (inventada)".to_owned(),
        nit: None,
        municipality: "0101".parse().map_err(|_| super::broken("0101"))?,
        about: Bilingual::new("Registra a quienes llegan.", "Registers those who arrive."),
        hours: Bilingual::default(),
        phone: None,
        reason: None,
        created_at: at,
        version: 1,
    };
    tx.add_agency(&permit(Object::Agency, Action::Create)?, &agency, Some((SOURCE, DESK)), at).await?;
    let email = email_of(Guise::Reception)?.to_string();
    let account = account(world, agency.id, Role::Reception, &email, at);
    tx.add_account(&permit(Object::Account, Action::Create)?, &account, None, at).await?;
    world.entries.push((
        Guise::Reception,
        Actor::Staff { account: account.id, agency: agency.id, role: Role::Reception },
    ));
    Ok(())
}

/// Registers people through the desk, as its page does.
pub(super) async fn register(sys: &System, ctx: &Ctx, actor: Actor) -> Result<()> {
    let ctx = &Ctx { actor, ..*ctx };
    let agency = ctx.agency()?;
    for (alias, birth, municipality, language, needs, work) in [
        ("Tomasa Inventada", "1991", "1413", "ixl", &["documents", "employment"][..], "cosía en una fábrica"),
        ("Beto Inventado", "27", "1601", "kek", &["health"], "ponía techos"),
        ("", "3/4/1985", "0901", "es", &[], ""),
        ("Lico Inventado", "1979", "1214", "mam", &["psychosocial", "housing"], "lavaba platos"),
    ] {
        let form = intake::Form {
            desk: agency.to_string(),
            alias: alias.to_owned(),
            birth: birth.to_owned(),
            municipality: municipality.to_owned(),
            language: language.to_owned(),
            needs: needs.iter().map(|need| (*need).to_owned()).collect(),
            work: work.to_owned(),
            purposes: vec!["account".to_owned(), "statistics".to_owned()],
            way: "voice".to_owned(),
            pin: PIN.to_owned(),
            ..intake::Form::default()
        };
        intake::take(sys, ctx, Id::<Intake>::new(ctx.now), &form).await?;
    }
    Ok(())
}
