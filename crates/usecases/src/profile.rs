//! What a person can do and wants, each section a form of its own. Everything may be left out.

mod job;

use domain::{
    consent::Purpose,
    message::Lang,
    person::{Licence, Matter, Person, Profile, Schedule, Schooling, Sex, Spoken},
    policy::Action,
    text::{PlainName, TextProblem},
    time::Day,
};

pub use job::{
    Job, JobForm, add_job, change_job, common_trades, confirm_job, job, occupations_like, remove_job,
    save_skills, skills_like,
};

use crate::{
    Ctx, Error, Problems, Result, System,
    person::{
        change,
        register::{read_birth_year, read_contact, read_cui, read_language},
    },
    place,
};

/// Months of pay, at most Q 100,000: more is a slip of the finger.
const MOST_PAY: i64 = 10_000_000;
/// Languages besides the preferred one, at most.
const MOST_LANGUAGES: usize = 8;
/// What matters, at most so many.
const MOST_MATTERS: usize = 3;

/// A person's profile with the jobs they did.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Who.
    pub person: Person,
    /// What they did before, in their own words.
    pub jobs: Vec<domain::person::Experience>,
    /// Whether those who offer may find them now.
    pub discoverable: bool,
    /// Whether the CUI looks mistyped.
    pub cui_doubtful: bool,
}

/// Drivers and mobile plant operators, the sub-major group 83 of CIUO-08.
const DRIVERS: u16 = 83;

impl Whole {
    /// Whether they drove at work, and no licence is known: then it is worth asking.
    #[must_use]
    pub fn licence_unknown(&self) -> bool {
        let drove = |job: &domain::person::Experience| {
            job.occupation.is_some_and(|code| code.number() / 100 == DRIVERS)
        };
        self.person.profile.licences.is_empty() && self.jobs.iter().any(drove)
    }
}

/// The profile of who asks.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn profile(sys: &System, ctx: &Ctx) -> Result<Whole> {
    let id = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (_, person) = ctx.unlock(Action::View, tx.person(id).await?)?;
    let jobs = all_jobs(&mut tx, id).await?;
    let discoverable = person.status == domain::person::PersonStatus::Active
        && tx.standing_consent(id, Purpose::Discovery, ctx.now).await?.is_some();
    let cui_doubtful = person.cui.as_ref().is_some_and(|cui| !cui.looks_right());
    Ok(Whole { person, jobs, discoverable, cui_doubtful })
}

/// The jobs of a person in all their records, those of the record in front first.
pub(crate) async fn all_jobs(
    tx: &mut store::Tx,
    person: domain::id::Id<Person>,
) -> Result<Vec<domain::person::Experience>> {
    let mut jobs = Vec::new();
    for record in tx.records_of(person).await? {
        jobs.extend(tx.experiences_of(record).await?);
    }
    Ok(jobs)
}

/// Who the person is and how they are reached, as typed.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The name they want to be called by.
    pub alias: String,
    /// Four digits.
    pub birth_year: String,
    /// `female`, `male`, `other`, or nothing.
    pub sex: String,
    /// The language they prefer to speak.
    pub language: String,
    /// The language of pages and messages.
    pub lang: String,
    /// A number, or nothing.
    pub phone: String,
    /// Whose number it is.
    pub contact_owner: String,
    /// DPI number, or nothing.
    pub cui: String,
}

/// Saves who the person is.
///
/// # Errors
/// Problems with the fields.
pub async fn save_about(sys: &System, ctx: &Ctx, form: &About) -> Result<()> {
    let mut problems = Problems::default();
    let alias = problems.keep("alias", PlainName::parse(&form.alias).map_err(TextProblem::key));
    let birth_year = problems.keep("birth_year", read_birth_year(&form.birth_year, ctx.now.day()));
    let sex = problems.keep("sex", choice(&form.sex, Sex::from_word));
    let language = problems.keep("language", read_language(&form.language));
    let lang = problems.keep("lang", choice(&form.lang, Lang::from_word));
    let contact = problems.keep("phone", read_contact(&form.phone, &form.contact_owner));
    let cui = problems.keep("cui", read_cui(&form.cui));
    problems.none()?;
    change(sys, ctx, "about", &|person: &mut Person| {
        if let Some(alias) = &alias {
            person.alias = alias.clone();
        }
        person.birth_year = birth_year.unwrap_or(person.birth_year);
        person.sex = sex.flatten();
        person.language = language.unwrap_or(person.language);
        person.lang = lang.flatten().unwrap_or(person.lang);
        person.contact = contact.clone().flatten();
        person.cui = cui.clone().flatten();
    })
    .await
}

/// A word of a closed list, or nothing.
fn choice<T>(word: &str, read: impl Fn(&str) -> Option<T>) -> std::result::Result<Option<T>, &'static str> {
    match word.trim() {
        "" => Ok(None),
        word => read(word).map(Some).ok_or("person-choose"),
    }
}

/// Words of a closed list, each once.
fn choices<T: PartialEq>(
    words: &[String],
    read: impl Fn(&str) -> Option<T>,
) -> std::result::Result<Vec<T>, &'static str> {
    let mut chosen = Vec::new();
    for word in words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
        let value = read(word).ok_or("person-choose")?;
        if !chosen.contains(&value) {
            chosen.push(value);
        }
    }
    Ok(chosen)
}

async fn save(sys: &System, ctx: &Ctx, detail: &str, set: impl Fn(&mut Profile) + Sync) -> Result<()> {
    change(sys, ctx, detail, &|person: &mut Person| set(&mut person.profile)).await
}

