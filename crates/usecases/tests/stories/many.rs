//! Where there is much of something, nothing is hidden by it.

use domain::{
    attention::{About, Attention, State},
    case::Case,
    consent::Field,
    find::Sign,
    id::Id,
    policy::{Action, Actor, Object, Relation},
    pulse::{Answers, Flag, Pulse, Question, Wave, Way},
};
use usecases::{
    Ctx, attention,
    case::{self, Opening},
    find, message, person,
    pulse::{self, Via},
};

use crate::{
    cast::{self, permit},
    find::{form, somebody},
    merge::join,
    pulse::form as said,
    referral::{code, coordinator, officer, yes},
    support::World,
};

async fn accompanied(world: &World, officer: &Ctx, person: &Ctx) -> Id<Case> {
    let code = code(world, person).await;
    let taken = yes(&[Field::Name, Field::Contact]);
    let input = Opening { id: Id::new(world.now()), code, found: None, taken };
    case::open(&world.sys, &world.again(officer), &input).await.unwrap()
}

fn waits(world: &World, person: &Ctx, about: About) -> Attention {
    let (id, at) = (Id::new(world.now()), world.now());
    Attention { id, person: person.person().unwrap(), about, state: State::Open, at }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_the_pulse_comes_before_any_message() {
    cast::on_both(|world| async move {
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        accompanied(&world, &rosa, &chepe).await;
        let mut all: Vec<_> = (0..3).map(|at| waits(&world, &chepe, About::Reply(format!("{at}")))).collect();
        world.clock.advance(60);
        all.push(waits(&world, &chepe, About::Flag(Flag::Hunger)));
        let all = &all;
        world
            .write(move |mut tx| async move {
                for one in all {
                    tx.add_attention(&permit(Object::Pulse, Action::Create), one).await?;
                }
                Ok(tx.done(()))
            })
            .await;
        let Actor::Staff { account, agency, .. } = rosa.actor else { panic!() };
        let mut tx = world.sys.store.read().await.unwrap();
        let first = tx.attentions_for((account, agency), world.now(), 1).await.unwrap();
        assert_eq!(first[0].attention.about, About::Flag(Flag::Hunger));
        drop(tx);
        assert_eq!(attention::mine(&world.sys, &world.again(&rosa)).await.unwrap().len(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_officer_who_accompanies_sees_how_somebody_fares() {
    cast::on_both(|world| async move {
        let chepe = cast::person(&world, "Chepe").await;
        let hungry = said(&[(Question::Food, "1"), (Question::Money, "1")]);
        pulse::answer(&world.sys, &chepe, &hungry).await.unwrap();
        for number in 0..52 {
            let one = officer(&world, &format!("Oficina {number}")).await;
            let id = accompanied(&world, &one, &chepe).await;
            assert_eq!(pulse::of(&world.sys, &one, Via::Case(id)).await.unwrap().pulses.len(), 1, "{number}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_questions_of_another_version_hinders_nothing() {
    cast::on_both(|world| async move {
        let chepe = cast::person(&world, "Chepe").await;
        let old: Answers = serde_json::from_str(r#"{"version":0,"said":{"food":9,"then":1}}"#).unwrap();
        let (id, person) = (Id::new(world.now()), chepe.person().unwrap());
        let (wave, way, at) = (Wave::Start, Way::Screen, world.now());
        let pulse = &Pulse { id, person, wave, way, taken_by: None, answers: old, at };
        world
            .write(move |mut tx| async move {
                tx.put_pulse(&permit(Object::Pulse, Action::Create), pulse).await?;
                Ok(tx.done(()))
            })
            .await;
        world.clock.advance_days(40);
        let chepe = world.again(&chepe);
        let now = said(&[(Question::Food, "1"), (Question::Money, "1")]);
        let known = pulse::answer(&world.sys, &chepe, &now).await.unwrap();
        assert_eq!(known.pulses.len(), 2);
        assert!(
            person::copy(&world.sys, &chepe)
                .await
                .unwrap()
                .pulses
                .iter()
                .any(|one| !one.answers.is_current())
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_a_shelter_does_not_hide_who_has_the_same_document() {
    cast::on_both(|world| async move {
        let officer = officer(&world, "Ventanilla").await;
        for number in 0..21 {
            somebody(&world, &format!("Ana {number}"), "1970", "5512 3456", "").await;
        }
        let juan = somebody(&world, "Juan Pérez", "1990", "", "1234567890101").await;
        let asked = form("María Gómez", "1950", "5512 3456", "1234567890101");
        let found = find::alike(&world.sys, &officer, &asked).await.unwrap();
        let hit = found.hits.iter().find(|hit| hit.person == juan.person().unwrap()).unwrap();
        assert!(hit.likeness.signs.contains(&Sign::Document));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_does_oneself_does_not_hide_who_looked() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        let id = accompanied(&world, &rosa, &chepe).await;
        case::show(sys, &rosa, id).await.unwrap();
        world.clock.advance(60);
        let (person, now) = (chepe.person().unwrap(), world.now());
        let by = |actor: &Actor| domain::policy::permit(actor, Relation::Own, Object::Person, Action::Edit);
        let own = &by(&chepe.actor).unwrap();
        let theirs = &domain::policy::permit(&rosa.actor, Relation::Own, Object::Case, Action::View).unwrap();
        world
            .write(move |mut tx| async move {
                for _ in 0..301 {
                    tx.audit(own, person.uuid(), Some(person.uuid()), "about", now).await?;
                }
                Ok(tx.done(()))
            })
            .await;
        let chepe = world.again(&chepe);
        let read = |lines: &[person::Seen]| lines.iter().any(|line| line.detail == "name contact");
        assert!(read(&person::seen(sys, &chepe).await.unwrap()));
        let first = person::seen_page(sys, &chepe, None).await.unwrap();
        assert!(read(&first.others) && first.next.is_none() && first.rest.len() == 300);
        // What many institutions do is read page by page, and stands in the copy whole.
        world
            .write(move |mut tx| async move {
                for _ in 0..301 {
                    tx.audit(theirs, id.uuid(), Some(person.uuid()), "note", now).await?;
                }
                Ok(tx.done(()))
            })
            .await;
        let first = person::seen_page(sys, &chepe, None).await.unwrap();
        assert!(!read(&first.others) && first.next.is_some());
        let second = person::seen_page(sys, &chepe, first.next).await.unwrap();
        assert!(read(&second.others) && second.next.is_none() && second.rest.is_empty());
        let copy = person::copy(sys, &chepe).await.unwrap();
        assert!(read(&copy.seen) && copy.seen.len() > 602);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_and_the_inbox_are_of_all_records() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, watch) = (officer(&world, "Ventanilla").await, coordinator(&world).await);
        let mut told = 0;
        let mut records = Vec::new();
        for _ in 0..2 {
            let one = somebody(&world, "Juan Pérez", "1990", "", "").await;
            accompanied(&world, &rosa, &one).await;
            pulse::answer(sys, &one, &said(&[(Question::Food, "4"), (Question::Money, "1")])).await.unwrap();
            told += message::inbox(sys, &one).await.unwrap().len();
            records.push(one);
            world.clock.advance(60);
        }
        let [old, new] = records.as_slice() else { panic!() };
        join(&world, &rosa, &watch, (new, old)).await;
        let front = sys.store.read().await.unwrap().front_of(old.person().unwrap()).await.unwrap();
        let front = world.ctx(Actor::Person(front));
        assert!(told > 1 && message::inbox(sys, &front).await.unwrap().len() >= told);
        assert_eq!(person::copy(sys, &front).await.unwrap().attentions.len(), 2);
    })
    .await;
}
