//! An officer writes a referral for a person whose slip they have before them.

use domain::{
    id::Id,
    person::Person,
    policy::{Action, Actor, Object, Relation, Role},
    referral::{Party, Priority, Referral, Route, Sender, Status, Step, Terms},
    service::Service,
};
use store::{Tx, referral::Kind, service::ListedService};

use super::{
    Stand, Walked, check, chosen,
    walk::{self, Taking},
    words,
};
use crate::{Ctx, Error, Result, System, application::counted};

/// A referral as an officer writes it.
#[derive(Clone, Debug)]
pub struct Drafting {
    /// Its identifier, made by whoever writes: sent twice it is one.
    pub id: Id<Referral>,
    /// The code on the person's slip; empty if they were found.
    pub code: String,
    /// Who was found and opened, in the place of the code.
    pub found: Option<Id<Person>>,
    /// To which service.
    pub service: Id<Service>,
    /// A word of [`Priority`].
    pub priority: String,
    /// Whether there are signs of trafficking.
    pub trafficking_signs: bool,
    /// What is needed, in words, for the organisation.
    pub need: String,
}

/// Writes a draft.
///
/// # Errors
/// Problems with `code`, `priority` and `need`; [`Error::NotFound`] if who asks sends no referrals or there is no such
/// service; conflict `referral-already` if the identifier is taken by another, `referral-draft-already` if it was written in
/// other words.
pub async fn draft(sys: &System, ctx: &Ctx, input: &Drafting) -> Result<Walked> {
    let permit = &ctx.permit(Relation::Own, Object::Referral, Action::Create)?;
    let sender = officer(&ctx.actor)?;
    let priority: Priority = chosen("priority", &input.priority)?;
    let need = words("need", &input.need)?.ok_or(Error::invalid("need", "referral-need-missing"))?;
    let need = need.as_str();
    sys.store
        .write(move |mut tx| async move {
            let whom = input.found.map_or(check::Whom::Code(&input.code), check::Whom::Found);
            let person = check::person_of(&mut tx, ctx, whom).await?;
            let listed = tx.listed_service(input.service).await?.ok_or(Error::NotFound)?;
            if let Ok((_, known)) = ctx.unlock(Action::Edit, tx.referral(input.id).await?) {
                let same = known.person == person.id
                    && known.service == input.service
                    && known.sender == Some(sender);
                if !same {
                    return Err(Error::Conflict("referral-already"));
                }
                if known.priority != priority || !says(&mut tx, &known, need).await? {
                    return Err(Error::Conflict("referral-draft-already"));
                }
                return Ok(tx.done(Walked::Already(Stand::from(&known))));
            }
            let terms = tx.terms(input.service).await?;
            let route = Route::of(check::age(&person, ctx.now), input.trafficking_signs);
            let blank = blank(ctx, input.id, &person, &listed, &terms, route);
            let referral = Referral { sender: Some(sender), priority, ..blank }.owed(ctx.now);
            tx.add_referral(permit, &referral, counted(&person), ctx.now).await?;
            tx.add_referral_text(&referral, (Kind::Need, Some(Party::Sender)), need, ctx.now).await?;
            Ok(tx.done(Walked::Done(Stand::from(&referral))))
        })
        .await
}

