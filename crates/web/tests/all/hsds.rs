//! The directory as other programs meet it: every answer holds to the official schema of HSDS 3.1, also when nothing may
//! stand in it that the schema does not know; what is told comes in again as it was.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use axum::{
    body::{Body, to_bytes},
    http::{Request, header},
};
use domain::{message::Lang, time::Day};
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use tower::ServiceExt;
use usecases::{
    Settings,
    import::{self, services},
};

use crate::embedded::Embedded;

/// Where the compiled schemas have those of terms and taxonomies.
const TERM: &str = "compiled/service.json#/properties/attributes/items/properties/taxonomy_term";
const TAXONOMY: &str =
    "compiled/service.json#/properties/attributes/items/properties/taxonomy_term/properties/taxonomy_detail";

struct Server(Embedded);

fn settings() -> Settings {
    Settings { base_url: "https://sinarem.example".to_owned(), ..Settings::default() }
}

impl Server {
    async fn start() -> Self {
        Self(Embedded::empty(settings()).await)
    }

    async fn with_demo() -> Self {
        Self(Embedded::demo(settings(), 50).await.0)
    }

    async fn ask(&self, path: &str, lang: &str) -> (u16, Value) {
        let request = Request::get(path).header(header::ACCEPT_LANGUAGE, lang).body(Body::empty()).unwrap();
        let response = self.0.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), 50_000_000).await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    async fn get(&self, path: &str) -> Value {
        let (status, value) = self.ask(path, "es").await;
        assert_eq!(status, 200, "{path}: {value}");
        value
    }

    /// Everything on all pages of a list; what the pages say of themselves is true.
    async fn all(&self, path: &str) -> Vec<Value> {
        let mut all = Vec::new();
        let mark = if path.contains('?') { '&' } else { '?' };
        for number in 1.. {
            let page = self.get(&format!("{path}{mark}page={number}&per_page=40")).await;
            let contents = page["contents"].as_array().unwrap().clone();
            assert_eq!(page["page_number"], number);
            assert_eq!(page["size"], contents.len());
            assert_eq!(page["first_page"], number == 1);
            assert_eq!(page["empty"], contents.is_empty());
            all.extend(contents);
            if page["last_page"] == true {
                assert_eq!(page["total_items"], all.len(), "{path}");
                assert_eq!(page["total_pages"], number, "{path}");
                return all;
            }
        }
        all
    }
}

fn shared(path: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("SINAREM_SHARED") else {
        eprintln!("skipped: SINAREM_SHARED is not set");
        return None;
    };
    Some(Path::new(&folder).join(path))
}

/// Forbids in a schema what it does not name.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.get("properties").is_some_and(Value::is_object) {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            object.values_mut().for_each(close);
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

/// The official schema: open, and closed. After a `#`, a part of it.
fn schemas(folder: &Path, name: &str) -> [Validator; 2] {
    let (name, part) = name.split_once('#').unwrap_or((name, ""));
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let open = whole.pointer(part).unwrap().clone();
    let mut closed = open.clone();
    close(&mut closed);
    [open, closed].map(|schema| jsonschema::options().should_validate_formats(true).build(&schema).unwrap())
}

