//! The CV: what a person chose to tell of their work, put in order. It never says that, when or why they came back; the
//! countries of work are shown only if the person wants it.

use domain::{
    person::{Evidence, Licence, Person, Schooling, Spoken},
    place::MunicipalityCode,
    policy::Action,
    taxonomy::{LanguageCode, OccupationCode, SkillCode},
    text::Phone,
};

use crate::{Ctx, Result, System};

/// At most so many skills, the best first, so that a CV stays one page.
const SKILLS: usize = 14;

/// A job of the CV: jobs of the same occupation are told together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CvJob {
    /// The occupation, if the person confirmed one.
    pub occupation: Option<OccupationCode>,
    /// The person's own words, one for each job, if countries may be told: people tell them in their words.
    pub words: Vec<String>,
    /// For how long in all, in months.
    pub months: u32,
    /// ISO 3166 countries; empty unless wanted.
    pub countries: Vec<String>,
}

/// A person's CV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cv {
    /// The name they want to be called by.
    pub alias: String,
    /// Where they live.
    pub municipality: MunicipalityCode,
    /// Their own telephone, if they left one; a relative's is not printed.
    pub phone: Option<Phone>,
    /// Their work, the longest first.
    pub jobs: Vec<CvJob>,
    /// Their skills: how well shown, then level.
    pub skills: Vec<(SkillCode, Evidence)>,
    /// Their languages with level; the first is their own.
    pub languages: Vec<Spoken>,
    /// Schooling, if told.
    pub schooling: Option<Schooling>,
    /// Driving licences.
    pub licences: Vec<Licence>,
}

/// The CV of who asks. `countries`: whether to tell where the work was.
///
/// # Errors
/// [`crate::Error::SignIn`] if no person is signed in.
pub async fn cv(sys: &System, ctx: &Ctx, countries: bool) -> Result<Cv> {
    let id = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (_, person) = ctx.unlock(Action::View, tx.person(id).await?)?;
    let mut jobs: Vec<CvJob> = Vec::new();
    for job in crate::profile::all_jobs(&mut tx, id).await? {
        let known =
            job.occupation.and_then(|code| jobs.iter().position(|known| known.occupation == Some(code)));
        let at = known.unwrap_or_else(|| {
            jobs.push(CvJob {
                occupation: job.occupation,
                words: Vec::new(),
                months: 0,
                countries: Vec::new(),
            });
            jobs.len() - 1
        });
        let told = &mut jobs[at];
        told.months += u32::from(job.months);
        if countries {
            told.words.push(job.words);
        }
        if countries && !told.countries.contains(&job.country) {
            told.countries.push(job.country);
        }
    }
    jobs.sort_by_key(|job| std::cmp::Reverse(job.months));
    Ok(in_order(person, jobs))
}

fn in_order(person: Person, jobs: Vec<CvJob>) -> Cv {
    let mut skills = person.profile.skills;
    skills.sort_by_key(|skill| std::cmp::Reverse((skill.evidence, skill.level)));
    let mut languages = vec![Spoken { language: person.language, level: 4 }];
    languages
        .extend(person.profile.languages.into_iter().filter(|spoken| spoken.language != person.language));
    languages.retain(|spoken| spoken.language != LanguageCode::Other);
    let own = person.contact.filter(|contact| contact.owner == domain::person::ContactOwner::Own);
    Cv {
        alias: person.alias.to_string(),
        municipality: person.municipality,
        phone: own.map(|contact| contact.phone),
        jobs,
        skills: skills.into_iter().take(SKILLS).map(|skill| (skill.skill, skill.evidence)).collect(),
        languages,
        schooling: person.profile.schooling,
        licences: person.profile.licences,
    }
}
