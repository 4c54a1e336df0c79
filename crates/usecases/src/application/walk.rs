//! One step of an application, with all that follows from it.

use domain::{
    application::{Application, ApplicationEvent, Seat, Status, Step},
    id::Id,
    message::Notice,
    opportunity::{self, Opportunity},
    policy::{Action, Actor, Object, Permit, Relation},
    time::Moment,
};
use store::Tx;

use crate::{Error, Result, message};

/// The permit of the clock, for what follows from somebody else's step.
///
/// # Errors
/// Never: the policy lets the system do it.
pub(super) fn own_permit(object: Object, action: Action) -> Result<Permit> {
    Ok(domain::policy::permit(&Actor::System, Relation::Own, object, action)?)
}

/// The opportunity of an application, whatever its status: whoever may see the application may know of it.
///
/// # Errors
/// If the database cannot be read.
pub(super) async fn offer_of(tx: &mut Tx, id: Id<Opportunity>) -> Result<Opportunity> {
    let (_, offer) = tx.opportunity(id).await?.unlock(&Actor::System, Action::View)?;
    Ok(offer)
}

/// Keeps the event of a step that `application` has just taken.
///
/// # Errors
/// If the database does not take it.
pub(crate) async fn keep_event(
    tx: &mut Tx,
    application: &Application,
    step: Step,
    now: Moment,
) -> Result<()> {
    let no = matches!(step, Step::Decline | Step::Fail);
    let event = ApplicationEvent {
        application: application.id,
        step,
        status: application.status,
        reason: application.reason.filter(|_| no),
        at: now,
    };
    Ok(tx.add_application_event(&event, application.version).await?)
}

/// Writes the application after a step, keeps the event, and moves the places.
///
/// # Errors
/// `application-full` if the step needs a place and none is left; `error-changed-meanwhile`.
pub(super) async fn walk(
    tx: &mut Tx,
    permit: &Permit,
    offer: &Opportunity,
    before: Status,
    after: &Application,
    step: Step,
    now: Moment,
) -> Result<()> {
    tx.put_application(permit, after, step.word(), now).await?;
    keep_event(tx, after, step, now).await?;
    match Seat::of(offer.kind, Some(before), after.status, has_begun(offer, now)) {
        Seat::Keep => {}
        Seat::Take => {
            if !tx.take_seat(offer.id).await? {
                return Err(Error::Conflict("application-full"));
            }
        }
        Seat::Fill => tx.fill_seat(offer.id).await?,
        Seat::GiveBack => {
            tx.give_seat_back(offer.id).await?;
            promote(tx, offer, after.id, now).await?;
        }
    }
    Ok(())
}

/// Gives the places that a call has got besides to those who wait, the longest first.
///
/// # Errors
/// If the database does not take it.
pub(crate) async fn promote_waiting(tx: &mut Tx, offer: &Opportunity, now: Moment) -> Result<()> {
    let nobody = Id::new(now);
    let free = if offer.kind.holds_seats() { offer.seats_left() } else { 0 };
    for _ in 0..free {
        if !promote(tx, offer, nobody, now).await? {
            break;
        }
    }
    Ok(())
}

/// Gives a free place to whoever waits longest, if the call has not begun and is not over; tells whether somebody got
/// it.
async fn promote(tx: &mut Tx, offer: &Opportunity, except: Id<Application>, now: Moment) -> Result<bool> {
    if has_begun(offer, now) || offer.status == opportunity::Status::Closed {
        return Ok(false);
    }
    let Some(waiting) = tx.first_waiting(offer.id, except).await? else { return Ok(false) };
    if !tx.take_seat(offer.id).await? {
        return Ok(false);
    }
    let promoted = waiting.take(Step::Promote, None, now)?.owed(offer, now);
    let permit = own_permit(Object::Application, Action::Edit)?;
    tx.put_application(&permit, &promoted, Step::Promote.word(), now).await?;
    keep_event(tx, &promoted, Step::Promote, now).await?;
    message::tell_person(tx, promoted.person, Notice::PersonAnswered, &[], now).await?;
    tell_arrived(tx, offer, &promoted, now).await?;
    Ok(true)
}

/// Tells the agency that an application arrived, and by when to answer.
///
/// # Errors
/// If the database does not take it.
pub(super) async fn tell_arrived(
    tx: &mut Tx,
    offer: &Opportunity,
    application: &Application,
    now: Moment,
) -> Result<()> {
    let Some(due) = application.due_at else { return Ok(()) };
    let arguments = [("title", offer.title.es.clone()), ("day", due.day().to_string())];
    message::tell_agency(tx, offer.agency, Notice::ApplicationArrived, &arguments, now).await
}

fn has_begun(offer: &Opportunity, now: Moment) -> bool {
    offer.starts_on.is_some_and(|day| day <= now.day())
}
