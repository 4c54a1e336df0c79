//! Vacancies as schema.org `JobPosting` in JSON-LD: one object, an array, an object with `@graph`, or one object
//! per line. Postings are cut out of the file one by one, so that a file of any length takes little memory and a
//! broken posting does not take the others with it.

mod cut;
mod markup;
mod posting;

pub use markup::plain_text;
pub use posting::{EmploymentType, Place, Posting, PostingProblem, Salary, SalaryUnit};

use super::Encoding;
use super::problem::{FileProblem, RowProblem};
use super::sheet::Limits;
use super::text::{TextReader, survey};
use super::{json, problem};
use cut::{Cutter, Piece};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::Path;

/// Bytes of one posting, at most.
const LONGEST: usize = 1_000_000;

/// Organisations and places of a `@graph` that are remembered, at most.
const MOST_NODES: usize = 10_000;

/// An open file of postings. Iterate over it; an `Err` is the last thing it gives.
pub struct Postings {
    cutter: Cutter<BufReader<TextReader>>,
    encoding: Encoding,
    nodes: BTreeMap<String, Value>,
    waiting: Vec<Posting>,
    given: u64,
    others: u64,
    ended: bool,
}

impl Postings {
    /// Opens a file.
    ///
    /// # Errors
    /// [`FileProblem`] when it is not text within the limits or does not begin as JSON.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, FileProblem> {
        let encoding = survey(path, limits.max_bytes)?;
        let by_lines = path
            .extension()
            .is_some_and(|name| name.eq_ignore_ascii_case("jsonl") || name.eq_ignore_ascii_case("ndjson"));
        let cutter = || -> Result<_, FileProblem> {
            let text = TextReader::open(path, encoding, limits.max_bytes)?;
            Cutter::begin(BufReader::with_capacity(64 * 1024, text), LONGEST, by_lines)
        };
        let mut first = cutter()?;
        let nodes = if first.may_hold_nodes() { nodes(&mut first)? } else { BTreeMap::new() };
        let cutter = cutter()?;
        Ok(Self { cutter, encoding, nodes, waiting: Vec::new(), given: 0, others: 0, ended: false })
    }

    /// How the letters of the file are written.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many objects passed so far were of another type, and so not given.
    #[must_use]
    pub const fn others(&self) -> u64 {
        self.others
    }

    fn take(&mut self, piece: &Piece) {
        if piece.too_long {
            let problem = RowProblem::RecordTooLong { kilobytes: LONGEST as u64 / 1_000 };
            return self.push(piece, Posting::refused(problem, &piece.text));
        }
        match json::parse(&piece.text) {
            Err(_) => self.push(piece, Posting::refused(RowProblem::NotJson, &piece.text)),
            Ok((value, twice)) => self.take_value(piece, &value, &twice),
        }
    }

    fn take_value(&mut self, piece: &Piece, value: &Value, twice: &[String]) {
        match value {
            Value::Array(items) if piece.nested => {
                for item in items {
                    self.take_value(piece, item, twice);
                }
            }
            Value::Object(object) => {
                if let Some(graph) = object.get("@graph") {
                    for node in json::objects(graph) {
                        self.take_value(piece, &Value::Object(node.clone()), twice);
                    }
                }
                if is(object, "JobPosting") {
                    let mut posting = Posting::read(object, &self.nodes);
                    posting.problems.extend(twice.iter().map(|key| PostingProblem {
                        field: problem::beginning(key, 60),
                        problem: RowProblem::DuplicateKey,
                        value: String::new(),
                    }));
                    self.push(piece, posting);
                } else if !object.contains_key("@graph") {
                    self.others += 1;
                }
            }
            _ => self.push(piece, Posting::refused(RowProblem::NotTheKind, &piece.text)),
        }
    }

    fn push(&mut self, piece: &Piece, mut posting: Posting) {
        self.given += 1;
        posting.number = self.given;
        posting.line = piece.line;
        self.waiting.push(posting);
    }
}

impl Iterator for Postings {
    type Item = Result<Posting, FileProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.waiting.is_empty() && !self.ended {
            match self.cutter.next() {
                Ok(Some(piece)) => {
                    self.take(&piece);
                    self.waiting.reverse();
                }
                Ok(None) => {
                    self.ended = true;
                    if self.given == 0 {
                        return Some(Err(FileProblem::NoRecords));
                    }
                }
                Err(problem) => {
                    self.ended = true;
                    return Some(Err(problem));
                }
            }
        }
        self.waiting.pop().map(Ok)
    }
}

/// Whether an object is of a schema.org type, however the type is written. An object without a type but with a
/// `title` is taken for a posting.
fn is(object: &Map<String, Value>, kind: &str) -> bool {
    match object.get("@type").or_else(|| object.get("type")) {
        Some(kinds) => {
            json::texts(kinds).iter().any(|name| name.rsplit(['/', ':', '#']).next() == Some(kind))
        }
        None => kind == "JobPosting" && object.contains_key("title") && !object.contains_key("@graph"),
    }
}

/// The organisations and places with an `@id`, which the postings of the same file may point to.
fn nodes(cutter: &mut Cutter<BufReader<TextReader>>) -> Result<BTreeMap<String, Value>, FileProblem> {
    let mut nodes = BTreeMap::new();
    loop {
        // What is wrong is told when the postings are read.
        let piece = match cutter.next() {
            Ok(Some(piece)) => piece,
            Ok(None) | Err(FileProblem::NotJson { .. }) => return Ok(nodes),
            Err(problem) => return Err(problem),
        };
        let holds_id = piece.text.windows(5).any(|five| five == b"\"@id\"");
        if piece.too_long || !holds_id || nodes.len() >= MOST_NODES {
            continue;
        }
        let Ok((value, _)) = json::parse(&piece.text) else { continue };
        for object in json::objects(&value) {
            let graph = object.get("@graph").map(json::objects).unwrap_or_default();
            for node in graph.into_iter().chain([object]) {
                if let (Some(id), false) = (node.get("@id").and_then(json::text), is(node, "JobPosting")) {
                    nodes.entry(id).or_insert_with(|| Value::Object(node.clone()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
