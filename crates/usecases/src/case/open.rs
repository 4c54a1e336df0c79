//! An officer begins to accompany a person who stands before them, or is on the telephone, and says yes.

use domain::{
    agency::{Account, Agency},
    case::{Case, Step},
    consent::{Grant, Purpose, Way},
    id::Id,
    message::Notice,
    person::Person,
    policy::{Action, Actor, Object, Permit, Relation, Role},
    text::PersonCode,
};
use store::{
    Tx,
    case::{Entry, EntryKind},
};

use super::{of_person, walk::case_workers, write};
use crate::{
    Ctx, Error, Result, System, find,
    message::{self, To},
    referral::Taken,
};

/// A case as an officer opens it.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Its identifier, made by whoever writes: sent twice it is one.
    pub id: Id<Case>,
    /// The code on the person's slip.
    pub code: String,
    /// Instead of a code: somebody whom the officer found.
    pub found: Option<Id<Person>>,
    /// The yes of the person to the officer's agency.
    pub taken: Taken,
}

/// The officer who asks, with their agency.
pub(super) fn officer(actor: &Actor) -> Result<(Id<Account>, Id<Agency>)> {
    match actor {
        Actor::Staff { account, agency, role: Role::CaseWorker } => Ok((*account, *agency)),
        _ => Err(Error::NotFound),
    }
}

/// Opens a case. Where the agency accompanies this person already, and their yes has ended or the officer works there no
/// longer, the new yes goes into that case, and who asks goes on with it.
///
/// # Errors
/// Problems with `code` and `fields`; conflict `case-already` if a colleague accompanies this person with a yes that holds;
/// [`Error::NotFound`] if who asks accompanies nobody, or did not find whom they name.
pub async fn open(sys: &System, ctx: &Ctx, input: &Opening) -> Result<Id<Case>> {
    let permit = &ctx.permit(Relation::Own, Object::Case, Action::Create)?;
    let (account, agency) = officer(&ctx.actor)?;
    sys.store
        .write(move |mut tx| async move {
            let person = whom(&mut tx, ctx, input).await?;
            if let Ok((_, known)) = ctx.unlock(Action::Edit, tx.case(input.id).await?) {
                return if known.person == person {
                    Ok(tx.done(known.id))
                } else {
                    Err(Error::Conflict("case-already"))
                };
            }
            let open = of_person(&mut tx, person).await?;
            let open = open.into_iter().find(|one| one.agency == agency && one.closed_at.is_none());
            let kept = match open {
                Some(known) => go_on(&mut tx, ctx, permit, &known, &input.taken).await?,
                None => {
                    let grant = agree(&mut tx, ctx, permit, (person, agency), &input.taken).await?;
                    let case = Case::open(input.id, person, (account, agency), grant.consent.id, ctx.now);
                    tx.add_case(permit, &case, ctx.now).await?;
                    case
                }
            };
            entry(&mut tx, ctx, &kept, Step::Resume, "").await?;
            message::tell_person(&mut tx, kept.person, Notice::PersonChanged, &[], ctx.now).await?;
            Ok(tx.done(kept.id))
        })
        .await
}

/// A new yes goes into a case whose yes has ended, or whose officer works for its agency no longer: who asks goes on with it.
/// Another officer does not learn of the signs.
async fn go_on(tx: &mut Tx, ctx: &Ctx, permit: &Permit, known: &Case, taken: &Taken) -> Result<Case> {
    let (account, agency) = officer(&ctx.actor)?;
    let is_there = case_workers(tx, Some(agency)).await?.contains(&known.officer);
    let holds = write::held(tx, ctx, known).await.is_ok();
    if holds && is_there {
        return Err(Error::Conflict("case-already"));
    }
    if holds {
        tx.withdraw_one(permit, known.consent, known.person, Purpose::Case, ctx.now).await?;
    }
    let grant = agree(tx, ctx, permit, (known.person, agency), taken).await?;
    let version = known.version + 1;
    let case = Case { officer: account, consent: grant.consent.id, version, ..known.clone() };
    tx.put_case(permit, &case, "agreed_again", ctx.now).await?;
    if account != known.officer {
        tx.forget_case_screen(case.id).await?;
        if is_there {
            message::tell(tx, &To::Account(known.officer), Notice::CaseAnswered, &[], ctx.now).await?;
        }
    }
    Ok(case)
}

/// Whom an officer means: by the code on a slip, of whichever of their records, or somebody they found.
async fn whom(tx: &mut Tx, ctx: &Ctx, input: &Opening) -> Result<Id<Person>> {
    if let Some(found) = input.found {
        return Ok(find::opened(tx, ctx, found).await?.id);
    }
    let code = PersonCode::parse(&input.code).map_err(|problem| Error::invalid("code", problem.key()))?;
    let unknown = || Error::invalid("code", "referral-code-unknown");
    let (person, _) = tx.person_by_code(&code).await?.ok_or_else(unknown)?;
    Ok(tx.front_of(person).await?)
}

/// Keeps the yes of a person to be accompanied by an agency.
pub(super) async fn agree(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    (person, agency): (Id<Person>, Id<Agency>),
    taken: &Taken,
) -> Result<Grant> {
    if taken.way == Way::Override {
        return Err(Error::Forbidden);
    }
    if taken.fields.is_empty() {
        return Err(Error::invalid("fields", "referral-fields-missing"));
    }
    let grant = taken.grant(ctx, Purpose::Case, person, agency);
    tx.give_grant(permit, &grant, ctx.now).await?;
    Ok(grant)
}

/// Writes a step into what happened.
pub(super) async fn entry(tx: &mut Tx, ctx: &Ctx, case: &Case, step: Step, text: &str) -> Result<()> {
    let entry = Entry {
        id: Id::new(ctx.now),
        kind: EntryKind::Step,
        detail: step.word().to_owned(),
        text: text.to_owned(),
        at: ctx.now,
    };
    write::add_entry(tx, ctx, case, &entry).await?;
    Ok(())
}
