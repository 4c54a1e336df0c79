//! A step asked for by a form: on which version it is based, and what became of it.

use axum::{http::StatusCode, response::Response};
use domain::{
    id::Id,
    referral::{Referral, ReferralEvent},
    time::Moment,
};
use usecases::{
    Error, Problems, Result,
    referral::{self, Asked, Walked},
};

use crate::{App, error::Failure, form::Fields, i18n::T, page::see_other, session::As};

/// What every form of a referral carries unseen: so that a step is taken once, and not over somebody else's.
#[derive(Clone, Debug)]
pub struct Seal {
    /// The version that is shown.
    pub version: i64,
    /// The identifier of the step that may follow.
    pub event: String,
}

impl Seal {
    pub(super) fn new(referral: &Referral, now: Moment) -> Self {
        Self { version: referral.version, event: Id::<ReferralEvent>::new(now).to_string() }
    }

    /// That of a sample, which does not change.
    pub(super) fn sample() -> Self {
        Self { version: 3, event: Id::<ReferralEvent>::from_uuid(uuid::Uuid::from_u128(7)).to_string() }
    }
}

/// The step that a form asks for. A form without a version is one that we did not make, and fits no referral.
pub(super) fn asked(fields: &Fields, referral: Id<Referral>, now: Moment) -> Asked {
    Asked { referral, version: fields.get("version").parse().unwrap_or(0), event: made_once(fields, now) }
}

/// The identifier of a step, or of what a form notes beside the steps: sent twice it is one.
pub(super) fn made_once<T>(fields: &Fields, now: Moment) -> Id<T> {
    fields.get("event").parse().unwrap_or_else(|_| Id::new(now))
}

/// A step that the person takes, or the officer for them by telephone; nothing for another word.
pub(super) async fn of_person(
    app: &App,
    who: &As,
    asked: &Asked,
    word: &str,
    fields: &Fields,
) -> Result<Walked> {
    let (sys, ctx) = (&app.sys, &who.ctx);
    match word {
        "informar" => referral::give_info(sys, ctx, asked, fields.get("words")).await,
        "confirmar" => referral::confirm(sys, ctx, asked).await,
        "disputar" => referral::dispute(sys, ctx, asked, fields.get("words")).await,
        "retirar" => referral::withdraw(sys, ctx, asked).await,
        _ => Err(Error::NotFound),
    }
}

/// Why the page is shown again and not sent on.
pub(super) struct Again {
    /// 409 where somebody was faster, 422 where something is missing.
    pub status: StatusCode,
    /// The form as it was typed, with what is wrong.
    pub fields: Fields,
    /// What was asked for and how it stands now, where somebody was faster.
    pub changed: Option<String>,
}

/// What became of a step: taken (the answer sends on), or to be shown again.
///
/// # Errors
/// What the form cannot tell.
pub(super) fn outcome(
    t: T,
    walked: Result<Walked>,
    fields: Fields,
    on: &str,
) -> std::result::Result<std::result::Result<Response, Again>, Failure> {
    match walked {
        Ok(Walked::Done(_) | Walked::Already(_)) => Ok(Ok(see_other(on))),
        Ok(Walked::Changed { asked, now, .. }) => {
            let step = t.word("referral-step", asked);
            let status = t.word("referral-status", now.status);
            let changed = t.two("referral-changed", "step", step, "status", status);
            Ok(Err(Again { status: StatusCode::CONFLICT, fields, changed: Some(changed) }))
        }
        Err(error) => refused(error, fields).map(Err),
    }
}

/// A refusal that the form can tell.
///
/// # Errors
/// Every other one.
pub(super) fn refused(error: Error, fields: Fields) -> std::result::Result<Again, Failure> {
    Ok(Again { status: StatusCode::UNPROCESSABLE_ENTITY, fields: fields.refuse(error)?, changed: None })
}

/// One problem, for samples.
pub(super) fn with_problem(fields: Fields, field: &'static str, key: &'static str) -> Fields {
    let mut problems = Problems::default();
    problems.add(field, key);
    fields.with_problems(problems)
}
