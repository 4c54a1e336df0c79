//! Agencies: every organisation that takes part, its people, documents and agreements.

mod paper;

pub use paper::{MediaType, PaperProblem};

use serde::{Deserialize, Serialize};

use crate::{
    id::Id,
    place::MunicipalityCode,
    policy::{Actor, Guarded, Object, Relation, Role},
    text::{Nit, Phone, ShortText, TextProblem},
    time::{Day, Moment},
    word::words,
};

/// Most characters of the name of an agency: official names are long.
pub const NAME_LETTERS: usize = 160;

/// Reads the name of an agency: one line with at least one letter or digit.
///
/// # Errors
/// `Empty`, `TooLong`, `Control` or `NameLetter`.
pub fn read_name(text: &str) -> Result<String, TextProblem> {
    let line = ShortText::<NAME_LETTERS>::parse(text)?;
    if line.as_str().chars().any(char::is_alphanumeric) {
        Ok(line.into())
    } else {
        Err(TextProblem::NameLetter)
    }
}

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

impl AgencyKind {
    /// The kinds that may sign up by themselves.
    pub const SIGN_UP: [Self; 5] =
        [Self::Employer, Self::Training, Self::Certification, Self::Programme, Self::Office];

    /// Whether such an agency is told which office sent somebody to it. An employer is not: the name of a house could tell
    /// what employers never learn.
    #[must_use]
    pub const fn learns_sender(self) -> bool {
        !matches!(self, Self::Employer)
    }

    /// Whether people of such an agency may have `role`. Who looks after the system belongs to the coordination;
    /// who offers something does not, so that nobody reviews their own offers.
    #[must_use]
    pub const fn may_have(self, role: Role) -> bool {
        match role {
            Role::Coordinator | Role::Administrator => matches!(self, Self::Coordination),
            Role::CaseWorker | Role::Reception => matches!(self, Self::Office | Self::Coordination),
            Role::FocalPoint => !matches!(self, Self::Coordination),
        }
    }

    /// Whether a tax number must be told. Offices of the State and the coordination may do without.
    #[must_use]
    pub const fn needs_nit(self) -> bool {
        !matches!(self, Self::Office | Self::Coordination)
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

words! {
    /// What moves an agency from one status to another.
    pub enum AgencyStep {
        /// A coordinator has checked its papers.
        Verify = "verify",
        /// A coordinator refuses it, with a reason.
        Refuse = "refuse",
        /// The agency has mended what was wrong and asks again.
        Ask = "ask",
        /// A coordinator stops it, with a reason.
        Suspend = "suspend",
        /// A coordinator lets it go on.
        Restore = "restore",
    }
}

impl AgencyStep {
    /// Whether a reason must be told.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Refuse | Self::Suspend)
    }
}

impl AgencyStatus {
    /// The whole life of an agency: the status after `step`, or `None` if the step is not possible now.
    #[must_use]
    pub const fn after(self, step: AgencyStep) -> Option<Self> {
        match (self, step) {
            (Self::Pending, AgencyStep::Verify) | (Self::Suspended, AgencyStep::Restore) => {
                Some(Self::Verified)
            }
            (Self::Pending, AgencyStep::Refuse) => Some(Self::Refused),
            (Self::Refused, AgencyStep::Ask) => Some(Self::Pending),
            (Self::Verified, AgencyStep::Suspend) => Some(Self::Suspended),
            _ => None,
        }
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

    /// The agency after `step`, its version counted on; `None` if the step is not possible now. The reason stays only
    /// where it is the last word: refused, suspended.
    #[must_use]
    pub fn after(self, step: AgencyStep, reason: Option<String>) -> Option<Self> {
        let status = self.status.after(step)?;
        let reason = reason.filter(|_| step.needs_reason());
        Some(Self { status, reason, version: self.version + 1, ..self })
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
    /// The name of the file as sent; sealed in the database.
    pub name: String,
    /// What it is, by its first bytes.
    pub media_type: MediaType,
    /// Size in bytes.
    pub size: i64,
    /// When it was sent.
    pub created_at: Moment,
}

impl Document {
    /// Most documents of one agency.
    pub const MOST: usize = 3;
}

impl Guarded for Document {
    const OBJECT: Object = Object::Agency;
    fn relation(&self, actor: &Actor) -> Relation {
        if actor.agency() == Some(self.agency) { Relation::Own } else { Relation::Stranger }
    }
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

impl Guarded for Agreement {
    const OBJECT: Object = Object::Agency;
    fn relation(&self, actor: &Actor) -> Relation {
        if actor.agency() == Some(self.agency) { Relation::Own } else { Relation::Stranger }
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
    /// Counts every change of role, factors or activity.
    pub version: i64,
}

impl Account {
    /// Whether the role sees people, so that a one-time code is obligatory (every role of ours).
    #[must_use]
    pub const fn needs_totp(&self) -> bool {
        match self.role {
            Role::FocalPoint
            | Role::CaseWorker
            | Role::Reception
            | Role::Coordinator
            | Role::Administrator => true,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_an_agency() {
        let mut table = String::new();
        for status in AgencyStatus::ALL {
            for step in AgencyStep::ALL {
                if let Some(after) = status.after(*step) {
                    table.push_str(&format!("{status} {step} {after}\n"));
                }
            }
        }
        assert_eq!(
            table,
            "pending verify verified\npending refuse refused\nverified suspend suspended\n\
             refused ask pending\nsuspended restore verified\n"
        );
    }

    #[test]
    fn nobody_reviews_their_own_offers() {
        for kind in AgencyKind::ALL {
            assert!(!(kind.may_have(Role::FocalPoint) && kind.may_have(Role::Coordinator)), "{kind}");
        }
        assert!(!AgencyKind::SIGN_UP.contains(&AgencyKind::Coordination));
    }
}
