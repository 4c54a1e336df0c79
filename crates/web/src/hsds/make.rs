//! Entries of the directory as records of HSDS, in one language.

use domain::{
    place,
    referral::Capacity,
    service::{ServiceArea as Area, ServiceCategory},
};
use sha2::{Digest as _, Sha256};
use usecases::directory::{DirectoryEntry, PublicAgency};
use uuid::{Builder, Uuid};

use super::record::{
    Address, Attribute, Language, Location, More, Organization, Phone, RequiredDocument, Schedule, Service,
    ServiceArea, ServiceAtLocation, ServiceCapacity, Taxonomy, TaxonomyTerm, Unit,
};
use crate::i18n::T;

/// The taxonomy of kinds of need.
pub(super) const TAXONOMY: Uuid = Uuid::from_u128(0x5e2a_63b0_7c1d_8a4e_9f00_51a7_0e3d_2c61);

/// The identifier of what belongs to a record and has none of its own: always the same (RFC 9562, version 8).
fn part(of: Uuid, what: &str, number: usize) -> Uuid {
    let digest =
        Sha256::new().chain_update(of).chain_update(what).chain_update(number.to_be_bytes()).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// The identifier of the term of a kind of need.
pub(super) fn term_id(category: ServiceCategory) -> Uuid {
    part(TAXONOMY, category.word(), 0)
}

/// The kind of need of a term.
pub(super) fn category_of(term: Uuid) -> Option<ServiceCategory> {
    ServiceCategory::ALL.iter().copied().find(|category| term_id(*category) == term)
}

/// Makes records for readers of one language.
pub(super) struct Maker<'a> {
    pub(super) t: T,
    /// Where the pages for people are.
    pub(super) base_url: &'a str,
}

