//! The coordination: what is late, disputes, sharings without consent, and what this product is measured on. No names.

use domain::{
    consent::Purpose,
    id::Id,
    policy::{Action, Actor, Object, Relation},
    referral::{Measure, MeasureBy, Party, Referral, Step, measures, own_measures},
    time::Moment,
};
use store::{
    Page,
    referral::{Kind, Late, ListedReferral, OpenOverride},
};

use super::{
    Asked, PAGE, Walked,
    walk::{self, Taking, take},
    words,
};
use crate::{Ctx, Error, Result, System};

/// Days that the measures look back: fixed, so that no two periods can be taken from one another.
const MEASURED_DAYS: i64 = 365;

type DueKey = (Moment, Id<Referral>);

fn bounded(page: Page<DueKey>) -> Page<DueKey> {
    Page { limit: page.limit.clamp(1, PAGE), ..page }
}

/// Referrals whose date has passed and that still wait, the longest first, with whom to call.
///
/// # Errors
/// [`Error::NotFound`] if it is not a coordinator.
pub async fn late(sys: &System, ctx: &Ctx, page: Page<DueKey>) -> Result<Vec<Late>> {
    ctx.permit(Relation::Stranger, Object::Referral, Action::Review)?;
    Ok(sys.store.read().await?.referrals_late(bounded(page), ctx.now).await?)
}

/// Referrals that were answered after their date, the last answered first.
///
/// # Errors
/// [`Error::NotFound`] if it is not a coordinator.
pub async fn answered_late(sys: &System, ctx: &Ctx, page: Page<DueKey>) -> Result<Vec<Late>> {
    ctx.permit(Relation::Stranger, Object::Referral, Action::Review)?;
    Ok(sys.store.read().await?.referrals_answered_late(bounded(page)).await?)
}

/// Disputes to decide, by due date.
///
/// # Errors
/// [`Error::NotFound`] if it is not a coordinator.
pub async fn disputed(sys: &System, ctx: &Ctx, page: Page<DueKey>) -> Result<Vec<ListedReferral>> {
    ctx.permit(Relation::Stranger, Object::Referral, Action::Review)?;
    let found = sys.store.read().await?.referrals_disputed(bounded(page)).await?;
    Ok(found.into_iter().map(|listed| super::show::told(listed, Party::Supervisor)).collect())
}

/// Decides a dispute: `rule_helped`, `rule_not_helped` or `rule_go_on`.
///
/// # Errors
/// A problem with `ruling` or `words`; [`Error::NotFound`], [`Error::Forbidden`]; conflict `referral-not-from-here`.
pub async fn rule(sys: &System, ctx: &Ctx, asked: &Asked, ruling: &str, text: &str) -> Result<Walked> {
    let step = match ruling.trim() {
        "rule_helped" => Step::RuleHelped,
        "rule_not_helped" => Step::RuleNotHelped,
        "rule_go_on" => Step::RuleGoOn,
        _ => return Err(Error::invalid("ruling", "referral-choice-unknown")),
    };
    let text = words("words", text)?.ok_or(Error::invalid("words", "referral-words-missing"))?;
    take(sys, ctx, asked, &Taking::new(action(ctx), step).saying(Kind::Ruling, Some(text))).await
}

/// Marks a referral that should never have been. In a compartment the officer does so.
///
/// # Errors
/// As [`rule`].
pub async fn annul(sys: &System, ctx: &Ctx, asked: &Asked, text: &str) -> Result<Walked> {
    let text = words("words", text)?.ok_or(Error::invalid("words", "referral-words-missing"))?;
    take(sys, ctx, asked, &Taking::new(action(ctx), Step::Annul).saying(Kind::Ruling, Some(text))).await
}

/// A coordinator reviews; an officer edits what is theirs. Which of them may, the rule of the step says.
const fn action(ctx: &Ctx) -> Action {
    match ctx.actor.role() {
        Some(domain::policy::Role::Coordinator) => Action::Review,
        _ => Action::Edit,
    }
}

/// Sharings without consent that nobody has reviewed, oldest first.
///
/// # Errors
/// [`Error::NotFound`] if it is not a coordinator.
pub async fn overrides(sys: &System, ctx: &Ctx, page: Page<DueKey>) -> Result<Vec<OpenOverride>> {
    ctx.permit(Relation::Stranger, Object::Referral, Action::Review)?;
    Ok(sys.store.read().await?.overrides_open(bounded(page)).await?)
}

/// Reviews a sharing without consent. One that was not justified ends at once, and with it the referral if it is not over:
/// nobody owes an answer any more, and every party is told.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; a conflict if it was reviewed already.
pub async fn review_override(sys: &System, ctx: &Ctx, id: Id<Referral>, justified: bool) -> Result<()> {
    let Actor::Staff { account, .. } = ctx.actor else { return Err(Error::NotFound) };
    sys.store
        .write(move |mut tx| async move {
            let (permit, referral) = ctx.unlock(Action::Review, tx.referral(id).await?)?;
            let consent = tx.review_override(&permit, &referral, account, justified, ctx.now).await?;
            if !justified {
                tx.withdraw_one(&permit, consent, referral.person, Purpose::Referral, ctx.now).await?;
                tx.forget_shared(referral.id).await?;
                tx.take_back_messages(referral.id).await?;
                if !referral.status.is_over() {
                    let taking = Taking::new(Action::Review, Step::Annul);
                    let event = Id::new(ctx.now);
                    // What lies in a compartment is annulled by the rule itself, whoever may see it.
                    let before = (&referral, Party::Supervisor);
                    walk::walk(&mut tx, ctx, &permit, before, event, &taking).await?;
                }
            }
            Ok(tx.done(()))
        })
        .await
}

/// The measures of the last year by group, with small numbers hidden.
///
/// # Errors
/// [`Error::NotFound`] if it is not a coordinator.
pub async fn measure(sys: &System, ctx: &Ctx, by: MeasureBy) -> Result<Vec<Measure>> {
    ctx.permit(Relation::Stranger, Object::Report, Action::View)?;
    let (from, to) = last_year(ctx.now);
    Ok(measures(&sys.store.read().await?.referral_measures(by, from, to).await?))
}

/// The measures of what the organisation of who asks received in the last year, by service, with nothing hidden.
///
/// # Errors
/// [`Error::NotFound`] if who asks does not answer for an organisation.
pub async fn own_measure(sys: &System, ctx: &Ctx) -> Result<Vec<Measure>> {
    ctx.permit(Relation::Received, Object::Referral, Action::Answer)?;
    let (agency, (from, to)) = (ctx.agency()?, last_year(ctx.now));
    Ok(own_measures(&sys.store.read().await?.own_referral_measures(agency, from, to).await?))
}

/// The first and the last moment of what is measured.
fn last_year(now: Moment) -> (Moment, Moment) {
    (Moment::end_of(now.plus_days(-MEASURED_DAYS).day()).plus(1), Moment::end_of(now.day()))
}
