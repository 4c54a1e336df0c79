//! What becomes of made-up referrals, how often, and what is written on the way.

use domain::referral::{Outcome, Reason};

/// What becomes of a referral.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    Draft,
    Sent,
    Late,
    Accepted,
    Waitlisted,
    Asked,
    Declined,
    Rerouted,
    Expired,
    Withdrawn,
    Serving,
    Completed,
    Failed,
    Disputed,
    Closed,
    Annulled,
}

/// How often each is, in weights.
pub(super) const COURSES: [(Course, i64); 16] = [
    (Course::Draft, 3),
    (Course::Sent, 14),
    (Course::Late, 6),
    (Course::Accepted, 10),
    (Course::Waitlisted, 6),
    (Course::Asked, 5),
    (Course::Declined, 10),
    (Course::Rerouted, 3),
    (Course::Expired, 6),
    (Course::Withdrawn, 4),
    (Course::Serving, 12),
    (Course::Completed, 8),
    (Course::Failed, 4),
    (Course::Disputed, 3),
    (Course::Closed, 20),
    (Course::Annulled, 1),
];
/// The same for the organisation whose inbox one may open: about half of it waits.
pub(super) const WAITING: [(Course, i64); 9] = [
    (Course::Sent, 34),
    (Course::Late, 8),
    (Course::Accepted, 14),
    (Course::Waitlisted, 6),
    (Course::Serving, 14),
    (Course::Completed, 6),
    (Course::Disputed, 2),
    (Course::Declined, 4),
    (Course::Closed, 12),
];
/// Why organisations say no.
pub(super) const REASONS: [(Reason, i64); 6] = [
    (Reason::NoCapacity, 40),
    (Reason::NotEligible, 20),
    (Reason::OutsideArea, 15),
    (Reason::MissingDocuments, 15),
    (Reason::Duplicate, 7),
    (Reason::Unsafe, 3),
];
/// Why nothing came of it.
pub(super) const FAILED: [(Outcome, i64); 5] = [
    (Outcome::DidNotCome, 40),
    (Outcome::NotReached, 25),
    (Outcome::NotInterested, 15),
    (Outcome::Moved, 10),
    (Outcome::LeftCountry, 10),
];
/// What is needed.
pub(super) const NEEDS: [&str; 6] = [
    "Necesita ayuda para empezar. Puede llegar cualquier mañana.",
    "Llegó hace poco y no sabe a dónde ir. Prefiere que le llamen por la tarde.",
    "Necesita acompañamiento para el trámite. No tiene todos sus papeles.",
    "Quiere volver a trabajar en lo que sabe. Vive lejos del centro.",
    "Pide que le expliquen los pasos. Lee poco español.",
    "Necesita apoyo para su familia. Tiene dos niños.",
];
/// What organisations ask.
pub(super) const QUESTIONS: [&str; 3] =
    ["¿Tiene su DPI o una copia?", "¿Puede venir un martes por la mañana?", "¿En qué aldea vive?"];
/// What they tell.
pub(super) const NOTES: [&str; 3] = [
    "Venga el lunes a las 8. Traiga su DPI, si lo tiene.",
    "Le llamamos para darle la cita.",
    "Pregunte por la oficina 3, segundo nivel.",
];

/// The fewest days that a course takes, and the days before today on which it may have begun.
pub(super) const fn days(course: Course) -> (i64, i64) {
    match course {
        Course::Draft | Course::Sent => (0, 3),
        Course::Asked | Course::Withdrawn | Course::Rerouted => (2, 4),
        Course::Accepted => (3, 5),
        Course::Waitlisted | Course::Declined | Course::Annulled => (4, 60),
        Course::Late => (16, 16),
        Course::Serving => (8, 30),
        Course::Completed | Course::Failed | Course::Disputed => (16, 22),
        Course::Expired => (25, 90),
        Course::Closed => (26, 150),
    }
}
