//! People of the made-up world who are accompanied: in every state, each step taken by the rule that real ones are taken
//! by, with what they want to reach and what is to be done next.

use domain::{
    case::{
        Assessment, Case, Detail, End, Goal, GoalStatus, Need, Owner, Party, Sign, Step, Task, TaskKind,
        Urgency,
    },
    consent::{Consent, Field, Grant, Purpose, Way},
    id::Id,
    message::Lang,
    person::Person,
    policy::{Action, Object},
    referral::Sender,
    service::ServiceCategory,
    time::Moment,
};
use store::{
    Tx,
    case::{Entry, EntryKind},
};

use super::{World, permit};
use crate::Result;

/// So many people are accompanied at the least, and one of so many where there are more.
const CASES: usize = 72;
const PEOPLE_A_CASE: usize = 40;
/// What is told of in the cases, by kind of need: a goal, a task of the officer, and one of the person.
const LIVES: [(ServiceCategory, &str, &str, &str); 8] = [
    (
        ServiceCategory::Employment,
        "Trabajar en techos, como allá",
        "Preguntar en la bolsa de empleo",
        "Contar sus trabajos en la aplicación",
    ),
    (
        ServiceCategory::Documents,
        "Sacar mi DPI",
        "Pedir cita en RENAP",
        "Llevar la certificación de nacimiento",
    ),
    (
        ServiceCategory::Certification,
        "Que reconozcan lo que sé de soldadura",
        "Preguntar la fecha del examen",
        "Juntar fotos de sus trabajos",
    ),
    (
        ServiceCategory::Business,
        "Poner mi propio taller",
        "Acompañar a la charla de crédito",
        "Hacer la lista de herramientas y precios",
    ),
    (
        ServiceCategory::Training,
        "Aprender electricidad",
        "Preguntar por el curso de los sábados",
        "Ver si puede ir los sábados",
    ),
    (
        ServiceCategory::Health,
        "Que me revisen la espalda",
        "Confirmar la cita en el centro de salud",
        "Llevar las recetas que tiene",
    ),
    (
        ServiceCategory::Housing,
        "Vivir cerca de mi mamá",
        "Buscar cuarto en el pueblo",
        "Hablar con su mamá del cuarto",
    ),
    (
        ServiceCategory::Education,
        "Terminar el básico",
        "Pedir la lista de papeles al instituto",
        "Buscar su certificado de sexto",
    ),
];
const NOTES: [&str; 5] = [
    "Está con su familia. Tiene ganas de empezar.",
    "Le cuesta viajar al pueblo entre semana.",
    "Prefiere que le llamen por la tarde.",
    "Ya habló con un primo que tiene taller.",
    "Pidió tiempo para pensarlo.",
];

/// How a made-up case stands now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    New,
    Planned,
    Late,
    Silent,
    Offered,
    Paused,
    Closed,
}

const COURSES: [(Course, i64); 7] = [
    (Course::New, 14),
    (Course::Planned, 40),
    (Course::Late, 10),
    (Course::Silent, 8),
    (Course::Offered, 6),
    (Course::Paused, 8),
    (Course::Closed, 14),
];

impl Course {
    /// How many days ago it was opened: at the least and at the most.
    const fn days(self) -> (i64, i64) {
        match self {
            Self::New => (1, 12),
            Self::Planned => (6, 25),
            Self::Late => (20, 28),
            Self::Silent => (50, 80),
            Self::Offered => (10, 25),
            Self::Paused => (15, 60),
            Self::Closed => (60, 150),
        }
    }
}

/// Makes cases; the person to enter as is accompanied by the officer to enter as.
pub(super) async fn make(world: &mut World, tx: &mut Tx) -> Result<usize> {
    let officers = world.officers.clone();
    let Some(first) = officers.first().copied() else { return Ok(0) };
    let mut made = 0;
    let mut seen = std::collections::HashSet::new();
    for at in 0..CASES.max(world.people.len() / PEOPLE_A_CASE) {
        let (course, officer, person) = if at == 0 {
            (Course::Planned, first, 0)
        } else if at == 1 {
            // One of whom nothing has been heard for long, so that the coordination has something to look after.
            (Course::Silent, first, longest(world))
        } else {
            let last = i64::try_from(world.people.len()).unwrap_or(i64::MAX) - 1;
            let person = usize::try_from(world.chance.between(0, last)).unwrap_or(0);
            // Every second one is the work of the officer to enter as.
            let officer = if at.is_multiple_of(2) { first } else { *world.chance.pick(&officers) };
            (*world.chance.weighted(&COURSES), officer, person)
        };
        let somebody = world.people[person].person.clone();
        let active = somebody.status == domain::person::PersonStatus::Active;
        if active && seen.insert(person) {
            one(world, tx, &somebody, officer, course).await?;
            made += 1;
        }
    }
    Ok(made)
}

