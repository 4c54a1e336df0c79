//! Every address, asked by everyone. What each gets is written down in `answers.txt`, one line for each address; an
//! address without a line fails. `ACCESS_UPDATE=1` writes the file anew: read what changed.
//!
//! Real identifiers come from walking the links and forms of the pages as each persona, in the made-up world. So an
//! address that no page leads to is found too.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that goes wrong")]

mod walk;
mod world;

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use axum::http::Method;

use walk::Found;
use world::{Persona, World};

/// Addresses that no page leads to, each with what is asked instead, and why.
const NOT_LINKED: &[(&str, &str, &str)] = &[
    (
        "/{lang}/demo/paginas/{page}/{state}",
        "/es/demo/paginas/home-home/open",
        "the gallery links only samples",
    ),
    (
        "/api/v1/me/consents/{id}",
        "/api/v1/me/consents/00000000-0000-7000-8000-000000000000",
        "a consent has no page of its own",
    ),
    (
        "/{lang}/documentos/{id}",
        "/es/documentos/00000000-0000-7000-8000-000000000000",
        "no made-up agency has papers",
    ),
    (
        "/{lang}/institucion/documentos/{id}/quitar",
        "/es/institucion/documentos/00000000-0000-7000-8000-000000000000/quitar",
        "no made-up agency has papers",
    ),
    (
        "/{lang}/acompanamientos/{id}/archivos/{paper}",
        "/es/acompanamientos/00000000-0000-7000-8000-000000000000/archivos/00000000-0000-7000-8000-000000000000",
        "no made-up case has papers",
    ),
    (
        "/{lang}/mi/acompanamiento/{id}/archivos/{paper}",
        "/es/mi/acompanamiento/00000000-0000-7000-8000-000000000000/archivos/00000000-0000-7000-8000-000000000000",
        "no made-up case has papers",
    ),
    (
        "/hsds/organizations/{id}",
        "/hsds/organizations/00000000-0000-7000-8000-000000000000",
        "people have no page of an organization",
    ),
    (
        "/hsds/taxonomies/{id}",
        "/hsds/taxonomies/5e2a63b0-7c1d-8a4e-9f00-51a70e3d2c61",
        "only programs ask for it",
    ),
    (
        "/hsds/taxonomy_terms/{id}",
        "/hsds/taxonomy_terms/00000000-0000-7000-8000-000000000000",
        "only programs ask for it",
    ),
    (
        "/{lang}/buscar/{id}",
        "/es/buscar/00000000-0000-7000-8000-000000000000",
        "only a search that was sent leads there",
    ),
    (
        "/{lang}/mi/registros/{id}",
        "/es/mi/registros/00000000-0000-7000-8000-000000000000",
        "nobody's records are joined",
    ),
    ("/{lang}/personal/invitacion/{token}", "/es/personal/invitacion/none", "the link is in a message"),
    ("/{lang}/referencia/{token}", "/es/referencia/none", "the link is in a message"),
    ("/{lang}/confirmar/{token}", "/es/confirmar/none", "the link is in a message"),
    ("/{lang}/referencia/{token}/codigo", "/es/referencia/none/codigo", "the link is in a message"),
    ("/{lang}/referencia/{token}/entrar", "/es/referencia/none/entrar", "the link is in a message"),
    ("/{lang}/visita/{step}", "/es/visita/respuesta", "only a guest is led there"),
];

/// Addresses that say nothing without a question.
const ASKED: &[(&str, &str)] =
    &[("/api/v1/suggestions", "?of=place&words=cob"), ("/{lang}/oferta/nueva", "?kind=vacancy")];

