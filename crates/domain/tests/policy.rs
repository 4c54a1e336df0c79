//! The whole policy as a table: who, standing how to what, may do which action. It changes only in plain sight.

use std::fmt::Write as _;

use domain::policy::{Action, Object, Persona, Relation, Role, Verdict, verdict};

const PERSONAS: &[Persona] = &[
    Persona::Anonymous,
    Persona::Person,
    Persona::Staff(Role::FocalPoint),
    Persona::Staff(Role::CaseWorker),
    Persona::Staff(Role::Reception),
    Persona::Staff(Role::Coordinator),
    Persona::Staff(Role::Administrator),
    Persona::Guest,
];

const RELATIONS: &[Relation] =
    &[Relation::Own, Relation::Received, Relation::Public, Relation::Stranger, Relation::Apart];

const fn persona_word(persona: Persona) -> &'static str {
    match persona {
        Persona::Anonymous => "anonymous",
        Persona::Person => "person",
        Persona::Staff(role) => role.word(),
        Persona::Guest => "guest",
        Persona::System => "system",
    }
}

const fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::Own => "own",
        Relation::Received => "received",
        Relation::Public => "public",
        Relation::Stranger => "stranger",
        Relation::Apart => "apart",
    }
}

const fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "yes",
        Verdict::No => "no",
        Verdict::Hidden => ".",
    }
}

fn may_nothing(persona: Persona, relation: Relation, object: Object) -> bool {
    Action::ALL.iter().all(|action| verdict(persona, relation, object, *action) == Verdict::Hidden)
}

fn table() -> String {
    let mut text = String::new();
    text.push_str("yes: may be done · no: may be seen, not done · a dot: may not be known to exist\n");
    text.push_str("Left out: who may nothing at all. The clock and the importer (system) may everything.\n");
    for object in Object::ALL {
        let _ = write!(text, "\n{:<14} {:<9}", object.word(), "");
        for action in Action::ALL {
            let _ = write!(text, " {}", action.word());
        }
        text.push('\n');
        for persona in PERSONAS {
            for relation in RELATIONS {
                if may_nothing(*persona, *relation, *object) {
                    continue;
                }
                let _ = write!(text, "{:<14} {:<9}", persona_word(*persona), relation_word(*relation));
                for action in Action::ALL {
                    let word = verdict_word(verdict(*persona, *relation, *object, *action));
                    let _ = write!(text, " {word:<width$}", width = action.word().len());
                }
                text.truncate(text.trim_end_matches(' ').len());
                text.push('\n');
            }
        }
    }
    text
}

#[test]
fn the_policy_is_as_approved() {
    insta::assert_snapshot!(table());
}

/// Rules that no change of the table may break.
#[test]
fn nobody_without_a_relation_changes_what_is_anothers() {
    for object in [Object::Person, Object::Application] {
        for action in Action::ALL {
            for persona in PERSONAS {
                let yes = verdict(*persona, Relation::Stranger, object, *action) == Verdict::Yes;
                // To find somebody changes nothing, and is told to them.
                let harmless = matches!(action, Action::Create | Action::Find);
                assert!(!yes || harmless, "{persona:?} may {action} a stranger's {object}");
            }
        }
    }
}

/// Coordinators and administrators see counts and institutions, never people.
#[test]
fn who_looks_after_it_sees_no_people() {
    for role in [Role::Coordinator, Role::Administrator] {
        for relation in RELATIONS {
            for object in [Object::Person, Object::Application] {
                for action in Action::ALL {
                    let word = verdict(Persona::Staff(role), *relation, object, *action);
                    assert_eq!(word, Verdict::Hidden, "{role} {relation:?} {object} {action}");
                }
            }
        }
    }
}

/// Of what lies in a compartment nobody outside may know.
#[test]
fn a_compartment_is_closed_to_who_is_apart() {
    for persona in PERSONAS {
        for action in Action::ALL {
            let word = verdict(*persona, Relation::Apart, Object::Referral, *action);
            assert_eq!(word, Verdict::Hidden, "{persona:?} {action}");
        }
    }
}

#[test]
fn the_clock_may_do_everything() {
    for relation in RELATIONS {
        for object in Object::ALL {
            for action in Action::ALL {
                assert_eq!(verdict(Persona::System, *relation, *object, *action), Verdict::Yes);
            }
        }
    }
}
