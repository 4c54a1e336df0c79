//! The permission to share ends before the service does: it is told beforehand and when it is so, and given anew by the
//! person, or read out to them by their officer.

use domain::{
    consent::{Field, Purpose, Way},
    id::Id,
    policy::Action,
    referral::{Party, Referral, Status},
    time::Moment,
};
use store::Tx;

use super::{send::Taken, tell};
use crate::{Ctx, Error, Result, System, merge};

/// It is told, and can be given anew, so many days before it ends.
const BEFORE_DAYS: i64 = 14;
/// Permissions looked at in one reading.
const BATCH: i64 = 200;

/// A permission that ends soon, or has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// When.
    pub at: Moment,
    /// What it lets the organisation read.
    pub fields: Vec<Field>,
}

/// The permission under which a referral that is not over was sent, if it ends soon or has ended by itself.
pub(super) async fn ending(tx: &mut Tx, referral: &Referral, now: Moment) -> Result<Option<Ending>> {
    let goes_on = !referral.status.is_over() && referral.status != Status::Draft && !referral.overridden;
    let Some(consent) = referral.consent.filter(|_| goes_on) else { return Ok(None) };
    let grant = tx.grant(consent).await?.filter(|grant| grant.consent.withdrawn_at.is_none());
    Ok(grant.and_then(|grant| {
        let at = grant.consent.expires_at.filter(|at| *at <= now.plus_days(BEFORE_DAYS))?;
        Some(Ending { at, fields: grant.fields })
    }))
}

/// Gives the same permission anew, to the same organisation and for the same fields. What else was sent by the old one and
/// is not over goes on by the new one.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; conflict `referral-permission-holds` if it does not end soon; a problem with
/// `way`.
pub async fn renew(sys: &System, ctx: &Ctx, id: Id<Referral>, taken: &Taken) -> Result<()> {
    if taken.way == Way::Override {
        return Err(Error::invalid("way", "referral-choice-unknown"));
    }
    sys.store
        .write(move |mut tx| async move {
            let ctx = &merge::as_owner_of(&mut tx, ctx, id).await?;
            let (permit, referral) = ctx.unlock(Action::Confirm, tx.referral(id).await?)?;
            let ending = ending(&mut tx, &referral, ctx.now).await?;
            let ending = ending.ok_or(Error::Conflict("referral-permission-holds"))?;
            let old = referral.consent.ok_or(Error::NotFound)?;
            let taken = Taken { fields: ending.fields, ..taken.clone() };
            let grant = taken.grant(ctx, Purpose::Referral, referral.person, referral.agency);
            tx.give_grant(&permit, &grant, ctx.now).await?;
            tx.renew_grant(old, grant.consent.id).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Tells of permissions that end soon and of those that have ended, each once: the person and their officer, and the
/// organisation when it can no longer read. Called with the clock.
///
/// # Errors
/// If the database cannot be reached. A referral that cannot be read is passed over.
pub(super) async fn tell_due(sys: &System, ctx: &Ctx) -> Result<()> {
    for ended in [true, false] {
        let until = if ended { ctx.now } else { ctx.now.plus_days(BEFORE_DAYS) };
        let found = sys.store.read().await?.grants_ending(until, ended, BATCH).await?;
        for consent in found {
            let told = sys
                .store
                .write(move |mut tx| async move {
                    if tx.note_grant_told(consent, ended).await? {
                        for referral in tx.referrals_under(consent).await? {
                            tell_of(&mut tx, &referral, ended, ctx.now).await?;
                        }
                    }
                    Ok::<_, Error>(tx.done(()))
                })
                .await;
            if let Err(error) = told {
                tracing::error!(consent = %consent, error = &error as &dyn std::error::Error, "end not told");
                let noted = sys.store.write(move |mut tx| async move {
                    tx.note_grant_told(consent, ended).await?;
                    Ok::<_, Error>(tx.done(()))
                });
                noted.await?;
            }
        }
    }
    Ok(())
}

async fn tell_of(tx: &mut Tx, referral: &Referral, ended: bool, now: Moment) -> Result<()> {
    if referral.status.is_over() || referral.status == Status::Draft || referral.overridden {
        return Ok(());
    }
    let mut parties = vec![Party::Person, Party::Sender];
    if ended {
        parties.push(Party::Recipient);
    }
    tell::permission(tx, referral, &parties, ended, now).await
}
