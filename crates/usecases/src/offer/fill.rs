//! An offer read from its form: into an opportunity, or problems beside the fields.

use domain::{
    agency::Bilingual,
    opportunity::{
        ANSWER_WORKING_DAYS, AskedSkill, Contract, Kind, OPEN_DAYS_AT_MOST, Opportunity, Pay, Requirements,
        SEATS_AT_MOST,
    },
    person::{Licence, Schedule, Schooling, Spoken},
    place::{self, MunicipalityCode},
    taxonomy::{self, LanguageCode, OccupationCode, SkillCode},
    text::{LongText, ShortText},
    time::Day,
    wage::{Activity, WageProblem, WageTable},
};

use super::{OfferForm, words};
use crate::{Problems, Result, place::choose, reading};

/// Lengths of texts, in characters.
pub(crate) const TITLE: usize = 80;
pub(crate) const DESCRIPTION: usize = 2000;
pub(crate) const BRING: usize = 500;
pub(crate) const ADDRESS: usize = 200;
/// Skills of one list at most.
const SKILLS: usize = 15;
/// The level of a skill that is asked for: does it alone.
const SKILL_LEVEL: u8 = 2;
/// The level of a language that is asked for: gets by at work.
const LANGUAGE_LEVEL: u8 = 2;

/// What an offer is checked against.
pub(crate) struct Terms<'a> {
    pub wages: &'a WageTable,
    pub today: Day,
}

impl OfferForm {
    /// Puts what was typed into `one` (whose identifier, kind, agency and status stay), or tells every problem.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`].
    pub(crate) fn fill(&self, one: &mut Opportunity, terms: &Terms<'_>) -> Result<()> {
        let mut problems = Problems::default();
        self.fill_words(one, &mut problems);
        self.fill_place(one, &mut problems);
        if one.kind == Kind::Vacancy {
            self.fill_work(one, terms, &mut problems);
        } else {
            self.fill_call(one, &mut problems);
        }
        self.fill_days(one, terms.today, &mut problems);
        self.fill_requirements(one, &mut problems);
        words::check(self, &mut problems);
        problems.none()
    }

    fn fill_words(&self, one: &mut Opportunity, problems: &mut Problems) {
        let title = |text: &str| ShortText::<TITLE>::parse(text).map(String::from).map_err(|why| why.key());
        let long =
            |text: &str| LongText::<DESCRIPTION>::parse(text).map(String::from).map_err(|why| why.key());
        let bring = |text: &str| LongText::<BRING>::parse(text).map(String::from).map_err(|why| why.key());
        let mut keep = |field, text: &str, must: bool, read: &dyn Fn(&str) -> Read| {
            if must || reading::some(text).is_some() {
                problems.keep(field, read(text)).unwrap_or_default()
            } else {
                String::new()
            }
        };
        one.title = Bilingual::new(
            keep("title", &self.title, true, &title),
            keep("title_en", &self.title_en, false, &title),
        );
        one.description = Bilingual::new(
            keep("description", &self.description, true, &long),
            keep("description_en", &self.description_en, false, &long),
        );
        one.bring = Bilingual::new(
            keep("bring", &self.bring, false, &bring),
            keep("bring_en", &self.bring_en, false, &bring),
        );
    }

    fn fill_place(&self, one: &mut Opportunity, problems: &mut Problems) {
        if let Some(code) = problems.keep("municipality", choose(&self.municipality)) {
            one.municipality = code;
        }
        one.address = match reading::some(&self.address) {
            None => String::new(),
            Some(text) => {
                let address = ShortText::<ADDRESS>::parse(text).map(String::from).map_err(|why| why.key());
                problems.keep("address", address).unwrap_or_default()
            }
        };
        one.remote = self.remote;
        match reading::number(&self.seats, 1, SEATS_AT_MOST) {
            Ok(seats) if seats < one.taken => {
                problems.add_with("seats", "offer-seats-below-taken", vec![("taken", one.taken.to_string())]);
            }
            Ok(seats) => one.seats = seats,
            Err(key) => {
                problems.add_with("seats", key, limits(1, SEATS_AT_MOST));
            }
        }
        one.occupation = match reading::some(&self.occupation) {
            None if one.kind == Kind::Vacancy => {
                problems.add("occupation", "offer-occupation-empty");
                None
            }
            None => None,
            Some(text) => problems
                .keep("occupation", text.parse::<OccupationCode>().map_err(|_| "offer-occupation-unknown")),
        };
    }

