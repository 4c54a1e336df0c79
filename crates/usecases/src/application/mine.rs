//! A person's own applications: seen, taken back, and what they say of them.

use domain::{
    application::{Application, ApplicationEvent, Status, Step},
    id::Id,
    opportunity::Opportunity,
    person::Person,
    policy::{Action, Object, Relation},
    time::Moment,
};
use matching::Explanation;
use store::{Page, Tx, application::ListedApplication};

use super::walk::{offer_of, own_permit, walk};
use crate::{Ctx, Result, System, merge};

/// What the person can do with an application now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Can {
    /// Say yes to the invitation.
    pub accept: bool,
    /// Take it back, or say no to the invitation.
    pub withdraw: bool,
    /// Say whether they were answered.
    pub say_heard: bool,
    /// Say whether it came to something.
    pub say_result: bool,
}

impl Can {
    /// What can be done with `application` while its opportunity is `open` or not.
    #[must_use]
    pub fn with(application: &Application, open: bool, now: Moment) -> Self {
        Self {
            accept: application.status == Status::Invited && open,
            withdraw: application.status.after(Step::Withdraw).is_some(),
            // What the page itself tells to be over was answered.
            say_heard: application.say_heard(true).is_ok()
                && application.owed_since.is_some()
                && application.confirmation.is_none()
                && !matches!(application.status, Status::Declined | Status::Achieved | Status::NotAchieved),
            say_result: application.say_result(true, now).is_ok(),
        }
    }
}

/// One of a person's applications, with its life.
#[derive(Debug)]
pub struct Mine {
    /// The application.
    pub application: Application,
    /// To what.
    pub offer: Opportunity,
    /// The name of the agency.
    pub agency_name: String,
    /// Its life, first step first.
    pub events: Vec<ApplicationEvent>,
    /// The match as it was when it was sent.
    pub explanation: Option<Explanation>,
    /// What can be done now.
    pub can: Can,
}

/// The applications and invitations of the person who asks, newest first.
///
/// # Errors
/// [`crate::Error::SignIn`] if it is not a person.
pub async fn mine(sys: &System, ctx: &Ctx, page: Page<Id<Application>>) -> Result<Vec<ListedApplication>> {
    let person = ctx.person()?;
    ctx.permit(Relation::Own, Object::Application, Action::View)?;
    Ok(sys.store.read().await?.applications_of(person, page).await?)
}

/// One application of the person who asks.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not theirs.
pub async fn show(sys: &System, ctx: &Ctx, id: Id<Application>) -> Result<Mine> {
    ctx.person()?;
    let mut tx = sys.store.read().await?;
    let ctx = &merge::as_applicant_of(&mut tx, ctx, id).await?;
    let (_, application) = ctx.unlock(Action::View, tx.application(id).await?)?;
    let offer = offer_of(&mut tx, application.opportunity).await?;
    let agency_name = tx.agency_name(application.agency).await?.unwrap_or_default();
    let events = tx.application_events(id).await?;
    let explanation = read_explanation(&application);
    let can = Can::with(&application, offer.is_open(ctx.now.day()), ctx.now);
    Ok(Mine { application, offer, agency_name, events, explanation, can })
}

/// The explanation kept with an application; `None` if there is none or an older model wrote it in another form.
pub(super) fn read_explanation(application: &Application) -> Option<Explanation> {
    application.explanation.as_ref().and_then(|text| serde_json::from_str(text).ok())
}

/// Takes an application back, or says no to an invitation. In the same unit of work the agency's sight is cut, the
/// place is given back, and whoever waits longest gets it.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not theirs; conflict `application-not-from-here` if it is over.
pub async fn withdraw(sys: &System, ctx: &Ctx, id: Id<Application>) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let ctx = &merge::as_applicant_of(&mut tx, ctx, id).await?;
            let (permit, application) = ctx.unlock(Action::Withdraw, tx.application(id).await?)?;
            let offer = offer_of(&mut tx, application.opportunity).await?;
            let after = application.take(Step::Withdraw, None, ctx.now)?;
            tx.cut_sight(&permit, &application, ctx.now).await?;
            walk(&mut tx, &permit, &offer, application.status, &after, Step::Withdraw, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Takes back all that a person has open, within the unit of work in which their account is deleted.
///
/// # Errors
/// If the database does not take it.
pub async fn withdraw_all(tx: &mut Tx, person: Id<Person>, now: Moment) -> Result<()> {
    let permit = own_permit(Object::Application, Action::Withdraw)?;
    for opportunity in tx.opportunities_applied(person).await? {
        let Some(application) = tx.application_between(person, opportunity).await? else { continue };
        let Ok(after) = application.take(Step::Withdraw, None, now) else { continue };
        let offer = offer_of(tx, opportunity).await?;
        tx.cut_sight(&permit, &application, now).await?;
        walk(tx, &permit, &offer, application.status, &after, Step::Withdraw, now).await?;
    }
    Ok(())
}

/// The person says whether the agency answered them.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not theirs; conflict `application-not-from-here` if nothing is owed.
pub async fn say_heard(sys: &System, ctx: &Ctx, id: Id<Application>, heard: bool) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let ctx = &merge::as_applicant_of(&mut tx, ctx, id).await?;
            let (permit, application) = ctx.unlock(Action::Confirm, tx.application(id).await?)?;
            let after = application.say_heard(heard)?;
            let detail = if heard { "heard" } else { "not_heard" };
            tx.put_application(&permit, &after, detail, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// The person says whether it came to something: hired, completed, competent, granted.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not theirs; conflict `application-not-from-here` before they were accepted.
pub async fn say_result(sys: &System, ctx: &Ctx, id: Id<Application>, happened: bool) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let ctx = &merge::as_applicant_of(&mut tx, ctx, id).await?;
            let (permit, application) = ctx.unlock(Action::Confirm, tx.application(id).await?)?;
            let after = application.say_result(happened, ctx.now)?;
            let detail = after.confirmation.map_or("", |said| said.word());
            tx.put_application(&permit, &after, detail, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}
