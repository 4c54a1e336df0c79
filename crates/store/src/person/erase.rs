//! Deleting a person.

use domain::{id::Id, person::Person, policy::Permit, time::Moment};

use super::ERASED;
use crate::{Result, Tx};

/// What is kept of a person's work and wishes, how they fare, what should not wait, and of their telephone.
const FORGOTTEN: &[&str] = &[
    "update gap set person = null where person = $1",
    "delete from experience where person = $1",
    "delete from alert where person = $1",
    "delete from alert_told where person = $1",
    "delete from preference where person = $1",
    "delete from pulse where person = $1",
    "delete from pulse_ask where person = $1",
    "delete from attention where person = $1",
    "update emergency set reason = null, attention = null, until_at = at where person = $1",
    "delete from phone_check where person = $1",
    "delete from reply_question where person = $1",
];

impl Tx {
    /// Deletes a person: destroys the key, empties the row, forgets jobs, messages and sessions. What is left are
    /// counts without a name: department, decade of birth and, only if `counted`, sex and language.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn erase_person(
        &mut self,
        permit: &Permit,
        id: Id<Person>,
        counted: bool,
        now: Moment,
    ) -> Result<()> {
        let uuid = id.uuid();
        exec!(
            self,
            sqlx::query(
                "update person set status = $2, code = $3, alias = $4, birth_year = birth_year - birth_year % 10,
                 sex = case when $5 then sex else null end,
                 language = case when $5 then language else 'mis' end,
                 municipality = '', contact = null, contact_owner = null, contact_index = null, cui = null,
                 cui_index = null, pin_hash = '', profile = '{}', merged_into = null,
                 version = version + 1 where id = $1"
            )
            .bind(uuid)
            .bind(ERASED)
            .bind(format!("-{id}"))
            .bind(Vec::<u8>::new())
            .bind(counted)
        )?;
        exec!(
            self,
            sqlx::query(
                "update application set note = null, explanation = null,
                 sex = case when $2 then sex else null end,
                 language = case when $2 then language else 'mis' end where person = $1"
            )
            .bind(uuid)
            .bind(counted)
        )?;
        exec!(
            self,
            sqlx::query(
                "update referral set sex = case when $2 then sex else null end,
                 language = case when $2 then language else 'mis' end where person = $1"
            )
            .bind(uuid)
            .bind(counted)
        )?;
        self.forget_findings(uuid, now).await?;
        self.erase_cases(id, now).await?;
        for statement in FORGOTTEN {
            exec!(self, sqlx::query(*statement).bind(uuid))?;
        }
        exec!(
            self,
            sqlx::query("update intake set told = null, kept = $2 where person = $1")
                .bind(uuid)
                .bind(Vec::<u8>::new())
        )?;
        self.forget_messages(uuid).await?;
        self.forget_pin_number(id).await?;
        exec!(
            self,
            sqlx::query("update consent set withdrawn_at = $2 where person = $1 and withdrawn_at is null")
                .bind(uuid)
                .bind(now.seconds())
        )?;
        self.end_sessions_of(uuid, None).await?;
        self.shred(uuid).await?;
        self.audit(permit, uuid, Some(uuid), "deleted", now).await
    }

    /// Ends what joins the records of a person to others, and forgets how their name sounds and who found them.
    async fn forget_findings(&mut self, uuid: uuid::Uuid, now: Moment) -> Result<()> {
        // Nothing is left to be joined, nor to be taken apart.
        exec!(
            self,
            sqlx::query(
                "update merge set status = case when status = 'proposed' then 'refused' else 'undone' end,
                 ended_at = $2, version = version + 1
                 where (kept = $1 or gone = $1) and status in ('proposed', 'merged')"
            )
            .bind(uuid)
            .bind(now.seconds())
        )?;
        exec!(self, sqlx::query("delete from person_sound where person = $1").bind(uuid))?;
        exec!(self, sqlx::query("delete from person_look where person = $1").bind(uuid))?;
        exec!(self, sqlx::query("delete from person_read where person = $1").bind(uuid))?;
        Ok(())
    }
}