fn assert_valid(validators: &[Validator; 2], value: &Value, what: &str) {
    for validator in validators {
        let faults: Vec<String> =
            validator.iter_errors(value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{what}: {faults:#?}\n{value:#}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_holds_to_the_official_schema() {
    let Some(folder) = shared("conformance/hsds-3.1/schema") else { return };
    let server = Server::with_demo().await;
    let mut tried = 0;
    for (path, list, one) in [
        ("services", "compiled/service_list.json", "compiled/service.json"),
        ("organizations", "compiled/organization_list.json", "compiled/organization.json"),
        (
            "service_at_locations",
            "compiled/service_at_location_list.json",
            "compiled/service_at_location.json",
        ),
        ("taxonomies", TAXONOMY, TAXONOMY),
        ("taxonomy_terms", TERM, TERM),
    ] {
        let (list, one) = (schemas(&folder, list), schemas(&folder, one));
        let items = server.all(&format!("/hsds/{path}")).await;
        assert!(!items.is_empty(), "{path}");
        for item in &items {
            assert_valid(&list, item, path);
            let single = server.get(&format!("/hsds/{path}/{}", item["id"].as_str().unwrap())).await;
            assert_eq!((&single["id"], &single["name"]), (&item["id"], &item["name"]));
            assert_valid(&one, &single, path);
            tried += 1;
        }
        for item in server.all(&format!("/hsds/{path}?full=true")).await {
            assert_valid(&one, &item, path);
        }
    }
    assert!(tried > 300, "{tried}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_validators_find_what_is_wrong() {
    let Some(folder) = shared("conformance/hsds-3.1/schema") else { return };
    let server = Server::with_demo().await;
    let [open, closed] = schemas(&folder, "compiled/service.json");
    let id = server.get("/hsds/services").await["contents"][0]["id"].as_str().unwrap().to_owned();
    let whole = server.get(&format!("/hsds/services/{id}")).await;
    let wrong: [fn(&mut Map<String, Value>); 5] = [
        |service| drop(service.remove("name")),
        |service| drop(service.insert("status".to_owned(), json!("open"))),
        |service| drop(service.insert("id".to_owned(), json!("1"))),
        |service| drop(service.insert("languages".to_owned(), json!({}))),
        |service| drop(service.insert("minimum_age".to_owned(), json!("18"))),
    ];
    for change in wrong {
        let mut mutated = whole.clone();
        change(mutated.as_object_mut().unwrap());
        assert!(!open.is_valid(&mutated) && !closed.is_valid(&mutated), "{mutated:#}");
    }
    let mut more = whole;
    more["ours"] = json!(true);
    assert!(open.is_valid(&more) && !closed.is_valid(&more));
}

/// A service without what is not kept: identifiers, the address of its page, when it changed.
fn told(service: &Value) -> Value {
    match service {
        Value::Object(object) => {
            let kept = object.iter().filter(|(name, _)| {
                !(*name == "id" || name.ends_with("_id") || *name == "url" || *name == "last_modified")
            });
            Value::Object(kept.map(|(name, value)| (name.clone(), told(value))).collect())
        }
        Value::Array(list) => Value::Array(list.iter().map(told).collect()),
        value => value.clone(),
    }
}

fn by_name(services: &[Value]) -> BTreeMap<String, Value> {
    let key = |service: &Value| format!("{} / {}", service["organization"]["name"], service["name"]);
    services.iter().map(|service| (key(service), told(service))).collect()
}

struct Quiet;

impl import::Watch for Quiet {
    fn done(&mut self, _: u64) {}
    fn slips(&mut self, _: &[import::people::Slip]) -> std::io::Result<()> {
        Ok(())
    }
    fn note(&mut self, note: &import::Note) -> std::io::Result<()> {
        eprintln!("{note:?}");
        Ok(())
    }
}

async fn bring_in(server: &Server, path: &Path, texts: Lang, assured_on: Option<Day>) -> import::Report {
    let options = services::Options {
        source: "test".to_owned(),
        municipality: Some(domain::place::MunicipalityCode::parse("0101").unwrap()),
        category: Some(domain::service::ServiceCategory::Documents),
        assured_on,
        texts,
        dry: false,
    };
    services::import(&server.0.sys, &server.0.sys.own_ctx(), path, &options, &mut Quiet).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_out_comes_in_again_as_it_was() {
    let (first, second) = (Server::with_demo().await, Server::start().await);
    let out = first.all("/hsds/services?full=true").await;
    assert!(out.len() > 100);
    let file = second.0.folder.join("directory.json");
    std::fs::write(&file, serde_json::to_vec(&out).unwrap()).unwrap();
    let report = bring_in(&second, &file, Lang::Es, None).await;
    assert_eq!((report.rows, report.refused), (out.len() as u64, 0));
    let again = second.all("/hsds/services?full=true").await;
    let (mut before, mut after) = (by_name(&out), by_name(&again));
    assert_eq!(before.len(), out.len(), "names tell services apart");
    // What the import says that it does not keep: room and promise, telephones and descriptions of agencies' kinds.
    for services in [&mut before, &mut after] {
        for service in services.values_mut() {
            for not_kept in ["capacities", "wait_time", "minimum_age", "maximum_age"] {
                service.as_object_mut().unwrap().remove(not_kept);
            }
            service["organization"].as_object_mut().unwrap().remove("phones");
        }
    }
    for (name, service) in &before {
        assert_eq!(service, &after[name], "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_official_examples_come_out_as_they_came_in() {
    let Some(examples) = shared("conformance/hsds-3.1/examples") else { return };
    let path = examples.join("service_full.json");
    let example: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let server = Server::start().await;
    let report = bring_in(&server, &path, Lang::En, Some(Day::constant(2026, 11, 1))).await;
    assert_eq!((report.kept, report.refused), (1, 0));
    let out = server.all("/hsds/services?full=true").await;
    let [service] = out.as_slice() else { panic!("{out:#?}") };
    for field in ["name", "status", "fees_description"] {
        assert_eq!(service[field], example[field], "{field}");
    }
    let (description, given) =
        (service["description"].as_str().unwrap(), example["description"].as_str().unwrap());
    assert!(description.starts_with(given.trim()), "{description}\n{given}");
    assert_eq!(service["organization"]["name"], example["organization"]["name"]);
    assert_eq!(service["organization"]["description"], example["organization"]["description"]);
    assert_eq!(service["required_documents"][0]["document"], example["required_documents"][0]["document"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_narrowed() {
    let server = Server::with_demo().await;
    let total = |page: &Value| page["total_items"].as_i64().unwrap();
    let all = server.get("/hsds/services?per_page=1").await;
    let one = &all["contents"][0];
    let (agency, id) = (one["organization_id"].as_str().unwrap(), one["id"].as_str().unwrap());
    let of = server.get(&format!("/hsds/services?organization_id={agency}")).await;
    assert!(total(&of) < total(&all));
    assert!(of["contents"].as_array().unwrap().iter().all(|one| one["organization_id"] == agency));
    let whole = server.get(&format!("/hsds/services/{id}")).await;
    let term = &whole["attributes"][0]["taxonomy_term"];
    let (term_id, taxonomy) = (term["id"].as_str().unwrap(), term["taxonomy_id"].as_str().unwrap());
    let of = server.get(&format!("/hsds/services?taxonomy_term_id={term_id}&full=true&per_page=100")).await;
    assert!((1..total(&all)).contains(&total(&of)));
    for one in of["contents"].as_array().unwrap() {
        assert_eq!(one["attributes"][0]["taxonomy_term_id"], term_id);
    }
    assert_eq!(server.get(&format!("/hsds/taxonomy_terms/{term_id}")).await["code"], term["code"]);
    assert_eq!(total(&server.get(&format!("/hsds/services?taxonomy_id={taxonomy}")).await), total(&all));
    assert_eq!(total(&server.get(&format!("/hsds/services?taxonomy_id={id}")).await), 0);
    assert_eq!(total(&server.get("/hsds/services?modified_after=2099-01-01").await), 0);
    assert_eq!(total(&server.get("/hsds/services?modified_after=2000-01-01").await), total(&all));
    for nothing in ["de%20la", "%C2%A1!", "..."] {
        for list in ["services", "organizations", "service_at_locations"] {
            if list == "organizations" && nothing.contains("de") {
                // Of organizations a part of the name is looked for.
                continue;
            }
            let found = server.get(&format!("/hsds/{list}?search={nothing}")).await;
            assert_eq!(found["total_items"], 0, "{list} {nothing}: words that say nothing find nothing");
        }
    }
    let words = server.get("/hsds/services?search=documentos").await;
    assert!((1..total(&all)).contains(&total(&words)));
    let far = server.get("/hsds/services?page=1000").await;
    assert_eq!((&far["empty"], &far["last_page"]), (&json!(true), &json!(true)));
    for wrong in ["page=0", "per_page=1000", "organization_id=x", "modified_after=soon", "full=perhaps"] {
        assert_eq!(server.ask(&format!("/hsds/services?{wrong}"), "es").await.0, 422, "{wrong}");
    }
    assert_eq!(server.ask("/hsds/services/1", "es").await.0, 404);
    assert_eq!(server.get("/hsds/").await["version"], "3.1");
    let english = server.ask(&format!("/hsds/services/{id}"), "en").await.1;
    assert_ne!(english["wait_time"], whole["wait_time"]);
}
