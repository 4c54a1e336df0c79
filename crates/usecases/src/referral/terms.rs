//! What a service promises to who refers: kept by its agency; whom it is for is told by the coordination.

use domain::{
    id::Id,
    policy::{Action, Role},
    referral::{Capacity, MOST_PROMISE_DAYS, Route, Terms},
    service::Service,
};

use super::chosen;
use crate::{Ctx, Error, Problems, Result, System, reading};

/// A promise as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Promising {
    /// Working days until an answer, 1 to 10.
    pub promise_days: String,
    /// A word of [`Capacity`].
    pub capacity: String,
    /// Whether a person may refer themselves.
    pub self_referral: bool,
    /// Whether it wants an officer beside who refers themselves.
    pub wants_worker: bool,
    /// A word of [`Route`]; only the coordination changes it. Empty: as it is.
    pub route: String,
    /// The youngest it takes; empty: anyone.
    pub youngest: String,
    /// The oldest it takes; empty: anyone.
    pub oldest: String,
    /// The version that was changed.
    pub version: i64,
}

/// What a service promises.
///
/// # Errors
/// [`Error::NotFound`] if it is not shown to who asks.
pub async fn terms(sys: &System, ctx: &Ctx, service: Id<Service>) -> Result<Terms> {
    let mut tx = sys.store.read().await?;
    let (_, service) = ctx.unlock(Action::View, tx.service(service).await?)?;
    Ok(tx.terms(service.id).await?)
}

/// The services of one's own agency with what they promise, those confirmed longest ago first.
///
/// # Errors
/// [`Error::SignIn`], or who asks keeps no services.
pub async fn promises(sys: &System, ctx: &Ctx) -> Result<Vec<(Service, Terms)>> {
    let services = crate::service::mine(sys, ctx).await?;
    let told = sys.store.read().await?.terms_of(ctx.agency()?).await?;
    let with = |service: Service| {
        let terms = told.iter().find(|one| one.service == service.id).cloned();
        let terms = terms.unwrap_or_else(|| Terms::of(service.id));
        (service, terms)
    };
    Ok(services.into_iter().map(with).collect())
}

/// Changes what a service promises.
///
/// # Errors
/// Problems with each field; [`Error::NotFound`], [`Error::Forbidden`]; a conflict if somebody changed it meanwhile.
pub async fn promise(sys: &System, ctx: &Ctx, service: Id<Service>, input: &Promising) -> Result<()> {
    let mut problems = Problems::default();
    let days = input.promise_days.trim().parse().ok().filter(|days| (1..=MOST_PROMISE_DAYS).contains(days));
    let days: Option<u8> = problems.keep("promise_days", days.ok_or("referral-promise-days"));
    let capacity = Capacity::from_word(input.capacity.trim()).ok_or("referral-choice-unknown");
    let capacity = problems.keep("capacity", capacity);
    let mut age = |field: &'static str, text: &str| {
        let text = reading::some(text)?;
        problems.keep(field, text.parse::<u8>().map_err(|_| "referral-age-form"))
    };
    let (youngest, oldest) = (age("youngest", &input.youngest), age("oldest", &input.oldest));
    problems.none()?;
    let (Some(promise_days), Some(capacity)) = (days, capacity) else { return Err(Error::Forbidden) };
    let route = match reading::some(&input.route) {
        Some(text) => Some(chosen::<Route>("route", text)?),
        None => None,
    };
    sys.store
        .write(move |mut tx| async move {
            let (permit, service) = ctx.unlock(Action::Edit, tx.service(service).await?)?;
            let before = tx.terms(service.id).await?;
            let route = route.unwrap_or(before.route);
            if route != before.route && ctx.actor.role() != Some(Role::Coordinator) {
                return Err(Error::Forbidden);
            }
            if before.version != input.version {
                return Err(Error::Conflict("error-changed-meanwhile"));
            }
            let after = Terms {
                service: service.id,
                promise_days,
                capacity,
                self_referral: input.self_referral,
                wants_worker: input.wants_worker,
                route,
                youngest,
                oldest,
                version: before.version + 1,
            };
            tx.put_terms(&permit, &after, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Says in one tap how much room a service has.
///
/// # Errors
/// A problem with `capacity`; [`Error::NotFound`], [`Error::Forbidden`].
pub async fn set_capacity(sys: &System, ctx: &Ctx, service: Id<Service>, capacity: &str) -> Result<()> {
    let capacity: Capacity = chosen("capacity", capacity)?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, service) = ctx.unlock(Action::Edit, tx.service(service).await?)?;
            let before = tx.terms(service.id).await?;
            let after = Terms { capacity, version: before.version + 1, ..before };
            tx.put_terms(&permit, &after, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}
