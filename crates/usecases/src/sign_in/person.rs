//! How a person signs in: with the code on their slip and the PIN they chose.

use domain::{
    id::Id,
    person::Person,
    policy::{Action, Actor},
    text::{PersonCode, Pin, TextProblem},
};
use store::session::Stage;

use super::{
    Started, hash,
    throttle::{self, Try},
};
use crate::{Ctx, Error, Problems, Result, System, merge, sign_in};

/// Where an asking comes from, for limits on tries and the list of sessions.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The network address.
    pub network: &'a str,
    /// A short word for the device.
    pub device: &'a str,
}

/// Signs a person in. A code that nobody has and a PIN that is wrong get the same answer, after the same work.
///
/// # Errors
/// Problems with `code` or `pin` if they cannot be right for anybody; a problem with `form`, `person-sign-in-wrong`,
/// if they are not right together; [`Error::TooMany`] after too many tries.
pub async fn sign_in(sys: &System, ctx: &Ctx, code: &str, pin: &str, from: Origin<'_>) -> Result<Started> {
    let mut problems = Problems::default();
    let code = problems.keep("code", PersonCode::parse(code).map_err(TextProblem::key));
    let pin = problems.keep("pin", six_digits(pin));
    let (Some(code), Some(pin)) = (code, pin) else { return Err(Error::Invalid(problems)) };
    let try_ = Try { purpose: "person.sign_in", name: code.as_str(), network: from.network };
    throttle::begin(sys, &try_, ctx.now).await?;
    let found = sys.store.read().await?.person_by_code(&code).await?;
    // Somebody brought in from a list has no PIN yet, and an empty hash.
    let found = found.filter(|(_, hash)| !hash.is_empty());
    let person = match found {
        Some((person, hash)) => hash::verify_secret(sys, pin, &hash).await?.then_some(person),
        None => {
            hash::verify_nobody(sys, pin).await?;
            None
        }
    };
    let person = person.ok_or_else(|| Error::invalid("form", "person-sign-in-wrong"))?;
    throttle::passed(sys, &try_).await?;
    sign_in::start(sys, Actor::Person(person), Stage::Full, from.device, ctx.now).await
}

/// A PIN as it is tried: six digits. Whether it is a trivial one makes no difference here.
fn six_digits(pin: &str) -> std::result::Result<&str, &'static str> {
    let pin = pin.trim();
    if pin.is_empty() {
        return Err(TextProblem::Empty.key());
    }
    let fine = pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit());
    if fine { Ok(pin) } else { Err(TextProblem::PinForm.key()) }
}

/// Asks the person who is signed in for the PIN once more, before something that weighs: a copy of everything, the end. Of
/// records that were joined each has its PIN; answers the record whose PIN it was.
///
/// # Errors
/// A problem with `pin`; [`Error::TooMany`] after too many tries; [`Error::SignIn`] if nobody is signed in.
pub async fn confirm_pin(sys: &System, ctx: &Ctx, pin: &str, network: &str) -> Result<Id<Person>> {
    let person = ctx.person()?;
    let pin = six_digits(pin).map_err(|key| Error::invalid("pin", key))?;
    let name = person.to_string();
    let try_ = Try { purpose: "person.confirm", name: &name, network };
    throttle::begin(sys, &try_, ctx.now).await?;
    let mut tx = sys.store.read().await?;
    let mut hashes = Vec::new();
    for record in tx.records_of(person).await? {
        let hash = tx.pin_hash(record).await?.ok_or(Error::NotFound)?;
        hashes.push((record, hash));
    }
    drop(tx);
    // Somebody brought in from a list has no PIN yet, and an empty hash.
    for (record, hash) in hashes.into_iter().filter(|(_, hash)| !hash.is_empty()) {
        if hash::verify_secret(sys, pin, &hash).await? {
            throttle::passed(sys, &try_).await?;
            return Ok(record);
        }
    }
    Err(Error::invalid("pin", "person-pin-wrong"))
}

/// Changes the PIN of who is signed in: of the code that it belongs to. Every session of theirs ends; the one answered is new.
///
/// # Errors
/// Problems with `pin` (the one now) or `new_pin`; as [`confirm_pin`].
pub async fn change_pin(
    sys: &System,
    ctx: &Ctx,
    pin: &str,
    new_pin: &str,
    from: Origin<'_>,
) -> Result<Started> {
    let new_pin = Pin::parse(new_pin).map_err(|problem| Error::invalid("new_pin", problem.key()))?;
    let person = confirm_pin(sys, ctx, pin, from.network).await?;
    let hash = hash::hash_pin(sys, &new_pin).await?;
    let hash = &hash;
    sys.store
        .write(move |mut tx| async move {
            let own = merge::acting(ctx, Some(person));
            let (permit, _) = own.unlock(Action::Edit, tx.person(person).await?)?;
            tx.set_pin_hash(&permit, person, hash, ctx.now).await?;
            let front = tx.front_of(person).await?;
            tx.end_sessions_of(front.uuid(), None).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await?;
    sign_in::start(sys, Actor::Person(person), Stage::Full, from.device, ctx.now).await
}
