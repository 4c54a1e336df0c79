//! The steps of a case, each in one unit of work, and who is told of it.

use domain::{
    agency::{Account, Agency},
    case::{Case, Detail, End, GoalStatus, Party, Step},
    consent::Purpose,
    id::Id,
    message::Notice,
    policy::{Action, Actor, Permit, Role},
    time::{Day, Moment},
};
use store::Tx;

use super::{open, words};
use crate::{
    Ctx, Error, Result, System, merge,
    message::{self, To},
    referral::Taken,
};

/// Officers of an agency told, or chosen from, at most.
const OFFICERS: i64 = 50;

/// To whom a case is offered.
#[derive(Clone, Debug)]
pub struct Offering {
    /// The agency that is asked.
    pub to: Option<Id<Agency>>,
    /// The yes of the person to that agency.
    pub taken: Taken,
    /// Why, in words for that agency.
    pub words: String,
}

async fn opened(tx: &mut Tx, ctx: &Ctx, id: Id<Case>, action: Action) -> Result<(Permit, Case, Party)> {
    let ctx = &merge::as_accompanied_in(tx, ctx, id).await?;
    let (permit, case) = ctx.unlock(action, tx.case(id).await?)?;
    let party = case.party(&ctx.actor).ok_or(Error::NotFound)?;
    Ok((permit, case, party))
}

/// Takes one step and keeps it.
pub(super) async fn walk(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    (case, party): (&Case, Party),
    (step, detail): (Step, &Detail),
    text: &str,
) -> Result<Case> {
    let after = case.take(step, party, detail, ctx.now)?;
    tx.put_case(permit, &after, step.word(), ctx.now).await?;
    // Whoever is no longer asked, and whoever has closed, reads no more.
    let unasked = case.offered_consent.filter(|_| after.offered_consent.is_none() && step != Step::TakeOver);
    let closed = after.closed_at.map(|_| case.consent);
    for consent in [unasked, closed].into_iter().flatten() {
        tx.withdraw_one(permit, consent, case.person, Purpose::Case, ctx.now).await?;
    }
    open::entry(tx, ctx, &after, step, text).await?;
    tell(tx, &after, case, party, step, ctx.now).await?;
    Ok(after)
}

/// Tells who did not act: the officers on both sides by mail, the person by a neutral message.
async fn tell(tx: &mut Tx, after: &Case, before: &Case, party: Party, step: Step, now: Moment) -> Result<()> {
    let mut officers: Vec<(Id<Account>, Notice)> = Vec::new();
    let mut person = false;
    match step {
        Step::Offer => {
            person = true;
            let asked = case_workers(tx, after.offered_to).await?;
            officers.extend(asked.into_iter().map(|account| (account, Notice::CaseArrived)));
        }
        Step::TakeOver | Step::Decline => {
            officers.push((before.officer, Notice::CaseAnswered));
            person = step == Step::TakeOver;
        }
        Step::Assign => {
            officers.push((before.officer, Notice::CaseAnswered));
            officers.push((after.officer, Notice::CaseArrived));
            person = true;
        }
        Step::AgreePlan if party == Party::Officer => person = true,
        Step::AgreePlan | Step::Pause | Step::Resume | Step::TakeBack | Step::Withdraw => {
            if party == Party::Person {
                officers.push((after.officer, Notice::CaseAnswered));
            }
        }
        Step::Close => person = true,
    }
    for (account, notice) in officers {
        message::tell(tx, &To::Account(account), notice, &[], now).await?;
    }
    if person && party != Party::Person {
        message::tell_person(tx, after.person, Notice::PersonChanged, &[], now).await?;
    }
    Ok(())
}

/// The active officers of an agency.
pub(super) async fn case_workers(tx: &mut Tx, agency: Option<Id<Agency>>) -> Result<Vec<Id<Account>>> {
    match agency {
        Some(agency) => Ok(tx.active_accounts(agency, Role::CaseWorker, OFFICERS).await?),
        None => Ok(Vec::new()),
    }
}

