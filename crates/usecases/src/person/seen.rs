//! "Who saw my data": the audit, in the person's words.

use std::collections::HashMap;

use domain::{
    agency::Agency,
    id::Id,
    policy::{Action, Object},
    time::Moment,
};

use store::Page;
use uuid::Uuid;

use crate::{Ctx, Error, Result, System};

/// Lines shown at most.
const LINES: i64 = 300;

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

/// What happened with the data of who asks, newest first.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn seen(sys: &System, ctx: &Ctx) -> Result<Vec<Seen>> {
    let person = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (permit, person) = ctx.unlock(Action::View, tx.person(person).await?)?;
    let mut titles: HashMap<Uuid, String> =
        tx.application_titles(&permit, person.id).await?.into_iter().collect();
    let referrals = tx.referrals_of(person.id, Page { after: None, limit: LINES }).await?;
    titles.extend(referrals.into_iter().map(|listed| (listed.referral.id.uuid(), listed.service_name.es)));
    let entries = tx.audit_about(person.id.uuid(), LINES).await?;
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
