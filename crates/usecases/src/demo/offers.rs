//! Services and opportunities of the made-up world, in every state.

use domain::{
    agency::{Agency, AgencyKind, Bilingual},
    id::Id,
    opportunity::{AskedSkill, Contract, Kind, Opportunity, Pay, Requirements, Status},
    person::{Licence, Schedule, Schooling, Spoken},
    place::{self, MunicipalityCode},
    policy::{Action, Object},
    service::{Service, ServiceArea, ServiceCategory, ServiceStatus},
    taxonomy::{self, LanguageCode, OccupationCode, SkillCode},
    wage::Activity,
};
use matching::link::Linker;
use store::Tx;

use super::{
    World, agencies, permit,
    read::{Row, rows},
};
use crate::{Result, System};

/// So many opportunities of the four kinds are open; some more are written, reviewed, paused or over.
const OPEN: [(Kind, i64); 4] =
    [(Kind::Vacancy, 256), (Kind::Course, 82), (Kind::Certification, 46), (Kind::Programme, 26)];
/// So many in a hundred more are not open.
const NOT_OPEN_PERCENT: i64 = 12;

/// An opportunity that was made.
pub(super) struct Offered {
    pub opportunity: Opportunity,
}

/// Makes the services; a few were not confirmed for long.
pub(super) async fn make_services(world: &mut World, tx: &mut Tx) -> Result<usize> {
    let permit = permit(Object::Service, Action::Create)?;
    let mut made = 0;
    for row in rows("services.csv", include_str!("../../../../seeds/demo/services.csv"))? {
        let key = row.get("agency_key");
        let agency = world
            .agencies
            .iter()
            .position(|agency| agency.key == key)
            .ok_or_else(|| super::broken("services.csv"))?;
        let days = world.chance.between(20, 300);
        let created_at = world.ago(days);
        let confirmed = if world.chance.percent(6) { 110 } else { world.chance.between(1, 80) };
        let id = world.chance.id(created_at);
        let agency = &world.agencies[agency];
        let service = Service {
            id,
            agency: agency.id,
            category: row.parse::<ServiceCategory>("category")?,
            status: ServiceStatus::Active,
            name: Bilingual::new(row.get("name_es"), row.get("name_en")),
            description: Bilingual::new(row.get("description_es"), row.get("description_en")),
            cost: Bilingual::new(row.get("cost_es"), row.get("cost_en")),
            bring: Bilingual::new(row.lines("bring_es"), row.lines("bring_en")),
            hours: agency.hours.clone(),
            languages: row.list("languages", '|').into_iter().filter_map(LanguageCode::from_word).collect(),
            municipality: agency.municipality,
            address: String::new(),
            area: row.parse::<ServiceArea>("area")?,
            phone: agency.phone.clone(),
            assured_on: world.now.plus_days(-confirmed).day(),
            created_at,
            version: 1,
        };
        tx.add_service(&permit, &service, None, created_at).await?;
        world.services.push(service);
        made += 1;
    }
    Ok(made)
}

/// Makes the opportunities.
pub(super) async fn make(world: &mut World, sys: &System, tx: &mut Tx) -> Result<()> {
    let vacancies = rows("vacancies.csv", include_str!("../../../../seeds/demo/vacancies.csv"))?;
    let calls = rows("calls.csv", include_str!("../../../../seeds/demo/calls.csv"))?;
    for (kind, count) in OPEN {
        let templates: Vec<&Row> = match kind {
            Kind::Vacancy => vacancies.iter().collect(),
            _ => calls.iter().filter(|row| kind_of(row) == Some(kind)).collect(),
        };
        let agencies: Vec<usize> = (0..world.agencies.len())
            .filter(|at| {
                let agency = &world.agencies[*at];
                agency.verified && offers(kind, agency.kind)
            })
            .collect();
        let count = count + count * NOT_OPEN_PERCENT / 100;
        for at in 0..count {
            let template = templates[usize::try_from(at).unwrap_or(0) % templates.len()];
            let agency = fitting(world, &agencies, template, at);
            let status = status(world, at * 100 < count * (100 - NOT_OPEN_PERCENT));
            add(world, sys, tx, template, kind, agency, status).await?;
        }
    }
    waiting_ones(world, sys, tx, &vacancies).await
}

