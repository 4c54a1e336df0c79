//! The records of HSDS 3.1 that are told, named and filled as in its schema. Nothing is told beyond the schema.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// About this API.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::About)]
pub struct About {
    /// The version of HSDS.
    pub(super) version: &'static str,
    /// The profile that is followed.
    #[schema(format = "uri")]
    pub(super) profile: &'static str,
    /// Where the description of this API is.
    #[schema(format = "uri")]
    pub(super) openapi_url: String,
}

/// A page of a list.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::Page)]
pub struct Page<T> {
    /// How many there are on all pages.
    pub(super) total_items: i64,
    /// How many pages there are.
    pub(super) total_pages: i64,
    /// Which page this is, from 1.
    pub(super) page_number: i64,
    /// How many stand on it.
    pub(super) size: usize,
    /// Whether it is the first.
    pub(super) first_page: bool,
    /// Whether it is the last.
    pub(super) last_page: bool,
    /// Whether nothing stands on it.
    pub(super) empty: bool,
    /// What stands on it.
    pub(super) contents: Vec<T>,
}

/// A taxonomy of services.
#[derive(Clone, Serialize, ToSchema)]
#[schema(as = hsds::Taxonomy)]
pub struct Taxonomy {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) version: String,
}

/// A term of a taxonomy.
#[derive(Clone, Serialize, ToSchema)]
#[schema(as = hsds::TaxonomyTerm)]
pub struct TaxonomyTerm {
    pub(super) id: Uuid,
    /// The word that does not change with the language.
    pub(super) code: String,
    pub(super) name: String,
    pub(super) description: String,
    /// The name of its taxonomy.
    pub(super) taxonomy: String,
    pub(super) taxonomy_id: Uuid,
    /// The language of the name.
    pub(super) language: String,
    /// Its taxonomy, where the term is told with a service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) taxonomy_detail: Option<Taxonomy>,
}

/// A term that holds for a service.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::Attribute)]
pub struct Attribute {
    pub(super) id: Uuid,
    pub(super) link_id: Uuid,
    pub(super) taxonomy_term_id: Uuid,
    pub(super) link_entity: &'static str,
    pub(super) taxonomy_term: TaxonomyTerm,
}

/// A telephone.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::Phone)]
pub struct Phone {
    pub(super) id: Uuid,
    /// E.164.
    pub(super) number: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

/// Opening hours, in words.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::Schedule)]
pub struct Schedule {
    pub(super) id: Uuid,
    pub(super) service_id: Uuid,
    pub(super) description: String,
}

/// Whom a service reaches.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::ServiceArea)]
pub struct ServiceArea {
    pub(super) id: Uuid,
    pub(super) service_id: Uuid,
    /// The municipality, the department or the country.
    pub(super) name: String,
    pub(super) description: String,
}

/// A language that is spoken.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::Language)]
pub struct Language {
    pub(super) id: Uuid,
    pub(super) service_id: Uuid,
    pub(super) name: String,
    /// ISO 639.
    pub(super) code: String,
}

/// A paper to bring.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::RequiredDocument)]
pub struct RequiredDocument {
    pub(super) id: Uuid,
    pub(super) service_id: Uuid,
    pub(super) document: String,
}

/// What a capacity is counted in.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::Unit)]
pub struct Unit {
    pub(super) id: Uuid,
    pub(super) name: String,
}

/// Whether there is room.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::ServiceCapacity)]
pub struct ServiceCapacity {
    pub(super) id: Uuid,
    pub(super) service_id: Uuid,
    pub(super) unit: Unit,
    /// 1 if there is room, else 0: services say whether, not how much.
    pub(super) available: u8,
    pub(super) description: String,
    #[schema(format = DateTime)]
    pub(super) updated: String,
}

/// An address. Postal codes are not known.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::Address)]
pub struct Address {
    pub(super) id: Uuid,
    pub(super) location_id: Uuid,
    pub(super) address_1: String,
    /// The municipality.
    pub(super) city: String,
    /// The department.
    pub(super) state_province: String,
    /// Empty.
    pub(super) postal_code: String,
    /// ISO 3166.
    pub(super) country: &'static str,
    pub(super) address_type: &'static str,
}

/// Where a service is.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::Location)]
pub struct Location {
    pub(super) id: Uuid,
    pub(super) location_type: &'static str,
    pub(super) description: String,
    /// Degrees, of the middle of the municipality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) latitude: Option<f64>,
    /// Degrees, of the middle of the municipality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) longitude: Option<f64>,
    /// The code of the municipality (INE).
    pub(super) external_identifier: String,
    pub(super) external_identifier_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) addresses: Option<Vec<Address>>,
}

/// A service at its location.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::ServiceAtLocation)]
pub struct ServiceAtLocation {
    pub(super) id: Uuid,
    pub(super) service_id: Uuid,
    pub(super) location_id: Uuid,
    pub(super) location: Location,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    pub(super) service: Option<Box<Service>>,
}

/// Who offers services.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::Organization)]
pub struct Organization {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) phones: Option<Vec<Phone>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    pub(super) services: Option<Vec<Service>>,
}

/// A service.
#[derive(Serialize, ToSchema)]
#[schema(as = hsds::Service)]
pub struct Service {
    pub(super) id: Uuid,
    pub(super) organization_id: Uuid,
    pub(super) name: String,
    pub(super) description: String,
    /// Its page for people.
    #[schema(format = "uri")]
    pub(super) url: String,
    pub(super) status: &'static str,
    /// How soon one is answered.
    pub(super) wait_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fees_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) minimum_age: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) maximum_age: Option<i64>,
    /// When somebody last confirmed that this is true.
    #[schema(format = Date)]
    pub(super) assured_date: String,
    #[schema(format = DateTime)]
    pub(super) last_modified: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) organization: Option<Organization>,
    #[serde(flatten)]
    pub(super) more: More,
}

/// What is told of a service when it is told in full.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = hsds::ServiceMore)]
pub struct More {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) phones: Option<Vec<Phone>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) schedules: Option<Vec<Schedule>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) service_areas: Option<Vec<ServiceArea>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) languages: Option<Vec<Language>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) required_documents: Option<Vec<RequiredDocument>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) capacities: Option<Vec<ServiceCapacity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) attributes: Option<Vec<Attribute>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    pub(super) service_at_locations: Option<Vec<ServiceAtLocation>>,
}
