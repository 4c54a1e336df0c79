//! The steps that an officer takes with a referral.

use std::str::FromStr;

use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    consent::Way,
    id::Id,
    referral::{LegalBasis, Referral},
    time::{Day, Moment},
};
use usecases::{
    Error,
    referral::{self, Asked, Consenting, Planned, Sending, Walked},
};

use super::{
    consent::{self, About},
    follow::FollowPage,
    new::officer,
    renew, step,
};
use crate::{
    App,
    error::Failure,
    form::Fields,
    i18n::T,
    page::{self, see_other},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().post(urls::SENT_STEP, walk)
}

async fn walk(
    State(app): State<App>,
    who: As,
    Path((_, id, word)): Path<(String, Id<Referral>, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    officer(&who)?;
    let ctx = &who.ctx;
    let t = T::new(ctx.lang);
    let base = format!("/{}/referidos", ctx.lang);
    let noted = match word.as_str() {
        "llamada" => Some(referral::note_call(&app.sys, ctx, id).await),
        "intento" => Some(
            referral::note_attempt(
                &app.sys,
                ctx,
                step::made_once(&fields, ctx.now),
                id,
                fields.get("result"),
            )
            .await,
        ),
        "renovar" => Some(renew::give(&app, &who, id, &fields).await),
        "entrega" => Some(hand_over(&app, &who, id, &fields).await),
        _ => None,
    };
    let on = format!("{base}/{id}?hecho=referral-noted");
    let again = match noted {
        Some(Ok(())) => return Ok(see_other(&on)),
        Some(Err(error)) => step::refused(error, fields)?,
        None if word == "otro" => match instead(&app, &who, id, &fields).await {
            Ok(walked) => return Ok(see_other(&format!("{base}/{}", walked.stand().referral))),
            Err(error) => step::refused(error, fields)?,
        },
        None => {
            let walked = take(&app, &who, id, &word, &fields).await;
            let done = if matches!(word.as_str(), "enviar" | "reabrir") {
                "hecho=referral-sent"
            } else {
                "hecho=referral-noted"
            };
            let on = format!("{base}/{id}?{done}");
            match step::outcome(t, walked, fields, &on)? {
                Ok(sent) => return Ok(sent),
                Err(again) => again,
            }
        }
    };
    let status = again.status;
    let page = FollowPage::read(&app, &who, id, Some(again), "").await?;
    Ok(page::answer_with(status, &page.frame, &page))
}

async fn take(
    app: &App,
    who: &As,
    id: Id<Referral>,
    word: &str,
    fields: &Fields,
) -> usecases::Result<Walked> {
    let (sys, ctx) = (&app.sys, &who.ctx);
    let asked = step::asked(fields, id, ctx.now);
    match word {
        "enviar" => referral::send(sys, ctx, &asked, &sending(app, who, &asked, fields).await?).await,
        "reabrir" => referral::reopen(sys, ctx, &asked, &sending(app, who, &asked, fields).await?).await,
        "cerrar" => referral::close(sys, ctx, &asked).await,
        "decidir" if fields.get("ruling") == "annul" => {
            referral::annul(sys, ctx, &asked, fields.get("words")).await
        }
        "decidir" => referral::rule(sys, ctx, &asked, fields.get("ruling"), fields.get("words")).await,
        word => step::of_person(app, who, &asked, word, fields).await,
    }
}

/// A word of a closed list.
fn word_of<T: FromStr>(fields: &Fields, name: &'static str) -> usecases::Result<T> {
    fields.get(name).parse().map_err(|_| Error::invalid(name, "referral-choice-unknown"))
}

/// Under what it is sent: the yes with the text that stood on the page, or the ground of law in its place.
async fn sending(app: &App, who: &As, asked: &Asked, fields: &Fields) -> usecases::Result<Sending> {
    let ctx = &who.ctx;
    let found = referral::check_own(&app.sys, ctx, asked.referral).await?;
    let t = T::new(ctx.lang);
    let chosen = consent::chosen(fields, &found.fields);
    let about = About {
        service: t.read(&found.listed.service.name),
        agency: &found.listed.agency_name,
        office: found.office.as_ref().map(|office| office.name.as_str()),
        again: false,
    };
    let consent = match fields.get("consent") {
        "known" => Consenting::Known,
        "now" => {
            let way: Way = word_of(fields, "way")?;
            Consenting::Now(consent::taken(t, &about, chosen, way, ctx.now))
        }
        "override" => Consenting::Override {
            basis: word_of::<LegalBasis>(fields, "basis")?,
            reason: fields.get("reason").to_owned(),
            fields: chosen,
        },
        _ => return Err(Error::invalid("consent", "referral-choice-unknown")),
    };
    Ok(Sending {
        consent,
        accepts_waiting: fields.has("wait", "yes"),
        link_to: fields.get("link_to").to_owned(),
    })
}

/// A draft to another service in the place of this one.
async fn instead(app: &App, who: &As, id: Id<Referral>, fields: &Fields) -> usecases::Result<Walked> {
    let service =
        fields.get("service").parse().map_err(|_| Error::invalid("service", "referral-choice-unknown"))?;
    let other = fields.get("id").parse().unwrap_or_else(|_| Id::new(who.ctx.now));
    referral::draft_instead(&app.sys, &who.ctx, id, other, service).await
}

/// A handing over in person, planned or told of.
async fn hand_over(app: &App, who: &As, id: Id<Referral>, fields: &Fields) -> usecases::Result<()> {
    let known = referral::show(&app.sys, &who.ctx, id).await?.handover;
    let planned_at = match (fields.some("planned_day"), known) {
        (None, Some(known)) => known.planned_at,
        _ => moment(fields.get("planned_day"), fields.get("planned_time"))?,
    };
    let came = |word: &str| fields.has("came", word);
    let planned = Planned {
        planned_at,
        sender_came: came("sender"),
        recipient_came: came("recipient"),
        person_came: came("person"),
        happened: match fields.get("happened") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
    };
    referral::plan_handover(&app.sys, &who.ctx, id, planned).await
}

/// A moment from a day and an hour as browsers send them.
fn moment(day: &str, time: &str) -> usecases::Result<Moment> {
    let day: Day = day.parse().map_err(|_| Error::invalid("planned_day", "referral-day-form"))?;
    let (hour, minute) = time.split_once(':').ok_or(Error::invalid("planned_time", "referral-time-form"))?;
    let part = |text: &str, most: i64| text.parse::<i64>().ok().filter(|part| (0..=most).contains(part));
    match (part(hour, 23), part(minute, 59)) {
        (Some(hour), Some(minute)) => Ok(Moment::end_of(day).plus(1 - 86_400 + hour * 3600 + minute * 60)),
        _ => Err(Error::invalid("planned_time", "referral-time-form")),
    }
}
