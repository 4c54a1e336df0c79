//! The form of an offer: eight questions for a vacancy, the rest folded away.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    id::Id,
    message::Lang,
    opportunity::{Contract, Kind, Opportunity},
    person::{Licence, Schedule, Schooling},
    place::WageDistrict,
    policy::Role,
    taxonomy::{self, LanguageCode, OccupationCode, SkillCode},
    wage::Activity,
};
use usecases::{
    Error, Problems, catalogue,
    offer::{self, OfferForm},
};

use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    opportunity::{sample_vacancy, skills_key},
    page::{self, Frame, Page, Who, see_other},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::OFFER_NEW, new)
        .post(urls::OFFER_NEW, add)
        .get(urls::OFFER_EDIT, edit)
        .post(urls::OFFER_EDIT, change)
}

/// Word and text of each choice of a list.
type Choices = Vec<(String, String)>;

/// The form.
#[derive(Template)]
#[template(path = "offer/edit.html")]
pub struct Edit {
    /// What stands around it.
    pub frame: Frame,
    /// The form as typed.
    pub f: Fields,
    /// Where it is sent.
    pub action: String,
    /// The kind's word.
    pub kind: Kind,
    /// Whether it is a vacancy.
    pub work: bool,
    /// Occupations to choose from, once some words were typed.
    pub occupations: Choices,
    /// The least a month of full time must pay, in words.
    pub minimum: Option<String>,
    /// What stands over the name: a Fluent key.
    pub name_key: String,
    /// What stands over the list of skills: a Fluent key.
    pub skills_key: &'static str,
    /// Skills of the occupation.
    pub skills: Choices,
    /// Hours of work.
    pub schedules: Choices,
    /// How long it lasts.
    pub contracts: Choices,
    /// Activities of the minimum wage.
    pub activities: Choices,
    /// Schooling.
    pub schoolings: Choices,
    /// Languages.
    pub languages: Choices,
    /// Licences.
    pub licences: Choices,
}

fn choices<W: std::fmt::Display>(t: T, list: &str, words: &[W]) -> Choices {
    words.iter().map(|word| (word.to_string(), t.word(list, word))).collect()
}

/// What the form shows besides what was typed.
struct Around {
    kind: Kind,
    occupations: Vec<OccupationCode>,
    minimum: Option<(i64, i64)>,
}

impl Edit {
    fn new(frame: Frame, f: Fields, action: &str, around: &Around) -> Self {
        let t = frame.t;
        let chosen: Option<OccupationCode> = f.some("occupation").and_then(|code| code.parse().ok());
        let mut occupations = around.occupations.clone();
        if let Some(code) = chosen
            && !occupations.contains(&code)
        {
            occupations.insert(0, code);
        }
        let minimum = around
            .minimum
            .map(|(one, two)| t.two("offer-form-minimum", "capital", t.money(&one), "others", t.money(&two)));
        Self {
            action: frame.to(action),
            kind: around.kind,
            work: around.kind == Kind::Vacancy,
            occupations: occupations.iter().map(|code| (code.to_string(), t.occupation(code))).collect(),
            minimum,
            name_key: format!("offer-form-name-{}", around.kind),
            skills_key: skills_key(around.kind),
            skills: skills_of(t, &f, chosen),
            schedules: choices(t, "opportunity-schedule", Schedule::ALL),
            contracts: choices(t, "opportunity-contract", Contract::ALL),
            activities: choices(t, "offer-activity", Activity::ALL),
            schoolings: choices(t, "opportunity-schooling", Schooling::ALL),
            languages: choices(t, "language", LanguageCode::ALL),
            licences: Licence::ALL
                .iter()
                .map(|licence| {
                    (licence.to_string(), t.one("opportunity-asked-licence", "licence", licence.word()))
                })
                .collect(),
            frame,
            f,
        }
    }
}