/// An agency that does this work, or one that does anything. The first agency of each kind is the one to enter as, so it
/// offers more than others.
fn fitting(world: &mut World, agencies: &[usize], template: &Row, at: i64) -> usize {
    let wanted = template.get("occupation").parse::<OccupationCode>().ok();
    let does = |agency: usize| {
        let work = &world.agencies[agency].work;
        work.is_empty() || wanted.is_some_and(|wanted| work.contains(&wanted))
    };
    let mut fitting: Vec<usize> = agencies.iter().copied().filter(|agency| does(*agency)).collect();
    if fitting.is_empty() {
        fitting = agencies.to_vec();
    }
    if at % 3 == 0 { fitting[0] } else { *world.chance.pick(&fitting) }
}

/// Each agency that waits to be verified has one draft.
async fn waiting_ones(world: &mut World, sys: &System, tx: &mut Tx, vacancies: &[Row]) -> Result<()> {
    let waiting: Vec<usize> = (0..world.agencies.len()).filter(|at| !world.agencies[*at].verified).collect();
    for at in waiting {
        let work = &world.agencies[at].work;
        let theirs = |row: &&Row| row.get("occupation").parse().is_ok_and(|code| work.contains(&code));
        let mut templates: Vec<&Row> = vacancies.iter().filter(theirs).collect();
        if templates.is_empty() {
            templates = vacancies.iter().collect();
        }
        let template = *world.chance.pick(&templates);
        add(world, sys, tx, template, Kind::Vacancy, at, Status::Draft).await?;
    }
    Ok(())
}

pub(super) fn kind_of(row: &Row) -> Option<Kind> {
    Kind::from_word(if row.get("kind") == "program" { "programme" } else { row.get("kind") })
}

/// A kind's usual agency; `Kind::offered_by` allows a little more.
fn offers(kind: Kind, agency: AgencyKind) -> bool {
    matches!(
        (kind, agency),
        (Kind::Vacancy, AgencyKind::Employer)
            | (Kind::Course, AgencyKind::Training)
            | (Kind::Certification, AgencyKind::Certification)
            | (Kind::Programme, AgencyKind::Programme)
    )
}

fn status(world: &mut World, open: bool) -> Status {
    if open {
        return Status::Published;
    }
    *world.chance.weighted(&[
        (Status::Draft, 3),
        (Status::Review, 4),
        (Status::Paused, 2),
        (Status::Closed, 3),
    ])
}

/// Most work is where the agency is; some is in the places most people return to.
fn municipality(world: &mut World, agency: &agencies::Made) -> MunicipalityCode {
    if world.chance.percent(65) {
        return agency.municipality;
    }
    let department = agency.municipality.department();
    let near: Vec<MunicipalityCode> = place::municipalities()
        .iter()
        .map(|each| each.code)
        .filter(|code| code.department() == department)
        .collect();
    *world.chance.pick(&near)
}

async fn add(
    world: &mut World,
    sys: &System,
    tx: &mut Tx,
    row: &Row,
    kind: Kind,
    agency: usize,
    status: Status,
) -> Result<Id<Opportunity>> {
    let opportunity = opportunity(world, sys, row, kind, agency, status)?;
    let at = opportunity.created_at;
    tx.add_opportunity(&permit(Object::Opportunity, Action::Create)?, &opportunity, None, at).await?;
    let id = opportunity.id;
    world.offers.push(Offered { opportunity });
    Ok(id)
}

