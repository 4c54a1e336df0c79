//! Text messages that come in. The gateway signs each; each is taken once, with all that follows from it or not at all.
//! A telephone speaks for a person only if it is theirs alone and was shown to be in their hand. Nothing is logged.

use domain::{
    attention::About,
    id::Id,
    message::Notice,
    person::Person,
    policy::{Action, Actor, Object, Permit, Relation},
    pulse::{Answers, DIGITS, Wave, Way},
    referral::ReferralEvent,
    reply::{LETTERS, OPEN_DAYS, SIGNED_SECONDS, Said, read},
    text::Phone,
};
use serde::Deserialize;
use store::{Tx, seal::is_signed};

use crate::{
    Ctx, Error, Result, System, merge, message,
    phone::Left,
    pulse,
    referral::{self, Asked},
};

/// A telephone is told once in so many seconds that it was not understood.
const QUIET: i64 = 86_400;
/// Messages that were not understood and wait, for each person, at most.
const MOST_WAITING: usize = 5;

/// A request of the gateway, as it came.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// When it was signed: seconds since 1970, in digits.
    pub timestamp: &'a str,
    /// HMAC-SHA-256 of timestamp, full stop and body, in 64 hexadecimal digits.
    pub signature: &'a str,
    /// JSON: see [`Incoming`].
    pub body: &'a [u8],
}

/// A message, as the gateway tells it.
#[derive(Clone, Debug, Deserialize)]
pub struct Incoming {
    /// The gateway's identifier of it.
    pub id: String,
    /// The telephone it came from.
    pub from: String,
    /// Its words.
    pub text: String,
}

/// What is answered to the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// No secret is set: there is no such address.
    NotSetUp,
    /// Not signed with the secret, or too long ago.
    NotSigned,
    /// No message that can be read, or one without an identifier.
    Unreadable,
    /// Taken, now or before.
    Taken,
}

/// Takes a message of the gateway.
///
/// # Errors
/// If the database does not take it: the gateway sends it again.
pub async fn receive(sys: &System, request: Request<'_>) -> Result<Received> {
    let Some(secret) = sys.settings.sms.inbound_secret.as_deref() else { return Ok(Received::NotSetUp) };
    let ctx = &sys.own_ctx();
    let signed = [request.timestamp.as_bytes(), b".", request.body].concat();
    let fresh = request.timestamp.parse::<u64>().is_ok_and(|at| {
        let now = u64::try_from(ctx.now.seconds()).unwrap_or(0);
        now.abs_diff(at) <= SIGNED_SECONDS.unsigned_abs()
    });
    if !is_signed(secret.as_bytes(), &signed, request.signature) || !fresh {
        return Ok(Received::NotSigned);
    }
    let Ok(incoming) = serde_json::from_slice::<Incoming>(request.body) else {
        return Ok(Received::Unreadable);
    };
    if incoming.id.trim().is_empty() {
        return Ok(Received::Unreadable);
    }
    let incoming = &incoming;
    sys.store
        .write(move |mut tx| async move {
            if tx.take_inbound([&incoming.id, &incoming.from, &incoming.text], ctx.now).await? {
                take(&mut tx, ctx, incoming).await?;
            }
            Ok::<_, Error>(tx.done(Received::Taken))
        })
        .await
}

/// A message with whoever left its number.
struct From<'a> {
    phone: &'a Phone,
    left: &'a Left,
    text: &'a str,
}

async fn take(tx: &mut Tx, ctx: &Ctx, incoming: &Incoming) -> Result<()> {
    let Ok(phone) = Phone::parse(&incoming.from) else { return Ok(()) };
    let left = Left::read(tx, &phone).await?;
    let from = From { phone: &phone, left: &left, text: &incoming.text };
    let Some(first) = left.people.first().copied() else { return Ok(()) };
    let said = read(&incoming.text.chars().take(LETTERS).collect::<String>());
    if matches!(said, Said::Stop | Said::Start) {
        return stop(tx, ctx, &from, said == Said::Stop).await;
    }
    let understood = match (left.speaks_for(tx, &phone).await?, said) {
        (Some(person), Said::Yes | Said::No) => of_referral(tx, ctx, person, said == Said::Yes).await?,
        (Some(person), Said::Digits(digits)) => of_pulse(tx, ctx, person, digits).await?,
        _ => false,
    };
    if !understood {
        return unclear(tx, ctx, &from).await;
    }
    if tx.phone_is_stopped(&phone).await? {
        return Ok(());
    }
    message::answer_phone(tx, first, &phone, Notice::PersonTaken, ctx.now).await
}

