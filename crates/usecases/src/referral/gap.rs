//! Needs that no service met, and how many there are beside how many services.

use domain::{
    id::Id,
    place::DepartmentCode,
    policy::{Action, Object, Relation},
    referral::{Gap, GapReason},
    report::SMALLEST_SHOWN,
    service::{ServiceCategory, shown_since},
    time::Moment,
};
use store::referral::GapCount;

use super::{check, chosen};
use crate::{Ctx, Result, System, place::choose};

/// Days that the ledger looks back.
const LEDGER_DAYS: i64 = 365;

/// Needs of one kind in a municipality beside the services that reach it. `needs` is `None` where there are few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gaps {
    /// Where, which kind, and the services.
    pub count: GapCount,
    /// Needs noted, if they may be shown.
    pub needs: Option<i64>,
}

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

/// The needs of the last year that no service met in a department, beside the services that reach it. There are no totals,
/// so nothing can be taken from one.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not a coordinator.
pub async fn gaps(sys: &System, ctx: &Ctx, department: DepartmentCode) -> Result<Vec<Gaps>> {
    ctx.permit(Relation::Stranger, Object::Report, Action::View)?;
    let from = Moment::end_of(ctx.now.plus_days(-LEDGER_DAYS).day()).plus(1);
    let to = Moment::end_of(ctx.now.day());
    let since = shown_since(ctx.now.day());
    let counts = sys.store.read().await?.gap_counts(department, from, to, since).await?;
    let shown = |count: GapCount| Gaps {
        needs: (count.needs >= SMALLEST_SHOWN).then_some(count.needs),
        count: GapCount { needs: 0, ..count },
    };
    Ok(counts.into_iter().map(shown).collect())
}
