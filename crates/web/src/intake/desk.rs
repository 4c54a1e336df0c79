//! The desk's screen: the form, what became of the last one, and what the script needs to work without a network.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use domain::{
    consent::Purpose,
    id::Id,
    intake::{Intake, Outcome, WAYS},
    message::Lang,
    person::Sex,
    policy::Role,
    service::ServiceCategory,
};
use usecases::{
    Error, Problems,
    intake::{self, Form, IntakeKey, Review, Sealed},
};

use super::desk_of;
use crate::{
    App, assets,
    error::Failure,
    form::Fields,
    i18n::T,
    page::{self, Frame, Page, Who},
    person::{Qr, languages, owners},
    profile::countries,
    session::As,
};

/// The form's fields of one value.
const FIELDS: [&str; 13] = [
    "alias",
    "birth",
    "sex",
    "municipality",
    "language",
    "phone",
    "contact_owner",
    "work",
    "years",
    "country",
    "way",
    "witness",
    "pin",
];
/// What the script says, as Fluent keys `intake-say-…`.
const SAID: [&str; 15] = [
    "kept",
    "sent",
    "invalid",
    "conflict",
    "unreadable",
    "none",
    "waiting",
    "trying",
    "offline",
    "sign",
    "full",
    "wrong",
    "correct",
    "slip",
    "recoded",
];
/// What the script says beside a field.
const BAD: [(&str, &str); 9] = [
    ("bad-birth", "intake-birth-form"),
    ("bad-municipality", "place-unknown"),
    ("bad-language", "person-choose"),
    ("bad-phone", "text-phone-number"),
    ("bad-work", "profile-years-form"),
    ("bad-account", "intake-account-needed"),
    ("bad-way", "intake-way-needed"),
    ("bad-witness", "intake-witness-needed"),
    ("bad-pin", "intake-pin-needed"),
];

/// One field as two records under one key tell it.
pub struct Version {
    /// The field.
    pub label: String,
    /// What was registered.
    pub first: String,
    /// What came later.
    pub second: String,
}

/// A list of choices: word and text.
type Choices = Vec<(String, String)>;