    /// Pay, hours and contract of a vacancy.
    fn fill_work(&self, one: &mut Opportunity, terms: &Terms<'_>, problems: &mut Problems) {
        one.cost_centavos = 0;
        one.hours = None;
        let min = problems.keep("pay_min", reading::money(&self.pay_min));
        let max = match reading::some(&self.pay_max) {
            None => min,
            Some(text) => problems.keep("pay_max", reading::money(text)),
        };
        let schedule = Schedule::from_word(self.schedule.trim()).ok_or("offer-schedule-empty");
        if let Some(schedule) = problems.keep("schedule", schedule) {
            one.schedule = schedule;
        }
        one.contract = reading::some(&self.contract)
            .and_then(|word| keep_word(problems, "contract", word, Contract::from_word));
        let activity = reading::some(&self.activity)
            .and_then(|word| keep_word(problems, "activity", word, Activity::from_word))
            .unwrap_or(Activity::NonAgricultural);
        one.activity = Some(activity);
        if let (Some(min), Some(max)) = (min, max) {
            if max < min {
                problems.add("pay_max", "offer-pay-backwards");
            }
            one.pay = Some(Pay { min_centavos: min, max_centavos: max });
            if schedule.is_ok() && choose(&self.municipality).is_ok() {
                check_pay(min, one.schedule, one.municipality, activity, terms, problems);
            }
        }
    }

    /// Cost, length and hours of a course, a certification or a programme.
    fn fill_call(&self, one: &mut Opportunity, problems: &mut Problems) {
        one.pay = None;
        one.activity = None;
        one.contract = None;
        if let Some(cost) = problems.keep("cost", reading::money(&self.cost)) {
            one.cost_centavos = cost;
        }
        one.schedule = reading::some(&self.schedule)
            .and_then(|word| keep_word(problems, "schedule", word, Schedule::from_word))
            .unwrap_or(Schedule::Part);
        one.hours = reading::some(&self.hours).and_then(|text| {
            let hours = reading::number(text, 1, 5000);
            hours.map_err(|key| problems.add_with("hours", key, limits(1, 5000))).ok()
        });
    }

    fn fill_days(&self, one: &mut Opportunity, today: Day, problems: &mut Problems) {
        let last = today.saturating_add(jiff::Span::new().days(OPEN_DAYS_AT_MOST));
        match reading::day(&self.closes_on) {
            Ok(day) if day < today => problems.add("closes_on", "offer-closes-past"),
            Ok(day) if day > last => problems.add("closes_on", "offer-closes-late"),
            Ok(day) => one.closes_on = day,
            Err(key) => problems.add("closes_on", key),
        }
        one.starts_on = match reading::some(&self.starts_on) {
            None if one.kind == Kind::Course => {
                problems.add("starts_on", "offer-starts-empty");
                None
            }
            None => None,
            Some(text) => match reading::day(text) {
                Ok(day) if day < today => {
                    problems.add("starts_on", "offer-starts-past");
                    None
                }
                Ok(day) => Some(day),
                Err(key) => {
                    problems.add("starts_on", key);
                    None
                }
            },
        };
        let most = i64::from(ANSWER_WORKING_DAYS);
        match reading::some(&self.answer_days).map(|text| reading::number(text, 1, most)) {
            None => one.answer_days = most,
            Some(Ok(days)) => one.answer_days = days,
            Some(Err(key)) => problems.add_with("answer_days", key, limits(1, most)),
        }
    }

