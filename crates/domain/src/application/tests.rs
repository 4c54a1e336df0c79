//! The whole life of an application, as a table.

use std::fmt::Write as _;

use super::*;
use crate::{
    agency::Bilingual,
    opportunity::{self, Requirements},
    person::Schedule,
    time::Day,
};

const DAY: Day = Day::constant(2026, 11, 2);

fn now() -> Moment {
    Moment::end_of(DAY).plus(-3600 * 12)
}

fn offer(kind: Kind) -> Opportunity {
    Opportunity {
        id: Id::new(now()),
        kind,
        agency: Id::new(now()),
        status: opportunity::Status::Published,
        title: Bilingual::new("Techador", "Roofer"),
        description: Bilingual::default(),
        bring: Bilingual::default(),
        occupation: None,
        municipality: "0101".parse().unwrap(),
        address: String::new(),
        remote: false,
        seats: 2,
        taken: 0,
        pay: None,
        activity: None,
        cost_centavos: 0,
        schedule: Schedule::Full,
        contract: None,
        hours: None,
        starts_on: None,
        closes_on: Day::constant(2026, 12, 1),
        answer_days: 5,
        requirements: Requirements::default(),
        note: None,
        created_at: now(),
        published_at: Some(now()),
        version: 1,
    }
}

fn sent(kind: Kind) -> Application {
    Application::begin(Id::new(now()), &offer(kind), Step::Apply, Some(Id::new(now())), now()).unwrap()
}

#[test]
fn every_status_and_step() {
    let mut table = String::new();
    for status in Status::ALL {
        write!(table, "{:<13}", status.word()).unwrap();
        for step in Step::ALL {
            let after = status.after(*step);
            write!(table, "{:<11}", after.map_or("-", |after| after.word())).unwrap();
        }
        table = table.trim_end().to_owned() + "\n";
    }
    let head: Vec<&str> = Step::ALL.iter().map(|step| step.word()).collect();
    assert_eq!(
        head.join(" "),
        "invite apply wait promote withdraw accept waitlist decline expire achieve fail"
    );
    insta::assert_snapshot!(table);
}

#[test]
fn what_is_over_stays_over() {
    for status in Status::ALL.iter().filter(|status| status.is_over()) {
        assert!(Step::ALL.iter().all(|step| status.after(*step).is_none()), "{status}");
    }
}

#[test]
fn an_application_is_owed_an_answer_by_the_promised_day() {
    let application = sent(Kind::Course);
    assert_eq!((application.status, application.version), (Status::Applied, 1));
    assert_eq!(application.due_at.unwrap().day(), Day::constant(2026, 11, 9));
    assert!(!application.is_overdue(application.due_at.unwrap()));
    let late = application.due_at.unwrap().plus(1);
    assert!(application.is_overdue(late));
    let expired = application.take(Step::Expire, None, late).unwrap();
    assert!(expired.is_overdue(late));
    let answered = expired.take(Step::Accept, None, late).unwrap();
    assert!(answered.answered_late() && !answered.answered_in_time() && !answered.is_overdue(late));
}

#[test]
fn a_closed_offer_takes_nobody() {
    let mut offer = offer(Kind::Vacancy);
    offer.closes_on = Day::constant(2026, 11, 1);
    let outcome = Application::begin(Id::new(now()), &offer, Step::Apply, None, now());
    assert_eq!(outcome, Err(ApplicationProblem::Closed));
    assert_eq!(
        Application::begin(Id::new(now()), &offer, Step::Accept, None, now()),
        Err(ApplicationProblem::Closed)
    );
}

#[test]
fn a_no_needs_a_reason_that_fits() {
    let application = sent(Kind::Vacancy);
    let decline = |reason| application.take(Step::Decline, reason, now());
    assert_eq!(decline(None), Err(ApplicationProblem::ReasonMissing));
    assert_eq!(decline(Some(Reason::NotYetCompetent)), Err(ApplicationProblem::ReasonMissing));
    assert_eq!(decline(Some(Reason::OtherChosen)).unwrap().reason, Some(Reason::OtherChosen));
    let accepted = application.take(Step::Accept, None, now()).unwrap();
    let fail = |reason| accepted.take(Step::Fail, reason, now());
    assert_eq!(fail(Some(Reason::NoPlaces)), Err(ApplicationProblem::ReasonMissing));
    assert!(fail(Some(Reason::NotYetCompetent)).is_ok());
    for reason in Reason::ALL {
        assert!(reason.fits(Step::Decline) || reason.fits(Step::Fail), "{reason} fits nowhere");
        assert!(!reason.fits(Step::Accept));
    }
}

#[test]
fn vacancies_have_no_waiting_list() {
    let outcome = sent(Kind::Vacancy).take(Step::Waitlist, None, now());
    assert_eq!(outcome, Err(ApplicationProblem::NoWaitingList));
    let outcome = Application::begin(Id::new(now()), &offer(Kind::Vacancy), Step::Wait, None, now());
    assert_eq!(outcome, Err(ApplicationProblem::NoWaitingList));
}

