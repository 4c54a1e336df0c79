//! Proposing that two records are of one person, without JavaScript: what was ticked comes back.

use axum::{
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use tower::ServiceExt;
use usecases::{
    Settings,
    demo::{self, Guise},
    person::{self, Registration},
    sign_in::{self, Stage},
};

use crate::embedded::Embedded;

async fn post(server: &Embedded, token: &str, path: &str, form: &str) -> (StatusCode, String) {
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, format!("sid={token}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))
        .unwrap();
    let response = server.router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_ticks_one_gets_the_list_back_with_what_was_ticked() {
    let (server, _) = Embedded::demo(Settings { demo: true, ..Settings::default() }, 20).await;
    let guises = demo::guises(&server.sys).await.unwrap();
    let (_, officer) = guises.into_iter().find(|(one, _)| *one == Guise::Officer).unwrap();
    let started = sign_in::start(&server.sys, officer, Stage::Full, "", server.sys.now()).await.unwrap();
    for year in ["1971", "1991"] {
        let form = Registration {
            alias: "Wenceslao Inventado".to_owned(),
            birth_year: year.to_owned(),
            municipality: "1413".to_owned(),
            language: "es".to_owned(),
            pin: "582914".to_owned(),
            purposes: vec![domain::consent::Purpose::Account],
            ..Registration::default()
        };
        let ctx = usecases::Ctx { actor: domain::policy::Actor::Anonymous, ..server.sys.own_ctx() };
        person::register(&server.sys, &ctx, &form).await.unwrap();
    }
    let words = "words=Wenceslao+Inventado";
    let (status, list) = post(&server, &started.token, "/es/buscar", words).await;
    assert_eq!(status, StatusCode::OK);
    let mark = "name=\"who\" value=\"";
    let found: Vec<&str> =
        list.match_indices(mark).map(|(at, _)| list[at + mark.len()..].split('"').next().unwrap()).collect();
    assert_eq!((found.len(), list.matches(" checked").count()), (2, 0));

    let one = format!("{words}&who={}", found[1]);
    let both = format!("{words}&who={}&who={}", found[0], found[1]);
    for (form, ticked, problem) in [(one, 1, "#who"), (both, 2, "#form")] {
        let (status, page) = post(&server, &started.token, "/es/registros/unir", &form).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(page.contains(&format!("href=\"{problem}\"")), "{form}");
        assert!(page.contains(&format!("id=\"{}\"", &problem[1..])), "the problem has its place: {form}");
        assert_eq!(page.matches(mark).count(), 2, "the list is there: {form}");
        assert_eq!(page.matches(" checked").count(), ticked, "{form}");
        assert!(page.contains(&format!("{}\" checked", found[1])), "{form}");
    }
}