/// The skills of the chosen occupation, and those that are ticked already.
fn skills_of(t: T, f: &Fields, chosen: Option<OccupationCode>) -> Choices {
    let mut codes: Vec<SkillCode> = chosen
        .and_then(taxonomy::occupation)
        .map(|occupation| occupation.essential.iter().chain(&occupation.optional).cloned().collect())
        .unwrap_or_default();
    for code in f.all("essential").iter().chain(f.all("optional")).filter_map(|code| code.parse().ok()) {
        if taxonomy::skill(&code).is_some() && !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.iter().map(|code| (code.to_string(), t.skill(code))).collect()
}

/// The names of the form, and where each goes.
fn form_of(f: &Fields) -> OfferForm {
    let text = |name: &str| f.get(name).to_owned();
    let ticked = |name: &str| f.has(name, "yes");
    OfferForm {
        title: text("title"),
        title_en: text("title_en"),
        description: text("description"),
        description_en: text("description_en"),
        bring: text("bring"),
        bring_en: text("bring_en"),
        occupation: text("occupation"),
        municipality: text("municipality"),
        address: text("address"),
        remote: ticked("remote"),
        seats: text("seats"),
        pay_min: text("pay_min"),
        pay_max: text("pay_max"),
        activity: text("activity"),
        cost: text("cost"),
        schedule: text("schedule"),
        contract: text("contract"),
        hours: text("hours"),
        starts_on: text("starts_on"),
        closes_on: text("closes_on"),
        answer_days: text("answer_days"),
        essential: f.all("essential").to_vec(),
        optional: f.all("optional").to_vec(),
        experience_months: text("experience_months"),
        schooling: text("schooling"),
        experience_instead: ticked("experience_instead"),
        languages: f.all("languages").to_vec(),
        languages_indispensable: ticked("languages_indispensable"),
        licences: f.all("licences").to_vec(),
        licences_indispensable: ticked("licences_indispensable"),
        acknowledged: ticked("acknowledged"),
        version: text("version"),
    }
}

fn fields_of(t: T, one: &Opportunity) -> Fields {
    let form = OfferForm::of(one);
    let place = t.place(&one.municipality);
    let mut f = Fields::new();
    for (name, value) in [
        ("title", &form.title),
        ("title_en", &form.title_en),
        ("description", &form.description),
        ("description_en", &form.description_en),
        ("bring", &form.bring),
        ("bring_en", &form.bring_en),
        ("occupation", &form.occupation),
        ("municipality", &place),
        ("address", &form.address),
        ("seats", &form.seats),
        ("pay_min", &form.pay_min),
        ("pay_max", &form.pay_max),
        ("activity", &form.activity),
        ("cost", &form.cost),
        ("schedule", &form.schedule),
        ("contract", &form.contract),
        ("hours", &form.hours),
        ("starts_on", &form.starts_on),
        ("closes_on", &form.closes_on),
        ("answer_days", &form.answer_days),
        ("experience_months", &form.experience_months),
        ("schooling", &form.schooling),
        ("version", &form.version),
    ] {
        f.set(name, value);
    }
    for (name, values) in [
        ("essential", &form.essential),
        ("optional", &form.optional),
        ("languages", &form.languages),
        ("licences", &form.licences),
    ] {
        values.iter().for_each(|value| f.set(name, value));
    }
    for (name, ticked) in [
        ("remote", form.remote),
        ("experience_instead", form.experience_instead),
        ("languages_indispensable", form.languages_indispensable),
        ("licences_indispensable", form.licences_indispensable),
    ] {
        if ticked {
            f.set(name, "yes");
        }
    }
    f
}

/// What stands around the form: occupations like the words typed, and the minimum wage of today.
async fn around(app: &App, who: &As, kind: Kind, f: &Fields) -> Result<Around, Error> {
    let words = f.some("occupation_words").or(f.some("title")).unwrap_or("");
    let occupations = if words.is_empty() { Vec::new() } else { offer::occupations(&app.sys, words) };
    let mut least = [None; 2];
    if kind == Kind::Vacancy {
        for (place, district) in [WageDistrict::Ce1, WageDistrict::Ce2].into_iter().enumerate() {
            let found = catalogue::minimum(&app.sys, &who.ctx, district, Activity::NonAgricultural).await?;
            least[place] = found.map(|wage| i64::from(wage.month_total_centavos()));
        }
    }
    Ok(Around { kind, occupations, minimum: least[0].zip(least[1]) })
}

/// What is said on top, by kind.
fn title(t: T, kind: Kind) -> String {
    t.word("offer-new", kind)
}

async fn new(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let kind = Kind::from_word(asked.get("kind")).ok_or(Error::NotFound)?;
    if !offer::kinds(&app.sys, &who.ctx).await?.contains(&kind) {
        return Err(Error::Conflict("offer-kind-not-offered").into());
    }
    let frame = Frame::new(&app, &who, "offer-list-title");
    let frame = frame.clone().titled(title(frame.t, kind));
    let f = Fields::filled([("seats", "1")]);
    let around = around(&app, &who, kind, &f).await?;
    let page = Edit::new(frame, f, &format!("oferta/nueva?kind={kind}"), &around);
    Ok(page::answer(&page.frame, &page))
}

async fn add(State(app): State<App>, who: As, Asked(asked): Asked, f: Fields) -> Result<Response, Failure> {
    let kind = Kind::from_word(asked.get("kind")).ok_or(Error::NotFound)?;
    match offer::draft(&app.sys, &who.ctx, kind, &form_of(&f)).await {
        Ok(id) => Ok(see_other(&format!("/{}/oferta/{id}?hecho=offer-drafted", who.ctx.lang))),
        Err(error) => {
            let around = around(&app, &who, kind, &f).await?;
            let frame = Frame::new(&app, &who, "offer-list-title");
            let frame = frame.clone().titled(title(frame.t, kind));
            let page = Edit::new(frame, f.refuse(error)?, &format!("oferta/nueva?kind={kind}"), &around);
            Ok(page::answer_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page))
        }
    }
}

