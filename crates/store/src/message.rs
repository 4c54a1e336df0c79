//! Rows of messages. Address and text are sealed with the key of who they are for.

use domain::{
    id::Id,
    message::{Channel, Message, MessageStatus, MessageText},
    time::Moment,
};
use uuid::Uuid;

use crate::{Page, Result, StoreError, Tx, read::Read};

row! {
    struct Row {
        id: Uuid,
        subject: Uuid,
        channel: String,
        lang: String,
        address: Vec<u8>,
        text: Vec<u8>,
        status: String,
        created_at: i64,
        sent_at: Option<i64>,
    }
}

/// How many messages there are of one channel and status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageCount {
    /// By which way they go.
    pub channel: Channel,
    /// How far they are.
    pub status: MessageStatus,
    /// How many.
    pub count: i64,
}

const COLUMNS: &str = "select id, subject, channel, lang, address, text, status, created_at, sent_at from message where id = $1";

impl Tx {
    /// Writes a new message, sealed. Its subject must have a key.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if the subject's key was destroyed.
    pub async fn add_message(&mut self, message: &Message) -> Result<()> {
        let (text, address) = self.sealed_message(message).await?;
        exec!(
            self,
            sqlx::query(
                "insert into message (id, subject, channel, lang, address, text, status, created_at, sent_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            )
            .bind(message.id.uuid())
            .bind(message.subject)
            .bind(message.channel.word())
            .bind(message.lang.word())
            .bind(address)
            .bind(text)
            .bind(message.status.word())
            .bind(message.created_at.seconds())
            .bind(message.sent_at.map(Moment::seconds))
        )?;
        Ok(())
    }

    /// Writes anew by which way a message goes, in which language, to which address, what it says and how far it is.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if its subject's key was destroyed.
    pub async fn turn_message(&mut self, message: &Message) -> Result<()> {
        let (text, address) = self.sealed_message(message).await?;
        exec!(
            self,
            sqlx::query(
                "update message set channel = $2, lang = $3, address = $4, text = $5, status = $6, sent_at = $7
                 where id = $1"
            )
            .bind(message.id.uuid())
            .bind(message.channel.word())
            .bind(message.lang.word())
            .bind(address)
            .bind(text)
            .bind(message.status.word())
            .bind(message.sent_at.map(Moment::seconds))
        )?;
        Ok(())
    }

    /// Text and address, sealed.
    async fn sealed_message(&mut self, message: &Message) -> Result<(Vec<u8>, Vec<u8>)> {
        let (subject, id) = (message.subject, message.id.uuid());
        let text = serde_json::to_vec(&message.text).map_err(|_| StoreError::Unreadable("message.text"))?;
        let text = self.seal(subject, "message.text", id, &text).await?;
        let address = self.seal(subject, "message.address", id, message.address.as_bytes()).await?;
        Ok((text, address))
    }

    /// One message, opened; for the worker that sends it.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if its subject's key was destroyed.
    pub async fn message(&mut self, id: Id<Message>) -> Result<Option<Message>> {
        let row: Option<Row> = on!(self, c => sqlx::query_as(COLUMNS).bind(id.uuid()).fetch_optional(c))?;
        match row {
            Some(row) => Ok(Some(self.open_message(row).await?)),
            None => Ok(None),
        }
    }

    /// The last messages, opened, newest first; for the outbox of a made-up world only.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn messages(&mut self, page: Page<Id<Message>>) -> Result<Vec<Message>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select id, subject, channel, lang, address, text, status, created_at, sent_at from message
             where id < $1 order by id desc limit $2")
            .bind(page.below()).bind(page.limit)
            .fetch_all(c))?;
        let mut messages = Vec::with_capacity(rows.len());
        for row in rows {
            messages.push(self.open_message(row).await?);
        }
        Ok(messages)
    }

    /// The last messages to one subject, opened, newest first.
    ///
    /// # Errors
    /// If the database or the subject's key cannot be read.
    pub async fn messages_to(&mut self, subject: Uuid, page: Page<Id<Message>>) -> Result<Vec<Message>> {
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(
            "select id, subject, channel, lang, address, text, status, created_at, sent_at from message
             where subject = $1 and id < $2 order by id desc limit $3")
            .bind(subject).bind(page.below()).bind(page.limit)
            .fetch_all(c))?;
        let mut messages = Vec::with_capacity(rows.len());
        for row in rows {
            messages.push(self.open_message(row).await?);
        }
        Ok(messages)
    }

    async fn open_message(&mut self, row: Row) -> Result<Message> {
        let address = self.open_text(row.subject, "message.address", row.id, &row.address).await?;
        let text = self.open(row.subject, "message.text", row.id, &row.text).await?;
        let text: MessageText =
            serde_json::from_slice(&text).map_err(|_| StoreError::Unreadable("message.text"))?;
        Ok(Message {
            id: Id::from_uuid(row.id),
            subject: row.subject,
            channel: row.channel.read("message.channel")?,
            lang: row.lang.read("message.lang")?,
            address,
            text,
            status: row.status.read("message.status")?,
            created_at: Moment::from_seconds(row.created_at),
            sent_at: row.sent_at.map(Moment::from_seconds),
        })
    }

    /// Notes that a message was sent, or given up.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn end_message(
        &mut self,
        id: Id<Message>,
        status: MessageStatus,
        sent_at: Option<Moment>,
    ) -> Result<()> {
        exec!(
            self,
            sqlx::query("update message set status = $2, sent_at = $3 where id = $1")
                .bind(id.uuid())
                .bind(status.word())
                .bind(sent_at.map(Moment::seconds))
        )?;
        Ok(())
    }

    /// Has the ended jobs of messages that still wait, written after `since`, run again: after a way to send them was
    /// set up. A message's job has the message's identifier.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn send_waiting_messages(
        &mut self,
        channel: Channel,
        since: Moment,
        now: Moment,
    ) -> Result<u64> {
        Ok(exec!(
            self,
            sqlx::query(
                "update job set done_at = null, tries = 0, run_at = $3, error = null
                 where done_at is not null and id in (
                     select id from message where status = 'queued' and channel = $1 and created_at >= $2)"
            )
            .bind(channel.word())
            .bind(since.seconds())
            .bind(now.seconds())
        )?)
    }

    /// How many messages there are, by channel and status.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn message_counts(&mut self) -> Result<Vec<MessageCount>> {
        let rows: Vec<(String, String, i64)> = on!(self, c => sqlx::query_as(
            "select channel, status, count(*) from message group by channel, status order by channel, status")
            .fetch_all(c))?;
        rows.into_iter()
            .map(|(channel, status, count)| {
                Ok(MessageCount {
                    channel: channel.read("message.channel")?,
                    status: status.read("message.status")?,
                    count,
                })
            })
            .collect()
    }

    /// Forgets one message.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn forget_message(&mut self, id: Id<Message>) -> Result<()> {
        exec!(self, sqlx::query("delete from message where id = $1").bind(id.uuid()))?;
        Ok(())
    }

    /// Forgets every message for a subject; their jobs find nothing to send.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn forget_messages(&mut self, subject: Uuid) -> Result<()> {
        exec!(self, sqlx::query("delete from message where subject = $1").bind(subject))?;
        Ok(())
    }

    /// Forgets messages written before `before`, sent or not: nobody wants old news.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn sweep_messages(&mut self, before: Moment) -> Result<u64> {
        Ok(exec!(self, sqlx::query("delete from message where created_at < $1").bind(before.seconds()))?)
    }
}
