//! One case, as much of it as who asks may see. The officer reads what the person's yes allows at this moment; that
//! they did is written down in the same unit of work.

use std::collections::BTreeMap;

use domain::{
    agency::Account,
    case::{Assessment, Case, Goal, Paper, Party, Sign, Step, Task},
    consent::{Field, Grant},
    id::Id,
    policy::{Action, Actor, Permit},
    service::ServiceCategory,
    time::Moment,
};
use store::{
    Tx,
    case::{Entry, EntryKind},
};

use crate::{Ctx, Error, Result, System, merge, referral};

/// Lines of what happened that are shown.
const ENTRIES: i64 = 200;

/// A case, opened.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The case.
    pub case: Case,
    /// As what who asks takes part.
    pub party: Party,
    /// The agency that accompanies.
    pub agency_name: String,
    /// Who accompanies, by name.
    pub officer_name: Option<String>,
    /// The agency that is asked to go on with it.
    pub offered_name: Option<String>,
    /// Whether the person's yes holds. If not, nothing else is shown to the officer.
    pub held: bool,
    /// What the officer may read of the person: plain text, or the word of a closed list. Empty for the person.
    pub facts: BTreeMap<Field, String>,
    /// The needs as they were told last, and when.
    pub assessment: Option<(Assessment, Moment)>,
    /// Where nobody asked yet: what they said they need when they were registered, for the officer.
    pub desk_needs: Vec<ServiceCategory>,
    /// The signs; `None` if nobody asked, or who asks is not the officer.
    pub signs: Option<Vec<Sign>>,
    /// What the person wants to reach.
    pub goals: Vec<Goal>,
    /// What is to be done, and what was.
    pub tasks: Vec<Task>,
    /// What happened, last first.
    pub entries: Vec<Entry>,
    /// Photos and papers.
    pub papers: Vec<Paper>,
    /// The steps that who asks can take now.
    pub can: Vec<Step>,
}

/// One case.
///
/// # Errors
/// [`Error::NotFound`] if who asks takes no part in it.
pub async fn show(sys: &System, ctx: &Ctx, id: Id<Case>) -> Result<Shown> {
    sys.store
        .write(move |mut tx| async move {
            let ctx = &merge::as_accompanied_in(&mut tx, ctx, id).await?;
            let (permit, case) = ctx.unlock(Action::View, tx.case(id).await?)?;
            let shown = read(&mut tx, ctx, &permit, case).await?;
            Ok(tx.done(shown))
        })
        .await
}

/// Reads a case for who asks.
pub(super) async fn read(tx: &mut Tx, ctx: &Ctx, permit: &Permit, case: Case) -> Result<Shown> {
    let party = case.party(&ctx.actor).ok_or(Error::NotFound)?;
    let grant = reading_grant(tx, &case, party).await?;
    let held =
        party == Party::Person || grant.as_ref().is_some_and(|grant| holds(&case, grant, party, ctx.now));
    let facts = match &grant {
        Some(grant) if held && party != Party::Person => facts(tx, ctx, permit, &case, grant).await?,
        _ => BTreeMap::new(),
    };
    let all = held && party != Party::Receiver;
    let assessment = if held { assessment(tx, &case, all).await? } else { None };
    let desk_needs = match &grant {
        Some(grant) if held && party == Party::Officer && assessment.is_none() => {
            desk_needs(tx, ctx, permit, &case, grant).await?
        }
        _ => Vec::new(),
    };
    let can = Step::ALL.iter().copied().filter(|step| case.status.after(*step, party).is_ok()).collect();
    Ok(Shown {
        party,
        agency_name: tx.agency_name(case.agency).await?.unwrap_or_default(),
        officer_name: officer_name(tx, case.officer).await?,
        offered_name: match case.offered_to {
            Some(agency) => tx.agency_name(agency).await?,
            None => None,
        },
        held,
        facts,
        assessment,
        desk_needs,
        signs: if held && party == Party::Officer { tx.case_screen(&case).await? } else { None },
        goals: if all { tx.case_goals(&case).await? } else { Vec::new() },
        tasks: if all { tx.case_tasks(&case).await? } else { Vec::new() },
        entries: entries(tx, &case, (party, held)).await?,
        papers: if all { tx.case_papers(&case).await? } else { Vec::new() },
        can,
        case,
    })
}