/// Forms that would not be understood empty: what is sent, so that it is tried who may.
const FORMS: &[(&str, &str)] = &[
    ("/{lang}/administracion/catalogos/lineas/{id}/paso", "step=verify"),
    ("/{lang}/coordinacion/instituciones/{id}", "step=suspend&reason=Falta+un+papel"),
    ("/{lang}/coordinacion/ofertas/{id}", "step=pause&reason=Falta+el+pago"),
    ("/{lang}/demo", "as=coordinator"),
    ("/{lang}/buscar", "words=Juan+1990"),
    ("/{lang}/coordinacion/registros/{id}", "step=approve"),
    ("/{lang}/coordinacion/por-atender/{id}", "step=close&reason=Ya+llamaron"),
    ("/{lang}/coordinacion/emergencias/{id}", "justified=yes"),
    ("/{lang}/emergencia", "found=00000000-0000-7000-8000-000000000000"),
    ("/{lang}/emergencias/{id}", "result=reached"),
    ("/{lang}/coordinacion/casos/{id}/decidir", "ruling=annul&words=Fue+un+error"),
    ("/{lang}/coordinacion/casos/{id}/permiso", "justified=yes"),
    ("/{lang}/mi/consentimientos/dar", "purpose=statistics"),
    ("/{lang}/mi/consentimientos/retirar", "id=00000000-0000-7000-8000-000000000000"),
    ("/{lang}/mi/pulso/preguntas", "food=2"),
    ("/{lang}/referidos/{id}/pulso", "food=2"),
    ("/{lang}/mi/preferencias/tarjeta", "card=pay-near-stable&pass=yes"),
    ("/{lang}/mi/solicitudes/{id}/respuesta", "heard=yes"),
    ("/{lang}/mi/solicitudes/{id}/resultado", "happened=yes"),
    ("/{lang}/mis-servicios/{id}/paso", "step=hide"),
    ("/{lang}/oferta/{id}/paso", "step=close"),
    ("/{lang}/recibidos/promesas/{id}/cupo", "capacity=full"),
];

/// Addresses of the API, with the page that knows a real identifier of the same thing.
const SAME: &[(&str, &str)] = &[
    ("/api/v1/applications/{id}", "/{lang}/solicitud/{id}"),
    ("/api/v1/me/applications/{id}", "/{lang}/mi/solicitudes/{id}"),
    ("/api/v1/me/jobs/{id}", "/{lang}/mi/perfil/trabajos/{id}"),
    ("/api/v1/offers/{id}", "/{lang}/oferta/{id}"),
    ("/api/v1/opportunities/{id}", "/{lang}/oportunidades/{id}"),
    ("/api/v1/services/{id}", "/{lang}/servicios/{id}"),
    ("/hsds/service_at_locations/{id}", "/{lang}/servicios/{id}"),
    ("/hsds/services/{id}", "/{lang}/servicios/{id}"),
];

/// Patterns by method: `GET /{lang}/`.
type Answers = BTreeMap<String, Vec<String>>;

fn file() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/access/answers.txt")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everyone_gets_what_is_written_down() {
    let world = World::make().await;
    let found = walk::links(&world).await;
    let mut answers = Answers::new();
    let mut faults = Vec::new();
    for (method, pattern) in web::routes().known() {
        let Some(address) = address(pattern, &found) else {
            faults.push(format!("no page leads to {method} {pattern} (add a link, or a line in NOT_LINKED)"));
            continue;
        };
        let row = ask_all(&world, method, pattern, &address).await;
        for (persona, answer) in Persona::ALL.iter().zip(&row) {
            if answer.starts_with('5') {
                faults.push(format!("{method} {pattern} as {}: {answer}", persona.word()));
            }
        }
        faults.extend(strangers(&world, method, pattern, &address, &row).await);
        answers.insert(format!("{method} {pattern}"), row);
    }
    world.end().await;
    compare(&answers, &mut faults);
    assert!(faults.is_empty(), "\n  {}\n", faults.join("\n  "));
}

/// Where the router's own parts answer, outside of the routes: health, style, icons.
#[tokio::test]
async fn what_is_for_the_demo_is_not_there_outside_it() {
    let world = World::make().await;
    let router = world.router_outside_demo().await;
    let mut tried = 0;
    for (method, pattern) in web::routes().known() {
        if pattern.contains("/demo") {
            let path =
                pattern.replace("{lang}", "es").replace("{page}", "home-home").replace("{state}", "open");
            let answer = world::ask(&router, method, &path, form_of(pattern), None).await;
            assert!(answer.status.as_u16() == 404, "{method} {pattern}: {}", answer.status);
            tried += 1;
        }
    }
    world.end().await;
    assert!(tried > 1, "the demo's addresses are not where this test looks");
}

struct Address {
    path: String,
    /// Who was led there first.
    owner: Option<Persona>,
}

fn address(pattern: &str, found: &Found) -> Option<Address> {
    if !pattern.replace("{lang}", "").contains('{') {
        let question = ASKED.iter().find(|(of, _)| *of == pattern).map_or("", |(_, question)| question);
        return Some(Address { path: pattern.replace("{lang}", "es") + question, owner: None });
    }
    if let Some((path, owner)) = found.of(pattern) {
        return Some(Address { path, owner: Some(owner) });
    }
    if let Some((api, page)) = SAME.iter().find(|(api, _)| pattern.starts_with(api)) {
        let (path, owner) = found.of(page)?;
        let id = path.rsplit('/').next()?;
        return Some(Address { path: pattern.replace(api, &api.replace("{id}", id)), owner: Some(owner) });
    }
    let known = NOT_LINKED.iter().find(|(of, ..)| *of == pattern);
    known.map(|(_, path, _)| Address { path: (*path).to_owned(), owner: None })
}

