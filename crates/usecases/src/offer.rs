//! Offering: an agency writes, a coordinator looks at it, and then it is shown.

mod fill;
mod form;
mod words;

use domain::{
    agency::{AgencyStatus, Bilingual},
    id::Id,
    message::Notice,
    opportunity::{ANSWER_WORKING_DAYS, Kind, Opportunity, Requirements, Status, Step},
    person::Schedule,
    place::MunicipalityCode,
    policy::{Action, Object, Permit, Relation},
    taxonomy::OccupationCode,
    text::LongText,
    time::Day,
};
use store::{Page, Tx};

use crate::{Ctx, Error, Result, System, alert, application::promote_waiting, message};

pub use form::OfferForm;
pub use store::opportunity::Listed;
pub use words::{Marked, marked};

pub(crate) use fill::{ADDRESS, BRING, DESCRIPTION, TITLE, Terms};

/// Offers on a page.
pub const PAGE: usize = 20;
/// The note of an offer that was paused because its agency owes answers.
pub const NOTE_UNANSWERED: &str = "offer-note-unanswered";

/// A page of offers.
#[derive(Clone, Debug)]
pub struct Offers<T> {
    /// The offers.
    pub items: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<Id<Opportunity>>,
}

impl<T> Offers<T> {
    /// A page of one more than [`PAGE`], which tells that there is another.
    fn new(mut items: Vec<T>, id: impl Fn(&T) -> Id<Opportunity>) -> Self {
        let more = items.len() > PAGE;
        items.truncate(PAGE);
        let next = if more { items.last().map(id) } else { None };
        Self { items, next }
    }
}

fn page(after: Option<Id<Opportunity>>) -> Page<Id<Opportunity>> {
    Page { after, limit: i64::try_from(PAGE).unwrap_or(0) + 1 }
}

/// The kinds that the agency of who asks may offer; none if it may offer nothing (any more).
///
/// # Errors
/// [`Error::SignIn`], or who asks does not offer.
pub async fn kinds(sys: &System, ctx: &Ctx) -> Result<Vec<Kind>> {
    ctx.permit(Relation::Own, Object::Opportunity, Action::Create)?;
    let standing = sys.store.read().await?.agency_standing(ctx.agency()?).await?;
    Ok(match standing {
        Some((kind, AgencyStatus::Pending | AgencyStatus::Verified)) => {
            Kind::ALL.iter().copied().filter(|offer| offer.offered_by(kind)).collect()
        }
        _ => Vec::new(),
    })
}

/// Writes a new offer, which nobody else sees yet. An agency that waits to be verified may.
///
/// # Errors
/// [`Error::Invalid`] with every problem; [`Error::Conflict`] if the agency does not offer this kind.
pub async fn draft(sys: &System, ctx: &Ctx, kind: Kind, form: &OfferForm) -> Result<Id<Opportunity>> {
    let permit = ctx.permit(Relation::Own, Object::Opportunity, Action::Create)?;
    if !kinds(sys, ctx).await?.contains(&kind) {
        return Err(Error::Conflict("offer-kind-not-offered"));
    }
    let mut offer = blank(kind, ctx)?;
    let wages = sys.store.read().await?.wage_table().await?;
    form.fill(&mut offer, &Terms { wages: &wages, today: ctx.now.day() })?;
    let (permit, offer) = (&permit, &offer);
    sys.store
        .write(move |mut tx| async move {
            tx.add_opportunity(permit, offer, None, ctx.now).await?;
            Ok::<_, Error>(tx.done(offer.id))
        })
        .await
}

/// An offer before anything is typed.
fn blank(kind: Kind, ctx: &Ctx) -> Result<Opportunity> {
    Ok(Opportunity {
        id: Id::new(ctx.now),
        kind,
        agency: ctx.agency()?,
        status: Status::Draft,
        title: Bilingual::default(),
        description: Bilingual::default(),
        bring: Bilingual::default(),
        occupation: None,
        municipality: MunicipalityCode::parse("0101").map_err(|_| Error::NotFound)?,
        address: String::new(),
        remote: false,
        seats: 1,
        taken: 0,
        pay: None,
        activity: None,
        cost_centavos: 0,
        schedule: Schedule::Full,
        contract: None,
        hours: None,
        starts_on: None,
        closes_on: ctx.now.day(),
        answer_days: i64::from(ANSWER_WORKING_DAYS),
        requirements: Requirements::default(),
        note: None,
        created_at: ctx.now,
        published_at: None,
        version: 1,
    })
}

/// Changes an offer. What a coordinator had approved is looked at again, unless only places or dates changed; the
/// answer is how far the offer is now.
///
/// # Errors
/// [`Error::Invalid`] with every problem; [`Error::Conflict`] if it is over or somebody changed it meanwhile.
pub async fn edit(sys: &System, ctx: &Ctx, id: Id<Opportunity>, form: &OfferForm) -> Result<Status> {
    let mut tx = sys.store.read().await?;
    let (permit, before) = ctx.unlock(Action::Edit, tx.opportunity(id).await?)?;
    let wages = tx.wage_table().await?;
    drop(tx);
    if before.status == Status::Closed {
        return Err(Error::Conflict("offer-closed-already"));
    }
    if form.version.trim() != before.version.to_string() {
        return Err(Error::Conflict("error-changed-meanwhile"));
    }
    let mut offer = before.clone();
    form.fill(&mut offer, &Terms { wages: &wages, today: ctx.now.day() })?;
    if offer.differs_in_substance(&before) {
        offer.status = before.status.after(Step::Revise).unwrap_or(before.status);
    }
    put(sys, ctx, &permit, offer, None).await
}

