//! HSDS as JSON: finds out the shape and takes nested records apart, each with a pointer to what held it.

use super::Shape;
use super::flat::{Flat, Spot, Table};
use crate::import::json;
use crate::import::problem::{FileProblem, RowProblem};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Takes a document apart; `None` when it is not of HSDS.
///
/// # Errors
/// [`FileProblem`] when it is not JSON or has too many records.
pub fn read(text: &[u8], file: &str, flat: &mut Flat) -> Result<Option<Shape>, FileProblem> {
    let (value, twice) =
        json::parse(text).map_err(|error| FileProblem::NotJson { line: error.line() as u64 })?;
    let mut source = Source { file, flat };
    let shape = source.document(&value)?;
    let spot = Spot { file: file.to_owned(), row: 0 };
    for key in twice {
        let fields = BTreeMap::new();
        let record =
            super::flat::Record { table: Table::Metadata, spot: spot.clone(), id: String::new(), fields };
        let mut problem = record.problem(&key, RowProblem::DuplicateKey, "");
        problem.table = "";
        flat.problems.push(problem);
    }
    Ok(shape)
}

struct Source<'a> {
    file: &'a str,
    flat: &'a mut Flat,
}

impl Source<'_> {
    fn document(&mut self, value: &Value) -> Result<Option<Shape>, FileProblem> {
        let Value::Object(object) = value else {
            return match value {
                Value::Array(items) => Ok(self.records(items)?.then_some(Shape::Records)),
                _ => Ok(None),
            };
        };
        if let Some(Value::Array(items)) = object.get("contents") {
            return Ok((items.is_empty() || self.records(items)?).then_some(Shape::Page));
        }
        if !object.contains_key("id") && object.contains_key("version") && object.contains_key("openapi_url")
        {
            return Ok(Some(Shape::Description));
        }
        if !object.is_empty() && !object.contains_key("id") && object.values().all(Value::is_array) {
            return Ok(self.tables(object)?.then_some(Shape::Tables));
        }
        Ok(self.records(std::slice::from_ref(value))?.then_some(Shape::Records))
    }

    /// Whether there was any record that is known.
    fn records(&mut self, items: &[Value]) -> Result<bool, FileProblem> {
        let mut any = false;
        for (at, item) in items.iter().enumerate() {
            let spot = Spot { file: self.file.to_owned(), row: at as u64 + 1 };
            if let Some((object, table)) = item.as_object().and_then(|object| Some((object, kind(object)?))) {
                any = true;
                self.record(table, object, None, &spot, false)?;
            }
        }
        Ok(any)
    }

    fn tables(&mut self, object: &Map<String, Value>) -> Result<bool, FileProblem> {
        let mut any = false;
        for (name, items) in object {
            let rows = items.as_array().map(Vec::as_slice).unwrap_or_default();
            let Some(table) = Table::named(name) else {
                rows.iter().for_each(|_| self.flat.leave(name, "*"));
                continue;
            };
            any = true;
            for (at, row) in rows.iter().enumerate() {
                let spot = Spot { file: self.file.to_owned(), row: at as u64 + 1 };
                if let Some(row) = row.as_object() {
                    self.record(table, row, None, &spot, true)?;
                }
            }
        }
        Ok(any)
    }

    /// Adds a record and what is nested in it; gives its id.
    fn record(
        &mut self,
        table: Table,
        object: &Map<String, Value>,
        holder: Option<(Table, &str)>,
        spot: &Spot,
        table_row: bool,
    ) -> Result<Option<String>, FileProblem> {
        let mut fields: BTreeMap<String, String> = BTreeMap::new();
        let mut lists = Vec::new();
        for (key, value) in object {
            match value {
                Value::Object(inner) => {
                    if let Some(nested) = Table::named(key) {
                        if let Some(id) = self.record(nested, inner, None, spot, false)? {
                            fields.entry(format!("{}_id", nested.name())).or_insert(id);
                        }
                    } else {
                        self.flat.leave(table.name(), key);
                    }
                }
                Value::Array(items) => match Table::named(key) {
                    Some(nested) => lists.push((nested, items)),
                    None if items.is_empty() => {}
                    None => self.flat.leave(table.name(), key),
                },
                scalar => {
                    if let Some(text) = json::text(scalar) {
                        fields.insert(key.clone(), text);
                    }
                }
            }
        }
        if let Some((held_by, id)) = holder {
            let (pointer, known) = match table {
                Table::Attribute => ("link_id".to_owned(), "link_entity"),
                _ => (format!("{}_id", held_by.name()), ""),
            };
            if !known.is_empty() && !fields.contains_key(&pointer) {
                fields.insert(known.to_owned(), held_by.name().to_owned());
            }
            fields.entry(pointer).or_insert_with(|| id.to_owned());
        }
        let id = self.flat.add(table, spot, fields, table_row)?;
        if let Some(id) = &id {
            for (nested, items) in lists {
                for inner in items.iter().filter_map(Value::as_object) {
                    self.record(nested, inner, Some((table, id)), spot, false)?;
                }
            }
        }
        Ok(id)
    }
}

/// Of which table an outermost record is, by what only that table has.
fn kind(object: &Map<String, Value>) -> Option<Table> {
    let has = |names: &[&str]| names.iter().any(|name| object.contains_key(*name));
    if has(&["location_type"]) {
        Some(Table::Location)
    } else if has(&["location", "service"]) || (has(&["service_id"]) && has(&["location_id"])) {
        Some(Table::ServiceAtLocation)
    } else if has(&["status", "organization", "eligibility_description", "program", "service_at_locations"]) {
        Some(Table::Service)
    } else if has(&["taxonomy", "taxonomy_detail", "taxonomy_id", "term_uri", "parent_id"]) {
        Some(Table::TaxonomyTerm)
    } else if !has(&["name"]) {
        None
    } else if has(&["version", "uri"]) && !has(&ORGANIZATION) {
        Some(Table::Taxonomy)
    } else {
        Some(Table::Organization)
    }
}

/// Fields of an organisation that a taxonomy does not have.
const ORGANIZATION: [&str; 15] = [
    "alternate_name",
    "email",
    "website",
    "additional_websites",
    "tax_status",
    "tax_id",
    "year_incorporated",
    "legal_status",
    "logo",
    "parent_organization_id",
    "phones",
    "contacts",
    "locations",
    "services",
    "organization_identifiers",
];
