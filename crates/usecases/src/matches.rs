//! Matches: what suits a person, over all four kinds, each with its reasons.

use std::collections::{HashMap, HashSet};

use domain::{
    id::Id,
    opportunity::{Kind, Opportunity},
    person::Matter,
    policy::{Action, Object, Relation},
};
use matching::Candidate;
use store::{Page, Tx, opportunity::OpportunityFilter};

use crate::{Ctx, Result, System};

pub use matching::{Addition, Counterfactual, Detail, Explanation, Holding, Similarity, What};
pub use store::opportunity::Listed;

/// Matches shown of each kind when all four are shown.
pub const SHOWN_OF_EACH: usize = 5;
/// Matches shown when one kind is asked for.
pub const SHOWN_OF_ONE: usize = 30;
/// What fits less is not shown: it would be found by looking through the list.
const WORTH_SHOWING: f64 = 0.2;
/// Opportunities read at a time.
const BATCH: i64 = 500;

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
    /// How many there are in all that are worth showing.
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
    let (_, who) = ctx.unlock(Action::View, tx.person(person).await?)?;
    let jobs = tx.experiences_of(person).await?;
    let candidate = Candidate::new(&who.profile, &jobs, who.municipality, who.language);
    let applied: HashSet<Id<Opportunity>> = tx.opportunities_applied(person).await?.into_iter().collect();
    let mut open = open_offers(&mut tx, ctx, kind).await?;
    drop(tx);
    open.retain(|listed| !applied.contains(&listed.opportunity.id));
    let shown = if kind.is_some() { SHOWN_OF_ONE } else { SHOWN_OF_EACH };
    let ranked = matching::rank(&candidate, open.iter().map(|listed| &listed.opportunity), ctx.now.day());
    let at: HashMap<Id<Opportunity>, &Listed> =
        open.iter().map(|listed| (listed.opportunity.id, listed)).collect();
    let kinds = Kind::ALL.iter().filter(|known| kind.is_none_or(|kind| kind == **known));
    Ok(kinds
        .map(|kind| {
            let of_kind: Vec<&Listed> = ranked
                .iter()
                .filter(|place| place.fit >= WORTH_SHOWING)
                .filter_map(|place| at.get(&place.opportunity).copied())
                .filter(|listed| listed.opportunity.kind == *kind)
                .collect();
            let best = of_kind.iter().take(shown).map(|listed| explain(ctx, &candidate, listed)).collect();
            MatchesOfKind { kind: *kind, count: of_kind.len(), best }
        })
        .collect())
}

/// Every open opportunity, of one kind or of all.
async fn open_offers(tx: &mut Tx, ctx: &Ctx, kind: Option<Kind>) -> Result<Vec<Listed>> {
    let filter = OpportunityFilter { kind, ..OpportunityFilter::default() };
    let mut open: Vec<Listed> = Vec::new();
    loop {
        let after = open.last().map(|listed| listed.opportunity.id);
        let more = tx.open_opportunities(&filter, ctx.now.day(), Page { after, limit: BATCH }).await?;
        if more.is_empty() {
            return Ok(open);
        }
        open.extend(more);
    }
}

fn explain(ctx: &Ctx, candidate: &Candidate, listed: &Listed) -> Matched {
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
