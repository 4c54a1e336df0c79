//! Out of the building: one way for mail, one for text messages, each the real thing or a folder of files.

pub mod file;
pub mod mail;
pub mod sms;

use std::time::Duration;

use domain::message::{Channel, Message};

use crate::settings::Settings;

/// A setting that no message could leave with. The program stops at start and names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingFault {
    /// The mail server's address is not `smtp://`, `smtps://` or `file:`.
    #[error("the address of the mail server is not smtp://, smtps:// or file:FOLDER")]
    MailUrl,
    /// Mail would travel in the clear: `smtp://` beyond this machine needs `?tls=required`.
    #[error("the address of the mail server needs ?tls=required, or smtps://")]
    MailClear,
    /// The sender's address is none.
    #[error("the sender of mail is not an e-mail address")]
    MailFrom,
    /// The gateway's address is not `https://` or `file:`.
    #[error("the address of the gateway for text messages is not https:// or file:FOLDER")]
    SmsUrl,
    /// The folder cannot be made.
    #[error("the folder for messages cannot be made")]
    Folder,
}

/// Why a message did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendFault {
    /// Nobody answered there.
    #[error("unreachable")]
    Unreachable,
    /// They took too long.
    #[error("timed_out")]
    TimedOut,
    /// They said: not now, or we are not let in.
    #[error("refused_now")]
    RefusedNow,
    /// They said: never. The address is wrong.
    #[error("refused")]
    Refused,
}

impl SendFault {
    /// The word kept with the job.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed_out",
            Self::RefusedNow => "refused_now",
            Self::Refused => "refused",
        }
    }

    /// Whether trying again later may help.
    #[must_use]
    pub const fn may_pass(self) -> bool {
        !matches!(self, Self::Refused)
    }
}

/// A message in its final words.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// The message.
    pub message: &'a Message,
    /// Its subject; a text message has none.
    pub subject: &'a str,
    /// Its words.
    pub body: &'a str,
    /// When it leaves, in seconds.
    pub at: i64,
}

/// The ways out that the operator set up.
pub struct Outbound {
    mail: Option<Way>,
    sms: Option<Way>,
}

enum Way {
    Smtp(mail::Smtp),
    Gateway(sms::Gateway),
    Folder(file::Folder),
}

impl Outbound {
    /// The ways out of these settings.
    ///
    /// # Errors
    /// As [`SettingFault`] says.
    pub fn new(settings: &Settings) -> Result<Self, SettingFault> {
        let mail = match settings.mail.url.as_deref() {
            None | Some("") => None,
            Some(url) => Some(match url.strip_prefix("file:") {
                Some(folder) => Way::Folder(file::Folder::new(folder)?),
                None => Way::Smtp(mail::Smtp::new(&settings.mail, settings.patience)?),
            }),
        };
        let sms = match settings.sms.url.as_deref() {
            None | Some("") => None,
            Some(url) => Some(match url.strip_prefix("file:") {
                Some(folder) => Way::Folder(file::Folder::new(folder)?),
                None => Way::Gateway(sms::Gateway::new(&settings.sms, settings.patience)?),
            }),
        };
        Ok(Self { mail, sms })
    }

    const fn way(&self, channel: Channel) -> Option<&Way> {
        match channel {
            Channel::Email => self.mail.as_ref(),
            Channel::Sms => self.sms.as_ref(),
            Channel::App => None,
        }
    }

    /// Whether messages of this channel can leave.
    #[must_use]
    pub const fn carries(&self, channel: Channel) -> bool {
        self.way(channel).is_some()
    }

    /// Sends a letter by its message's channel; `false` if there is no way out for it.
    ///
    /// # Errors
    /// As [`SendFault`] says.
    pub async fn send(&self, letter: Letter<'_>) -> Result<bool, SendFault> {
        match self.way(letter.message.channel) {
            None => return Ok(false),
            Some(Way::Smtp(smtp)) => smtp.send(letter).await?,
            Some(Way::Gateway(gateway)) => gateway.send(letter).await?,
            Some(Way::Folder(folder)) => folder.send(letter).await?,
        }
        Ok(true)
    }
}

/// How long a mail server or gateway may take, unless set otherwise.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Whether this host is this machine, so that nothing travels.
fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The host of `scheme://user:password@host:port/…`.
fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    if host.starts_with('[') {
        host.split_inclusive(']').next().unwrap_or("")
    } else {
        host.split(':').next().unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{MailSettings, SmsSettings};

    fn fault(mail: &str, from: &str, sms: &str) -> Option<SettingFault> {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Outbound::new(&Settings {
            mail: MailSettings { url: some(mail), from: from.to_owned() },
            sms: SmsSettings { url: some(sms), token: None, inbound_secret: None },
            ..Settings::default()
        })
        .err()
    }

    #[test]
    fn a_setting_that_cannot_work_is_named() {
        let from = "Sinarem <no-responder@ejemplo.gt>";
        assert_eq!(fault("", "", ""), None, "nothing set up is no fault");
        assert_eq!(fault("smtp://127.0.0.1:2525", from, ""), None);
        assert_eq!(fault("smtp://[::1]:2525", from, ""), None);
        assert_eq!(fault("smtps://u:p@correo.ejemplo.gt", from, ""), None);
        assert_eq!(fault("smtp://u:p@correo.ejemplo.gt?tls=required", from, ""), None);
        assert_eq!(fault("smtp://u:p@correo.ejemplo.gt", from, ""), Some(SettingFault::MailClear));
        assert_eq!(
            fault("smtp://correo.ejemplo.gt?tls=opportunistic", from, ""),
            Some(SettingFault::MailClear)
        );
        assert_eq!(
            fault("smtp://127.0.0.1@correo.ejemplo.gt", from, ""),
            Some(SettingFault::MailClear),
            "a name before the host is not the host"
        );
        assert_eq!(fault("correo.ejemplo.gt", from, ""), Some(SettingFault::MailUrl));
        assert_eq!(fault("http://127.0.0.1", from, ""), Some(SettingFault::MailUrl));
        assert_eq!(fault("smtp://127.0.0.1", "nadie", ""), Some(SettingFault::MailFrom));
        assert_eq!(fault("smtp://127.0.0.1", "", ""), Some(SettingFault::MailFrom));
        assert_eq!(fault("", "", "https://sms.ejemplo.gt/enviar"), None);
        assert_eq!(fault("", "", "http://127.0.0.1:9/enviar"), None);
        assert_eq!(fault("", "", "http://sms.ejemplo.gt/enviar"), Some(SettingFault::SmsUrl));
        assert_eq!(fault("", "", "ftp://127.0.0.1/"), Some(SettingFault::SmsUrl));
        assert_eq!(fault("", "", "https://"), Some(SettingFault::SmsUrl));
    }
}