/// Who is here longest, besides the one to enter as.
fn longest(world: &World) -> usize {
    let active = |one: &(usize, &super::people::Made)| {
        one.0 > 0 && one.1.person.status == domain::person::PersonStatus::Active
    };
    let people = world.people.iter().enumerate().filter(active);
    people.min_by_key(|(_, made)| made.person.created_at).map_or(0, |(at, _)| at)
}

fn grant(world: &mut World, person: &Person, officer: Sender, agency: Sender, at: Moment) -> Grant {
    let given = Consent::given(person.id, Purpose::Case, Some(agency.agency), Lang::Es, at);
    Grant {
        consent: Consent { id: world.chance.id(at), ..given },
        fields: vec![Field::Name, Field::Contact, Field::Place, Field::Language, Field::Work],
        way: *world.chance.weighted(&[(Way::Voice, 80), (Way::Thumb, 12), (Way::Paper, 8)]),
        text_hash: vec![0; 32],
        taken_by: Some(officer.account),
    }
}

async fn one(world: &mut World, tx: &mut Tx, person: &Person, officer: Sender, course: Course) -> Result<()> {
    let permit = permit(Object::Case, Action::Create)?;
    let (fewest, most) = course.days();
    let days = world.chance.between(fewest, most);
    let opened = world.ago(days).max(person.created_at.plus(600)).min(world.now.plus(-3600));
    let given = grant(world, person, officer, officer, opened);
    tx.give_grant(&permit, &given, opened).await?;
    let id = world.chance.id(opened);
    let officer_of = (officer.account, officer.agency);
    let mut case = Case::open(id, person.id, officer_of, given.consent.id, opened);
    tx.add_case(&permit, &case, opened).await?;
    entry(world, tx, &case, (EntryKind::Step, Step::Resume.word(), String::new()), opened).await?;
    if course != Course::New || world.chance.percent(50) {
        tell(world, tx, &case, opened).await?;
    }
    let goals = if course == Course::New { 0 } else { plan(world, tx, &case, course, opened).await? };
    let mut detail = Detail { goals, ..Detail::default() };
    if goals > 0 {
        case = walk(world, tx, &case, Step::AgreePlan, Party::Officer, &detail, opened.plus(2_000)).await?;
    }
    let later = opened.plus((world.now.seconds() - opened.seconds()) / 2);
    match course {
        Course::Paused => {
            let ahead = world.chance.between(10, 90);
            detail.review_on = Some(world.now.plus_days(ahead).day());
            case = walk(world, tx, &case, Step::Pause, Party::Person, &detail, later).await?;
        }
        Course::Closed => {
            let ends = [(End::Reached, 50), (End::Independent, 30), (End::Moved, 10), (End::NotFound, 10)];
            detail.end = Some(*world.chance.weighted(&ends));
            case = walk(world, tx, &case, Step::Close, Party::Officer, &detail, later).await?;
        }
        Course::Offered => {
            let others: Vec<Sender> =
                world.officers.iter().copied().filter(|other| other.agency != officer.agency).collect();
            let to = *world.chance.pick(&others);
            let at = world.now.plus(-86_400);
            let yes = grant(world, person, officer, to, at);
            tx.give_grant(&permit, &yes, at).await?;
            detail.to = Some((to.agency, yes.consent.id));
            case = walk(world, tx, &case, Step::Offer, Party::Officer, &detail, at).await?;
        }
        Course::New | Course::Planned | Course::Late | Course::Silent => {}
    }
    let spoken = if course == Course::Silent { opened.plus(3_000) } else { later };
    let after = Case {
        contact_at: Some(spoken),
        task_on: tx.next_case_task(case.id).await?,
        version: case.version + 1,
        ..case
    };
    tx.put_case(&permit, &after, "called", spoken).await?;
    Ok(())
}

