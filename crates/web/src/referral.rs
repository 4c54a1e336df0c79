//! Referrals: the organisation's inbox, the officer's caseload, the person's own, a guest's one, and what the coordination
//! watches.
//!
//! In reading order: `say` (a referral in words), `step` (what a form asks for), then one file for each page.

mod ask;
mod check;
mod consent;
mod coordination;
mod follow;
mod follow_step;
mod gap;
mod guest;
mod inbox;
mod measure;
mod mine;
mod new;
mod promise;
mod received;
mod renew;
mod sample;
mod say;
mod sent;
mod step;

pub use ask::AskPage;
pub(crate) use consent::said_yes;
pub use coordination::{WatchOnePage, WatchPage};
pub use follow::FollowPage;
pub use gap::GapPage;
pub use guest::{GuestPage, VisitEndedPage};
pub use inbox::InboxPage;
pub(crate) use inbox::{due_after, next_page};
pub use measure::MeasuresPage;
pub use mine::{MyReferralPage, MyReferralsPage};
pub use new::NewPage;
pub(crate) use new::officer;
pub use promise::{PromisePage, PromisesPage};
pub use received::OpenedPage;
pub(crate) use say::{Fact, choices, facts, left, value_of};
pub use sent::SentPage;

use crate::{i18n::Arg, routes::Routes};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .and(inbox::routes())
        .and(promise::routes())
        .and(mine::routes())
        .and(ask::routes())
        .and(new::routes())
        .and(sent::routes())
        .and(follow::routes())
        .and(follow_step::routes())
        .and(gap::routes())
        .and(guest::routes())
        .and(coordination::routes())
        .and(measure::routes())
}

/// The counts on top of an inbox, for its sentence.
#[must_use]
pub fn counts(all: usize, late: usize, urgent: usize) -> Vec<(&'static str, Arg<'static>)> {
    vec![("all", all.into()), ("late", late.into()), ("urgent", urgent.into())]
}