    fn fill_requirements(&self, one: &mut Opportunity, problems: &mut Problems) {
        let essential = skills("essential", &self.essential, problems);
        let mut optional = skills("optional", &self.optional, problems);
        optional.retain(|asked| !essential.contains(asked));
        let months = reading::some(&self.experience_months).and_then(|text| {
            let months = reading::number(text, 0, 480);
            months.map_err(|key| problems.add_with("experience_months", key, limits(0, 480))).ok()
        });
        one.requirements = Requirements {
            essential,
            optional,
            experience_months: months.and_then(|months| u16::try_from(months).ok()).unwrap_or(0),
            schooling: reading::some(&self.schooling)
                .and_then(|word| keep_word(problems, "schooling", word, Schooling::from_word)),
            experience_instead: self.experience_instead,
            languages: each("languages", &self.languages, problems, LanguageCode::from_word)
                .into_iter()
                .map(|language| Spoken { language, level: LANGUAGE_LEVEL })
                .collect(),
            languages_indispensable: self.languages_indispensable && !self.languages.is_empty(),
            licences: each("licences", &self.licences, problems, Licence::from_word),
            licences_indispensable: self.licences_indispensable && !self.licences.is_empty(),
        };
    }
}

type Read = std::result::Result<String, &'static str>;

fn limits(least: i64, most: i64) -> Vec<(&'static str, String)> {
    vec![("least", least.to_string()), ("most", most.to_string())]
}

/// A word of a list; only a form that is not ours sends another.
fn keep_word<T>(
    problems: &mut Problems,
    field: &'static str,
    word: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    problems.keep(field, read(word).ok_or("offer-choice-unknown"))
}

/// The words of a list, each once.
fn each<T: PartialEq>(
    field: &'static str,
    words: &[String],
    problems: &mut Problems,
    read: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for word in words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
        match read(word) {
            Some(value) if kept.contains(&value) => {}
            Some(value) => kept.push(value),
            None => {
                problems.add(field, "offer-choice-unknown");
                return kept;
            }
        }
    }
    kept
}

/// Skills of the built-in list.
fn skills(field: &'static str, codes: &[String], problems: &mut Problems) -> Vec<AskedSkill> {
    let known = |code: &str| code.parse::<SkillCode>().ok().filter(|code| taxonomy::skill(code).is_some());
    let mut kept = each(field, codes, problems, known);
    if kept.len() > SKILLS {
        problems.add_with(field, "offer-skills-many", vec![("most", SKILLS.to_string())]);
        kept.truncate(SKILLS);
    }
    kept.into_iter().map(|skill| AskedSkill { skill, level: SKILL_LEVEL }).collect()
}

/// A month of full days, or of shifts (a whole working day by the Código de Trabajo, art. 116 to 122), must pay the
/// minimum of its place and activity. For a part of the day or for weekends the minimum is owed in proportion to the
/// hours, which the form does not ask for: the page explains it.
fn check_pay(
    centavos: i64,
    schedule: Schedule,
    municipality: MunicipalityCode,
    activity: Activity,
    terms: &Terms<'_>,
    problems: &mut Problems,
) {
    if !matches!(schedule, Schedule::Full | Schedule::Shifts) {
        return;
    }
    let Some(place) = place::municipality(municipality) else { return };
    let total = u32::try_from(centavos).unwrap_or(u32::MAX);
    match terms.wages.check_monthly(total, terms.today, place.district, activity) {
        Ok(()) => {}
        Err(why @ WageProblem::BelowMinimum { minimum_total_centavos: least }) => {
            let least = format!("Q {}.{:02}", least / 100, least % 100);
            problems.add_with("pay_min", why.key(), vec![("minimum", least)]);
        }
        Err(why) => problems.add("pay_min", why.key()),
    }
}
