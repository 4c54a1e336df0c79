//! Accounts of the staff, for administrators: list, invitation, one account and what can be done with it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    agency::{Account, Agency},
    id::Id,
    message::Lang,
    policy::{Action, Object, Relation, Role},
};
use usecases::{
    Error,
    account::{self, AccountFilter, AccountForm, ShownAccount},
    agency::{self, AgencyFilter},
};

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

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::ACCOUNTS, list)
        .get(urls::ACCOUNT_NEW, show_new)
        .post(urls::ACCOUNT_NEW, invite)
        .get(urls::ACCOUNT, show)
        .post(urls::ACCOUNT, change)
        .post(urls::ACCOUNT_STEP, step)
}

/// One line of the list.
pub struct AccountLine {
    /// Its address.
    pub href: String,
    /// The name.
    pub name: String,
    /// The e-mail.
    pub email: String,
    /// The word of the role.
    pub role: &'static str,
    /// For whom they work.
    pub agency: String,
    /// `off`, `invited`, `no-code` or `on`.
    pub state: &'static str,
}

/// The list of accounts.
#[derive(Template)]
#[template(path = "account/list.html")]
pub struct AccountsPage {
    /// What stands around it.
    pub frame: Frame,
    /// What it is narrowed by.
    pub fields: Fields,
    /// Roles to choose from.
    pub roles: Vec<(String, String)>,
    /// Oldest first.
    pub lines: Vec<AccountLine>,
    /// The next page.
    pub next: Option<String>,
}

impl Page for AccountsPage {
    const NAME: &'static str = "account-list";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let line = |name: &str, role: Role, state| AccountLine {
            href: "/".to_owned(),
            name: name.to_owned(),
            email: "ana@example.org".to_owned(),
            role: role.word(),
            agency: "Coordinación".to_owned(),
            state,
        };
        let sample = |lines| Self {
            frame: Frame::sample(lang, Who::Staff(Role::Administrator), "account-list-title"),
            fields: Fields::new(),
            roles: roles(T::new(lang)),
            lines,
            next: None,
        };
        let lines = vec![
            line("Ana López", Role::Administrator, "on"),
            line("María de los Ángeles Chajón Tuyuc de Ramírez", Role::FocalPoint, "invited"),
            line("Luis Pop", Role::Coordinator, "off"),
        ];
        vec![("some", sample(lines)), ("none", sample(Vec::new()))]
    }
}

/// One account, or the invitation of a new one.
#[derive(Template)]
#[template(path = "account/one.html")]
pub struct OneAccountPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub fields: Fields,
    /// Roles to choose from.
    pub roles: Vec<(String, String)>,
    /// Agencies to choose from.
    pub agencies: Vec<(String, String)>,
    /// Languages to choose from.
    pub langs: Vec<(String, String)>,
    /// The account, if it is there already.
    pub known: Option<KnownAccount>,
}

/// What is shown of an account that is there.
pub struct KnownAccount {
    /// Its address.
    pub href: String,
    /// The e-mail.
    pub email: String,
    /// `off`, `invited`, `no-code` or `on`.
    pub state: &'static str,
    /// When it last signed in: a text.
    pub seen: Option<String>,
    /// Until when its invitation works: a text.
    pub invited_until: Option<String>,
}

impl Page for OneAccountPage {
    const NAME: &'static str = "account-one";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let t = T::new(lang);
        let sample = |title: &str, fields, known| Self {
            frame: Frame::sample(lang, Who::Staff(Role::Administrator), title),
            fields,
            roles: roles(t),
            agencies: vec![("1".to_owned(), "Coordinación".to_owned())],
            langs: langs(t),
            known,
        };
        let known = |state| KnownAccount {
            href: "/".to_owned(),
            email: "luis@example.org".to_owned(),
            state,
            seen: None,
            invited_until: Some("…".to_owned()),
        };
        let fields = || Fields::filled([("name", "Luis Pop"), ("role", "coordinator"), ("agency", "1")]);
        let refused = fields().refuse(Error::invalid("email", "text-email-form")).unwrap_or_default();
        vec![
            ("new", sample("account-new-title", Fields::new(), None)),
            ("refused", sample("account-new-title", refused, None)),
            ("invited", sample("account-one-title", fields(), Some(known("invited")))),
            ("on", sample("account-one-title", fields(), Some(known("on")))),
            ("off", sample("account-one-title", fields(), Some(known("off")))),
        ]
    }
}

/// Every role, as choices.
fn roles(t: T) -> Vec<(String, String)> {
    Role::ALL.iter().map(|role| (role.to_string(), t.word("role", role))).collect()
}

fn langs(t: T) -> Vec<(String, String)> {
    Lang::ALL.iter().map(|lang| (lang.to_string(), t.word("account-lang", lang))).collect()
}

const fn state(account: &Account, has_password: bool) -> &'static str {
    match (account.active, has_password, account.has_totp) {
        (false, ..) => "off",
        (true, false, _) => "invited",
        (true, true, false) => "no-code",
        (true, true, true) => "on",
    }
}

/// Rows of a page of the list, as the use case has it.
const FULL: usize = 50;

