//! Two openings in an emergency of the made-up world: one that the first officer took, and one that they were given.

use domain::{
    emergency::{Emergency, OPEN_FOR},
    policy::{Action, Object},
};
use store::Tx;

use super::{World, permit};
use crate::Result;

/// Whom they are about, as places among the people.
const ABOUT: [usize; 2] = [1, 2];

/// Makes them.
pub(super) async fn make(world: &mut World, tx: &mut Tx) -> Result<()> {
    let permit = permit(Object::Emergency, Action::Override)?;
    let Some(officer) = world.officers.first().copied() else { return Ok(()) };
    for (place, is_given) in ABOUT.into_iter().zip([false, true]) {
        let Some(person) = world.people.get(place).map(|one| one.person.id) else { continue };
        let at = world.now.plus(-7_200);
        let one = Emergency {
            id: world.chance.id(at),
            person,
            attention: None,
            account: officer.account,
            agency: officer.agency,
            given_by: is_given.then_some(officer.account),
            at,
            until: at.plus(OPEN_FOR),
            result: None,
            justified: None,
        };
        let why = if is_given { "" } else { "Llamó asustado desde la carretera y se cortó la llamada." };
        tx.add_emergency(&permit, &one, why).await?;
    }
    Ok(())
}
