//! Small packages in each form, and the official examples where they are at hand.

use super::*;
use std::path::PathBuf;

/// A folder of its own in the system's temporary folder, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("hsds-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        for (file, text) in files {
            std::fs::write(path.join(file), text).unwrap();
        }
        Self(path)
    }

    fn read(&self) -> Result<Package, FileProblem> {
        read(&self.0, &Limits::default())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn json(name: &str, text: &str) -> Result<Package, FileProblem> {
    let folder = Folder::new(name, &[("one.json", text)]);
    read(&folder.0.join("one.json"), &Limits::default())
}

fn told(package: &Package) -> Vec<(&str, &str, &str, &str)> {
    package
        .problems
        .iter()
        .map(|found| (found.table, found.id.as_str(), found.field.as_str(), found.problem.key()))
        .collect()
}

const NESTED: &str = r##"{
  "id": "s1", "name": "Bolsa de empleo", "status": "active", "description": "<p>Apoyo &amp; talleres</p>",
  "minimum_age": 18, "assured_date": "2026-01-02", "licenses": "x",
  "organization": {"id": "o1", "name": "Ministerio", "description": "d", "logo": "l"},
  "phones": [{"id": "p1", "number": "2422 2500", "languages": [{"id": "l9", "code": "quc"}]}],
  "contacts": [{"id": "c1", "name": "Ana", "phones": [{"id": "p2", "number": "1518"}]}],
  "service_at_locations": [{"id": "sl1", "phones": [{"id": "p1", "number": "2422 2500"}],
    "location": {"id": "l1", "location_type": "physical", "latitude": 14.6, "longitude": -90.5,
      "addresses": [{"id": "a1", "address_1": "7a Avenida", "city": "Guatemala", "state_province": "Guatemala",
        "postal_code": "01009", "country": "GT", "address_type": "physical"}]}}],
  "attributes": [{"id": "t1", "link_type": "eligibility", "taxonomy_term": {"id": "tt", "name": "Empleo",
    "description": "d", "taxonomy_detail": {"id": "tx", "name": "Propia", "description": "d"}}}],
  "cost_options": [{"id": "k1", "currency": "gtq", "amount": 0}],
  "metadata": [{"id": "m1", "field_name": "name"}]
}"##;

#[test]
fn a_nested_service() {
    let package = json("nested", NESTED).unwrap();
    assert_eq!(told(&package), []);
    assert_eq!(package.files, [("one.json".to_owned(), Shape::Records)]);
    let service = &package.services[0];
    assert_eq!(service.description.as_deref(), Some("Apoyo & talleres"));
    assert_eq!((service.status, service.minimum_age), (Some(Status::Active), Some(18.0)));
    assert_eq!(service.organization.as_deref(), Some("o1"));
    assert_eq!(package.locations[0].coordinates, Some((14.6, -90.5)));
    let at = &package.service_at_locations[0];
    assert_eq!((at.service.as_str(), at.location.as_str()), ("s1", "l1"));
    assert_eq!(package.addresses[0].location, "l1");
    // The same phone is of the service and of the service at the location; the contact's is of the service.
    assert_eq!(package.phones.len(), 2);
    let phone = package.phones.iter().find(|phone| phone.number == "2422 2500").unwrap();
    assert_eq!(phone.owner.service.as_deref(), Some("s1"));
    assert_eq!(phone.owner.service_at_location.as_deref(), Some("sl1"));
    let phone = package.phones.iter().find(|phone| phone.number == "1518").unwrap();
    assert_eq!(phone.owner.service.as_deref(), Some("s1"));
    let attribute = &package.attributes[0];
    assert_eq!((attribute.owner.service.as_deref(), attribute.term.as_str()), (Some("s1"), "tt"));
    assert_eq!(package.taxonomy_terms[0].taxonomy.as_deref(), Some("tx"));
    assert_eq!((package.cost_options[0].amount, package.languages.len()), (Some(0), 0));
    let not_kept: Vec<(&str, u64)> =
        package.not_kept.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    let expected = [
        ("contact.name", 1),
        ("language.code", 1),
        ("metadata.field_name", 1),
        ("organization.logo", 1),
        ("service.licenses", 1),
        ("taxonomy.description", 1),
        ("taxonomy_term.description", 1),
    ];
    assert_eq!(not_kept, expected);
}

