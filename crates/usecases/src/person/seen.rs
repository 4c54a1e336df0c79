//! "Who saw my data": the audit, in the person's words.

use std::collections::HashMap;

use domain::{
    agency::Agency,
    id::Id,
    policy::{Action, Object},
    time::Moment,
};

use store::{AuditEntry, AuditKey, Page, Tx};
use uuid::Uuid;

use crate::{Ctx, Error, Result, System};

/// Lines of a page, and of what the person and the system did, at most.
const LINES: i64 = 300;
/// Lines of a copy, at most: all of them, in any life.
const ALL: i64 = 100_000;

/// Who did something with a person's data.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "kind", content = "agency", rename_all = "snake_case")]
pub enum SeenBy {
    /// The person.
    You,
    /// The system by itself: a date passed, a list was brought in.
    System,
    /// Somebody of an agency, by its name. The name of who it was is theirs.
    Agency(String),
}

/// One line of what happened with a person's data.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Seen {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: SeenBy,
    /// What was done.
    pub action: Action,
    /// With what kind of thing.
    pub object: Object,
    /// Fields or step, as code words.
    pub detail: String,
    /// The title of the opportunity or service it was about, in Spanish; empty if it was about none.
    pub title: String,
}

/// A page of what institutions did, and what else happened.
#[derive(Clone, Debug)]
pub struct SeenPage {
    /// What institutions did, newest first.
    pub others: Vec<Seen>,
    /// Where the next page of it goes on, if there is one.
    pub next: Option<AuditKey>,
    /// What the person and the system by itself did last, newest first; on the first page only.
    pub rest: Vec<Seen>,
}

/// What happened with the data of who asks: what institutions did page by page, so that nothing else pushes it out.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn seen_page(sys: &System, ctx: &Ctx, after: Option<AuditKey>) -> Result<SeenPage> {
    look(sys, ctx, Page { after, limit: LINES }).await
}

/// What happened with the data of who asks, newest first: the last lines of institutions, and the last of everything else.
///
/// # Errors
/// As [`seen_page`].
pub async fn seen(sys: &System, ctx: &Ctx) -> Result<Vec<Seen>> {
    Ok(together(look(sys, ctx, Page { after: None, limit: LINES }).await?))
}

/// All of it, for a copy.
pub(super) async fn seen_ever(sys: &System, ctx: &Ctx) -> Result<Vec<Seen>> {
    Ok(together(look(sys, ctx, Page { after: None, limit: ALL }).await?))
}

fn together(page: SeenPage) -> Vec<Seen> {
    let mut all = page.others;
    all.extend(page.rest);
    all.sort_by_key(|line| std::cmp::Reverse(line.at));
    all
}

async fn look(sys: &System, ctx: &Ctx, page: Page<AuditKey>) -> Result<SeenPage> {
    let person = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (permit, person) = ctx.unlock(Action::View, tx.person(person).await?)?;
    let mut titles: HashMap<Uuid, String> =
        tx.application_titles(&permit, person.id).await?.into_iter().collect();
    let referrals = tx.referrals_of(person.id, Page { after: None, limit: ALL }).await?;
    titles.extend(referrals.into_iter().map(|listed| (listed.referral.id.uuid(), listed.service_name.es)));
    let (is_first, limit) = (page.after.is_none(), page.limit);
    let entries = tx.audit_by_others(person.id.uuid(), page).await?;
    let is_full = i64::try_from(entries.len()).is_ok_and(|count| count == limit);
    let next = entries.last().filter(|_| is_full).map(|last| (last.at, last.lane, last.seq));
    let others = lines(&mut tx, entries, &titles).await?;
    let rest = if is_first { tx.audit_by_none_else(person.id.uuid(), limit).await? } else { Vec::new() };
    let rest = lines(&mut tx, rest, &titles).await?;
    Ok(SeenPage { others, next, rest })
}

async fn lines(tx: &mut Tx, entries: Vec<AuditEntry>, titles: &HashMap<Uuid, String>) -> Result<Vec<Seen>> {
    let mut names: HashMap<Id<Agency>, String> = HashMap::new();
    let mut lines = Vec::with_capacity(entries.len());
    for entry in entries {
        let by = match (entry.agency.map(Id::<Agency>::from_uuid), entry.actor.as_str()) {
            (Some(agency), _) => {
                let known = names.get(&agency).cloned();
                let name = match known {
                    Some(name) => name,
                    None => {
                        let name = tx.agency_name(agency).await?.unwrap_or_default();
                        names.insert(agency, name.clone());
                        name
                    }
                };
                SeenBy::Agency(name)
            }
            (None, "person" | "anonymous") => SeenBy::You,
            (None, _) => SeenBy::System,
        };
        let word = |_| Error::Store(store::StoreError::Unreadable("audit"));
        lines.push(Seen {
            at: Moment::from_seconds(entry.at),
            by,
            action: entry.action.parse().map_err(word)?,
            object: entry.object.parse().map_err(word)?,
            detail: entry.detail,
            title: titles.get(&entry.object_id).cloned().unwrap_or_default(),
        });
    }
    Ok(lines)
}
