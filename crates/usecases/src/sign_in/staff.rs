//! How staff sign in: e-mail and password, then a one-time code. Whether an address is known is never told.

use domain::{
    agency::Account,
    id::Id,
    message::Notice,
    policy::{Action, Actor, Permit},
    text::{Email, Password, TextProblem},
};
use store::{Tx, account::Factors, session::SessionRow};

use super::{
    Stage, Started, actor_of, fresh_token,
    hash::{hash_secret, verify_nobody, verify_secret},
    person::Origin,
    throttle::{self, Try},
    token_hash, totp,
};
use crate::{Ctx, Error, Result, System, message};

/// Tries of a password, by address, known or not.
const PASSWORD: &str = "staff.password";
/// Tries of one-time and recovery codes, by account.
pub(super) const CODE: &str = "staff.code";
/// Seconds within which the second step must be done.
pub(super) const PARTIAL: i64 = 15 * 60;

/// The first step done: a session that can do nothing but the second step.
#[derive(Debug)]
pub struct Entered {
    /// The session.
    pub started: Started,
    /// What is owed: a code, or setting up the generator.
    pub stage: Stage,
}

/// The first step: e-mail and password. The answer, and the work behind it, are the same whether the address is
/// unknown, has no password yet, was switched off, or the password is wrong.
///
/// # Errors
/// [`Error::Invalid`] on `password` if they do not fit; [`Error::TooMany`].
pub async fn enter(
    sys: &System,
    ctx: &Ctx,
    email: &str,
    password: &str,
    from: Origin<'_>,
) -> Result<Entered> {
    let name = email.trim().to_lowercase();
    let try_ = Try { purpose: PASSWORD, name: &name, network: from.network };
    throttle::begin(sys, &try_, ctx.now).await?;
    let known = match Email::parse(email) {
        Ok(email) => {
            let mut tx = sys.store.read().await?;
            match tx.account_of_email(&email).await? {
                Some(account) => Some(tx.factors(account).await?),
                None => None,
            }
        }
        Err(_) => None,
    };
    let fits = match known.as_ref().and_then(|known| known.password_hash.as_deref()) {
        // Longer ones cannot have been chosen; hashing them would be work for nothing.
        Some(hash) if password.chars().count() <= Password::MAX => verify_secret(sys, password, hash).await?,
        _ => verify_nobody(sys, "nobody's password").await?,
    };
    match known {
        Some(known) if fits && known.account.active => {
            let entered = begin(sys, ctx, &known, from.device).await?;
            throttle::passed(sys, &try_).await?;
            Ok(entered)
        }
        _ => Err(Error::invalid("password", "staff-entry-wrong")),
    }
}

/// Starts the session of the first step, if the account is still as it was when the password was compared.
async fn begin(sys: &System, ctx: &Ctx, known: &Factors, device: &str) -> Result<Entered> {
    let account = &known.account;
    let stage = if account.has_totp { Stage::OwesCode } else { Stage::OwesSetup };
    let own = own_ctx(ctx, account);
    let (token, hash) = fresh_token()?;
    let secret = store::seal::random::<20>()?;
    let (hash, secret) = (&hash, &secret);
    sys.store
        .write(move |mut tx| async move {
            let (permit, now_is) = own.unlock(Action::Edit, tx.account(account.id).await?)?;
            if now_is.version != account.version || !now_is.active {
                return Err(Error::SignIn);
            }
            if stage == Stage::OwesSetup {
                // A new secret each time: nobody sets up one that somebody else may have seen before.
                tx.begin_totp(&permit, account.id, secret, own.now).await?;
                tx.end_sessions_of(account.id.uuid(), None).await?;
            }
            let end = own.now.plus(PARTIAL);
            tx.add_session(hash, Id::new(own.now), &own.actor, stage, device, own.now, end).await?;
            Ok(tx.done(()))
        })
        .await?;
    Ok(Entered { started: Started { token, max_age: PARTIAL }, stage })
}

/// The second step: a code of the generator. The session's token is changed.
///
/// # Errors
/// [`Error::Invalid`] on `code` if it is wrong or used; [`Error::SignIn`] if the first step is not done or too old;
/// [`Error::TooMany`].
pub async fn give_code(
    sys: &System,
    ctx: &Ctx,
    token: &str,
    code: &str,
    from: Origin<'_>,
) -> Result<Started> {
    let (own, account) = halfway(sys, ctx, token, Stage::OwesCode).await?;
    let name = account.id.to_string();
    let try_ = Try { purpose: CODE, name: &name, network: from.network };
    throttle::begin(sys, &try_, ctx.now).await?;
    let factors = sys.store.read().await?.factors(account).await?;
    let account = factors.account.id;
    let step = totp::step_of(&factors, code, ctx.now).ok_or(Error::invalid("code", "staff-code-wrong"))?;
    let (fresh, hash) = fresh_token()?;
    let hash = &hash;
    sys.store
        .write(move |mut tx| async move {
            let permit = still_halfway(&mut tx, &own, account, token, Stage::OwesCode).await?;
            if !tx.use_totp_step(account, step).await? {
                return Err(Error::invalid("code", "staff-code-used"));
            }
            arrive(&mut tx, &own, &permit, account, token, hash, from.device).await?;
            Ok(tx.done(()))
        })
        .await?;
    throttle::passed(sys, &try_).await?;
    Ok(Started { token: fresh, max_age: super::ABSOLUTE })
}

