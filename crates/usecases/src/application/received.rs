//! What an agency received: seen only while the consent given for it holds, answered with a coded reason, reported.

use domain::{
    advert::{self, Severity},
    application::{Application, ApplicationEvent, Reason, Status, Step},
    id::Id,
    message::Notice,
    opportunity::Opportunity,
    person::{Contact, Experience, Profile},
    place::MunicipalityCode,
    policy::{Action, Actor, Permit},
    taxonomy::LanguageCode,
    text::{LongText, PlainName},
};
use matching::{Detail, What};
use store::{Page, Tx};

use super::{
    NOTE_LETTERS,
    mine::read_explanation,
    walk::{offer_of, walk},
};
use crate::{Ctx, Error, Problems, Result, System, message};

/// What an agency sees of who applied. Never sex, age, DPI number, or the country of a job.
#[derive(Clone, Debug)]
pub struct Applicant {
    /// The name they want to be called by.
    pub name: PlainName,
    /// How to reach them.
    pub contact: Option<Contact>,
    /// Where they live.
    pub municipality: MunicipalityCode,
    /// The language they prefer to speak.
    pub language: LanguageCode,
    /// What they can do and want.
    pub profile: Profile,
    /// The jobs whose occupation they confirmed; `words` and `country` are empty, for people tell countries in their words.
    pub experiences: Vec<Experience>,
}

/// One line of an opportunity's list: nothing that says who it is.
#[derive(Debug)]
pub struct ReceivedOne {
    /// The application.
    pub application: Application,
    /// What speaks for the person, at most three.
    pub strengths: Vec<Detail>,
}

/// The applications to one opportunity.
#[derive(Debug)]
pub struct Received {
    /// The opportunity.
    pub offer: Opportunity,
    /// How many are in each status.
    pub counts: Vec<(Status, i64)>,
    /// A page of them, first come first.
    pub applications: Vec<ReceivedOne>,
}

/// One application, opened.
#[derive(Debug)]
pub struct Opened {
    /// The application.
    pub application: Application,
    /// To what.
    pub offer: Opportunity,
    /// Its life, first step first.
    pub events: Vec<ApplicationEvent>,
    /// Who applied; `None` while no consent shows them.
    pub applicant: Option<Applicant>,
    /// What speaks for the person, at most three.
    pub strengths: Vec<Detail>,
    /// What is missing.
    pub gaps: Vec<Detail>,
}

/// An answer as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Answering {
    /// `accept`, `waitlist` or `decline`.
    pub answer: String,
    /// The coded reason of a no.
    pub reason: String,
    /// A note to the person: where to come, what to bring. May be empty.
    pub note: String,
}

/// A result as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Reporting {
    /// `achieve` or `fail`.
    pub result: String,
    /// The coded reason if it came to nothing.
    pub reason: String,
    /// A note to the person. May be empty.
    pub note: String,
}

/// The applications to an opportunity of the agency that asks: of one status, or of all.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs.
pub async fn received(
    sys: &System,
    ctx: &Ctx,
    opportunity: Id<Opportunity>,
    status: Option<Status>,
    page: Page<Id<Application>>,
) -> Result<Received> {
    let agency = ctx.agency()?;
    let mut tx = sys.store.read().await?;
    // Only who may rank sees who came: a coordinator sees the offer, not its applications.
    let (_, offer) = ctx.unlock(Action::Rank, tx.opportunity(opportunity).await?)?;
    let counts = tx.application_counts(opportunity).await?;
    let applications = tx
        .applications_to(opportunity, agency, status, page)
        .await?
        .into_iter()
        .map(|application| ReceivedOne { strengths: strengths(&application), application })
        .collect();
    Ok(Received { offer, counts, applications })
}

/// Opens one application. If a consent shows the person, that they were seen is written into the audit in the same unit
/// of work: they can read it there.
///
/// # Errors
/// [`Error::NotFound`] if it did not come to the agency that asks.
pub async fn open(sys: &System, ctx: &Ctx, id: Id<Application>) -> Result<Opened> {
    ctx.agency()?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, application) = ctx.unlock(Action::View, tx.application(id).await?)?;
            let offer = offer_of(&mut tx, application.opportunity).await?;
            let events = tx.application_events(id).await?;
            let applicant = applicant(&mut tx, ctx, &permit, &application).await?;
            let gaps = read_explanation(&application).map(|kept| kept.gaps()).unwrap_or_default();
            let strengths = strengths(&application);
            let opened = Opened { offer, events, applicant, strengths, gaps, application };
            Ok::<_, Error>(tx.done(opened))
        })
        .await
}

/// What speaks for the person, without what they want for themselves.
fn strengths(application: &Application) -> Vec<Detail> {
    let mut strengths = read_explanation(application).map(|kept| kept.strengths()).unwrap_or_default();
    strengths.retain(|detail| !matches!(detail.what, What::Matter { .. }));
    strengths
}

