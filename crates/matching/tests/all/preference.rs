//! What is said to cards orders one's own list, and nothing else.

use domain::{
    person::Matter,
    preference::{Answer, Answers, Card, Said},
};
use matching::{
    Candidate, MOST_CONFIDENCE, Preference, assess,
    engine::{Audience, Engine, OfferFilter, PeopleFilter},
    gate,
    preference::next_card,
    rank, rank_candidates,
};
use proptest::{collection::vec, option, prelude::*};

use crate::{
    anyone::{Parts, offer, parts},
    world::{TODAY, id},
};

/// Answers to the cards as they come: which thing matters most and least by their places on the card, or none.
fn answers() -> impl Strategy<Value = Answers> {
    vec(option::weighted(0.8, (0_usize..3, 1_usize..3)), 0..12).prop_map(|chosen| {
        let mut answers = Answers::default();
        for chosen in chosen {
            let Some(card) = next_card(&answers) else { break };
            let said = chosen.map(|(most, further)| said(card, most, further));
            answers.put(Answer::new(card, said).unwrap()).unwrap();
        }
        answers
    })
}

fn said(card: Card, most: usize, further: usize) -> Said {
    let on = card.matters();
    if card.is_jobs() {
        return Said::Takes(on[most % 2]);
    }
    Said::Matters { most: on[most], least: on[(most + further) % 3] }
}

/// The person, and the same one with what they said to cards.
fn both(parts: &Parts, answers: &Answers) -> (Candidate, Candidate) {
    (parts.candidate(), parts.candidate().with_preference(Preference::of(answers)))
}

proptest! {
    #[test]
    fn cards_move_only_the_order_of_what_one_sees(
        parts in parts(), offers in vec(offer(), 1..8), answers in answers(),
    ) {
        let (silent, told) = both(&parts, &answers);
        for offer in &offers {
            let (before, after) = (assess(&silent, offer, TODAY), assess(&told, offer, TODAY));
            prop_assert_eq!(&before.gate, &after.gate);
            prop_assert_eq!(&after.gate, &gate(&told, offer, TODAY));
            prop_assert_eq!(before.fit.to_bits(), after.fit.to_bits());
            prop_assert_eq!(&before.explanation.factors, &after.explanation.factors);
            prop_assert_eq!(after.explanation.score().to_bits(), after.score.to_bits());
            prop_assert!(after.explanation.confidence >= before.explanation.confidence);
            prop_assert!(after.explanation.confidence <= MOST_CONFIDENCE + 1e-12);
        }
        let ids = |candidate| {
            let mut ids: Vec<_> = rank(candidate, &offers, TODAY).iter().map(|one| one.opportunity).collect();
            ids.sort_unstable();
            ids
        };
        prop_assert_eq!(ids(&silent), ids(&told));
    }

    #[test]
    fn who_passed_over_every_card_is_ranked_as_before(
        parts in parts(), offers in vec(offer(), 1..8), count in 0_usize..16,
    ) {
        let mut answers = Answers::default();
        for _ in 0..count {
            answers.put(Answer::new(next_card(&answers).unwrap(), None).unwrap()).unwrap();
        }
        let mut parts = parts;
        let (silent, told) = both(&parts, &answers);
        prop_assert_eq!(rank(&silent, &offers, TODAY), rank(&told, &offers, TODAY));
        // And who told nothing at all, by fit alone.
        parts.profile.matters.clear();
        parts.profile.schedules.clear();
        parts.profile.pay_wanted_centavos = None;
        let (_, told) = both(&parts, &answers);
        prop_assert_eq!(told.confidence().to_bits(), 0.0_f64.to_bits());
        let ranked = rank(&told, &offers, TODAY);
        prop_assert!(ranked.iter().all(|one| one.score.to_bits() == one.fit.to_bits()));
    }

    #[test]
    fn no_list_of_people_goes_by_cards(
        people in vec((parts(), answers()), 1..6), offer in offer(),
    ) {
        let pairs: Vec<_> = people.iter().map(|(parts, answers)| both(parts, answers)).collect();
        let silent = rank_candidates(&offer, pairs.iter().enumerate().map(|(at, one)| (id(at), &one.0)), TODAY);
        let told = rank_candidates(&offer, pairs.iter().enumerate().map(|(at, one)| (id(at), &one.1)), TODAY);
        prop_assert_eq!(&silent, &told);
        let mut engine = Engine::default();
        for (at, (_, told)) in pairs.iter().enumerate() {
            engine.put_person(id(at), told, Audience::default()).unwrap();
        }
        prop_assert_eq!(engine.people_for(&offer, TODAY, usize::MAX, &PeopleFilter::default()), silent);
        prop_assert_eq!(engine.candidate(id(0)).map(|one| one.confidence()), Some(pairs[0].0.confidence()));
    }

    #[test]
    fn the_engine_orders_by_cards_as_the_reference_does(
        parts in parts(), offers in vec(offer(), 1..12), answers in answers(),
    ) {
        let mut engine = Engine::default();
        let mut market = offers;
        for (number, offer) in market.iter_mut().enumerate() {
            offer.id = id(number);
            engine.put_offer(offer).unwrap();
        }
        let (_, told) = both(&parts, &answers);
        let mut found: Vec<_> = engine
            .offers_for(&told, TODAY, usize::MAX, &OfferFilter::default())
            .into_iter()
            .flat_map(|of| of.best)
            .collect();
        let ranked = rank(&told, &market, TODAY);
        found.sort_by(|one, other| {
            other.score.total_cmp(&one.score).then_with(|| one.opportunity.cmp(&other.opportunity))
        });
        prop_assert_eq!(found, ranked);
    }
}

#[test]
fn whoever_says_that_near_matters_sees_the_near_first() {
    let mut answers = Answers::default();
    while let Some(card) = next_card(&answers) {
        let rank = |matter: &&Matter| match matter {
            Matter::Near => 0,
            Matter::Pay => 2,
            _ => 1,
        };
        let most = *card.matters().iter().min_by_key(rank).unwrap();
        let least = *card.matters().iter().max_by_key(rank).unwrap();
        let said = if card.is_jobs() { Said::Takes(most) } else { Said::Matters { most, least } };
        answers.put(Answer::new(card, Some(said)).unwrap()).unwrap();
    }
    let known = Preference::of(&answers).unwrap();
    assert_eq!(known.order()[0], Matter::Near);
    assert!(known.weight(Matter::Near) > 2.0 * known.weight(Matter::Pay), "{known:?}");
}
