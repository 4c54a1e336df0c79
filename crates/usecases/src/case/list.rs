//! Lists of cases: an officer's caseload by due date, what was, what an agency is asked to go on with, what the
//! coordination looks after, and a person's own.

use std::collections::{HashMap, hash_map::Entry};

use domain::{
    agency::{Account, Agency},
    case::{Case, Due},
    id::Id,
    person::Person,
    policy::{Action, Object, Relation, Role},
    time::Moment,
};
use store::{
    Page, Tx,
    case::{LateCase, ListedCase},
};

use super::{open::officer, show, walk::case_workers};
use crate::{Ctx, Result, System};

/// What is owed for so many days comes to the coordination.
pub(super) const LATE_DAYS: i64 = 14;

/// A case in which nobody did what is owed, with who could go on with it. Nothing of the person.
#[derive(Clone, Debug)]
pub struct Late {
    /// The case with its agency.
    pub listed: LateCase,
    /// What is owed, and since when.
    pub due: Option<(Due, Moment)>,
    /// Who accompanies, by name.
    pub officer: Option<String>,
    /// The other officers of the agency, by name.
    pub others: Vec<(Id<Account>, String)>,
}

/// What who asks has open, by due date.
///
/// # Errors
/// [`crate::Error::NotFound`] if who asks accompanies nobody.
pub async fn sent(sys: &System, ctx: &Ctx, page: Page<(Moment, Id<Case>)>) -> Result<Vec<ListedCase>> {
    let officer = officer(&ctx.actor)?;
    Ok(sys.store.read().await?.caseload(officer, ctx.now, page).await?)
}

/// What who asks had, newest first.
///
/// # Errors
/// As [`sent`].
pub async fn over(sys: &System, ctx: &Ctx, page: Page<Id<Case>>) -> Result<Vec<ListedCase>> {
    let officer = officer(&ctx.actor)?;
    Ok(sys.store.read().await?.cases_over(officer, ctx.now, page).await?)
}

/// What the agency of who asks is asked to go on with, the oldest first, at most `limit`.
///
/// # Errors
/// As [`sent`].
pub async fn offered(sys: &System, ctx: &Ctx, limit: i64) -> Result<Vec<LateCase>> {
    let (_, agency) = officer(&ctx.actor)?;
    Ok(sys.store.read().await?.cases_offered(agency, limit).await?)
}

/// Cases in which something is owed since two weeks, who waits longest first.
///
/// # Errors
/// [`crate::Error::NotFound`] if who asks is not the coordination.
pub async fn late(sys: &System, ctx: &Ctx, page: Page<(Moment, Id<Case>)>) -> Result<Vec<Late>> {
    ctx.permit(Relation::Stranger, Object::Case, Action::Review)?;
    let mut tx = sys.store.read().await?;
    let mut known: HashMap<Id<Agency>, Vec<(Id<Account>, String)>> = HashMap::new();
    let mut all = Vec::new();
    for listed in tx.cases_late(ctx.now.plus_days(-LATE_DAYS), page).await? {
        let agency = listed.case.agency;
        if let Entry::Vacant(place) = known.entry(agency) {
            let mut names = Vec::new();
            for account in case_workers(&mut tx, Some(agency)).await? {
                let name = show::officer_name(&mut tx, account).await?;
                names.extend(name.map(|name| (account, name)));
            }
            place.insert(names);
        }
        let officers = known.get(&agency).map_or(&[][..], Vec::as_slice);
        let is_theirs = |one: &&(Id<Account>, String)| one.0 == listed.case.officer;
        let others = officers.iter().filter(|one| !is_theirs(one)).cloned().collect();
        let officer = match officers.iter().find(is_theirs) {
            Some((_, name)) => Some(name.clone()),
            None => show::officer_name(&mut tx, listed.case.officer).await?,
        };
        all.push(Late { due: listed.case.due(), officer, others, listed });
    }
    Ok(all)
}

/// The institutions that could go on with a case of who asks: verified, with somebody who accompanies; by name.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not a case of theirs.
pub async fn receivers(sys: &System, ctx: &Ctx, id: Id<Case>) -> Result<Vec<(Id<Agency>, String)>> {
    let mut tx = sys.store.read().await?;
    let (_, case) = ctx.unlock(Action::Edit, tx.case(id).await?)?;
    let mut all = tx.agencies_with(Role::CaseWorker).await?;
    all.retain(|(agency, _)| *agency != case.agency);
    Ok(all)
}

/// What an agency is called.
///
/// # Errors
/// If the database cannot be read.
pub async fn agency_name(sys: &System, agency: Id<Agency>) -> Result<String> {
    Ok(sys.store.read().await?.agency_name(agency).await?.unwrap_or_default())
}

/// The cases of the person who asks, newest first.
///
/// # Errors
/// [`crate::Error::SignIn`] if it is not a person.
pub async fn mine(sys: &System, ctx: &Ctx) -> Result<Vec<Case>> {
    let person = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (_, person) = ctx.unlock(Action::View, tx.person(person).await?)?;
    of_person(&mut tx, person.id).await
}

/// The cases of a person and of the records joined to theirs.
pub(crate) async fn of_person(tx: &mut Tx, person: Id<Person>) -> Result<Vec<Case>> {
    let mut all = Vec::new();
    for record in tx.records_of(person).await? {
        all.extend(tx.cases_of(record).await?);
    }
    Ok(all)
}
