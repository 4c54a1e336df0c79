//! Sending what waits; what cannot be sent is kept for the app.

use domain::{
    id::Id,
    message::{Channel, Message, MessageStatus, MessageText, Notice},
    time::Moment,
};
use store::Tx;

use super::{leaves_at, reach::reach_record, write};
use crate::{
    Error, Result, System,
    outbound::{Letter, SendFault},
};

/// Messages older than so many days are not sent when a way out is set up at last.
const STILL_NEWS_DAYS: i64 = 7;

/// How sending a message went.
pub(crate) enum Sending {
    Sent,
    NoWay,
    /// It is night: not before this moment.
    Asleep(Moment),
    Unwanted,
    Failed(SendFault),
}

/// Sends a message that waits. What a person no longer wants is not sent; what was written to a number that they changed
/// goes to the new one, unless it proves who they are.
pub(crate) async fn send(sys: &System, id: Id<Message>) -> Result<Sending> {
    let now = sys.now();
    let mut tx = sys.store.read().await?;
    let Some(message) = tx.message(id).await? else { return Ok(Sending::Unwanted) };
    if message.status != MessageStatus::Queued {
        return Ok(Sending::Sent);
    }
    let leaves_at = leaves_at(message.channel, message.text.notice, now);
    if leaves_at > now {
        return Ok(Sending::Asleep(leaves_at));
    }
    let Some(goes) = addressed(&mut tx, &message, now).await? else { return Ok(Sending::Unwanted) };
    drop(tx);
    if goes != message {
        let goes = &goes;
        sys.store
            .write(move |mut tx| async move {
                tx.turn_message(goes).await?;
                Ok::<_, Error>(tx.done(()))
            })
            .await?;
    }
    let (subject, body) = write(sys, &goes);
    let letter = Letter { message: &goes, subject: &subject, body: &body, at: now.seconds() };
    Ok(match sys.outbound.send(letter).await {
        Ok(true) => Sending::Sent,
        Ok(false) => Sending::NoWay,
        Err(fault) => Sending::Failed(fault),
    })
}

/// The message as it goes now: to the telephone that its person has now. `None` if it is no longer wanted.
async fn addressed(tx: &mut Tx, message: &Message, now: Moment) -> Result<Option<Message>> {
    if message.channel != Channel::Sms || message.text.notice.is_answer() {
        return Ok(Some(message.clone()));
    }
    let Some(reached) = reach_record(tx, Id::from_uuid(message.subject), now).await? else { return Ok(None) };
    let address = reached.phone.to_string();
    if address != message.address && message.text.notice == Notice::PersonNumber {
        return Ok(None);
    }
    let notice = if reached.replies { message.text.notice } else { message.text.notice.without_reply() };
    let text = MessageText { notice, ..message.text.clone() };
    let lang = if address == message.address { message.lang } else { reached.lang };
    Ok(Some(Message { address, lang, text, ..message.clone() }))
}

/// Keeps for the app what was not sent to a person, as what they could not be told when it was written. Numbers that prove
/// who somebody is, and all else that nobody is to read, are forgotten.
pub(crate) async fn keep_unsent(tx: &mut Tx, id: Id<Message>, now: Moment) -> Result<()> {
    let Some(message) = tx.message(id).await? else { return Ok(()) };
    if message.status != MessageStatus::Queued {
        return Ok(());
    }
    if message.channel != Channel::Sms || message.text.notice.is_urgent() {
        return Ok(tx.forget_message(id).await?);
    }
    let text = MessageText { notice: message.text.notice.without_reply(), ..message.text.clone() };
    let kept = Message {
        channel: Channel::App,
        address: String::new(),
        status: MessageStatus::Sent,
        sent_at: Some(now),
        text,
        ..message
    };
    Ok(tx.turn_message(&kept).await?)
}

/// Has messages that waited for a way out sent, if there is one now and they are still news. Asked at the start of a
/// worker; answers how many.
///
/// # Errors
/// If the database does not take it.
pub async fn send_waiting(sys: &System) -> Result<u64> {
    let now = sys.now();
    sys.store
        .write(move |mut tx| async move {
            let mut count = 0;
            for channel in Channel::ALL.iter().filter(|channel| sys.outbound.carries(**channel)) {
                count += tx.send_waiting_messages(*channel, now.plus_days(-STILL_NEWS_DAYS), now).await?;
            }
            Ok::<_, Error>(tx.done(count))
        })
        .await
}
