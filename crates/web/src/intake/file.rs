//! Brings a file in that a tablet has saved for a USB stick.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{id::Id, intake::Outcome, message::Lang, policy::Role};
use usecases::{
    Error, Problems,
    intake::{self, Receipt},
};

use crate::{
    App,
    error::Failure,
    form::Fields,
    i18n::T,
    page::{self, Frame, Page, Who},
    session::As,
    upload::Sent,
};

/// What became of one record.
pub struct FileLine {
    /// The short number.
    pub folio: String,
    /// What became of it.
    pub outcome: String,
    /// What else there is to say: what is wrong, another code.
    pub more: Vec<String>,
}

impl FileLine {
    /// In words.
    #[must_use]
    pub fn new(t: T, receipt: &Receipt) -> Self {
        let code = receipt.code.iter().map(|code| t.one("intake-new-code", "code", code.clone()));
        let problems = receipt.problems.iter().map(|problem| t.problem(problem));
        Self {
            folio: receipt.key.parse::<Id<_>>().map_or_else(|_| "?".to_owned(), domain::intake::folio),
            outcome: t.word("intake-outcome-is", receipt.outcome),
            more: code.chain(problems).collect(),
        }
    }
}

/// The form for a file, and what became of the one before.
#[derive(Template)]
#[template(path = "intake/file.html")]
pub struct FilePage {
    /// What stands around it.
    pub frame: Frame,
    /// What is wrong with the file.
    pub f: Fields,
    /// How many were registered now.
    pub new: usize,
    /// Each record of the file.
    pub lines: Vec<FileLine>,
}

impl FilePage {
    fn new(frame: Frame, f: Fields, receipts: &[Receipt]) -> Self {
        let new = receipts.iter().filter(|receipt| receipt.outcome == Outcome::New).count();
        let lines = receipts.iter().map(|receipt| FileLine::new(frame.t, receipt)).collect();
        Self { frame, f, new, lines }
    }
}

impl Page for FilePage {
    const NAME: &'static str = "intake-file";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = || Frame::sample(lang, Who::Staff(Role::Reception), "intake-file-title");
        let receipt = |outcome: &Outcome| Receipt {
            key: "019ab000-0000-7000-8000-00000003fa9c".to_owned(),
            outcome: *outcome,
            code: (*outcome == Outcome::New).then(|| "7K4M-XQ2P".to_owned()),
            problems: Vec::new(),
        };
        let all: Vec<_> = Outcome::ALL.iter().map(receipt).collect();
        let mut problems = Problems::default();
        problems.add("file", "intake-file-form");
        vec![
            ("empty", Self::new(frame(), Fields::new(), &[])),
            ("done", Self::new(frame(), Fields::new(), &all)),
            ("refused", Self::new(frame(), Fields::new().with_problems(problems), &[])),
        ]
    }
}

pub(super) async fn show(State(app): State<App>, who: As) -> Result<Response, Failure> {
    intake::key(&app.sys, &who.ctx)?;
    let page = FilePage::new(Frame::new(&app, &who, "intake-file-title"), Fields::new(), &[]);
    Ok(page::answer(&page.frame, &page))
}

pub(super) async fn import(State(app): State<App>, who: As, sent: Sent) -> Result<Response, Failure> {
    let file = sent.files.first().filter(|file| !file.bytes.is_empty());
    let outcome = match file {
        Some(file) if file.bytes.len() > intake::file::LARGEST_ON_PAGE => {
            intake::key(&app.sys, &who.ctx).and(Err(Error::invalid("file", "intake-file-large")))
        }
        Some(file) => intake::file::import(&app.sys, &who.ctx, &file.bytes).await,
        None => intake::key(&app.sys, &who.ctx).and(Err(Error::invalid("file", "intake-file-none"))),
    };
    let frame = Frame::new(&app, &who, "intake-file-title");
    let (page, status) = match outcome {
        Ok(receipts) => (FilePage::new(frame, Fields::new(), &receipts), StatusCode::OK),
        Err(error) => {
            (FilePage::new(frame, Fields::new().refuse(error)?, &[]), StatusCode::UNPROCESSABLE_ENTITY)
        }
    };
    Ok(page::answer_with(status, &page.frame, &page))
}
