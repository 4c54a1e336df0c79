//! The words of messages, and the outbox of the made-up world.

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{
    id::Id,
    message::{Channel, Lang, Message, MessageStatus, MessageText, Notice},
    time::{Day, Moment},
};
use usecases::message::{self, MessageWords, Written};

use crate::{
    App,
    error::Failure,
    form::Asked,
    i18n::{Arg, T},
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::OUTBOX, outbox).get(urls::INBOX_OWN, inbox)
}

/// The words of messages, from the Fluent files.
#[derive(Clone, Copy, Debug, Default)]
pub struct FluentWords;

impl MessageWords for FluentWords {
    fn subject(&self, lang: Lang, text: &MessageText) -> String {
        part(lang, text, "subject")
    }
    fn body(&self, lang: Lang, text: &MessageText) -> String {
        part(lang, text, "body")
    }
}

/// The text `message-<notice>-<part>`; a `day` is written out.
fn part(lang: Lang, text: &MessageText, part: &str) -> String {
    let t = T::new(lang);
    let values = text.arguments.iter().map(|(name, value)| {
        let written = match (name.as_str(), value.parse::<Day>()) {
            ("day", Ok(day)) => t.day(&day),
            _ => value.clone(),
        };
        (name.as_str(), Arg::from(written))
    });
    t.with(&format!("message-{}-{part}", text.notice), values.collect())
}

/// What was sent, and what waits, in the made-up world.
#[derive(Template)]
#[template(path = "message/outbox.html")]
pub struct Outbox {
    /// What stands around it.
    pub frame: Frame,
    /// The messages, newest first.
    pub written: Vec<Written>,
    /// The address of the next page, if there may be one.
    pub next: Option<String>,
}

impl Page for Outbox {
    const NAME: &'static str = "message-outbox";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Nobody, "message-outbox-title");
        let written = Notice::ALL.iter().map(|notice| sample(lang, *notice)).collect();
        vec![
            ("empty", Self { frame: frame(), written: Vec::new(), next: None }),
            ("full", Self { frame: frame(), written, next: Some("?despues=sample".to_owned()) }),
        ]
    }
}

/// What was told to a person, in their own app.
#[derive(Template)]
#[template(path = "message/inbox.html")]
pub struct InboxPage {
    /// What stands around it.
    pub frame: Frame,
    /// When, and what, newest first.
    pub lines: Vec<(String, String)>,
}

impl InboxPage {
    fn new(frame: Frame, written: &[Written]) -> Self {
        let t = frame.t;
        let line = |one: &Written| (t.moment(&one.message.created_at), one.body.clone());
        Self { lines: written.iter().map(line).collect(), frame }
    }
}

impl Page for InboxPage {
    const NAME: &'static str = "message-inbox";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Person, "message-inbox-title");
        let told = [Notice::PersonPromised, Notice::PersonPulse].map(|notice| sample(lang, notice));
        vec![("full", Self::new(frame(), &told)), ("empty", Self::new(frame(), &[]))]
    }
}

async fn inbox(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let written = message::inbox(&app.sys, &who.ctx).await?;
    let page = InboxPage::new(Frame::new(&app, &who, "message-inbox-title"), &written);
    Ok(page::answer(&page.frame, &page))
}

fn sample(lang: Lang, notice: Notice) -> Written {
    let person = notice.word().starts_with("person");
    let arguments = [
        ("title", "Panadero o panadera"),
        ("day", "2026-12-04"),
        ("reason", "Falta decir la paga."),
        ("link", "oportuguate.example/es/personal/invitacion/…"),
        ("number", "482913"),
        ("agency", "Oficina Municipal de Concepción Tutuapa"),
        ("count", "50"),
        ("site", "oportuguate.example"),
    ];
    let text = MessageText {
        notice,
        arguments: arguments.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
    };
    let message = Message {
        id: Id::from_uuid(uuid::Uuid::nil()),
        subject: uuid::Uuid::nil(),
        channel: if person { Channel::Sms } else { Channel::Email },
        lang,
        address: if person { "+50255512345" } else { "panaderia@ejemplo.gt" }.to_owned(),
        text,
        status: if person { MessageStatus::Sent } else { MessageStatus::Queued },
        created_at: Moment::from_seconds(1_795_446_000),
        sent_at: person.then_some(Moment::from_seconds(1_795_446_060)),
    };
    let (subject, body) = (FluentWords.subject(lang, &message.text), FluentWords.body(lang, &message.text));
    Written { message, subject, body }
}

async fn outbox(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let after = asked.some("despues").and_then(|id| id.parse().ok());
    let written = message::outbox(&app.sys, after).await?;
    let frame = Frame::new(&app, &who, "message-outbox-title");
    let next = match written.last() {
        Some(last) if written.len() == message::OUTBOX_PAGE => {
            Some(frame.to(&format!("demo/mensajes?despues={}", last.message.id)))
        }
        _ => None,
    };
    let page = Outbox { frame, written, next };
    Ok(page::answer(&page.frame, &page))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// GSM 03.38, the letters that fit 160 to a text message, once accents are taken off a, i, o, u.
    fn is_short(letter: char) -> bool {
        letter.is_ascii_graphic() && !"[]{}|~^\\`".contains(letter) || " éñü¿¡ÉÑÜáíóúÁÍÓÚ".contains(letter)
    }

    #[test]
    fn every_message_has_words() {
        for lang in Lang::ALL {
            for notice in Notice::ALL {
                let Written { subject, body, .. } = sample(*lang, *notice);
                for text in [subject, body] {
                    assert!(!text.is_empty() && !text.contains("message-"), "{lang} {notice}: {text}");
                    assert!(!text.contains("{$") && !text.contains("{ $"), "{lang} {notice}: {text}");
                }
            }
        }
    }

    #[test]
    fn messages_to_people_tell_nothing_to_who_holds_the_phone() {
        let site = "oportuguate.mintrabajo.gob.gt".to_owned();
        for lang in Lang::ALL {
            for notice in Notice::ALL.iter().filter(|notice| notice.word().starts_with("person")) {
                let given = [("site", site.as_str()), ("number", "482913"), ("day", "2026-12-04")];
                let arguments = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
                let body = FluentWords.body(*lang, &MessageText { notice: *notice, arguments });
                assert!(body.chars().count() <= 160, "{lang} {notice}: {}", body.chars().count());
                assert!(body.chars().all(is_short), "{lang} {notice}: {body}");
                assert!(body.contains(&site), "{lang} {notice}: where to look");
                let folded = domain::text::fold(&body.replace(&site, ""));
                for word in
                    ["migra", "retorn", "deport", "return", "trabaj", "job", "vacan", "curso", "course"]
                {
                    assert!(!folded.contains(word), "{lang} {notice} says {word}: {body}");
                }
            }
        }
    }
}
