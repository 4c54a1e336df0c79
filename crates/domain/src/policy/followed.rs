//! What is followed from step to step: referrals, cases and openings in an emergency.

use super::{Action, Persona, Relation, Role};

/// Referrals: who sends one, who answers it, whose it is, and who decides disputes without seeing who it is about.
pub(super) const fn allowed_referral(persona: Persona, relation: Relation, action: Action) -> bool {
    use Action as A;
    use Persona as P;
    use Relation as R;
    use Role::{CaseWorker, Coordinator, FocalPoint};
    match (persona, relation) {
        (P::Person, R::Own) => {
            matches!(action, A::View | A::Create | A::Edit | A::Confirm | A::Withdraw)
        }
        (P::Staff(CaseWorker), R::Own) => {
            matches!(action, A::View | A::Create | A::Edit | A::Confirm | A::Withdraw | A::Override)
        }
        (P::Staff(CaseWorker | FocalPoint) | P::Guest, R::Received) => {
            matches!(action, A::View | A::Answer)
        }
        (P::Staff(Coordinator), R::Own | R::Received | R::Public | R::Stranger) => {
            matches!(action, A::View | A::Review)
        }
        _ => false,
    }
}

/// Cases: whose it is, who accompanies, who is asked to go on with it, and who sees to it that somebody does, without
/// seeing whom.
pub(super) const fn allowed_case(persona: Persona, relation: Relation, action: Action) -> bool {
    use Action as A;
    use Persona as P;
    use Relation as R;
    use Role::{CaseWorker, Coordinator};
    match (persona, relation) {
        (P::Person, R::Own) => matches!(action, A::View | A::Edit | A::Withdraw),
        (P::Staff(CaseWorker), R::Own) => matches!(action, A::View | A::Create | A::Edit),
        (P::Staff(CaseWorker), R::Received) => matches!(action, A::View | A::Answer),
        (P::Staff(Coordinator), R::Own | R::Received | R::Public | R::Stranger) => {
            matches!(action, A::Review)
        }
        _ => false,
    }
}

/// Openings in an emergency: whose officer reads and calls; the coordination gives and reviews, without seeing whom.
pub(super) const fn allowed_emergency(persona: Persona, relation: Relation, action: Action) -> bool {
    use Action as A;
    use Persona as P;
    use Relation as R;
    use Role::{CaseWorker, Coordinator};
    match (persona, relation) {
        (P::Staff(CaseWorker), R::Own) => matches!(action, A::View | A::Override | A::Answer),
        (P::Staff(Coordinator), R::Own | R::Received | R::Public | R::Stranger) => {
            matches!(action, A::Override | A::Review)
        }
        _ => false,
    }
}
