//! Candidates of an opportunity: people who let themselves be found, in order of fit, without name, sex, age or return.
//! Each has another name (a reference) in each opportunity, so that lists cannot be joined.

use std::collections::HashSet;

use domain::{
    agency::Agency,
    application::{Application, Step},
    id::Id,
    message::Notice,
    opportunity::Opportunity,
    person::{HeldSkill, Person, Schedule, Spoken},
    place::{self, MunicipalityCode},
    policy::{Action, Actor},
    taxonomy::OccupationCode,
    time::Day,
};
use matching::{
    Detail, What,
    engine::{Engine, PeopleFilter},
};
use store::{Tx, person::Discoverable};

use crate::{
    Ctx, Error, Result, System,
    application::{counted, keep_event},
    message,
};

/// Candidates shown.
pub const SHOWN: usize = 30;
/// Open invitations for each place that an opportunity offers.
const INVITATIONS_EACH: i64 = 10;

/// A candidate as an agency sees them before they apply.
#[derive(Clone, Debug)]
pub struct CandidateShown {
    /// Their name in this opportunity only; goes back with an invitation.
    pub reference: String,
    /// How well they fit, from 0 to 1.
    pub fit: f64,
    /// Where they live.
    pub municipality: MunicipalityCode,
    /// Kilometres by road from there, about; `None` if it can be done from anywhere.
    pub km: Option<u32>,
    /// Months in each occupation they confirmed, longest first.
    pub occupations: Vec<(OccupationCode, u32)>,
    /// Skills they confirmed.
    pub skills: Vec<HeldSkill>,
    /// Languages, the preferred one first.
    pub languages: Vec<Spoken>,
    /// From when they can start, if told.
    pub available_from: Option<Day>,
    /// When they can work; empty: not told.
    pub schedules: Vec<Schedule>,
    /// What speaks for them, at most three.
    pub strengths: Vec<Detail>,
}

/// The candidates of an opportunity.
#[derive(Debug)]
pub struct Candidates {
    /// The opportunity.
    pub offer: Opportunity,
    /// The best, best first.
    pub people: Vec<CandidateShown>,
}

/// The best candidates of an opportunity of the agency that asks, best first, at most [`SHOWN`]. Everyone who may be
/// found is looked at; whoever ever had to do with this opportunity is left out.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs; conflict `candidate-offer-closed` unless it is shown now.
pub async fn candidates(sys: &System, ctx: &Ctx, opportunity: Id<Opportunity>) -> Result<Candidates> {
    let mut tx = sys.store.read().await?;
    let (_, offer) = ctx.unlock(Action::Rank, tx.opportunity(opportunity).await?)?;
    check_shown(&mut tx, ctx, &offer, offer.agency).await?;
    let except: HashSet<Id<Person>> = tx.people_in_contact(opportunity).await?.into_iter().collect();
    let best = best(sys, &mut tx, ctx, &offer, except).await?;
    let keys = tx.keys();
    let context = context(opportunity);
    let people = best
        .into_iter()
        .map(|found| shown(&offer, &found, keys.cloak(&context, found.id.uuid()), ctx.now.day()))
        .collect();
    Ok(Candidates { offer, people })
}

/// The best, best first. The engine says who; that they may be found is seen in the database, now.
async fn best(
    sys: &System,
    tx: &mut Tx,
    ctx: &Ctx,
    offer: &Opportunity,
    except: HashSet<Id<Person>>,
) -> Result<Vec<Discoverable>> {
    let mut filter = PeopleFilter { found_at: Some(ctx.now), except, ..PeopleFilter::default() };
    let mut best = Vec::new();
    loop {
        let (wanted, asked, offer, day) = (SHOWN - best.len(), filter.clone(), offer.clone(), ctx.now.day());
        let search = move |engine: &Engine| engine.people_for(&offer, day, wanted, &asked);
        let found = sys.engine.ask(tx, ctx.now, search).await?;
        for place in &found {
            best.extend(tx.discoverable(place.person, ctx.now).await?);
        }
        // Whoever may no longer be found leaves a place to the next.
        if best.len() == SHOWN || found.len() < wanted {
            return Ok(best);
        }
        filter.except.extend(found.iter().map(|place| place.person));
    }
}

