//! Cases: an officer accompanies a person with their yes; nobody is forgotten, and what is written goes with the yes.

mod again;
mod moved;
mod reminded;

use domain::{
    agency::Agency,
    case::{CallResult, Case, Due, End, Owner, Party, Sign, Status, Step, TaskKind},
    consent::{Field, Purpose},
    id::Id,
    message::Notice,
    pulse::Question,
};
use usecases::{
    Ctx, Error, Page,
    agency::Upload,
    attention,
    case::{self, Calling, NewGoal, NewTask, Offering, Opening},
    consent, person,
    pulse::{self, Via},
};

use crate::{
    cast,
    referral::{add_officer, code, coordinator, officer, yes},
    support::{PIN, World},
};

const FIELDS: [Field; 3] = [Field::Name, Field::Contact, Field::Place];

/// A case as it is asked for, with the code on the slip.
async fn opening(world: &World, person: &Ctx) -> Opening {
    let code = code(world, person).await;
    Opening { id: Id::new(world.now()), code, found: None, taken: yes(&FIELDS) }
}

async fn open(world: &World, officer: &Ctx, person: &Ctx) -> Id<Case> {
    let input = opening(world, person).await;
    let id = case::open(&world.sys, officer, &input).await.unwrap();
    assert_eq!(case::open(&world.sys, officer, &input).await.unwrap(), id, "sent twice it is one");
    id
}

fn goal(world: &World, words: &str) -> NewGoal {
    let (category, by_on) = ("employment".to_owned(), world.now().plus_days(60).day().to_string());
    NewGoal { id: Id::new(world.now()), category, words: words.to_owned(), by_on }
}

fn task(world: &World, owner: Owner, days: i64) -> NewTask {
    NewTask {
        id: Id::new(world.now()),
        kind: TaskKind::Papers.word().to_owned(),
        owner: owner.word().to_owned(),
        words: "Llevar la certificación de nacimiento.".to_owned(),
        due_on: world.now().plus_days(days).day().to_string(),
    }
}

fn called(world: &World, result: CallResult) -> Calling {
    let (words, again_on) = (String::new(), String::new());
    Calling { id: Id::new(world.now()), result: result.word().to_owned(), words, again_on }
}

async fn look(world: &World, by: &Ctx, id: Id<Case>) -> case::Shown {
    case::show(&world.sys, &world.again(by), id).await.unwrap()
}

