//! Rows of what should not wait. What it is about is sealed with the person's key.

use domain::{
    agency::{Account, Agency},
    attention::{Attention, State},
    case::Case,
    id::Id,
    person::Person,
    place::DepartmentCode,
    policy::Permit,
    referral::Referral,
    time::Moment,
};
use uuid::Uuid;

use crate::{Page, Result, StoreError, Tx, read::Read};

const BODY: &str = "attention.body";
const CLOSING: &str = "attention.closing";

row! {
    struct Row {
        id: Uuid,
        person: Uuid,
        body: Vec<u8>,
        state: String,
        at: i64,
    }
}

row! {
    struct OfRow {
        #[flatten]
        row: Row,
        referral: Option<Uuid>,
        accompanied: Option<Uuid>,
    }
}

/// Something that waits for an officer, with the case or the referral in which they know the person.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// What.
    pub attention: Attention,
    /// The officer's case of the person.
    pub case: Option<Id<Case>>,
    /// The newest of the officer's referrals of the person.
    pub referral: Option<Id<Referral>>,
}

/// The same as the coordination sees it: no person, and not what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// Which.
    pub id: Id<Attention>,
    /// How far it is.
    pub state: State,
    /// Since when.
    pub at: Moment,
    /// Where the person lives.
    pub department: DepartmentCode,
    /// Whether an officer accompanies the person.
    pub followed: bool,
    /// Whether it is given to an officer for a call of today.
    pub given: bool,
}

/// What waits for an officer, about people whom they accompany in the record that it is about or in one that is joined to it:
/// `$1` the account, `$2` its agency, `$3` now.
const WAITING: &str = concat!(
    "with accompanied as (
      select r.person, r.id, 'referral' as kind from referral r join consent c on c.id = r.consent
      where r.sender = $1 and r.sender_agency = $2 and ",
    sent_with_a_yes!("$3"),
    " union all select k.person, k.id, 'case' as kind from person_case k join consent c on c.id = k.consent
      where k.officer = $1 and k.agency = $2 and ",
    open_with_a_yes!("$3"),
    "),
    mine as (select * from accompanied
      union all select p.merged_into, m.id, m.kind from accompanied m join person p on p.id = m.person
      where p.merged_into is not null)
    select a.id, a.person, a.body, a.state, a.at,
        (select m.id from mine m where m.person = a.person and m.kind = 'referral' order by m.id desc limit 1) as referral,
        (select m.id from mine m where m.person = a.person and m.kind = 'case' order by m.id desc limit 1) as accompanied
    from attention a where a.state <> 'done' and a.person in (select person from mine)
    order by case when a.urgent then 0 else 1 end, a.at, a.id limit $4"
);

/// What waits anywhere: `$1` now, `$2` since when at the latest where somebody accompanies the person, `$3` and `$4` after
/// which, `$5` only this one.
const UNSEEN: &str = concat!(
    "with unseen as (select a.id, a.state, a.at, p.department, exists (
      select 1 from emergency e where e.attention = a.id and e.until_at > $1) as given, exists (
      select 1 from referral r join consent c on c.id = r.consent
      join account u on u.id = r.sender and u.agency = r.sender_agency and u.active
      where r.person in (select id from person where id = a.person or merged_into = a.person)
      and r.sender is not null and ",
    sent_with_a_yes!("$1"),
    " union all select 1 from person_case k join consent c on c.id = k.consent
      join account u on u.id = k.officer and u.agency = k.agency and u.active
      where k.person in (select id from person where id = a.person or merged_into = a.person) and ",
    open_with_a_yes!("$1"),
    ") as followed
    from attention a join person p on p.id = a.person where a.state <> 'done' and (a.at, a.id) > ($3, $4)
    and (cast($5 as uuid) is null or a.id = $5))
    select id, state, at, department, followed, given from unseen where at <= $2 or not followed
    order by at, id limit $6"
);

row! {
    struct UnseenRow {
        id: Uuid,
        state: String,
        at: i64,
        department: String,
        followed: bool,
        given: bool,
    }
}

impl Tx {
    async fn read_attention(&mut self, row: Row) -> Result<Attention> {
        let body = self.open(row.person, BODY, row.id, &row.body).await?;
        Ok(Attention {
            id: Id::from_uuid(row.id),
            person: Id::from_uuid(row.person),
            about: serde_json::from_slice(&body).map_err(|_| StoreError::Unreadable(BODY))?,
            state: row.state.read("attention.state")?,
            at: Moment::from_seconds(row.at),
        })
    }

