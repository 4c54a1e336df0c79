//! Rows of proposals to join two records of one person. To join is one column of the record that is joined; nothing else of
//! either moves, so taking it back gives back both as they were.

use domain::{
    application::Application,
    find::Sign,
    id::Id,
    merge::{Merge, MergeStatus},
    person::{Person, PersonStatus},
    policy::{Locked, Permit},
    referral::Referral,
    time::Moment,
};
use uuid::Uuid;

use crate::{Page, Result, StoreError, Tx, read::Read, tx::OnConflict};

row! {
    struct Row {
        id: Uuid,
        kept: Uuid,
        gone: Uuid,
        status: String,
        signs: String,
        account: Uuid,
        agency: Uuid,
        proposed_at: i64,
        decided_at: Option<i64>,
        ended_at: Option<i64>,
        version: i64,
    }
}

impl TryFrom<Row> for Merge {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        let sign = |word: &str| Sign::from_word(word).ok_or(StoreError::Unreadable("merge.signs"));
        Ok(Self {
            id: Id::from_uuid(row.id),
            kept: Id::from_uuid(row.kept),
            gone: Id::from_uuid(row.gone),
            status: row.status.read("merge.status")?,
            signs: row.signs.split_whitespace().map(sign).collect::<Result<_>>()?,
            account: Id::from_uuid(row.account),
            agency: Id::from_uuid(row.agency),
            proposed_at: Moment::from_seconds(row.proposed_at),
            decided_at: row.decided_at.map(Moment::from_seconds),
            ended_at: row.ended_at.map(Moment::from_seconds),
            version: row.version,
        })
    }
}

row! {
    struct ListedRow {
        #[flatten]
        row: Row,
        agency_name: String,
    }
}

/// A proposal with the name of the agency it came from. Nothing of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedMerge {
    /// The proposal.
    pub merge: Merge,
    /// Who proposed it.
    pub agency_name: String,
}

