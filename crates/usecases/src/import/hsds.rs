//! Directories of services as Open Referral HSDS 3.1 (<https://docs.openreferral.org>): a JSON document in any of
//! its published shapes, a folder of such documents, or a folder of CSV tables with or without
//! `datapackage.json`. Everything becomes flat records first, so that all forms give the same [`Package`].

mod build;
mod flat;
mod folder;
mod link;
mod nested;
mod record;

pub use record::{
    Accessibility, Address, Attribute, CostOption, Language, Location, Organization, Owner, Phone, PlaceKind,
    Program, RequiredDocument, Schedule, Service, ServiceArea, ServiceAtLocation, Status, Taxonomy,
    TaxonomyTerm,
};

use super::problem::{FileProblem, RowProblem, Unsupported};
use super::sheet::Limits;
use flat::Flat;
use std::collections::BTreeMap;
use std::path::Path;

/// The shape in which a file holds its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The description of an API (`base.json`), without records.
    Description,
    /// One record with what belongs to it, or an array of such.
    Records,
    /// A page of a list, with its records under `contents`.
    Page,
    /// Tables by name, in one document (`tabular.json`).
    Tables,
    /// A CSV table.
    Csv,
}

/// A problem at one field of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageProblem {
    /// The file's name.
    pub file: String,
    /// The line of a CSV file, or the record of a JSON file (what is nested counts as its outermost record).
    pub row: u64,
    /// The table's name in the schema, such as `service_at_location`.
    pub table: &'static str,
    /// The record's `id`, if it has one.
    pub id: String,
    /// The field's name in the schema.
    pub field: String,
    /// What is wrong.
    pub problem: RowProblem,
    /// The beginning of what the field holds.
    pub value: String,
}

/// What a services directory needs of the files, with all pointers leading to a record that is here.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Package {
    /// The files that were read, and their shape.
    pub files: Vec<(String, Shape)>,
    /// Files of a folder that could not be read.
    pub unread: Vec<(String, FileProblem)>,
    /// Files of a folder that are not of HSDS.
    pub ignored: Vec<String>,
    /// Organisations.
    pub organizations: Vec<Organization>,
    /// Programs.
    pub programs: Vec<Program>,
    /// Services.
    pub services: Vec<Service>,
    /// Places.
    pub locations: Vec<Location>,
    /// Which service is given where.
    pub service_at_locations: Vec<ServiceAtLocation>,
    /// Addresses of places.
    pub addresses: Vec<Address>,
    /// Phones.
    pub phones: Vec<Phone>,
    /// Timetables.
    pub schedules: Vec<Schedule>,
    /// Languages.
    pub languages: Vec<Language>,
    /// Areas served.
    pub service_areas: Vec<ServiceArea>,
    /// Documents to bring.
    pub required_documents: Vec<RequiredDocument>,
    /// Prices.
    pub cost_options: Vec<CostOption>,
    /// Access for people with disabilities.
    pub accessibility: Vec<Accessibility>,
    /// Vocabularies.
    pub taxonomies: Vec<Taxonomy>,
    /// Terms of vocabularies.
    pub taxonomy_terms: Vec<TaxonomyTerm>,
    /// Terms said of records.
    pub attributes: Vec<Attribute>,
    /// What is wrong, record by record.
    pub problems: Vec<PackageProblem>,
    /// How many values of each `table.field` are in the files and not here.
    pub not_kept: BTreeMap<String, u64>,
}

/// Reads a JSON document, a CSV table, or a folder of either.
///
/// # Errors
/// [`FileProblem`] when there is nothing that can be read. In a folder, one bad file only goes to
/// [`Package::unread`].
pub fn read(path: &Path, limits: &Limits) -> Result<Package, FileProblem> {
    let mut flat = Flat::new(limits.max_rows);
    let mut package = Package::default();
    if std::fs::metadata(path)?.is_dir() {
        folder::read(path, limits, &mut flat, &mut package)?;
    } else if folder::has_extension(path, "zip") {
        return Err(FileProblem::Unsupported(Unsupported::Archive));
    } else {
        let shape = folder::read_file(path, None, limits, &mut flat)?.ok_or(FileProblem::NoRecords)?;
        package.files.push((folder::name(path), shape));
    }
    build::fill(flat, &mut package);
    Ok(package)
}

#[cfg(test)]
mod tests;
