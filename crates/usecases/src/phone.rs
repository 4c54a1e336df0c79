//! A person shows that their own telephone is in their hand: a number goes to it, and they type it here. Only from such a
//! telephone an answer by text message is the person's word.

use domain::{
    id::Id,
    message::Notice,
    person::{ContactOwner, Person},
    policy::Action,
    text::Phone,
};

use store::Tx;

use crate::{
    Ctx, Error, Result, System, message,
    sign_in::{
        lost_pin::random_number,
        throttle::{self, Try},
    },
};

/// Seconds for which a number works.
const WORKS: i64 = 15 * 60;
/// Tries of one number.
const TRIES: i64 = 5;

/// How the telephone of a person stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The number, if they left one.
    pub phone: Option<Phone>,
    /// Whether it is their own.
    pub own: bool,
    /// Whether they showed that it is in their hand.
    pub confirmed: bool,
    /// Whether it wants no messages: somebody answered BAJA from it.
    pub stopped: bool,
}

/// Who left a telephone's number.
#[derive(Debug)]
pub(crate) struct Left {
    /// Each record, with whose they say it is.
    pub records: Vec<(Id<Person>, ContactOwner)>,
    /// The people: the records in front, each once.
    pub people: Vec<Id<Person>>,
}

impl Left {
    /// Who left this number.
    pub(crate) async fn read(tx: &mut Tx, phone: &Phone) -> Result<Self> {
        let records = tx.people_at(phone).await?;
        let mut people = Vec::new();
        for (record, _) in &records {
            let front = tx.front_of(*record).await?;
            if !people.contains(&front) {
                people.push(front);
            }
        }
        Ok(Self { records, people })
    }

    /// The one person who left it, if they say that it is their own.
    pub(crate) fn owner(&self) -> Option<Id<Person>> {
        match self.people.as_slice() {
            [person] if self.records.iter().all(|(_, owner)| *owner == ContactOwner::Own) => Some(*person),
            _ => None,
        }
    }

    /// Whose word it is what is written from this telephone: its owner's, if it was shown to be in their hand. See
    /// `docs/decisions/0012-pulse-and-replies.md`.
    pub(crate) async fn speaks_for(&self, tx: &mut Tx, phone: &Phone) -> Result<Option<Id<Person>>> {
        let Some(owner) = self.owner() else { return Ok(None) };
        for (record, _) in &self.records {
            if tx.phone_is_confirmed(*record, phone).await? {
                return Ok(Some(owner));
            }
        }
        Ok(None)
    }
}

fn own_phone(person: &Person) -> Result<&Phone> {
    let own = person.contact.as_ref().filter(|contact| contact.owner == ContactOwner::Own);
    own.map(|contact| &contact.phone).ok_or(Error::Conflict("phone-not-own"))
}

/// How the telephone of who asks stands.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn standing(sys: &System, ctx: &Ctx) -> Result<Standing> {
    let id = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (_, person) = ctx.unlock(Action::View, tx.person(id).await?)?;
    let own = own_phone(&person).is_ok();
    let Some(contact) = person.contact else {
        return Ok(Standing { phone: None, own, confirmed: false, stopped: false });
    };
    let confirmed = own && tx.phone_is_confirmed(id, &contact.phone).await?;
    let stopped = tx.phone_is_stopped(&contact.phone).await?;
    Ok(Standing { phone: Some(contact.phone), own, confirmed, stopped })
}

/// Sends a number to the own telephone of who asks, in the place of any earlier one.
///
/// # Errors
/// Conflicts `phone-not-own` and `phone-not-reached`; [`Error::TooMany`] after too many numbers.
pub async fn ask(sys: &System, ctx: &Ctx, network: &str) -> Result<()> {
    let id = ctx.person()?;
    let name = &id.to_string();
    throttle::begin(sys, &Try { purpose: "person.phone", name, network }, ctx.now).await?;
    let number = &random_number()?;
    sys.store
        .write(move |mut tx| async move {
            let (_, person) = ctx.unlock(Action::Edit, tx.person(id).await?)?;
            let phone = own_phone(&person)?;
            tx.put_phone_check(id, phone, number, ctx.now.plus(WORKS)).await?;
            let (to, arguments) = (message::To::Person(id), [("number", number.clone())]);
            let told = message::tell(&mut tx, &to, Notice::PersonNumber, &arguments, ctx.now).await?;
            if told.is_none() {
                return Err(Error::Conflict("phone-not-reached"));
            }
            Ok(tx.done(()))
        })
        .await
}

/// Takes the number that was sent.
///
/// # Errors
/// A problem with `number`, `phone-number-wrong`, if it is not the one that was sent to the number they have now, is too
/// old, or was tried too often; conflict `phone-not-own`.
pub async fn confirm(sys: &System, ctx: &Ctx, number: &str) -> Result<()> {
    let id = ctx.person()?;
    let number: String = number.chars().filter(|letter| !letter.is_whitespace()).collect();
    let number = number.as_str();
    // The try is counted whatever comes of it.
    let right = sys
        .store
        .write(move |mut tx| async move {
            let (permit, person) = ctx.unlock(Action::Edit, tx.person(id).await?)?;
            let phone = own_phone(&person)?;
            let right = tx.try_phone_check(id, phone, number, TRIES, ctx.now).await?;
            if right {
                tx.confirm_phone(&permit, id, phone, ctx.now).await?;
            }
            Ok::<_, Error>(tx.done(right))
        })
        .await?;
    if right { Ok(()) } else { Err(Error::invalid("number", "phone-number-wrong")) }
}

/// Has messages sent again to a telephone that was stopped.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person; conflict `phone-not-own`: a shared telephone opens itself again, by ALTA.
pub async fn resume(sys: &System, ctx: &Ctx) -> Result<()> {
    let id = ctx.person()?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, person) = ctx.unlock(Action::Edit, tx.person(id).await?)?;
            let phone = own_phone(&person)?;
            if !tx.phone_is_confirmed(id, phone).await? {
                return Err(Error::Conflict("phone-not-own"));
            }
            if tx.stop_phone(phone, false, ctx.now).await? {
                tx.audit(&permit, id.uuid(), Some(id.uuid()), "messages_started", ctx.now).await?;
            }
            Ok(tx.done(()))
        })
        .await
}
