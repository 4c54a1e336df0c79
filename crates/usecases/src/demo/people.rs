//! People of the made-up world. How many come from where, their sex, age and languages follow published figures
//! (Instituto Guatemalteco de Migración, 2025): half from four western departments, Huehuetenango and San Marcos first;
//! Joyabaj, Tajumulco and Concepción Tutuapa the first municipalities; 87.6 % men; more than half bilingual.

use domain::{
    consent::{Consent, DEFAULT_DAYS, NOTICE_VERSION, Purpose},
    message::Lang,
    person::{
        Contact, ContactOwner, Evidence, Experience, HeldSkill, Licence, Matter, Person, PersonStatus,
        Profile, Schedule, Schooling, Sex, Spoken,
    },
    place::{self, MunicipalityCode},
    policy::{Action, Object},
    taxonomy::{self, LanguageCode, OccupationCode},
    text::{Phone, PlainName},
    time::Moment,
};
use store::Tx;

use super::{
    Guise, Who, World, agencies, permit,
    read::{Row, rows},
};
use crate::Result;

/// Returns by department, in thousandths, after the published shares; the rest is spread by our guess.
pub(super) const DEPARTMENTS: [(&str, i64); 22] = [
    ("13", 189),
    ("12", 135),
    ("14", 100),
    ("09", 76),
    ("01", 90),
    ("16", 60),
    ("04", 35),
    ("07", 32),
    ("10", 38),
    ("11", 32),
    ("05", 36),
    ("20", 30),
    ("22", 28),
    ("08", 30),
    ("06", 18),
    ("03", 12),
    ("02", 12),
    ("15", 12),
    ("17", 15),
    ("18", 10),
    ("19", 12),
    ("21", 14),
];
/// Highest schooling, in hundredths; the first did not tell.
pub(super) const SCHOOLING: [(Option<Schooling>, i64); 6] = [
    (None, 12),
    (Some(Schooling::None), 8),
    (Some(Schooling::Primary), 48),
    (Some(Schooling::Basic), 17),
    (Some(Schooling::Diversified), 12),
    (Some(Schooling::University), 3),
];
/// The first municipalities of origin, in thousandths of all people.
const FIRST: [(&str, i64); 3] = [("1412", 12), ("1209", 8), ("1206", 8)];
/// The language many speak first, by department.
pub(super) const LANGUAGES: [(&str, &[LanguageCode]); 9] = [
    (
        "13",
        &[
            LanguageCode::Mam,
            LanguageCode::Qanjobal,
            LanguageCode::Chuj,
            LanguageCode::Popti,
            LanguageCode::Akateko,
        ],
    ),
    ("12", &[LanguageCode::Mam]),
    ("14", &[LanguageCode::Kiche, LanguageCode::Kiche, LanguageCode::Ixil]),
    ("09", &[LanguageCode::Kiche, LanguageCode::Mam]),
    ("16", &[LanguageCode::Qeqchi, LanguageCode::Qeqchi, LanguageCode::Poqomchi]),
    ("08", &[LanguageCode::Kiche]),
    ("07", &[LanguageCode::Kaqchikel, LanguageCode::Tzutujil, LanguageCode::Kiche]),
    ("04", &[LanguageCode::Kaqchikel]),
    ("15", &[LanguageCode::Achi]),
];

/// A person that was made.
pub(super) struct Made {
    pub person: Person,
    pub jobs: Vec<Experience>,
}

/// Makes so many more people.
pub(super) async fn make(world: &mut World, tx: &mut Tx, pin_hash: &str, count: usize) -> Result<()> {
    let stories = rows("stories.csv", include_str!("../../../../seeds/demo/stories.csv"))?;
    let aliases = rows("aliases.csv", include_str!("../../../../seeds/demo/aliases.csv"))?;
    let permit = permit(Object::Person, Action::Create)?;
    for _ in 0..count {
        let at = world.people.len();
        let (person, jobs) =
            if at == 0 { guide(world, &stories)? } else { person(world, &stories, &aliases)? };
        let external = (at == 0).then_some((agencies::SOURCE, Guise::Person.word()));
        let when = person.created_at;
        tx.add_person(&permit, &person, pin_hash, external, when).await?;
        for job in &jobs {
            tx.add_experience(&permit, job, when).await?;
        }
        consents(world, tx, person.id, person.lang, when).await?;
        world.people.push(Made { person, jobs });
    }
    Ok(())
}

