//! Rows of what people said to cards. All of it is sealed with the person's key.

use domain::{id::Id, person::Person, policy::Permit, preference::Answers, time::Moment};

use crate::{Result, StoreError, Tx};

impl Tx {
    /// What a person said to cards, and the version of that, which counts every change; nothing and 0 if nothing is kept.
    ///
    /// # Errors
    /// If the database or the person's key cannot be read.
    pub async fn answers_of(&mut self, person: Id<Person>) -> Result<(Answers, i64)> {
        let row: Option<(Vec<u8>, i64)> = on!(self, c => sqlx::query_as(
            "select answers, version from preference where person = $1")
            .bind(person.uuid()).fetch_optional(c))?;
        let Some((sealed, version)) = row else { return Ok((Answers::default(), 0)) };
        let text = self.open_text(person.uuid(), "preference.answers", person.uuid(), &sealed).await?;
        let answers =
            serde_json::from_str(&text).map_err(|_| StoreError::Unreadable("preference.answers"))?;
        Ok((answers, version))
    }

    /// Keeps what a person said, if nobody changed it since it was read with `version`.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody did.
    pub async fn put_answers(
        &mut self,
        permit: &Permit,
        person: Id<Person>,
        answers: &Answers,
        version: i64,
        now: Moment,
    ) -> Result<()> {
        let id = person.uuid();
        let text =
            serde_json::to_string(answers).map_err(|_| StoreError::Unreadable("preference.answers"))?;
        let sealed = self.seal(id, "preference.answers", id, text.as_bytes()).await?;
        let touched = if version == 0 {
            exec!(
                self,
                sqlx::query(
                    "insert into preference (person, answers, changed_at, version) values ($1, $2, $3, 1)
                     on conflict (person) do nothing"
                )
                .bind(id)
                .bind(sealed)
                .bind(now.seconds())
            )?
        } else {
            exec!(
                self,
                sqlx::query(
                    "update preference set answers = $2, changed_at = $3, version = version + 1
                     where person = $1 and version = $4"
                )
                .bind(id)
                .bind(sealed)
                .bind(now.seconds())
                .bind(version)
            )?
        };
        if touched == 0 {
            return Err(StoreError::Stale("preference"));
        }
        self.audit(permit, id, Some(id), "preference", now).await
    }

    /// Forgets what a person said to cards.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn delete_answers(&mut self, permit: &Permit, person: Id<Person>, now: Moment) -> Result<()> {
        let id = person.uuid();
        exec!(self, sqlx::query("delete from preference where person = $1").bind(id))?;
        self.audit(permit, id, Some(id), "preference_removed", now).await
    }
}
