//! Messages to be read: by the person they were written to, and in the made-up world.

use domain::{
    id::Id,
    message::{Message, Notice},
    policy::Action,
};
use store::Page;

use super::{OUTBOX_PAGE, Written, write};
use crate::{Ctx, Error, Result, System};

/// What was told to the person who asks, in all their records, in the last [`super::KEEP_DAYS`] days, newest first, in their language of now: by text
/// message too.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn inbox(sys: &System, ctx: &Ctx) -> Result<Vec<Written>> {
    let id = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (_, person) = ctx.unlock(Action::View, tx.person(id).await?)?;
    let mut messages = Vec::new();
    for record in tx.records_of(person.id).await? {
        let page = Page { after: None, limit: i64::try_from(OUTBOX_PAGE).unwrap_or(1) };
        messages.extend(tx.messages_to(record.uuid(), page).await?);
    }
    messages.sort_by_key(|message| std::cmp::Reverse(message.id));
    messages.truncate(OUTBOX_PAGE);
    let told = messages.into_iter().filter(|message| message.text.notice != Notice::PersonNumber);
    let written = told.map(|message| {
        let message = Message { lang: ctx.lang, ..message };
        let (subject, body) = write(sys, &message);
        Written { message, subject, body }
    });
    Ok(written.collect())
}

/// The last messages in their words, newest first; in the made-up world only.
///
/// # Errors
/// [`Error::NotFound`] outside it.
pub async fn outbox(sys: &System, after: Option<Id<Message>>) -> Result<Vec<Written>> {
    if !sys.settings.demo {
        return Err(Error::NotFound);
    }
    let messages = sys
        .store
        .read()
        .await?
        .messages(Page { after, limit: i64::try_from(OUTBOX_PAGE).unwrap_or(1) })
        .await?;
    Ok(messages
        .into_iter()
        .map(|message| {
            let (subject, body) = write(sys, &message);
            Written { message, subject, body }
        })
        .collect())
}