/// The screen.
#[derive(Template)]
#[template(path = "intake/desk.html")]
pub struct DeskPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub f: Fields,
    /// How many today.
    pub count: i64,
    /// The code of who was registered just now; empty otherwise.
    pub code: String,
    /// Where to sign in, without `https://`.
    pub address: String,
    /// The same as a QR code.
    pub qr: Qr,
    /// To what records are sealed.
    pub key: IntakeKey,
    /// The agency.
    pub desk: String,
    /// The key under which this form is registered, if the script does not make one.
    pub fresh: String,
    /// The key of a record that is corrected; empty otherwise.
    pub again: String,
    /// The code on the slip of a record that is corrected; empty otherwise.
    pub printed: String,
    /// The record that this one takes the place of in the outbox; empty otherwise.
    pub replaces: String,
    /// Whether somebody under 18 was told.
    pub young: bool,
    /// Both versions, where two records have one key.
    pub versions: Vec<Version>,
    /// Languages, municipalities, and all other choices.
    pub languages: Choices,
    /// Municipalities, with their departments.
    pub places: Vec<String>,
    /// Sexes.
    pub sexes: Choices,
    /// Whose telephone it may be.
    pub owners: Choices,
    /// Needs.
    pub needs: Choices,
    /// Countries of work.
    pub countries: Choices,
    /// Purposes to say yes to, besides the account.
    pub purposes: Choices,
    /// How the yes was said.
    pub ways: Choices,
    /// What the script says.
    pub words: Vec<(&'static str, String)>,
    /// The sheet, and two scripts.
    pub scripts: [&'static str; 3],
    /// The worker.
    pub worker: &'static str,
}

fn words(t: T) -> Vec<(&'static str, String)> {
    let said = SAID.iter().map(|word| (*word, t.word("intake-say", word)));
    said.chain(BAD.iter().map(|(word, key)| (*word, t.s(key)))).collect()
}

impl DeskPage {
    fn new(frame: Frame, f: Fields, key: IntakeKey, site: &str) -> Result<Self, Error> {
        let t = frame.t;
        let address = format!("{site}/{}/entrar", t.lang);
        Ok(Self {
            count: 0,
            code: String::new(),
            qr: Qr::of(&address)?,
            address: address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned(),
            key,
            desk: String::new(),
            fresh: String::new(),
            again: String::new(),
            printed: String::new(),
            replaces: String::new(),
            young: false,
            versions: Vec::new(),
            languages: languages(t),
            places: domain::place::municipalities().iter().map(|place| t.place(&place.code)).collect(),
            sexes: Sex::ALL.iter().map(|sex| (sex.to_string(), t.word("profile-sex-is", sex))).collect(),
            owners: owners(t),
            needs: ServiceCategory::ALL
                .iter()
                .map(|need| (need.to_string(), t.word("service-category", need)))
                .collect(),
            countries: countries(t),
            purposes: Purpose::CHOICES
                .iter()
                .map(|purpose| (purpose.to_string(), t.word("intake-purpose", purpose)))
                .collect(),
            ways: WAYS.iter().map(|way| (way.to_string(), t.word("referral-way", way))).collect(),
            words: words(t),
            scripts: assets::intake_paths(),
            worker: assets::WORKER_PATH,
            frame,
            f,
        })
    }

    /// The page for who asks.
    async fn of(app: &App, who: &As, mut f: Fields) -> Result<Self, Error> {
        // Most have worked there.
        if f.get("country").is_empty() {
            f.forget("country");
            f.set("country", "US");
        }
        let frame = Frame::new(app, who, "intake-title");
        let key = intake::key(&app.sys, &who.ctx)?;
        let count = intake::count(&app.sys, &who.ctx).await?;
        let page = Self::new(frame, f, key, &app.sys.settings.base_url)?;
        let fresh = Id::<Intake>::new(who.ctx.now).to_string();
        Ok(Self { count, desk: desk_of(&who.ctx.actor), fresh, ..page })
    }
}

impl Page for DeskPage {
    const NAME: &'static str = "intake-desk";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |f: Fields| {
            let frame = Frame::sample(lang, Who::Staff(Role::Reception), "intake-title");
            let key = IntakeKey { id: "0a1b2c3d".to_owned(), public: "BA".to_owned() };
            let page = Self::new(frame, f, key, "https://oportuguate.example").ok()?;
            let places = vec!["Joyabaj, Quiché".to_owned(), "Nebaj, Quiché".to_owned()];
            Some(Self { places, scripts: ["", "", ""], count: 12, ..page })
        };
        let mut problems = Problems::default();
        problems.add("birth", "intake-birth-form");
        problems.add("municipality", "place-several");
        problems.add("account", "intake-account-needed");
        problems.add("way", "intake-way-needed");
        problems.add("pin", "intake-pin-needed");
        let typed = Fields::filled([("birth", "9o"), ("municipality", "San José"), ("needs", "health")]);
        let version = |t: T| Version {
            label: t.s("intake-alias"),
            first: "Chepe".to_owned(),
            second: "Chepe Pérez".to_owned(),
        };
        let done = |page: Self| Self { code: "7K4M-XQ2P".to_owned(), ..page };
        let twice =
            |page: Self| Self { versions: vec![version(page.frame.t)], replaces: "1".to_owned(), ..page };
        let young = |page: Self| Self { young: true, ..page };
        [
            ("empty", page(Fields::new())),
            ("refused", page(typed.clone().with_problems(problems))),
            ("done", page(Fields::new()).map(done)),
            ("conflict", page(typed.clone()).map(twice)),
            ("young", page(typed).map(young)),
        ]
        .into_iter()
        .filter_map(|(state, page)| Some((state, page?)))
        .collect()
    }
}

/// The page as it is kept on the tablet: nothing of anybody stands in it, so it may be.
pub(super) async fn show(State(app): State<App>, who: As) -> Result<Response, Failure> {
    let page = DeskPage::of(&app, &who, Fields::new()).await?;
    let mut response = page::answer(&page.frame, &page);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    let (name, value) = assets::OURS;
    response.headers_mut().insert(name, HeaderValue::from_static(value));
    Ok(response)
}

fn read(f: &Fields, desk: &str) -> Form {
    let asked = [Purpose::Account].into_iter().chain(Purpose::CHOICES);
    let get = |name: &str| f.get(name).to_owned();
    Form {
        code: String::new(),
        desk: desk.to_owned(),
        alias: get("alias"),
        birth: get("birth"),
        sex: get("sex"),
        municipality: get("municipality"),
        language: get("language"),
        phone: get("phone"),
        contact_owner: get("contact_owner"),
        needs: f.all("needs").to_vec(),
        work: get("work"),
        years: get("years"),
        country: get("country"),
        purposes: asked
            .filter(|purpose| f.has(purpose.word(), "yes"))
            .map(|purpose| purpose.to_string())
            .collect(),
        way: get("way"),
        witness: get("witness"),
        pin: get("pin"),
    }
}

