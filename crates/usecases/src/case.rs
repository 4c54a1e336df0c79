//! Cases: an officer accompanies a person, with the person's yes, and nobody is forgotten.
//!
//! In reading order: `open` (with the person's yes), `show` (as much of it as who asks may see), `write` (needs, signs,
//! goals, tasks, notes), `call`, `paper`, `walk` (every step), `list`, `remind` (what is owed is told), `cut` (the yes is
//! taken back).

mod call;
mod cut;
mod list;
mod open;
mod paper;
mod remind;
mod show;
mod walk;
mod write;

use domain::case::Problem;

use crate::Error;

pub(crate) use call::call_today;
pub use call::{Calling, call};
pub(crate) use cut::{cut, withdraw_all};
pub(crate) use list::of_person;
pub use list::{Late, agency_name, late, mine, offered, over, receivers, sent};
pub use open::{Opening, open};
pub use paper::{add_paper, paper, remove_paper};
pub use remind::remind_due;
pub(crate) use show::officer_name;
pub use show::{Shown, needs_of, show};
pub use store::case::{Entry, EntryKind, LateCase, ListedCase};
pub use walk::{
    Offering, agree, assign, close, decline, offer, pause, resume, take_back, take_over, withdraw,
};
pub use write::{NewGoal, NewTask, add_goal, add_task, assess, note, screen, set_goal, set_task};

/// At most so many letters in a text of a case.
pub const WORDS_LETTERS: usize = 2000;
/// At most so many letters in a goal or a task.
pub const LINE_LETTERS: usize = 200;
/// At most so many papers of a case.
pub const MOST_PAPERS: usize = 50;
/// At most so many goals of a case.
pub const MOST_GOALS: usize = 50;

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotFromHere => Self::Conflict("case-not-from-here"),
            Problem::NotYours => Self::Forbidden,
            Problem::ReviewMissing => Self::invalid("review_on", "case-review-missing"),
            Problem::EndMissing => Self::invalid("end", "case-end-missing"),
            Problem::ReceiverMissing => Self::invalid("to", "case-receiver-missing"),
            Problem::NoGoal => Self::Conflict("case-no-goal"),
        }
    }
}

/// A text of somebody, read: empty if there is none.
fn words(field: &'static str, text: &str) -> crate::Result<String> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    let read = domain::text::LongText::<WORDS_LETTERS>::parse(text);
    read.map(|text| text.to_string()).map_err(|problem| Error::invalid(field, problem.key()))
}

/// A line of somebody, read: empty if there is none.
fn line(field: &'static str, text: &str) -> crate::Result<String> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    let read = domain::text::ShortText::<LINE_LETTERS>::parse(text);
    read.map(|text| text.to_string()).map_err(|problem| Error::invalid(field, problem.key()))
}
