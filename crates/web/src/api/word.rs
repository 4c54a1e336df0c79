//! Closed lists of words, as the document tells them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

/// Wraps a list of the domain, so that the document names its words.
macro_rules! listed {
    ($($(#[$doc:meta])* $name:ident = $domain:path;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $domain);

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = <$domain>::ALL.iter().map(|choice| choice.word());
                ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        }
    )+};
}

listed! {
    /// The kind of an opportunity.
    OpportunityKind = domain::opportunity::Kind;
    /// How far an offer is.
    OpportunityStatus = domain::opportunity::Status;
    /// How far an application is.
    ApplicationStatus = domain::application::Status;
    /// What was done with an application.
    ApplicationStep = domain::application::Step;
    /// The order of a list.
    ListOrder = domain::opportunity::Order;
    /// The form of a contract.
    ContractForm = domain::opportunity::Contract;
    /// When one works.
    WorkSchedule = domain::person::Schedule;
    /// What can be suggested.
    SuggestionOf = domain::taxonomy::Suggestible;
    /// The kind of need a service meets.
    Category = domain::service::ServiceCategory;
    /// Whom a service reaches.
    Reach = domain::service::ServiceArea;
    /// For what something is shared.
    SharingPurpose = domain::consent::Purpose;
    /// What became of a record of a tablet.
    IntakeOutcome = domain::intake::Outcome;
    /// What staff is for.
    StaffRole = domain::policy::Role;
    /// Whether a person uses the system now.
    AccountStatus = domain::person::PersonStatus;
    /// What was done.
    DoneAction = domain::policy::Action;
    /// With what.
    DoneObject = domain::policy::Object;
}
