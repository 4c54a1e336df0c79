//! Accounts of the staff: invited by an administrator, switched off, given other roles, and helped when a phone is lost.

mod invitation;

use domain::{
    agency::{Account, Agency},
    id::Id,
    message::{Lang, Notice},
    policy::{Action, Actor, Locked, Object, Permit, Relation, Role},
    text::{Email, PlainName, TextProblem},
};
use store::{Page, Tx};

pub use store::account::{AccountFilter, ListedAccount};

pub use invitation::{Invited, accept, first, hand_over, invited, renew_invitation};

use crate::{Ctx, Error, Problems, Result, System, message};
use invitation::{Invitation, send};

/// Rows of a page.
const PAGE: i64 = 50;

/// What is typed about an account.
#[derive(Clone, Debug, Default)]
pub struct AccountForm {
    /// Their name.
    pub name: String,
    /// Their address; cannot be changed later.
    pub email: String,
    /// The word of the role.
    pub role: String,
    /// The identifier of the agency they work for.
    pub agency: String,
    /// The word of the language of pages and mails.
    pub lang: String,
}

/// An account with its agency's name and what is left of its recovery codes.
#[derive(Clone, Debug)]
pub struct ShownAccount {
    /// The account.
    pub account: Account,
    /// For whom they work.
    pub agency_name: String,
    /// Whether a password has been chosen.
    pub has_password: bool,
    /// Unused recovery codes.
    pub recovery_codes: i64,
    /// When an invitation that still works ends.
    pub invited_until: Option<domain::time::Moment>,
}

struct Parsed {
    name: PlainName,
    role: Role,
    agency: Id<Agency>,
    lang: Lang,
}

impl AccountForm {
    fn parse(&self, problems: &mut Problems) -> Option<Parsed> {
        let name = problems.keep("name", PlainName::parse(&self.name).map_err(TextProblem::key));
        let role = problems.keep("role", Role::from_word(&self.role).ok_or("account-role-choose"));
        let agency = problems
            .keep("agency", self.agency.trim().parse::<Id<Agency>>().map_err(|_| "account-agency-choose"));
        let lang = Lang::from_word(&self.lang).unwrap_or(Lang::Es);
        Some(Parsed { name: name?, role: role?, agency: agency?, lang })
    }
}

/// Accounts, oldest first, for administrators.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::SignIn`] for who may not see them.
pub async fn list(
    sys: &System,
    ctx: &Ctx,
    filter: AccountFilter,
    after: Option<Id<Account>>,
) -> Result<Vec<ListedAccount>> {
    ctx.permit(Relation::Stranger, Object::Account, Action::View)?;
    Ok(sys.store.read().await?.accounts(filter, Page { after, limit: PAGE }).await?)
}

/// The account that signs in with this address, for the command line.
///
/// # Errors
/// [`Error::NotFound`] if there is none, and for any but the system itself.
pub async fn of_email(sys: &System, ctx: &Ctx, email: &Email) -> Result<Account> {
    if ctx.actor != Actor::System {
        return Err(Error::NotFound);
    }
    sys.store.read().await?.account_of_email(email).await?.ok_or(Error::NotFound)
}

/// One account.
///
/// # Errors
/// [`Error::NotFound`] for who may not see it.
pub async fn show(sys: &System, ctx: &Ctx, id: Id<Account>) -> Result<ShownAccount> {
    let mut tx = sys.store.read().await?;
    let (_, account) = ctx.unlock(Action::View, tx.account(id).await?)?;
    let factors = tx.factors(account).await?;
    let account = factors.account;
    Ok(ShownAccount {
        has_password: factors.password_hash.is_some(),
        agency_name: tx.agency_name(account.agency).await?.unwrap_or_default(),
        recovery_codes: tx.recovery_codes_left(id).await?,
        invited_until: tx.invited_until(id, ctx.now).await?,
        account,
    })
}

/// The account of who asks.
///
/// # Errors
/// [`Error::SignIn`] if it is not staff.
pub async fn own(sys: &System, ctx: &Ctx) -> Result<ShownAccount> {
    let Actor::Staff { account, .. } = ctx.actor else { return Err(Error::SignIn) };
    show(sys, ctx, account).await
}

