//! The forms of the profile, one for each section.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    id::Id,
    message::Lang,
    person::{
        Contact, ContactOwner, Evidence, Experience, HeldSkill, Licence, Matter, Person, PersonStatus,
        Profile, Schedule, Schooling, Sex, Spoken,
    },
    taxonomy::{LanguageCode, SkillCode},
    text::{PersonCode, Phone, PlainName},
    time::{Day, Moment},
};
use usecases::{
    Error, Problems,
    profile::{self, About, Place, Whole, Wishes},
};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who},
    person::{languages, owners},
    session::As,
};

/// Rows of languages in the form.
const LANGUAGE_ROWS: usize = 4;
/// Choices of what matters.
const MATTER_ROWS: usize = 3;

/// Every list to choose from.
pub struct Lists {
    languages: Vec<(String, String)>,
    levels: Vec<(String, String)>,
    owners: Vec<(String, String)>,
    sexes: Vec<(String, String)>,
    langs: Vec<(String, String)>,
    schoolings: Vec<(String, String)>,
    licences: Vec<(String, String)>,
    answers: Vec<(String, String)>,
    schedules: Vec<(String, String)>,
    matters: Vec<(String, String)>,
}

fn words<W: std::fmt::Display>(all: &[W], word: impl Fn(&W) -> String) -> Vec<(String, String)> {
    all.iter().map(|one| (one.to_string(), word(one))).collect()
}

impl Lists {
    fn new(t: T) -> Self {
        Self {
            languages: languages(t),
            levels: words(&[1, 2, 3, 4], |level| t.word("profile-level", level)),
            owners: owners(t),
            sexes: words(Sex::ALL, |sex| t.word("profile-sex-is", sex)),
            langs: words(Lang::ALL, |lang| t.word("profile-lang-is", lang)),
            schoolings: words(Schooling::ALL, |one| t.word("profile-schooling-is", one)),
            licences: words(Licence::ALL, |one| t.word("profile-licence", one)),
            answers: words(&["yes", "no"], |one| t.word("profile-answer", one)),
            schedules: words(Schedule::ALL, |one| t.word("profile-schedule", one)),
            matters: words(Matter::ALL, |one| t.word("profile-matter", one)),
        }
    }
}

/// One section's form.
#[derive(Template)]
#[template(path = "profile/section.html")]
pub struct SectionPage {
    /// What stands around it.
    pub frame: Frame,
    /// The section's word in the address.
    pub section: &'static str,
    /// What is known or was typed.
    pub f: Fields,
    /// Lists to choose from.
    pub lists: Lists,
    /// Names of the rows of languages: `language1` and `level1` …
    pub language_rows: Vec<(String, String)>,
    /// Names of the rows of what matters.
    pub matter_rows: Vec<String>,
}

/// The sections that have a form here.
const SECTIONS: [&str; 5] = ["idiomas", "estudios", "lugar", "deseos", "sobre-mi"];

fn section_of(word: &str) -> Result<&'static str, Error> {
    SECTIONS.into_iter().find(|known| *known == word).ok_or(Error::NotFound)
}

impl SectionPage {
    fn new(frame: Frame, section: &'static str, f: Fields) -> Self {
        let title = frame.t.word("profile-section", section);
        let frame = frame.titled(title);
        let rows = 1..=LANGUAGE_ROWS;
        Self {
            lists: Lists::new(frame.t),
            language_rows: rows.map(|row| (format!("language{row}"), format!("level{row}"))).collect(),
            matter_rows: (1..=MATTER_ROWS).map(|row| format!("matter{row}")).collect(),
            frame,
            section,
            f,
        }
    }
}

/// What is known, as the form of a section has it.
fn known(section: &str, person: &Person) -> Fields {
    let mut f = Fields::new();
    let profile = &person.profile;
    match section {
        "idiomas" => {
            for (at, spoken) in profile.languages.iter().enumerate() {
                f.set(&format!("language{}", at + 1), spoken.language.word());
                f.set(&format!("level{}", at + 1), spoken.level.to_string());
            }
        }
        "estudios" => {
            f.set("schooling", profile.schooling.map_or("", Schooling::word));
            profile.licences.iter().for_each(|licence| f.set("licences", licence.word()));
        }
        "lugar" => {
            let place = domain::place::municipality(person.municipality);
            f.set(
                "municipality",
                place.map_or_else(String::new, |one| format!("{}, {}", one.name, one.department)),
            );
            f.set("travel_km", profile.travel_km.map_or_else(String::new, |km| km.to_string()));
            f.set("would_move", profile.would_move.map_or("", |yes| if yes { "yes" } else { "no" }));
        }
        "deseos" => {
            f.set("available_from", profile.available_from.map_or_else(String::new, |day| day.to_string()));
            profile.schedules.iter().for_each(|schedule| f.set("schedules", schedule.word()));
            let pay = profile.pay_wanted_centavos;
            f.set(
                "pay_wanted",
                pay.map_or_else(String::new, |pay| format!("{}.{:02}", pay / 100, pay % 100)),
            );
            for (at, matter) in profile.matters.iter().enumerate() {
                f.set(&format!("matter{}", at + 1), matter.word());
            }
        }
        _ => about(person, &mut f),
    }
    f
}