async fn consents(world: &mut World, tx: &mut Tx, person: Who, lang: Lang, at: Moment) -> Result<()> {
    let permit = permit(Object::Person, Action::Edit)?;
    let given = [
        (Purpose::Account, 100),
        (Purpose::Statistics, 90),
        (Purpose::Messages, 70),
        (Purpose::Discovery, 60),
    ];
    for (purpose, percent) in given {
        if !world.chance.percent(percent) {
            continue;
        }
        let consent = Consent {
            id: world.chance.id(at),
            person,
            purpose,
            agency: None,
            notice_version: NOTICE_VERSION.to_owned(),
            lang,
            given_at: at,
            expires_at: (purpose == Purpose::Discovery).then(|| world.now.plus_days(DEFAULT_DAYS)),
            withdrawn_at: None,
        };
        tx.give_consent(&permit, &consent, at).await?;
    }
    Ok(())
}

/// The one to enter as: from Joyabaj, 24, Kʼicheʼ and Spanish, primary school, roofs and drywall.
fn guide(world: &mut World, stories: &[Row]) -> Result<(Person, Vec<Experience>)> {
    let created_at = world.ago(40);
    let municipality = "1412".parse().map_err(|_| super::broken("1412"))?;
    let mut person = blank(world, created_at, municipality, "Chepe")?;
    person.birth_year = world.now.day().year() - 24;
    person.sex = Some(Sex::Male);
    person.language = LanguageCode::Kiche;
    let jobs: Vec<Experience> = ["7121", "7123", "9412"]
        .into_iter()
        .filter_map(|code| stories.iter().find(|story| story.get("occupation") == code))
        .map(|story| job(world, person.id, story, Lang::Es, created_at))
        .collect::<Result<_>>()?;
    person.profile = Profile {
        schooling: Some(Schooling::Primary),
        languages: vec![
            Spoken { language: LanguageCode::Spanish, level: 3 },
            Spoken { language: LanguageCode::English, level: 1 },
        ],
        licences: Vec::new(),
        skills: skills(world, &jobs),
        travel_km: Some(60),
        would_move: Some(true),
        available_from: None,
        schedules: vec![Schedule::Full, Schedule::Shifts],
        pay_wanted_centavos: Some(450_000),
        matters: vec![Matter::Pay, Matter::Stable],
    };
    Ok((person, jobs))
}

fn person(world: &mut World, stories: &[Row], aliases: &[Row]) -> Result<(Person, Vec<Experience>)> {
    let days = world.chance.between(1, 360);
    let created_at = world.ago(days);
    let municipality = municipality(world)?;
    let woman = world.chance.percent(12);
    let fitting: Vec<&Row> =
        aliases.iter().filter(|alias| alias.get("sex") == if woman { "f" } else { "m" }).collect();
    let alias = world.chance.pick(&fitting).get("alias").to_owned();
    let mut person = blank(world, created_at, municipality, &alias)?;
    person.sex = world.chance.percent(93).then_some(if woman { Sex::Female } else { Sex::Male });
    let thinks_in_english = world.chance.percent(6);
    if thinks_in_english {
        person.language = LanguageCode::English;
        person.lang = Lang::En;
    } else if world.chance.percent(54)
        && let Some((_, spoken)) =
            LANGUAGES.iter().find(|(department, _)| *department == municipality.department().to_string())
    {
        person.language = *world.chance.pick(spoken);
    }
    if world.chance.percent(4) {
        person.status = PersonStatus::Paused;
    }
    let count = *world.chance.weighted(&[(0, 12), (1, 40), (2, 35), (3, 13)]);
    let jobs: Vec<Experience> = (0..count)
        .map(|_| {
            let story = world.chance.pick(stories);
            job(world, person.id, story, person.lang, created_at)
        })
        .collect::<Result<_>>()?;
    person.profile = profile(world, &person, &jobs, thinks_in_english);
    Ok((person, jobs))
}

fn blank(
    world: &mut World,
    created_at: Moment,
    municipality: MunicipalityCode,
    alias: &str,
) -> Result<Person> {
    let has_phone = world.chance.percent(72);
    let owner = if world.chance.percent(30) { ContactOwner::Relative } else { ContactOwner::Own };
    // Numbers that begin 3000 0 are kept for made-up worlds here.
    let phone = format!("3000{:04}", world.chance.between(0, 9999));
    let age = *world.chance.weighted(&[(19, 10), (22, 24), (25, 24), (29, 18), (35, 14), (42, 7), (51, 3)]);
    let spread = world.chance.between(-1, 3);
    Ok(Person {
        id: world.chance.id(created_at),
        code: world.code(),
        status: PersonStatus::Active,
        alias: PlainName::parse(alias).map_err(|_| super::broken("aliases.csv"))?,
        birth_year: world.now.day().year() - i16::try_from(age + spread).unwrap_or(30),
        sex: None,
        municipality,
        language: LanguageCode::Spanish,
        lang: Lang::Es,
        contact: if has_phone {
            Phone::parse(&phone).ok().map(|phone| Contact { phone, owner })
        } else {
            None
        },
        cui: None,
        profile: Profile::default(),
        created_at,
        version: 1,
    })
}