/// Writes a draft to another service for the person of a referral that came back, or in the place of a draft, which is
/// taken back then. The need and the urgency are the same.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; conflicts `referral-not-from-here` where the organisation still owes an
/// answer, `referral-already` if the identifier is taken by another.
pub async fn draft_instead(
    sys: &System,
    ctx: &Ctx,
    of: Id<Referral>,
    id: Id<Referral>,
    service: Id<Service>,
) -> Result<Walked> {
    let sender = officer(&ctx.actor)?;
    let create = &ctx.permit(Relation::Own, Object::Referral, Action::Create)?;
    sys.store
        .write(move |mut tx| async move {
            let (permit, before) = ctx.unlock(Action::Edit, tx.referral(of).await?)?;
            if let Ok((_, known)) = ctx.unlock(Action::Edit, tx.referral(id).await?) {
                let same = known.person == before.person && known.service == service;
                return if same {
                    Ok(tx.done(Walked::Already(Stand::from(&known))))
                } else {
                    Err(Error::Conflict("referral-already"))
                };
            }
            if before.status != Status::Draft && !before.status.is_over() {
                return Err(Error::Conflict("referral-not-from-here"));
            }
            let listed = tx.listed_service(service).await?.ok_or(Error::NotFound)?;
            let person = check::person(&mut tx, before.person).await?;
            let terms = tx.terms(service).await?;
            let blank = blank(ctx, id, &person, &listed, &terms, before.route);
            let draft = Referral { sender: Some(sender), priority: before.priority, ..blank }.owed(ctx.now);
            tx.add_referral(create, &draft, counted(&person), ctx.now).await?;
            copy_need(&mut tx, ctx, &before, &draft).await?;
            if before.status == Status::Draft {
                let taking = Taking::new(Action::Withdraw, Step::Withdraw);
                walk::walk(&mut tx, ctx, &permit, (&before, Party::Sender), Id::new(ctx.now), &taking)
                    .await?;
            }
            Ok(tx.done(Walked::Done(Stand::from(&draft))))
        })
        .await
}

/// Whether the need of a referral was told in these words; also if none are kept any more.
pub(super) async fn says(tx: &mut Tx, referral: &Referral, need: &str) -> Result<bool> {
    let texts = tx.referral_texts(referral).await?;
    let kept = texts.iter().find(|words| words.kind == Kind::Need);
    Ok(kept.is_none_or(|words| words.text == need))
}

/// The need of one referral stands in the other too.
async fn copy_need(tx: &mut Tx, ctx: &Ctx, from: &Referral, to: &Referral) -> Result<()> {
    for words in tx.referral_texts(from).await?.into_iter().filter(|words| words.kind == Kind::Need) {
        tx.add_referral_text(to, (Kind::Need, words.party), &words.text, ctx.now).await?;
    }
    Ok(())
}

/// The officer who asks.
pub(super) fn officer(actor: &Actor) -> Result<Sender> {
    match actor {
        Actor::Staff { account, agency, role: Role::CaseWorker } => {
            Ok(Sender { account: *account, agency: *agency })
        }
        _ => Err(Error::NotFound),
    }
}

/// A draft of which nothing is known but who needs what from whom.
pub(super) fn blank(
    ctx: &Ctx,
    id: Id<Referral>,
    person: &Person,
    listed: &ListedService,
    terms: &Terms,
    route: Route,
) -> Referral {
    let of = &listed.service;
    let blank = Referral::blank(id, person.id, of.id, of.agency, of.category, ctx.now);
    Referral { route, promise_days: terms.promise_days, ..blank }
}

/// The child of a referral that its organisation hands on: a draft at who sent it, for the person must agree anew.
pub(super) async fn child(
    tx: &mut Tx,
    ctx: &Ctx,
    parent: &Referral,
    id: Id<Referral>,
    service: Id<Service>,
) -> Result<Referral> {
    let listed = tx.listed_service(service).await?.ok_or(Error::NotFound)?;
    let terms = tx.terms(service).await?;
    if listed.service.agency == parent.agency || terms.route != parent.route {
        return Err(Error::invalid("service", "referral-reroute-elsewhere"));
    }
    // Who referred themselves sends it on themselves.
    if parent.sender.is_none() && !terms.self_referral {
        return Err(Error::invalid("service", "referral-reroute-not-self"));
    }
    let person = check::person(tx, parent.person).await?;
    let child = Referral {
        sender: parent.sender,
        priority: parent.priority,
        parent: Some(parent.id),
        hops: parent.hops + 1,
        called_at: None,
        ..blank(ctx, id, &person, &listed, &terms, parent.route)
    }
    .owed(ctx.now);
    let permit = domain::policy::permit(&Actor::System, Relation::Own, Object::Referral, Action::Create)?;
    tx.add_referral(&permit, &child, counted(&person), ctx.now).await?;
    copy_need(tx, ctx, parent, &child).await?;
    Ok(child)
}
