//! What happens when nobody answers. Called by the jobs; nothing is ever silently stuck.

use std::collections::BTreeMap;

use domain::{
    application::Step,
    id::Id,
    message::Notice,
    opportunity::{self, Opportunity},
    policy::{Action, Object, Relation},
};
use store::{Tx, application::Due};

use super::walk::{offer_of, own_permit, walk};
use crate::{Ctx, Error, Result, System, message, offer::NOTE_UNANSWERED};

/// Answers looked at in one run; the next run takes the rest.
const BATCH: i64 = 500;

/// Reminds agencies of answers they owe, at half and at nine tenths of the time: one message for each opportunity.
/// Answers how many messages were written.
///
/// # Errors
/// [`Error::NotFound`] unless the clock asks.
pub async fn remind_due(sys: &System, ctx: &Ctx) -> Result<usize> {
    ctx.permit(Relation::Own, Object::Application, Action::Edit)?;
    let found = sys.store.read().await?.reminders_due(ctx.now, BATCH).await?;
    let mut by_offer: BTreeMap<Id<Opportunity>, Vec<Due>> = BTreeMap::new();
    for due in found {
        by_offer.entry(due.opportunity).or_default().push(due);
    }
    let mut told = 0;
    for (opportunity, dues) in &by_offer {
        told += usize::from(remind(sys, ctx, *opportunity, dues).await?);
    }
    Ok(told)
}

async fn remind(sys: &System, ctx: &Ctx, opportunity: Id<Opportunity>, dues: &[Due]) -> Result<bool> {
    sys.store
        .write(move |mut tx| async move {
            let mut first = None;
            for due in dues {
                if tx.note_reminder(due).await? {
                    first = Some(first.map_or(due.due_at, |first| due.due_at.min(first)));
                }
            }
            let Some(day) = first else { return Ok::<_, Error>(tx.done(false)) };
            let offer = offer_of(&mut tx, opportunity).await?;
            let arguments = [("title", offer.title.es.clone()), ("day", day.day().to_string())];
            message::tell_agency(&mut tx, offer.agency, Notice::AnswerDue, &arguments, ctx.now).await?;
            Ok(tx.done(true))
        })
        .await
}

/// Marks applications whose date has passed, pauses their opportunities, and tells both sides. Answers how many
/// applications were marked.
///
/// # Errors
/// [`Error::NotFound`] unless the clock asks.
pub async fn expire_due(sys: &System, ctx: &Ctx) -> Result<usize> {
    ctx.permit(Relation::Own, Object::Application, Action::Edit)?;
    let mut expired = 0;
    let found = sys.store.read().await?.opportunities_overdue(ctx.now, BATCH).await?;
    for opportunity in found {
        expired += expire(sys, ctx, opportunity).await?;
    }
    Ok(expired)
}

async fn expire(sys: &System, ctx: &Ctx, opportunity: Id<Opportunity>) -> Result<usize> {
    sys.store
        .write(move |mut tx| async move {
            let permit = own_permit(Object::Application, Action::Edit)?;
            let offer = offer_of(&mut tx, opportunity).await?;
            let overdue = tx.applications_overdue(opportunity, ctx.now, BATCH).await?;
            for application in &overdue {
                let after = application.take(Step::Expire, None, ctx.now)?;
                walk(&mut tx, &permit, &offer, application.status, &after, Step::Expire, ctx.now).await?;
                message::tell_person(&mut tx, after.person, Notice::PersonUnanswered, &[], ctx.now).await?;
            }
            if !overdue.is_empty() {
                pause(&mut tx, ctx, &offer).await?;
            }
            Ok::<_, Error>(tx.done(overdue.len()))
        })
        .await
}

/// Stops showing an opportunity that owes answers, and tells its agency.
async fn pause(tx: &mut Tx, ctx: &Ctx, offer: &Opportunity) -> Result<()> {
    if offer.status != opportunity::Status::Published {
        return Ok(());
    }
    let permit = own_permit(Object::Opportunity, Action::Publish)?;
    let paused = Opportunity {
        status: opportunity::Status::Paused,
        note: Some(NOTE_UNANSWERED.to_owned()),
        version: offer.version + 1,
        ..offer.clone()
    };
    tx.put_opportunity(&permit, &paused, "paused unanswered", ctx.now).await?;
    let arguments = [("title", offer.title.es.clone())];
    message::tell_agency(tx, offer.agency, Notice::OfferPaused, &arguments, ctx.now).await
}
