//! A yes is taken back: what stood on it ends in the same unit of work.

use domain::{
    agency::Agency,
    case::{Detail, Party, Step},
    id::Id,
    person::Person,
};
use store::Tx;

use super::walk::{give_up, system_permit, walk};
use crate::{Ctx, Result};

/// Ends the cases of a person at an agency, and the offers to it.
pub(crate) async fn cut(tx: &mut Tx, ctx: &Ctx, person: Id<Person>, agency: Id<Agency>) -> Result<()> {
    let permit = system_permit()?;
    for case in tx.cases_of(person).await?.into_iter().filter(|case| case.closed_at.is_none()) {
        if case.agency == agency {
            give_up(tx, ctx, &permit, &case, Party::Person).await?;
        } else if case.offered_to == Some(agency) {
            let step = (Step::TakeBack, &Detail::default());
            walk(tx, ctx, &permit, (&case, Party::Person), step, "").await?;
        }
    }
    Ok(())
}

/// Ends every case of a person, in the unit of work in which their account is deleted.
pub(crate) async fn withdraw_all(tx: &mut Tx, ctx: &Ctx, person: Id<Person>) -> Result<()> {
    let permit = system_permit()?;
    for case in tx.cases_of(person).await?.into_iter().filter(|case| case.closed_at.is_none()) {
        give_up(tx, ctx, &permit, &case, Party::Person).await?;
    }
    Ok(())
}
