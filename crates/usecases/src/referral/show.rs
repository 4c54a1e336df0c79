//! One referral, as much of it as who asks may see. The organisation reads what the consent, its role and the purpose
//! allow at this moment; the officer the name and the telephone, to ask the person. That somebody did so is written down
//! in the same unit of work.

use std::collections::BTreeMap;

use domain::{
    agency::Bilingual,
    consent::{Field, Purpose, Reader, may_reach, may_read},
    id::Id,
    policy::{Action, Actor, Permit},
    referral::{ContactAttempt, Handover, Party, Referral, ReferralEvent, Status, Step},
    time::Moment,
};
use store::{
    Tx,
    referral::{Kind, ListedReferral, SentBy, Words},
};

use super::{
    follow,
    permission::{self, Ending},
};
use crate::{Ctx, Error, Result, System, merge};

/// A referral, opened.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The referral with the names of the service and of both sides.
    pub listed: ListedReferral,
    /// As what who asks takes part.
    pub party: Party,
    /// Its life, first step first.
    pub events: Vec<ReferralEvent>,
    /// What was shared, as far as who asks may read it now; for the person, all of it.
    pub shared: BTreeMap<Field, String>,
    /// What was written, as far as it is for who asks.
    pub texts: Vec<Words>,
    /// Tries to reach the person; for the officer.
    pub attempts: Vec<ContactAttempt>,
    /// How many of them count towards closing a result that nobody confirmed; for the officer.
    pub tries: u32,
    /// The handing over in person, if one is planned.
    pub handover: Option<Handover>,
    /// The permission to share, if it ends soon or has ended by itself; not for the coordination.
    pub ending: Option<Ending>,
    /// The steps that who asks can take now.
    pub can: Vec<Step>,
}

/// One referral. The first time that its organisation opens it, that is noted.
///
/// # Errors
/// [`Error::NotFound`] if who asks takes no part in it.
pub async fn show(sys: &System, ctx: &Ctx, id: Id<Referral>) -> Result<Shown> {
    sys.store
        .write(move |mut tx| async move {
            let ctx = &merge::as_owner_of(&mut tx, ctx, id).await?;
            let (permit, referral) = ctx.unlock(Action::View, tx.referral(id).await?)?;
            let party = referral.party(&ctx.actor).ok_or(Error::NotFound)?;
            if party == Party::Recipient && referral.status == Status::Sent {
                tx.acknowledge_referral(referral.id, ctx.now).await?;
            }
            let shared = shared(&mut tx, ctx, &permit, &referral, party).await?;
            let officer_reads = officer_reads(&mut tx, &referral, party, ctx.now).await?;
            let texts = texts(&mut tx, &referral, party, &shared, officer_reads).await?;
            let listed = told(tx.listed_referral(referral.id).await?.ok_or(Error::NotFound)?, party);
            let officer = party == Party::Sender;
            let attempts = if officer { tx.contact_attempts(id).await? } else { Vec::new() };
            let tries = if officer { follow::tries(&mut tx, &referral).await? } else { 0 };
            // What was written tells of the person, also without their name.
            if party == Party::Supervisor && !texts.is_empty() {
                let (review, _) = ctx.unlock(Action::Review, tx.referral(id).await?)?;
                let person = Some(referral.person.uuid());
                tx.audit(&review, referral.id.uuid(), person, "words", ctx.now).await?;
            }
            let handover = if party == Party::Supervisor { None } else { tx.handover(id).await? };
            let ending = match party {
                Party::Supervisor | Party::Clock => None,
                _ => permission::ending(&mut tx, &referral, ctx.now).await?,
            };
            let events = tx.referral_events(id).await?;
            let can = Step::ALL
                .iter()
                .copied()
                .filter(|step| referral.status.after(*step, party).is_ok())
                .collect();
            Ok(tx.done(Shown {
                listed,
                party,
                events,
                shared,
                texts,
                attempts,
                tries,
                handover,
                ending,
                can,
            }))
        })
        .await
}

