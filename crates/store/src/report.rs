//! Counts of what happened, over people as groups. What is small is hidden by `domain::report`, not here.

use domain::{
    report::{Dimension, Row},
    time::{Day, Moment},
};

use crate::{Result, Tx};

/// How far the people registered in a period came at most, by the group that this expression gives.
///
/// The level of a person is the furthest stage of any of their applications: 1 applied, 2 answered in time, 3 accepted,
/// 4 achieved, 5 confirmed.
macro_rules! funnel {
    ($group:expr) => {
        concat!(
            "with reached as (
                 select a.person, max(case
                     when a.answered_at is null or a.due_at is null or a.answered_at > a.due_at then 1
                     when a.status <> 'achieved' and not exists (select 1 from application_event e
                         where e.application = a.id and e.step = 'accept') then 2
                     when a.status <> 'achieved' then 3
                     when a.confirmation is null or a.confirmation <> 'confirmed' then 4
                     else 5 end) as level
                 from application a where a.consent is not null group by a.person),
             counted as (
                 select ",
            $group,
            " as grouping_key, coalesce(r.level, 0) as level
                 from person p left join reached r on r.person = p.id
                 where p.created_at >= $1 and p.created_at <= $2)
             select grouping_key, count(*) as registered,
                 count(case when level >= 1 then 1 end) as applied, count(case when level >= 2 then 1 end) as answered,
                 count(case when level >= 3 then 1 end) as accepted, count(case when level >= 4 then 1 end) as achieved,
                 count(case when level >= 5 then 1 end) as confirmed
             from counted group by grouping_key order by grouping_key"
        )
    };
}

/// What only a consent to statistics lets us count by; whoever did not give it, or took it back, counts as "not told".
macro_rules! with_consent {
    ($value:literal) => {
        concat!(
            "case when p.status = 'erased' or exists (select 1 from consent c where c.person = p.id
                 and c.purpose = 'statistics' and c.withdrawn_at is null
                 and (c.expires_at is null or c.expires_at > $2)) then ",
            $value,
            " else '' end"
        )
    };
}

const DEPARTMENT: &str = funnel!("p.department");
const SEX: &str = funnel!(with_consent!("coalesce(p.sex, '')"));
const LANGUAGE: &str = funnel!(with_consent!("p.language"));
/// Days since 1970 in Guatemala, six hours behind UTC all year.
const DAY: &str = funnel!("cast((p.created_at - 21600) / 86400 as text)");

row! {
    struct FunnelRow {
        grouping_key: String,
        registered: i64,
        applied: i64,
        answered: i64,
        accepted: i64,
        achieved: i64,
        confirmed: i64,
    }
}

row! {
    /// What waits for a coordinator.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Desk {
        /// Agencies to verify.
        pub agencies: i64,
        /// Offers to review.
        pub offers: i64,
        /// Answers whose date has passed.
        pub unanswered: i64,
        /// Cases in which person and agency say different things.
        pub disputes: i64,
    }
}

impl Tx {
    /// The people registered from `from` to `to` (both included), by group, and how many reached each stage of
    /// [`domain::report::Stage`]. By month, the keys are `2026-11`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn funnel(&mut self, dimension: Dimension, from: Moment, to: Moment) -> Result<Vec<Row<i64>>> {
        let sql = match dimension {
            Dimension::Department => DEPARTMENT,
            Dimension::Sex => SEX,
            Dimension::Language => LANGUAGE,
            Dimension::Month => DAY,
        };
        let found: Vec<FunnelRow> = on!(self, c =>
            sqlx::query_as(sql).bind(from.seconds()).bind(to.seconds()).fetch_all(c))?;
        let mut rows: Vec<Row<i64>> = Vec::with_capacity(found.len());
        for row in found {
            let cells =
                vec![row.registered, row.applied, row.answered, row.accepted, row.achieved, row.confirmed];
            let key =
                if dimension == Dimension::Month { month_of(&row.grouping_key) } else { row.grouping_key };
            match rows.iter_mut().find(|known| known.key == key) {
                Some(known) => known.cells.iter_mut().zip(cells).for_each(|(sum, more)| *sum += more),
                None => rows.push(Row { key, cells }),
            }
        }
        rows.sort_by(|one, other| one.key.cmp(&other.key));
        Ok(rows)
    }

    /// What waits for a coordinator at `now`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn desk(&mut self, now: Moment) -> Result<Desk> {
        Ok(on!(self, c => sqlx::query_as(
            "select (select count(*) from agency where status = 'pending') as agencies,
                 (select count(*) from opportunity where status = 'review') as offers,
                 (select count(*) from application where status in ('applied', 'expired') and answered_at is null
                     and due_at < $1) as unanswered,
                 (select count(*) from application where confirmation = 'disputed' or (heard = false
                     and answered_at is not null and status not in ('invited', 'withdrawn'))) as disputes")
            .bind(now.seconds()).fetch_one(c))?)
    }
}

/// The month of a day given in days since 1970.
fn month_of(days: &str) -> String {
    let days: i64 = days.parse().unwrap_or(0);
    let day: Day = Moment::from_seconds(days * 86_400 + 43_200).day();
    format!("{:04}-{:02}", day.year(), day.month())
}
