//! What a person shares, with whom, until when; given one purpose at a time and withdrawn at once.

use std::collections::HashMap;

use domain::{
    agency::Agency,
    consent::{Consent, Purpose},
    id::Id,
    policy::Action,
};

use crate::{Ctx, Error, Result, System, case, merge, referral};

/// The consents of a person to one purpose and one agency.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The last one given.
    pub consent: Consent,
    /// The name of the agency, if it goes to one.
    pub agency_name: Option<String>,
    /// Whether any of them holds now.
    pub holds: bool,
}

/// What a person agreed to and may agree to.
#[derive(Clone, Debug)]
pub struct Consents {
    /// One for each purpose and agency, the last given first.
    pub given: Vec<Shared>,
    /// Purposes to which the person may say yes now.
    pub open: Vec<Purpose>,
}

/// The consents of who asks.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn consents(sys: &System, ctx: &Ctx) -> Result<Consents> {
    let person = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (_, person) = ctx.unlock(Action::View, tx.person(person).await?)?;
    let mut given: Vec<Shared> = Vec::new();
    let mut names: HashMap<Id<Agency>, Option<String>> = HashMap::new();
    let mut all = tx.consents_of(person.id).await?;
    for record in tx.records_of(person.id).await?.into_iter().skip(1) {
        // What the other record allowed for itself sleeps while it is joined; what it allowed an agency holds.
        all.extend(tx.consents_of(record).await?.into_iter().filter(|consent| consent.agency.is_some()));
    }
    for consent in all {
        let holds = consent.holds(ctx.now);
        let same = given.iter_mut().find(|shared| {
            shared.consent.purpose == consent.purpose && shared.consent.agency == consent.agency
        });
        if let Some(shared) = same {
            shared.holds |= holds;
            continue;
        }
        let agency_name = match consent.agency {
            Some(agency) => {
                let known = names.get(&agency).cloned();
                match known {
                    Some(name) => name,
                    None => {
                        let name = tx.agency_name(agency).await?;
                        names.insert(agency, name.clone());
                        name
                    }
                }
            }
            None => None,
        };
        given.push(Shared { consent, agency_name, holds });
    }
    let held = |purpose: &Purpose| {
        given.iter().any(|shared| {
            shared.holds && shared.consent.purpose == *purpose && shared.consent.agency.is_none()
        })
    };
    let open = Purpose::CHOICES.into_iter().filter(|purpose| !held(purpose)).collect();
    Ok(Consents { given, open })
}

/// Says yes to a purpose. Saying it again while it holds changes nothing, unless it has an end: then it holds longer.
///
/// # Errors
/// [`Error::Conflict`] if the purpose is not one to be asked so.
pub async fn give(sys: &System, ctx: &Ctx, purpose: Purpose) -> Result<()> {
    let person = ctx.person()?;
    if !Purpose::CHOICES.contains(&purpose) {
        return Err(Error::Conflict("consent-not-asked-here"));
    }
    sys.store
        .write(move |mut tx| async move {
            let (permit, person) = ctx.unlock(Action::Edit, tx.person(person).await?)?;
            let held = tx.standing_consent(person.id, purpose, ctx.now).await?;
            if held.is_none_or(|consent| consent.expires_at.is_some()) {
                let consent = Consent::given(person.id, purpose, None, ctx.lang, ctx.now);
                tx.give_consent(&permit, &consent, ctx.now).await?;
            }
            Ok(tx.done(()))
        })
        .await
}

/// Withdraws a consent, at once.
///
/// # Errors
/// [`Error::NotFound`] if it is not one of theirs; [`Error::Conflict`] `consent-account-is-deletion` for the account's,
/// which ends only with the account.
pub async fn withdraw(sys: &System, ctx: &Ctx, id: Id<Consent>) -> Result<()> {
    let person = ctx.person()?;
    sys.store
        .write(move |mut tx| async move {
            let records = tx.records_of(person).await?;
            let own = tx.consent(id).await?.filter(|consent| records.contains(&consent.person));
            let consent = own.ok_or(Error::NotFound)?;
            let ctx = &merge::acting(ctx, Some(consent.person));
            let (permit, person) = ctx.unlock(Action::Edit, tx.person(consent.person).await?)?;
            if consent.purpose == Purpose::Account {
                return Err(Error::Conflict("consent-account-is-deletion"));
            }
            tx.withdraw_consent(&permit, consent.id, ctx.now).await?;
            if consent.purpose == Purpose::Referral
                && let Some(agency) = consent.agency
            {
                referral::cut(&mut tx, ctx, person.id, agency).await?;
            }
            if consent.purpose == Purpose::Case
                && let Some(agency) = consent.agency
            {
                case::cut(&mut tx, ctx, consent.person, agency).await?;
            }
            Ok(tx.done(()))
        })
        .await
}
