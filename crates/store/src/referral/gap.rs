//! The ledger of needs that no service met.

use domain::{policy::Permit, referral::Gap};

use crate::{Result, Tx};

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
}
