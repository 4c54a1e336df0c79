//! Agencies: every organisation that takes part, its people, documents and agreements.

use serde::{Deserialize, Serialize};

use crate::{
    id::Id,
    place::MunicipalityCode,
    policy::{Actor, Guarded, Object, Relation, Role},
    text::{Nit, Phone},
    time::{Day, Moment},
    word::words,
};

words! {
    /// What an agency does here.
    pub enum AgencyKind {
        /// Offers work.
        Employer = "employer",
        /// Offers courses.
        Training = "training",
        /// Certifies what people already know.
        Certification = "certification",
        /// Supports people who start a business.
        Programme = "programme",
        /// Offers services: a municipal window, a ministry's office, an NGO.
        Office = "office",
        /// Runs this system: coordinators and administrators belong to it.
        Coordination = "coordination",
    }
}

words! {
    /// How far an agency is trusted. Nothing of an agency is public before it is verified.
    pub enum AgencyStatus {
        /// Signed up; waits for a coordinator.
        Pending = "pending",
        /// Checked by a coordinator.
        Verified = "verified",
        /// Refused by a coordinator, with a reason.
        Refused = "refused",
        /// Stopped by a coordinator; its offers are not shown.
        Suspended = "suspended",
    }
}

/// An organisation that takes part (HSDS `organization`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agency {
    /// Its identifier.
    pub id: Id<Agency>,
    /// What it does here.
    pub kind: AgencyKind,
    /// How far it is trusted.
    pub status: AgencyStatus,
    /// The name people know it by.
    pub name: String,
    /// Tax number; sealed in the database, for a person's own may be their CUI.
    pub nit: Option<Nit>,
    /// Where its main office is.
    pub municipality: MunicipalityCode,
    /// What it is, in a few sentences, by language: Spanish, then English (may be empty).
    pub about: Bilingual,
    /// Opening hours, by language.
    pub hours: Bilingual,
    /// Public telephone.
    pub phone: Option<Phone>,
    /// The reason, when refused or suspended.
    pub reason: Option<String>,
    /// When it signed up.
    pub created_at: Moment,
    /// Counts every change, to catch two people editing.
    pub version: i64,
}

impl Agency {
    /// Whether what it offers may be shown.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.status == AgencyStatus::Verified
    }
}

impl Guarded for Agency {
    const OBJECT: Object = Object::Agency;
    fn relation(&self, actor: &Actor) -> Relation {
        if actor.agency() == Some(self.id) { Relation::Own } else { Relation::Stranger }
    }
}

/// A text in Spanish and, if there is one, in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual {
    /// Spanish; the source.
    pub es: String,
    /// English; empty if nobody wrote one, and then Spanish is shown.
    pub en: String,
}

impl Bilingual {
    /// Both texts.
    #[must_use]
    pub fn new(es: impl Into<String>, en: impl Into<String>) -> Self {
        Self { es: es.into(), en: en.into() }
    }

    /// The text for readers of `lang`, and the language it is really in.
    #[must_use]
    pub fn read(&self, lang: crate::message::Lang) -> (&str, crate::message::Lang) {
        use crate::message::Lang;
        match lang {
            Lang::En if !self.en.is_empty() => (&self.en, Lang::En),
            Lang::En | Lang::Es => (&self.es, Lang::Es),
        }
    }
}

/// A paper that an agency shows to be verified (tax registration, licence to trade).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its identifier.
    pub id: Id<Document>,
    /// Whose it is.
    pub agency: Id<Agency>,
    /// The name of the file as sent.
    pub name: String,
    /// `application/pdf`, `image/jpeg` or `image/png`, by its first bytes.
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// When it was sent.
    pub created_at: Moment,
}

/// A written agreement under which an agency may receive personal data, with its end (IOM data principle 5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Its identifier.
    pub id: Id<Agreement>,
    /// With whom.
    pub agency: Id<Agency>,
    /// What it is called.
    pub title: String,
    /// The day it was signed.
    pub signed_on: Day,
    /// The last day it holds.
    pub expires_on: Day,
}

impl Agreement {
    /// Whether it holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.signed_on <= day && day <= self.expires_on
    }
}

/// Somebody who works for an agency and signs in by e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its identifier.
    pub id: Id<Account>,
    /// For whom they work.
    pub agency: Id<Agency>,
    /// What the account is for.
    pub role: Role,
    /// Their name; sealed in the database.
    pub name: String,
    /// Their e-mail; sealed in the database.
    pub email: String,
    /// The language of pages and mails.
    pub lang: crate::message::Lang,
    /// Whether they may sign in.
    pub active: bool,
    /// Whether a one-time code generator is set up.
    pub has_totp: bool,
    /// When it was made.
    pub created_at: Moment,
    /// When they last signed in.
    pub seen_at: Option<Moment>,
}

impl Account {
    /// Whether the role sees people, so that a one-time code is obligatory (every role of ours).
    #[must_use]
    pub const fn needs_totp(&self) -> bool {
        matches!(self.role, Role::FocalPoint | Role::CaseWorker | Role::Coordinator | Role::Administrator)
    }
}

impl Guarded for Account {
    const OBJECT: Object = Object::Account;
    fn relation(&self, actor: &Actor) -> Relation {
        match actor {
            Actor::Staff { account, .. } if *account == self.id => Relation::Own,
            _ => Relation::Stranger,
        }
    }
}