impl Maker<'_> {
    pub(super) fn taxonomy(&self) -> Taxonomy {
        Taxonomy {
            id: TAXONOMY,
            name: self.t.s("hsds-taxonomy-name"),
            description: self.t.s("hsds-taxonomy-description"),
            version: "1".to_owned(),
        }
    }

    pub(super) fn term(&self, category: ServiceCategory) -> TaxonomyTerm {
        let name = self.t.word("service-category", category);
        TaxonomyTerm {
            id: term_id(category),
            code: category.to_string(),
            description: self.t.one("hsds-term-description", "name", name.as_str()),
            name,
            taxonomy: self.t.s("hsds-taxonomy-name"),
            taxonomy_id: TAXONOMY,
            language: self.t.lang.to_string(),
            taxonomy_detail: None,
        }
    }

    /// An agency. In full, it has its telephone.
    pub(super) fn organization(&self, agency: &PublicAgency, full: bool) -> Organization {
        let id = agency.id.uuid();
        let about = self.t.read(&agency.about);
        let description =
            if about.is_empty() { self.t.word("agency-kind", agency.kind) } else { about.to_owned() };
        let phones = agency.phone.iter().map(|phone| self.phone(id, phone)).collect();
        Organization {
            id,
            name: agency.name.clone(),
            description,
            phones: full.then_some(phones),
            services: None,
        }
    }

    fn phone(&self, of: Uuid, phone: &domain::text::Phone) -> Phone {
        Phone { id: part(of, "phone", 0), number: phone.to_string(), kind: "voice" }
    }

    /// A service alone.
    pub(super) fn service(&self, entry: &DirectoryEntry) -> Service {
        let (service, t) = (&entry.service, self.t);
        let cost = t.read(&service.cost);
        Service {
            id: service.id.uuid(),
            organization_id: service.agency.uuid(),
            name: t.read(&service.name).to_owned(),
            description: t.read(&service.description).to_owned(),
            url: format!("{}/{}/servicios/{}", self.base_url, t.lang, service.id),
            status: "active",
            wait_time: t.one("hsds-promise", "days", entry.promise()),
            fees_description: Some(cost.to_owned()).filter(|cost| !cost.is_empty()),
            minimum_age: entry.youngest,
            maximum_age: entry.oldest,
            assured_date: service.assured_on.to_string(),
            last_modified: entry.modified_at().rfc3339(),
            organization: None,
            more: More::default(),
        }
    }

    /// A service with all that belongs to it, but neither its agency nor its location.
    pub(super) fn full(&self, entry: &DirectoryEntry) -> Service {
        Service { more: self.more(entry), ..self.service(entry) }
    }

    fn more(&self, entry: &DirectoryEntry) -> More {
        let (service, t) = (&entry.service, self.t);
        let id = service.id.uuid();
        let language = |(number, code): (usize, &domain::taxonomy::LanguageCode)| Language {
            id: part(id, "language", number),
            service_id: id,
            name: t.language(code),
            code: code.to_string(),
        };
        let document = |(number, line): (usize, &str)| RequiredDocument {
            id: part(id, "document", number),
            service_id: id,
            document: line.trim().to_owned(),
        };
        let lines = t.read(&service.bring).lines().filter(|line| !line.trim().is_empty());
        let term = TaxonomyTerm { taxonomy_detail: Some(self.taxonomy()), ..self.term(service.category) };
        let hours = t.read(&service.hours).to_owned();
        More {
            phones: Some(service.phone.iter().map(|phone| self.phone(id, phone)).collect()),
            schedules: Some(vec![Schedule {
                id: part(id, "schedule", 0),
                service_id: id,
                description: hours,
            }]),
            service_areas: Some(vec![self.area(entry)]),
            languages: Some(service.languages.iter().enumerate().map(language).collect()),
            required_documents: Some(lines.enumerate().map(document).collect()),
            capacities: Some(self.capacity(entry).into_iter().collect()),
            attributes: Some(vec![Attribute {
                id: part(id, "attribute", 0),
                link_id: id,
                taxonomy_term_id: term.id,
                link_entity: "service",
                taxonomy_term: term,
            }]),
            service_at_locations: None,
        }
    }

    fn area(&self, entry: &DirectoryEntry) -> ServiceArea {
        let service = &entry.service;
        let known = place::municipality(service.municipality);
        let name = match service.area {
            Area::National => "Guatemala".to_owned(),
            // The country and one of its departments have the same name.
            Area::Department => {
                known.map_or(String::new(), |one| format!("Departamento de {}", one.department))
            }
            // With its department: towns may be called as their department is.
            Area::Municipality => {
                known.map_or(String::new(), |one| format!("{}, {}", one.name, one.department))
            }
        };
        ServiceArea {
            id: part(service.id.uuid(), "area", 0),
            service_id: service.id.uuid(),
            name,
            description: self.t.word("service-area", service.area),
        }
    }

    fn capacity(&self, entry: &DirectoryEntry) -> Option<ServiceCapacity> {
        let (id, capacity) = (entry.service.id.uuid(), entry.capacity?);
        Some(ServiceCapacity {
            id: part(id, "capacity", 0),
            service_id: id,
            unit: Unit { id: part(TAXONOMY, "unit", 0), name: self.t.s("hsds-unit") },
            available: u8::from(capacity == Capacity::Free),
            description: self.t.word("hsds-capacity", capacity),
            updated: entry.modified_at().rfc3339(),
        })
    }

    /// A service's location. It has the identifier of the service: each service has one.
    pub(super) fn location(&self, entry: &DirectoryEntry, full: bool) -> Location {
        let service = &entry.service;
        let id = service.id.uuid();
        let known = place::municipality(service.municipality);
        let (city, department) = known.map_or(("", ""), |known| (known.name, known.department));
        let address = Address {
            id: part(id, "address", 0),
            location_id: id,
            address_1: service.address.clone(),
            city: city.to_owned(),
            state_province: department.to_owned(),
            postal_code: String::new(),
            country: "GT",
            address_type: "physical",
        };
        Location {
            id,
            location_type: "physical",
            description: self.t.one(
                "hsds-location-description",
                "place",
                self.t.place(&service.municipality),
            ),
            latitude: known.map(|known| known.latitude),
            longitude: known.map(|known| known.longitude),
            external_identifier: service.municipality.to_string(),
            external_identifier_type: "INE",
            addresses: full.then(|| vec![address]),
        }
    }

    /// A service at its location, with the service: alone, or in full.
    pub(super) fn at_location(&self, entry: &DirectoryEntry, full: bool) -> ServiceAtLocation {
        let id = entry.service.id.uuid();
        let mut service = if full { self.full(entry) } else { self.service(entry) };
        service.organization = Some(self.organization(&entry.agency, full));
        ServiceAtLocation {
            id,
            service_id: id,
            location_id: id,
            location: self.location(entry, full),
            service: Some(Box::new(service)),
        }
    }

    /// A service with its agency and its location.
    pub(super) fn whole(&self, entry: &DirectoryEntry) -> Service {
        let mut service = self.full(entry);
        service.organization = Some(self.organization(&entry.agency, true));
        let at = ServiceAtLocation { service: None, ..self.at_location(entry, true) };
        service.more.service_at_locations = Some(vec![at]);
        service
    }
}
