//! What became of an import, in words.

use std::time::Duration;

use usecases::import::{
    Report,
    problem::{FileProblem, Value},
};
use web::i18n::{Arg, T};

use crate::command::say;

/// Says everything.
pub fn say_all(t: T, report: &Report, dry: bool, time: Duration) {
    if dry {
        say(&t.s("import-report-dry"));
    }
    let count = |key: &str, rows: u64| say(&t.one(key, "n", number(rows)));
    count("import-report-rows", report.rows);
    // A row of a taxonomy makes several records: a concept, its names, its links.
    if report.files.iter().all(|file| file.rows == 0) {
        count("import-report-kept", report.kept);
        count("import-report-known", report.known);
    } else {
        count("import-report-records-kept", report.kept);
        count("import-report-records-known", report.known);
    }
    count("import-report-refused", report.refused);
    count("import-report-warned", report.warned);
    if report.agencies > 0 {
        count("import-report-agencies", report.agencies);
    }
    for file in report.files.iter().filter(|file| file.rows > 0) {
        let values =
            vec![("file", (&file.name).into()), ("rows", number(file.rows)), ("kept", number(file.kept))];
        say(&t.with("import-report-file", values));
    }
    if !report.not_kept.is_empty() {
        say(&t.s("import-report-not-kept"));
        for (name, values) in &report.not_kept {
            say(&format!("  {name}: {values}"));
        }
    }
    if let Some(problem) = &report.ended {
        say(&file_problem(t, problem));
    }
    say(&t.one("import-report-seconds", "seconds", format!("{:.1}", time.as_secs_f64())));
}

fn number<'a>(rows: u64) -> Arg<'a> {
    i64::try_from(rows).unwrap_or(i64::MAX).into()
}

/// Why a file cannot be read, in words.
pub fn file_problem(t: T, problem: &FileProblem) -> String {
    words(t, problem.key(), &problem.args())
}

/// A message with its values.
pub fn words(t: T, key: &str, arguments: &[(&'static str, Value)]) -> String {
    let value = |value: &Value| match value {
        Value::Number(count) => number(*count),
        Value::Text(text) => text.clone().into(),
    };
    t.with(key, arguments.iter().map(|(name, argument)| (*name, value(argument))).collect())
}
