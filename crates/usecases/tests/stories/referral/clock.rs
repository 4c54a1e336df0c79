//! While nobody takes the next step: reminders, those who look after it, the end; each once, whatever dies in between.

use std::sync::Arc;

use domain::{
    id::Id,
    message::Notice,
    referral::{Referral, Status},
};
use sqlx::{AssertSqlSafe, Connection};
use usecases::{
    Page,
    demo::Chance,
    referral::{self, Reporting},
};

use super::{answer, asked, coordinator, look, officer, parties, sent, service};
use crate::{cast, support, support::World};

/// A count by SQL, past the store.
async fn count(world: &World, sql: &str) -> i64 {
    let (address, sql) = (&world.database().address, AssertSqlSafe(sql.to_owned()));
    if address.starts_with("sqlite:") {
        let mut connection = sqlx::SqliteConnection::connect(address).await.unwrap();
        sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
    } else {
        let mut connection = sqlx::PgConnection::connect(address).await.unwrap();
        sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
    }
}

async fn tick(world: &World) -> usize {
    referral::tick_due(&world.sys, &world.sys.own_ctx()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_organisation_is_reminded_told_of_and_left() {
    cast::on_both(|world| async move {
        let (officer, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let (office, other) = (world.agency("office", "Una").await, world.agency("office", "Otra").await);
        let (first, second) = (service(&world, &office).await, service(&world, &other).await);
        let chepe = cast::person(&world, "Chepe").await;
        let id = sent(&world, &officer, &chepe, first).await;
        world.run_due().await;
        assert_eq!(tick(&world).await, 0);
        let page = Page { after: None, limit: 10 };
        // Sent on Monday at 9:00, owed by the end of the next Monday.
        for (days, told, person) in [
            (4, Notice::ReferralDue, Notice::PersonReminded),
            (3, Notice::ReferralDue, Notice::PersonReminded),
            (1, Notice::ReferralLate, Notice::PersonLate),
        ] {
            world.clock.advance_days(days);
            assert_eq!(tick(&world).await, 1);
            assert_eq!(tick(&world).await, 0, "once");
            world.run_due().await;
            assert_eq!(world.told(&office.actor).await.last(), Some(&told));
            assert_eq!(world.told(&chepe.actor).await.last(), Some(&person));
        }
        assert_eq!(world.told(&officer.actor).await, [Notice::ReferralLate]);
        assert_eq!(world.told(&watch.actor).await, [Notice::ReferralLate]);
        assert_eq!(referral::late(&world.sys, &world.again(&watch), page).await.unwrap().len(), 1);
        world.clock.advance_days(2);
        assert_eq!(tick(&world).await, 1);
        let over = look(&world, id).await;
        assert_eq!((over.status, over.answered_in_time(world.now())), (Status::Expired, Some(false)));
        assert_eq!(world.told(&officer.actor).await.last(), Some(&Notice::ReferralReturned));
        assert_eq!(world.told(&chepe.actor).await.last(), Some(&Notice::PersonUnanswered));
        let others = referral::alternatives(&world.sys, &world.again(&officer), id).await.unwrap();
        assert_eq!(others.len(), 1);
        assert_eq!(others[0].listed.service.id, second);
        assert!(referral::late(&world.sys, &world.again(&watch), page).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_is_closed_after_fourteen_days_and_three_tries() {
    cast::on_both(|world| async move {
        let (officer, office, service, chepe) = parties(&world).await;
        let id = sent(&world, &officer, &chepe, service).await;
        answer(&world, &office, id, "accept").await.unwrap();
        super::helped(&world, &office, id).await;
        world.clock.advance_days(15);
        tick(&world).await;
        assert_eq!(look(&world, id).await.status, Status::Completed, "nobody was tried");
        let officer = world.again(&officer);
        for _ in 0..3 {
            let attempt = Id::new(world.now());
            for _ in 0..2 {
                referral::note_attempt(&world.sys, &officer, attempt, id, "no_answer").await.unwrap();
            }
        }
        assert_eq!(referral::show(&world.sys, &officer, id).await.unwrap().attempts.len(), 3);
        world.clock.advance_days(8);
        tick(&world).await;
        assert_eq!(look(&world, id).await.status, Status::Closed);
        assert_eq!(look(&world, id).await.confirmed_at, None, "closed, and not confirmed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_for_stops_the_clock_for_seven_days() {
    cast::on_both(|world| async move {
        let (officer, office, service, chepe) = parties(&world).await;
        let id = sent(&world, &officer, &chepe, service).await;
        let due = look(&world, id).await.due_at.unwrap();
        answer(&world, &office, id, "ask_info").await.unwrap();
        assert!(world.told(&officer.actor).await.contains(&Notice::ReferralInfo));
        world.clock.advance_days(8);
        tick(&world).await;
        let resumed = look(&world, id).await;
        assert_eq!(resumed.status, Status::Sent);
        assert!(resumed.due_at.unwrap() >= due.plus_days(7));
    })
    .await;
}

/// Thirty days from the beginning and fourteen from the result, told sixteen days later, end on the same second.
#[tokio::test(flavor = "multi_thread")]
async fn two_deadlines_that_end_together_have_their_own_ticks() {
    cast::on_both(|world| async move {
        let (officer, office, service, chepe) = parties(&world).await;
        let id = sent(&world, &officer, &chepe, service).await;
        answer(&world, &office, id, "accept").await.unwrap();
        let on = asked(&world, id).await;
        referral::begin(&world.sys, &world.again(&office), &on, None).await.unwrap();
        let due = look(&world, id).await.due_at;
        world.clock.advance_days(16);
        assert_eq!(tick(&world).await, 1, "half of the service");
        let on = asked(&world, id).await;
        let helped =
            Reporting { result: "complete".into(), outcome: "helped_fully".into(), words: String::new() };
        referral::report(&world.sys, &world.again(&office), &on, &helped).await.unwrap();
        assert_eq!(look(&world, id).await.due_at, due);
        world.clock.advance_days(8);
        assert_eq!(tick(&world).await, 1, "half of the confirmation");
        world.run_due().await;
        let reminded =
            world.told(&officer.actor).await.into_iter().filter(|told| *told == Notice::ReferralDue);
        assert_eq!(reminded.count(), 1);
        assert_eq!(tick(&world).await, 0);
    })
    .await;
}

/// So many referrals over so many days, with random answers, two workers at once, and one of them killed now and then.
async fn simulate(world: World, referrals: usize, days: u64) {
    let (officer, office, service, chepe) = parties(&world).await;
    let mut chance = Chance::new(41);
    let mut made: Vec<Id<Referral>> = Vec::new();
    for day in 0..days {
        let wanted =
            referrals * usize::try_from(day + 1).unwrap() / usize::try_from((days / 2).max(1)).unwrap();
        while made.len() < wanted.min(referrals) {
            let (officer, chepe) = (world.again(&officer), world.again(&chepe));
            made.push(sent(&world, &officer, &chepe, service).await);
        }
        let answers = made.len() / 12 + 1;
        for _ in 0..answers.min(made.len()) {
            let id = made[usize::try_from(chance.below(made.len() as u64)).unwrap()];
            act(&world, (&officer, &office, &chepe), id, chance.below(6)).await;
        }
        world.clock.advance_days(1);
        work(&world, &mut chance).await;
    }
    // Whoever died comes again, and does what was left.
    while tick(&world).await > 0 {}
    verify(&world).await;
    while world.run_due().await > 0 {}
}

/// Two workers at once; one of them may be killed in the middle of what it does.
async fn work(world: &World, chance: &mut Chance) {
    let workers: Vec<_> = (0..2)
        .map(|_| {
            let sys = Arc::clone(&world.sys);
            tokio::spawn(async move { referral::tick_due(&sys, &sys.own_ctx()).await.unwrap() })
        })
        .collect();
    if chance.below(3) == 0 {
        tokio::time::sleep(std::time::Duration::from_micros(chance.below(20_000))).await;
        workers[0].abort();
    }
    for worker in workers {
        if let Err(error) = worker.await {
            assert!(error.is_cancelled(), "{error}");
        }
    }
}

/// Somebody does something, if it can be done.
async fn act(
    world: &World,
    (officer, office, chepe): (&usecases::Ctx, &usecases::Ctx, &usecases::Ctx),
    id: Id<Referral>,
    what: u64,
) {
    let (office, chepe, officer) = (world.again(office), world.again(chepe), world.again(officer));
    let on = asked(world, id).await;
    let outcome = match (look(world, id).await.status, what) {
        (Status::Sent, 0) => answer(world, &office, id, "decline").await,
        (Status::Sent, 1) => answer(world, &office, id, "ask_info").await,
        (Status::Sent, 2) => answer(world, &office, id, "waitlist").await,
        (Status::Sent | Status::Waitlisted, _) => answer(world, &office, id, "accept").await,
        (Status::InfoRequested, 0..3) => referral::give_info(&world.sys, &officer, &on, "Sí.").await,
        (Status::Accepted, 0..4) => referral::begin(&world.sys, &office, &on, None).await,
        (Status::InService, _) => {
            let result = if what < 4 { ("complete", "helped_fully") } else { ("fail", "did_not_come") };
            let input = Reporting { result: result.0.into(), outcome: result.1.into(), words: String::new() };
            referral::report(&world.sys, &office, &on, &input).await
        }
        (Status::Completed | Status::Failed, 0..3) => referral::confirm(&world.sys, &chepe, &on).await,
        (Status::Completed | Status::Failed, 3) => {
            referral::dispute(&world.sys, &chepe, &on, "No fue así.").await
        }
        _ => return,
    };
    // A question too many is refused.
    assert!(
        matches!(outcome, Ok(_) | Err(usecases::Error::Conflict("referral-info-used-up"))),
        "{outcome:?}"
    );
}

async fn verify(world: &World) {
    let now = world.now().seconds();
    let stuck = "select count(*) from referral where due_at is not null and (next_at is null or next_at <= ";
    assert_eq!(count(world, &format!("{stuck}{now})")).await, 0, "silently stuck");
    let owed_by_nobody = "select count(*) from referral where (due_at is null) <> (turn = 'nobody')";
    assert_eq!(count(world, owed_by_nobody).await, 0);
    let unannounced = "select count(*) from referral_event e where e.step = 'expire' and (select count(*)
        from referral_tick t where t.referral = e.referral and t.tick in ('due', 'over') and t.at <= e.at) < 2";
    assert_eq!(count(world, unannounced).await, 0, "expired without those who look after it being told");
    let untold = "select count(*) from referral_event e where e.step = 'expire' and (select count(*)
        from referral_message m where m.referral = e.referral and m.occasion = 'step ' || e.version) <> 3";
    assert_eq!(count(world, untold).await, 0, "each party is told once that it expired");
    let late =
        "select count(*) from referral_tick t join referral r on r.id = t.referral where t.tick = 'due'
        and exists (select 1 from referral_tick o where o.referral = t.referral and o.version = t.version and o.due_at = t.due_at
            and o.tick = 'over' and o.at > t.at)
        and (select count(*) from referral_message m where m.referral = t.referral
            and m.occasion = t.version || ' ' || t.due_at || ' due') < 2";
    assert_eq!(count(world, late).await, 0, "both sides are told that it is late");
    let expired = count(world, "select count(*) from referral where status = 'expired'").await;
    let ticks = count(world, "select count(*) from referral_tick").await;
    let all = count(world, "select count(*) from referral").await;
    assert!(expired > 0 && ticks > 0);
    let events = count(world, "select count(*) from referral_event").await;
    let versions = count(world, "select cast(sum(version - 1) as bigint) from referral").await;
    assert_eq!(events, versions, "each step has its event");
    let entries = world.sys.store.read().await.unwrap().audit_check().await.unwrap();
    eprintln!("{all} referrals, {events} steps, {ticks} ticks, {expired} expired, audit {entries:?}");
    assert!(entries.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_referral_is_forgotten_in_ninety_days() {
    support::on_both(|world| simulate(world, support::cases("SINAREM_REFERRALS", 40), 90)).await;
}