fn form_of(pattern: &str) -> &'static str {
    FORMS.iter().find(|(of, _)| *of == pattern).map_or("", |(_, form)| form)
}

/// Asks as everyone; the owner last, who alone may change what the others are asked about. A write happens in a copy of
/// the world, so that no answer depends on another.
async fn ask_all(world: &World, method: &Method, pattern: &str, address: &Address) -> Vec<String> {
    let copy = if *method == Method::GET { None } else { Some(world.copy().await) };
    let world = copy.as_ref().unwrap_or(world);
    let mut order: Vec<_> = Persona::ALL.to_vec();
    order.sort_by_key(|persona| Some(*persona) == address.owner);
    let mut answers = BTreeMap::new();
    for persona in order {
        let token = world.sign_in(persona).await;
        let answer =
            world::ask(&world.router, method, &address.path, form_of(pattern), token.as_deref()).await;
        answers.insert(persona.word(), answer.word());
    }
    if let Some(copy) = copy {
        copy.end().await;
    }
    Persona::ALL.iter().map(|persona| answers[persona.word()].clone()).collect()
}

/// What belongs to one person or agency, and not to everyone, answers others as something that is not there.
async fn strangers(
    world: &World,
    method: &Method,
    pattern: &str,
    address: &Address,
    row: &[String],
) -> Option<String> {
    let of = |persona: Persona| row[Persona::ALL.iter().position(|one| *one == persona).unwrap()].as_str();
    let stranger = match address.owner? {
        Persona::Person => Persona::OtherPerson,
        Persona::Employer => Persona::Training,
        Persona::Training | Persona::Service => Persona::Employer,
        _ => return None,
    };
    let answer = of(stranger);
    let public = of(Persona::Anonymous).starts_with('2');
    if public
        || matches!(answer, "404" | "401" | "in")
        || walk::SHARED.iter().any(|(shared, _)| *shared == pattern)
    {
        return None;
    }
    let token = world.sign_in(stranger).await;
    let missing =
        world::ask(&world.router, method, &nowhere(&address.path), form_of(pattern), token.as_deref()).await;
    (missing.word() != answer).then(|| {
        format!(
            "{method} {pattern} as {}: {answer}, but {} where there is nothing",
            stranger.word(),
            missing.word()
        )
    })
}

/// The same address with identifiers that nothing has.
fn nowhere(path: &str) -> String {
    let part = |part: &str| {
        let is_id = part.len() == 36 && part.matches('-').count() == 4;
        if is_id { "00000000-0000-7000-8000-000000000000".to_owned() } else { part.to_owned() }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn compare(answers: &Answers, faults: &mut Vec<String>) {
    let mut text = String::from(
        "# What everyone gets. Written by `ACCESS_UPDATE=1 cargo test -p web --test access`, approved by reading.\n\
         # in: sent to sign in · 303: done, sent on · 404: not there, or not to be known · 422: a form with problems\n",
    );
    let width = answers.keys().map(String::len).max().unwrap_or(0);
    let _ = write!(text, "{:width$}", "# address");
    for persona in Persona::ALL {
        let _ = write!(text, " {}", persona.word());
    }
    text.push('\n');
    for (address, row) in answers {
        let _ = write!(text, "{address:width$}");
        for (persona, answer) in Persona::ALL.iter().zip(row) {
            let _ = write!(text, " {answer:<width$}", width = persona.word().len());
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    if std::env::var_os("ACCESS_UPDATE").is_some() {
        fs::write(file(), &text).unwrap();
        return;
    }
    let approved = fs::read_to_string(file()).unwrap_or_default();
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let approved: BTreeMap<_, _> = approved
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(words)
        .map(|line| (line[..2].join(" "), line[2..].to_vec()))
        .collect();
    for (address, row) in answers {
        match approved.get(address) {
            None => faults.push(format!("{address}: has no line in answers.txt")),
            Some(known) if known != row => {
                faults.push(format!("{address}: {} and not {} as written", row.join(" "), known.join(" ")));
            }
            Some(_) => {}
        }
    }
    for address in approved.keys().filter(|address| !answers.contains_key(*address)) {
        faults.push(format!("{address}: has a line in answers.txt, and is no more"));
    }
}