async fn list(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let frame = Frame::new(&app, &who, "account-list-title");
    let filter = AccountFilter {
        agency: asked.some("agency").and_then(|id| id.parse().ok()),
        role: Role::from_word(asked.get("role")),
    };
    let after = asked.some("after").and_then(|id| id.parse().ok());
    let accounts = account::list(&app.sys, &who.ctx, filter, after).await?;
    let next = accounts.last().filter(|_| accounts.len() == FULL).map(|last| {
        let path = frame.to("administracion/usuarios");
        format!("{path}?role={}&agency={}&after={}", asked.get("role"), asked.get("agency"), last.account.id)
    });
    let lines = accounts
        .into_iter()
        .map(|listed| AccountLine {
            href: frame.to(&format!("administracion/usuarios/{}", listed.account.id)),
            state: state(&listed.account, listed.has_password),
            name: listed.account.name,
            email: listed.account.email,
            role: listed.account.role.word(),
            agency: listed.agency_name,
        })
        .collect();
    let page = AccountsPage { roles: roles(frame.t), frame, fields: asked, lines, next };
    Ok(page::answer(&page.frame, &page))
}

/// Agencies to choose from, by name; more than a page of them are narrowed on their own list first.
async fn agencies(app: &App, who: &As, chosen: &str) -> Result<Vec<(String, String)>, Error> {
    let mut choices: Vec<(String, String)> = Vec::new();
    let mut after: Option<(String, Id<Agency>)> = None;
    for _ in 0..20 {
        let some = agency::list(&app.sys, &who.ctx, &AgencyFilter::default(), after.take()).await?;
        after = some.last().filter(|_| some.len() == FULL).map(|last| (last.name.clone(), last.id));
        choices.extend(some.into_iter().map(|listed| (listed.id.to_string(), listed.name)));
        if after.is_none() || choices.iter().any(|(id, _)| id == chosen) {
            break;
        }
    }
    Ok(choices)
}

async fn draw(
    app: &App,
    who: &As,
    title: &str,
    fields: Fields,
    known: Option<KnownAccount>,
) -> Result<Response, Failure> {
    let frame = Frame::new(app, who, title);
    let status = if fields.problems().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = OneAccountPage {
        roles: roles(frame.t),
        langs: langs(frame.t),
        agencies: agencies(app, who, fields.get("agency")).await?,
        frame: frame.with_done(if status == StatusCode::OK { fields.get("hecho") } else { "" }),
        fields,
        known,
    };
    Ok(page::answer_with(status, &page.frame, &page))
}

fn form_of(fields: &Fields) -> AccountForm {
    let text = |name: &str| fields.get(name).to_owned();
    AccountForm {
        name: text("name"),
        email: text("email"),
        role: text("role"),
        agency: text("agency"),
        lang: text("lang"),
    }
}

async fn show_new(State(app): State<App>, who: As, Asked(mut asked): Asked) -> Result<Response, Failure> {
    who.ctx.permit(Relation::Stranger, Object::Account, Action::Create)?;
    if asked.get("lang").is_empty() {
        asked.set("lang", "es");
    }
    draw(&app, &who, "account-new-title", asked, None).await
}

async fn invite(State(app): State<App>, who: As, fields: Fields) -> Result<Response, Failure> {
    match account::invite(&app.sys, &who.ctx, &form_of(&fields)).await {
        Ok(id) => Ok(see_other(&format!("/{}/administracion/usuarios/{id}?hecho=invited", who.ctx.lang))),
        Err(error) => draw(&app, &who, "account-new-title", fields.refuse(error)?, None).await,
    }
}

fn known(frame: &T, shown: &ShownAccount) -> KnownAccount {
    let account = &shown.account;
    KnownAccount {
        href: format!("/{}/administracion/usuarios/{}", frame.lang, account.id),
        email: account.email.clone(),
        state: state(account, shown.has_password),
        seen: account.seen_at.as_ref().map(|at| frame.moment(at)),
        invited_until: shown.invited_until.as_ref().map(|at| frame.moment(at)),
    }
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    who.ctx.permit(Relation::Stranger, Object::Account, Action::Create)?;
    let shown = account::show(&app.sys, &who.ctx, parse(&id)?).await?;
    let account = &shown.account;
    let mut fields = Fields::filled([
        ("name", account.name.as_str()),
        ("role", account.role.word()),
        ("lang", account.lang.word()),
        ("hecho", asked.get("hecho")),
    ]);
    fields.set("agency", account.agency.to_string());
    fields.set("version", account.version.to_string());
    let known = known(&T::new(who.ctx.lang), &shown);
    draw(&app, &who, "account-one-title", fields, Some(known)).await
}

async fn change(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let id = parse(&id)?;
    let version = fields.get("version").parse().unwrap_or(0);
    match account::change(&app.sys, &who.ctx, id, &form_of(&fields), version).await {
        Ok(()) => {
            Ok(see_other(&format!("/{}/administracion/usuarios/{id}?hecho=account-saved", who.ctx.lang)))
        }
        Err(error) => {
            let fields = fields.refuse(error)?;
            let shown = account::show(&app.sys, &who.ctx, id).await?;
            let known = known(&T::new(who.ctx.lang), &shown);
            draw(&app, &who, "account-one-title", fields, Some(known)).await
        }
    }
}

async fn step(
    State(app): State<App>,
    who: As,
    Path((_, id, step)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let (sys, ctx, id) = (&app.sys, &who.ctx, parse(&id)?);
    let done = match step.as_str() {
        "invitar" => account::renew_invitation(sys, ctx, id).await.map(|()| "hecho=invited"),
        "apagar" => account::switch(sys, ctx, id, false).await.map(|()| "hecho=account-off"),
        "encender" => account::switch(sys, ctx, id, true).await.map(|()| "hecho=account-on"),
        "reponer" => account::reset_factors(sys, ctx, id).await.map(|()| "hecho=account-reset"),
        _ => Err(Error::NotFound),
    }?;
    Ok(see_other(&format!("/{}/administracion/usuarios/{id}?{done}", ctx.lang)))
}

fn parse(id: &str) -> Result<Id<Account>, Error> {
    id.parse().map_err(|_| Error::NotFound)
}