fn permit(ctx: &Ctx, object: Object, action: Action) -> Result<Permit> {
    ctx.permit(Relation::Stranger, object, action)
}

/// No more messages to this telephone, or messages again. Answered once.
async fn stop(tx: &mut Tx, ctx: &Ctx, from: &From<'_>, stopped: bool) -> Result<()> {
    if !tx.stop_phone(from.phone, stopped, ctx.now).await? {
        return Ok(());
    }
    let permit = permit(ctx, Object::Person, Action::Edit)?;
    let (detail, notice) = match stopped {
        true => ("messages_stopped", Notice::PersonStopped),
        false => ("messages_started", Notice::PersonStarted),
    };
    for (person, _) in &from.left.records {
        tx.audit(&permit, person.uuid(), Some(person.uuid()), detail, ctx.now).await?;
    }
    match from.left.people.first() {
        Some(first) => message::answer_phone(tx, *first, from.phone, notice, ctx.now).await,
        None => Ok(()),
    }
}

/// The person's word on the one referral of any record of theirs that they were asked about; `false` if there is none, or
/// several.
async fn of_referral(tx: &mut Tx, ctx: &Ctx, person: Id<Person>, is_so: bool) -> Result<bool> {
    let mut open = Vec::new();
    for record in tx.records_of(person).await? {
        let asked = tx.asked_by_reply(record, ctx.now.plus_days(-OPEN_DAYS)).await?;
        open.extend(asked.into_iter().map(|(referral, version)| (record, referral, version)));
    }
    let [(record, referral, version)] = open.as_slice() else { return Ok(false) };
    let own = merge::acting(ctx, Some(*record));
    let event: Id<ReferralEvent> = Id::new(ctx.now);
    let asked = Asked { referral: *referral, version: *version, event };
    tx.end_reply_question(*referral, ctx.now).await?;
    referral::say_by_reply(tx, &own, &asked, is_so).await
}

/// The short pulse, if the person was asked for it lately; what they said in full before stays.
async fn of_pulse(tx: &mut Tx, ctx: &Ctx, person: Id<Person>, digits: [u8; DIGITS]) -> Result<bool> {
    let own = Ctx { actor: Actor::Person(person), ..*ctx };
    let (permit, followed) = own.unlock(Action::Create, tx.followed(person, &own.actor, ctx.now).await?)?;
    let Some(wave) = Wave::open(followed.registered_at, ctx.now) else { return Ok(false) };
    let asked_at = tx.pulse_asked_at(person, wave).await?;
    if asked_at.is_none_or(|at| at <= ctx.now.plus_days(-OPEN_DAYS)) {
        return Ok(false);
    }
    let full = tx.pulses_of(person).await?.iter().any(|pulse| pulse.wave == wave && pulse.way != Way::Sms);
    // Who says three times that they would rather not say has answered, and nothing is kept of it.
    if let Ok(answers) = Answers::of_digits(digits)
        && !full
    {
        pulse::keep(tx, &permit, &followed, (Way::Sms, None), &answers, ctx.now).await?;
    }
    Ok(true)
}

/// A note for whoever accompanies those who left this number, and a neutral answer, once a day. What was written on a
/// telephone that is shared, or not their own, nobody is told: it may be somebody else's.
async fn unclear(tx: &mut Tx, ctx: &Ctx, from: &From<'_>) -> Result<()> {
    let permit = permit(ctx, Object::Pulse, Action::Create)?;
    let words: String = from.text.chars().take(LETTERS).collect();
    for person in &from.left.people {
        let (_, followed) = ctx.unlock(Action::View, tx.followed(*person, &ctx.actor, ctx.now).await?)?;
        let waiting = tx.attentions_of(*person).await?;
        let replies = waiting.iter().filter(|one| matches!(one.about, About::Reply(_))).count();
        if followed.officers.is_empty() || replies >= MOST_WAITING {
            continue;
        }
        let own = from.left.owner().is_some();
        let about = About::Reply(if own { words.clone() } else { String::new() });
        pulse::raise(tx, &permit, &followed, &[about], ctx.now).await?;
    }
    let Some(first) = from.left.people.first() else { return Ok(()) };
    if tx.phone_is_stopped(from.phone).await?
        || !tx.may_tell_unclear(from.phone, ctx.now.plus(-QUIET), ctx.now).await?
    {
        return Ok(());
    }
    message::answer_phone(tx, *first, from.phone, Notice::PersonUnclear, ctx.now).await
}
