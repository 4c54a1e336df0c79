//! The person's own account: registration, the slip, who saw what, a copy of everything, pause and end.

mod copy;
pub(crate) mod register;
mod seen;

use domain::{
    consent::Purpose,
    id::Id,
    person::{Person, PersonStatus},
    policy::Action,
    text::PersonCode,
};

pub use copy::{Copy, Joined, Referred, Sent, Told, Weighed, copy};
pub use register::{Registered, Registration, register};
pub use seen::{Seen, SeenBy, SeenPage, seen, seen_page};

use store::Tx;
pub use store::person::News;

use crate::{Ctx, Error, Result, System, application, case, merge, referral, sign_in};

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
/// can be read for it any more. What stays are counts without a name. Records that were joined end together.
///
/// # Errors
/// As [`sign_in::person::confirm_pin`].
pub async fn delete(sys: &System, ctx: &Ctx, pin: &str, network: &str) -> Result<()> {
    sign_in::person::confirm_pin(sys, ctx, pin, network).await?;
    let person = ctx.person()?;
    sys.store
        .write(move |mut tx| async move {
            for record in tx.records_of(person).await? {
                erase(&mut tx, &merge::acting(ctx, Some(record)), record).await?;
            }
            Ok::<_, Error>(tx.done(()))
        })
        .await
}

async fn erase(tx: &mut Tx, ctx: &Ctx, person: Id<Person>) -> Result<()> {
    let (permit, person) = ctx.unlock(Action::Delete, tx.person(person).await?)?;
    let counted = tx.standing_consent(person.id, Purpose::Statistics, ctx.now).await?.is_some();
    application::withdraw_all(tx, person.id, ctx.now).await?;
    referral::withdraw_all(tx, ctx, person.id).await?;
    case::withdraw_all(tx, ctx, person.id).await?;
    Ok(tx.erase_person(&permit, person.id, counted, ctx.now).await?)
}

/// What is new for who asks, in referrals and applications, since they last looked at each.
///
/// # Errors
/// [`Error::SignIn`] if it is not a person.
pub async fn news(sys: &System, ctx: &Ctx) -> Result<News> {
    let person = ctx.person()?;
    let mut tx = sys.store.read().await?;
    let (_, person) = ctx.unlock(Action::View, tx.person(person).await?)?;
    Ok(tx.news_of(person.id).await?)
}

/// Notes that who asks looked at their referrals, or else at their applications, if something was new there.
///
/// # Errors
/// As [`news`].
pub async fn note_read(sys: &System, ctx: &Ctx, referrals: bool) -> Result<()> {
    let new = news(sys, ctx).await?;
    if (if referrals { new.referrals } else { new.applications }) == 0 {
        return Ok(());
    }
    let person = ctx.person()?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, person) = ctx.unlock(Action::View, tx.person(person).await?)?;
            tx.note_read(&permit, person.id, referrals, ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await
}
