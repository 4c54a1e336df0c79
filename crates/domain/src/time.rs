//! Moments and days. Nothing here reads a clock.

pub mod calendar;

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use serde::{Deserialize, Serialize};

pub use calendar::after_working_days;

/// A day of the calendar.
pub type Day = jiff::civil::Date;

/// Guatemala keeps UTC−6 all year.
const GUATEMALA: Offset = Offset::constant(-6);

/// A moment: whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

/// A text that tells no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither RFC 3339 nor a day")]
pub struct NotAMoment;

/// RFC 3339, or a day: its first second in Guatemala.
impl std::str::FromStr for Moment {
    type Err = NotAMoment;
    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let timestamp = match text.parse::<Day>() {
            Ok(day) if text.len() == 10 => GUATEMALA.to_timestamp(day.at(0, 0, 0, 0)),
            _ => text.parse(),
        };
        timestamp.map(|timestamp| Self(timestamp.as_second())).map_err(|_| NotAMoment)
    }
}

impl Moment {
    /// The moment `seconds` after the epoch.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the epoch.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The day in Guatemala.
    #[must_use]
    pub fn day(self) -> Day {
        self.civil().date()
    }

    /// The day and hour in Guatemala.
    #[must_use]
    pub fn civil(self) -> jiff::civil::DateTime {
        let timestamp = Timestamp::from_second(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        TimeZone::fixed(GUATEMALA).to_datetime(timestamp)
    }

    /// RFC 3339 in UTC, for programs.
    #[must_use]
    pub fn rfc3339(self) -> String {
        Timestamp::from_second(self.0).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
    }

    /// The last second of `day` in Guatemala.
    #[must_use]
    pub fn end_of(day: Day) -> Self {
        let end = day.at(23, 59, 59, 0);
        GUATEMALA.to_timestamp(end).map_or(Self(0), |timestamp| Self(timestamp.as_second()))
    }

    /// This moment and `seconds` more (or less).
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// This moment and `days` of 24 hours more (or less).
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus(days.saturating_mul(86_400))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_guatemalas() {
        // 2026-11-22T03:00:00Z is still the 21st in Guatemala.
        let moment = Moment::from_seconds(1_795_316_400);
        assert_eq!(moment.rfc3339(), "2026-11-22T03:00:00Z");
        assert_eq!(moment.day(), Day::constant(2026, 11, 21));
    }

    #[test]
    fn a_moment_or_a_day_is_read() {
        assert_eq!("2026-11-22T03:00:00Z".parse(), Ok(Moment::from_seconds(1_795_316_400)));
        assert_eq!("2026-11-21T21:00:00-06:00".parse(), Ok(Moment::from_seconds(1_795_316_400)));
        assert_eq!("2026-11-22".parse(), Ok(Moment::from_seconds(1_795_327_200)));
        assert!("yesterday".parse::<Moment>().is_err());
    }
}
