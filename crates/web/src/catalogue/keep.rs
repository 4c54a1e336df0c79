//! Administrators keep help lines and minimum wages; what was in force stays on record.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    message::Lang,
    place::WageDistrict,
    policy::Role,
    service::HelpLine,
    time::Day,
    wage::{Activity, MinimumWage, WageTable},
};
use usecases::{
    Error, Problems,
    catalogue::{self, HelpLineForm, WageForm},
};

use super::{Line, SAMPLE_DAY, sample_closed, sample_lines};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::CATALOGUES, show)
        .post(urls::HELP_LINE_NEW, add_line)
        .get(urls::HELP_LINE, edit_line)
        .post(urls::HELP_LINE, change_line)
        .post(urls::HELP_LINE_STEP, step_line)
        .post(urls::WAGE_NEW, set_wage)
}

/// From when to when something holds.
pub(super) fn span(t: T, from: &Day, to: Option<&Day>) -> String {
    match to {
        Some(last) if last < from => t.s("catalogue-taken-back"),
        Some(last) => t.two("catalogue-span", "from", t.day(from), "to", t.day(last)),
        None => t.one("catalogue-span-open", "from", t.day(from)),
    }
}

/// A minimum wage as it is read.
#[derive(Clone, Debug)]
pub struct Wage {
    /// Where.
    pub district: String,
    /// For what work.
    pub activity: String,
    /// For a day, a month, and the bonus.
    pub amounts: [String; 3],
    /// From when to when.
    pub span: String,
    /// The agreement.
    pub source: String,
}

impl Wage {
    fn new(t: T, wage: &MinimumWage) -> Self {
        let money = |centavos: u32| t.money(&i64::from(centavos));
        Self {
            district: t.word("catalogue-district", wage.district.as_str()),
            activity: t.word("offer-activity", wage.activity),
            amounts: [money(wage.day_centavos), money(wage.month_centavos), money(wage.bonus_centavos)],
            span: span(t, &wage.valid_from, wage.valid_to.as_ref()),
            source: wage.source.clone(),
        }
    }
}

/// Everything that is kept.
#[derive(Template)]
#[template(path = "catalogue/catalogues.html")]
pub struct Catalogues {
    /// What stands around it.
    pub frame: Frame,
    /// Help lines, those of today and those of before.
    pub lines: Vec<Line>,
    /// Minimum wages, the newest first.
    pub wages: Vec<Wage>,
    /// The form of a new help line, as typed.
    pub line: Fields,
    /// The form of a new minimum wage, as typed.
    pub wage: Fields,
    /// Districts to choose from.
    pub districts: Vec<(String, String)>,
    /// Activities to choose from.
    pub activities: Vec<(String, String)>,
}

impl Catalogues {
    fn new(
        frame: Frame,
        lines: &[HelpLine],
        wages: &[MinimumWage],
        line: Fields,
        wage: Fields,
        today: Day,
    ) -> Self {
        let t = frame.t;
        let district = |district: &WageDistrict| {
            (district.as_str().to_owned(), t.word("catalogue-district", district.as_str()))
        };
        let activity = |activity: &Activity| (activity.to_string(), t.word("offer-activity", activity));
        Self {
            lines: lines.iter().map(|line| Line::new(t, line, today)).collect(),
            wages: wages.iter().map(|wage| Wage::new(t, wage)).collect(),
            line,
            wage,
            districts: [WageDistrict::Ce1, WageDistrict::Ce2].iter().map(district).collect(),
            activities: Activity::ALL.iter().map(activity).collect(),
            frame,
        }
    }
}

async fn catalogues(
    app: &App,
    who: &As,
    done: &str,
    line: Fields,
    wage: Fields,
    status: StatusCode,
) -> Result<Response, Failure> {
    let kept = catalogue::show(&app.sys, &who.ctx).await?;
    let wages: Vec<MinimumWage> = kept.wages.into_iter().map(|kept| kept.wage).collect();
    let frame = Frame::new(app, who, "catalogue-title").with_done(done);
    let page = Catalogues::new(frame, &kept.help_lines, &wages, line, wage, who.ctx.now.day());
    Ok(page::answer_with(status, &page.frame, &page))
}

async fn show(State(app): State<App>, who: As, Asked(f): Asked) -> Result<Response, Failure> {
    catalogues(&app, &who, f.get("hecho"), Fields::new(), Fields::new(), StatusCode::OK).await
}

fn line_form(f: &Fields) -> HelpLineForm {
    let text = |name: &str| f.get(name).to_owned();
    HelpLineForm {
        phone: text("phone"),
        name: text("name"),
        name_en: text("name_en"),
        what: text("what"),
        what_en: text("what_en"),
        hours: text("hours"),
        hours_en: text("hours_en"),
        version: text("version"),
    }
}

