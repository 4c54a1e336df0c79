//! The person's own pages: registration, coming back, home, the slip.

mod enter;
mod lost_pin;
mod own;
mod register;
mod seen;
mod sessions;

use askama::Template;
use axum::{extract::State, response::Response};
use domain::{message::Lang, person::PersonStatus};
use qrcode::{Color, EcLevel, QrCode};
use usecases::{Error, person::News, profile};

pub use enter::EnterPage;
pub use lost_pin::LostPinPage;
pub use own::{CopyPage, DeletePage, OwnPage};
pub use register::{RegisterPage, RegisteredPage, YoungPage};
pub(crate) use register::{languages, owners};
pub use seen::SeenLine;
pub use sessions::{PinPage, SessionsPage};

use crate::{
    App,
    error::Failure,
    form::Asked,
    page::{self, Frame, Page, Who},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get(urls::REGISTER, register::show)
        .post(urls::REGISTER, register::send)
        .get(urls::ENTER, enter::show)
        .post(urls::ENTER, enter::send)
        .get(urls::LOST_PIN, lost_pin::show)
        .post(urls::LOST_PIN, lost_pin::send)
        .post(urls::LEAVE, enter::leave)
        .get(urls::MINE, home)
        .get(urls::SLIP, slip)
        .get(urls::MY_DATA, own::show)
        .get(urls::MY_DATA_COPY, own::copy_again)
        .post(urls::MY_DATA_COPY, own::copy)
        .post(urls::MY_PAUSE, own::pause)
        .get(urls::MY_DELETE, own::ask_delete)
        .post(urls::MY_DELETE, own::delete)
        .get(urls::MY_SESSIONS, sessions::show)
        .post(urls::MY_SESSIONS, sessions::end)
        .get(urls::MY_PIN, sessions::ask_pin)
        .post(urls::MY_PIN, sessions::change_pin)
}

/// The first page of who has signed in.
#[derive(Template)]
#[template(path = "person/home.html")]
pub struct HomePage {
    /// What stands around it.
    pub frame: Frame,
    /// The name they want to be called by.
    pub alias: String,
    /// Whether the account is paused.
    pub paused: bool,
    /// Whether the CUI looks mistyped.
    pub cui_doubtful: bool,
    /// Whether no job was told yet: then there is little to find for them.
    pub untold: bool,
    /// What is new since they last looked.
    pub news: News,
    /// Records that were joined to theirs: where to say that one is not, and since when.
    pub joined: Vec<(String, String)>,
}

impl Page for HomePage {
    const NAME: &'static str = "person-home";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |paused, cui_doubtful, untold| Self {
            frame: Frame::sample(lang, Who::Person, "person-home-title"),
            alias: "Chepe".to_owned(),
            paused,
            cui_doubtful,
            untold,
            news: News { referrals: 2, applications: 1 },
            joined: Vec::new(),
        };
        let t = Frame::sample(lang, Who::Person, "person-home-title").t;
        let day = t.day(&domain::time::Day::constant(2026, 11, 22));
        let joined = vec![("/es/mi/registros/0".to_owned(), day)];
        vec![
            ("full", page(false, false, false)),
            ("joined", Self { joined, news: News::default(), ..page(false, false, false) }),
            ("new", page(false, true, true)),
            ("paused", page(true, false, false)),
        ]
    }
}

async fn home(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let whole = profile::profile(&app.sys, &who.ctx).await?;
    let frame = Frame::new(&app, &who, "person-home-title").with_done(asked.get("hecho"));
    let since = |merge: &domain::merge::Merge| {
        let day = merge.decided_at.unwrap_or(merge.proposed_at).day();
        (frame.to(&format!("mi/registros/{}", merge.id)), frame.t.day(&day))
    };
    let page = HomePage {
        news: usecases::person::news(&app.sys, &who.ctx).await?,
        joined: usecases::merge::mine(&app.sys, &who.ctx).await?.iter().map(since).collect(),
        alias: whole.person.alias.to_string(),
        paused: whole.person.status == PersonStatus::Paused,
        cui_doubtful: whole.cui_doubtful,
        untold: whole.jobs.is_empty(),
        frame,
    };
    Ok(page::answer(&page.frame, &page))
}

/// The paper by which a person comes back.
#[derive(Template)]
#[template(path = "person/slip.html")]
pub struct SlipPage {
    /// What stands around it.
    pub frame: Frame,
    /// In two groups of four, as in `2345-6789`.
    pub code: String,
    /// Where to sign in, without `https://`, to be typed.
    pub address: String,
    /// The same as a QR code.
    pub qr: Qr,
}

/// A QR code as one path of squares.
#[derive(Clone, Debug)]
pub struct Qr {
    /// Modules on a side, with the quiet zone of four around it.
    pub side: usize,
    /// The dark modules, as path data.
    pub path: String,
}

impl Qr {
    /// The code of a text, with a quarter of it restorable.
    ///
    /// # Errors
    /// [`Error::Internal`] if the text is longer than a code can hold.
    pub fn of(text: &str) -> Result<Self, Error> {
        let code = QrCode::with_error_correction_level(text, EcLevel::Q)
            .map_err(|error| Error::Internal(Box::new(error)))?;
        let width = code.width();
        let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
        let path = dark.fold(String::new(), |path, (at, _)| {
            format!("{path}M{} {}h1v1h-1z", at % width + 4, at / width + 4)
        });
        Ok(Self { side: width + 8, path })
    }
}

impl SlipPage {
    fn new(frame: Frame, code: String, address: &str) -> Result<Self, Error> {
        let short = address.split_once("://").map_or(address, |(_, rest)| rest).to_owned();
        Ok(Self { frame, code, address: short, qr: Qr::of(address)? })
    }
}

impl Page for SlipPage {
    const NAME: &'static str = "person-slip";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let frame = Frame::sample(lang, Who::Person, "person-slip-title");
        let page = Self::new(frame, "7K4M-XQ2P".to_owned(), "https://oportuguate.example/es/entrar");
        page.ok().into_iter().map(|page| ("full", page)).collect()
    }
}

async fn slip(State(app): State<App>, who: As, Asked(asked): Asked) -> Result<Response, Failure> {
    let slip = usecases::person::slip(&app.sys, &who.ctx).await?;
    let frame = Frame::new(&app, &who, "person-slip-title").with_done(asked.get("hecho"));
    let page = SlipPage::new(frame, slip.code.to_string(), &slip.address)?;
    Ok(page::answer(&page.frame, &page))
}
