//! What should not wait: a list for the officers who accompany somebody, and for the coordination without people.

use domain::{
    attention::{Attention, State, Step},
    id::Id,
    policy::{Action, Actor, Object, Relation},
    time::Moment,
};
use store::Page;

pub use store::attention::{Unseen, Waiting};

use crate::{Ctx, Error, Result, System};

/// Lines for an officer, at most: answers of the pulse must not be cut off by messages.
const LINES: i64 = 200;
/// The longest page of the coordination.
const WATCHED: i64 = 50;
/// The coordination sees what has waited for so many seconds.
const TOO_LONG: i64 = 86_400;

/// What waits for the officer who asks: answers of the pulse before messages, the longest first. That they read it is
/// written down.
///
/// # Errors
/// [`Error::NotFound`] if it is not an officer.
pub async fn mine(sys: &System, ctx: &Ctx) -> Result<Vec<Waiting>> {
    let permit = &ctx.permit(Relation::Received, Object::Pulse, Action::View)?;
    let Actor::Staff { account, agency, .. } = ctx.actor else { return Err(Error::NotFound) };
    sys.store
        .write(move |mut tx| async move {
            let waiting = tx.attentions_for((account, agency), ctx.now, LINES).await?;
            for one in &waiting {
                let (id, person) = (one.attention.id.uuid(), one.attention.person.uuid());
                tx.audit(permit, id, Some(person), "attention", ctx.now).await?;
            }
            Ok(tx.done(waiting))
        })
        .await
}

/// An officer takes something in hand, or has looked after it. Sent twice it is one.
///
/// # Errors
/// [`Error::NotFound`] if who asks does not accompany the person now.
pub async fn step(sys: &System, ctx: &Ctx, id: Id<Attention>, step: Step) -> Result<()> {
    ctx.permit(Relation::Received, Object::Pulse, Action::Answer)?;
    sys.store
        .write(move |mut tx| async move {
            let (person, before) = tx.attention_person(id).await?.ok_or(Error::NotFound)?;
            let (permit, _) = ctx.unlock(Action::Answer, tx.followed(person, &ctx.actor, ctx.now).await?)?;
            let after = before.after(step).unwrap_or(State::Done);
            if after != before {
                tx.put_attention(&permit, (id, person), (before, after), ctx.now).await?;
            }
            Ok(tx.done(()))
        })
        .await
}

/// What has waited for more than a day anywhere, and what nobody accompanies at once, the longest first: where and since when,
/// not about whom nor what.
///
/// # Errors
/// [`Error::NotFound`] if it is not a coordinator.
pub async fn waiting(sys: &System, ctx: &Ctx, page: Page<(Moment, Id<Attention>)>) -> Result<Vec<Unseen>> {
    ctx.permit(Relation::Stranger, Object::Report, Action::View)?;
    let page = Page { limit: page.limit.clamp(1, WATCHED), ..page };
    Ok(sys.store.read().await?.attentions_waiting((ctx.now.plus(-TOO_LONG), ctx.now), page).await?)
}
