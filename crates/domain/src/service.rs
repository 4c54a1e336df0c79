//! The directory: services that agencies offer (HSDS `service`), and help lines.

use serde::{Deserialize, Serialize};

use crate::{
    agency::{Agency, Bilingual},
    id::Id,
    place::{DepartmentCode, MunicipalityCode},
    policy::{Actor, Guarded, Object, Relation},
    taxonomy::LanguageCode,
    text::Phone,
    time::{Day, Moment},
    word::words,
};

/// The rows of `seeds/help_lines.csv`.
const HELP_LINES: &str = include_str!("../../../seeds/help_lines.csv");

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

/// Days after which its organisation is asked whether an entry is still so.
pub const ASKED_AFTER_DAYS: i64 = 60;
/// Days after which it is asked once more, if nobody answered: before the entry is marked as old.
pub const ASKED_AGAIN_DAYS: i64 = 15;
/// Days for which the link of that message works: until the entry is no longer shown, and a while longer.
pub const ASKED_LINK_DAYS: i64 = 150;
/// Days after which an entry that nobody confirmed is marked as old.
pub const STALE_AFTER_DAYS: i64 = 90;
/// Days after which an entry that nobody confirmed is no longer shown.
pub const HIDDEN_AFTER_DAYS: i64 = 180;

/// How far an entry can be trusted, by the day somebody last confirmed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Confirmed lately.
    Fresh,
    /// Not confirmed for [`STALE_AFTER_DAYS`]: shown with a warning.
    Stale,
    /// Not confirmed for [`HIDDEN_AFTER_DAYS`]: not shown to the public.
    Expired,
}

/// The last day of confirmation that is still shown on `today`.
#[must_use]
pub fn shown_since(today: Day) -> Day {
    today.saturating_sub(jiff::Span::new().days(HIDDEN_AFTER_DAYS))
}

/// The last day of confirmation about which its organisation is asked on `today`.
#[must_use]
pub fn asked_until(today: Day) -> Day {
    today.saturating_sub(jiff::Span::new().days(ASKED_AFTER_DAYS))
}

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

impl Service {
    /// How far it can be trusted on `today`.
    #[must_use]
    pub fn freshness(&self, today: Day) -> Freshness {
        let stale = today.saturating_sub(jiff::Span::new().days(STALE_AFTER_DAYS));
        if self.assured_on < shown_since(today) {
            Freshness::Expired
        } else if self.assured_on < stale {
            Freshness::Stale
        } else {
            Freshness::Fresh
        }
    }
}

impl Service {
    /// Whether it serves people of this department and of this municipality, where they are told.
    #[must_use]
    pub fn reaches(
        &self,
        department: Option<DepartmentCode>,
        municipality: Option<MunicipalityCode>,
    ) -> bool {
        let near = department.is_none_or(|code| code == self.municipality.department());
        let here = municipality.is_none_or(|code| code == self.municipality);
        match self.area {
            ServiceArea::National => true,
            ServiceArea::Department => near,
            ServiceArea::Municipality => near && here,
        }
    }
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
    /// The last day it is shown, if it has an end. Before `valid_from`: it was taken back and never shown again.
    pub valid_to: Option<Day>,
    /// Counts every change.
    pub version: i64,
}

impl HelpLine {
    /// Whether it is shown on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// The help lines known when this program was built, without identifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltInHelpLine {
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
}

/// Reads the help lines that are compiled in; a test proves that none is dropped.
#[must_use]
pub fn built_in_help_lines() -> Vec<BuiltInHelpLine> {
    crate::taxonomy::lines(HELP_LINES)
        .filter_map(|cells| {
            let [phone, name_es, name_en, what_es, what_en, hours_es, hours_en, verified_on, _source] =
                cells.as_slice()
            else {
                return None;
            };
            Some(BuiltInHelpLine {
                phone: phone.clone(),
                name: Bilingual::new(name_es, name_en),
                what: Bilingual::new(what_es, what_en),
                hours: Bilingual::new(hours_es, hours_en),
                verified_on: verified_on.parse().ok()?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_help_lines_are_whole() {
        let lines = built_in_help_lines();
        assert_eq!(lines.len(), HELP_LINES.lines().count() - 1);
        assert!(lines.iter().all(|line| !line.name.es.is_empty() && !line.what.en.is_empty()));
        assert!(lines.iter().any(|line| line.phone == "1572"));
    }
}
