//! A copy of everything that is kept of a person, for the person.

use std::collections::BTreeMap;

use domain::{
    agency::Bilingual,
    application::Application,
    attention::Attention,
    case::{Case, Goal, Paper, Task},
    consent::{Consent, Field},
    id::Id,
    intake::Kept,
    person::{Experience, Matter, Person},
    policy::Action,
    preference::Answers,
    pulse::Pulse,
    referral::{Outcome, Reason, Referral, Status, Step},
    time::Moment,
};
use matching::Preference;
use serde::Serialize;
use store::{Page, Tx, referral::SentBy};

use super::{Seen, seen};
use crate::{Ctx, Result, System, alert::KEEP_DAYS, merge};

/// Everything that is kept of a person. The names of the fields are its labels.
#[derive(Debug, Serialize)]
pub struct Copy {
    /// When it was made.
    pub made_at: Moment,
    /// The account and the profile.
    pub person: Person,
    /// How they were registered, if that was at a desk: needs told, and how they said yes.
    pub intake: Option<Kept>,
    /// Other records that were joined to it, each with what was said to cards in it.
    pub joined: Vec<Joined>,
    /// Jobs, in the person's own words.
    pub jobs: Vec<Experience>,
    /// What they said to cards, and what follows from it.
    pub preference: Told,
    /// How they fared, the last time first.
    pub pulses: Vec<Pulse>,
    /// What of it, or of their text messages, waits for whoever accompanies them.
    pub attentions: Vec<Attention>,
    /// Applications and invitations, newest first.
    pub applications: Vec<Sent>,
    /// Referrals, newest first, with what was shared and written.
    pub referrals: Vec<Referred>,
    /// Who accompanied them, newest first, with what was written. What may make somebody need protection is left out: a
    /// copy can fall into wrong hands; it is told in person.
    pub cases: Vec<Accompanied>,
    /// Openings in an emergency without their yes, newest first.
    pub emergencies: Vec<Emergency>,
    /// Opportunities that were found for them by themselves in the last half year, newest first.
    pub found: Vec<Found>,
    /// When they were last told of these by a message.
    pub told_of_found_at: Option<Moment>,
    /// Consents given and withdrawn.
    pub consents: Vec<Consent>,
    /// Where the person is signed in.
    pub sessions: Vec<SignedIn>,
    /// Who did what with it.
    pub seen: Vec<Seen>,
}

/// A record that was joined to the person's own.
#[derive(Debug, Serialize)]
pub struct Joined {
    /// The record.
    pub person: Person,
    /// What they said to cards in it, and what follows from it.
    pub preference: Told,
    /// How they were registered at a desk.
    pub intake: Option<Kept>,
    /// How they fared, as they told it in it.
    pub pulses: Vec<Pulse>,
}

/// What the person said to cards, and what follows from it.
#[derive(Debug, Serialize)]
pub struct Told {
    /// The cards and what was said to them.
    pub answers: Answers,
    /// What matters, most first; empty if nothing was answered.
    pub matters: Vec<Weighed>,
}

/// How much one thing matters.
#[derive(Debug, Serialize)]
pub struct Weighed {
    /// What.
    pub matter: Matter,
    /// From 0 to 1; all add up to 1.
    pub weight: f64,
}

impl Told {
    /// These answers, with what follows.
    #[must_use]
    pub fn new(answers: Answers) -> Self {
        let matters = Preference::of(&answers).map_or_else(Vec::new, |known| {
            let order = known.order().into_iter();
            order.map(|matter| Weighed { matter, weight: known.weight(matter) }).collect()
        });
        Self { answers, matters }
    }
}

/// An opportunity that was found for the person.
#[derive(Debug, Serialize)]
pub struct Found {
    /// What it is called; empty if it is no longer there.
    pub title: Bilingual,
    /// When it was found.
    pub found_at: Moment,
}

/// One application, with what it is to.
#[derive(Debug, Serialize)]
pub struct Sent {
    /// The application.
    pub application: Application,
    /// What the opportunity is called.
    pub title: Bilingual,
    /// Who offers it.
    pub agency: String,
}

