//! Telling: what is told to whom is kept sealed with the receiver's key and gets its words only when it leaves.

mod read;

use domain::{
    agency::{Account, Agency},
    consent::Purpose,
    id::Id,
    message::{Channel, Lang, Message, MessageStatus, MessageText, Notice, waking_time},
    person::{Person, PersonStatus},
    policy::{Action, Actor, Denied, Object, Relation},
    text::Phone,
    time::Moment,
};
use store::{Tx, message::MessageCount};

use crate::{
    Ctx, Error, Result, System,
    job::{self, Job},
    outbound::{Letter, SendFault},
    phone::Left,
};

pub use read::{inbox, outbox};

/// Messages are kept for so many days, sent or not.
pub const KEEP_DAYS: i64 = 90;
/// Messages older than so many days are not sent when a way out is set up at last.
const STILL_NEWS_DAYS: i64 = 7;
/// Messages on one page of the outbox.
pub const OUTBOX_PAGE: usize = 50;
/// The argument that every message has: the address people type, without `https://`.
const SITE: &str = "site";

/// The words of messages. `web` has them; below it there is no text for people.
pub trait MessageWords: Send + Sync {
    /// The subject, for a mail.
    fn subject(&self, lang: Lang, text: &MessageText) -> String;
    /// The body.
    fn body(&self, lang: Lang, text: &MessageText) -> String;
}

/// A message in its words, for the outbox of the made-up world.
#[derive(Clone, Debug)]
pub struct Written {
    /// The message.
    pub message: Message,
    /// Its subject.
    pub subject: String,
    /// Its body.
    pub body: String,
}

/// How sending a message went.
pub(crate) enum Sending {
    Sent,
    NoWay,
    Unwanted,
    Failed(SendFault),
}

/// A message that waits to be sent.
fn message_of(
    subject: uuid::Uuid,
    (channel, lang, address): (Channel, Lang, String),
    notice: Notice,
    arguments: &[(&str, String)],
    now: Moment,
) -> Message {
    let arguments = arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Message {
        id: Id::new(now),
        subject,
        channel,
        lang,
        address,
        text: MessageText { notice, arguments },
        status: MessageStatus::Queued,
        created_at: now,
        sent_at: None,
    }
}

async fn queue(
    tx: &mut Tx,
    subject: uuid::Uuid,
    way: (Channel, Lang, String),
    notice: Notice,
    arguments: &[(&str, String)],
    now: Moment,
) -> Result<Id<Message>> {
    let channel = way.0;
    let message = message_of(subject, way, notice, arguments, now);
    tx.add_message(&message).await?;
    // Who asked for a number, or wrote just now, is awake and waits for it.
    let wait = channel == Channel::Sms && notice != Notice::PersonNumber && !notice.is_answer();
    let run_at = if wait { waking_time(now) } else { now };
    job::add(tx, &Job::SendMessage { message: message.id }, run_at).await?;
    Ok(message.id)
}

/// Who is told.
#[derive(Clone, Debug)]
pub(crate) enum To {
    /// A person, if they want messages and left a number that takes them.
    Person(Id<Person>),
    /// An active account of an agency.
    Account(Id<Account>),
    /// An address of an agency without accounts, sealed with the agency's key.
    Address(Id<Agency>, String),
}

/// What became of telling somebody.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    /// Whose key seals the message.
    pub subject: uuid::Uuid,
    /// Which message it is.
    pub message: Id<Message>,
    /// Whether it goes to a telephone that can answer for the person.
    pub replies: bool,
}

/// Tells one of these. `None` if nobody could be told.
pub(crate) async fn tell(
    tx: &mut Tx,
    to: &To,
    notice: Notice,
    arguments: &[(&str, String)],
    now: Moment,
) -> Result<Option<Told>> {
    let (subject, way, replies) = match to {
        To::Person(person) => match reach(tx, *person, now).await? {
            Some(Reached { phone, lang, replies }) => {
                (tx.front_of(*person).await?.uuid(), (Channel::Sms, lang, phone.to_string()), replies)
            }
            None => {
                keep_in_app(tx, *person, notice, arguments, now).await?;
                return Ok(None);
            }
        },
        To::Account(account) => match tx.account(*account).await?.unlock(&Actor::System, Action::View) {
            Ok((_, found)) if found.active => {
                (account.uuid(), (Channel::Email, found.lang, found.email), false)
            }
            Ok(_) | Err(Denied::Hidden | Denied::Forbidden) => return Ok(None),
        },
        To::Address(agency, address) => (agency.uuid(), (Channel::Email, Lang::Es, address.clone()), false),
    };
    let notice = if replies { notice } else { notice.without_reply() };
    let message = queue(tx, subject, way, notice, arguments, now).await?;
    Ok(Some(Told { subject, message, replies }))
}