fn municipality(world: &mut World) -> Result<MunicipalityCode> {
    let mut left = world.chance.between(1, 1000);
    for (code, share) in FIRST {
        left -= share;
        if left <= 0 {
            return code.parse().map_err(|_| super::broken("municipality"));
        }
    }
    let department = *world.chance.weighted(&DEPARTMENTS);
    let within: Vec<MunicipalityCode> = place::municipalities()
        .iter()
        .map(|each| each.code)
        .filter(|code| code.department().to_string() == department)
        .collect();
    Ok(*world.chance.pick(&within))
}

fn job(world: &mut World, person: Who, story: &Row, lang: Lang, at: Moment) -> Result<Experience> {
    let (low, high): (i64, i64) = (story.parse("years_min")?, story.parse("years_max")?);
    let months = world.chance.between(low * 12, high * 12).clamp(3, 600);
    let mexico = world.chance.percent(6);
    Ok(Experience {
        id: world.chance.id(at),
        person,
        words: story.get(if lang == Lang::En { "words_en" } else { "words_es" }).to_owned(),
        occupation: world
            .chance
            .percent(92)
            .then(|| story.parse::<OccupationCode>("occupation"))
            .transpose()?,
        months: u16::try_from(months).unwrap_or(12),
        country: if mexico { "MX" } else { "US" }.to_owned(),
        created_at: at,
    })
}

/// Skills of the occupations that were confirmed: most of the essential ones, some of the others.
fn skills(world: &mut World, jobs: &[Experience]) -> Vec<HeldSkill> {
    let mut held: Vec<HeldSkill> = Vec::new();
    for occupation in jobs.iter().filter_map(|job| job.occupation).filter_map(taxonomy::occupation) {
        let all = occupation
            .essential
            .iter()
            .map(|code| (code, 80))
            .chain(occupation.optional.iter().map(|code| (code, 35)));
        for (code, percent) in all {
            if world.chance.percent(percent) && held.iter().all(|skill| skill.skill != *code) {
                let level = *world.chance.weighted(&[(1, 20), (2, 55), (3, 25)]);
                let evidence = *world.chance.weighted(&[
                    (Evidence::Declared, 80),
                    (Evidence::Portfolio, 10),
                    (Evidence::Attested, 7),
                    (Evidence::Certified, 3),
                ]);
                held.push(HeldSkill { skill: code.clone(), level, evidence });
            }
        }
    }
    held
}

fn profile(world: &mut World, person: &Person, jobs: &[Experience], thinks_in_english: bool) -> Profile {
    let chance = &mut world.chance;
    let schooling = *chance.weighted(&SCHOOLING);
    let mut languages = Vec::new();
    if person.language != LanguageCode::Spanish {
        languages
            .push(Spoken { language: LanguageCode::Spanish, level: if thinks_in_english { 2 } else { 3 } });
    }
    if thinks_in_english {
        languages.push(Spoken { language: LanguageCode::English, level: 4 });
    } else if chance.percent(45) {
        let level = *chance.weighted(&[(1, 60), (2, 25), (3, 15)]);
        languages.push(Spoken { language: LanguageCode::English, level });
    }
    let licences = *chance.weighted(&[
        (None, 74),
        (Some(Licence::C), 8),
        (Some(Licence::B), 8),
        (Some(Licence::M), 6),
        (Some(Licence::A), 4),
    ]);
    let travel_km =
        *chance.weighted(&[(None, 20), (Some(15), 20), (Some(30), 30), (Some(60), 20), (Some(120), 10)]);
    let matters = [Matter::Pay, Matter::Near, Matter::Stable, Matter::Hours, Matter::Grow, Matter::Light];
    let mut wanted: Vec<Matter> = Vec::new();
    for _ in 0..chance.between(0, 3) {
        let matter = *chance.pick(&matters);
        if !wanted.contains(&matter) {
            wanted.push(matter);
        }
    }
    let would_move = *chance.weighted(&[(None, 30), (Some(true), 25), (Some(false), 45)]);
    let pay = chance.percent(55).then(|| chance.between(34, 80) * 10_000);
    Profile {
        schooling,
        languages,
        licences: licences.into_iter().collect(),
        skills: skills(world, jobs),
        travel_km,
        would_move,
        available_from: None,
        schedules: Vec::new(),
        pay_wanted_centavos: pay,
        matters: wanted,
    }
}

/// The candidate that a person is, for matching.
pub(super) fn candidate(made: &Made) -> matching::Candidate {
    matching::Candidate::new(&made.person.profile, &made.jobs, made.person.municipality, made.person.language)
}