/// A referral with its names, as far as a party may know them. An employer is not told which office sent it: the name of a
/// house could tell what nobody has to know. Of what lies in a compartment the coordination is told no names at all.
pub(super) fn told(listed: ListedReferral, party: Party) -> ListedReferral {
    match (party, listed.sender_place) {
        (Party::Supervisor, _) if listed.referral.route.is_restricted() => ListedReferral {
            service_name: Bilingual::default(),
            agency_name: String::new(),
            sender_place: None,
            sent_by: SentBy::Withheld,
            ..listed
        },
        (Party::Recipient, Some(place)) if !listed.agency_kind.learns_sender() => {
            ListedReferral { sent_by: SentBy::Office(place), ..listed }
        }
        _ => listed,
    }
}

/// What may be read of what was shared; and notes that it was.
async fn shared(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    referral: &Referral,
    party: Party,
) -> Result<BTreeMap<Field, String>> {
    if party == Party::Person {
        return Ok(tx.shared(referral).await?);
    }
    let offers = tx.offering_agency(referral.agency).await?.is_some();
    let reads = party == Party::Sender || (party == Party::Recipient && offers);
    let Some(consent) = referral.consent.filter(|_| reads) else { return Ok(BTreeMap::new()) };
    let grant = tx.grant(consent).await?;
    let role = match ctx.actor {
        Actor::Staff { role, .. } => Some(role),
        _ => None,
    };
    let reader = Reader { agency: referral.agency, role };
    let may = |field: Field| match party {
        Party::Sender => may_reach(referral, grant.as_ref(), field, ctx.now),
        _ => may_read(reader, referral, grant.as_ref(), field, Purpose::Referral, ctx.now),
    };
    if !Field::ALL.iter().any(|field| may(*field)) {
        return Ok(BTreeMap::new());
    }
    let mut shared = tx.shared(referral).await?;
    shared.retain(|field, _| may(*field));
    if !shared.is_empty() {
        let fields: Vec<&str> = shared.keys().map(|field| field.word()).collect();
        let person = Some(referral.person.uuid());
        tx.audit(permit, referral.id.uuid(), person, &fields.join(" "), ctx.now).await?;
    }
    Ok(shared)
}

/// Whether the officer may read what is needed. What the officer took down, they know; what a person wrote who referred
/// themselves, they read only as long as the person shares it.
async fn officer_reads(tx: &mut Tx, referral: &Referral, party: Party, now: Moment) -> Result<bool> {
    let Some(consent) = referral.consent.filter(|_| party == Party::Sender) else { return Ok(true) };
    let Some(grant) = tx.grant(consent).await? else { return Ok(false) };
    Ok(grant.taken_by.is_some() || grant.lets(referral.agency, Field::Need, now))
}

/// The texts that are for this party. What the organisation reads of the person it reads in `shared` only.
async fn texts(
    tx: &mut Tx,
    referral: &Referral,
    party: Party,
    shared: &BTreeMap<Field, String>,
    officer_reads: bool,
) -> Result<Vec<Words>> {
    let is_for = |kind: Kind| match party {
        Party::Sender => officer_reads || !matches!(kind, Kind::Need | Kind::Answer),
        Party::Clock => true,
        Party::Person => {
            let theirs = matches!(kind, Kind::Need | Kind::Answer | Kind::Dispute);
            theirs || matches!(kind, Kind::Note | Kind::Ruling | Kind::Question)
        }
        Party::Recipient => match kind {
            Kind::Question | Kind::Answer => shared.contains_key(&Field::Need),
            Kind::Note | Kind::Ruling => true,
            Kind::Need | Kind::Override | Kind::Dispute => false,
        },
        Party::Supervisor => matches!(kind, Kind::Override | Kind::Dispute | Kind::Ruling),
    };
    // Without the person's key nothing can be read: they are gone.
    let texts = match tx.referral_texts(referral).await {
        Ok(texts) => texts,
        Err(store::StoreError::Unreadable(_)) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    Ok(texts.into_iter().filter(|words| is_for(words.kind)).collect())
}
