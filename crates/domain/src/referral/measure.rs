//! What this product is measured on, by groups, with small numbers hidden.

use crate::{report::SMALLEST_SHOWN, word::words};

words! {
    /// By what referrals are grouped.
    pub enum MeasureBy {
        /// The organisation that received them.
        Agency = "agency",
        /// The service.
        Service = "service",
        /// Where the person lives.
        Department = "department",
        /// Sex, as told.
        Sex = "sex",
        /// The language the person prefers to speak.
        Language = "language",
    }
}

/// Counts of referrals; each counts some of those sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sent in the period.
    pub sent: i64,
    /// Opened by the organisation.
    pub acknowledged: i64,
    /// Answered.
    pub decided: i64,
    /// Answered by the promised date.
    pub in_promise: i64,
    /// Expired without an answer, or without a first contact.
    pub silent: i64,
    /// With a first contact.
    pub contacted: i64,
    /// With an outcome reported.
    pub reported: i64,
    /// Confirmed by the person.
    pub confirmed: i64,
    /// Disputed at some time.
    pub disputed: i64,
}

impl Counts {
    const fn cells(&self) -> [i64; 9] {
        [
            self.sent,
            self.acknowledged,
            self.decided,
            self.in_promise,
            self.silent,
            self.contacted,
            self.reported,
            self.confirmed,
            self.disputed,
        ]
    }
}

/// The counts of a group, and the seconds from sending to: opened, answered, first contact, outcome, summed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureRow {
    /// The group: a name, a department's code, `female`, `quc`; empty: not told.
    pub key: String,
    /// The counts.
    pub counts: Counts,
    /// Sums of seconds.
    pub seconds: [i64; 4],
}

/// The measures of a group as they may be shown. `None`: hidden, or nothing to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The group.
    pub key: String,
    /// Sent.
    pub sent: Option<i64>,
    /// Hundredths of those sent that were opened.
    pub acknowledged: Option<i64>,
    /// Hundredths of those sent that were answered.
    pub decided: Option<i64>,
    /// Hundredths of those sent that were answered inside the promise.
    pub in_promise: Option<i64>,
    /// Hundredths of those sent that met silence.
    pub silent: Option<i64>,
    /// Hundredths of those sent in which a first contact was made.
    pub contacted: Option<i64>,
    /// Hundredths of those sent of which an outcome was reported.
    pub reported: Option<i64>,
    /// Hundredths of those reported that the person confirmed.
    pub confirmed: Option<i64>,
    /// Hundredths of those reported that were disputed.
    pub disputed: Option<i64>,
    /// Mean hours from sending to: opened, answered, first contact, outcome.
    pub hours: [Option<i64>; 4],
}

/// Whether `part` of `whole` tells about few people: some but few are in it, or outside it.
fn tells(part: i64, whole: i64) -> bool {
    let few = |count: i64| (1..SMALLEST_SHOWN).contains(&count);
    few(part) || few(whole - part)
}

/// The measures of each group, as they may be shown. There are no totals, so nothing can be taken from one; a group of
/// fewer than five is told by its name only; and shares are hidden wherever they would tell of one to four people.
#[must_use]
pub fn measures(rows: &[MeasureRow]) -> Vec<Measure> {
    rows.iter().map(measure).collect()
}

fn measure(row: &MeasureRow) -> Measure {
    let counts = &row.counts;
    let [sent, acknowledged, decided, in_promise, silent, contacted, reported, confirmed, disputed] =
        counts.cells();
    let shown = sent >= SMALLEST_SHOWN;
    let share = |part: i64, whole: i64| {
        (shown && whole >= SMALLEST_SHOWN && !tells(part, whole)).then(|| (part * 100 + whole / 2) / whole)
    };
    let mean = |seconds: i64, count: i64| {
        (shown && count >= SMALLEST_SHOWN && !tells(count, sent)).then(|| (seconds / count + 1800) / 3600)
    };
    let [to_acknowledge, to_decide, to_contact, to_outcome] = row.seconds;
    Measure {
        key: row.key.clone(),
        sent: shown.then_some(sent),
        acknowledged: share(acknowledged, sent),
        decided: share(decided, sent),
        in_promise: share(in_promise, sent),
        silent: share(silent, sent),
        contacted: share(contacted, sent),
        reported: share(reported, sent),
        confirmed: share(confirmed, reported).filter(|_| !tells(reported, sent)),
        disputed: share(disputed, reported).filter(|_| !tells(reported, sent)),
        hours: [
            mean(to_acknowledge, acknowledged),
            mean(to_decide, decided),
            mean(to_contact, contacted),
            mean(to_outcome, reported),
        ],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(sent: i64, decided: i64, in_promise: i64) -> MeasureRow {
        let counts = Counts { sent, decided, in_promise, ..Counts::default() };
        MeasureRow { key: "13".to_owned(), counts, seconds: [0, decided * 7200, 0, 0] }
    }

    #[test]
    fn few_are_hidden() {
        let shown = |sent, decided, in_promise| measures(&[row(sent, decided, in_promise)]).remove(0);
        assert_eq!(shown(4, 4, 4).sent, None);
        let ten = shown(10, 10, 5);
        assert_eq!(
            (ten.sent, ten.decided, ten.in_promise, ten.hours[1]),
            (Some(10), Some(100), Some(50), Some(2))
        );
        let most = shown(10, 8, 0);
        assert_eq!((most.decided, most.in_promise, most.hours[1]), (None, Some(0), None));
    }

    proptest! {
        #[test]
        fn no_share_tells_of_one_to_four(sent in 0_i64..60, decided in 0_i64..60, in_promise in 0_i64..60) {
            let (decided, in_promise) = (decided.min(sent), in_promise.min(decided).min(sent));
            let shown = measures(&[row(sent, decided, in_promise)]).remove(0);
            if let Some(share) = shown.in_promise {
                let part = (share * sent + 50) / 100;
                prop_assert!(part == 0 || part >= 4, "{} of {}", part, sent);
                prop_assert!(!(1..SMALLEST_SHOWN).contains(&in_promise));
                prop_assert!(!(1..SMALLEST_SHOWN).contains(&(sent - in_promise)));
            }
        }
    }
}