/// Invites somebody: the account is made, and a mail with a link tells them to choose a password.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Conflict`] `account-email-known`.
pub async fn invite(sys: &System, ctx: &Ctx, form: &AccountForm) -> Result<Id<Account>> {
    let permit = &ctx.permit(Relation::Stranger, Object::Account, Action::Create)?;
    let mut problems = Problems::default();
    let parsed = form.parse(&mut problems);
    let email = problems.keep("email", Email::parse(&form.email).map_err(TextProblem::key));
    problems.none()?;
    let (Some(parsed), Some(email)) = (parsed, email) else { return Err(Error::Forbidden) };
    let account = Account {
        id: Id::new(ctx.now),
        agency: parsed.agency,
        role: parsed.role,
        name: parsed.name.into(),
        email: email.into(),
        lang: parsed.lang,
        active: true,
        has_totp: false,
        created_at: ctx.now,
        seen_at: None,
        version: 1,
    };
    let invitation = &Invitation::new(ctx.now)?;
    let new = &account;
    sys.store
        .write(move |mut tx| async move {
            fits(&mut tx, new.agency, new.role).await?;
            tx.add_account(permit, new, None, ctx.now).await?;
            send(&mut tx, sys, permit, new, invitation, ctx.now).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await?;
    Ok(account.id)
}

/// Changes name, role, agency or language. With another role or agency, every session of theirs ends.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Conflict`] if it is the last administrator or was changed meanwhile.
pub async fn change(
    sys: &System,
    ctx: &Ctx,
    id: Id<Account>,
    form: &AccountForm,
    version: i64,
) -> Result<()> {
    let mut problems = Problems::default();
    let parsed = form.parse(&mut problems);
    keeper(ctx)?;
    problems.none()?;
    let parsed = &parsed.ok_or(Error::Forbidden)?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, there) = ctx.unlock(Action::Edit, tx.account(id).await?)?;
            fits(&mut tx, parsed.agency, parsed.role).await?;
            let moved = there.role != parsed.role || there.agency != parsed.agency;
            let account = Account {
                name: parsed.name.to_string(),
                role: parsed.role,
                agency: parsed.agency,
                lang: parsed.lang,
                version: version + 1,
                ..there
            };
            tx.put_account(&permit, &account, if moved { "role" } else { "name" }, ctx.now).await?;
            if moved {
                one_administrator_stays(&mut tx).await?;
                tx.end_sessions_of(id.uuid(), None).await?;
            }
            Ok(tx.done(()))
        })
        .await
}

/// Switches an account off or on. Switched off, its sessions end at once.
///
/// # Errors
/// [`Error::Conflict`] if it is one's own, or the last administrator.
pub async fn switch(sys: &System, ctx: &Ctx, id: Id<Account>, active: bool) -> Result<()> {
    keeper(ctx)?;
    not_own(ctx, id)?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, there) = ctx.unlock(Action::Edit, tx.account(id).await?)?;
            let account = Account { active, version: there.version + 1, ..there };
            tx.put_account(&permit, &account, if active { "on" } else { "off" }, ctx.now).await?;
            if !active {
                one_administrator_stays(&mut tx).await?;
                tx.end_sessions_of(id.uuid(), None).await?;
            }
            Ok(tx.done(()))
        })
        .await
}

/// For who has lost phone and codes: password, generator and recovery codes are taken away, sessions end, and a new
/// invitation is sent to the address that is known. The administrator chooses no secret.
///
/// # Errors
/// [`Error::Conflict`] if it is one's own or switched off.
pub async fn reset_factors(sys: &System, ctx: &Ctx, id: Id<Account>) -> Result<()> {
    keeper(ctx)?;
    not_own(ctx, id)?;
    let invitation = &Invitation::new(ctx.now)?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, account) = ctx.unlock(Action::Edit, tx.account(id).await?)?;
            if !account.active {
                return Err(Error::Conflict("account-switched-off"));
            }
            tx.clear_factors(&permit, id, ctx.now).await?;
            tx.end_sessions_of(id.uuid(), None).await?;
            message::tell_account(&mut tx, id, Notice::SignInChanged, &[], ctx.now).await?;
            send(&mut tx, sys, &permit, &account, invitation, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// Only who keeps accounts, not who has one.
fn keeper(ctx: &Ctx) -> Result<Permit> {
    ctx.permit(Relation::Stranger, Object::Account, Action::Create)
}

fn not_own(ctx: &Ctx, id: Id<Account>) -> Result<()> {
    match ctx.actor {
        Actor::Staff { account, .. } if account == id => Err(Error::Conflict("account-own")),
        _ => Ok(()),
    }
}

/// Whether people of this agency may have this role.
async fn fits(tx: &mut Tx, agency: Id<Agency>, role: Role) -> Result<()> {
    let locked: Locked<Agency> = tx.agency(agency).await?;
    let (_, agency) = locked
        .unlock(&Actor::System, Action::View)
        .map_err(|_| Error::invalid("agency", "account-agency-choose"))?;
    if agency.kind.may_have(role) { Ok(()) } else { Err(Error::invalid("role", "account-role-agency")) }
}

/// After a change: somebody must still be able to invite.
async fn one_administrator_stays(tx: &mut Tx) -> Result<()> {
    if tx.count_active(Role::Administrator).await? == 0 {
        return Err(Error::Conflict("account-last-administrator"));
    }
    Ok(())
}
