//! Vectors trained on an imported taxonomy, and what they are trained on.

use crate::{Result, Tx, taxonomy::ConceptRow};

/// Bytes of one part.
const PART: usize = 1_000_000;

impl Tx {
    /// Puts vectors in the place of those that were there before.
    ///
    /// # Errors
    /// If the database does not take them.
    pub async fn put_link_model(&mut self, version: i64, body: &[u8]) -> Result<()> {
        exec!(self, sqlx::query("delete from link_model"))?;
        for (number, part) in (0_i64..).zip(body.chunks(PART)) {
            exec!(
                self,
                sqlx::query("insert into link_model (version, part, body) values ($1, $2, $3)")
                    .bind(version)
                    .bind(number)
                    .bind(part)
            )?;
        }
        Ok(())
    }

    /// The version of the vectors that are kept, if any.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn link_model_version(&mut self) -> Result<Option<i64>> {
        Ok(on!(self, c => sqlx::query_scalar("select max(version) from link_model").fetch_one(c))?)
    }

    /// The vectors of a version; nothing if it is gone.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn link_model(&mut self, version: i64) -> Result<Vec<u8>> {
        let parts: Vec<Vec<u8>> = on!(self, c => sqlx::query_scalar(
            "select body from link_model where version = $1 order by part").bind(version).fetch_all(c))?;
        Ok(parts.concat())
    }

    /// Concepts in the order of their addresses, after one.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn concepts_after(&mut self, after: &str, limit: i64) -> Result<Vec<ConceptRow>> {
        Ok(on!(self, c => sqlx::query_as("select * from concept where uri > $1 order by uri limit $2")
            .bind(after).bind(limit).fetch_all(c))?)
    }

    /// From which concept to which an essential link goes, in order, after one.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn essential_links_after(
        &mut self,
        after: &(String, String),
        limit: i64,
    ) -> Result<Vec<(String, String)>> {
        Ok(on!(self, c => sqlx::query_as(
            "select from_uri, to_uri from concept_link where relation = 'essential'
             and (from_uri > $1 or (from_uri = $1 and to_uri > $2)) order by from_uri, to_uri limit $3")
            .bind(&after.0).bind(&after.1).bind(limit).fetch_all(c))?)
    }
}
