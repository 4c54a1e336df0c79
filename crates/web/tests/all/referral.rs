//! Referrals as forms are sent without JavaScript: a step is taken once, what was typed is kept, and what changed while a
//! page was open is told.

use axum::{
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use domain::policy::Actor;
use tower::ServiceExt;
use usecases::{
    Settings,
    demo::{self, Guise},
    sign_in::{self, Stage},
};

use crate::embedded::Embedded;

/// As many people as fill the lists.
const PEOPLE: usize = 120;

struct World {
    server: Embedded,
    actors: Vec<(Guise, Actor)>,
}

struct Answer {
    status: StatusCode,
    location: String,
    html: String,
}

impl World {
    async fn make() -> Self {
        let (server, made) = Embedded::demo(Settings { demo: true, ..Settings::default() }, PEOPLE).await;
        assert!((350..=450).contains(&made.referrals), "{made:?}");
        let actors = demo::guises(&server.sys).await.unwrap();
        Self { server, actors }
    }

    async fn token(&self, guise: Guise) -> String {
        let (_, actor) = self.actors.iter().find(|(one, _)| *one == guise).unwrap();
        sign_in::start(&self.server.sys, *actor, Stage::Full, "", self.server.sys.now()).await.unwrap().token
    }

    async fn ask(&self, method: Method, path: &str, form: &str, token: &str) -> Answer {
        let request = Request::builder()
            .method(&method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, format!("sid={token}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        let response = self.server.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location =
            response.headers().get(header::LOCATION).map_or("", |to| to.to_str().unwrap()).to_owned();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, location, html: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    async fn get(&self, path: &str, token: &str) -> Answer {
        let answer = self.ask(Method::GET, path, "", token).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer
    }

    async fn post(&self, path: &str, form: &str, token: &str) -> Answer {
        self.ask(Method::POST, path, form, token).await
    }
}

/// What stands after `mark` up to the next quote, each time.
fn all<'a>(html: &'a str, mark: &str) -> Vec<&'a str> {
    html.match_indices(mark).map(|(at, _)| html[at + mark.len()..].split('"').next().unwrap()).collect()
}

/// What every form of a page carries unseen.
fn seal(html: &str) -> String {
    let of = |name: &str| all(html, &format!("name=\"{name}\" value=\""))[0];
    format!("version={}&event={}", of("version"), of("event"))
}

/// The addresses of an inbox that still wait for an answer.
async fn waiting(world: &World, token: &str) -> Vec<String> {
    let inbox = world.get("/es/recibidos", token).await;
    let mut found = Vec::new();
    for path in all(&inbox.html, "<div><a href=\"") {
        if world.get(path, token).await.html.contains("value=\"accept\"") {
            found.push(path.to_owned());
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_inbox_is_worked_through_without_taking_a_step_twice() {
    let world = World::make().await;
    let token = world.token(Guise::Service).await;
    let waits = waiting(&world, &token).await;
    assert!(waits.len() >= 15, "an inbox to work through: {}", waits.len());
    let path = &waits[0];
    let sealed = seal(&world.get(path, &token).await.html);
    let address = format!("{path}/respuesta");
    // A no without its reason comes back with what was typed, and nothing is done.
    let no = format!("{sealed}&answer=decline&words=Estamos+llenos");
    let refused = world.post(&address, &no, &token).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("id=\"reason-problem\"") && refused.html.contains("Estamos llenos"));
    // A yes is taken once, however often it is sent, and leads to the next that waits.
    let yes = format!("{sealed}&answer=accept&words=Venga+el+lunes&then=next");
    let done = world.post(&address, &yes, &token).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(done.location.starts_with("/es/recibidos/") && !done.location.contains(path.as_str()));
    assert_eq!(world.post(&address, &yes, &token).await.status, StatusCode::SEE_OTHER);
    let opened = world.get(path, &token).await;
    assert_eq!(opened.html.matches("Venga el lunes").count(), 1, "twice it is one");
    // A step based on what stood there before is not taken; what was typed is kept for another thought.
    let stale = sealed.split("&event").next().unwrap();
    let late = world.post(&format!("{path}/inicio"), stale, &token).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.html.contains("Esto cambió mientras tanto") && late.html.contains("Aceptada"));
    let begun = world.post(&format!("{path}/inicio"), &seal(&late.html), &token).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_permission_taken_back_is_told_to_who_has_the_page_open() {
    let world = World::make().await;
    let [officer, service, person] = [
        world.token(Guise::Officer).await,
        world.token(Guise::Service).await,
        world.token(Guise::Person).await,
    ];
    let code = demo::code(&world.server.sys).await.unwrap().unwrap().to_string();
    // The officer finds services, chooses one of that office and writes a draft.
    let find = format!("code={code}&category=documents&step=find");
    let found = world.post("/es/referir", &find, &officer).await;
    assert_eq!(found.status, StatusCode::OK);
    let card = found.html.split("<li class=\"card\">").find(|card| {
        card.contains("name=\"service\"")
            && card.contains("Oficina de Documentos")
            && card.contains("Hay cupo")
    });
    let chosen = all(card.unwrap(), "name=\"service\" value=\"")[0];
    let id = all(&found.html, "name=\"id\" value=\"")[0];
    let draft = format!("code={code}&category=documents&service={chosen}&priority=normal&id={id}&step=draft");
    let missing = world.post("/es/referir", &draft, &officer).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY, "the need is missing");
    let drafted = world.post("/es/referir", &format!("{draft}&need=Sacar+su+DPI"), &officer).await;
    assert_eq!((drafted.status, drafted.location), (StatusCode::SEE_OTHER, format!("/es/referidos/{id}")));
    // Nothing is sent without a permission; then it is.
    let page = world.get(&format!("/es/referidos/{id}"), &officer).await;
    let send = format!("/es/referidos/{id}/enviar");
    let nothing = world.post(&send, &format!("{}&consent=now&way=voice", seal(&page.html)), &officer).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "no field was ticked");
    let yes = format!("{}&consent=now&way=voice&fields=name&fields=need", seal(&page.html));
    assert_eq!(world.post(&send, &yes, &officer).await.status, StatusCode::SEE_OTHER);
    let received = format!("/es/recibidos/{id}");
    let open = world.get(&received, &service).await;
    assert!(
        open.html.contains("Sacar su DPI") && !open.html.contains("tel:+502"),
        "what was ticked and no more"
    );
    // The person takes it back while the desk has the page open.
    let mine = world.get(&format!("/es/mi/casos/{id}"), &person).await;
    assert!(mine.html.contains("Deben llamarle a más tardar el"));
    let back = world.post(&format!("/es/mi/casos/{id}/retirar"), &seal(&mine.html), &person).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let answer = format!("{}&answer=accept", seal(&open.html));
    let told = world.post(&format!("{received}/respuesta"), &answer, &service).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.html.contains("Ya no puede ver sus datos") && !told.html.contains("Sacar su DPI"));
}
