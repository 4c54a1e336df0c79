//! People as counsellors meet them, and the opportunity a counsellor would put before them first.

use domain::{
    opportunity::{Contract, Kind, Opportunity, Pay},
    person::{Evidence, HeldSkill, Licence, Matter, Profile, Schooling, Spoken},
    taxonomy::LanguageCode,
};
use matching::{Addition, Candidate, FactorName, GateFailure, What, assess, counterfactual, rank};

use crate::world::{TODAY, for_occupation, id, job, opportunity};

const GUATEMALA: &str = "0101";
const MIXCO: &str = "0108";
const QUETZALTENANGO: &str = "0901";
const HUEHUETENANGO: &str = "1301";
const COBAN: &str = "1601";
const ESCUINTLA: &str = "0501";

/// Opportunities of each kind; their numbers are used as names below.
fn market() -> Vec<Opportunity> {
    let vacancy = |number, code, place| for_occupation(number, Kind::Vacancy, code, place);
    let mut market = vec![
        vacancy(1, "7121", GUATEMALA),
        vacancy(2, "7112", GUATEMALA),
        vacancy(3, "9313", QUETZALTENANGO),
        vacancy(4, "5120", GUATEMALA),
        vacancy(5, "9412", GUATEMALA),
        vacancy(6, "7212", ESCUINTLA),
        vacancy(7, "8332", GUATEMALA),
        vacancy(8, "8153", MIXCO),
        vacancy(9, "9214", GUATEMALA),
        vacancy(10, "4222", GUATEMALA),
        vacancy(11, "9111", QUETZALTENANGO),
        vacancy(12, "9211", COBAN),
        vacancy(13, "5322", GUATEMALA),
        for_occupation(14, Kind::Course, "7411", QUETZALTENANGO),
        for_occupation(15, Kind::Certification, "7212", GUATEMALA),
        for_occupation(16, Kind::Certification, "7112", QUETZALTENANGO),
        opportunity(17, Kind::Programme),
        vacancy(18, "7123", GUATEMALA),
        for_occupation(19, Kind::Course, "5120", GUATEMALA),
        vacancy(20, "5223", HUEHUETENANGO),
    ];
    market[6].requirements.licences = vec![Licence::A];
    market[6].requirements.licences_indispensable = true;
    market[9].requirements.languages = vec![Spoken { language: LanguageCode::English, level: 3 }];
    market[9].requirements.languages_indispensable = true;
    market[9].requirements.schooling = Some(Schooling::Diversified);
    market[9].requirements.experience_instead = true;
    market[1].requirements.experience_months = 24;
    market
}

fn skills(profile: &mut Profile, codes: &[&str]) {
    for code in codes {
        let skill = code.parse().unwrap();
        profile.skills.push(HeldSkill { skill, level: 3, evidence: Evidence::Declared });
    }
}

