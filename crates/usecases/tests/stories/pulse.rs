//! How somebody fares: told in the app or by telephone, seen by the person and who accompanies them, and by nobody else.

use domain::{
    attention::{About, Attention, State, Step},
    id::Id,
    message::Notice,
    pulse::{Dimension, Figures, Flag, Question, Wave, Way},
    time::Moment,
};
use usecases::{
    Ctx, Error, Page, attention, consent, person,
    pulse::{self, Form, UNSAID, Via},
    referral,
};

use crate::{
    cast,
    referral::{asked, coordinator, officer, parties, sent},
    support::{self, PIN},
};

/// The first page of what waits.
pub const FIRST: Page<(Moment, Id<Attention>)> = Page { after: None, limit: 50 };

/// A form with these numbers for the first questions.
pub fn form(said: &[(Question, &str)]) -> Form {
    Form { said: said.iter().map(|(question, word)| (*question, (*word).to_owned())).collect() }
}

fn hungry() -> Form {
    form(&[(Question::Food, "4"), (Question::Money, "3"), (Question::Roof, "1"), (Question::Hope, UNSAID)])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_tells_how_they_fare_changes_it_and_sees_it_over_time() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let chepe = world.person("Chepe").await;
        let known = pulse::own(sys, &chepe).await.unwrap();
        assert_eq!((known.open, known.pulses.len(), known.is_answered()), (Some(Wave::Start), 0, false));
        let empty = pulse::answer(sys, &chepe, &Form::default()).await;
        assert!(matches!(empty, Err(Error::Invalid(_))), "{empty:?}");

        // A double tap is one.
        let form = hungry();
        let (one, other) = tokio::join!(pulse::answer(sys, &chepe, &form), pulse::answer(sys, &chepe, &form));
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        let known = pulse::own(sys, &chepe).await.unwrap();
        assert_eq!(known.pulses.len(), 1);
        let figures = Figures::of(&known.pulses[0].answers);
        assert_eq!(figures.lowest(), Some(Dimension::Economic));
        assert_eq!(figures.get(Dimension::Psychosocial), None, "what was not said is not bad");

        pulse::answer(sys, &chepe, &self::form(&[(Question::Food, "2"), (Question::Money, "1")]))
            .await
            .unwrap();
        world.clock.advance_days(40);
        let later = world.again(&chepe);
        pulse::answer(sys, &later, &self::form(&[(Question::Food, "1"), (Question::Money, "1")]))
            .await
            .unwrap();
        let known = pulse::own(sys, &later).await.unwrap();
        let waves: Vec<_> = known.pulses.iter().map(|pulse| (pulse.wave, pulse.way)).collect();
        assert_eq!(waves, [(Wave::Month1, Way::Screen), (Wave::Start, Way::Screen)]);
        assert_eq!(known.pulses[1].answers.of(Question::Food), Some(2), "what was changed");

        world.clock.advance_days(500);
        let late = pulse::answer(sys, &world.again(&chepe), &hungry()).await;
        assert!(matches!(late, Err(Error::Conflict("pulse-not-open"))));
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_person_and_who_accompanies_them_see_it() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, office, service, chepe) = parties(&world).await;
        let id = crate::referral::draft(&world, &rosa, &chepe, service).await;
        pulse::answer(sys, &chepe, &hungry()).await.unwrap();
        let hidden = async |who: &Ctx| {
            let seen = pulse::of(sys, &world.again(who), Via::Referral(id)).await;
            let taken = pulse::take_down(sys, &world.again(who), Via::Referral(id), &hungry()).await;
            matches!(seen, Err(Error::NotFound | Error::SignIn))
                && matches!(taken, Err(Error::NotFound | Error::SignIn))
        };
        assert!(hidden(&rosa).await, "a draft is not yet a consent");
        referral::send(sys, &rosa, &asked(&world, id).await, &crate::referral::with_consent()).await.unwrap();
        let known = pulse::of(sys, &rosa, Via::Referral(id)).await.unwrap();
        assert_eq!(known.pulses.len(), 1);
        let seen = person::seen(sys, &chepe).await.unwrap();
        assert!(seen.iter().any(|line| line.detail == "pulse"), "who saw my data");

        let other = officer(&world, "Otra oficina").await;
        let watch = coordinator(&world).await;
        let mincho = cast::person(&world, "Mincho").await;
        for stranger in [&office, &other, &watch, &mincho, &world.administrator(), &world.anonymous()] {
            assert!(hidden(stranger).await, "{stranger:?}");
            assert!(
                pulse::own(sys, stranger).await.is_err() || stranger.actor.person() != chepe.actor.person()
            );
        }
        assert!(pulse::own(sys, &mincho).await.unwrap().pulses.is_empty());

        pulse::take_down(
            sys,
            &rosa,
            Via::Referral(id),
            &form(&[(Question::Food, "1"), (Question::Money, "1")]),
        )
        .await
        .unwrap();
        let known = pulse::own(sys, &chepe).await.unwrap();
        assert_eq!((known.pulses[0].way, known.pulses.len()), (Way::Phone, 1));
        assert!(known.pulses[0].taken_by.is_some());

        let given = consent::consents(sys, &chepe).await.unwrap().given;
        let under =
            given.iter().find(|one| one.consent.purpose == domain::consent::Purpose::Referral).unwrap();
        world.clock.advance(60);
        consent::withdraw(sys, &world.again(&chepe), under.consent.id).await.unwrap();
        assert!(hidden(&rosa).await, "with the consent the sight ends");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_should_not_wait_reaches_the_officer_once_and_the_coordination_without_names() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let (rosa, _, service, chepe) = parties(&world).await;
        sent(&world, &rosa, &chepe, service).await;
        for _ in 0..2 {
            pulse::answer(sys, &chepe, &hungry()).await.unwrap();
        }
        let told = world.told(&rosa.actor).await;
        assert_eq!(told.iter().filter(|notice| **notice == Notice::AttentionRaised).count(), 1, "{told:?}");
        let mine = attention::mine(sys, &rosa).await.unwrap();
        assert_eq!(mine.len(), 1);
        assert_eq!(mine[0].attention.about, About::Flag(Flag::Hunger));
        let id = mine[0].attention.id;

        let watch = coordinator(&world).await;
        assert!(attention::waiting(sys, &watch, FIRST).await.unwrap().is_empty(), "not before a day");
        world.clock.advance_days(2);
        let (rosa, watch) = (world.again(&rosa), world.again(&watch));
        let unseen = attention::waiting(sys, &watch, FIRST).await.unwrap();
        assert_eq!((unseen.len(), unseen[0].followed, unseen[0].state), (1, true, State::Open));
        assert!(
            attention::mine(sys, &watch).await.is_err()
                && attention::waiting(sys, &rosa, FIRST).await.is_err()
        );
        let other = officer(&world, "Otra oficina").await;
        assert!(attention::mine(sys, &other).await.unwrap().is_empty());
        assert!(matches!(attention::step(sys, &other, id, Step::Finish).await, Err(Error::NotFound)));

        attention::step(sys, &rosa, id, Step::See).await.unwrap();
        assert_eq!(attention::mine(sys, &rosa).await.unwrap()[0].attention.state, State::Seen);
        for _ in 0..2 {
            attention::step(sys, &rosa, id, Step::Finish).await.unwrap();
        }
        assert!(attention::mine(sys, &rosa).await.unwrap().is_empty());
        assert!(attention::waiting(sys, &watch, FIRST).await.unwrap().is_empty());
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_asks_once_for_each_wave_and_leaves_in_peace_who_wants_no_messages() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let chepe = world.person_with("Chepe", "5551 0001", true).await;
        let mincho = world.person_with("Mincho", "5551 0002", false).await;
        let done = world.person_with("Delia", "5551 0003", true).await;
        pulse::answer(sys, &done, &hungry()).await.unwrap();
        let mut waves = Vec::new();
        for day in 0..460 {
            let count = pulse::ask_due(sys, &sys.own_ctx()).await.unwrap();
            if count > 0 {
                waves.push((day, count));
                // Two workers, and one that was too late: nobody is told twice.
                let own = sys.own_ctx();
                let (one, other) = tokio::join!(pulse::ask_due(sys, &own), pulse::ask_due(sys, &own));
                assert_eq!((one.unwrap(), other.unwrap()), (0, 0));
            }
            world.clock.advance_days(1);
        }
        assert_eq!(waves, [(1, 2), (30, 3), (91, 3), (182, 3), (365, 3)], "who answered is not asked");
        assert_eq!(world.told(&chepe.actor).await, [Notice::PersonPulse; 5]);
        assert_eq!(world.told(&done.actor).await, [Notice::PersonPulse; 4]);
        assert!(world.told(&mincho.actor).await.is_empty());
        let shown = usecases::message::inbox(sys, &world.again(&mincho)).await.unwrap();
        let shown: Vec<Notice> = shown.iter().map(|one| one.message.text.notice).collect();
        assert_eq!(shown, [Notice::PersonPulse; 5], "but finds it in the app");
        assert!(matches!(pulse::ask_due(sys, &chepe).await, Err(Error::NotFound)));
        world.run_due().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_lie_sealed_go_with_the_copy_and_end_with_the_account() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let chepe = world.person("Chepe").await;
        pulse::answer(sys, &chepe, &hungry()).await.unwrap();
        let kept = person::copy(sys, &chepe).await.unwrap();
        assert_eq!((kept.pulses.len(), kept.attentions.len()), (1, 1));
        let bytes = world.database().bytes();
        for word in ["hunger", "\"food\":4", "short_economic"] {
            let found = bytes.windows(word.len()).any(|part| part == word.as_bytes());
            assert!(!found, "{word} stands in the clear");
        }
        person::delete(sys, &chepe, PIN, "190.56.7.77").await.unwrap();
        let id = chepe.actor.person().unwrap();
        let mut tx = sys.store.read().await.unwrap();
        assert!(tx.pulses_of(id).await.unwrap().is_empty() && tx.attentions_of(id).await.unwrap().is_empty());
        world.run_due().await;
    })
    .await;
}
