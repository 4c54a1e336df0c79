//! Invitations: a link that works once, for seven days, with which one chooses one's own password.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    agency::{Account, Agency, AgencyKind, AgencyStatus, Bilingual, read_name},
    id::Id,
    message::{Lang, Notice},
    place::{MunicipalityCode, PlaceProblem},
    policy::{Action, Actor, Object, Permit, Relation, Role},
    text::{Email, Password, PlainName, TextProblem},
    time::Moment,
};
use sha2::{Digest, Sha256};
use store::Tx;

use super::keeper;
use crate::{Ctx, Error, Problems, Result, System, message, sign_in::hash::hash_secret};

/// Days for which an invitation works.
const DAYS: i64 = 7;
/// Guatemala City, where the coordination is until it says otherwise.
const CAPITAL: &str = "0101";

/// A new invitation: its token goes into the link, and only the hash is kept.
pub(super) struct Invitation {
    token: String,
    hash: Vec<u8>,
    until: Moment,
}

/// Who was invited, as the page of choosing a password greets them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Their name.
    pub name: String,
    /// Their address, with which they will sign in.
    pub email: String,
}

impl Invitation {
    pub(super) fn new(now: Moment) -> Result<Self> {
        let token = URL_SAFE_NO_PAD.encode(store::seal::random::<32>()?);
        let hash = hash_of(&token);
        Ok(Self { token, hash, until: now.plus_days(DAYS) })
    }

    fn link(&self, sys: &System, lang: Lang) -> String {
        format!("{}/{lang}/personal/invitacion/{}", sys.settings.base_url, self.token)
    }
}

fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Keeps an invitation and queues its mail.
pub(super) async fn send(
    tx: &mut Tx,
    sys: &System,
    permit: &Permit,
    account: &Account,
    invitation: &Invitation,
    now: Moment,
) -> Result<()> {
    tx.add_invitation(permit, account.id, &invitation.hash, now, invitation.until).await?;
    let link = invitation.link(sys, account.lang);
    message::tell_account(tx, account.id, Notice::Invitation, &[("link", link)], now).await
}