#[test]
fn one_phone_of_two_services_stays_with_both() {
    let text = r#"{"contents": [
        {"id": "s1", "name": "a", "status": "active", "phones": [{"id": "p", "number": "1"}]},
        {"id": "s2", "name": "b", "status": "gone", "phones": [{"id": "p", "number": "1"}]},
        {"id": "s1", "name": "other", "status": "active", "email": "a@example.org"}]}"#;
    let package = json("two", text).unwrap();
    assert_eq!(package.files[0].1, Shape::Page);
    let services: Vec<_> = package.phones.iter().map(|phone| phone.owner.service.as_deref()).collect();
    assert_eq!(services, [Some("s1"), Some("s2")]);
    assert_eq!(package.services[0].email.as_deref(), Some("a@example.org"));
    let expected = [
        ("service", "s1", "name", "import-row-different-again"),
        ("service", "s2", "status", "import-row-unknown-value"),
    ];
    assert_eq!(told(&package), expected);
    assert_eq!(package.problems[0].row, 3);
}

#[test]
fn a_csv_package_with_missing_and_circular_references() {
    let folder = Folder::new(
        "csv",
        &[
            (
                "organizations.csv",
                "id;name;description;parent_organization_id\no1;Uno;d;o2\no2;Dos;d;o1\no3;;d;\no1;Otra vez;d;\n",
            ),
            ("services.csv", "id;organization_id;name;status\ns1;o1;Taller;active\ns2;nobody;Curso;active\n"),
            ("locations.csv", "id;location_type;latitude;longitude\nl1;physical;100;14\n"),
            ("service_at_location.csv", "id;service_id;location_id\nsl1;s1;l1\nsl2;s1;nowhere\n"),
            ("telefonos.csv", "id;service_id;service_at_location_id;number\np1;s1;sl2;123\np2;;;456\n"),
            ("schedules.csv", "id;service_id;byday;opens_at;valid_from\nh1;s1;MO,TU;08:00;pronto\n"),
            ("attributes.csv", "id;link_id;link_entity;taxonomy_term_id\n"),
            ("funding.csv", "id;service_id;source\nf1;s1;Propia\n"),
            ("datapackage.json", r#"{"resources":[{"name":"phones","path":"telefonos.csv"}]}"#),
            ("readme.txt", "x"),
            ("notes.csv", "a;b\n1;2\n"),
            ("languages.csv", "id;id;name\nx;y;z\n"),
        ],
    );
    let package = folder.read().unwrap();
    assert_eq!(package.ignored, ["notes.csv", "readme.txt"]);
    let twice = FileProblem::DuplicateColumn { header: "id".into() };
    assert_eq!(package.unread, [("languages.csv".to_owned(), twice)]);
    let mut found = told(&package);
    found.sort_unstable();
    let missing = "import-row-missing-reference";
    let expected = [
        ("location", "l1", "latitude", "import-row-not-a-number"),
        ("organization", "o1", "id", "import-row-duplicate-id"),
        ("organization", "o2", "parent_organization_id", "import-row-circular-reference"),
        ("organization", "o3", "name", "import-row-missing-value"),
        ("phone", "p1", "service_at_location_id", missing),
        ("phone", "p2", "service_id", "import-row-missing-value"),
        ("schedule", "h1", "valid_from", "import-row-not-a-date"),
        ("service", "s2", "organization_id", missing),
        ("service_at_location", "sl2", "location_id", missing),
    ];
    assert_eq!(found, expected);
    assert_eq!(package.organizations.len(), 2);
    assert_eq!(package.organizations[0].name, "Uno");
    assert_eq!(package.organizations[0].parent.as_deref(), Some("o2"));
    assert_eq!(package.organizations[1].parent, None);
    assert_eq!((package.services.len(), package.service_at_locations.len()), (2, 1));
    assert_eq!(package.phones[0].owner.service.as_deref(), Some("s1"));
    assert_eq!(package.phones.len(), 1);
    assert_eq!(package.schedules[0].byday.as_deref(), Some("MO,TU"));
    assert_eq!(package.not_kept.get("funding.source"), Some(&1));
    let duplicate = package.problems.iter().find(|found| found.problem == RowProblem::DuplicateId).unwrap();
    assert_eq!((duplicate.file.as_str(), duplicate.row), ("organizations.csv", 5));
}

#[test]
fn long_chains_and_circles_end() {
    let mut text = String::from("id,name,description,parent_id\n");
    for at in 0..20_000 {
        text.push_str(&format!("t{at},n,d,t{}\n", at + 1));
    }
    text.push_str("t20000,n,d,t19999\n");
    let folder = Folder::new("chain", &[("taxonomy_terms.csv", &text)]);
    let package = folder.read().unwrap();
    let circular: Vec<_> =
        package.problems.iter().filter(|found| found.problem == RowProblem::CircularReference).collect();
    assert_eq!((package.taxonomy_terms.len(), circular.len()), (20_001, 1));
    assert_eq!(circular[0].id, "t20000");
}

#[test]
fn files_refused() {
    assert_eq!(json("r1", "[]"), Err(FileProblem::NoRecords));
    assert_eq!(json("r2", "{\"x\": 1}"), Err(FileProblem::NoRecords));
    assert_eq!(json("r3", "{\n\"id\": }"), Err(FileProblem::NotJson { line: 2 }));
    assert_eq!(Folder::new("r4", &[("a.txt", "x")]).read(), Err(FileProblem::NoRecords));
    let folder = Folder::new("r5", &[("a.zip", "PK")]);
    let archive = Err(FileProblem::Unsupported(Unsupported::Archive));
    assert_eq!(read(&folder.0.join("a.zip"), &Limits::default()), archive);
    let missing = read(&folder.0.join("nothing"), &Limits::default());
    assert_eq!(missing, Err(FileProblem::NotFound));
}

/// The folder of official examples, or `None` with a word about it.
fn examples() -> Option<PathBuf> {
    let Some(shared) = std::env::var_os("SINAREM_SHARED") else {
        eprintln!("skipped: SINAREM_SHARED is not set");
        return None;
    };
    Some(PathBuf::from(shared).join("conformance/hsds-3.1/examples"))
}

#[test]
fn the_official_json_examples_load() {
    let Some(folder) = examples() else { return };
    for (file, shape, counts) in [
        ("base.json", Shape::Description, [0, 0, 0, 0, 0]),
        ("location.json", Shape::Records, [0, 0, 1, 0, 0]),
        ("organization_full.json", Shape::Records, [1, 1, 1, 1, 1]),
        ("organization_list.json", Shape::Page, [1, 0, 0, 0, 0]),
        ("service_full.json", Shape::Records, [1, 1, 1, 1, 1]),
        ("service_list.json", Shape::Page, [1, 1, 0, 0, 0]),
        ("service_at_location_full.json", Shape::Records, [1, 1, 1, 1, 1]),
        ("service_at_location_list.json", Shape::Page, [1, 1, 1, 1, 0]),
        ("tabular.json", Shape::Tables, [1, 1, 1, 1, 1]),
        ("taxonomy.json", Shape::Records, [0, 0, 0, 0, 0]),
        ("taxonomy_list.json", Shape::Page, [0, 0, 0, 0, 0]),
        ("taxonomy_term.json", Shape::Records, [0, 0, 0, 0, 1]),
        ("taxonomy_term_list.json", Shape::Page, [0, 0, 0, 0, 1]),
    ] {
        let package = read(&folder.join(file), &Limits::default()).unwrap();
        assert_eq!(package.files, [(file.to_owned(), shape)]);
        let found = [
            package.organizations.len(),
            package.services.len(),
            package.locations.len(),
            package.service_at_locations.len(),
            package.taxonomy_terms.len(),
        ];
        assert_eq!(found, counts, "{file}");
        let refused: Vec<_> = package.problems.iter().filter(|found| found.problem.refuses()).collect();
        assert!(refused.is_empty(), "{file}: {refused:#?}");
        assert_eq!(package.taxonomies.is_empty(), !file.starts_with("taxonomy") && counts[4] == 0, "{file}");
    }
}

#[test]
fn the_official_csv_example_says_what_the_json_says() {
    let Some(folder) = examples() else { return };
    let package = read(&folder.join("csv"), &Limits::default()).unwrap();
    assert_eq!(package.ignored, ["datapackage.json"], "the example's description is a broken link");
    assert_eq!((package.files.len(), package.unread.len()), (24, 0));
    let nested = read(&folder.join("service_full.json"), &Limits::default()).unwrap();
    assert_eq!(package.services, nested.services);
    assert_eq!(package.addresses, nested.addresses);
    assert_eq!(package.cost_options, nested.cost_options);
    assert_eq!(package.required_documents, nested.required_documents);
    assert_eq!(package.phones[0].number, "+44 1234 234567");
    assert!(package.not_kept.contains_key("organization.tax_id"));
    let missing = |found: &&PackageProblem| found.problem == RowProblem::MissingReference;
    let fields: Vec<&str> =
        package.problems.iter().filter(missing).map(|found| found.field.as_str()).collect();
    assert!(fields.contains(&"parent_organization_id"));
    let whole = read(&folder, &Limits::default()).unwrap();
    assert_eq!((whole.organizations.len(), whole.services.len(), whole.files.len()), (1, 1, 13));
}
