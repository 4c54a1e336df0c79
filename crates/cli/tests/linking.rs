//! A taxonomy comes in, and the real program links titles to it and measures how well.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The start of the addresses of occupations.
const OCCUPATION: &str = "http://data.europa.eu/esco/occupation/";

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("sinarem-linking-{}", std::process::id()));
        for part in ["esco/es", "esco/en", "melo"] {
            fs::create_dir_all(folder.join(part)).unwrap();
        }
        Self(folder)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }
}

/// Runs the program with these words and `given` on its standard input; what it says.
fn sinarem(arguments: &[&str], data: &Path, given: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sinarem"));
    command.args(arguments).arg("--data").arg(data).env_remove("SINAREM_DATABASE").env_remove("SINAREM_KEYS");
    let mut running =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    running.stdin.take().unwrap().write_all(given.as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Two unit groups and an occupation of each, in the layout of ESCO.
fn taxonomy(folder: &Folder) {
    let groups = "conceptType,conceptUri,code,preferredLabel,altLabels,description\n";
    let group = |code: &str, title: &str| {
        format!("ISCOGroup,http://data.europa.eu/esco/isco/C{code},{code},{title},,\n")
    };
    let occupations = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description\n";
    let occupation = |last: &str, unit: &str, names: &[&str], told: &str| {
        let (first, others) = names.split_first().unwrap();
        format!("Occupation,{OCCUPATION}{last},{unit},{first},\"{}\",{told}\n", others.join("\n"))
    };
    folder.write(
        "esco/es/ISCOGroups_es.csv",
        &[groups, &group("7541", "Buzos"), &group("2112", "Meteorólogos")].concat(),
    );
    folder.write(
        "esco/en/ISCOGroups_en.csv",
        &[groups, &group("7541", "Divers"), &group("2112", "Meteorologists")].concat(),
    );
    let diver = ["buzo de salvamento", "buza de salvamento", "submarinista de rescate"];
    let forecaster = ["previsor del tiempo", "pronosticadora meteorológica"];
    folder.write(
        "esco/es/occupations_es.csv",
        &[
            occupations,
            &occupation("o1", "7541", &diver, "Los buzos trabajan bajo el agua con equipos de respiración."),
            &occupation("o2", "2112", &forecaster, "Estudian la atmósfera y anuncian el tiempo que hará."),
        ]
        .concat(),
    );
    folder.write(
        "esco/en/occupations_en.csv",
        &[
            occupations,
            &occupation("o1", "7541", &["rescue diver"], "Divers work under water."),
            &occupation("o2", "2112", &["weather forecaster"], "They study the atmosphere."),
        ]
        .concat(),
    );
}

/// Four queries over five names, two of which are written alike, and one of a concept that the taxonomy has not.
fn benchmark(folder: &Folder) {
    folder.write(
        "melo/queries.tsv",
        "Q1\tBUZOS DE SALVAMENTO, EN GENERAL\nQ2\tPREVISORES DEL TIEMPO\nQ3\tSUBMARINISTAS DE RESCATE\nQ4\tMETEORÓLOGOS\n",
    );
    folder.write(
        "melo/corpus_elements.tsv",
        "C1_es_000\tbuzo de salvamento\nC1_es_001\tsubmarinista de rescate\nC2_es_000\tprevisor del tiempo\n\
         C2_es_001\tprevisor del tiempo\nC3_es_000\tmeteorólogo\n",
    );
    folder.write(
        "melo/concept_mapping.tsv",
        &["C1_es_000", "C1_es_001", "C2_es_000", "C2_es_001"]
            .iter()
            .map(|id| format!("{id}\t{OCCUPATION}o{}\n", &id[1..2]))
            .collect::<String>(),
    );
    folder.write(
        "melo/annotations.tsv",
        "Q1\t0\tC1_es_000\t1\nQ1\t0\tC1_es_001\t1\nQ2\t0\tC2_es_000\t1\nQ3\t0\tC1_es_001\t1\nQ4\t0\tC3_es_000\t1\n",
    );
}

#[test]
fn an_imported_taxonomy_is_linked_to_and_measured() {
    let folder = Folder::new();
    taxonomy(&folder);
    benchmark(&folder);
    let (data, at) = (folder.0.join("data"), |name: &str| folder.0.join(name).display().to_string());
    let imported = sinarem(&["import", "taxonomy", &at("esco"), "--lang", "en"], &data, "");
    assert!(imported.starts_with("Trained on"), "{imported}");
    assert!(imported.lines().any(|line| line == "Refused: 0"), "{imported}");

    let run = at("run.txt");
    let told = sinarem(&["bench", "melo", "--dir", &at("melo"), "--run", &run], &data, "");
    let line = |start: &str| {
        let found = told.lines().find_map(|line| line.strip_prefix(start));
        found.unwrap_or_else(|| panic!("no «{start}» in: {told}"))
    };
    assert_eq!(line("queries: "), "4");
    // The second query's relevant name is the same text as one with a higher identifier, which stands before it.
    assert_eq!(line("labels: "), "MRR 0.8750  A@1 0.7500  A@5 1.0000  A@10 1.0000");
    // With one name for each concept first, it waits for the other two concepts.
    assert_eq!(line("one name for each concept first: "), "MRR 0.8125  A@1 0.7500  A@5 1.0000  A@10 1.0000");
    assert_eq!(line("concepts: "), "top-5 1.0000  top-10 1.0000; unit groups: top-5 0.7500");
    assert!(line("vectors: ").ends_with(" MB"), "those that were kept, not trained anew: {told}");
    let ranked = fs::read_to_string(&run).unwrap();
    let rows: Vec<Vec<&str>> = ranked.lines().map(|row| row.split(' ').collect()).collect();
    assert_eq!(rows.len(), 4 * 5, "every name for every query");
    let second: Vec<&str> = rows.iter().filter(|row| row[0] == "Q2").map(|row| row[2]).collect();
    assert_eq!(second[..2], ["C2_es_001", "C2_es_000"], "a tie: by identifier, descending");
    for pair in rows.windows(2).filter(|pair| pair[0][0] == pair[1][0]) {
        let score = |row: &[&str]| row[4].parse::<f64>().unwrap();
        assert!(score(&pair[0]) >= score(&pair[1]), "{pair:?}");
    }

    let linked = sinarem(
        &["link", "occupations", "--limit", "3"],
        &data,
        "estudian la atmósfera\nbuzo de salvamento\n",
    );
    let codes: Vec<String> = linked
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|line| line["candidates"][0]["code"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(codes, ["2112", "7541"], "{linked}");
}

#[test]
fn without_an_import_the_built_in_names_answer() {
    let data = std::env::temp_dir().join(format!("sinarem-linking-none-{}", std::process::id()));
    let linked = sinarem(&["link", "occupations"], &data, "trabajé de rufero\n\n");
    let _ = fs::remove_dir_all(&data);
    let lines: Vec<serde_json::Value> =
        linked.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (lines.len(), &lines[0]["sure"], &lines[1]["sure"]),
        (2, &true.into(), &false.into()),
        "{linked}"
    );
    assert_eq!(lines[0]["candidates"][0]["code"], "7121", "{linked}");
}
