//! A made-up person who was registered twice, and the proposal to join both: so that it can be looked at what the
//! coordination decides on.

use domain::{
    find::{Likeness, Sketch},
    merge::{Merge, MergeStatus},
    person::Person,
    policy::{Action, Object},
};
use store::Tx;

use super::{Guise, World, email_of, permit};
use crate::Result;

/// Which of the made-up people came twice: one in the middle, not the one to enter as.
const WHICH: usize = 7;

/// Makes the second record and the proposal, where there are so many people.
pub(super) async fn make(world: &mut World, tx: &mut Tx) -> Result<()> {
    let Some(first) = world.people.get(WHICH).map(|made| made.person.clone()) else { return Ok(()) };
    let Some(officer) = tx.account_of_email(&email_of(Guise::Officer)?).await? else { return Ok(()) };
    let at = world.now.plus_days(-2);
    let second = Person {
        id: world.chance.id(at),
        code: world.code(),
        birth_year: first.birth_year,
        cui: None,
        created_at: at,
        version: 1,
        ..first.clone()
    };
    tx.add_person(&permit(Object::Person, Action::Create)?, &second, "", None, at).await?;
    let merge = Merge {
        id: world.chance.id(at),
        kept: first.id,
        gone: second.id,
        status: MergeStatus::Proposed,
        signs: Likeness::between(&Sketch::of(&first), &second).signs,
        account: officer.id,
        agency: officer.agency,
        proposed_at: at.plus(3600),
        decided_at: None,
        ended_at: None,
        version: 1,
    };
    Ok(tx.add_merge(&permit(Object::Merge, Action::Create)?, &merge, at.plus(3600)).await?)
}
