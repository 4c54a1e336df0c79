//! Needs that no service met.

use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency, id::Id, person::Person, place::MunicipalityCode, service::ServiceCategory, time::Moment,
    word::words,
};

words! {
    /// Why a need could not be met.
    pub enum GapReason {
        /// There is none.
        NoService = "no_service",
        /// It is too far.
        TooFar = "too_far",
        /// It costs too much.
        Cost = "cost",
        /// Nobody there speaks the language.
        Language = "language",
        /// It is full.
        Full = "full",
        /// It asks for papers that the person has not.
        MissingDocuments = "missing_documents",
        /// It would not be safe.
        Unsafe = "unsafe",
    }
}

/// A need without a service, kept to be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Its identifier, made by whoever notes it.
    pub id: Id<Gap>,
    /// The kind of need.
    pub need: ServiceCategory,
    /// Where.
    pub municipality: MunicipalityCode,
    /// Why it could not be met.
    pub reason: GapReason,
    /// Whose need it is, if it was told.
    pub person: Option<Id<Person>>,
    /// Which agency noted it.
    pub agency: Id<Agency>,
    /// When.
    pub at: Moment,
}
