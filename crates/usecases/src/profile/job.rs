//! Jobs a person did, in their own words; occupation and skills are suggested, and the person confirms them.

use domain::{
    id::Id,
    person::{Evidence, Experience, HeldSkill, Person},
    policy::Action,
    taxonomy::{self, OccupationCode, SkillCode},
    text::{ShortText, TextProblem},
};

use crate::{Ctx, Error, Problems, Result, System, merge, person::change};

/// Jobs kept at most.
const MOST_JOBS: usize = 30;
/// Skills kept at most.
const MOST_SKILLS: usize = 60;
/// Occupations suggested at most.
const OCCUPATIONS: usize = 6;
/// Skills suggested at most.
const SKILLS: usize = 16;
/// The level of a skill just confirmed, of 1 (can help) to 3 (can teach).
const LEVEL: u8 = 2;

/// A job as typed.
#[derive(Clone, Debug, Default)]
pub struct JobForm {
    /// In the person's own words, one line.
    pub words: String,
    /// Whole years, or nothing.
    pub years: String,
    /// Months besides, or nothing.
    pub months: String,
    /// ISO 3166 country, two letters.
    pub country: String,
}

/// A job and what it may be called.
#[derive(Clone, Debug)]
pub struct Job {
    /// The job.
    pub experience: Experience,
    /// Whether the first occupation suggested is what the words mean, as far as can be told.
    pub sure: bool,
    /// Occupations that the words may mean, the likeliest first.
    pub occupations: Vec<OccupationCode>,
    /// Skills that the words and the confirmed occupation make likely, not yet confirmed.
    pub skills: Vec<SkillCode>,
    /// Skills that the person has confirmed.
    pub held: Vec<HeldSkill>,
}

/// Construction, kitchens, cleaning, gardens, fields, driving, warehouses, care.
const COMMON: [&str; 10] = ["9313", "7112", "7121", "9412", "5120", "9112", "9214", "9211", "8322", "9333"];

/// A job's words, months and country, read.
struct Read {
    words: String,
    months: u16,
    country: String,
}

fn read(form: &JobForm) -> Result<Read> {
    let mut problems = Problems::default();
    let words = problems.keep("words", ShortText::<300>::parse(&form.words).map_err(TextProblem::key));
    let number = |text: &str, most: u16| match text.trim() {
        "" => Some(0),
        text => text.parse().ok().filter(|number: &u16| *number <= most),
    };
    let years = problems.keep("years", number(&form.years, 60).ok_or("profile-years-form"));
    let months = problems.keep("months", number(&form.months, 11).ok_or("profile-months-form"));
    if form.years.trim().is_empty() && form.months.trim().is_empty() {
        problems.add("years", "profile-time-empty");
    }
    let country = form.country.trim();
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        problems.add("country", "person-choose");
    }
    match (words, years, months) {
        (Some(words), Some(years), Some(months)) if problems.0.is_empty() => Ok(Read {
            words: words.as_str().to_owned(),
            // Less than a month counts as one.
            months: (years * 12 + months).max(1),
            country: country.to_owned(),
        }),
        _ => Err(Error::Invalid(problems)),
    }
}