/// A step that needs nothing but itself.
async fn plain(sys: &System, ctx: &Ctx, id: Id<Case>, step: Step, detail: Detail, text: &str) -> Result<()> {
    let detail = &detail;
    sys.store
        .write(move |mut tx| async move {
            let (permit, case, party) = opened(&mut tx, ctx, id, Action::Edit).await?;
            let goals = tx.case_goals(&case).await?;
            let goals = goals.iter().filter(|goal| goal.status == GoalStatus::Open).count();
            let detail = Detail { goals, ..*detail };
            walk(&mut tx, ctx, &permit, (&case, party), (step, &detail), text).await?;
            Ok(tx.done(()))
        })
        .await
}

/// The person agrees to the plan; or the officer notes that they did.
///
/// # Errors
/// Conflicts `case-no-goal`, `case-not-from-here`; [`Error::NotFound`] if who asks takes no part.
pub async fn agree(sys: &System, ctx: &Ctx, id: Id<Case>) -> Result<()> {
    plain(sys, ctx, id, Step::AgreePlan, Detail::default(), "").await
}

/// It rests until a day. No reason is asked.
///
/// # Errors
/// A problem with `review_on`; conflict `case-not-from-here`; [`Error::NotFound`].
pub async fn pause(sys: &System, ctx: &Ctx, id: Id<Case>, review_on: &str) -> Result<()> {
    let review_on: Option<Day> = review_on.trim().parse().ok();
    plain(sys, ctx, id, Step::Pause, Detail { review_on, ..Detail::default() }, "").await
}

/// It goes on.
///
/// # Errors
/// Conflict `case-not-from-here`; [`Error::NotFound`].
pub async fn resume(sys: &System, ctx: &Ctx, id: Id<Case>) -> Result<()> {
    plain(sys, ctx, id, Step::Resume, Detail::default(), "").await
}

/// It ends.
///
/// # Errors
/// Problems with `end` and `end_words`; conflict `case-not-from-here`; [`Error::NotFound`].
pub async fn close(sys: &System, ctx: &Ctx, id: Id<Case>, end: &str, text: &str) -> Result<()> {
    let end: End = end.trim().parse().map_err(|_| Error::invalid("end", "case-end-missing"))?;
    let text = words("end_words", text)?;
    plain(sys, ctx, id, Step::Close, Detail { end: Some(end), ..Detail::default() }, &text).await
}

/// Another agency is asked to go on with it, with the person's yes to that agency.
///
/// # Errors
/// Problems with `to`, `fields` and `words`; conflicts `case-not-from-here`, `case-nobody-there`; [`Error::NotFound`].
pub async fn offer(sys: &System, ctx: &Ctx, id: Id<Case>, input: &Offering) -> Result<()> {
    let to = input.to.ok_or(Error::invalid("to", "case-receiver-missing"))?;
    let text = &words("words", &input.words)?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, case, party) = opened(&mut tx, ctx, id, Action::Edit).await?;
            super::write::held(&mut tx, ctx, &case).await?;
            if tx.offering_agency(to).await?.is_none() || case_workers(&mut tx, Some(to)).await?.is_empty() {
                return Err(Error::invalid("to", "case-nobody-there"));
            }
            let theirs = tx.cases_of(case.person).await?;
            if theirs.iter().any(|other| other.agency == to && other.closed_at.is_none()) {
                return Err(Error::invalid("to", "case-there-already"));
            }
            let grant = open::agree(&mut tx, ctx, &permit, (case.person, to), &input.taken).await?;
            let detail = Detail { to: Some((to, grant.consent.id)), ..Detail::default() };
            walk(&mut tx, ctx, &permit, (&case, party), (Step::Offer, &detail), text).await?;
            Ok(tx.done(()))
        })
        .await
}

