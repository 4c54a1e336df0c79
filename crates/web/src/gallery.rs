//! Every page in every state. In the demo it can be looked at; snapshots and checks are made from the same list.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{Html, IntoResponse, Response},
};
use domain::message::Lang;
use usecases::Error;

use crate::{
    App,
    error::Failure,
    cv::CvPage,
    error::{ErrorPage, Failure},
    home::Home,
    message::Outbox,
    application::{ApplyPage, MinePage, OnePage, OpenedPage, ReceivedPage},
    candidate::CandidatesPage,
    error::{ErrorPage, Failure},
    home::Home,
    matches::MatchesPage,
    cv::CvPage,
    account::{AccountsPage, OneAccountPage},
    agency::{
        AgenciesPage, AgreementPage, AgreementsPage, OneAgencyPage, OwnAgencyPage, QueueOnePage, QueuePage,
        SignUpPage, SignedUpPage,
    },
    error::{ErrorPage, Failure},
    home::Home,
    message::Outbox,
    App, catalogue,
    cv::CvPage,
    error::{ErrorPage, Failure},
    home::Home,
    offer, opportunity,
    page::{self, Frame, Shown, show},
    report::{DeskPage, DisputesPage, FunnelPage, UnansweredPage},
    App, consent,
    error::{ErrorPage, Failure},
    home::Home,
    page::{self, Frame, Shown, show},
    person, profile,
    routes::Routes,
    service,
    session::As,
    staff::{AccountPage, CodesPage, SessionsPage, SetupPage, StepPage},
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::GALLERY, gallery).get(urls::GALLERY_PAGE, sample)
}

/// Every page that there is, one line each.
const PAGES: &[fn(Lang) -> Vec<Shown>] = &[
    show::<crate::home::Home>,
    show::<crate::error::ErrorPage>,
    show::<crate::cv::CvPage>,
    show::<crate::demo::Enter>,
    show::<crate::message::Outbox>,
const PAGES: &[fn(Lang) -> Vec<Shown>] = &[show::<Home>, show::<CvPage>, show::<ErrorPage>, show::<Outbox>];
const PAGES: &[fn(Lang) -> Vec<Shown>] = &[
    show::<Home>,
    show::<ErrorPage>,
    show::<MatchesPage>,
    show::<ApplyPage>,
    show::<MinePage>,
    show::<OnePage>,
    show::<ReceivedPage>,
    show::<OpenedPage>,
    show::<CandidatesPage>,
    show::<DeskPage>,
    show::<FunnelPage>,
    show::<UnansweredPage>,
    show::<DisputesPage>,
const PAGES: &[fn(Lang) -> Vec<Shown>] = &[
    show::<Home>,
    show::<person::HomePage>,
    show::<person::SlipPage>,
    show::<person::RegisterPage>,
    show::<person::RegisteredPage>,
    show::<person::YoungPage>,
    show::<person::EnterPage>,
    show::<person::SessionsPage>,
    show::<person::PinPage>,
    show::<person::OwnPage>,
    show::<person::CopyPage>,
    show::<person::DeletePage>,
    show::<consent::ConsentsPage>,
    show::<profile::ProfilePage>,
    show::<profile::SectionPage>,
    show::<profile::SkillsPage>,
    show::<profile::NewJobPage>,
    show::<profile::JobPage>,
    show::<ErrorPage>,
    show::<Home>,
    show::<CvPage>,
    show::<ErrorPage>,
    show::<Outbox>,
    show::<StepPage>,
    show::<SetupPage>,
    show::<CodesPage>,
    show::<AccountPage>,
    show::<SessionsPage>,
    show::<SignUpPage>,
    show::<SignedUpPage>,
    show::<OwnAgencyPage>,
    show::<QueuePage>,
    show::<QueueOnePage>,
    show::<AgenciesPage>,
    show::<OneAgencyPage>,
    show::<AgreementsPage>,
    show::<AgreementPage>,
    show::<AccountsPage>,
    show::<OneAccountPage>,
const PAGES: &[fn(Lang) -> Vec<Shown>] = &[
    show::<Home>,
    show::<CvPage>,
    show::<ErrorPage>,
    show::<opportunity::List>,
    show::<opportunity::Show>,
    show::<service::List>,
    show::<service::Show>,
    show::<service::Mine>,
    show::<service::Edit>,
    show::<offer::List>,
    show::<offer::Show>,
    show::<offer::Edit>,
    show::<offer::Queue>,
    show::<offer::Review>,
    show::<catalogue::Help>,
    show::<catalogue::Catalogues>,
    show::<catalogue::EditLine>,
];

/// Every sample of every page in one language.
#[must_use]
pub fn samples(lang: Lang) -> Vec<Shown> {
    PAGES.iter().flat_map(|show| show(lang)).collect()
}

#[derive(Template)]
#[template(path = "demo/gallery.html")]
struct Gallery {
    frame: Frame,
    samples: Vec<(String, String)>,
}

async fn gallery(State(app): State<App>, who: As) -> Result<Response, Failure> {
    if !app.sys.settings.demo {
        return Err(Error::NotFound.into());
    }
    let frame = Frame::new(&app, &who, "demo-gallery-title");
    let samples = samples(who.ctx.lang)
        .into_iter()
        .map(|(page, state, _)| {
            (frame.to(&format!("demo/paginas/{page}/{state}")), format!("{page}: {state}"))
        })
        .collect();
    let page = Gallery { frame, samples };
    Ok(page::answer(&page.frame, &page))
}

async fn sample(
    State(app): State<App>,
    who: As,
    Path((_, page, state)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    if !app.sys.settings.demo {
        return Err(Error::NotFound.into());
    }
    let html = samples(who.ctx.lang)
        .into_iter()
        .find(|(name, of, _)| *name == page && *of == state)
        .map(|(.., html)| html)
        .ok_or(Error::NotFound)?;
    Ok(Html(html).into_response())
}