/// The form with what a record says. The PIN is not shown: the person must choose again if it was wrong.
fn fields(form: &Form) -> Fields {
    let mut f = Fields::new();
    for (name, value) in told(form) {
        f.set(name, value);
    }
    for need in &form.needs {
        f.set("needs", need.as_str());
    }
    for purpose in &form.purposes {
        f.set(purpose, "yes");
    }
    f
}

/// What a record says, field by field; not the PIN.
fn told(form: &Form) -> [(&'static str, &str); 12] {
    let [alias, birth, sex, municipality, language, phone, owner, work, years, country, way, witness, _] =
        FIELDS;
    [
        (alias, &form.alias),
        (birth, &form.birth),
        (sex, &form.sex),
        (municipality, &form.municipality),
        (language, &form.language),
        (phone, &form.phone),
        (owner, &form.contact_owner),
        (work, &form.work),
        (years, &form.years),
        (country, &form.country),
        (way, &form.way),
        (witness, &form.witness),
    ]
}

/// Both versions, field by field; words of lists as they are said on the page.
fn versions(t: T, first: Option<&Form>, second: &Form) -> Vec<Version> {
    let said = |name: &str, value: &str| match name {
        _ if value.is_empty() => t.s("intake-untold"),
        "country" => {
            let known = countries(t).into_iter().find(|(code, _)| code == value);
            known.map_or_else(|| value.to_owned(), |(_, text)| text)
        }
        "language" | "sex" | "way" | "contact_owner" => {
            let list = match name {
                "language" => "language",
                "sex" => "profile-sex-is",
                "way" => "referral-way",
                _ => "person-owner",
            };
            t.word(list, value)
        }
        _ => value.to_owned(),
    };
    let first = first.map(told);
    let row = |(at, (name, value)): (usize, (&str, &str))| Version {
        label: t.word("intake-field", name),
        first: first.map_or_else(|| t.s("intake-conflict-not-yours"), |first| said(name, first[at].1)),
        second: said(name, value),
    };
    told(second).into_iter().enumerate().map(row).collect()
}

/// Registers one person, without the script.
pub(super) async fn take(State(app): State<App>, who: As, mut f: Fields) -> Result<Response, Failure> {
    let form = read(&f, &desk_of(&who.ctx.actor));
    let key: Id<Intake> = f.get("key").parse().unwrap_or_else(|_| Id::new(who.ctx.now));
    f.forget("pin");
    let (page, status) = match intake::take(&app.sys, &who.ctx, key, &form).await {
        Ok(taken) if taken.outcome == Outcome::Conflict => {
            let first = intake::first(&app.sys, &who.ctx, key).await?;
            let versions = versions(T::new(who.ctx.lang), first.as_ref(), &form);
            let page = DeskPage::of(&app, &who, f).await?;
            (DeskPage { versions, ..page }, StatusCode::CONFLICT)
        }
        Ok(taken) => {
            let mut next = Fields::new();
            next.set("language", form.language.as_str());
            next.set("way", form.way.as_str());
            let page = DeskPage::of(&app, &who, next).await?;
            let code = taken.code.map(|code| code.to_string()).unwrap_or_default();
            let frame = page.frame.clone().with_done("intake");
            (DeskPage { code, frame, ..page }, StatusCode::OK)
        }
        Err(error) => {
            let f = f.refuse(error)?;
            let young = f.problems().iter().any(|problem| problem.key == "person-birth-year-under-age");
            let page = DeskPage::of(&app, &who, f).await?;
            // The same key: what is mended is the same person.
            (DeskPage { young, fresh: key.to_string(), ..page }, StatusCode::UNPROCESSABLE_ENTITY)
        }
    };
    Ok(page::answer_with(status, &page.frame, &page))
}

/// Shows a record of the outbox that was refused, to be corrected on the same screen.
pub(super) async fn review(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    let get = |name: &str| f.get(name).to_owned();
    let record = Sealed { key: get("key"), to: get("to"), sealed: get("sealed") };
    let Review { key, form, problems, first } = intake::review(&app.sys, &who.ctx, &record).await?;
    let is_conflict = problems.is_empty();
    let page = DeskPage::of(&app, &who, fields(&form).with_problems(Problems(problems))).await?;
    let page = DeskPage {
        versions: if is_conflict { versions(page.frame.t, first.as_ref(), &form) } else { Vec::new() },
        // Another person gets a key and a code of their own.
        again: if is_conflict { String::new() } else { key.to_string() },
        printed: if is_conflict { String::new() } else { form.code.clone() },
        fresh: if is_conflict { page.fresh } else { key.to_string() },
        replaces: key.to_string(),
        ..page
    };
    Ok(page::answer(&page.frame, &page))
}
