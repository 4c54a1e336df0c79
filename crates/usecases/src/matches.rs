//! Matches: what suits a person, over all four kinds, each with its reasons.

use domain::{
    agency::AgencyStatus,
    id::Id,
    opportunity::{Kind, Opportunity},
    person::{Matter, Person},
    policy::{Action, Object, Relation},
};
use matching::{
    Candidate, Preference,
    engine::{Engine, Found, OfferFilter},
};
use store::Tx;

use crate::{Ctx, Result, System};

pub use matching::{Addition, Counterfactual, Detail, Explanation, Holding, Similarity, What};
pub use store::opportunity::Listed;

/// Matches shown of each kind when all four are shown.
pub const SHOWN_OF_EACH: usize = 5;
/// Matches shown when one kind is asked for.
pub const SHOWN_OF_ONE: usize = 30;
/// Whoever did something for so many months knows it. An estimate of ours.
const KNOWN_MONTHS: u32 = 24;
/// What fits less is not shown: it would be found by looking through the list.
const WORTH_SHOWING: f64 = 0.2;

/// A match, with its reasons.
#[derive(Clone, Debug)]
pub struct Matched {
    /// The opportunity and who offers it.
    pub listed: Listed,
    /// How well the person fits, from 0 to 1.
    pub fit: f64,
    /// How well it suits what they want too, from 0 to 1: the order goes by this.
    pub score: f64,
    /// What speaks for it, at most three.
    pub strengths: Vec<Detail>,
    /// What is missing, most weighty first.
    pub gaps: Vec<Detail>,
    /// The one addition that would raise the score most.
    pub counterfactual: Option<Counterfactual>,
}

/// The matches of one kind.
#[derive(Clone, Debug)]
pub struct MatchesOfKind {
    /// The kind.
    pub kind: Kind,
    /// How many there are in all; if fewer are worth showing than would be shown, these.
    pub count: usize,
    /// The best, best first.
    pub best: Vec<Matched>,
}

/// What suits the person who asks, by kind, best first; `kind` shows more of one. What they applied to already is left
/// out.
///
/// # Errors
/// [`crate::Error::SignIn`] if it is not a person.
pub async fn matches(sys: &System, ctx: &Ctx, kind: Option<Kind>) -> Result<Vec<MatchesOfKind>> {
    let person = ctx.person()?;
    ctx.permit(Relation::Own, Object::Person, Action::View)?;
    let mut tx = sys.store.read().await?;
    let candidate = candidate(&mut tx, ctx, person).await?;
    let except = tx.opportunities_applied(person).await?.into_iter().collect();
    let filter = OfferFilter { kind, except, ..OfferFilter::default() };
    let shown = if kind.is_some() { SHOWN_OF_ONE } else { SHOWN_OF_EACH };
    let (asking, day) = (candidate.clone(), ctx.now.day());
    let search = move |engine: &Engine| engine.offers_for(&asking, day, shown, &filter);
    let found = sys.engine.ask(&mut tx, ctx.now, search).await?;
    let mut matches = Vec::with_capacity(found.len());
    for Found { kind, mut count, best: places } in found {
        let mut best = Vec::with_capacity(places.len());
        let found = places.len();
        for place in places.into_iter().filter(|place| place.fit >= WORTH_SHOWING) {
            match open_offer(&mut tx, ctx, place.opportunity).await? {
                Some(listed) => best.push(explain(ctx, &candidate, &listed)),
                // It was taken down this very moment.
                None => count -= 1,
            }
        }
        if best.len() < found {
            count = best.len();
        }
        // A course that teaches what somebody did for years suits them on paper; a certificate is what they need.
        if kind == Kind::Course {
            best.sort_by_key(|one: &Matched| is_known(&candidate, &one.listed.opportunity));
        }
        matches.push(MatchesOfKind { kind, count, best });
    }
    Ok(matches)
}

/// Whether a person did for years what is taught.
fn is_known(candidate: &Candidate, offer: &Opportunity) -> bool {
    offer.occupation.is_some_and(|code| candidate.months_in(code) >= KNOWN_MONTHS)
}

/// The person who asks, as matching reads them.
pub(crate) async fn candidate(tx: &mut Tx, ctx: &Ctx, person: Id<Person>) -> Result<Candidate> {
    let (_, who) = ctx.unlock(Action::View, tx.person(person).await?)?;
    let jobs = tx.experiences_of(person).await?;
    let told = Preference::of(&tx.answers_of(person).await?.0);
    Ok(Candidate::new(&who.profile, &jobs, who.municipality, who.language).with_preference(told))
}

/// An offer, if it is public and open.
pub(crate) async fn open_offer(tx: &mut Tx, ctx: &Ctx, id: Id<Opportunity>) -> Result<Option<Listed>> {
    let listed = tx.listed(id).await?;
    Ok(listed
        .filter(|one| one.opportunity.is_open(ctx.now.day()) && one.agency_status == AgencyStatus::Verified))
}

pub(crate) fn explain(ctx: &Ctx, candidate: &Candidate, listed: &Listed) -> Matched {
    let today = ctx.now.day();
    let assessment = matching::assess(candidate, &listed.opportunity, today);
    let mut strengths = assessment.explanation.strengths();
    // That a course costs nothing is said by its price.
    let pays = listed.opportunity.kind == Kind::Vacancy;
    strengths.retain(|detail| pays || !matches!(detail.what, What::Matter { matter: Matter::Pay }));
    Matched {
        listed: listed.clone(),
        fit: assessment.fit,
        score: assessment.score,
        strengths,
        gaps: assessment.explanation.gaps(),
        counterfactual: matching::counterfactual(candidate, &listed.opportunity, today),
    }
}