/// Saves schooling and driving licences.
///
/// # Errors
/// Problems with `schooling` or `licences`.
pub async fn save_schooling(sys: &System, ctx: &Ctx, schooling: &str, licences: &[String]) -> Result<()> {
    let mut problems = Problems::default();
    let schooling = problems.keep("schooling", choice(schooling, Schooling::from_word));
    let licences = problems.keep("licences", choices(licences, Licence::from_word));
    problems.none()?;
    let (schooling, licences) = (schooling.flatten(), &licences.unwrap_or_default());
    save(sys, ctx, "schooling licences", |profile| {
        profile.schooling = schooling;
        profile.licences.clone_from(licences);
    })
    .await
}

/// Saves the languages besides the preferred one: word and level (1 to 4), row by row as typed.
///
/// # Errors
/// A problem with `languages`.
pub async fn save_languages(sys: &System, ctx: &Ctx, rows: &[(String, String)]) -> Result<()> {
    let mut spoken: Vec<Spoken> = Vec::new();
    for (word, level) in rows.iter().filter(|(word, _)| !word.trim().is_empty()) {
        let language = read_language(word).map_err(|key| Error::invalid("languages", key))?;
        let level = level
            .trim()
            .parse()
            .ok()
            .filter(|level| (1..=4).contains(level))
            .ok_or_else(|| Error::invalid("languages", "profile-language-level"))?;
        spoken.retain(|other| other.language != language);
        spoken.push(Spoken { language, level });
    }
    if spoken.len() > MOST_LANGUAGES {
        return Err(Error::invalid("languages", "profile-too-many"));
    }
    let spoken = &spoken;
    save(sys, ctx, "languages", |profile| profile.languages.clone_from(spoken)).await
}

/// Where the person lives and how far they would go, as typed.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// A code, or a name that is found.
    pub municipality: String,
    /// Kilometres by road each day, or nothing.
    pub travel_km: String,
    /// `yes`, `no`, or nothing.
    pub would_move: String,
}

/// Saves where the person lives and how far they would go.
///
/// # Errors
/// Problems with the fields.
pub async fn save_place(sys: &System, ctx: &Ctx, form: &Place) -> Result<()> {
    let mut problems = Problems::default();
    let municipality = problems.keep("municipality", place::choose(&form.municipality));
    let travel_km = problems.keep(
        "travel_km",
        match form.travel_km.trim() {
            "" => Ok(None),
            text => text
                .parse()
                .ok()
                .filter(|km: &u32| (1..=500).contains(km))
                .map(Some)
                .ok_or("profile-travel-form"),
        },
    );
    let would_move = problems.keep("would_move", choice(&form.would_move, yes_or_no));
    problems.none()?;
    change(sys, ctx, "place", &|person: &mut Person| {
        person.municipality = municipality.unwrap_or(person.municipality);
        person.profile.travel_km = travel_km.flatten();
        person.profile.would_move = would_move.flatten();
    })
    .await
}

fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// When a person can work, for how much, and what matters to them, as typed.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// A day (2026-11-30), or nothing.
    pub available_from: String,
    /// Words of schedules.
    pub schedules: Vec<String>,
    /// Quetzales a month, or nothing.
    pub pay_wanted: String,
    /// What matters, most important first.
    pub matters: Vec<String>,
}

/// Saves when the person can work, for how much, and what matters to them.
///
/// # Errors
/// Problems with the fields.
pub async fn save_wishes(sys: &System, ctx: &Ctx, form: &Wishes) -> Result<()> {
    let mut problems = Problems::default();
    let available_from = problems.keep(
        "available_from",
        match form.available_from.trim() {
            "" => Ok(None),
            text => text.parse::<Day>().map(Some).map_err(|_| "profile-day-form"),
        },
    );
    let schedules = problems.keep("schedules", choices(&form.schedules, Schedule::from_word));
    let pay = problems.keep(
        "pay_wanted",
        match form.pay_wanted.trim() {
            "" => Ok(None),
            text => read_quetzales(text)
                .filter(|pay| (1..=MOST_PAY).contains(pay))
                .map(Some)
                .ok_or("profile-pay-form"),
        },
    );
    let matters = problems.keep("matters", choices(&form.matters, Matter::from_word));
    problems.none()?;
    let (schedules, mut matters) = (schedules.unwrap_or_default(), matters.unwrap_or_default());
    matters.truncate(MOST_MATTERS);
    let (schedules, matters) = (&schedules, &matters);
    save(sys, ctx, "wishes", |profile| {
        profile.available_from = available_from.flatten();
        profile.schedules.clone_from(schedules);
        profile.pay_wanted_centavos = pay.flatten();
        profile.matters.clone_from(matters);
    })
    .await
}

/// Centavos of an amount as people write it: `4500`, `Q4,500`, `4500.50`. Not `4.500`: that may be four and a half.
fn read_quetzales(text: &str) -> Option<i64> {
    let plain: String =
        text.trim().trim_start_matches(['Q', 'q']).chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, cents) = plain.split_once('.').unwrap_or((&plain, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    let digits: String = groups.concat();
    let fine = grouped
        && !digits.is_empty()
        && digits.len() <= 9
        && digits.bytes().chain(cents.bytes()).all(|byte| byte.is_ascii_digit())
        && (cents.is_empty() || cents.len() == 2);
    if !fine {
        return None;
    }
    Some(digits.parse::<i64>().ok()? * 100 + if cents.is_empty() { 0 } else { cents.parse::<i64>().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(read_quetzales("4500"), Some(450_000));
        assert_eq!(read_quetzales("Q 4,500.50"), Some(450_050));
        assert_eq!(read_quetzales("q4,500"), Some(450_000));
        for wrong in ["4.500", "4,50", "-3", "mil", "", "Q", "1,,000", "4500.5", "9999999999999"] {
            assert_eq!(read_quetzales(wrong), None, "{wrong}");
        }
    }
}
