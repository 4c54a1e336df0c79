//! What the person shares: given one purpose at a time, withdrawn at once.

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{
    consent::{Consent, Purpose},
    id::Id,
    message::Lang,
    time::Moment,
};
use usecases::{
    Error,
    consent::{self, Shared},
};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::CONSENTS, show)
        .post(urls::CONSENT_GIVE, give)
        .post(urls::CONSENT_WITHDRAW, withdraw)
}

/// A consent in words.
#[derive(Clone, Debug)]
pub struct ConsentLine {
    /// Its identifier.
    pub id: String,
    /// For what, to whom.
    pub what: String,
    /// When it was given, until when it holds, or when it was withdrawn.
    pub when: String,
    /// Whether it holds now.
    pub holds: bool,
    /// Whether it is the account's, which ends with the account.
    pub is_account: bool,
}

/// A consent in one line: for what, to whom.
pub(crate) fn line(t: T, consent: &Consent, agency_name: Option<&str>) -> String {
    let what = t.word("consent-purpose", consent.purpose);
    let what = match agency_name {
        Some(name) => t.two("consent-to", "what", what, "agency", name),
        None => what,
    };
    t.two("consent-line", "what", what, "when", when(t, consent))
}

fn when(t: T, consent: &Consent) -> String {
    match (consent.withdrawn_at, consent.expires_at) {
        (Some(at), _) => t.one("consent-withdrawn", "day", t.day(&at.day())),
        (None, Some(until)) => {
            t.two("consent-until", "day", t.day(&consent.given_at.day()), "until", t.day(&until.day()))
        }
        (None, None) => t.one("consent-given", "day", t.day(&consent.given_at.day())),
    }
}

impl ConsentLine {
    fn new(t: T, shared: &Shared) -> Self {
        let purpose = t.word("consent-purpose", shared.consent.purpose);
        Self {
            id: shared.consent.id.to_string(),
            what: match &shared.agency_name {
                Some(name) => t.two("consent-to", "what", purpose, "agency", name),
                None => purpose,
            },
            when: when(t, &shared.consent),
            holds: shared.holds,
            is_account: shared.consent.purpose == Purpose::Account,
        }
    }
}

/// What the person shares and may share.
#[derive(Template)]
#[template(path = "consent/list.html")]
pub struct ConsentsPage {
    /// What stands around it.
    pub frame: Frame,
    /// What holds now.
    pub held: Vec<ConsentLine>,
    /// What held once.
    pub past: Vec<ConsentLine>,
    /// What may be said yes to: word and question.
    pub open: Vec<(String, String)>,
}

impl ConsentsPage {
    fn new(frame: Frame, given: &[Shared], open: &[Purpose]) -> Self {
        let t = frame.t;
        let lines = given.iter().map(|shared| ConsentLine::new(t, shared));
        let (held, past) = lines.partition(|line: &ConsentLine| line.holds);
        let open = open.iter().map(|purpose| (purpose.to_string(), t.word("consent-ask", purpose))).collect();
        Self { frame, held, past, open }
    }
}

impl Page for ConsentsPage {
    const NAME: &'static str = "consent-list";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Person, "consent-title");
        let now = Moment::from_seconds(1_795_446_000);
        // Identifiers hold chance, so the samples have one that does not change.
        let person = Id::from_uuid(uuid::Uuid::from_u128(1));
        let shared = |purpose, name: Option<&str>, withdrawn: bool| {
            let mut consent = Consent::given(person, purpose, None, lang, now);
            consent.id = Id::from_uuid(uuid::Uuid::from_u128(2));
            consent.withdrawn_at = withdrawn.then(|| now.plus_days(3));
            Shared { consent, agency_name: name.map(str::to_owned), holds: !withdrawn }
        };
        let full = [
            shared(Purpose::Account, None, false),
            shared(Purpose::Discovery, None, false),
            shared(Purpose::Application, Some("Techos Maya"), false),
            shared(Purpose::Messages, None, true),
        ];
        vec![
            ("full", Self::new(frame(), &full, &[Purpose::Messages, Purpose::Statistics])),
            ("least", Self::new(frame(), &full[..1], &Purpose::CHOICES)),
        ]
    }
}

async fn show(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let consents = consent::consents(&app.sys, &who.ctx).await?;
    let frame = Frame::new(&app, &who, "consent-title").with_done(asked.get("hecho"));
    let page = ConsentsPage::new(frame, &consents.given, &consents.open);
    Ok(page::answer(&page.frame, &page))
}

async fn give(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    let purpose = Purpose::from_word(f.get("purpose")).ok_or(Error::NotFound)?;
    consent::give(&app.sys, &who.ctx, purpose).await?;
    Ok(page::see_other(&format!("/{}/mi/consentimientos?hecho=consent-given", who.ctx.lang)))
}

async fn withdraw(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    let id = f.get("id").parse().map_err(|_| Error::NotFound)?;
    consent::withdraw(&app.sys, &who.ctx, id).await?;
    Ok(page::see_other(&format!("/{}/mi/consentimientos?hecho=consent-withdrawn", who.ctx.lang)))
}
