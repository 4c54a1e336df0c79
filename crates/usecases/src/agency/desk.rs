//! The desks: a coordinator's queue and decisions, an administrator's list, and an agency's own page.

use domain::{
    agency::{Account, Agency, AgencyKind, AgencyStatus, AgencyStep, Agreement, Document},
    id::Id,
    message::Notice,
    policy::{Action, Locked, Object, Permit, Relation},
    text::LongText,
};
use store::{
    Page, Tx,
    agency::{AgencyFilter, ListedAgency},
};

use super::{
    form::{AgencyForm, Upload, take_papers},
    sign_up::keep_paper,
};
use crate::{Ctx, Error, Problems, Result, System, message};

/// Rows of a page.
const PAGE: i64 = 50;

/// An agency with all that belongs to it, for who may see it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The agency.
    pub agency: Agency,
    /// Its papers.
    pub documents: Vec<Document>,
    /// The agreements with it.
    pub agreements: Vec<Agreement>,
    /// Who signs in for it.
    pub focal_points: Vec<Account>,
}

/// The agencies that wait for a coordinator, who waits longest first.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::SignIn`] for who may not see them.
pub async fn waiting(
    sys: &System,
    ctx: &Ctx,
    status: AgencyStatus,
    after: Option<Id<Agency>>,
) -> Result<Vec<ListedAgency>> {
    ctx.permit(Relation::Stranger, Object::Agency, Action::View)?;
    Ok(sys.store.read().await?.agency_queue(status, Page { after, limit: PAGE }).await?)
}

/// Agencies by name.
///
/// # Errors
/// As [`waiting`].
pub async fn list(
    sys: &System,
    ctx: &Ctx,
    filter: &AgencyFilter,
    after: Option<(String, Id<Agency>)>,
) -> Result<Vec<ListedAgency>> {
    ctx.permit(Relation::Stranger, Object::Agency, Action::View)?;
    Ok(sys.store.read().await?.agencies(filter, Page { after, limit: PAGE }).await?)
}

/// One agency with all that belongs to it.
///
/// # Errors
/// [`Error::NotFound`] for who may not see it.
pub async fn show(sys: &System, ctx: &Ctx, id: Id<Agency>) -> Result<Shown> {
    let mut tx = sys.store.read().await?;
    let (_, agency) = ctx.unlock(Action::View, tx.agency(id).await?)?;
    Ok(Shown {
        documents: tx.documents_of(id).await?,
        agreements: tx.agreements_of(id).await?,
        focal_points: tx.focal_points_of(id).await?,
        agency,
    })
}

/// The agency of who asks.
///
/// # Errors
/// [`Error::SignIn`] if it is not staff.
pub async fn own(sys: &System, ctx: &Ctx) -> Result<Shown> {
    show(sys, ctx, ctx.agency()?).await
}

/// What is in a paper. Who reads it is noted.
///
/// # Errors
/// [`Error::NotFound`] for who may not see it.
pub async fn paper(sys: &System, ctx: &Ctx, id: Id<Document>) -> Result<(Document, Vec<u8>)> {
    sys.store
        .write(move |mut tx| async move {
            let (permit, document) = ctx.unlock(Action::View, tx.document(id).await?)?;
            let body = tx.document_body(&permit, &document, ctx.now).await?;
            Ok(tx.done((document, body)))
        })
        .await
}

