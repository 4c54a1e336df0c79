//! Written agreements: without one that holds, no personal data goes to an agency (IOM data principle 5).

use domain::{
    agency::{Agency, Agreement},
    id::Id,
    policy::{Action, Object, Permit, Relation},
    text::{ShortText, TextProblem},
    time::Day,
};
use store::{
    Page,
    agreement::{AgreementKey, ListedAgreement},
};

use crate::{Ctx, Error, Problems, Result, System};

/// Within so many days an end is near.
pub const ENDING_DAYS: i64 = 60;
/// Rows of a page.
const PAGE: i64 = 50;

/// What is typed about an agreement.
#[derive(Clone, Debug, Default)]
pub struct AgreementForm {
    /// What it is called.
    pub title: String,
    /// `2026-01-31`.
    pub signed_on: String,
    /// `2027-01-31`.
    pub expires_on: String,
}

impl AgreementForm {
    fn parse(&self, id: Id<Agreement>, agency: Id<Agency>) -> Result<Agreement> {
        let mut problems = Problems::default();
        let title = problems.keep("title", ShortText::<120>::parse(&self.title).map_err(TextProblem::key));
        let day = |text: &str| text.trim().parse::<Day>().map_err(|_| "agency-agreement-day");
        let signed_on = problems.keep("signed_on", day(&self.signed_on));
        let expires_on = problems.keep("expires_on", day(&self.expires_on));
        if let (Some(signed_on), Some(expires_on)) = (signed_on, expires_on)
            && expires_on < signed_on
        {
            problems.add("expires_on", "agency-agreement-ends");
        }
        problems.none()?;
        match (title, signed_on, expires_on) {
            (Some(title), Some(signed_on), Some(expires_on)) => {
                Ok(Agreement { id, agency, title: title.into(), signed_on, expires_on })
            }
            _ => Err(Error::Forbidden),
        }
    }
}

fn keeper(ctx: &Ctx) -> Result<Permit> {
    ctx.permit(Relation::Stranger, Object::Agency, Action::Create)
}

/// One agreement, for the form that changes it.
///
/// # Errors
/// [`Error::NotFound`] for who may not see it.
pub async fn agreement(sys: &System, ctx: &Ctx, id: Id<Agreement>) -> Result<Agreement> {
    let (_, agreement) = ctx.unlock(Action::Edit, sys.store.read().await?.agreement(id).await?)?;
    Ok(agreement)
}

/// Every agreement that has not ended, the nearest end first.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::SignIn`] for who may not see them.
pub async fn agreements(
    sys: &System,
    ctx: &Ctx,
    after: Option<AgreementKey>,
) -> Result<Vec<ListedAgreement>> {
    keeper(ctx)?;
    let mut tx = sys.store.read().await?;
    Ok(tx.agreements_ending(ctx.now.day(), Day::MAX, Page { after, limit: PAGE }).await?)
}

/// The agreements that end within [`ENDING_DAYS`] days, the nearest end first.
///
/// # Errors
/// As [`agreements`].
pub async fn ending_agreements(sys: &System, ctx: &Ctx) -> Result<Vec<ListedAgreement>> {
    keeper(ctx)?;
    let mut tx = sys.store.read().await?;
    let last = ctx.now.plus_days(ENDING_DAYS).day();
    Ok(tx.agreements_ending(ctx.now.day(), last, Page { after: None, limit: PAGE }).await?)
}

/// Keeps a new agreement with an agency.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] if there is no such agency.
pub async fn add_agreement(
    sys: &System,
    ctx: &Ctx,
    agency: Id<Agency>,
    form: &AgreementForm,
) -> Result<Id<Agreement>> {
    let permit = &keeper(ctx)?;
    let agreement = form.parse(Id::new(ctx.now), agency)?;
    let kept = &agreement;
    sys.store
        .write(move |mut tx| async move {
            ctx.unlock(Action::View, tx.agency(agency).await?)?;
            tx.add_agreement(permit, kept, ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await?;
    Ok(agreement.id)
}

/// Changes title or days of an agreement.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`].
pub async fn put_agreement(sys: &System, ctx: &Ctx, id: Id<Agreement>, form: &AgreementForm) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let (_, there) = ctx.unlock(Action::Edit, tx.agreement(id).await?)?;
            let changed = form.parse(id, there.agency)?;
            let permit = keeper(ctx)?;
            tx.put_agreement(&permit, &changed, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}
