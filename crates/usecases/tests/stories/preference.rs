//! A person says card by card what matters to them; their own list goes by it, and nothing else does.

use domain::{
    opportunity::{Contract, Kind, Opportunity, Pay},
    person::Matter,
    preference::Said,
};
use usecases::{
    Ctx, Error, Result, System,
    application::{self, Apply},
    candidate, matches,
    person::{copy, delete},
    preference::{self, Form, Known},
};

use crate::{
    cast::{self, offer, person, publish},
    support::{self, PIN, World},
};

/// Answers so many cards as whoever has these tastes, the dearest first.
async fn answer(sys: &System, ctx: &Ctx, tastes: &[Matter], count: usize) -> Known {
    let mut known = preference::known(sys, ctx).await.unwrap();
    for _ in 0..count {
        let Some(card) = known.next else { break };
        let place = |matter: &&Matter| tastes.iter().position(|one| one == *matter).unwrap_or(tastes.len());
        let most = card.matters().iter().min_by_key(place).unwrap().word().to_owned();
        let least = card.matters().iter().max_by_key(place).unwrap().word().to_owned();
        let form = Form { card: card.to_string(), takes: most.clone(), most, least, pass: false };
        known = preference::answer(sys, ctx, &form).await.unwrap();
    }
    known
}

/// A vacancy that lasts and pays little, and one that pays much and does not last.
async fn two_vacancies(world: &World, employer: &Ctx) -> (Opportunity, Opportunity) {
    let (mut lasting, mut dear) =
        (offer(world, employer, Kind::Vacancy, 5), offer(world, employer, Kind::Vacancy, 5));
    lasting.pay = Some(Pay { min_centavos: 360_000, max_centavos: 360_000 });
    dear.pay = Some(Pay { min_centavos: 720_000, max_centavos: 720_000 });
    dear.contract = Some(Contract::Piecework);
    publish(world, &lasting).await;
    publish(world, &dear).await;
    (lasting, dear)
}

async fn first(sys: &System, ctx: &Ctx) -> domain::id::Id<Opportunity> {
    let found = matches::matches(sys, ctx, Some(Kind::Vacancy)).await.unwrap();
    assert_eq!(found[0].best.len(), 2, "nothing is taken away");
    found[0].best[0].listed.opportunity.id
}

const STABLE: [Matter; 6] =
    [Matter::Stable, Matter::Hours, Matter::Light, Matter::Near, Matter::Grow, Matter::Pay];
const PAY: [Matter; 6] =
    [Matter::Pay, Matter::Near, Matter::Grow, Matter::Light, Matter::Hours, Matter::Stable];

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_list_goes_by_what_one_says_and_no_employer_learns_of_it() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        let employer = world.employer("Techos Maya").await;
        let (lasting, dear) = two_vacancies(&world, &employer).await;
        let (chepe, mincho) = (person(&world, "Chepe").await, person(&world, "Mincho").await);
        let before = candidate::candidates(sys, &employer, dear.id).await.unwrap();

        let known = answer(sys, &chepe, &STABLE, 20).await;
        assert_eq!(known.next, None);
        assert_eq!(known.preference.unwrap().order()[0], Matter::Stable);
        assert_eq!(first(sys, &chepe).await, lasting.id);
        answer(sys, &mincho, &PAY, 20).await;
        assert_eq!(first(sys, &mincho).await, dear.id);

        let after = candidate::candidates(sys, &employer, dear.id).await.unwrap();
        let seen = |all: &candidate::Candidates| format!("{:?}", all.people);
        assert_eq!(seen(&before), seen(&after));
        let yes = Apply { share: true, accept_waitlist: false };
        let sent = application::apply(sys, &chepe, dear.id, &yes).await.unwrap().id;
        let explained = application::show(sys, &chepe, sent).await.unwrap().explanation.unwrap();
        assert_eq!(explained.confidence, 0.0, "what is kept with an application knows of no cards");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_are_asked_one_by_one_and_can_be_passed_over_changed_and_forgotten() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let chepe = world.person("Chepe").await;
        let known = preference::known(sys, &chepe).await.unwrap();
        assert_eq!((known.progress(), known.preference), ((1, 8), None));
        let card = known.next.unwrap();
        let form = Form { card: card.to_string(), pass: true, ..Form::default() };
        let known = preference::answer(sys, &chepe, &form).await.unwrap();
        assert_eq!((known.progress(), known.preference), ((2, 8), None), "passing over says nothing");
        assert_ne!(known.next, Some(card), "it is not asked again");

        let [most, least] = [card.matters()[0], card.matters()[2]].map(|one| one.word().to_owned());
        let form = Form { card: card.to_string(), most, least, ..Form::default() };
        let known = preference::answer(sys, &chepe, &form).await.unwrap();
        assert_eq!((known.progress(), known.answers.answered()), ((2, 8), 1), "the same card, answered now");
        let known = answer(sys, &chepe, &PAY, 7).await;
        assert!(known.is_pause() && known.next.is_some_and(|card| card.is_jobs()));
        assert_eq!(known.progress(), (1, 4));
        let known = answer(sys, &chepe, &PAY, 4).await;
        assert!(known.is_pause());

        preference::forget(sys, &chepe).await.unwrap();
        let known = preference::known(sys, &chepe).await.unwrap();
        assert!(known.answers.cards().is_empty() && known.preference.is_none());
        preference::forget(sys, &chepe).await.unwrap();
        let known = answer(sys, &chepe, &STABLE, 1).await;
        assert_eq!(known.answers.answered(), 1, "and begun again");
    })
    .await;
}

