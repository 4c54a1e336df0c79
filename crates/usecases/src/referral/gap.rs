//! Needs that no service met: noted by whoever refers. They are counted in `supply`.

use domain::{
    id::Id,
    policy::{Action, Object, Relation},
    referral::{Gap, GapReason},
    service::ServiceCategory,
};

use super::{check, chosen};
use crate::{Ctx, Result, System, place::choose};

/// Notes a need that no service met: of the person with this code, or of nobody named. Sent twice it is one.
///
/// # Errors
/// Problems with `need`, `reason`, `municipality` and `code`; [`crate::Error::NotFound`] if who asks sends no referrals.
pub async fn note_gap(
    sys: &System,
    ctx: &Ctx,
    id: Id<Gap>,
    (need, reason, municipality, code): (&str, &str, &str, &str),
) -> Result<()> {
    let permit = &ctx.permit(Relation::Own, Object::Referral, Action::Create)?;
    let agency = ctx.agency()?;
    let need: ServiceCategory = chosen("need", need)?;
    let reason: GapReason = chosen("reason", reason)?;
    let municipality = choose(municipality).map_err(|key| crate::Error::invalid("municipality", key))?;
    sys.store
        .write(move |mut tx| async move {
            let person = match code.trim() {
                "" => None,
                code => Some(check::person_of_code(&mut tx, code).await?.id),
            };
            let gap = Gap { id, need, municipality, reason, person, agency, at: ctx.now };
            tx.add_gap(permit, &gap).await?;
            Ok(tx.done(()))
        })
        .await
}
