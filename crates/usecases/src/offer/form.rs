//! The form of an offer, as typed.

use domain::opportunity::{AskedSkill, Opportunity};
use serde::{Deserialize, Serialize};

/// An offer as typed. For a vacancy eight are obligatory: title, occupation, municipality, pay, schedule, seats,
/// description, closing day; for the other kinds title, municipality, seats, cost, description, closing day, and the
/// first day of a course.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferForm {
    /// What it is called.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// What it is.
    pub description: String,
    /// The same in English.
    pub description_en: String,
    /// What to bring, one item a line.
    pub bring: String,
    /// The same in English.
    pub bring_en: String,
    /// Code of CIUO-08.
    pub occupation: String,
    /// Code or name.
    pub municipality: String,
    /// In words.
    pub address: String,
    /// Can be done from anywhere.
    pub remote: bool,
    /// Places.
    pub seats: String,
    /// Pay a month in quetzales, all included; at least.
    pub pay_min: String,
    /// At most; empty if it is one figure.
    pub pay_max: String,
    /// A word of `domain::wage::Activity`; empty: everything but farming and export.
    pub activity: String,
    /// What it costs the person, in quetzales.
    pub cost: String,
    /// A word of `domain::person::Schedule`.
    pub schedule: String,
    /// A word of `domain::opportunity::Contract`, or empty.
    pub contract: String,
    /// Length in hours.
    pub hours: String,
    /// The first day.
    pub starts_on: String,
    /// The last day to apply.
    pub closes_on: String,
    /// Working days until the answer; empty: ten.
    pub answer_days: String,
    /// Codes of skills: needed (vacancies), certified, or taught (courses).
    pub essential: Vec<String>,
    /// Codes of skills that help.
    pub optional: Vec<String>,
    /// Months of experience.
    pub experience_months: String,
    /// A word of `domain::person::Schooling`, or empty.
    pub schooling: String,
    /// Experience may take the place of schooling.
    pub experience_instead: bool,
    /// Codes of languages.
    pub languages: Vec<String>,
    /// The languages are indispensable.
    pub languages_indispensable: bool,
    /// Words of `domain::person::Licence`.
    pub licences: Vec<String>,
    /// The licences are indispensable.
    pub licences_indispensable: bool,
    /// Who writes has read what was warned about, and wants it so.
    pub acknowledged: bool,
    /// The version of the offer that is changed; empty for a new one.
    pub version: String,
}

impl OfferForm {
    /// The form that would make this opportunity.
    #[must_use]
    pub fn of(one: &Opportunity) -> Self {
        let quetzales = |centavos: i64| match (centavos / 100, centavos % 100) {
            (whole, 0) => whole.to_string(),
            (whole, cents) => format!("{whole}.{cents:02}"),
        };
        let codes = |skills: &[AskedSkill]| skills.iter().map(|asked| asked.skill.to_string()).collect();
        let asked = &one.requirements;
        Self {
            title: one.title.es.clone(),
            title_en: one.title.en.clone(),
            description: one.description.es.clone(),
            description_en: one.description.en.clone(),
            bring: one.bring.es.clone(),
            bring_en: one.bring.en.clone(),
            occupation: one.occupation.map(|code| code.to_string()).unwrap_or_default(),
            municipality: one.municipality.to_string(),
            address: one.address.clone(),
            remote: one.remote,
            seats: one.seats.to_string(),
            pay_min: one.pay.map(|pay| quetzales(pay.min_centavos)).unwrap_or_default(),
            pay_max: one
                .pay
                .filter(|pay| pay.max_centavos > pay.min_centavos)
                .map(|pay| quetzales(pay.max_centavos))
                .unwrap_or_default(),
            activity: one.activity.map(|activity| activity.to_string()).unwrap_or_default(),
            cost: quetzales(one.cost_centavos),
            schedule: one.schedule.to_string(),
            contract: one.contract.map(|contract| contract.to_string()).unwrap_or_default(),
            hours: one.hours.map(|hours| hours.to_string()).unwrap_or_default(),
            starts_on: one.starts_on.map(|day| day.to_string()).unwrap_or_default(),
            closes_on: one.closes_on.to_string(),
            answer_days: one.answer_days.to_string(),
            essential: codes(&asked.essential),
            optional: codes(&asked.optional),
            experience_months: if asked.experience_months > 0 {
                asked.experience_months.to_string()
            } else {
                String::new()
            },
            schooling: asked.schooling.map(|schooling| schooling.to_string()).unwrap_or_default(),
            experience_instead: asked.experience_instead,
            languages: asked.languages.iter().map(|spoken| spoken.language.to_string()).collect(),
            languages_indispensable: asked.languages_indispensable,
            licences: asked.licences.iter().map(|licence| licence.to_string()).collect(),
            licences_indispensable: asked.licences_indispensable,
            acknowledged: false,
            version: one.version.to_string(),
        }
    }
}
