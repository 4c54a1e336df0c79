//! "Who saw my data" in words: what one institution did in a day is one line.

use domain::policy::{Action, Object};
use usecases::person::{Seen, SeenBy};

use crate::i18n::T;

/// One line of what happened with the person's data, in words.
#[derive(Clone, Debug)]
pub struct SeenLine {
    /// When.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    pub what: String,
}

impl SeenLine {
    pub(super) fn new(t: T, seen: &Seen) -> Self {
        Self { at: t.moment(&seen.at), by: by(t, &seen.by), what: did(t, seen) }
    }

    /// What one did in a day, each thing once; `seen` is not empty in use.
    fn of_day(t: T, seen: &[&Seen]) -> Option<Self> {
        let first = seen.first()?;
        let mut told: Vec<String> = Vec::new();
        for one in seen {
            let text = did(t, one);
            if !told.contains(&text) {
                told.push(text);
            }
        }
        Some(Self { at: t.day(&first.at.day()), by: by(t, &first.by), what: told.join("; ") })
    }
}

/// What happened, by who did it.
pub(super) struct Split {
    /// Institutions: a line for each and each day, newest first.
    pub others: Vec<SeenLine>,
    /// The person.
    pub own: Vec<SeenLine>,
    /// The system by itself: it keeps dates, and looks at nothing.
    pub system: Vec<SeenLine>,
}

impl Split {
    pub(super) fn new(t: T, seen: &[Seen]) -> Self {
        let mut days: Vec<Vec<&Seen>> = Vec::new();
        let (mut own, mut system) = (Vec::new(), Vec::new());
        for one in seen {
            match &one.by {
                SeenBy::You => own.push(SeenLine::new(t, one)),
                SeenBy::System => system.push(SeenLine::new(t, one)),
                SeenBy::Agency(_) => {
                    let same = |day: &&mut Vec<&Seen>| {
                        day.iter().any(|of| of.by == one.by && of.at.day() == one.at.day())
                    };
                    match days.iter_mut().find(same) {
                        Some(day) => day.push(one),
                        None => days.push(vec![one]),
                    }
                }
            }
        }
        Self { others: days.iter().filter_map(|day| SeenLine::of_day(t, day)).collect(), own, system }
    }
}

fn by(t: T, by: &SeenBy) -> String {
    match by {
        SeenBy::You => t.s("person-seen-by-you"),
        SeenBy::System => t.s("person-seen-by-system"),
        SeenBy::Agency(name) if name.is_empty() => t.s("person-seen-by-agency"),
        SeenBy::Agency(name) => name.clone(),
    }
}

/// What was done with a referral.
const fn of_referral(action: Action) -> &'static str {
    match action {
        Action::View => "read_referral",
        Action::Create => "create_referral",
        Action::Answer => "answer_referral",
        Action::Confirm => "confirm_referral",
        Action::Withdraw => "withdraw_referral",
        Action::Review | Action::Verify => "review_referral",
        Action::Override => "override",
        _ => "edit_referral",
    }
}

/// What was done in a case.
const fn of_case(action: Action) -> &'static str {
    match action {
        Action::View => "read_case",
        Action::Create => "create_case",
        Action::Answer => "answer_case",
        Action::Withdraw => "withdraw_case",
        Action::Review => "review_case",
        _ => "edit_case",
    }
}

/// What was done in an emergency.
const fn of_emergency(action: Action) -> &'static str {
    match action {
        Action::View => "read_emergency",
        Action::Override => "open_emergency",
        Action::Answer => "answer_emergency",
        _ => "review_emergency",
    }
}

/// What was done and for what, as far as it concerns a person.
fn did(t: T, seen: &Seen) -> String {
    let word = match seen.action {
        Action::Rank => "rank",
        Action::View | Action::Review | Action::Verify if seen.object == Object::Application => "read",
        action if seen.object == Object::Referral => of_referral(action),
        action if seen.object == Object::Case => of_case(action),
        Action::View if seen.object == Object::Pulse => "read_pulse",
        Action::Create if seen.object == Object::Pulse => "create_pulse",
        _ if seen.object == Object::Pulse => "answer_pulse",
        action if seen.object == Object::Emergency => of_emergency(action),
        _ if seen.object == Object::Merge => "merge",
        Action::Find => "find",
        Action::View | Action::Review | Action::Verify => "view",
        Action::Create | Action::Import => "create",
        Action::Edit | Action::Publish => "edit",
        Action::Delete => "delete",
        Action::Export => "export",
        Action::Apply => "apply",
        Action::Withdraw => "withdraw",
        Action::Confirm => "confirm",
        Action::Answer => "answer",
        Action::Invite => "invite",
        Action::Override => "override",
    };
    let did = t.word("person-seen-did", word);
    if seen.title.is_empty() {
        did
    } else {
        t.two("person-seen-about", "did", did.as_str(), "title", seen.title.as_str())
    }
}

#[cfg(test)]
mod tests {
    use domain::{message::Lang, time::Moment};

    use super::*;

    #[test]
    fn what_an_institution_did_in_a_day_is_one_line() {
        let did = |at, name: &str, action| Seen {
            at: Moment::from_seconds(at),
            by: SeenBy::Agency(name.to_owned()),
            action,
            object: Object::Application,
            detail: String::new(),
            title: if name.is_empty() { String::new() } else { "Techador".to_owned() },
        };
        let noon = 1_795_446_000;
        let system = Seen { by: SeenBy::System, ..did(noon, "", Action::Edit) };
        let seen = [
            did(noon, "Techos Maya", Action::Answer),
            did(noon - 60, "Casa Luna", Action::View),
            did(noon - 90, "Techos Maya", Action::View),
            did(noon - 120, "Techos Maya", Action::View),
            did(noon - 100_000, "Techos Maya", Action::View),
            system,
        ];
        let split = Split::new(T::new(Lang::Es), &seen);
        let lines: Vec<_> = split.others.iter().map(|line| (line.by.as_str(), line.what.as_str())).collect();
        assert_eq!(
            lines,
            [
                ("Techos Maya", "Contestó una solicitud: Techador; Leyó su solicitud: Techador"),
                ("Casa Luna", "Leyó su solicitud: Techador"),
                ("Techos Maya", "Leyó su solicitud: Techador"),
            ]
        );
        assert_eq!((split.system.len(), split.own.len()), (1, 0));
    }
}
