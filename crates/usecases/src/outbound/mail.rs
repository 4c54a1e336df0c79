//! Mail, by SMTP. Plain text, one receiver, no tracking; a message sent twice has the same `Message-ID`.

use std::time::{Duration, SystemTime};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp,
};

use super::{Letter, SendFault, SettingFault, host_of, is_loopback};
use crate::settings::MailSettings;

/// A mail server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
}

/// Replies of a server that does not let us in (RFC 4954): our setting is wrong, not the receiver's address.
const NOT_LET_IN: [u16; 4] = [530, 534, 535, 538];

impl Smtp {
    /// The mail server of these settings. Each step may take `patience`, all of them twice that.
    ///
    /// # Errors
    /// As [`SettingFault`] says.
    pub fn new(settings: &MailSettings, patience: Duration) -> Result<Self, SettingFault> {
        let url = settings.url.as_deref().unwrap_or("");
        let host = host_of(url);
        if host.is_empty() || !(url.starts_with("smtp://") || url.starts_with("smtps://")) {
            return Err(SettingFault::MailUrl);
        }
        let covered = url.starts_with("smtps://") || url.contains("tls=required");
        if !covered && !is_loopback(host) {
            return Err(SettingFault::MailClear);
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| SettingFault::MailUrl)?
            .timeout(Some(patience))
            .build();
        let from = settings.from.parse().map_err(|_| SettingFault::MailFrom)?;
        Ok(Self { transport, from, patience })
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// As [`SendFault`] says.
    pub async fn send(&self, letter: Letter<'_>) -> Result<(), SendFault> {
        let mail = self.write(letter)?;
        match tokio::time::timeout(self.patience * 2, self.transport.send(mail)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(fault_of(&error)),
            Err(_) => Err(SendFault::TimedOut),
        }
    }

    fn write(&self, letter: Letter<'_>) -> Result<Message, SendFault> {
        let to = letter.message.address.parse().map_err(|_| SendFault::Refused)?;
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(letter.at).unwrap_or(0));
        let mut mail = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(letter.subject))
            .date(at)
            .message_id(Some(format!("<{}@{}>", letter.message.id, self.from.email.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.to_owned())
            .map_err(|_| SendFault::Refused)?;
        // RFC 3834: so that no machine answers.
        let name = HeaderName::new_from_ascii_str("Auto-Submitted");
        mail.headers_mut().insert_raw(HeaderValue::new(name, "auto-generated".to_owned()));
        Ok(mail)
    }
}

/// A header is one line, whatever somebody put into the title of an offer.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn fault_of(error: &smtp::Error) -> SendFault {
    if error.is_timeout() {
        SendFault::TimedOut
    } else if error.is_transient() {
        SendFault::RefusedNow
    } else if error.is_permanent() {
        let let_in = error.status().is_none_or(|code| !NOT_LET_IN.contains(&u16::from(code)));
        if let_in { SendFault::Refused } else { SendFault::RefusedNow }
    } else {
        SendFault::Unreachable
    }
}
