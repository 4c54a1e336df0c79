//! Applications of the made-up world, in every state, each with its steps in time.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use domain::{
    application::{Application, ApplicationEvent, Reason, Status, Step},
    consent::{Consent, DEFAULT_DAYS, NOTICE_VERSION, Purpose},
    id::Id,
    opportunity::{Kind, Opportunity},
    person::PersonStatus,
    policy::{Action, Object},
    time::Moment,
};
use store::{Tx, application::Counted};

use super::{World, people, permit};
use crate::{Error, Result};

/// What becomes of an application, and how often, in hundredths.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Fresh,
    Accepted,
    Declined,
    Withdrawn,
    Expired,
    Achieved,
    Failed,
    Invited,
}

const COURSES: [(Course, i64); 8] = [
    (Course::Fresh, 24),
    (Course::Accepted, 14),
    (Course::Declined, 20),
    (Course::Withdrawn, 5),
    (Course::Expired, 7),
    (Course::Achieved, 18),
    (Course::Failed, 5),
    (Course::Invited, 7),
];
/// What people apply to, in hundredths.
const KINDS: [(Kind, i64); 4] =
    [(Kind::Vacancy, 55), (Kind::Course, 24), (Kind::Certification, 13), (Kind::Programme, 8)];
const DECLINED: [Reason; 4] =
    [Reason::OtherChosen, Reason::NotEligible, Reason::MissingDocuments, Reason::NotReached];
const FAILED: [Reason; 3] = [Reason::DidNotCome, Reason::NotInterested, Reason::OtherChosen];

/// One application on its way.
struct Way {
    application: Application,
    events: Vec<(Step, Status, Option<Reason>, Moment)>,
}

impl Way {
    fn step(&mut self, step: Step, reason: Option<Reason>, at: Moment) -> Result<()> {
        self.application =
            self.application.take(step, reason, at).map_err(|problem| Error::Internal(problem.into()))?;
        self.events.push((step, self.application.status, reason, at));
        Ok(())
    }
}

/// Makes applications of these people: the one to enter as has several, most have none to three.
pub(super) async fn make(world: &mut World, tx: &mut Tx, people: Range<usize>) -> Result<usize> {
    let mut made = 0;
    for at in people {
        let quiet =
            world.people[at].jobs.is_empty() || world.people[at].person.status == PersonStatus::Paused;
        let count = match at {
            0 => 5,
            _ if quiet => 0,
            _ => *world.chance.weighted(&[(0, 45), (1, 30), (2, 17), (3, 8)]),
        };
        if count > 0 {
            made += of_person(world, tx, at, count).await?;
        }
    }
    Ok(made)
}

async fn of_person(world: &mut World, tx: &mut Tx, person: usize, count: usize) -> Result<usize> {
    let today = world.now.day();
    let candidate = people::candidate(&world.people[person]);
    let open = world.offers.iter().map(|offered| &offered.opportunity);
    let matches = matching::rank(&candidate, open, today);
    let kinds: HashMap<Id<Opportunity>, Kind> =
        world.offers.iter().map(|offered| (offered.opportunity.id, offered.opportunity.kind)).collect();
    let mut used = HashSet::new();
    let mut made = 0;
    for _ in 0..count {
        let kind = *world.chance.weighted(&KINDS);
        let best: Vec<Id<Opportunity>> = matches
            .iter()
            .map(|found| found.opportunity)
            .filter(|id| kinds.get(id) == Some(&kind))
            .take(if person == 0 { 6 } else { 25 })
            .collect();
        if best.is_empty() {
            continue;
        }
        let chosen = *world.chance.pick(&best);
        if !used.insert(chosen) {
            continue;
        }
        let Some(index) = world.offers.iter().position(|offered| offered.opportunity.id == chosen) else {
            continue;
        };
        let course = *world.chance.weighted(&COURSES);
        let opportunity = world.offers[index].opportunity.clone();
        let explanation =
            serde_json::to_string(&matching::assess(&candidate, &opportunity, today).explanation)
                .map_err(|error| Error::Internal(error.into()))?;
        let places = world.left.get(&chosen).copied().unwrap_or(0);
        if let Some(way) = way(world, person, &opportunity, course, places)? {
            if holds(&way.application) {
                world.left.insert(chosen, places - 1);
                tx.fill_seat(chosen).await?;
            }
            keep(world, tx, person, way, explanation).await?;
            made += 1;
        }
    }
    Ok(made)
}

/// Whether it takes a place: of a call from applying on, of a vacancy by being hired.
fn holds(application: &Application) -> bool {
    if application.kind.holds_seats() {
        application.status.holds_seat()
    } else {
        application.status == Status::Achieved
    }
}

