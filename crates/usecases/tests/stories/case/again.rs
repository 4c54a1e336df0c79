//! What is sent again after an answer was lost: the same is one, and nothing that was typed is lost.

use domain::case::CallResult;
use usecases::referral as referring;

use super::*;
use crate::referral::{draft, parties};

fn other_words(done: usecases::Result<()>) {
    assert!(matches!(done, Err(Error::Conflict("case-other-words"))), "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_again_with_other_words_is_not_taken_for_the_same() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        let luis = cast::person(&world, "Luis").await;
        let (id, of_luis) = (open(&world, &rosa, &chepe).await, open(&world, &rosa, &luis).await);
        let entry = Id::new(world.now());
        for _ in 0..2 {
            case::note(sys, &rosa, id, entry, "Vive con su hermana.").await.unwrap();
        }
        other_words(case::note(sys, &rosa, id, entry, "Vive con su hermana. Y con sus hijos.").await);
        other_words(case::note(sys, &rosa, of_luis, entry, "Vive con su hermana.").await);
        let call = Calling { id: entry, ..called(&world, CallResult::Reached) };
        other_words(case::call(sys, &rosa, id, &call).await);
        let notes = look(&world, &rosa, id).await.entries;
        assert_eq!(notes.iter().filter(|one| one.text.contains("hermana")).count(), 1);

        let kept = goal(&world, "Un taller");
        for _ in 0..2 {
            case::add_goal(sys, &rosa, id, &kept).await.unwrap();
        }
        let more = NewGoal { words: "Un taller en Nebaj".to_owned(), ..kept.clone() };
        other_words(case::add_goal(sys, &rosa, id, &more).await);
        other_words(case::add_goal(sys, &rosa, of_luis, &kept).await);
        let kept = task(&world, Owner::Officer, 3);
        for _ in 0..2 {
            case::add_task(sys, &rosa, id, &kept).await.unwrap();
        }
        let more = NewTask { due_on: world.now().plus_days(4).day().to_string(), ..kept.clone() };
        other_words(case::add_task(sys, &rosa, id, &more).await);
        other_words(case::add_task(sys, &rosa, of_luis, &kept).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_sent_again_with_another_need_says_so() {
    cast::on_both(|world| async move {
        let (rosa, _, service, chepe) = parties(&world).await;
        let id = draft(&world, &rosa, &chepe, service).await;
        let more = referring::Drafting {
            found: None,
            id,
            code: code(&world, &chepe).await,
            service,
            priority: "normal".to_owned(),
            trafficking_signs: false,
            need: "Busca trabajo de techador. Tiene dos hijos.".to_owned(),
        };
        let refused = referring::draft(&world.sys, &rosa, &more).await;
        assert!(matches!(refused, Err(Error::Conflict("referral-draft-already"))), "{refused:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_to_calls_is_heard_however_much_was_written_since() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, chepe) = (officer(&world, "Ventanilla").await, cast::person(&world, "Chepe").await);
        let id = open(&world, &rosa, &chepe).await;
        case::call(sys, &rosa, id, &called(&world, CallResult::DoNotCall)).await.unwrap();
        for number in 0..101 {
            world.clock.advance(1);
            let note = format!("Nota {number}.");
            case::note(sys, &world.again(&rosa), id, Id::new(world.now()), &note).await.unwrap();
        }
        let said = [(Question::Food, "4"), (Question::Money, "1")];
        let said = said.into_iter().map(|(question, word)| (question, word.to_owned())).collect();
        pulse::answer(sys, &world.again(&chepe), &pulse::Form { said }).await.unwrap();
        let tasks = look(&world, &rosa, id).await.tasks;
        assert_eq!(tasks.iter().map(|task| task.kind).collect::<Vec<_>>(), [TaskKind::Meet]);
    })
    .await;
}
