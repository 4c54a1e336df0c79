//! Scores as losses: −ln of a score, in whole units, so that what cannot be among the best is seen from sums of small
//! whole numbers. A loss is always rounded down: a bound is never below the score it bounds.

use crate::FLOOR;

/// Units in a loss of 1 (a score of 1/e).
pub(super) const UNITS: f64 = 8192.0;
/// The loss of whoever is excluded; no sum of real losses comes near.
pub(super) const EXCLUDED: u16 = u16::MAX;
/// Whole units by which rounding in the sums of the exact score may be off: it is off by less than a millionth of one.
const SLACK: f64 = 2.0;

/// −ln of a part of a score that is never below the floor.
pub(super) fn loss(value: f64) -> f64 {
    -libm::log(value.clamp(FLOOR, 1.0))
}

/// A loss in whole units, rounded down.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float as a whole number saturates"
)]
pub(super) fn units(loss: f64) -> u16 {
    ((loss * UNITS).floor() as u16).min(EXCLUDED - 1)
}

/// The greatest loss with which a score could still be `least` or more.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float as a whole number saturates"
)]
pub(super) fn most_for(least: f64) -> u32 {
    if least > 0.0 { (-libm::log(least) * UNITS + SLACK).floor().max(0.0) as u32 } else { u32::MAX }
}
