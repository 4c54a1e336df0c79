//! Workbooks: a thread reads the first visible sheet and hands over its rows, a few at a time.
//!
//! The thread keeps the workbook and its borrowed reader together, bounds what is in memory, and turns a panic
//! of the reading library into a damaged file.

use super::{Limits, RawCell, RawRow, archive};
use crate::import::problem::{FileProblem, RowProblem};
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Rows that may wait to be taken.
const WAITING: usize = 64;

enum Message {
    Opened { sheet: String, others: Vec<String> },
    Row(RawRow),
    End(Result<(), FileProblem>),
}

/// The rows of a workbook's sheet.
pub struct Rows {
    messages: Receiver<Message>,
    ended: bool,
}

/// Opens a workbook; gives its rows, the sheet's name, and the names of the other sheets.
///
/// # Errors
/// [`FileProblem`] when it is not a workbook that can be read safely.
pub fn open(path: &Path, limits: &Limits) -> Result<(Rows, String, Vec<String>), FileProblem> {
    archive::check(path, limits)?;
    let (sender, messages) = sync_channel(WAITING);
    let (path, limits) = (path.to_owned(), *limits);
    std::thread::Builder::new().name("workbook".to_owned()).spawn(move || {
        let end = read(path, &limits, &sender);
        // When nobody listens any more, nobody needs to know.
        let _ = sender.send(Message::End(end));
    })?;
    match messages.recv() {
        Ok(Message::Opened { sheet, others }) => Ok((Rows { messages, ended: false }, sheet, others)),
        Ok(Message::End(Err(problem))) => Err(problem),
        _ => Err(FileProblem::Damaged),
    }
}

impl Rows {
    /// The next row with content.
    ///
    /// # Errors
    /// [`FileProblem`] when the workbook turns out to be damaged.
    pub fn next(&mut self) -> Result<Option<RawRow>, FileProblem> {
        if self.ended {
            return Ok(None);
        }
        match self.messages.recv() {
            Ok(Message::Row(row)) => Ok(Some(row)),
            Ok(Message::End(end)) => {
                self.ended = true;
                end.map(|()| None)
            }
            _ => {
                self.ended = true;
                Err(FileProblem::Damaged)
            }
        }
    }
}

fn problem(error: XlsxError) -> FileProblem {
    match error {
        XlsxError::Password => FileProblem::Protected,
        _ => FileProblem::Damaged,
    }
}

fn read(path: PathBuf, limits: &Limits, sender: &SyncSender<Message>) -> Result<(), FileProblem> {
    let mut workbook: Xlsx<_> = Xlsx::new(BufReader::new(File::open(path)?)).map_err(problem)?;
    let shown: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let sheet = shown.first().cloned().ok_or(FileProblem::Empty)?;
    let others = workbook.sheet_names().into_iter().filter(|name| *name != sheet).collect();
    let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(problem)?;
    if sender.send(Message::Opened { sheet, others }).is_err() {
        return Ok(());
    }
    let mut row = RawRow { number: 0, cells: Vec::new(), sparse: true };
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(problem)? {
        let number = u64::from(cell.pos.0) + 1;
        if number != row.number {
            let next = RawRow { number, cells: Vec::new(), sparse: true };
            if !send(std::mem::replace(&mut row, next), sender) {
                return Ok(());
            }
        }
        let at = cell.pos.1 as usize;
        let raw = raw_cell(&cell.value, cell.formula.is_some());
        // One column past the limit is enough to say that there are too many.
        if at > limits.max_columns || (raw.text.is_empty() && raw.problem.is_none()) {
            continue;
        }
        if row.cells.len() <= at {
            row.cells.resize(at + 1, RawCell::default());
        }
        row.cells[at] = raw;
    }
    send(row, sender);
    Ok(())
}

/// Whether somebody still listens.
fn send(row: RawRow, sender: &SyncSender<Message>) -> bool {
    let blank = row.cells.iter().all(|cell| cell.text.trim().is_empty() && cell.problem.is_none());
    blank || sender.send(Message::Row(row)).is_ok()
}

fn raw_cell(value: &DataRef<'_>, computed: bool) -> RawCell {
    let text = match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => plain_number(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "true".to_owned(),
        DataRef::Bool(false) => "false".to_owned(),
        DataRef::DateTime(moment) => plain_moment(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => {
            return RawCell { text: error.to_string(), problem: Some(RowProblem::ErrorCell) };
        }
    };
    RawCell { text, problem: computed.then_some(RowProblem::FormulaValue) }
}

/// A number as the person typed it: no `.0`, and the 15 digits that Excel keeps.
fn plain_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let kept: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    kept.to_string()
}

/// `2026-01-31`, `2026-01-31T08:30:00`, or `08:30:00` for a time without a day.
fn plain_moment(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if moment.is_duration() {
        // To whole seconds; `as` saturates, and a negative span reads as 0.
        let seconds = (moment.as_f64() * 86_400.0).round() as u64;
        return format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
    if moment.as_f64() < 1.0 {
        return time;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{time}") }
}
