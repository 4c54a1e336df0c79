//! Flat records to the structs of the package. What nobody takes out of a record is counted as not kept.

mod place;
mod service;

use super::flat::{Flat, Record, Table};
use super::link::{Index, circles};
use super::{
    Attribute, Language, Organization, Owner, Package, PackageProblem, Phone, Program, Schedule, Taxonomy,
    TaxonomyTerm,
};
use crate::import::jsonld::plain_text;
use crate::import::problem::RowProblem;
use jiff::civil::Date;

/// Fills the package with the records.
pub fn fill(flat: Flat, package: &mut Package) {
    let Flat { records, mut problems, not_kept, .. } = flat;
    let index = Index::of(&records);
    package.not_kept = not_kept;
    for record in records {
        let mut taker = Taker { record, index: &index, problems: &mut problems };
        let used = take(&mut taker, package);
        leave(&taker.record, used, package);
    }
    cut_circles(package, &mut problems);
    package.problems = problems;
}

/// Takes what is known out of a record. `false`: nothing of it was used.
fn take(taker: &mut Taker<'_>, package: &mut Package) -> bool {
    fn keep<T>(list: &mut Vec<T>, item: Option<T>) -> bool {
        let used = item.is_some();
        list.extend(item);
        used
    }
    match taker.record.table {
        Table::Organization => keep(&mut package.organizations, organization(taker)),
        Table::Program => keep(&mut package.programs, program(taker)),
        Table::Service => keep(&mut package.services, service::service(taker)),
        Table::Location => keep(&mut package.locations, Some(place::location(taker))),
        Table::ServiceAtLocation => {
            keep(&mut package.service_at_locations, service::service_at_location(taker))
        }
        Table::Address => keep(&mut package.addresses, place::address(taker)),
        Table::Phone => keep(&mut package.phones, phone(taker)),
        Table::Schedule => keep(&mut package.schedules, schedule(taker)),
        Table::Language => keep(&mut package.languages, language(taker)),
        Table::ServiceArea => keep(&mut package.service_areas, service::service_area(taker)),
        Table::RequiredDocument => keep(&mut package.required_documents, service::required_document(taker)),
        Table::CostOption => keep(&mut package.cost_options, service::cost_option(taker)),
        Table::Accessibility => keep(&mut package.accessibility, place::accessibility(taker)),
        Table::Taxonomy => keep(&mut package.taxonomies, taxonomy(taker)),
        Table::TaxonomyTerm => keep(&mut package.taxonomy_terms, term(taker)),
        Table::Attribute => keep(&mut package.attributes, attribute(taker)),
        Table::Contact
        | Table::OrganizationIdentifier
        | Table::Funding
        | Table::Url
        | Table::ServiceCapacity
        | Table::Unit
        | Table::Metadata
        | Table::MetaTableDescription => false,
    }
}

/// Counts what is left of a record. Of one that is not used its pointers do not count, they are no content.
fn leave(record: &Record, used: bool, package: &mut Package) {
    for field in record.fields.keys().filter(|field| used || !field.ends_with("_id")) {
        let name = format!("{}.{}", record.table.name(), crate::import::problem::beginning(field, 60));
        *package.not_kept.entry(name).or_insert(0) += 1;
    }
}

fn cut_circles(package: &mut Package, problems: &mut Vec<PackageProblem>) {
    let mut tell = |table: Table, field: &str, id: &str, parent: Option<String>| {
        problems.push(PackageProblem {
            file: String::new(),
            row: 0,
            table: table.name(),
            id: id.to_owned(),
            field: field.to_owned(),
            problem: RowProblem::CircularReference,
            value: parent.unwrap_or_default(),
        });
    };
    let organizations = package.organizations.iter().map(|one| (one.id.as_str(), one.parent.as_deref()));
    for at in circles(organizations) {
        let one = &mut package.organizations[at];
        tell(Table::Organization, "parent_organization_id", &one.id, one.parent.take());
    }
    let terms = package.taxonomy_terms.iter().map(|one| (one.id.as_str(), one.parent.as_deref()));
    for at in circles(terms) {
        let one = &mut package.taxonomy_terms[at];
        tell(Table::TaxonomyTerm, "parent_id", &one.id, one.parent.take());
    }
}

/// A record from which fields are taken one by one.
struct Taker<'a> {
    record: Record,
    index: &'a Index,
    problems: &'a mut Vec<PackageProblem>,
}

