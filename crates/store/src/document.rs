//! Papers of agencies, sealed with the agency's key.

use domain::{
    agency::{Agency, Document},
    id::Id,
    policy::{Locked, Permit},
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, Tx, read::Read};

row! {
    struct Row {
        id: Uuid,
        agency: Uuid,
        name: Vec<u8>,
        media_type: String,
        size: i64,
        created_at: i64,
    }
}

const NAME: &str = "document.name";
const BODY: &str = "document.body";

impl Tx {
    async fn read_document(&mut self, row: Row) -> Result<Document> {
        Ok(Document {
            id: Id::from_uuid(row.id),
            agency: Id::from_uuid(row.agency),
            name: self.open_text(row.agency, NAME, row.id, &row.name).await?,
            media_type: row.media_type.read("document.media_type")?,
            size: row.size,
            created_at: Moment::from_seconds(row.created_at),
        })
    }

    /// The papers of an agency, oldest first, without what is in them.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn documents_of(&mut self, agency: Id<Agency>) -> Result<Vec<Document>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select id, agency, name, media_type, size, created_at from document where agency = $1 order by id limit 20")
            .bind(agency.uuid()).fetch_all(c))?;
        let mut documents = Vec::with_capacity(rows.len());
        for row in rows {
            documents.push(self.read_document(row).await?);
        }
        Ok(documents)
    }

    /// A paper, without what is in it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn document(&mut self, id: Id<Document>) -> Result<Locked<Document>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(
            "select id, agency, name, media_type, size, created_at from document where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        Ok(Locked::new(match row {
            Some(row) => Some(self.read_document(row).await?),
            None => None,
        }))
    }

    /// What is in a paper. Who reads it is noted.
    ///
    /// # Errors
    /// If the database cannot be read or the agency's key was destroyed.
    pub async fn document_body(
        &mut self,
        permit: &Permit,
        document: &Document,
        now: Moment,
    ) -> Result<Vec<u8>> {
        let body: Vec<u8> = on!(self, c => sqlx::query_scalar("select body from document where id = $1")
            .bind(document.id.uuid()).fetch_one(c))?;
        self.audit(permit, document.id.uuid(), None, "document", now).await?;
        self.open(document.agency.uuid(), BODY, document.id.uuid(), &body).await
    }

    /// Keeps a paper.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_document(
        &mut self,
        permit: &Permit,
        document: &Document,
        body: &[u8],
        now: Moment,
    ) -> Result<()> {
        let (id, agency) = (document.id.uuid(), document.agency.uuid());
        let name = self.seal(agency, NAME, id, document.name.as_bytes()).await?;
        let body = self.seal(agency, BODY, id, body).await?;
        exec!(
            self,
            sqlx::query(
                "insert into document (id, agency, name, media_type, size, body, created_at)
             values ($1, $2, $3, $4, $5, $6, $7)"
            )
            .bind(id)
            .bind(agency)
            .bind(&name)
            .bind(document.media_type.word())
            .bind(document.size)
            .bind(&body)
            .bind(document.created_at.seconds())
        )?;
        self.audit(permit, id, None, "document", now).await
    }

    /// Takes a paper away.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn remove_document(&mut self, permit: &Permit, id: Id<Document>, now: Moment) -> Result<()> {
        exec!(self, sqlx::query("delete from document where id = $1").bind(id.uuid()))?;
        self.audit(permit, id.uuid(), None, "document-removed", now).await
    }
}
