//! The made-up world with one of each who may ask.

use std::{path::PathBuf, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use domain::{id::Id, policy::Actor, time::Moment};
use store::{Keyring, Store};
use tower::ServiceExt;
use usecases::{
    Settings, System,
    demo::{self, Guise},
    person::{self, Registration},
    sign_in::{self, Stage},
};

/// 2026-11-23, a Monday, 9:00 in Guatemala.
const NOW: i64 = 1_795_446_000;
/// As many people as fill every page.
const PEOPLE: usize = 600;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Persona {
    /// Without an account.
    Anonymous,
    /// A person with a profile and applications.
    Person,
    /// Another person.
    OtherPerson,
    /// The focal point of an employer.
    Employer,
    /// The focal point of another agency: a stranger to the employer's things.
    Training,
    /// A coordinator.
    Coordinator,
    /// An administrator.
    Administrator,
    /// An officer who refers people.
    CaseWorker,
    /// The focal point of an office that receives referrals.
    Service,
    /// A desk of reception.
    Reception,
}

impl Persona {
    /// Everyone.
    pub const ALL: [Self; 10] = [
        Self::Anonymous,
        Self::Person,
        Self::OtherPerson,
        Self::Employer,
        Self::Training,
        Self::Coordinator,
        Self::Administrator,
        Self::CaseWorker,
        Self::Service,
        Self::Reception,
    ];

    /// The head of its column.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Person => "person",
            Self::OtherPerson => "other-person",
            Self::Employer => "employer",
            Self::Training => "other-agency",
            Self::Coordinator => "coordinator",
            Self::Administrator => "administrator",
            Self::CaseWorker => "case-worker",
            Self::Service => "service",
            Self::Reception => "reception",
        }
    }
}

/// A database in a folder of its own, and who is in it.
pub struct World {
    folder: PathBuf,
    sys: Arc<System>,
    /// What is asked.
    pub router: Router,
    actors: Vec<(Persona, Actor)>,
}

fn folder() -> PathBuf {
    let name: [u8; 8] = store::seal::random().unwrap();
    let name = name.iter().fold("sinarem-access-".to_owned(), |name, byte| format!("{name}{byte:02x}"));
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir(&folder).unwrap();
    folder
}

async fn open(folder: &std::path::Path, demo: bool) -> Arc<System> {
    let address = format!("sqlite:{}", folder.join("sinarem.db").display());
    let store = Store::open(&address, Keyring::new(&[7; 32])).await.unwrap();
    let settings = Settings { demo, ..Settings::default() };
    let clock = Arc::new(|| Moment::from_seconds(NOW));
    Arc::new(System::new(store, settings, clock, Arc::new(web::message::FluentWords)).unwrap())
}

fn router(sys: &Arc<System>) -> Router {
    web::router(web::App::new(Arc::clone(sys), false))
}

impl World {
    /// Makes the world.
    pub async fn make() -> Self {
        let folder = folder();
        let sys = open(&folder, true).await;
        usecases::catalogue::load_built_in(&sys).await.unwrap();
        demo::load(&sys, PEOPLE).await.unwrap();
        let mut actors: Vec<_> = demo::guises(&sys).await.unwrap().into_iter().filter_map(known).collect();
        actors.push((Persona::OtherPerson, Actor::Person(another(&sys).await)));
        Self { router: router(&sys), folder, sys, actors }
    }

    /// The same world at this moment, to change something in it. Nobody writes meanwhile, so the file and its log fit.
    pub async fn copy(&self) -> Self {
        let folder = folder();
        for name in ["sinarem.db", "sinarem.db-wal"] {
            if self.folder.join(name).exists() {
                std::fs::copy(self.folder.join(name), folder.join(name)).unwrap();
            }
        }
        let sys = open(&folder, true).await;
        Self { router: router(&sys), folder, sys, actors: self.actors.clone() }
    }

    /// The same world as if it were real.
    pub async fn router_outside_demo(&self) -> Router {
        router(&open(&self.folder, false).await)
    }

    /// A session's token, for all but the anonymous.
    pub async fn sign_in(&self, persona: Persona) -> Option<String> {
        let (_, actor) = self.actors.iter().find(|(one, _)| *one == persona)?;
        let started = sign_in::start(&self.sys, *actor, Stage::Full, "", self.sys.now()).await.unwrap();
        Some(started.token)
    }

    /// Throws it away.
    pub async fn end(self) {
        self.sys.store.close().await;
        std::fs::remove_dir_all(self.folder).unwrap();
    }
}

fn known((guise, actor): (Guise, Actor)) -> Option<(Persona, Actor)> {
    let persona = match guise {
        Guise::Person => Persona::Person,
        Guise::Employer => Persona::Employer,
        Guise::Training => Persona::Training,
        Guise::Coordinator => Persona::Coordinator,
        Guise::Administrator => Persona::Administrator,
        Guise::Officer => Persona::CaseWorker,
        Guise::Service => Persona::Service,
        Guise::Reception => Persona::Reception,
        Guise::Certification | Guise::Programme => return None,
    };
    Some((persona, actor))
}

/// Another person, who has just registered.
async fn another(sys: &System) -> Id<domain::person::Person> {
    let ctx = usecases::Ctx { actor: Actor::Anonymous, ..sys.own_ctx() };
    let form = Registration {
        alias: "Otra".to_owned(),
        birth_year: "1990".to_owned(),
        municipality: "1412".to_owned(),
        language: "es".to_owned(),
        pin: "582913".to_owned(),
        purposes: vec![domain::consent::Purpose::Account],
        ..Registration::default()
    };
    person::register(sys, &ctx, &form).await.unwrap().person
}

/// What was answered.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Where it sends.
    pub location: String,
    /// Its page.
    pub html: String,
}

impl Answer {
    /// As the table has it.
    pub fn word(&self) -> String {
        let signs_in = self.location.split('?').next().unwrap_or_default().ends_with("/entrar");
        if self.status.is_redirection() && signs_in {
            "in".to_owned()
        } else {
            self.status.as_u16().to_string()
        }
    }
}

/// Asks; a write is a form sent from our own page, or an empty object sent to the API.
pub async fn ask(router: &Router, method: &Method, path: &str, form: &str, token: Option<&str>) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
    if let Some(token) = token {
        request = request.header(header::COOKIE, format!("sid={token}"));
    }
    let api = path.starts_with("/api/") || path.starts_with("/hsds");
    if *method != Method::GET {
        let kind = if api { "application/json" } else { "application/x-www-form-urlencoded" };
        request = request.header(header::CONTENT_TYPE, kind);
    }
    if api && *method != Method::GET {
        let key = format!("access-{:.16}", token.unwrap_or("anonymous"));
        request = request.header("idempotency-key", key);
    }
    let body = match (api, *method != Method::GET) {
        (_, false) => Body::empty(),
        (true, true) => Body::from("{}"),
        (false, true) => Body::from(form.to_owned()),
    };
    let response = router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let status = response.status();
    let location =
        response.headers().get(header::LOCATION).map_or("", |value| value.to_str().unwrap()).to_owned();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    Answer { status, location, html: String::from_utf8_lossy(&bytes).into_owned() }
}
