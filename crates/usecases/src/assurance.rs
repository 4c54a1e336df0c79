//! Services are asked whether they are still so: one message for each organisation and period, with a link that works
//! without signing in and says nothing but that they are, and how much room they have.

use std::collections::BTreeMap;

use domain::{
    agency::{Agency, AgencyStatus},
    id::Id,
    message::Notice,
    policy::{Action, Actor, Object, Relation},
    referral::{Capacity, Terms},
    service::{ASKED_AGAIN_DAYS, ASKED_LINK_DAYS, Service, ServiceStatus, asked_until},
    time::{Day, Moment},
};
use store::Tx;

use crate::{
    Ctx, Error, Result, System,
    message::{self, To},
    referral,
};

/// Services looked at in one reading.
const BATCH: i64 = 500;

/// A service with what it promises, and whether it is due to be confirmed.
#[derive(Clone, Debug)]
pub struct Due {
    /// The service.
    pub service: Service,
    /// What it promises: only its room can be told here.
    pub terms: Terms,
    /// Whether it was last confirmed long ago.
    pub due: bool,
}

/// Asks every organisation about its services that were last confirmed long ago, and once more if nothing was answered.
/// Answers how many organisations were asked.
///
/// # Errors
/// [`Error::NotFound`] unless the clock asks; if the database cannot be reached. An organisation that cannot be asked is
/// passed over until the next night.
pub async fn ask_due(sys: &System, ctx: &Ctx) -> Result<usize> {
    ctx.permit(Relation::Stranger, Object::Service, Action::Edit)?;
    let until = asked_until(ctx.now.day());
    let mut asked = 0;
    let mut after = None;
    loop {
        let again = again_before(ctx);
        let found = sys.store.read().await?.services_to_ask((until, again), after, BATCH).await?;
        let Some((agency, service, _)) = found.last().copied() else { return Ok(asked) };
        after = Some((agency, service));
        let mut by_agency: BTreeMap<Id<Agency>, Vec<(Id<Service>, Day)>> = BTreeMap::new();
        for (agency, service, day) in found {
            by_agency.entry(agency).or_default().push((service, day));
        }
        for (agency, services) in &by_agency {
            match ask(sys, ctx, *agency, services).await {
                Ok(new) => asked += usize::from(new),
                Err(error) => {
                    tracing::error!(%agency, error = &error as &dyn std::error::Error, "not asked");
                }
            }
        }
    }
}

/// Who was asked at this moment or before, and has not answered, is asked again.
fn again_before(ctx: &Ctx) -> Moment {
    ctx.now.plus_days(-ASKED_AGAIN_DAYS)
}

/// Asks one organisation, if anybody there can be told; else it is not asked, and tried again.
async fn ask(sys: &System, ctx: &Ctx, agency: Id<Agency>, services: &[(Id<Service>, Day)]) -> Result<bool> {
    sys.store
        .write(move |mut tx| async move {
            let receivers = receivers(&mut tx, agency).await?;
            if receivers.is_empty() {
                return Ok(tx.done(false));
            }
            let mut new = false;
            for (service, day) in services {
                new |= tx.note_assurance(*service, *day, again_before(ctx), ctx.now).await?;
            }
            if new {
                let token = tx.keys().assurance_token(agency, ctx.now.plus_days(ASKED_LINK_DAYS))?;
                let link = [("link", format!("{}/es/confirmar/{token}", sys.settings.base_url))];
                for to in &receivers {
                    message::tell(&mut tx, to, Notice::ServicesDue, &link, ctx.now).await?;
                }
            }
            Ok(tx.done(new))
        })
        .await
}

/// Who answers for an organisation: its active accounts; else the address that referrals are sent to.
async fn receivers(tx: &mut Tx, agency: Id<Agency>) -> Result<Vec<To>> {
    let accounts = referral::answering(tx, agency).await?;
    if !accounts.is_empty() {
        return Ok(accounts.into_iter().map(To::Account).collect());
    }
    let address = tx.last_link_address(agency).await?;
    Ok(address.map(|address| To::Address(agency, address)).into_iter().collect())
}

/// The organisation that a link was made for, if it still works.
async fn agency_of(tx: &mut Tx, ctx: &Ctx, token: &str) -> Result<Id<Agency>> {
    let agency = tx.keys().assured_by(token, ctx.now).ok_or(Error::NotFound)?;
    match tx.agency_standing(agency).await? {
        Some((_, AgencyStatus::Verified)) => Ok(agency),
        _ => Err(Error::NotFound),
    }
}

/// What a link asks about: the services of its organisation that are not hidden, those confirmed longest ago first.
///
/// # Errors
/// [`Error::NotFound`] if the link was not made here, has ended, or its organisation is not verified any more.
pub async fn show(sys: &System, ctx: &Ctx, token: &str) -> Result<Vec<Due>> {
    let mut tx = sys.store.read().await?;
    let agency = agency_of(&mut tx, ctx, token).await?;
    let until = asked_until(ctx.now.day());
    let mut all = Vec::new();
    for service in tx.services_of(agency).await? {
        if service.status == ServiceStatus::Active {
            let terms = tx.terms(service.id).await?;
            all.push(Due { due: service.assured_on <= until, terms, service });
        }
    }
    Ok(all)
}

/// Confirms services of the link's organisation as they stand, each with how much room it has (empty: as before). Said
/// again on the same day it changes nothing. Answers how many.
///
/// # Errors
/// As [`show`]; a problem with `service` if none is named, with `capacity` if there is no such room.
pub async fn confirm(
    sys: &System,
    ctx: &Ctx,
    token: &str,
    confirmed: &[(Id<Service>, String)],
) -> Result<usize> {
    if confirmed.is_empty() {
        return Err(Error::invalid("service", "assurance-none"));
    }
    let mut rooms = Vec::with_capacity(confirmed.len());
    for (service, word) in confirmed {
        let room = Some(word.trim()).filter(|word| !word.is_empty()).map(|word| {
            Capacity::from_word(word).ok_or(Error::invalid("capacity", "referral-choice-unknown"))
        });
        rooms.push((*service, room.transpose()?));
    }
    let rooms = &rooms;
    // The link stands for the organisation, and lets nothing be done but this: what is written is the system's.
    let own = &Ctx { actor: Actor::System, ..*ctx };
    sys.store
        .write(move |mut tx| async move {
            let agency = agency_of(&mut tx, ctx, token).await?;
            for (service, room) in rooms {
                confirm_one(&mut tx, own, agency, *service, *room).await?;
            }
            Ok(tx.done(rooms.len()))
        })
        .await
}

async fn confirm_one(
    tx: &mut Tx,
    ctx: &Ctx,
    agency: Id<Agency>,
    id: Id<Service>,
    room: Option<Capacity>,
) -> Result<()> {
    let (permit, mut service) = ctx.unlock(Action::Edit, tx.service(id).await?)?;
    if service.agency != agency || service.status != ServiceStatus::Active {
        return Err(Error::NotFound);
    }
    if service.assured_on != ctx.now.day() {
        service.assured_on = ctx.now.day();
        service.version += 1;
        tx.put_service(&permit, &service, "assured_on link", ctx.now).await?;
    }
    let before = tx.terms(id).await?;
    if let Some(capacity) = room.filter(|room| *room != before.capacity) {
        let after = Terms { capacity, version: before.version + 1, ..before };
        tx.put_terms(&permit, &after, ctx.now).await?;
    }
    Ok(())
}
