//! The person's own account: registration, the slip, who saw what, a copy of everything, pause and end.

mod copy;
pub(crate) mod register;
mod seen;

use domain::{
    id::Id,
    person::{Person, PersonStatus},
    policy::Action,
    text::PersonCode,
};

pub use copy::{Copy, Referred, Sent, Told, Weighed, copy};
pub use register::{Registered, Registration, register};
pub use seen::{Seen, SeenBy, seen};

use crate::{Ctx, Error, Result, System, application, case, referral, sign_in};

/// The account of who asks.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn me(sys: &System, ctx: &Ctx) -> Result<Person> {
    let person = ctx.person()?;
    let (_, person) = ctx.unlock(Action::View, sys.store.read().await?.person(person).await?)?;
    Ok(person)
}

/// What is on the slip of paper by which a person comes back. No name: paper gets lost.
#[derive(Clone, Debug)]
pub struct Slip {
    /// What they sign in with.
    pub code: PersonCode,
    /// The address to sign in at; also what the QR code says, without anything about the person.
    pub address: String,
}

/// The slip of who asks.
///
/// # Errors
/// As [`me`].
pub async fn slip(sys: &System, ctx: &Ctx) -> Result<Slip> {
    let person = me(sys, ctx).await?;
    let address = format!("{}/{}/entrar", sys.settings.base_url, ctx.lang);
    Ok(Slip { code: person.code, address })
}

/// Pauses the account, or wakes it: while paused nobody finds the person and nothing is sent to them.
///
/// # Errors
/// As [`me`].
pub async fn set_paused(sys: &System, ctx: &Ctx, paused: bool) -> Result<()> {
    let status = if paused { PersonStatus::Paused } else { PersonStatus::Active };
    change(sys, ctx, status.word(), &|person: &mut Person| person.status = status).await
}

/// Changes the person who asks, in one unit of work; `detail` names the fields.
pub(crate) async fn change<F>(sys: &System, ctx: &Ctx, detail: &str, change: &F) -> Result<()>
where
    F: Fn(&mut Person) + Sync,
{
    let person = ctx.person()?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, mut person) = ctx.unlock(Action::Edit, tx.person(person).await?)?;
            change(&mut person);
            person.version += 1;
            tx.put_person(&permit, &person, detail, ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}

/// Deletes the account of who asks, after the PIN: the key of their data is destroyed, so that no copy of the database
/// can be read for it any more. What stays are counts without a name.
///
/// # Errors
/// As [`sign_in::person::confirm_pin`].
pub async fn delete(sys: &System, ctx: &Ctx, pin: &str, network: &str) -> Result<()> {
    let person: Id<Person> = sign_in::person::confirm_pin(sys, ctx, pin, network).await?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, person) = ctx.unlock(Action::Delete, tx.person(person).await?)?;
            let counted = tx.consents_of(person.id).await?.iter().any(|consent| {
                consent.purpose == domain::consent::Purpose::Statistics && consent.holds(ctx.now)
            });
            application::withdraw_all(&mut tx, person.id, ctx.now).await?;
            referral::withdraw_all(&mut tx, ctx, person.id).await?;
            case::withdraw_all(&mut tx, ctx, person.id).await?;
            tx.erase_person(&permit, person.id, counted, ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}
