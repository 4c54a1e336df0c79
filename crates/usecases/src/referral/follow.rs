//! What the officer and the person do after it was sent: tell what is asked for, note tries to reach the person, plan a
//! handing over, confirm, dispute, take back, close.

use domain::{
    consent::Purpose,
    id::Id,
    policy::{Action, Actor},
    referral::{ContactAttempt, ContactResult, Handover, Party, Referral, Step},
    time::Moment,
};
use store::{Tx, referral::Kind};

use super::{
    Asked, Stand, Walked, chosen, tell,
    walk::{self, Opened, Taking, take},
    words,
};
use crate::{Ctx, Error, Result, System, merge};

/// A handing over in person as it is planned, or as it went.
#[derive(Clone, Copy, Debug)]
pub struct Planned {
    /// When.
    pub planned_at: Moment,
    /// Whether the sender came.
    pub sender_came: bool,
    /// Whether the organisation came.
    pub recipient_came: bool,
    /// Whether the person came.
    pub person_came: bool,
    /// Whether it came about; `None`: not yet.
    pub happened: Option<bool>,
}

/// Tells what the organisation asked for; its clock goes on.
///
/// # Errors
/// A problem with `words`; [`Error::NotFound`], [`Error::Forbidden`]; conflict `referral-not-from-here`.
pub async fn give_info(sys: &System, ctx: &Ctx, asked: &Asked, text: &str) -> Result<Walked> {
    let text = words("words", text)?.ok_or(Error::invalid("words", "referral-words-missing"))?;
    let taking = Taking::new(Action::Edit, Step::GiveInfo).saying(Kind::Answer, Some(text));
    take(sys, ctx, asked, &taking).await
}

/// The person says that it is so; also by telephone, through their officer.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; conflict `referral-not-from-here`.
pub async fn confirm(sys: &System, ctx: &Ctx, asked: &Asked) -> Result<Walked> {
    take(sys, ctx, asked, &Taking::new(Action::Confirm, Step::Confirm)).await
}

/// The person says that it is not so; also by telephone, through their officer. The coordination decides.
///
/// # Errors
/// As [`confirm`]; a problem with `words`.
pub async fn dispute(sys: &System, ctx: &Ctx, asked: &Asked, text: &str) -> Result<Walked> {
    let taking = Taking::new(Action::Confirm, Step::Dispute).saying(Kind::Dispute, words("words", text)?);
    take(sys, ctx, asked, &taking).await
}

