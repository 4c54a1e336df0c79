//! Records of any form, flat: a table's name and its fields as text. Here what comes twice becomes one.

use super::PackageProblem;
use crate::import::problem::{FileProblem, RowProblem, beginning};
use std::collections::{BTreeMap, HashMap};

/// The tables of HSDS 3.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    Organization,
    Program,
    Service,
    Location,
    ServiceAtLocation,
    Contact,
    Address,
    Phone,
    Schedule,
    Language,
    ServiceArea,
    RequiredDocument,
    CostOption,
    Accessibility,
    Taxonomy,
    TaxonomyTerm,
    Attribute,
    OrganizationIdentifier,
    Funding,
    Url,
    ServiceCapacity,
    Unit,
    Metadata,
    MetaTableDescription,
}

/// Each table, its name in the schema, and its other names: files, and keys where it is nested.
const TABLES: [(Table, &str, &[&str]); 24] = [
    (Table::Organization, "organization", &["organizations"]),
    (Table::Program, "program", &["programs"]),
    (Table::Service, "service", &["services"]),
    (Table::Location, "location", &["locations"]),
    (Table::ServiceAtLocation, "service_at_location", &["service_at_locations", "services_at_location"]),
    (Table::Contact, "contact", &["contacts"]),
    (Table::Address, "address", &["addresses"]),
    (Table::Phone, "phone", &["phones"]),
    (Table::Schedule, "schedule", &["schedules"]),
    (Table::Language, "language", &["languages"]),
    (Table::ServiceArea, "service_area", &["service_areas"]),
    (Table::RequiredDocument, "required_document", &["required_documents"]),
    (Table::CostOption, "cost_option", &["cost_options"]),
    (Table::Accessibility, "accessibility", &[]),
    (Table::Taxonomy, "taxonomy", &["taxonomies", "taxonomy_detail"]),
    (Table::TaxonomyTerm, "taxonomy_term", &["taxonomy_terms"]),
    (Table::Attribute, "attribute", &["attributes"]),
    (Table::OrganizationIdentifier, "organization_identifier", &["organization_identifiers"]),
    (Table::Funding, "funding", &["fundings"]),
    (Table::Url, "url", &["urls", "additional_websites", "additional_urls"]),
    (Table::ServiceCapacity, "service_capacity", &["service_capacities", "capacities"]),
    (Table::Unit, "unit", &["units"]),
    (Table::Metadata, "metadata", &[]),
    (Table::MetaTableDescription, "meta_table_description", &["meta_table_descriptions"]),
];

impl Table {
    /// The table of this name, in any of its forms; `.csv` at the end does not matter.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".csv").unwrap_or(&name);
        let found = TABLES.iter().find(|(_, known, others)| *known == name || others.contains(&name));
        found.map(|(table, _, _)| *table)
    }

    /// Its name in the schema.
    pub fn name(self) -> &'static str {
        TABLES.iter().find(|(table, _, _)| *table == self).map_or("", |(_, name, _)| name)
    }

    /// Whether other records point to it by its id, so that there is one of each.
    const fn is_one(self) -> bool {
        matches!(
            self,
            Self::Organization
                | Self::Program
                | Self::Service
                | Self::Location
                | Self::ServiceAtLocation
                | Self::Contact
                | Self::Taxonomy
                | Self::TaxonomyTerm
        )
    }
}

/// Where a record comes from.
#[derive(Debug, Clone)]
pub struct Spot {
    pub file: String,
    pub row: u64,
}

/// One record.
#[derive(Debug, Clone)]
pub struct Record {
    pub table: Table,
    pub spot: Spot,
    pub id: String,
    pub fields: BTreeMap<String, String>,
}

impl Record {
    /// A problem at one of its fields.
    pub fn problem(&self, field: &str, problem: RowProblem, value: &str) -> PackageProblem {
        PackageProblem {
            file: self.spot.file.clone(),
            row: self.spot.row,
            table: self.table.name(),
            id: beginning(&self.id, 60),
            field: field.to_owned(),
            problem,
            value: beginning(value, 60),
        }
    }
}

/// All records of the files.
pub struct Flat {
    pub records: Vec<Record>,
    pub problems: Vec<PackageProblem>,
    pub not_kept: BTreeMap<String, u64>,
    known: HashMap<(Table, String), Vec<usize>>,
    most: u64,
}

impl Flat {
    /// Takes at most so many records.
    pub fn new(most: u64) -> Self {
        Self {
            records: Vec::new(),
            problems: Vec::new(),
            not_kept: BTreeMap::new(),
            known: HashMap::new(),
            most,
        }
    }

    /// Counts a value that is not kept.
    pub fn leave(&mut self, table: &str, field: &str) {
        let name = format!("{table}.{}", beginning(field, 60));
        *self.not_kept.entry(name).or_insert(0) += 1;
    }

    /// Adds a record; gives its id, or `None` when it has none and so cannot be used.
    ///
    /// A record that comes again fills what the first left blank. `table_row` says that it is a row of a table,
    /// where an id may be only once. A record that others do not point to, such as a phone, may belong to several
    /// and is then kept once for each.
    ///
    /// # Errors
    /// [`FileProblem`] when there are more records than allowed.
    pub fn add(
        &mut self,
        table: Table,
        spot: &Spot,
        mut fields: BTreeMap<String, String>,
        table_row: bool,
    ) -> Result<Option<String>, FileProblem> {
        if self.records.len() as u64 >= self.most {
            return Err(FileProblem::TooManyRows { limit: self.most });
        }
        let id = fields.remove("id").unwrap_or_default();
        let record = Record { table, spot: spot.clone(), id: id.clone(), fields };
        if id.is_empty() {
            self.problems.push(record.problem("id", RowProblem::MissingValue, ""));
            return Ok(None);
        }
        let known = self.known.entry((table, id.clone())).or_default();
        if table_row && !known.is_empty() {
            self.problems.push(record.problem("id", RowProblem::DuplicateId, &id));
            return Ok(Some(id));
        }
        let mergeable = known.iter().copied().find(|at| {
            let old = &self.records[*at].fields;
            table.is_one()
                || record.fields.iter().all(|(name, value)| !differs(old, name, value) || !is_link(name))
        });
        match mergeable {
            None => {
                known.push(self.records.len());
                self.records.push(record);
            }
            Some(at) => self.merge(at, record),
        }
        Ok(Some(id))
    }

    fn merge(&mut self, at: usize, record: Record) {
        for (name, value) in &record.fields {
            if differs(&self.records[at].fields, name, value) {
                self.problems.push(record.problem(name, RowProblem::DifferentAgain, value));
            } else {
                self.records[at].fields.insert(name.clone(), value.clone());
            }
        }
    }
}

fn differs(fields: &BTreeMap<String, String>, name: &str, value: &str) -> bool {
    fields.get(name).is_some_and(|old| old != value)
}

fn is_link(name: &str) -> bool {
    name.ends_with("_id")
}
