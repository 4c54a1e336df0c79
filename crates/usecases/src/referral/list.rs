//! Lists of referrals: what an organisation owes, what an officer sent, what is a person's own. Nothing of people.

use domain::{
    id::Id,
    policy::{Action, Actor, Object, Relation},
    referral::{Party, Referral},
    time::Moment,
};
use store::{Page, referral::ListedReferral};

use super::{PAGE, show::told};
use crate::{Ctx, Error, Result, System};

/// Where a page by due date goes on.
type DueKey = (Moment, Id<Referral>);

fn bounded<K>(page: Page<K>) -> Page<K> {
    Page { limit: page.limit.clamp(1, PAGE), ..page }
}

/// What the organisation of who asks owes, by due date: all of it, or what they took as theirs.
///
/// # Errors
/// [`Error::NotFound`] if they answer no referrals.
pub async fn inbox(
    sys: &System,
    ctx: &Ctx,
    only_mine: bool,
    page: Page<DueKey>,
) -> Result<Vec<ListedReferral>> {
    ctx.permit(Relation::Received, Object::Referral, Action::Answer)?;
    let account = staff(&ctx.actor)?;
    let mine = only_mine.then_some(account);
    let found = sys.store.read().await?.referral_inbox(ctx.agency()?, mine, bounded(page)).await?;
    Ok(found.into_iter().map(|listed| told(listed, Party::Recipient)).collect())
}

/// What the organisation of who asks received and does not owe now, newest first.
///
/// # Errors
/// As [`inbox`].
pub async fn received(sys: &System, ctx: &Ctx, page: Page<Id<Referral>>) -> Result<Vec<ListedReferral>> {
    ctx.permit(Relation::Received, Object::Referral, Action::Answer)?;
    staff(&ctx.actor)?;
    let found = sys.store.read().await?.referrals_received(ctx.agency()?, bounded(page)).await?;
    Ok(found.into_iter().map(|listed| told(listed, Party::Recipient)).collect())
}

/// What the officer who asks has sent or written and is not over, by due date.
///
/// # Errors
/// [`Error::NotFound`] if they send none.
pub async fn sent(sys: &System, ctx: &Ctx, page: Page<DueKey>) -> Result<Vec<ListedReferral>> {
    ctx.permit(Relation::Own, Object::Referral, Action::Create)?;
    let officer = (staff(&ctx.actor)?, ctx.agency()?);
    Ok(sys.store.read().await?.referrals_sent(officer, bounded(page)).await?)
}

/// What the officer who asks has sent and is over, newest first.
///
/// # Errors
/// As [`sent`].
pub async fn over(sys: &System, ctx: &Ctx, page: Page<Id<Referral>>) -> Result<Vec<ListedReferral>> {
    ctx.permit(Relation::Own, Object::Referral, Action::Create)?;
    let officer = (staff(&ctx.actor)?, ctx.agency()?);
    Ok(sys.store.read().await?.referrals_over(officer, bounded(page)).await?)
}

/// The referrals of the person who asks, newest first; each with the date by which they must be answered.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn mine(sys: &System, ctx: &Ctx, page: Page<Id<Referral>>) -> Result<Vec<ListedReferral>> {
    let person = ctx.person()?;
    ctx.permit(Relation::Own, Object::Referral, Action::View)?;
    Ok(sys.store.read().await?.referrals_of(person, bounded(page)).await?)
}

fn staff(actor: &Actor) -> Result<Id<domain::agency::Account>> {
    match actor {
        Actor::Staff { account, .. } => Ok(*account),
        _ => Err(Error::NotFound),
    }
}
