//! Files of postings in the four forms, and what is broken in them.

use super::*;
use std::path::PathBuf;

/// A file of its own in the system's temporary folder, removed at the end.
struct Fixture(PathBuf);

impl Fixture {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("postings-{}-{name}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        Self(path)
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn read(name: &str, text: &str) -> Vec<Result<Posting, FileProblem>> {
    let file = Fixture::new(name, text);
    match Postings::open(&file.0, &Limits::default()) {
        Ok(postings) => postings.collect(),
        Err(problem) => vec![Err(problem)],
    }
}

const FULL: &str = r##"{
  "@context": "https://schema.org/", "@type": "JobPosting",
  "title": "Albañil", "description": "<p>Obra en zona 10.</p><script>bad()</script><ul><li>Casco</li></ul>",
  "identifier": {"@type": "PropertyValue", "name": "Constructora", "value": "A-17"},
  "hiringOrganization": {"@type": "Organization", "name": "Constructora Ejemplo"},
  "jobLocation": [{"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Mixco",
    "addressRegion": "Guatemala", "addressCountry": {"@type": "Country", "name": "GT"}}}],
  "baseSalary": {"@type": "MonetaryAmount", "currency": "gtq",
    "value": {"@type": "QuantitativeValue", "minValue": 3500, "maxValue": "4,200.50", "unitText": "MONTH"}},
  "employmentType": ["FULL_TIME", "TEMPORARY"], "datePosted": "2026-01-15",
  "validThrough": "2026-03-01T23:59:59-06:00", "skills": "block, repello; lectura de planos",
  "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 24},
  "educationRequirements": {"@type": "EducationalOccupationalCredential", "credentialCategory": "high school"},
  "jobLocationType": "TELECOMMUTE", "url": "https://example.org/17", "totalJobOpenings": "3",
  "industry": "Construcción"
}"##;

#[test]
fn an_occupation_is_read_only_from_its_own_classification() {
    let of = |category: &str| {
        let text =
            format!(r#"{{"@type": "JobPosting", "title": "Albañil", "occupationalCategory": {category}}}"#);
        let posting = read("category.json", &text).remove(0).unwrap();
        (posting.occupation.map(|code| code.to_string()), posting.not_kept)
    };
    for good in [
        r#""7112""#,
        r#""7112 Albañiles""#,
        r#"["Construcción", "ISCO-08:7112"]"#,
        r#"{"@type": "CategoryCode", "inCodeSet": "CIUO-08", "codeValue": "7112"}"#,
    ] {
        assert_eq!(of(good), (Some("7112".to_owned()), vec![]), "{good}");
    }
    for other in [r#""47-2061.00""#, r#""Albañil""#, r#""2026""#, r#""71123""#] {
        assert_eq!(of(other), (None, vec!["occupationalCategory".to_owned()]), "{other}");
    }
}

#[test]
fn a_full_posting_on_its_own() {
    let postings = read("full.json", FULL);
    assert_eq!(postings.len(), 1);
    let posting = postings[0].as_ref().unwrap();
    assert_eq!(posting.problems, []);
    assert_eq!((posting.number, posting.line), (1, 1));
    assert_eq!(posting.title, "Albañil");
    assert_eq!(posting.description.as_deref(), Some("Obra en zona 10.\n- Casco"));
    assert_eq!(posting.identifier.as_deref(), Some("A-17"));
    assert_eq!(posting.organization.as_deref(), Some("Constructora Ejemplo"));
    let place = &posting.places[0];
    assert_eq!((place.locality.as_deref(), place.region.as_deref()), (Some("Mixco"), Some("Guatemala")));
    assert_eq!(place.country.as_deref(), Some("GT"));
    let salary = posting.salary.as_ref().unwrap();
    assert_eq!((salary.minimum, salary.maximum), (Some(350_000), Some(420_050)));
    assert_eq!((salary.currency.as_deref(), salary.unit), (Some("GTQ"), Some(SalaryUnit::Month)));
    assert_eq!(posting.employment_types, [EmploymentType::FullTime, EmploymentType::Temporary]);
    assert_eq!(posting.posted, Some(jiff::civil::date(2026, 1, 15)));
    assert_eq!(posting.valid_through, Some(jiff::civil::date(2026, 3, 1)));
    assert_eq!(posting.skills, ["block", "repello", "lectura de planos"]);
    assert_eq!((posting.months_of_experience, posting.openings), (Some(24), Some(3)));
    assert_eq!(posting.education, ["high school"]);
    assert!(posting.remote);
    assert_eq!(posting.url.as_deref(), Some("https://example.org/17"));
    assert_eq!(posting.not_kept, ["industry"]);
}

#[test]
fn lists_lines_and_concatenations() {
    let one = serde_json::to_string(&serde_json::from_str::<Value>(FULL).unwrap()).unwrap();
    for (name, text) in [
        ("list.json", format!("[{one},\n{FULL}]")),
        ("lines.jsonl", format!("{one}\n\n{one}\n")),
        ("unnamed-lines.json", format!("{one}\r\n{one}")),
        ("after.json", format!("{FULL}\n{FULL}")),
        ("marked.json", format!("\u{feff} [{FULL}, {one}]\n")),
    ] {
        let postings = read(name, &text);
        assert_eq!(postings.len(), 2, "{name}");
        for (at, posting) in postings.iter().enumerate() {
            let posting = posting.as_ref().unwrap();
            assert_eq!((posting.number, posting.title.as_str()), (at as u64 + 1, "Albañil"), "{name}");
            assert!(posting.problems.is_empty(), "{name}");
        }
    }
}

#[test]
fn a_graph_with_nodes() {
    let text = r##"{"@context": "https://schema.org", "@graph": [
        {"@type": "JobPosting", "title": "Mesera", "hiringOrganization": {"@id": "#o"}, "jobLocation": {"@id": "#p"}},
        {"@type": "Organization", "@id": "#o", "name": "Comedor"},
        {"@type": "Place", "@id": "#p", "address": {"addressLocality": "Antigua"}},
        {"@type": ["Thing", "https://schema.org/JobPosting"], "schema:title": [{"@value": "Cocinero"}]}
    ]}"##;
    let postings: Vec<Posting> = read("graph.json", text).into_iter().map(Result::unwrap).collect();
    assert_eq!(postings.len(), 2);
    assert_eq!(postings[0].organization.as_deref(), Some("Comedor"));
    assert_eq!(postings[0].places[0].locality.as_deref(), Some("Antigua"));
    assert_eq!((postings[1].title.as_str(), postings[1].line), ("Cocinero", 5));
    let line = text.replace('\n', " ");
    let postings = read("graph.jsonl", &line);
    assert_eq!(postings.len(), 2);
    assert_eq!(postings[0].as_ref().unwrap().organization.as_deref(), Some("Comedor"));
}

