//! Taxonomies in: the official CSV files of ESCO, any of them, in Spanish and English.
//!
//! What a file is, its columns say; its language, its name (`skills_es.csv`) or its folder (`es/`). The layout is that
//! of the CSV download of <https://esco.ec.europa.eu>. This service uses the ESCO classification of the European
//! Commission.

mod file;

use std::{collections::HashSet, hash::BuildHasher, path::Path};

use domain::policy::Object;
use store::taxonomy::{ConceptRow, LabelRow, LinkRow};

use self::file::{Content, Found, find};
use super::{
    problem::{FileProblem, RowProblem},
    run::{FileCounts, Note, Report, Run, Stopped, Watch, unit},
    sheet::{Limits, Row, Sheet},
};
use crate::{Ctx, Error, System};

/// Rows of all three tables that are written together.
const TOGETHER: usize = 5_000;

/// Definitions of groups are long.
const LIMITS: Limits = Limits {
    max_bytes: 500_000_000,
    max_rows: 5_000_000,
    max_columns: 60,
    max_cell: 200_000,
    max_unpacked: 500_000_000,
};

/// How many rows the files of a folder have, for a progress bar.
///
/// # Errors
/// [`FileProblem`] when there is no file of ESCO in it.
pub fn count(folder: &Path) -> Result<u64, FileProblem> {
    let mut rows = 0;
    for found in find(folder)?.0 {
        rows += Sheet::open(&found.path, &[], &LIMITS)?.map_while(Result::ok).count() as u64;
    }
    Ok(rows)
}

/// Brings in every file of ESCO in a folder, or one below it. What is there already is brought up to date.
///
/// # Errors
/// [`Stopped`] when there is no such file, or the database does not take it.
pub async fn import(
    sys: &System,
    ctx: &Ctx,
    folder: &Path,
    dry: bool,
    watch: &mut dyn Watch,
) -> Result<Report, Stopped> {
    let (files, others) = find(folder)?;
    let run = Run::begin(sys, ctx, dry, watch, (Object::Catalogue, "taxonomy"), folder).await?;
    let mut importer = Importer { run, seen: HashSet::new(), batch: Batch::default() };
    for other in others {
        importer.run.note(&Note::warn(0, other, "import-taxonomy-other-file"))?;
    }
    for found in &files {
        importer.take(found).await?;
    }
    importer.run.end().await
}

/// What is to be written together.
#[derive(Default)]
struct Batch {
    concepts: Vec<ConceptRow>,
    labels: Vec<LabelRow>,
    links: Vec<LinkRow>,
    rows: u64,
}

struct Importer<'a> {
    run: Run<'a>,
    /// Concepts that a file gave in a language, as hashes: collections repeat them.
    seen: HashSet<u64>,
    batch: Batch,
}

