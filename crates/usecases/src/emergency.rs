//! Openings in an emergency: an officer reaches somebody without the person's yes. Taken by the officer, it is told to the
//! coordination at once and reviewed; given by the coordination, it is for a call of today about what should not wait.

use domain::{
    agency::Account,
    attention::{About, Attention, State, Step},
    case::CallResult,
    emergency::{Emergency, MOST_TAKEN, OPEN_FOR},
    id::Id,
    message::{Lang, Notice},
    person::{Contact, Person},
    place::MunicipalityCode,
    policy::{Action, Actor, Object, Permit, Relation},
    taxonomy::LanguageCode,
    time::Moment,
};
use store::{Page, Tx};

pub use store::emergency::Taken;

use crate::{
    Ctx, Error, Result, System, find,
    message::{self, To},
    referral::chosen,
};

/// Officers to choose from.
const OFFICERS: i64 = 12;
/// The longest page of what is to be reviewed.
const PAGE: i64 = 50;
/// A reason has at most so many letters.
const REASON_LETTERS: usize = 300;

/// Whom an officer may reach now, and how.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The opening.
    pub emergency: Emergency,
    /// What should not wait, if it was given because of an answer of the pulse.
    pub about: Option<About>,
    /// Who; `None`: it has ended.
    pub reached: Option<Reached>,
}

/// How somebody is reached: nothing more than that is read.
#[derive(Clone, Debug)]
pub struct Reached {
    /// The name they want to be called by.
    pub name: String,
    /// Telephone, and whose it is.
    pub contact: Option<Contact>,
    /// Where they live.
    pub municipality: MunicipalityCode,
    /// The language they speak best.
    pub language: LanguageCode,
    /// The language of their pages.
    pub lang: Lang,
}

/// An officer who could call, by name, with the agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The account.
    pub account: Id<Account>,
    /// By name.
    pub name: String,
    /// The agency.
    pub agency_name: String,
}

/// What should not wait, as the coordination sees it, with who could call.
#[derive(Clone, Debug)]
pub struct Unaccompanied {
    /// Since when, where, and how far it is.
    pub unseen: super::attention::Unseen,
    /// Officers around, the nearest first.
    pub near: Vec<Near>,
}

fn reason(text: &str) -> Result<String> {
    if text.trim().is_empty() {
        return Err(Error::invalid("reason", "emergency-reason-missing"));
    }
    let read = domain::text::LongText::<REASON_LETTERS>::parse(text);
    read.map(|text| text.to_string()).map_err(|problem| Error::invalid("reason", problem.key()))
}

fn staff(ctx: &Ctx) -> Result<Id<Account>> {
    match ctx.actor {
        Actor::Staff { account, .. } => Ok(account),
        Actor::Anonymous => Err(Error::SignIn),
        _ => Err(Error::NotFound),
    }
}

