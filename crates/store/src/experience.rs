//! Rows of the jobs that people did. Their own words are sealed with the person's key.

use domain::{
    id::Id,
    person::{Experience, Person},
    policy::Permit,
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read};

row! {
    /// A job without its words.
    pub(crate) struct BareRow {
        id: Uuid,
        person: Uuid,
        occupation: Option<String>,
        months: i64,
        country: String,
        created_at: i64,
    }
}

impl TryFrom<BareRow> for Experience {
    type Error = StoreError;
    fn try_from(row: BareRow) -> Result<Self> {
        Ok(Self {
            id: Id::from_uuid(row.id),
            person: Id::from_uuid(row.person),
            words: String::new(),
            occupation: row.occupation.read("experience.occupation")?,
            months: u16::try_from(row.months).map_err(|_| StoreError::Unreadable("experience.months"))?,
            country: row.country,
            created_at: Moment::from_seconds(row.created_at),
        })
    }
}

row! {
    struct Row {
        #[flatten]
        bare: BareRow,
        words: Vec<u8>,
    }
}

impl Tx {
    /// The jobs of a person, the first told first. At most 50.
    ///
    /// # Errors
    /// If the database or the person's key cannot be read.
    pub async fn experiences_of(&mut self, person: Id<Person>) -> Result<Vec<Experience>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from experience where person = $1 order by id limit 50")
            .bind(person.uuid()).fetch_all(c))?;
        let mut jobs = Vec::with_capacity(rows.len());
        for Row { bare, words } in rows {
            let words = self.open_text(bare.person, "experience.words", bare.id, &words).await?;
            jobs.push(Experience { words, ..bare.try_into()? });
        }
        Ok(jobs)
    }

    /// Writes a new job.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_experience(&mut self, permit: &Permit, job: &Experience, now: Moment) -> Result<()> {
        let (id, person) = (job.id.uuid(), job.person.uuid());
        let words = self.seal(person, "experience.words", id, job.words.as_bytes()).await?;
        exec!(
            self,
            sqlx::query(
                "insert into experience (id, person, words, occupation, months, country, created_at)
                 values ($1, $2, $3, $4, $5, $6, $7)"
            )
            .bind(id)
            .bind(person)
            .bind(words)
            .bind(job.occupation.map(|code| code.to_string()))
            .bind(i64::from(job.months))
            .bind(&job.country)
            .bind(job.created_at.seconds())
        )?;
        self.audit(permit, id, Some(person), "job_added", now).await
    }

    /// Writes a changed job.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if it is gone.
    pub async fn put_experience(&mut self, permit: &Permit, job: &Experience, now: Moment) -> Result<()> {
        let (id, person) = (job.id.uuid(), job.person.uuid());
        let words = self.seal(person, "experience.words", id, job.words.as_bytes()).await?;
        let touched = exec!(
            self,
            sqlx::query(
                "update experience set words = $3, occupation = $4, months = $5, country = $6
                 where id = $1 and person = $2"
            )
            .bind(id)
            .bind(person)
            .bind(words)
            .bind(job.occupation.map(|code| code.to_string()))
            .bind(i64::from(job.months))
            .bind(&job.country)
        )?;
        if touched == 0 {
            return Err(StoreError::Stale("experience"));
        }
        self.audit(permit, id, Some(person), "job_changed", now).await
    }

    /// Deletes a job of a person, if it is theirs.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn delete_experience(
        &mut self,
        permit: &Permit,
        person: Id<Person>,
        id: Id<Experience>,
        now: Moment,
    ) -> Result<()> {
        exec!(
            self,
            sqlx::query("delete from experience where id = $1 and person = $2")
                .bind(id.uuid())
                .bind(person.uuid())
        )?;
        self.audit(permit, id.uuid(), Some(person.uuid()), "job_removed", now).await
    }
}
