//! One-time codes (RFC 6238: SHA-1, 6 digits, 30 seconds, one step either way) and recovery codes.

use domain::{agency::Account, id::Id, message::Notice, policy::Action, time::Moment};
use store::account::Factors;
use totp_rs::{Algorithm, Builder, Totp};

use super::{
    Stage, Started, fresh_token,
    person::Origin,
    staff::{CODE, arrive, confirm_password, halfway, own_factors, still_halfway},
    throttle::{self, Try},
};
use crate::{Ctx, Error, Result, System, message};

/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;
/// A recovery code is a number of twelve digits (40 bits; tries are limited): easy on any keyboard.
const RECOVERY_RANGE: u64 = 1_000_000_000_000;
/// The name of this system in the generator's list.
const ISSUER: &str = "SINAREM";

/// What the page of setting up shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The secret to type where there is no camera: base32 in groups of four.
    pub secret: String,
    /// The `otpauth:` address, for the picture.
    pub link: String,
}

/// The generator works.
#[derive(Debug)]
pub struct Confirmed {
    /// The whole session.
    pub started: Started,
    /// The recovery codes, shown this once.
    pub recovery_codes: Vec<String>,
}

/// Why a generator cannot be made of a stored secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("one-time code secret not understood")]
pub struct TotpFault;

impl From<TotpFault> for Error {
    fn from(fault: TotpFault) -> Self {
        Self::Internal(Box::new(fault))
    }
}

fn generator(secret: &[u8], email: &str) -> std::result::Result<Totp, TotpFault> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_secret(secret.to_vec())
        .with_issuer(Some(ISSUER))
        .with_account_name(email)
        .build()
        .map_err(|_| TotpFault)
}

/// The step of time whose code this is, if it is one of the three that are taken at `now`.
pub(super) fn step_of(factors: &Factors, code: &str, now: Moment) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let totp = generator(factors.totp.as_deref()?, &factors.account.email).ok()?;
    let step = totp.check(&digits, u64::try_from(now.seconds()).ok()?)?;
    i64::try_from(step).ok()
}

/// The secret of who has given the password and has no generator yet.
///
/// # Errors
/// [`Error::SignIn`] if this session is not at that stage.
pub async fn setup(sys: &System, ctx: &Ctx, token: &str) -> Result<Setup> {
    let (_, account) = halfway(sys, ctx, token, Stage::OwesSetup).await?;
    let factors = sys.store.read().await?.factors(account).await?;
    let secret = factors.totp.ok_or(Error::SignIn)?;
    let totp = generator(&secret, &factors.account.email)?;
    let text = totp_rs::Secret::from(secret).to_base32();
    let groups: Vec<&str> =
        (0..text.len()).step_by(4).filter_map(|at| text.get(at..(at + 4).min(text.len()))).collect();
    Ok(Setup { secret: groups.join(" "), link: totp.to_url().map_err(|_| TotpFault)? })
}

/// Confirms the generator by its first code: the session becomes whole, its token is changed, and the recovery codes
/// are shown this once.
///
/// # Errors
/// [`Error::Invalid`] on `code`; [`Error::SignIn`]; [`Error::TooMany`].
pub async fn confirm_setup(
    sys: &System,
    ctx: &Ctx,
    token: &str,
    code: &str,
    from: Origin<'_>,
) -> Result<Confirmed> {
    let (own, account) = halfway(sys, ctx, token, Stage::OwesSetup).await?;
    let name = account.id.to_string();
    let try_ = Try { purpose: CODE, name: &name, network: from.network };
    throttle::begin(sys, &try_, ctx.now).await?;
    let factors = sys.store.read().await?.factors(account).await?;
    let account = factors.account.id;
    let step = step_of(&factors, code, ctx.now).ok_or(Error::invalid("code", "staff-code-wrong"))?;
    let (fresh, hash) = fresh_token()?;
    let codes = recovery_codes()?;
    let (hash, plain) = (&hash, &codes.iter().map(|code| plain_recovery_code(code)).collect::<Vec<_>>());
    sys.store
        .write(move |mut tx| async move {
            let permit = still_halfway(&mut tx, &own, account, token, Stage::OwesSetup).await?;
            if !tx.confirm_totp(&permit, account, step, own.now).await? {
                return Err(Error::SignIn);
            }
            tx.put_recovery_codes(&permit, account, plain, own.now).await?;
            arrive(&mut tx, &own, &permit, account, token, hash, from.device).await?;
            message::tell_account(&mut tx, account, Notice::SignInChanged, &[], own.now).await?;
            Ok(tx.done(()))
        })
        .await?;
    throttle::passed(sys, &try_).await?;
    Ok(Confirmed { started: Started { token: fresh, max_age: super::ABSOLUTE }, recovery_codes: codes })
}

