//! Who may do what. The whole policy is `verdict`; its table is printed and kept as a snapshot.

mod followed;

use serde::{Deserialize, Serialize};

use crate::{
    agency::{Account, Agency},
    id::Id,
    person::Person,
    referral::Referral,
    word::words,
};
use followed::{allowed_case, allowed_emergency, allowed_referral};

words! {
    /// What an account of the staff is for. A person who is served has no role: see [`Actor::Person`].
    pub enum Role {
        /// Offers opportunities for one agency and answers its applications.
        FocalPoint = "focal_point",
        /// Registers and accompanies people at a desk.
        CaseWorker = "case_worker",
        /// Registers people at a desk, one after another, and reads nobody afterwards.
        Reception = "reception",
        /// Verifies agencies, reviews offers, watches the clocks. Sees counts, not people.
        Coordinator = "coordinator",
        /// Keeps agencies, accounts and catalogues. Sees no people.
        Administrator = "administrator",
    }
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Anyone, without an account.
    Anonymous,
    /// A person who is served, in their own account.
    Person(Id<Person>),
    /// Somebody who works for an agency.
    Staff {
        /// The account.
        account: Id<Account>,
        /// Its agency.
        agency: Id<Agency>,
        /// What it is for.
        role: Role,
    },
    /// Somebody of an organisation without accounts, who came by a link to one referral and showed its code.
    Guest {
        /// The one referral.
        referral: Id<Referral>,
        /// The organisation that received it.
        agency: Id<Agency>,
    },
    /// The clock, the importer and other work without a person.
    System,
}

impl Actor {
    /// The person, if a person asks.
    #[must_use]
    pub const fn person(&self) -> Option<Id<Person>> {
        if let Self::Person(id) = self { Some(*id) } else { None }
    }

    /// The agency, if its staff asks, or a guest for it.
    #[must_use]
    pub const fn agency(&self) -> Option<Id<Agency>> {
        if let Self::Staff { agency, .. } | Self::Guest { agency, .. } = self { Some(*agency) } else { None }
    }

    /// The role, if staff asks.
    #[must_use]
    pub const fn role(&self) -> Option<Role> {
        if let Self::Staff { role, .. } = self { Some(*role) } else { None }
    }
}

/// How who asks stands to what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// It is theirs, or their agency's.
    Own,
    /// It came to their agency: an application, with the person's consent.
    Received,
    /// Neither, but the thing is public.
    Public,
    /// Neither.
    Stranger,
    /// Neither, and it lies in a compartment: nobody outside may know that it exists.
    Apart,
}

words! {
    /// What is asked for.
    pub enum Object {
        /// A person and all that is theirs.
        Person = "person",
        /// An opportunity: a vacancy, course, certification or programme.
        Opportunity = "opportunity",
        /// An application to an opportunity.
        Application = "application",
        /// An agency, its documents and agreements.
        Agency = "agency",
        /// An account of the staff.
        Account = "account",
        /// A service of the directory.
        Service = "service",
        /// Wages, help lines and other lists that administrators keep.
        Catalogue = "catalogue",
        /// A referral to a service, and needs that found none.
        Referral = "referral",
        /// A case: what an officer who accompanies somebody knows and does.
        Case = "case",
        /// A registration at a desk, as it was taken down.
        Intake = "intake",
        /// The joining of two records of one person.
        Merge = "merge",
        /// Counts of what happened.
        Report = "report",
        /// How somebody fares, and what of it should not wait.
        Pulse = "pulse",
        /// An opening in an emergency: how somebody is reached, without their yes.
        Emergency = "emergency",
    }
}