/// The person says that nobody called them though the date is past. Whoever owes it and whoever looks after it are told
/// anew, once a day.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs; conflict `referral-not-late` if the date is not past or nobody there owes it.
pub async fn not_called(sys: &System, ctx: &Ctx, id: Id<Referral>) -> Result<()> {
    ctx.person()?;
    sys.store
        .write(move |mut tx| async move {
            let ctx = &merge::as_owner_of(&mut tx, ctx, id).await?;
            let (permit, referral) = ctx.unlock(Action::Confirm, tx.referral(id).await?)?;
            if !referral.keeps_waiting(ctx.now) {
                return Err(Error::Conflict("referral-not-late"));
            }
            tell::not_called(&mut tx, &referral, ctx.now).await?;
            let person = Some(referral.person.uuid());
            tx.audit(&permit, referral.id.uuid(), person, "not_called", ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// The person's word by text message, in the unit of work that took the message: it is so, or it is not. Answers whether
/// it counts: not if something has happened since they were asked.
pub(crate) async fn say_by_reply(tx: &mut Tx, ctx: &Ctx, asked: &Asked, is_so: bool) -> Result<bool> {
    let step = if is_so { Step::Confirm } else { Step::Dispute };
    let taking = Taking::new(Action::Confirm, step);
    match walk::open(tx, ctx, asked, taking.action, taking.step).await? {
        Opened::Answer(_) => Ok(false),
        Opened::Go(permit, before, party) => {
            walk::walk(tx, ctx, &permit, (&before, party), asked.event, &taking).await?;
            Ok(true)
        }
    }
}

/// Takes a referral back: the organisation's sight of it is cut in the same unit of work. If the person does so, the
/// consent under which it was sent ends with it, unless another referral that is not over was sent under it too: that one
/// goes on. Taking back the consent itself cuts all at once.
///
/// # Errors
/// As [`confirm`].
pub async fn withdraw(sys: &System, ctx: &Ctx, asked: &Asked) -> Result<Walked> {
    let taking = &Taking::new(Action::Withdraw, Step::Withdraw);
    sys.store
        .write(move |mut tx| async move {
            match walk::open(&mut tx, ctx, asked, taking.action, taking.step).await? {
                Opened::Answer(answer) => Ok(tx.done(answer)),
                Opened::Go(permit, before, party) => {
                    let after =
                        walk::walk(&mut tx, ctx, &permit, (&before, party), asked.event, taking).await?;
                    if party == Party::Person
                        && let Some(consent) = after.consent
                        && tx.referrals_under(consent).await?.iter().all(|one| one.status.is_over())
                    {
                        tx.withdraw_one(&permit, consent, after.person, Purpose::Referral, ctx.now).await?;
                    }
                    Ok(tx.done(Walked::Done(Stand::from(&after))))
                }
            }
        })
        .await
}

/// How often the person was asked in vain whether a result was so: by the officer's side; or, where no officer stands beside
/// them, by the clock. Who reported the result does not count: nobody closes their own by trying.
pub(super) async fn tries(tx: &mut Tx, of: &Referral) -> Result<u32> {
    let Some(since) = of.outcome_at else { return Ok(0) };
    Ok(match of.sender {
        Some(_) => tx.count_contact_attempts(of, since).await?,
        None => tx.count_run_out(of.id, since).await?,
    })
}

/// Closes a result that nobody could be asked about: after 14 days and three recorded tries.
///
/// # Errors
/// As [`confirm`]; conflict `referral-too-early`.
pub async fn close(sys: &System, ctx: &Ctx, asked: &Asked) -> Result<Walked> {
    sys.store
        .write(move |mut tx| async move {
            let mut taking = Taking::new(Action::Edit, Step::Close);
            match walk::open(&mut tx, ctx, asked, taking.action, taking.step).await? {
                Opened::Answer(answer) => Ok(tx.done(answer)),
                Opened::Go(permit, before, party) => {
                    taking.detail.attempts = tries(&mut tx, &before).await?;
                    let after =
                        walk::walk(&mut tx, ctx, &permit, (&before, party), asked.event, &taking).await?;
                    Ok(tx.done(Walked::Done(Stand::from(&after))))
                }
            }
        })
        .await
}

/// Notes a try to reach the person. Sent twice it is one.
///
/// # Errors
/// A problem with `result`; [`Error::NotFound`], [`Error::Forbidden`].
pub async fn note_attempt(
    sys: &System,
    ctx: &Ctx,
    id: Id<ContactAttempt>,
    referral: Id<Referral>,
    result: &str,
) -> Result<()> {
    let Actor::Staff { account, .. } = ctx.actor else { return Err(Error::Forbidden) };
    let result: ContactResult = chosen("result", result)?;
    sys.store
        .write(move |mut tx| async move {
            let locked = tx.referral(referral).await?;
            let (permit, referral) = match ctx.actor.role() {
                Some(domain::policy::Role::FocalPoint) => ctx.unlock(Action::Answer, locked)?,
                _ => ctx.unlock(Action::Edit, locked)?,
            };
            let attempt = ContactAttempt { id, referral: referral.id, result, account, at: ctx.now };
            tx.add_contact_attempt(&permit, &attempt, &referral).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Notes that the officer telephoned the organisation: an emergency is not sent without.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn note_call(sys: &System, ctx: &Ctx, referral: Id<Referral>) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let (permit, referral) = ctx.unlock(Action::Edit, tx.referral(referral).await?)?;
            tx.note_referral_call(&permit, &referral, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Plans a handing over in person, which the organisation and the person are told of, or notes how it went.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn plan_handover(sys: &System, ctx: &Ctx, referral: Id<Referral>, planned: Planned) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let (permit, referral) = ctx.unlock(Action::Edit, tx.referral(referral).await?)?;
            let handover = Handover {
                referral: referral.id,
                planned_at: planned.planned_at,
                sender_came: planned.sender_came,
                recipient_came: planned.recipient_came,
                person_came: planned.person_came,
                happened: planned.happened,
            };
            tx.put_handover(&permit, &handover, &referral, ctx.now).await?;
            if handover.happened.is_none() && handover.planned_at > ctx.now {
                tell::handover(&mut tx, &referral, handover.planned_at, ctx.now).await?;
            }
            Ok(tx.done(()))
        })
        .await
}
