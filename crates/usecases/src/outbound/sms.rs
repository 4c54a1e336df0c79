//! Text messages, by a gateway: `POST {"to": "+502…", "text": "…"}` with a bearer token. Any gateway is fitted to this
//! by a few lines of its own.

use std::time::Duration;

use serde::Serialize;
use ureq::Agent;

use super::{Letter, SendFault, SettingFault, host_of, is_loopback};
use crate::settings::SmsSettings;

/// A gateway.
pub struct Gateway {
    agent: Agent,
    url: String,
    token: Option<String>,
}

#[derive(Serialize)]
struct Body<'a> {
    to: &'a str,
    text: &'a str,
}

impl Gateway {
    /// The gateway of these settings. The whole exchange may take `patience`. It is never followed elsewhere.
    ///
    /// # Errors
    /// [`SettingFault::SmsUrl`] if it is not `https://…` (or `http://` on this machine).
    pub fn new(settings: &SmsSettings, patience: Duration) -> Result<Self, SettingFault> {
        let url = settings.url.clone().unwrap_or_default();
        let host = host_of(&url);
        let covered = url.starts_with("https://") || (url.starts_with("http://") && is_loopback(host));
        if host.is_empty() || !covered {
            return Err(SettingFault::SmsUrl);
        }
        let agent = Agent::config_builder()
            .timeout_global(Some(patience))
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent("sinarem")
            .build()
            .new_agent();
        Ok(Self { agent, url, token: settings.token.clone().filter(|token| !token.is_empty()) })
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// As [`SendFault`] says.
    pub async fn send(&self, letter: Letter<'_>) -> Result<(), SendFault> {
        let text = plain_letters(letter.body);
        let body = serde_json::to_string(&Body { to: &letter.message.address, text: &text })
            .map_err(|_| SendFault::Refused)?;
        let mut request = self
            .agent
            .post(&self.url)
            .header("content-type", "application/json")
            .header("idempotency-key", letter.message.id.to_string());
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let answer = tokio::task::spawn_blocking(move || request.send(body))
            .await
            .map_err(|_| SendFault::Unreachable)?;
        match answer {
            Ok(answer) => fault_of(answer.status().as_u16()),
            Err(ureq::Error::Timeout(_)) => Err(SendFault::TimedOut),
            Err(_) => Err(SendFault::Unreachable),
        }
    }
}

/// 2xx took it. 400, 404, 410 and 422 will never take this one; anything else may pass: too many, a fault of theirs, a
/// token of ours that is wrong, an address that moved.
const fn fault_of(status: u16) -> Result<(), SendFault> {
    match status {
        200..=299 => Ok(()),
        400 | 404 | 410 | 422 => Err(SendFault::Refused),
        _ => Err(SendFault::RefusedNow),
    }
}

/// Letters that fit 160 to a message: GSM 03.38 has `é ñ ü ¿ ¡`, but not `á í ó ú`; one of those makes it 70.
fn plain_letters(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'á' => 'a',
            'í' => 'i',
            'ó' => 'o',
            'ú' => 'u',
            'Á' => 'A',
            'Í' => 'I',
            'Ó' => 'O',
            'Ú' => 'U',
            '\u{a0}' => ' ',
            '“' | '”' | '«' | '»' => '"',
            '‘' | '’' => '\'',
            '–' | '—' => '-',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spanish_fits_the_short_alphabet() {
        assert_eq!(plain_letters("¿Qué pasó? Ya está, «señor»"), "¿Qué paso? Ya esta, \"señor\"");
    }

    #[test]
    fn a_wrong_token_is_not_the_receivers_fault() {
        assert_eq!(fault_of(202), Ok(()));
        assert_eq!(fault_of(422), Err(SendFault::Refused));
        for passing in [301, 401, 403, 408, 429, 500, 503] {
            assert_eq!(fault_of(passing), Err(SendFault::RefusedNow), "{passing}");
        }
    }
}