/// Sends an offer to be looked at. Everything is checked again: the day, the wages and the agency may have changed.
///
/// # Errors
/// [`Error::Invalid`] with every problem; [`Error::Conflict`] if the agency is not verified, or it was sent already.
pub async fn submit(sys: &System, ctx: &Ctx, id: Id<Opportunity>) -> Result<Status> {
    let mut tx = sys.store.read().await?;
    let (permit, mut offer) = ctx.unlock(Action::Publish, tx.opportunity(id).await?)?;
    let wages = tx.wage_table().await?;
    needs_verified(&mut tx, &offer).await?;
    drop(tx);
    offer.status = after(&offer, Step::Submit)?;
    let form = OfferForm { acknowledged: true, ..OfferForm::of(&offer) };
    form.fill(&mut offer, &Terms { wages: &wages, today: ctx.now.day() })?;
    put(sys, ctx, &permit, offer, Some(Step::Submit)).await
}

/// A coordinator approves an offer: from now on it is shown.
///
/// # Errors
/// [`Error::Conflict`] if it does not wait for review, is out of date, or its agency is not verified.
pub async fn approve(sys: &System, ctx: &Ctx, id: Id<Opportunity>, version: i64) -> Result<()> {
    let mut tx = sys.store.read().await?;
    let (permit, mut offer) = ctx.unlock(Action::Review, tx.opportunity(id).await?)?;
    needs_verified(&mut tx, &offer).await?;
    drop(tx);
    same_version(&offer, version)?;
    offer.status = after(&offer, Step::Approve)?;
    not_past(&offer, ctx.now.day())?;
    offer.note = None;
    offer.published_at = offer.published_at.or(Some(ctx.now));
    put(sys, ctx, &permit, offer, Some(Step::Approve)).await?;
    Ok(())
}

/// A coordinator gives an offer back to be mended, and says why.
///
/// # Errors
/// [`Error::Invalid`] without a reason; [`Error::Conflict`] if it does not wait for review.
pub async fn send_back(
    sys: &System,
    ctx: &Ctx,
    id: Id<Opportunity>,
    version: i64,
    reason: &str,
) -> Result<()> {
    let (permit, mut offer) = ctx.unlock(Action::Review, sys.store.read().await?.opportunity(id).await?)?;
    offer.note = Some(reason_of(reason)?);
    same_version(&offer, version)?;
    offer.status = after(&offer, Step::Return)?;
    put(sys, ctx, &permit, offer, Some(Step::Return)).await?;
    Ok(())
}

/// Stops showing an offer for a while: its agency, or a coordinator with a reason.
///
/// # Errors
/// [`Error::Conflict`] if it is not shown; [`Error::Invalid`] if a coordinator gives no reason.
pub async fn pause(sys: &System, ctx: &Ctx, id: Id<Opportunity>, reason: &str) -> Result<()> {
    let (permit, mut offer) = ctx.unlock(Action::Publish, sys.store.read().await?.opportunity(id).await?)?;
    offer.status = after(&offer, Step::Pause)?;
    let own = ctx.actor.agency() == Some(offer.agency);
    offer.note = if own { None } else { Some(reason_of(reason)?) };
    put(sys, ctx, &permit, offer, Some(Step::Pause)).await?;
    Ok(())
}

/// Shows an offer again. Not while answers are owed, and not by its agency if a coordinator stopped it.
///
/// # Errors
/// [`Error::Conflict`] with what stands in the way.
pub async fn resume(sys: &System, ctx: &Ctx, id: Id<Opportunity>) -> Result<()> {
    let mut tx = sys.store.read().await?;
    let (permit, mut offer) = ctx.unlock(Action::Publish, tx.opportunity(id).await?)?;
    needs_verified(&mut tx, &offer).await?;
    let owed = tx.unanswered_on(id, ctx.now).await?;
    drop(tx);
    offer.status = after(&offer, Step::Resume)?;
    not_past(&offer, ctx.now.day())?;
    if owed > 0 {
        return Err(Error::Conflict("offer-answers-owed"));
    }
    let own = ctx.actor.agency() == Some(offer.agency);
    let stopped = offer.note.as_deref().is_some_and(|note| note != NOTE_UNANSWERED);
    if own && stopped {
        return Err(Error::Conflict("offer-stopped-by-coordination"));
    }
    offer.note = None;
    put(sys, ctx, &permit, offer, Some(Step::Resume)).await?;
    Ok(())
}

