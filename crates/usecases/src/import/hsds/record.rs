//! The records of a directory, named and filled as in the HSDS 3.1 schema.

use jiff::civil::Date;

/// To what a record belongs; each is the `id` of a record that is in the package.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Owner {
    /// `organization_id`
    pub organization: Option<String>,
    /// `service_id`
    pub service: Option<String>,
    /// `location_id`
    pub location: Option<String>,
    /// `service_at_location_id`
    pub service_at_location: Option<String>,
}

/// `organization`: who offers services.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// `id`
    pub id: String,
    /// `name`
    pub name: String,
    /// `alternate_name`
    pub alternate_name: Option<String>,
    /// `description`, without markup
    pub description: Option<String>,
    /// `email`
    pub email: Option<String>,
    /// `website`
    pub website: Option<String>,
    /// `parent_organization_id`; never a circle
    pub parent: Option<String>,
}

/// `program`: services run under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// `id`
    pub id: String,
    /// `organization_id`
    pub organization: Option<String>,
    /// `name`
    pub name: String,
    /// `description`, without markup
    pub description: Option<String>,
}

/// `service.status`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// `active`
    Active,
    /// `inactive`
    Inactive,
    /// `defunct`
    Defunct,
    /// `temporarily closed`
    TemporarilyClosed,
}

/// `service`
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// `id`
    pub id: String,
    /// `organization_id`
    pub organization: Option<String>,
    /// `program_id`
    pub program: Option<String>,
    /// `name`
    pub name: String,
    /// `alternate_name`
    pub alternate_name: Option<String>,
    /// `description`, without markup
    pub description: Option<String>,
    /// `url`
    pub url: Option<String>,
    /// `email`
    pub email: Option<String>,
    /// `status`; none when missing or not one of the four
    pub status: Option<Status>,
    /// `interpretation_services`
    pub interpretation_services: Option<String>,
    /// `application_process`
    pub application_process: Option<String>,
    /// `fees_description`, or the older `fees`
    pub fees_description: Option<String>,
    /// `wait_time` (older, still published)
    pub wait_time: Option<String>,
    /// `eligibility_description`
    pub eligibility_description: Option<String>,
    /// `minimum_age` in years
    pub minimum_age: Option<f64>,
    /// `maximum_age` in years
    pub maximum_age: Option<f64>,
    /// `assured_date`: when it was last confirmed
    pub assured_date: Option<Date>,
    /// `alert`
    pub alert: Option<String>,
}

/// `location_type`, and `address_type`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// `physical`
    Physical,
    /// `postal`
    Postal,
    /// `virtual`
    Virtual,
}

/// `location`
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// `id`
    pub id: String,
    /// `organization_id`
    pub organization: Option<String>,
    /// `location_type`
    pub kind: Option<PlaceKind>,
    /// `url` of a virtual place
    pub url: Option<String>,
    /// `name`
    pub name: Option<String>,
    /// `alternate_name`
    pub alternate_name: Option<String>,
    /// `description`, without markup
    pub description: Option<String>,
    /// `transportation`: how to get there
    pub transportation: Option<String>,
    /// `latitude` and `longitude` in degrees (WGS 84); only both, and only within the globe
    pub coordinates: Option<(f64, f64)>,
}

/// `service_at_location`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAtLocation {
    /// `id`
    pub id: String,
    /// `service_id`
    pub service: String,
    /// `location_id`
    pub location: String,
    /// `description`, without markup
    pub description: Option<String>,
}

/// `address`; `attention` names a person and is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// `location_id`
    pub location: String,
    /// `address_1` and `address_2`
    pub lines: Vec<String>,
    /// `city`: in Guatemala the municipality
    pub city: Option<String>,
    /// `region`
    pub region: Option<String>,
    /// `state_province`: in Guatemala the department
    pub state_province: Option<String>,
    /// `postal_code`
    pub postal_code: Option<String>,
    /// `country`, two letters
    pub country: Option<String>,
    /// `address_type`
    pub kind: Option<PlaceKind>,
}

/// `phone`; those of a contact belong to what the contact belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// To what it belongs.
    pub owner: Owner,
    /// `number` as written
    pub number: String,
    /// `extension`
    pub extension: Option<String>,
    /// `type`: voice, text, fax, cell, video…
    pub kind: Option<String>,
    /// `description`
    pub description: Option<String>,
}

/// `schedule`, with the iCalendar terms that a weekly timetable needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// To what it belongs.
    pub owner: Owner,
    /// `valid_from`
    pub valid_from: Option<Date>,
    /// `valid_to`
    pub valid_to: Option<Date>,
    /// `freq`: `WEEKLY` or `MONTHLY`
    pub freq: Option<String>,
    /// `interval`
    pub interval: Option<String>,
    /// `byday`, such as `MO,TU`
    pub byday: Option<String>,
    /// `bymonthday`
    pub bymonthday: Option<String>,
    /// `opens_at`
    pub opens_at: Option<String>,
    /// `closes_at`
    pub closes_at: Option<String>,
    /// `description`, without markup
    pub description: Option<String>,
    /// `notes`
    pub notes: Option<String>,
}

/// `language` in which a service is given or a place attends. Those of a phone are not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// To what it belongs.
    pub owner: Owner,
    /// `name`
    pub name: Option<String>,
    /// `code`, ISO 639
    pub code: Option<String>,
    /// `note`
    pub note: Option<String>,
}

/// `service_area`: where a service is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceArea {
    /// To what it belongs.
    pub owner: Owner,
    /// `name`
    pub name: Option<String>,
    /// `description`, without markup
    pub description: Option<String>,
}

/// `required_document`: what to bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredDocument {
    /// `service_id`
    pub service: String,
    /// `document`
    pub document: String,
}

/// `cost_option`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostOption {
    /// `service_id`
    pub service: String,
    /// `option`: for whom
    pub option: Option<String>,
    /// `currency` in capitals
    pub currency: Option<String>,
    /// `amount` in hundredths
    pub amount: Option<i64>,
    /// `amount_description`
    pub amount_description: Option<String>,
    /// `valid_from`
    pub valid_from: Option<Date>,
    /// `valid_to`
    pub valid_to: Option<Date>,
}

/// `accessibility` of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accessibility {
    /// `location_id`
    pub location: String,
    /// `description`, without markup
    pub description: Option<String>,
    /// `details`
    pub details: Option<String>,
}

/// `taxonomy`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxonomy {
    /// `id`
    pub id: String,
    /// `name`
    pub name: String,
    /// `uri`
    pub uri: Option<String>,
}

/// `taxonomy_term`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomyTerm {
    /// `id`
    pub id: String,
    /// `taxonomy_id`
    pub taxonomy: Option<String>,
    /// `taxonomy`: its name, where the taxonomy itself is not in the package
    pub taxonomy_name: Option<String>,
    /// `parent_id`; never a circle
    pub parent: Option<String>,
    /// `code`
    pub code: Option<String>,
    /// `name`
    pub name: String,
    /// `term_uri`
    pub uri: Option<String>,
    /// `language`
    pub language: Option<String>,
}

/// `attribute`: a term said of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Of which record (`link_id`).
    pub owner: Owner,
    /// `taxonomy_term_id`
    pub term: String,
    /// `link_type`, such as the service's eligibility
    pub link_type: Option<String>,
    /// `value`
    pub value: Option<String>,
}