/// A telephone at which a person may be written to.
struct Reached {
    phone: Phone,
    lang: Lang,
    /// Whether what is answered from there is the person's word.
    replies: bool,
}

/// Where a person may be written to now: an active account, a mobile number that was not stopped, and the consent to
/// messages. Of records that were joined, the one in front is written to; what belongs to the other only if that one wanted
/// messages too.
async fn reach(tx: &mut Tx, person: Id<Person>, now: Moment) -> Result<Option<Reached>> {
    let front = tx.front_of(person).await?;
    if front != person && !wants(tx, person, now).await? {
        return Ok(None);
    }
    let person = front;
    let person = match tx.person(person).await?.unlock(&Actor::System, Action::View) {
        Ok((_, person)) => person,
        Err(Denied::Hidden | Denied::Forbidden) => return Ok(None),
    };
    let Some(contact) = person.contact.filter(|_| person.status == PersonStatus::Active) else {
        return Ok(None);
    };
    if contact.phone.is_guatemalan() && !contact.phone.is_mobile() {
        return Ok(None);
    }
    if !wants(tx, person.id, now).await? || tx.phone_is_stopped(&contact.phone).await? {
        return Ok(None);
    }
    let left = Left::read(tx, &contact.phone).await?;
    let replies = left.speaks_for(tx, &contact.phone).await? == Some(person.id);
    Ok(Some(Reached { phone: contact.phone, lang: person.lang, replies }))
}

async fn wants(tx: &mut Tx, person: Id<Person>, now: Moment) -> Result<bool> {
    Ok(tx.standing_consent(person, Purpose::Messages, now).await?.is_some())
}

/// Answers a telephone that wrote to us just now; sealed with the key of a person who left this number.
pub(crate) async fn answer_phone(
    tx: &mut Tx,
    person: Id<Person>,
    phone: &Phone,
    notice: Notice,
    now: Moment,
) -> Result<()> {
    let lang = match tx.person(person).await?.unlock(&Actor::System, Action::View) {
        Ok((_, person)) => person.lang,
        Err(Denied::Hidden | Denied::Forbidden) => return Ok(()),
    };
    let way = (Channel::Sms, lang, phone.to_string());
    queue(tx, person.uuid(), way, notice, &[], now).await.map(drop)
}

/// Tells a person, by a neutral text message, if they want messages and left a number that takes them; otherwise does
/// nothing. At night it waits for the morning.
///
/// # Errors
/// If the database does not take it.
pub async fn tell_person(
    tx: &mut Tx,
    person: Id<Person>,
    notice: Notice,
    arguments: &[(&str, String)],
    now: Moment,
) -> Result<()> {
    match reach(tx, person, now).await? {
        Some(Reached { phone, lang, replies }) => {
            let notice = if replies { notice } else { notice.without_reply() };
            let way = (Channel::Sms, lang, phone.to_string());
            let person = tx.front_of(person).await?;
            queue(tx, person.uuid(), way, notice, arguments, now).await.map(drop)
        }
        None => keep_in_app(tx, person, notice, arguments, now).await,
    }
}

/// Keeps a message for the app alone: who cannot be written to, or wants no messages, finds it when they sign in, to the
/// record in front. Not numbers that prove who somebody is.
async fn keep_in_app(
    tx: &mut Tx,
    person: Id<Person>,
    notice: Notice,
    arguments: &[(&str, String)],
    now: Moment,
) -> Result<()> {
    let person = tx.front_of(person).await?;
    let lang = match tx.person(person).await?.unlock(&Actor::System, Action::View) {
        Ok((_, person)) if notice != Notice::PersonNumber => person.lang,
        _ => return Ok(()),
    };
    let message = Message {
        status: MessageStatus::Sent,
        sent_at: Some(now),
        ..message_of(
            person.uuid(),
            (Channel::App, lang, String::new()),
            notice.without_reply(),
            arguments,
            now,
        )
    };
    Ok(tx.add_message(&message).await?)
}