fn problems<T: std::fmt::Debug>(outcome: Result<T>) -> Vec<(&'static str, &'static str)> {
    match outcome {
        Err(Error::Invalid(problems)) => problems.0.iter().map(|one| (one.field, one.key)).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_beside_its_field() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let chepe = world.person("Chepe").await;
        let things = |most: &str, least: &str| Form {
            card: "pay-near-stable".into(),
            most: most.into(),
            least: least.into(),
            ..Form::default()
        };
        let said = async |form: Form| preference::answer(sys, &chepe, &form).await;
        assert_eq!(
            problems(said(things("", "luck")).await),
            [("most", "preference-most-empty"), ("least", "preference-least-empty")]
        );
        assert_eq!(
            problems(said(things("pay", "light")).await),
            [("least", "preference-least-empty")],
            "light is not on the card"
        );
        assert_eq!(problems(said(things("pay", "pay")).await), [("least", "preference-same")]);
        let jobs = Form { card: "pay-near".into(), ..Form::default() };
        assert_eq!(problems(said(jobs).await), [("takes", "preference-takes-empty")]);
        let none = Form { card: "pay-money-near".into(), pass: true, ..Form::default() };
        assert!(matches!(said(none).await, Err(Error::NotFound)));
        let anonymous = world.anonymous();
        assert!(matches!(preference::known(sys, &anonymous).await, Err(Error::SignIn)));
        assert!(matches!(
            preference::answer(sys, &anonymous, &things("pay", "near")).await,
            Err(Error::SignIn)
        ));
        assert!(matches!(preference::forget(sys, &anonymous).await, Err(Error::SignIn)));
        let employer = world.employer("Techos Maya").await;
        assert!(preference::known(sys, &employer).await.is_err());
        assert!(preference::known(sys, &chepe).await.unwrap().answers.cards().is_empty(), "nothing was kept");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_lie_sealed_go_with_the_copy_and_end_with_the_account() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let chepe = world.person("Chepe").await;
        // Two cards answered at once: both count.
        let both = ["pay-near-stable", "hours-grow-light"].map(|card| {
            let (most, rest) = card.split_once('-').unwrap();
            let least = rest.split_once('-').unwrap().1.to_owned();
            Form { card: card.into(), most: most.into(), least, ..Form::default() }
        });
        let (one, other) = tokio::join!(
            preference::answer(sys, &chepe, &both[0]),
            preference::answer(sys, &chepe, &both[1])
        );
        assert!(one.is_ok() && other.is_ok());
        let kept = copy(sys, &chepe).await.unwrap().preference;
        assert_eq!((kept.answers.answered(), kept.matters.len()), (2, 6));
        let said = kept.answers.of("pay-near-stable".parse().unwrap()).unwrap().said();
        assert_eq!(said, Some(Said::Matters { most: Matter::Pay, least: Matter::Stable }));

        let holds = |bytes: &[u8]| bytes.windows(15).any(|part| part == b"pay-near-stable");
        assert!(holds(serde_json::to_string(&kept).unwrap().as_bytes()));
        assert!(!holds(&world.database().bytes()));
        delete(sys, &chepe, PIN, "190.56.7.77").await.unwrap();
        let id = chepe.actor.person().unwrap();
        let (answers, version) = sys.store.read().await.unwrap().answers_of(id).await.unwrap();
        assert!(answers.cards().is_empty() && version == 0);
    })
    .await;
}
