//! The directory of services, for everyone.

mod keep;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    agency::Bilingual,
    id::Id,
    message::Lang,
    place::{self, DepartmentCode, MunicipalityCode},
    referral::Route,
    service::{Freshness, Service, ServiceArea, ServiceCategory, ServiceStatus},
    taxonomy::LanguageCode,
    text::Phone,
    time::{Day, Moment},
};
use usecases::{
    Error, Problems,
    service::{self, Browse, Listing},
};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

pub use keep::{Edit, Mine};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::SERVICES, list).get(urls::SERVICE, show).and(keep::routes())
}

/// A service as it is read.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The value of the `lang` attribute.
    pub lang: &'static str,
    /// The kind of need, in words.
    pub category: String,
    /// Who offers it.
    pub agency: String,
    /// Where, and whom it reaches.
    pub place: String,
    /// What it is, line by line.
    pub description: Vec<String>,
    /// What it costs.
    pub cost: String,
    /// Opening hours.
    pub hours: String,
    /// What to bring.
    pub bring: Vec<String>,
    /// Languages spoken there.
    pub languages: String,
    /// The address.
    pub address: String,
    /// The telephone, to read and to dial.
    pub phone: Option<(String, String)>,
    /// When it was last confirmed.
    pub assured: String,
    /// Whether that was too long ago.
    pub stale: bool,
    /// Whether it is shown to the public.
    pub shown: bool,
}

impl Card {
    fn new(t: T, service: &Service, agency: &str, today: Day) -> Self {
        let lines = |text: &Bilingual| {
            t.read(text).lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
        };
        let freshness = service.freshness(today);
        let place = match service.area {
            ServiceArea::Municipality => t.place(&service.municipality),
            ServiceArea::Department => {
                let department = place::department(service.municipality.department());
                let name = department.map_or("", |department| department.name);
                t.two("service-reach-department", "place", t.place(&service.municipality), "department", name)
            }
            ServiceArea::National => t.one("service-reach-national", "place", t.place(&service.municipality)),
        };
        let cost = t.read(&service.cost);
        Self {
            id: service.id.to_string(),
            name: t.read(&service.name).to_owned(),
            lang: t.lang_of(&service.name),
            category: t.word("service-category", service.category),
            agency: agency.to_owned(),
            place,
            description: lines(&service.description),
            cost: if cost.is_empty() { t.s("opportunity-free") } else { cost.to_owned() },
            hours: t.read(&service.hours).to_owned(),
            bring: lines(&service.bring),
            languages: service.languages.iter().map(|code| t.language(code)).collect::<Vec<_>>().join(", "),
            address: service.address.clone(),
            phone: service.phone.as_ref().map(|phone| (phone.spaced(), phone.to_string())),
            assured: t.day(&service.assured_on),
            stale: freshness != Freshness::Fresh,
            shown: service.status == ServiceStatus::Active && freshness != Freshness::Expired,
        }
    }
}

/// The list.
#[derive(Template)]
#[template(path = "service/list.html")]
pub struct List {
    /// What stands around it.
    pub frame: Frame,
    /// The filters as typed.
    pub f: Fields,
    /// The kinds of need to choose from.
    pub categories: Vec<(String, String)>,
    /// The languages to choose from.
    pub languages: Vec<(String, String)>,
    /// The services of this page.
    pub cards: Vec<Card>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether this is not the first page.
    pub later: bool,
}

/// Choices of a closed list: word and text.
fn choices<W: std::fmt::Display>(t: T, list: &str, words: &[W]) -> Vec<(String, String)> {
    words.iter().map(|word| (word.to_string(), t.word(list, word))).collect()
}

impl List {
    fn new(frame: Frame, f: Fields, listing: &Listing, today: Day) -> Self {
        let t = frame.t;
        let card = |one: &service::Listed| Card::new(t, &one.service, &one.agency_name, today);
        let base = frame.to("servicios");
        Self {
            categories: choices(t, "service-category", ServiceCategory::ALL),
            languages: choices(t, "language", LanguageCode::ALL),
            cards: listing.items.iter().map(card).collect(),
            next: listing.next.map(|after| format!("{base}?{}", next_query(&f, &after.to_string()))),
            later: f.some("after").is_some(),
            frame,
            f,
        }
    }
}

/// The same filters, after another row.
fn next_query(f: &Fields, after: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in ["category", "q", "place", "language"] {
        if let Some(value) = f.some(name) {
            query.append_pair(name, value);
        }
    }
    query.append_pair("after", after).finish()
}

/// A municipality, or a department where no municipality of that name is told apart from it.
fn reach(text: &str) -> Result<(Option<DepartmentCode>, Option<MunicipalityCode>), &'static str> {
    let wanted = domain::text::fold(text);
    let department =
        place::departments().iter().find(|department| domain::text::fold(department.name) == wanted);
    match usecases::place::choose(text) {
        Ok(code) => Ok((None, Some(code))),
        Err(key) => department.map(|department| (Some(department.code), None)).ok_or(key),
    }
}

