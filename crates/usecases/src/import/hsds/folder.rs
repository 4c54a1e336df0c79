//! HSDS as files: one JSON document or CSV table, or a folder of them.

use super::flat::{Flat, Spot, Table};
use super::{Package, Shape, nested};
use crate::import::problem::FileProblem;
use crate::import::sheet::{Limits, Sheet};
use crate::import::text::{TextReader, survey};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Bytes of a JSON document, which is read whole.
const LARGEST_DOCUMENT: u64 = 64_000_000;

/// Whether a file's name ends so.
pub fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// A file's name without its folder.
pub fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Reads the CSV tables of a folder, or if there are none its JSON documents.
///
/// # Errors
/// [`FileProblem`] when no file has records.
pub fn read(
    folder: &Path,
    limits: &Limits,
    flat: &mut Flat,
    package: &mut Package,
) -> Result<(), FileProblem> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    let tables = paths.iter().any(|path| has_extension(path, "csv"));
    let described = if tables { described(folder, limits) } else { BTreeMap::new() };
    for path in paths {
        let name = name(&path);
        let of_interest = has_extension(&path, if tables { "csv" } else { "json" });
        if !of_interest {
            if name != "datapackage.json" || described.is_empty() {
                package.ignored.push(name);
            }
            continue;
        }
        match read_file(&path, described.get(&name).copied(), limits, flat) {
            Ok(Some(shape)) => package.files.push((name, shape)),
            Ok(None) => package.ignored.push(name),
            // A table that a directory does not use is often there without rows.
            Err(FileProblem::NoRows | FileProblem::Empty) if tables => package.files.push((name, Shape::Csv)),
            Err(problem) => package.unread.push((name, problem)),
        }
    }
    let any = package.files.iter().any(|(_, shape)| *shape != Shape::Description);
    if any || !package.unread.is_empty() { Ok(()) } else { Err(FileProblem::NoRecords) }
}

/// Reads one file; `None` when it is not of HSDS. `table` says of which table it is, where its name does not.
///
/// # Errors
/// [`FileProblem`] when it cannot be read.
pub fn read_file(
    path: &Path,
    table: Option<Table>,
    limits: &Limits,
    flat: &mut Flat,
) -> Result<Option<Shape>, FileProblem> {
    if !has_extension(path, "csv") {
        return nested::read(&whole(path, limits)?, &name(path), flat);
    }
    match table.or_else(|| Table::named(&name(path))) {
        None => Ok(None),
        Some(table) => read_table(path, table, limits, flat).map(|()| Some(Shape::Csv)),
    }
}

fn read_table(path: &Path, table: Table, limits: &Limits, flat: &mut Flat) -> Result<(), FileProblem> {
    let file = name(path);
    for row in Sheet::open(path, &[], limits)? {
        let row = row?;
        let spot = Spot { file: file.clone(), row: row.number };
        let refused = row.refused();
        for found in &row.problems {
            let id = row.get("id").unwrap_or_default().to_owned();
            let record = super::flat::Record { table, spot: spot.clone(), id, fields: BTreeMap::new() };
            flat.problems.push(record.problem(&found.column, found.problem.clone(), &found.value));
        }
        if !refused {
            let fields = row.cells().map(|(name, cell)| (field_name(name), cell.to_owned())).collect();
            flat.add(table, &spot, fields, true)?;
        }
    }
    Ok(())
}

/// The schema's way to write a field's name.
fn field_name(header: &str) -> String {
    header.trim().to_lowercase().replace([' ', '-'], "_")
}

fn whole(path: &Path, limits: &Limits) -> Result<Vec<u8>, FileProblem> {
    let most = limits.max_bytes.min(LARGEST_DOCUMENT);
    let encoding = survey(path, most)?;
    let mut text = Vec::new();
    TextReader::open(path, encoding, most)?.read_to_end(&mut text)?;
    Ok(text)
}

/// What `datapackage.json` says of which table each file is. One that cannot be read says nothing: the files'
/// own names do.
fn described(folder: &Path, limits: &Limits) -> BTreeMap<String, Table> {
    #[derive(serde::Deserialize)]
    struct Described {
        resources: Vec<Resource>,
    }
    #[derive(serde::Deserialize)]
    struct Resource {
        name: String,
        path: Option<String>,
    }
    let Ok(text) = whole(&folder.join("datapackage.json"), limits) else { return BTreeMap::new() };
    let Ok(described) = serde_json::from_slice::<Described>(&text) else { return BTreeMap::new() };
    let entry = |resource: Resource| {
        let path = resource.path.unwrap_or_else(|| format!("{}.csv", resource.name));
        Some((path.strip_prefix("./").unwrap_or(&path).to_owned(), Table::named(&resource.name)?))
    };
    described.resources.into_iter().filter_map(entry).collect()
}
