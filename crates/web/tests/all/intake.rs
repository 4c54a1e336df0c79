//! Intake as a desk meets it: the page that may be kept on a tablet, forms without JavaScript, receipts for programs.

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use tower::ServiceExt;
use usecases::{
    Settings,
    demo::{self, Guise},
    sign_in::{self, Stage},
};

use crate::embedded::Embedded;

const KEY: &str = "019ab000-0000-7000-8000-00000003fa9c";

struct World {
    server: Embedded,
    token: String,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The code on the slip, if one is shown.
    fn code(&self) -> &str {
        let rest = self.text.split("id=\"slip-code\">").nth(1).unwrap();
        rest.split('<').next().unwrap()
    }
}

impl World {
    async fn make() -> Self {
        let (server, _) = Embedded::demo(Settings { demo: true, ..Settings::default() }, 20).await;
        let guises = demo::guises(&server.sys).await.unwrap();
        let (_, desk) = guises.into_iter().find(|(one, _)| *one == Guise::Reception).unwrap();
        let started = sign_in::start(&server.sys, desk, Stage::Full, "", server.sys.now()).await.unwrap();
        Self { server, token: started.token }
    }

    async fn ask(&self, method: Method, path: &str, kind: &str, body: String, token: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header("idempotency-key", format!("intake-{}", body.len()))
            .header(header::COOKIE, format!("sid={token}"))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        let response = self.server.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, "", String::new(), &self.token).await
    }

    /// Sends the form with these fields, and others that are needed.
    async fn register(&self, key: &str, fields: &str) -> Answer {
        let form = format!(
            "key={key}&birth=1990&municipality=1413&language=quc&account=yes&way=voice&pin=582914&{fields}"
        );
        self.ask(Method::POST, "/es/recepcion", "application/x-www-form-urlencoded", form, &self.token).await
    }

    async fn send(&self, body: &str, token: &str) -> Answer {
        self.ask(Method::POST, "/api/v1/intake", "application/json", body.to_owned(), token).await
    }
}

#[tokio::test]
async fn the_page_may_be_kept_and_tells_nothing_of_anybody() {
    let world = World::make().await;
    let page = world.get("/es/recepcion").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!((page.header("x-app"), page.header("cache-control")), ("sinarem", "private, no-cache"));
    for name in ["Inventada", "Tomasa", "sid="] {
        assert!(!page.text.contains(name), "{name}");
    }
    let day = world.get("/es/recepcion/hoy").await;
    assert_eq!((day.header("cache-control"), day.header("x-app")), ("no-store", ""));
    assert!(day.text.contains("<td>TI</td>") && !day.text.contains("Tomasa"), "initials, and no names");
    let worker = world.get("/static/intake-worker.js").await;
    assert_eq!((worker.header("service-worker-allowed"), worker.header("cache-control")), ("/", "no-cache"));
    let files = worker.text.split('\'').filter(|word| word.starts_with("/static/") && word.len() > 8);
    let mut kept = 0;
    for file in files {
        let file = world.get(file).await;
        assert_eq!((file.status, file.header("x-app")), (StatusCode::OK, "sinarem"));
        kept += 1;
    }
    assert_eq!(kept, 7, "what the worker keeps is there");
    let gone = world
        .ask(Method::POST, "/es/salir", "application/x-www-form-urlencoded", String::new(), &world.token)
        .await;
    assert_eq!(gone.header("clear-site-data"), "\"cache\"", "leaving does not throw the outbox away");
}

#[tokio::test]
async fn without_javascript_one_person_after_another_is_registered_once() {
    let world = World::make().await;
    let first = world.register(KEY, "alias=Chepe").await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(first.code().len(), 9);
    assert_eq!(first.header("cache-control"), "no-store");
    let again = world.register(KEY, "alias=Chepe").await;
    assert_eq!((again.status, again.code()), (StatusCode::OK, first.code()), "the same slip");
    let other = world.register(KEY, "alias=Tono").await;
    assert_eq!((other.status, other.code()), (StatusCode::CONFLICT, ""));
    assert!(other.text.contains("<td>Chepe</td><td>Tono</td>"), "both versions");
    let fresh = other.text.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_ne!(fresh, KEY, "saved again, it is another person");
    assert_eq!(world.register(fresh, "alias=Tono").await.status, StatusCode::OK);
    let fresh = "019ab000-0000-7000-8000-000000000001";
    let refused = world.register(fresh, "alias=Lico&phone=555").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("id=\"phone-problem\"") && refused.text.contains("value=\"Lico\""));
    assert!(!refused.text.contains("582914"), "the PIN is not shown again");
    let day = world.get("/es/recepcion/hoy").await;
    assert_eq!(day.text.matches("<tr><td>").count(), 4 + 2, "those of the made-up world, and two");
}

#[tokio::test]
async fn programs_get_a_receipt_for_each_key_or_a_refusal_in_json() {
    let world = World::make().await;
    let body = format!("{{\"records\":[{{\"key\":\"{KEY}\",\"to\":\"0a1b2c3d\",\"sealed\":\"AAAA\"}}]}}");
    let answer = world.send(&body, &world.token).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/json"));
    let told: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    let receipt = serde_json::json!({"key": KEY, "outcome": "unreadable", "code": null, "problems": []});
    assert_eq!(told["receipts"], serde_json::json!([receipt]));
    let nobody = world.send(&body, "").await;
    assert_eq!((nobody.status, nobody.header("location")), (StatusCode::UNAUTHORIZED, ""), "no redirect");
    assert!(nobody.header("content-type").starts_with("application/problem+json"));
    let one = format!("{{\"key\":\"{KEY}\",\"to\":\"\",\"sealed\":\"\"}}");
    let many = format!("{{\"records\":[{}]}}", vec![one.as_str(); 121].join(","));
    assert_eq!(world.send(&many, &world.token).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let many = format!("{{\"records\":[{}]}}", vec![one.as_str(); 120].join(","));
    assert_eq!(world.send(&many, &world.token).await.status, StatusCode::OK, "as many as an hour brings");
}