/// The agency that was asked takes it: who says so goes on with it. What the agency before knew it knows no more; the
/// signs do not go with it.
///
/// # Errors
/// Conflicts `case-not-from-here`, `case-already`, `case-consent-needed`; [`Error::NotFound`] if it is not asked.
pub async fn take_over(sys: &System, ctx: &Ctx, id: Id<Case>) -> Result<()> {
    let (account, _) = open::officer(&ctx.actor)?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, case, party) = opened(&mut tx, ctx, id, Action::Answer).await?;
            let offered = case.offered_consent.ok_or(Error::Conflict("case-not-from-here"))?;
            let grant = tx.grant(offered).await?;
            if !grant.is_some_and(|grant| grant.consent.holds(ctx.now)) {
                return Err(Error::Conflict("case-consent-needed"));
            }
            let detail = Detail { officer: Some(account), ..Detail::default() };
            let step = (Step::TakeOver, &detail);
            walk(&mut tx, ctx, &permit, (&case, party), step, "").await?;
            tx.withdraw_one(&permit, case.consent, case.person, Purpose::Case, ctx.now).await?;
            tx.forget_case_screen(id).await?;
            Ok(tx.done(()))
        })
        .await
}

/// The agency that was asked cannot.
///
/// # Errors
/// A problem with `no_words`; conflict `case-not-from-here`; [`Error::NotFound`] if it is not asked.
pub async fn decline(sys: &System, ctx: &Ctx, id: Id<Case>, text: &str) -> Result<()> {
    let text = &words("no_words", text)?;
    end_offer(sys, ctx, id, Action::Answer, Step::Decline, text).await
}

/// The other agency is no longer asked.
///
/// # Errors
/// Conflict `case-not-from-here`; [`Error::NotFound`].
pub async fn take_back(sys: &System, ctx: &Ctx, id: Id<Case>) -> Result<()> {
    end_offer(sys, ctx, id, Action::Edit, Step::TakeBack, "").await
}

async fn end_offer(
    sys: &System,
    ctx: &Ctx,
    id: Id<Case>,
    action: Action,
    step: Step,
    text: &str,
) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let (permit, case, party) = opened(&mut tx, ctx, id, action).await?;
            walk(&mut tx, ctx, &permit, (&case, party), (step, &Detail::default()), text).await?;
            Ok(tx.done(()))
        })
        .await
}

/// The coordination gives a case to another officer of the same agency.
///
/// # Errors
/// A problem with `officer` if they are not one of the agency's; conflict `case-not-from-here`; [`Error::NotFound`] if
/// who asks is not the coordination.
pub async fn assign(sys: &System, ctx: &Ctx, id: Id<Case>, officer: &str) -> Result<()> {
    let officer: Id<Account> =
        officer.trim().parse().map_err(|_| Error::invalid("officer", "case-receiver-missing"))?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, case, party) = opened(&mut tx, ctx, id, Action::Review).await?;
            let theirs = case_workers(&mut tx, Some(case.agency)).await?;
            if officer == case.officer || !theirs.contains(&officer) {
                return Err(Error::invalid("officer", "case-receiver-missing"));
            }
            let detail = Detail { officer: Some(officer), ..Detail::default() };
            walk(&mut tx, ctx, &permit, (&case, party), (Step::Assign, &detail), "").await?;
            tx.forget_case_screen(id).await?;
            Ok(tx.done(()))
        })
        .await
}

/// The person no longer wants to be accompanied: their yes ends, and with it what the agency reads.
///
/// # Errors
/// Conflict `case-not-from-here`; [`Error::NotFound`] if it is not theirs.
pub async fn withdraw(sys: &System, ctx: &Ctx, id: Id<Case>) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let (permit, case, party) = opened(&mut tx, ctx, id, Action::Withdraw).await?;
            give_up(&mut tx, ctx, &permit, &case, party).await?;
            Ok(tx.done(()))
        })
        .await
}

/// The case ends, and every yes it stood on.
pub(super) async fn give_up(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    case: &Case,
    party: Party,
) -> Result<()> {
    walk(tx, ctx, permit, (case, party), (Step::Withdraw, &Detail::default()), "").await?;
    Ok(())
}

/// For whom the clock or a deletion acts.
pub(super) fn system_permit() -> Result<Permit> {
    Ok(domain::policy::permit(
        &Actor::System,
        domain::policy::Relation::Own,
        domain::policy::Object::Case,
        Action::Edit,
    )?)
}
