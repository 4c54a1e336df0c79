//! Sending: with a consent that names the organisation and the fields, or with an override in its place. What is shared
//! is frozen.

use std::collections::BTreeMap;

use domain::{
    agency::Agency,
    consent::{Consent, Field, Grant, Purpose, Way},
    id::Id,
    message::{Lang, Notice},
    person::Person,
    policy::{Action, Actor, Object, Permit, Relation},
    referral::{
        Barrier, Capacity, LegalBasis, Party, Referral, ReferralEvent, Route, Sender, Status, Step, Terms,
    },
    service::Service,
    text::Email,
};
use store::{Tx, referral::Kind, service::ListedService};

use super::{
    Asked, Stand, Walked, check,
    check::For,
    draft::{blank, says},
    tell,
    walk::{self, Opened, Taking},
    words,
};
use crate::{
    Ctx, Error, Result, System,
    application::counted,
    message::{self, To},
};

/// An override holds for so many days.
const OVERRIDE_DAYS: i64 = 30;
/// A link works for so many days after the last message that carried it.
pub(super) const LINK_DAYS: i64 = 30;

/// A yes of the person, as it was taken down.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The fields that were read out.
    pub fields: Vec<Field>,
    /// How the yes was given.
    pub way: Way,
    /// In which language it was read.
    pub lang: Lang,
    /// The version of the text.
    pub text_version: String,
    /// Its hash (SHA-256).
    pub text_hash: Vec<u8>,
}

impl Taken {
    /// The grant that it is, to one organisation, for as long as the purpose says.
    pub(crate) fn grant(&self, ctx: &Ctx, purpose: Purpose, person: Id<Person>, agency: Id<Agency>) -> Grant {
        let given = Consent::given(person, purpose, Some(agency), self.lang, ctx.now);
        Grant {
            consent: Consent { notice_version: self.text_version.clone(), ..given },
            fields: self.fields.clone(),
            way: self.way,
            text_hash: self.text_hash.clone(),
            taken_by: match ctx.actor {
                Actor::Staff { account, .. } => Some(account),
                _ => None,
            },
        }
    }
}

/// Under what it is sent.
#[derive(Clone, Debug)]
pub enum Consenting {
    /// A consent that the person gave before and that still holds.
    Known,
    /// One that they give now.
    Now(Taken),
    /// None: an override.
    Override {
        /// On what ground.
        basis: LegalBasis,
        /// Why, in words.
        reason: String,
        /// What is shared.
        fields: Vec<Field>,
    },
}

/// How a draft is sent.
#[derive(Clone, Debug)]
pub struct Sending {
    /// Under what.
    pub consent: Consenting,
    /// Whether the person accepts to wait where it is full.
    pub accepts_waiting: bool,
    /// The e-mail of an organisation without accounts; empty where it has some.
    pub link_to: String,
}

/// A referral that a person writes for themselves.
#[derive(Clone, Debug)]
pub struct SelfReferral {
    /// Its identifier, made by whoever writes.
    pub id: Id<Referral>,
    /// The step's own identifier.
    pub event: Id<ReferralEvent>,
    /// To which service.
    pub service: Id<Service>,
    /// What is needed, in words.
    pub need: String,
    /// The yes to share.
    pub taken: Taken,
    /// Whether they accept to wait where it is full.
    pub accepts_waiting: bool,
    /// The office that was named to them, whose officer is to stand beside them; `None`: none was.
    pub office: Option<Id<Agency>>,
}

/// Sends a draft.
///
/// # Errors
/// Conflicts `referral-barrier-…`, `referral-full`, `referral-consent-needed`, `referral-call-missing`,
/// `referral-nobody-there`; problems with `reason`, `fields` and `link_to`; [`Error::NotFound`], [`Error::Forbidden`].
pub async fn send(sys: &System, ctx: &Ctx, asked: &Asked, input: &Sending) -> Result<Walked> {
    go(sys, ctx, asked, Step::Send, input).await
}

