//! An organisation without accounts: it comes by a signed link, asks for a code, which goes to its address and works once,
//! and then visits for half an hour as [`Actor::Guest`], with the same steps as everybody who received a referral.

use domain::{id::Id, message::Notice, policy::Actor, referral::Referral};

use super::tell;
use crate::{Ctx, Error, Result, System, message::To};

/// Seconds for which a code works.
const CODE_WORKS: i64 = 10 * 60;
/// Another code is sent after so many seconds at the soonest, unless the one before was used.
const CODE_AGAIN: i64 = 3 * 60;
/// Codes of one link, altogether: whoever has the link cannot fill a mailbox.
const CODES: i64 = 10;
/// Tries in a row, over all codes of a link, until one is right; then the link is dead.
const TRIES: i64 = 20;
/// Seconds of a visit.
const VISIT: i64 = 30 * 60;

/// Sends a code to the address that the link was made for. The answer is the same if the link no longer works.
///
/// # Errors
/// If the database does not take it.
pub async fn ask_code(sys: &System, ctx: &Ctx, token: &str) -> Result<()> {
    let bytes = store::seal::random::<16>()?;
    let number = &format!("{:06}", u128::from_be_bytes(bytes) % 1_000_000);
    sys.store
        .write(move |mut tx| async move {
            let Some(link) = tx.link_of(token, ctx.now).await? else { return Ok(tx.done(())) };
            let referral = tx.referral(link.referral).await?;
            let (_, referral) = referral.unlock(&Actor::System, domain::policy::Action::View)?;
            let ends = ctx.now.plus(CODE_WORKS);
            if !tx.put_link_code(link.referral, number, ends, ends.plus(-CODE_AGAIN), CODES).await? {
                // The one that was sent just now still works, or this link had all its codes.
                return Ok(tx.done(()));
            }
            let to = To::Address(link.agency, link.address);
            // Each code is an occasion of its own.
            let occasion = format!("code {}", Id::<Referral>::new(ctx.now));
            let arguments = [("number", number.clone())];
            tell::once(&mut tx, &referral, &to, Notice::ReferralCode, &arguments, &occasion, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Begins a visit with the code that was sent; answers the secret of the visit, to be kept in a cookie.
///
/// # Errors
/// A problem with `number`, `referral-code-wrong`, if it is not the one that was sent, is too old, was used or was tried
/// too often.
pub async fn enter(sys: &System, ctx: &Ctx, token: &str, number: &str) -> Result<String> {
    let number: String = number.chars().filter(char::is_ascii_digit).collect();
    let number = number.as_str();
    let secret = sys
        .store
        .write(move |mut tx| async move {
            let Some(link) = tx.link_of(token, ctx.now).await? else { return Ok(tx.done(None)) };
            if !tx.try_link_code(link.referral, number, TRIES, ctx.now).await? {
                // The try is counted.
                return Ok(tx.done(None));
            }
            let secret = tx.begin_visit(link.referral, ctx.now.plus(VISIT)).await?;
            Ok::<_, Error>(tx.done(Some(secret)))
        })
        .await?;
    secret.ok_or(Error::invalid("number", "referral-code-wrong"))
}

/// Who visits with this secret, and the referral they may see.
///
/// # Errors
/// [`Error::SignIn`] if the visit has ended.
pub async fn guest(sys: &System, ctx: &Ctx, secret: &str) -> Result<Ctx> {
    let visit = sys.store.read().await?.visit(secret, ctx.now).await?.ok_or(Error::SignIn)?;
    Ok(Ctx { actor: Actor::Guest { referral: visit.referral, agency: visit.agency }, ..*ctx })
}
