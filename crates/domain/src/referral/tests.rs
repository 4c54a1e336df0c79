//! The whole life of a referral as a table, and what holds for any walk through it.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

const NOW: Moment = Moment::from_seconds(1_795_446_000);

pub(super) fn draft(priority: Priority) -> Referral {
    let sender = Sender { account: Id::new(NOW), agency: Id::new(NOW) };
    let blank = Referral::blank(
        Id::new(NOW),
        Id::new(NOW),
        Id::new(NOW),
        Id::new(NOW),
        ServiceCategory::Employment,
        NOW,
    );
    Referral {
        sender: Some(sender),
        priority,
        consent: Some(Id::new(NOW)),
        promise_days: 5,
        called_at: Some(NOW),
        ..blank
    }
    .owed(NOW)
}

/// What any step may be taken with.
fn whole(now: Moment) -> Detail {
    Detail {
        reason: Some(Reason::NoCapacity),
        outcome: None,
        has_words: true,
        review_on: Some(now.plus_days(20).day()),
        first_contact_at: None,
        account: Some(Id::new(now)),
        attempts: CONFIRM_ATTEMPTS,
    }
}

fn whole_for(step: Step, now: Moment) -> Detail {
    let outcome = match step {
        Step::Complete => Some(Outcome::HelpedFully),
        Step::Fail => Some(Outcome::DidNotCome),
        _ => None,
    };
    Detail { outcome, ..whole(now) }
}