/// Sends what came back, or was closed, to the same organisation again.
///
/// # Errors
/// As [`send`].
pub async fn reopen(sys: &System, ctx: &Ctx, asked: &Asked, input: &Sending) -> Result<Walked> {
    go(sys, ctx, asked, Step::Reopen, input).await
}

async fn go(sys: &System, ctx: &Ctx, asked: &Asked, step: Step, input: &Sending) -> Result<Walked> {
    let action =
        if matches!(input.consent, Consenting::Override { .. }) { Action::Override } else { Action::Edit };
    sys.store
        .write(move |mut tx| async move {
            let (permit, before, party) = match walk::open(&mut tx, ctx, asked, action, step).await? {
                Opened::Answer(answer) => return Ok(tx.done(answer)),
                Opened::Go(permit, before, party) => (permit, before, party),
            };
            let person = check::person(&mut tx, before.person).await?;
            let (listed, terms) = room(&mut tx, ctx, &person, &before, input).await?;
            let grant = consent(&mut tx, ctx, &permit, &before, &input.consent).await?;
            let ready = Referral {
                consent: Some(grant.consent.id),
                overridden: grant.way == Way::Override,
                accepts_waiting: input.accepts_waiting,
                promise_days: terms.promise_days,
                ..*before
            };
            let taking = Taking::new(action, step);
            let after = walk::walk(&mut tx, ctx, &permit, (&ready, party), asked.event, &taking).await?;
            freeze(&mut tx, ctx, &person, &after, &grant).await?;
            reach(sys, &mut tx, ctx, &permit, &after, &input.link_to).await?;
            if let Consenting::Override { basis, .. } = &input.consent
                && let Some(sender) = after.sender
            {
                tx.add_override(&permit, &after, grant.consent.id, *basis, sender.account, ctx.now).await?;
            }
            drop(listed);
            Ok(tx.done(Walked::Done(Stand::from(&after))))
        })
        .await
}

/// The service, if nothing stands in the way and there is room or the person accepts to wait. An override passes over
/// what is missing on paper only.
async fn room(
    tx: &mut Tx,
    ctx: &Ctx,
    person: &Person,
    referral: &Referral,
    input: &Sending,
) -> Result<(ListedService, Terms)> {
    let listed = tx.listed_service(referral.service).await?.ok_or(Error::NotFound)?;
    let terms = tx.terms(referral.service).await?;
    let asked = For { person, route: referral.route, sender: referral.sender.map(|sender| sender.agency) };
    let mut fit = check::fit(tx, ctx, &listed, &terms, asked).await?;
    if matches!(input.consent, Consenting::Override { .. }) {
        fit.barriers.retain(|barrier| *barrier != Barrier::NoAgreement);
    }
    if let Some(barrier) = fit.barriers.first() {
        return Err(Error::Conflict(check::key(*barrier)));
    }
    if terms.capacity != Capacity::Free && !input.accepts_waiting {
        return Err(Error::Conflict("referral-full"));
    }
    Ok((listed, terms))
}

/// The grant under which it is sent, kept if it is new.
async fn consent(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    referral: &Referral,
    consenting: &Consenting,
) -> Result<Grant> {
    let (person, agency) = (referral.person, referral.agency);
    let grant = match consenting {
        Consenting::Known => {
            let held =
                super::check::held(tx, ctx, referral.person, referral.agency, referral.service).await?;
            return held.ok_or(Error::Conflict("referral-consent-needed"));
        }
        Consenting::Now(taken) if taken.way == Way::Override => return Err(Error::Forbidden),
        Consenting::Now(taken) => taken.grant(ctx, Purpose::Referral, person, agency),
        Consenting::Override { fields, reason, .. } => {
            let reason =
                words("reason", reason)?.ok_or(Error::invalid("reason", "referral-words-missing"))?;
            tx.add_referral_text(referral, (Kind::Override, Some(Party::Sender)), &reason, ctx.now).await?;
            let (text_version, text_hash) = (String::new(), Vec::new());
            let taken =
                Taken { fields: fields.clone(), way: Way::Override, lang: ctx.lang, text_version, text_hash };
            let mut grant = taken.grant(ctx, Purpose::Referral, person, agency);
            grant.consent.expires_at = Some(ctx.now.plus_days(OVERRIDE_DAYS));
            grant
        }
    };
    if grant.fields.is_empty() {
        return Err(Error::invalid("fields", "referral-fields-missing"));
    }
    tx.give_grant(permit, &grant, ctx.now).await?;
    Ok(grant)
}