async fn edit(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let one = offer::own(&app.sys, &who.ctx, id.parse().map_err(|_| Error::NotFound)?).await?;
    form_page(&app, &who, &one, None, StatusCode::OK).await
}

/// The form of a kept offer: as it is kept, or as typed.
async fn form_page(
    app: &App,
    who: &As,
    one: &Opportunity,
    typed: Option<Fields>,
    status: StatusCode,
) -> Result<Response, Failure> {
    let frame = Frame::new(app, who, "offer-edit-title");
    let f = typed.unwrap_or_else(|| fields_of(frame.t, one));
    let around = around(app, who, one.kind, &f).await?;
    let page = Edit::new(frame, f, &format!("oferta/{}/editar", one.id), &around);
    Ok(page::answer_with(status, &page.frame, &page))
}

/// The form of a kept offer with what is wrong with it now.
pub(super) async fn again(
    app: &App,
    who: &As,
    id: Id<Opportunity>,
    problems: Problems,
) -> Result<Response, Failure> {
    let one = offer::own(&app.sys, &who.ctx, id).await?;
    let f = fields_of(T::new(who.ctx.lang), &one).with_problems(problems);
    form_page(app, who, &one, Some(f), StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn change(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    f: Fields,
) -> Result<Response, Failure> {
    let key = id.parse().map_err(|_| Error::NotFound)?;
    match offer::edit(&app.sys, &who.ctx, key, &form_of(&f)).await {
        Ok(status) => {
            let done = match status {
                domain::opportunity::Status::Review => "?hecho=offer-edited-review",
                _ => "?hecho=offer-edited",
            };
            Ok(see_other(&format!("/{}/oferta/{id}{done}", who.ctx.lang)))
        }
        Err(error) => {
            let f = f.refuse(error)?;
            let one = offer::own(&app.sys, &who.ctx, key).await?;
            form_page(&app, &who, &one, Some(f), StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

impl Page for Edit {
    const NAME: &'static str = "offer-edit";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let t = T::new(lang);
        let frame = |title: String| {
            Frame::sample(lang, Who::Staff(Role::FocalPoint), "offer-edit-title").titled(title)
        };
        let around = |kind| Around {
            kind,
            occupations: ["7112", "9313"].iter().filter_map(|code| code.parse().ok()).collect(),
            minimum: (kind == Kind::Vacancy).then_some((425_228, 406_690)),
        };
        let empty = |kind| Around { occupations: Vec::new(), ..around(kind) };
        let mut problems = Problems::default();
        problems.add("title", "advert-sex");
        problems.add("occupation", "offer-occupation-empty");
        problems.add_with("pay_min", "wage-below-minimum", vec![("minimum", "Q 4252.28".to_owned())]);
        problems.add("description", "advert-looks");
        problems.add("acknowledged", "offer-acknowledge");
        let wrong = Fields::filled([
            ("title", "Señorita para construcción"),
            ("occupation_words", "albañil"),
            ("pay_min", "3000"),
            ("description", "De buena presencia."),
        ]);
        let refused = wrong.with_problems(problems);
        let action = "oferta/nueva";
        vec![
            (
                "vacancy",
                Self::new(frame(title(t, Kind::Vacancy)), Fields::new(), action, &empty(Kind::Vacancy)),
            ),
            ("course", Self::new(frame(title(t, Kind::Course)), Fields::new(), action, &empty(Kind::Course))),
            ("refused", Self::new(frame(title(t, Kind::Vacancy)), refused, action, &around(Kind::Vacancy))),
            (
                "kept",
                Self::new(
                    frame(t.s("offer-edit-title")),
                    fields_of(t, &sample_vacancy()),
                    action,
                    &around(Kind::Vacancy),
                ),
            ),
        ]
    }
}
