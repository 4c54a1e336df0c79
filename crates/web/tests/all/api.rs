//! The API as a program meets it: refusals as RFC 9457, writes done once, nothing but JSON.

use axum::{
    body::{Body, to_bytes},
    http::{Method, Request, Response, StatusCode, header},
};
use serde_json::{Value, json};
use tower::ServiceExt;
use usecases::Settings;

use crate::embedded::Embedded;

struct Server(Embedded);

impl Server {
    async fn start() -> Self {
        Self(Embedded::empty(Settings::default()).await)
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, Response<()>, Value) {
        let response = self.0.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 10_000_000).await.unwrap();
        let value = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
        if parts.status.as_u16() >= 400 {
            assert_eq!(parts.headers[header::CONTENT_TYPE], "application/problem+json");
            assert_eq!(value["status"], parts.status.as_u16());
            assert_eq!(value["type"], "about:blank");
            assert!(value["title"].as_str().is_some_and(|title| !title.is_empty()));
        }
        (parts.status, Response::from_parts(parts, ()), value)
    }

    async fn get(&self, path: &str, cookie: &str) -> (StatusCode, Value) {
        let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
        let (status, _, value) = self.ask(request).await;
        (status, value)
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        key: &str,
        cookie: &str,
        body: &Value,
    ) -> (StatusCode, Response<()>, Value) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key)
            .header(header::COOKIE, cookie)
            .body(Body::from(body.to_string()))
            .unwrap();
        self.ask(request).await
    }
}

fn newcomer(alias: &str) -> Value {
    json!({"alias": alias, "birth_year": "1990", "municipality": "Xela", "language": "es", "pin": "482915",
        "purposes": ["account", "discovery"]})
}

#[tokio::test]
async fn every_refusal_is_a_problem() {
    let server = Server::start().await;
    assert_eq!(server.get("/api/v1/me", "").await.0, 401);
    assert_eq!(server.get("/api/v1/nothing", "").await.0, 404);
    assert_eq!(server.get("/api/v1/opportunities/1", "").await.0, 404);
    let nobody = "/api/v1/opportunities/01a203e9-54e8-73e7-b423-2f51564291c7";
    assert_eq!(server.get(nobody, "").await.0, 404);
    let (status, problem) = server.get("/api/v1/opportunities?kind=slavery&limit=0", "").await;
    assert_eq!(status, 422);
    let fields: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["kind", "limit"]);

    let post = |content: &str, key: Option<&str>, body: Vec<u8>| {
        let mut request = Request::post("/api/v1/people").header(header::CONTENT_TYPE, content);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        request.body(Body::from(body)).unwrap()
    };
    let json = "application/json";
    assert_eq!(server.ask(post(json, None, b"{}".to_vec())).await.0, 400, "no key");
    assert_eq!(server.ask(post(json, Some("short"), b"{}".to_vec())).await.0, 400, "no key of ours");
    assert_eq!(server.ask(post("text/plain", Some("key-00001"), b"{}".to_vec())).await.0, 415);
    assert_eq!(server.ask(post(json, Some("key-00002"), b"{".to_vec())).await.0, 400);
    assert_eq!(server.ask(post(json, Some("key-00003"), b"{}".to_vec())).await.0, 422);
    assert_eq!(server.ask(post(json, Some("key-00004"), vec![b' '; 300 * 1024])).await.0, 413);
    let put =
        Request::put("/api/v1/people").header("idempotency-key", "key-00005").body(Body::empty()).unwrap();
    let (status, response, _) = server.ask(put).await;
    assert_eq!(status, 405);
    assert!(response.headers().contains_key(header::ALLOW));
    let other = Request::post("/api/v1/people")
        .header("idempotency-key", "key-00006")
        .header("origin", "https://elsewhere.example")
        .header("sec-fetch-site", "cross-site")
        .body(Body::empty())
        .unwrap();
    assert_eq!(server.ask(other).await.0, 403, "from another site");
}

#[tokio::test]
async fn a_refusal_speaks_the_language_asked_for() {
    let server = Server::start().await;
    let ask = |lang: &'static str| {
        Request::get("/api/v1/me").header(header::ACCEPT_LANGUAGE, lang).body(Body::empty()).unwrap()
    };
    assert_eq!(server.ask(ask("en")).await.2["title"], "Sign in first");
    assert_eq!(server.ask(ask("es-GT")).await.2["title"], "Primero entre con su cuenta");
}

