//! Matches: what suits a person, with reasons, and without what they applied to already.

use domain::{
    consent::Purpose,
    opportunity::{AskedSkill, Kind, Status},
};
use usecases::{
    application::{self, Apply},
    matches,
};

use crate::cast::{self, offer, person, publish};

#[tokio::test(flavor = "multi_thread")]
async fn all_four_kinds_are_matched_with_reasons() {
    cast::on_both(|world| async move {
        let sys = &world.sys;
        for (kind, agency) in [
            (Kind::Vacancy, "employer"),
            (Kind::Course, "training"),
            (Kind::Certification, "certification"),
            (Kind::Programme, "programme"),
        ] {
            let agency = world.agency(agency, agency).await;
            publish(&world, &offer(&world, &agency, kind, 5)).await;
            let mut hidden = offer(&world, &agency, kind, 5);
            hidden.status = Status::Draft;
            publish(&world, &hidden).await;
        }
        let chepe = person(&world, "Chepe").await;
        let kinds = matches::matches(sys, &chepe, None).await.unwrap();
        assert_eq!(kinds.iter().map(|of| of.count).collect::<Vec<_>>(), [1, 1, 1, 1]);
        let best = &kinds[0].best[0];
        assert!(!best.strengths.is_empty() && best.strengths.len() <= 3);
        assert!(best.counterfactual.as_ref().is_none_or(|found| found.score > best.score));

        let id = best.listed.opportunity.id;
        application::apply(sys, &chepe, id, &Apply { share: true, accept_waitlist: false }).await.unwrap();
        let vacancies = matches::matches(sys, &chepe, Some(Kind::Vacancy)).await.unwrap();
        assert_eq!((vacancies.len(), vacancies[0].count), (1, 0), "already applied");
        assert!(matches::matches(sys, &world.anonymous(), None).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_in_what_one_did_for_years_comes_after_the_others() {
    cast::on_both(|world| async move {
        let training = world.agency("training", "Escuela").await;
        let roofs = publish(&world, &offer(&world, &training, Kind::Course, 5)).await;
        let mut other = offer(&world, &training, Kind::Course, 5);
        other.occupation = Some("7115".parse().unwrap());
        other.requirements.essential.clear();
        let other = publish(&world, &other).await;
        let chepe = person(&world, "Chepe").await;
        let kinds = matches::matches(&world.sys, &chepe, Some(Kind::Course)).await.unwrap();
        let order: Vec<_> = kinds[0].best.iter().map(|one| one.listed.opportunity.id).collect();
        assert_eq!(order, [other, roofs], "three years as a roofer");
        assert!(kinds[0].best[1].fit > kinds[0].best[0].fit, "though it fits better");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_said_and_what_would_help() {
    cast::on_both(|world| async move {
        let employer = world.employer("Techos Maya").await;
        let mut vacancy = offer(&world, &employer, Kind::Vacancy, 1);
        let skill = AskedSkill { skill: "milking".parse().unwrap(), level: 2 };
        vacancy.requirements.essential.push(skill);
        publish(&world, &vacancy).await;
        let who = cast::roofer(&world, "María");
        let (silent, _) = cast::roofer(&world, "Nadie");
        let silent = (domain::person::Person { profile: Default::default(), ..silent }, Vec::new());
        let silent = cast::register(&world, &silent, &[Purpose::Account]).await;
        let kinds = matches::matches(&world.sys, &silent, Some(Kind::Vacancy)).await.unwrap();
        assert_eq!(kinds[0].count, 0, "who told nothing is shown nothing as suiting them");
        let maria = cast::register(&world, &who, &[Purpose::Account]).await;
        let kinds = matches::matches(&world.sys, &maria, Some(Kind::Vacancy)).await.unwrap();
        let best = &kinds[0].best[0];
        assert!(!best.gaps.is_empty());
        let better = best.counterfactual.as_ref().unwrap();
        assert!(better.score > best.score, "{better:?}");
    })
    .await;
}
