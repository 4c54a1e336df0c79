//! What an officer does in a case, form by form.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    case::{Case, Paper},
    id::Id,
};
use usecases::{
    Error,
    case::{self, Calling, NewGoal, NewTask},
};

use super::one::CasePage;
use crate::{
    App,
    error::Failure,
    form::Fields,
    page::{self, see_other},
    referral::officer,
    routes::Routes,
    session::As,
    upload::Sent,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().post(urls::CASE_STEP, step).post(urls::CASE_PAPERS, add_paper)
}

/// An identifier of a form, or a new one for a form that we did not make.
pub(super) fn id_of<T>(fields: &Fields, name: &str, now: domain::time::Moment) -> Id<T> {
    fields.get(name).parse().unwrap_or_else(|_| Id::new(now))
}

/// The needs of the form: a field for each kind.
fn needs(fields: &Fields) -> Vec<(String, String)> {
    let need = |category: &domain::service::ServiceCategory| {
        let word = category.word();
        (word.to_owned(), fields.get(&format!("need-{word}")).to_owned())
    };
    domain::service::ServiceCategory::ALL.iter().map(need).collect()
}

/// A goal of the form.
pub(super) fn goal(fields: &Fields, now: domain::time::Moment) -> NewGoal {
    NewGoal {
        id: id_of(fields, "id", now),
        category: fields.get("category").to_owned(),
        words: fields.get("goal").to_owned(),
        by_on: fields.get("by_on").to_owned(),
    }
}

/// What the forms do that the officer and the person share; nothing for another word.
pub(super) async fn shared(
    app: &App,
    who: &As,
    id: Id<Case>,
    word: &str,
    fields: &Fields,
) -> usecases::Result<Option<&'static str>> {
    let (sys, ctx) = (&app.sys, &who.ctx);
    match word {
        "meta" => case::add_goal(sys, ctx, id, &goal(fields, ctx.now)).await?,
        "meta-estado" => {
            let goal = fields.get("goal_id").parse().map_err(|_| Error::NotFound)?;
            case::set_goal(sys, ctx, id, goal, fields.get("status")).await?;
        }
        "tarea-hecha" => {
            let task = fields.get("task_id").parse().map_err(|_| Error::NotFound)?;
            case::set_task(sys, ctx, id, task, fields.get("done") == "yes").await?;
        }
        "plan" => {
            case::agree(sys, ctx, id).await?;
            return Ok(Some("hecho=case-agreed"));
        }
        "pausa" => {
            case::pause(sys, ctx, id, fields.get("review_on")).await?;
            return Ok(Some("hecho=case-paused"));
        }
        "seguir" => case::resume(sys, ctx, id).await?,
        "dejar-de-pedir" => case::take_back(sys, ctx, id).await?,
        "quitar-archivo" => {
            let paper: Id<Paper> = fields.get("paper_id").parse().map_err(|_| Error::NotFound)?;
            case::remove_paper(sys, ctx, id, paper).await?;
        }
        _ => return Ok(None),
    }
    Ok(Some("hecho=case-noted"))
}

/// What only the officer does. Answers the notice.
async fn take(
    app: &App,
    who: &As,
    id: Id<Case>,
    word: &str,
    fields: &Fields,
) -> usecases::Result<&'static str> {
    if let Some(done) = shared(app, who, id, word, fields).await? {
        return Ok(done);
    }
    let (sys, ctx) = (&app.sys, &who.ctx);
    match word {
        "necesidades" => {
            let (entry, words) = (id_of(fields, "id", ctx.now), fields.get("need_words"));
            case::assess(sys, ctx, id, entry, &needs(fields), words).await?;
        }
        "senales" => case::screen(sys, ctx, id, fields.all("signs")).await?,
        "tarea" => {
            let task = NewTask {
                id: id_of(fields, "id", ctx.now),
                kind: fields.get("kind").to_owned(),
                owner: fields.get("owner").to_owned(),
                words: fields.get("task").to_owned(),
                due_on: fields.get("due_on").to_owned(),
            };
            case::add_task(sys, ctx, id, &task).await?;
        }
        "nota" => {
            case::note(sys, ctx, id, id_of(fields, "id", ctx.now), fields.get("words")).await?;
        }
        "llamada" => {
            let calling = Calling {
                id: id_of(fields, "id", ctx.now),
                result: fields.get("result").to_owned(),
                words: fields.get("call_words").to_owned(),
                again_on: fields.get("again_on").to_owned(),
            };
            case::call(sys, ctx, id, &calling).await?;
        }
        "cerrar" => {
            case::close(sys, ctx, id, fields.get("end"), fields.get("end_words")).await?;
            return Ok("hecho=case-closed");
        }
        "recibir" => {
            case::take_over(sys, ctx, id).await?;
            return Ok("hecho=case-taken");
        }
        "no-recibir" => {
            case::decline(sys, ctx, id, fields.get("no_words")).await?;
            return Ok("hecho=case-declined");
        }
        _ => return Err(Error::NotFound),
    }
    Ok("hecho=case-noted")
}

async fn step(
    State(app): State<App>,
    who: As,
    Path((_, id, word)): Path<(String, Id<Case>, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    officer(&who)?;
    let base = format!("/{}/acompanamientos", who.ctx.lang);
    match take(&app, &who, id, &word, &fields).await {
        // Who said no sees it no more.
        Ok("hecho=case-declined") => Ok(see_other(&format!("{base}?hecho=case-declined"))),
        Ok(done) => Ok(see_other(&format!("{base}/{id}?{done}"))),
        Err(error) => again(&app, &who, id, fields.refuse(error)?).await,
    }
}

async fn again(app: &App, who: &As, id: Id<Case>, fields: Fields) -> Result<Response, Failure> {
    let page = CasePage::read(app, who, id, fields, "").await?;
    Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
}

async fn add_paper(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Case>)>,
    sent: Sent,
) -> Result<Response, Failure> {
    officer(&who)?;
    let file = sent.files.into_iter().next().unwrap_or_default();
    match case::add_paper(&app.sys, &who.ctx, id, file).await {
        Ok(()) => Ok(see_other(&format!("/{}/acompanamientos/{id}?hecho=case-noted", who.ctx.lang))),
        Err(error) => again(&app, &who, id, sent.fields.refuse(error)?).await,
    }
}