#[test]
fn who_waits_is_owed_an_answer_only_once_promoted() {
    let offer = offer(Kind::Course);
    let waiting = Application::begin(Id::new(now()), &offer, Step::Wait, None, now()).unwrap();
    assert_eq!((waiting.status, waiting.due_at), (Status::Waitlisted, None));
    let later = now().plus_days(14);
    let promoted = waiting.take(Step::Promote, None, later).unwrap().owed(&offer, later);
    assert_eq!(promoted.owed_since, Some(later));
    assert_eq!(promoted.due_at.unwrap().day(), Day::constant(2026, 11, 23));
    // Put on the list by the agency, that was its answer; promoted, it owes another.
    let listed = sent(Kind::Course).take(Step::Waitlist, None, now()).unwrap();
    assert_eq!(listed.answered_at, Some(now()));
    assert_eq!(listed.take(Step::Promote, None, later).unwrap().owed(&offer, later).answered_at, None);
}

#[test]
fn places_follow_the_steps() {
    use Status::{Accepted, Achieved, Applied, Declined, NotAchieved, Waitlisted, Withdrawn};
    let course = |before, after, begun| Seat::of(Kind::Course, before, after, begun);
    assert_eq!(course(None, Applied, false), Seat::Take);
    assert_eq!(course(None, Waitlisted, false), Seat::Keep);
    assert_eq!(course(Some(Waitlisted), Accepted, false), Seat::Take);
    assert_eq!(course(Some(Applied), Accepted, false), Seat::Keep);
    assert_eq!(course(Some(Applied), Waitlisted, false), Seat::GiveBack);
    assert_eq!(course(Some(Applied), Declined, true), Seat::GiveBack);
    assert_eq!(course(Some(Accepted), Withdrawn, false), Seat::GiveBack);
    assert_eq!(course(Some(Accepted), NotAchieved, false), Seat::GiveBack);
    assert_eq!(course(Some(Accepted), NotAchieved, true), Seat::Keep);
    assert_eq!(course(Some(Accepted), Achieved, true), Seat::Keep);
    for before in Status::ALL {
        for after in Status::ALL {
            let seat = Seat::of(Kind::Vacancy, Some(*before), *after, false);
            assert_eq!(seat == Seat::Fill, *after == Achieved);
        }
    }
}

#[test]
fn both_must_say_the_same_of_the_result() {
    let accepted = sent(Kind::Vacancy).take(Step::Accept, None, now()).unwrap();
    let report = |application: &Application, step| {
        let reason = (step == Step::Fail).then_some(Reason::OtherChosen);
        application.take(step, reason, now()).unwrap()
    };
    for (step, happened, both) in [
        (Step::Achieve, true, Confirmation::Confirmed),
        (Step::Achieve, false, Confirmation::Disputed),
        (Step::Fail, true, Confirmation::Disputed),
        (Step::Fail, false, Confirmation::Confirmed),
    ] {
        let agency_first = report(&accepted, step).say_result(happened, now()).unwrap();
        let person_first = report(&accepted.say_result(happened, now()).unwrap(), step);
        assert_eq!(agency_first.confirmation, Some(both), "{step} {happened}");
        assert_eq!(person_first.confirmation, Some(both), "{step} {happened}");
        assert_eq!(agency_first.counts(), step == Step::Achieve && happened);
    }
    assert_eq!(sent(Kind::Vacancy).say_result(true, now()), Err(ApplicationProblem::NotFromHere));
}

#[test]
fn being_answered_is_asked_anew_after_each_answer() {
    let unheard = sent(Kind::Vacancy).say_heard(false).unwrap();
    assert_eq!(unheard.heard, Some(false));
    assert_eq!(unheard.take(Step::Accept, None, now()).unwrap().heard, None);
    let withdrawn = unheard.take(Step::Withdraw, None, now()).unwrap();
    assert_eq!(withdrawn.say_heard(true), Err(ApplicationProblem::NotFromHere));
}

#[test]
fn only_the_consent_given_for_it_shows_the_person() {
    let application = sent(Kind::Vacancy);
    let consent = Consent {
        id: application.consent.unwrap(),
        person: application.person,
        purpose: Purpose::Application,
        agency: Some(application.agency),
        notice_version: String::new(),
        lang: crate::message::Lang::Es,
        given_at: now(),
        expires_at: Some(now().plus_days(90)),
        withdrawn_at: None,
    };
    assert!(application.shows_person(&consent, now()));
    assert!(!application.shows_person(&consent, now().plus_days(90)));
    let withdrawn = Consent { withdrawn_at: Some(now().plus(60)), ..consent.clone() };
    assert!(!application.shows_person(&withdrawn, now().plus(60)));
    let other = Consent { id: Id::new(now()), ..consent.clone() };
    assert!(!application.shows_person(&other, now()));
    let elsewhere = Consent { agency: Some(Id::new(now())), ..consent.clone() };
    assert!(!application.shows_person(&elsewhere, now()));
    let back = application.take(Step::Withdraw, None, now()).unwrap();
    assert!(!back.shows_person(&consent, now()));
}
