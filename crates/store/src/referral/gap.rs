//! The ledger of needs that no service met, and how many there are beside how many services.

use domain::{
    place::{DepartmentCode, MunicipalityCode},
    policy::Permit,
    referral::Gap,
    service::ServiceCategory,
    time::{Day, Moment},
};

use crate::{Result, Tx, read::Read};

/// How many needs of one kind were not met in a municipality, and how many services for it reach it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GapCount {
    /// Where.
    pub municipality: MunicipalityCode,
    /// The kind of need.
    pub need: ServiceCategory,
    /// Needs noted.
    pub needs: i64,
    /// Services shown that reach it.
    pub services: i64,
}

row! {
    struct Row {
        municipality: String,
        need: String,
        needs: i64,
        services: i64,
    }
}

impl Tx {
    /// Notes a need that no service met. Sent twice it is one.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_gap(&mut self, permit: &Permit, gap: &Gap) -> Result<()> {
        let added = exec!(
            self,
            sqlx::query(
                "insert into gap (id, need, municipality, reason, person, agency, at)
                 values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing"
            )
            .bind(gap.id.uuid())
            .bind(gap.need.word())
            .bind(gap.municipality.to_string())
            .bind(gap.reason.word())
            .bind(gap.person.map(domain::id::Id::uuid))
            .bind(gap.agency.uuid())
            .bind(gap.at.seconds())
        )?;
        if added == 0 {
            return Ok(());
        }
        self.audit(permit, gap.id.uuid(), gap.person.map(domain::id::Id::uuid), "gap", gap.at).await
    }

    /// Needs not met from `from` to `to` in a department, by municipality and kind, with the services that reach it.
    /// Not yet hidden where few.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn gap_counts(
        &mut self,
        department: DepartmentCode,
        from: Moment,
        to: Moment,
        shown_since: Day,
    ) -> Result<Vec<GapCount>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "with needs as (
                 select municipality, need, count(*) as needs from gap
                 where at >= $2 and at <= $3 and substr(municipality, 1, 2) = $1 group by municipality, need)
             select n.municipality, n.need, n.needs, (
                 select count(*) from service s join agency a on a.id = s.agency
                 where s.status = 'active' and a.status = 'verified' and s.assured_on >= $4 and s.category = n.need
                 and (s.area = 'national' or (s.area = 'department' and s.department = $1)
                     or s.municipality = n.municipality)) as services
             from needs n order by n.municipality, n.need limit 1000")
            .bind(department.to_string()).bind(from.seconds()).bind(to.seconds()).bind(shown_since.to_string())
            .fetch_all(c))?;
        rows.into_iter()
            .map(|row| {
                Ok(GapCount {
                    municipality: row.municipality.read("gap.municipality")?,
                    need: row.need.read("gap.need")?,
                    needs: row.needs,
                    services: row.services,
                })
            })
            .collect()
    }
}
