//! Photos and papers of a case: what is no PDF, JPEG or PNG is not taken, and a photo keeps nothing besides the picture.

use domain::{
    case::{Case, Paper, Party},
    id::Id,
    policy::Action,
};

use super::{MOST_PAPERS, write::held};
use crate::{Ctx, Error, Result, System, agency::Upload, merge};

/// Adds a paper: by the officer, or by the person of their own case.
///
/// # Errors
/// A problem with `papers`; conflicts `case-papers-many`, `case-not-from-here`, `case-consent-needed`.
pub async fn add_paper(sys: &System, ctx: &Ctx, id: Id<Case>, upload: Upload) -> Result<()> {
    let (name, media_type, bytes) =
        upload.read().map_err(|problem| Error::invalid("papers", problem.key()))?;
    let (name, bytes) = (&name, &bytes);
    sys.store
        .write(move |mut tx| async move {
            let ctx = &merge::as_accompanied_in(&mut tx, ctx, id).await?;
            let (permit, case) = ctx.unlock(Action::Edit, tx.case(id).await?)?;
            if case.closed_at.is_some() {
                return Err(Error::Conflict("case-not-from-here"));
            }
            if case.party(&ctx.actor) != Some(Party::Person) {
                held(&mut tx, ctx, &case).await?;
            }
            if tx.case_papers(&case).await?.len() >= MOST_PAPERS {
                return Err(Error::Conflict("case-papers-many"));
            }
            let paper = Paper {
                id: Id::new(ctx.now),
                case: id,
                name: name.clone(),
                media_type,
                size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
                created_at: ctx.now,
            };
            tx.add_case_paper(&permit, &case, &paper, bytes).await?;
            Ok(tx.done(()))
        })
        .await
}

/// What is in a paper. Who reads it is noted.
///
/// # Errors
/// [`Error::NotFound`] if there is none, or it is not for who asks, or the person's yes has ended.
pub async fn paper(sys: &System, ctx: &Ctx, id: Id<Case>, paper: Id<Paper>) -> Result<(Paper, Vec<u8>)> {
    sys.store
        .write(move |mut tx| async move {
            let ctx = &merge::as_accompanied_in(&mut tx, ctx, id).await?;
            let (permit, case) = ctx.unlock(Action::View, tx.case(id).await?)?;
            match case.party(&ctx.actor) {
                Some(Party::Person) => {}
                Some(Party::Officer) => held(&mut tx, ctx, &case).await.map_err(|_| Error::NotFound)?,
                _ => return Err(Error::NotFound),
            }
            let known = tx.case_papers(&case).await?.into_iter().find(|known| known.id == paper);
            let known = known.ok_or(Error::NotFound)?;
            let body = tx.case_paper_body(&permit, &case, paper, ctx.now).await?.ok_or(Error::NotFound)?;
            Ok(tx.done((known, body)))
        })
        .await
}

/// Takes a paper away.
///
/// # Errors
/// [`Error::NotFound`] if there is none; conflict `case-consent-needed`.
pub async fn remove_paper(sys: &System, ctx: &Ctx, id: Id<Case>, paper: Id<Paper>) -> Result<()> {
    sys.store
        .write(move |mut tx| async move {
            let ctx = &merge::as_accompanied_in(&mut tx, ctx, id).await?;
            let (permit, case) = ctx.unlock(Action::Edit, tx.case(id).await?)?;
            if case.party(&ctx.actor) != Some(Party::Person) {
                held(&mut tx, ctx, &case).await?;
            }
            if !tx.remove_case_paper(&permit, &case, paper, ctx.now).await? {
                return Err(Error::NotFound);
            }
            Ok(tx.done(()))
        })
        .await
}