#[test]
fn every_party_status_and_step() {
    let mut table =
        "the status after each step · -: not from here · a dot: never this party's step\n".to_owned();
    for party in Party::ALL {
        for status in Status::ALL {
            write!(table, "{:<10} {:<16}", party.word(), status.word()).unwrap();
            for step in Step::ALL {
                let word = match status.after(*step, *party) {
                    Ok(after) => after.word(),
                    Err(Problem::NotFromHere) => "-",
                    Err(Problem::NotYours) => ".",
                    Err(other) => panic!("{other}"),
                };
                write!(table, " {}={word}", step.word()).unwrap();
            }
            table.push('\n');
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn an_officer_who_works_elsewhere_now_is_no_sender() {
    let draft = draft(Priority::Normal);
    let sender = draft.sender.unwrap();
    let of = |agency| Actor::Staff { account: sender.account, agency, role: Role::CaseWorker };
    for route in Route::ALL {
        let draft = Referral { route: *route, ..draft.clone() };
        assert_eq!(draft.party(&of(sender.agency)), Some(Party::Sender));
        assert_eq!(draft.party(&of(Id::new(NOW))), None);
    }
}

#[test]
fn who_is_which_party() {
    let (mine, theirs, elsewhere): (Id<Agency>, Id<Agency>, Id<Agency>) =
        (Id::new(NOW), Id::new(NOW), Id::new(NOW));
    let officer: Id<Account> = Id::new(NOW);
    let mut table = String::new();
    for route in Route::ALL {
        for sent_at in [None, Some(NOW)] {
            let sender = Some(Sender { account: officer, agency: mine });
            let referral =
                Referral { sender, agency: theirs, route: *route, sent_at, ..draft(Priority::Normal) };
            let person = Actor::Person(referral.person);
            let guest = Actor::Guest { referral: referral.id, agency: theirs };
            let mut actors = vec![
                ("nobody", Actor::Anonymous),
                ("the person", person),
                ("another person", Actor::Person(Id::new(NOW))),
                ("guest", guest),
                ("guest of another", Actor::Guest { referral: Id::new(NOW), agency: theirs }),
                ("the clock", Actor::System),
                ("the officer", Actor::Staff { account: officer, agency: mine, role: Role::CaseWorker }),
            ];
            for (place, agency) in [("sending", mine), ("receiving", theirs), ("other", elsewhere)] {
                for role in Role::ALL {
                    let name = format!("{place} {role}").leak();
                    actors.push((name, Actor::Staff { account: Id::new(NOW), agency, role: *role }));
                }
            }
            for (name, actor) in actors {
                let party = referral.party(&actor).map_or("-", Party::word);
                let relation = referral.relation(&actor);
                let sent = if sent_at.is_some() { "sent" } else { "draft" };
                writeln!(table, "{:<11} {sent:<5} {name:<24} {party:<10} {relation:?}", route.word())
                    .unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn only_the_recipient_answers() {
    for status in Status::ALL {
        for party in Party::ALL.iter().filter(|party| **party != Party::Recipient) {
            for step in Step::ALL.iter().filter(|step| step.decides() || **step == Step::AskInfo) {
                assert_eq!(status.after(*step, *party), Err(Problem::NotYours));
            }
        }
    }
}

#[test]
fn what_stands_in_fhir_is_one_of_its_words() {
    let words = [
        "draft",
        "requested",
        "accepted",
        "rejected",
        "cancelled",
        "in-progress",
        "on-hold",
        "failed",
        "completed",
        "entered-in-error",
    ];
    for status in Status::ALL {
        assert!(words.contains(&status.fhir()), "{status}");
    }
}

#[test]
fn guards_hold() {
    let sent = |priority| draft(priority).take(Step::Send, Party::Sender, &Detail::default(), NOW);
    let unasked = Referral { consent: None, ..draft(Priority::Normal) };
    let problem = |outcome: Result<Referral, Problem>| outcome.unwrap_err();
    let none = Detail::default();
    assert_eq!(problem(unasked.take(Step::Send, Party::Sender, &none, NOW)), Problem::ConsentMissing);
    let uncalled = Referral { called_at: None, ..draft(Priority::Emergency) };
    assert_eq!(problem(uncalled.take(Step::Send, Party::Sender, &none, NOW)), Problem::CallMissing);
    assert_eq!(sent(Priority::Emergency).unwrap().due_at, Some(NOW.plus(86_400)));
    assert_eq!(sent(Priority::Urgent).unwrap().due_at, Some(NOW.plus(3 * 86_400)));
    // Sent on Monday, five working days: the next Monday.
    assert_eq!(sent(Priority::Normal).unwrap().due_at.unwrap().day().to_string(), "2026-11-30");

    let sent = sent(Priority::Normal).unwrap();
    let take = |step, detail: &Detail| sent.take(step, Party::Recipient, detail, NOW);
    assert_eq!(problem(take(Step::Waitlist, &none)), Problem::ReviewMissing);
    let yesterday = Detail { review_on: Some(NOW.plus_days(-1).day()), ..Detail::default() };
    assert_eq!(problem(take(Step::Waitlist, &yesterday)), Problem::ReviewMissing);
    assert_eq!(problem(take(Step::Decline, &none)), Problem::ReasonMissing);
    let other = Detail { reason: Some(Reason::Other), ..Detail::default() };
    assert_eq!(problem(take(Step::Decline, &other)), Problem::WordsMissing);
    assert_eq!(problem(take(Step::AskInfo, &none)), Problem::WordsMissing);
    let far = Referral { hops: MOST_HOPS, ..sent.clone() };
    assert_eq!(problem(far.take(Step::Reroute, Party::Recipient, &whole(NOW), NOW)), Problem::TooManyHops);

    let done = Referral { status: Status::Completed, outcome_at: Some(NOW), ..sent };
    let tries = |attempts| Detail { attempts, ..Detail::default() };
    let close = |attempts, days| done.take(Step::Close, Party::Clock, &tries(attempts), NOW.plus_days(days));
    assert_eq!(problem(close(3, 13)), Problem::TooEarly);
    assert_eq!(problem(close(2, 14)), Problem::TooEarly);
    assert_eq!(close(3, 14).unwrap().status, Status::Closed);
}

#[test]
fn disputes_are_the_coordinations_and_in_a_compartment_the_sender_annuls() {
    let disputed = |route| Referral { status: Status::Disputed, route, ..draft(Priority::Normal) };
    let rule = |route, party| disputed(route).take(Step::RuleHelped, party, &Detail::default(), NOW);
    assert!(rule(Route::Open, Party::Supervisor).is_ok() && rule(Route::Open, Party::Sender).is_err());
    for route in [Route::Minors, Route::Trafficking] {
        assert!(rule(route, Party::Sender).is_err() && rule(route, Party::Supervisor).is_ok());
    }
    let annul = |route| disputed(route).take(Step::Annul, Party::Sender, &Detail::default(), NOW);
    assert!(annul(Route::Open).is_err() && annul(Route::Minors).is_ok());
    let known = |status, overridden| {
        let of = Referral { status, overridden, ..disputed(Route::Trafficking) };
        of.is_known_to_coordination()
    };
    assert!(known(Status::Disputed, false) && known(Status::Sent, true) && !known(Status::Sent, false));
}

#[test]
fn information_stops_the_clock() {
    let none = Detail::default();
    let sent = draft(Priority::Urgent).take(Step::Send, Party::Sender, &none, NOW).unwrap();
    let due = sent.due_at.unwrap();
    let asked = sent.take(Step::AskInfo, Party::Recipient, &whole(NOW), NOW.plus(3600)).unwrap();
    assert_eq!((asked.turn, asked.due_at), (Turn::Sender, Some(NOW.plus(3600 + INFO_SECONDS))));
    let told = asked.take(Step::GiveInfo, Party::Sender, &none, NOW.plus(3600 * 25)).unwrap();
    assert_eq!((told.turn, told.due_at), (Turn::Recipient, Some(due.plus(86_400))));
    assert_eq!(told.promised_at, Some(due.plus(86_400)));
    let again = told.take(Step::AskInfo, Party::Recipient, &whole(NOW), NOW.plus(3600 * 26)).unwrap();
    assert_eq!(again.due_at, Some(NOW.plus(3600 * 26 + 6 * 86_400)), "seven days altogether");
    let resumed = again.take(Step::Resume, Party::Clock, &none, NOW.plus(3600 * 26 + 6 * 86_400)).unwrap();
    let late = NOW.plus(3600 * 27 + 6 * 86_400);
    let refused = resumed.take(Step::AskInfo, Party::Recipient, &whole(NOW), late).unwrap_err();
    assert_eq!(refused, Problem::InfoUsedUp);
}

#[test]
fn the_clock_reminds_twice_tells_and_ends() {
    let sent = draft(Priority::Urgent).take(Step::Send, Party::Sender, &Detail::default(), NOW).unwrap();
    let hours = |hours: i64| sent.ticks_due(NOW.plus(hours * 3600));
    assert_eq!(hours(35), []);
    assert_eq!(hours(36), [Tick::Half]);
    assert_eq!(hours(65), [Tick::Half, Tick::NineTenths]);
    assert_eq!(hours(72), [Tick::Half, Tick::NineTenths], "the last second is in time");
    assert_eq!(hours(73), [Tick::Half, Tick::NineTenths, Tick::Due]);
    assert_eq!(hours(97), Tick::ALL);
    let reminded = Referral { ticked: Some(Tick::NineTenths), ..sent.clone() };
    assert_eq!(reminded.ticks_due(NOW.plus(73 * 3600)), [Tick::Due]);
    assert_eq!(reminded.next_tick(), Some((Tick::Due, NOW.plus(72 * 3600 + 1))));
    assert_eq!(Referral { ticked: Some(Tick::Over), ..sent }.next_tick(), None);
}

/// One random move: which party tries which step after how many hours.
fn moves() -> impl Strategy<Value = Vec<(usize, usize, i64)>> {
    prop::collection::vec((0..Step::ALL.len(), 0..Party::ALL.len(), 0_i64..200), 1..40)
}

proptest! {
    #[test]
    fn no_walk_leaves_a_referral_stuck(walk in moves(), priority in 0_usize..3) {
        let mut referral = draft(Priority::ALL[priority]);
        let mut now = NOW;
        for (step, party, hours) in walk {
            now = now.plus(hours * 3600);
            let (step, party) = (Step::ALL[step], Party::ALL[party]);
            let Ok(after) = referral.take(step, party, &whole_for(step, now), now) else { continue };
            prop_assert_eq!(after.version, referral.version + 1);
            prop_assert_eq!(Ok(after.status), referral.status.after(step, party));
            prop_assert_eq!(after.status.is_over(), after.due_at.is_none());
            prop_assert_eq!(after.status.is_over(), after.turn == Turn::Nobody);
            prop_assert_eq!(after.due_at.is_some(), after.owed_since.is_some());
            if !after.status.is_over() && step != Step::Claim {
                prop_assert!(after.next_tick().is_some(), "{} {}", step, after.status);
            }
            if after.decided_at != referral.decided_at && after.decided_at.is_some() {
                prop_assert_eq!(party, Party::Recipient);
            }
            prop_assert!(after.hops <= MOST_HOPS);
            prop_assert_eq!(after.pause.is_some(), after.status == Status::InfoRequested);
            referral = after;
        }
    }

    #[test]
    fn ticks_come_in_order(seconds in 0_i64..10_000_000, priority in 0_usize..3) {
        let sent = draft(Priority::ALL[priority]).take(Step::Send, Party::Sender, &Detail::default(), NOW).unwrap();
        let at: Vec<_> = Tick::ALL.iter().map(|tick| sent.tick_at(*tick).unwrap()).collect();
        prop_assert!(at.is_sorted());
        let due = sent.ticks_due(NOW.plus(seconds));
        prop_assert_eq!(due.len(), at.iter().filter(|at| **at <= NOW.plus(seconds)).count());
    }

    #[test]
    fn information_never_stops_the_clock_for_more_than_seven_days(
        waits in prop::collection::vec(1_i64..300, 1..12),
    ) {
        let none = Detail::default();
        let mut now = NOW;
        let mut referral = draft(Priority::Normal).take(Step::Send, Party::Sender, &none, now).unwrap();
        let due = referral.due_at.unwrap();
        for hours in waits {
            let Ok(asked) = referral.take(Step::AskInfo, Party::Recipient, &whole(now), now) else { break };
            let limit = asked.due_at.unwrap();
            let told = now.plus(hours * 3600);
            let (step, party, at) = if told < limit {
                (Step::GiveInfo, Party::Sender, told)
            } else {
                (Step::Resume, Party::Clock, limit)
            };
            referral = asked.take(step, party, &none, at).unwrap();
            now = at;
        }
        // An hour is left at least for each question, so the last one may go a little over.
        prop_assert!(referral.due_at.unwrap() <= due.plus(INFO_SECONDS + 3600));
    }
}
