//! Counts over referrals as groups. What is small is hidden by `domain::referral`, not here.

use domain::{
    agency::Agency,
    id::Id,
    referral::{Counts, MeasureBy, MeasureRow},
    time::Moment,
};

use crate::{Result, Tx};

/// The counts of what was sent in a period, by the group that this expression gives. Those in compartments are left out.
macro_rules! measures {
    ($group:expr) => {
        measures!($group, "")
    };
    ($group:expr, $and:literal) => {
        concat!(
            "select ",
            $group,
            " as grouping_key, count(*) as sent,
             count(r.acknowledged_at) as acknowledged, count(r.decided_at) as decided,
             count(case when r.decided_at <= r.promised_at then 1 end) as in_promise,
             count(case when r.status = 'expired' then 1 end) as silent,
             count(r.first_contact_at) as contacted, count(r.outcome_at) as reported,
             count(r.confirmed_at) as confirmed, count(case when r.disputed then 1 end) as disputed,
             cast(coalesce(sum(r.acknowledged_at - r.sent_at), 0) as bigint) as to_acknowledge,
             cast(coalesce(sum(r.decided_at - r.sent_at), 0) as bigint) as to_decide,
             cast(coalesce(sum(r.first_contact_at - r.sent_at), 0) as bigint) as to_contact,
             cast(coalesce(sum(r.outcome_at - r.sent_at), 0) as bigint) as to_outcome
             from referral r where r.sent_at >= $1 and r.sent_at <= $2 and r.route = 'open'
             and r.status <> 'entered_in_error' ",
            $and,
            " group by grouping_key order by grouping_key"
        )
    };
}

/// What only a consent to statistics lets us count by; whoever did not give it, or took it back, counts as "not told".
macro_rules! with_consent {
    ($value:literal) => {
        concat!(
            "case when exists (select 1 from consent c where c.person = r.person and c.purpose = 'statistics'
             and c.withdrawn_at is null and (c.expires_at is null or c.expires_at > $2)) then ",
            $value,
            " else '' end"
        )
    };
}

const AGENCY: &str = measures!("(select a.name from agency a where a.id = r.agency)");
const SERVICE: &str = measures!("(select s.name_es from service s where s.id = r.service)");
const OWN: &str = measures!("(select s.name_es from service s where s.id = r.service)", "and r.agency = $3");
const DEPARTMENT: &str = measures!("r.department");
const SEX: &str = measures!(with_consent!("coalesce(r.sex, '')"));
const LANGUAGE: &str = measures!(with_consent!("r.language"));

row! {
    struct Row {
        grouping_key: String,
        sent: i64,
        acknowledged: i64,
        decided: i64,
        in_promise: i64,
        silent: i64,
        contacted: i64,
        reported: i64,
        confirmed: i64,
        disputed: i64,
        to_acknowledge: i64,
        to_decide: i64,
        to_contact: i64,
        to_outcome: i64,
    }
}

impl From<Row> for MeasureRow {
    fn from(row: Row) -> Self {
        Self {
            key: row.grouping_key,
            counts: Counts {
                sent: row.sent,
                acknowledged: row.acknowledged,
                decided: row.decided,
                in_promise: row.in_promise,
                silent: row.silent,
                contacted: row.contacted,
                reported: row.reported,
                confirmed: row.confirmed,
                disputed: row.disputed,
            },
            seconds: [row.to_acknowledge, row.to_decide, row.to_contact, row.to_outcome],
        }
    }
}

impl Tx {
    /// The counts of what was sent from `from` to `to` (both included), by group. Not yet hidden where few.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn referral_measures(
        &mut self,
        by: MeasureBy,
        from: Moment,
        to: Moment,
    ) -> Result<Vec<MeasureRow>> {
        let sql = match by {
            MeasureBy::Agency => AGENCY,
            MeasureBy::Service => SERVICE,
            MeasureBy::Department => DEPARTMENT,
            MeasureBy::Sex => SEX,
            MeasureBy::Language => LANGUAGE,
        };
        let rows: Vec<Row> = on!(self, c =>
            sqlx::query_as(sql).bind(from.seconds()).bind(to.seconds()).fetch_all(c))?;
        Ok(rows.into_iter().map(MeasureRow::from).collect())
    }

    /// The counts of what an agency received from `from` to `to` (both included), by service. For that agency itself.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn own_referral_measures(
        &mut self,
        agency: Id<Agency>,
        from: Moment,
        to: Moment,
    ) -> Result<Vec<MeasureRow>> {
        let rows: Vec<Row> = on!(self, c =>
            sqlx::query_as(OWN).bind(from.seconds()).bind(to.seconds()).bind(agency.uuid()).fetch_all(c))?;
        Ok(rows.into_iter().map(MeasureRow::from).collect())
    }
}
