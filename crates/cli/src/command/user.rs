//! `user`: the accounts of the coordination and of administrators, from the machine itself. The first one cannot be
//! invited by anybody, and whoever lost phone and codes as the last administrator has nobody to ask.

use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};
use domain::{
    message::Lang,
    policy::Role,
    text::{Email, TextProblem},
};
use usecases::{
    Ctx, Error, System,
    account::{self, AccountFilter, ListedAccount},
};
use web::i18n::T;

use crate::{
    command::{open, say},
    config::Place,
    telemetry,
};

/// Accounts of the staff.
#[derive(Args)]
pub struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Make an account of the coordination, and print the link with which its password is chosen
    Add(Add),
    /// List the accounts
    List(List),
    /// Print a new link for who has not chosen a password yet
    Invite(One),
    /// For who lost phone and codes: take password and codes away, and print a new link
    Reset(One),
    /// Switch an account off; its sessions end at once
    Off(One),
    /// Switch an account on
    On(One),
}

#[derive(Args)]
struct Add {
    /// Their name
    #[arg(long)]
    name: String,
    /// Their address; they sign in with it
    #[arg(long)]
    email: String,
    /// What they do: administrator or coordinator
    #[arg(long, default_value = "administrator", value_parser = role)]
    role: Role,
    /// Name of the institution that coordinates, if there is none yet
    #[arg(long, default_value = "Coordinación")]
    agency: String,
    /// Language of their pages and mails: es or en
    #[arg(long, default_value = "es", value_parser = lang)]
    lang: Lang,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
struct List {
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
struct One {
    /// The address with which they sign in
    email: String,
    #[command(flatten)]
    place: Place,
}

fn role(word: &str) -> Result<Role, String> {
    match Role::from_word(word) {
        Some(role @ (Role::Administrator | Role::Coordinator)) => Ok(role),
        _ => Err("administrator or coordinator; an administrator invites all others on the pages".to_owned()),
    }
}

fn lang(word: &str) -> Result<Lang, String> {
    Lang::from_word(word).ok_or_else(|| "es or en".to_owned())
}

impl User {
    /// Runs once.
    ///
    /// # Errors
    /// If the configuration is wrong, or what was asked for does not fit what is there; says what.
    pub async fn run(self) -> Result<()> {
        telemetry::start_logs("error");
        let place = match &self.what {
            What::Add(add) => &add.place,
            What::List(list) => &list.place,
            What::Invite(one) | What::Reset(one) | What::Off(one) | What::On(one) => &one.place,
        };
        let mut config = place.read()?;
        if config.settings.base_url.is_empty() {
            config.settings.base_url = "http://127.0.0.1:8080".to_owned();
        }
        let sys = open(config).await?;
        let outcome = self.what.run(&sys).await;
        sys.store.close().await;
        outcome
    }
}

impl What {
    async fn run(&self, sys: &System) -> Result<()> {
        match self {
            Self::Add(add) => {
                let ctx = Ctx { lang: add.lang, ..sys.own_ctx() };
                let link = account::first(sys, &ctx, &add.name, &add.email, add.role, &add.agency).await;
                say_link(&link.map_err(told)?);
            }
            Self::List(_) => list(sys).await?,
            Self::Invite(one) => say_link(&link(sys, &one.email, false).await?),
            Self::Reset(one) => say_link(&link(sys, &one.email, true).await?),
            Self::Off(one) => switch(sys, &one.email, false).await?,
            Self::On(one) => switch(sys, &one.email, true).await?,
        }
        Ok(())
    }
}

/// Who runs the command hands the link over, by a way they trust.
fn say_link(link: &str) {
    say(link);
    say("Hand this link over yourself: it works once, for 7 days, and lets its holder choose the password.");
}

async fn link(sys: &System, email: &str, lost: bool) -> Result<String> {
    let ctx = sys.own_ctx();
    let account = account::of_email(sys, &ctx, &address(email)?).await.map_err(told)?;
    account::hand_over(sys, &ctx, account.id, lost).await.map_err(told)
}

async fn switch(sys: &System, email: &str, active: bool) -> Result<()> {
    let ctx = sys.own_ctx();
    let account = account::of_email(sys, &ctx, &address(email)?).await.map_err(told)?;
    account::switch(sys, &ctx, account.id, active).await.map_err(told)?;
    say(if active { "The account is on." } else { "The account is off. Its sessions have ended." });
    Ok(())
}

async fn list(sys: &System) -> Result<()> {
    let mut after = None;
    loop {
        let page = account::list(sys, &sys.own_ctx(), AccountFilter::default(), after).await.map_err(told)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.account.id);
        for listed in &page {
            say(&line(listed));
        }
    }
}

fn line(listed: &ListedAccount) -> String {
    let account = &listed.account;
    let state = match (account.active, listed.has_password, account.has_totp) {
        (false, ..) => "off",
        (true, false, _) => "invited",
        (true, true, false) => "no code yet",
        (true, true, true) => "on",
    };
    format!("{}\t{}\t{state}\t{}\t{}", account.email, account.role.word(), account.name, listed.agency_name)
}

fn address(email: &str) -> Result<Email> {
    Email::parse(email)
        .map_err(|problem| anyhow!("{email}: {}", T::new(Lang::En).s(TextProblem::key(problem))))
}

/// In words what a use case answered with keys.
fn told(error: Error) -> anyhow::Error {
    let t = T::new(Lang::En);
    match error {
        Error::NotFound => anyhow!("there is no such account; see `sinarem user list`"),
        Error::Conflict(key) => anyhow!("{}", t.s(key)),
        Error::Invalid(problems) => {
            let all: Vec<String> = problems
                .0
                .iter()
                .map(|problem| format!("--{}: {}", problem.field, t.s(problem.key)))
                .collect();
            anyhow!("{}", all.join("\n"))
        }
        error => error.into(),
    }
}
