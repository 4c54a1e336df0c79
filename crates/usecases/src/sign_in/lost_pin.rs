//! For a person who lost the PIN and has the slip: a number goes to the contact they left, and with it they choose
//! another PIN. Who has no contact, or wants no messages, registers again or goes to a desk.

use domain::{
    id::Id,
    message::Notice,
    person::Person,
    policy::{Action, Actor},
    text::{PersonCode, Pin, TextProblem},
};
use store::session::Stage;

use super::{
    Started, hash,
    person::Origin,
    throttle::{self, Try},
};
use crate::{Ctx, Error, Problems, Result, System, message, sign_in};

/// Seconds for which a number works.
const WORKS: i64 = 15 * 60;
/// Tries of one number.
const TRIES: i64 = 5;
/// Digits of a number.
const DIGITS: usize = 6;

/// Sends a number to the contact of who has this code, if there is such a person, they want messages and left a mobile
/// number. The answer is the same if not: it tells nobody whose code is known.
///
/// # Errors
/// A problem with `code` if it cannot be right for anybody; [`Error::TooMany`] after too many numbers.
pub async fn ask(sys: &System, ctx: &Ctx, code: &str, from: Origin<'_>) -> Result<()> {
    let code = PersonCode::parse(code).map_err(|problem| Error::invalid("code", problem.key()))?;
    let try_ = Try { purpose: "person.lost_pin", name: code.as_str(), network: from.network };
    throttle::begin(sys, &try_, ctx.now).await?;
    let Some((person, _)) = sys.store.read().await?.person_by_code(&code).await? else { return Ok(()) };
    let number = &random_number()?;
    sys.store
        .write(move |mut tx| async move {
            tx.put_pin_number(person, number, ctx.now.plus(WORKS)).await?;
            let arguments = [("number", number.clone())];
            message::tell_person(&mut tx, person, Notice::PersonNumber, &arguments, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Chooses another PIN with the number that was sent. Every session of theirs ends; the one answered is new.
///
/// # Errors
/// Problems with `code`, `number` or `pin`; a problem with `number`, `lost-pin-wrong`, if it is not the one that was sent
/// to the contact of who has this code, is too old, or was tried too often; [`Error::TooMany`] after too many tries.
pub async fn choose(
    sys: &System,
    ctx: &Ctx,
    code: &str,
    number: &str,
    pin: &str,
    from: Origin<'_>,
) -> Result<Started> {
    let mut problems = Problems::default();
    let code = problems.keep("code", PersonCode::parse(code).map_err(TextProblem::key));
    let number: String = number.chars().filter(|letter| !letter.is_whitespace()).collect();
    if number.len() != DIGITS || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        problems.add("number", "lost-pin-form");
    }
    let pin = problems.keep("pin", Pin::parse(pin).map_err(TextProblem::key));
    problems.none()?;
    let (Some(code), Some(pin)) = (code, pin) else { return Err(Error::Forbidden) };
    let try_ = Try { purpose: "person.lost_pin_number", name: code.as_str(), network: from.network };
    throttle::begin(sys, &try_, ctx.now).await?;
    let person =
        right(sys, ctx, &code, &number).await?.ok_or_else(|| Error::invalid("number", "lost-pin-wrong"))?;
    throttle::passed(sys, &try_).await?;
    let hash = &hash::hash_pin(sys, &pin).await?;
    let own = &Ctx { actor: Actor::Person(person), ..*ctx };
    sys.store
        .write(move |mut tx| async move {
            let (permit, _) = own.unlock(Action::Edit, tx.person(person).await?)?;
            tx.set_pin_hash(&permit, person, hash, ctx.now).await?;
            let front = tx.front_of(person).await?;
            tx.end_sessions_of(front.uuid(), None).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await?;
    sign_in::start(sys, own.actor, Stage::Full, from.device, ctx.now).await
}

/// Whose number it is, if it is right; it is used up then. The try is counted even if all else fails.
async fn right(sys: &System, ctx: &Ctx, code: &PersonCode, number: &str) -> Result<Option<Id<Person>>> {
    sys.store
        .write(move |mut tx| async move {
            let found = tx.person_by_code(code).await?;
            let Some((person, _)) = found else { return Ok(tx.done(None)) };
            let right = tx.try_pin_number(person, number, TRIES, ctx.now).await?;
            if right {
                tx.forget_pin_number(person).await?;
            }
            Ok(tx.done(right.then_some(person)))
        })
        .await
}

/// Six digits, each as likely as any other.
pub(crate) fn random_number() -> Result<String> {
    let bytes = store::seal::random::<16>()?;
    Ok(format!("{:06}", u128::from_be_bytes(bytes) % 1_000_000))
}
