//! A `JobPosting` as a vacancy.

use domain::{opportunity::Contract, person::Schedule};

use super::vacancy::{RawPay, Vacancy};
use crate::{
    import::{
        jsonld::{EmploymentType, Place, Posting},
        run::Note,
    },
    offer::OfferForm,
};

/// Reads a posting. Skills and experience in words go with the description.
pub(super) fn read(posting: Posting) -> Vacancy {
    let row = if posting.line > 0 { posting.line } else { posting.number };
    let mut notes: Vec<Note> = posting
        .problems
        .iter()
        .map(|found| Note::found(row, &found.field, &found.problem, &found.value))
        .collect();
    let place = home(&posting.places);
    if posting.places.len() > 1 {
        notes.push(Note::warn(row, "jobLocation", "import-vacancy-places"));
    }
    let has = |kind: EmploymentType| posting.employment_types.contains(&kind);
    let schedule = if has(EmploymentType::PartTime) && !has(EmploymentType::FullTime) {
        Schedule::Part
    } else {
        Schedule::Full
    };
    let contract = if has(EmploymentType::Temporary) || has(EmploymentType::PerDiem) {
        Contract::Temporary.word()
    } else {
        ""
    };
    if has(EmploymentType::Volunteer) || has(EmploymentType::Intern) {
        notes.push(Note::warn(row, "employmentType", "import-vacancy-not-work"));
    }
    let description = described(posting.description, &posting.skills, posting.experience);
    let salary = posting.salary;
    let form = OfferForm {
        title: posting.title,
        description,
        occupation: posting.occupation.map(|code| code.to_string()).unwrap_or_default(),
        remote: posting.remote,
        address: place.and_then(|place| place.street.clone()).unwrap_or_default(),
        seats: posting.openings.unwrap_or(1).to_string(),
        schedule: schedule.word().to_owned(),
        contract: contract.to_owned(),
        experience_months: posting.months_of_experience.map(|months| months.to_string()).unwrap_or_default(),
        ..OfferForm::default()
    };
    Vacancy {
        row,
        is_posting: true,
        identifier: posting.identifier,
        url: posting.url,
        employer: posting.organization,
        nit: None,
        municipality: place.and_then(|place| place.locality.clone().or_else(|| place.name.clone())),
        department: place.and_then(|place| place.region.clone()),
        country: place.and_then(|place| place.country.clone()),
        pay: salary.map_or_else(RawPay::default, |salary| RawPay {
            least: salary.minimum,
            most: salary.maximum,
            unit: salary.unit,
            currency: salary.currency,
        }),
        posted: posting.posted,
        closes: posting.valid_through,
        schooling: (!posting.education.is_empty()).then(|| posting.education.join(", ")),
        form,
        notes,
    }
}

/// The description, with what is asked that it does not say already.
fn described(description: Option<String>, skills: &[String], experience: Option<String>) -> String {
    let mut description = description.unwrap_or_default();
    for more in skills.iter().map(|skill| format!("- {skill}")).chain(experience) {
        if !description.contains(more.trim_start_matches("- ")) {
            description.push('\n');
            description.push_str(&more);
        }
    }
    description
}

/// The first place in this country, or that does not say where it is; else the first.
fn home(places: &[Place]) -> Option<&Place> {
    let here = |place: &&Place| {
        place
            .country
            .as_deref()
            .is_none_or(|country| ["gt", "gtm", "guatemala"].contains(&domain::text::fold(country).as_str()))
    };
    places.iter().find(here).or_else(|| places.first())
}
