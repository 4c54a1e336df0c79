//! The permission to share ends soon, or has ended: what is read before it is given anew, and the yes.

use domain::{
    consent::Way,
    id::Id,
    referral::{Party, Referral},
    time::Moment,
};
use usecases::referral::{self, Ending, SentBy, Shown};

use super::{
    consent::{self, About, Ask},
    say::choices,
};
use crate::{App, form::Fields, i18n::T, session::As};

/// What stands on the page of the person or of their officer.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// Until when it holds, or held.
    pub until: String,
    /// What is read before the yes, with the fields.
    pub ask: Ask,
    /// How the yes can be given to an officer; empty: the person is before the page.
    pub ways: Vec<(String, String)>,
}

fn about<'a>(t: T, shown: &'a Shown) -> About<'a> {
    let office = match &shown.listed.sent_by {
        SentBy::Agency(name) => Some(name.as_str()),
        _ => None,
    };
    About {
        service: t.read(&shown.listed.service_name),
        agency: &shown.listed.agency_name,
        office,
        again: true,
    }
}

impl Renewal {
    pub(super) fn new(t: T, shown: &Shown, now: Moment) -> Option<Self> {
        let Ending { at, fields } = shown.ending.as_ref()?;
        let day = t.day(&at.day());
        let until = if *at <= now { "referral-renew-ended" } else { "referral-renew-ends" };
        let ways = [Way::Voice, Way::Thumb, Way::Paper, Way::Screen];
        Some(Self {
            until: t.one(until, "day", day),
            ask: Ask::new(t, &about(t, shown), fields, now),
            ways: if shown.party == Party::Person { Vec::new() } else { choices(t, "referral-way", &ways) },
        })
    }
}

/// The yes to the text that stood on the page.
pub(super) async fn give(app: &App, who: &As, id: Id<Referral>, fields: &Fields) -> usecases::Result<()> {
    let ctx = &who.ctx;
    let shown = referral::show(&app.sys, ctx, id).await?;
    let ending = shown.ending.as_ref().ok_or(usecases::Error::Conflict("referral-permission-holds"))?;
    let way: Way = if shown.party == Party::Person {
        Way::Screen
    } else {
        let way = fields.get("way").parse();
        way.map_err(|_| usecases::Error::invalid("way", "referral-choice-unknown"))?
    };
    let t = T::new(ctx.lang);
    let taken = consent::taken(t, &about(t, &shown), ending.fields.clone(), way, ctx.now);
    referral::renew(&app.sys, ctx, id, &taken).await
}