impl Taker<'_> {
    fn id(&self) -> String {
        self.record.id.clone()
    }

    fn tell(&mut self, field: &str, problem: RowProblem, value: &str) {
        self.problems.push(self.record.problem(field, problem, value));
    }

    /// A field as it is.
    fn field(&mut self, name: &str) -> Option<String> {
        self.record.fields.remove(name)
    }

    /// A field without markup.
    fn words(&mut self, name: &str) -> Option<String> {
        self.field(name).map(|html| plain_text(&html)).filter(|text| !text.is_empty())
    }

    /// A field without which the record is of no use.
    fn needed(&mut self, name: &str) -> Option<String> {
        let found = self.words(name);
        if found.is_none() {
            self.tell(name, RowProblem::MissingValue, "");
        }
        found
    }

    fn date(&mut self, name: &str) -> Option<Date> {
        let given = self.field(name)?;
        let read = given.get(..10).and_then(|day| day.parse().ok());
        if read.is_none() {
            self.tell(name, RowProblem::NotADate, &given);
        }
        read
    }

    fn number(&mut self, name: &str, least: f64, most: f64) -> Option<f64> {
        let given = self.field(name)?;
        let read = given.parse().ok().filter(|number: &f64| (least..=most).contains(number));
        if read.is_none() {
            self.tell(name, RowProblem::NotANumber, &given);
        }
        read
    }

    /// One of the known words.
    fn choice<T: Copy>(&mut self, name: &str, known: &[(&str, T)]) -> Option<T> {
        let given = self.field(name)?;
        let read = known.iter().find(|(word, _)| given.eq_ignore_ascii_case(word)).map(|(_, value)| *value);
        if read.is_none() {
            self.tell(name, RowProblem::UnknownValue, &given);
        }
        read
    }

    fn pointer(&mut self, name: &str, table: Table) -> Option<String> {
        self.index.take(&mut self.record, name, table, self.problems)
    }

    /// A pointer without which the record is of no use.
    fn needed_pointer(&mut self, name: &str, table: Table) -> Option<String> {
        if !self.record.fields.contains_key(name) {
            self.tell(name, RowProblem::MissingValue, "");
        }
        self.pointer(name, table)
    }

    /// To what the record belongs; none if to nothing that is here.
    fn owner(&mut self) -> Option<Owner> {
        let told = self.problems.len();
        let owner = self.index.take_owner(&mut self.record, self.problems);
        if owner != Owner::default() {
            return Some(owner);
        }
        // What belongs to a phone or to a contact alone is not kept, and that is counted.
        let elsewhere = ["phone_id", "contact_id"].iter().any(|name| self.record.fields.contains_key(*name));
        if self.problems.len() == told && !elsewhere {
            self.tell("service_id", RowProblem::MissingValue, "");
        }
        None
    }
}

fn organization(taker: &mut Taker<'_>) -> Option<Organization> {
    Some(Organization {
        id: taker.id(),
        name: taker.needed("name")?,
        alternate_name: taker.words("alternate_name"),
        description: taker.words("description"),
        email: taker.field("email"),
        website: taker.field("website"),
        parent: taker.pointer("parent_organization_id", Table::Organization),
    })
}

fn program(taker: &mut Taker<'_>) -> Option<Program> {
    Some(Program {
        id: taker.id(),
        organization: taker.pointer("organization_id", Table::Organization),
        name: taker.needed("name")?,
        description: taker.words("description"),
    })
}

fn phone(taker: &mut Taker<'_>) -> Option<Phone> {
    let owner = taker.owner()?;
    let number = taker.needed("number")?.trim_matches(['"', '\'', ' ']).to_owned();
    Some(Phone {
        owner,
        number,
        extension: taker.field("extension"),
        kind: taker.field("type"),
        description: taker.words("description"),
    })
}

fn schedule(taker: &mut Taker<'_>) -> Option<Schedule> {
    Some(Schedule {
        owner: taker.owner()?,
        valid_from: taker.date("valid_from"),
        valid_to: taker.date("valid_to"),
        freq: taker.field("freq"),
        interval: taker.field("interval"),
        byday: taker.field("byday"),
        bymonthday: taker.field("bymonthday"),
        opens_at: taker.field("opens_at"),
        closes_at: taker.field("closes_at"),
        description: taker.words("description"),
        notes: taker.words("notes"),
    })
}

fn language(taker: &mut Taker<'_>) -> Option<Language> {
    let owner = taker.owner()?;
    let (name, code, note) = (taker.field("name"), taker.field("code"), taker.words("note"));
    if name.is_none() && code.is_none() {
        taker.tell("name", RowProblem::MissingValue, "");
        return None;
    }
    Some(Language { owner, name, code, note })
}

fn taxonomy(taker: &mut Taker<'_>) -> Option<Taxonomy> {
    Some(Taxonomy { id: taker.id(), name: taker.needed("name")?, uri: taker.field("uri") })
}

fn term(taker: &mut Taker<'_>) -> Option<TaxonomyTerm> {
    Some(TaxonomyTerm {
        id: taker.id(),
        taxonomy: taker.pointer("taxonomy_id", Table::Taxonomy),
        taxonomy_name: taker.field("taxonomy"),
        parent: taker.pointer("parent_id", Table::TaxonomyTerm),
        code: taker.field("code"),
        name: taker.needed("name")?,
        uri: taker.field("term_uri"),
        language: taker.field("language"),
    })
}

fn attribute(taker: &mut Taker<'_>) -> Option<Attribute> {
    let owner = match taker.index.take_linked(&mut taker.record) {
        Ok(owner) => owner,
        Err(stranger) => {
            let id = taker.record.fields.get("link_id").cloned().unwrap_or_default();
            if !stranger {
                taker.tell("link_id", RowProblem::MissingReference, &id);
            }
            return None;
        }
    };
    Some(Attribute {
        owner,
        term: taker.needed_pointer("taxonomy_term_id", Table::TaxonomyTerm)?,
        link_type: taker.field("link_type"),
        value: taker.field("value"),
    })
}
