//! What cards tell, for anybody: skipping, order, growth, contradiction.

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;

/// Whoever has these weights says what is likeliest.
fn likeliest(card: Card, weights: &[f64; COUNT]) -> Answer {
    let likely = likelihoods(card, weights);
    let most = likely.iter().copied().fold(0.0, f64::max);
    let at = likely.iter().position(|one| *one >= most).unwrap();
    Answer::new(card, Some(sayings(card)[at])).unwrap()
}

fn turned(answer: &Answer) -> Answer {
    let said = match answer.said().unwrap() {
        Said::Matters { most, least } => Said::Matters { most: least, least: most },
        Said::Takes(matter) => {
            Said::Takes(*answer.card().matters().iter().find(|one| **one != matter).unwrap())
        }
    };
    Answer::new(answer.card(), Some(said)).unwrap()
}

fn told_of(answers: &Answers) -> f64 {
    Preference::of(answers).map_or(0.0, |known| known.reliability())
}

/// Weights of somebody who knows their mind: in some order, each so many times the next.
fn weights() -> impl Strategy<Value = [f64; COUNT]> {
    let order = Just([0, 1, 2, 3, 4, 5]).prop_shuffle();
    (order, 1.2_f64..4.0).prop_map(|(order, times)| {
        let parts = order.map(|place: i32| times.powi(place));
        let whole: f64 = parts.iter().sum();
        parts.map(|part| part / whole)
    })
}

/// Any answers to the cards as they come, some passed over.
fn answers() -> impl Strategy<Value = Answers> {
    vec(prop::option::weighted(0.8, 0_usize..6), 0..14).prop_map(|chosen| {
        let mut answers = Answers::default();
        for chosen in chosen {
            let Some(card) = next_card(&answers) else { break };
            let said = chosen.map(|at| sayings(card)[at % sayings(card).len()]);
            answers.put(Answer::new(card, said).unwrap()).unwrap();
        }
        answers
    })
}

#[test]
fn the_points_lie_evenly() {
    assert_eq!(POINTS.len(), 462);
    assert!(POINTS.iter().all(|weights| (weights.iter().sum::<f64>() - 1.0).abs() < 1e-12));
    let before = belief(&Answers::default());
    assert!(mean(&before).iter().all(|mean| (mean - 1.0 / 6.0).abs() < 1e-12));
    assert!(reliability(&before) < 1e-12);
    assert!(Matter::ALL.iter().enumerate().all(|(at, matter)| place(*matter) == at));
}

#[test]
fn who_answers_nothing_is_asked_all_cards_and_known_no_better() {
    let mut answers = Answers::default();
    assert_eq!(Preference::of(&answers), None);
    let first = belief(&answers);
    let mut shown = Vec::new();
    while let Some(card) = next_card(&answers) {
        answers.put(Answer::new(card, None).unwrap()).unwrap();
        shown.push(card);
    }
    assert_eq!(shown.iter().filter(|card| !card.is_jobs()).count(), 8);
    assert_eq!(shown.iter().filter(|card| card.is_jobs()).count(), 8);
    assert_eq!((Preference::of(&answers), belief(&answers)), (None, first));
}

#[test]
fn what_matters_is_found() {
    let weights = [0.38, 0.05, 0.27, 0.16, 0.09, 0.05];
    let mut answers = Answers::default();
    while let Some(card) = next_card(&answers) {
        answers.put(likeliest(card, &weights)).unwrap();
    }
    let known = Preference::of(&answers).unwrap();
    assert_eq!(&known.order()[..3], [Matter::Pay, Matter::Stable, Matter::Hours]);
    let off = Matter::ALL.iter().map(|one| (known.weight(*one) - weights[place(*one)]).abs());
    assert!(off.sum::<f64>() < 0.3, "{known:?}");
    assert!(known.reliability() > 0.6, "{known:?}");
}

#[test]
fn pay_on_cards_is_round_and_lawful() {
    assert_eq!(pay_on_cards(None), [350_000, 435_000]);
    assert_eq!(pay_on_cards(Some(100)), [350_000, 435_000]);
    assert_eq!(pay_on_cards(Some(600_000)), [600_000, 750_000]);
}

proptest! {
    #[test]
    fn passing_over_changes_nothing(answers in answers()) {
        let mut said = Answers::default();
        for answer in answers.cards().iter().filter(|answer| answer.said().is_some()) {
            said.put(*answer).unwrap();
        }
        prop_assert_eq!(Preference::of(&answers), Preference::of(&said));
        prop_assert_eq!(belief(&answers), belief(&said));
    }

    #[test]
    fn the_order_of_answers_changes_nothing(answers in answers()) {
        let mut back = Answers::default();
        for answer in answers.cards().iter().rev() {
            back.put(*answer).unwrap();
        }
        prop_assert_eq!(belief(&answers), belief(&back));
    }

    #[test]
    fn weights_are_shares_and_something_stays_unknown(answers in answers()) {
        if let Some(known) = Preference::of(&answers) {
            prop_assert!((known.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(known.weights.iter().all(|weight| *weight > 0.0));
            prop_assert!(known.reliability() > 0.0 && known.reliability() < 1.0);
        }
    }

    #[test]
    fn no_card_is_expected_to_tell_less_than_nothing(answers in answers(), at in 0_usize..35) {
        let all: Vec<Card> = Card::all_things().into_iter().chain(Card::all_jobs()).collect();
        let (card, belief) = (all[at], belief(&answers));
        let mut expected = 0.0;
        for said in 0..sayings(card).len() {
            let joint: Belief =
                belief.iter().zip(POINTS.iter()).map(|(share, w)| share * likelihoods(card, w)[said]).collect();
            let likely: f64 = joint.iter().sum();
            let after: Belief = joint.iter().map(|share| share / likely).collect();
            expected += likely * told(&after);
        }
        let gain = gain(card, &belief);
        prop_assert!(gain >= -1e-12);
        prop_assert!((expected - told(&belief) - gain).abs() < 1e-9, "{expected} is not {gain} more");
    }

    #[test]
    fn each_answer_of_who_knows_their_mind_tells_more(weights in weights()) {
        let (mut answers, mut before) = (Answers::default(), 0.0);
        for _ in 0..THINGS_CARDS {
            answers.put(likeliest(next_card(&answers).unwrap(), &weights)).unwrap();
            let now = told_of(&answers);
            prop_assert!(now > before, "{} after {}", now, before);
            before = now;
        }
    }

    #[test]
    fn saying_the_contrary_lowers_what_is_known(weights in select(POINTS.clone()), at in 0..THINGS_CARDS) {
        // Only where something matters clearly more: of equals neither answer is contrary.
        let mut answers = Answers::default();
        for _ in 0..THINGS_CARDS {
            answers.put(likeliest(next_card(&answers).unwrap(), &weights)).unwrap();
        }
        let known = Preference::of(&answers).unwrap();
        let answer = answers.cards()[at];
        let Some(Said::Matters { most, least }) = answer.said() else { unreachable!() };
        prop_assume!(known.weight(most) > 3.0 * known.weight(least));
        let mut contrary = answers.clone();
        contrary.put(turned(&answer)).unwrap();
        prop_assert!(told_of(&contrary) < known.reliability());
    }
}
