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
    page::{self, Frame, Shown, show},
    routes::Routes,
    session::As,
    urls,
};

/// The addresses of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(urls::GALLERY, gallery).get(urls::GALLERY_PAGE, sample)
}

/// Every page that there is, one line each.
#[rustfmt::skip]
const PAGES: &[fn(Lang) -> Vec<Shown>] = &[
    show::<crate::home::Home>,
    show::<crate::error::ErrorPage>,
    show::<crate::demo::Enter>,
    show::<crate::message::Outbox>,
    show::<crate::opportunity::List>,
    show::<crate::opportunity::Show>,
    show::<crate::service::List>,
    show::<crate::service::Show>,
    show::<crate::service::Mine>,
    show::<crate::service::Edit>,
    show::<crate::person::HomePage>,
    show::<crate::person::SlipPage>,
    show::<crate::person::RegisterPage>,
    show::<crate::person::RegisteredPage>,
    show::<crate::person::YoungPage>,
    show::<crate::person::EnterPage>,
    show::<crate::person::LostPinPage>,
    show::<crate::person::SessionsPage>,
    show::<crate::person::PinPage>,
    show::<crate::person::OwnPage>,
    show::<crate::person::CopyPage>,
    show::<crate::person::DeletePage>,
    show::<crate::intake::DeskPage>,
    show::<crate::intake::DayPage>,
    show::<crate::intake::FilePage>,
    show::<crate::consent::ConsentsPage>,
    show::<crate::profile::ProfilePage>,
    show::<crate::profile::SectionPage>,
    show::<crate::profile::SkillsPage>,
    show::<crate::profile::NewJobPage>,
    show::<crate::profile::JobPage>,
    show::<crate::cv::CvPage>,
    show::<crate::matches::MatchesPage>,
    show::<crate::missing::MissingPage>,
    show::<crate::preference::PreferencePage>,
    show::<crate::preference::CardPage>,
    show::<crate::application::ApplyPage>,
    show::<crate::application::MinePage>,
    show::<crate::application::OnePage>,
    show::<crate::offer::List>,
    show::<crate::offer::Show>,
    show::<crate::offer::Edit>,
    show::<crate::offer::Queue>,
    show::<crate::offer::Review>,
    show::<crate::candidate::CandidatesPage>,
    show::<crate::application::ReceivedPage>,
    show::<crate::application::OpenedPage>,
    show::<crate::find::FindPage>,
    show::<crate::find::FoundPage>,
    show::<crate::merge::MergesPage>,
    show::<crate::referral::InboxPage>,
    show::<crate::referral::OpenedPage>,
    show::<crate::referral::PromisesPage>,
    show::<crate::referral::PromisePage>,
    show::<crate::referral::MyReferralsPage>,
    show::<crate::referral::MyReferralPage>,
    show::<crate::referral::AskPage>,
    show::<crate::referral::NewPage>,
    show::<crate::referral::SentPage>,
    show::<crate::referral::FollowPage>,
    show::<crate::referral::GapPage>,
    show::<crate::referral::GuestPage>,
    show::<crate::referral::VisitEndedPage>,
    show::<crate::referral::WatchPage>,
    show::<crate::referral::WatchOnePage>,
    show::<crate::referral::MeasuresPage>,
    show::<crate::case::CaseloadPage>,
    show::<crate::case::OpenCasePage>,
    show::<crate::case::CasePage>,
    show::<crate::case::MoveOnPage>,
    show::<crate::case::MyCasePage>,
    show::<crate::case::LateCasesPage>,
    show::<crate::supply::SupplyPage>,
    show::<crate::attention::AttentionPage>,
    show::<crate::attention::UnseenPage>,
    show::<crate::emergency::TakeEmergencyPage>,
    show::<crate::emergency::EmergencyPage>,
    show::<crate::emergency::AlonePage>,
    show::<crate::emergency::ReviewPage>,
    show::<crate::assurance::AssurancePage>,
    show::<crate::pulse::PulsePage>,
    show::<crate::pulse::AnswerPage>,
    show::<crate::pulse::TakePage>,
    show::<crate::phone::PhonePage>,
    show::<crate::message::InboxPage>,
    show::<crate::report::DeskPage>,
    show::<crate::report::FunnelPage>,
    show::<crate::report::UnansweredPage>,
    show::<crate::report::DisputesPage>,
    show::<crate::missing::CoursesPage>,
    show::<crate::staff::StepPage>,
    show::<crate::staff::SetupPage>,
    show::<crate::staff::CodesPage>,
    show::<crate::staff::AccountPage>,
    show::<crate::staff::SessionsPage>,
    show::<crate::agency::SignUpPage>,
    show::<crate::agency::SignedUpPage>,
    show::<crate::agency::OwnAgencyPage>,
    show::<crate::agency::QueuePage>,
    show::<crate::agency::QueueOnePage>,
    show::<crate::agency::AgenciesPage>,
    show::<crate::agency::OneAgencyPage>,
    show::<crate::agency::AgreementsPage>,
    show::<crate::agency::AgreementPage>,
    show::<crate::account::AccountsPage>,
    show::<crate::account::OneAccountPage>,
    show::<crate::administration::AdministrationPage>,
    show::<crate::catalogue::Help>,
    show::<crate::catalogue::Catalogues>,
    show::<crate::catalogue::EditLine>,
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