/// Freezes what the grant lets the organisation read, and nothing else.
pub(crate) async fn freeze(
    tx: &mut Tx,
    ctx: &Ctx,
    person: &Person,
    referral: &Referral,
    grant: &Grant,
) -> Result<()> {
    let mut shared = BTreeMap::new();
    for field in grant.fields.iter().copied().filter(|field| field.is_for(referral.category)) {
        if let Some(value) = value(tx, person, referral, field).await? {
            shared.insert(field, value);
        }
    }
    tx.freeze_shared(referral, &shared, ctx.now).await?;
    Ok(())
}

/// A field of a person that needs nothing else to be read: plain text, or the word of a closed list.
pub(crate) fn told(person: &Person, field: Field) -> Option<String> {
    match field {
        Field::Name => Some(person.alias.as_str().to_owned()),
        Field::Contact => person.contact.as_ref().map(|contact| contact.phone.to_string()),
        Field::BirthYear => Some(person.birth_year.to_string()),
        Field::Sex => person.sex.map(|sex| sex.word().to_owned()),
        Field::Place => Some(person.municipality.to_string()),
        Field::Language => Some(person.language.word().to_owned()),
        Field::Document => person.cui.as_ref().map(|cui| cui.as_str().to_owned()),
        Field::Schooling => person.profile.schooling.map(|schooling| schooling.word().to_owned()),
        Field::Work | Field::Need => None,
    }
}

/// What somebody worked as: the codes of the occupations they confirmed.
pub(crate) async fn work(tx: &mut Tx, person: &Person) -> Result<Option<String>> {
    let jobs = tx.experiences_of(person.id).await?;
    let codes: Vec<String> =
        jobs.iter().filter_map(|job| job.occupation).map(|code| code.to_string()).collect();
    Ok((!codes.is_empty()).then(|| codes.join(" ")))
}

/// A field of a person as it is shared: plain text, or the word of a closed list.
async fn value(tx: &mut Tx, person: &Person, referral: &Referral, field: Field) -> Result<Option<String>> {
    match field {
        Field::Work => work(tx, person).await,
        Field::Need => {
            let texts = tx.referral_texts(referral).await?;
            Ok(texts.into_iter().rev().find(|words| words.kind == Kind::Need).map(|words| words.text))
        }
        field => Ok(told(person, field)),
    }
}

/// Whether what somebody shares for themselves is enough to be called.
fn enough(person: &Person, shared: &[Field]) -> Result<()> {
    if !Field::LEAST.iter().all(|field| shared.contains(field)) {
        return Err(Error::invalid("fields", "referral-fields-least"));
    }
    if person.contact.is_none() {
        return Err(Error::invalid("fields", "referral-contact-none"));
    }
    Ok(())
}

/// The officer to stand beside a person: of the office that was named to them, and of no other.
async fn beside(
    tx: &mut Tx,
    person: &Person,
    recipient: Id<Agency>,
    named: Option<Id<Agency>>,
) -> Result<Option<Sender>> {
    let officer = tx.officer_near(person.municipality.department(), recipient, named).await?;
    match (named, officer) {
        (Some(_), Some((account, agency))) => Ok(Some(Sender { account, agency })),
        (None, None) => Ok(None),
        _ => Err(Error::Conflict("referral-office-changed")),
    }
}

