//! Pointers between records: those that lead nowhere or in a circle are dropped and told.

use super::flat::{Record, Table};
use super::{Owner, PackageProblem};
use crate::import::problem::RowProblem;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The ids of the records that are kept, and to what contacts belong.
#[derive(Default)]
pub struct Index {
    ids: HashMap<Table, HashSet<String>>,
    contacts: HashMap<String, BTreeMap<String, String>>,
}

impl Index {
    /// Gathers the ids of the usable records.
    pub fn of(records: &[Record]) -> Self {
        let mut index = Self::default();
        for record in records {
            let named = record.fields.contains_key("name");
            let needs_name = matches!(
                record.table,
                Table::Organization | Table::Program | Table::Service | Table::Taxonomy | Table::TaxonomyTerm
            );
            if record.table == Table::Contact {
                index.contacts.insert(record.id.clone(), record.fields.clone());
            }
            if named || !needs_name {
                index.ids.entry(record.table).or_default().insert(record.id.clone());
            }
        }
        // A service at a location is only kept if both are.
        let unusable = |record: &&Record| {
            record.table == Table::ServiceAtLocation
                && [("service_id", Table::Service), ("location_id", Table::Location)]
                    .iter()
                    .any(|(field, table)| !record.fields.get(*field).is_some_and(|id| index.has(*table, id)))
        };
        let unusable: Vec<String> = records.iter().filter(unusable).map(|record| record.id.clone()).collect();
        if let Some(ids) = index.ids.get_mut(&Table::ServiceAtLocation) {
            unusable.iter().for_each(|id| {
                ids.remove(id);
            });
        }
        index
    }

    /// Whether there is such a record.
    pub fn has(&self, table: Table, id: &str) -> bool {
        self.ids.get(&table).is_some_and(|ids| ids.contains(id))
    }

    /// Takes a pointer out of a record; none when it leads nowhere, which is told.
    pub fn take(
        &self,
        record: &mut Record,
        field: &str,
        table: Table,
        problems: &mut Vec<PackageProblem>,
    ) -> Option<String> {
        let id = record.fields.remove(field)?;
        if self.has(table, &id) {
            return Some(id);
        }
        problems.push(record.problem(field, RowProblem::MissingReference, &id));
        None
    }

    /// Takes out of a record to what it belongs, through its contact if it has one.
    pub fn take_owner(&self, record: &mut Record, problems: &mut Vec<PackageProblem>) -> Owner {
        if let Some(contact) = record.fields.get("contact_id").and_then(|id| self.contacts.get(id)) {
            for (field, id) in contact.iter().filter(|(field, _)| field.ends_with("_id")) {
                record.fields.entry(field.clone()).or_insert_with(|| id.clone());
            }
            record.fields.remove("contact_id");
        }
        let mut take = |field: &str, table: Table| self.take(record, field, table, problems);
        Owner {
            organization: take("organization_id", Table::Organization),
            service: take("service_id", Table::Service),
            location: take("location_id", Table::Location),
            service_at_location: take("service_at_location_id", Table::ServiceAtLocation),
        }
    }

    /// Takes out of an attribute of what it is said. `Err(true)`: of a record that a directory does not keep.
    pub fn take_linked(&self, record: &mut Record) -> Result<Owner, bool> {
        let entity = record.fields.remove("link_entity").and_then(|name| Table::named(&name));
        let id = record.fields.remove("link_id").unwrap_or_default();
        let known = |table: Table| {
            let may = entity.is_none_or(|named| named == table);
            (may && self.has(table, &id)).then(|| id.clone())
        };
        let owner = Owner {
            organization: known(Table::Organization),
            service: known(Table::Service),
            location: known(Table::Location),
            service_at_location: known(Table::ServiceAtLocation),
        };
        if owner != Owner::default() {
            return Ok(owner);
        }
        let kept = [Table::Organization, Table::Service, Table::Location, Table::ServiceAtLocation];
        let stranger = entity.is_some_and(|table| !kept.contains(&table));
        record.fields.insert("link_id".to_owned(), id);
        Err(stranger)
    }
}

/// The records whose pointer to a parent closes a circle, by place in the list.
pub fn circles<'a>(records: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> Vec<usize> {
    let records: Vec<_> = records.collect();
    let places: HashMap<&str, usize> = records.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    // 0: not seen; otherwise the walk, from 1, on which it was seen.
    let mut seen = vec![0_usize; records.len()];
    let mut found = Vec::new();
    for start in 0..records.len() {
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            match records[at].1.and_then(|parent| places.get(parent)) {
                Some(next) if seen[*next] == start + 1 => found.push(at),
                Some(next) => at = *next,
                None => break,
            }
        }
    }
    found
}
