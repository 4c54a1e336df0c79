//! The life of a case, every way through it, and who reads what.

use super::*;
use crate::message::Lang;

const NOW: Moment = Moment::from_seconds(1_795_446_000);

fn case() -> Case {
    Case::open(Id::new(NOW), Id::new(NOW), (Id::new(NOW), Id::new(NOW)), Id::new(NOW), NOW)
}

fn every(now: Moment) -> Detail {
    Detail {
        review_on: Some(now.plus_days(20).day()),
        end: Some(End::Reached),
        to: Some((Id::new(now), Id::new(now))),
        officer: Some(Id::new(now)),
        goals: 1,
    }
}

#[test]
fn an_officer_who_works_elsewhere_now_is_a_stranger() {
    let case = case();
    let of = |agency| Actor::Staff { account: case.officer, agency, role: Role::CaseWorker };
    assert_eq!(case.relation(&of(case.agency)), Relation::Own);
    assert_eq!(case.relation(&of(Id::new(NOW))), Relation::Stranger);
}

#[test]
fn the_life_is_as_approved() {
    let mut lines = Vec::new();
    for status in Status::ALL {
        for step in Step::ALL {
            for party in Party::ALL {
                if let Ok(after) = status.after(*step, *party) {
                    lines.push(format!("{status:8} {step:10} {party:12} {after}"));
                }
            }
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn nothing_open_is_ever_without_a_date() {
    // Every way of five steps from a new case.
    let mut ways = vec![(case(), NOW)];
    for _ in 0..5 {
        let mut further = Vec::new();
        for (case, now) in &ways {
            for step in Step::ALL {
                for party in Party::ALL {
                    let later = now.plus_days(3);
                    if let Ok(after) = case.take(*step, *party, &every(later), later) {
                        assert_eq!(after.due().is_none(), after.status == Status::Closed, "{step}");
                        assert_eq!(after.offered_to.is_some(), after.status == Status::Offered, "{step}");
                        assert_eq!(after.closed_at.is_some(), after.end.is_some(), "{step}");
                        assert!(after.due().is_none_or(|(_, at)| at <= later.plus_days(181)), "{step}");
                        further.push((after, later));
                    }
                }
            }
        }
        ways = further;
    }
    assert!(ways.len() > 1_000);
}

#[test]
fn what_is_owed_first_comes_first() {
    let new = case();
    assert_eq!(new.due().map(|due| due.0), Some(Due::Plan));
    let planned = new.take(Step::AgreePlan, Party::Person, &every(NOW), NOW).unwrap();
    assert_eq!(planned.due().map(|due| due.0), Some(Due::Silence));
    let busy = Case { task_on: Some(NOW.plus_days(2).day()), ..planned.clone() };
    assert_eq!(busy.due(), Some((Due::Task, Moment::end_of(NOW.plus_days(2).day()))));
    let offered = planned.take(Step::Offer, Party::Officer, &every(NOW), NOW).unwrap();
    assert_eq!(offered.due().map(|due| due.0), Some(Due::Offer));
    let paused = offered.take(Step::Pause, Party::Person, &every(NOW), NOW).unwrap();
    assert_eq!(paused.due(), Some((Due::Review, Moment::end_of(NOW.plus_days(20).day()))));
    let closed = paused.take(Step::Close, Party::Officer, &every(NOW), NOW).unwrap();
    assert_eq!(closed.due(), None);
}

#[test]
fn a_step_needs_what_it_needs() {
    let none = Detail::default();
    let open = case();
    assert_eq!(open.take(Step::AgreePlan, Party::Officer, &none, NOW), Err(Problem::NoGoal));
    assert_eq!(open.take(Step::Pause, Party::Person, &none, NOW), Err(Problem::ReviewMissing));
    assert_eq!(open.take(Step::Close, Party::Officer, &none, NOW), Err(Problem::EndMissing));
    assert_eq!(open.take(Step::Offer, Party::Officer, &none, NOW), Err(Problem::ReceiverMissing));
    let itself = Detail { to: Some((open.agency, Id::new(NOW))), ..none };
    assert_eq!(open.take(Step::Offer, Party::Officer, &itself, NOW), Err(Problem::ReceiverMissing));
    for days in [0, -1, MOST_PAUSE_DAYS + 1] {
        let wrong = Detail { review_on: Some(NOW.plus_days(days).day()), ..none };
        assert_eq!(open.take(Step::Pause, Party::Officer, &wrong, NOW), Err(Problem::ReviewMissing));
    }
    // Only the person can take the yes back.
    let withdrawn = Detail { end: Some(End::Withdrawn), ..none };
    assert_eq!(open.take(Step::Close, Party::Officer, &withdrawn, NOW), Err(Problem::EndMissing));
    assert_eq!(open.take(Step::Withdraw, Party::Officer, &none, NOW), Err(Problem::NotYours));
    assert_eq!(open.take(Step::Resume, Party::Officer, &none, NOW), Err(Problem::NotFromHere));
}

#[test]
fn a_case_that_moves_is_read_by_the_new_agency_only() {
    let open = case();
    let grant = |agency, consent| Grant {
        consent: Consent {
            id: consent,
            ..Consent::given(open.person, Purpose::Case, Some(agency), Lang::Es, NOW)
        },
        fields: vec![Field::Name],
        way: crate::consent::Way::Voice,
        text_hash: Vec::new(),
        taken_by: Some(open.officer),
    };
    let old = grant(open.agency, open.consent);
    assert!(open.may_read(Some(&old), Field::Name, NOW));
    assert!(!open.may_read(Some(&old), Field::Contact, NOW));
    assert!(!open.may_read(None, Field::Name, NOW));
    let detail = every(NOW);
    let (to, consent) = detail.to.unwrap();
    let offered = open.take(Step::Offer, Party::Officer, &detail, NOW).unwrap();
    let colleague = Actor::Staff { account: Id::new(NOW), agency: to, role: Role::CaseWorker };
    assert_eq!(offered.party(&colleague), Some(Party::Receiver));
    assert_eq!(open.party(&colleague), None);
    let taken = offered.take(Step::TakeOver, Party::Receiver, &detail, NOW).unwrap();
    let new = grant(to, consent);
    assert!(taken.may_read(Some(&new), Field::Name, NOW));
    assert!(!taken.may_read(Some(&old), Field::Name, NOW));
    let before = Actor::Staff { account: open.officer, agency: open.agency, role: Role::CaseWorker };
    assert_eq!(taken.party(&before), None);
    assert!(!taken.may_read(Some(&new), Field::Name, NOW.plus_days(365)));
}