impl Importer<'_> {
    async fn take(&mut self, found: &Found) -> Result<(), Stopped> {
        let mut sheet = Sheet::open(&found.path, &[], &LIMITS)?;
        self.run.report.files.push(FileCounts { name: found.name.clone(), ..FileCounts::default() });
        let mut last = 0;
        for row in &mut sheet {
            let row = match row {
                Ok(row) => row,
                Err(problem) => {
                    let note =
                        Note { arguments: problem.args(), ..Note::refuse(last, &found.name, problem.key()) };
                    self.run.note(&note)?;
                    self.run.report.ended = Some(problem);
                    break;
                }
            };
            last = row.number;
            self.take_row(found, &row)?;
            if self.batch.concepts.len() + self.batch.labels.len() + self.batch.links.len() >= TOGETHER {
                self.flush().await?;
            }
        }
        self.flush().await
    }

    fn take_row(&mut self, found: &Found, row: &Row) -> Result<(), Stopped> {
        self.run.report.rows += 1;
        if let Some(counts) = self.run.report.files.last_mut() {
            counts.rows += 1;
        }
        self.batch.rows += 1;
        let place = |column: &str| format!("{}: {column}", found.name);
        let mut notes: Vec<Note> = row
            .problems
            .iter()
            // The hierarchy leaves blank cells at the end of its rows out.
            .filter(|problem| {
                found.content != Content::Hierarchy
                    || !matches!(problem.problem, RowProblem::MissingCells { .. })
            })
            .map(|problem| Note::found(row.number, place(&problem.column), &problem.problem, &problem.value))
            .collect();
        if !notes.iter().any(|note| note.refuses) {
            match found.content {
                Content::Concepts { lang, collection } => {
                    self.take_concept(found, row, lang, collection, &mut notes)
                }
                Content::Links { from, to } => {
                    self.take_link(row, (from, "relationtype", to), &place, &mut notes)
                }
                Content::Broader => self.take_link(row, ("concepturi", "", "broaderuri"), &place, &mut notes),
                Content::Hierarchy => self.take_levels(row),
            }
        }
        self.run.tell(&notes)?;
        Ok(())
    }

    fn take_concept(
        &mut self,
        found: &Found,
        row: &Row,
        lang: domain::message::Lang,
        collection: bool,
        notes: &mut Vec<Note>,
    ) {
        let place = |column: &str| format!("{}: {column}", found.name);
        let kind = row.get("concepttype").and_then(file::kind);
        let (Some(uri), Some(kind)) = (row.get("concepturi").filter(|uri| file::is_address(uri)), kind)
        else {
            let (column, value) = match kind {
                None => ("conceptType", row.get("concepttype")),
                Some(_) => ("conceptUri", row.get("concepturi")),
            };
            let key =
                if value.is_none() { RowProblem::MissingValue.key() } else { "import-taxonomy-unknown" };
            notes.push(Note::refuse(row.number, place(column), key).of(value.unwrap_or_default()));
            return;
        };
        for broader in row.get("broaderconcepturi").into_iter().flat_map(file::parts) {
            self.batch.links.push(LinkRow {
                from: uri.to_owned(),
                relation: "broader",
                to: broader.to_owned(),
            });
        }
        let key = self.seen.hasher().hash_one((uri, lang.word()));
        if !self.seen.insert(key) {
            if !collection {
                notes.push(Note::found(row.number, place("conceptUri"), &RowProblem::DuplicateId, uri));
            }
            return;
        }
        let title = row.get("preferredlabel");
        if title.is_none() {
            notes.push(Note::warn(row.number, place("preferredLabel"), "import-taxonomy-no-name").of(uri));
        }
        let names = ["altlabels", "hiddenlabels"].into_iter().filter_map(|column| row.get(column));
        let mut given: HashSet<&str> = HashSet::new();
        for label in title.into_iter().chain(names.flat_map(file::parts)) {
            if given.insert(label) {
                self.batch.labels.push(LabelRow { uri: uri.to_owned(), lang, label: label.to_owned() });
            }
        }
        self.batch.concepts.push(file::concept(row, uri, kind, lang));
    }

    fn take_link(
        &mut self,
        row: &Row,
        (from, relation, to): (&'static str, &'static str, &'static str),
        place: &dyn Fn(&str) -> String,
        notes: &mut Vec<Note>,
    ) {
        let word = match row.get(relation) {
            None if relation.is_empty() => Some("broader"),
            Some("essential") => Some("essential"),
            Some("optional") => Some("optional"),
            _ => None,
        };
        let address = |column: &str| row.get(column).filter(|uri| file::is_address(uri));
        match (address(from), word, address(to)) {
            (Some(from), Some(relation), Some(to)) => {
                self.batch.links.push(LinkRow { from: from.to_owned(), relation, to: to.to_owned() });
            }
            (start, word, _) => {
                let column = if start.is_none() {
                    from
                } else if word.is_none() {
                    relation
                } else {
                    to
                };
                let value = row.get(column).unwrap_or_default();
                notes.push(Note::refuse(row.number, place(column), "import-taxonomy-unknown").of(value));
            }
        }
    }

    /// A row of the hierarchy tells that each level is part of the one before it.
    fn take_levels(&mut self, row: &Row) {
        let levels: Vec<&str> = (0..4)
            .filter_map(|level| row.get(&format!("level{level}uri")))
            .filter(|uri| file::is_address(uri))
            .collect();
        for pair in levels.windows(2) {
            let (to, from) = (pair[0].to_owned(), pair[1].to_owned());
            self.batch.links.push(LinkRow { from, relation: "broader", to });
        }
    }

    async fn flush(&mut self) -> Result<(), Stopped> {
        let mut batch = std::mem::take(&mut self.batch);
        batch.links.sort_by(|one, other| {
            (&one.from, one.relation, &one.to).cmp(&(&other.from, other.relation, &other.to))
        });
        batch.links.dedup();
        let all = (batch.concepts.len() + batch.labels.len() + batch.links.len()) as u64;
        let (batch, now) = (&batch, self.run.ctx.now);
        let kept = unit(self.run.sys, self.run.dry, move |mut tx| async move {
            let mut kept = tx.put_concepts(&batch.concepts).await?;
            kept += tx.add_labels(&batch.labels, now).await?;
            kept += tx.add_links(&batch.links).await?;
            Ok::<_, Error>(tx.done(kept))
        })
        .await?;
        self.run.watch.done(batch.rows);
        self.run.report.kept += kept;
        self.run.report.known += all.saturating_sub(kept);
        if let Some(counts) = self.run.report.files.last_mut() {
            counts.kept += kept;
        }
        Ok(())
    }
}
