//! The directory: services that agencies offer (HSDS `service`), and help lines.

use serde::{Deserialize, Serialize};

use crate::{
    agency::{Agency, Bilingual},
    id::Id,
    place::MunicipalityCode,
    policy::{Actor, Guarded, Object, Relation},
    taxonomy::LanguageCode,
    text::Phone,
    time::{Day, Moment},
    word::words,
};

words! {
    /// The kind of need a service meets.
    pub enum ServiceCategory {
        /// Identity documents.
        Documents = "documents",
        /// Health.
        Health = "health",
        /// Someone to talk to.
        Psychosocial = "psychosocial",
        /// Legal advice.
        Legal = "legal",
        /// School and validation of studies.
        Education = "education",
        /// Housing.
        Housing = "housing",
        /// Food.
        Food = "food",
        /// Transport.
        Transport = "transport",
        /// Help to find work.
        Employment = "employment",
        /// Courses.
        Training = "training",
        /// Certification of what one knows.
        Certification = "certification",
        /// Starting a business.
        Business = "business",
        /// Protection from violence and trafficking.
        Protection = "protection",
        /// Family and children.
        Family = "family",
    }
}

words! {
    /// Whom a service reaches.
    pub enum ServiceArea {
        /// Its municipality.
        Municipality = "municipality",
        /// Its department.
        Department = "department",
        /// The country.
        National = "national",
    }
}

words! {
    /// Whether a service is shown.
    pub enum ServiceStatus {
        /// Shown.
        Active = "active",
        /// Not shown: stopped by its agency or not confirmed for too long.
        Hidden = "hidden",
    }
}

/// Days after which an entry that nobody confirmed is marked as old, and then hidden (facts P2).
pub const STALE_AFTER_DAYS: i64 = 90;

/// Something an agency offers (HSDS `service`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its identifier.
    pub id: Id<Service>,
    /// Who offers it.
    pub agency: Id<Agency>,
    /// The kind of need it meets.
    pub category: ServiceCategory,
    /// Whether it is shown.
    pub status: ServiceStatus,
    /// What it is called.
    pub name: Bilingual,
    /// What it is.
    pub description: Bilingual,
    /// What it costs, in words ("Es gratis").
    pub cost: Bilingual,
    /// What to bring, one item a line (HSDS `required_document`).
    pub bring: Bilingual,
    /// Opening hours (HSDS `schedule`).
    pub hours: Bilingual,
    /// Languages spoken there.
    pub languages: Vec<LanguageCode>,
    /// Where it is.
    pub municipality: MunicipalityCode,
    /// The address, in words.
    pub address: String,
    /// Whom it reaches (HSDS `service_area`).
    pub area: ServiceArea,
    /// Telephone.
    pub phone: Option<Phone>,
    /// When somebody last confirmed that this is true (HSDS `assured_date`).
    pub assured_on: Day,
    /// When it was added.
    pub created_at: Moment,
    /// Counts every change.
    pub version: i64,
}

impl Guarded for Service {
    const OBJECT: Object = Object::Service;
    fn relation(&self, actor: &Actor) -> Relation {
        if actor.agency() == Some(self.agency) {
            Relation::Own
        } else if self.status == ServiceStatus::Active {
            Relation::Public
        } else {
            Relation::Stranger
        }
    }
}

/// A telephone number that anyone may call for help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpLine {
    /// Its identifier.
    pub id: Id<HelpLine>,
    /// The number, as dialled.
    pub phone: String,
    /// Who answers.
    pub name: Bilingual,
    /// With what they help.
    pub what: Bilingual,
    /// When they answer.
    pub hours: Bilingual,
    /// When somebody last verified it.
    pub verified_on: Day,
    /// The first day it is shown.
    pub valid_from: Day,
    /// The last day it is shown, if it has an end.
    pub valid_to: Option<Day>,
}