/// An officer takes one, of somebody whom they found and opened. The coordination and the person are told at once.
///
/// # Errors
/// Problems with `reason` and `vital`; [`Error::TooMany`] after five in 24 hours; [`Error::NotFound`] if who asks did not find
/// them in the last hours.
pub async fn take(
    sys: &System,
    ctx: &Ctx,
    id: Id<Emergency>,
    person: Id<Person>,
    (is_vital, why): (bool, &str),
) -> Result<()> {
    let permit = &ctx.permit(Relation::Own, Object::Emergency, Action::Override)?;
    let (account, agency) = (staff(ctx)?, ctx.agency()?);
    if !is_vital {
        return Err(Error::invalid("vital", "emergency-vital-missing"));
    }
    let why = &reason(why)?;
    sys.store
        .write(move |mut tx| async move {
            let person = find::opened(&mut tx, ctx, person).await?.id;
            if let Ok((_, known)) = ctx.unlock(Action::View, tx.emergency(id).await?) {
                return if known.person == person { Ok(tx.done(())) } else { Err(Error::NotFound) };
            }
            let taken = tx.emergencies_taken(account, ctx.now.plus(-OPEN_FOR)).await?;
            if taken >= MOST_TAKEN {
                return Err(Error::TooMany(OPEN_FOR));
            }
            let one = blank(ctx, id, (person, None), (account, agency), None);
            tx.add_emergency(permit, &one, why).await?;
            let name = tx.agency_name(agency).await?.unwrap_or_default();
            message::tell_coordination(&mut tx, Notice::EmergencyOpened, &[("agency", name)], ctx.now)
                .await?;
            message::tell_person(&mut tx, person, Notice::PersonChanged, &[], ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

const fn blank(
    ctx: &Ctx,
    id: Id<Emergency>,
    (person, attention): (Id<Person>, Option<Id<Attention>>),
    (account, agency): (Id<Account>, Id<domain::agency::Agency>),
    given_by: Option<Id<Account>>,
) -> Emergency {
    Emergency {
        id,
        person,
        attention,
        account,
        agency,
        given_by,
        at: ctx.now,
        until: ctx.now.plus(OPEN_FOR),
        result: None,
        justified: None,
    }
}

/// What nobody accompanies, opened by the coordination: the person's record stays closed to who asks.
async fn alone(tx: &mut Tx, ctx: &Ctx, id: Id<Attention>) -> Result<(Id<Person>, State)> {
    ctx.permit(Relation::Stranger, Object::Emergency, Action::Review)?;
    let (person, state) = tx.attention_person(id).await?.ok_or(Error::NotFound)?;
    let (_, followed) =
        tx.followed(person, &ctx.actor, ctx.now).await?.unlock(&Actor::System, Action::View)?;
    if state == State::Done {
        return Err(Error::Conflict("attention-done"));
    }
    if !followed.officers.is_empty() {
        return Err(Error::Conflict("attention-followed"));
    }
    Ok((person, state))
}

async fn home_of(tx: &mut Tx, person: Id<Person>) -> Result<Person> {
    let front = tx.front_of(person).await?;
    Ok(tx.person(front).await?.unlock(&Actor::System, Action::View)?.1)
}

/// What nobody accompanies, with the officers who could call.
///
/// # Errors
/// [`Error::NotFound`] if who asks is not the coordination or there is none; conflicts `attention-done`,
/// `attention-followed`.
pub async fn unaccompanied(sys: &System, ctx: &Ctx, id: Id<Attention>) -> Result<Unaccompanied> {
    let mut tx = sys.store.read().await?;
    let (person, _) = alone(&mut tx, ctx, id).await?;
    let unseen = tx.attention_unseen(id, ctx.now).await?.ok_or(Error::NotFound)?;
    let near = near(&mut tx, person).await?;
    Ok(Unaccompanied { unseen, near: near.into_iter().map(|(near, _)| near).collect() })
}

async fn near(tx: &mut Tx, person: Id<Person>) -> Result<Vec<(Near, Id<domain::agency::Agency>)>> {
    let home = home_of(tx, person).await?;
    let mut all = Vec::new();
    for (account, agency, agency_name) in tx.officers_around(home.municipality, OFFICERS).await? {
        let name = crate::case::officer_name(tx, account).await?.unwrap_or_default();
        all.push((Near { account, name, agency_name }, agency));
    }
    Ok(all)
}

/// The coordination gives it to an officer, who may reach the person for the call of today. Whoever had it before no longer
/// does.
///
/// # Errors
/// A problem with `officer`; otherwise as [`unaccompanied`].
pub async fn give(
    sys: &System,
    ctx: &Ctx,
    (attention, id): (Id<Attention>, Id<Emergency>),
    officer: Option<Id<Account>>,
) -> Result<()> {
    let permit = &ctx.permit(Relation::Stranger, Object::Emergency, Action::Override)?;
    let by = staff(ctx)?;
    sys.store
        .write(move |mut tx| async move {
            if let Ok((_, known)) = tx.emergency(id).await?.unlock(&Actor::System, Action::View) {
                let same = known.attention == Some(attention) && Some(known.account) == officer;
                return if same { Ok(tx.done(())) } else { Err(Error::Conflict("error-changed-meanwhile")) };
            }
            let (person, before) = alone(&mut tx, ctx, attention).await?;
            let near = near(&mut tx, person).await?;
            let chosen = near.iter().find(|(near, _)| Some(near.account) == officer);
            let (to, agency) = chosen.ok_or(Error::invalid("officer", "emergency-officer-missing"))?;
            tx.end_emergencies(attention, ctx.now).await?;
            let one = blank(ctx, id, (person, Some(attention)), (to.account, *agency), Some(by));
            tx.add_emergency(permit, &one, "").await?;
            let after = before.after(Step::See).unwrap_or(State::Done);
            tx.put_attention(permit, (attention, person), (before, after), ctx.now).await?;
            message::tell(&mut tx, &To::Account(to.account), Notice::EmergencyGiven, &[], ctx.now).await?;
            message::tell_person(&mut tx, person, Notice::PersonChanged, &[], ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// The coordination marks it as seen to, with a short reason, where there is nobody to give it to.
///
/// # Errors
/// A problem with `reason`; otherwise as [`unaccompanied`].
pub async fn close(sys: &System, ctx: &Ctx, attention: Id<Attention>, why: &str) -> Result<()> {
    let permit = &ctx.permit(Relation::Stranger, Object::Emergency, Action::Review)?;
    let why = &reason(why)?;
    sys.store
        .write(move |mut tx| async move {
            let (person, before) = alone(&mut tx, ctx, attention).await?;
            tx.end_emergencies(attention, ctx.now).await?;
            tx.close_attention(permit, (attention, person), (before, why), ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}

/// What the officer who asks has open.
///
/// # Errors
/// [`Error::NotFound`] if it is not an officer.
pub async fn mine(sys: &System, ctx: &Ctx) -> Result<Vec<Emergency>> {
    ctx.permit(Relation::Own, Object::Emergency, Action::View)?;
    Ok(sys.store.read().await?.emergencies_of((staff(ctx)?, ctx.agency()?), ctx.now).await?)
}

/// How the person is reached, as long as it is open. That it was read is written down.
///
/// # Errors
/// [`Error::NotFound`] if it is not of the officer who asks.
pub async fn show(sys: &System, ctx: &Ctx, id: Id<Emergency>) -> Result<Shown> {
    sys.store
        .write(move |mut tx| async move {
            let (permit, emergency) = opened(&mut tx, ctx, id, Action::View).await?;
            let mut shown = Shown { about: None, reached: None, emergency };
            if shown.emergency.is_open(ctx.now) {
                let person = home_of(&mut tx, shown.emergency.person).await?;
                let waiting = tx.attentions_of(shown.emergency.person).await?;
                let due = waiting.into_iter().find(|one| Some(one.id) == shown.emergency.attention);
                shown.about = due.map(|one| one.about).filter(About::is_urgent);
                let told = Some(shown.emergency.person.uuid());
                tx.audit(&permit, id.uuid(), told, "name contact place language", ctx.now).await?;
                shown.reached = Some(Reached {
                    name: person.alias.to_string(),
                    contact: person.contact,
                    municipality: person.municipality,
                    language: person.language,
                    lang: person.lang,
                });
            }
            Ok(tx.done(shown))
        })
        .await
}

/// One of the officer who asks; not of a person, who sees it elsewhere.
async fn opened(tx: &mut Tx, ctx: &Ctx, id: Id<Emergency>, action: Action) -> Result<(Permit, Emergency)> {
    staff(ctx)?;
    ctx.unlock(action, tx.emergency(id).await?)
}

/// Notes what came of the call. Once they were spoken with it ends, and what should not wait was looked after; else it stays
/// open until its end.
///
/// # Errors
/// A problem with `result`; conflict `emergency-over`; [`Error::NotFound`] if it is not of the officer who asks.
pub async fn call(sys: &System, ctx: &Ctx, id: Id<Emergency>, result: &str) -> Result<()> {
    let result: CallResult = chosen("result", result)?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, one) = opened(&mut tx, ctx, id, Action::Answer).await?;
            if !one.is_open(ctx.now) {
                let again = one.result == Some(result);
                return if again { Ok(tx.done(())) } else { Err(Error::Conflict("emergency-over")) };
            }
            let until = if result.is_contact() { ctx.now } else { one.until };
            tx.call_emergency(&permit, &one, result, until, ctx.now).await?;
            if let Some(attention) = one.attention.filter(|_| result.is_contact())
                && let Some((person, before)) = tx.attention_person(attention).await?
                && let Ok(after) = before.after(Step::Finish)
            {
                tx.put_attention(&permit, (attention, person), (before, after), ctx.now).await?;
            }
            Ok(tx.done(()))
        })
        .await
}

/// What officers took and nobody reviewed, the oldest first.
///
/// # Errors
/// [`Error::NotFound`] if it is not a coordinator.
pub async fn to_review(sys: &System, ctx: &Ctx, page: Page<(Moment, Id<Emergency>)>) -> Result<Vec<Taken>> {
    ctx.permit(Relation::Stranger, Object::Emergency, Action::Review)?;
    let page = Page { limit: page.limit.clamp(1, PAGE), ..page };
    Ok(sys.store.read().await?.emergencies_to_review(page).await?)
}

/// Reviews what an officer took. One that was not justified ends at once.
///
/// # Errors
/// [`Error::NotFound`]; a conflict if it was reviewed already.
pub async fn review(sys: &System, ctx: &Ctx, id: Id<Emergency>, justified: bool) -> Result<()> {
    let by = staff(ctx)?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, one) = ctx.unlock(Action::Review, tx.emergency(id).await?)?;
            if one.given_by.is_some() {
                return Err(Error::NotFound);
            }
            tx.review_emergency(&permit, &one, (by, justified), ctx.now).await?;
            Ok(tx.done(()))
        })
        .await
}