/// Invites again who has not chosen a password yet; the old link stops working.
///
/// # Errors
/// [`Error::Conflict`] if a password was chosen or the account is switched off.
pub async fn renew_invitation(sys: &System, ctx: &Ctx, id: Id<Account>) -> Result<()> {
    keeper(ctx)?;
    let invitation = &Invitation::new(ctx.now)?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, account) = ctx.unlock(Action::Edit, tx.account(id).await?)?;
            let factors = tx.factors(account).await?;
            if factors.password_hash.is_some() {
                return Err(Error::Conflict("account-has-password"));
            }
            if !factors.account.active {
                return Err(Error::Conflict("account-switched-off"));
            }
            send(&mut tx, sys, &permit, &factors.account, invitation, ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// A new link for an account, from the command line: who runs it hands the link over, and no invitation is mailed. With
/// `lost`, password, generator and recovery codes are taken away first, sessions end, and the account is told.
///
/// # Errors
/// [`Error::Conflict`] if the account is switched off, or has a password and nothing was lost; [`Error::NotFound`] for
/// any but the system itself.
pub async fn hand_over(sys: &System, ctx: &Ctx, id: Id<Account>, lost: bool) -> Result<String> {
    if ctx.actor != Actor::System {
        return Err(Error::NotFound);
    }
    let invitation = &Invitation::new(ctx.now)?;
    let lang = sys
        .store
        .write(move |mut tx| async move {
            let (permit, account) = ctx.unlock(Action::Edit, tx.account(id).await?)?;
            let factors = tx.factors(account).await?;
            if !factors.account.active {
                return Err(Error::Conflict("account-switched-off"));
            }
            if lost {
                tx.clear_factors(&permit, id, ctx.now).await?;
                tx.end_sessions_of(id.uuid(), None).await?;
                message::tell_account(&mut tx, id, Notice::SignInChanged, &[], ctx.now).await?;
            } else if factors.password_hash.is_some() {
                return Err(Error::Conflict("account-has-password"));
            }
            tx.add_invitation(&permit, id, &invitation.hash, ctx.now, invitation.until).await?;
            Ok(tx.done(factors.account.lang))
        })
        .await?;
    Ok(invitation.link(sys, lang))
}

/// Who is invited by this token.
///
/// # Errors
/// [`Error::NotFound`] if it was used, is too old, or never was.
pub async fn invited(sys: &System, ctx: &Ctx, token: &str) -> Result<Invited> {
    let mut tx = sys.store.read().await?;
    let id = tx.invitation(&hash_of(token), ctx.now).await?.ok_or(Error::NotFound)?;
    let (_, account) = own_of(&mut tx, ctx, id).await?;
    Ok(Invited { name: account.name, email: account.email })
}

/// Chooses a password with an invitation, which is used up. Signing in is the next step.
///
/// # Errors
/// [`Error::Invalid`] on `password`; [`Error::NotFound`] as [`invited`].
pub async fn accept(sys: &System, ctx: &Ctx, token: &str, password: &str) -> Result<()> {
    // The token first: who has none learns nothing, and costs nothing.
    invited(sys, ctx, token).await?;
    let password = Password::parse_staff(password)
        .map_err(TextProblem::key)
        .map_err(|key| Error::invalid("password", key))?;
    let hash = &hash_secret(sys, password.as_str()).await?;
    let token_hash = &hash_of(token);
    sys.store
        .write(move |mut tx| async move {
            let id = tx.use_invitation(token_hash, ctx.now).await?.ok_or(Error::NotFound)?;
            let (permit, account) = own_of(&mut tx, ctx, id).await?;
            tx.put_password(&permit, &account, hash, ctx.now).await?;
            tx.end_sessions_of(id.uuid(), None).await?;
            Ok(tx.done(()))
        })
        .await
}

/// The active account `id`, opened as its owner: who has the token acts as them.
async fn own_of(tx: &mut Tx, ctx: &Ctx, id: Id<Account>) -> Result<(Permit, Account)> {
    let (_, account) = tx.account(id).await?.unlock(&Actor::System, Action::View)?;
    if !account.active {
        return Err(Error::NotFound);
    }
    let actor = Actor::Staff { account: id, agency: account.agency, role: account.role };
    Ctx { actor, ..*ctx }.unlock(Action::Edit, tx.account(id).await?)
}

/// Makes an account of the coordination from the command line, and its agency if there is none, and answers the link
/// with which its password is chosen. No mail is sent: who runs the command hands the link over.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Conflict`] `account-email-known`; [`Error::NotFound`] for any but the system itself.
pub async fn first(
    sys: &System,
    ctx: &Ctx,
    name: &str,
    email: &str,
    role: Role,
    agency_name: &str,
) -> Result<String> {
    if ctx.actor != Actor::System {
        return Err(Error::NotFound);
    }
    let mut problems = Problems::default();
    let name = problems.keep("name", PlainName::parse(name).map_err(TextProblem::key));
    let email = problems.keep("email", Email::parse(email).map_err(TextProblem::key));
    let agency_name = problems.keep("agency", read_name(agency_name).map_err(TextProblem::key));
    let place = problems.keep("municipality", MunicipalityCode::parse(CAPITAL).map_err(PlaceProblem::key));
    if !AgencyKind::Coordination.may_have(role) {
        problems.add("role", "account-role-agency");
    }
    problems.none()?;
    let (Some(name), Some(email), Some(agency_name), Some(municipality)) = (name, email, agency_name, place)
    else {
        return Err(Error::Forbidden);
    };
    let permit = &ctx.permit(Relation::Stranger, Object::Account, Action::Create)?;
    let invitation = Invitation::new(ctx.now)?;
    let agency = &coordination(agency_name.as_str(), municipality, ctx.now);
    let account = &Account {
        id: Id::new(ctx.now),
        agency: agency.id,
        role,
        name: name.into(),
        email: email.into(),
        lang: ctx.lang,
        active: true,
        has_totp: false,
        created_at: ctx.now,
        seen_at: None,
        version: 1,
    };
    let sent = &invitation;
    sys.store
        .write(move |mut tx| async move {
            let mut account = account.clone();
            match tx.coordination().await? {
                Some(there) => account.agency = there,
                None => tx.add_agency(permit, agency, None, ctx.now).await?,
            }
            tx.add_account(permit, &account, None, ctx.now).await?;
            tx.add_invitation(permit, account.id, &sent.hash, ctx.now, sent.until).await?;
            Ok::<_, Error>(tx.done(()))
        })
        .await?;
    Ok(invitation.link(sys, ctx.lang))
}

fn coordination(name: &str, municipality: MunicipalityCode, now: Moment) -> Agency {
    Agency {
        id: Id::new(now),
        kind: AgencyKind::Coordination,
        status: AgencyStatus::Verified,
        name: name.to_owned(),
        nit: None,
        municipality,
        about: Bilingual::default(),
        hours: Bilingual::default(),
        phone: None,
        reason: None,
        created_at: now,
        version: 1,
    }
}
