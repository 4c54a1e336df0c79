//! What the operator chose. Read and checked by `cli`; nothing here reads the environment.

/// The settings of a running system.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address people type, without a slash at its end: `https://…`, or `http://127.0.0.1:8080` in the demo.
    pub base_url: String,
    /// Whether this is the made-up world: "entrar como…", the outbox page and the gallery are shown.
    pub demo: bool,
    /// How mail leaves.
    pub mail: MailSettings,
    /// How text messages leave.
    pub sms: SmsSettings,
    /// How long a mail server or gateway may take.
    pub patience: std::time::Duration,
}

/// How mail leaves.
#[derive(Clone, Default)]
pub struct MailSettings {
    /// `smtps://user:password@host:port`, `smtp://…?tls=required`, `file:FOLDER`; `None`: messages stay in the outbox.
    pub url: Option<String>,
    /// The sender: `name@place`, or `Name <name@place>`.
    pub from: String,
}

/// How text messages leave: a POST of JSON `{"to": …, "text": …}` to a gateway.
#[derive(Clone, Default)]
pub struct SmsSettings {
    /// The gateway's address, or `file:FOLDER`; `None`: messages stay in the outbox.
    pub url: Option<String>,
    /// The bearer token.
    pub token: Option<String>,
    /// The secret with which the gateway signs messages that come in; `None`: none are taken.
    pub inbound_secret: Option<String>,
}

impl std::fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "MailSettings {{ url: {}, from: {:?} }}",
            if self.url.is_some() { "set" } else { "none" },
            self.from
        )
    }
}

impl std::fmt::Debug for SmsSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SmsSettings {{ url: {} }}", if self.url.is_some() { "set" } else { "none" })
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: "http://127.0.0.1:8080".to_owned(),
            demo: false,
            mail: MailSettings::default(),
            sms: SmsSettings::default(),
            patience: crate::outbound::PATIENCE,
        }
    }
}