fn about(person: &Person, f: &mut Fields) {
    f.set("alias", person.alias.as_str());
    f.set("birth_year", person.birth_year.to_string());
    f.set("sex", person.sex.map_or("", Sex::word));
    f.set("language", person.language.word());
    f.set("lang", person.lang.word());
    if let Some(contact) = &person.contact {
        f.set("phone", contact.phone.spaced());
        f.set("contact_owner", contact.owner.word());
    }
    f.set("cui", person.cui.as_ref().map_or_else(String::new, ToString::to_string));
}

impl Page for SectionPage {
    const NAME: &'static str = "profile-section";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Person, "profile-title");
        let Some(full) = sample(true) else { return Vec::new() };
        let page = |section| (section, Self::new(frame(), section, known(section, &full.person)));
        let mut samples: Vec<_> = SECTIONS.into_iter().map(page).collect();
        let mut problems = Problems::default();
        problems.add("municipality", "place-several");
        problems.add("travel_km", "profile-travel-form");
        let typed = Fields::filled([("municipality", "San José"), ("travel_km", "mucho")]);
        samples.push(("refused", Self::new(frame(), "lugar", typed.with_problems(problems))));
        samples
    }
}

pub(super) async fn show(
    State(app): State<App>,
    who: As,
    Path((_, section)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let person = usecases::person::me(&app.sys, &who.ctx).await?;
    let section = section_of(&section)?;
    let page = SectionPage::new(Frame::new(&app, &who, "profile-title"), section, known(section, &person));
    Ok(page::answer(&page.frame, &page))
}

async fn keep(app: &App, who: &As, section: &str, f: &Fields) -> Result<(), Error> {
    let (sys, ctx) = (&app.sys, &who.ctx);
    let text = |name: &str| f.get(name).to_owned();
    match section {
        "idiomas" => {
            let rows = 1..=LANGUAGE_ROWS;
            let rows: Vec<_> =
                rows.map(|row| (text(&format!("language{row}")), text(&format!("level{row}")))).collect();
            profile::save_languages(sys, ctx, &rows).await
        }
        "estudios" => profile::save_schooling(sys, ctx, f.get("schooling"), f.all("licences")).await,
        "lugar" => {
            let form = Place {
                municipality: text("municipality"),
                travel_km: text("travel_km"),
                would_move: text("would_move"),
            };
            profile::save_place(sys, ctx, &form).await
        }
        "deseos" => {
            let form = Wishes {
                available_from: text("available_from"),
                schedules: f.all("schedules").to_vec(),
                pay_wanted: text("pay_wanted"),
                matters: (1..=MATTER_ROWS).map(|row| text(&format!("matter{row}"))).collect(),
            };
            profile::save_wishes(sys, ctx, &form).await
        }
        _ => {
            let form = About {
                alias: text("alias"),
                birth_year: text("birth_year"),
                sex: text("sex"),
                language: text("language"),
                lang: text("lang"),
                phone: text("phone"),
                contact_owner: text("contact_owner"),
                cui: text("cui"),
            };
            profile::save_about(sys, ctx, &form).await
        }
    }
}

pub(super) async fn save(
    State(app): State<App>,
    who: As,
    Path((_, section)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Failure> {
    who.ctx.person()?;
    let section = section_of(&section)?;
    match keep(&app, &who, section, &f).await {
        Ok(()) => Ok(page::see_other(&format!("/{}/mi/perfil?hecho=saved", who.ctx.lang))),
        Err(error) => {
            let page = SectionPage::new(Frame::new(&app, &who, "profile-title"), section, f.refuse(error)?);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

/// A skill in the form.
#[derive(Clone, Debug)]
pub struct SkillLine {
    /// Its code.
    pub code: String,
    /// The name of the field of its level.
    pub field: String,
    /// What it is called.
    pub title: String,
    /// 1 to 3.
    pub level: String,
}

/// Skills held, and others found by words.
#[derive(Template)]
#[template(path = "profile/skills.html")]
pub struct SkillsPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub f: Fields,
    /// Skills confirmed.
    pub held: Vec<SkillLine>,
    /// Skills that the words looked for may mean: code and title.
    pub found: Vec<(String, String)>,
    /// Levels to choose from.
    pub levels: Vec<(String, String)>,
}

impl SkillsPage {
    fn new(frame: Frame, f: Fields, held: &[HeldSkill], found: Vec<SkillCode>) -> Self {
        let t = frame.t;
        let line = |one: &HeldSkill| SkillLine {
            code: one.skill.to_string(),
            field: format!("level-{}", one.skill),
            title: t.skill(&one.skill),
            level: one.level.to_string(),
        };
        let new = found.into_iter().filter(|code| !held.iter().any(|one| one.skill == *code));
        Self {
            held: held.iter().map(line).collect(),
            found: new.map(|code| (code.to_string(), t.skill(&code))).collect(),
            levels: words(&[1, 2, 3], |level| t.word("profile-skill-level", level)),
            frame,
            f,
        }
    }
}

impl Page for SkillsPage {
    const NAME: &'static str = "profile-skills";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Person, "profile-skills-title");
        let Some(full) = sample(true) else { return Vec::new() };
        let held = &full.person.profile.skills;
        let built_in = domain::taxonomy::built_in().skills().iter().skip(3).take(4);
        let found = built_in.map(|skill| skill.code.clone()).collect();
        let nothing = Fields::filled([("q", "zzz")]);
        vec![
            ("held", Self::new(frame(), Fields::new(), held, Vec::new())),
            ("found", Self::new(frame(), Fields::filled([("q", "techo")]), held, found)),
            ("none", Self::new(frame(), nothing, &[], Vec::new())),
        ]
    }
}

pub(super) async fn skills(State(app): State<App>, who: As, Asked(f): Asked) -> Result<Response, Failure> {
    let person = usecases::person::me(&app.sys, &who.ctx).await?;
    let found = f.some("q").map_or_else(Vec::new, |text| profile::skills_like(&app.sys, text));
    let frame = Frame::new(&app, &who, "profile-skills-title").with_done(f.get("hecho"));
    let page = SkillsPage::new(frame, f, &person.profile.skills, found);
    Ok(page::answer(&page.frame, &page))
}

pub(super) async fn save_skills(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    let person = usecases::person::me(&app.sys, &who.ctx).await?;
    let held = person.profile.skills.iter().map(|one| one.skill.to_string());
    let mut have: Vec<(String, String)> = held
        .filter(|code| !f.has("remove", code))
        .map(|code| {
            let level = f.get(&format!("level-{code}")).to_owned();
            (code, level)
        })
        .filter(|(_, level)| !level.is_empty())
        .collect();
    have.extend(f.all("skill").iter().map(|code| (code.clone(), String::new())));
    profile::save_skills(&app.sys, &who.ctx, &have, f.all("remove")).await?;
    Ok(page::see_other(&format!("/{}/mi/perfil/habilidades?hecho=saved", who.ctx.lang)))
}

/// A made-up person for the samples; `None` never, unless a rule of the domain changes.
pub(super) fn sample(full: bool) -> Option<Whole> {
    let now = Moment::from_seconds(1_795_446_000);
    let id = Id::from_uuid(uuid::Uuid::from_u128(1));
    let skill = domain::taxonomy::built_in().skills().first()?.code.clone();
    let profile = Profile {
        schooling: Some(Schooling::Primary),
        languages: vec![Spoken { language: LanguageCode::English, level: 2 }],
        licences: vec![Licence::B],
        skills: vec![HeldSkill { skill, level: 2, evidence: Evidence::Declared }],
        travel_km: Some(20),
        would_move: Some(false),
        available_from: Some(Day::constant(2026, 12, 1)),
        schedules: vec![Schedule::Full, Schedule::Weekends],
        pay_wanted_centavos: Some(450_000),
        matters: vec![Matter::Near, Matter::Pay],
    };
    let person = Person {
        id,
        code: PersonCode::from_random([1; 8]),
        status: PersonStatus::Active,
        alias: PlainName::parse("Chepe").ok()?,
        birth_year: 1990,
        sex: full.then_some(Sex::Male),
        municipality: "1413".parse().ok()?,
        language: LanguageCode::Ixil,
        lang: Lang::Es,
        contact: match full {
            true => Some(Contact { phone: Phone::parse("55551234").ok()?, owner: ContactOwner::Relative }),
            false => None,
        },
        cui: None,
        profile: if full { profile } else { Profile::default() },
        created_at: now,
        version: 1,
    };
    let job = |number, words: &str, occupation: Option<&str>| Experience {
        id: Id::from_uuid(uuid::Uuid::from_u128(number)),
        person: id,
        words: words.to_owned(),
        occupation: occupation.and_then(|code| code.parse().ok()),
        months: 42,
        country: "US".to_owned(),
        created_at: now,
    };
    let jobs = vec![job(2, "trabajé de rufero", Some("7121")), job(3, "ayudaba en lo que salía", None)];
    Some(Whole { person, jobs: if full { jobs } else { Vec::new() }, discoverable: full, cui_doubtful: full })
}