#[test]
fn what_is_wrong_stays_with_its_posting() {
    let text = r#"[
        {"title": "a", "datePosted": "ayer", "totalJobOpenings": "muchas", "url": "javascript:x()",
         "baseSalary": "a convenir", "employmentType": "SOMETIMES"},
        {"title": "b", "title": "c", "baseSalary": 5000},
        {"description": "sin título", "@type": "JobPosting"},
        {"title": tru},
        7,
        {"title": "last", "hiringOrganization": "Tienda", "jobLocation": "Cobán, Alta Verapaz"}
    ]"#;
    let postings: Vec<Posting> = read("wrong.json", text).into_iter().map(Result::unwrap).collect();
    assert_eq!(postings.len(), 6);
    let keys = |at: usize| -> Vec<(&str, &str)> {
        postings[at].problems.iter().map(|found| (found.field.as_str(), found.problem.key())).collect()
    };
    assert_eq!(
        keys(0),
        [
            ("baseSalary", "import-row-not-a-number"),
            ("employmentType", "import-row-unknown-value"),
            ("datePosted", "import-row-not-a-date"),
            ("url", "import-row-unknown-value"),
            ("totalJobOpenings", "import-row-not-a-number"),
        ]
    );
    assert!(!postings[0].is_refused());
    assert_eq!(keys(1), [("title", "import-row-duplicate-key")]);
    assert_eq!(postings[1].title, "b");
    assert_eq!(postings[1].salary.as_ref().unwrap().minimum, Some(500_000));
    assert_eq!(keys(2), [("title", "import-row-missing-value")]);
    assert_eq!((keys(3), postings[3].line), (vec![("", "import-row-not-json")], 6));
    assert_eq!(keys(4), [("", "import-row-not-the-kind")]);
    assert!(postings[2..5].iter().all(Posting::is_refused));
    assert_eq!(postings[5].organization.as_deref(), Some("Tienda"));
    assert_eq!(postings[5].places[0].name.as_deref(), Some("Cobán, Alta Verapaz"));
}

#[test]
fn broken_lines_do_not_stop_the_others() {
    let postings = read("broken.jsonl", "{\"title\":\"a\"}\n{\"title\":\"b\n{\"title\":\"c\"}\n");
    let titles: Vec<&str> = postings.iter().map(|posting| posting.as_ref().unwrap().title.as_str()).collect();
    assert_eq!(titles, ["a", "", "c"]);
    assert_eq!(postings[1].as_ref().unwrap().line, 2);
}

#[test]
fn files_refused() {
    assert_eq!(read("r1.json", ""), [Err(FileProblem::Empty)]);
    assert_eq!(read("r2.json", "\n\ntitle;place\n"), [Err(FileProblem::NotJson { line: 3 })]);
    assert_eq!(read("r3.json", "[]"), [Err(FileProblem::NoRecords)]);
    assert_eq!(read("r4.json", "{\"@type\":\"Person\",\"name\":\"x\"}"), [Err(FileProblem::NoRecords)]);
    let cut = read("r5.json", "[{\"title\":\"a\"},\n{\"title\":");
    assert_eq!(cut[0].as_ref().unwrap().title, "a");
    assert_eq!(cut[1], Err(FileProblem::NotJson { line: 2 }));
    let long = format!("[{{\"title\":\"{}\"}},{{\"title\":\"b\"}}]", "a".repeat(1_100_000));
    let postings = read("r6.json", &long);
    assert_eq!(
        postings[0].as_ref().unwrap().problems[0].problem,
        RowProblem::RecordTooLong { kilobytes: 1_000 }
    );
    assert_eq!(postings[1].as_ref().unwrap().title, "b");
}

#[test]
fn ten_thousand_postings() {
    let description = "<p>Descripción larga.</p>".repeat(60);
    let mut text = String::from("[");
    for at in 0..10_000 {
        let comma = if at == 0 { "" } else { "," };
        text.push_str(&format!("{comma}{{\"title\":\"Plaza {at}\",\"description\":\"{description}\"}}"));
    }
    text.push(']');
    let file = Fixture::new("many.json", &text);
    drop(text);
    let mut longest_wait = 0;
    let mut postings = Postings::open(&file.0, &Limits::default()).unwrap();
    let mut count = 0;
    while let Some(posting) = postings.next() {
        assert_eq!(posting.unwrap().title, format!("Plaza {count}"));
        count += 1;
        longest_wait = longest_wait.max(postings.waiting.len());
    }
    assert_eq!((count, longest_wait), (10_000, 0));
}