/// New recovery codes for who gives a code of the generator; the old ones stop working.
///
/// # Errors
/// [`Error::Invalid`] on `code`; [`Error::SignIn`]; [`Error::TooMany`].
pub async fn new_recovery_codes(sys: &System, ctx: &Ctx, code: &str, network: &str) -> Result<Vec<String>> {
    let factors = own_factors(sys, ctx).await?;
    let account = factors.account.id;
    let name = account.to_string();
    let try_ = Try { purpose: CODE, name: &name, network };
    throttle::begin(sys, &try_, ctx.now).await?;
    let step = step_of(&factors, code, ctx.now).ok_or(Error::invalid("code", "staff-code-wrong"))?;
    let codes = recovery_codes()?;
    let plain = &codes.iter().map(|code| plain_recovery_code(code)).collect::<Vec<_>>();
    sys.store
        .write(move |mut tx| async move {
            let (permit, _) = ctx.unlock(Action::Edit, tx.account(account).await?)?;
            if !tx.use_totp_step(account, step).await? {
                return Err(Error::invalid("code", "staff-code-used"));
            }
            tx.put_recovery_codes(&permit, account, plain, ctx.now).await?;
            message::tell_account(&mut tx, account, Notice::SignInChanged, &[], ctx.now).await?;
            Ok(tx.done(()))
        })
        .await?;
    throttle::passed(sys, &try_).await?;
    Ok(codes)
}

/// Begins with a new generator: the password and a code of the old generator, or a recovery code, are asked for again.
/// Every session ends; the new one owes the set-up.
///
/// # Errors
/// [`Error::Invalid`] on `current` or `code`; [`Error::SignIn`]; [`Error::TooMany`].
pub async fn start_over(
    sys: &System,
    ctx: &Ctx,
    current: &str,
    code: &str,
    from: Origin<'_>,
) -> Result<Started> {
    let factors = own_factors(sys, ctx).await?;
    let account = factors.account.id;
    confirm_password(sys, ctx, &factors, current, from.network).await?;
    let name = account.to_string();
    let try_ = Try { purpose: CODE, name: &name, network: from.network };
    throttle::begin(sys, &try_, ctx.now).await?;
    let step = step_of(&factors, code, ctx.now);
    let recovery = plain_recovery_code(code);
    let (token, hash) = fresh_token()?;
    let secret = store::seal::random::<20>()?;
    let (hash, secret, recovery) = (&hash, &secret, &recovery);
    sys.store
        .write(move |mut tx| async move {
            let (permit, _) = ctx.unlock(Action::Edit, tx.account(account).await?)?;
            let fits = match step {
                Some(step) => tx.use_totp_step(account, step).await?,
                None => tx.use_recovery_code(&permit, account, recovery, ctx.now).await?,
            };
            if !fits {
                return Err(Error::invalid("code", "staff-code-wrong"));
            }
            tx.begin_totp(&permit, account, secret, ctx.now).await?;
            tx.end_sessions_of(account.uuid(), None).await?;
            let end = ctx.now.plus(super::staff::PARTIAL);
            tx.add_session(hash, Id::new(ctx.now), &ctx.actor, Stage::OwesSetup, from.device, ctx.now, end)
                .await?;
            message::tell_account(&mut tx, account, Notice::SignInChanged, &[], ctx.now).await?;
            Ok(tx.done(()))
        })
        .await?;
    throttle::passed(sys, &try_).await?;
    Ok(Started { token, max_age: super::staff::PARTIAL })
}

/// How many recovery codes who asks has left.
///
/// # Errors
/// [`Error::SignIn`].
pub async fn recovery_codes_left(sys: &System, ctx: &Ctx) -> Result<i64> {
    let factors = own_factors(sys, ctx).await?;
    let id: Id<Account> = factors.account.id;
    Ok(sys.store.read().await?.recovery_codes_left(id).await?)
}

/// Ten codes in groups of four digits.
fn recovery_codes() -> Result<Vec<String>> {
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let number = u64::from_be_bytes(store::seal::random()?) % RECOVERY_RANGE;
        let digits = format!("{number:012}");
        codes.push(format!("{}-{}-{}", &digits[..4], &digits[4..8], &digits[8..]));
    }
    Ok(codes)
}

/// A recovery code as it is kept, however it was typed.
pub(super) fn plain_recovery_code(code: &str) -> String {
    code.chars().filter(char::is_ascii_digit).take(40).collect()
}
