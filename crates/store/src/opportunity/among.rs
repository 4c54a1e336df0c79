//! Opportunities read by their identifiers, many at a time.

use domain::{id::Id, opportunity::Opportunity, time::Day};
use uuid::Uuid;

use super::{Listed, ListedRow};
use crate::{Result, Tx};

/// Rows read by their identifiers in one query.
const AMONG: usize = 20;

impl Tx {
    /// Those of these opportunities that are public and open, in the order asked.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn open_among(&mut self, ids: &[Id<Opportunity>], today: Day) -> Result<Vec<Listed>> {
        let mut found: Vec<Listed> = Vec::with_capacity(ids.len());
        for some in ids.chunks(AMONG) {
            let mut query_ids = [Uuid::nil(); AMONG];
            query_ids.iter_mut().zip(some).for_each(|(place, id)| *place = id.uuid());
            let rows: Vec<ListedRow> = on!(self, c => {
                let mut query = sqlx::query_as(
                    "select o.*, a.name as agency_name, a.status as agency_status
                     from opportunity o join agency a on a.id = o.agency
                     where o.status = 'published' and o.closes_on >= $1 and a.status = 'verified' and o.id in
                     ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)")
                    .bind(today.to_string());
                for id in query_ids {
                    query = query.bind(id);
                }
                query.fetch_all(c)
            })?;
            let mut rows = rows.into_iter().map(Listed::try_from).collect::<Result<Vec<_>>>()?;
            for id in some {
                if let Some(at) = rows.iter().position(|one| one.opportunity.id == *id) {
                    found.push(rows.swap_remove(at));
                }
            }
        }
        Ok(found)
    }
}