/// Follows one course, as far as the time since the offer was shown and the person came allows.
fn way(
    world: &mut World,
    person: usize,
    opportunity: &Opportunity,
    course: Course,
    places: i64,
) -> Result<Option<Way>> {
    let made = &world.people[person].person;
    let since = opportunity.published_at.unwrap_or(opportunity.created_at).max(made.created_at);
    let age = (world.now.seconds() - since.seconds()) / 86_400;
    // An answer is owed within ten working days, so who still waits applied a few days ago.
    let needed = match course {
        Course::Fresh | Course::Invited | Course::Withdrawn => 0,
        Course::Accepted | Course::Declined => 4,
        Course::Expired => 17,
        Course::Achieved | Course::Failed => 18,
    };
    let course = if age < needed { Course::Fresh } else { course };
    let back = match course {
        Course::Fresh | Course::Invited | Course::Withdrawn => world.chance.between(0, age.clamp(0, 2)),
        Course::Expired => world.chance.between(17, age),
        _ => world.chance.between(needed, age),
    };
    let at = world.now.plus_days(-back).plus(-world.chance.between(600, 20_000)).max(since);
    let full = opportunity.kind.holds_seats() && places <= 0;
    if !opportunity.kind.holds_seats() && places <= 0 && course == Course::Achieved {
        return Ok(None);
    }
    let first = match (course, full) {
        (Course::Invited, _) => Step::Invite,
        (_, true) => Step::Wait,
        _ => Step::Apply,
    };
    let consent = (first != Step::Invite).then(|| world.chance.id::<Consent>(at));
    let begun = Application::begin(world.people[person].person.id, opportunity, first, consent, at);
    let Ok(mut application) = begun else { return Ok(None) };
    application.id = world.chance.id(at);
    let status = application.status;
    let mut way = Way { application, events: vec![(first, status, None, at)] };
    if first == Step::Apply {
        follow(world, &mut way, course, at)?;
    }
    Ok(Some(way))
}

fn follow(world: &mut World, way: &mut Way, course: Course, at: Moment) -> Result<()> {
    let answer = at.plus_days(world.chance.between(1, 3)).plus(world.chance.between(0, 9000)).min(world.now);
    match course {
        Course::Fresh | Course::Invited => {}
        Course::Withdrawn => way.step(Step::Withdraw, None, at.plus(500))?,
        Course::Expired => {
            let due = way.application.due_at.unwrap_or(at).plus(60).min(world.now);
            way.step(Step::Expire, None, due)?;
            if world.chance.percent(60) {
                way.application = said(way.application.say_heard(false))?;
            }
        }
        Course::Declined => {
            let reason = *world.chance.pick(&DECLINED);
            way.step(Step::Decline, Some(reason), answer)?;
        }
        Course::Accepted => {
            way.step(Step::Accept, None, answer)?;
            way.application.note =
                Some("Le esperamos para una entrevista. Traiga lo que dice la oferta.".to_owned());
        }
        Course::Achieved | Course::Failed => {
            way.step(Step::Accept, None, answer)?;
            let end = answer.plus_days(world.chance.between(5, 12)).min(world.now);
            if course == Course::Achieved {
                way.step(Step::Achieve, None, end)?;
            } else {
                let reason = *world.chance.pick(&FAILED);
                way.step(Step::Fail, Some(reason), end)?;
            }
            if world.chance.percent(75) {
                let happened = (course == Course::Achieved) == world.chance.percent(94);
                way.application = said(way.application.say_result(happened, end.plus(7200).min(world.now)))?;
            }
        }
    }
    Ok(())
}

fn said(
    outcome: std::result::Result<Application, domain::application::ApplicationProblem>,
) -> Result<Application> {
    outcome.map_err(|problem| Error::Internal(problem.into()))
}

async fn keep(world: &mut World, tx: &mut Tx, person: usize, way: Way, explanation: String) -> Result<()> {
    let made = &world.people[person].person;
    let application = Application { explanation: Some(explanation), ..way.application };
    let at = application.applied_at;
    let withdrawn = application.status == Status::Withdrawn;
    if let Some(id) = application.consent {
        let consent = Consent {
            id,
            person: made.id,
            purpose: Purpose::Application,
            agency: Some(application.agency),
            notice_version: NOTICE_VERSION.to_owned(),
            lang: made.lang,
            given_at: at,
            expires_at: Some(at.plus_days(DEFAULT_DAYS)),
            withdrawn_at: withdrawn.then(|| at.plus(500)),
        };
        tx.give_consent(&permit(Object::Person, Action::Edit)?, &consent, at).await?;
    }
    let counted =
        Counted { department: made.municipality.department(), sex: made.sex, language: made.language };
    tx.add_application(&permit(Object::Application, Action::Create)?, &application, counted, at).await?;
    for (version, (step, status, reason, at)) in (1..).zip(way.events) {
        let event = ApplicationEvent { application: application.id, step, status, reason, at };
        tx.add_application_event(&event, version).await?;
    }
    Ok(())
}
