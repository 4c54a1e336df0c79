//! A person applies: with one tap, and with a consent that names the agency.

use domain::{
    application::{Application, Status, Step},
    consent::{Consent, DEFAULT_DAYS, NOTICE_VERSION, Purpose},
    id::Id,
    opportunity::Opportunity,
    person::Person,
    policy::{Action, Object, Relation},
};
use matching::Candidate;
use store::{Tx, application::Counted};

use super::walk::{keep_event, tell_arrived};
use crate::{Ctx, Error, Result, System};

/// What a person says when they apply.
#[derive(Clone, Copy, Debug)]
pub struct Apply {
    /// Whether this agency may see their name, telephone and profile, for this application and 90 days at most.
    pub share: bool,
    /// Whether they would wait if the call is full.
    pub accept_waitlist: bool,
}

/// An application that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its identifier.
    pub id: Id<Application>,
    /// [`Status::Applied`], or [`Status::Waitlisted`] if the call was full.
    pub status: Status,
}

/// What a person reads before they apply.
#[derive(Debug)]
pub struct Before {
    /// The opportunity.
    pub offer: Opportunity,
    /// The name of the agency that will see who applies.
    pub agency_name: String,
    /// Whether no place is left, so that one can only wait.
    pub full: bool,
    /// The application they have already, if they have one that was not taken back.
    pub known: Option<(Id<Application>, Status)>,
    /// What is asked and they have not told, the weightiest first.
    pub gaps: Vec<matching::Detail>,
}

/// What the person who asks should know before they apply.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person; [`Error::NotFound`] if the opportunity is not shown.
pub async fn before(sys: &System, ctx: &Ctx, opportunity: Id<Opportunity>) -> Result<Before> {
    let person = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (_, offer) = ctx.unlock(Action::Apply, tx.opportunity(opportunity).await?)?;
    let agency_name = tx.offering_agency(offer.agency).await?.ok_or(Error::NotFound)?;
    let known = tx.application_between(person, opportunity).await?;
    let full = offer.kind.holds_seats() && offer.seats_left() == 0;
    let (_, explanation) = look_at(&mut tx, ctx, person, &offer).await?;
    let known = known.map(|known| (known.id, known.status));
    Ok(Before { gaps: explanation.gaps(), offer, agency_name, full, known })
}

/// Applies to an opportunity, or says yes to its invitation. The consent, the place, the explanation of the match and
/// the message to the agency are written together or not at all.
///
/// # Errors
/// `application-share-needed` beside `share`; [`Error::NotFound`] if it is not shown; conflicts `application-closed`,
/// `application-already`, `application-full` (ask again with `accept_waitlist`).
pub async fn apply(sys: &System, ctx: &Ctx, opportunity: Id<Opportunity>, input: &Apply) -> Result<Sent> {
    let person = ctx.person()?;
    if !input.share {
        return Err(Error::invalid("share", "application-share-needed"));
    }
    sys.store
        .write(move |mut tx| async move {
            let (permit, offer) = ctx.unlock(Action::Apply, tx.opportunity(opportunity).await?)?;
            if tx.offering_agency(offer.agency).await?.is_none() {
                return Err(Error::NotFound);
            }
            let invited = match tx.application_between(person, opportunity).await? {
                Some(known) if known.status != Status::Invited => {
                    return Err(Error::Conflict("application-already"));
                }
                invited => invited,
            };
            if !offer.is_open(ctx.now.day()) {
                return Err(Error::Conflict("application-closed"));
            }
            let step = take_place(&mut tx, &offer, input).await?;
            let (who, explanation) = look_at(&mut tx, ctx, person, &offer).await?;
            let explanation =
                serde_json::to_string(&explanation).map_err(|error| Error::Internal(Box::new(error)))?;
            let consent = consent(&mut tx, ctx, &offer).await?;
            let sent = match &invited {
                Some(invited) => invited.send(&offer, step, Some(consent), ctx.now)?,
                None => Application::begin(person, &offer, step, Some(consent), ctx.now)?,
            };
            let sent = Application { explanation: Some(explanation), ..sent };
            if invited.is_some() {
                tx.put_application(&permit, &sent, step.word(), ctx.now).await?;
            } else {
                tx.add_application(&permit, &sent, counted(&who), ctx.now).await?;
            }
            keep_event(&mut tx, &sent, step, ctx.now).await?;
            tell_arrived(&mut tx, &offer, &sent, ctx.now).await?;
            Ok(tx.done(Sent { id: sent.id, status: sent.status }))
        })
        .await
}

/// What is copied from a person for counts.
pub(crate) fn counted(person: &Person) -> Counted {
    Counted { department: person.municipality.department(), sex: person.sex, language: person.language }
}

/// Takes a place where there are places; without one, the person waits if they accept that.
async fn take_place(tx: &mut Tx, offer: &Opportunity, input: &Apply) -> Result<Step> {
    if !offer.kind.holds_seats() || tx.take_seat(offer.id).await? {
        Ok(Step::Apply)
    } else if input.accept_waitlist {
        Ok(Step::Wait)
    } else {
        Err(Error::Conflict("application-full"))
    }
}

/// The person, and how the opportunity suits them now, as it is kept.
async fn look_at(
    tx: &mut Tx,
    ctx: &Ctx,
    person: Id<Person>,
    offer: &Opportunity,
) -> Result<(Person, matching::Explanation)> {
    let (_, who) = ctx.unlock(Action::View, tx.person(person).await?)?;
    let jobs = tx.experiences_of(person).await?;
    let candidate = Candidate::new(&who.profile, &jobs, who.municipality, who.language);
    Ok((who, matching::assess(&candidate, offer, ctx.now.day()).explanation))
}

/// Keeps the consent to show this application's person to this agency.
async fn consent(tx: &mut Tx, ctx: &Ctx, offer: &Opportunity) -> Result<Id<Consent>> {
    let permit = ctx.permit(Relation::Own, Object::Person, Action::Edit)?;
    let consent = Consent {
        id: Id::new(ctx.now),
        person: ctx.person()?,
        purpose: Purpose::Application,
        agency: Some(offer.agency),
        notice_version: NOTICE_VERSION.to_owned(),
        lang: ctx.lang,
        given_at: ctx.now,
        expires_at: Some(ctx.now.plus_days(DEFAULT_DAYS)),
        withdrawn_at: None,
    };
    tx.give_consent(&permit, &consent, ctx.now).await?;
    Ok(consent.id)
}