/// Tells every active focal point of an agency, by mail.
///
/// # Errors
/// If the database does not take it.
pub async fn tell_agency(
    tx: &mut Tx,
    agency: Id<Agency>,
    notice: Notice,
    arguments: &[(&str, String)],
    now: Moment,
) -> Result<()> {
    for account in tx.focal_points_of(agency).await? {
        let way = (Channel::Email, account.lang, account.email);
        queue(tx, account.id.uuid(), way, notice, arguments, now).await?;
    }
    Ok(())
}

/// Tells one account, by mail, whether it may sign in or not (it may be told that it may not).
///
/// # Errors
/// If the database does not take it. Where there is no such account, nothing is done.
pub async fn tell_account(
    tx: &mut Tx,
    account: Id<Account>,
    notice: Notice,
    arguments: &[(&str, String)],
    now: Moment,
) -> Result<()> {
    match tx.account(account).await?.unlock(&Actor::System, Action::View) {
        Ok((_, account)) => {
            let way = (Channel::Email, account.lang, account.email);
            queue(tx, account.id.uuid(), way, notice, arguments, now).await.map(drop)
        }
        Err(Denied::Hidden | Denied::Forbidden) => Ok(()),
    }
}

/// Tells an address that no account has, by mail, sealed with the key of `subject`.
///
/// # Errors
/// If the database does not take it, or the subject has no key.
pub async fn tell_address(
    tx: &mut Tx,
    subject: uuid::Uuid,
    lang: Lang,
    address: &str,
    notice: Notice,
    now: Moment,
) -> Result<()> {
    queue(tx, subject, (Channel::Email, lang, address.to_owned()), notice, &[], now).await.map(drop)
}

fn write(sys: &System, message: &Message) -> (String, String) {
    let site = &sys.settings.base_url;
    let site = site.split_once("://").map_or(site.as_str(), |(_, rest)| rest);
    let mut text = message.text.clone();
    if sys.settings.sms.inbound_secret.is_none() {
        text.notice = text.notice.without_reply();
    }
    text.arguments.insert(SITE.to_owned(), site.to_owned());
    (sys.words.subject(message.lang, &text), sys.words.body(message.lang, &text))
}

/// Sends a message that waits. What a person no longer wants, or left another number for, is not sent.
pub(crate) async fn send(sys: &System, id: Id<Message>) -> Result<Sending> {
    let mut tx = sys.store.read().await?;
    let Some(message) = tx.message(id).await? else { return Ok(Sending::Unwanted) };
    if message.status != MessageStatus::Queued {
        return Ok(Sending::Sent);
    }
    if message.channel == Channel::Sms && !message.text.notice.is_answer() {
        let reached = reach(&mut tx, Id::from_uuid(message.subject), sys.now()).await?;
        if reached.is_none_or(|reached| reached.phone.to_string() != message.address) {
            return Ok(Sending::Unwanted);
        }
    }
    drop(tx);
    let (subject, body) = write(sys, &message);
    let letter = Letter { message: &message, subject: &subject, body: &body, at: sys.now().seconds() };
    Ok(match sys.outbound.send(letter).await {
        Ok(true) => Sending::Sent,
        Ok(false) => Sending::NoWay,
        Err(fault) => Sending::Failed(fault),
    })
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

/// How many messages there are, by channel and status; for administrators. Not what they say, nor to whom.
///
/// # Errors
/// [`Error::SignIn`], [`Error::NotFound`] or [`Error::Forbidden`] for everybody else.
pub async fn counts(sys: &System, ctx: &Ctx) -> Result<Vec<MessageCount>> {
    ctx.permit(Relation::Stranger, Object::Account, Action::View)?;
    Ok(sys.store.read().await?.message_counts().await?)
}