/// Makes sure that somebody there can answer: an account, or an address that a link is sent to.
async fn reach(
    sys: &System,
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    referral: &Referral,
    link_to: &str,
) -> Result<()> {
    if !tell::answering(tx, referral.agency).await?.is_empty() {
        return Ok(());
    }
    if link_to.trim().is_empty() {
        return Err(Error::Conflict("referral-nobody-there"));
    }
    let address = Email::parse(link_to).map_err(|problem| Error::invalid("link_to", problem.key()))?;
    let end = ctx.now.plus_days(LINK_DAYS);
    let token = tx.make_link(permit, referral, address.as_str(), end, ctx.now).await?;
    let link = message::referral_link(sys, &token);
    let day = referral.due_at.unwrap_or(end).day().to_string();
    let to = To::Address(referral.agency, address.as_str().to_owned());
    let occasion = format!("step {}", referral.version);
    tell::once(tx, referral, &to, Notice::ReferralLink, &[("link", link), ("day", day)], &occasion, ctx.now)
        .await
}

/// A person refers themselves to a service that accepts it. An officer stands beside them where the service wants one: of
/// the office that was named to them before they said yes, with the fewest open referrals. The organisation is to call
/// them, so it must learn at the least their telephone and what they need; who wants to share neither calls themselves.
///
/// # Errors
/// As [`send`], and problems with `need` and `fields` (`referral-fields-least`, `referral-contact-none`); conflicts
/// `referral-barrier-no_self_referral`, `referral-sent-already` if it was sent with other words, `referral-office-changed` if another office than the one named would stand beside
/// them.
pub async fn refer_myself(sys: &System, ctx: &Ctx, input: &SelfReferral) -> Result<Walked> {
    let person = ctx.person()?;
    let permit = &ctx.permit(Relation::Own, Object::Referral, Action::Create)?;
    let need = words("need", &input.need)?.ok_or(Error::invalid("need", "referral-need-missing"))?;
    let need = need.as_str();
    sys.store
        .write(move |mut tx| async move {
            // A draft of their own is what an organisation handed on.
            let known = ctx.unlock(Action::Edit, tx.referral(input.id).await?).ok().map(|(_, known)| known);
            let handed_on = match known {
                Some(known) if known.service != input.service => {
                    return Err(Error::Conflict("referral-sent-already"));
                }
                Some(known) if known.status != Status::Draft => {
                    if !says(&mut tx, &known, need).await? {
                        return Err(Error::Conflict("referral-sent-already"));
                    }
                    return Ok(tx.done(Walked::Already(Stand::from(&known))));
                }
                known => known,
            };
            let person = check::person(&mut tx, person).await?;
            enough(&person, &input.taken.fields)?;
            let listed = tx.listed_service(input.service).await?.ok_or(Error::NotFound)?;
            let terms = tx.terms(input.service).await?;
            let route = Route::of(check::age(&person, ctx.now), false);
            let is_new = handed_on.is_none();
            let before = handed_on.unwrap_or_else(|| blank(ctx, input.id, &person, &listed, &terms, route));
            let sending = Sending {
                consent: Consenting::Now(input.taken.clone()),
                accepts_waiting: input.accepts_waiting,
                link_to: String::new(),
            };
            room(&mut tx, ctx, &person, &before, &sending).await?;
            let grant = consent(&mut tx, ctx, permit, &before, &sending.consent).await?;
            let accepts_waiting = input.accepts_waiting;
            let ready = Referral { consent: Some(grant.consent.id), accepts_waiting, ..before.clone() };
            let taking = Taking::new(Action::Create, Step::Send);
            let mut after = ready.take(taking.step, Party::Person, &taking.detail, ctx.now)?;
            if terms.wants_worker {
                after.sender = beside(&mut tx, &person, after.agency, input.office).await?;
            }
            if is_new {
                tx.add_referral(permit, &after, counted(&person), ctx.now).await?;
            } else {
                tx.put_referral(permit, &after, taking.step.word(), ctx.now).await?;
            }
            tx.add_referral_text(&after, (Kind::Need, Some(Party::Person)), need, ctx.now).await?;
            walk::keep(&mut tx, ctx, (&before, &after, Party::Person), input.event, &taking).await?;
            freeze(&mut tx, ctx, &person, &after, &grant).await?;
            reach(sys, &mut tx, ctx, permit, &after, "").await?;
            Ok(tx.done(Walked::Done(Stand::from(&after))))
        })
        .await
}
