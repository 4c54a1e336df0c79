//! Needs beside services, place by place. Small counts are hidden, and whatever would tell them.

use std::collections::BTreeMap;

use domain::{
    place::{self, DepartmentCode, MunicipalityCode},
    policy::{Action, Object, Relation},
    referral::Capacity,
    service::{ServiceArea, ServiceCategory, shown_since},
    supply::{Counted, Country, hide},
    time::{Day, Moment},
};
use store::supply::{Needed, Supplied};

use crate::{Ctx, Result, System, report::first_day};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every kind of need, over the country.
    Needs,
    /// One kind of need, by department.
    Departments(ServiceCategory),
    /// One kind of need, by municipality of a department.
    Municipalities(ServiceCategory, DepartmentCode),
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// A kind of need.
    Need(ServiceCategory),
    /// A department.
    Department(DepartmentCode),
    /// A municipality.
    Municipality(MunicipalityCode),
    /// Somewhere in the department.
    Somewhere,
    /// All of it.
    All,
}

/// A line: needs and services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub at: At,
    /// Needs that no service met; `None`: hidden.
    pub unmet: Option<i64>,
    /// People for whom a service was asked; `None`: hidden.
    pub asked: Option<i64>,
    /// Services that reach there, by room: free, with a waiting list, full.
    pub services: [i64; 3],
}

/// Needs beside services.
#[derive(Clone, Debug)]
pub struct Table {
    /// What was looked at.
    pub scope: Scope,
    /// The first day of the needs.
    pub from: Day,
    /// The last.
    pub to: Day,
    /// The lines.
    pub lines: Vec<Line>,
    /// All of them together, except where they are kinds of need.
    pub all: Option<Line>,
}

/// Both measures of one kind of need, as they may be shown.
struct Measured {
    unmet: Country,
    asked: Country,
}

impl Measured {
    fn new(unmet: &[Needed], asked: &[Needed], need: ServiceCategory) -> Self {
        let of = |all: &[Needed]| {
            let counted: Vec<Counted> =
                all.iter().filter(|(kind, _)| *kind == need).map(|(_, counted)| *counted).collect();
            hide(&counted)
        };
        Self { unmet: of(unmet), asked: of(asked) }
    }

    fn department(&self, code: DepartmentCode) -> [Option<i64>; 2] {
        [&self.unmet, &self.asked]
            .map(|country| country.departments.get(&code).map_or(Some(0), |one| one.all))
    }

    fn place(&self, code: DepartmentCode, at: Option<MunicipalityCode>) -> [Option<i64>; 2] {
        let number = |country: &Country| match country.departments.get(&code) {
            Some(department) => department.places.get(&at).copied().unwrap_or(Some(0)),
            None => Some(0),
        };
        [number(&self.unmet), number(&self.asked)]
    }
}

/// Services for a need that reach a place, by room.
fn services(
    all: &[Supplied],
    need: ServiceCategory,
    department: Option<DepartmentCode>,
    municipality: Option<MunicipalityCode>,
) -> [i64; 3] {
    let reaches = |one: &&Supplied| match one.area {
        ServiceArea::National => true,
        ServiceArea::Department => department.is_none_or(|code| code == one.municipality.department()),
        ServiceArea::Municipality => {
            department.is_none_or(|code| code == one.municipality.department())
                && municipality.is_none_or(|code| code == one.municipality)
        }
    };
    let room = |capacity: Capacity| {
        let of = all.iter().filter(|one| one.need == need && one.capacity == capacity);
        of.filter(reaches).map(|one| one.count).sum()
    };
    [Capacity::Free, Capacity::WaitingList, Capacity::Full].map(room)
}

/// Needs of the last twelve months, the present one included, beside the services that are shown today.
///
/// # Errors
/// [`crate::Error::NotFound`] if it is not a coordinator.
pub async fn table(sys: &System, ctx: &Ctx, scope: Scope) -> Result<Table> {
    ctx.permit(Relation::Stranger, Object::Report, Action::View)?;
    let to = ctx.now.day();
    let from = first_day(to);
    let (begin, end) = (Moment::end_of(from.yesterday().unwrap_or(from)).plus(1), Moment::end_of(to));
    let mut tx = sys.store.read().await?;
    let unmet = tx.needs_unmet(begin, end).await?;
    let asked = tx.needs_asked(begin, end).await?;
    let supplied = tx.services_supplied(shown_since(to)).await?;
    let measured: BTreeMap<ServiceCategory, Measured> =
        ServiceCategory::ALL.iter().map(|need| (*need, Measured::new(&unmet, &asked, *need))).collect();
    let line = |at: At, [unmet, asked]: [Option<i64>; 2], services| Line { at, unmet, asked, services };
    let (lines, all) = match scope {
        Scope::Needs => {
            let one = |(need, of): (&ServiceCategory, &Measured)| {
                let services = services(&supplied, *need, None, None);
                line(At::Need(*need), [of.unmet.all, of.asked.all], services)
            };
            (measured.iter().map(one).collect(), None)
        }
        Scope::Departments(need) => {
            let of = &measured[&need];
            let one = |code: DepartmentCode| {
                let services = services(&supplied, need, Some(code), None);
                line(At::Department(code), of.department(code), services)
            };
            let all = line(At::All, [of.unmet.all, of.asked.all], services(&supplied, need, None, None));
            (place::departments().iter().map(|department| one(department.code)).collect(), Some(all))
        }
        Scope::Municipalities(need, department) => {
            let of = &measured[&need];
            let one = |at: Option<MunicipalityCode>| {
                let services = match at {
                    Some(_) => services(&supplied, need, Some(department), at),
                    None => [0; 3],
                };
                line(at.map_or(At::Somewhere, At::Municipality), of.place(department, at), services)
            };
            let here = place::municipalities().iter().map(|one| one.code);
            let here = here.filter(|code| code.department() == department).map(Some);
            // Who is nowhere known has a line only if there is somebody.
            let nowhere = [&of.unmet, &of.asked].iter().any(|country| {
                country.departments.get(&department).is_some_and(|one| one.places.contains_key(&None))
            });
            let all =
                line(At::All, of.department(department), services(&supplied, need, Some(department), None));
            (here.chain(nowhere.then_some(None)).map(one).collect(), Some(all))
        }
    };
    Ok(Table { scope, from, to, lines, all })
}
