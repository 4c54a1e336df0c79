//! Photos and papers of a case, sealed with the person's key.

use domain::{
    case::{Case, Paper},
    id::Id,
    policy::Permit,
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, Tx, read::Read};

const NAME: &str = "case_paper.name";
const BODY: &str = "case_paper.body";

row! {
    struct Row {
        id: Uuid,
        name: Vec<u8>,
        media_type: String,
        size: i64,
        created_at: i64,
    }
}

impl Tx {
    /// The papers of a case, first one first, without what is in them; at most 50.
    ///
    /// # Errors
    /// If the database cannot be read or the person's key was destroyed.
    pub async fn case_papers(&mut self, case: &Case) -> Result<Vec<Paper>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select id, name, media_type, size, created_at from case_paper where person_case = $1
             order by id limit 50").bind(case.id.uuid()).fetch_all(c))?;
        let mut papers = Vec::with_capacity(rows.len());
        for row in rows {
            papers.push(Paper {
                id: Id::from_uuid(row.id),
                case: case.id,
                name: self.open_text(case.person.uuid(), NAME, row.id, &row.name).await?,
                media_type: row.media_type.read("case_paper.media_type")?,
                size: row.size,
                created_at: Moment::from_seconds(row.created_at),
            });
        }
        Ok(papers)
    }

    /// What is in a paper of a case. Who reads it is noted.
    ///
    /// # Errors
    /// If the database cannot be read or the person's key was destroyed.
    pub async fn case_paper_body(
        &mut self,
        permit: &Permit,
        case: &Case,
        paper: Id<Paper>,
        now: Moment,
    ) -> Result<Option<Vec<u8>>> {
        let body: Option<Vec<u8>> = on!(self, c => sqlx::query_scalar(
            "select body from case_paper where id = $1 and person_case = $2")
            .bind(paper.uuid()).bind(case.id.uuid()).fetch_optional(c))?;
        let Some(body) = body else { return Ok(None) };
        self.audit(permit, paper.uuid(), Some(case.person.uuid()), "paper", now).await?;
        self.open(case.person.uuid(), BODY, paper.uuid(), &body).await.map(Some)
    }

    /// Keeps a paper of a case.
    ///
    /// # Errors
    /// If the database does not take it or the person's key was destroyed.
    pub async fn add_case_paper(
        &mut self,
        permit: &Permit,
        case: &Case,
        paper: &Paper,
        body: &[u8],
    ) -> Result<()> {
        let (id, person) = (paper.id.uuid(), case.person.uuid());
        let name = self.seal(person, NAME, id, paper.name.as_bytes()).await?;
        let body = self.seal(person, BODY, id, body).await?;
        exec!(
            self,
            sqlx::query(
                "insert into case_paper (id, person_case, name, media_type, size, body, created_at)
                 values ($1, $2, $3, $4, $5, $6, $7)"
            )
            .bind(id)
            .bind(case.id.uuid())
            .bind(name)
            .bind(paper.media_type.word())
            .bind(paper.size)
            .bind(body)
            .bind(paper.created_at.seconds())
        )?;
        self.audit(permit, id, Some(person), "paper_added", paper.created_at).await
    }

    /// Takes a paper of a case away; `false` if the case has no such paper.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn remove_case_paper(
        &mut self,
        permit: &Permit,
        case: &Case,
        paper: Id<Paper>,
        now: Moment,
    ) -> Result<bool> {
        let touched = exec!(
            self,
            sqlx::query("delete from case_paper where id = $1 and person_case = $2")
                .bind(paper.uuid())
                .bind(case.id.uuid())
        )?;
        if touched > 0 {
            self.audit(permit, paper.uuid(), Some(case.person.uuid()), "paper_removed", now).await?;
        }
        Ok(touched > 0)
    }
}
