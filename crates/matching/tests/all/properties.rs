//! What holds for any person and any opportunity.

use std::thread;

use domain::{
    message::Lang,
    opportunity::{Kind, Opportunity, Status},
    person::{Evidence, HeldSkill, Licence, Person, PersonStatus, Profile, Schooling, Sex},
    taxonomy::LanguageCode,
    text::PersonCode,
    time::Moment,
};
use matching::{
    Addition, Candidate, Explanation, GateFailure, acceptance, assess, counterfactual, gate, rank,
    rank_candidates,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::{
    anyone::{LANGUAGES, OCCUPATIONS, Parts, held, offer, parts, spoken},
    world::{TODAY, id, job},
};

/// As it is, but open and with nothing indispensable, so that p is not 0.
fn opened(mut offer: Opportunity) -> Opportunity {
    offer.status = Status::Published;
    offer.closes_on = TODAY;
    offer.remote = true;
    offer.starts_on = None;
    offer.requirements.languages_indispensable = false;
    offer.requirements.licences_indispensable = false;
    offer
}

fn fit(parts: &Parts, offer: &Opportunity) -> f64 {
    assess(&parts.candidate(), offer, TODAY).fit
}

/// A whole person, with everything that matching must not read.
fn person(parts: &Parts, sex: Option<Sex>, birth_year: i16, alias: &str) -> Person {
    Person {
        id: id(7),
        code: PersonCode::from_random([7; 8]),
        status: PersonStatus::Active,
        alias: alias.parse().unwrap(),
        birth_year,
        sex,
        municipality: parts.municipality,
        language: parts.language,
        lang: Lang::Es,
        contact: None,
        cui: None,
        profile: parts.profile.clone(),
        created_at: Moment::from_seconds(0),
        version: 1,
    }
}

proptest! {
    #[test]
    fn who_the_person_is_moves_no_bit(
        parts in parts(),
        offer in offer(),
        sex in option::of(select(Sex::ALL)),
        birth_year in 1930_i16..2008,
        country in "[A-Z]{2}",
    ) {
        let one = person(&parts, None, 1990, "Ana Tum");
        let other = person(&parts, sex, birth_year, "John Smith");
        let mut elsewhere = parts.jobs.clone();
        for job in &mut elsewhere {
            (job.country, job.words) = (country.clone(), "otra cosa".to_owned());
            job.created_at = Moment::from_seconds(9);
        }
        let one = Candidate::new(&one.profile, &parts.jobs, one.municipality, one.language);
        let other = Candidate::new(&other.profile, &elsewhere, other.municipality, other.language);
        let (one, other) = (assess(&one, &offer, TODAY), assess(&other, &offer, TODAY));
        prop_assert_eq!(one.score.to_bits(), other.score.to_bits());
        prop_assert_eq!(one.explanation, other.explanation);
    }

    #[test]
    fn ones_language_counts_only_where_a_language_is_asked(
        mut parts in parts(), mut offer in offer(), language in select(&LANGUAGES),
    ) {
        offer.requirements.languages.clear();
        let one = assess(&parts.candidate(), &offer, TODAY);
        parts.language = language;
        prop_assert_eq!(one, assess(&parts.candidate(), &offer, TODAY));
    }

    #[test]
    fn one_skill_more_never_lowers_p(parts in parts(), offer in offer(), skill in held()) {
        let offer = opened(offer);
        let mut more = parts.clone();
        more.profile.skills.push(skill);
        prop_assert!(fit(&more, &offer) >= fit(&parts, &offer));
    }

    #[test]
    fn telling_more_never_lowers_p(
        parts in parts(), offer in offer(), language in spoken(), licence in select(Licence::ALL),
        group in select(&OCCUPATIONS), months in 0_u16..100,
    ) {
        let offer = opened(offer);
        let before = fit(&parts, &offer);
        let mut more = parts.clone();
        more.profile.languages.push(language);
        more.profile.licences.push(licence);
        more.jobs.push(job(group, months));
        more.profile.schooling = more.profile.schooling.or(Some(Schooling::None));
        prop_assert!(fit(&more, &offer) >= before);
    }

    #[test]
    fn asking_more_never_raises_p(parts in parts(), offer in offer(), which in 0_usize..7, by in 1_u8..3) {
        let offer = opened(offer);
        let mut strict = offer.clone();
        let asked = &mut strict.requirements;
        match which {
            0 => asked.essential.iter_mut().for_each(|skill| skill.level = (skill.level + by).min(3)),
            1 => asked.optional.iter_mut().for_each(|skill| skill.level = (skill.level + by).min(3)),
            2 if asked.experience_months > 0 || (offer.occupation.is_some() && offer.kind == Kind::Vacancy) => {
                asked.experience_months += u16::from(by) * 6;
            }
            3 => asked.languages.iter_mut().for_each(|spoken| spoken.level = (spoken.level + by).min(4)),
            4 => asked.schooling = asked.schooling.map(|_| Schooling::University),
            5 => asked.experience_instead = false,
            _ => (asked.languages_indispensable, asked.licences_indispensable) = (true, true),
        }
        prop_assert!(fit(&parts, &strict) <= fit(&parts, &offer));
    }

    #[test]
    fn order_never_matters(parts in parts(), offers in vec(offer(), 1..8)) {
        let mut turned = parts.clone();
        turned.jobs.reverse();
        turned.profile.skills.reverse();
        turned.profile.languages.reverse();
        turned.profile.licences.reverse();
        turned.profile.schedules.reverse();
        let mut back = offers.clone();
        back.reverse();
        for offer in &mut back {
            offer.requirements.essential.reverse();
            offer.requirements.optional.reverse();
            offer.requirements.languages.reverse();
            offer.requirements.licences.reverse();
        }
        let (one, other) = (rank(&parts.candidate(), &offers, TODAY), rank(&turned.candidate(), &back, TODAY));
        let bits = |ranked: Vec<matching::Match>| {
            let mut all: Vec<_> = ranked.iter().map(|one| (one.score.to_bits(), one.opportunity)).collect();
            all.sort_unstable();
            all
        };
        prop_assert_eq!(bits(one), bits(other));
    }

    #[test]
    fn who_said_nothing_of_what_they_want_is_ranked_by_p(parts in parts(), offers in vec(offer(), 1..12)) {
        let mut silent = parts;
        silent.profile.matters.clear();
        silent.profile.schedules.clear();
        silent.profile.pay_wanted_centavos = None;
        let ranked = rank(&silent.candidate(), &offers, TODAY);
        prop_assert!(ranked.iter().all(|one| one.score.to_bits() == one.fit.to_bits()));
        prop_assert!(ranked.is_sorted_by(|one, next| one.fit >= next.fit));
    }

    #[test]
    fn what_is_closed_or_out_of_reach_never_appears(parts in parts(), offers in vec(offer(), 1..12)) {
        let candidate = parts.candidate();
        let ranked = rank(&candidate, &offers, TODAY);
        for offer in &offers {
            let failures = gate(&candidate, offer, TODAY);
            if failures.is_empty() {
                prop_assert!(offer.status == Status::Published && offer.closes_on >= TODAY);
            } else if offers.iter().filter(|other| other.id == offer.id).count() == 1 {
                prop_assert!(ranked.iter().all(|one| one.opportunity != offer.id));
            }
        }
    }

    #[test]
    fn what_is_not_told_never_excludes(parts in parts(), offer in offer()) {
        let before = gate(&parts.candidate(), &offer, TODAY);
        let mut less = parts.clone();
        less.profile.licences.clear();
        prop_assert!(gate(&less.candidate(), &offer, TODAY).len() <= before.len());
        less.profile.travel_km = None;
        less.profile.available_from = None;
        prop_assert!(gate(&less.candidate(), &offer, TODAY).len() <= before.len());
        let nothing = Candidate::new(&Profile::default(), &[], parts.municipality, LanguageCode::Spanish);
        for failure in gate(&nothing, &offer, TODAY) {
            prop_assert_eq!(failure, GateFailure::Closed);
        }
    }

    #[test]
    fn an_explanation_kept_gives_the_score_again(parts in parts(), offer in offer()) {
        let assessed = assess(&parts.candidate(), &offer, TODAY);
        let kept = serde_json::to_string(&assessed.explanation).unwrap();
        let read: Explanation = serde_json::from_str(&kept).unwrap();
        prop_assert_eq!(&read, &assessed.explanation);
        prop_assert_eq!(read.score().to_bits(), assessed.score.to_bits());
        let weights: f64 = read.factors.iter().map(|factor| factor.weight).sum();
        prop_assert!((weights - 1.0).abs() < 1e-12);
        let values = read.factors.iter().flat_map(|factor| &factor.details).map(|detail| detail.value);
        let parts = read.factors.iter().map(|factor| factor.value);
        let attributes = read.attributes.iter().map(|attribute| attribute.value);
        let all = values.chain(parts).chain(attributes).chain([read.fit, read.utility, read.confidence, read.score]);
        for value in all {
            prop_assert!((0.0..=1.0).contains(&value), "{value}");
        }
        prop_assert!(read.strengths().len() <= 3);
    }

    #[test]
    fn a_place_in_the_ranking_is_the_assessment(parts in parts(), offers in vec(offer(), 1..8)) {
        let candidate = parts.candidate();
        for place in rank(&candidate, &offers, TODAY) {
            let same = offers.iter().filter(|offer| offer.id == place.opportunity);
            let scores: Vec<u64> = same.map(|offer| assess(&candidate, offer, TODAY).score.to_bits()).collect();
            prop_assert!(scores.contains(&place.score.to_bits()));
        }
    }

    #[test]
    fn threads_change_nothing(parts in parts(), offers in vec(offer(), 1..6)) {
        let here = rank(&parts.candidate(), &offers, TODAY);
        let elsewhere: Vec<_> = thread::scope(|scope| {
            let runs: Vec<_> = (0..2).map(|_| scope.spawn(|| rank(&parts.candidate(), &offers, TODAY))).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        prop_assert!(elsewhere.iter().all(|ranked| *ranked == here));
    }

    #[test]
    fn one_opportunity_more_leaves_the_rest_as_it_was(parts in parts(), offers in vec(offer(), 1..8), new in offer()) {
        let candidate = parts.candidate();
        let before = rank(&candidate, &offers, TODAY);
        let mut new = new;
        new.id = id(20_000);
        let mut after = rank(&candidate, offers.iter().chain([&new]), TODAY);
        after.retain(|one| one.opportunity != new.id);
        prop_assert_eq!(before, after);
    }

    #[test]
    fn an_addition_raises_the_score(parts in parts(), offer in offer()) {
        let candidate = parts.candidate();
        let now = assess(&candidate, &offer, TODAY).score;
        if let Some(found) = counterfactual(&candidate, &offer, TODAY) {
            prop_assert!(found.score > now);
            let mut better = parts;
            match found.addition {
                Addition::Licence { licence } => better.profile.licences.push(licence),
                // Whoever tells of a first language tells also that they do not speak the others.
                Addition::Language { .. } if better.profile.languages.is_empty() => return Ok(()),
                Addition::Language { spoken } => better.profile.languages.push(spoken),
                Addition::TravelFarther { km } => better.profile.travel_km = Some(km),
                Addition::Move => better.profile.would_move = Some(true),
                Addition::Skill { skill, level } => {
                    better.profile.skills.push(HeldSkill { skill, level, evidence: Evidence::Certified });
                }
                Addition::Certificate { skill } => {
                    let held = better.profile.skills.iter_mut().filter(|held| held.skill == skill);
                    held.for_each(|held| held.evidence = Evidence::Certified);
                }
            }
            prop_assert_eq!(assess(&better.candidate(), &offer, TODAY).score.to_bits(), found.score.to_bits());
        }
    }

    #[test]
    fn employers_see_who_fits_and_would_take_it(people in vec(parts(), 1..6), offer in offer()) {
        let candidates: Vec<Candidate> = people.iter().map(Parts::candidate).collect();
        let numbered = || candidates.iter().enumerate().map(|(number, one)| (id(number), one));
        let ranked = rank_candidates(&offer, numbered(), TODAY);
        let mut back: Vec<_> = numbered().collect();
        back.reverse();
        prop_assert_eq!(&ranked, &rank_candidates(&offer, back, TODAY));
        prop_assert!(ranked.is_sorted_by(|one, next| one.score >= next.score));
        for (number, candidate) in numbered() {
            let assessed = assess(candidate, &offer, TODAY);
            let Some(place) = ranked.iter().find(|one| one.person == number) else {
                prop_assert!(!assessed.gate.is_empty());
                continue;
            };
            let chance = acceptance(candidate, &offer, TODAY);
            prop_assert!((0.2..=1.0).contains(&chance));
            prop_assert_eq!(place.score.to_bits(), (assessed.fit * chance).to_bits());
            prop_assert!(place.mutual <= assessed.score.max(place.score) * (1.0 + f64::EPSILON));
        }
    }
}