fn opportunity(
    world: &mut World,
    sys: &System,
    row: &Row,
    kind: Kind,
    agency: usize,
    status: Status,
) -> Result<Opportunity> {
    let days = world.chance.between(3, 45);
    let created_at = world.ago(days);
    let chosen = world.agencies.swap_remove(agency);
    let municipality = municipality(world, &chosen);
    let agency_id: Id<Agency> = chosen.id;
    world.agencies.push(chosen);
    let last = world.agencies.len() - 1;
    world.agencies.swap(agency, last);
    let shown = matches!(status, Status::Published | Status::Paused | Status::Closed);
    let left =
        if status == Status::Closed { -world.chance.between(1, 10) } else { world.chance.between(12, 80) };
    let starts = left.max(0) + world.chance.between(3, 30);
    let is_vacancy = kind == Kind::Vacancy;
    let bump = world.chance.between(0, 6) * 50;
    let seats = if is_vacancy { world.chance.between(1, 12) } else { row.parse("seats")? };
    Ok(Opportunity {
        id: world.chance.id(created_at),
        kind,
        agency: agency_id,
        status,
        title: Bilingual::new(row.get("title_es"), row.get("title_en")),
        description: Bilingual::new(row.get("description_es"), row.get("description_en")),
        bring: Bilingual::new(row.lines("bring_es"), row.lines("bring_en")),
        occupation: row.get("occupation").parse::<OccupationCode>().ok(),
        municipality,
        address: String::new(),
        remote: false,
        seats,
        taken: 0,
        pay: if is_vacancy { Some(pay(row, bump)?) } else { None },
        activity: activity(row),
        cost_centavos: if is_vacancy { 0 } else { row.parse::<i64>("cost")? * 100 },
        schedule: row.parse("schedule").unwrap_or(Schedule::Full),
        contract: row.parse::<Contract>("contract").ok(),
        hours: row.parse("hours").ok(),
        starts_on: Some(world.now.plus_days(starts).day()),
        closes_on: world.now.plus_days(left).day(),
        answer_days: world.chance.between(3, 10),
        requirements: requirements(&sys.linker(), row, kind),
        note: None,
        created_at,
        published_at: shown.then(|| created_at.plus_days(1)),
        version: 1,
    })
}

fn pay(row: &Row, bump: i64) -> Result<Pay> {
    let (min, max): (i64, i64) = (row.parse("pay_min")?, row.parse("pay_max")?);
    Ok(Pay { min_centavos: (min + bump) * 100, max_centavos: (max + bump) * 100 })
}

fn activity(row: &Row) -> Option<Activity> {
    match row.get("activity") {
        "agri" => Some(Activity::Agricultural),
        "nonagri" => Some(Activity::NonAgricultural),
        "maquila" => Some(Activity::ExportMaquila),
        _ => None,
    }
}

/// What a phrase of a vacancy asks: the best that goes with its occupation, or else what the words surely mean.
fn skill_of(linker: &Linker, row: &Row, phrase: &str) -> Option<SkillCode> {
    let linked = linker.skills(phrase, 5);
    let occupation = row.get("occupation").parse().ok().and_then(taxonomy::occupation);
    let usual = |code: &SkillCode| {
        occupation.is_some_and(|known| known.essential.contains(code) || known.optional.contains(code))
    };
    let near = linked.suggestions.iter().find(|found| usual(&found.code));
    near.or_else(|| linked.suggestions.first().filter(|_| linked.sure)).map(|found| found.code.clone())
}

pub(super) fn requirements(linker: &Linker, row: &Row, kind: Kind) -> Requirements {
    let mut skills: Vec<AskedSkill> = Vec::new();
    for skill in row.list("skills", '|').into_iter().filter_map(|phrase| skill_of(linker, row, phrase)) {
        if skills.iter().all(|asked| asked.skill != skill) {
            skills.push(AskedSkill { skill, level: 2 });
        }
    }
    // What a course teaches is not asked of who comes; what a call certifies is.
    let optional = if skills.len() > 3 { skills.split_off(3) } else { Vec::new() };
    let (essential, optional) = match kind {
        Kind::Course | Kind::Programme => (Vec::new(), skills),
        Kind::Vacancy | Kind::Certification => (skills, optional),
    };
    let languages = row
        .list("languages", '|')
        .into_iter()
        .filter_map(|pair| {
            let (code, level) = pair.split_once(':')?;
            let level = match level {
                "A1" | "A2" => 1,
                "B1" => 2,
                "B2" => 3,
                _ => 4,
            };
            Some(Spoken { language: LanguageCode::from_word(code)?, level })
        })
        .collect();
    let licences: Vec<Licence> =
        row.list("licences", '|').into_iter().filter_map(Licence::from_word).collect();
    let schooling = match row.get("schooling") {
        "diversificado" => Some(Schooling::Diversified),
        "none" | "" => None,
        word => Schooling::from_word(word),
    };
    Requirements {
        essential,
        optional,
        experience_months: row.get("experience_years").parse::<u16>().map_or(0, |years| years * 12),
        schooling,
        experience_instead: schooling.is_some_and(|schooling| schooling < Schooling::Diversified),
        languages,
        languages_indispensable: true,
        licences_indispensable: !licences.is_empty(),
        licences,
    }
}