/// A person: profile, jobs, municipality, and the opportunity that a counsellor would choose.
struct Known {
    who: &'static str,
    profile: Profile,
    jobs: Vec<(&'static str, u16)>,
    municipality: &'static str,
    language: LanguageCode,
    chosen: usize,
}

impl Known {
    fn new(
        who: &'static str,
        jobs: &[(&'static str, u16)],
        municipality: &'static str,
        chosen: usize,
    ) -> Self {
        let language = LanguageCode::Spanish;
        Self { who, profile: Profile::default(), jobs: jobs.to_vec(), municipality, language, chosen }
    }

    fn with(mut self, change: impl FnOnce(&mut Profile)) -> Self {
        change(&mut self.profile);
        self
    }

    fn candidate(&self) -> Candidate {
        let jobs: Vec<_> = self.jobs.iter().map(|(code, months)| job(code, *months)).collect();
        Candidate::new(&self.profile, &jobs, self.municipality.parse().unwrap(), self.language)
    }
}

fn people() -> Vec<Known> {
    let english = |level| Spoken { language: LanguageCode::English, level };
    vec![
        Known::new("roofer of eight years, in Mixco", &[("7121", 96)], MIXCO, 1),
        Known::new("bricklayer's helper in Quetzaltenango", &[("9313", 30)], QUETZALTENANGO, 3)
            .with(|profile| profile.travel_km = Some(25)),
        Known::new(
            "bricklayer of ten years without papers, Quetzaltenango",
            &[("7112", 120)],
            QUETZALTENANGO,
            16,
        )
        .with(|profile| profile.travel_km = Some(20)),
        Known::new("dishwasher and cook in the capital", &[("9412", 12), ("5120", 40)], GUATEMALA, 4),
        Known::new("welder with proof, would move", &[("7212", 60)], HUEHUETENANGO, 6).with(|profile| {
            profile.would_move = Some(true);
            skills(profile, &["welding-metalwork", "weld-mig", "weld-stick", "grind-and-polish-metal"]);
        }),
        Known::new("grew up in the north, little work, English", &[("5246", 10)], GUATEMALA, 10).with(
            |profile| {
                profile.languages = vec![english(4)];
                profile.schooling = Some(Schooling::Diversified);
                skills(profile, &["customer-service", "handle-complaints"]);
            },
        ),
        Known::new("lorry driver with licence A", &[("8332", 84)], ESCUINTLA, 7).with(|profile| {
            profile.licences = vec![Licence::A];
            profile.travel_km = Some(100);
        }),
        Known::new("sewed in a factory, wants it near", &[("8153", 36)], MIXCO, 8).with(|profile| {
            profile.travel_km = Some(15);
            profile.matters = vec![Matter::Near];
        }),
        Known::new("landscaping for five years", &[("9214", 60)], GUATEMALA, 9),
        Known::new("cared for the old", &[("5322", 24), ("9111", 24)], GUATEMALA, 13),
        Known::new("picked fruit, speaks Q’eqchi’, stays in Cobán", &[("9211", 48)], COBAN, 12)
            .with(|profile| profile.travel_km = Some(30)),
        Known::new("drywall and painting", &[("7123", 30), ("7131", 30)], GUATEMALA, 18),
    ]
}

#[test]
fn the_counsellors_choice_is_among_the_first_three() {
    let market = market();
    for known in people() {
        let ranked = rank(&known.candidate(), &market, TODAY);
        let first: Vec<_> = ranked.iter().take(3).map(|one| one.opportunity).collect();
        assert!(first.contains(&id(known.chosen)), "{}: {:?}", known.who, &ranked[..ranked.len().min(5)]);
    }
}

#[test]
fn a_lorry_is_not_offered_to_who_holds_another_licence() {
    let market = market();
    let known = Known::new("car driver", &[("8332", 12)], GUATEMALA, 7).with(|profile| {
        profile.licences = vec![Licence::C];
    });
    let candidate = known.candidate();
    let assessed = assess(&candidate, &market[6], TODAY);
    assert_eq!(assessed.gate, [GateFailure::LicenceMissing { licence: Licence::A }]);
    assert_eq!(assessed.score, 0.0);
    let found = counterfactual(&candidate, &market[6], TODAY).unwrap();
    assert_eq!(found.addition, Addition::Licence { licence: Licence::A });
    assert!(found.score > 0.5, "{}", found.score);
}

#[test]
fn what_speaks_for_it_and_what_is_missing_are_told() {
    let market = market();
    let known = Known::new("cook who never sold", &[("5120", 60)], GUATEMALA, 4);
    let cook = assess(&known.candidate(), &market[3], TODAY).explanation;
    let strengths = cook.strengths();
    assert_eq!(strengths.len(), 3, "{strengths:?}");
    assert!(strengths.iter().any(|one| matches!(one.what, What::Experience { shared_digits: 4, .. })));
    let seller = assess(&known.candidate(), &market[19], TODAY).explanation;
    let gaps = seller.gaps();
    assert!(gaps.iter().any(|one| matches!(&one.what, What::Skill { holding: None, .. })), "{gaps:?}");
    assert!(seller.factors.iter().any(|factor| factor.name == FactorName::Travel && factor.value < 0.1));
}

#[test]
fn what_one_wants_changes_the_order_only_once_it_is_told() {
    let mut near = for_occupation(1, Kind::Vacancy, "5120", GUATEMALA);
    let mut lasting = for_occupation(2, Kind::Vacancy, "5120", GUATEMALA);
    near.contract = Some(Contract::Piecework);
    near.pay = Some(Pay { min_centavos: 700_000, max_centavos: 700_000 });
    lasting.pay = Some(Pay { min_centavos: 425_228, max_centavos: 425_228 });
    let market = [near, lasting];
    let known = Known::new("cook", &[("5120", 60)], GUATEMALA, 1);
    let silent = rank(&known.candidate(), &market, TODAY);
    assert_eq!(silent[0].score, silent[1].score);
    let known = known.with(|profile| {
        profile.matters = vec![Matter::Pay];
        profile.pay_wanted_centavos = Some(600_000);
    });
    assert_eq!(rank(&known.candidate(), &market, TODAY)[0].opportunity, id(1));
    let known = known.with(|profile| profile.matters = vec![Matter::Stable]);
    assert_eq!(rank(&known.candidate(), &market, TODAY)[0].opportunity, id(2));
}