/// What happened; for who is asked to go on with it only what was said to them.
async fn entries(tx: &mut Tx, case: &Case, (party, held): (Party, bool)) -> Result<Vec<Entry>> {
    if !held {
        return Ok(Vec::new());
    }
    let mut all = tx.case_entries(case, ENTRIES).await?;
    if party == Party::Receiver {
        let offer = |entry: &Entry| entry.kind == EntryKind::Step && entry.detail == Step::Offer.word();
        let last = all.iter().position(offer);
        all = last.map(|at| all.swap_remove(at)).into_iter().collect();
    }
    Ok(all)
}

/// The yes by which this party reads.
async fn reading_grant(tx: &mut Tx, case: &Case, party: Party) -> Result<Option<Grant>> {
    let consent = match party {
        Party::Officer => Some(case.consent),
        Party::Receiver => case.offered_consent,
        Party::Person | Party::Coordination => None,
    };
    match consent {
        Some(consent) => Ok(tx.grant(consent).await?),
        None => Ok(None),
    }
}

fn holds(case: &Case, grant: &Grant, party: Party, now: Moment) -> bool {
    match party {
        Party::Officer => case.is_held_by(grant, now),
        Party::Receiver => {
            case.offered_to == grant.consent.agency
                && grant.consent.person == case.person
                && grant.consent.holds(now)
        }
        Party::Person | Party::Coordination => false,
    }
}

/// The name of who accompanies.
pub(crate) async fn officer_name(tx: &mut Tx, officer: Id<Account>) -> Result<Option<String>> {
    Ok(tx.account(officer).await?.unlock(&Actor::System, Action::View).ok().map(|(_, account)| account.name))
}

/// What the grant lets read of the person, live; and notes that it was read.
async fn facts(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    case: &Case,
    grant: &Grant,
) -> Result<BTreeMap<Field, String>> {
    let Ok((_, person)) = tx.person(case.person).await?.unlock(&Actor::System, Action::View) else {
        return Ok(BTreeMap::new());
    };
    let mut facts = BTreeMap::new();
    for field in &grant.fields {
        let value = match field {
            Field::Work => referral::work(tx, &person).await?,
            field => referral::told(&person, *field),
        };
        facts.extend(value.map(|value| (*field, value)));
    }
    let fields: Vec<&str> = facts.keys().map(|field| field.word()).collect();
    tx.audit(permit, case.id.uuid(), Some(case.person.uuid()), &fields.join(" "), ctx.now).await?;
    Ok(facts)
}

/// What the person said at the desk that registered them, if their yes lets it be read; and notes that it was.
async fn desk_needs(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    case: &Case,
    grant: &Grant,
) -> Result<Vec<ServiceCategory>> {
    if !grant.fields.contains(&Field::Need) {
        return Ok(Vec::new());
    }
    let Ok((_, intake)) = tx.intake_of(case.person).await?.unlock(&Actor::System, Action::View) else {
        return Ok(Vec::new());
    };
    let person = Some(case.person.uuid());
    tx.audit(permit, case.id.uuid(), person, Field::Need.word(), ctx.now).await?;
    Ok(intake.kept.needs)
}

/// The needs as they were told last; without the words for who is only asked to go on with it.
pub(super) async fn assessment(
    tx: &mut Tx,
    case: &Case,
    words: bool,
) -> Result<Option<(Assessment, Moment)>> {
    let Some(entry) = tx.last_case_entry(case, EntryKind::Assessment).await? else { return Ok(None) };
    let mut read = needs_of(&entry);
    if !words {
        read.words.clear();
    }
    Ok(Some((read, entry.at)))
}

/// The needs that an entry of kind [`EntryKind::Assessment`] keeps; none for another.
#[must_use]
pub fn needs_of(entry: &Entry) -> Assessment {
    match entry.kind {
        EntryKind::Assessment => serde_json::from_str(&entry.text).unwrap_or_default(),
        EntryKind::Note | EntryKind::Call | EntryKind::Step => Assessment::default(),
    }
}
