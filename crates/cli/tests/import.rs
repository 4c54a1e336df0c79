//! The real program, really killed: whole rows only, and the second run completes.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

/// Rows of the file; enough for the kill to come half way.
const ROWS: usize = 3_000;
/// Rows of one unit of work of the importer.
const BATCH: u64 = 200;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("sinarem-cli-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn sinarem(arguments: &[&str], data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sinarem"));
    command.args(arguments).arg("--data").arg(data).env_remove("SINAREM_DATABASE").env_remove("SINAREM_KEYS");
    command
}

/// The number after a line's words, in the English report.
fn number(output: &Output, line: &str) -> u64 {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let found = text.lines().find_map(|one| one.strip_prefix(line)?.trim().parse().ok());
    found.unwrap_or_else(|| panic!("no «{line}» in: {text} {}", String::from_utf8_lossy(&output.stderr)))
}

fn table(folder: &Path) -> PathBuf {
    let header = "identificador,puesto,descripcion,empleador,municipio,salario,ocupacion,cierre\n".to_owned();
    let last = "2099-12-31";
    let rows = (0..ROWS).fold(header, |text, at| {
        text + &format!(
            "V{at},Albañil {at},Levantar paredes de block,Firma {},0101,9000,7112,{last}\n",
            at % 50
        )
    });
    let path = folder.join("vacantes.csv");
    fs::write(&path, rows).unwrap();
    path
}

/// Bytes of the database and its log.
fn size(data: &Path) -> u64 {
    ["sinarem.db", "sinarem.db-wal"]
        .iter()
        .filter_map(|name| fs::metadata(data.join(name)).ok())
        .map(|file| file.len())
        .sum()
}

#[test]
fn a_killed_import_leaves_whole_batches_and_completes_when_run_again() {
    let folder = Folder::new("kill");
    let (path, data) = (table(&folder.0), folder.0.join("data"));
    let arguments = ["import", "vacancies", path.to_str().unwrap(), "--lang", "en"];
    // The tables and the built-in lists first, so that what grows is what is imported.
    assert!(sinarem(&["migrate"], &data).status().unwrap().success());
    let before = size(&data);
    let mut killed = sinarem(&arguments, &data).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let started = Instant::now();
    while size(&data) < before + 1_200_000 && started.elapsed() < Duration::from_secs(120) {
        assert_eq!(killed.try_wait().unwrap(), None, "it was faster than the kill");
        std::thread::sleep(Duration::from_millis(2));
    }
    // On Unix this is SIGKILL.
    killed.kill().unwrap();
    assert!(!killed.wait().unwrap().success());

    let again = sinarem(&arguments, &data).output().unwrap();
    let (new, known) = (number(&again, "New:"), number(&again, "There already:"));
    eprintln!("killed after {known} of {ROWS} rows");
    assert_eq!(new + known, ROWS as u64, "every row, once");
    assert_eq!(known % BATCH, 0, "whole units of work only");
    assert!(known > 0 && new > 0, "killed half way: {known} and {new}");
    // The first batch has all of them.
    assert!(!String::from_utf8_lossy(&again.stdout).contains("New organisations:"), "employers come once");

    let third = sinarem(&arguments, &data).output().unwrap();
    assert_eq!((number(&third, "New:"), number(&third, "There already:")), (0, ROWS as u64));
    assert_eq!(third.status.code(), Some(0));
    assert!(sinarem(&["doctor"], &data).status().unwrap().success(), "the audit is whole");
}

#[test]
fn the_exit_code_tells_whether_everything_was_kept() {
    let folder = Folder::new("codes");
    let data = folder.0.join("data");
    let run = |name: &str, text: &str, what: &str, more: &[&str]| {
        let path = folder.0.join(name);
        fs::write(&path, text).unwrap();
        let mut arguments = vec!["import", what, path.to_str().unwrap(), "--lang", "en"];
        arguments.extend(more);
        sinarem(&arguments, &data).output().unwrap()
    };
    let list = "nombre,nacimiento,municipio\nAna,1990,0101\nNiño,2020,0101\n";
    let tried = run("lista.csv", list, "people", &["--dry-run"]);
    assert_eq!(tried.status.code(), Some(2), "one is under age");
    assert_eq!((number(&tried, "New:"), number(&tried, "Refused:")), (1, 1));
    assert!(!folder.0.join("lista.csv.slips.csv").exists(), "nobody was registered");
    let kept = run("lista.csv", list, "people", &[]);
    assert_eq!((number(&kept, "New:"), number(&kept, "There already:")), (1, 0));
    let slips = fs::read_to_string(folder.0.join("lista.csv.slips.csv")).unwrap();
    assert_eq!(slips.lines().count(), 2, "{slips}");
    let errors = fs::read_to_string(folder.0.join("lista.csv.errors.csv")).unwrap();
    assert!(errors.contains("3,nacimiento,refused,This person is under 18"), "{errors}");
    let again = run("lista.csv", list, "people", &[]);
    assert_eq!(again.status.code(), Some(2), "{again:?}");
    assert_eq!(fs::read_to_string(folder.0.join("lista.csv.slips.csv")).unwrap(), slips, "slips stay");

    let whole = run("buena.csv", "nombre,nacimiento,municipio\nEva,1991,0101\n", "people", &[]);
    assert_eq!(whole.status.code(), Some(0));
    assert!(!folder.0.join("buena.csv.errors.csv").exists(), "nothing to tell");
    for (name, text, words) in [
        ("vacia.csv", "", "empty"),
        ("sin.csv", "a,b\n1,2\n", "missing"),
        ("pdf.csv", "%PDF-1.4 x", "PDF"),
        ("mal.json", "{\"@type\":\"JobPosting\"", ""),
    ] {
        let what = if name.ends_with("json") { "vacancies" } else { "people" };
        let refused = run(name, text, what, &[]);
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        let said = String::from_utf8_lossy(&refused.stdout).into_owned();
        assert!(matches!(refused.status.code(), Some(1 | 2)), "{name}: {told} {said}");
        assert!(told.contains(words), "{name}: {told}");
    }
    let gone = sinarem(&["import", "people", "nowhere.csv"], &data).output().unwrap();
    assert_eq!(gone.status.code(), Some(1));
}

#[test]
fn a_file_of_a_tablet_is_told_record_by_record() {
    let folder = Folder::new("intake");
    let (path, data) = (folder.0.join("recepcion.json"), folder.0.join("data"));
    let run = |text: &str| {
        fs::write(&path, text).unwrap();
        let path = path.display().to_string();
        sinarem(&["import", "intake", &path, "--lang", "en"], &data).output().unwrap()
    };
    let none = run("{\"kind\":\"something\",\"records\":[]}");
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).contains("not one of a reception tablet"));
    assert!(!data.exists(), "nothing is left behind");
    let key = "019ab000-0000-7000-8000-00000003fa9c";
    let record = format!("{{\"key\":\"{key}\",\"to\":\"0a1b2c3d\",\"sealed\":\"AAAA\"}}");
    let damaged = run(&format!("{{\"kind\":\"sinarem-intake-1\",\"records\":[{record}]}}"));
    assert_eq!(damaged.status.code(), Some(2), "{}", String::from_utf8_lossy(&damaged.stderr));
    let told = String::from_utf8_lossy(&damaged.stdout).into_owned();
    assert!(told.contains("03FA9C  It could not be opened"), "{told}");
    assert!(told.contains("0 of 1 were registered"), "{told}");
    assert_eq!(run("{\"kind\":\"sinarem-intake-1\",\"records\":[]}").status.code(), Some(0));
}
