//! One referral as the organisation sees it that received it: what was shared and nothing else, and the steps that are
//! possible now. The same for its staff and for a guest.

use askama::Template;
use domain::{
    consent::Field,
    id::Id,
    message::Lang,
    policy::{Actor, Role},
    referral::{ContactResult, Outcome, Reason, Referral, Status, Step},
    time::{Day, Moment},
};
use usecases::{
    Ctx, Error, System,
    referral::{self, Answering, Reporting, Rerouting, Shown, Walked},
    service::{self, Browse},
};

use super::{
    inbox::{account, claimed},
    sample,
    say::{self, Event, Fact, Head, Said, choices},
    step::{self, Again, Seal},
};
use crate::{
    App,
    error::Failure,
    form::Fields,
    i18n::T,
    page::{Frame, Page},
};

/// Services to hand on to that are listed.
const ELSEWHERE: usize = 60;

/// Where the page stands: its address, and that of the list it belongs to.
pub(super) struct Desk {
    pub base: String,
    pub list: Option<String>,
}

/// One referral, as its organisation sees it.
#[derive(Template)]
#[template(path = "referral/opened.html")]
pub struct OpenedPage {
    /// What stands around it.
    pub frame: Frame,
    /// Its address; its steps are below it.
    pub base: String,
    /// The address of the list; `None`: there is none.
    pub list: Option<String>,
    /// What stands on top.
    pub head: Head,
    /// What may be read of what was shared.
    pub facts: Vec<Fact>,
    /// What is needed, in words, if that was shared.
    pub need: Option<String>,
    /// Why nothing can be read: a Fluent key.
    pub hidden: &'static str,
    /// What was written.
    pub texts: Vec<Said>,
    /// Its life.
    pub events: Vec<Event>,
    /// The handing over in person.
    pub handover: Option<String>,
    /// Who took it as theirs.
    pub claimed: Option<String>,
    /// Whether who reads can take it as theirs.
    pub can_claim: bool,
    /// Answers that can be given now: value and words. Empty: none.
    pub answers: Vec<(String, String)>,
    /// Whether the first contact can be told.
    pub can_begin: bool,
    /// Outcomes that can be reported now. Empty: none.
    pub outcomes: Vec<(String, String)>,
    /// Whether tries to reach the person can be noted.
    pub can_attempt: bool,
    /// The reasons of a no.
    pub reasons: Vec<(String, String)>,
    /// The results of a try.
    pub attempts: Vec<(String, String)>,
    /// Services of other organisations for the same kind of need.
    pub services: Vec<(String, String)>,
    /// Today, as dates are typed.
    pub today: String,
    /// What the forms carry unseen.
    pub seal: Seal,
    /// What was asked for and how it stands, where somebody was faster.
    pub changed: Option<String>,
    /// The forms as typed.
    pub fields: Fields,
}

impl OpenedPage {
    /// The page of a referral that `ctx` may see.
    ///
    /// # Errors
    /// As [`referral::show`].
    pub(super) async fn read(
        app: &App,
        ctx: &Ctx,
        frame: Frame,
        desk: Desk,
        id: Id<Referral>,
        again: Option<Again>,
    ) -> Result<Self, Failure> {
        let shown = referral::show(&app.sys, ctx, id).await?;
        if shown.party != domain::referral::Party::Recipient {
            return Err(Error::NotFound.into());
        }
        let services = match shown.can.contains(&Step::Reroute) {
            true => elsewhere(&app.sys, ctx, frame.t, &shown.listed.referral).await?,
            false => Vec::new(),
        };
        Ok(Self::new(frame, desk, &shown, services, ctx, again))
    }

