//! What a coordinator watches: queues, answers owed, disputes, and the funnel with small counts hidden. No people.

use domain::{
    application::Application,
    id::Id,
    opportunity::Opportunity,
    policy::{Action, Object, Relation},
    report::{Dimension, Table, suppress},
    time::{Day, Moment},
};
use store::Page;

use crate::{Ctx, Result, System};

pub use store::{
    application::{Dispute, Unanswered},
    report::Desk,
};

/// Months that the funnel looks back, the present one included. Fixed, so that no two periods can be taken from one
/// another.
pub const MONTHS: i32 = 12;

/// The funnel of the people who registered in the last [`MONTHS`] months.
#[derive(Debug)]
pub struct Funnel {
    /// By what they are grouped.
    pub dimension: Dimension,
    /// The first day looked at.
    pub from: Day,
    /// The last.
    pub to: Day,
    /// The counts, as they may be shown.
    pub table: Table,
}

/// What waits for the coordinator who asks.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not a coordinator.
pub async fn desk(sys: &System, ctx: &Ctx) -> Result<Desk> {
    ctx.permit(Relation::Stranger, Object::Report, Action::View)?;
    Ok(sys.store.read().await?.desk(ctx.now).await?)
}

/// How far the people of each group came: registered, applied, answered in time, accepted, achieved, confirmed.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not a coordinator.
pub async fn funnel(sys: &System, ctx: &Ctx, dimension: Dimension) -> Result<Funnel> {
    ctx.permit(Relation::Stranger, Object::Report, Action::View)?;
    let to = ctx.now.day();
    let from = first_day(to);
    let before = Moment::end_of(from.yesterday().unwrap_or(from));
    let rows = sys.store.read().await?.funnel(dimension, before.plus(1), Moment::end_of(to)).await?;
    Ok(Funnel { dimension, from, to, table: suppress(&rows) })
}

/// The first of the month eleven months before that of `to`.
pub(crate) fn first_day(to: Day) -> Day {
    let months = i32::from(to.year()) * 12 + i32::from(to.month()) - 1 - (MONTHS - 1);
    let year = i16::try_from(months.div_euclid(12)).unwrap_or(i16::MIN);
    let month = i8::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
    Day::new(year, month, 1).unwrap_or(to)
}

/// Answers whose date has passed, by opportunity and agency, the longest first, without anything of people.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not a coordinator.
pub async fn unanswered(
    sys: &System,
    ctx: &Ctx,
    page: Page<(Moment, Id<Opportunity>)>,
) -> Result<Vec<Unanswered>> {
    ctx.permit(Relation::Stranger, Object::Report, Action::View)?;
    Ok(sys.store.read().await?.unanswered(ctx.now, page).await?)
}

/// Cases in which person and agency say different things, newest first, without anything of people.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not a coordinator.
pub async fn disputes(sys: &System, ctx: &Ctx, page: Page<Id<Application>>) -> Result<Vec<Dispute>> {
    ctx.permit(Relation::Stranger, Object::Report, Action::View)?;
    Ok(sys.store.read().await?.disputes(page).await?)
}

/// Whole days since `due` passed.
#[must_use]
pub fn days_late(due: Moment, now: Moment) -> i64 {
    (now.seconds() - due.seconds()).max(0) / 86_400
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_funnel_looks_back_twelve_months() {
        assert_eq!(first_day(Day::constant(2026, 11, 22)), Day::constant(2025, 12, 1));
        assert_eq!(first_day(Day::constant(2026, 12, 31)), Day::constant(2026, 1, 1));
        assert_eq!(first_day(Day::constant(2026, 1, 1)), Day::constant(2025, 2, 1));
    }
}
