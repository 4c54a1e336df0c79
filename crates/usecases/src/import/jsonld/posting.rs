//! One schema.org `JobPosting` as a plain struct (<https://schema.org/JobPosting>). Every field may be a string,
//! a number, an object or a list, as they come in the wild.

mod fields;

use super::markup::plain_text;
use crate::import::json::text;
use crate::import::problem::{RowProblem, beginning};
use domain::taxonomy::OccupationCode;
use fields::Fields;
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// How the work is arranged (`employmentType`, Google's list for job postings).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmploymentType {
    /// `FULL_TIME`
    FullTime,
    /// `PART_TIME`
    PartTime,
    /// `CONTRACTOR`
    Contractor,
    /// `TEMPORARY`
    Temporary,
    /// `INTERN`
    Intern,
    /// `VOLUNTEER`
    Volunteer,
    /// `PER_DIEM`
    PerDiem,
    /// `OTHER`
    Other,
}

/// What a salary is paid for (`unitText` or `unitCode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SalaryUnit {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// What is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salary {
    /// The currency as given, in capitals, such as `GTQ`.
    pub currency: Option<String>,
    /// The least, in hundredths of the currency.
    pub minimum: Option<i64>,
    /// The most, in hundredths of the currency.
    pub maximum: Option<i64>,
    /// For how long a work.
    pub unit: Option<SalaryUnit>,
}

/// Where the work is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The place's own name, or the address where it is one line of text.
    pub name: Option<String>,
    /// `streetAddress`
    pub street: Option<String>,
    /// `addressLocality`: in Guatemala the municipality.
    pub locality: Option<String>,
    /// `addressRegion`: in Guatemala the department.
    pub region: Option<String>,
    /// `addressCountry`
    pub country: Option<String>,
}

/// A problem in one field of a posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingProblem {
    /// The field's name in schema.org; empty for the posting as a whole.
    pub field: String,
    /// What is wrong.
    pub problem: RowProblem,
    /// The beginning of what the field holds.
    pub value: String,
}

/// A vacancy as published. Texts are plain, without markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posting {
    /// Which posting of the file, from 1.
    pub number: u64,
    /// The line on which it begins, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub problems: Vec<PostingProblem>,
    /// `identifier`, or its `value`, or the `@id`.
    pub identifier: Option<String>,
    /// `title`; empty only together with a problem.
    pub title: String,
    /// `description` with line ends.
    pub description: Option<String>,
    /// The name of `hiringOrganization`.
    pub organization: Option<String>,
    /// `jobLocation`, all of them.
    pub places: Vec<Place>,
    /// Whether `jobLocationType` is `TELECOMMUTE`.
    pub remote: bool,
    /// `baseSalary`
    pub salary: Option<Salary>,
    /// `employmentType`, all of them.
    pub employment_types: Vec<EmploymentType>,
    /// `datePosted`
    pub posted: Option<Date>,
    /// `validThrough`: the day.
    pub valid_through: Option<Date>,
    /// `occupationalCategory`: the first unit group of CIUO-08 (ISCO-08) named there.
    pub occupation: Option<OccupationCode>,
    /// `skills`, parted at commas, semicolons and line ends.
    pub skills: Vec<String>,
    /// `monthsOfExperience` of `experienceRequirements`.
    pub months_of_experience: Option<u32>,
    /// `experienceRequirements` in words.
    pub experience: Option<String>,
    /// `educationRequirements`: `credentialCategory` or words.
    pub education: Vec<String>,
    /// `url`, only `http` or `https`.
    pub url: Option<String>,
    /// `totalJobOpenings`
    pub openings: Option<u32>,
    /// Names of the fields that hold something and are not kept.
    pub not_kept: Vec<String>,
}

impl Posting {
    /// A posting that cannot be read.
    pub(super) fn refused(problem: RowProblem, text: &[u8]) -> Self {
        let value = beginning(&String::from_utf8_lossy(&text[..text.len().min(400)]), 60);
        Self { problems: vec![PostingProblem { field: String::new(), problem, value }], ..Self::default() }
    }

    /// Whether a problem says that the posting should be left out.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.problems.iter().any(|found| found.problem.refuses())
    }

    /// Reads an object; what only points to a node by `@id` is looked up in `nodes`.
    pub(super) fn read(object: &Map<String, Value>, nodes: &BTreeMap<String, Value>) -> Self {
        let mut fields = Fields::new(object, nodes);
        let title = fields.words("title").or_else(|| fields.words("name"));
        if title.is_none() {
            fields.add("title", RowProblem::MissingValue, None);
        }
        let posting = Self {
            identifier: fields.identifier(),
            title: title.unwrap_or_default(),
            description: fields
                .get("description")
                .and_then(text)
                .map(|html| plain_text(&html))
                .filter(|text| !text.is_empty()),
            organization: fields.organization(),
            places: fields.places(),
            remote: fields.all("jobLocationType").iter().any(|kind| kind.eq_ignore_ascii_case("TELECOMMUTE")),
            salary: fields.salary(),
            employment_types: fields.employment_types(),
            posted: fields.date("datePosted"),
            valid_through: fields.date("validThrough"),
            occupation: fields.occupation(),
            skills: fields.skills(),
            months_of_experience: fields.months_of_experience(),
            experience: fields.experience(),
            education: fields.education(),
            url: fields.url(),
            openings: fields.openings(),
            not_kept: fields.not_kept(),
            ..Self::default()
        };
        Self { problems: fields.problems, ..posting }
    }
}