/// Adds a job; what it is called is asked next, by [`job`].
///
/// # Errors
/// Problems with the fields; [`Error::Conflict`] `profile-too-many`.
pub async fn add_job(sys: &System, ctx: &Ctx, form: &JobForm) -> Result<Id<Experience>> {
    let person = ctx.person()?;
    let read = &read(form)?;
    let id = Id::new(ctx.now);
    sys.store
        .write(move |mut tx| async move {
            let (permit, person) = ctx.unlock(Action::Edit, tx.person(person).await?)?;
            if tx.experiences_of(person.id).await?.len() >= MOST_JOBS {
                return Err(Error::Conflict("profile-too-many"));
            }
            let experience = Experience {
                id,
                person: person.id,
                words: read.words.clone(),
                occupation: None,
                months: read.months,
                country: read.country.clone(),
                created_at: ctx.now,
            };
            tx.add_experience(&permit, &experience, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await?;
    Ok(id)
}

/// One job of who asks, with suggestions.
///
/// # Errors
/// [`Error::NotFound`] if it is not one of theirs.
pub async fn job(sys: &System, ctx: &Ctx, id: Id<Experience>) -> Result<Job> {
    let mut tx = sys.store.read().await?;
    let (_, person) = ctx.unlock(Action::View, tx.person(ctx.person()?).await?)?;
    let own = super::all_jobs(&mut tx, person.id).await?.into_iter().find(|job| job.id == id);
    drop(tx);
    let experience = own.ok_or(Error::NotFound)?;
    let linker = sys.linker();
    let linked = linker.occupations(&experience.words, OCCUPATIONS);
    let occupations: Vec<OccupationCode> =
        linked.suggestions.into_iter().map(|suggestion| suggestion.code).collect();
    let held = person.profile.skills;
    let mut skills: Vec<SkillCode> = Vec::new();
    let spoken = linker.skills(&experience.words, SKILLS / 2);
    let spoken = spoken.sure.then(|| spoken.suggestions.into_iter().map(|found| found.code));
    let needed = experience
        .occupation
        .and_then(taxonomy::occupation)
        .into_iter()
        .flat_map(|occupation| occupation.essential.iter().chain(&occupation.optional).cloned());
    // What goes with the work first; words alone are often a chance.
    for code in needed.chain(spoken.into_iter().flatten()) {
        let new = !skills.contains(&code) && !held.iter().any(|skill| skill.skill == code);
        if new && taxonomy::skill(&code).is_some() && skills.len() < SKILLS {
            skills.push(code);
        }
    }
    Ok(Job { experience, sure: linked.sure, occupations, skills, held })
}

async fn edit<F>(sys: &System, ctx: &Ctx, id: Id<Experience>, edit: &F) -> Result<()>
where
    F: Fn(&mut Experience) + Sync,
{
    let person = ctx.person()?;
    sys.store
        .write(move |mut tx| async move {
            let own = super::all_jobs(&mut tx, person).await?.into_iter().find(|job| job.id == id);
            let mut job = own.ok_or(Error::NotFound)?;
            let ctx = merge::acting(ctx, Some(job.person));
            let (permit, _) = ctx.unlock(Action::Edit, tx.person(job.person).await?)?;
            edit(&mut job);
            tx.put_experience(&permit, &job, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Changes the words, time or country of a job. New words must be confirmed anew.
///
/// # Errors
/// Problems with the fields; [`Error::NotFound`] if it is not one of theirs.
pub async fn change_job(sys: &System, ctx: &Ctx, id: Id<Experience>, form: &JobForm) -> Result<()> {
    let read = read(form)?;
    edit(sys, ctx, id, &|job: &mut Experience| {
        if job.words != read.words {
            job.occupation = None;
        }
        job.words.clone_from(&read.words);
        job.months = read.months;
        job.country.clone_from(&read.country);
    })
    .await
}

/// Keeps what the person says the job is called; nothing is "I am not sure".
///
/// # Errors
/// A problem with `occupation`; [`Error::NotFound`] if it is not one of theirs.
pub async fn confirm_job(sys: &System, ctx: &Ctx, id: Id<Experience>, occupation: &str) -> Result<()> {
    let occupation: Option<OccupationCode> = match occupation.trim() {
        "" => None,
        code => Some(code.parse().map_err(|_| Error::invalid("occupation", "person-choose"))?),
    };
    edit(sys, ctx, id, &|job: &mut Experience| job.occupation = occupation).await
}

/// Removes a job.
///
/// # Errors
/// If the database does not take it.
pub async fn remove_job(sys: &System, ctx: &Ctx, id: Id<Experience>) -> Result<()> {
    let person = ctx.person()?;
    sys.store
        .write(move |mut tx| async move {
            let own = super::all_jobs(&mut tx, person).await?.into_iter().find(|job| job.id == id);
            let record = own.map_or(person, |job| job.person);
            let ctx = merge::acting(ctx, Some(record));
            let (permit, record) = ctx.unlock(Action::Edit, tx.person(record).await?)?;
            tx.delete_experience(&permit, record.id, id, ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}

/// Trades that many who return have done, to choose from when words are not understood.
#[must_use]
pub fn common_trades() -> Vec<OccupationCode> {
    COMMON.iter().filter_map(|code| code.parse().ok()).collect()
}

/// Occupations that a text may mean, the likeliest first.
#[must_use]
pub fn occupations_like(sys: &System, text: &str) -> Vec<OccupationCode> {
    sys.linker().occupations(text, OCCUPATIONS).suggestions.into_iter().map(|found| found.code).collect()
}

/// Skills that a text may mean and that have a name here, the likeliest first.
#[must_use]
pub fn skills_like(sys: &System, text: &str) -> Vec<SkillCode> {
    let found = sys.linker().skills(text, SKILLS).suggestions.into_iter().map(|found| found.code);
    found.filter(|code| taxonomy::skill(code).is_some()).collect()
}

/// Adds the skills the person confirms, and takes away those they say they have not. The level of each is 1 to 3, as
/// typed; empty: can do it. What somebody attested stays attested.
///
/// # Errors
/// Problems with `skills`; [`Error::Conflict`] `profile-too-many`.
pub async fn save_skills(
    sys: &System,
    ctx: &Ctx,
    have: &[(String, String)],
    have_not: &[String],
) -> Result<()> {
    let mut held: Vec<(SkillCode, u8)> = Vec::new();
    for (code, level) in have {
        let code: SkillCode =
            code.parse().ok().filter(known).ok_or_else(|| Error::invalid("skills", "person-choose"))?;
        let level = match level.trim() {
            "" => LEVEL,
            text => text
                .parse()
                .ok()
                .filter(|level| (1..=3).contains(level))
                .ok_or_else(|| Error::invalid("skills", "person-choose"))?,
        };
        held.push((code, level));
    }
    let (held, person) = (&held, ctx.person()?);
    let have_now = sys.store.read().await?.person(person).await?;
    let (_, now) = ctx.unlock(Action::View, have_now)?;
    if now.profile.skills.len() + held.len() > MOST_SKILLS + have_not.len() {
        return Err(Error::Conflict("profile-too-many"));
    }
    change(sys, ctx, "skills", &|person: &mut Person| {
        let skills = &mut person.profile.skills;
        skills.retain(|skill| !have_not.iter().any(|code| code == skill.skill.as_str()));
        for (code, level) in held {
            match skills.iter_mut().find(|skill| skill.skill == *code) {
                Some(skill) => skill.level = *level,
                None => skills.push(HeldSkill {
                    skill: code.clone(),
                    level: *level,
                    evidence: Evidence::Declared,
                }),
            }
        }
    })
    .await
}

fn known(code: &SkillCode) -> bool {
    taxonomy::skill(code).is_some()
}