/// A coordinator takes a step with an agency, and the agency is told. A suspended agency's offers are not shown from
/// then on: every public list asks for a verified agency. One that sent no paper is verified only by a coordinator who
/// says that they made sure of it in another way (`checked`), and the audit keeps that.
///
/// # Errors
/// [`Error::Invalid`] on `reason` or `checked`; [`Error::Conflict`] if the step is not possible now.
pub async fn decide(
    sys: &System,
    ctx: &Ctx,
    id: Id<Agency>,
    step: AgencyStep,
    reason: &str,
    checked: bool,
) -> Result<()> {
    let reason = match LongText::<500>::parse(reason) {
        Err(problem) if step.needs_reason() => return Err(Error::invalid("reason", problem.key())),
        outcome => outcome.ok().map(String::from),
    };
    let notice = match step {
        AgencyStep::Verify => Notice::AgencyVerified,
        AgencyStep::Refuse => Notice::AgencyRefused,
        AgencyStep::Suspend => Notice::AgencySuspended,
        AgencyStep::Restore => Notice::AgencyRestored,
        AgencyStep::Ask => return Err(Error::Conflict("agency-step-not-now")),
    };
    let reason = &reason;
    sys.store
        .write(move |mut tx| async move {
            let (permit, agency) = ctx.unlock(Action::Verify, tx.agency(id).await?)?;
            let agency = agency.after(step, reason.clone()).ok_or(Error::Conflict("agency-step-not-now"))?;
            let unseen = step == AgencyStep::Verify && tx.documents_of(id).await?.is_empty();
            if unseen && !checked {
                return Err(Error::invalid("checked", "agency-unseen"));
            }
            let detail = if unseen { "verify checked" } else { step.word() };
            tx.put_agency(&permit, &agency, detail, ctx.now).await?;
            let arguments: Vec<(&str, String)> =
                agency.reason.iter().map(|reason| ("reason", reason.clone())).collect();
            message::tell_agency(&mut tx, id, notice, &arguments, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// A refused agency has mended what was wrong and asks again.
///
/// # Errors
/// [`Error::Conflict`] if it was not refused.
pub async fn ask_again(sys: &System, ctx: &Ctx) -> Result<()> {
    let id = ctx.agency()?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, agency) = own_to_edit(&mut tx, ctx, id).await?;
            let agency = agency.after(AgencyStep::Ask, None).ok_or(Error::Conflict("agency-step-not-now"))?;
            tx.put_agency(&permit, &agency, AgencyStep::Ask.word(), ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// An administrator adds an agency. It waits for a coordinator like any other: two people look at it.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Conflict`] if its tax number is known.
pub async fn add(sys: &System, ctx: &Ctx, form: &AgencyForm) -> Result<Id<Agency>> {
    let permit = ctx.permit(Relation::Stranger, Object::Agency, Action::Create)?;
    let mut problems = Problems::default();
    let parsed = form.parse(AgencyKind::ALL, &mut problems);
    problems.none()?;
    let parsed = parsed.ok_or(Error::Forbidden)?;
    let agency = parsed.agency(Id::new(ctx.now), AgencyStatus::Pending, ctx);
    let (permit, agency) = (&permit, &agency);
    sys.store
        .write(move |mut tx| async move {
            tx.add_agency(permit, agency, None, ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await?;
    Ok(agency.id)
}

/// Changes an agency: an administrator any, an agency itself. A verified agency cannot change by itself what was
/// checked: kind, name and tax number.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Conflict`] `error-changed-meanwhile` if it is no longer at `version`.
pub async fn change(sys: &System, ctx: &Ctx, id: Id<Agency>, form: &AgencyForm, version: i64) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let (permit, agency) = ctx.unlock(Action::Edit, tx.agency(id).await?)?;
            let mut form = form.clone();
            if ctx.agency().ok() == Some(id) {
                let there = AgencyForm::of(&agency);
                form.kind = there.kind;
                if !matches!(agency.status, AgencyStatus::Pending | AgencyStatus::Refused) {
                    (form.name, form.nit) = (there.name, there.nit);
                }
            }
            let mut problems = Problems::default();
            let parsed = form.parse(AgencyKind::ALL, &mut problems);
            problems.none()?;
            let parsed = parsed.ok_or(Error::Forbidden)?;
            let detail = parsed.changes(&agency);
            let fresh = parsed.agency(id, agency.status, ctx);
            let agency = Agency {
                reason: agency.reason,
                created_at: agency.created_at,
                version: version + 1,
                ..fresh
            };
            tx.put_agency(&permit, &agency, &detail, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// An agency adds a paper.
///
/// # Errors
/// [`Error::Invalid`] on `papers`, also if there are three already.
pub async fn add_paper(sys: &System, ctx: &Ctx, upload: Upload) -> Result<()> {
    let id = ctx.agency()?;
    let mut problems = Problems::default();
    let papers = take_papers(vec![upload], 1, &mut problems)?;
    if papers.is_empty() && problems.0.is_empty() {
        problems.add("papers", "agency-paper-empty");
    }
    problems.none()?;
    let papers = &papers;
    sys.store
        .write(move |mut tx| async move {
            let (permit, _) = own_to_edit(&mut tx, ctx, id).await?;
            if tx.documents_of(id).await?.len() + papers.len() > Document::MOST {
                return Err(Error::invalid("papers", "agency-paper-many"));
            }
            for paper in papers {
                keep_paper(&mut tx, ctx, &permit, id, paper).await?;
            }
            Ok(tx.done(()))
        })
        .await
}

/// An agency takes a paper back, as long as nobody relies on it: before it is verified.
///
/// # Errors
/// [`Error::Conflict`] once it is.
pub async fn remove_paper(sys: &System, ctx: &Ctx, paper: Id<Document>) -> Result<()> {
    let id = ctx.agency()?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, agency) = own_to_edit(&mut tx, ctx, id).await?;
            let (_, document) = ctx.unlock(Action::Edit, tx.document(paper).await?)?;
            if !matches!(agency.status, AgencyStatus::Pending | AgencyStatus::Refused) {
                return Err(Error::Conflict("agency-paper-kept"));
            }
            tx.remove_document(&permit, document.id, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

async fn own_to_edit(tx: &mut Tx, ctx: &Ctx, id: Id<Agency>) -> Result<(Permit, Agency)> {
    let locked: Locked<Agency> = tx.agency(id).await?;
    ctx.unlock(Action::Edit, locked)
}
