//! Applications: who applies, who answers by when, and what came of it.
//!
//! In reading order: `apply` (a person sends one), `mine` (a person's own), `received` (those of an agency: seen only
//! while the consent given for them holds, answered, reported), `clock` (what happens when nobody answers). Every step
//! goes through `walk`, which writes it, keeps the event and moves the places of the opportunity.

mod apply;
mod clock;
mod mine;
mod received;
mod walk;

use domain::application::ApplicationProblem;

use crate::Error;

pub(crate) use apply::counted;
pub use apply::{Apply, Before, Sent, apply, before};
pub use clock::{expire_due, remind_due};
pub use mine::{Can, Mine, mine, say_heard, say_result, show, withdraw, withdraw_all};
pub use store::application::ListedApplication;

pub use received::{
    Answering, Applicant, Opened, Received, ReceivedOne, Reporting, answer, open, received, report,
};

pub(crate) use walk::{keep_event, promote_waiting};

/// At most so many letters in an agency's note to a person.
pub const NOTE_LETTERS: usize = 500;

impl From<ApplicationProblem> for Error {
    fn from(problem: ApplicationProblem) -> Self {
        match problem {
            ApplicationProblem::NotFromHere => Self::Conflict("application-not-from-here"),
            ApplicationProblem::ReasonMissing => Self::invalid("reason", "application-reason-missing"),
            ApplicationProblem::NoWaitingList => Self::Conflict("application-no-waiting-list"),
            ApplicationProblem::Closed => Self::Conflict("application-closed"),
        }
    }
}