#[tokio::test]
async fn a_person_registers_once_and_has_their_own_things() {
    let server = Server::start().await;
    let people = "/api/v1/people";
    let (status, _, first) = server.send(Method::POST, people, "register-1", "", &newcomer("Chepe")).await;
    assert_eq!(status, 201, "{first}");
    let (status, again, second) =
        server.send(Method::POST, people, "register-1", "", &newcomer("Chepe")).await;
    assert_eq!((status, &second), (StatusCode::CREATED, &first), "the same answer");
    assert_eq!(again.headers()["idempotency-replayed"], "true");
    let (status, _, problem) = server.send(Method::POST, people, "register-1", "", &newcomer("Otra")).await;
    assert_eq!((status, &problem["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("api-key-other")));

    let sign_in = json!({"code": first["code"], "pin": "482915"});
    let (status, response, _) = server.send(Method::POST, "/api/v1/session", "sign-in-1", "", &sign_in).await;
    assert_eq!(status, 204);
    let cookie =
        response.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let (status, response, _) = server.send(Method::POST, "/api/v1/session", "sign-in-1", "", &sign_in).await;
    assert_eq!(status, 204);
    assert!(response.headers()[header::SET_COOKIE] != cookie.as_str(), "no session is given out twice");

    let (status, me) = server.get("/api/v1/me", &cookie).await;
    assert_eq!((status, &me["alias"]), (StatusCode::OK, &json!("Chepe")));
    assert_eq!(me["id"], first["id"]);
    assert_eq!(server.get("/api/v1/session", &cookie).await.1["who"], "person");
    for path in ["jobs", "applications", "matches", "missing", "consents", "seen"] {
        assert_eq!(server.get(&format!("/api/v1/me/{path}"), &cookie).await.0, 200, "{path}");
    }
    for path in ["/api/v1/offers", "/api/v1/offers/01a203e9-54e8-73e7-b423-2f51564291c7/candidates"] {
        assert!(server.get(path, &cookie).await.0.is_client_error(), "{path} is not for people");
    }
    let job = json!({"words": "Ponía drywall", "years": 3, "country": "US"});
    let (status, _, made) = server.send(Method::POST, "/api/v1/me/jobs", "job-00001", &cookie, &job).await;
    assert_eq!(status, 201, "{made}");
    server.send(Method::POST, "/api/v1/me/jobs", "job-00001", &cookie, &job).await;
    let (_, jobs) = server.get("/api/v1/me/jobs", &cookie).await;
    assert_eq!(jobs.as_array().unwrap().len(), 1, "sent twice, kept once");
    assert_eq!(jobs[0]["months"], 36);

    let (status, ..) =
        server.send(Method::DELETE, "/api/v1/session", "sign-out-1", &cookie, &Value::Null).await;
    assert_eq!(status, 204);
    assert_eq!(server.get("/api/v1/me", &cookie).await.0, 401);
}

#[tokio::test]
async fn the_document_names_every_address() {
    let server = Server::start().await;
    let (status, document) = server.get("/api/v1/openapi.json", "").await;
    assert_eq!((status, &document["openapi"]), (StatusCode::OK, &json!("3.1.0")));
    for (method, path) in web::routes().known() {
        if path.starts_with("/api/") && *path != "/api/v1/openapi.json" {
            let operation = &document["paths"][path][method.as_str().to_ascii_lowercase()];
            assert!(operation.is_object(), "{method} {path} is not in the document");
            let is_write = *method != Method::GET;
            let has_key = operation["parameters"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one["name"] == "Idempotency-Key"));
            assert_eq!(is_write, has_key, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn what_may_be_meant_is_suggested_while_one_types() {
    let server = Server::start().await;
    let (status, found) = server.get("/api/v1/suggestions?of=place&words=cobna", "").await;
    assert_eq!((status, &found["items"][0]["text"]), (StatusCode::OK, &json!("Cobán, Alta Verapaz")));
    let (_, found) = server.get("/api/v1/suggestions?of=place&words=san", "").await;
    assert_eq!(found["items"].as_array().unwrap().len(), 10, "at most so many");
    let ask = |lang: &'static str| {
        let request = Request::get("/api/v1/suggestions?of=occupation&words=rufero");
        request.header(header::ACCEPT_LANGUAGE, lang).body(Body::empty()).unwrap()
    };
    let [spanish, english] = [server.ask(ask("es")).await.2, server.ask(ask("en")).await.2];
    assert_eq!(spanish["items"][0]["code"], "7121");
    assert_ne!(
        spanish["items"][0]["detail"], english["items"][0]["detail"],
        "the title is in one's language"
    );
    let (status, found) = server.get("/api/v1/suggestions?of=agency&words=esc", "").await;
    assert_eq!((status, &found["items"]), (StatusCode::OK, &json!([])));
    for wrong in ["of=person&words=ana", "words=ana", "of=skill", "of=skill&words="] {
        assert_eq!(server.get(&format!("/api/v1/suggestions?{wrong}"), "").await.0, 422, "{wrong}");
    }
}

#[test]
fn what_the_document_points_to_is_there() {
    fn look(value: &Value, document: &Value, missing: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                if let Some(Value::String(to)) = object.get("$ref")
                    && document.pointer(to.trim_start_matches('#')).is_none()
                {
                    missing.push(to.clone());
                }
                object.values().for_each(|value| look(value, document, missing));
            }
            Value::Array(list) => list.iter().for_each(|value| look(value, document, missing)),
            _ => {}
        }
    }
    let document: Value = serde_json::from_str(web::api::openapi()).unwrap();
    let mut missing = Vec::new();
    look(&document, &document, &mut missing);
    assert!(missing.is_empty(), "{missing:?}");
}
