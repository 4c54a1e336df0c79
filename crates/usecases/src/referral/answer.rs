//! The organisation that received a referral: takes it, answers it, makes the first contact, reports what came of it.

use domain::{
    id::Id,
    policy::{Action, Actor},
    referral::{Outcome, Reason, Referral, Step},
    service::Service,
    time::{Day, Moment},
};
use store::referral::Kind;

use super::{
    Asked, Stand, Walked, chosen,
    draft::child,
    walk::{self, Opened, Taking, take},
    words,
};
use crate::{Ctx, Error, Result, System};

/// An answer as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Answering {
    /// `accept`, `waitlist`, `ask_info` or `decline`.
    pub answer: String,
    /// A word of [`Reason`] for a no.
    pub reason: String,
    /// The day to look at a waiting list again (2026-12-31).
    pub review_on: String,
    /// A note to the person, a question, or the words of "other". May be empty.
    pub words: String,
}

/// A handing on as it was typed.
#[derive(Clone, Debug)]
pub struct Rerouting {
    /// The identifier of the new referral, made by whoever hands on.
    pub child: Id<Referral>,
    /// To which service.
    pub service: Id<Service>,
    /// A word of [`Reason`].
    pub reason: String,
    /// The words of "other". May be empty.
    pub words: String,
}

/// A result as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Reporting {
    /// `complete` or `fail`.
    pub result: String,
    /// A word of [`Outcome`].
    pub outcome: String,
    /// The words of "other". May be empty.
    pub words: String,
}

/// Somebody of the organisation takes a referral as theirs.
///
/// # Errors
/// [`Error::NotFound`] if it did not come to their organisation; conflict `referral-not-from-here`.
pub async fn claim(sys: &System, ctx: &Ctx, asked: &Asked) -> Result<Walked> {
    let mut taking = Taking::new(Action::Answer, Step::Claim);
    taking.detail.account = match ctx.actor {
        Actor::Staff { account, .. } => Some(account),
        _ => return Err(Error::Forbidden),
    };
    take(sys, ctx, asked, &taking).await
}

/// Answers: yes, on the waiting list, a question, or no.
///
/// # Errors
/// Problems beside `answer`, `reason`, `review_on` and `words`; [`Error::NotFound`] if it did not come to who asks;
/// conflicts `referral-not-from-here`, `referral-info-used-up`.
pub async fn answer(sys: &System, ctx: &Ctx, asked: &Asked, input: &Answering) -> Result<Walked> {
    let step = match input.answer.trim() {
        "accept" => Step::Accept,
        "waitlist" => Step::Waitlist,
        "ask_info" => Step::AskInfo,
        "decline" => Step::Decline,
        _ => return Err(Error::invalid("answer", "referral-choice-unknown")),
    };
    let kind = if step == Step::AskInfo { Kind::Question } else { Kind::Note };
    let mut taking = Taking::new(Action::Answer, step).saying(kind, words("words", &input.words)?);
    if step == Step::Decline {
        taking.detail.reason = Some(chosen::<Reason>("reason", &input.reason)?);
    }
    if step == Step::Waitlist {
        taking.detail.review_on = Some(chosen::<Day>("review_on", &input.review_on)?);
    }
    take(sys, ctx, asked, &taking).await
}

/// Hands a referral on to a service of another organisation: a child is opened, at who sent this one, who asks the person
/// for a consent that names the other organisation.
///
/// # Errors
/// As [`answer`], and a problem with `service`, `referral-reroute-elsewhere`; conflict `referral-too-many-hops`.
pub async fn reroute(sys: &System, ctx: &Ctx, asked: &Asked, input: &Rerouting) -> Result<Walked> {
    let mut taking =
        Taking::new(Action::Answer, Step::Reroute).saying(Kind::Note, words("words", &input.words)?);
    taking.detail.reason = Some(chosen::<Reason>("reason", &input.reason)?);
    let taking = &taking;
    sys.store
        .write(move |mut tx| async move {
            match walk::open(&mut tx, ctx, asked, taking.action, taking.step).await? {
                Opened::Answer(answer) => Ok(tx.done(answer)),
                Opened::Go(permit, before, party) => {
                    let after =
                        walk::walk(&mut tx, ctx, &permit, (&before, party), asked.event, taking).await?;
                    child(&mut tx, ctx, &before, input.child, input.service).await?;
                    Ok(tx.done(Walked::Done(Stand::from(&after))))
                }
            }
        })
        .await
}

/// The first contact with the person was made: now, or at an earlier moment since it was sent.
///
/// # Errors
/// As [`answer`]; a problem with `first_contact_at`.
pub async fn begin(sys: &System, ctx: &Ctx, asked: &Asked, first_contact: Option<Moment>) -> Result<Walked> {
    let mut taking = Taking::new(Action::Answer, Step::Begin);
    taking.detail.first_contact_at = first_contact;
    take(sys, ctx, asked, &taking).await
}

/// Reports what came of it; the person is asked whether it is so.
///
/// # Errors
/// As [`answer`], with `result` and `outcome`.
pub async fn report(sys: &System, ctx: &Ctx, asked: &Asked, input: &Reporting) -> Result<Walked> {
    let step = match input.result.trim() {
        "complete" => Step::Complete,
        "fail" => Step::Fail,
        _ => return Err(Error::invalid("result", "referral-choice-unknown")),
    };
    let mut taking = Taking::new(Action::Answer, step).saying(Kind::Note, words("words", &input.words)?);
    taking.detail.outcome = Some(chosen::<Outcome>("outcome", &input.outcome)?);
    take(sys, ctx, asked, &taking).await
}
