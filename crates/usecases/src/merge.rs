//! Two records of one person: an officer proposes, the coordination decides without seeing a name, the person is told and
//! can object. Joined, they are one for whoever reads as the person and for officers who look for them; for everyone else
//! each stays what it was, so no consent reaches farther than before.

use domain::{
    find::{Likeness, Sketch},
    id::Id,
    merge::{Merge, MergeStatus, MergeStep, NotFromHere},
    message::Notice,
    person::Person,
    policy::{Action, Actor, Object, Relation, Role},
    referral::Referral,
    time::Moment,
};
use store::{Page, Tx};

pub use store::merge::ListedMerge;

use crate::{Ctx, Error, Result, System, find, message};

/// At most so many on a page.
const PAGE: i64 = 50;

impl From<NotFromHere> for Error {
    fn from(_: NotFromHere) -> Self {
        Self::Conflict("merge-not-from-here")
    }
}

/// Proposes that two records, both found by who asks, are of one person. Sent twice it is one.
///
/// # Errors
/// [`Error::NotFound`] if who asks did not find both; conflicts `merge-same` if they are one record, `merge-nothing-alike`
/// if too little agrees, `merge-already`, `merge-joined`.
pub async fn propose(sys: &System, ctx: &Ctx, id: Id<Merge>, two: (Id<Person>, Id<Person>)) -> Result<()> {
    let Actor::Staff { account, agency, role: Role::CaseWorker } = ctx.actor else {
        return Err(if ctx.actor == Actor::Anonymous { Error::SignIn } else { Error::NotFound });
    };
    let permit = &ctx.permit(Relation::Own, Object::Merge, Action::Create)?;
    if two.0 == two.1 {
        return Err(Error::Conflict("merge-same"));
    }
    sys.store
        .write(move |mut tx| async move {
            if let Ok((_, known)) = ctx.unlock(Action::View, tx.merge(id).await?) {
                let same =
                    [known.kept, known.gone].contains(&two.0) && [known.kept, known.gone].contains(&two.1);
                return if same { Ok(tx.done(())) } else { Err(Error::Conflict("merge-already")) };
            }
            for person in [two.0, two.1] {
                find::open_in(&mut tx, ctx, account, person).await?;
            }
            let one = find::opened(&mut tx, ctx, two.0).await?;
            let other = find::opened(&mut tx, ctx, two.1).await?;
            let likeness = Likeness::between(&Sketch::of(&one), &other);
            if !likeness.is_worth_asking() {
                return Err(Error::Conflict("merge-nothing-alike"));
            }
            let (kept, gone) = in_front(&mut tx, one, other).await?;
            let merge = Merge {
                id,
                kept,
                gone,
                status: MergeStatus::Proposed,
                signs: likeness.signs,
                account,
                agency,
                proposed_at: ctx.now,
                decided_at: None,
                ended_at: None,
                version: 1,
            };
            tx.add_merge(permit, &merge, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Which stays in front: the one that others are joined to already, else the older one.
async fn in_front(tx: &mut Tx, one: Person, other: Person) -> Result<(Id<Person>, Id<Person>)> {
    let joined = |records: Vec<Id<Person>>| records.len() > 1;
    let (first, second) = (joined(tx.records_of(one.id).await?), joined(tx.records_of(other.id).await?));
    let older = (one.created_at, one.id) <= (other.created_at, other.id);
    match (first, second) {
        (true, true) => Err(Error::Conflict("merge-joined")),
        (true, false) => Ok((one.id, other.id)),
        (false, true) => Ok((other.id, one.id)),
        (false, false) if older => Ok((one.id, other.id)),
        (false, false) => Ok((other.id, one.id)),
    }
}

/// Proposals that wait, or what is joined, the first proposed first. What agrees, and no names.
///
/// # Errors
/// [`Error::NotFound`] if it is not a coordinator.
pub async fn listed(
    sys: &System,
    ctx: &Ctx,
    status: MergeStatus,
    page: Page<(Moment, Id<Merge>)>,
) -> Result<Vec<ListedMerge>> {
    ctx.permit(Relation::Stranger, Object::Merge, Action::Review)?;
    let page = Page { limit: page.limit.clamp(1, PAGE), ..page };
    Ok(sys.store.read().await?.merges_in(status, page).await?)
}

/// Decides: `approve`, `refuse`, or `undo` what was approved.
///
/// # Errors
/// A problem with `step`; [`Error::NotFound`] if it is not a coordinator; conflicts `merge-not-from-here`, `merge-joined`.
pub async fn decide(sys: &System, ctx: &Ctx, id: Id<Merge>, step: &str) -> Result<()> {
    let step = match MergeStep::from_word(step.trim()) {
        Some(step) if step != MergeStep::Object => step,
        _ => return Err(Error::invalid("step", "merge-choose")),
    };
    ctx.permit(Relation::Stranger, Object::Merge, Action::Review)?;
    take(sys, ctx, id, Action::Review, step).await
}

/// The person says that one of the records is not theirs: the two are taken apart at once, and each signs in again with
/// their own code.
///
/// # Errors
/// [`Error::NotFound`] if it is not about them; conflict `merge-not-from-here`.
pub async fn object(sys: &System, ctx: &Ctx, id: Id<Merge>) -> Result<()> {
    ctx.person()?;
    take(sys, ctx, id, Action::Withdraw, MergeStep::Object).await
}

/// What is joined to the record of the person who asks.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn mine(sys: &System, ctx: &Ctx) -> Result<Vec<Merge>> {
    let person = ctx.person()?;
    ctx.permit(Relation::Own, Object::Merge, Action::View)?;
    Ok(sys.store.read().await?.merges_of(person).await?)
}

async fn take(sys: &System, ctx: &Ctx, id: Id<Merge>, action: Action, step: MergeStep) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let (permit, before) = ctx.unlock(action, tx.merge(id).await?)?;
            let after = before.take(step, ctx.now)?;
            match after.status {
                MergeStatus::Merged => {
                    tell_both(&mut tx, &after, ctx.now).await?;
                    tx.join(&after).await?;
                }
                MergeStatus::Undone => {
                    tx.part(&after).await?;
                    tell_both(&mut tx, &after, ctx.now).await?;
                }
                MergeStatus::Proposed | MergeStatus::Refused => {}
            }
            tx.put_merge(&permit, &after, step.word(), ctx.now).await?;
            message::tell_account(&mut tx, after.account, Notice::MergeDecided, &[], ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// The person is told in neutral words, at both telephones: if they are two people, both must know.
async fn tell_both(tx: &mut Tx, merge: &Merge, now: Moment) -> Result<()> {
    for person in [merge.kept, merge.gone] {
        message::tell_person(tx, person, Notice::PersonChanged, &[], now).await?;
    }
    Ok(())
}

/// The asking of a person in the record that one of their referrals belongs to: their own, or one joined to it. Everyone
/// else asks as they are.
pub(crate) async fn as_owner_of(tx: &mut Tx, ctx: &Ctx, referral: Id<Referral>) -> Result<Ctx> {
    let joined = match ctx.actor.person() {
        Some(person) => tx.joined_of_referral(person, referral).await?,
        None => None,
    };
    Ok(acting(ctx, joined))
}

/// The same for a case.
pub(crate) async fn as_accompanied_in(tx: &mut Tx, ctx: &Ctx, case: Id<domain::case::Case>) -> Result<Ctx> {
    let joined = match ctx.actor.person() {
        Some(person) => tx.joined_of_case(person, case).await?,
        None => None,
    };
    Ok(acting(ctx, joined))
}

/// The same for an application.
pub(crate) async fn as_applicant_of(
    tx: &mut Tx,
    ctx: &Ctx,
    application: Id<domain::application::Application>,
) -> Result<Ctx> {
    let joined = match ctx.actor.person() {
        Some(person) => tx.joined_of_application(person, application).await?,
        None => None,
    };
    Ok(acting(ctx, joined))
}

pub(crate) fn acting(ctx: &Ctx, record: Option<Id<Person>>) -> Ctx {
    Ctx { actor: record.map_or(ctx.actor, Actor::Person), ..*ctx }
}
