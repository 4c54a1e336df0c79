//! Everybody tries every step in every status; and what may be read under random histories of consent.

use domain::{
    consent::{Field, Purpose},
    id::Id,
    policy::{Action, Actor, Object, Role},
    referral::{ContactAttempt, ContactResult, Party, Pause, Problem, Referral, Route, Sender, Status, Step},
    service::Service,
    time::Moment,
};
use usecases::{
    Ctx, Error,
    demo::Chance,
    referral::{self, Answering, Asked, Consenting, Reporting, Rerouting, Sending, Walked},
};

use super::{
    add_officer, asked, code, coordinator, draft, look, officer, service, service_with, with_consent, yes,
};
use crate::{
    cast::{self, permit},
    support::{self, World},
};

/// Whoever may come near a referral, with the party that this test expects: open, and in a compartment.
struct Cast {
    actors: Vec<(&'static str, Ctx, Option<Party>, Option<Party>)>,
    officer: Ctx,
    person: Ctx,
    recipient: Ctx,
    elsewhere: Id<Service>,
}

async fn gather(world: &World, route: Route) -> (Cast, Id<Service>) {
    let (officer, watch) = (officer(world, "Ventanilla").await, coordinator(world).await);
    let recipient = world.agency("office", "Bolsa").await;
    let stranger = world.agency("office", "Otra").await;
    let of_route = |_: &mut Service, terms: &mut domain::referral::Terms| terms.route = route;
    let here = service_with(world, &recipient, of_route).await;
    let elsewhere = service_with(world, &stranger, of_route).await;
    let (person, other) = (cast::person(world, "Chepe").await, cast::person(world, "María").await);
    let with_role = |ctx: &Ctx, role: Role| {
        world.ctx(Actor::Staff { account: Id::new(world.now()), agency: ctx.agency().unwrap(), role })
    };
    let (sender, received, own) = (Some(Party::Sender), Some(Party::Recipient), Some(Party::Person));
    let colleague = add_officer(world, &officer).await;
    let at_recipient = add_officer(world, &recipient).await;
    let actors = vec![
        ("nobody", world.anonymous(), None, None),
        ("the person", person, own, own),
        ("another person", other, None, None),
        ("the officer", officer, sender, sender),
        ("a colleague", colleague, sender, None),
        ("the officer's focal point", with_role(&officer, Role::FocalPoint), None, None),
        ("the recipient", recipient, received, received),
        ("the recipient's case worker", at_recipient, received, received),
        ("the recipient's administrator", with_role(&recipient, Role::Administrator), None, None),
        ("another organisation", stranger, None, None),
        ("another organisation's officer", add_officer(world, &stranger).await, None, None),
        ("the coordination", watch, Some(Party::Supervisor), None),
        ("an administrator", world.administrator(), None, None),
    ];
    (Cast { actors, officer, person, recipient, elsewhere }, here)
}

/// A referral in this status, as if it had come there.
async fn put(world: &World, cast: &Cast, service: Id<Service>, status: Status, route: Route) -> Id<Referral> {
    let base = look(world, draft(world, &cast.officer, &cast.person, service).await).await;
    let now = world.now();
    let Actor::Staff { account, agency, .. } = cast.officer.actor else { panic!() };
    let sent_at = (status != Status::Draft).then(|| now.plus_days(-20));
    let pause = Pause { at: now, owed_since: now, due_at: now.plus_days(3), ticked: None };
    let made = Referral {
        id: Id::new(now),
        status,
        route,
        sender: Some(Sender { account, agency }),
        sent_at,
        promised_at: sent_at,
        outcome_at: Some(now.plus_days(-15)),
        pause: (status == Status::InfoRequested).then_some(pause),
        ..base
    }
    .owed(now);
    let made = &made;
    world
        .write(move |mut tx| async move {
            let permit = permit(Object::Referral, Action::Create);
            let counted = store::application::Counted {
                department: "01".parse().unwrap(),
                sex: None,
                language: "es".parse().unwrap(),
            };
            tx.add_referral(&permit, made, counted, now).await?;
            for _ in 0..3 {
                let attempt = ContactAttempt {
                    id: Id::new(now),
                    referral: made.id,
                    result: ContactResult::NoAnswer,
                    account,
                    at: now,
                };
                tx.add_contact_attempt(&permit, &attempt, made).await?;
            }
            Ok(tx.done(()))
        })
        .await;
    made.id
}

/// Tries a step; `None` where there is no way to ask for it at all.
async fn attempt(
    world: &World,
    cast: &Cast,
    ctx: &Ctx,
    asked: &Asked,
    step: Step,
) -> Option<usecases::Result<Walked>> {
    let sys = &world.sys;
    let answer = |word: &str| Answering {
        answer: word.to_owned(),
        reason: "no_capacity".to_owned(),
        review_on: world.now().plus_days(9).day().to_string(),
        words: "Texto.".to_owned(),
    };
    let report = |result: &str, outcome: &str| Reporting {
        result: result.to_owned(),
        outcome: outcome.to_owned(),
        words: String::new(),
    };
    Some(match step {
        Step::Send => referral::send(sys, ctx, asked, &with_consent()).await,
        Step::Reopen => referral::reopen(sys, ctx, asked, &with_consent()).await,
        Step::Claim => referral::claim(sys, ctx, asked).await,
        Step::Accept | Step::Waitlist | Step::AskInfo | Step::Decline => {
            referral::answer(sys, ctx, asked, &answer(step.word())).await
        }
        Step::GiveInfo => referral::give_info(sys, ctx, asked, "Texto.").await,
        Step::Reroute => {
            let input = Rerouting {
                child: Id::new(world.now()),
                service: cast.elsewhere,
                reason: "outside_area".to_owned(),
                words: String::new(),
            };
            referral::reroute(sys, ctx, asked, &input).await
        }
        Step::Begin => referral::begin(sys, ctx, asked, None).await,
        Step::Complete => referral::report(sys, ctx, asked, &report("complete", "helped_fully")).await,
        Step::Fail => referral::report(sys, ctx, asked, &report("fail", "did_not_come")).await,
        Step::Confirm => referral::confirm(sys, ctx, asked).await,
        Step::Dispute => referral::dispute(sys, ctx, asked, "Texto.").await,
        Step::RuleHelped | Step::RuleNotHelped | Step::RuleGoOn => {
            referral::rule(sys, ctx, asked, step.word(), "Texto.").await
        }
        Step::Withdraw => referral::withdraw(sys, ctx, asked).await,
        Step::Close => referral::close(sys, ctx, asked).await,
        Step::Annul => referral::annul(sys, ctx, asked, "Texto.").await,
        // Only the clock takes these, and it takes no orders.
        Step::Resume | Step::Expire => return None,
    })
}

/// What is expected, from the table of the domain and the parties named above.
fn expected(name: &str, party: Option<Party>, status: Status, step: Step, route: Route) -> &'static str {
    let is_staff = !matches!(name, "nobody" | "the person" | "another person");
    if step == Step::Claim && !is_staff {
        return "forbidden";
    }
    let party = party.filter(|party| *party != Party::Recipient || status != Status::Draft);
    let Some(mut party) = party else { return "hidden" };
    if step == Step::Annul && party == Party::Sender && route != Route::Open {
        party = Party::Supervisor;
    }
    if matches!(step, Step::Send | Step::Reopen) && party == Party::Person {
        return "forbidden";
    }
    match status.after(step, party) {
        Ok(_) => "done",
        Err(Problem::NotFromHere) => "conflict",
        Err(_) => "forbidden",
    }
}

