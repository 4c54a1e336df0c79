//! What a service promises to who refers, and how it fits a person: seen before anything is sent.

use serde::{Deserialize, Serialize};

use super::{MOST_PROMISE_DAYS, Route};
use crate::{id::Id, service::Service, word::words};

/// A waiting list is accepted for so many days before the person is asked again.
pub const WAITING_DAYS: i64 = 30;

words! {
    /// How much room a service has.
    pub enum Capacity {
        /// There are places.
        Free = "free",
        /// One waits.
        WaitingList = "waiting_list",
        /// Full; one may only wait, if one accepts that.
        Full = "full",
    }
}

/// What a service promises. A service without a row has [`Terms::of`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Of which service.
    pub service: Id<Service>,
    /// An answer within so many working days, from 1 to [`MOST_PROMISE_DAYS`].
    pub promise_days: u8,
    /// How much room it has.
    pub capacity: Capacity,
    /// Whether a person may refer themselves.
    pub self_referral: bool,
    /// Whether it wants an officer beside who refers themselves.
    pub wants_worker: bool,
    /// Whom it is for.
    pub route: Route,
    /// The youngest it takes.
    pub youngest: Option<u8>,
    /// The oldest it takes.
    pub oldest: Option<u8>,
    /// Counts every change; 0: never written.
    pub version: i64,
}

impl Terms {
    /// What holds for a service that has said nothing.
    #[must_use]
    pub const fn of(service: Id<Service>) -> Self {
        Self {
            service,
            promise_days: MOST_PROMISE_DAYS,
            capacity: Capacity::Free,
            self_referral: false,
            wants_worker: false,
            route: Route::Open,
            youngest: None,
            oldest: None,
            version: 0,
        }
    }

    /// Whether it takes somebody of this age.
    #[must_use]
    pub fn takes_age(&self, age: i16) -> bool {
        self.youngest.is_none_or(|youngest| i16::from(youngest) <= age)
            && self.oldest.is_none_or(|oldest| age <= i16::from(oldest))
    }
}

words! {
    /// Why nothing can be sent to a service for a person.
    pub enum Barrier {
        /// It is not shown: hidden, not confirmed for long, or its organisation is not verified.
        NotShown = "not_shown",
        /// Its organisation has no written agreement in force.
        NoAgreement = "no_agreement",
        /// It is one's own organisation's.
        OwnAgency = "own_agency",
        /// It is not for people on this route.
        WrongRoute = "wrong_route",
        /// It takes nobody of this age.
        Age = "age",
        /// It does not take who refers themselves.
        NoSelfReferral = "no_self_referral",
    }
}

/// How a service fits a person. What is no barrier is told and left to who decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// What stands in the way; empty: it can be sent.
    pub barriers: Vec<Barrier>,
    /// How much room it has.
    pub capacity: Capacity,
    /// Whether it reaches where the person lives.
    pub reaches: bool,
    /// Whether the person's language is spoken there.
    pub speaks: bool,
    /// About how many kilometres by road.
    pub km: u32,
}

impl Fit {
    /// The order of alternatives, best first: those that can be sent, that reach the person, with room, in the person's
    /// language, near.
    #[must_use]
    pub fn order(&self) -> (bool, bool, Capacity, bool, u32) {
        (!self.barriers.is_empty(), !self.reaches, self.capacity, !self.speaks, self.km)
    }
}
