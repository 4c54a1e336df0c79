//! An opening in an emergency: an officer learns how to reach somebody without the person's yes, because a life may depend on
//! it. It is either taken by the officer, and reviewed by the coordination, or given by the coordination for a call of today.

use serde::{Deserialize, Serialize};

use crate::{
    agency::{Account, Agency},
    attention::Attention,
    case::CallResult,
    id::Id,
    person::Person,
    policy::{Actor, Guarded, Object, Relation, Role},
    time::Moment,
};

/// It stays open for so many seconds: 24 hours.
pub const OPEN_FOR: i64 = 86_400;
/// So many an officer may take in 24 hours.
pub const MOST_TAKEN: i64 = 5;

/// One of them. Why it was taken lies sealed beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// Its identifier, made by whoever opens: sent twice it is one.
    pub id: Id<Emergency>,
    /// Who is to be reached.
    pub person: Id<Person>,
    /// What should not wait, if it was given because of that.
    pub attention: Option<Id<Attention>>,
    /// The officer who may reach them.
    pub account: Id<Account>,
    /// For which agency.
    pub agency: Id<Agency>,
    /// Who of the coordination gave it; `None`: the officer took it.
    pub given_by: Option<Id<Account>>,
    /// Since when.
    pub at: Moment,
    /// Until when.
    pub until: Moment,
    /// What came of the last call.
    pub result: Option<CallResult>,
    /// What the coordination found; `None`: it was not reviewed.
    pub justified: Option<bool>,
}

impl Emergency {
    /// Whether the person's telephone may be read under it now.
    #[must_use]
    pub fn is_open(&self, now: Moment) -> bool {
        now < self.until
    }
}

impl Guarded for Emergency {
    const OBJECT: Object = Object::Emergency;
    fn relation(&self, actor: &Actor) -> Relation {
        match actor {
            Actor::Staff { account, agency, role: Role::CaseWorker }
                if (*account, *agency) == (self.account, self.agency) =>
            {
                Relation::Own
            }
            _ => Relation::Stranger,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_of_one_officer_for_one_agency_and_ends() {
        let now = Moment::from_seconds(1_795_446_000);
        let (account, agency): (Id<Account>, Id<Agency>) = (Id::new(now), Id::new(now));
        let one = Emergency {
            id: Id::new(now),
            person: Id::new(now),
            attention: None,
            account,
            agency,
            given_by: None,
            at: now,
            until: now.plus(OPEN_FOR),
            result: None,
            justified: None,
        };
        let role = Role::CaseWorker;
        assert_eq!(one.relation(&Actor::Staff { account, agency, role }), Relation::Own);
        for stranger in [
            Actor::Staff { account, agency: Id::new(now), role },
            Actor::Staff { account: Id::new(now), agency, role },
            Actor::Staff { account, agency, role: Role::FocalPoint },
            Actor::Person(Id::new(now)),
        ] {
            assert_eq!(one.relation(&stranger), Relation::Stranger);
        }
        assert!(one.is_open(now.plus(OPEN_FOR - 1)) && !one.is_open(now.plus(OPEN_FOR)));
    }
}