/// Ends an offer. Applications that are under way can still be answered.
///
/// # Errors
/// [`Error::Conflict`] if it is over already.
pub async fn close(sys: &System, ctx: &Ctx, id: Id<Opportunity>) -> Result<()> {
    let (permit, mut offer) = ctx.unlock(Action::Publish, sys.store.read().await?.opportunity(id).await?)?;
    offer.status = after(&offer, Step::Close)?;
    put(sys, ctx, &permit, offer, Some(Step::Close)).await?;
    Ok(())
}

/// One's own offer, to change it or to see how far it is.
///
/// # Errors
/// [`Error::NotFound`] if it is not one's own.
pub async fn own(sys: &System, ctx: &Ctx, id: Id<Opportunity>) -> Result<Opportunity> {
    Ok(ctx.unlock(Action::Edit, sys.store.read().await?.opportunity(id).await?)?.1)
}

/// The offers of one's own agency, the newest first.
///
/// # Errors
/// [`Error::SignIn`], or who asks does not offer.
pub async fn mine(
    sys: &System,
    ctx: &Ctx,
    status: Option<Status>,
    after: Option<Id<Opportunity>>,
) -> Result<Offers<Opportunity>> {
    ctx.permit(Relation::Own, Object::Opportunity, Action::Create)?;
    let offers = sys.store.read().await?.opportunities_of(ctx.agency()?, status, page(after)).await?;
    Ok(Offers::new(offers, |offer| offer.id))
}

/// What waits for a coordinator, the oldest first.
///
/// # Errors
/// If who asks is no coordinator.
pub async fn queue(sys: &System, ctx: &Ctx, after: Option<Id<Opportunity>>) -> Result<Offers<Listed>> {
    ctx.permit(Relation::Stranger, Object::Opportunity, Action::Review)?;
    let listed = sys.store.read().await?.opportunities_in_review(page(after)).await?;
    Ok(Offers::new(listed, |one| one.opportunity.id))
}

/// One offer as a coordinator sees it, in any status.
///
/// # Errors
/// [`Error::NotFound`] if there is none; if who asks is no coordinator.
pub async fn review(sys: &System, ctx: &Ctx, id: Id<Opportunity>) -> Result<Listed> {
    ctx.permit(Relation::Stranger, Object::Opportunity, Action::Review)?;
    sys.store.read().await?.listed(id).await?.ok_or(Error::NotFound)
}

/// The occupations that words may mean, the likeliest first, at most six: to be chosen from.
#[must_use]
pub fn occupations(sys: &System, words: &str) -> Vec<OccupationCode> {
    let words: String = words.chars().take(200).collect();
    sys.linker().occupations(&words, 6).suggestions.into_iter().map(|one| one.code).collect()
}

/// The status after a step, if it can be taken.
fn after(offer: &Opportunity, step: Step) -> Result<Status> {
    offer.status.after(step).ok_or(Error::Conflict("offer-step-not-now"))
}

fn same_version(offer: &Opportunity, version: i64) -> Result<()> {
    if offer.version == version { Ok(()) } else { Err(Error::Conflict("error-changed-meanwhile")) }
}

fn not_past(offer: &Opportunity, today: Day) -> Result<()> {
    if offer.closes_on < today { Err(Error::Conflict("offer-closes-past")) } else { Ok(()) }
}

fn reason_of(text: &str) -> Result<String> {
    let reason = LongText::<500>::parse(text).map_err(|why| Error::invalid("reason", why.key()))?;
    Ok(reason.into())
}

/// Nothing of an agency is shown before a coordinator has verified it.
async fn needs_verified(tx: &mut Tx, offer: &Opportunity) -> Result<()> {
    match tx.agency_standing(offer.agency).await? {
        Some((_, AgencyStatus::Verified)) => Ok(()),
        _ => Err(Error::Conflict("offer-agency-not-verified")),
    }
}

/// Writes a changed offer, tells its agency what a coordinator decided, and gives new places to those who wait.
async fn put(
    sys: &System,
    ctx: &Ctx,
    permit: &Permit,
    mut offer: Opportunity,
    step: Option<Step>,
) -> Result<Status> {
    offer.version += 1;
    let offer = &offer;
    let notice = match step {
        Some(Step::Approve) => Some(Notice::OfferApproved),
        Some(Step::Return) => Some(Notice::OfferReturned),
        // A coordinator has stopped it, and says why.
        Some(Step::Pause) if offer.note.is_some() => Some(Notice::OfferReturned),
        _ => None,
    };
    sys.store
        .write(move |mut tx| async move {
            tx.put_opportunity(permit, offer, step.map_or("edit", Step::word), ctx.now).await?;
            if let Some(notice) = notice {
                let title = ("title", offer.title.es.clone());
                let reason = ("reason", offer.note.clone().unwrap_or_default());
                message::tell_agency(&mut tx, offer.agency, notice, &[title, reason], ctx.now).await?;
            }
            promote_waiting(&mut tx, offer, ctx.now).await?;
            if step == Some(Step::Approve) {
                alert::announce(&mut tx, vec![offer.id], ctx.now).await?;
            }
            Ok::<_, Error>(tx.done(offer.status))
        })
        .await
}
