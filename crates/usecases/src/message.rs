//! Telling: what is told to whom is kept sealed with the receiver's key and gets its words only when it leaves.

mod reach;
mod read;
mod send;

use domain::{
    agency::{Account, Agency},
    id::Id,
    message::{Channel, Lang, Message, MessageStatus, MessageText, Notice, waking_time},
    person::Person,
    policy::{Action, Actor, Denied, Object, Relation, Role},
    text::Phone,
    time::Moment,
};
use store::{Tx, message::MessageCount};

use crate::{
    Ctx, Result, System,
    job::{self, Job},
};

pub use read::{inbox, outbox};
pub use send::send_waiting;
pub(crate) use send::{Sending, keep_unsent, send};

use reach::{Reached, reach};

/// Messages are kept for so many days, sent or not.
pub const KEEP_DAYS: i64 = 90;
/// Messages on one page of the outbox.
pub const OUTBOX_PAGE: usize = 50;
/// The argument that every message has: the address people type, without `https://`.
const SITE: &str = "site";
/// The argument of a message to who comes by a link: the token that opens its referral. The address of the link then takes
/// the place of the site's.
pub(crate) const REFERRAL: &str = "referral";

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
    let run_at = leaves_at(channel, notice, now);
    let urgent = notice.is_urgent();
    job::add(tx, &Job::SendMessage { message: message.id, urgent }, run_at).await?;
    Ok(message.id)
}

/// When a message that is ready at `now` may leave: a text message waits for the morning, unless the person asked for a
/// number, or wrote just now: they are awake and wait for it.
fn leaves_at(channel: Channel, notice: Notice, now: Moment) -> Moment {
    if channel == Channel::Sms && !notice.is_urgent() { waking_time(now) } else { now }
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

/// Coordinators told at most.
const COORDINATORS: i64 = 20;

/// The active accounts of the coordination.
pub(crate) async fn coordinators(tx: &mut Tx) -> Result<Vec<Id<Account>>> {
    Ok(tx.active_in_role(Role::Coordinator, COORDINATORS).await?)
}

/// Tells every active account of the coordination, by mail, without names of people.
pub(crate) async fn tell_coordination(
    tx: &mut Tx,
    notice: Notice,
    arguments: &[(&str, String)],
    now: Moment,
) -> Result<()> {
    for account in coordinators(tx).await? {
        tell_account(tx, account, notice, arguments, now).await?;
    }
    Ok(())
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

/// The address at which a token opens its referral.
pub(crate) fn referral_link(sys: &System, token: &str) -> String {
    format!("{}/es/referencia/{token}", sys.settings.base_url)
}

fn write(sys: &System, message: &Message) -> (String, String) {
    let site = &sys.settings.base_url;
    let site = site.split_once("://").map_or(site.as_str(), |(_, rest)| rest);
    let mut text = message.text.clone();
    if sys.settings.sms.inbound_secret.is_none() {
        text.notice = text.notice.without_reply();
    }
    let place = match text.arguments.remove(REFERRAL) {
        Some(token) => referral_link(sys, &token),
        None => site.to_owned(),
    };
    text.arguments.insert(SITE.to_owned(), place);
    (sys.words.subject(message.lang, &text), sys.words.body(message.lang, &text))
}

/// How many messages there are, by channel and status; for administrators. Not what they say, nor to whom.
///
/// # Errors
/// [`Error::SignIn`], [`Error::NotFound`] or [`Error::Forbidden`] for everybody else.
pub async fn counts(sys: &System, ctx: &Ctx) -> Result<Vec<MessageCount>> {
    ctx.permit(Relation::Stranger, Object::Account, Action::View)?;
    Ok(sys.store.read().await?.message_counts().await?)
}
