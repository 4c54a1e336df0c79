//! What happens when nobody answers. Called by the jobs; nothing is ever silently stuck.

use std::collections::BTreeMap;

use domain::{
    application::{Application, Step},
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
/// [`Error::NotFound`] unless the clock asks; if the database cannot be reached. What cannot be read is passed over.
pub async fn remind_due(sys: &System, ctx: &Ctx) -> Result<usize> {
    ctx.permit(Relation::Own, Object::Application, Action::Edit)?;
    let found = sys.store.read().await?.reminders_due(ctx.now, BATCH).await?;
    let mut by_offer: BTreeMap<Id<Opportunity>, Vec<Due>> = BTreeMap::new();
    for due in found {
        by_offer.entry(due.opportunity).or_default().push(due);
    }
    let mut told = 0;
    for (opportunity, dues) in &by_offer {
        told += match remind(sys, ctx, *opportunity, dues).await {
            Ok(told) => usize::from(told),
            Err(error) => {
                // What cannot be told of is not tried again until its next reminder.
                if note(sys, dues).await? {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(%opportunity, error, "its agency is not reminded");
                }
                0
            }
        };
    }
    Ok(told)
}

/// Notes these reminders; answers whether any of them was still to be given.
async fn note(sys: &System, dues: &[Due]) -> Result<bool> {
    sys.store
        .write(move |mut tx| async move {
            let mut new = false;
            for due in dues {
                new |= tx.note_reminder(due).await?;
            }
            Ok::<_, Error>(tx.done(new))
        })
        .await
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
/// [`Error::NotFound`] unless the clock asks; if the database cannot be reached. What cannot be read is passed over.
pub async fn expire_due(sys: &System, ctx: &Ctx) -> Result<usize> {
    ctx.permit(Relation::Own, Object::Application, Action::Edit)?;
    let mut expired = 0;
    let mut after = None;
    loop {
        let found = sys.store.read().await?.opportunities_overdue(ctx.now, after, BATCH).await?;
        let Some(last) = found.last().copied() else { return Ok(expired) };
        after = Some(last);
        for opportunity in found {
            expired += match expire(sys, ctx, opportunity, None).await {
                Ok(count) => count,
                Err(_) => expire_each(sys, ctx, opportunity).await?,
            };
        }
    }
}

/// Marks each alone, where they cannot be marked together: one that cannot be read holds up no other.
async fn expire_each(sys: &System, ctx: &Ctx, opportunity: Id<Opportunity>) -> Result<usize> {
    let overdue = sys.store.read().await?.overdue_of(opportunity, ctx.now, BATCH).await?;
    let (mut expired, mut fault) = (0, None);
    for application in overdue {
        match expire(sys, ctx, opportunity, Some(application)).await {
            Ok(count) => expired += count,
            Err(error) => fault = Some(error),
        }
    }
    if let Some(error) = fault {
        let error = &error as &dyn std::error::Error;
        tracing::error!(%opportunity, error, "answers are late, and nothing is done");
    }
    Ok(expired)
}

/// Marks the late applications to an opportunity, or this one of them only.
async fn expire(
    sys: &System,
    ctx: &Ctx,
    opportunity: Id<Opportunity>,
    only: Option<Id<Application>>,
) -> Result<usize> {
    sys.store
        .write(move |mut tx| async move {
            let permit = own_permit(Object::Application, Action::Edit)?;
            let offer = offer_of(&mut tx, opportunity).await?;
            let overdue = tx.applications_overdue(opportunity, only, ctx.now, BATCH).await?;
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
