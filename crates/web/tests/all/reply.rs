//! The address of the gateway: no session and no page; only what is signed is taken.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use store::seal::sign;
use tower::ServiceExt;
use usecases::Settings;

use crate::embedded::Embedded;

const SECRET: &str = "a secret of thirty-two letters, or more";

async fn bring(router: &axum::Router, timestamp: i64, signature: &str, body: &str) -> StatusCode {
    let request = Request::builder()
        .method(Method::POST)
        .uri("/pasarela/sms")
        .header("content-type", "application/json")
        .header("x-timestamp", timestamp.to_string())
        .header("x-signature", signature)
        .body(Body::from(body.to_owned()))
        .unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    assert!(!answer.headers().contains_key("set-cookie"));
    answer.status()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_signed_is_taken_and_without_a_secret_nothing_is_there() {
    let mut settings = Settings::default();
    settings.sms.inbound_secret = Some(SECRET.to_owned());
    let open = Embedded::empty(settings).await;
    let closed = Embedded::empty(Settings::default()).await;
    let now = open.sys.now().seconds();
    let body = r#"{"id": "g-1", "from": "+50255510001", "text": "1"}"#;
    let good = sign(SECRET.as_bytes(), format!("{now}.{body}").as_bytes());
    assert_eq!(bring(&open.router, now, &good, body).await, StatusCode::NO_CONTENT);
    assert_eq!(bring(&open.router, now, &good, body).await, StatusCode::NO_CONTENT, "again");
    assert_eq!(bring(&closed.router, now, &good, body).await, StatusCode::NOT_FOUND);
    assert_eq!(bring(&open.router, now, "", body).await, StatusCode::UNAUTHORIZED);
    let old = sign(SECRET.as_bytes(), format!("{}.{body}", now - 301).as_bytes());
    assert_eq!(bring(&open.router, now - 301, &old, body).await, StatusCode::UNAUTHORIZED);
    let large = "x".repeat(20_000);
    let signed = sign(SECRET.as_bytes(), format!("{now}.{large}").as_bytes());
    assert_eq!(bring(&open.router, now, &signed, &large).await, StatusCode::PAYLOAD_TOO_LARGE);
    let unreadable = sign(SECRET.as_bytes(), format!("{now}.[]").as_bytes());
    assert_eq!(bring(&open.router, now, &unreadable, "[]").await, StatusCode::UNPROCESSABLE_ENTITY);
    // It has a limit of its own: more than browsers may write in a minute.
    for _ in 0..300 {
        assert_eq!(bring(&open.router, now, &good, body).await, StatusCode::NO_CONTENT);
    }
}