fn browse_of(f: &Fields) -> (Browse, Problems) {
    let mut problems = Problems::default();
    let (department, municipality) =
        f.some("place").and_then(|text| problems.keep("place", reach(text))).unwrap_or_default();
    let browse = Browse {
        category: f.some("category").and_then(ServiceCategory::from_word),
        department,
        municipality,
        language: f.some("language").and_then(LanguageCode::from_word),
        words: f.get("q").chars().take(200).collect(),
        after: f.some("after").and_then(|text| text.parse().ok()),
        limit: None,
    };
    (browse, problems)
}

async fn list(State(app): State<App>, who: As, Asked(f): Asked) -> Result<Response, Failure> {
    let (browse, problems) = browse_of(&f);
    let listing = service::browse(&app.sys, &who.ctx, &browse).await?;
    let frame = Frame::new(&app, &who, "service-list-title").public("service-list-description");
    let page = List::new(frame, f.with_problems(problems), &listing, who.ctx.now.day());
    Ok(page::answer(&page.frame, &page))
}

/// One service.
#[derive(Template)]
#[template(path = "service/show.html")]
pub struct Show {
    /// What stands around it.
    pub frame: Frame,
    /// The service.
    pub card: Card,
    /// Whether a person may ask for it themselves.
    pub can_ask: bool,
}

impl Show {
    fn new(frame: Frame, card: Card, can_ask: bool) -> Self {
        let mut frame = frame.titled(&card.name);
        frame.description = format!("{}. {}. {}", card.category, card.agency, card.place);
        frame.public = card.shown;
        Self { frame, card, can_ask }
    }
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let listed = service::show(&app.sys, &who.ctx, id).await?;
    let frame = Frame::new(&app, &who, "service-list-title");
    let card = Card::new(frame.t, &listed.service, &listed.agency_name, who.ctx.now.day());
    let terms = usecases::referral::terms(&app.sys, &who.ctx, id).await?;
    // Staff refer people from their own desk.
    let asks = terms.self_referral && who.ctx.actor.role().is_none();
    let can_ask = asks && terms.route == Route::Open && card.shown;
    let page = Show::new(frame, card, can_ask);
    Ok(page::answer(&page.frame, &page))
}

/// A made-up service for samples.
pub(crate) fn sample_service() -> Service {
    Service {
        id: Id::from_uuid(uuid::Uuid::from_u128(4)),
        agency: Id::from_uuid(uuid::Uuid::from_u128(9)),
        category: ServiceCategory::Documents,
        status: ServiceStatus::Active,
        name: Bilingual::new("Ayuda para sacar su DPI", "Help to get your ID card"),
        description: Bilingual::new(
            "Le decimos qué papeles necesita y le acompañamos.",
            "We tell you which papers you need and go with you.",
        ),
        cost: Bilingual::default(),
        bring: Bilingual::new("Certificado de nacimiento, si lo tiene", "Birth certificate, if you have it"),
        hours: Bilingual::new("Lunes a viernes, de 8:00 a 16:00", "Monday to Friday, 8:00 to 16:00"),
        languages: vec![LanguageCode::Spanish, LanguageCode::Qeqchi],
        municipality: MunicipalityCode::parse("1601").unwrap_or(place::municipalities()[0].code),
        address: "Zona 1, edificio municipal".to_owned(),
        area: ServiceArea::Department,
        phone: Phone::parse("7952 0000").ok(),
        assured_on: Day::constant(2026, 11, 2),
        created_at: Moment::from_seconds(1_795_446_000),
        version: 1,
    }
}

const SAMPLE_DAY: Day = Day::constant(2026, 11, 23);

impl Page for List {
    const NAME: &'static str = "service-list";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame =
            || Frame::sample(lang, Who::Nobody, "service-list-title").public("service-list-description");
        let listed = service::Listed {
            service: sample_service(),
            agency_name: "Ventanilla municipal de Cobán".to_owned(),
            agency_verified: true,
        };
        let full = Listing { items: vec![listed], next: Some(Id::from_uuid(uuid::Uuid::from_u128(4))) };
        let none = Listing { items: Vec::new(), next: None };
        let wrong = Fields::filled([("place", "Macondo")]);
        let (_, problems) = browse_of(&wrong);
        vec![
            ("full", Self::new(frame(), Fields::filled([("category", "documents")]), &full, SAMPLE_DAY)),
            ("empty", Self::new(frame(), Fields::new(), &none, SAMPLE_DAY)),
            ("refused", Self::new(frame(), wrong.with_problems(problems), &none, SAMPLE_DAY)),
        ]
    }
}

impl Page for Show {
    const NAME: &'static str = "service-show";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let sample = |today: Day, can_ask: bool| {
            let frame = Frame::sample(lang, Who::Nobody, "service-list-title");
            let card = Card::new(frame.t, &sample_service(), "Ventanilla municipal de Cobán", today);
            Self::new(frame, card, can_ask)
        };
        vec![("fresh", sample(SAMPLE_DAY, true)), ("stale", sample(Day::constant(2027, 3, 1), false))]
    }
}