fn line_fields(line: &HelpLine) -> Fields {
    let form = HelpLineForm::of(line);
    Fields::filled(
        [
            ("phone", &form.phone),
            ("name", &form.name),
            ("name_en", &form.name_en),
            ("what", &form.what),
            ("what_en", &form.what_en),
            ("hours", &form.hours),
            ("hours_en", &form.hours_en),
            ("version", &form.version),
        ]
        .map(|(name, value)| (name, value.as_str())),
    )
}

fn back(who: &As) -> Response {
    see_other(&format!("/{}/administracion/catalogos?hecho=catalogue-kept", who.ctx.lang))
}

async fn add_line(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    match catalogue::add_help_line(&app.sys, &who.ctx, &line_form(&f)).await {
        Ok(_) => Ok(back(&who)),
        Err(error) => {
            let f = f.refuse(error)?;
            catalogues(&app, &who, "", f, Fields::new(), StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

async fn set_wage(State(app): State<App>, who: As, f: Fields) -> Result<Response, Failure> {
    let text = |name: &str| f.get(name).to_owned();
    let form = WageForm {
        district: text("district"),
        activity: text("activity"),
        valid_from: text("valid_from"),
        day: text("day"),
        month: text("month"),
        bonus: text("bonus"),
        source: text("source"),
    };
    match catalogue::set_wage(&app.sys, &who.ctx, &form).await {
        Ok(_) => Ok(back(&who)),
        Err(error) => {
            let f = f.refuse(error)?;
            catalogues(&app, &who, "", Fields::new(), f, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// The form of one help line.
#[derive(Template)]
#[template(path = "catalogue/line.html")]
pub struct EditLine {
    /// What stands around it.
    pub frame: Frame,
    /// The form as typed.
    pub f: Fields,
    /// Where it is sent.
    pub action: String,
}

/// The line of an address, if it is shown today.
async fn line_of(app: &App, who: &As, id: &str) -> Result<HelpLine, Error> {
    let kept = catalogue::show(&app.sys, &who.ctx).await?.help_lines;
    let today = who.ctx.now.day();
    kept.into_iter().find(|line| line.id.to_string() == id && line.holds_on(today)).ok_or(Error::NotFound)
}

async fn edit_line(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let line = line_of(&app, &who, &id).await?;
    let frame = Frame::new(&app, &who, "catalogue-line-edit");
    let action = frame.to(&format!("administracion/catalogos/lineas/{id}"));
    let page = EditLine { frame, f: line_fields(&line), action };
    Ok(page::answer(&page.frame, &page))
}

async fn change_line(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Failure> {
    let key = id.parse().map_err(|_| Error::NotFound)?;
    match catalogue::edit_help_line(&app.sys, &who.ctx, key, &line_form(&f)).await {
        Ok(_) => Ok(back(&who)),
        Err(error) => {
            let frame = Frame::new(&app, &who, "catalogue-line-edit");
            let action = frame.to(&format!("administracion/catalogos/lineas/{id}"));
            let page = EditLine { frame, f: f.refuse(error)?, action };
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

async fn step_line(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    match f.get("step") {
        "verify" => catalogue::verify_help_line(&app.sys, &who.ctx, id).await?,
        "close" => catalogue::close_help_line(&app.sys, &who.ctx, id).await?,
        _ => return Err(Error::NotFound.into()),
    }
    Ok(back(&who))
}

impl Page for Catalogues {
    const NAME: &'static str = "catalogue-catalogues";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let mut lines = sample_lines();
        lines.push(sample_closed());
        let table = WageTable::built_in();
        let sample = |line: Fields, wage: Fields| {
            let frame = Frame::sample(lang, Who::Staff(Role::Administrator), "catalogue-title");
            Self::new(frame, &lines, table.rows(), line, wage, SAMPLE_DAY)
        };
        let mut problems = Problems::default();
        problems.add("valid_from", "catalogue-wage-before");
        problems.add("month", "catalogue-month-unlike-day");
        let wrong = Fields::filled([("day", "138"), ("month", "420")]).with_problems(problems);
        vec![("full", sample(Fields::new(), Fields::new())), ("refused", sample(Fields::new(), wrong))]
    }
}

impl Page for EditLine {
    const NAME: &'static str = "catalogue-line";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let sample = |f: Fields| {
            let frame = Frame::sample(lang, Who::Staff(Role::Administrator), "catalogue-line-edit");
            let action = frame.to("administracion/catalogos/lineas/1");
            Self { frame, f, action }
        };
        let mut problems = Problems::default();
        problems.add("phone", "catalogue-phone");
        let f = line_fields(&sample_closed());
        vec![("kept", sample(f.clone())), ("refused", sample(f.with_problems(problems)))]
    }
}
