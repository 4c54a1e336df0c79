//! A person tells what they did, in their own words, and what they want.

use domain::{
    person::{Licence, Matter, Schedule, Schooling},
    time::Day,
};
use usecases::{
    Error, Result,
    profile::{self, About, JobForm, Place, Wishes, add_job, confirm_job, job, save_skills},
};

use crate::support;

fn problems<T>(outcome: Result<T>) -> Vec<(&'static str, &'static str)> {
    match outcome {
        Err(Error::Invalid(problems)) => {
            problems.0.iter().map(|problem| (problem.field, problem.key)).collect()
        }
        Err(other) => panic!("{other}"),
        Ok(_) => Vec::new(),
    }
}

fn roofing() -> JobForm {
    JobForm {
        words: "trabajé de rufero".to_owned(),
        years: "3".to_owned(),
        months: "6".to_owned(),
        country: "US".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn own_words_become_an_occupation_that_the_person_confirms() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let ctx = world.person("Chepe").await;
        let id = add_job(sys, &ctx, &roofing()).await.unwrap();
        let asked = job(sys, &ctx, id).await.unwrap();
        assert_eq!((asked.experience.months, asked.experience.occupation), (42, None));
        assert!(asked.sure);
        assert_eq!(asked.occupations[0].to_string(), "7121", "roofers");
        confirm_job(sys, &ctx, id, "7121").await.unwrap();
        let asked = job(sys, &ctx, id).await.unwrap();
        let code = asked.skills[0].to_string();
        save_skills(sys, &ctx, &[(code.clone(), "3".to_owned())], &[]).await.unwrap();
        let whole = profile::profile(sys, &ctx).await.unwrap();
        assert_eq!(whole.jobs[0].words, "trabajé de rufero");
        assert_eq!(whole.person.profile.skills[0].level, 3);
        let asked = job(sys, &ctx, id).await.unwrap();
        assert!(!asked.skills.iter().any(|skill| skill.as_str() == code), "a skill held is not asked again");
        // Found without the words.
        let page = store::Page { after: None, limit: 10 };
        let mut tx = sys.store.read().await.unwrap();
        let people = tx.discoverable_people(page, world.now()).await.unwrap();
        assert_eq!(people[0].experiences.len(), 1);
        assert!(people[0].experiences[0].words.is_empty());
        // Other words must be confirmed anew; the job of somebody else is not there.
        let other = JobForm { words: "lavaplatos".to_owned(), ..roofing() };
        profile::change_job(sys, &ctx, id, &other).await.unwrap();
        assert_eq!(job(sys, &ctx, id).await.unwrap().experience.occupation, None);
        let stranger = world.person("Otra").await;
        assert!(matches!(job(sys, &stranger, id).await, Err(Error::NotFound)));
        profile::remove_job(sys, &stranger, id).await.unwrap();
        assert_eq!(profile::profile(sys, &ctx).await.unwrap().jobs.len(), 1);
        save_skills(sys, &ctx, &[], &[code]).await.unwrap();
        profile::remove_job(sys, &ctx, id).await.unwrap();
        let whole = profile::profile(sys, &ctx).await.unwrap();
        assert!(whole.jobs.is_empty() && whole.person.profile.skills.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_section_is_saved_by_itself() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let ctx = world.person("Chepe").await;
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        profile::save_schooling(sys, &ctx, "basic", &words(&["B", "M", "B"])).await.unwrap();
        profile::save_languages(sys, &ctx, &[("en".into(), "2".into()), (String::new(), "1".into())])
            .await
            .unwrap();
        let place = Place {
            municipality: "Quetzaltenango, Quetzaltenango".into(),
            travel_km: "25".into(),
            would_move: "no".into(),
        };
        profile::save_place(sys, &ctx, &place).await.unwrap();
        let wishes = Wishes {
            available_from: "2026-12-01".into(),
            schedules: words(&["full"]),
            pay_wanted: "Q 4,500".into(),
            matters: words(&["near", "pay"]),
        };
        profile::save_wishes(sys, &ctx, &wishes).await.unwrap();
        let about = About {
            alias: "José".into(),
            birth_year: "1988".into(),
            sex: "male".into(),
            language: "es".into(),
            lang: "en".into(),
            phone: String::new(),
            contact_owner: String::new(),
            cui: String::new(),
        };
        profile::save_about(sys, &ctx, &about).await.unwrap();
        let person = profile::profile(sys, &ctx).await.unwrap().person;
        assert_eq!((person.alias.as_str(), person.birth_year, person.contact), ("José", 1988, None));
        assert_eq!(person.municipality.to_string(), "0901");
        let profile = person.profile;
        assert_eq!(profile.schooling, Some(Schooling::Basic));
        assert_eq!(profile.licences, [Licence::B, Licence::M]);
        assert_eq!(profile.languages.len(), 1);
        assert_eq!((profile.travel_km, profile.would_move), (Some(25), Some(false)));
        assert_eq!(profile.available_from, Some(Day::constant(2026, 12, 1)));
        assert_eq!(profile.schedules, [Schedule::Full]);
        assert_eq!(profile.pay_wanted_centavos, Some(450_000));
        assert_eq!(profile.matters, [Matter::Near, Matter::Pay]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_is_told_beside_its_field() {
    support::on_both(|world| async move {
        let sys = &world.sys;
        let ctx = world.person("Chepe").await;
        let job =
            JobForm { years: "mil".into(), months: "12".into(), country: "usa".into(), ..JobForm::default() };
        assert_eq!(
            problems(add_job(sys, &ctx, &job).await),
            [
                ("words", "text-empty"),
                ("years", "profile-years-form"),
                ("months", "profile-months-form"),
                ("country", "person-choose")
            ]
        );
        let place = Place { municipality: "Houston".into(), travel_km: "0".into(), would_move: "sí".into() };
        assert_eq!(
            problems(profile::save_place(sys, &ctx, &place).await),
            [
                ("municipality", "place-unknown"),
                ("travel_km", "profile-travel-form"),
                ("would_move", "person-choose")
            ]
        );
        let wishes = Wishes {
            available_from: "mañana".into(),
            schedules: vec!["nunca".into()],
            pay_wanted: "mucho".into(),
            matters: vec!["todo".into()],
        };
        assert_eq!(
            problems(profile::save_wishes(sys, &ctx, &wishes).await),
            [
                ("available_from", "profile-day-form"),
                ("schedules", "person-choose"),
                ("pay_wanted", "profile-pay-form"),
                ("matters", "person-choose")
            ]
        );
        assert_eq!(
            problems(profile::save_languages(sys, &ctx, &[("en".into(), "9".into())]).await),
            [("languages", "profile-language-level")]
        );
        assert_eq!(
            problems(save_skills(sys, &ctx, &[("flying".into(), "1".into())], &[]).await),
            [("skills", "person-choose")]
        );
        let job = add_job(sys, &ctx, &roofing()).await.unwrap();
        assert_eq!(problems(confirm_job(sys, &ctx, job, "0000").await), [("occupation", "person-choose")]);
    })
    .await;
}
