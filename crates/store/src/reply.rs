//! Rows of what was asked by text message, and of messages that came in.

use domain::{id::Id, person::Person, referral::Referral, time::Moment};
use uuid::Uuid;

use crate::{Result, Tx};

impl Tx {
    /// Takes a message of the gateway: `false` if it was taken before.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn take_inbound(&mut self, [id, from, text]: [&str; 3], now: Moment) -> Result<bool> {
        // With its lengths, so that no two are written alike.
        let told = format!("{} {} {id}{from}{text}", id.len(), from.len());
        let hash = self.keys().index("inbound.id", &told);
        let added = exec!(
            self,
            sqlx::query("insert into inbound (id_hash, at) values ($1, $2) on conflict (id_hash) do nothing")
                .bind(hash)
                .bind(now.seconds())
        )?;
        Ok(added > 0)
    }

    /// Forgets messages that were taken before `before`: their signatures are too old by then.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn sweep_inbound(&mut self, before: Moment) -> Result<u64> {
        Ok(exec!(self, sqlx::query("delete from inbound where at < $1").bind(before.seconds()))?)
    }

    /// Notes that a person was asked by text message about a referral as it stands, in the place of any earlier question.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn ask_by_reply(&mut self, referral: &Referral, now: Moment) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "insert into reply_question (referral, person, version, asked_at) values ($1, $2, $3, $4)
                 on conflict (referral) do update set version = excluded.version, asked_at = excluded.asked_at,
                 answered_at = null"
            )
            .bind(referral.id.uuid())
            .bind(referral.person.uuid())
            .bind(referral.version)
            .bind(now.seconds())
        )?;
        Ok(())
    }

    /// Referrals about which a person was asked by text message since `since`, where nothing has happened meanwhile; with
    /// the version that was asked about.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn asked_by_reply(
        &mut self,
        person: Id<Person>,
        since: Moment,
    ) -> Result<Vec<(Id<Referral>, i64)>> {
        let rows: Vec<(Uuid, i64)> = on!(self, c => sqlx::query_as(
            "select q.referral, q.version from reply_question q join referral r on r.id = q.referral
             where q.person = $1 and q.answered_at is null and q.asked_at > $2 and r.version = q.version
             and r.status in ('completed', 'failed') order by q.asked_at, q.referral limit 20")
            .bind(person.uuid()).bind(since.seconds()).fetch_all(c))?;
        Ok(rows.into_iter().map(|(id, version)| (Id::from_uuid(id), version)).collect())
    }

    /// Notes that a question was answered by text message.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn end_reply_question(&mut self, referral: Id<Referral>, now: Moment) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "update reply_question set answered_at = $2 where referral = $1 and answered_at is null"
            )
            .bind(referral.uuid())
            .bind(now.seconds())
        )?;
        Ok(())
    }
}
