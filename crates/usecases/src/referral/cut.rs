//! A consent is taken back: the organisation's sight, its links and the messages that wait are cut in the same unit of
//! work; what is left is the audit.

use domain::{
    agency::Agency,
    id::Id,
    person::Person,
    policy::{Action, Actor, Object, Relation},
    referral::{Party, Referral, ReferralEvent, Step},
};
use store::Tx;

use super::walk::{self, Taking};
use crate::{Ctx, Result};

/// Takes back every referral of a person to one organisation that is not over, and all that was shared with it.
pub(crate) async fn cut(tx: &mut Tx, ctx: &Ctx, person: Id<Person>, agency: Id<Agency>) -> Result<()> {
    for referral in tx.referrals_open(person).await?.into_iter().filter(|open| open.agency == agency) {
        take_back(tx, ctx, &referral).await?;
    }
    tx.forget_shared_with(person, agency).await?;
    Ok(())
}

/// Takes back all that a person has open, in the unit of work in which their account is deleted.
pub(crate) async fn withdraw_all(tx: &mut Tx, ctx: &Ctx, person: Id<Person>) -> Result<()> {
    for referral in tx.referrals_open(person).await? {
        take_back(tx, ctx, &referral).await?;
        tx.forget_shared_with(person, referral.agency).await?;
    }
    Ok(())
}

async fn take_back(tx: &mut Tx, ctx: &Ctx, referral: &Referral) -> Result<()> {
    let permit =
        domain::policy::permit(&Actor::System, Relation::Stranger, Object::Referral, Action::Withdraw)?;
    let taking = Taking::new(Action::Withdraw, Step::Withdraw);
    let event: Id<ReferralEvent> = Id::new(ctx.now);
    walk::walk(tx, ctx, &permit, (referral, Party::Person), event, &taking).await?;
    Ok(())
}