const FIRST: Page<(domain::time::Moment, Id<Case>)> = Page { after: None, limit: 20 };

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_accompanied_from_their_yes_to_their_own_goals() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        let id = open(&world, &rosa, &chepe).await;
        let again = opening(&world, &chepe).await;
        let twice = case::open(sys, &rosa, &again).await;
        assert!(matches!(twice, Err(Error::Conflict("case-already"))), "{twice:?}");

        let shown = look(&world, &rosa, id).await;
        let read: Vec<Field> = shown.facts.keys().copied().collect();
        assert_eq!(read, FIELDS, "what was agreed to and nothing else");
        assert_eq!(shown.case.due().unwrap().0, Due::Plan);
        let needs = [("documents", "now"), ("employment", "soon"), ("health", "")];
        let needs = needs.map(|(need, urgency)| (need.to_owned(), urgency.to_owned()));
        case::assess(sys, &rosa, id, Id::new(world.now()), &needs, "Quiere poner un taller.").await.unwrap();
        case::add_goal(sys, &rosa, id, &goal(&world, "Trabajar de techador")).await.unwrap();
        case::add_task(sys, &rosa, id, &task(&world, Owner::Officer, 3)).await.unwrap();
        case::add_task(sys, &rosa, id, &task(&world, Owner::Person, 2)).await.unwrap();
        case::agree(sys, &chepe, id).await.unwrap();
        assert_eq!(world.told(&rosa.actor).await, [Notice::CaseAnswered]);

        // The person sees all of it but the signs, does their part, and adds a goal of their own.
        case::screen(sys, &rosa, id, &["illness".to_owned()]).await.unwrap();
        let mine = look(&world, &chepe, id).await;
        assert_eq!((mine.party, mine.goals.len(), mine.tasks.len()), (Party::Person, 1, 2));
        assert_eq!(mine.signs, None, "a telephone is shared");
        assert_eq!(mine.assessment.unwrap().0.needs.len(), 2);
        assert!(mine.officer_name.is_some());
        let own = mine.tasks.iter().find(|task| task.owner == Owner::Person).unwrap().id;
        let other = mine.tasks.iter().find(|task| task.owner == Owner::Officer).unwrap().id;
        case::set_task(sys, &chepe, id, own, true).await.unwrap();
        let refused = case::set_task(sys, &chepe, id, other, true).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        case::add_goal(sys, &chepe, id, &goal(&world, "Aprender a leer planos")).await.unwrap();

        let load = case::sent(sys, &rosa, FIRST).await.unwrap();
        assert_eq!(load[0].name.as_deref(), Some("Chepe"));
        assert_eq!(load[0].case.due().unwrap().0, Due::Task);
        case::set_task(sys, &rosa, id, other, true).await.unwrap();
        assert_eq!(look(&world, &rosa, id).await.case.due().unwrap().0, Due::Silence);
        case::set_goal(sys, &rosa, id, look(&world, &rosa, id).await.goals[0].id, "reached").await.unwrap();
        case::close(sys, &rosa, id, "reached", "Encontró trabajo.").await.unwrap();
        assert!(case::sent(sys, &rosa, FIRST).await.unwrap().is_empty());
        let over = case::over(sys, &rosa, Page { after: None, limit: 5 }).await.unwrap();
        assert_eq!((over.len(), over[0].name.as_deref()), (1, None), "over: not even the name is read");
        assert!(!look(&world, &rosa, id).await.held);
        let late = case::note(sys, &rosa, id, Id::new(world.now()), "Más.").await;
        assert!(matches!(late, Err(Error::Conflict("case-not-from-here"))), "{late:?}");
        assert!(
            person::seen(sys, &chepe).await.unwrap().iter().any(|line| line.detail == "name contact place")
        );
        assert!(sys.store.read().await.unwrap().audit_check().await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_taken_back_ends_it_at_once() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, world.person("Chepe").await);
        let id = open(&world, &rosa, &chepe).await;
        case::note(sys, &rosa, id, Id::new(world.now()), "Vive con su hermana.").await.unwrap();
        let given = consent::consents(sys, &chepe).await.unwrap().given;
        let under = look(&world, &rosa, id).await.case.consent;
        assert!(given.iter().any(|one| one.consent.id == under && one.holds), "they see what they agreed to");
        consent::withdraw(sys, &chepe, under).await.unwrap();
        let shown = look(&world, &rosa, id).await;
        assert!(!shown.held && shown.facts.is_empty() && shown.entries.is_empty());
        assert_eq!((shown.case.status, shown.case.end), (Status::Closed, Some(End::Withdrawn)));
        assert_eq!(world.told(&rosa.actor).await, [Notice::CaseAnswered]);
        let load = case::over(sys, &rosa, Page { after: None, limit: 5 }).await.unwrap();
        assert_eq!(load[0].name, None, "not even the name");
        // With another yes it begins anew, and what was written before stays closed.
        let next = open(&world, &rosa, &chepe).await;
        assert_eq!(look(&world, &rosa, next).await.entries.len(), 1);
        case::withdraw(sys, &chepe, next).await.unwrap();
        assert!(!look(&world, &rosa, next).await.held);
        let last = open(&world, &rosa, &chepe).await;
        person::delete(sys, &chepe, PIN, "10.0.0.1").await.unwrap();
        let gone = look(&world, &rosa, last).await;
        assert!(!gone.held && gone.case.status == Status::Closed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_that_has_ended_is_asked_for_again() {
    cast::on_both(|world| async move {
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        let id = open(&world, &rosa, &chepe).await;
        world.clock.advance_days(366);
        let rosa = world.again(&rosa);
        assert!(!look(&world, &rosa, id).await.held);
        let written = case::note(&world.sys, &rosa, id, Id::new(world.now()), "Algo.").await;
        assert!(matches!(written, Err(Error::Conflict("case-consent-needed"))), "{written:?}");
        // The new yes goes into the same case, also for a colleague who has the person before them.
        let colleague = add_officer(&world, &rosa).await;
        let again = opening(&world, &world.again(&chepe)).await;
        assert_eq!(case::open(&world.sys, &colleague, &again).await.unwrap(), id);
        assert!(look(&world, &colleague, id).await.held);
        assert!(matches!(case::show(&world.sys, &rosa, id).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_that_ends_takes_nothing_from_who_accompanies_too() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, juana) = (officer(&world, "Una").await, officer(&world, "Otra").await);
        let (third, chepe) = (officer(&world, "Tercera").await, cast::person(&world, "Chepe").await);
        let (of_rosa, of_juana) = (open(&world, &rosa, &chepe).await, open(&world, &juana, &chepe).await);
        let there = case::offer(sys, &rosa, of_rosa, &offering(&juana, &FIELDS)).await;
        assert!(matches!(there, Err(Error::Invalid(_))), "they accompany already: {there:?}");
        case::offer(sys, &rosa, of_rosa, &offering(&third, &FIELDS)).await.unwrap();
        // What was said to who is asked, they read; nothing else that was written.
        case::note(sys, &rosa, of_rosa, Id::new(world.now()), "Solo para mí.").await.unwrap();
        let asked = look(&world, &third, of_rosa).await.entries;
        assert_eq!(asked.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["Se muda a Nebaj."]);
        case::pause(sys, &rosa, of_rosa, &world.now().plus_days(9).day().to_string()).await.unwrap();
        assert!(matches!(case::show(sys, &third, of_rosa).await, Err(Error::NotFound)), "no longer asked");
        let given = consent::consents(sys, &chepe).await.unwrap().given;
        let holds = |ctx: &Ctx| {
            let agency = ctx.actor.agency();
            given.iter().any(|one| one.holds && one.consent.agency == agency && agency.is_some())
        };
        assert!(holds(&rosa) && holds(&juana) && !holds(&third));
        // A grave sign does not wait for the end of a pause.
        case::screen(sys, &rosa, of_rosa, &["threat".to_owned()]).await.unwrap();
        assert_eq!(look(&world, &rosa, of_rosa).await.case.due().unwrap().0, Due::Task);
        assert!(look(&world, &juana, of_juana).await.held);
    })
    .await;
}

fn offering(to: &Ctx, fields: &[Field]) -> Offering {
    let to: Option<Id<Agency>> = to.actor.agency();
    Offering { to, taken: yes(fields), words: "Se muda a Nebaj.".to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_moves_with_the_person_and_only_if_somebody_takes_it() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, juana) = (officer(&world, "Una").await, officer(&world, "Otra").await);
        let (other, chepe) = (add_officer(&world, &juana).await, cast::person(&world, "Chepe").await);
        let id = open(&world, &rosa, &chepe).await;
        case::add_goal(sys, &rosa, id, &goal(&world, "Una casa")).await.unwrap();
        case::screen(sys, &rosa, id, &["violence".to_owned()]).await.unwrap();
        assert_eq!(look(&world, &rosa, id).await.signs, Some(vec![Sign::Violence]));
        assert_eq!(look(&world, &rosa, id).await.tasks[0].kind, TaskKind::Meet, "a grave sign makes a task");
        let nobody = offering(&world.employer("Techos").await, &FIELDS);
        let refused = case::offer(sys, &rosa, id, &nobody).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");

        case::offer(sys, &rosa, id, &offering(&juana, &[Field::Name])).await.unwrap();
        assert_eq!(world.told(&juana.actor).await, [Notice::CaseArrived]);
        assert_eq!(case::offered(sys, &juana, 50).await.unwrap().len(), 1);
        let asked = look(&world, &other, id).await;
        assert_eq!(asked.party, Party::Receiver);
        assert_eq!(asked.facts.keys().copied().collect::<Vec<_>>(), [Field::Name]);
        assert!(asked.goals.is_empty() && asked.entries.len() == 1 && asked.signs.is_none());
        case::decline(sys, &other, id, "No tenemos lugar.").await.unwrap();
        assert!(matches!(case::show(sys, &other, id).await, Err(Error::NotFound)));
        assert_eq!(world.told(&rosa.actor).await, [Notice::CaseAnswered]);

        case::offer(sys, &rosa, id, &offering(&juana, &[Field::Name])).await.unwrap();
        let told = world.told(&chepe.actor).await.len();
        case::take_over(sys, &juana, id).await.unwrap();
        assert!(matches!(case::show(sys, &rosa, id).await, Err(Error::NotFound)), "knows it no more");
        assert!(matches!(case::show(sys, &other, id).await, Err(Error::NotFound)), "one goes on with it");
        let taken = look(&world, &juana, id).await;
        assert_eq!((taken.party, taken.goals.len(), taken.signs), (Party::Officer, 1, None));
        assert_eq!(taken.facts.keys().copied().collect::<Vec<_>>(), [Field::Name]);
        assert_eq!(world.told(&chepe.actor).await[told..], [Notice::PersonChanged]);
        let late = case::take_over(sys, &other, id).await;
        assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
        // Offered again and taken back by the person: the other agency's yes ends with it.
        case::offer(sys, &juana, id, &offering(&rosa, &FIELDS)).await.unwrap();
        case::take_back(sys, &chepe, id).await.unwrap();
        assert!(matches!(case::show(sys, &rosa, id).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_takes_it() {
    cast::on_both(|world| async move {
        let (rosa, juana) = (officer(&world, "Una").await, officer(&world, "Otra").await);
        let (other, chepe) = (add_officer(&world, &juana).await, cast::person(&world, "Chepe").await);
        let id = open(&world, &rosa, &chepe).await;
        case::offer(&world.sys, &rosa, id, &offering(&juana, &FIELDS)).await.unwrap();
        let (one, two) =
            tokio::join!(case::take_over(&world.sys, &juana, id), case::take_over(&world.sys, &other, id));
        assert_eq!([one.is_ok(), two.is_ok()].into_iter().filter(|ok| *ok).count(), 1, "{one:?} {two:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_leads_to_the_next_one_and_a_no_is_heard() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        let id = open(&world, &rosa, &chepe).await;
        case::call(sys, &rosa, id, &called(&world, CallResult::NoAnswer)).await.unwrap();
        let shown = look(&world, &rosa, id).await;
        assert_eq!(shown.tasks[0].due_on, world.now().plus_days(2).day());
        world.clock.advance_days(2);
        let rosa = world.again(&rosa);
        case::call(sys, &rosa, id, &called(&world, CallResult::Reached)).await.unwrap();
        let shown = look(&world, &rosa, id).await;
        assert!(shown.tasks.iter().all(|task| task.done_at.is_some()), "the call was made");
        assert_eq!(shown.case.contact_at, Some(world.now()));
        let stop = called(&world, CallResult::DoNotCall);
        case::call(sys, &rosa, id, &stop).await.unwrap();
        case::call(sys, &rosa, id, &stop).await.unwrap();
        let given = consent::consents(sys, &world.again(&chepe)).await.unwrap().given;
        assert!(!given.iter().any(|one| one.consent.purpose == Purpose::Messages && one.holds));
        let calls = look(&world, &rosa, id).await.entries;
        assert_eq!(
            calls.iter().filter(|entry| entry.detail == "do_not_call").count(),
            1,
            "sent twice, once kept"
        );
        let told = world.told(&chepe.actor).await.len();
        case::close(sys, &rosa, id, "independent", "").await.unwrap();
        assert_eq!(world.told(&chepe.actor).await.len(), told, "and is told nothing more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_needs_no_reason_and_silence_comes_to_the_coordination_without_a_name() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        let (colleague, judge) = (add_officer(&world, &rosa).await, coordinator(&world).await);
        let id = open(&world, &rosa, &chepe).await;
        let day = world.now().plus_days(40).day().to_string();
        case::pause(sys, &chepe, id, &day).await.unwrap();
        assert!(matches!(case::pause(sys, &chepe, id, &day).await, Err(Error::Conflict(_))));
        assert_eq!(look(&world, &rosa, id).await.case.due().unwrap().0, Due::Review);
        case::resume(sys, &chepe, id).await.unwrap();

        assert!(case::late(sys, &judge, FIRST).await.unwrap().is_empty());
        world.clock.advance_days(45);
        let judge = world.again(&judge);
        let late = case::late(sys, &judge, FIRST).await.unwrap();
        assert_eq!((late.len(), late[0].due.unwrap().0), (1, Due::Plan));
        assert!(matches!(case::show(sys, &judge, id).await, Err(Error::NotFound)), "sees nobody");
        assert!(matches!(case::late(sys, &rosa, FIRST).await, Err(Error::NotFound)));
        let to = late[0].others[0].0;
        case::assign(sys, &judge, id, &to.to_string()).await.unwrap();
        assert!(matches!(case::show(sys, &world.again(&rosa), id).await, Err(Error::NotFound)));
        assert!(look(&world, &colleague, id).await.can.contains(&Step::Close));
        let nobody = Id::<domain::agency::Account>::new(world.now()).to_string();
        let stranger = case::assign(sys, &judge, id, &nobody);
        assert!(matches!(stranger.await, Err(Error::Invalid(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_are_checked_and_sealed() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        let id = open(&world, &rosa, &chepe).await;
        let file = |name: &str, bytes: &[u8]| Upload { name: name.to_owned(), bytes: bytes.to_vec() };
        let refused = case::add_paper(sys, &rosa, id, file("virus.pdf", b"MZ...")).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        case::add_paper(sys, &rosa, id, file("DPI.exe", b"%PDF-1.7 canario-del-papel")).await.unwrap();
        let papers = look(&world, &chepe, id).await.papers;
        assert_eq!(papers[0].name, "DPI.pdf");
        let (_, body) = case::paper(sys, &chepe, id, papers[0].id).await.unwrap();
        assert_eq!(body, b"%PDF-1.7 canario-del-papel");
        let copy = person::copy(sys, &chepe).await.unwrap();
        let copy = serde_json::to_string(&copy).unwrap();
        assert!(copy.contains("DPI.pdf"), "the copy is whole");
        case::withdraw(sys, &chepe, id).await.unwrap();
        let cut = case::paper(sys, &rosa, id, papers[0].id).await;
        assert!(matches!(cut, Err(Error::NotFound)), "{cut:?}");
        case::remove_paper(sys, &chepe, id, papers[0].id).await.unwrap();
        assert!(look(&world, &chepe, id).await.papers.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_should_not_wait_becomes_a_call_of_today() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        let (stranger, id) = (officer(&world, "Otra").await, open(&world, &rosa, &chepe).await);
        let said = [(Question::Food, "4"), (Question::Money, "1")];
        let said = said.into_iter().map(|(question, word)| (question, word.to_owned())).collect();
        pulse::answer(sys, &chepe, &pulse::Form { said }).await.unwrap();
        let tasks = look(&world, &rosa, id).await.tasks;
        assert_eq!((tasks.len(), tasks[0].kind, tasks[0].due_on), (1, TaskKind::Call, world.now().day()));
        assert_eq!(look(&world, &rosa, id).await.case.due().unwrap().0, Due::Task);
        let known = pulse::of(sys, &rosa, Via::Case(id)).await.unwrap();
        assert_eq!(known.pulses.len(), 1, "who accompanies sees how they fare");
        let waiting = attention::mine(sys, &rosa).await.unwrap();
        assert!(waiting.iter().all(|one| one.case == Some(id)) && !waiting.is_empty());
        assert!(attention::mine(sys, &stranger).await.unwrap().is_empty());
        assert!(matches!(pulse::of(sys, &stranger, Via::Case(id)).await, Err(Error::NotFound)));
        case::withdraw(sys, &chepe, id).await.unwrap();
        assert!(matches!(pulse::of(sys, &rosa, Via::Case(id)).await, Err(Error::NotFound)));
        assert!(attention::mine(sys, &rosa).await.unwrap().is_empty());
    })
    .await;
}
