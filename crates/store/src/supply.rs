//! Counts of needs and of services by place. Not yet hidden where few.

use domain::{
    place::{DepartmentCode, MunicipalityCode},
    referral::Capacity,
    service::{ServiceArea, ServiceCategory},
    supply::Counted,
    time::{Day, Moment},
};

use crate::{Result, Tx, read::Read};

/// How many shown services for one kind of need there are in a place, alike in reach and room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Supplied {
    /// For which need.
    pub need: ServiceCategory,
    /// Where they are.
    pub municipality: MunicipalityCode,
    /// Whom they reach.
    pub area: ServiceArea,
    /// How much room they have.
    pub capacity: Capacity,
    /// How many.
    pub count: i64,
}

row! {
    struct PlaceRow {
        need: String,
        department: String,
        municipality: String,
        count: i64,
    }
}

row! {
    struct SuppliedRow {
        need: String,
        municipality: String,
        area: String,
        capacity: String,
        count: i64,
    }
}

/// A count of one kind of need in one place.
pub type Needed = (ServiceCategory, Counted);

fn needed(rows: Vec<PlaceRow>) -> Result<Vec<Needed>> {
    rows.into_iter()
        .map(|row| {
            let department: DepartmentCode = row.department.read("gap.municipality")?;
            let place = Some(row.municipality).filter(|code| !code.is_empty());
            Ok((row.need.read("gap.need")?, (department, place.read("gap.municipality")?, row.count)))
        })
        .collect()
}

impl Tx {
    /// Needs that no service met, from `from` to `to`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn needs_unmet(&mut self, from: Moment, to: Moment) -> Result<Vec<Needed>> {
        needed(on!(self, c => sqlx::query_as(
            "select need, substr(municipality, 1, 2) as department, municipality, count(*) as count from gap
             where at >= $1 and at <= $2 group by need, municipality")
            .bind(from.seconds()).bind(to.seconds()).fetch_all(c))?)
    }

    /// People for whom something was asked on the open route, from `from` to `to`, by kind of need and where they live; of
    /// who was deleted or has moved away only the department of then is known.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn needs_asked(&mut self, from: Moment, to: Moment) -> Result<Vec<Needed>> {
        needed(on!(self, c => sqlx::query_as(
            "select need, department, municipality, count(distinct person) as count from (
                 select r.category as need, r.department, r.person,
                     case when substr(p.municipality, 1, 2) = r.department then p.municipality else '' end
                     as municipality
                 from referral r join person p on p.id = r.person
                 where r.sent_at >= $1 and r.sent_at <= $2 and r.route = 'open' and r.status <> 'entered_in_error') asked
             group by need, department, municipality")
            .bind(from.seconds()).bind(to.seconds()).fetch_all(c))?)
    }

    /// Shown services on the open route, by kind of need, place, reach and room.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn services_supplied(&mut self, shown_since: Day) -> Result<Vec<Supplied>> {
        let rows: Vec<SuppliedRow> = on!(self, c => sqlx::query_as(
            "select need, municipality, area, capacity, count(*) as count from (
                 select s.category as need, s.municipality, s.area, coalesce(t.capacity, 'free') as capacity
                 from service s join agency a on a.id = s.agency left join service_terms t on t.service = s.id
                 where s.status = 'active' and a.status = 'verified' and s.assured_on >= $1
                 and coalesce(t.route, 'open') = 'open') supplied
             group by need, municipality, area, capacity")
            .bind(shown_since.to_string()).fetch_all(c))?;
        rows.into_iter()
            .map(|row| {
                Ok(Supplied {
                    need: row.need.read("service.category")?,
                    municipality: row.municipality.read("service.municipality")?,
                    area: row.area.read("service.area")?,
                    capacity: row.capacity.read("service_terms.capacity")?,
                    count: row.count,
                })
            })
            .collect()
    }
}