    pub(super) fn new(
        frame: Frame,
        desk: Desk,
        shown: &Shown,
        services: Vec<(String, String)>,
        ctx: &Ctx,
        again: Option<Again>,
    ) -> Self {
        let t = frame.t;
        let of = &shown.listed.referral;
        let can = |step: Step| shown.can.contains(&step);
        let steps = [Step::Accept, Step::Waitlist, Step::AskInfo, Step::Decline, Step::Reroute]
            .into_iter()
            .filter(|step| can(*step));
        let (changed, fields) = again.map_or((None, Fields::new()), |again| (again.changed, again.fields));
        let is_focal_point = matches!(ctx.actor, Actor::Staff { role: Role::FocalPoint, .. });
        let outcomes: Vec<Outcome> = Outcome::ALL
            .iter()
            .copied()
            .filter(|outcome| {
                [Step::Complete, Step::Fail].iter().any(|step| can(*step) && outcome.fits(*step))
            })
            .collect();
        let me = account(ctx);
        Self {
            base: desk.base,
            list: desk.list,
            head: Head::new(t, &shown.listed, shown.party, ctx.now),
            facts: say::facts(t, &shown.shared)
                .into_iter()
                .filter(|fact| fact.label != t.word("referral-field", Field::Need))
                .collect(),
            need: shown.shared.get(&Field::Need).cloned(),
            hidden: match &shown.ending {
                Some(ending) if ending.at <= ctx.now => "referral-permission-gone",
                _ => hidden(of.status),
            },
            texts: say::said(t, shown),
            events: say::events(t, &shown.events),
            handover: shown.handover.as_ref().map(|planned| say::handover(t, planned)),
            claimed: claimed(t, of, me),
            can_claim: can(Step::Claim) && me.is_some() && of.claimed_by != me,
            answers: steps.map(|step| (step.word().to_owned(), t.word("referral-answer", step))).collect(),
            can_begin: can(Step::Begin),
            outcomes: choices(t, "referral-outcome", &outcomes),
            can_attempt: is_focal_point && of.status.shows_person(),
            reasons: choices(t, "referral-reason", Reason::ALL),
            attempts: choices(t, "referral-attempt", ContactResult::ALL),
            services,
            today: ctx.now.day().to_string(),
            seal: Seal::new(of, ctx.now),
            changed,
            fields,
            frame,
        }
    }
}

/// Why nothing of the person can be read.
const fn hidden(status: Status) -> &'static str {
    match status {
        Status::Withdrawn => "referral-hidden-withdrawn",
        Status::EnteredInError => "referral-hidden-annulled",
        _ if status.is_over() => "referral-hidden-over",
        _ => "referral-hidden",
    }
}

/// Services of other organisations for the same kind of need.
async fn elsewhere(
    sys: &System,
    ctx: &Ctx,
    t: T,
    referral: &Referral,
) -> Result<Vec<(String, String)>, Failure> {
    let browse = Browse { category: Some(referral.category), limit: Some(ELSEWHERE), ..Browse::default() };
    let found = service::browse(sys, ctx, &browse).await?;
    let others = found.items.into_iter().filter(|listed| listed.service.agency != referral.agency);
    let line = |listed: service::Listed| {
        let name = t.two(
            "referral-service-of",
            "service",
            t.read(&listed.service.name),
            "agency",
            &listed.agency_name,
        );
        (listed.service.id.to_string(), name)
    };
    Ok(others.map(line).collect())
}

/// Takes the step that a form of this page asks for.
///
/// # Errors
/// As the use case of the step; [`Error::NotFound`] if there is no such step.
pub(super) async fn take(
    sys: &System,
    ctx: &Ctx,
    id: Id<Referral>,
    word: &str,
    fields: &Fields,
) -> usecases::Result<Walked> {
    let asked = step::asked(fields, id, ctx.now);
    let text = |name: &str| fields.get(name).to_owned();
    match word {
        "tomar" => referral::claim(sys, ctx, &asked).await,
        "respuesta" if fields.get("answer") == "reroute" => {
            let service = fields.get("service").parse();
            let input = Rerouting {
                child: Id::new(ctx.now),
                service: service.map_err(|_| Error::invalid("service", "referral-choice-unknown"))?,
                reason: text("reason"),
                words: text("words"),
            };
            referral::reroute(sys, ctx, &asked, &input).await
        }
        "respuesta" => {
            let input = Answering {
                answer: text("answer"),
                reason: text("reason"),
                review_on: text("review_on"),
                words: text("words"),
            };
            referral::answer(sys, ctx, &asked, &input).await
        }
        "inicio" => {
            let at = first_contact(fields.get("first_contact_at"), ctx.now)?;
            referral::begin(sys, ctx, &asked, at).await
        }
        "resultado" => {
            let outcome = Outcome::from_word(fields.get("outcome"))
                .ok_or(Error::invalid("outcome", "referral-outcome-missing"))?;
            let result = if outcome.fits(Step::Complete) { "complete" } else { "fail" };
            let input =
                Reporting { result: result.to_owned(), outcome: text("outcome"), words: text("words") };
            referral::report(sys, ctx, &asked, &input).await
        }
        _ => Err(Error::NotFound),
    }
}

/// The moment of a first contact that is told by its day: today it is now, before it is the end of that day.
fn first_contact(text: &str, now: Moment) -> usecases::Result<Option<Moment>> {
    if text.is_empty() {
        return Ok(None);
    }
    let day: Day = text.parse().map_err(|_| Error::invalid("first_contact_at", "referral-contact-time"))?;
    Ok((day != now.day()).then(|| Moment::end_of(day)))
}

impl Page for OpenedPage {
    const NAME: &'static str = "referral-opened";
    fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        sample::opened(lang)
    }
}
