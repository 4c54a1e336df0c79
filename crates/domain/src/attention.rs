//! What should not wait, for whoever accompanies a person: an answer of the pulse that calls for somebody, or a text
//! message that nobody but a person understands.

use serde::{Deserialize, Serialize};

use crate::{id::Id, person::Person, pulse::Flag, time::Moment, word::words};

words! {
    /// How far it is.
    pub enum State {
        /// Nobody has looked at it.
        Open = "open",
        /// An officer has it in hand.
        Seen = "seen",
        /// It was looked after.
        Done = "done",
    }
}

words! {
    /// What an officer does with it.
    pub enum Step {
        /// Takes it in hand.
        See = "see",
        /// Has looked after it.
        Finish = "finish",
    }
}

/// Not from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not from here")]
pub struct NotFromHere;

impl State {
    /// The whole life.
    ///
    /// # Errors
    /// [`NotFromHere`] if it was done before.
    pub const fn after(self, step: Step) -> Result<Self, NotFromHere> {
        match (self, step) {
            (Self::Open | Self::Seen, Step::See) => Ok(Self::Seen),
            (Self::Open | Self::Seen, Step::Finish) => Ok(Self::Done),
            (Self::Done, _) => Err(NotFromHere),
        }
    }
}

/// What it is about. Sealed in the database; in the clear stands only whether it is urgent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// An answer of the pulse.
    Flag(Flag),
    /// A text message, in its words; empty where the telephone is shared and it may be somebody else's.
    Reply(String),
}

impl About {
    /// Whether it comes before whatever else waits: an answer of the pulse does, a message does not.
    #[must_use]
    pub const fn is_urgent(&self) -> bool {
        matches!(self, Self::Flag(_))
    }
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attention {
    /// Its identifier.
    pub id: Id<Attention>,
    /// About whom.
    pub person: Id<Person>,
    /// What.
    pub about: About,
    /// How far it is.
    pub state: State,
    /// Since when.
    pub at: Moment,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_stays_done() {
        assert_eq!(State::Open.after(Step::See), Ok(State::Seen));
        assert_eq!(State::Open.after(Step::Finish), Ok(State::Done));
        assert_eq!(State::Seen.after(Step::See), Ok(State::Seen), "sent twice it is one");
        assert_eq!(State::Seen.after(Step::Finish), Ok(State::Done));
        for step in Step::ALL {
            assert_eq!(State::Done.after(*step), Err(NotFromHere));
        }
    }
}
