//! How much became of a person's referrals and applications since they last looked.

use domain::{id::Id, person::Person, policy::Permit, time::Moment};

use crate::{Result, Tx};

/// What is new since the person last looked at each list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Referrals in which somebody else did something.
    pub referrals: i64,
    /// Applications that were answered, and invitations.
    pub applications: i64,
}

impl Tx {
    /// What is new for a person, in all their records.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn news_of(&mut self, person: Id<Person>) -> Result<News> {
        let referrals: i64 = on!(self, c => sqlx::query_scalar(
            "select count(*) from referral r where r.person in (select id from person where id = $1 or merged_into = $1)
             and exists (select 1 from referral_event e where e.referral = r.id and e.party <> 'person'
             and e.to_status <> 'draft'
             and e.at > coalesce((select n.referrals_at from person_read n where n.person = $1), -1))")
            .bind(person.uuid()).fetch_one(c))?;
        let applications: i64 = on!(self, c => sqlx::query_scalar(
            "select count(*) from application a
             where a.person in (select id from person where id = $1 or merged_into = $1)
             and exists (select 1 from application_event e where e.application = a.id
             and e.step not in ('apply', 'wait', 'withdraw')
             and e.at > coalesce((select n.applications_at from person_read n where n.person = $1), -1))")
            .bind(person.uuid()).fetch_one(c))?;
        Ok(News { referrals, applications })
    }

    /// Notes that the person looked at their referrals, or else at their applications.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_read(
        &mut self,
        permit: &Permit,
        person: Id<Person>,
        referrals: bool,
        now: Moment,
    ) -> Result<()> {
        let (referrals_at, applications_at) =
            if referrals { (now.seconds(), -1) } else { (-1, now.seconds()) };
        exec!(
            self,
            sqlx::query(
                "insert into person_read (person, referrals_at, applications_at) values ($1, $2, $3)
                 on conflict (person) do update set
                 referrals_at = case when excluded.referrals_at > person_read.referrals_at
                     then excluded.referrals_at else person_read.referrals_at end,
                 applications_at = case when excluded.applications_at > person_read.applications_at
                     then excluded.applications_at else person_read.applications_at end"
            )
            .bind(person.uuid())
            .bind(referrals_at)
            .bind(applications_at)
        )?;
        let detail = if referrals { "read_referrals" } else { "read_applications" };
        self.audit(permit, person.uuid(), Some(person.uuid()), detail, now).await
    }
}
