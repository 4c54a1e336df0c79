//! Services and what belongs to one.

use super::Taker;
use crate::import::hsds::flat::Table;
use crate::import::hsds::{CostOption, RequiredDocument, Service, ServiceArea, ServiceAtLocation, Status};
use crate::import::json::hundredths;
use crate::import::problem::RowProblem;

const STATUSES: [(&str, Status); 4] = [
    ("active", Status::Active),
    ("inactive", Status::Inactive),
    ("defunct", Status::Defunct),
    ("temporarily closed", Status::TemporarilyClosed),
];

/// Ages beyond this are slips.
const OLDEST: f64 = 130.0;

pub(super) fn service(taker: &mut Taker<'_>) -> Option<Service> {
    let name = taker.needed("name")?;
    let fees = taker.words("fees_description");
    let fees_description = if fees.is_none() { taker.words("fees") } else { fees };
    Some(Service {
        id: taker.id(),
        organization: taker.pointer("organization_id", Table::Organization),
        program: taker.pointer("program_id", Table::Program),
        name,
        alternate_name: taker.words("alternate_name"),
        description: taker.words("description"),
        url: taker.field("url"),
        email: taker.field("email"),
        status: taker.choice("status", &STATUSES),
        interpretation_services: taker.words("interpretation_services"),
        application_process: taker.words("application_process"),
        fees_description,
        wait_time: taker.words("wait_time"),
        eligibility_description: taker.words("eligibility_description"),
        minimum_age: taker.number("minimum_age", 0.0, OLDEST),
        maximum_age: taker.number("maximum_age", 0.0, OLDEST),
        assured_date: taker.date("assured_date"),
        alert: taker.words("alert"),
    })
}

pub(super) fn service_at_location(taker: &mut Taker<'_>) -> Option<ServiceAtLocation> {
    let service = taker.needed_pointer("service_id", Table::Service);
    let location = taker.needed_pointer("location_id", Table::Location);
    Some(ServiceAtLocation {
        id: taker.id(),
        service: service?,
        location: location?,
        description: taker.words("description"),
    })
}

pub(super) fn service_area(taker: &mut Taker<'_>) -> Option<ServiceArea> {
    let owner = taker.owner()?;
    let (name, description) = (taker.words("name"), taker.words("description"));
    if name.is_none() && description.is_none() {
        taker.tell("name", RowProblem::MissingValue, "");
        return None;
    }
    Some(ServiceArea { owner, name, description })
}

pub(super) fn required_document(taker: &mut Taker<'_>) -> Option<RequiredDocument> {
    let service = taker.needed_pointer("service_id", Table::Service)?;
    Some(RequiredDocument { service, document: taker.needed("document")? })
}

pub(super) fn cost_option(taker: &mut Taker<'_>) -> Option<CostOption> {
    let service = taker.needed_pointer("service_id", Table::Service)?;
    let given = taker.field("amount");
    let amount = given.as_deref().and_then(hundredths);
    if let (Some(given), None) = (&given, amount) {
        taker.tell("amount", RowProblem::NotANumber, given);
    }
    Some(CostOption {
        service,
        option: taker.words("option"),
        currency: taker.field("currency").map(|code| code.to_uppercase()),
        amount,
        amount_description: taker.words("amount_description"),
        valid_from: taker.date("valid_from"),
        valid_to: taker.date("valid_to"),
    })
}
