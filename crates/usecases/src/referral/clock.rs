//! What happens while nobody takes the next step. Called by a job; any number of workers may do so at once, and die in
//! between: each tick of each deadline is done once, with all that follows from it, or not at all.

use domain::{
    id::Id,
    policy::{Action, Actor, Object, Permit, Relation},
    referral::{Ending, Party, Referral, ReferralEvent, Step, Tick},
};
use store::Tx;

use super::{
    follow, permission, tell,
    walk::{self, Taking},
};
use crate::{Ctx, Error, Result, System};

/// Referrals looked at in one reading.
const BATCH: i64 = 200;
/// Readings in one run; the next run takes the rest.
const RUNS: usize = 20;
/// Seconds after which a referral that the clock could not look at is tried again.
const AGAIN: i64 = 3600;

/// Does whatever has come due: reminds, tells those who look after it, ends. Answers how many ticks were done.
///
/// # Errors
/// [`Error::NotFound`] unless the clock asks; if the database cannot be reached. A referral that cannot be read is passed
/// over for an hour, and is no error here.
pub async fn tick_due(sys: &System, ctx: &Ctx) -> Result<usize> {
    ctx.permit(Relation::Stranger, Object::Referral, Action::Edit)?;
    permission::tell_due(sys, ctx).await?;
    let mut done = 0;
    for _ in 0..RUNS {
        let found = sys.store.read().await?.referrals_ticking(ctx.now, BATCH).await?;
        for id in &found {
            done += match tick(sys, ctx, *id).await {
                Ok(ticks) => ticks,
                Err(error) => {
                    // If another worker was faster, nothing is due any more; else it must not be forgotten.
                    if pass_over(sys, ctx, *id).await? {
                        tracing::error!(referral = %id, error = &error as &dyn std::error::Error, "not ticked");
                    }
                    0
                }
            };
        }
        if i64::try_from(found.len()).unwrap_or(0) < BATCH {
            break;
        }
    }
    Ok(done)
}

async fn pass_over(sys: &System, ctx: &Ctx, id: Id<Referral>) -> Result<bool> {
    sys.store
        .write(move |mut tx| async move {
            let due = tx.postpone_tick(id, ctx.now, ctx.now.plus(AGAIN)).await?;
            Ok(tx.done(due))
        })
        .await
}

/// Does what is due for one referral, in one unit of work.
async fn tick(sys: &System, ctx: &Ctx, id: Id<Referral>) -> Result<usize> {
    sys.store
        .write(move |mut tx| async move {
            let (permit, before) = tx.referral(id).await?.unlock(&Actor::System, Action::Edit)?;
            let ticks = before.ticks_due(ctx.now);
            let Some(last) = ticks.last().copied() else {
                // A calendar that has changed since moves the moment, and it is written anew.
                put(&mut tx, &before, false, ctx).await?;
                return Ok(tx.done(0));
            };
            for tick in &ticks {
                tx.note_tick(&before, *tick, ctx.now).await?;
            }
            let ending = if last == Tick::Over { Some(ending(&mut tx, &before, ctx).await?) } else { None };
            let late = ticks.contains(&Tick::Due) && !matches!(ending, Some(Ending::Resume | Ending::Close));
            if late {
                tell::tick(&mut tx, &before, Tick::Due, ctx.now).await?;
            } else if last < Tick::Due {
                tell::tick(&mut tx, &before, last, ctx.now).await?;
            }
            match ending {
                Some(Ending::Expire) => step(&mut tx, ctx, &permit, &before, Step::Expire).await?,
                Some(Ending::Resume) => step(&mut tx, ctx, &permit, &before, Step::Resume).await?,
                Some(Ending::Close) => step(&mut tx, ctx, &permit, &before, Step::Close).await?,
                Some(Ending::Again) => {
                    tell::ask_again(&mut tx, &before, ctx.now).await?;
                    put(&mut tx, &before.clone().owed_again(ctx.now), late, ctx).await?;
                }
                None => put(&mut tx, &Referral { ticked: Some(last), ..before.clone() }, late, ctx).await?,
            }
            Ok(tx.done(ticks.len()))
        })
        .await
}

/// What the end of the time leads to; a result is closed only if the person was tried often enough.
async fn ending(tx: &mut Tx, before: &Referral, ctx: &Ctx) -> Result<Ending> {
    if before.ending() != Ending::Close {
        return Ok(before.ending());
    }
    let attempts = follow::tries(tx, before).await?;
    Ok(if before.may_close(attempts, ctx.now) { Ending::Close } else { Ending::Again })
}

async fn put(tx: &mut Tx, after: &Referral, late: bool, ctx: &Ctx) -> Result<()> {
    if tx.put_ticked(after, late, ctx.now).await? {
        Ok(())
    } else {
        Err(Error::Conflict("error-changed-meanwhile"))
    }
}

async fn step(tx: &mut Tx, ctx: &Ctx, permit: &Permit, before: &Referral, step: Step) -> Result<()> {
    let mut taking = Taking::new(Action::Edit, step);
    if step == Step::Close {
        taking.detail.attempts = domain::referral::CONFIRM_ATTEMPTS;
    }
    let event: Id<ReferralEvent> = Id::new(ctx.now);
    walk::walk(tx, ctx, permit, (before, Party::Clock), event, &taking).await?;
    Ok(())
}
