//! Places and what belongs to one.

use super::Taker;
use crate::import::hsds::flat::Table;
use crate::import::hsds::{Accessibility, Address, Location, PlaceKind};
use crate::import::problem::RowProblem;

const KINDS: [(&str, PlaceKind); 3] =
    [("physical", PlaceKind::Physical), ("postal", PlaceKind::Postal), ("virtual", PlaceKind::Virtual)];

pub(super) fn location(taker: &mut Taker<'_>) -> Location {
    let latitude = taker.number("latitude", -90.0, 90.0);
    let longitude = taker.number("longitude", -180.0, 180.0);
    Location {
        id: taker.id(),
        organization: taker.pointer("organization_id", Table::Organization),
        kind: taker.choice("location_type", &KINDS),
        url: taker.field("url"),
        name: taker.words("name"),
        alternate_name: taker.words("alternate_name"),
        description: taker.words("description"),
        transportation: taker.words("transportation"),
        coordinates: latitude.zip(longitude),
    }
}

pub(super) fn address(taker: &mut Taker<'_>) -> Option<Address> {
    let location = taker.needed_pointer("location_id", Table::Location)?;
    let lines: Vec<String> = ["address_1", "address_2"].iter().filter_map(|name| taker.words(name)).collect();
    let (city, state_province) = (taker.words("city"), taker.words("state_province"));
    if lines.is_empty() && city.is_none() && state_province.is_none() {
        taker.tell("address_1", RowProblem::MissingValue, "");
        return None;
    }
    Some(Address {
        location,
        lines,
        city,
        region: taker.words("region"),
        state_province,
        postal_code: taker.field("postal_code"),
        country: taker.field("country"),
        kind: taker.choice("address_type", &KINDS),
    })
}

pub(super) fn accessibility(taker: &mut Taker<'_>) -> Option<Accessibility> {
    let location = taker.needed_pointer("location_id", Table::Location)?;
    let (description, details) = (taker.words("description"), taker.words("details"));
    if description.is_none() && details.is_none() {
        taker.tell("description", RowProblem::MissingValue, "");
        return None;
    }
    Some(Accessibility { location, description, details })
}