/// Who applied, if the agency is verified and the consent given for this application holds; and notes that they were
/// seen.
async fn applicant(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    application: &Application,
) -> Result<Option<Applicant>> {
    let consent = match application.consent {
        Some(id) => tx.consent(id).await?,
        None => None,
    };
    let shown = consent.is_some_and(|consent| application.shows_person(&consent, ctx.now));
    if !shown || tx.offering_agency(application.agency).await?.is_none() {
        return Ok(None);
    }
    let (_, person) = match tx.person(application.person).await?.unlock(&Actor::System, Action::View) {
        Ok(opened) => opened,
        // Deleted meanwhile.
        Err(_) => return Ok(None),
    };
    let mut experiences = tx.experiences_of(application.person).await?;
    experiences.retain(|experience| experience.occupation.is_some());
    for experience in &mut experiences {
        experience.country.clear();
        experience.words.clear();
    }
    let seen = Some(application.person.uuid());
    tx.audit(permit, application.id.uuid(), seen, "name contact profile", ctx.now).await?;
    Ok(Some(Applicant {
        name: person.alias,
        contact: person.contact,
        municipality: person.municipality,
        language: person.language,
        profile: person.profile,
        experiences,
    }))
}

/// Answers an application: yes, on the waiting list, or no with a reason. After its date it still counts as an answer,
/// and stays marked as late.
///
/// # Errors
/// Problems beside `answer`, `reason` and `note`; [`Error::NotFound`] if it did not come to the agency that asks;
/// conflicts `application-not-from-here`, `application-no-waiting-list`, `application-full`.
pub async fn answer(sys: &System, ctx: &Ctx, id: Id<Application>, input: &Answering) -> Result<()> {
    let step = match input.answer.as_str() {
        "accept" => Some(Step::Accept),
        "waitlist" => Some(Step::Waitlist),
        "decline" => Some(Step::Decline),
        _ => None,
    };
    let said = Said::read("answer", "application-answer-missing", step, &input.reason, &input.note)?;
    said.take(sys, ctx, id, Notice::PersonAnswered).await
}

/// Reports what came of an accepted application; the person is asked whether it is so.
///
/// # Errors
/// As [`answer`], with `result` in place of `answer`.
pub async fn report(sys: &System, ctx: &Ctx, id: Id<Application>, input: &Reporting) -> Result<()> {
    let step = match input.result.as_str() {
        "achieve" => Some(Step::Achieve),
        "fail" => Some(Step::Fail),
        _ => None,
    };
    let said = Said::read("result", "application-result-missing", step, &input.reason, &input.note)?;
    said.take(sys, ctx, id, Notice::PersonAsked).await
}

/// What an agency says, read.
struct Said {
    step: Step,
    reason: Option<Reason>,
    note: Option<String>,
}

impl Said {
    fn read(
        field: &'static str,
        missing: &'static str,
        step: Option<Step>,
        reason: &str,
        note: &str,
    ) -> Result<Self> {
        let mut problems = Problems::default();
        let step = problems.keep(field, step.ok_or(missing));
        let needs_reason = matches!(step, Some(Step::Decline | Step::Fail));
        let reason = Reason::from_word(reason).filter(|reason| step.is_some_and(|step| reason.fits(step)));
        if needs_reason && reason.is_none() {
            problems.add("reason", "application-reason-missing");
        }
        let note = if note.trim().is_empty() {
            None
        } else {
            let outcome = LongText::<NOTE_LETTERS>::parse(note).map_err(|problem| problem.key());
            let note = problems.keep("note", outcome).map(|note| note.to_string());
            // What no advert may ask, no note may ask either: a fee above all.
            let asked = note.as_deref().map(advert::check).unwrap_or_default();
            if let Some(found) = asked.iter().find(|found| found.severity == Severity::Refused) {
                problems.add("note", found.kind.key());
            }
            note
        };
        problems.none()?;
        let step = step.ok_or(Error::invalid(field, missing))?;
        Ok(Self { step, reason: reason.filter(|_| needs_reason), note })
    }

    /// Takes the step, and tells the person.
    async fn take(&self, sys: &System, ctx: &Ctx, id: Id<Application>, notice: Notice) -> Result<()> {
        let Self { step, reason, note } = self;
        sys.store
            .write(move |mut tx| async move {
                let (permit, application) = ctx.unlock(Action::Answer, tx.application(id).await?)?;
                let offer = offer_of(&mut tx, application.opportunity).await?;
                let after = application.take(*step, *reason, ctx.now)?;
                let after = Application { note: note.clone().or(after.note.clone()), ..after };
                walk(&mut tx, &permit, &offer, application.status, &after, *step, ctx.now).await?;
                message::tell_person(&mut tx, application.person, notice, &[], ctx.now).await?;
                Ok(tx.done(()))
            })
            .await
    }
}
