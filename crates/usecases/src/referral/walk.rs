//! One step of a referral, with all that follows from it.

use domain::{
    id::Id,
    policy::{Action, Actor, Permit},
    referral::{Detail, Party, Referral, ReferralEvent, Status, Step, Turn},
    time::Moment,
};
use store::{Tx, referral::Kind};

use super::tell;
use crate::{Ctx, Error, Result, System, merge};

/// Which step of which referral is asked for: made by whoever asks, so that it can be sent again, also from a device that
/// was without network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Of which referral.
    pub referral: Id<Referral>,
    /// The version that whoever asks had before them.
    pub version: i64,
    /// The step's own identifier.
    pub event: Id<ReferralEvent>,
}

/// How a referral stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Which.
    pub referral: Id<Referral>,
    /// How far it is.
    pub status: Status,
    /// Who owes the next step.
    pub turn: Turn,
    /// By when.
    pub due_at: Option<Moment>,
    /// Its version.
    pub version: i64,
}

impl From<&Referral> for Stand {
    fn from(referral: &Referral) -> Self {
        Self {
            referral: referral.id,
            status: referral.status,
            turn: referral.turn,
            due_at: referral.due_at,
            version: referral.version,
        }
    }
}

/// What became of a step that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walked {
    /// It was taken now.
    Done(Stand),
    /// It was taken before; this is how it stands now.
    Already(Stand),
    /// Nothing was done: somebody else was faster. Both are shown to whoever asked.
    Changed {
        /// The step that was asked for.
        asked: Step,
        /// The version it was based on.
        based_on: i64,
        /// How it stands now.
        now: Stand,
    },
}

impl Walked {
    /// How the referral stands now.
    #[must_use]
    pub const fn stand(&self) -> &Stand {
        match self {
            Self::Done(stand) | Self::Already(stand) | Self::Changed { now: stand, .. } => stand,
        }
    }
}

/// A step with what it is taken with.
#[derive(Clone, Debug)]
pub(super) struct Taking {
    pub action: Action,
    pub step: Step,
    pub detail: Detail,
    pub texts: Vec<(Kind, String)>,
}

impl Taking {
    pub(super) fn new(action: Action, step: Step) -> Self {
        Self { action, step, detail: Detail::default(), texts: Vec::new() }
    }

    /// With these words, if there are some.
    pub(super) fn saying(mut self, kind: Kind, words: Option<String>) -> Self {
        self.detail.has_words |= words.is_some();
        self.texts.extend(words.map(|words| (kind, words)));
        self
    }
}

/// A step that may be taken now, or what is answered in its place.
pub(super) enum Opened {
    Go(Permit, Box<Referral>, Party),
    Answer(Walked),
}

/// Opens the referral for a step: the same step sent again, and one based on an older version, are not taken.
pub(super) async fn open(
    tx: &mut Tx,
    ctx: &Ctx,
    asked: &Asked,
    action: Action,
    step: Step,
) -> Result<Opened> {
    let ctx = &merge::as_owner_of(tx, ctx, asked.referral).await?;
    let (permit, referral) = ctx.unlock(action, tx.referral(asked.referral).await?)?;
    if let Some(known) = tx.referral_event(asked.event).await? {
        let same = known.referral == referral.id && known.step == step && known.actor == actor_id(&ctx.actor);
        return if same {
            Ok(Opened::Answer(Walked::Already(Stand::from(&referral))))
        } else {
            Err(Error::Conflict("referral-step-already"))
        };
    }
    if referral.version != asked.version {
        let now = Stand::from(&referral);
        return Ok(Opened::Answer(Walked::Changed { asked: step, based_on: asked.version, now }));
    }
    let party = referral.party(&ctx.actor).ok_or(Error::NotFound)?;
    Ok(Opened::Go(permit, Box::new(referral), party))
}

fn actor_id(actor: &Actor) -> Option<uuid::Uuid> {
    match actor {
        Actor::Person(id) => Some(id.uuid()),
        Actor::Staff { account, .. } => Some(account.uuid()),
        Actor::Guest { agency, .. } => Some(agency.uuid()),
        Actor::Anonymous | Actor::System => None,
    }
}

/// Takes a step in a unit of work of its own.
pub(super) async fn take(sys: &System, ctx: &Ctx, asked: &Asked, taking: &Taking) -> Result<Walked> {
    sys.store
        .write(move |mut tx| async move {
            match open(&mut tx, ctx, asked, taking.action, taking.step).await? {
                Opened::Answer(answer) => Ok(tx.done(answer)),
                Opened::Go(permit, before, party) => {
                    let after = walk(&mut tx, ctx, &permit, (&before, party), asked.event, taking).await?;
                    Ok(tx.done(Walked::Done(Stand::from(&after))))
                }
            }
        })
        .await
}

/// Writes the referral after a step, keeps the event and the words, takes away what may no longer be read, and tells
/// every party.
pub(super) async fn walk(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit,
    (before, party): (&Referral, Party),
    event: Id<ReferralEvent>,
    taking: &Taking,
) -> Result<Referral> {
    let after = before.take(taking.step, party, &taking.detail, ctx.now)?;
    tx.put_referral(permit, &after, taking.step.word(), ctx.now).await?;
    keep(tx, ctx, (before, &after, party), event, taking).await?;
    Ok(after)
}

/// What follows from a step that is written.
pub(super) async fn keep(
    tx: &mut Tx,
    ctx: &Ctx,
    (before, after, party): (&Referral, &Referral, Party),
    event: Id<ReferralEvent>,
    taking: &Taking,
) -> Result<()> {
    let kept = ReferralEvent {
        id: event,
        referral: after.id,
        version: after.version,
        step: taking.step,
        from: before.status,
        to: after.status,
        party,
        actor: if party == Party::Person { Some(after.person.uuid()) } else { actor_id(&ctx.actor) },
        agency: ctx.actor.agency(),
        reason: taking.detail.reason.filter(|_| after.reason != before.reason),
        outcome: after.outcome.filter(|_| after.outcome_at == Some(ctx.now)),
        at: ctx.now,
    };
    tx.add_referral_event(&kept).await?;
    for (kind, words) in &taking.texts {
        tx.add_referral_text(after, (*kind, Some(party)), words, ctx.now).await?;
    }
    // News of how it stood before is no news any more; whoever takes it as theirs changes nothing of that.
    if taking.step != Step::Claim {
        tx.take_back_messages(after.id).await?;
    }
    tell::step(tx, before, after, party, taking.step, ctx.now).await?;
    if after.status.is_over() && after.status != Status::Closed {
        tx.forget_shared(after.id).await?;
        tx.end_link(after.id).await?;
    }
    Ok(())
}
