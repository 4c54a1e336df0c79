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

/// The measures of what an organisation received, for itself: it knows these people, so nothing is hidden.
#[must_use]
pub fn own_measures(rows: &[MeasureRow]) -> Vec<Measure> {
    let share = |part, whole| (whole > 0).then(|| percent(part, whole));
    let mean = |seconds, count| (count > 0).then(|| whole_hours(seconds, count));
    rows.iter().map(|row| measured(row, true, share, mean)).collect()
}

fn measure(row: &MeasureRow) -> Measure {
    let sent = row.counts.sent;
    let shown = sent >= SMALLEST_SHOWN;
    let share = |part: i64, whole: i64| {
        (shown && whole >= SMALLEST_SHOWN && !tells(part, whole)).then(|| percent(part, whole))
    };
    let mean = |seconds: i64, count: i64| {
        (shown && count >= SMALLEST_SHOWN && !tells(count, sent)).then(|| whole_hours(seconds, count))
    };
    let all = measured(row, shown, share, mean);
    if tells(row.counts.reported, sent) { Measure { confirmed: None, disputed: None, ..all } } else { all }
}

fn percent(part: i64, whole: i64) -> i64 {
    (part * 100 + whole / 2) / whole
}

fn whole_hours(seconds: i64, count: i64) -> i64 {
    (seconds / count + 1800) / 3600
}

/// The measures of a group: whether its size is shown, and what is told of a part of a whole, and of a mean.
fn measured(
    row: &MeasureRow,
    shown: bool,
    share: impl Fn(i64, i64) -> Option<i64>,
    mean: impl Fn(i64, i64) -> Option<i64>,
) -> Measure {
    let [sent, acknowledged, decided, in_promise, silent, contacted, reported, confirmed, disputed] =
        row.counts.cells();
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
        confirmed: share(confirmed, reported),
        disputed: share(disputed, reported),
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

    #[test]
    fn an_organisation_sees_its_own_numbers_however_few() {
        let own = own_measures(&[row(2, 1, 1), row(1, 0, 0)]);
        assert_eq!((own[0].sent, own[0].decided, own[0].hours[1]), (Some(2), Some(50), Some(2)));
        assert_eq!(
            (own[1].sent, own[1].decided, own[1].confirmed, own[1].hours[1]),
            (Some(1), Some(0), None, None)
        );
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