impl Tx {
    /// One proposal, locked.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn merge(&mut self, id: Id<Merge>) -> Result<Locked<Merge>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as("select * from merge where id = $1")
            .bind(id.uuid()).fetch_optional(c))?;
        Ok(Locked::new(row.map(Merge::try_from).transpose()?))
    }

    /// Keeps a proposal.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `merge-already` if one of this identifier, or of the same record, is open or holds.
    pub async fn add_merge(&mut self, permit: &Permit, merge: &Merge, now: Moment) -> Result<()> {
        let signs: Vec<&str> = merge.signs.iter().map(|sign| sign.word()).collect();
        exec!(
            self,
            sqlx::query(
                "insert into merge (id, kept, gone, status, signs, account, agency, proposed_at, version)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            )
            .bind(merge.id.uuid())
            .bind(merge.kept.uuid())
            .bind(merge.gone.uuid())
            .bind(merge.status.word())
            .bind(signs.join(" "))
            .bind(merge.account.uuid())
            .bind(merge.agency.uuid())
            .bind(merge.proposed_at.seconds())
            .bind(merge.version)
        )
        .on_conflict("merge-already")?;
        self.audit_both(permit, merge, merge.status.word(), now).await
    }

    /// Writes a proposal after a step; `detail` is the step's word.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody was faster.
    pub async fn put_merge(
        &mut self,
        permit: &Permit,
        merge: &Merge,
        detail: &str,
        now: Moment,
    ) -> Result<()> {
        let touched = exec!(
            self,
            sqlx::query(
                "update merge set status = $2, decided_at = $3, ended_at = $4, version = $5
                 where id = $1 and version = $5 - 1"
            )
            .bind(merge.id.uuid())
            .bind(merge.status.word())
            .bind(merge.decided_at.map(Moment::seconds))
            .bind(merge.ended_at.map(Moment::seconds))
            .bind(merge.version)
        )?;
        if touched == 0 {
            return Err(StoreError::Stale("merge"));
        }
        self.audit_both(permit, merge, detail, now).await
    }

    /// Both records tell who did what with them.
    async fn audit_both(&mut self, permit: &Permit, merge: &Merge, detail: &str, now: Moment) -> Result<()> {
        for person in [merge.kept, merge.gone] {
            self.audit(permit, merge.id.uuid(), Some(person.uuid()), detail, now).await?;
        }
        Ok(())
    }

    /// Joins the record that goes to the one that stays. While it is joined it is paused: nobody finds it beside the other,
    /// and what was its state before is kept. Whoever is signed in with it signs in again.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] `merge-joined` if either is joined already to another, or others are to the one that goes.
    pub async fn join(&mut self, merge: &Merge) -> Result<()> {
        let joined: i64 = on!(self, c => sqlx::query_scalar(
            "select count(*) from person where (id in ($1, $2) and merged_into is not null) or merged_into = $2")
            .bind(merge.kept.uuid()).bind(merge.gone.uuid()).fetch_one(c))?;
        if joined > 0 {
            return Err(StoreError::Conflict("merge-joined"));
        }
        let before: Option<PersonStatus> = self.person_status(merge.gone).await?;
        let before = before.ok_or(StoreError::Stale("person"))?;
        exec!(
            self,
            sqlx::query("update merge set gone_status = $2 where id = $1")
                .bind(merge.id.uuid())
                .bind(before.word())
        )?;
        exec!(
            self,
            sqlx::query("update person set merged_into = $2, status = $3 where id = $1")
                .bind(merge.gone.uuid())
                .bind(merge.kept.uuid())
                .bind(PersonStatus::Paused.word())
        )?;
        self.end_sessions_of(merge.gone.uuid(), None).await
    }

    /// What a record was before it was joined to another; `None` if it is not joined.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn status_before_join(&mut self, person: Id<Person>) -> Result<Option<PersonStatus>> {
        let word: Option<Option<String>> = on!(self, c => sqlx::query_scalar(
            "select gone_status from merge where gone = $1 and status = 'merged'")
            .bind(person.uuid()).fetch_optional(c))?;
        word.flatten().read("merge.gone_status")
    }

    /// Takes the two apart: the record that was joined is as it was. Whoever is signed in signs in again, each with their
    /// own code.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn part(&mut self, merge: &Merge) -> Result<()> {
        exec!(
            self,
            sqlx::query(
                "update person set merged_into = null,
                 status = (select m.gone_status from merge m where m.id = $3)
                 where id = $1 and merged_into = $2"
            )
            .bind(merge.gone.uuid())
            .bind(merge.kept.uuid())
            .bind(merge.id.uuid())
        )?;
        self.end_sessions_of(merge.kept.uuid(), None).await?;
        self.end_sessions_of(merge.gone.uuid(), None).await
    }

    /// Proposals in a state, the first proposed first; for the coordination.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn merges_in(
        &mut self,
        status: MergeStatus,
        page: Page<(Moment, Id<Merge>)>,
    ) -> Result<Vec<ListedMerge>> {
        let (at, id) = page.after.map_or((i64::MIN, Uuid::nil()), |(at, id)| (at.seconds(), id.uuid()));
        let rows: Vec<ListedRow> = on!(self, c => sqlx::query_as(
            "select m.*, a.name as agency_name from merge m join agency a on a.id = m.agency
             where m.status = $1 and (m.proposed_at, m.id) > ($2, $3) order by m.proposed_at, m.id limit $4")
            .bind(status.word()).bind(at).bind(id).bind(page.limit).fetch_all(c))?;
        rows.into_iter()
            .map(|listed| Ok(ListedMerge { merge: listed.row.try_into()?, agency_name: listed.agency_name }))
            .collect()
    }

    /// What is joined to a person's record now, the last joined first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn merges_of(&mut self, kept: Id<Person>) -> Result<Vec<Merge>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select * from merge where kept = $1 and status = 'merged' order by decided_at desc, id desc")
            .bind(kept.uuid()).fetch_all(c))?;
        rows.into_iter().map(Merge::try_from).collect()
    }

    /// The record of a person that a referral belongs to, where it is one that was joined to theirs.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn joined_of_referral(
        &mut self,
        person: Id<Person>,
        referral: Id<Referral>,
    ) -> Result<Option<Id<Person>>> {
        let found: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "select p.id from referral r join person p on p.id = r.person where r.id = $1 and p.merged_into = $2")
            .bind(referral.uuid()).bind(person.uuid()).fetch_optional(c))?;
        Ok(found.map(Id::from_uuid))
    }

    /// The same for a case.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn joined_of_case(
        &mut self,
        person: Id<Person>,
        case: Id<domain::case::Case>,
    ) -> Result<Option<Id<Person>>> {
        let found: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "select p.id from person_case c join person p on p.id = c.person where c.id = $1 and p.merged_into = $2")
            .bind(case.uuid()).bind(person.uuid()).fetch_optional(c))?;
        Ok(found.map(Id::from_uuid))
    }

    /// The same for an application.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn joined_of_application(
        &mut self,
        person: Id<Person>,
        application: Id<Application>,
    ) -> Result<Option<Id<Person>>> {
        let found: Option<Uuid> = on!(self, c => sqlx::query_scalar(
            "select p.id from application a join person p on p.id = a.person where a.id = $1 and p.merged_into = $2")
            .bind(application.uuid()).bind(person.uuid()).fetch_optional(c))?;
        Ok(found.map(Id::from_uuid))
    }
}
