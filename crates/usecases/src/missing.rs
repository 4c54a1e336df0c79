//! What a person is missing: which course, certificate, licence, language or way would bring more places within reach,
//! and why they do not see others. For a coordinator: which courses would open most for the people of a municipality.

use std::collections::{BTreeMap, HashSet};

use domain::{
    id::Id,
    opportunity::Opportunity,
    place::{self, MunicipalityCode},
    policy::{Action, Object, Relation},
    report::SMALLEST_SHOWN,
    taxonomy::SkillCode,
};
use matching::{
    Candidate,
    engine::{self, Engine},
};
use store::{Tx, opportunity::Listed};

use crate::{Ctx, Result, System, matches::open_offer};

pub use matching::engine::{Barriers, Cost, HOUR_CENTAVOS, KeptOut, Shut, Step, WITHIN_REACH};

/// Ways shown.
pub const SHOWN: usize = 10;
/// Offers shown of each way.
const OFFERS: usize = 3;
/// People of a municipality that are looked at: so much work is done for one asking.
pub const PEOPLE_AT_MOST: usize = 2_000;
/// People that are looked at before others may ask the engine.
const TOGETHER: usize = 50;
/// Courses shown to a coordinator.
const COURSES: usize = 30;

/// A course or a call to certify, with what it costs the person.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The offer and who makes it.
    pub listed: Listed,
    /// What it costs.
    pub cost: Cost,
}

/// A way to more places by learning or being certified.
#[derive(Clone, Debug)]
pub struct Way {
    /// What would be certified, with the level.
    pub gained: Vec<(SkillCode, u8)>,
    /// Who offers it, the least cost first, at most three.
    pub offers: Vec<Offered>,
    /// Places that come within reach.
    pub places: u64,
}

/// Two ways that open more together than one by one.
#[derive(Clone, Debug)]
pub struct Both {
    /// A step that is no course.
    pub step: Option<matching::Addition>,
    /// What is learnt.
    pub ways: Vec<Way>,
    /// Places that both bring within reach.
    pub places: u64,
}

/// What a person is missing.
#[derive(Clone, Debug)]
pub struct Missing {
    /// Whether they told no job and no skill: then little can be said.
    pub untold: bool,
    /// Places within reach now.
    pub places: u64,
    /// Courses and certifications, most places for what they cost first.
    pub ways: Vec<Way>,
    /// Other steps, most places first.
    pub steps: Vec<Step>,
    /// What only opens together.
    pub pairs: Vec<Both>,
    /// What keeps them from the rest.
    pub barriers: Barriers,
}

/// The person who asks, as matching reads them, and whether they told no job and no skill.
async fn asking(tx: &mut Tx, ctx: &Ctx) -> Result<(Candidate, bool)> {
    let person = ctx.person()?;
    ctx.permit(Relation::Own, Object::Person, Action::View)?;
    let (_, who) = ctx.unlock(Action::View, tx.person(person).await?)?;
    let jobs = tx.experiences_of(person).await?;
    let candidate = Candidate::new(&who.profile, &jobs, who.municipality, who.language);
    Ok((candidate, jobs.is_empty() && who.profile.skills.is_empty()))
}

/// What the person who asks is missing. Courses they applied to already are not shown again.
///
/// # Errors
/// [`crate::Error::SignIn`] if it is not a person.
pub async fn missing(sys: &System, ctx: &Ctx) -> Result<Missing> {
    let mut tx = sys.store.read().await?;
    let (candidate, untold) = asking(&mut tx, ctx).await?;
    let applied: HashSet<_> = tx.opportunities_applied(ctx.person()?).await?.into_iter().collect();
    let day = ctx.now.day();
    let question = move |engine: &Engine| engine.missing(&candidate, day);
    let found = sys.engine.ask(&mut tx, ctx.now, question).await?;
    let mut ways = Vec::new();
    for way in &found.ways {
        ways.extend(shown(&mut tx, ctx, way, &applied).await?);
        if ways.len() == SHOWN {
            break;
        }
    }
    let mut pairs = Vec::new();
    for pair in found.pairs {
        let mut both = Vec::new();
        for way in &pair.ways {
            both.extend(shown(&mut tx, ctx, way, &applied).await?);
        }
        if both.len() == pair.ways.len() {
            pairs.push(Both { step: pair.step, ways: both, places: pair.places });
        }
    }
    Ok(Missing { untold, places: found.places, ways, steps: found.steps, pairs, barriers: found.barriers })
}

/// A way with its offers as the database has them now; `None` if none is left.
async fn shown(
    tx: &mut Tx,
    ctx: &Ctx,
    way: &engine::Way,
    applied: &HashSet<Id<Opportunity>>,
) -> Result<Option<Way>> {
    let mut offers = Vec::new();
    for cost in way.offers.iter().filter(|cost| !applied.contains(&cost.offer)) {
        if offers.len() == OFFERS {
            break;
        }
        let listed = open_offer(tx, ctx, cost.offer).await?;
        offers.extend(listed.map(|listed| Offered { listed, cost: *cost }));
    }
    let none = offers.is_empty();
    Ok((!none).then(|| Way { gained: way.gained.clone(), offers, places: way.places }))
}