words! {
    /// What is to be done with it.
    pub enum Action {
        /// See it.
        View = "view",
        /// Make a new one.
        Create = "create",
        /// Change it.
        Edit = "edit",
        /// Delete it and destroy its key.
        Delete = "delete",
        /// Take a copy of all of it away.
        Export = "export",
        /// Apply to an opportunity.
        Apply = "apply",
        /// Take an application back.
        Withdraw = "withdraw",
        /// Say whether it was answered and what came of it.
        Confirm = "confirm",
        /// Answer an application.
        Answer = "answer",
        /// See candidates in order of fit, without name, sex, age or return.
        Rank = "rank",
        /// Ask a candidate to apply.
        Invite = "invite",
        /// Send for review, pause, resume or close an offer.
        Publish = "publish",
        /// Approve or refuse an offer before it is public.
        Review = "review",
        /// Verify or suspend an agency.
        Verify = "verify",
        /// Bring rows in from a file.
        Import = "import",
        /// Share without consent, on a legal basis, to be reviewed.
        Override = "override",
        /// Look for people by code, number or name, and see the little by which they are told apart.
        Find = "find",
    }
}

/// The answer of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be done.
    Yes,
    /// It may be seen, but not done.
    No,
    /// It may not even be known to exist: the same answer as if it did not.
    Hidden,
}

/// Who asks, as the table has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Persona {
    /// Without an account.
    Anonymous,
    /// A person who is served.
    Person,
    /// Staff with this role.
    Staff(Role),
    /// By a link to one referral.
    Guest,
    /// The clock and the importer.
    System,
}

impl From<&Actor> for Persona {
    fn from(actor: &Actor) -> Self {
        match actor {
            Actor::Anonymous => Self::Anonymous,
            Actor::Person(_) => Self::Person,
            Actor::Staff { role, .. } => Self::Staff(*role),
            Actor::Guest { .. } => Self::Guest,
            Actor::System => Self::System,
        }
    }
}

/// The policy: may `persona`, standing to `object` in `relation`, do `action`?
#[must_use]
pub fn verdict(persona: Persona, relation: Relation, object: Object, action: Action) -> Verdict {
    if allowed(persona, relation, object, action) {
        Verdict::Yes
    } else if action != Action::View && allowed(persona, relation, object, Action::View) {
        Verdict::No
    } else {
        Verdict::Hidden
    }
}

fn allowed(persona: Persona, relation: Relation, object: Object, action: Action) -> bool {
    use Action as A;
    use Object as O;
    use Persona as P;
    use Relation as R;
    use Role::{Administrator, CaseWorker, Coordinator, FocalPoint, Reception};
    match (persona, object) {
        (P::System, _) => true,
        (_, O::Opportunity | O::Service | O::Catalogue) if relation == R::Public && action == A::View => true,
        (P::Anonymous, O::Person | O::Agency) => action == A::Create,
        (P::Person, O::Person) => {
            relation == R::Own && matches!(action, A::View | A::Edit | A::Delete | A::Export)
        }
        (P::Person, O::Opportunity) => relation == R::Public && action == A::Apply,
        (P::Person, O::Application) => {
            relation == R::Own && matches!(action, A::View | A::Withdraw | A::Confirm)
        }
        (_, O::Referral) => allowed_referral(persona, relation, action),
        (P::Staff(FocalPoint), O::Opportunity) => {
            relation == R::Own
                && matches!(action, A::View | A::Create | A::Edit | A::Publish | A::Rank | A::Invite)
        }
        (P::Staff(FocalPoint), O::Application) => {
            relation == R::Received && matches!(action, A::View | A::Answer)
        }
        (P::Staff(FocalPoint), O::Agency) => relation == R::Own && matches!(action, A::View | A::Edit),
        (P::Staff(FocalPoint), O::Service) => {
            relation == R::Own && matches!(action, A::View | A::Create | A::Edit)
        }
        (_, O::Case) => allowed_case(persona, relation, action),
        (_, O::Emergency) => allowed_emergency(persona, relation, action),
        (P::Staff(CaseWorker), O::Person) => matches!(action, A::Create | A::Find),
        (P::Staff(Reception), O::Person) => action == A::Create,
        (P::Staff(CaseWorker | Reception), O::Intake) => {
            action == A::Create || (relation == R::Own && action == A::View)
        }
        (P::Person, O::Intake) => relation == R::Own && action == A::Export,
        (P::Person, O::Merge) => relation == R::Own && matches!(action, A::View | A::Withdraw),
        (P::Staff(CaseWorker), O::Merge) => relation == R::Own && matches!(action, A::View | A::Create),
        (P::Staff(Coordinator), O::Merge) => matches!(action, A::View | A::Review),
        (P::Staff(Coordinator), O::Opportunity) => {
            matches!(action, A::View | A::Review | A::Publish | A::Import)
        }
        (P::Staff(Coordinator), O::Agency) => matches!(action, A::View | A::Verify),
        (P::Staff(Coordinator), O::Report) => action == A::View,
        (P::Staff(Coordinator), O::Service) => matches!(action, A::View | A::Create | A::Edit | A::Import),
        (P::Staff(Administrator), O::Agency) => matches!(action, A::View | A::Create | A::Edit),
        (P::Staff(Administrator), O::Account) => matches!(action, A::View | A::Create | A::Edit | A::Delete),
        (P::Staff(Administrator), O::Catalogue) => {
            matches!(action, A::View | A::Create | A::Edit | A::Import)
        }
        (P::Person, O::Pulse) => relation == R::Own && matches!(action, A::View | A::Create),
        (P::Staff(CaseWorker), O::Pulse) => {
            relation == R::Received && matches!(action, A::View | A::Create | A::Answer)
        }
        (P::Staff(_), O::Account) => relation == R::Own && matches!(action, A::View | A::Edit),
        _ => false,
    }
}

