//! What is shared and what is written, sealed with the person's key.

use std::collections::BTreeMap;

use domain::{
    agency::Agency,
    consent::Field,
    id::Id,
    person::Person,
    referral::{Party, Referral},
    time::Moment,
};
use uuid::Uuid;

use crate::{Result, StoreError, Tx, read::Read};

const SHARED: &str = "referral_shared.body";
const TEXT: &str = "referral_text.body";

/// What a text of a referral is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What is needed, from who sends it to who receives it.
    Need,
    /// From the organisation to the person and the sender: where to come, what to bring, why not.
    Note,
    /// What the organisation asks for.
    Question,
    /// What was told.
    Answer,
    /// Why it was shared without consent.
    Override,
    /// What the person says that was not so.
    Dispute,
    /// What the coordination decided, and why.
    Ruling,
}

impl Kind {
    /// Every one.
    pub const ALL: [Self; 7] =
        [Self::Need, Self::Note, Self::Question, Self::Answer, Self::Override, Self::Dispute, Self::Ruling];

    /// The word kept in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Note => "note",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Override => "override",
            Self::Dispute => "dispute",
            Self::Ruling => "ruling",
        }
    }
}

/// A text of a referral, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub text: String,
    /// As what whoever wrote it took part; `None` where that was not kept.
    pub party: Option<Party>,
    /// When it was written.
    pub at: Moment,
}

row! {
    struct TextRow {
        id: Uuid,
        kind: String,
        body: Vec<u8>,
        party: Option<String>,
        at: i64,
    }
}

impl Tx {
    /// Freezes what is shared, in the place of what an earlier sending shared.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed.
    pub async fn freeze_shared(
        &mut self,
        referral: &Referral,
        shared: &BTreeMap<Field, String>,
        now: Moment,
    ) -> Result<()> {
        let plain = serde_json::to_vec(shared).map_err(|_| StoreError::Unreadable(SHARED))?;
        let body = self.seal(referral.person.uuid(), SHARED, referral.id.uuid(), &plain).await?;
        exec!(
            self,
            sqlx::query(
                "insert into referral_shared (referral, body, frozen_at) values ($1, $2, $3)
                 on conflict (referral) do update set body = excluded.body, frozen_at = excluded.frozen_at"
            )
            .bind(referral.id.uuid())
            .bind(body)
            .bind(now.seconds())
        )?;
        Ok(())
    }

    /// What was shared with a referral, whole: the caller asks [`domain::consent::may_read`] for each field. Empty if it
    /// was taken away.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed.
    pub async fn shared(&mut self, referral: &Referral) -> Result<BTreeMap<Field, String>> {
        let body: Option<Vec<u8>> = on!(self, c => sqlx::query_scalar(
            "select body from referral_shared where referral = $1").bind(referral.id.uuid()).fetch_optional(c))?;
        let Some(body) = body else { return Ok(BTreeMap::new()) };
        let plain = self.open(referral.person.uuid(), SHARED, referral.id.uuid(), &body).await?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::Unreadable(SHARED))
    }

    /// Takes away what was shared.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn forget_shared(&mut self, id: Id<Referral>) -> Result<()> {
        exec!(self, sqlx::query("delete from referral_shared where referral = $1").bind(id.uuid()))?;
        Ok(())
    }

    /// Keeps a text of a referral.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed.
    pub async fn add_referral_text(
        &mut self,
        referral: &Referral,
        (kind, party): (Kind, Option<Party>),
        text: &str,
        now: Moment,
    ) -> Result<()> {
        let id = Id::<Words>::new(now).uuid();
        let body = self.seal(referral.person.uuid(), TEXT, id, text.as_bytes()).await?;
        exec!(
            self,
            sqlx::query(
                "insert into referral_text (id, referral, kind, body, at, party) values ($1, $2, $3, $4, $5, $6)"
            )
            .bind(id)
            .bind(referral.id.uuid())
            .bind(kind.word())
            .bind(body)
            .bind(now.seconds())
            .bind(party.map(Party::word))
        )?;
        Ok(())
    }

    /// The texts of a referral, first one first; at most 100.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the person's key was destroyed.
    pub async fn referral_texts(&mut self, referral: &Referral) -> Result<Vec<Words>> {
        let rows: Vec<TextRow> = on!(self, c => sqlx::query_as(
            "select id, kind, body, party, at from referral_text where referral = $1 order by at, id limit 100")
            .bind(referral.id.uuid()).fetch_all(c))?;
        let mut texts = Vec::with_capacity(rows.len());
        for row in rows {
            let kind = Kind::ALL.into_iter().find(|kind| kind.word() == row.kind);
            texts.push(Words {
                kind: kind.ok_or(StoreError::Unreadable("referral_text.kind"))?,
                text: self.open_text(referral.person.uuid(), TEXT, row.id, &row.body).await?,
                party: row.party.read("referral_text.party")?,
                at: Moment::from_seconds(row.at),
            });
        }
        Ok(texts)
    }

    /// Notes that a message tells somebody of a referral on an occasion; `false` if they were told of it already.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note_referral_message(
        &mut self,
        referral: Id<Referral>,
        occasion: &str,
        subject: Uuid,
        message: Uuid,
    ) -> Result<bool> {
        let added = exec!(
            self,
            sqlx::query(
                "insert into referral_message (referral, occasion, subject, message) values ($1, $2, $3, $4)
                 on conflict (referral, occasion, subject) do nothing"
            )
            .bind(referral.uuid())
            .bind(occasion)
            .bind(subject)
            .bind(message)
        )?;
        Ok(added > 0)
    }

    /// Takes back the messages about a referral that wait to be sent; their jobs find nothing.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn take_back_messages(&mut self, referral: Id<Referral>) -> Result<u64> {
        Ok(exec!(
            self,
            sqlx::query(
                "delete from message where status = 'queued'
                 and id in (select message from referral_message where referral = $1)"
            )
            .bind(referral.uuid())
        )?)
    }

    /// Takes away what was shared with an organisation of a person, and its links, in all referrals.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn forget_shared_with(&mut self, person: Id<Person>, agency: Id<Agency>) -> Result<()> {
        let (person, agency) = (person.uuid(), agency.uuid());
        exec!(
            self,
            sqlx::query(
                "delete from referral_shared where referral in (
                     select id from referral where person = $1 and agency = $2)"
            )
            .bind(person)
            .bind(agency)
        )?;
        exec!(
            self,
            sqlx::query(
                "delete from referral_link where referral in (
                     select id from referral where person = $1 and agency = $2)"
            )
            .bind(person)
            .bind(agency)
        )?;
        Ok(())
    }
}
