//! One referral as its officer sees it: what to do before it is sent, and what follows.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{
    consent::Way,
    id::Id,
    message::Lang,
    referral::{
        CONFIRM_ATTEMPTS, Capacity, ContactAttempt, ContactResult, LegalBasis, Party, Priority, Referral,
        Status, Step,
    },
    time::Moment,
};
use usecases::{
    Error,
    referral::{self, Checked as Found, Kind, Shown},
};

use super::{
    check::Checked,
    consent::{About, Ask},
    new::officer,
    renew::Renewal,
    sample,
    say::{self, Event, Fact, Head, Said, choices},
    step::{Again, Seal},
};
use crate::{
    App,
    error::Failure,
    form::{Asked, Fields},
    i18n::T,
    page::{self, Frame, Page},
    routes::Routes,
    session::As,
    urls,
};

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::SENT_ONE, show)
}

/// The form by which a referral is sent, or sent again.
#[derive(Clone, Debug)]
pub struct SendForm {
    /// The word of its address: `enviar` or `reabrir`.
    pub word: &'static str,
    /// The service, with what it promises.
    pub checked: Checked,
    /// Whether nothing stands in the way, a missing agreement aside: an override passes over that.
    pub open: bool,
    /// Whether one can only wait.
    pub full: bool,
    /// Whether the organisation must be telephoned before.
    pub call_first: bool,
    /// What is read to the person.
    pub ask: Ask,
    /// Until when a consent that was given before holds.
    pub known: Option<String>,
    /// Under what it can be sent.
    pub consents: Vec<(String, String)>,
    /// How the yes may be given.
    pub ways: Vec<(String, String)>,
    /// The grounds of law.
    pub bases: Vec<(String, String)>,
}

/// A referral and what its officer can do with it.
#[derive(Template)]
#[template(path = "referral/follow.html")]
pub struct FollowPage {
    /// What stands around it.
    pub frame: Frame,
    /// Where it is.
    pub href: String,
    /// What stands on top.
    pub head: Head,
    /// Name and telephone of the person, as far as they were shared.
    pub facts: Vec<Fact>,
    /// What the organisation asks for.
    pub question: Option<String>,
    /// What was written.
    pub texts: Vec<Said>,
    /// Its life.
    pub events: Vec<Event>,
    /// Tries to reach the person, in words.
    pub attempts: Vec<String>,
    /// The handing over in person.
    pub handover: Option<String>,
    /// Whether a handing over can be planned.
    pub can_plan: bool,
    /// Whether one is planned and not told of.
    pub can_tell_handover: bool,
    /// The form by which it is sent.
    pub send: Option<SendForm>,
    /// Other services, best first.
    pub others: Vec<Checked>,
    /// The identifier of the draft to one of them.
    pub other_id: String,
    /// What the officer can do now.
    pub can: Vec<&'static str>,
    /// Whether tries can be noted.
    pub can_attempt: bool,
    /// Whether how the person fares can be asked.
    pub can_pulse: bool,
    /// The permission to share, where it ends soon.
    pub renewal: Option<Renewal>,
    /// How many tries are missing before it may be closed.
    pub tries_left: Option<i64>,
    /// What in a compartment is for the officer to decide.
    pub rulings: Vec<(String, String)>,
    /// The results of a try.
    pub results: Vec<(String, String)>,
    /// What the forms carry unseen.
    pub seal: Seal,
    /// What was asked for and how it stands, where somebody was faster.
    pub changed: Option<String>,
    /// The forms as typed.
    pub fields: Fields,
}

impl FollowPage {
    /// Whether a step can be taken, by its word.
    #[must_use]
    pub fn can(&self, word: &str) -> bool {
        self.can.contains(&word)
    }
}

/// What a page of a referral is made of besides itself.
pub(super) struct Around {
    /// The service of a draft, or of what came back.
    pub own: Option<Found>,
    /// Other services.
    pub others: Vec<Found>,
}

impl SendForm {
    fn new(t: T, shown: &Shown, found: &Found, now: Moment) -> Self {
        let of = &shown.listed.referral;
        let checked = Checked::new(t, found);
        let office = found.office.as_ref().map(|office| office.name.as_str());
        let about = About { service: &checked.name, agency: &checked.agency, office, again: false };
        let known = found.consent_until.map(|until| match until {
            Some(until) => t.one("referral-consent-known-until", "day", t.day(&until.day())),
            None => t.s("referral-consent-known"),
        });
        let mut words = vec!["now", "override"];
        if known.is_some() {
            words.insert(0, "known");
        }
        let ways = [Way::Screen, Way::Voice, Way::Thumb, Way::Paper];
        let hindering =
            found.fit.barriers.iter().filter(|one| **one != domain::referral::Barrier::NoAgreement);
        Self {
            word: if of.status == Status::Draft { "enviar" } else { "reabrir" },
            open: hindering.count() == 0,
            full: found.terms.capacity != Capacity::Free,
            call_first: of.priority == Priority::Emergency && of.called_at.is_none(),
            ask: Ask::new(t, &about, &found.fields, now),
            known,
            consents: choices(t, "referral-consent-choice", &words),
            ways: choices(t, "referral-way", &ways),
            bases: choices(t, "referral-basis", LegalBasis::ALL),
            checked,
        }
    }
}