/// One referral, as the person may know it.
#[derive(Debug, Serialize)]
pub struct Referred {
    /// Its identifier.
    pub id: Id<Referral>,
    /// What the service is called.
    pub service: Bilingual,
    /// Who received it.
    pub agency: String,
    /// Who sent it; `None`: the person.
    pub sent_by: Option<String>,
    /// How far it is.
    pub status: Status,
    /// When it was sent.
    pub sent_at: Option<Moment>,
    /// By when an answer was promised.
    pub promised_at: Option<Moment>,
    /// When it was answered.
    pub decided_at: Option<Moment>,
    /// Why not.
    pub reason: Option<Reason>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// What was shared.
    pub shared: BTreeMap<Field, String>,
    /// What was written: what it is, and what it says.
    pub texts: Vec<(&'static str, String)>,
    /// Its steps, with their moments.
    pub steps: Vec<(Step, Moment)>,
}

/// One case, as the person may know it.
#[derive(Debug, Serialize)]
pub struct Accompanied {
    /// The case.
    pub case: Case,
    /// The agency that accompanies.
    pub agency: String,
    /// What the person wants to reach.
    pub goals: Vec<Goal>,
    /// What is to be done, and what was.
    pub tasks: Vec<Task>,
    /// What happened, last first: what it is, its detail, what was written, when.
    pub entries: Vec<(&'static str, String, String, Moment)>,
    /// Photos and papers, without what is in them.
    pub papers: Vec<Paper>,
}

/// One opening in an emergency.
#[derive(Debug, Serialize)]
pub struct Emergency {
    /// When.
    pub at: Moment,
    /// For which agency.
    pub agency: String,
    /// Whether the coordination gave it.
    pub given: bool,
    /// Why, in the officer's words; empty if it was given.
    pub reason: String,
}

/// One place where the person is signed in.
#[derive(Debug, Serialize)]
pub struct SignedIn {
    /// A short word for the device.
    pub device: String,
    /// Since when.
    pub since: Moment,
    /// Last used, to the minute.
    pub last_used: Moment,
}

/// The copy for who asks. It is noted in the audit.
///
/// # Errors
/// [`crate::Error::SignIn`] if it is not a person.
pub async fn copy(sys: &System, ctx: &Ctx) -> Result<Copy> {
    let id = ctx.person()?;
    let seen = seen::seen_ever(sys, ctx).await?;
    let seen = &seen;
    sys.store
        .write(move |mut tx| async move {
            let (permit, person) = ctx.unlock(Action::Export, tx.person(id).await?)?;
            let copy = Copy {
                made_at: ctx.now,
                intake: intake(&mut tx, ctx, id).await?,
                jobs: crate::profile::all_jobs(&mut tx, id).await?,
                joined: joined(&mut tx, ctx).await?,
                preference: Told::new(tx.answers_of(id).await?.0),
                pulses: tx.pulses_of(id).await?,
                attentions: waiting(&mut tx, id).await?,
                applications: sent(&mut tx, id).await?,
                referrals: referred(&mut tx, id).await?,
                cases: accompanied(&mut tx, id).await?,
                emergencies: emergencies(&mut tx, id).await?,
                found: found(&mut tx, id, ctx.now).await?,
                told_of_found_at: tx.told_of_alerts_at(id).await?,
                consents: consents(&mut tx, id).await?,
                sessions: tx
                    .sessions_of(id.uuid(), ctx.now)
                    .await?
                    .into_iter()
                    .map(|session| SignedIn {
                        device: session.device,
                        since: session.created_at,
                        last_used: session.seen_at,
                    })
                    .collect(),
                seen: seen.clone(),
                person,
            };
            tx.audit(&permit, id.uuid(), Some(id.uuid()), "all", ctx.now).await?;
            Ok(tx.done(copy))
        })
        .await
}

async fn accompanied(tx: &mut Tx, person: Id<Person>) -> Result<Vec<Accompanied>> {
    let mut all = Vec::new();
    for case in crate::case::of_person(tx, person).await? {
        let entries = tx.case_entries(&case, MOST_ENTRIES).await?.into_iter();
        all.push(Accompanied {
            agency: tx.agency_name(case.agency).await?.unwrap_or_default(),
            goals: tx.case_goals(&case).await?,
            tasks: tx.case_tasks(&case).await?,
            entries: entries.map(|one| (one.kind.word(), one.detail, one.text, one.at)).collect(),
            papers: tx.case_papers(&case).await?,
            case,
        });
    }
    Ok(all)
}

/// How a record was registered at a desk, if it was.
async fn intake(tx: &mut Tx, ctx: &Ctx, record: Id<Person>) -> Result<Option<Kept>> {
    let found = ctx.unlock(Action::Export, tx.intake_of(record).await?);
    Ok(found.ok().map(|(_, intake)| intake.kept))
}

async fn joined(tx: &mut Tx, ctx: &Ctx) -> Result<Vec<Joined>> {
    let mut all = Vec::new();
    for record in tx.records_of(ctx.person()?).await?.into_iter().skip(1) {
        let own = merge::acting(ctx, Some(record));
        let (_, person) = own.unlock(Action::Export, tx.person(record).await?)?;
        all.push(Joined {
            person,
            preference: Told::new(tx.answers_of(record).await?.0),
            intake: intake(tx, &own, record).await?,
            pulses: tx.pulses_of(record).await?,
        });
    }
    Ok(all)
}

async fn emergencies(tx: &mut Tx, person: Id<Person>) -> Result<Vec<Emergency>> {
    let mut all = Vec::new();
    for record in tx.records_of(person).await? {
        let of = tx.emergencies_about(record).await?.into_iter();
        all.extend(of.map(|taken| Emergency {
            at: taken.emergency.at,
            agency: taken.agency_name,
            given: taken.emergency.given_by.is_some(),
            reason: taken.reason,
        }));
    }
    Ok(all)
}

async fn waiting(tx: &mut Tx, person: Id<Person>) -> Result<Vec<Attention>> {
    let mut all = Vec::new();
    for record in tx.records_of(person).await? {
        all.extend(tx.attentions_of(record).await?);
    }
    Ok(all)
}

async fn consents(tx: &mut Tx, person: Id<Person>) -> Result<Vec<Consent>> {
    let mut all = Vec::new();
    for record in tx.records_of(person).await? {
        all.extend(tx.consents_of(record).await?);
    }
    Ok(all)
}

async fn found(tx: &mut Tx, person: Id<Person>, now: Moment) -> Result<Vec<Found>> {
    let mut all = Vec::new();
    for record in tx.records_of(person).await? {
        for alert in tx.alerts_of(record, now.plus_days(-KEEP_DAYS), MOST_FOUND).await? {
            let listed = tx.listed(alert.opportunity).await?;
            let title = listed.map(|listed| listed.opportunity.title).unwrap_or_default();
            all.push(Found { title, found_at: alert.found_at });
        }
    }
    Ok(all)
}

/// Lines of what happened in one case, at most.
const MOST_ENTRIES: i64 = 1_000;
/// Opportunities that were found, at most: five a night.
const MOST_FOUND: i64 = 1_000;
/// Applications, or referrals, read at once.
const PAGE: i64 = 100;

async fn referred(tx: &mut Tx, person: Id<Person>) -> Result<Vec<Referred>> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let page = tx.referrals_of(person, Page { after, limit: PAGE }).await?;
        let last = page.last().map(|listed| listed.referral.id);
        let full = i64::try_from(page.len()).is_ok_and(|count| count == PAGE);
        for listed in page {
            let of = &listed.referral;
            let shared = tx.shared(of).await?;
            let texts = tx.referral_texts(of).await?;
            let events = tx.referral_events(of.id).await?;
            all.push(Referred {
                id: of.id,
                service: listed.service_name,
                agency: listed.agency_name,
                sent_by: match listed.sent_by {
                    SentBy::Agency(name) => Some(name),
                    SentBy::Person | SentBy::Office(_) | SentBy::Withheld => None,
                },
                status: of.status,
                sent_at: of.sent_at,
                promised_at: of.promised_at,
                decided_at: of.decided_at,
                reason: of.reason,
                outcome: of.outcome,
                shared,
                texts: texts.into_iter().map(|words| (words.kind.word(), words.text)).collect(),
                steps: events.into_iter().map(|event| (event.step, event.at)).collect(),
            });
        }
        if !full {
            return Ok(all);
        }
        after = last;
    }
}

async fn sent(tx: &mut Tx, person: Id<Person>) -> Result<Vec<Sent>> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let page = tx.applications_of(person, Page { after, limit: PAGE }).await?;
        let last = page.last().map(|listed| listed.application.id);
        all.extend(page.into_iter().map(|listed| Sent {
            application: listed.application,
            title: listed.title,
            agency: listed.agency_name,
        }));
        if last.is_none() || all.len() % usize::try_from(PAGE).unwrap_or(1) != 0 {
            return Ok(all);
        }
        after = last;
    }
}