    /// Notes that something should not wait.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn add_attention(&mut self, permit: &Permit, attention: &Attention) -> Result<()> {
        let (id, person) = (attention.id.uuid(), attention.person.uuid());
        let body = serde_json::to_vec(&attention.about).map_err(|_| StoreError::Unreadable(BODY))?;
        let body = self.seal(person, BODY, id, &body).await?;
        exec!(
            self,
            sqlx::query(
                "insert into attention (id, person, body, state, at, changed_at, urgent)
                 values ($1, $2, $3, $4, $5, $5, $6)"
            )
            .bind(id)
            .bind(person)
            .bind(body)
            .bind(attention.state.word())
            .bind(attention.at.seconds())
            .bind(attention.about.is_urgent())
        )?;
        self.audit(permit, id, Some(person), "attention", attention.at).await
    }

    /// What waits about a person, answers of the pulse before messages, the first one first. The caller has opened [`domain::pulse::Followed`].
    ///
    /// # Errors
    /// If the database or the person's key cannot be read.
    pub async fn attentions_of(&mut self, person: Id<Person>) -> Result<Vec<Attention>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select id, person, body, state, at from attention where person = $1 and state <> 'done'
             order by case when urgent then 0 else 1 end, at, id limit 50")
            .bind(person.uuid()).fetch_all(c))?;
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            all.push(self.read_attention(row).await?);
        }
        Ok(all)
    }

    /// About whom one of them is, to ask whether it may be opened.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn attention_person(&mut self, id: Id<Attention>) -> Result<Option<(Id<Person>, State)>> {
        let row: Option<(Uuid, String)> = on!(self, c => sqlx::query_as(
            "select person, state from attention where id = $1").bind(id.uuid()).fetch_optional(c))?;
        row.map(|(person, state)| Ok((Id::from_uuid(person), state.read("attention.state")?))).transpose()
    }

    /// What waits for an officer, answers of the pulse before messages, the first one first: of people whom they accompany now.
    ///
    /// # Errors
    /// If the database or a person's key cannot be read.
    pub async fn attentions_for(
        &mut self,
        (account, agency): (Id<Account>, Id<Agency>),
        now: Moment,
        limit: i64,
    ) -> Result<Vec<Waiting>> {
        let rows: Vec<OfRow> = on!(self, c => sqlx::query_as(WAITING)
            .bind(account.uuid()).bind(agency.uuid()).bind(now.seconds()).bind(limit).fetch_all(c))?;
        let mut all = Vec::with_capacity(rows.len());
        for OfRow { row, referral, accompanied } in rows {
            all.push(Waiting {
                attention: self.read_attention(row).await?,
                case: accompanied.map(Id::from_uuid),
                referral: referral.map(Id::from_uuid),
            });
        }
        Ok(all)
    }

    /// What has waited anywhere since `since` or longer, or nobody accompanies, the longest first, without people.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn attentions_waiting(
        &mut self,
        (since, now): (Moment, Moment),
        page: Page<(Moment, Id<Attention>)>,
    ) -> Result<Vec<Unseen>> {
        let after = page.after.unwrap_or((Moment::from_seconds(i64::MIN), Id::from_uuid(Uuid::nil())));
        self.read_unseen((since, now), (after, None), page.limit).await
    }

    /// One of them, whatever its age, unless it was looked after.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn attention_unseen(&mut self, id: Id<Attention>, now: Moment) -> Result<Option<Unseen>> {
        let from = (Moment::from_seconds(i64::MIN), Id::from_uuid(Uuid::nil()));
        Ok(self.read_unseen((now, now), (from, Some(id)), 1).await?.pop())
    }

    async fn read_unseen(
        &mut self,
        (since, now): (Moment, Moment),
        (after, only): ((Moment, Id<Attention>), Option<Id<Attention>>),
        limit: i64,
    ) -> Result<Vec<Unseen>> {
        let rows: Vec<UnseenRow> = on!(self, c => sqlx::query_as(UNSEEN)
            .bind(now.seconds()).bind(since.seconds()).bind(after.0.seconds()).bind(after.1.uuid())
            .bind(only.map(Id::uuid)).bind(limit).fetch_all(c))?;
        rows.into_iter()
            .map(|row| {
                Ok(Unseen {
                    id: Id::from_uuid(row.id),
                    given: row.given,
                    state: row.state.read("attention.state")?,
                    at: Moment::from_seconds(row.at),
                    department: row.department.read("person.department")?,
                    followed: row.followed,
                })
            })
            .collect()
    }

    /// The coordination marks it as looked after, with why, if it still stands as it was read.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody was faster; [`StoreError::Unreadable`] if the person's key was destroyed.
    pub async fn close_attention(
        &mut self,
        permit: &Permit,
        (id, person): (Id<Attention>, Id<Person>),
        (before, why): (State, &str),
        now: Moment,
    ) -> Result<()> {
        let closing = self.seal(person.uuid(), CLOSING, id.uuid(), why.as_bytes()).await?;
        exec!(
            self,
            sqlx::query("update attention set closing = $2 where id = $1").bind(id.uuid()).bind(closing)
        )?;
        self.put_attention(permit, (id, person), (before, State::Done), now).await
    }

    /// Writes how far it is, if it still stands as it was read.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if somebody was faster.
    pub async fn put_attention(
        &mut self,
        permit: &Permit,
        (id, person): (Id<Attention>, Id<Person>),
        (before, after): (State, State),
        now: Moment,
    ) -> Result<()> {
        let by = match permit.actor() {
            domain::policy::Actor::Staff { account, .. } => Some(account.uuid()),
            _ => None,
        };
        let touched = exec!(
            self,
            sqlx::query(
                "update attention set state = $3, changed_at = $4, changed_by = $5 where id = $1 and state = $2"
            )
            .bind(id.uuid())
            .bind(before.word())
            .bind(after.word())
            .bind(now.seconds())
            .bind(by)
        )?;
        if touched == 0 {
            return Err(StoreError::Stale("attention"));
        }
        self.audit(permit, id.uuid(), Some(person.uuid()), after.word(), now).await
    }
}