/// A record that knows how an actor stands to it.
pub trait Guarded {
    /// What kind of thing it is.
    const OBJECT: Object;
    /// How `actor` stands to this one.
    fn relation(&self, actor: &Actor) -> Relation;
}

/// A record not yet opened: nothing of it can be read before [`Locked::unlock`].
pub struct Locked<T>(Option<T>);

impl<T: Guarded> Locked<T> {
    /// Locks what the store found, or did not find: both look alike from outside.
    #[must_use]
    pub const fn new(found: Option<T>) -> Self {
        Self(found)
    }

    /// Opens the record for `action`, or says that it is hidden or forbidden.
    ///
    /// # Errors
    /// [`Denied::Hidden`] if there is none or `actor` may not know of it; [`Denied::Forbidden`] if it may be seen only.
    pub fn unlock(self, actor: &Actor, action: Action) -> Result<(Permit, T), Denied> {
        let record = self.0.ok_or(Denied::Hidden)?;
        let permit = permit(actor, record.relation(actor), T::OBJECT, action)?;
        Ok((permit, record))
    }
}

/// Why the policy said no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// There is no such thing, as far as this actor may know.
    #[error("hidden")]
    Hidden,
    /// It may be seen but not done.
    #[error("forbidden")]
    Forbidden,
}

/// Proof that the policy was asked, and by whom for what. Store writers take one; it is what the audit records.
#[derive(Clone, Debug)]
pub struct Permit {
    actor: Actor,
    action: Action,
    object: Object,
}

impl Permit {
    /// Who was allowed.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }
    /// To do what.
    #[must_use]
    pub const fn action(&self) -> Action {
        self.action
    }
    /// With what kind of thing.
    #[must_use]
    pub const fn object(&self) -> Object {
        self.object
    }
}

/// Asks the policy where there is no record yet (to create one) or none is needed (a report).
///
/// # Errors
/// As [`Locked::unlock`].
pub fn permit(actor: &Actor, relation: Relation, object: Object, action: Action) -> Result<Permit, Denied> {
    match verdict(Persona::from(actor), relation, object, action) {
        Verdict::Yes => Ok(Permit { actor: *actor, action, object }),
        Verdict::No => Err(Denied::Forbidden),
        Verdict::Hidden => Err(Denied::Hidden),
    }
}
