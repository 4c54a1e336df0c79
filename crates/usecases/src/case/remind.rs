//! What is owed in cases is told: to whoever owes it on its day, and to the coordination when nobody did it for long. Each
//! once, in one mail for all that is due.

use domain::{
    agency::{Account, Agency},
    id::Id,
    message::Notice,
    policy::{Action, Object, Relation},
    time::Moment,
};

use super::{list::LATE_DAYS, walk::case_workers};
use crate::{
    Ctx, Result, System,
    message::{self, To},
};

/// Officers looked up in one go.
const BATCH: i64 = 200;

/// Tells the officers in whose cases something is owed by the end of today, the agencies that were asked to go on with
/// one, and the coordination where something is owed for [`LATE_DAYS`]. Answers how many officers were looked at.
///
/// # Errors
/// [`crate::Error::NotFound`] unless the clock asks; if the database cannot be reached. Who cannot be told holds up nobody
/// else, and is told the next night.
pub async fn remind_due(sys: &System, ctx: &Ctx) -> Result<usize> {
    ctx.permit(Relation::Stranger, Object::Case, Action::Edit)?;
    let until = Moment::end_of(ctx.now.day());
    let mut outcome = tell_late(sys, ctx).await;
    let (mut count, mut after) = (0, None);
    loop {
        let officers = sys.store.read().await?.officers_owing(until, after, BATCH).await?;
        let Some(last) = officers.last().copied() else { return outcome.map(|()| count) };
        for officer in &officers {
            outcome = outcome.and(tell(sys, ctx, *officer, until).await);
        }
        count += officers.len();
        after = Some(last);
    }
}

async fn tell(
    sys: &System,
    ctx: &Ctx,
    (officer, agency): (Id<Account>, Id<Agency>),
    until: Moment,
) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let mut receivers = Vec::new();
            for asked in tx.agencies_owing((officer, agency), until).await? {
                receivers.extend(case_workers(&mut tx, Some(asked)).await?);
            }
            // Who works there no longer cannot do it; the coordination will see it.
            receivers
                .extend(case_workers(&mut tx, Some(agency)).await?.into_iter().find(|one| *one == officer));
            if tx.note_owing_told((officer, agency), until).await? > 0 {
                for account in receivers {
                    message::tell(&mut tx, &To::Account(account), Notice::CaseDue, &[], ctx.now).await?;
                }
            }
            Ok(tx.done(()))
        })
        .await
}

async fn tell_late(sys: &System, ctx: &Ctx) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            if tx.note_late_told(ctx.now.plus_days(-LATE_DAYS)).await? > 0 {
                message::tell_coordination(&mut tx, Notice::CaseLate, &[], ctx.now).await?;
            }
            Ok(tx.done(()))
        })
        .await
}