/// What a cloaked reference is bound to.
fn context(opportunity: Id<Opportunity>) -> String {
    format!("candidate/{opportunity}")
}

/// Only what is public now has candidates: a draft is no reason to look at people.
async fn check_shown(tx: &mut Tx, ctx: &Ctx, offer: &Opportunity, agency: Id<Agency>) -> Result<()> {
    if offer.is_open(ctx.now.day()) && tx.offering_agency(agency).await?.is_some() {
        Ok(())
    } else {
        Err(Error::Conflict("candidate-offer-closed"))
    }
}

/// A person as matching reads them.
pub(crate) fn candidate(person: &Discoverable) -> matching::Candidate {
    matching::Candidate::new(&person.profile, &person.experiences, person.municipality, person.language)
}

fn shown(offer: &Opportunity, found: &Discoverable, reference: String, today: Day) -> CandidateShown {
    let assessment = matching::assess(&candidate(found), offer, today);
    let mut strengths = assessment.explanation.strengths();
    strengths.retain(|detail| !matches!(detail.what, What::Matter { .. }));
    let mut occupations: Vec<(OccupationCode, u32)> = Vec::new();
    for job in &found.experiences {
        let Some(code) = job.occupation else { continue };
        match occupations.iter_mut().find(|(known, _)| *known == code) {
            Some((_, months)) => *months += u32::from(job.months),
            None => occupations.push((code, u32::from(job.months))),
        }
    }
    occupations.sort_by(|(first, one), (second, other)| other.cmp(one).then(first.cmp(second)));
    let mut languages = vec![Spoken { language: found.language, level: 4 }];
    languages
        .extend(found.profile.languages.iter().filter(|spoken| spoken.language != found.language).cloned());
    CandidateShown {
        reference,
        fit: assessment.fit,
        municipality: found.municipality,
        km: road_km(found.municipality, offer),
        occupations,
        skills: found.profile.skills.clone(),
        languages,
        available_from: found.profile.available_from,
        schedules: found.profile.schedules.clone(),
        strengths,
    }
}

/// Kilometres by road, about; `None` if the work can be done from anywhere.
fn road_km(from: MunicipalityCode, offer: &Opportunity) -> Option<u32> {
    if offer.remote {
        return None;
    }
    let km = place::road_km(place::municipality(from)?, place::municipality(offer.municipality)?);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "Guatemala is some 500 km wide"
    )]
    Some(km.round() as u32)
}

/// Asks a candidate to apply. The agency learns nothing of who it is until they say yes.
///
/// # Errors
/// [`Error::NotFound`] if the opportunity is not theirs; conflicts `candidate-offer-closed`, `candidate-gone` (unknown,
/// no longer to be found, or in contact already), `candidate-invitations-enough`.
pub async fn invite(
    sys: &System,
    ctx: &Ctx,
    opportunity: Id<Opportunity>,
    reference: &str,
) -> Result<Id<Application>> {
    sys.store
        .write(move |mut tx| async move {
            let (permit, offer) = ctx.unlock(Action::Invite, tx.opportunity(opportunity).await?)?;
            check_shown(&mut tx, ctx, &offer, offer.agency).await?;
            let person = tx
                .keys()
                .uncloak(&context(opportunity), reference)
                .map(Id::<Person>::from_uuid)
                .ok_or(Error::Conflict("candidate-gone"))?;
            if !tx.is_discoverable(person, ctx.now).await? || tx.application_ever(person, opportunity).await?
            {
                return Err(Error::Conflict("candidate-gone"));
            }
            if tx.open_invitations(opportunity).await? >= offer.seats.max(1) * INVITATIONS_EACH {
                return Err(Error::Conflict("candidate-invitations-enough"));
            }
            let (_, who) = tx.person(person).await?.unlock(&Actor::System, Action::View)?;
            let invitation = Application::begin(person, &offer, Step::Invite, None, ctx.now)?;
            tx.add_application(&permit, &invitation, counted(&who), ctx.now).await?;
            keep_event(&mut tx, &invitation, Step::Invite, ctx.now).await?;
            message::tell_person(&mut tx, person, Notice::PersonInvited, &[], ctx.now).await?;
            Ok(tx.done(invitation.id))
        })
        .await
}