fn attempt(t: T, attempt: &ContactAttempt) -> String {
    let result = t.word("referral-attempt", attempt.result);
    t.two("referral-attempt-line", "result", result, "when", t.moment(&attempt.at))
}

/// What can be decided: disputes by the coordination; and in a compartment, where the coordination sees nothing else, the
/// officer annuls.
pub(super) fn rulings(t: T, of: &Referral, party: Party) -> Vec<(String, String)> {
    let mut words = Vec::new();
    if of.status == Status::Disputed && party == Party::Supervisor {
        words.extend([Step::RuleHelped, Step::RuleNotHelped, Step::RuleGoOn]);
    }
    if of.status != Status::EnteredInError {
        words.push(Step::Annul);
    }
    choices(t, "referral-rule", &words)
}

impl FollowPage {
    pub(super) fn new(
        frame: Frame,
        shown: &Shown,
        around: &Around,
        now: Moment,
        again: Option<Again>,
    ) -> Self {
        let t = frame.t;
        let of = &shown.listed.referral;
        let (changed, fields) = again.map_or((None, Fields::new()), |again| (again.changed, again.fields));
        let reported = matches!(of.status, Status::Completed | Status::Failed);
        let missing = i64::from(CONFIRM_ATTEMPTS) - i64::from(shown.tries);
        let told = shown.handover.as_ref().is_some_and(|planned| planned.happened.is_none());
        Self {
            href: frame.to(&format!("referidos/{}", of.id)),
            head: Head::new(t, &shown.listed, Party::Sender, now),
            facts: say::facts(t, &shown.shared),
            question: say::last(&shown.texts, Kind::Question).filter(|_| of.status == Status::InfoRequested),
            texts: say::said(t, shown),
            events: say::events(t, &shown.events),
            attempts: shown.attempts.iter().map(|one| attempt(t, one)).collect(),
            handover: shown.handover.as_ref().map(|planned| say::handover(t, planned)),
            can_plan: of.status.shows_person() && !reported,
            can_tell_handover: told,
            send: around.own.as_ref().map(|found| SendForm::new(t, shown, found, now)),
            others: around.others.iter().map(|found| Checked::new(t, found)).collect(),
            other_id: Id::<Referral>::new(now).to_string(),
            can: shown.can.iter().map(|step| step.word()).collect(),
            can_attempt: of.status.shows_person(),
            can_pulse: of.status.shows_person() && !of.overridden && !shown.shared.is_empty(),
            renewal: Renewal::new(t, shown, now),
            tries_left: Some(missing.max(0)).filter(|_| reported),
            rulings: if of.route.is_restricted() { rulings(t, of, Party::Sender) } else { Vec::new() },
            results: choices(t, "referral-attempt", ContactResult::ALL),
            seal: Seal::new(of, now),
            changed,
            fields,
            frame,
        }
    }

    /// The page of a referral that its officer may see.
    ///
    /// # Errors
    /// As [`referral::show`].
    pub(super) async fn read(
        app: &App,
        who: &As,
        id: Id<Referral>,
        again: Option<Again>,
        done: &str,
    ) -> Result<Self, Failure> {
        officer(who)?;
        let (sys, ctx) = (&app.sys, &who.ctx);
        let shown = referral::show(sys, ctx, id).await?;
        if shown.party != Party::Sender {
            return Err(Error::NotFound.into());
        }
        let status = shown.listed.referral.status;
        let again_possible = shown.can.iter().any(|step| matches!(step, Step::Send | Step::Reopen));
        let own = match again_possible {
            true => Some(referral::check_own(sys, ctx, id).await?),
            false => None,
        };
        let elsewhere =
            matches!(status, Status::Draft | Status::Declined | Status::Expired | Status::Withdrawn);
        let others = match elsewhere {
            true => referral::alternatives(sys, ctx, id).await?,
            false => Vec::new(),
        };
        let frame = Frame::new(app, who, "referral-follow-title").with_done(done);
        Ok(Self::new(frame, &shown, &Around { own, others }, ctx.now, again))
    }
}

impl Page for FollowPage {
    const NAME: &'static str = "referral-follow";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::follow(lang)
    }
}

async fn show(
    State(app): State<App>,
    who: As,
    Path((_, id)): Path<(String, Id<Referral>)>,
    Asked(asked): Asked,
) -> Result<Response, Failure> {
    let page = FollowPage::read(&app, &who, id, None, asked.get("hecho")).await?;
    Ok(page::answer(&page.frame, &page))
}