fn outcome(outcome: &usecases::Result<Walked>) -> &'static str {
    match outcome {
        Ok(Walked::Done(_)) => "done",
        Err(Error::NotFound) => "hidden",
        Err(Error::Forbidden) => "forbidden",
        Err(Error::Conflict("referral-not-from-here")) => "conflict",
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_tries_every_step_in_every_status() {
    support::on_both(|world| async move {
        let (mut cells, mut done) = (0, 0);
        for route in [Route::Open, Route::Trafficking] {
            let (cast, service) = gather(&world, route).await;
            for status in Status::ALL {
                let mut id = put(&world, &cast, service, *status, route).await;
                for (name, ctx, open, closed) in &cast.actors {
                    // Of a compartment the coordination learns only what it decides.
                    let decides = *name == "the coordination" && *status == Status::Disputed;
                    let closed = closed.or(decides.then_some(Party::Supervisor));
                    let party = if route == Route::Open { *open } else { closed };
                    for step in Step::ALL {
                        let on = asked(&world, id).await;
                        let Some(got) = attempt(&world, &cast, ctx, &on, *step).await else { continue };
                        let wanted = expected(name, party, *status, *step, route);
                        assert_eq!(outcome(&got), wanted, "{name} {step} {status} {route}: {got:?}");
                        cells += 1;
                        if wanted == "done" {
                            done += 1;
                            id = put(&world, &cast, service, *status, route).await;
                        } else {
                            assert_eq!(look(&world, id).await.version, on.version, "nothing was changed");
                        }
                    }
                }
            }
            assert!(
                referral::inbox(&world.sys, &cast.recipient, false, usecases::Page { after: None, limit: 9 })
                    .await
                    .is_ok()
            );
        }
        assert_eq!(cells, 2 * Status::ALL.len() * 13 * (Step::ALL.len() - 2), "every cell was tried");
        eprintln!("{cells} cells, {done} of them done");
        while world.run_due().await > 0 {}
    })
    .await;
}

/// What the model remembers of a person's yes to one organisation: the fields, and from when until when it holds.
#[derive(Clone)]
struct Yes {
    fields: Vec<Field>,
    until: Moment,
    withdrawn: bool,
}

/// The model: what may be read, said again in other words than the system's.
fn may_read(yes: Option<&Yes>, field: Field, open: bool, now: Moment) -> bool {
    // A job centre needs these and no others.
    let needed = [
        Field::Name,
        Field::Contact,
        Field::Place,
        Field::Language,
        Field::Need,
        Field::BirthYear,
        Field::Schooling,
        Field::Work,
    ];
    open && needed.contains(&field)
        && yes.is_some_and(|yes| !yes.withdrawn && now < yes.until && yes.fields.contains(&field))
}

/// One random history: yes, sent, time, no, an end; and at each moment what each organisation reads.
async fn history(world: &World, cast: (&Ctx, &Ctx, &Ctx, &Ctx, Id<Service>), chance: &mut Chance) {
    let (officer, person, here, there, service) = cast;
    let sys = &world.sys;
    let fields: Vec<Field> = Field::ALL.iter().copied().filter(|_| chance.below(2) == 0).collect();
    let fields = if fields.is_empty() { vec![Field::Name] } else { fields };
    let id = draft(world, &world.again(officer), &world.again(person), service).await;
    let sending = Sending { consent: Consenting::Now(yes(&fields)), ..with_consent() };
    let on = asked(world, id).await;
    referral::send(sys, &world.again(officer), &on, &sending).await.unwrap();
    let mut model = Yes { fields, until: world.now().plus_days(90), withdrawn: false };
    let mut open = true;
    for _ in 0..3 {
        for (reader, is_recipient) in [(here, true), (there, false)] {
            let shown = referral::show(sys, &world.again(reader), id).await;
            for field in Field::ALL {
                let may = is_recipient && may_read(Some(&model), *field, open, world.now());
                let can = shown.as_ref().is_ok_and(|shown| shown.shared.contains_key(field));
                // What the person never told is not there to be read.
                let told = !matches!(field, Field::Document | Field::Schooling);
                assert_eq!(can, may && told, "{field} {is_recipient} open {open}");
            }
        }
        match chance.below(5) {
            0 => world.clock.advance_days(91),
            1 => {
                let consent = look(world, id).await.consent.unwrap();
                usecases::consent::withdraw(sys, &world.again(person), consent).await.unwrap();
                (model.withdrawn, open) = (true, false);
            }
            2 if open => {
                super::answer(world, here, id, "decline").await.unwrap();
                open = false;
            }
            _ => world.clock.advance(3600),
        }
        if !open {
            break;
        }
    }
    // What is left must not meet the next history.
    if open {
        let on = asked(world, id).await;
        referral::withdraw(sys, &world.again(officer), &on).await.unwrap();
    }
}

async fn histories(world: World, count: usize) {
    let officer = officer(&world, "Ventanilla").await;
    let (mut here, mut there) = (world.agency("office", "Una").await, world.agency("office", "Otra").await);
    let seed = std::env::var("SINAREM_SEED").ok().and_then(|seed| seed.parse().ok());
    let mut chance = Chance::new(seed.unwrap_or(7));
    let mut person = cast::person(&world, "Chepe").await;
    let begin = world.now();
    for number in 0..count {
        if number % 40 == 39 {
            // Histories take months: others begin where the first ones did.
            world.clock.set(begin);
            (here, there) = (world.agency("office", "Una").await, world.agency("office", "Otra").await);
            person = cast::person(&world, "Chepe").await;
        }
        // The last one may be old by now: histories take months.
        let place = service(&world, &here).await;
        history(&world, (&officer, &person, &here, &there, place), &mut chance).await;
        if number % 50 == 49 {
            while world.run_due().await > 0 {}
        }
    }
    assert!(!code(&world, &person).await.is_empty());
    assert_eq!(Purpose::Referral.days(), Some(90));
    while world.run_due().await > 0 {}
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_be_read_is_what_the_model_says() {
    support::on_both(|world| histories(world, support::cases("SINAREM_HISTORIES", 60))).await;
}