/// Why the person who asks does not see other vacancies: how many each gate keeps from them, and what one step would
/// open.
///
/// # Errors
/// [`crate::Error::SignIn`] if it is not a person.
pub async fn kept_out(sys: &System, ctx: &Ctx) -> Result<KeptOut> {
    let mut tx = sys.store.read().await?;
    let (candidate, _) = asking(&mut tx, ctx).await?;
    let day = ctx.now.day();
    sys.engine.ask(&mut tx, ctx.now, move |engine| engine.kept_out(&candidate, day)).await
}

/// What a course or a call to certify would open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opens {
    /// For how many people it would bring a place within reach; never fewer than [`SMALLEST_SHOWN`].
    pub people: i64,
    /// Places that it would bring within reach, summed over them.
    pub places: u64,
}

/// A course or a call to certify, and what it would open for the people of a municipality.
#[derive(Clone, Debug)]
pub struct Course {
    /// The offer and who makes it.
    pub listed: Listed,
    /// What it would open; `None` for more than the municipality, where numbers less those of others would tell of few.
    pub opens: Option<Opens>,
}

/// For whom courses were looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// The people of the municipality.
    Municipality,
    /// None helps enough of them: the people of its department.
    Department,
    /// Nor of those: everyone.
    Country,
}

/// The courses that would open most.
#[derive(Debug)]
pub struct Courses {
    /// For whose people.
    pub municipality: MunicipalityCode,
    /// How far one had to look.
    pub width: Width,
    /// Most places first.
    pub courses: Vec<Course>,
    /// Whether there are more people than [`PEOPLE_AT_MOST`]: then those who registered first were looked at.
    pub partly: bool,
}

/// Whether who asks may see what courses would open.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not a coordinator.
pub fn may_see_courses(ctx: &Ctx) -> Result<()> {
    ctx.permit(Relation::Stranger, Object::Report, Action::View).map(drop)
}

/// Which open courses and certifications would bring most places within reach of the people of a municipality who let
/// themselves be found: for each person exactly, summed. What would help fewer than [`SMALLEST_SHOWN`] people is left
/// out, and how many people there are is not told, so that nothing follows of few. If nothing is left, those for the whole
/// department, or else the country, are told in order, without numbers.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not a coordinator.
pub async fn courses(sys: &System, ctx: &Ctx, municipality: MunicipalityCode) -> Result<Courses> {
    may_see_courses(ctx)?;
    let mut tx = sys.store.read().await?;
    let department = place::municipalities_of(municipality.department()).map(|one| one.code).collect();
    let country = place::municipalities().iter().map(|one| one.code).collect();
    let widths = [
        (Width::Municipality, vec![municipality]),
        (Width::Department, department),
        (Width::Country, country),
    ];
    for (width, municipalities) in widths {
        let (mut courses, partly) = courses_for(sys, &mut tx, ctx, municipalities).await?;
        if !courses.is_empty() {
            if width != Width::Municipality {
                courses.iter_mut().for_each(|course| course.opens = None);
            }
            return Ok(Courses { municipality, width, courses, partly });
        }
    }
    Ok(Courses { municipality, width: Width::Municipality, courses: Vec::new(), partly: false })
}

/// The courses for the people of these municipalities, and whether there are more people than were looked at.
async fn courses_for(
    sys: &System,
    tx: &mut Tx,
    ctx: &Ctx,
    municipalities: Vec<MunicipalityCode>,
) -> Result<(Vec<Course>, bool)> {
    let (now, day) = (ctx.now, ctx.now.day());
    let mut people = sys.engine.ask(tx, now, move |engine| engine.people_of(&municipalities, now)).await?;
    let partly = people.len() > PEOPLE_AT_MOST;
    people.truncate(PEOPLE_AT_MOST);
    let mut sums: BTreeMap<Id<Opportunity>, Opens> = BTreeMap::new();
    for together in people.chunks(TOGETHER) {
        let together = together.to_vec();
        let opened = move |engine: &Engine| {
            together.into_iter().filter_map(|person| engine.opened_for(person, day)).collect::<Vec<_>>()
        };
        for (offer, places) in sys.engine.ask(tx, now, opened).await?.into_iter().flatten() {
            let sum = sums.entry(offer).or_default();
            *sum = Opens { people: sum.people + 1, places: sum.places + places };
        }
    }
    let mut best: Vec<_> = sums.into_iter().filter(|(_, opens)| opens.people >= SMALLEST_SHOWN).collect();
    best.sort_by_key(|(offer, opens)| (std::cmp::Reverse((opens.places, opens.people)), *offer));
    let mut courses = Vec::new();
    for (offer, opens) in best {
        if courses.len() == COURSES {
            break;
        }
        let listed = open_offer(tx, ctx, offer).await?;
        courses.extend(listed.map(|listed| Course { listed, opens: Some(opens) }));
    }
    Ok((courses, partly))
}