/// The second step for who has lost the generator: a recovery code. Each works once, and the person is told.
///
/// # Errors
/// As [`give_code`].
pub async fn give_recovery_code(
    sys: &System,
    ctx: &Ctx,
    token: &str,
    code: &str,
    from: Origin<'_>,
) -> Result<Started> {
    let (own, account) = halfway(sys, ctx, token, Stage::OwesCode).await?;
    let account = account.id;
    let name = account.to_string();
    let try_ = Try { purpose: CODE, name: &name, network: from.network };
    throttle::begin(sys, &try_, ctx.now).await?;
    let code = totp::plain_recovery_code(code);
    let (fresh, hash) = fresh_token()?;
    let (hash, code) = (&hash, &code);
    sys.store
        .write(move |mut tx| async move {
            let permit = still_halfway(&mut tx, &own, account, token, Stage::OwesCode).await?;
            if !tx.use_recovery_code(&permit, account, code, own.now).await? {
                return Err(Error::invalid("code", "staff-recovery-wrong"));
            }
            arrive(&mut tx, &own, &permit, account, token, hash, from.device).await?;
            message::tell_account(&mut tx, account, Notice::SignInChanged, &[], own.now).await?;
            Ok(tx.done(()))
        })
        .await?;
    throttle::passed(sys, &try_).await?;
    Ok(Started { token: fresh, max_age: super::ABSOLUTE })
}

/// Changes one's own password. Every session ends, and a new one is begun for who asks.
///
/// # Errors
/// [`Error::Invalid`] on `current` or `password`; [`Error::TooMany`]; [`Error::SignIn`].
pub async fn change_password(
    sys: &System,
    ctx: &Ctx,
    current: &str,
    password: &str,
    from: Origin<'_>,
) -> Result<Started> {
    let factors = own_factors(sys, ctx).await?;
    let account = &factors.account;
    let password = Password::parse_staff(password)
        .map_err(TextProblem::key)
        .map_err(|key| Error::invalid("password", key))?;
    confirm_password(sys, ctx, &factors, current, from.network).await?;
    let hash = hash_secret(sys, password.as_str()).await?;
    let (token, token_hash) = fresh_token()?;
    let (hash, token_hash) = (&hash, &token_hash);
    sys.store
        .write(move |mut tx| async move {
            let (permit, _) = ctx.unlock(Action::Edit, tx.account(account.id).await?)?;
            tx.put_password(&permit, account, hash, ctx.now).await?;
            tx.end_sessions_of(account.id.uuid(), None).await?;
            let end = ctx.now.plus(super::ABSOLUTE);
            tx.add_session(token_hash, Id::new(ctx.now), &ctx.actor, Stage::Full, from.device, ctx.now, end)
                .await?;
            message::tell_account(&mut tx, account.id, Notice::SignInChanged, &[], ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await?;
    Ok(Started { token, max_age: super::ABSOLUTE })
}

/// Asks for the password again, before something that matters.
pub(super) async fn confirm_password(
    sys: &System,
    ctx: &Ctx,
    factors: &Factors,
    current: &str,
    network: &str,
) -> Result<()> {
    let name = factors.account.email.to_lowercase();
    let try_ = Try { purpose: PASSWORD, name: &name, network };
    throttle::begin(sys, &try_, ctx.now).await?;
    let fits = match &factors.password_hash {
        Some(hash) if current.chars().count() <= Password::MAX => verify_secret(sys, current, hash).await?,
        _ => false,
    };
    if !fits {
        return Err(Error::invalid("current", "staff-password-wrong"));
    }
    throttle::passed(sys, &try_).await
}

/// What who asks signs in with.
pub(super) async fn own_factors(sys: &System, ctx: &Ctx) -> Result<Factors> {
    let Actor::Staff { account, .. } = ctx.actor else { return Err(Error::SignIn) };
    let mut tx = sys.store.read().await?;
    let (_, account) = ctx.unlock(Action::View, tx.account(account).await?)?;
    Ok(tx.factors(account).await?)
}

/// The account of a session at this stage, and the asking as its owner.
pub(super) async fn halfway(sys: &System, ctx: &Ctx, token: &str, stage: Stage) -> Result<(Ctx, Account)> {
    match actor_of(sys, token, ctx.now).await? {
        Some((actor @ Actor::Staff { account, .. }, at)) if at == stage => {
            let own = Ctx { actor, ..*ctx };
            let locked = sys.store.read().await?.account(account).await?;
            let (_, account) = own.unlock(Action::View, locked)?;
            Ok((own, account))
        }
        _ => Err(Error::SignIn),
    }
}

/// Looks again inside the unit of work: a session ended meanwhile goes no further.
pub(super) async fn still_halfway(
    tx: &mut Tx,
    own: &Ctx,
    account: Id<Account>,
    token: &str,
    stage: Stage,
) -> Result<Permit> {
    let session: Option<SessionRow> = tx.session(&token_hash(token)).await?;
    let alive = session.is_some_and(|session| {
        session.stage == stage && session.expires_at > own.now && session.actor == own.actor
    });
    let (permit, account) = own.unlock(Action::Edit, tx.account(account).await?)?;
    if alive && account.active { Ok(permit) } else { Err(Error::SignIn) }
}

/// Ends the session of the first step and begins the whole one.
pub(super) async fn arrive(
    tx: &mut Tx,
    own: &Ctx,
    permit: &Permit,
    account: Id<Account>,
    token: &str,
    fresh_hash: &[u8],
    device: &str,
) -> Result<()> {
    tx.end_session(&token_hash(token)).await?;
    let end = own.now.plus(super::ABSOLUTE);
    tx.add_session(fresh_hash, Id::new(own.now), &own.actor, Stage::Full, device, own.now, end).await?;
    tx.note_sign_in(permit, account, own.now).await?;
    Ok(())
}

fn own_ctx(ctx: &Ctx, account: &Account) -> Ctx {
    let actor = Actor::Staff { account: account.id, agency: account.agency, role: account.role };
    Ctx { actor, ..*ctx }
}
