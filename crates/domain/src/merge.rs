//! Two records of one person become one for all reading. Nothing is moved: each keeps its rows, its key, its code, its PIN
//! and its consents, so nobody outside reads more than before; and it can be undone.

use serde::{Deserialize, Serialize};

use crate::{
    agency::{Account, Agency},
    find::Sign,
    id::Id,
    person::Person,
    policy::{Actor, Guarded, Object, Relation, Role},
    time::Moment,
    word::words,
};

words! {
    /// How far the joining of two records is.
    pub enum MergeStatus {
        /// An officer proposed it; the coordination decides.
        Proposed = "proposed",
        /// They are one.
        Merged = "merged",
        /// The coordination said no.
        Refused = "refused",
        /// They were one, and are two again.
        Undone = "undone",
    }
}

words! {
    /// What is done with it.
    pub enum MergeStep {
        /// The coordination says yes.
        Approve = "approve",
        /// The coordination says no.
        Refuse = "refuse",
        /// The coordination takes it back.
        Undo = "undo",
        /// The person says that one of the records is not theirs: it is taken back at once.
        Object = "object",
    }
}

/// Two records of one person, or of two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Its identifier, made by whoever proposes.
    pub id: Id<Merge>,
    /// The record that stays in front: the older one.
    pub kept: Id<Person>,
    /// The record that is joined to it.
    pub gone: Id<Person>,
    /// How far it is.
    pub status: MergeStatus,
    /// What agrees between them.
    pub signs: Vec<Sign>,
    /// Who proposed it.
    pub account: Id<Account>,
    /// The agency of who proposed it.
    pub agency: Id<Agency>,
    /// When.
    pub proposed_at: Moment,
    /// When the coordination decided.
    pub decided_at: Option<Moment>,
    /// When it was taken back.
    pub ended_at: Option<Moment>,
    /// Counts every step.
    pub version: i64,
}

/// Why a step cannot be taken: not from this status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not from here")]
pub struct NotFromHere;

impl MergeStatus {
    /// The whole life: the status after a step.
    ///
    /// # Errors
    /// [`NotFromHere`].
    pub const fn after(self, step: MergeStep) -> Result<Self, NotFromHere> {
        match (self, step) {
            (Self::Proposed, MergeStep::Approve) => Ok(Self::Merged),
            (Self::Proposed, MergeStep::Refuse) => Ok(Self::Refused),
            (Self::Merged, MergeStep::Undo | MergeStep::Object) => Ok(Self::Undone),
            _ => Err(NotFromHere),
        }
    }
}

impl Merge {
    /// Takes a step.
    ///
    /// # Errors
    /// [`NotFromHere`]; nothing is changed then.
    pub fn take(&self, step: MergeStep, now: Moment) -> Result<Self, NotFromHere> {
        let after = Self { status: self.status.after(step)?, version: self.version + 1, ..self.clone() };
        Ok(match step {
            MergeStep::Approve | MergeStep::Refuse => Self { decided_at: Some(now), ..after },
            MergeStep::Undo | MergeStep::Object => Self { ended_at: Some(now), ..after },
        })
    }
}

impl Guarded for Merge {
    const OBJECT: Object = Object::Merge;
    fn relation(&self, actor: &Actor) -> Relation {
        match actor {
            Actor::Person(id) if *id == self.kept || *id == self.gone => Relation::Own,
            Actor::Staff { role: Role::CaseWorker, agency, .. } if *agency == self.agency => Relation::Own,
            _ => Relation::Stranger,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_decided_once_and_undone_once() {
        let life: Vec<_> = MergeStatus::ALL
            .iter()
            .flat_map(|from| {
                MergeStep::ALL.iter().filter_map(|step| Some((*from, *step, from.after(*step).ok()?)))
            })
            .collect();
        assert_eq!(
            life,
            [
                (MergeStatus::Proposed, MergeStep::Approve, MergeStatus::Merged),
                (MergeStatus::Proposed, MergeStep::Refuse, MergeStatus::Refused),
                (MergeStatus::Merged, MergeStep::Undo, MergeStatus::Undone),
                (MergeStatus::Merged, MergeStep::Object, MergeStatus::Undone),
            ]
        );
    }
}
