//! A case: one officer accompanies one person, with the person's own goals, what is to be done next, and no silence.
//!
//! FHIR's EpisodeOfCare, CarePlan and Task in short. What a case holds follows module 2 of IOM's Reintegration Handbook:
//! an assessment, a plan that is the person's own, following up, and a case that moves with the person.

mod codes;
mod steps;

use serde::{Deserialize, Serialize};

pub use codes::{
    CallResult, Due, End, GoalStatus, Need, Owner, Party, Problem, Sign, Status, Step, TaskKind, Urgency,
};
pub use steps::{Detail, MOST_PAUSE_DAYS, OFFER_DAYS, PLAN_DAYS, SILENCE_DAYS};

use crate::{
    agency::{Account, Agency},
    consent::{Consent, Field, Grant, Purpose},
    id::Id,
    person::Person,
    policy::{Actor, Guarded, Object, Relation, Role},
    service::ServiceCategory,
    time::{Day, Moment},
};

/// One person accompanied by one officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its identifier.
    pub id: Id<Case>,
    /// Who is accompanied.
    pub person: Id<Person>,
    /// By which agency.
    pub agency: Id<Agency>,
    /// By whom.
    pub officer: Id<Account>,
    /// The yes of the person to this agency.
    pub consent: Id<Consent>,
    /// How it stands.
    pub status: Status,
    /// When it was opened here.
    pub opened_at: Moment,
    /// The last day for a plan.
    pub plan_on: Day,
    /// When the person agreed to the plan.
    pub plan_agreed_at: Option<Moment>,
    /// When the person was last spoken with.
    pub contact_at: Option<Moment>,
    /// The day of the next task of the officer.
    pub task_on: Option<Day>,
    /// While it rests: when it is looked at again.
    pub review_on: Option<Day>,
    /// To which agency it is offered.
    pub offered_to: Option<Id<Agency>>,
    /// The yes of the person to that agency.
    pub offered_consent: Option<Id<Consent>>,
    /// Since when it is offered.
    pub offered_at: Option<Moment>,
    /// When it ended.
    pub closed_at: Option<Moment>,
    /// How it ended.
    pub end: Option<End>,
    /// Counts every change.
    pub version: i64,
}

/// What a person wants to reach, in their own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Its identifier.
    pub id: Id<Goal>,
    /// What kind of thing it is.
    pub category: ServiceCategory,
    /// In the person's words; sealed in the database.
    pub words: String,
    /// By when they want it.
    pub by_on: Option<Day>,
    /// How it stands.
    pub status: GoalStatus,
    /// When it was told.
    pub created_at: Moment,
}

/// Something to be done next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its identifier.
    pub id: Id<Task>,
    /// What kind of thing it is.
    pub kind: TaskKind,
    /// Who does it.
    pub owner: Owner,
    /// In words; sealed in the database.
    pub words: String,
    /// By when.
    pub due_on: Day,
    /// When it was done.
    pub done_at: Option<Moment>,
    /// When it was written.
    pub created_at: Moment,
}

/// A photo or a paper of a case, without what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Its identifier.
    pub id: Id<Paper>,
    /// Of which case.
    pub case: Id<Case>,
    /// What it is called; sealed in the database.
    pub name: String,
    /// What kind of file it is, by its first bytes.
    pub media_type: crate::agency::MediaType,
    /// How large it is, in bytes.
    pub size: i64,
    /// When it was added.
    pub created_at: Moment,
}

/// What somebody needs, as it was told on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Each need once.
    pub needs: Vec<Need>,
    /// In words; empty if there are none.
    pub words: String,
}

impl Assessment {
    /// The needs with the most urgent first; one of a kind.
    #[must_use]
    pub fn new(mut needs: Vec<Need>, words: String) -> Self {
        needs.sort_by_key(|need| (need.category, need.urgency));
        needs.dedup_by_key(|need| need.category);
        needs.sort_by_key(|need| (need.urgency, need.category));
        Self { needs, words }
    }
}

impl Guarded for Case {
    const OBJECT: Object = Object::Case;
    fn relation(&self, actor: &Actor) -> Relation {
        match actor {
            Actor::Person(person) if *person == self.person => Relation::Own,
            Actor::Staff { account, agency, role: Role::CaseWorker }
                if (*account, *agency) == (self.officer, self.agency) =>
            {
                Relation::Own
            }
            Actor::Staff { agency, role: Role::CaseWorker, .. } if self.offered_to == Some(*agency) => {
                Relation::Received
            }
            _ => Relation::Stranger,
        }
    }
}

impl Case {
    /// A case opened now.
    #[must_use]
    pub fn open(
        id: Id<Self>,
        person: Id<Person>,
        officer: (Id<Account>, Id<Agency>),
        consent: Id<Consent>,
        now: Moment,
    ) -> Self {
        Self {
            id,
            person,
            officer: officer.0,
            agency: officer.1,
            consent,
            status: Status::Open,
            opened_at: now,
            plan_on: now.plus_days(PLAN_DAYS).day(),
            plan_agreed_at: None,
            contact_at: Some(now),
            task_on: None,
            review_on: None,
            offered_to: None,
            offered_consent: None,
            offered_at: None,
            closed_at: None,
            end: None,
            version: 1,
        }
    }

    /// As what somebody takes part in it.
    #[must_use]
    pub fn party(&self, actor: &Actor) -> Option<Party> {
        match (self.relation(actor), actor) {
            (Relation::Own, Actor::Person(_)) => Some(Party::Person),
            (Relation::Own, _) => Some(Party::Officer),
            (Relation::Received, _) => Some(Party::Receiver),
            (_, Actor::Staff { role: Role::Coordinator, .. }) => Some(Party::Coordination),
            _ => None,
        }
    }

    /// Whether the officer may read `field` of the person, live, at `now`: as long as the person's yes to this agency
    /// holds and names the field.
    #[must_use]
    pub fn may_read(&self, grant: Option<&Grant>, field: Field, now: Moment) -> bool {
        grant.is_some_and(|grant| self.is_held_by(grant, now) && grant.fields.contains(&field))
    }

    /// Whether what was written here may be read by the officer at `now`: not once it is over.
    #[must_use]
    pub fn is_held_by(&self, grant: &Grant, now: Moment) -> bool {
        self.closed_at.is_none()
            && grant.consent.id == self.consent
            && grant.consent.person == self.person
            && grant.consent.agency == Some(self.agency)
            && grant.consent.covers(Purpose::Case, self.agency, now)
    }
}

#[cfg(test)]
mod tests;