async fn walk(
    world: &mut World,
    tx: &mut Tx,
    case: &Case,
    step: Step,
    party: Party,
    detail: &Detail,
    at: Moment,
) -> Result<Case> {
    let permit = permit(Object::Case, Action::Edit)?;
    let after = case.take(step, party, detail, at)?;
    tx.put_case(&permit, &after, step.word(), at).await?;
    entry(world, tx, &after, (EntryKind::Step, step.word(), String::new()), at).await?;
    Ok(after)
}

async fn entry(
    world: &mut World,
    tx: &mut Tx,
    case: &Case,
    (kind, detail, text): (EntryKind, &str, String),
    at: Moment,
) -> Result<()> {
    let id: Id<Entry> = world.chance.id(at);
    let line = Entry { id, kind, detail: detail.to_owned(), text, at };
    tx.add_case_entry(case, &line, Some(case.officer.uuid())).await?;
    Ok(())
}

/// What is needed, and the signs: mostly none.
async fn tell(world: &mut World, tx: &mut Tx, case: &Case, opened: Moment) -> Result<()> {
    let urgencies = [(Urgency::Now, 25), (Urgency::Soon, 50), (Urgency::Later, 25)];
    let needs = (0..3)
        .map(|_| Need { category: world.chance.pick(&LIVES).0, urgency: *world.chance.weighted(&urgencies) })
        .collect();
    let told = Assessment::new(needs, String::new());
    let text = serde_json::to_string(&told).map_err(|error| crate::Error::Internal(Box::new(error)))?;
    entry(world, tx, case, (EntryKind::Assessment, "", text), opened.plus(600)).await?;
    let signs = [
        (vec![], 70),
        (vec![Sign::Illness], 12),
        (vec![Sign::AloneWithCare], 10),
        (vec![Sign::Language], 6),
        (vec![Sign::NoPlace], 2),
    ];
    let signs = world.chance.weighted(&signs).clone();
    Ok(tx.put_case_screen(case, &signs, opened.plus(700)).await?)
}

/// Goals with tasks and a note; answers how many goals are wanted.
async fn plan(world: &mut World, tx: &mut Tx, case: &Case, course: Course, opened: Moment) -> Result<usize> {
    let at = opened.plus(1_200);
    let first = usize::try_from(world.chance.between(0, 7)).unwrap_or(0);
    let count = usize::try_from(world.chance.between(1, 2)).unwrap_or(1);
    for step in 0..count {
        let (category, goal, own, persons) = LIVES[(first + step * 3) % LIVES.len()];
        let reached = course == Course::Closed && step == 0;
        let goal = Goal {
            id: world.chance.id(at),
            category,
            words: goal.to_owned(),
            by_on: world.chance.percent(40).then(|| world.now.plus_days(60).day()),
            status: if reached { GoalStatus::Reached } else { GoalStatus::Open },
            created_at: at,
        };
        tx.add_case_goal(case, &goal).await?;
        let ahead = if course == Course::Late { -3 } else { world.chance.between(1, 14) };
        let kind =
            *world.chance.weighted(&[(TaskKind::Papers, 40), (TaskKind::Meet, 30), (TaskKind::Refer, 30)]);
        let over = matches!(course, Course::Closed | Course::Silent);
        for (kind, owner, words) in [(kind, Owner::Officer, own), (TaskKind::Other, Owner::Person, persons)] {
            let task = Task {
                id: world.chance.id(at),
                kind,
                owner,
                words: words.to_owned(),
                due_on: world.now.plus_days(ahead).day(),
                done_at: (over || world.chance.percent(25)).then(|| at.plus(7_200)),
                created_at: at,
            };
            tx.add_case_task(case, &task).await?;
        }
    }
    let note = (*world.chance.pick(&NOTES)).to_owned();
    entry(world, tx, case, (EntryKind::Note, "", note), at.plus(300)).await?;
    Ok(if course == Course::Closed { count - 1 } else { count })
}
