//! Cases: an officer's caseload, one case with all that is written in it, moving it on, the person's own, and what the
//! coordination looks after.
//!
//! In reading order: `say` (a case in words), then one file for each page; `step` takes every form.

mod late;
mod load;
mod mine;
mod move_on;
mod one;
mod open;
mod sample;
mod say;
mod step;

pub use late::LateCasesPage;
pub use load::CaseloadPage;
pub use mine::MyCasePage;
pub use move_on::MoveOnPage;
pub use one::CasePage;
pub use open::OpenCasePage;

use crate::routes::Routes;

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .and(load::routes())
        .and(open::routes())
        .and(one::routes())
        .and(step::routes())
        .and(move_on::routes())
        .and(mine::routes())
        .and(late::routes())
}
